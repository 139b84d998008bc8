#include "app/post.h"
#include "store/store.h"

int post_of_role(struct ctx *cx, enum role role, int64_t *ret)
{
	int r = store_int(cx,
			  SQL("SELECT id FROM post WHERE community_id = ? AND role = ?"
			      " AND retired_at = 0 ORDER BY id LIMIT 1"),
			  BINDS(cx->community, (int)role), ret);

	if (r != ERR_NOT_FOUND)
		return r;
	*ret = 0;
	return OK;
}

int post_named(struct ctx *cx, const char *name, int64_t *ret)
{
	const struct choice *role = choice_named(role_choices, name);
	int r = store_int(cx,
			  SQL("SELECT id FROM post WHERE community_id = ? AND name = ?"
			      " AND retired_at = 0"),
			  BINDS(cx->community, name), ret);

	if (r == ERR_NOT_FOUND && role)
		return post_of_role(cx, (enum role)role->value, ret);
	if (r != ERR_NOT_FOUND)
		return r;
	*ret = 0;
	return OK;
}
