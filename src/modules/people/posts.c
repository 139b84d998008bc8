#include "app/app.h"
#include "app/journal.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "record/form.h"
#include "store/store.h"

enum { POSTS_MAX = 500, TENURES_MAX = 200, STAFF_MAX = 20000, NAMES_MAX = 4000 };
enum { SHOWN = IN_JSON | IN_LIST };

const struct field post_table[] = {
	FIELD(post, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(post, name, .label = "岗位", .flags = IN_FORM | SHOWN | REQUIRED, .max = 40,
	      .hint = "如：前台一班"),
	FIELD(post, role, .label = "角色", .show = SHOW_ENUM, .choices = role_choices,
	      .flags = IN_FORM | SHOWN | REQUIRED | ONCE),
	FIELD(post, retired_at, .label = "撤岗时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(post, holders, .label = "在岗人数", .flags = SHOWN),
};
const struct fields post_fields = FIELDS(post, post_table);

static const struct field tenure_table[] = {
	FIELD(tenure, account_id, .show = SHOW_ID),
	FIELD(tenure, post_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(tenure, post_name, .label = "岗位", .flags = SHOWN),
	FIELD(tenure, role, .label = "角色", .show = SHOW_ENUM, .choices = role_choices,
	      .flags = SHOWN),
	FIELD(tenure, from_at, .label = "任职", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(tenure, until_at, .label = "卸任", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(tenure, now, .label = "在任", .flags = IN_JSON),
};
const struct fields tenure_fields = FIELDS(tenure, tenure_table);

const struct field tenure_new_table[] = {
	FIELD(tenure_new, post_id, .label = "岗位", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(tenure_new, from_on, .label = "从", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "不填就是现在"),
	FIELD(tenure_new, until_on, .label = "到", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "授权有期限时填写最后一天"),
};
const struct fields tenure_new_fields = FIELDS(tenure_new, tenure_new_table);

const char *roles_text(struct ctx *cx, int64_t roles)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, NAMES_MAX);
	for (int role = 0; role < ROLES; role++)
		if (roles & (INT64_C(1) << role))
			strbuf_printf(&b, "%s%s", b.len ? T(cx, "、") : "",
				      T(cx, choice_of(role_choices, role)->label));
	return b.len ? b.s : T(cx, "无");
}

/* ---- posts ---- */

int post_list(struct ctx *cx, bool retired, struct post **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT p.id, p.name, p.role, p.retired_at,"
			      " (SELECT count(*) FROM staff_post sp WHERE sp.community_id ="
			      " p.community_id AND sp.post_id = p.id AND sp.from_at <= ?"
			      " AND (sp.until_at = 0 OR sp.until_at > ?)) AS holders"
			      " FROM post p WHERE p.community_id = ? AND p.retired_at <= ?"
			      " ORDER BY p.role, p.name LIMIT ?"),
			  BINDS(cx->now, cx->now, cx->community, retired ? INT64_MAX : 0, POSTS_MAX),
			  post_fields, ret, ret_count);
}

int post_get(struct ctx *cx, int64_t id, struct post *ret)
{
	struct post post = { 0 };
	int r = store_one(cx,
			  SQL("SELECT id, name, role, retired_at FROM post"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, id), post_fields, &post);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这个岗位。"));
	if (r == OK)
		*ret = post;
	return r;
}

static int name_must_be_free(struct ctx *cx, const char *name, int64_t but)
{
	int64_t id;
	int r = store_int(cx, SQL("SELECT id FROM post WHERE community_id = ? AND name = ?"),
			  BINDS(cx->community, name), &id);

	if (r == OK && id != but)
		return fail_field(cx, "name", T(cx, "已有叫“%s”的岗位。"), name);
	return r == ERR_NOT_FOUND ? OK : r;
}

static int post_journal(struct ctx *cx, int64_t id, const char *action, const char *note)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "post",
							.subject_id = id,
							.action = action,
							.note = note });
}

int post_add(struct ctx *cx, const struct post *in, int64_t *ret_id)
{
	int64_t id = id_new(cx->now);
	int r = actor_must(cx, PERM_PEOPLE_WRITE);

	if (r == OK)
		r = form_check(cx, post_fields, in);
	if (r == OK)
		r = name_must_be_free(cx, in->name, 0);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO post (community_id, id, name, role)"
				   " VALUES (?, ?, ?, ?)"),
			       BINDS(cx->community, id, in->name, in->role));
	if (r == OK)
		r = post_journal(cx, id, "create",
				 arena_printf(cx->arena, T(cx, "%s（%s）"), in->name,
					      roles_text(cx, INT64_C(1) << in->role)));
	if (r == OK)
		*ret_id = id;
	return r;
}

int post_rename(struct ctx *cx, int64_t id, const char *name)
{
	struct post post;
	int r = actor_must(cx, PERM_PEOPLE_WRITE);

	if (r == OK)
		r = post_get(cx, id, &post);
	if (r == OK) {
		const char *before = post.name;
		post.name = name;
		r = form_check(cx, post_fields, &post);
		post.name = before;
	}
	if (r == OK)
		r = name_must_be_free(cx, name, id);
	if (r == OK)
		r = store_exec(cx, SQL("UPDATE post SET name = ? WHERE community_id = ? AND id = ?"),
			       BINDS(name, cx->community, id));
	if (r < 0)
		return r;
	return post_journal(cx, id, "rename",
			    arena_printf(cx->arena, "%s → %s", post.name, name));
}

int post_retire(struct ctx *cx, int64_t id)
{
	struct post post;
	int64_t held;
	int r = actor_must(cx, PERM_PEOPLE_WRITE);

	if (r == OK)
		r = post_get(cx, id, &post);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT count(*) FROM staff_post WHERE community_id = ?"
				  " AND post_id = ? AND (until_at = 0 OR until_at > ?)"),
			      BINDS(cx->community, id, cx->now), &held);
	if (r < 0)
		return r;
	if (post.retired_at)
		return fail(cx, ERR_CONFLICT, T(cx, "这个岗位已经撤销。"));
	if (held)
		return fail(cx, ERR_CONFLICT, T(cx, "还有 %" PRId64 " 人担任这个岗位，请先免去。"), held);
	r = store_exec(cx, SQL("UPDATE post SET retired_at = ? WHERE community_id = ? AND id = ?"),
		       BINDS(cx->now, cx->community, id));
	return r < 0 ? r : post_journal(cx, id, "retire", post.name);
}

int post_for_role(struct ctx *cx, enum role role, int64_t *ret_id)
{
	const char *term = choice_of(role_choices, role)->label;
	int r = store_int(cx,
			  SQL("SELECT id FROM post WHERE community_id = ? AND role = ?"
			      " AND retired_at = 0 ORDER BY id LIMIT 1"),
			  BINDS(cx->community, (int)role), ret_id);

	if (r == ERR_NOT_FOUND)
		return post_add(cx, &(struct post){ .name = term, .role = role }, ret_id);
	return r;
}

/* ---- who holds what ---- */

int tenure_list(struct ctx *cx, int64_t account, bool ended, struct tenure **ret, size_t *ret_count)
{
	int r = store_list(cx,
			   SQL("SELECT sp.account_id, sp.post_id, p.name AS post_name, p.role,"
			       " sp.from_at, sp.until_at FROM staff_post sp"
			       " JOIN post p ON p.community_id = sp.community_id AND p.id = sp.post_id"
			       " WHERE sp.community_id = ? AND sp.account_id = ?"
			       " AND (sp.until_at = 0 OR sp.until_at > ?)"
			       " ORDER BY sp.from_at DESC, p.role LIMIT ?"),
			   BINDS(cx->community, account, ended ? 0 : cx->now, TENURES_MAX),
			   tenure_fields, ret, ret_count);

	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		struct tenure *t = &(*ret)[i];
		t->now = t->from_at <= cx->now && (!t->until_at || t->until_at > cx->now);
	}
	return r;
}

int post_names_fill(struct ctx *cx, struct staff *rows, size_t count)
{
	struct tenure *held;
	size_t held_count, at = 0;
	int r;

	if (!count)
		return OK;
	r = store_list(cx,
		       SQL("SELECT sp.account_id, p.name AS post_name FROM staff_post sp"
			   " JOIN post p ON p.community_id = sp.community_id AND p.id = sp.post_id"
			   " WHERE sp.community_id = ? AND sp.account_id >= ? AND sp.account_id <= ?"
			   " AND sp.from_at <= ? AND (sp.until_at = 0 OR sp.until_at > ?)"
			   " ORDER BY sp.account_id, p.role, p.name LIMIT ?"),
		       BINDS(cx->community, rows[0].id, rows[count - 1].id, cx->now, cx->now,
			     STAFF_MAX),
		       tenure_fields, &held, &held_count);
	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++) {
		struct strbuf b;
		strbuf_init(&b, cx->arena, NAMES_MAX);
		while (at < held_count && held[at].account_id < rows[i].id)
			at++;
		for (; at < held_count && held[at].account_id == rows[i].id; at++)
			strbuf_printf(&b, "%s%s", b.len ? T(cx, "、") : "", held[at].post_name);
		rows[i].post_names = b.s;
	}
	return OK;
}

/* ---- giving and ending ---- */

struct period {
	int64_t from_at, until_at;
};

static int period_of(struct ctx *cx, const struct tenure_new *in, struct period *ret)
{
	int today, zone, r = today_here(cx, &today, &zone);

	if (r < 0)
		return r;
	if (in->from_on && in->from_on < today)
		return fail_field(cx, "from_on", T(cx, "任职不能早于今天。"));
	ret->from_at = in->from_on > today ? civil_ms(in->from_on, 0, zone) : cx->now;
	ret->until_at = in->until_on ? civil_ms(in->until_on + 1, 0, zone) : 0;
	if (ret->until_at && ret->until_at <= ret->from_at)
		return fail_field(cx, "until_on", T(cx, "最后一天不能早于任职的那天。"));
	return OK;
}

static int must_not_hold(struct ctx *cx, int64_t account, int64_t post, const struct period *p)
{
	int64_t same;
	int r = store_int(cx,
			  SQL("SELECT count(*) FROM staff_post WHERE community_id = ?"
			      " AND account_id = ? AND post_id = ?"
			      " AND (until_at = 0 OR until_at > ?) AND from_at < ?"),
			  BINDS(cx->community, account, post, p->from_at,
				p->until_at ? p->until_at : INT64_MAX),
			  &same);

	if (r == OK && same)
		return fail_field(cx, "post_id", T(cx, "这段时间已经担任这个岗位。"));
	return r;
}

static const char *period_text(struct ctx *cx, const struct period *p, int zone)
{
	char from[CIVIL_TEXT], until[CIVIL_TEXT];

	if (!p->until_at)
		return arena_printf(cx->arena, T(cx, "自 %s"),
				    civil_minute(p->from_at, zone, from));
	return arena_printf(cx->arena, T(cx, "%s 至 %s"), civil_minute(p->from_at, zone, from),
			    civil_minute(p->until_at, zone, until));
}

static int give_checked(struct ctx *cx, int64_t account, const struct post *post,
			const struct period *p)
{
	int today, zone, r = today_here(cx, &today, &zone);

	if (r == OK)
		r = must_not_hold(cx, account, post->id, p);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO staff_post (community_id, account_id, post_id,"
				   " from_at, until_at) VALUES (?, ?, ?, ?, ?)"),
			       BINDS(cx->community, account, post->id, p->from_at, p->until_at));
	if (r == OK)
		r = tenure_refresh(cx, account, NULL);
	if (r == OK)
		r = account_advance(cx, account, 0);
	if (r < 0)
		return r;
	return account_journal(cx, account, "give_post",
			       arena_printf(cx->arena, T(cx, "%s（%s），%s"), post->name,
					    roles_text(cx, INT64_C(1) << post->role),
					    period_text(cx, p, zone)));
}

int tenure_give(struct ctx *cx, int64_t account, const struct tenure_new *in)
{
	struct staff s;
	struct post post;
	struct period p = { 0 };
	int r = staff_get_for(cx, account, ACT_POSTS, &s);

	if (r == OK)
		r = form_check(cx, tenure_new_fields, in);
	if (r < 0)
		return r;
	r = post_get(cx, in->post_id, &post);
	if (r == ERR_NOT_FOUND || (r == OK && post.retired_at))
		return fail_field(cx, "post_id", T(cx, "没有这个岗位，或岗位已撤销。"));
	if (r == OK)
		r = role_must_give(cx, (enum role)post.role);
	if (r == OK)
		r = period_of(cx, in, &p);
	return r < 0 ? r : give_checked(cx, account, &post, &p);
}

/* What has begun ends now; what has not begun never was. *ret: how many rows. */
static int end_rows(struct ctx *cx, int64_t account, int64_t post, int64_t *ret)
{
	int64_t taken_back;
	int r = store_exec(cx,
			   SQL("DELETE FROM staff_post WHERE community_id = ? AND account_id = ?"
			       " AND post_id = ? AND from_at >= ?"),
			   BINDS(cx->community, account, post, cx->now));

	if (r < 0)
		return r;
	taken_back = store_changed(cx);
	r = store_exec(cx,
		       SQL("UPDATE staff_post SET until_at = ? WHERE community_id = ?"
			   " AND account_id = ? AND post_id = ?"
			   " AND (until_at = 0 OR until_at > ?)"),
		       BINDS(cx->now, cx->community, account, post, cx->now));
	if (r == OK)
		*ret = taken_back + store_changed(cx);
	return r;
}

int tenure_end(struct ctx *cx, int64_t account, int64_t post_id)
{
	struct staff s;
	struct post post;
	int64_t ended;
	int r = staff_get_for(cx, account, ACT_POSTS, &s);

	if (r == OK)
		r = post_get(cx, post_id, &post);
	if (r == OK)
		r = end_rows(cx, account, post_id, &ended);
	if (r == OK && !ended)
		r = fail(cx, ERR_NOT_FOUND, T(cx, "%s现在没有担任这个岗位。"), s.name);
	if (r == OK)
		r = tenure_refresh(cx, account, NULL);
	if (r == OK && post.role == ROLE_ADMINISTRATOR)
		r = administrator_must_remain(cx);
	if (r == OK)
		r = account_advance(cx, account, 0);
	return r < 0 ? r : account_journal(cx, account, "end_post", post.name);
}

/* ---- staff.roles, the sum of the posts held now ---- */

struct deputed {
	int64_t deputy_id;
	int role;
};
static const struct field deputed_fields[] = {
	FIELD(deputed, deputy_id, 0),
	FIELD(deputed, role, 0),
};

/* 代理: the roles of those for whom somebody stands in now; account 0 = everybody's, by deputy. The
 * administrator's is never lent. */
static int deputed_roles(struct ctx *cx, int64_t account, struct deputed **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT d.deputy_id, p.role FROM deputy d"
			      " JOIN staff s ON s.community_id = d.community_id"
			      " AND s.account_id = d.deputy_id AND s.left_on = 0"
			      " JOIN staff_post sp ON sp.community_id = d.community_id"
			      " AND sp.account_id = d.account_id"
			      " JOIN post p ON p.community_id = sp.community_id AND p.id = sp.post_id"
			      " WHERE d.community_id = ? AND (? = 0 OR d.deputy_id = ?) AND p.role <> ?"
			      " AND d.from_at <= ? AND d.until_at > ? AND sp.from_at <= ?"
			      " AND (sp.until_at = 0 OR sp.until_at > ?) ORDER BY d.deputy_id LIMIT ?"),
			  BINDS(cx->community, account, account, (int)ROLE_ADMINISTRATOR, cx->now,
				cx->now, cx->now, cx->now, STAFF_MAX),
			  FIELDS(deputed, deputed_fields), ret, ret_count);
}

static int add_deputed(struct ctx *cx, int64_t account, int64_t *roles)
{
	struct deputed *list;
	size_t count;
	int r = deputed_roles(cx, account, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		*roles |= INT64_C(1) << list[i].role;
	return r;
}

int tenure_refresh(struct ctx *cx, int64_t account, bool *ret_changed)
{
	struct tenure *held;
	size_t count;
	int64_t roles = 0;
	int r = tenure_list(cx, account, false, &held, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (held[i].now)
			roles |= INT64_C(1) << held[i].role;
	if (r == OK)
		r = add_deputed(cx, account, &roles);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE staff SET roles = ? WHERE community_id = ?"
				   " AND account_id = ? AND roles <> ?"),
			       BINDS(roles, cx->community, account, roles));
	if (r == OK && ret_changed)
		*ret_changed = store_changed(cx) > 0;
	return r;
}

struct stored_roles {
	int64_t account_id, roles;
};
static const struct field stored_roles_fields[] = {
	FIELD(stored_roles, account_id, 0),
	FIELD(stored_roles, roles, 0),
};

static int refresh_run(struct ctx *cx, void *arg)
{
	const struct stored_roles *before = arg;
	int64_t roles;
	bool changed;
	int r = tenure_refresh(cx, before->account_id, &changed);

	if (r < 0 || !changed)
		return r;
	r = store_int(cx, SQL("SELECT roles FROM staff WHERE community_id = ? AND account_id = ?"),
		      BINDS(cx->community, before->account_id), &roles);
	if (r < 0)
		return r;
	return account_journal(cx, before->account_id, "roles",
			       arena_printf(cx->arena, "%s → %s", roles_text(cx, before->roles),
					    roles_text(cx, roles)));
}

int tenure_refresh_all(struct ctx *cx)
{
	struct stored_roles *staff;
	struct tenure *held;
	struct deputed *lent;
	size_t count, held_count, lent_count, at = 0;
	int r = store_list(cx,
			   SQL("SELECT account_id, roles FROM staff WHERE community_id = ?"
			       " ORDER BY account_id LIMIT ?"),
			   BINDS(cx->community, STAFF_MAX), FIELDS(stored_roles, stored_roles_fields),
			   &staff, &count);

	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT sp.account_id, p.role FROM staff_post sp JOIN post p"
				   " ON p.community_id = sp.community_id AND p.id = sp.post_id"
				   " WHERE sp.community_id = ? AND sp.from_at <= ?"
				   " AND (sp.until_at = 0 OR sp.until_at > ?)"
				   " ORDER BY sp.account_id LIMIT ?"),
			       BINDS(cx->community, cx->now, cx->now, STAFF_MAX), tenure_fields,
			       &held, &held_count);
	if (r == OK)
		r = deputed_roles(cx, 0, &lent, &lent_count);
	for (size_t i = 0; r == OK && i < count; i++) {
		int64_t roles = 0;
		for (size_t k = 0; k < lent_count; k++)
			if (lent[k].deputy_id == staff[i].account_id)
				roles |= INT64_C(1) << lent[k].role;
		while (at < held_count && held[at].account_id < staff[i].account_id)
			at++;
		for (; at < held_count && held[at].account_id == staff[i].account_id; at++)
			roles |= INT64_C(1) << held[at].role;
		if (roles != staff[i].roles)
			r = app_write(cx, refresh_run, &staff[i]);
	}
	return r;
}
