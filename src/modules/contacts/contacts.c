#include "modules/contacts/contacts.h"
#include "app/follow.h"
#include "app/journal.h"
#include "app/number.h"
#include "app/timeline.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/scripts/scripts.h"
#include "record/form.h"
#include "store/store.h"

const struct choice channels[] = {
	{ CHANNEL_PHONE, "phone", "电话" },   { CHANNEL_VISIT, "visit", "来访" },
	{ CHANNEL_WECHAT, "wechat", "微信" }, { CHANNEL_LETTER, "letter", "来信" },
	{ CHANNEL_PATROL, "patrol", "巡查" }, { CHANNEL_HOME, "home", "上门" },
	{ CHANNEL_TALK, "talk", "面谈" },     { CHANNEL_SMS, "sms", "短信" },
	{ CHANNEL_MET, "met", "巡视偶遇" },   { CHANNEL_ENTRY, "entry", "住户入口" },
	CHOICE_END,
};
const struct choice channels_in[] = {
	{ CHANNEL_PHONE, "phone", "电话" },   { CHANNEL_VISIT, "visit", "来访" },
	{ CHANNEL_WECHAT, "wechat", "微信" }, { CHANNEL_LETTER, "letter", "来信" },
	{ CHANNEL_PATROL, "patrol", "巡查" }, CHOICE_END,
};
const struct choice channels_out[] = {
	{ CHANNEL_PHONE, "phone", "电话" }, { CHANNEL_HOME, "home", "上门" },
	{ CHANNEL_TALK, "talk", "面谈" },   { CHANNEL_WECHAT, "wechat", "微信" },
	{ CHANNEL_SMS, "sms", "短信" },     { CHANNEL_MET, "met", "巡视偶遇" },
	CHOICE_END,
};
const struct choice directions[] = {
	{ DIRECTION_IN, "in", "来" },
	{ DIRECTION_OUT, "out", "去" },
	CHOICE_END,
};
const struct choice moods[] = {
	{ MOOD_CALM, "calm", "平静" },
	{ MOOD_UNHAPPY, "unhappy", "不满" },
	{ MOOD_UPSET, "upset", "激动" },
	CHOICE_END,
};
const struct choice handlings[] = {
	{ HANDLING_ANSWERED, "answered", "当场答复" },
	{ HANDLING_DISPATCHED, "dispatched", "派单" },
	{ HANDLING_PASSED, "passed", "转接" },
	{ HANDLING_PROMISED, "promised", "预约回复" },
	CHOICE_END,
};
const struct choice matter_kinds[] = {
	{ KIND_REPAIR, "repair", "报修" },   { KIND_HELP, "help", "求助" },
	{ MATTER_COMPLAINT, "complaint", "投诉" }, { KIND_ENQUIRY, "enquiry", "咨询" },
	{ KIND_SUGGESTION, "suggestion", "建议" }, { KIND_PRAISE, "praise", "表扬" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(contact, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(contact, number, .label = "编号", .flags = SHOWN),
	FIELD(contact, direction, .label = "方向", .show = SHOW_ENUM, .choices = directions,
	      .flags = SHOWN),
	FIELD(contact, channel, .label = "方式", .show = SHOW_ENUM, .choices = channels,
	      .flags = SHOWN),
	FIELD(contact, rings, .label = "响铃次数", .flags = SHOWN),
	FIELD(contact, phone, .label = "来电号码", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(contact, person_name, .label = "姓名", .flags = SHOWN),
	FIELD(contact, room_id, .show = SHOW_ID),
	FIELD(contact, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(contact, source, .label = "身份", .show = SHOW_ENUM, .choices = request_sources,
	      .flags = SHOWN),
	FIELD(contact, text, .label = "内容", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(contact, mood, .label = "情绪", .show = SHOW_ENUM, .choices = moods, .flags = SHOWN),
	FIELD(contact, wants, .label = "业主诉求", .flags = SHOWN),
	FIELD(contact, answer, .label = "我方答复", .flags = SHOWN),
	FIELD(contact, handling, .label = "处理方式", .show = SHOW_ENUM, .choices = handlings,
	      .flags = SHOWN),
	FIELD(contact, repeated, .label = "复述确认", .flags = SHOWN),
	FIELD(contact, matter_count, .label = "关联单数", .flags = SHOWN),
	FIELD(contact, call_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(contact, answered_after_ms, .flags = IN_JSON),
	FIELD(contact, reply_at, .label = "约定回复", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(contact, received_at, .label = "联系时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(contact, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(contact, created_by_name, .label = "接听人", .flags = SHOWN),
	FIELD(contact, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(contact, version, .flags = IN_JSON),
};
const struct fields contact_fields = FIELDS(contact, fields);

const struct field contact_intake_table[CONTACT_INTAKE_FIELDS] = {
	FIELD(contact_intake, direction, .label = "方向", .show = SHOW_ENUM, .choices = directions,
	      .flags = IN_FORM, .hint = "我方主动联系选“去”，不填就是来"),
	FIELD(contact_intake, channel, .label = "方式", .show = SHOW_ENUM, .choices = channels,
	      .flags = IN_FORM | REQUIRED),
	FIELD(contact_intake, rings, .label = "响铃次数", .flags = IN_FORM, .min = 0, .max = 99),
	FIELD(contact_intake, phone, .label = "来电号码", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(contact_intake, person_name, .label = "姓名", .flags = IN_FORM, .max = 60),
	FIELD(contact_intake, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM,
	      .hint = "如 3-2-501；没有房号可以不填"),
	FIELD(contact_intake, source, .label = "身份", .show = SHOW_ENUM,
	      .choices = request_sources, .flags = IN_FORM),
	FIELD(contact_intake, handling, .label = "处理方式", .show = SHOW_ENUM,
	      .choices = handlings, .flags = IN_FORM),
	FIELD(contact_intake, repeated, .label = "已复述确认", .flags = IN_FORM),
	FIELD(contact_intake, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM),
	FIELD(contact_intake, mood, .label = "情绪", .show = SHOW_ENUM, .choices = moods,
	      .flags = IN_FORM),
	FIELD(contact_intake, wants, .label = "业主诉求", .flags = IN_FORM, .max = 500),
	FIELD(contact_intake, answer, .label = "我方答复", .flags = IN_FORM, .max = 500),
	FIELD(contact_intake, call_id, .label = "来电登记", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(contact_intake, incident, .label = "并入事件", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(contact_intake, answered_after_ms, .label = "接听用时（毫秒）", .flags = IN_FORM, .min = 0,
	      .max = 600000),
	FIELD(contact_intake, reply_at, .label = "约定回复时间", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "处理方式是“预约回复”时填写"),
	FIELD(contact_intake, received_at, .label = "联系时间", .show = SHOW_TIME,
	      .flags = IN_FORM, .hint = "停电停网后补录时填写，不填就是现在"),
};
const struct fields contact_intake_fields = FIELDS(contact_intake, contact_intake_table);

static const struct field matter_table[] = {
	FIELD(matter, kind, .label = "类别", .show = SHOW_ENUM, .choices = matter_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(matter, help_class, .label = "求助类别", .show = SHOW_ENUM, .choices = help_classes,
	      .flags = IN_FORM, .hint = "求助时选"),
	FIELD(matter, urgency, .label = "紧急程度", .show = SHOW_ENUM, .choices = urgencies,
	      .flags = IN_FORM),
	FIELD(matter, wish, .label = "征求意见", .show = SHOW_ENUM, .choices = wishes,
	      .flags = IN_FORM, .hint = "急救病人时问清"),
	FIELD(matter, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM),
	FIELD(matter, place, .label = "地点", .flags = IN_FORM),
	FIELD(matter, public_area, .label = "公共区域", .flags = IN_FORM),
	FIELD(matter, appointment_at, .label = "约定上门", .show = SHOW_TIME, .flags = IN_FORM),
};
const struct fields matter_fields = FIELDS(matter, matter_table);

/* A row of the form without kind and text is no matter. */
static bool is_empty_row(const struct input *in, struct arena *a, const char *prefix)
{
	return text_blank(input_text(in, arena_printf(a, "%skind", prefix))) &&
	       text_blank(input_text(in, arena_printf(a, "%stext", prefix)));
}

static int read_matters(struct ctx *cx, const struct input *in, int zone_minutes,
			struct contact_intake *ret)
{
	for (size_t i = 0;; i++) {
		const char *prefix = arena_printf(cx->arena, "matters.%zu.", i);
		int r;
		if (!input_has(in, prefix))
			return OK;
		if (is_empty_row(in, cx->arena, prefix))
			continue;
		if (ret->matter_count == MATTERS_MAX)
			return fail_field(cx, "matters", T(cx, "一次来电最多登记 %d 件事。"), MATTERS_MAX);
		r = form_read(cx, in, prefix, matter_fields, zone_minutes,
			      &ret->matters[ret->matter_count]);
		if (r < 0)
			return r;
		ret->matter_count++;
	}
}

int contact_read(struct ctx *cx, const struct input *in, int zone_minutes,
		 struct contact_intake *ret)
{
	int r = form_read(cx, in, "", contact_intake_fields, zone_minutes, ret);

	if (r == OK && input_has(in, "matters."))
		r = read_matters(cx, in, zone_minutes, ret);
	else if (r == OK && !text_blank(input_text(in, "kind")))
		r = form_read(cx, in, "", matter_fields, zone_minutes,
			      &ret->matters[ret->matter_count++]);
	return r;
}

/* The desk knows the number: who it is and, when it is only one, which room. */
static int recognise(struct ctx *cx, struct contact_intake *in)
{
	struct occupancy *people;
	size_t count;
	int r;

	if (text_blank(in->phone) || !text_blank(in->room))
		return OK;
	r = occupancy_of_phone(cx, in->phone, &people, &count);
	if (r < 0 || count != 1)
		return r;
	in->room = people[0].room;
	if (text_blank(in->person_name))
		in->person_name = people[0].name;
	if (!in->source)
		in->source = people[0].relation <= RELATION_COOWNER ? SOURCE_OWNER : SOURCE_RESIDENT;
	return OK;
}

static int check_intake(struct ctx *cx, const struct contact_intake *in)
{
	if (in->direction == DIRECTION_OUT && in->matter_count)
		return fail_field(cx, "matters",
				  T(cx, "主动联系不带事项；业主当场提出的事请登记报事。"));
	if (text_blank(in->text) && !in->matter_count)
		return fail_field(cx, "text", T(cx, "请写下来电的内容。"));
	if (in->received_at > cx->now + MINUTES(1))
		return fail_field(cx, "received_at", T(cx, "来电时间不能晚于现在。"));
	if (in->received_at && in->received_at < cx->now - DAYS(31))
		return fail_field(cx, "received_at", T(cx, "补录最多到 31 天前；更早的请用导入。"));
	if (in->handling == HANDLING_PROMISED && in->direction != DIRECTION_OUT && !in->reply_at)
		return fail_field(cx, "reply_at", T(cx, "预约回复要写明约定的时间。"));
	if (in->reply_at && in->reply_at <= cx->now)
		return fail_field(cx, "reply_at", T(cx, "约定的时间要在以后。"));
	for (size_t i = 0; i < in->matter_count; i++)
		if (text_blank(in->matters[i].text) && text_blank(in->text))
			return fail_field(cx, "text", T(cx, "第 %zu 件事没有内容。"), i + 1);
	return OK;
}

static int find_room(struct ctx *cx, const char *typed, struct room *ret)
{
	int r;

	*ret = (struct room){ .room = "" };
	if (text_blank(typed))
		return OK;
	r = room_find(cx, typed, ret);
	return r == ERR_NOT_FOUND ? fail_field(cx, "room", "%s", cx->why) : r;
}

static struct request_intake intake_of(const struct contact_intake *in, const struct matter *m,
				       const struct contact *c)
{
	return (struct request_intake){
		.kind = m->kind, .help_class = m->help_class,
		.urgency = m->urgency, .wish = m->wish, .source = c->source, .room = c->room,
		.place = m->place, .person_name = c->person_name, .phone = c->phone,
		.text = text_blank(m->text) ? in->text : m->text,
		.public_area = m->public_area, .appointment_at = m->appointment_at,
		.received_at = in->received_at, .contact_id = c->id,
	};
}

static int complaint_channel_of(int channel)
{
	switch (channel) {
	case CHANNEL_PHONE:
		return COMPLAINT_BY_PHONE;
	case CHANNEL_WECHAT:
	case CHANNEL_ENTRY:
		return COMPLAINT_BY_NET;
	case CHANNEL_LETTER:
		return COMPLAINT_BY_LETTER;
	default:
		return channel_is_face(channel) ? COMPLAINT_BY_VISIT : COMPLAINT_BY_OTHER;
	}
}

static int open_complaint(struct ctx *cx, const struct contact_intake *in, const struct matter *m,
			  const struct contact *c)
{
	struct complaint_intake intake = {
		.channel = complaint_channel_of(c->channel), .room = c->room, .place = m->place,
		.urgent = m->urgency > URGENCY_NORMAL, .person_name = c->person_name,
		.phone = c->phone, .text = text_blank(m->text) ? in->text : m->text, .wish = in->wants,
		.received_at = in->received_at, .contact_id = c->id,
	};
	struct complaint made;

	return complaint_open(cx, &intake, &made);
}

static int open_matters(struct ctx *cx, const struct contact_intake *in, const struct contact *c)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < in->matter_count; i++) {
		const struct matter *m = &in->matters[i];
		struct request_intake intake = intake_of(in, m, c);
		struct request_record q;
		r = m->kind == MATTER_COMPLAINT ? open_complaint(cx, in, m, c)
						: request_open(cx, &intake, &q);
	}
	return r;
}

static int insert(struct ctx *cx, const struct contact *c)
{
	return store_exec(cx,
			  SQL("INSERT INTO contact (community_id, id, number, direction, channel,"
			      " rings, phone, person_name, room_id, room, source, text, mood, wants,"
			      " answer, handling, repeated, matter_count, call_id,"
			      " answered_after_ms, reply_at, received_at, created_by, created_at,"
			      " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
			      " ?, ?, ?, ?, ?, ?, 1)"),
			  BINDS(cx->community, c->id, c->number, c->direction, c->channel, c->rings,
				c->phone, c->person_name, c->room_id, c->room, c->source, c->text,
				c->mood, c->wants, c->answer, c->handling, c->repeated,
				c->matter_count, c->call_id, c->answered_after_ms, c->reply_at,
				c->received_at, c->created_by, c->created_at));
}

static int handling_of(const struct contact_intake *in)
{
	if (in->handling || in->direction == DIRECTION_OUT)
		return in->handling;
	return in->matter_count ? HANDLING_DISPATCHED : HANDLING_ANSWERED;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* 并入事件: what is reported is known already, so no repair comes of it. */
static void into_incident(struct contact_intake *in)
{
	if (text_blank(in->text))
		in->text = in->matters[0].text;
	in->matter_count = 0;
	if (!in->handling)
		in->handling = HANDLING_ANSWERED;
}

static int prepare(struct ctx *cx, struct contact_intake *in, struct room *ret_room)
{
	int r = check_intake(cx, in);

	if (r == OK && in->incident)
		into_incident(in);
	if (r == OK)
		r = recognise(cx, in);
	if (r == OK)
		r = find_room(cx, in->room, ret_room);
	if (r == OK && in->direction == DIRECTION_OUT && !ret_room->id)
		r = fail_field(cx, "room", T(cx, "请填写联系的是哪一户。"));
	return r;
}

static int report(struct ctx *cx, const struct contact_intake *in, const struct contact *c)
{
	struct incident_report who = { .person_name = c->person_name, .phone = c->phone,
				       .room = c->room };

	return in->incident ? incident_attach(cx, in->incident, &who, "contact", c->id) : OK;
}

/* An emergency word rouses the duty leaders at once; not for what is entered late, and without the
 * words of a complaint, which are not for everybody. */
static int rouse(struct ctx *cx, const struct contact_intake *in, const struct contact *c)
{
	struct strbuf all;
	bool complains = false;

	if (c->direction != DIRECTION_IN || c->received_at < cx->now - HOURS(1))
		return OK;
	strbuf_init(&all, cx->arena, LIMIT_TEXT * (MATTERS_MAX + 1) * 4);
	strbuf_text(&all, c->text);
	for (size_t i = 0; i < in->matter_count; i++) {
		complains |= in->matters[i].kind == MATTER_COMPLAINT;
		if (!text_blank(in->matters[i].text))
			strbuf_printf(&all, "\n%s", in->matters[i].text);
	}
	return emergency_alert(cx, &(struct emergency_report){ "contact", c->id, c->room, all.s,
							       complains });
}

int contact_log(struct ctx *cx, const struct contact_intake *given, struct contact *ret)
{
	struct contact_intake in = *given;
	struct room room;
	struct contact c;
	char *number;
	int r = prepare(cx, &in, &room);

	if (r == OK)
		r = number_next(cx, "JD", &number);
	if (r < 0)
		return r;
	c = (struct contact){
		.id = id_new(cx->now), .number = number, .channel = in.channel, .rings = in.rings,
		.direction = in.direction ? in.direction : DIRECTION_IN, .phone = or_empty(in.phone),
		.room_id = room.id, .room = room.room, .person_name = or_empty(in.person_name),
		.source = in.source ? in.source : SOURCE_RESIDENT,
		.text = text_blank(in.text) ? in.matters[0].text : in.text,
		.mood = in.mood, .wants = or_empty(in.wants), .answer = or_empty(in.answer),
		.handling = handling_of(&in),
		.repeated = in.repeated, .matter_count = (int)in.matter_count,
		.call_id = in.call_id, .answered_after_ms = in.answered_after_ms,
		.reply_at = in.reply_at,
		.received_at = in.received_at ? in.received_at : cx->now,
		.created_by = cx->actor ? cx->actor->id : 0, .created_at = cx->now,
	};
	r = insert(cx, &c);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "contact",
							     .subject_id = c.id, .action = "log",
							     .claimed_at = in.received_at });
	if (r == OK)
		r = open_matters(cx, &in, &c);
	if (r == OK)
		r = report(cx, &in, &c);
	if (r == OK)
		r = rouse(cx, &in, &c);
	if (r == OK)
		r = follow_tell(cx, "contact", "log", c.id);
	return r == OK ? contact_get(cx, c.id, ret) : r;
}

#define SELECT_CONTACT \
	"SELECT c.id, c.number, c.direction, c.channel, c.rings, c.phone, c.person_name, c.room_id," \
	" c.room, c.source, c.text, c.mood, c.wants, c.answer, c.handling, c.repeated," \
	" c.matter_count, c.call_id, c.answered_after_ms, c.reply_at, c.received_at, c.created_by," \
	" a.name AS created_by_name, c.created_at, c.version FROM contact c" \
	" LEFT JOIN account a ON a.id = c.created_by WHERE c.community_id = ?"

/* What brought a complaint is not for the person complained about. */
#define CONTACT_VISIBLE \
	"NOT EXISTS (SELECT 1 FROM complaint k WHERE k.community_id = c.community_id" \
	" AND k.contact_id = c.id AND k.accused_id = ?)"

int contact_get(struct ctx *cx, int64_t id, struct contact *ret)
{
	int r = store_one(cx, SQL(SELECT_CONTACT " AND c.id = ? AND " CONTACT_VISIBLE),
			  BINDS(cx->community, id, complaint_viewer(cx)), contact_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条来电记录。")) : r;
}

static void add_filter(struct ctx *cx, struct query *q, const struct contact_filter *f)
{
	q->has_where = true;
	query_and(q, PIECE(CONTACT_VISIBLE), BINDS(complaint_viewer(cx)));
	if (!text_blank(f->phone))
		query_and(q, PIECE("c.phone = ?"), BINDS(f->phone));
	if (f->room)
		query_and(q, PIECE("c.room_id = ?"), BINDS(f->room));
	if (f->direction)
		query_and(q, PIECE("c.direction = ?"), BINDS(f->direction));
	if (f->channel)
		query_and(q, PIECE("c.channel = ?"), BINDS(f->channel));
	if (f->from)
		query_and(q, PIECE("c.received_at >= ?"), BINDS(f->from));
	if (f->to)
		query_and(q, PIECE("c.received_at < ?"), BINDS(f->to));
}

int contact_list(struct ctx *cx, const struct contact_filter *f, struct contact **ret,
		 size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_CONTACT), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("c.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY c.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, contact_fields, ret, ret_count);
}

int contact_total(struct ctx *cx, const struct contact_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM contact c WHERE c.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int contact_count(struct ctx *cx, int64_t since, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM contact WHERE community_id = ? AND id >= ?"),
			 BINDS(cx->community, id_floor(since)), ret);
}

static const struct field day_fields[] = {
	FIELD(contact_day, account_id, 0),
	FIELD(contact_day, contacts, 0),
	FIELD(contact_day, matters, 0),
};

int contact_of_day(struct ctx *cx, int64_t from, int64_t to, struct contact_day **ret,
		   size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT created_by AS account_id, COUNT(*) AS contacts,"
			      " SUM(matter_count) AS matters FROM contact WHERE community_id = ?"
			      " AND created_by >= 0 AND id >= ? AND id < ? GROUP BY created_by LIMIT ?"),
			  BINDS(cx->community, id_floor(from), id_floor(to), LIMIT_TOTAL),
			  FIELDS(contact_day, day_fields), ret, ret_count);
}

bool channel_is_face(int channel)
{
	return channel == CHANNEL_VISIT || channel == CHANNEL_HOME || channel == CHANNEL_TALK ||
	       channel == CHANNEL_MET;
}

/* 去·上门 */
static const char *way_of(struct ctx *cx, const struct contact *c)
{
	const struct choice *direction = choice_of(directions, c->direction);
	const struct choice *channel = choice_of(channels, c->channel);

	return arena_printf(cx->arena, "%s·%s", T(cx, direction->label), T(cx, channel->label));
}

int contact_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count)
{
	struct contact_filter f = { .room = room, .most = most };
	struct contact *rows;
	int r = contact_list(cx, &f, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++) {
		const struct contact *c = &rows[i];
		const struct choice *mood = choice_of(moods, c->mood);
		(*ret)[i] = (struct timeline_entry){
			.at = c->received_at, .kind = "contact", .text = c->text, .number = c->number,
			.label = way_of(cx, c),
			.page = "contacts", .id = c->id,
			.state = mood && c->mood != MOOD_CALM ? T(cx, mood->label) : NULL,
			.colour = c->mood == MOOD_UPSET ? "red" : "amber",
			.who = c->created_by_name,
		};
	}
	return OK;
}
