#include "modules/inspection/defects.h"
#include "app/journal.h"
#include "app/number.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/inspection/inspection_parts.h"
#include "record/form.h"
#include "store/store.h"

enum { DEFECTS_MOST = 200, SUMS_MOST = 300 };

#define SELECT_DEFECT \
	"SELECT d.id, d.number, d.state, d.inspection_id, i.number AS inspection_number, d.room_id," \
	" d.room, d.line, d.place, d.part, d.severity, d.text, d.x, d.y, d.builder, d.sent_at," \
	" d.due_at, d.request_id, d.request_number, d.fixed_at, d.fixed_text, d.fixed_by," \
	" d.checked_at, a.name AS checked_name, d.fails, d.self_fen, d.created_by, d.created_at," \
	" d.version FROM defect d" \
	" JOIN inspection i ON i.community_id = d.community_id AND i.id = d.inspection_id" \
	" LEFT JOIN account a ON a.id = d.checked_by WHERE d.community_id = ?"

static bool late(const struct ctx *cx, const struct defect *d)
{
	return d->state == DEFECT_OPEN && d->due_at < cx->now;
}

int defect_get(struct ctx *cx, int64_t id, struct defect *ret)
{
	int r = store_one(cx, SQL(SELECT_DEFECT " AND d.id = ?"), BINDS(cx->community, id),
			  defect_fields, ret);

	if (r == OK)
		ret->overdue = late(cx, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这处问题。")) : r;
}

static void add_words(struct ctx *cx, struct query *q, const char *typed)
{
	const char *room = text_room(cx->arena, typed);

	if (!room)
		room = typed;
	query_and(q, PIECE("d.room = ? OR d.room LIKE ? || '-%' OR d.number = ?"),
		  BINDS(room, room, typed));
}

static void add_filter(struct ctx *cx, struct query *q, const struct defect_filter *f)
{
	q->has_where = true;
	if (f->inspection)
		query_and(q, PIECE("d.inspection_id = ?"), BINDS(f->inspection));
	if (f->state)
		query_and(q, PIECE("d.state = ?"), BINDS(f->state));
	if (f->part)
		query_and(q, PIECE("d.part = ?"), BINDS(f->part));
	if (f->view == DEFECTS_UNDONE)
		query_and(q, PIECE("d.state IN (2, 3)"), BINDS());
	if (f->view == DEFECTS_LATE)
		query_and(q, PIECE("d.state = 2 AND d.due_at < ?"), BINDS(cx->now));
	if (!text_blank(f->building))
		query_and(q, PIECE("d.building = ?"), BINDS(f->building));
	if (!text_blank(f->q))
		add_words(cx, q, text_trim(cx->arena, f->q));
}

int defect_list(struct ctx *cx, const struct defect_filter *f, struct defect **ret,
		size_t *ret_count)
{
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(SELECT_DEFECT), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("d.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY d.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	r = query_list(cx, &q, defect_fields, ret, ret_count);
	for (size_t i = 0; r == OK && i < *ret_count; i++)
		(*ret)[i].overdue = late(cx, &(*ret)[i]);
	return r;
}

int defect_total(struct ctx *cx, const struct defect_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM defect d WHERE d.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int defect_sums(struct ctx *cx, struct defect_sum **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT building, part, COUNT(*) AS open,"
			      " SUM(CASE WHEN state = 2 AND due_at < ? THEN 1 ELSE 0 END) AS late FROM defect"
			      " WHERE community_id = ? AND state IN (2, 3) GROUP BY building, part"
			      " ORDER BY building, part LIMIT ?"),
			  BINDS(cx->now, cx->community, (int)SUMS_MOST), defect_sum_fields, ret,
			  ret_count);
}

/* ---- finding one ---- */

/* Once the owner has accepted, only within the hours of the setting: 19 (d). */
static int may_add(struct ctx *cx, const struct inspection *i)
{
	int64_t hours;
	int r = setting_int(cx, "inspection.report_hours", &hours);

	if (r < 0 || i->state == INSPECTION_RUNNING || i->state == INSPECTION_REFUSED)
		return r;
	if (i->state != INSPECTION_ACCEPTED)
		return fail(cx, ERR_CONFLICT, T(cx, "这张验房单是“%s”，不能再登记问题。"),
			    T(cx, choice_of(inspection_states, i->state)->label));
	if (cx->now > i->accepted_at + HOURS(hours))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "接收已超过 %d 小时，请登记报修；保修期内由施工单位负责，不受影响。"),
			    (int)hours);
	return OK;
}

static int insert(struct ctx *cx, const struct inspection *i, const struct room *room,
		  const struct defect_new *in, int64_t id, const char *number)
{
	bool marked = in->x >= 0 && in->y >= 0;

	return store_exec(cx,
			  SQL("INSERT INTO defect (community_id, id, number, state, inspection_id, room_id,"
			      " room, building, line, place, part, severity, text, x, y, builder, sent_at,"
			      " due_at, request_id, request_number, fixed_at, fixed_text, fixed_by,"
			      " checked_at, checked_by, fails, self_fen, created_by, created_at, version)"
			      " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', 0, '',"
			      " 0, 0, 0, 0, 0, ?, ?, 1)"),
			  BINDS(cx->community, id, number, i->id, i->room_id, i->room, room->building,
				in->line, in->place, in->part, in->severity, in->text,
				marked ? in->x : -1, marked ? in->y : -1, i->builder,
				cx->actor ? cx->actor->id : 0, cx->now));
}

static int make(struct ctx *cx, const struct inspection *i, const struct defect_new *in,
		int64_t *ret)
{
	struct room room;
	char *number;
	int r = room_get(cx, i->room_id, &room);

	if (r == OK && in->line)
		r = inspection_mark(cx, i->id, in->line);
	if (r == OK)
		r = number_next(cx, "WT", &number);
	*ret = id_new(cx->now);
	if (r == OK)
		r = insert(cx, i, &room, in, *ret, number);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "defect", .subject_id = *ret,
							     .action = "open", .to_state = "new",
							     .note = in->text });
	return r;
}

int defect_add(struct ctx *cx, int64_t inspection, const struct defect_new *in, struct defect *ret)
{
	struct inspection i;
	int64_t id;
	int r = inspection_get(cx, inspection, &i);

	if (r == OK)
		r = form_check(cx, defect_new_fields, in);
	if (r == OK)
		r = may_add(cx, &i);
	if (r == OK && i.defects >= DEFECTS_MOST)
		return fail(cx, ERR_CONFLICT, T(cx, "一张验房单最多 %d 处问题。"), DEFECTS_MOST);
	if (r == OK)
		r = make(cx, &i, in, &id);
	if (r == OK && i.state != INSPECTION_RUNNING)
		r = defects_send(cx, i.id);
	return r == OK ? defect_get(cx, id, ret) : r;
}
