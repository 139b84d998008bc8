#include "modules/people/people.h"
#include "app/app.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/password.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "record/form.h"
#include "store/store.h"

enum { LOGIN_MAX = 32, PATTERN_MAX = 800 };

const struct choice staff_states[] = {
	{ STAFF_ACTIVE, "active", "在职" },
	{ STAFF_LEFT, "left", "离职" },
	CHOICE_END,
};
const struct choice languages[] = {
	{ LANGUAGE_ZH, "zh", "中文" },
	{ LANGUAGE_EN, "en", "English" },
	CHOICE_END,
};
const struct choice account_actions[] = {
	{ 1, "hire", "聘用" },
	{ 2, "join", "加入小区" },
	{ 3, "edit", "修改资料" },
	{ 4, "give_post", "任命" },
	{ 5, "end_post", "免去" },
	{ 6, "roles", "岗位到期或开始" },
	{ 7, "reset_password", "重置密码" },
	{ 8, "change_password", "修改密码" },
	{ 9, "lock", "锁定" },
	{ 10, "unlock", "解除锁定" },
	{ 11, "sign_in", "登录" },
	{ 12, "sign_out", "退出一处登录" },
	{ 13, "sign_out_everywhere", "退出全部登录" },
	{ 14, "create_token", "生成令牌" },
	{ 15, "revoke_token", "撤销令牌" },
	{ 16, "dismiss", "离职" },
	{ 17, "reinstate", "复职" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field staff_table[] = {
	FIELD(staff, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(staff, login, .label = "登录名", .flags = SHOWN),
	FIELD(staff, name, .label = "姓名", .flags = SHOWN),
	FIELD(staff, phone, .label = "电话", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(staff, state, .label = "状态", .show = SHOW_ENUM, .choices = staff_states,
	      .flags = SHOWN),
	FIELD(staff, roles, 0),
	FIELD(staff, post_names, .label = "岗位", .flags = IN_LIST),
	FIELD(staff, must_change_password, .label = "须改初始密码", .flags = IN_JSON),
	FIELD(staff, locked_until, .label = "锁定至", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(staff, language, .label = "语言", .show = SHOW_ENUM, .choices = languages,
	      .flags = IN_JSON),
	FIELD(staff, joined_on, .label = "入职", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(staff, left_on, .label = "离职", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(staff, seen_at, .label = "最近使用", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(staff, created_at, .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(staff, version, .flags = IN_JSON),
};
const struct fields staff_fields = FIELDS(staff, staff_table);

const struct field staff_new_table[] = {
	FIELD(staff_new, login, .label = "登录名", .flags = IN_FORM | REQUIRED, .min = 2,
	      .max = LOGIN_MAX, .hint = "小写字母和数字，如 chenwei"),
	FIELD(staff_new, name, .label = "姓名", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(staff_new, phone, .label = "电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(staff_new, post_id, .label = "岗位", .show = SHOW_ID, .flags = IN_FORM),
};
const struct fields staff_new_fields = FIELDS(staff_new, staff_new_table);

const struct field staff_edit_table[] = {
	FIELD(staff_edit, name, .label = "姓名", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(staff_edit, phone, .label = "电话", .show = SHOW_PHONE, .flags = IN_FORM),
};
const struct fields staff_edit_fields = FIELDS(staff_edit, staff_edit_table);

/* ---- what the files of this folder share ---- */

int today_here(struct ctx *cx, int *ret_day, int *ret_zone)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	*ret_day = civil_day_of(cx->now, zone);
	if (ret_zone)
		*ret_zone = zone;
	return OK;
}

int account_journal(struct ctx *cx, int64_t id, const char *action, const char *note)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "account",
							.subject_id = id,
							.action = action,
							.note = note });
}

int account_advance(struct ctx *cx, int64_t id, int64_t version)
{
	int r;

	if (version)
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET version = version + 1"
				       " WHERE id = ? AND version = ?"),
			       BINDS(id, version));
	else
		r = store_exec(cx, SQL_ALL("UPDATE account SET version = version + 1 WHERE id = ?"),
			       BINDS(id));
	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "这个人的资料刚被别人改过，没有保存。请看过新的内容再改。"));
	return r;
}

int write_in_community(struct ctx *cx, int64_t community, int (*run)(struct ctx *cx, void *arg),
		       void *arg)
{
	int64_t before = cx->community;
	int r;

	cx->community = community;
	r = app_write(cx, run, arg);
	cx->community = before;
	return r;
}

/* ---- reading ---- */

static const struct sql *staff_columns(void)
{
	return PIECE("SELECT a.id, a.login, a.name, a.phone, st.roles, a.must_change_password,"
		     " a.locked_until, a.language, st.joined_on, st.left_on, a.created_at, a.version,"
		     " CASE WHEN a.state = 2 OR (st.left_on <> 0 AND st.left_on <= ?) THEN 2 ELSE 1"
		     " END AS state,"
		     " COALESCE((SELECT max(s.seen_at) FROM session s WHERE s.account_id = a.id"
		     " AND s.expires_at > ?), 0) AS seen_at"
		     " FROM staff st JOIN account a ON a.id = st.account_id"
		     " WHERE st.community_id = ?");
}

/* %text% with the signs of LIKE made plain by '!'. */
static const char *pattern(struct ctx *cx, const char *before, const char *text)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, PATTERN_MAX);
	strbuf_text(&b, before);
	for (; *text; text++) {
		if (strchr("%_!", *text))
			strbuf_char(&b, '!');
		strbuf_char(&b, *text);
	}
	strbuf_char(&b, '%');
	return b.s;
}

static void filter_words(struct ctx *cx, struct query *q, const char *words)
{
	const char *text = text_fold(cx->arena, words);

	query_and(q,
		  PIECE("lower(a.name) LIKE ? ESCAPE '!' OR a.login LIKE ? ESCAPE '!'"
			" OR ' ' || a.initials LIKE ? ESCAPE '!' OR a.phone LIKE ? ESCAPE '!'"),
		  BINDS(pattern(cx, "%", text), pattern(cx, "", text), pattern(cx, "% ", text),
			pattern(cx, "%", text)));
}

static void filter(struct ctx *cx, struct query *q, const struct staff_filter *f, int today)
{
	if (!text_blank(f->q))
		filter_words(cx, q, f->q);
	if (f->state == STAFF_ACTIVE)
		query_and(q, PIECE("a.state = 1 AND (st.left_on = 0 OR st.left_on > ?)"),
			  BINDS(today));
	if (f->state == STAFF_LEFT)
		query_and(q, PIECE("a.state = 2 OR (st.left_on <> 0 AND st.left_on <= ?)"),
			  BINDS(today));
	if (f->role >= 0)
		query_and(q, PIECE("(st.roles & ?) <> 0"), BINDS(INT64_C(1) << f->role));
}

int staff_list(struct ctx *cx, const struct staff_filter *f, struct staff **ret, size_t *ret_count)
{
	struct query q;
	int today, r = today_here(cx, &today, NULL);

	if (r < 0)
		return r;
	query_init(&q, cx->arena, staff_columns(), BINDS(today, cx->now, cx->community));
	filter(cx, &q, f, today);
	if (f->after)
		query_and(&q, PIECE("st.account_id > ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY st.account_id LIMIT ?"), BINDS((int64_t)f->most));
	r = query_list(cx, &q, staff_fields, ret, ret_count);
	return r < 0 ? r : post_names_fill(cx, *ret, *ret_count);
}

int staff_total(struct ctx *cx, const struct staff_filter *f, int64_t *ret)
{
	struct query q;
	int today, r = today_here(cx, &today, NULL);

	if (r < 0)
		return r;
	query_init(&q, cx->arena,
		   PIECE("SELECT count(*) FROM staff st JOIN account a ON a.id = st.account_id"
			 " WHERE st.community_id = ?"),
		   BINDS(cx->community));
	filter(cx, &q, f, today);
	return query_int(cx, &q, ret);
}

int staff_get(struct ctx *cx, int64_t id, struct staff *ret)
{
	struct query q;
	struct staff *rows;
	size_t count;
	int today, r = today_here(cx, &today, NULL);

	if (r < 0)
		return r;
	query_init(&q, cx->arena, staff_columns(), BINDS(today, cx->now, cx->community));
	query_and(&q, PIECE("st.account_id = ?"), BINDS(id));
	r = query_list(cx, &q, staff_fields, &rows, &count);
	if (r == OK && !count)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这个人。"));
	if (r == OK)
		r = post_names_fill(cx, rows, count);
	if (r == OK)
		*ret = rows[0];
	return r;
}

int people_find(struct ctx *cx, const char *login, int64_t *ret_id)
{
	int r = store_int(cx,
			  SQL("SELECT a.id FROM account a JOIN staff st ON st.account_id = a.id"
			      " WHERE st.community_id = ? AND a.login = ?"),
			  BINDS(cx->community, text_fold(cx->arena, login)), ret_id);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有登录名为 %s 的人。"), login);
	return r;
}

/* ---- a new person ---- */

struct adding {
	const struct staff_new *in;
	const char *login, *hash;
	bool one_time;
	int64_t id;
};

static int check_login(struct ctx *cx, const char *login)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t n = strlen(login);

	if (n < 2 || n > LOGIN_MAX || strspn(login, signs) != n || !isalnum((unsigned char)*login))
		return fail_field(cx, "login",
				  T(cx, "登录名用 2 到 %d 个小写字母、数字、点或短横，以字母或数字开头。"),
				  LOGIN_MAX);
	return OK;
}

static int login_must_be_free(struct ctx *cx, const char *login)
{
	int64_t id;
	int r = store_int(cx, SQL_ALL("SELECT id FROM account WHERE login = ?"), BINDS(login), &id);

	if (r == OK)
		return fail_field(cx, "login", T(cx, "登录名 %s 已经有人使用。"), login);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* Both before the hash, which takes long, and in the transaction, which decides. */
static int check_new(struct ctx *cx, const struct staff_new *in, const char *login)
{
	struct post post;
	int r = form_check(cx, staff_new_fields, in);

	if (r == OK)
		r = check_login(cx, login);
	if (r == OK)
		r = login_must_be_free(cx, login);
	if (r == OK && in->post_id) {
		r = post_get(cx, in->post_id, &post);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "post_id", T(cx, "没有这个岗位。"));
		if (r == OK)
			r = role_must_give(cx, (enum role)post.role);
	} else if (r == OK && in->role >= 0) {
		r = role_must_give(cx, (enum role)in->role);
	}
	return r;
}

static int insert_staff(struct ctx *cx, int64_t id)
{
	int today, r = today_here(cx, &today, NULL);

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("INSERT INTO staff (community_id, account_id, joined_on)"
			      " VALUES (?, ?, ?)"),
			  BINDS(cx->community, id, today));
}

static int insert_account(struct ctx *cx, const struct adding *a)
{
	const char *name = text_trim(cx->arena, a->in->name);

	return store_exec(cx,
			  SQL_ALL("INSERT INTO account (id, login, name, phone, initials,"
				  " password_hash, must_change_password, created_at)"
				  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(a->id, a->login, name, a->in->phone ? a->in->phone : "",
				text_initials(cx->arena, name), a->hash, a->one_time, cx->now));
}

static int add_run(struct ctx *cx, void *arg)
{
	struct adding *a = arg;
	int64_t post = a->in->post_id;
	int r = check_new(cx, a->in, a->login);

	a->id = id_new(cx->now);
	if (r == OK)
		r = insert_account(cx, a);
	if (r == OK)
		r = insert_staff(cx, a->id);
	if (r == OK)
		r = account_journal(cx, a->id, "hire", a->login);
	if (r == OK && !post && a->in->role >= 0)
		r = post_for_role(cx, (enum role)a->in->role, &post);
	if (r == OK && post)
		r = tenure_give(cx, a->id, &(struct tenure_new){ .post_id = post });
	return r;
}

int staff_add(struct ctx *cx, const struct staff_new *in, int64_t *ret_id,
	      const char **ret_password)
{
	struct adding a = { .in = in, .login = text_fold(cx->arena, in->login) };
	const char *password = in->password;
	char *hash;
	int r = check_new(cx, in, a.login);

	if (r == OK && password)
		r = password_rules(cx, "password", a.login, password);
	if (r < 0)
		return r;
	if (!password) {
		password = password_random(cx);
		a.one_time = true;
	}
	r = password_hash(cx, password, &hash);
	if (r < 0)
		return r;
	a.hash = hash;
	r = app_write(cx, add_run, &a);
	if (r < 0)
		return r;
	*ret_id = a.id;
	*ret_password = a.one_time ? password : NULL;
	return OK;
}

int staff_join(struct ctx *cx, const char *login, int64_t *ret_id)
{
	const char *folded = text_fold(cx->arena, login);
	int64_t id, here;
	int r = actor_must(cx, PERM_PEOPLE_WRITE);

	if (r == OK)
		r = store_int(cx, SQL_ALL("SELECT id FROM account WHERE login = ? AND state = 1"),
			      BINDS(folded), &id);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT count(*) FROM staff WHERE community_id = ?"
				  " AND account_id = ?"),
			      BINDS(cx->community, id), &here);
	if (r == OK && here)
		return fail_field(cx, "login", T(cx, "%s 已在本小区的名册里。"), folded);
	if (r == OK)
		r = must_know_from_elsewhere(cx, id);
	/* a stranger's login is not told apart from none */
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "login", T(cx, "没有登录名为 %s 的人。"), folded);
	if (r == OK)
		r = insert_staff(cx, id);
	if (r == OK)
		r = account_journal(cx, id, "join", folded);
	if (r == OK)
		*ret_id = id;
	return r;
}

/* ---- changes of name and phone ---- */

static const char *change_note(struct ctx *cx, const struct staff *s, const struct staff_edit *e)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 2048);
	if (!text_equal(s->name, e->name))
		strbuf_printf(&b, T(cx, "姓名：%s → %s"), s->name, e->name);
	if (!text_equal(s->phone, e->phone))
		strbuf_printf(&b, "%s%s", b.len ? T(cx, "；") : "", T(cx, "电话改过"));
	return b.s;
}

int staff_edit(struct ctx *cx, int64_t id, int64_t version, const struct staff_edit *edit)
{
	struct staff s;
	int r = staff_get_for(cx, id, ACT_EDIT, &s);

	if (r == OK)
		r = form_check(cx, staff_edit_fields, edit);
	if (r == OK)
		r = account_advance(cx, id, version);
	if (r == OK)
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET name = ?, phone = ?, initials = ?"
				       " WHERE id = ?"),
			       BINDS(edit->name, edit->phone ? edit->phone : "",
				     text_initials(cx->arena, edit->name), id));
	return r < 0 ? r : account_journal(cx, id, "edit", change_note(cx, &s, edit));
}
