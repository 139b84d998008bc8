#include "modules/inspection/inspection.h"
#include "app/journal.h"
#include "app/number.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/inspection/inspection_parts.h"
#include "record/form.h"
#include "store/store.h"

static_assert(DEFECT_FIXED == 3 && INSPECTION_CANCELLED == 6, "the SQL here says state < 4, <> 6");

const char *inspection_no_waiver(struct ctx *cx)
{
	return T(cx, "签字只表示已经验看和交接，不表示放弃对房屋质量的任何主张；发现质量问题仍可在法定保修期内要求施工和建设单位负责。");
}

/* ---- reading ---- */

#define DEFECTS_OF "FROM defect d WHERE d.community_id = i.community_id AND d.inspection_id = i.id"
#define LINES_OF "FROM inspection_line l WHERE l.community_id = i.community_id" \
	" AND l.inspection_id = i.id"
#define SELECT_INSPECTION \
	"SELECT i.id, i.number, i.state, i.room_id, i.room, i.use, i.owner, i.builder, i.notice_on," \
	" i.companion_id, a.name AS companion, i.started_at, i.refusal, i.refusal_text, i.refused_at," \
	" i.accepted_at, i.signed_by, i.picture_id, i.closed_at, i.created_by, i.version," \
	" (SELECT COUNT(*) " LINES_OF ") AS lines," \
	" (SELECT COUNT(*) " LINES_OF " AND l.result > 0) AS answered," \
	" (SELECT COUNT(*) " DEFECTS_OF " AND d.state < 6) AS defects," \
	" (SELECT COUNT(*) " DEFECTS_OF " AND d.state < 4) AS open_defects FROM inspection i" \
	" LEFT JOIN account a ON a.id = i.companion_id WHERE i.community_id = ?"

int inspection_get(struct ctx *cx, int64_t id, struct inspection *ret)
{
	int r = store_one(cx, SQL(SELECT_INSPECTION " AND i.id = ?"), BINDS(cx->community, id),
			  inspection_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这张验房单。")) : r;
}

int inspection_of_room(struct ctx *cx, int64_t room, struct inspection *ret)
{
	return store_one(cx,
			 SQL(SELECT_INSPECTION " AND i.room_id = ? AND i.state <> 6"
			     " ORDER BY i.id DESC LIMIT 1"),
			 BINDS(cx->community, room), inspection_fields, ret);
}

static void add_filter(struct ctx *cx, struct query *q, const struct inspection_filter *f)
{
	const char *typed, *room;

	q->has_where = true;
	if (f->state)
		query_and(q, PIECE("i.state = ?"), BINDS(f->state));
	if (text_blank(f->q))
		return;
	typed = text_trim(cx->arena, f->q);
	room = text_room(cx->arena, typed);
	if (!room)
		room = typed;
	query_and(q, PIECE("i.room = ? OR i.room LIKE ? || '-%' OR i.number = ? OR i.owner = ?"),
		  BINDS(room, room, typed, typed));
}

int inspection_list(struct ctx *cx, const struct inspection_filter *f, struct inspection **ret,
		    size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_INSPECTION), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("i.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY i.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, inspection_fields, ret, ret_count);
}

int inspection_total(struct ctx *cx, const struct inspection_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM inspection i WHERE i.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int inspection_lines(struct ctx *cx, int64_t id, struct inspection_line **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT line, place, part, item, standard, result, note FROM inspection_line"
			      " WHERE community_id = ? AND inspection_id = ? ORDER BY line LIMIT 500"),
			  BINDS(cx->community, id), inspection_line_fields, ret, ret_count);
}

static const struct field count_fields[] = {
	FIELD(inspection_counts, running), FIELD(inspection_counts, clean),
	FIELD(inspection_counts, accepted), FIELD(inspection_counts, refused),
	FIELD(inspection_counts, closed), FIELD(inspection_counts, open_defects),
	FIELD(inspection_counts, late_defects),
};

int inspection_count(struct ctx *cx, struct inspection_counts *ret)
{
	return store_one(cx,
			 SQL("SELECT COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0) AS running,"
			     " COALESCE(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), 0) AS clean,"
			     " COALESCE(SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0) AS accepted,"
			     " COALESCE(SUM(CASE WHEN state = 4 THEN 1 ELSE 0 END), 0) AS refused,"
			     " COALESCE(SUM(CASE WHEN state = 5 THEN 1 ELSE 0 END), 0) AS closed,"
			     " (SELECT COUNT(*) FROM defect d WHERE d.community_id = ? AND d.state IN (2, 3))"
			     " AS open_defects,"
			     " (SELECT COUNT(*) FROM defect d WHERE d.community_id = ? AND d.state = 2"
			     " AND d.due_at < ?) AS late_defects FROM inspection WHERE community_id = ?"),
			 BINDS(cx->community, cx->community, cx->now, cx->community),
			 FIELDS(inspection_counts, count_fields), ret);
}

/* ---- beginning ---- */

static int none_running(struct ctx *cx, const struct room *room)
{
	char *number;
	int r = store_text(cx,
			   SQL("SELECT number FROM inspection WHERE community_id = ? AND room_id = ?"
			       " AND state <> 6 LIMIT 1"),
			   BINDS(cx->community, room->id), &number);

	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r
		     : fail(cx, ERR_CONFLICT, T(cx, "%s 已有验房单 %s，请在那张单上办。"), room->room,
			    number);
}

static int copy_list(struct ctx *cx, int64_t id, int use)
{
	struct inspection_item *rows;
	size_t count;
	int r = inspection_items(cx, use, &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = store_exec(cx,
			       SQL("INSERT INTO inspection_line (community_id, inspection_id, line, place,"
				   " part, item, standard, result, note) VALUES (?, ?, ?, ?, ?, ?, ?, 0, '')"),
			       BINDS(cx->community, id, (int)i + 1, rows[i].place, rows[i].part,
				     rows[i].item, rows[i].standard));
	return r;
}

static int insert(struct ctx *cx, const struct inspection_new *in, const struct room *room,
		  int64_t id, const char *number)
{
	int64_t actor = cx->actor ? cx->actor->id : 0;

	return store_exec(cx,
			  SQL("INSERT INTO inspection (community_id, id, number, state, room_id, room, use,"
			      " owner, builder, notice_on, companion_id, started_at, refusal, refusal_text,"
			      " refused_at, accepted_at, signed_by, picture_id, closed_at, created_by,"
			      " version)"
			      " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, 0, '', 0, 0, ?, 1)"),
			  BINDS(cx->community, id, number, room->id, room->room, room->use, in->owner,
				in->builder, in->notice_on, actor, cx->now, actor));
}

int inspection_start(struct ctx *cx, const struct inspection_new *in, struct inspection *ret)
{
	struct room room;
	int64_t id = id_new(cx->now);
	char *number;
	int r = form_check(cx, inspection_new_fields, in);

	if (r == OK)
		r = room_find(cx, in->room, &room);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r == OK && room.use == ROOM_PARKING)
		return fail_field(cx, "room", T(cx, "车位不用验房，请填住宅或商铺。"));
	if (r == OK && room.delivered_on)
		return fail_field(cx, "room", T(cx, "%s 已经交付，问题请登记报修。"), room.room);
	if (r == OK)
		r = none_running(cx, &room);
	if (r == OK)
		r = number_next(cx, "YF", &number);
	if (r == OK)
		r = insert(cx, in, &room, id, number);
	if (r == OK)
		r = copy_list(cx, id, room.use);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "inspection", .subject_id = id,
							     .action = "open", .to_state = "running",
							     .note = in->owner });
	return r == OK ? inspection_get(cx, id, ret) : r;
}

/* ---- the list is gone through ---- */

static int set_line(struct ctx *cx, int64_t id, int line, int result, const char *note)
{
	int r = store_exec(cx,
			   SQL("UPDATE inspection_line SET result = ?, note = ? WHERE community_id = ?"
			       " AND inspection_id = ? AND line = ?"),
			   BINDS(result, note ? note : "", cx->community, id, line));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_NOT_FOUND, T(cx, "表上没有第 %d 项。"), line);
	return r;
}

int inspection_mark(struct ctx *cx, int64_t id, int line)
{
	int r = store_exec(cx,
			   SQL("UPDATE inspection_line SET result = 2 WHERE community_id = ?"
			       " AND inspection_id = ? AND line = ?"),
			   BINDS(cx->community, id, line));

	if (r == OK && !store_changed(cx))
		return fail_field(cx, "line", T(cx, "表上没有第 %d 项。"), line);
	return r;
}

/* What has a defect that was not withdrawn is not passed. */
static int check_line(struct ctx *cx, int64_t id, const struct inspection_line *l, const char *name)
{
	int64_t count;
	int r;

	if (l->result != LINE_PASSED && l->result != LINE_NONE)
		return OK;
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM defect WHERE community_id = ? AND inspection_id = ?"
			  " AND line = ? AND state <> 6"),
		      BINDS(cx->community, id, l->line), &count);
	return r == OK && count
		? fail_field(cx, name, T(cx, "第 %d 项登记了问题，不能记为合格；登记错了的请先撤回。"),
			     l->line) : r;
}

static int answer_line(struct ctx *cx, int64_t id, const struct input *in, size_t i, bool *ret)
{
	const char *prefix = arena_printf(cx->arena, "lines.%zu.", i);
	const char *name = arena_printf(cx->arena, "%sresult", prefix);
	struct inspection_line l = { 0 };
	int64_t line;
	int r;

	*ret = !text_blank(input_text(in, name));
	if (!*ret)
		return OK;
	if (text_int(input_text(in, arena_printf(cx->arena, "%sline", prefix)), &line) < 0)
		return fail_field(cx, name, T(cx, "没有写是第几项。"));
	r = form_read(cx, in, prefix, inspection_line_fields, 0, &l);
	l.line = (int)line;
	if (r == OK)
		r = check_line(cx, id, &l, name);
	return r == OK ? set_line(cx, id, l.line, l.result, l.note) : r;
}

static int pass_rest(struct ctx *cx, int64_t id, int64_t *ret)
{
	int r = store_exec(cx,
			   SQL("UPDATE inspection_line SET result = 1 WHERE community_id = ?"
			       " AND inspection_id = ? AND result = 0"),
			   BINDS(cx->community, id));

	*ret += r == OK ? store_changed(cx) : 0;
	return r;
}

int inspection_answer(struct ctx *cx, int64_t id, const struct input *in, int64_t *ret)
{
	struct inspection i;
	int r = inspection_get(cx, id, &i);

	*ret = 0;
	if (r == OK && i.state != INSPECTION_RUNNING)
		return fail(cx, ERR_CONFLICT, T(cx, "业主已经签字，验房表不能再改。"));
	for (size_t n = 0; r == OK && input_has(in, arena_printf(cx->arena, "lines.%zu.", n)); n++) {
		bool answered;
		r = answer_line(cx, id, in, n, &answered);
		*ret += r == OK && answered;
	}
	if (r == OK && input_last(in, "rest") && !strcmp(input_last(in, "rest"), "1"))
		r = pass_rest(cx, id, ret);
	if (r == OK && *ret)
		r = journal_add(cx, &(struct journal_entry){
					    .subject = "inspection", .subject_id = id, .action = "change",
					    .note = arena_printf(cx->arena, T(cx, "记了 %d 项"), (int)*ret) });
	return r;
}

int inspection_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
			size_t *ret_count)
{
	struct inspection *rows;
	int r = store_list(cx,
			   SQL(SELECT_INSPECTION " AND i.room_id = ? ORDER BY i.id DESC LIMIT ?"),
			   BINDS(cx->community, room, (int64_t)most), inspection_fields, &rows,
			   ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t n = 0; n < *ret_count; n++) {
		const struct inspection *i = &rows[n];
		(*ret)[n] = (struct timeline_entry){
			.at = i->started_at, .kind = "inspection", .label = T(cx, "验房"),
			.text = arena_printf(cx->arena, T(cx, "%s 验房，问题 %d 处，未修好 %d 处"), i->owner,
					     (int)i->defects, (int)i->open_defects),
			.number = i->number, .page = "inspections", .id = i->id,
			.state = T(cx, choice_of(inspection_states, i->state)->label),
			.colour = i->state == INSPECTION_REFUSED ? "red"
				  : i->open_defects ? "amber" : "green",
			.who = i->companion,
		};
	}
	return OK;
}
