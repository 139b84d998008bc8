#include "app/memo.h"
#include "store/store.h"

struct memo *memo_of(struct ctx *cx, struct arena **ret)
{
	struct memo **first = (struct memo **)store_memo(cx->store, ret), *m;

	if (!first)
		return NULL;
	for (m = *first; m; m = m->next)
		if (m->community == cx->community)
			return m;
	m = ARENA_NEW(*ret, struct memo);
	m->community = cx->community;
	m->next = *first;
	*first = m;
	return m;
}

void memo_forget_settings(struct ctx *cx)
{
	struct arena *arena;
	struct memo *m = memo_of(cx, &arena);

	if (!m)
		return;
	m->has_settings = false;
	m->calendar = NULL;
}
