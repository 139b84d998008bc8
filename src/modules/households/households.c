#include "modules/households/households.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/search.h"
#include "store/store.h"

static const struct field fields[] = {
	FIELD(household, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(household, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON | IN_LIST),
	FIELD(household, building, .label = "楼栋", .flags = IN_JSON),
	FIELD(household, state, .label = "状态", .show = SHOW_ENUM, .choices = room_states,
	      .flags = IN_JSON | IN_LIST),
	FIELD(household, area_mass, .label = "建筑面积", .show = SHOW_MASS, .flags = IN_JSON | IN_LIST),
	FIELD(household, name, .label = "姓名", .flags = IN_JSON | IN_LIST),
	FIELD(household, phone, .label = "手机", .show = SHOW_PHONE, .flags = IN_JSON | IN_LIST),
	FIELD(household, relation, .label = "关系", .show = SHOW_ENUM, .choices = relations,
	      .flags = IN_JSON | IN_LIST),
	FIELD(household, care, .label = "关怀", .show = SHOW_ENUM, .choices = care_marks,
	      .flags = IN_JSON | IN_LIST),
	FIELD(household, open_count, .label = "在办", .flags = IN_JSON | IN_LIST),
};
const struct fields household_fields = FIELDS(household, fields);

/* Beside the room stands the one to ask first: the owner, else who is there longest. */
#define SELECT_HOUSEHOLD \
	"SELECT h.id, h.room, h.building, h.state, h.area_mass, p.name, p.phone, o.relation, p.care," \
	" (SELECT COUNT(*) FROM request_open q WHERE q.community_id = h.community_id" \
	" AND q.room_id = h.id) AS open_count FROM room h" \
	" LEFT JOIN occupancy o ON o.community_id = h.community_id AND o.id =" \
	" (SELECT m.id FROM occupancy m WHERE m.community_id = h.community_id AND m.room_id = h.id" \
	" AND m.until_on = 0 ORDER BY m.relation, m.id LIMIT 1)" \
	" LEFT JOIN person p ON p.community_id = h.community_id AND p.id = o.person_id" \
	" WHERE h.community_id = ?"

static void begin(struct ctx *cx, struct query *q, const struct household_filter *f)
{
	query_init(q, cx->arena, PIECE(SELECT_HOUSEHOLD), BINDS(cx->community));
	q->has_where = true;
	if (!text_blank(f->building))
		query_and(q, PIECE("h.building = ?"), BINDS(f->building));
	if (f->state)
		query_and(q, PIECE("h.state = ?"), BINDS(f->state));
}

/* What looks like a room is looked up as one: whole, or as the beginning of several. */
static int list_rooms(struct ctx *cx, const struct household_filter *f, const char *room,
		      struct household **ret, size_t *ret_count)
{
	struct query q;

	begin(cx, &q, f);
	if (room)
		query_and(&q, PIECE("h.room = ? OR (h.room >= ? AND h.room < ?)"),
			  BINDS(room, arena_printf(cx->arena, "%s-", room),
				arena_printf(cx->arena, "%s-~", room)));
	if (f->after)
		query_and(&q, PIECE("h.id > ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY h.id LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, household_fields, ret, ret_count);
}

enum { FOUND_AT_ONCE = 32, FOUND_ROUNDS = 40 };

static int list_found(struct ctx *cx, const struct household_filter *f, struct household **ret,
		      size_t *ret_count)
{
	struct household *rows = arena_array(cx->arena, f->most + FOUND_AT_ONCE, sizeof *rows);
	int64_t before = f->after;
	size_t got = 0;
	int r = OK;

	for (int round = 0; r == OK && round < FOUND_ROUNDS && got < f->most; round++) {
		struct household *some;
		struct query q;
		int64_t *ids;
		size_t count, kept;
		r = search_find(cx, "household", f->q, before, FOUND_AT_ONCE, &ids, &count);
		if (r < 0 || !count)
			break;
		begin(cx, &q, f);
		query_add(&q, PIECE(" AND h.id IN (0"), BINDS());
		for (size_t i = 0; i < count; i++)
			query_add(&q, PIECE(", ?"), BINDS(ids[i]));
		query_add(&q, PIECE(") ORDER BY h.id DESC"), BINDS());
		r = query_list(cx, &q, household_fields, &some, &kept);
		for (size_t i = 0; r == OK && i < kept; i++)
			rows[got++] = some[i];
		before = ids[count - 1];
		if (count < FOUND_AT_ONCE)
			break;
	}
	*ret = rows;
	*ret_count = MIN(got, f->most);
	return r;
}

int household_list(struct ctx *cx, const struct household_filter *f, struct household **ret,
		   size_t *ret_count)
{
	const char *room = text_blank(f->q) ? NULL : text_room(cx->arena, f->q);

	if (text_blank(f->q) || room)
		return list_rooms(cx, f, room, ret, ret_count);
	return list_found(cx, f, ret, ret_count);
}

/* Words together with other filters are counted by what the list itself would show. */
static int total_found(struct ctx *cx, const struct household_filter *f, int64_t *ret)
{
	struct household_filter all = *f;
	struct household *rows;
	size_t count;
	int r;

	if (text_blank(f->building) && !f->state)
		return search_total(cx, "household", f->q, LIMIT_TOTAL, ret);
	all.most = FOUND_AT_ONCE * FOUND_ROUNDS;
	all.after = 0;
	r = list_found(cx, &all, &rows, &count);
	if (r == OK)
		*ret = (int64_t)count;
	return r;
}

int household_total(struct ctx *cx, const struct household_filter *f, int64_t *ret)
{
	const char *room = text_blank(f->q) ? NULL : text_room(cx->arena, f->q);
	struct query q;

	if (!text_blank(f->q) && !room)
		return total_found(cx, f, ret);
	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM room h WHERE h.community_id = ?"),
		   BINDS(cx->community));
	q.has_where = true;
	if (!text_blank(f->building))
		query_and(&q, PIECE("h.building = ?"), BINDS(f->building));
	if (f->state)
		query_and(&q, PIECE("h.state = ?"), BINDS(f->state));
	if (room)
		query_and(&q, PIECE("h.room = ? OR (h.room >= ? AND h.room < ?)"),
			  BINDS(room, arena_printf(cx->arena, "%s-", room),
				arena_printf(cx->arena, "%s-~", room)));
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

enum { TIMELINE_MOST = 80 };

int household_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		       size_t *ret_count)
{
	struct journal_entry *events;
	size_t count;
	int r = journal_of(cx, "room", room, &events, &count);

	if (r < 0)
		return r;
	*ret_count = MIN(count, most);
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++) {
		const struct journal_entry *e = &events[count - 1 - i];
		(*ret)[i] = (struct timeline_entry){ .at = e->at, .kind = "room", .label = T(cx, "档案"),
						     .text = e->note, .colour = "grey",
						     .who = e->actor_name };
	}
	return OK;
}

int household_read(struct ctx *cx, const char *room, struct household_file *ret)
{
	struct contact_filter last = { .most = 20 };
	int r = room_find(cx, room, &ret->room);

	last.room = ret->room.id;
	if (r == OK)
		r = occupancy_of_room(cx, ret->room.id, true, &ret->people, &ret->people_count);
	if (r == OK)
		r = request_of_room(cx, ret->room.id, true, 50, &ret->open, &ret->open_count);
	if (r == OK)
		r = request_of_room(cx, ret->room.id, false, 50, &ret->history, &ret->history_count);
	if (r == OK)
		r = contact_list(cx, &last, &ret->contacts, &ret->contact_count);
	if (r == OK)
		r = journal_of(cx, "room", ret->room.id, &ret->events, &ret->event_count);
	return r == OK ? timeline_of_room(cx, ret->room.id, TIMELINE_MOST, &ret->timeline,
					  &ret->timeline_count)
		       : r;
}
