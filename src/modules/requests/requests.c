#include "modules/requests/requests.h"
#include "app/number.h"
#include "app/setting.h"
#include "app/timeline.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/requests/norms.h"
#include "modules/requests/select.h"
#include "record/form.h"
#include "store/search.h"
#include "store/store.h"

const struct choice request_kinds[] = {
	{ KIND_REPAIR, "repair", "报修" },   { KIND_HELP, "help", "求助" },
	{ KIND_ENQUIRY, "enquiry", "咨询" }, { KIND_SUGGESTION, "suggestion", "建议" },
	{ KIND_PRAISE, "praise", "表扬" },   CHOICE_END,
};
const struct choice turn_kinds[] = {
	{ KIND_REPAIR, "repair", "报修" },   { TURN_COMPLAINT, "complaint", "投诉" },
	{ KIND_ENQUIRY, "enquiry", "咨询" }, { KIND_SUGGESTION, "suggestion", "建议" },
	{ KIND_PRAISE, "praise", "表扬" },   CHOICE_END,
};
const struct choice help_classes[] = {
	{ HELP_PATIENT, "patient", "急救病人" },
	{ HELP_REPAIR, "repair", "报修" },
	{ HELP_COMPLAINT, "complaint", "投诉" },
	{ HELP_ENQUIRY, "enquiry", "咨询" },
	{ HELP_CRIME, "crime", "治安与意外" },
	{ HELP_DISASTER, "disaster", "灾害" },
	{ HELP_OTHER, "other", "其他求助" },
	CHOICE_END,
};
const struct choice urgencies[] = {
	{ URGENCY_NORMAL, "normal", "一般" },
	{ URGENCY_URGENT, "urgent", "急修" },
	{ URGENCY_EMERGENCY, "emergency", "紧急" },
	CHOICE_END,
};
const struct choice request_states[] = {
	{ REQUEST_NEW, "new", "待受理" },
	{ REQUEST_DISPATCHED, "dispatched", "已派单" },
	{ REQUEST_ARRIVED, "arrived", "已到场" },
	{ REQUEST_IN_REVIEW, "in_review", "待评审" },
	{ REQUEST_WAITING, "waiting", "待料改约" },
	{ REQUEST_FINISHED, "finished", "完工待签" },
	{ REQUEST_SIGNED, "signed", "已签收" },
	{ REQUEST_ANSWERED, "answered", "已答复" },
	{ REQUEST_HANDLING, "handling", "处置中" },
	{ REQUEST_HANDLED, "handled", "已处置" },
	{ REQUEST_CLOSED, "closed", "已关闭" },
	{ REQUEST_CANCELLED, "cancelled", "已取消" },
	CHOICE_END,
};
const struct choice request_sources[] = {
	{ SOURCE_OWNER, "owner", "业主" },     { SOURCE_RESIDENT, "resident", "住户" },
	{ SOURCE_STEWARD, "steward", "管家" }, { SOURCE_PATROL, "patrol", "巡查" },
	{ SOURCE_OUTSIDE, "outside", "外单位" }, CHOICE_END,
};
const struct choice wishes[] = {
	{ WISH_HOSPITAL, "hospital", "送医院" }, { WISH_AMBULANCE, "ambulance", "打120" },
	{ WISH_CARE, "care", "派人护理" },	 { WISH_NOTHING, "nothing", "不需要" },
	CHOICE_END,
};
const struct choice outcomes[] = {
	{ OUTCOME_DONE, "done", "已办成" },
	{ OUTCOME_DECLINED, "declined", "不属服务范围" },
	CHOICE_END,
};
const struct choice pay_ways[] = {
	{ PAY_CASH, "cash", "现金" },
	{ PAY_SCAN, "scan", "扫码" },
	{ PAY_DEBIT, "debit", "托收" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(request_record, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, number, .label = "编号", .flags = HEAD),
	FIELD(request_record, kind, .label = "类别", .show = SHOW_ENUM, .choices = request_kinds,
	      .flags = HEAD),
	FIELD(request_record, help_class, .label = "求助类别", .show = SHOW_ENUM,
	      .choices = help_classes, .flags = HEAD),
	FIELD(request_record, state, .label = "状态", .show = SHOW_ENUM, .choices = request_states,
	      .flags = HEAD),
	FIELD(request_record, urgency, .label = "紧急程度", .show = SHOW_ENUM, .choices = urgencies,
	      .flags = HEAD),
	FIELD(request_record, source, .label = "来源", .show = SHOW_ENUM,
	      .choices = request_sources, .flags = SHOWN),
	FIELD(request_record, contact_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, parent_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, room_id, .show = SHOW_ID),
	FIELD(request_record, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	FIELD(request_record, place, .label = "地点", .flags = HEAD),
	FIELD(request_record, person_name, .label = "提出人", .flags = HEAD),
	FIELD(request_record, phone, .label = "联系电话", .show = SHOW_PHONE, .flags = HEAD),
	FIELD(request_record, title, .label = "主题", .flags = HEAD),
	FIELD(request_record, text, .label = "内容", .show = SHOW_LONG, .flags = HEAD),
	FIELD(request_record, public_area, .flags = IN_JSON),
	FIELD(request_record, received_at, .label = "受理时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, answered_at, .label = "首次答复", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, answer, .label = "答复内容", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(request_record, assignee_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, post_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, assignee_name, .label = "责任人", .flags = SHOWN),
	FIELD(request_record, post_name, .label = "责任岗位", .flags = SHOWN),
	FIELD(request_record, dispatched_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, dispatched_at, .label = "派单时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, appointment_at, .label = "约定上门", .show = SHOW_TIME,
	      .flags = SHOWN),
	FIELD(request_record, arrived_at, .label = "到场时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, quote_fen, 0),
	FIELD(request_record, waiting_reason, .label = "等待原因", .flags = SHOWN),
	FIELD(request_record, promised_at, .label = "承诺完成", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, result, .label = "处理结果", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(request_record, outcome, .label = "结论", .show = SHOW_ENUM, .choices = outcomes,
	      .flags = SHOWN),
	FIELD(request_record, material_fen, .label = "材料费", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(request_record, labour_fen, .label = "人工费", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(request_record, total_fen, .label = "合计", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(request_record, finished_at, .label = "完工时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, signed_by, .label = "签收人", .flags = SHOWN),
	FIELD(request_record, unsigned_reason, .label = "未签原因", .flags = SHOWN),
	FIELD(request_record, pay_way, .label = "付款方式", .show = SHOW_ENUM, .choices = pay_ways,
	      .flags = SHOWN),
	FIELD(request_record, signed_at, .label = "签收时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, wish, .label = "征求意见", .show = SHOW_ENUM, .choices = wishes,
	      .flags = SHOWN),
	FIELD(request_record, police_at, .label = "报警时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, no_police_reason, .label = "不报警原因", .flags = SHOWN),
	FIELD(request_record, security_text, .label = "秩序维护队长意见", .flags = SHOWN),
	FIELD(request_record, sighted_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, refer_name, .label = "外部机构", .flags = SHOWN),
	FIELD(request_record, refer_phone, .label = "外部机构电话", .flags = SHOWN),
	FIELD(request_record, due_at, .label = "最近时限", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, closed_at, .label = "关闭时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_record, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(request_record, version, .flags = IN_JSON),
	FIELD(request_record, redone, .label = "返工次数", .flags = IN_JSON),
	FIELD(request_record, outside_key, 0),
};
const struct fields request_fields = FIELDS(request_record, fields);

const struct field request_intake_table[REQUEST_INTAKE_FIELDS] = {
	FIELD(request_intake, kind, .label = "类别", .show = SHOW_ENUM, .choices = request_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(request_intake, help_class, .label = "求助类别", .show = SHOW_ENUM,
	      .choices = help_classes, .flags = IN_FORM),
	FIELD(request_intake, urgency, .label = "紧急程度", .show = SHOW_ENUM,
	      .choices = urgencies, .flags = IN_FORM),
	FIELD(request_intake, source, .label = "来源", .show = SHOW_ENUM,
	      .choices = request_sources, .flags = IN_FORM),
	FIELD(request_intake, wish, .label = "征求意见", .show = SHOW_ENUM, .choices = wishes,
	      .flags = IN_FORM),
	FIELD(request_intake, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM,
	      .hint = "如 3-2-501；公共区域可以不填"),
	FIELD(request_intake, place, .label = "地点", .flags = IN_FORM,
	      .hint = "公共区域时填写，如 B1 车库 E 区"),
	FIELD(request_intake, person_name, .label = "提出人", .flags = IN_FORM, .max = 60),
	FIELD(request_intake, phone, .label = "联系电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(request_intake, title, .label = "主题", .flags = IN_FORM),
	FIELD(request_intake, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
	FIELD(request_intake, public_area, .label = "公共区域", .flags = IN_FORM),
	FIELD(request_intake, appointment_at, .label = "约定上门", .show = SHOW_TIME,
	      .flags = IN_FORM),
	FIELD(request_intake, received_at, .label = "受理时间", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "停电停网后补录时填写，不填就是现在"),
};
const struct fields request_intake_fields = FIELDS(request_intake, request_intake_table);

static const struct field material_fields[] = {
	FIELD(request_material, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(request_material, name, .label = "名称", .flags = IN_FORM | SHOWN | REQUIRED),
	FIELD(request_material, spec, .label = "规格", .flags = IN_FORM | SHOWN),
	FIELD(request_material, quantity_mass, .label = "数量", .show = SHOW_MASS,
	      .flags = IN_FORM | SHOWN | REQUIRED, .min = 1, .max = 100000000),
	FIELD(request_material, price_fen, .label = "单价", .show = SHOW_MONEY,
	      .flags = IN_FORM | SHOWN, .min = 0, .max = 1000000000),
	FIELD(request_material, owner_supplied, .label = "业主自备", .flags = IN_FORM | SHOWN),
	FIELD(request_material, sum_fen, .label = "金额", .show = SHOW_MONEY, .flags = SHOWN),
};
const struct fields request_material_fields = FIELDS(request_material, material_fields);

/* The first characters of a long text, for lists; whole characters. */
static const char *title_of(struct ctx *cx, const struct request_intake *in)
{
	enum { TITLE = 40 };
	const char *s = in->title && *in->title ? in->title : in->text, *end;
	int n = 0;

	s = text_trim(cx->arena, s);
	for (end = s; *end && *end != '\n' && *end != '\r' && n < TITLE; n++)
		(void)text_next(&end);
	return *end ? arena_printf(cx->arena, "%.*s…", (int)(end - s), s) : s;
}

static const char *number_prefix(int kind)
{
	static const char *const prefixes[] = {
		[KIND_REPAIR] = "BX", [KIND_HELP] = "QZ", [KIND_ENQUIRY] = "ZX",
		[KIND_SUGGESTION] = "JY", [KIND_PRAISE] = "BY",
	};
	return prefixes[kind];
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int check_intake(struct ctx *cx, const struct request_intake *in)
{
	if (in->kind == KIND_HELP && !in->help_class)
		return fail_field(cx, "help_class", T(cx, "请选择求助类别。"));
	if (in->help_class == HELP_PATIENT && !in->wish)
		return fail_field(cx, "wish", T(cx, "请问清住户的意愿：送医院、打120、派人护理或不需要。"));
	if (in->received_at > cx->now + MINUTES(1))
		return fail_field(cx, "received_at", T(cx, "受理时间不能晚于现在。"));
	if (in->received_at && in->received_at < cx->now - DAYS(31))
		return fail_field(cx, "received_at", T(cx, "补录最多到 31 天前；更早的请用导入。"));
	if (in->appointment_at && in->appointment_at < cx->now - MINUTES(5))
		return fail_field(cx, "appointment_at", T(cx, "约定上门的时间已经过去。"));
	return OK;
}

static int find_room(struct ctx *cx, const struct request_intake *in, struct room *ret)
{
	int r;

	*ret = (struct room){ .room = "" };
	if (text_blank(in->room))
		return OK;
	r = room_find(cx, in->room, ret);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	return r;
}

static int insert(struct ctx *cx, const struct request_record *q)
{
	return store_exec(cx,
		SQL("INSERT INTO request (community_id, id, number, kind, help_class, state, urgency,"
		    " source, contact_id, parent_id, room_id, room, place, person_name, phone, title,"
		    " text, public_area, received_at, appointment_at, wish, created_by, created_at,"
		    " version, answered_at, answer, assignee_id, post_id, dispatched_by, dispatched_at,"
		    " arrived_at, quote_fen, waiting_reason, promised_at, result, outcome,"
		    " material_fen, labour_fen, total_fen, finished_at, signed_by, unsigned_reason,"
		    " pay_way, signed_at, police_at, no_police_reason, security_text, sighted_by,"
		    " refer_name, refer_phone, due_at, closed_at)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1,"
		    " 0, '', 0, 0, 0, 0, 0, -1, '', 0, '', 0, 0, 0, 0, 0, '', '', 0, 0, 0, '', '', 0,"
		    " '', '', 0, 0)"),
		BINDS(cx->community, q->id, q->number, q->kind, q->help_class, q->state, q->urgency,
		      q->source, q->contact_id, q->parent_id, q->room_id, q->room, q->place,
		      q->person_name, q->phone, q->title, q->text, q->public_area, q->received_at,
		      q->appointment_at, q->wish, q->created_by, q->created_at));
}

int request_index(struct ctx *cx, const struct request_record *q)
{
	const char *initials = text_initials(cx->arena, q->person_name);
	const char *text = arena_printf(cx->arena, "%s %s %s %s %s %s %s %s %s", q->number, q->room,
					q->place, q->person_name, initials, q->phone, q->text,
					q->answer, q->result);
	return search_put(cx, "request", q->id, text);
}

/* An agreed time stands in the time line by itself: the clock of finishing begins then. */
static int journal_opening(struct ctx *cx, const struct request_intake *in,
			   const struct request_record *q)
{
	int r = journal_add(cx, &(struct journal_entry){ .subject = "request", .subject_id = q->id,
							 .action = "open", .to_state = "new",
							 .note = q->title,
							 .claimed_at = in->received_at });

	if (r < 0 || !q->appointment_at)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "request", .subject_id = q->id,
							.action = "appoint",
							.claimed_at = q->appointment_at });
}

int request_open(struct ctx *cx, const struct request_intake *in, struct request_record *ret)
{
	struct room room;
	struct request_record q;
	char *number;
	int r = check_intake(cx, in);

	if (r == OK)
		r = find_room(cx, in, &room);
	if (r == OK)
		r = number_next(cx, number_prefix(in->kind), &number);
	if (r < 0)
		return r;
	q = (struct request_record){
		.id = id_new(cx->now), .number = number, .kind = in->kind,
		.help_class = in->kind == KIND_HELP ? in->help_class : 0, .state = REQUEST_NEW,
		.urgency = in->urgency ? in->urgency : URGENCY_NORMAL,
		.source = in->source ? in->source : SOURCE_RESIDENT, .contact_id = in->contact_id,
		.parent_id = in->parent_id, .room_id = room.id, .room = room.room,
		.place = or_empty(in->place), .person_name = or_empty(in->person_name),
		.phone = or_empty(in->phone), .title = title_of(cx, in), .text = in->text,
		.public_area = in->public_area, .wish = in->wish,
		.received_at = in->received_at ? in->received_at : cx->now,
		.appointment_at = in->appointment_at, .created_by = cx->actor ? cx->actor->id : 0,
		.created_at = cx->now, .version = 1, .answer = "", .result = "",
	};
	r = insert(cx, &q);
	if (r == OK)
		r = journal_opening(cx, in, &q);
	if (r == OK)
		r = norms_begin(cx, &q);
	if (r == OK)
		r = request_index(cx, &q);
	return r == OK ? request_get(cx, q.id, ret) : r;
}

int64_t request_viewer(const struct ctx *cx)
{
	return cx->actor && cx->actor->id ? cx->actor->id : -1;
}

int request_hide(struct ctx *cx, int64_t id, int64_t account)
{
	int r = store_exec(cx,
			   SQL("UPDATE request SET hidden_from = ? WHERE community_id = ? AND id = ?"),
			   BINDS(account, cx->community, id));

	return r == OK ? obligation_hide(cx, "request", id, account) : r;
}

int request_get(struct ctx *cx, int64_t id, struct request_record *ret)
{
	int r = store_one(cx,
			  SQL(SELECT_REQUEST "WHERE q.community_id = ? AND q.id = ?"
					     " AND " REQUEST_VISIBLE),
			  BINDS(cx->community, id, request_viewer(cx)), request_fields, ret);
	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这张工单。"));
	return r;
}

int request_materials(struct ctx *cx, int64_t id, struct request_material **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, name, spec, quantity_mass, price_fen, owner_supplied, sum_fen"
			      " FROM request_material WHERE community_id = ? AND request_id = ?"
			      " ORDER BY id LIMIT 200"),
			  BINDS(cx->community, id), request_material_fields, ret, ret_count);
}

int request_children(struct ctx *cx, int64_t id, struct request_record **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_REQUEST "WHERE q.community_id = ? AND q.parent_id = ?"
					     " AND " REQUEST_VISIBLE " ORDER BY q.id LIMIT 50"),
			  BINDS(cx->community, id, request_viewer(cx)), request_fields, ret, ret_count);
}

int request_of_contact(struct ctx *cx, int64_t contact, struct request_record **ret,
		       size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_REQUEST "WHERE q.community_id = ? AND q.contact_id = ?"
					     " AND " REQUEST_VISIBLE " ORDER BY q.id LIMIT 50"),
			  BINDS(cx->community, contact, request_viewer(cx)), request_fields, ret,
			  ret_count);
}

int request_of_room(struct ctx *cx, int64_t room, bool open, size_t most,
		    struct request_record **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_REQUEST "WHERE q.community_id = ? AND q.room_id = ?"
					     " AND " REQUEST_VISIBLE " AND (? = 0 OR q.state < 11) ORDER BY q.id DESC LIMIT ?"),
			  BINDS(cx->community, room, request_viewer(cx), open, (int64_t)most), request_fields, ret,
			  ret_count);
}

int request_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count)
{
	struct request_record *rows;
	int r = request_of_room(cx, room, false, most, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++) {
		const struct request_record *q = &rows[i];
		(*ret)[i] = (struct timeline_entry){
			.at = q->received_at, .kind = "request", .text = q->title,
			.label = T(cx, choice_of(request_kinds, q->kind)->label), .number = q->number,
			.page = "requests", .id = q->id,
			.state = T(cx, choice_of(request_states, q->state)->label),
			.colour = q->state >= REQUEST_CLOSED ? "grey" : "blue",
			.who = q->assignee_name,
		};
	}
	return OK;
}

int request_of_phone(struct ctx *cx, const char *phone, bool open, size_t most,
		     struct request_record **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_REQUEST "WHERE q.community_id = ? AND q.phone = ?"
					     " AND " REQUEST_VISIBLE " AND (? = 0 OR q.state < 11) ORDER BY q.id DESC LIMIT ?"),
			  BINDS(cx->community, phone, request_viewer(cx), open, (int64_t)most), request_fields, ret,
			  ret_count);
}

static const struct field chooser_fields[] = {
	FIELD(chooser, id, .show = SHOW_ID),
	FIELD(chooser, name, 0),
};

int request_choosers(struct ctx *cx, struct chooser **ret_people, size_t *ret_people_count,
		     struct chooser **ret_posts, size_t *ret_post_count)
{
	int r = store_list(cx,
			   SQL("SELECT a.id, a.name FROM staff s JOIN account a ON a.id = s.account_id"
			       " WHERE s.community_id = ? AND s.left_on = 0 AND s.roles <> 0"
			       " ORDER BY a.name LIMIT 500"),
			   BINDS(cx->community), FIELDS(chooser, chooser_fields), ret_people,
			   ret_people_count);
	if (r < 0)
		return r;
	return store_list(cx,
			  SQL("SELECT id, name FROM post WHERE community_id = ? AND retired_at = 0"
			      " ORDER BY role, name LIMIT 200"),
			  BINDS(cx->community), FIELDS(chooser, chooser_fields), ret_posts,
			  ret_post_count);
}

int request_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to, const char *note)
{
	int r = store_exec(cx,
			   SQL("UPDATE request SET assignee_id = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND assignee_id = ?"),
			   BINDS(to, cx->community, id, from));

	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO request_helper (community_id, request_id, account_id,"
				   " sent_at) SELECT community_id, request_id, ?, sent_at"
				   " FROM request_helper WHERE community_id = ? AND request_id = ?"
				   " AND account_id = ? ON CONFLICT (community_id, request_id, account_id)"
				   " DO NOTHING"),
			       BINDS(to, cx->community, id, from));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "request",
							.subject_id = id,
							.action = "hand",
							.note = note });
}
