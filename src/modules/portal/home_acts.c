/* What a resident does: reports, urges, withdraws, rates. Each goes the way it goes at the desk, so
 * the same clocks run and the same rules hold. */
#include "app/journal.h"
#include "app/notice.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/portal/home_parts.h"
#include "store/store.h"

enum { TEXT_MAX = 1000, STARS = 5, REASONS = 8 };
#define HOME_NEAR MINUTES(30)

const struct choice home_kinds[] = {
	{ KIND_REPAIR, "repair", "报修" },   { KIND_HELP, "help", "求助" },
	{ MATTER_COMPLAINT, "complaint", "投诉" }, { KIND_ENQUIRY, "enquiry", "咨询" },
	{ KIND_SUGGESTION, "suggestion", "建议" }, { KIND_PRAISE, "praise", "表扬" },
	CHOICE_END,
};
const struct choice home_card_kinds[] = {
	{ KIND_REPAIR, "repair", "报修" },
	{ KIND_HELP, "help", "求助" },
	CHOICE_END,
};
const struct choice home_parts[] = {
	{ PART_WATER, "water", "水管漏水" },   { PART_POWER, "power", "电路灯具" },
	{ PART_DOOR, "door", "门窗锁" },       { PART_WALL, "wall", "墙面地面" },
	{ PART_APPLIANCE, "appliance", "设备家电" }, { PART_OTHER, "other", "其他" },
	CHOICE_END,
};
const struct choice home_times[] = {
	{ TIME_SOON, "soon", "尽快" },
	{ TIME_TODAY, "today", "今天下午" },
	{ TIME_MORNING, "morning", "明天上午" },
	{ TIME_AFTERNOON, "afternoon", "明天下午" },
	CHOICE_END,
};
/* Later than the middle of the afternoon. */
const struct choice home_times_evening[] = {
	{ TIME_SOON, "soon", "尽快" },
	{ TIME_MORNING, "morning", "明天上午" },
	{ TIME_AFTERNOON, "afternoon", "明天下午" },
	CHOICE_END,
};
/* The value is the bit. */
const struct choice home_reasons[] = {
	{ 1, "fast", "来得及时" },	 { 2, "kind", "态度好" },
	{ 4, "skilled", "修得好" },	 { 8, "tidy", "收拾干净" },
	{ 16, "slow", "来得慢" },	 { 32, "rude", "态度差" },
	{ 64, "unsolved", "没修好" }, { 128, "untidy", "弄脏没收拾" },
	CHOICE_END,
};

const struct field home_report_table[HOME_REPORT_FIELDS] = {
	FIELD(home_report, kind, .label = "什么事", .show = SHOW_ENUM, .choices = home_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(home_report, part, .label = "哪里坏了", .show = SHOW_ENUM, .choices = home_parts,
	      .flags = IN_FORM),
	FIELD(home_report, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM),
	FIELD(home_report, text, .label = "说明", .show = SHOW_LONG, .flags = IN_FORM, .max = TEXT_MAX,
	      .hint = "在哪个房间、什么样子、多久了"),
	FIELD(home_report, when, .label = "希望什么时候上门", .show = SHOW_ENUM, .choices = home_times,
	      .flags = IN_FORM),
	FIELD(home_report, urgent, .label = "情况紧急", .flags = IN_FORM,
	      .hint = "漏水不止、停电、被困；有危险请先打电话"),
	FIELD(home_report, private, .label = "只让我自己看到", .flags = IN_FORM,
	      .hint = "同住的人在这里看不到这件事"),
};
const struct fields home_report_fields = FIELDS(home_report, home_report_table);

/* ---- reporting ---- */

/* NULL: not one of his. */
static const struct occupancy *place_of(const struct home_user *u, const char *room)
{
	for (size_t i = 0; i < u->room_count; i++)
		if (text_equal(u->rooms[i].room, room))
			return &u->rooms[i];
	return NULL;
}

static int check_report(struct ctx *cx, const struct home_user *u, const struct home_report *in)
{
	if (!place_of(u, in->room))
		return fail_field(cx, "room", T(cx, "请选择您自己的房屋。"));
	if (u->kind == HOME_CARD && !choice_of(home_card_kinds, in->kind))
		return fail_field(cx, "kind", T(cx, "扫门牌码进来只能报修和求助；其他事请用验证码或邀请进入。"));
	if (text_blank(in->text) && (in->kind != KIND_REPAIR || !in->part))
		return fail_field(cx, "text", T(cx, "请说明是什么事。"));
	return OK;
}

/* One that is too near is "as soon as you can". */
static int appointment_of(struct ctx *cx, int when, int64_t *ret)
{
	int64_t clock = 0;
	int zone, today, r = calendar_zone(cx, &zone);

	*ret = 0;
	if (r < 0 || when <= TIME_SOON)
		return r;
	today = civil_day_of(cx->now, zone);
	r = setting_int(cx, when == TIME_MORNING ? "portal.morning_at" : "portal.afternoon_at", &clock);
	*ret = civil_ms(when == TIME_TODAY ? today : today + 1, (int)clock, zone);
	if (*ret < cx->now + HOME_NEAR)
		*ret = 0;
	return r;
}

int home_may_today(struct ctx *cx, bool *ret)
{
	int64_t at;
	int r = appointment_of(cx, TIME_TODAY, &at);

	*ret = at > 0;
	return r;
}

static const char *words_of(struct ctx *cx, const struct home_report *in)
{
	const struct choice *part = in->kind == KIND_REPAIR ? choice_of(home_parts, in->part) : NULL;

	if (!part || (in->part == PART_OTHER && !text_blank(in->text)))
		return in->text;
	if (text_blank(in->text))
		return T(cx, part->label);
	return arena_printf(cx->arena, "%s：%s", T(cx, part->label), in->text);
}

static int log_contact(struct ctx *cx, const struct home_user *u, const struct home_report *in,
		       struct contact *ret)
{
	struct contact_intake c = {
		.direction = DIRECTION_IN, .channel = CHANNEL_ENTRY, .phone = u->phone,
		.person_name = u->name, .room = in->room, .matter_count = 1,
		.source = place_of(u, in->room)->relation <= RELATION_COOWNER ? SOURCE_OWNER
									     : SOURCE_RESIDENT,
	};

	c.text = words_of(cx, in);
	c.matters[0] = (struct matter){
		.kind = in->kind, .help_class = in->kind == KIND_HELP ? HELP_OTHER : 0,
		.urgency = in->urgent ? URGENCY_URGENT : URGENCY_NORMAL, .text = c.text,
	};
	if (in->kind == KIND_REPAIR) {
		int r = appointment_of(cx, in->when, &c.matters[0].appointment_at);
		if (r < 0)
			return r;
	}
	return contact_log(cx, &c, ret);
}

static int matter_of(struct ctx *cx, const struct home_report *in, int64_t contact,
		     const char **ret_subject, int64_t *ret_id)
{
	struct request_record *q;
	struct complaint *c;
	size_t count = 0;
	int r = in->kind == MATTER_COMPLAINT ? complaint_of_contact(cx, contact, &c, &count)
					     : request_of_contact(cx, contact, &q, &count);

	if (r == OK && !count)
		return ERR_INTERNAL;
	if (r < 0)
		return r;
	*ret_subject = in->kind == MATTER_COMPLAINT ? "complaint" : "request";
	*ret_id = in->kind == MATTER_COMPLAINT ? c[0].id : q[0].id;
	return OK;
}

static int keep(struct ctx *cx, const struct home_user *u, const struct home_report *in,
		const char *form_key, const char *subject, int64_t id)
{
	return store_exec(cx,
			  SQL("INSERT INTO portal_matter (community_id, subject, subject_id, person_id,"
			      " session_hash, private, form_key, urged_at, created_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)"),
			  BINDS(cx->community, subject, id, u->person_id,
				u->kind == HOME_CARD ? u->hash : "", in->private, form_key, cx->now));
}

static int add_files(struct ctx *cx, const char *subject, int64_t id,
		     const struct attachment *files, size_t count)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < count; i++) {
		struct attachment a = files[i];
		a.subject = subject;
		a.subject_id = id;
		r = attachment_add(cx, &a);
	}
	return r;
}

static int may_report_more(struct ctx *cx, const struct home_user *u)
{
	int64_t most;
	int r = setting_int(cx, "portal.daily_most", &most);

	return r < 0 ? r : portal_spend(cx, arena_printf(cx->arena, "report:%" PRId64, u->person_id),
					most, DAYS(1));
}

int home_report(struct ctx *cx, const struct home_user *u, const struct home_report *in,
		const char *form_key, const struct attachment *files, size_t file_count,
		int64_t *ret_id)
{
	char random[33];
	const char *subject;
	struct contact c;
	int r = check_report(cx, u, in);

	if (r < 0)
		return r;
	if (text_blank(form_key) || strlen(form_key) > LIMIT_LINE) {
		random_hex(random, 32);
		form_key = random;
	}
	r = store_int(cx,
		      SQL("SELECT subject_id FROM portal_matter WHERE community_id = ?"
			  " AND person_id = ? AND form_key = ?"),
		      BINDS(cx->community, u->person_id, form_key), ret_id);
	if (r != ERR_NOT_FOUND)
		return r;
	r = may_report_more(cx, u);
	if (r == OK)
		r = log_contact(cx, u, in, &c);
	if (r == OK)
		r = matter_of(cx, in, c.id, &subject, ret_id);
	if (r == OK)
		r = keep(cx, u, in, form_key, subject, *ret_id);
	return r == OK ? add_files(cx, subject, *ret_id, files, file_count) : r;
}

/* ---- urging and withdrawing ---- */

static int mark_urged(struct ctx *cx, const struct home_matter *m)
{
	return store_exec(cx,
			  SQL("INSERT INTO portal_matter (community_id, subject, subject_id, person_id,"
			      " session_hash, private, form_key, urged_at, created_at)"
			      " VALUES (?, ?, ?, 0, '', 0, ?, ?, ?) ON CONFLICT (community_id, subject,"
			      " subject_id) DO UPDATE SET urged_at = excluded.urged_at"),
			  BINDS(cx->community, m->subject, m->id,
				arena_printf(cx->arena, "urge:%" PRId64, m->id), cx->now, cx->now));
}

/* Who has it in hand, and the desk. */
static int tell_urged(struct ctx *cx, const struct home_matter *m)
{
	struct request_record q = { 0 };
	struct complaint c = { 0 };
	bool complains = !strcmp(m->subject, "complaint");
	struct notice n = {
		.kind = "urged", .subject = m->subject, .subject_id = m->id, .urgent = true,
		.title = arena_printf(cx->arena, T(cx, "住户催办 %s"), m->number),
		.merge = arena_printf(cx->arena, "urged:%" PRId64, m->id),
	};
	int r = complains ? complaint_get(cx, m->id, &c) : request_get(cx, m->id, &q);

	if (r == OK)
		r = notice_tell(cx, &n);
	n.account = complains ? c.assignee_id : q.assignee_id;
	return r == OK && n.account ? notice_tell(cx, &n) : r;
}

int home_urge(struct ctx *cx, const struct home_user *u, int64_t id)
{
	struct home_matter m;
	int r = home_matter_get(cx, u, id, &m);

	if (r == OK && !m.may_urge)
		return fail(cx, ERR_CONFLICT, T(cx, "刚报过或刚催过，管理处已经知道；急事请打服务电话。"));
	if (r == OK)
		r = mark_urged(cx, &m);
	if (r == OK)
		r = tell_urged(cx, &m);
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = m.subject,
							.subject_id = id, .action = "urge" });
}

int home_withdraw(struct ctx *cx, const struct home_user *u, int64_t id, const char *reason)
{
	const struct actor *resident = cx->actor;
	struct home_matter m;
	struct request_record q;
	struct input in;
	int zone, r = home_matter_get(cx, u, id, &m);

	if (r == OK && !m.may_withdraw)
		return fail(cx, ERR_CONFLICT, T(cx, "已经安排了人，不能自己撤回；请打服务电话。"));
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	input_init(&in, cx->arena);
	input_add(&in, "reason", text_blank(reason) ? T(cx, "住户本人在住户入口撤回")
						    : arena_printf(cx->arena, T(cx, "住户本人撤回：%s"),
								   reason));
	/* the step asks for a right of the office; that it is his own was asked above */
	cx->actor = NULL;
	r = request_step(cx, id, "cancel", 0, &in, zone, &q);
	cx->actor = resident;
	return r;
}

/* ---- rating ---- */

const char *home_reasons_text(struct ctx *cx, int bits)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 1024);
	for (const struct choice *c = home_reasons; c->word; c++) {
		if (!(bits & c->value))
			continue;
		if (b.len)
			strbuf_text(&b, T(cx, "、"));
		strbuf_text(&b, T(cx, c->label));
	}
	return b.s ? b.s : "";
}

/* 回访: few stars are asked about by somebody who did not do it. */
static int arrange_visit(struct ctx *cx, int64_t id, int stars)
{
	int64_t most;
	struct visit *have;
	size_t count;
	int r = setting_int(cx, "portal.visit_stars", &most);

	if (r < 0 || stars > most)
		return r;
	r = visit_of_subject(cx, "request", id, &have, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (have[i].state < VISIT_CLOSED)
			return OK;
	return r == OK ? visit_of_rating(cx, id) : r;
}

static int check_rating(struct ctx *cx, const struct home_matter *m, const struct home_rating *in)
{
	if (m->stars)
		return fail(cx, ERR_CONFLICT, T(cx, "这件事您已经评价过。"));
	if (!m->may_rate)
		return fail(cx, ERR_CONFLICT, T(cx, "办完以后几天内由报事人评价，现在不能评价。"));
	if (in->stars < 1 || in->stars > STARS)
		return fail_field(cx, "stars", T(cx, "请点一到五颗星。"));
	if (in->reasons < 0 || in->reasons >= 1 << REASONS)
		return fail_field(cx, "reasons", T(cx, "请从列出的理由里选。"));
	if (!text_blank(in->text) && text_length(in->text) > TEXT_MAX / 2)
		return fail_field(cx, "text", T(cx, "最多写 %d 个字。"), TEXT_MAX / 2);
	return OK;
}

int home_rate(struct ctx *cx, const struct home_user *u, int64_t id, const struct home_rating *in)
{
	const char *text = text_trim(cx->arena, in->text);
	struct home_matter m;
	int r = home_matter_get(cx, u, id, &m);

	if (r == OK)
		r = check_rating(cx, &m, in);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO portal_rating (community_id, id, request_id, person_id,"
				   " stars, reasons, text, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
			       BINDS(cx->community, id_new(cx->now), id, u->person_id, in->stars,
				     in->reasons, text, cx->now));
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
			.subject = "request", .subject_id = id, .action = "rate",
			.note = arena_printf(cx->arena, T(cx, "%d 星 %s %s"), in->stars,
					     home_reasons_text(cx, in->reasons), text) });
	return r == OK ? arrange_visit(cx, id, in->stars) : r;
}

static const struct field rating_table[] = {
	FIELD(rating_row, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(rating_row, request_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(rating_row, number, .label = "工单", .flags = IN_JSON | IN_LIST),
	FIELD(rating_row, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON | IN_LIST),
	FIELD(rating_row, title, .label = "主题", .flags = IN_JSON | IN_LIST),
	FIELD(rating_row, stars, .label = "星", .flags = IN_JSON | IN_LIST),
	FIELD(rating_row, reasons, .flags = IN_JSON),
	FIELD(rating_row, text, .label = "留言", .flags = IN_JSON | IN_LIST),
	FIELD(rating_row, created_at, .label = "评价时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields rating_row_fields = FIELDS(rating_row, rating_table);

int rating_list(struct ctx *cx, int64_t after, struct rating_row **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT r.id, r.request_id, q.number, q.room, q.title, r.stars, r.reasons,"
			      " r.text, r.created_at FROM portal_rating r JOIN request q"
			      " ON q.community_id = r.community_id AND q.id = r.request_id"
			      " AND q.hidden_from <> ?"
			      " WHERE r.community_id = ? AND (? = 0 OR r.id < ?)"
			      " ORDER BY r.id DESC LIMIT ?"),
			  BINDS(request_viewer(cx), cx->community, after, after, PORTAL_PAGE + 1),
			  rating_row_fields, ret, ret_count);
}

static const struct field sum_table[] = {
	FIELD(rating_sum, ratings, 0),
	FIELD(rating_sum, stars, 0),
	FIELD(rating_sum, low, 0),
};

int rating_sum(struct ctx *cx, int64_t since, struct rating_sum *ret)
{
	int64_t most;
	int r = setting_int(cx, "portal.visit_stars", &most);

	if (r == OK)
		r = store_one(cx,
			 SQL("SELECT COUNT(*) AS ratings, COALESCE(SUM(stars), 0) AS stars,"
			     " COALESCE(SUM(CASE WHEN stars <= ? THEN 1 ELSE 0 END), 0) AS low"
			     " FROM portal_rating WHERE community_id = ? AND id >= ?"),
			 BINDS(most, cx->community, id_floor(since)), FIELDS(rating_sum, sum_table), ret);
	ret->visit_stars = (int)most;
	return r;
}
