#include "app/app.h"
#include "app/view.h"
#include "base/text.h"
#include "modules/people/people_web.h"
#include "modules/people/templates.h"

/* ---- one's own account ---- */

static int me_read(struct request *rq, struct me_page *p)
{
	struct ctx *cx = &rq->cx;
	int64_t id = cx->actor->id;
	int r = staff_get(cx, id, &p->s);

	p->community = cx->community;
	if (r == OK)
		r = session_list(cx, id, 0, rq->session_hash, &p->sessions, &p->session_count);
	if (r == OK)
		r = community_of_account(cx, id, &p->communities, &p->community_count);
	if (r == OK)
		r = view_list(cx, &p->views, &p->view_count);
	if (r == OK)
		r = setting_int(cx, "passwords.min_length", &p->password_min);
	if (r == OK)
		p->password_hint = arena_printf(cx->arena,
						T(cx, "至少 %" PRId64 " 个字符；可以是一句话。"),
						p->password_min);
	return r;
}

static void me_json(struct json *j, const struct me_page *p)
{
	j->may_see_phones = true;
	json_record(j, staff_fields, &p->s);
	json_text(j, "post_names", p->s.post_names);
	roles_json(j, "roles", p->s.roles);
	json_id(j, "community", p->community);
	rows_json(j, "communities", community_fields, p->communities, p->community_count);
	rows_json(j, "sessions", session_fields, p->sessions, p->session_count);
	rows_json(j, "views", saved_view_fields, p->views, p->view_count);
}

int me_show(struct request *rq)
{
	struct me_page p = { 0 };
	int r = me_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "我的账号"), people_me_html, me_json, &p);
}

static int reply_me(struct request *rq)
{
	struct me_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? me_read(rq, &p) : OK;

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, me_json, &p, "/me");
}

int me_edit(struct request *rq)
{
	struct own_edit e = { 0 };
	struct staff s;
	int64_t version;
	int r = request_version(rq, &version);

	if (r == OK)
		r = staff_get(&rq->cx, rq->cx.actor->id, &s);
	if (r < 0)
		return r;
	e = (struct own_edit){ s.phone, s.language };
	r = request_form(rq, own_edit_fields, &e);
	if (r == OK)
		r = own_edit(&rq->cx, version, &e);
	return r < 0 ? r : reply_me(rq);
}

int me_password_form(struct request *rq)
{
	struct me_page p = { 0 };
	int r = me_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "修改密码"), people_my_password_html, me_json, &p);
}

int me_password_change(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *old = request_text(rq, "old_password"), *fresh = request_text(rq, "password");
	char cookie[SESSION_COOKIE];
	int r = OK;

	if (!rq->session_hash)
		return fail(cx, ERR_FORBIDDEN, T(cx, "密码只能登录后在网页上修改。"));
	if (!old || !*old)
		r = fail_field(cx, "old_password", T(cx, "请填写现在的密码。"));
	if (!fresh || !*fresh)
		r = fail_field(cx, "password", T(cx, "请填写新密码。"));
	if (r == OK)
		r = password_change(cx, old, fresh, rq->http->peer,
				    http_header(rq->http, "User-Agent"), cookie);
	if (r < 0)
		return r;
	session_cookie_set(rq, cookie);
	return reply_me(rq);
}

/* ---- sessions ---- */

int me_sign_out(struct request *rq)
{
	int r = own_sign_out(&rq->cx, rq->session_hash);
	return r < 0 ? r : reply_me(rq);
}

int me_session_close(struct request *rq)
{
	int r = own_session_close(&rq->cx, request_text(rq, "session"));
	return r < 0 ? r : reply_me(rq);
}

int me_switch(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	char cookie[SESSION_COOKIE];
	int64_t community;
	int r;

	if (!rq->session_hash)
		return fail(cx, ERR_INVALID, T(cx, "用令牌时请以 X-Community 选择小区。"));
	r = request_int(rq, "community", 0, &community);
	if (r == OK)
		r = own_switch(cx, community, rq->session_hash, rq->http->peer,
			       http_header(rq->http, "User-Agent"), cookie);
	if (r < 0)
		return r;
	session_cookie_set(rq, cookie);
	return rq->wants == WANTS_JSON ? reply_me(rq) : reply_see_other(rq, "/");
}

/* ---- views of one's own ---- */

int me_view_save(struct request *rq)
{
	const char *path = request_text(rq, "path");
	int r = view_save(&rq->cx, request_text(rq, "label"), path);

	if (r < 0)
		return r;
	return rq->wants == WANTS_JSON ? reply_me(rq) : reply_see_other(rq, "%s", path);
}

int me_view_remove(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = view_drop(&rq->cx, id);
	if (r < 0)
		return r;
	return rq->wants == WANTS_JSON ? reply_me(rq) : reply_see_other(rq, "/me");
}

/* ---- API tokens ---- */

static void tokens_json(struct json *j, const struct tokens_page *p)
{
	rows_json(j, "items", token_fields, p->rows, p->count);
	json_int(j, "total", (int64_t)p->count);
	json_text(j, "next", NULL);
}

int me_tokens(struct request *rq)
{
	struct tokens_page p = { 0 };
	int r = token_list(&rq->cx, rq->cx.actor->id, 0, &p.rows, &p.count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "接口令牌"), people_my_tokens_html, tokens_json, &p);
}

static void token_json(struct json *j, const struct tokens_page *p)
{
	json_id(j, "id", p->id);
	json_text(j, "name", p->name);
	json_text(j, "token", p->text);
}

int me_token_create(struct request *rq)
{
	struct tokens_page p = { .name = text_trim(rq->cx.arena, request_text(rq, "name")) };
	int64_t me = rq->cx.actor->id;
	char text[TOKEN_TEXT];
	int r;

	/* a stolen token must not beget others */
	if (!rq->session_hash)
		return fail(&rq->cx, ERR_FORBIDDEN, T(&rq->cx, "令牌只能登录后在网页上生成。"));
	r = people_token(&rq->cx, me, p.name, &p.id, text);
	if (r == OK)
		r = token_list(&rq->cx, me, 0, &p.rows, &p.count);
	if (r < 0)
		return r;
	p.text = text;
	return REPLY_STATUS(rq, rq->wants == WANTS_JSON ? 201 : 200, T(&rq->cx, "接口令牌"),
			    people_my_tokens_html, token_json, &p);
}

int me_token_revoke(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = people_token_revoke(&rq->cx, rq->cx.actor->id, id);
	if (r < 0)
		return r;
	return rq->wants == WANTS_JSON ? me_tokens(rq) : reply_see_other(rq, "/me/tokens");
}
