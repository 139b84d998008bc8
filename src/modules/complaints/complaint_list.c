/* Lists of complaints: filters, order, cursor, search. What cx->actor must not see is not there. */
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/complaints/complaint_select.h"
#include "modules/complaints/complaints.h"
#include "store/search.h"
#include "record/form.h"
#include "store/store.h"

enum { PAGE_SIZE = 20, FOUND_AT_ONCE = 32, FOUND_ROUNDS = LIMIT_TOTAL / FOUND_AT_ONCE };
#define LAST INT64_C(9007199254740991)
#define NIGHT INT64_C(4102444800000) /* more than any time: what the night left comes first */

/* ---- from a query ---- */

static int read_day(struct ctx *cx, const struct input *in, const char *name, int64_t shift,
		    int zone_minutes, int64_t *ret)
{
	const char *text = input_text(in, name);
	int32_t day;

	if (text_blank(text))
		return OK;
	if (civil_parse_day(text, &day) < 0)
		return fail_field(cx, name, T(cx, "日期要像 2026-11-23。"));
	*ret = civil_ms(day, 0, zone_minutes) + shift;
	return OK;
}

/* after = "ID", or "KEY.ID" when the soonest come first. */
static int read_cursor(struct ctx *cx, const struct input *in, struct complaint_filter *f)
{
	char *text = arena_strdup(cx->arena, input_text(in, "after"));
	char *dot = text ? strchr(text, '.') : NULL;
	int r = OK;

	if (text_blank(text))
		return OK;
	if (dot) {
		*dot = '\0';
		r = text_int(text, &f->after_key);
		text = dot + 1;
	}
	if (r < 0 || text_int(text, &f->after_id) < 0)
		return fail_field(cx, "after", T(cx, "翻页的位置不对。"));
	return OK;
}

static int read_size(struct ctx *cx, const struct input *in, size_t *ret)
{
	const char *text = input_text(in, "page_size");
	int64_t size = PAGE_SIZE;

	if (!text_blank(text) && text_int(text, &size) < 0)
		return fail_field(cx, "page_size", T(cx, "这里要填一个整数。"));
	if (size < 1 || size > LIMIT_PAGE_SIZE)
		return fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	*ret = (size_t)size;
	return OK;
}

int complaint_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
			struct complaint_filter *ret)
{
	const char *order = input_text(in, "order"), *anonymous = input_text(in, "anonymous");
	struct complaint_filter f = { .q = input_text(in, "q"), .state = input_text(in, "state") };
	int r = read_size(cx, in, &f.most);

	if (r == OK)
		r = form_choice(cx, in, "grade", complaint_grades, &f.grade);
	if (r == OK)
		r = form_choice(cx, in, "cause", complaint_causes, &f.cause);
	if (r == OK)
		r = form_choice(cx, in, "unit", complaint_units, &f.unit);
	if (r == OK)
		r = form_choice(cx, in, "channel", complaint_channels, &f.channel);
	if (r == OK)
		r = form_choice(cx, in, "validity", complaint_validities, &f.validity);
	if (r == OK)
		r = read_day(cx, in, "from", 0, zone_minutes, &f.received_from);
	if (r == OK)
		r = read_day(cx, in, "to", DAYS(1), zone_minutes, &f.received_to);
	if (r == OK)
		r = read_cursor(cx, in, &f);
	if (anonymous)
		f.anonymous = !strcmp(anonymous, "true") ? 1 : !strcmp(anonymous, "false") ? 2 : 0;
	f.by_due = order && !strcmp(order, "due") && text_blank(f.q);
	if (r == OK)
		*ret = f;
	return r;
}

/* ---- the lists ---- */

int64_t complaint_key(const struct complaint *c)
{
	int64_t due = c->due_at ? c->due_at : LAST;

	return c->state == COMPLAINT_NEW && c->after_hours ? due - NIGHT : due;
}
#define KEY \
	"(CASE WHEN c.due_at = 0 THEN 9007199254740991 ELSE c.due_at END" \
	" - CASE WHEN c.state = 1 AND c.after_hours = 1 THEN 4102444800000 ELSE 0 END)"

static int filter_state(struct ctx *cx, struct query *q, const char *word)
{
	const struct choice *c;

	if (text_blank(word) || !strcmp(word, "all"))
		return OK;
	if (!strcmp(word, "open")) {
		query_and(q, PIECE("c.state < 7"), BINDS());
	} else if (!strcmp(word, "overdue")) {
		query_and(q, PIECE("c.state < 7 AND c.due_at > 0 AND c.due_at < ?"), BINDS(cx->now));
	} else if ((c = choice_named(complaint_states, word))) {
		query_and(q, PIECE("c.state = ?"), BINDS(c->value));
	} else {
		return fail_field(cx, "state", T(cx, "没有“%s”这个状态。"), word);
	}
	return OK;
}

static int add_filters(struct ctx *cx, struct query *q, const struct complaint_filter *f)
{
	q->has_where = true;
	query_and(q, PIECE(COMPLAINT_VISIBLE), BINDS(complaint_viewer(cx)));
	if (f->grade)
		query_and(q, PIECE("c.grade = ?"), BINDS(f->grade));
	if (f->cause)
		query_and(q, PIECE("c.cause = ?"), BINDS(f->cause));
	if (f->unit)
		query_and(q, PIECE("c.unit = ?"), BINDS(f->unit));
	if (f->channel)
		query_and(q, PIECE("c.channel = ?"), BINDS(f->channel));
	if (f->validity)
		query_and(q, PIECE("c.validity = ?"), BINDS(f->validity));
	if (f->anonymous)
		query_and(q, PIECE("c.anonymous = ?"), BINDS(f->anonymous == 1));
	if (f->received_from)
		query_and(q, PIECE("c.received_at >= ?"), BINDS(f->received_from));
	if (f->received_to)
		query_and(q, PIECE("c.received_at < ?"), BINDS(f->received_to));
	return filter_state(cx, q, f->state);
}

static void begin_list(struct ctx *cx, struct query *q)
{
	query_init(q, cx->arena, PIECE(SELECT_COMPLAINT "WHERE c.community_id = ?"),
		   BINDS(cx->community));
}

/* A room is looked up as a room; everything else goes to the search. */
static const char *room_of(struct ctx *cx, const struct complaint_filter *f)
{
	return text_blank(f->q) ? NULL : text_room(cx->arena, f->q);
}

static int list_plain(struct ctx *cx, const struct complaint_filter *f, const char *room,
		      struct complaint **ret, size_t *ret_count)
{
	struct query q;
	int r;

	begin_list(cx, &q);
	r = add_filters(cx, &q, f);
	if (room)
		query_and(&q, PIECE("c.room = ?"), BINDS(room));
	if (f->by_due && f->after_id)
		query_and(&q, PIECE(KEY " > ? OR (" KEY " = ? AND c.id > ?)"),
			  BINDS(f->after_key, f->after_key, f->after_id));
	else if (f->after_id)
		query_and(&q, PIECE("c.id < ?"), BINDS(f->after_id));
	if (f->by_due)
		query_add(&q, PIECE(" ORDER BY " KEY ", c.id LIMIT ?"), BINDS((int64_t)f->most));
	else
		query_add(&q, PIECE(" ORDER BY c.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return r < 0 ? r : query_list(cx, &q, complaint_fields, ret, ret_count);
}

static int pick(struct ctx *cx, const struct complaint_filter *f, const int64_t *ids, size_t count,
		struct complaint **ret, size_t *ret_count)
{
	struct query q;
	int r;

	begin_list(cx, &q);
	r = add_filters(cx, &q, f);
	query_add(&q, PIECE(" AND c.id IN (0"), BINDS());
	for (size_t i = 0; i < count; i++)
		query_add(&q, PIECE(", ?"), BINDS(ids[i]));
	query_add(&q, PIECE(") ORDER BY c.id DESC"), BINDS());
	return r < 0 ? r : query_list(cx, &q, complaint_fields, ret, ret_count);
}

static int list_found(struct ctx *cx, const struct complaint_filter *f, struct complaint **ret,
		      size_t *ret_count)
{
	struct complaint *rows = arena_array(cx->arena, f->most + FOUND_AT_ONCE, sizeof *rows);
	int64_t before = f->after_id;
	size_t got = 0;
	int r = OK;

	for (int round = 0; r == OK && round < FOUND_ROUNDS && got < f->most; round++) {
		struct complaint *some;
		int64_t *ids;
		size_t count, kept;
		r = search_find(cx, "complaint", f->q, before, FOUND_AT_ONCE, &ids, &count);
		if (r < 0 || !count)
			break;
		r = pick(cx, f, ids, count, &some, &kept);
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

int complaint_list(struct ctx *cx, const struct complaint_filter *f, struct complaint **ret,
		   size_t *ret_count)
{
	const char *room = room_of(cx, f);

	if (text_blank(f->q) || room)
		return list_plain(cx, f, room, ret, ret_count);
	return list_found(cx, f, ret, ret_count);
}

int complaint_total(struct ctx *cx, const struct complaint_filter *f, int64_t *ret)
{
	const char *room = room_of(cx, f);
	struct query q;
	int r;

	/* counted by what the list shows: the search alone would count what is hidden */
	if (!text_blank(f->q) && !room) {
		struct complaint_filter all = *f;
		struct complaint *rows;
		size_t count;
		all.most = LIMIT_TOTAL;
		all.after_id = 0;
		r = list_found(cx, &all, &rows, &count);
		*ret = (int64_t)count;
		return r;
	}
	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM complaint c WHERE c.community_id = ?"),
		   BINDS(cx->community));
	r = add_filters(cx, &q, f);
	if (room)
		query_and(&q, PIECE("c.room = ?"), BINDS(room));
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return r < 0 ? r : query_int(cx, &q, ret);
}
