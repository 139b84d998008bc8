/* What the steps of a letter ask for, check and do. */
#include "app/calendar.h"
#include "app/notice.h"
#include "app/number.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/movein/notice_inputs.h"
#include "store/store.h"

const struct norm movein_call_norm = { "call", "电话告知收楼", "14 (c)", "movein.call_hours" };
const struct norm movein_second_norm = { "second", "发二次通知", "14 (c)", "movein.second_days",
					 .count = BY_DAYS };
const struct norm movein_decide_norm = { "decide", "决定是否视同交付", "14 (c)",
					 "movein.decide_days", .ladder = LADDER_HEAD,
					 .count = BY_DAYS };
const struct norm movein_mend_norm = { "mend", "整改后再次通知", "14 (c)", "inspection.refused_days",
				       .ladder = LADDER_ENGINEERING, .count = BY_DAYS };

const struct field notice_words_table[WORDS_FIELDS] = {
	FIELD(notice_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
const struct field notice_deliver_table[DELIVER_FIELDS] = {
	FIELD(deliver_input, proof, .label = "送达证明", .show = SHOW_ENUM, .choices = movein_proofs,
	      .flags = IN_FORM | REQUIRED),
	FIELD(deliver_input, delivered_on, .label = "送达日期", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(deliver_input, receiver, .label = "签收人", .flags = IN_FORM | REQUIRED, .max = 60),
};
const struct field notice_bounce_table[BOUNCE_FIELDS] = {
	FIELD(bounce_input, returned_on, .label = "退回日期", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(bounce_input, reason, .label = "退回原因", .flags = IN_FORM | REQUIRED, .max = 100,
	      .hint = "如 地址不详、迁移、拒收信件"),
};
const struct field notice_resend_table[RESEND_FIELDS] = {
	FIELD(resend_input, channel, .label = "送达方式", .show = SHOW_ENUM,
	      .choices = movein_channels, .flags = IN_FORM | REQUIRED),
	FIELD(resend_input, waybill, .label = "运单号或刊登处", .flags = IN_FORM, .max = 60),
};
const struct field notice_waybill_table[WAYBILL_FIELDS] = {
	FIELD(waybill_input, waybill, .label = "运单号", .flags = IN_FORM | REQUIRED, .max = 60),
};
const struct field notice_refuse_table[REFUSE_FIELDS] = {
	FIELD(refuse_input, refused_on, .label = "书面拒收日期", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(refuse_input, refusal, .label = "拒收原因", .show = SHOW_ENUM,
	      .choices = movein_refusals, .flags = IN_FORM | REQUIRED),
	FIELD(refuse_input, text, .label = "拒收说明", .flags = IN_FORM | REQUIRED, .max = 200,
	      .hint = "照书面写，如 主卧外墙渗水"),
};
const struct field notice_again_table[AGAIN_FIELDS] = {
	FIELD(again_input, channel, .label = "送达方式", .show = SHOW_ENUM, .choices = movein_channels,
	      .flags = IN_FORM | REQUIRED),
	FIELD(again_input, waybill, .label = "运单号或刊登处", .flags = IN_FORM, .max = 60),
	FIELD(again_input, until_on, .label = "新的收楼期限", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
};
const struct field notice_book_table[BOOK_FIELDS] = {
	FIELD(book_input, day, .label = "预约日期", .show = SHOW_DATE, .flags = IN_FORM | REQUIRED),
	FIELD(book_input, minute, .label = "预约时段", .show = SHOW_CLOCK,
	      .flags = IN_FORM | REQUIRED),
	FIELD(book_input, people, .label = "预约人数", .flags = IN_FORM, .min = 0, .max = 20),
	FIELD(book_input, agent, .label = "预约委托代办", .flags = IN_FORM),
};
const struct field notice_deem_table[DEEM_FIELDS] = {
	FIELD(deem_input, developer, .label = "开发商代表", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(deem_input, reason, .label = "依据", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .hint = "合同条款、送达证明、没有书面拒收"),
};

/* ---- may they? ---- */

/* A thing of the past, after the letter left. */
static int past_day(struct ctx *cx, const struct movein_notice *n, const char *field, int day)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK && (day > civil_day_of(cx->now, zone) || day < civil_day_of(n->sent_at, zone)))
		return fail_field(cx, field, T(cx, "日期要在通知书发出以后，不能晚于今天。"));
	return r;
}

int notice_may_deliver(struct ctx *cx, const void *record, const void *input)
{
	return past_day(cx, record, "delivered_on", ((const struct deliver_input *)input)->delivered_on);
}

int notice_may_bounce(struct ctx *cx, const void *record, const void *input)
{
	return past_day(cx, record, "returned_on", ((const struct bounce_input *)input)->returned_on);
}

int notice_may_refuse(struct ctx *cx, const void *record, const void *input)
{
	return past_day(cx, record, "refused_on", ((const struct refuse_input *)input)->refused_on);
}

int notice_may_expire(struct ctx *cx, const void *record, const void *input)
{
	int today, r = movein_today(cx, &today);

	(void)input;
	return r == OK && today <= ((const struct movein_notice *)record)->until_on
		? fail(cx, ERR_CONFLICT, T(cx, "收楼期限还没有过。")) : r;
}

int notice_may_again(struct ctx *cx, const void *record, const void *input)
{
	int today, r = movein_today(cx, &today);

	(void)record;
	return r == OK && ((const struct again_input *)input)->until_on <= today
		? fail_field(cx, "until_on", T(cx, "新的收楼期限要在今天以后。")) : r;
}

/* 14 (b): so many a slot; who comes too many is told what is still free that day. */
static int slot_free(struct ctx *cx, const struct movein_batch *b, const struct book_input *in)
{
	struct movein_slot *slots;
	size_t count;
	const char *free_ones = "";
	char text[CIVIL_TEXT];
	int r = movein_slots(cx, b, in->day, &slots, &count);
	bool known = false;

	for (size_t i = 0; r == OK && i < count; i++) {
		known = known || slots[i].minute == in->minute;
		if (slots[i].minute == in->minute && slots[i].taken < slots[i].capacity)
			return OK;
		if (slots[i].taken < slots[i].capacity && strlen(free_ones) < 60)
			free_ones = arena_printf(cx->arena, "%s%s%s", free_ones, *free_ones ? " " : "",
						 civil_clock(slots[i].minute, text));
	}
	if (r < 0)
		return r;
	if (!*free_ones)
		free_ones = T(cx, "没有了");
	return fail_field(cx, "minute", known ? T(cx, "这个时段已经约满，当天还可以约：%s。")
					      : T(cx, "没有这个时段，当天可以约：%s。"), free_ones);
}

int notice_may_book(struct ctx *cx, const void *record, const void *input)
{
	const struct movein_notice *n = record;
	const struct book_input *in = input;
	struct movein_batch b;
	char from[CIVIL_TEXT], until[CIVIL_TEXT];
	int today, r = movein_today(cx, &today);

	if (r == OK && (in->day < today || in->day < n->from_on || in->day > n->until_on))
		return fail_field(cx, "day", T(cx, "请在 %s 到 %s 之间预约。"),
				  civil_date(n->from_on > today ? n->from_on : today, from),
				  civil_date(n->until_on, until));
	if (r == OK)
		r = movein_batch_get(cx, n->batch_id, &b);
	if (r == OK && n->slot_on == in->day && n->slot_minute == in->minute)
		return OK;
	return r == OK ? slot_free(cx, &b, in) : r;
}

/* 14 (d): a clause, a proof, no refusal in writing. */
int notice_may_deem(struct ctx *cx, const void *record, const void *input)
{
	const struct movein_notice *n = record;

	(void)input;
	if (text_blank(n->deemed_clause))
		return fail(cx, ERR_CONFLICT, T(cx, "买卖合同没有视同交付的条款，不能视同交付。"));
	if (!n->delivered_on)
		return fail(cx, ERR_CONFLICT, T(cx, "没有送达证明，不能视同交付。"));
	if (n->refused_on)
		return fail(cx, ERR_CONFLICT, T(cx, "业主书面拒收过，不能视同交付。"));
	return OK;
}

/* ---- what they do ---- */

#define UPDATE_NOTICE(assignments, ...) \
	store_exec(cx, \
		   SQL("UPDATE movein_notice SET " assignments " WHERE community_id = ? AND id = ?"), \
		   BINDS(__VA_ARGS__, cx->community, n->id))

int movein_message(struct ctx *cx, const struct movein_notice *n, const char *title)
{
	int64_t wanted;
	const char *phone = text_blank(n->phone) ? NULL : text_phone(cx->arena, n->phone);
	int r = setting_int(cx, "movein.message", &wanted);

	if (r < 0 || !wanted || !phone || strlen(phone) != 11 || *phone != '1')
		return r;
	return notice_tell(cx, &(struct notice){ .phone = phone, .kind = "movein",
						 .subject = "movein_notice", .subject_id = n->id,
						 .title = title });
}

int notice_then_send(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	bool takeover = n->kind == MOVEIN_TAKEOVER;
	char from[CIVIL_TEXT], until[CIVIL_TEXT], *number;
	int r = number_next(cx, takeover ? "SL" : "RH", &number);

	(void)input;
	if (r == OK)
		r = movein_lines_make(cx, n->id, n->area_mass,
				      takeover ? LETTERS_TAKEOVER : LETTERS_MOVEIN, false, NULL);
	if (r == OK)
		r = UPDATE_NOTICE("number = ?, sent_at = ?", number, cx->now);
	entry->note = number;
	return r < 0 ? r
		     : movein_message(cx, n,
				      arena_printf(cx->arena, T(cx, "%s 已可收楼，请在 %s 至 %s 办理，通知书 %s。"),
						   n->room, civil_date(n->from_on, from),
						   civil_date(n->until_on, until), number));
}

int notice_then_deliver(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct deliver_input *in = input;
	char day[CIVIL_TEXT];

	entry->note = arena_printf(cx->arena, "%s %s %s", civil_date(in->delivered_on, day),
				   T(cx, choice_of(movein_proofs, in->proof)->label), in->receiver);
	return UPDATE_NOTICE("delivered_on = ?, proof = ?, receiver = ?", in->delivered_on, in->proof,
			     in->receiver);
}

/* 14 (g) 4: not delivered; somebody calls, and an SMS leaves at once. */
int notice_then_bounce(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct bounce_input *in = input;
	char day[CIVIL_TEXT];
	int64_t post;
	int r = UPDATE_NOTICE("returned_on = ?, return_reason = ?, called_at = ?", in->returned_on,
			      in->reason, cx->now);

	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	if (r == OK) /* one call, though the letter was late before */
		r = obligation_cancel(cx, "movein_notice", n->id, "call");
	if (r == OK)
		r = obligation_open(cx, &movein_call_norm, "movein_notice", n->id, 0, 0, post, NULL);
	if (r == OK)
		r = movein_message(cx, n, arena_printf(cx->arena, T(cx, "%s 的收楼通知书被退回，请与我们联系。"),
						       n->room));
	entry->note = arena_printf(cx->arena, "%s %s", civil_date(in->returned_on, day), in->reason);
	return r;
}

int notice_then_resend(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct resend_input *in = input;

	entry->note = arena_printf(cx->arena, "%s %s",
				   T(cx, choice_of(movein_channels, in->channel)->label),
				   in->waybill ? in->waybill : "");
	return UPDATE_NOTICE("channel = ?, waybill = ?, sent_at = ?", in->channel,
			     in->waybill ? in->waybill : "", cx->now);
}

int notice_then_waybill(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;

	entry->note = ((const struct waybill_input *)input)->waybill;
	return UPDATE_NOTICE("waybill = ?", entry->note);
}

/* The second letter gives a new window. */
int notice_then_second(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct resend_input *in = input;
	char day[CIVIL_TEXT];
	int64_t days;
	int today, r = movein_today(cx, &today);

	if (r == OK)
		r = setting_int(cx, "movein.window_days", &days);
	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, T(cx, "%s %s，到 %s 为止"),
				   T(cx, choice_of(movein_channels, in->channel)->label),
				   in->waybill ? in->waybill : "", civil_date(today + (int)days, day));
	return UPDATE_NOTICE("channel = ?, waybill = ?, until_on = ?, slot_on = 0, reminded = 0",
			     in->channel, in->waybill ? in->waybill : "", today + (int)days);
}

/* 14 (g) 5: the fee stays with the developer; what displeased is mended, then he is called anew. */
int notice_then_refuse(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct refuse_input *in = input;
	char day[CIVIL_TEXT];
	int64_t post;
	int r = obligation_cancel(cx, "movein_notice", n->id, NULL);

	if (r == OK)
		r = post_of_role(cx, ROLE_ENGINEERING_MANAGER, &post);
	if (r == OK)
		r = obligation_open(cx, &movein_mend_norm, "movein_notice", n->id, 0, 0, post, NULL);
	entry->note = arena_printf(cx->arena, "%s %s：%s", civil_date(in->refused_on, day),
				   T(cx, choice_of(movein_refusals, in->refusal)->label), in->text);
	return r < 0 ? r
		     : UPDATE_NOTICE("refused_on = ?, refusal = ?, refusal_text = ?, slot_on = 0",
				     in->refused_on, in->refusal, in->text);
}

int notice_then_again(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct again_input *in = input;
	char day[CIVIL_TEXT];

	entry->note = arena_printf(cx->arena, T(cx, "%s %s，到 %s 为止"),
				   T(cx, choice_of(movein_channels, in->channel)->label),
				   in->waybill ? in->waybill : "", civil_date(in->until_on, day));
	return UPDATE_NOTICE("channel = ?, waybill = ?, until_on = ?, sent_at = ?, delivered_on = 0,"
			     " proof = 0, receiver = '', refused_on = 0, reminded = 0",
			     in->channel, in->waybill ? in->waybill : "", in->until_on, cx->now);
}

int notice_then_expire(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct movein_notice *n = record;
	int64_t post;
	int r = building_post(cx, n->building, &post);

	(void)input;
	(void)entry;
	if (r == OK && !post)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	if (r == OK)
		r = obligation_cancel(cx, "movein_notice", n->id, "call");
	return r == OK ? obligation_open(cx, &movein_second_norm, "movein_notice", n->id, 0, 0, post, NULL)
		       : r;
}

int notice_then_book(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct book_input *in = input;
	char day[CIVIL_TEXT], clock[CIVIL_TEXT];

	entry->note = arena_printf(cx->arena, "%s %s", civil_date(in->day, day),
				   civil_clock(in->minute, clock));
	return UPDATE_NOTICE("slot_on = ?, slot_minute = ?, slot_people = ?, slot_agent = ?, reminded = 0",
			     in->day, in->minute, in->people, in->agent);
}

int notice_then_unbook(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	char day[CIVIL_TEXT], clock[CIVIL_TEXT];

	(void)input;
	entry->note = arena_printf(cx->arena, "%s %s", civil_date(n->slot_on, day),
				   civil_clock(n->slot_minute, clock));
	return UPDATE_NOTICE("slot_on = 0, slot_minute = ?", 0);
}

/* Without a deed: nobody came to sign one. */
static int hand_room(struct ctx *cx, int64_t id, int day)
{
	struct room room;
	enum put put;
	int64_t same;
	int r = room_get(cx, id, &room);

	if (r < 0 || room.state > ROOM_UNDELIVERED)
		return r;
	return room_put(cx, &(struct room){ .room = room.room, .state = ROOM_VACANT, .delivered_on = day },
			&same, &put);
}

int notice_then_deem(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;
	const struct deem_input *in = input;
	int today, r = movein_today(cx, &today);

	if (r == OK)
		r = hand_room(cx, n->room_id, today);
	entry->note = arena_printf(cx->arena, "%s：%s", in->developer, in->reason);
	return r < 0 ? r : UPDATE_NOTICE("ended_at = ?", cx->now);
}

int notice_then_end(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct movein_notice *n = record;

	(void)input;
	(void)entry;
	return UPDATE_NOTICE("ended_at = ?", cx->now);
}

int notice_then_void(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	entry->note = ((const struct notice_words *)input)->text;
	return notice_then_end(cx, record, NULL, entry);
}

int notice_then_words(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct notice_words *)input)->text;
	return OK;
}
