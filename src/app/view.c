#include "app/view.h"
#include "app/permission.h"
#include "app/route.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

enum { LABEL_MOST = 20, PATH_MOST = 500 };

static const struct field fields[] = {
	FIELD(saved_view, id, .label = "编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(saved_view, label, .label = "名称", .flags = IN_JSON),
	FIELD(saved_view, path, .label = "地址", .flags = IN_JSON),
};
const struct fields saved_view_fields = { fields, COUNT(fields), sizeof(struct saved_view) };

int view_list(struct ctx *cx, struct saved_view **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, label, path FROM saved_view"
			      " WHERE community_id = ? AND account_id = ? ORDER BY id LIMIT ?"),
			  BINDS(cx->community, cx->actor->id, (int64_t)VIEWS_MOST),
			  saved_view_fields, ret, ret_count);
}

int view_drop(struct ctx *cx, int64_t id)
{
	struct saved_view v;
	int r = store_one(cx,
			  SQL("SELECT id, label, path FROM saved_view WHERE community_id = ?"
			      " AND account_id = ? AND id = ?"),
			  BINDS(cx->community, cx->actor->id, id), saved_view_fields, &v);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有这个视图。"));
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("DELETE FROM saved_view WHERE community_id = ?"
				      " AND account_id = ? AND id = ?"),
				  BINDS(cx->community, cx->actor->id, id));
}

/* A page of ours that shows records, with its query. */
static bool is_page(struct ctx *cx, const char *path)
{
	const struct route *route;
	struct input in;
	bool known;

	if (!path || path[0] != '/' || strlen(path) > PATH_MOST || !text_valid(path, strlen(path)) ||
	    strpbrk(path, " \"'<>\\"))
		return false;
	input_init(&in, cx->arena);
	known = route_find("GET", arena_strndup(cx->arena, path, strcspn(path, "?")), false, &in,
			   &route) == OK;
	cx->why[0] = '\0';
	return known && route->door != DOOR_API && route->door != DOOR_ROOT;
}

int view_save(struct ctx *cx, const char *label, const char *path)
{
	struct saved_view *rows;
	size_t count;
	int r;

	label = text_trim(cx->arena, label);
	if (!*label || text_length(label) > LABEL_MOST)
		return fail_field(cx, "label", T(cx, "给视图起个名字，最多 %d 个字。"), LABEL_MOST);
	if (!is_page(cx, path))
		return fail_field(cx, "path", T(cx, "这个地址不能存为视图。"));
	r = view_list(cx, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (!strcmp(rows[i].label, label))
			return store_exec(cx,
					  SQL("UPDATE saved_view SET path = ? WHERE community_id = ?"
					      " AND account_id = ? AND id = ?"),
					  BINDS(path, cx->community, cx->actor->id, rows[i].id));
	if (r == OK && count == VIEWS_MOST)
		return fail_field(cx, "label", T(cx, "最多存 %d 个视图，请先删掉不用的。"), VIEWS_MOST);
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("INSERT INTO saved_view (community_id, account_id, id, label, path)"
				      " VALUES (?, ?, ?, ?, ?)"),
				  BINDS(cx->community, cx->actor->id, id_new(cx->now), label, path));
}
