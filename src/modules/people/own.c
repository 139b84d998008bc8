#include "app/app.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "record/form.h"
#include "store/store.h"

enum { TOKEN_NAME = 60 };

const struct field own_edit_table[] = {
	FIELD(own_edit, phone, .label = "电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(own_edit, language, .label = "语言", .show = SHOW_ENUM, .choices = languages,
	      .flags = IN_FORM | REQUIRED),
};
const struct fields own_edit_fields = FIELDS(own_edit, own_edit_table);

int own_edit(struct ctx *cx, int64_t version, const struct own_edit *edit)
{
	int64_t id = cx->actor->id;
	int r = form_check(cx, own_edit_fields, edit);

	if (r == OK)
		r = account_advance(cx, id, version);
	if (r == OK)
		r = store_exec(cx, SQL_ALL("UPDATE account SET phone = ?, language = ? WHERE id = ?"),
			       BINDS(edit->phone ? edit->phone : "", edit->language, id));
	return r < 0 ? r : account_journal(cx, id, "edit", NULL);
}

int own_sign_out(struct ctx *cx, const char *except)
{
	int r = session_close_all(cx, cx->actor->id, except);

	return r < 0 ? r : account_journal(cx, cx->actor->id, "sign_out_everywhere", NULL);
}

int own_session_close(struct ctx *cx, const char *id)
{
	int r = session_close_one(cx, cx->actor->id, id);

	return r < 0 ? r : account_journal(cx, cx->actor->id, "sign_out", NULL);
}

/* ---- the communities of one account ---- */

static const struct field community_table[] = {
	FIELD(community, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(community, name, .label = "小区", .flags = IN_JSON | IN_LIST),
};
const struct fields community_fields = FIELDS(community, community_table);

int community_of_account(struct ctx *cx, int64_t account, struct community **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL_ALL("SELECT c.id, c.name FROM staff st"
				  " JOIN community c ON c.id = st.community_id"
				  " WHERE st.account_id = ? AND st.left_on = 0 ORDER BY c.id LIMIT 200"),
			  BINDS(account), community_fields, ret, ret_count);
}

struct switching {
	const char *old, *peer, *agent;
	char cookie[SESSION_COOKIE];
};

static int switch_run(struct ctx *cx, void *arg)
{
	struct switching *s = arg;
	int64_t id = cx->actor->id, serves;
	int r = store_int(cx,
			  SQL("SELECT count(*) FROM staff"
			      " WHERE community_id = ? AND account_id = ? AND left_on = 0"),
			  BINDS(cx->community, id), &serves);

	if (r == OK && !serves)
		return fail_field(cx, "community", T(cx, "你不在这个小区任职。"));
	if (r == OK)
		r = session_close(cx, s->old);
	if (r == OK)
		r = session_open(cx, id, cx->community, s->peer, s->agent, s->cookie);
	return r < 0 ? r : account_journal(cx, id, "sign_in", s->peer);
}

int own_switch(struct ctx *cx, int64_t community, const char *old, const char *peer,
	       const char *agent, char ret_cookie[SESSION_COOKIE])
{
	struct switching s = { .old = old, .peer = peer, .agent = agent };
	int r = write_in_community(cx, community, switch_run, &s);

	if (r < 0)
		return r;
	memcpy(ret_cookie, s.cookie, sizeof s.cookie);
	cx->community = community;
	return OK;
}

/* ---- API tokens, with their lines in the journal ---- */

struct token_new {
	int64_t account, id;
	const char *name;
	char text[TOKEN_TEXT];
};

static int token_run(struct ctx *cx, void *arg)
{
	struct token_new *t = arg;
	struct staff s;
	int r = staff_get(cx, t->account, &s);

	if (r == OK && s.state != STAFF_ACTIVE)
		r = fail(cx, ERR_CONFLICT, T(cx, "%s已经离职。"), s.name);
	if (r == OK && (text_blank(t->name) || text_length(t->name) > TOKEN_NAME))
		r = fail_field(cx, "name", T(cx, "请用 1 到 %d 个字写明令牌的用途。"), TOKEN_NAME);
	if (r == OK)
		r = token_create(cx, t->account, cx->community, t->name, &t->id, t->text);
	return r < 0 ? r : account_journal(cx, t->account, "create_token", t->name);
}

int people_token(struct ctx *cx, int64_t account, const char *name, int64_t *ret_id,
		 char ret_text[TOKEN_TEXT])
{
	struct token_new t = { .account = account, .name = name };
	int r = app_write(cx, token_run, &t);

	if (r < 0)
		return r;
	*ret_id = t.id;
	memcpy(ret_text, t.text, sizeof t.text);
	return OK;
}

int people_token_revoke(struct ctx *cx, int64_t account, int64_t token)
{
	struct staff s;
	int r = OK;

	if (cx->actor && cx->actor->id != account)
		r = staff_get_for(cx, account, ACT_SIGN_OUT, &s);
	if (r == OK)
		r = token_revoke(cx, account, token);
	return r < 0 ? r : account_journal(cx, account, "revoke_token", NULL);
}
