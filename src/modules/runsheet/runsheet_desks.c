/* From desk to desk: which ends how, which is next; the board of all. */
#include "app/calendar.h"
#include "base/civil.h"
#include "modules/runsheet/runsheet_parts.h"
#include "store/store.h"

bool desk_is(const struct runsheet_desk *rows, size_t count, int desk, int state)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].desk == desk)
			return rows[i].state == state;
	return false;
}

/* 19 (g) 5, 14 (g) 3: with papers lacking a household may look at its flat and pay, but signs
 * nothing and gets no key. */
static int next_of(const struct runsheet_desk *rows, size_t count)
{
	bool lacks = desk_is(rows, count, DESK_IDENTITY, DESK_SHORT);

	for (size_t i = 0; i < count; i++) {
		int desk = rows[i].desk;
		if (rows[i].state != DESK_OPEN)
			continue;
		return lacks && (desk == DESK_SIGN || desk >= DESK_KEYS) ? DESK_IDENTITY : desk;
	}
	return 0;
}

static int go_on(struct ctx *cx, const struct runsheet *s)
{
	struct runsheet_desk *rows;
	size_t count;
	int next = 0, r = runsheet_desks(cx, s->id, &rows, &count);

	if (r == OK) {
		next = next_of(rows, count);
		r = store_exec(cx,
			       SQL("UPDATE runsheet SET desk = ?, desk_at = ?, taken_by = 0"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(next, cx->now, cx->community, s->id));
	}
	return r < 0 || !next ? r
			      : store_exec(cx,
					   SQL("UPDATE runsheet_desk SET arrived_at = ? WHERE community_id = ?"
					       " AND sheet_id = ? AND desk = ? AND arrived_at = 0"),
					   BINDS(cx->now, cx->community, s->id, next));
}

int desk_end(struct ctx *cx, const struct runsheet *s, int desk, int state, const char *note)
{
	int r = store_exec(cx,
			   SQL("UPDATE runsheet_desk SET state = ?, signed_by = ?, signed_at = ?, note = ?"
			       " WHERE community_id = ? AND sheet_id = ? AND desk = ?"),
			   BINDS(state, cx->actor ? cx->actor->id : 0, cx->now, note ? note : "",
				 cx->community, s->id, desk));

	return r == OK ? go_on(cx, s) : r;
}

int desk_reopen(struct ctx *cx, const struct runsheet *s, int desk)
{
	int r = store_exec(cx,
			   SQL("UPDATE runsheet_desk SET state = 0, signed_by = 0, signed_at = 0,"
			       " arrived_at = 0 WHERE community_id = ? AND sheet_id = ? AND position >="
			       " (SELECT position FROM runsheet_desk d WHERE d.community_id = ?"
			       " AND d.sheet_id = ? AND d.desk = ?)"),
			   BINDS(cx->community, s->id, cx->community, s->id, desk));

	return r == OK ? go_on(cx, s) : r;
}

int runsheet_deed(struct ctx *cx, const struct runsheet *s, struct deed *ret)
{
	struct deed_filter f = { .q = s->room, .most = 20 };
	struct deed *rows;
	size_t count;
	int r = deed_list(cx, &f, &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].room_id == s->room_id && rows[i].state != DEED_VOID) {
			*ret = rows[i];
			return OK;
		}
	return r < 0 ? r : ERR_NOT_FOUND;
}

/* ---- 现场 ---- */

struct sum {
	int64_t desk, waiting, taken, longest_at, done, millis;
};
static const struct field sum_fields[] = {
	FIELD(sum, desk), FIELD(sum, waiting), FIELD(sum, taken), FIELD(sum, longest_at),
	FIELD(sum, done), FIELD(sum, millis),
};

static int stand_where(struct ctx *cx, struct board *b)
{
	struct sum *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT desk, SUM(CASE WHEN taken_by = 0 THEN 1 ELSE 0 END) AS waiting,"
			       " SUM(CASE WHEN taken_by > 0 THEN 1 ELSE 0 END) AS taken,"
			       " MIN(desk_at) AS longest_at FROM runsheet WHERE community_id = ? AND state = 1"
			       " AND desk > 0 GROUP BY desk ORDER BY desk LIMIT 20"),
			   BINDS(cx->community), FIELDS(sum, sum_fields), &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		struct board_desk *d = &b->desk[rows[i].desk - 1];
		d->waiting = rows[i].waiting;
		d->taken = rows[i].taken;
		d->longest_at = rows[i].longest_at;
		b->running += d->waiting + d->taken;
	}
	return r;
}

static int done_today(struct ctx *cx, struct board *b, int64_t from)
{
	struct sum *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT desk, COUNT(*) AS done, SUM(signed_at - arrived_at) AS millis"
			       " FROM runsheet_desk WHERE community_id = ? AND signed_at >= ? AND state = 1"
			       " AND arrived_at > 0 GROUP BY desk ORDER BY desk LIMIT 20"),
			   BINDS(cx->community, from), FIELDS(sum, sum_fields), &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		struct board_desk *d = &b->desk[rows[i].desk - 1];
		d->done = rows[i].done;
		d->minutes = (rows[i].millis + rows[i].done * 30000) / (rows[i].done * 60000);
	}
	return r;
}

int runsheet_board(struct ctx *cx, struct board *ret)
{
	int zone, r = calendar_zone(cx, &zone);
	int64_t from;

	*ret = (struct board){ 0 };
	for (int i = 0; i < DESKS; i++)
		ret->desk[i] = (struct board_desk){ .desk = i + 1, .minutes = -1 };
	if (r < 0)
		return r;
	from = civil_ms(civil_day_of(cx->now, zone), 0, zone);
	r = stand_where(cx, ret);
	if (r == OK)
		r = done_today(cx, ret, from);
	if (r == OK)
		r = store_int(cx, SQL("SELECT COUNT(*) FROM runsheet WHERE community_id = ? AND state = 2"),
			      BINDS(cx->community), &ret->paused);
	if (r == OK)
		r = store_int(cx, SQL("SELECT COUNT(*) FROM runsheet WHERE community_id = ? AND came_at >= ?"),
			      BINDS(cx->community, from), &ret->came);
	return r < 0 ? r
		     : store_int(cx,
				 SQL("SELECT COUNT(*) FROM runsheet WHERE community_id = ? AND state = 3"
				     " AND closed_at >= ?"),
				 BINDS(cx->community, from), &ret->done);
}
