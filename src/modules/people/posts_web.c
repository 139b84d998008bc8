#include "base/text.h"
#include "modules/people/people_web.h"
#include "modules/people/templates.h"

/* ---- who holds what ---- */

int tenure_give_post(struct request *rq)
{
	struct tenure_new in = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_form(rq, tenure_new_fields, &in);
	if (r == OK)
		r = tenure_give(&rq->cx, id, &in);
	return r < 0 ? r : reply_person(rq, id);
}

int tenure_end_post(struct request *rq)
{
	int64_t id, post;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "post", &post);
	if (r == OK)
		r = tenure_end(&rq->cx, id, post);
	return r < 0 ? r : reply_person(rq, id);
}

/* ---- posts ---- */

static void list_json(struct json *j, const struct posts_page *p)
{
	rows_json(j, "items", post_fields, p->rows, p->count);
	json_int(j, "total", (int64_t)p->count);
	json_text(j, "next", NULL);
}

int posts_list(struct request *rq)
{
	struct posts_page p = { .may_write = actor_may(rq->cx.actor, PERM_PEOPLE_WRITE) };
	const char *state = request_text(rq, "state");
	int r = post_list(&rq->cx, state && !strcmp(state, "all"), &p.rows, &p.count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "岗位"), people_posts_html, list_json, &p);
}

static void post_json(struct json *j, const struct post *p)
{
	json_record(j, post_fields, p);
}

static int reply_post(struct request *rq, int64_t id, bool created)
{
	struct post post = { 0 };
	int r = post_get(&rq->cx, id, &post);

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, post_json, &post, "/posts");
	return REPLY_CHANGED(rq, post_json, &post, "/posts");
}

int posts_create(struct request *rq)
{
	struct post in = { .role = -1 };
	int64_t id;
	int r = request_form(rq, post_fields, &in);

	if (r == OK)
		r = post_add(&rq->cx, &in, &id);
	return r < 0 ? r : reply_post(rq, id, true);
}

int posts_rename(struct request *rq)
{
	struct post post;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = post_get(&rq->cx, id, &post);
	if (r == OK)
		r = request_form(rq, post_fields, &post);
	if (r == OK)
		r = post_rename(&rq->cx, id, post.name);
	return r < 0 ? r : reply_post(rq, id, false);
}

int posts_retire(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = post_retire(&rq->cx, id);
	return r < 0 ? r : reply_post(rq, id, false);
}

/* ---- the matrix ---- */

static void role_json(struct json *j, enum role role)
{
	json_object(j, NULL);
	json_choice(j, "role", role_choices, role);
	json_text(j, "also", role_also(role));
	json_array(j, "permissions");
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++)
		if (role_may(role, (enum permission)p))
			json_text(j, NULL, permission_word((enum permission)p));
	json_array_end(j);
	json_object_end(j);
}

static void matrix_json(struct json *j, const struct posts_page *unused)
{
	(void)unused;
	json_array(j, "roles");
	for (int role = 0; role < ROLES; role++)
		role_json(j, (enum role)role);
	json_array_end(j);
	json_array(j, "permissions");
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++) {
		json_object(j, NULL);
		json_text(j, "permission", permission_word((enum permission)p));
		json_text(j, "permission_label", T(j->cx, permission_sentence((enum permission)p)));
		json_object_end(j);
	}
	json_array_end(j);
}

int roles_show(struct request *rq)
{
	struct posts_page p = { 0 };

	return REPLY(rq, T(&rq->cx, "角色与权限"), people_roles_html, matrix_json, &p);
}
