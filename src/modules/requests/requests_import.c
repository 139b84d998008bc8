#include "modules/requests/requests_import.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/requests/norms.h"
#include "modules/requests/requests.h"
#include "record/form.h"
#include "store/store.h"

/* One letter, as other systems write it. */
struct letter {
	const char *outside, *person_name, *title, *text, *answer, *room;
	int64_t received_at, answered_at;
	int kind;
};
static const struct field letter_fields[] = {
	FIELD(letter, outside, .label = "编号", .flags = IN_FORM | REQUIRED),
	FIELD(letter, person_name, .label = "提出人", .flags = IN_FORM),
	FIELD(letter, title, .label = "主题", .flags = IN_FORM | REQUIRED, .max = 500),
	FIELD(letter, received_at, .label = "来信时间", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(letter, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
	FIELD(letter, answer, .label = "答复内容", .show = SHOW_LONG, .flags = IN_FORM),
	FIELD(letter, answered_at, .label = "答复时间", .show = SHOW_TIME, .flags = IN_FORM),
	FIELD(letter, kind, .label = "类别", .show = SHOW_ENUM, .choices = request_kinds,
	      .flags = IN_FORM),
	FIELD(letter, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM),
};

static const char *const kind_labels[] = { "报修", "求助", "咨询", "建议", "表扬", NULL };
static const struct import_column columns[] = {
	{ "outside", "编号", "留言编号|来信编号|信件编号|原编号|工单号|ID", true, "L-0001", NULL },
	{ "person_name", "提出人", "留言用户|来信人|姓名|投诉人|报事人", false, "王秀兰", NULL },
	{ "title", "主题", "留言主题|标题|事由", true, "咨询停车月保", NULL },
	{ "received_at", "来信时间", "留言时间|受理时间|登记时间|时间", true, "2025-04-25 09:32", NULL },
	{ "text", "内容", "留言详情|来信内容|详情|正文", true, "想办一个地下车位的月保。", NULL },
	{ "answer", "答复内容", "答复意见|回复内容|答复|回复", false, "请带行驶证到前台办理。", NULL },
	{ "answered_at", "答复时间", "回复时间", false, "2025-04-25 10:05", NULL },
	{ "kind", "类别", "类型|事项类别", false, "咨询", kind_labels },
	{ "room", "房号", "房间号|单元房号|地址", false, "", NULL },
};

static int check_letter(struct ctx *cx, const struct letter *l)
{
	if (l->received_at > cx->now)
		return fail_field(cx, "received_at", T(cx, "来信时间晚于现在。"));
	if (text_blank(l->answer) && l->answered_at)
		return fail_field(cx, "answer", T(cx, "有答复时间，却没有答复内容。"));
	if (!text_blank(l->answer) && !l->answered_at)
		return fail_field(cx, "answered_at", T(cx, "有答复内容，却没有答复时间。"));
	if (l->answered_at && l->answered_at < l->received_at)
		return fail_field(cx, "answered_at", T(cx, "答复时间早于来信时间。"));
	return OK;
}

static int find_room(struct ctx *cx, const char *typed, struct room *ret)
{
	*ret = (struct room){ .room = "" };
	return text_blank(typed) ? OK : room_find(cx, typed, ret);
}

/* The first answer is an event of its own, at the time it was given. */
static int add_events(struct ctx *cx, const struct letter *l, int64_t id)
{
	int r = journal_add(cx, &(struct journal_entry){ .subject = "request", .subject_id = id,
							 .action = "import", .to_state = "new",
							 .claimed_at = l->received_at,
							 .note = l->title });
	if (r < 0 || !l->answered_at)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "request", .subject_id = id,
							.action = "answer", .from_state = "new",
							.to_state = "closed",
							.claimed_at = l->answered_at,
							.note = l->answer });
}

static int add_letter(struct ctx *cx, const struct letter *l, const struct room *room)
{
	bool answered = l->answered_at != 0;
	struct request_record q = {
		.id = id_new(l->received_at), .kind = l->kind ? l->kind : KIND_ENQUIRY,
		.state = answered ? REQUEST_CLOSED : REQUEST_NEW, .room_id = room->id,
		.room = room->room, .place = "", .phone = "", .title = l->title, .text = l->text,
		.person_name = l->person_name ? l->person_name : "",
		.answer = l->answer ? l->answer : "", .result = "",
	};
	int r;

	q.number = arena_printf(cx->arena, "LX-%s", l->outside);
	r = store_exec(cx,
		SQL("INSERT INTO request (community_id, id, number, kind, help_class, state, urgency,"
		    " source, contact_id, parent_id, room_id, room, place, person_name, phone, title,"
		    " text, public_area, received_at, answered_at, answer, closed_at, created_by,"
		    " created_at, version, outside_key, assignee_id, post_id, dispatched_by,"
		    " dispatched_at, appointment_at, arrived_at, quote_fen, waiting_reason, promised_at,"
		    " result, outcome, material_fen, labour_fen, total_fen, finished_at, signed_by,"
		    " unsigned_reason, pay_way, signed_at, wish, police_at, no_police_reason,"
		    " security_text, sighted_by, refer_name, refer_phone, due_at)"
		    " VALUES (?, ?, ?, ?, 0, ?, 1, 2, 0, 0, ?, ?, '', ?, '', ?, ?, 0, ?, ?, ?, ?, ?, ?,"
		    " 1, ?, 0, 0, 0, 0, 0, 0, -1, '', 0, '', 0, 0, 0, 0, 0, '', '', 0, 0, 0, 0, '', '',"
		    " 0, '', '', 0)"),
		BINDS(cx->community, q.id, q.number, q.kind, q.state, q.room_id, q.room, q.person_name,
		      q.title, q.text, l->received_at, l->answered_at, q.answer, l->answered_at,
		      cx->actor ? cx->actor->id : 0, cx->now, l->outside));
	if (r == OK)
		r = add_events(cx, l, q.id);
	/* what nobody has answered yet is owed like any other matter */
	q.received_at = l->received_at;
	q.urgency = URGENCY_NORMAL;
	if (r == OK && !answered)
		r = norms_begin(cx, &q);
	return r == OK ? request_index(cx, &q) : r;
}

/* The reply is the answer, first and full; what else is owed keeps the matter open. */
static int answered_by_letter(struct ctx *cx, int64_t id, int64_t at)
{
	int r = obligation_meet(cx, "request", id, "answer", at);

	if (r == OK)
		r = obligation_meet(cx, "request", id, "close", at);
	return r == OK ? obligation_must_be_done(cx, "request", id, NULL, 0) : r;
}

/* A letter that is there already gains a reply it did not have; nothing is doubled. */
static int merge_letter(struct ctx *cx, const struct letter *l, int64_t id,
			enum import_outcome *ret)
{
	struct request_record q;
	int r = request_get(cx, id, &q);

	*ret = IMPORT_SAME;
	if (r < 0 || q.answered_at || !l->answered_at)
		return r;
	if (q.state != REQUEST_NEW)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 已经在本系统里办理，请在工单里答复。"), q.number);
	*ret = IMPORT_CHANGED;
	r = store_exec(cx,
		       SQL("UPDATE request SET answer = ?, answered_at = ?, closed_at = ?, state = ?,"
			   " due_at = 0, version = version + 1 WHERE community_id = ? AND id = ?"
			   " AND state = 1 AND version = ?"),
		       BINDS(l->answer, l->answered_at, l->answered_at, (int)REQUEST_CLOSED,
			     cx->community, id, q.version));
	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这张工单刚被别人处理过，请看过最新内容再办。"));
	if (r == OK)
		r = answered_by_letter(cx, id, l->answered_at);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "request", .subject_id = id,
							     .action = "answer", .from_state = "new",
							     .to_state = "closed",
							     .claimed_at = l->answered_at,
							     .note = l->answer });
	q.answer = l->answer;
	return r == OK ? request_index(cx, &q) : r;
}

static int import_row(struct ctx *cx, const struct input *row, enum import_outcome *ret)
{
	struct letter l = { 0 };
	struct room room;
	int64_t have;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = form_read(cx, row, "", FIELDS(letter, letter_fields), zone, &l);
	if (r == OK)
		r = check_letter(cx, &l);
	if (r == OK)
		r = find_room(cx, l.room, &room);
	if (r < 0)
		return r;
	r = store_int(cx, SQL("SELECT id FROM request WHERE community_id = ? AND outside_key = ?"),
		      BINDS(cx->community, l.outside), &have);
	if (r == OK)
		return merge_letter(cx, &l, have, ret);
	if (r != ERR_NOT_FOUND)
		return r;
	*ret = IMPORT_NEW;
	return add_letter(cx, &l, &room);
}

static const struct import_kind importer = { "requests", "历史来信", columns, COUNT(columns),
					     import_row };

static const struct sheet_column sheet_columns[] = {
	{ "编号", 18, false, false, NULL },	{ "类别", 8, false, false, NULL },
	{ "状态", 10, false, false, NULL },	{ "房号", 12, false, false, NULL },
	{ "提出人", 12, false, false, NULL },	{ "主题", 40, false, false, NULL },
	{ "内容", 60, true, false, NULL },	{ "受理时间", 20, false, false, NULL },
	{ "首次答复", 20, false, false, NULL }, { "到场时间", 20, false, false, NULL },
	{ "完工时间", 20, false, false, NULL }, { "关闭时间", 20, false, false, NULL },
	{ "责任人", 12, false, false, NULL },	{ "处理结果", 60, true, false, NULL },
	{ "合计", 10, false, false, NULL },
};

static int write_row(struct sheet_writer *out, const struct request_record *q, int zone)
{
	const char *said = *q->result ? q->result : q->answer;

	sheet_write_text(out, q->number);
	sheet_write_text(out, choice_of(request_kinds, q->kind)->label);
	sheet_write_text(out, choice_of(request_states, q->state)->label);
	sheet_write_text(out, q->room);
	sheet_write_text(out, q->person_name);
	sheet_write_text(out, q->title);
	sheet_write_text(out, q->text);
	sheet_write_time(out, q->received_at, zone);
	sheet_write_time(out, q->answered_at, zone);
	sheet_write_time(out, q->arrived_at, zone);
	sheet_write_time(out, q->finished_at, zone);
	sheet_write_time(out, q->closed_at, zone);
	sheet_write_text(out, q->assignee_name);
	sheet_write_text(out, said);
	sheet_write_money(out, q->total_fen);
	return sheet_write_row_end(out);
}

static int export_rows(struct ctx *cx, const struct input *filter, struct sheet_writer *out)
{
	struct request_filter f = { 0 };
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = sheet_write_header(out, sheet_columns, COUNT(sheet_columns));
	if (r == OK)
		r = request_filter_of(cx, filter, zone, &f);
	/* the order of a page is not the order of a file: newest first, from the first to the last */
	f.by_due = false;
	f.after_id = f.after_due = 0;
	f.most = LIMIT_PAGE_SIZE;
	f.whole = true;
	while (r == OK) {
		struct arena page = { 0 };
		struct ctx inner = *cx;
		struct request_record *rows;
		size_t count = 0;
		inner.arena = &page;
		r = request_list(&inner, &f, &rows, &count);
		for (size_t i = 0; r == OK && i < count; i++)
			r = write_row(out, &rows[i], zone);
		if (r == OK && count)
			f.after_id = rows[count - 1].id;
		if (r < 0)
			(void)fail(cx, r, "%s", inner.why);
		arena_free(&page);
		if (count < f.most)
			break;
	}
	return r;
}

const struct exchange request_exchanges[] = {
	{ "requests", "工单", PERM_REQUEST_IMPORT, PERM_REQUEST_EXPORT, &importer, export_rows },
	{ 0 },
};
