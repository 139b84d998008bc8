/* Beginning a sheet, reading sheets, checking papers. */
#include "app/calendar.h"
#include "app/journal.h"
#include "app/number.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/residents/residents.h"
#include "modules/runsheet/runsheet_parts.h"
#include "record/form.h"
#include "store/store.h"

enum { PAPERS_MOST = 40, OWNERS_MOST = 20, WAITING_MOST = 200 };

#define SELECT_SHEET \
	"SELECT s.id, s.number, s.state, s.room_id, s.room, s.area_mass, s.owners, s.buyer_kind," \
	" s.phone, s.notice_id, s.resale, s.arrears_fen, s.arrears_note, s.monthly, s.desk, s.desk_at," \
	" s.taken_by, a.name AS taken_name, s.came_at, s.pause_text, s.paused_at, s.closed_at," \
	" s.created_by, s.version, (SELECT COUNT(*) FROM runsheet_paper p" \
	" WHERE p.community_id = s.community_id AND p.sheet_id = s.id AND p.checked_at = 0) AS missing," \
	" (SELECT COUNT(*) FROM runsheet_desk d WHERE d.community_id = s.community_id" \
	" AND d.sheet_id = s.id AND d.state = 3) AS is_short FROM runsheet s" \
	" LEFT JOIN account a ON a.id = s.taken_by WHERE s.community_id = ?"

int runsheet_get(struct ctx *cx, int64_t id, struct runsheet *ret)
{
	int r = store_one(cx, SQL(SELECT_SHEET " AND s.id = ?"), BINDS(cx->community, id),
			  runsheet_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这张流程单。")) : r;
}

int runsheet_filter_read(struct ctx *cx, const struct input *in, int zone_minutes,
			 struct runsheet_filter *ret)
{
	const char *day = input_text(in, "day");
	int32_t n;
	int r = form_choice(cx, in, "state", sheet_states, &ret->state);

	if (r == OK)
		r = form_choice(cx, in, "desk", desks, &ret->desk);
	ret->q = input_text(in, "q");
	if (r < 0 || text_blank(day))
		return r;
	if (civil_parse_day(day, &n) < 0)
		return fail_field(cx, "day", T(cx, "日期要像 2026-11-23。"));
	ret->from = civil_ms(n, 0, zone_minutes);
	ret->until = civil_ms(n + 1, 0, zone_minutes);
	return OK;
}

static void add_filter(struct ctx *cx, struct query *q, const struct runsheet_filter *f)
{
	const char *typed, *room;

	q->has_where = true;
	if (f->state)
		query_and(q, PIECE("s.state = ?"), BINDS(f->state));
	if (f->desk)
		query_and(q, PIECE("s.desk = ?"), BINDS(f->desk));
	if (f->until)
		query_and(q, PIECE("s.came_at >= ? AND s.came_at < ?"), BINDS(f->from, f->until));
	if (text_blank(f->q))
		return;
	typed = text_trim(cx->arena, f->q);
	room = text_room(cx->arena, typed);
	if (!room)
		room = typed;
	query_and(q,
		  PIECE("s.room = ? OR s.room LIKE ? || '-%' OR s.number = ? OR s.owners LIKE '%' || ? || '%'"),
		  BINDS(room, room, typed, typed));
}

int runsheet_list(struct ctx *cx, const struct runsheet_filter *f, struct runsheet **ret,
		  size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_SHEET), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("s.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY s.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, runsheet_fields, ret, ret_count);
}

int runsheet_waiting(struct ctx *cx, int desk, struct runsheet **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_SHEET " AND s.state = 1 AND (? = 0 OR s.desk = ?)"
					   " ORDER BY s.desk_at, s.id LIMIT ?"),
			  BINDS(cx->community, desk, desk, (int)WAITING_MOST), runsheet_fields, ret,
			  ret_count);
}

int runsheet_total(struct ctx *cx, const struct runsheet_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM runsheet s WHERE s.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int runsheet_desks(struct ctx *cx, int64_t id, struct runsheet_desk **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT d.position, d.desk, d.state, d.arrived_at, d.signed_by,"
			      " a.name AS signed_name, d.signed_at, d.note FROM runsheet_desk d"
			      " LEFT JOIN account a ON a.id = d.signed_by"
			      " WHERE d.community_id = ? AND d.sheet_id = ? ORDER BY d.position LIMIT 20"),
			  BINDS(cx->community, id), runsheet_desk_fields, ret, ret_count);
}

int runsheet_papers(struct ctx *cx, int64_t id, struct runsheet_paper **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT p.line, p.name, p.form, CASE WHEN p.checked_at > 0 THEN 1 ELSE 0 END"
			      " AS checked, a.name AS checked_name FROM runsheet_paper p"
			      " LEFT JOIN account a ON a.id = p.checked_by"
			      " WHERE p.community_id = ? AND p.sheet_id = ? ORDER BY p.line LIMIT ?"),
			  BINDS(cx->community, id, (int)PAPERS_MOST), runsheet_paper_fields, ret,
			  ret_count);
}

const char *runsheet_missing(struct ctx *cx, const struct runsheet *s)
{
	struct runsheet_paper *rows;
	size_t count;
	const char *list = "";

	if (runsheet_papers(cx, s->id, &rows, &count) < 0)
		return list;
	for (size_t i = 0; i < count; i++)
		if (!rows[i].checked)
			list = arena_printf(cx->arena, "%s%s%s", list, *list ? "、" : "", rows[i].name);
	return list;
}

/* ---- the household comes ---- */

static int none_open(struct ctx *cx, const struct room *room)
{
	char *number;
	int r = store_text(cx,
			   SQL("SELECT number FROM runsheet WHERE community_id = ? AND room_id = ?"
			       " AND state IN (1, 2) LIMIT 1"),
			   BINDS(cx->community, room->id), &number);

	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r
		     : fail(cx, ERR_CONFLICT, T(cx, "%s 已有流程单 %s，请在那张单上接着办。"), room->room,
			    number);
}

/* The newest letter of the room that called the household. */
static int letter_of(struct ctx *cx, const struct room *room, struct movein_notice *ret)
{
	struct movein_notice_filter f = { .q = room->room, .most = 20 };
	struct movein_notice *rows;
	size_t count;
	int r = movein_notice_list(cx, &f, &rows, &count);

	*ret = (struct movein_notice){ 0 };
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].room_id == room->id && rows[i].sent_at && rows[i].state != NOTICE_DROPPED &&
		    rows[i].id > ret->id)
			*ret = rows[i];
	if (r == OK && !ret->id)
		return fail_field(cx, "room", T(cx, "%s 还没有发出通知书，不能办入伙；买的二手房请勾“二次入伙”。"),
				  room->room);
	return r;
}

/* 二次入伙: who owns it now, as the household file knows him. */
static int owners_of(struct ctx *cx, const struct room *room, struct runsheet *s)
{
	struct occupancy *rows;
	size_t count;
	int owners = 0, r = occupancy_of_room(cx, room->id, false, &rows, &count);

	s->owners = s->phone = "";
	for (size_t i = 0; r == OK && i < count && owners < OWNERS_MOST; i++) {
		if (rows[i].relation > RELATION_COOWNER)
			continue;
		s->owners = arena_printf(cx->arena, "%s%s%s", s->owners, owners++ ? "、" : "",
					 rows[i].name);
		if (text_blank(s->phone) && rows[i].phone)
			s->phone = rows[i].phone;
	}
	s->buyer_kind = owners > 1 ? BUYER_JOINT : BUYER_SINGLE;
	if (r == OK && !owners)
		return fail_field(cx, "room", T(cx, "%s 还没有登记新业主，请先在一户一档里登记。"), room->room);
	return r;
}

static int add_paper(struct ctx *cx, int64_t sheet, int line, const char *name, const char *form)
{
	return store_exec(cx,
			  SQL("INSERT INTO runsheet_paper (community_id, sheet_id, line, name, form,"
			      " checked_by, checked_at) VALUES (?, ?, ?, ?, ?, 0, 0)"),
			  BINDS(cx->community, sheet, line, name, form));
}

/* 14 (g) 3: of joint owners each comes himself or by a notarised letter. */
static int add_papers(struct ctx *cx, const struct runsheet *s)
{
	const struct movein_paper_rule *rules[PAPERS_MOST];
	size_t count = movein_paper_rules((enum movein_buyer)s->buyer_kind, rules, PAPERS_MOST);
	char *rest = arena_strdup(cx->arena, s->owners), *name;
	int line = 0, r = OK;

	for (size_t i = 0; r == OK && i < count; i++)
		if (!s->resale || i == 1) /* of the flat's first papers a new owner shows his own alone */
			r = add_paper(cx, s->id, ++line, rules[i]->name, rules[i]->form);
	if (r == OK && s->resale)
		r = add_paper(cx, s->id, ++line, "不动产权证或买卖合同", "原件和复印件");
	for (char *at; (at = strstr(rest, "、"));)
		memset(at, '\n', strlen("、"));
	while (r == OK && s->buyer_kind == BUYER_JOINT && (name = text_split(&rest, '\n')))
		if (!text_blank(name))
			r = add_paper(cx, s->id, ++line,
				      arena_printf(cx->arena, "%s到场，或公证委托书（%s）", name, name),
				      "原件");
	return r;
}

/* Sources differ on whether paying comes before looking; a resale has no flat to hand over. */
static int add_desks(struct ctx *cx, const struct runsheet *s, int64_t pay_first)
{
	static const int usual[] = { 1, 2, 3, 4, 5, 6, 7, 8 }, paid[] = { 1, 2, 3, 6, 4, 5, 7, 8 },
			 resold[] = { DESK_IDENTITY, DESK_SIGN, DESK_PAY, DESK_FILE };
	const int *order = s->resale ? resold : pay_first ? paid : usual;
	size_t count = s->resale ? COUNT(resold) : COUNT(usual);
	int r = OK;

	for (size_t i = 0; r == OK && i < count; i++)
		r = store_exec(cx,
			       SQL("INSERT INTO runsheet_desk (community_id, sheet_id, position, desk,"
				   " state, arrived_at, signed_by, signed_at, note)"
				   " VALUES (?, ?, ?, ?, 0, ?, 0, 0, '')"),
			       BINDS(cx->community, s->id, (int)i + 1, order[i], i ? 0 : cx->now));
	return r;
}

static int insert(struct ctx *cx, const struct runsheet *s)
{
	return store_exec(cx,
			  SQL("INSERT INTO runsheet (community_id, id, number, state, room_id, room,"
			      " area_mass, owners, buyer_kind, phone, notice_id, resale, arrears_fen,"
			      " arrears_note, monthly, desk, desk_at, taken_by, came_at, pause_text,"
			      " paused_at, closed_at, created_by, version) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?,"
			      " ?, ?, ?, ?, ?, 0, 1, ?, 0, ?, '', 0, 0, ?, 1)"),
			  BINDS(cx->community, s->id, s->number, s->room_id, s->room, s->area_mass,
				s->owners, s->buyer_kind, s->phone ? s->phone : "", s->notice_id, s->resale,
				s->arrears_fen, s->arrears_note ? s->arrears_note : "", cx->now, cx->now,
				cx->actor ? cx->actor->id : 0));
}

static int find_household(struct ctx *cx, const struct runsheet_new *in, const struct room *room,
			  struct runsheet *s)
{
	struct movein_notice n;
	int r;

	if (in->resale)
		return room->delivered_on ? owners_of(cx, room, s)
					  : fail_field(cx, "resale", T(cx, "%s 还没有交付过，不是二次入伙。"),
						       room->room);
	if (room->delivered_on)
		return fail_field(cx, "room", T(cx, "%s 已经交付；买的二手房请勾“二次入伙”。"), room->room);
	r = letter_of(cx, room, &n);
	if (r < 0)
		return r;
	s->owners = n.buyers;
	s->buyer_kind = n.buyer_kind;
	s->phone = n.phone;
	s->notice_id = n.id;
	return movein_notices_came(cx, room->id);
}

static int write_down(struct ctx *cx, struct runsheet *s)
{
	char *number;
	int64_t pay_first;
	int r = setting_int(cx, "runsheet.pay_first", &pay_first);

	if (r == OK)
		r = number_next(cx, "LC", &number);
	if (r < 0)
		return r;
	s->id = id_new(cx->now);
	s->number = number;
	r = insert(cx, s);
	if (r == OK)
		r = add_desks(cx, s, pay_first);
	if (r == OK)
		r = add_papers(cx, s);
	if (r == OK)
		r = movein_lines_make(cx, s->id, s->area_mass, 0, s->resale, NULL);
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "runsheet",
								.subject_id = s->id, .action = "open",
								.to_state = "running",
								.note = s->owners });
}

int runsheet_open(struct ctx *cx, const struct runsheet_new *in, struct runsheet *ret)
{
	struct runsheet s = { .resale = in->resale, .arrears_fen = in->arrears_fen,
			      .arrears_note = in->arrears_note };
	struct room room;
	int r = form_check(cx, runsheet_new_fields, in);

	if (r == OK)
		r = room_find(cx, in->room, &room);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r == OK)
		r = none_open(cx, &room);
	if (r == OK)
		r = find_household(cx, in, &room, &s);
	if (r < 0)
		return r;
	s.room_id = room.id;
	s.room = room.room;
	s.area_mass = room.area_mass;
	r = write_down(cx, &s);
	return r == OK ? runsheet_get(cx, s.id, ret) : r;
}

/* ---- papers ---- */

static int check_one(struct ctx *cx, int64_t sheet, const struct input *in, const char *prefix)
{
	struct runsheet_paper p = { 0 };
	int64_t line;
	int r = form_read(cx, in, prefix, runsheet_paper_fields, 0, &p);

	if (r == OK && text_int(input_text(in, arena_printf(cx->arena, "%sline", prefix)), &line) < 0)
		return fail_field(cx, arena_printf(cx->arena, "%schecked", prefix),
				  T(cx, "没有写是第几项。"));
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE runsheet_paper SET checked_by = ?, checked_at = ?"
				      " WHERE community_id = ? AND sheet_id = ? AND line = ?"
				      " AND CASE WHEN checked_at > 0 THEN 1 ELSE 0 END <> ?"),
				  BINDS(p.checked && cx->actor ? cx->actor->id : 0, p.checked ? cx->now : 0,
					cx->community, sheet, line, p.checked));
}

int runsheet_check(struct ctx *cx, int64_t id, const struct input *in)
{
	struct runsheet s;
	const char *missing;
	int r = runsheet_get(cx, id, &s);

	if (r == OK && s.state >= SHEET_DONE)
		return fail(cx, ERR_CONFLICT, T(cx, "这张流程单已经结束。"));
	if (r == OK && s.desk != DESK_IDENTITY && !s.is_short)
		return fail(cx, ERR_CONFLICT, T(cx, "身份核验已经签章，要改请主任批准退回。"));
	for (size_t n = 0; r == OK && n < PAPERS_MOST; n++) {
		const char *prefix = arena_printf(cx->arena, "papers.%zu.", n);
		if (!input_has(in, prefix))
			break;
		r = check_one(cx, id, in, prefix);
	}
	if (r < 0)
		return r;
	missing = runsheet_missing(cx, &s);
	return journal_add(cx, &(struct journal_entry){
				       .subject = "runsheet", .subject_id = id, .action = "change",
				       .note = *missing ? arena_printf(cx->arena, T(cx, "资料缺：%s"), missing)
							: T(cx, "资料齐了") });
}

int runsheet_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		      size_t *ret_count)
{
	struct runsheet *rows;
	int r = store_list(cx, SQL(SELECT_SHEET " AND s.room_id = ? ORDER BY s.id DESC LIMIT ?"),
			   BINDS(cx->community, room, (int64_t)most), runsheet_fields, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t n = 0; n < *ret_count; n++)
		(*ret)[n] = (struct timeline_entry){
			.at = rows[n].came_at, .kind = "runsheet", .label = T(cx, "入伙手续"),
			.text = rows[n].state == SHEET_PAUSED ? rows[n].pause_text : rows[n].owners,
			.number = rows[n].number, .page = "runsheets", .id = rows[n].id,
			.state = T(cx, choice_of(sheet_states, rows[n].state)->label),
			.colour = rows[n].state == SHEET_DONE ? "green"
				  : rows[n].state == SHEET_DROPPED ? "grey" : "amber",
		};
	return OK;
}
