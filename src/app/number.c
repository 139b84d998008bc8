#include "app/number.h"
#include "app/calendar.h"
#include "app/memo.h"
#include "base/text.h"
#include "store/store.h"

/* The row is ours until the transaction ends: what it gave last is read once. */
static int last_given(struct ctx *cx, const char *prefix, int32_t day, int64_t *ret)
{
	struct arena *arena;
	struct memo *m = memo_of(cx, &arena);
	struct memo_number *n = m ? m->numbers : NULL;
	int r;

	while (n && (n->day != day || strcmp(n->prefix, prefix) != 0))
		n = n->next;
	if (n) {
		*ret = ++n->last;
		return OK;
	}
	r = store_int(cx,
		      SQL("SELECT last FROM number_counter"
			  " WHERE community_id = ? AND prefix = ? AND day = ?"),
		      BINDS(cx->community, prefix, day), ret);
	if (r == OK && m) {
		n = ARENA_NEW(arena, struct memo_number);
		*n = (struct memo_number){ m->numbers, arena_strdup(arena, prefix), day, *ret };
		m->numbers = n;
	}
	return r;
}

int number_next(struct ctx *cx, const char *prefix, char **ret)
{
	struct civil today;
	int zone, r;
	int32_t day;
	int64_t last;

	r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	day = civil_day_of(cx->now, zone);
	r = store_exec(cx,
		       SQL("INSERT INTO number_counter (community_id, prefix, day, last)"
			   " VALUES (?, ?, ?, 1)"
			   " ON CONFLICT (community_id, prefix, day)"
			   " DO UPDATE SET last = number_counter.last + 1"),
		       BINDS(cx->community, prefix, day));
	if (r == OK)
		r = last_given(cx, prefix, day, &last);
	if (r < 0)
		return r;
	civil_from_day(day, &today);
	*ret = arena_printf(cx->arena, "%s%04d%02d%02d-%04" PRId64, prefix, today.year, today.month,
			    today.day, last);
	return OK;
}
