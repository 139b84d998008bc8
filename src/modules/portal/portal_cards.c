/* Codes on doors and in public places. A code names a place and proves nothing: what it opens to
 * whoever scans it is no more than a passer-by could see. */
#include "app/app.h"
#include "app/permission.h"
#include "app/journal.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/portal/portal_parts.h"
#include "store/store.h"
#include <sodium.h>

enum { TOKEN_DIGITS = 24, TAIL_DIGITS = 4, TAIL_TRIES = 5, PLACE_MAX = 40 };

static const struct field card_table[] = {
	FIELD(portal_card, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(portal_card, token, .label = "代码", .flags = IN_JSON),
	FIELD(portal_card, room_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(portal_card, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON | IN_LIST),
	FIELD(portal_card, place, .label = "公共位置", .flags = IN_JSON | IN_LIST),
	FIELD(portal_card, created_at, .label = "制作时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(portal_card, retired_at, .label = "停用时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields portal_card_fields = FIELDS(portal_card, card_table);

static int insert(struct ctx *cx, int64_t room_id, const char *room, const char *place,
		  int64_t *ret_id)
{
	char token[TOKEN_DIGITS + 1];

	random_hex(token, TOKEN_DIGITS);
	*ret_id = id_new(cx->now);
	return store_exec(cx,
			  SQL("INSERT INTO portal_card (community_id, id, token, room_id, room, place,"
			      " created_by, created_at, retired_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"),
			  BINDS(cx->community, *ret_id, token, room_id, room, place,
				cx->actor ? cx->actor->id : 0, cx->now));
}

struct bare_room {
	int64_t id;
	char *room;
};
static const struct field bare_room_table[] = {
	FIELD(bare_room, id, 0),
	FIELD(bare_room, room, 0),
};

int portal_cards_make(struct ctx *cx, const char *building, int64_t *ret_made)
{
	struct bare_room *list;
	size_t count;
	int64_t id;
	bool all = text_blank(building);
	int r = store_list(cx,
			   SQL("SELECT h.id, h.room FROM room h WHERE h.community_id = ?"
			       " AND (? = 1 OR h.building = ?) AND NOT EXISTS (SELECT 1 FROM portal_card c"
			       " WHERE c.community_id = h.community_id AND c.room_id = h.id"
			       " AND c.retired_at = 0) ORDER BY h.id"),
			   BINDS(cx->community, all, all ? "" : building),
			   FIELDS(bare_room, bare_room_table), &list, &count);

	*ret_made = 0;
	for (size_t i = 0; r == OK && i < count; i++, (*ret_made)++)
		r = insert(cx, list[i].id, list[i].room, "", &id);
	if (r < 0 || !*ret_made)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "portal", .action = "cards",
		.note = arena_printf(cx->arena, T(cx, "%s：%" PRId64 " 张门牌码"),
				     all ? T(cx, "全部楼栋") : building, *ret_made) });
}

int portal_cards_lacking(struct ctx *cx, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM room h WHERE h.community_id = ? AND NOT EXISTS"
			     " (SELECT 1 FROM portal_card c WHERE c.community_id = h.community_id"
			     " AND c.room_id = h.id AND c.retired_at = 0)"),
			 BINDS(cx->community), ret);
}

int portal_place_make(struct ctx *cx, const char *place, int64_t *ret_id)
{
	const char *name = text_trim(cx->arena, place);
	int64_t have = 0;
	int r;

	if (text_blank(name) || text_length(name) > PLACE_MAX)
		return fail_field(cx, "place", T(cx, "请写下位置，如“3 栋大堂”，最多 %d 个字。"),
				  PLACE_MAX);
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM portal_card WHERE community_id = ? AND place = ?"
			  " AND retired_at = 0"),
		      BINDS(cx->community, name), &have);
	if (r == OK && have)
		return fail_field(cx, "place", T(cx, "这个位置已经有码；要换新的，先停用旧的。"));
	if (r == OK)
		r = insert(cx, 0, "", name, ret_id);
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "portal",
							.action = "place", .note = name });
}

#define SELECT_CARD \
	"SELECT c.id, c.token, c.room_id, c.room, c.place, c.created_at, c.retired_at" \
	" FROM portal_card c WHERE c.community_id = ?"

int portal_card_retire(struct ctx *cx, int64_t id)
{
	struct portal_card c;
	int r = store_one(cx, SQL(SELECT_CARD " AND c.id = ?"), BINDS(cx->community, id),
			  portal_card_fields, &c);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这个码。"));
	if (r == OK && c.retired_at)
		return fail(cx, ERR_CONFLICT, T(cx, "这个码已经停用。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE portal_card SET retired_at = ? WHERE community_id = ?"
				   " AND id = ?"),
			       BINDS(cx->now, cx->community, id));
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "portal",
			.action = "retire", .note = c.room_id ? c.room : c.place });
}

struct found {
	int64_t community_id, id;
};
static const struct field found_table[] = { FIELD(found, community_id, 0), FIELD(found, id, 0) };

int portal_card_find(struct ctx *cx, const char *token, struct portal_card *ret,
		     int64_t *ret_community)
{
	struct found f = { 0 };
	int r = store_one(cx,
			  SQL_ALL("SELECT community_id, id FROM portal_card WHERE token = ?"
				  " AND retired_at = 0"),
			  BINDS(token ? token : ""), FIELDS(found, found_table), &f);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "这个二维码已经停用。请联系管理处前台。"));
	if (r < 0)
		return r;
	*ret_community = cx->community = f.community_id;
	return store_one(cx, SQL(SELECT_CARD " AND c.id = ?"), BINDS(cx->community, f.id),
			 portal_card_fields, ret);
}

int portal_card_list(struct ctx *cx, const struct portal_card_filter *f, struct portal_card **ret,
		     size_t *ret_count)
{
	const char *q = text_blank(f->q) ? "" : text_trim(cx->arena, f->q);
	const char *building = text_blank(f->building) ? "" : f->building;

	return store_list(cx,
			  SQL(SELECT_CARD " AND c.retired_at = 0 AND (? = '' OR c.room = ?"
					  " OR replace(c.place, ?, '') <> c.place)"
					  " AND (? = '' OR EXISTS (SELECT 1 FROM room h WHERE"
					  " h.community_id = c.community_id AND h.id = c.room_id"
					  " AND h.building = ?)) AND (? = 0 OR c.room_id = 0)"
					  " AND c.id > ? ORDER BY c.id LIMIT ?"),
			  BINDS(cx->community, q, q, q, building, building, f->places, f->after,
				(int64_t)f->most),
			  portal_card_fields, ret, ret_count);
}

/* ---- the end of a phone ---- */

struct tail_try {
	const struct portal_card *card;
	const char *tail, *agent;
	char *cookie;
	bool wrong;
};

static bool ends_so(const char *phone, const char *tail)
{
	size_t n = phone ? strlen(phone) : 0;

	return n >= TAIL_DIGITS + 3 && !strcmp(phone + n - TAIL_DIGITS, tail);
}

/* A wrong try is counted, so this write succeeds and says so. */
static int enter_run(struct ctx *cx, void *arg)
{
	struct tail_try *t = arg;
	struct occupancy *list;
	size_t count;
	int r = portal_spend(cx, arena_printf(cx->arena, "tail:%" PRId64, t->card->id), TAIL_TRIES,
			     HOURS(1));

	if (r == OK)
		r = occupancy_of_room(cx, t->card->room_id, false, &list, &count);
	t->wrong = true;
	for (size_t i = 0; r == OK && t->wrong && i < count; i++) {
		if (!ends_so(list[i].phone, t->tail) && !ends_so(list[i].phone2, t->tail))
			continue;
		t->wrong = false;
		r = home_session_open(cx, list[i].person_id, t->card->room_id, t->agent,
				      t->cookie);
	}
	return r;
}

int portal_card_enter(struct ctx *cx, const struct portal_card *card, const char *tail,
		      const char *agent, char ret_cookie[HOME_COOKIE])
{
	char digits[TAIL_DIGITS + 2];
	struct tail_try t = { .card = card, .agent = agent, .cookie = ret_cookie };
	int64_t allowed;
	int r = setting_int(cx, "portal.card_tail", &allowed);

	if (r == OK && (!allowed || !card->room_id))
		return fail(cx, ERR_FORBIDDEN, T(cx, "管理处没有开通这种方式，请用验证码或邀请进入。"));
	if (r < 0)
		return r;
	if (text_plain_digits(tail ? tail : "", digits, sizeof digits) < 0 ||
	    strlen(digits) != TAIL_DIGITS || strspn(digits, "0123456789") != TAIL_DIGITS)
		return fail_field(cx, "tail", T(cx, "请填写登记手机号的后四位。"));
	t.tail = digits;
	r = app_write(cx, enter_run, &t);
	if (r == OK && t.wrong)
		return fail_field(cx, "tail",
				  T(cx, "与这户登记的手机号不符。连续错 %d 次要等一小时；号码有变请联系管理处。"),
				  TAIL_TRIES);
	return r;
}
