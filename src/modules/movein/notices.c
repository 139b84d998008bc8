/* Letters as they are read: lists, one, the times to come, and what a room's file shows. */
#include "app/calendar.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/movein/movein_parts.h"
#include "store/store.h"

#define SELECT_NOTICE \
	"SELECT n.id, n.number, n.batch_id, b.number AS batch_number, b.name AS batch_name, b.kind," \
	" b.state AS batch_state, n.position, n.state, n.room_id, n.room, n.building, n.area_mass," \
	" n.buyers, n.buyer_kind," \
	" n.phone, n.address, n.contract_number, b.from_on, n.until_on, n.channel, n.waybill," \
	" n.sent_at, n.delivered_on, n.proof, n.receiver, n.returned_on, n.return_reason," \
	" n.refused_on, n.refusal, n.refusal_text, n.slot_on, n.slot_minute, n.slot_people," \
	" n.slot_agent, n.reminded, b.deemed_clause, n.created_at, n.ended_at, n.version" \
	" FROM movein_notice n JOIN movein_batch b ON b.community_id = n.community_id" \
	" AND b.id = n.batch_id WHERE n.community_id = ?"

int movein_notice_get(struct ctx *cx, int64_t id, struct movein_notice *ret)
{
	int r = store_one(cx, SQL(SELECT_NOTICE " AND n.id = ?"), BINDS(cx->community, id),
			  movein_notice_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这份通知书。")) : r;
}

bool movein_developer_pays(const struct movein_notice *n)
{
	return n->state != NOTICE_CAME && n->state != NOTICE_DEEMED;
}

/* ---- lists ---- */

int movein_notice_filter_read(struct ctx *cx, const struct input *in,
			      struct movein_notice_filter *ret)
{
	const char *state = input_text(in, "state"), *day = input_text(in, "day");
	const char *batch = input_text(in, "batch");
	const struct choice *c;

	ret->q = input_text(in, "q");
	ret->undelivered = state && !strcmp(state, "undelivered");
	ret->booked = state && !strcmp(state, "booked");
	if (!text_blank(batch) && text_int(batch, &ret->batch) < 0)
		return fail_field(cx, "batch", T(cx, "没有找到这个批次。"));
	if (!text_blank(day) && civil_parse_day(day, &ret->slot_on) < 0)
		return fail_field(cx, "day", T(cx, "日期要像 2026-11-23。"));
	if (text_blank(state) || !strcmp(state, "all") || ret->undelivered || ret->booked)
		return OK;
	c = choice_named(movein_notice_states, state);
	if (!c)
		return fail_field(cx, "state", T(cx, "这里没有“%s”这一项。"), state);
	ret->state = c->value;
	return OK;
}

static int add_filter(struct ctx *cx, struct query *q, const struct movein_notice_filter *f)
{
	const char *typed = text_blank(f->q) ? NULL : text_trim(cx->arena, f->q);
	const char *room = typed ? text_room(cx->arena, typed) : NULL;
	int64_t days;
	int r = setting_int(cx, "movein.deliver_days", &days);

	q->has_where = true;
	if (f->batch)
		query_and(q, PIECE("n.batch_id = ?"), BINDS(f->batch));
	if (f->state)
		query_and(q, PIECE("n.state = ?"), BINDS(f->state));
	else
		query_and(q, PIECE("n.state <> 10"), BINDS());
	if (f->undelivered)
		query_and(q, PIECE("n.state IN (2, 4) AND n.delivered_on = 0 AND n.sent_at < ?"),
			  BINDS(cx->now - DAYS(days)));
	if (f->booked)
		query_and(q, PIECE("n.slot_on > 0 AND n.state IN (2, 3, 5, 6)"), BINDS());
	if (f->slot_on)
		query_and(q, PIECE("n.slot_on = ?"), BINDS(f->slot_on));
	if (typed)
		query_and(q,
			  PIECE("n.room = ? OR n.room LIKE ? || '-%' OR n.number = ? OR n.waybill = ?"
				" OR n.buyers LIKE '%' || ? || '%'"),
			  BINDS(room ? room : typed, room ? room : typed, typed, typed, typed));
	return r;
}

int movein_notice_list(struct ctx *cx, const struct movein_notice_filter *f,
		       struct movein_notice **ret, size_t *ret_count)
{
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(SELECT_NOTICE), BINDS(cx->community));
	r = add_filter(cx, &q, f);
	if (r < 0)
		return r;
	if (f->slot_on)
		query_add(&q, PIECE(" ORDER BY n.slot_minute, n.batch_id, n.position LIMIT ? OFFSET ?"),
			  BINDS((int64_t)f->most, f->from));
	else
		query_add(&q, PIECE(" ORDER BY n.batch_id DESC, n.position LIMIT ? OFFSET ?"),
			  BINDS((int64_t)f->most, f->from));
	return query_list(cx, &q, movein_notice_fields, ret, ret_count);
}

int movein_notices_of_room(struct ctx *cx, int64_t room, struct movein_notice **ret,
			   size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_NOTICE " AND n.room_id = ? AND n.sent_at > 0 AND n.state <> 10"
					    " ORDER BY n.id DESC LIMIT 20"),
			  BINDS(cx->community, room), movein_notice_fields, ret, ret_count);
}

int movein_notice_total(struct ctx *cx, const struct movein_notice_filter *f, int64_t *ret)
{
	struct query q;
	int r;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM movein_notice n WHERE n.community_id = ?"),
		   BINDS(cx->community));
	r = add_filter(cx, &q, f);
	if (r < 0)
		return r;
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

/* ---- the times of a day ---- */

static const struct field taken_fields[] = {
	FIELD(movein_slot, minute, 0), FIELD(movein_slot, taken, 0),
};

int movein_slots(struct ctx *cx, const struct movein_batch *b, int day, struct movein_slot **ret,
		 size_t *ret_count)
{
	struct movein_slot *taken;
	size_t count, n = 0;
	int r = store_list(cx,
			   SQL("SELECT slot_minute AS minute, COUNT(*) AS taken FROM movein_notice"
			       " WHERE community_id = ? AND batch_id = ? AND slot_on = ?"
			       " AND state IN (2, 3, 5, 6, 8) GROUP BY slot_minute LIMIT 200"),
			   BINDS(cx->community, b->id, day), FIELDS(movein_slot, taken_fields), &taken,
			   &count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, (size_t)((b->day_until - b->day_from) / b->slot_minutes + 1),
			   sizeof **ret);
	for (int m = b->day_from; m + b->slot_minutes <= b->day_until; m += b->slot_minutes) {
		struct movein_slot *s = &(*ret)[n++];
		*s = (struct movein_slot){ .minute = m, .capacity = b->slot_capacity };
		for (size_t i = 0; i < count; i++)
			if (taken[i].minute == m)
				s->taken = taken[i].taken;
	}
	*ret_count = n;
	return OK;
}

/* ---- the file of a household ---- */

static const char *colour(int state)
{
	return state == NOTICE_CAME ? "green"
	       : state == NOTICE_RETURNED || state == NOTICE_REFUSED || state == NOTICE_LATE ? "red"
	       : state >= NOTICE_DEEMED ? "grey" : "amber";
}

static int letters_of(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		      size_t *ret_count)
{
	struct movein_notice *rows;
	int r = store_list(cx,
			   SQL(SELECT_NOTICE " AND n.room_id = ? AND n.sent_at > 0"
					     " ORDER BY n.id DESC LIMIT ?"),
			   BINDS(cx->community, room, (int64_t)most), movein_notice_fields, &rows,
			   ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++)
		(*ret)[i] = (struct timeline_entry){
			.at = rows[i].sent_at, .kind = "movein",
			.label = T(cx, choice_of(movein_kinds, rows[i].kind)->label),
			.text = rows[i].batch_name, .number = rows[i].number, .page = "movein-notices",
			.id = rows[i].id,
			.state = T(cx, choice_of(movein_notice_states, rows[i].state)->label),
			.colour = colour(rows[i].state),
		};
	return OK;
}

int movein_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		    size_t *ret_count)
{
	return letters_of(cx, room, most, ret, ret_count);
}
