/* Who a resident is: invitations, codes, sessions. Only hashes of secrets are kept. */
#include "app/app.h"
#include "app/permission.h"
#include "app/journal.h"
#include "app/notice.h"
#include "app/secret.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/notices/channels.h"
#include "modules/portal/portal_parts.h"
#include "store/store.h"
#include <sodium.h>

enum {
	DIGITS = HOME_COOKIE - 1,
	FORM_DIGITS = 32,
	CODE_DIGITS = 6,
	CODE_TRIES = 5,
	SESSIONS = 8,      /* of one person */
	AGENT_BYTES = 120,
};

static bool is_token(const char *text)
{
	return text && strlen(text) == DIGITS && strspn(text, "0123456789abcdef") == DIGITS;
}

/* ---- budgets ---- */

int portal_spend(struct ctx *cx, const char *source, int64_t most, int64_t window_ms)
{
	int64_t old = cx->now - window_ms, used;
	int r = store_exec(cx,
			   SQL("INSERT INTO portal_budget (community_id, source, since_at, used)"
			       " VALUES (?, ?, ?, 1) ON CONFLICT (community_id, source) DO UPDATE SET"
			       " used = CASE WHEN portal_budget.since_at <= ? THEN 1"
			       " ELSE portal_budget.used + 1 END, since_at = CASE"
			       " WHEN portal_budget.since_at <= ? THEN excluded.since_at"
			       " ELSE portal_budget.since_at END"),
			   BINDS(cx->community, source, cx->now, old, old));

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT used FROM portal_budget WHERE community_id = ?"
				  " AND source = ?"),
			      BINDS(cx->community, source), &used);
	if (r == OK && used > most)
		return fail(cx, ERR_RATE_LIMITED, T(cx, "次数太多了，请稍后再试；急事请打服务电话。"));
	return r;
}

/* ---- sessions ---- */

const struct choice home_session_kinds[] = {
	{ HOME_SELF, "self", "本人" },
	{ HOME_CARD, "card", "门牌码" },
	CHOICE_END,
};

static const char *agent_kept(struct ctx *cx, const char *agent)
{
	if (text_blank(agent) || !text_valid(agent, strlen(agent)))
		return "";
	return arena_strndup(cx->arena, agent, strnlen(agent, AGENT_BYTES));
}

int home_session_lasts(struct ctx *cx, int kind, int64_t *ret_ms)
{
	int64_t n;
	int r = setting_int(cx, kind == HOME_CARD ? "portal.card_hours" : "portal.session_days", &n);

	*ret_ms = kind == HOME_CARD ? HOURS(n) : DAYS(n);
	return r;
}

int home_session_open(struct ctx *cx, int64_t person, int64_t room, const char *agent,
		      char ret_cookie[HOME_COOKIE])
{
	int kind = room ? HOME_CARD : HOME_SELF;
	char hash[SECRET_HASH], form_token[FORM_DIGITS + 1];
	int64_t lasts;
	int r = home_session_lasts(cx, kind, &lasts);

	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM portal_session WHERE community_id = ?"
				   " AND person_id = ? AND token_hash NOT IN (SELECT token_hash"
				   " FROM portal_session WHERE community_id = ? AND person_id = ?"
				   " ORDER BY created_at DESC LIMIT ?)"),
			       BINDS(cx->community, person, cx->community, person, SESSIONS - 1));
	if (r < 0)
		return r;
	random_hex(ret_cookie, DIGITS);
	random_hex(form_token, FORM_DIGITS);
	secret_hash(ret_cookie, hash);
	return store_exec(cx,
			  SQL("INSERT INTO portal_session (token_hash, community_id, person_id, kind,"
			      " room_id, form_token, agent, created_at, expires_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(hash, cx->community, person, kind, room, form_token, agent_kept(cx, agent),
				cx->now, cx->now + lasts));
}

/* What a session's row says. */
struct known {
	int64_t community_id, person_id, room_id;
	int kind;
	char *form_token, *name, *phone, *phone2;
};
static const struct field known_table[] = {
	FIELD(known, community_id, 0), FIELD(known, person_id, 0), FIELD(known, kind, 0),
	FIELD(known, room_id, 0),      FIELD(known, form_token, 0),   FIELD(known, name, 0),
	FIELD(known, phone, 0),	       FIELD(known, phone2, 0),
};

static int refuse(struct ctx *cx)
{
	return fail(cx, ERR_UNAUTHENTICATED, T(cx, "请先进入；上次的登录可能已经到期。"));
}

/* The rooms he belongs to this very day: a relation that has ended shows nothing any more. */
static int read_rooms(struct ctx *cx, struct home_user *u, int64_t only)
{
	struct occupancy *list;
	size_t count;
	int r = occupancy_of_person(cx, u->person_id, &list, &count);

	for (size_t i = 0; r == OK && i < count && u->room_count < HOME_ROOMS; i++)
		if (!only || list[i].room_id == only)
			u->rooms[u->room_count++] = list[i];
	if (r == OK && !u->room_count)
		return fail(cx, ERR_UNAUTHENTICATED,
			    T(cx, "登记的房屋关系已经结束，这里看不到了。如有不对，请联系管理处。"));
	return r;
}

int home_session_user(struct ctx *cx, const char *cookie, struct home_user *ret,
		      int64_t *ret_community, const char **ret_form_token)
{
	char hash[SECRET_HASH];
	struct known k = { 0 };
	int r;

	if (!is_token(cookie))
		return refuse(cx);
	secret_hash(cookie, hash);
	r = store_one(cx,
		      SQL_ALL("SELECT s.community_id, s.person_id, s.kind, s.room_id, s.form_token,"
			      " p.name, p.phone, p.phone2 FROM portal_session s JOIN person p"
			      " ON p.community_id = s.community_id AND p.id = s.person_id"
			      " WHERE s.token_hash = ? AND s.expires_at > ?"),
		      BINDS(hash, cx->now), FIELDS(known, known_table), &k);
	if (r == ERR_NOT_FOUND)
		return refuse(cx);
	if (r < 0)
		return r;
	*ret = (struct home_user){ .person_id = k.person_id, .name = k.name, .phone = k.phone,
				   .phone2 = k.phone2, .kind = k.kind,
				   .hash = arena_strdup(cx->arena, hash) };
	*ret_community = cx->community = k.community_id;
	*ret_form_token = k.form_token;
	return read_rooms(cx, ret, k.room_id);
}

int home_session_close(struct ctx *cx, const char *hash)
{
	return store_exec(cx,
			  SQL("DELETE FROM portal_session WHERE community_id = ? AND token_hash = ?"),
			  BINDS(cx->community, hash));
}

int home_sessions_end(struct ctx *cx, int64_t person)
{
	struct person p;
	int r = person_get(cx, person, &p);

	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM portal_session WHERE community_id = ?"
				   " AND person_id = ?"),
			       BINDS(cx->community, person));
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "person",
				      .subject_id = person, .action = "portal_end" });
}

/* ---- invitations ---- */

static const struct field invite_table[] = {
	FIELD(home_invite, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(home_invite, person_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(home_invite, name, .label = "姓名", .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, made_by, .label = "邀请人", .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, created_at, .label = "邀请时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, expires_at, .label = "有效至", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, used_at, .label = "使用时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, revoked_at, .label = "撤回时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(home_invite, sessions, .label = "登录中", .flags = IN_JSON | IN_LIST),
};
const struct fields home_invite_fields = FIELDS(home_invite, invite_table);

#define SELECT_INVITE \
	"SELECT i.id, i.person_id, p.name, i.room, a.name AS made_by, i.created_at, i.expires_at," \
	" i.used_at, i.revoked_at, (SELECT COUNT(*) FROM portal_session s WHERE" \
	" s.community_id = i.community_id AND s.person_id = i.person_id) AS sessions" \
	" FROM portal_invite i JOIN person p ON p.community_id = i.community_id" \
	" AND p.id = i.person_id LEFT JOIN account a ON a.id = i.created_by "

/* One that waits is enough: a lost slip must not let a finder in beside the new one. */
static int end_waiting(struct ctx *cx, int64_t person)
{
	return store_exec(cx,
			  SQL("UPDATE portal_invite SET revoked_at = ? WHERE community_id = ?"
			      " AND person_id = ? AND used_at = 0 AND revoked_at = 0"),
			  BINDS(cx->now, cx->community, person));
}

int home_invite_make(struct ctx *cx, int64_t occupancy, char ret_token[HOME_COOKIE],
		     struct home_invite *ret)
{
	char hash[SECRET_HASH];
	struct occupancy o;
	int64_t days, id = id_new(cx->now);
	int r = occupancy_get(cx, occupancy, &o);

	if (r == OK && o.until_on)
		r = fail(cx, ERR_CONFLICT, T(cx, "这位住户已经迁出，不能邀请。"));
	if (r == OK)
		r = setting_int(cx, "portal.invite_days", &days);
	if (r == OK)
		r = end_waiting(cx, o.person_id);
	if (r < 0)
		return r;
	random_hex(ret_token, DIGITS);
	secret_hash(ret_token, hash);
	r = store_exec(cx,
		       SQL("INSERT INTO portal_invite (community_id, id, token_hash, person_id, room,"
			   " created_by, created_at, expires_at, used_at, revoked_at)"
			   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)"),
		       BINDS(cx->community, id, hash, o.person_id, o.room,
			     cx->actor ? cx->actor->id : 0, cx->now, cx->now + DAYS(days)));
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "person",
				.subject_id = o.person_id, .action = "portal_invite", .note = o.room });
	*ret = (struct home_invite){ .id = id, .person_id = o.person_id, .name = o.name,
				     .room = o.room, .created_at = cx->now,
				     .expires_at = cx->now + DAYS(days) };
	return r;
}

int home_invite_list(struct ctx *cx, int64_t after, struct home_invite **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_INVITE "WHERE i.community_id = ? AND (? = 0 OR i.id < ?)"
					    " ORDER BY i.id DESC LIMIT ?"),
			  BINDS(cx->community, after, after, PORTAL_PAGE + 1), home_invite_fields, ret,
			  ret_count);
}

int home_invite_revoke(struct ctx *cx, int64_t id)
{
	int r = store_exec(cx,
			   SQL("UPDATE portal_invite SET revoked_at = ? WHERE community_id = ?"
			       " AND id = ? AND used_at = 0 AND revoked_at = 0"),
			   BINDS(cx->now, cx->community, id));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这份邀请已经用过或撤回。"));
	return r;
}

struct invited {
	int64_t community_id, id;
};
static const struct field invited_table[] = { FIELD(invited, community_id, 0),
					      FIELD(invited, id, 0) };

int home_invite_find(struct ctx *cx, const char *token, struct home_invite *ret,
		     int64_t *ret_community)
{
	char hash[SECRET_HASH];
	struct invited i = { 0 };
	int r = ERR_NOT_FOUND;

	if (is_token(token)) {
		secret_hash(token, hash);
		r = store_one(cx,
			      SQL_ALL("SELECT community_id, id FROM portal_invite WHERE token_hash = ?"
				      " AND used_at = 0 AND revoked_at = 0 AND expires_at > ?"),
			      BINDS(hash, cx->now), FIELDS(invited, invited_table), &i);
	}
	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "这份邀请已经用过、过期或撤回。请向管理处前台要一份新的。"));
	if (r < 0)
		return r;
	*ret_community = cx->community = i.community_id;
	return store_one(cx, SQL(SELECT_INVITE "WHERE i.community_id = ? AND i.id = ?"),
			 BINDS(cx->community, i.id), home_invite_fields, ret);
}

int home_invite_use(struct ctx *cx, const char *token, const char *agent,
		    char ret_cookie[HOME_COOKIE])
{
	struct home_invite i;
	int64_t community;
	int r = home_invite_find(cx, token, &i, &community);

	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE portal_invite SET used_at = ? WHERE community_id = ?"
				   " AND id = ?"),
			       BINDS(cx->now, cx->community, i.id));
	return r == OK ? home_session_open(cx, i.person_id, 0, agent, ret_cookie) : r;
}

/* ---- codes by SMS ---- */

int home_code_possible(struct ctx *cx, bool *ret)
{
	int64_t channel = 0;
	int r = channel_of_kind(cx, VIA_SMS, &channel);

	*ret = r == OK && channel;
	return r;
}

struct code_try {
	const char *phone, *peer, *code, *agent;
	char *browser, *cookie;
	int64_t community, person;
	int64_t tries;
	char *code_hash;
	bool wrong;
};
static const struct field code_table[] = {
	FIELD(code_try, community, 0),
	FIELD(code_try, person, 0),
	FIELD(code_try, tries, 0),
	FIELD(code_try, code_hash, 0),
};

static int tell(struct ctx *cx, const struct code_try *t, const char *code)
{
	int64_t minutes;
	int r = setting_int(cx, "portal.code_minutes", &minutes);

	if (r < 0)
		return r;
	return notice_tell(cx, &(struct notice){
		.phone = t->phone, .kind = "portal_code", .urgent = true,
		.title = arena_printf(cx->arena,
			 T(cx, "验证码 %s，%" PRId64 " 分钟内有效，请勿告诉任何人，包括管理处员工。"),
			 code, minutes) });
}

/* 1 a minute, 5 an hour, 10 a day for a phone; 20 an hour for an address: nobody is to be
 * bombarded, and no bill run up. */
static int spend(struct ctx *cx, const struct code_try *t)
{
	char hash[SECRET_HASH];
	const char *phone;
	int r;

	secret_hash(t->phone, hash);
	phone = arena_printf(cx->arena, "sms:%.24s", hash);
	r = portal_spend(cx, arena_printf(cx->arena, "%s:m", phone), 1, MINUTES(1));
	if (r == OK)
		r = portal_spend(cx, arena_printf(cx->arena, "%s:h", phone), 5, HOURS(1));
	if (r == OK)
		r = portal_spend(cx, arena_printf(cx->arena, "%s:d", phone), 10, DAYS(1));
	if (r == OK)
		r = portal_spend(cx, arena_printf(cx->arena, "sms:%s", t->peer), 20, HOURS(1));
	return r;
}

static int send_run(struct ctx *cx, void *arg)
{
	struct code_try *t = arg;
	char browser[SECRET_HASH], code_hash[SECRET_HASH], code[CODE_DIGITS + 1];
	int64_t minutes;
	int r = spend(cx, t);

	if (r == OK)
		r = setting_int(cx, "portal.code_minutes", &minutes);
	if (r < 0)
		return r;
	(void)snprintf(code, sizeof code, "%06u", randombytes_uniform(1000000));
	secret_hash(t->browser, browser);
	secret_hash(arena_printf(cx->arena, "%s%s", t->browser, code), code_hash);
	r = store_exec(cx,
		       SQL("INSERT INTO portal_code (browser_hash, community_id, person_id, code_hash,"
			   " tries, sent_at, expires_at) VALUES (?, ?, ?, ?, 0, ?, ?)"),
		       BINDS(browser, cx->community, t->person, code_hash, cx->now,
			     cx->now + MINUTES(minutes)));
	return r == OK && t->person ? tell(cx, t, code) : r;
}

int home_code_send(struct ctx *cx, const char *phone, const char *peer,
		   char ret_browser[HOME_COOKIE])
{
	struct code_try t = { .phone = text_phone(cx->arena, phone), .peer = peer,
			      .browser = ret_browser };
	int r;

	if (!t.phone || strlen(t.phone) < 11)
		return fail_field(cx, "phone", T(cx, "请填写登记的手机号。"));
	r = store_one(cx,
		      SQL_ALL("SELECT o.community_id AS community, o.person_id AS person FROM person p"
			      " JOIN occupancy o ON o.community_id = p.community_id"
			      " AND o.person_id = p.id AND o.until_on = 0 WHERE p.phone = ?"
			      " ORDER BY o.id DESC LIMIT 1"),
		      BINDS(t.phone), FIELDS(code_try, code_table), &t);
	if (r == ERR_NOT_FOUND) /* told to nobody: a stranger learns nothing of who lives here */
		r = store_int(cx, SQL_ALL("SELECT min(id) FROM community"), BINDS(), &t.community);
	if (r < 0)
		return r;
	random_hex(ret_browser, DIGITS);
	cx->community = t.community;
	return app_write(cx, send_run, &t);
}

/* A wrong code is counted, so this write succeeds and says so. */
static int use_run(struct ctx *cx, void *arg)
{
	struct code_try *t = arg;
	char browser[SECRET_HASH], hash[SECRET_HASH];
	int r;

	secret_hash(t->browser, browser);
	r = store_one(cx,
		      SQL("SELECT community_id AS community, person_id AS person, code_hash, tries"
			  " FROM portal_code WHERE community_id = ? AND browser_hash = ?"
			  " AND expires_at > ?"),
		      BINDS(cx->community, browser, cx->now), FIELDS(code_try, code_table), t);
	t->wrong = r == ERR_NOT_FOUND || (r == OK && t->tries >= CODE_TRIES);
	if (t->wrong || r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	secret_hash(arena_printf(cx->arena, "%s%s", t->browser, t->code), hash);
	t->wrong = !t->person || sodium_memcmp(hash, t->code_hash, SECRET_HASH - 1);
	if (t->wrong)
		return store_exec(cx,
				  SQL("UPDATE portal_code SET tries = tries + 1"
				      " WHERE community_id = ? AND browser_hash = ?"),
				  BINDS(cx->community, browser));
	r = store_exec(cx,
		       SQL("DELETE FROM portal_code WHERE community_id = ? AND browser_hash = ?"),
		       BINDS(cx->community, browser));
	return r == OK ? home_session_open(cx, t->person, 0, t->agent, t->cookie) : r;
}

int home_code_use(struct ctx *cx, const char *browser, const char *code, const char *agent,
		  char ret_cookie[HOME_COOKIE])
{
	char digits[CODE_DIGITS + 2], hash[SECRET_HASH];
	struct code_try t = { .agent = agent, .cookie = ret_cookie };
	int r = ERR_NOT_FOUND;

	if (text_plain_digits(code ? code : "", digits, sizeof digits) < 0)
		digits[0] = '\0';
	t.code = digits;
	if (is_token(browser)) {
		secret_hash(browser, hash);
		t.browser = arena_strdup(cx->arena, browser);
		r = store_int(cx,
			      SQL_ALL("SELECT community_id FROM portal_code WHERE browser_hash = ?"),
			      BINDS(hash), &cx->community);
	}
	if (r == OK)
		r = app_write(cx, use_run, &t);
	if (r == ERR_NOT_FOUND || (r == OK && t.wrong))
		return fail_field(cx, "code", T(cx, "验证码不对或已过期。请再看一遍短信，或重新获取。"));
	return r;
}

int portal_sweep(struct ctx *cx)
{
	int r = store_exec(cx,
			   SQL("DELETE FROM portal_session WHERE community_id = ? AND expires_at <= ?"),
			   BINDS(cx->community, cx->now));

	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM portal_code WHERE community_id = ? AND expires_at <= ?"),
			       BINDS(cx->community, cx->now - DAYS(1)));
	return r < 0 ? r : store_exec(cx,
				      SQL("DELETE FROM portal_budget WHERE community_id = ?"
					  " AND since_at <= ?"),
				      BINDS(cx->community, cx->now - DAYS(2)));
}

int portal_person_merged(struct ctx *cx, int64_t person)
{
	const struct sql *const moves[] = {
		SQL("UPDATE portal_session SET person_id = ? WHERE community_id = ? AND person_id = ?"),
		SQL("UPDATE portal_invite SET person_id = ? WHERE community_id = ? AND person_id = ?"),
		SQL("UPDATE portal_code SET person_id = ? WHERE community_id = ? AND person_id = ?"),
		SQL("UPDATE portal_matter SET person_id = ? WHERE community_id = ? AND person_id = ?"),
		SQL("UPDATE portal_rating SET person_id = ? WHERE community_id = ? AND person_id = ?"),
	};
	int64_t into;
	int r = store_int(cx, SQL("SELECT merged_into FROM person WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, person), &into);

	for (size_t i = 0; r == OK && i < COUNT(moves); i++)
		r = store_exec(cx, moves[i], BINDS(into, cx->community, person));
	return r;
}
