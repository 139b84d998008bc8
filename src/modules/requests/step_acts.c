/* What each step of a request does, in the transaction that moves the state. */
#include "app/calendar.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/incidents/incidents.h"
#include "modules/requests/norms.h"
#include "modules/requests/step_inputs.h"
#include "store/store.h"

#define THEN(name) \
	int then_##name(struct ctx *cx, void *record, void *input, struct journal_entry *entry)

static const char *minute_text(struct ctx *cx, int64_t at)
{
	char text[CIVIL_TEXT];
	int zone = ZONE_SHANGHAI;

	if (calendar_zone(cx, &zone) < 0)
		zone = ZONE_SHANGHAI;
	return arena_strdup(cx->arena, civil_minute(at, zone, text));
}

static int meet(struct ctx *cx, const struct request_record *q, const char *kind)
{
	return obligation_meet(cx, "request", q->id, kind, 0);
}

/* Everything that is open of a kind is done or falls away with this step. */
static int meet_all(struct ctx *cx, const struct request_record *q, const char *const *kinds)
{
	int r = OK;
	for (; r == OK && *kinds; kinds++)
		r = meet(cx, q, *kinds);
	return r;
}

/* Another time was agreed: the clock of the old one falls away, unless it had run out already. */
static int leave_arrival(struct ctx *cx, const struct request_record *q)
{
	struct obligation *list;
	size_t count;
	int r = obligation_of(cx, "request", q->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].overdue && !strcmp(list[i].kind, "arrive"))
			return meet(cx, q, "arrive");
	return r == OK ? obligation_cancel(cx, "request", q->id, "arrive") : r;
}

static const char *sent_to(struct ctx *cx, const struct dispatch_input *in)
{
	char *name = NULL;
	int r = in->assignee ? store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"),
					  BINDS(in->assignee), &name)
			     : store_text(cx, SQL("SELECT name FROM post WHERE community_id = ?"
						  " AND id = ?"),
					  BINDS(cx->community, in->post), &name);

	return r == OK && name ? name : "";
}

THEN(dispatch)
{
	struct request_record *q = record;
	const struct dispatch_input *in = input;
	int64_t appointment = in->appointment_at ? in->appointment_at : q->appointment_at;
	int r = store_exec(cx,
			   SQL("UPDATE request SET assignee_id = ?, post_id = ?, dispatched_by = ?,"
			       " dispatched_at = ?, appointment_at = ? WHERE community_id = ? AND id = ?"),
			   BINDS(in->assignee, in->post, cx->actor ? cx->actor->id : 0, cx->now,
				 appointment, cx->community, q->id));

	entry->note = arena_printf(cx->arena, "%s %s", sent_to(cx, in), in->remark ? in->remark : "");
	if (appointment != q->appointment_at)
		entry->note = arena_printf(cx->arena, T(cx, "%s，约定 %s 上门"), entry->note,
					   minute_text(cx, appointment));
	if (r == OK)
		r = meet(cx, q, "dispatch");
	if (r == OK && appointment != q->appointment_at) {
		q->appointment_at = appointment;
		r = leave_arrival(cx, q);
		if (r == OK)
			r = norm_start(cx, q, "arrive", in->assignee, in->post);
	} else if (r == OK) {
		r = obligation_owner(cx, "request", q->id, "arrive", in->assignee, in->post);
	}
	return r == OK ? obligation_owner(cx, "request", q->id, "finish", in->assignee, in->post) : r;
}

THEN(arrive)
{
	struct request_record *q = record;
	const struct claim_input *in = input;
	int64_t at = in->at ? in->at : cx->now;
	int64_t self = q->assignee_id || !cx->actor ? q->assignee_id : cx->actor->id;
	int r = store_exec(cx,
			   SQL("UPDATE request SET arrived_at = ?, assignee_id = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(at, self, cx->community, q->id));

	entry->claimed_at = in->at;
	return r == OK ? meet(cx, q, "arrive") : r;
}

THEN(quote)
{
	const struct request_record *q = record;
	const struct quote_input *in = input;
	char text[MONEY_TEXT];

	entry->note = arena_printf(cx->arena, T(cx, "报价 %s 元，%s 同意"),
				   money_text(in->quote_fen, text), in->agreed_by);
	return store_exec(cx, SQL("UPDATE request SET quote_fen = ? WHERE community_id = ? AND id = ?"),
			  BINDS(in->quote_fen, cx->community, q->id));
}

static int save_materials(struct ctx *cx, int64_t id, const struct finish_input *in)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < in->material_count; i++) {
		const struct request_material *m = &in->materials[i];
		r = store_exec(cx,
			       SQL("INSERT INTO request_material (community_id, id, request_id, name,"
				   " spec, quantity_mass, price_fen, owner_supplied, sum_fen)"
				   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			       BINDS(cx->community, id_new(cx->now), id, m->name, m->spec ? m->spec : "",
				     m->quantity_mass, m->price_fen, m->owner_supplied, m->sum_fen));
	}
	return r;
}

THEN(finish)
{
	struct request_record *q = record;
	const struct finish_input *in = input;
	char text[MONEY_TEXT];
	int r = save_materials(cx, q->id, in);

	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE request SET result = ?, outcome = ?, material_fen = ?,"
				   " labour_fen = ?, total_fen = ?, finished_at = ?"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(in->result, (int)OUTCOME_DONE, in->material_fen, in->labour_fen,
				     in->total_fen, cx->now, cx->community, q->id));
	/* 16 (c): the price is told before the work; a bill nobody was told of is visible as such */
	entry->note = in->total_fen == 0 ? in->result
		: arena_printf(cx->arena, T(cx, "%s；合计 %s 元%s%s"), in->result,
			       money_text(in->total_fen, text),
			       q->quote_fen < 0 ? T(cx, "（施工前没有登记报价）") : "",
			       in->over_quote_reason ? in->over_quote_reason : "");
	q->result = in->result;
	if (r == OK)
		r = norm_start(cx, q, "sign", q->assignee_id, q->post_id);
	return r == OK ? request_index(cx, q) : r;
}

THEN(review)
{
	struct request_record *q = record;
	const struct reason_input *in = input;

	entry->note = in->reason;
	return norm_start(cx, q, "review", 0, 0);
}

THEN(reviewed)
{
	entry->note = ((const struct text_input *)input)->text;
	return meet(cx, record, "review");
}

THEN(wait)
{
	struct request_record *q = record;
	const struct wait_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE request SET waiting_reason = ?, promised_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->reason, in->promised_at, cx->community, q->id));

	entry->note = arena_printf(cx->arena, T(cx, "%s，承诺 %s"), in->reason,
				   minute_text(cx, in->promised_at));
	if (r == OK)
		r = obligation_pause(cx, "request", q->id, in->reason);
	/* the clocks stand still, but not the word that was given */
	return r == OK ? norm_promise(cx, q, "promise", in->promised_at, q->assignee_id, q->post_id) : r;
}

THEN(resume)
{
	struct request_record *q = record;
	int r = meet(cx, q, "promise");

	(void)input;
	(void)entry;
	return r == OK ? obligation_resume(cx, "request", q->id) : r;
}

/* 返工: the work was not right; its clock begins anew, the price already agreed stays. */
THEN(redo)
{
	struct request_record *q = record;
	const struct reason_input *in = input;
	int r = obligation_cancel(cx, "request", q->id, NULL);

	/* what was billed for the work before stands in its line of the journal */
	entry->note = in->reason;
	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM request_material WHERE community_id = ? AND request_id = ?"),
			       BINDS(cx->community, q->id));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE request SET redone = redone + 1, material_fen = 0,"
				   " labour_fen = 0, total_fen = 0, finished_at = 0, signed_at = 0,"
				   " signed_by = '', unsigned_reason = '' WHERE community_id = ? AND id = ?"),
			       BINDS(cx->community, q->id));
	return r == OK ? norm_start(cx, q, "finish", q->assignee_id, q->post_id) : r;
}

THEN(sign)
{
	struct request_record *q = record;
	const struct sign_input *in = input;
	int r;

	entry->note = text_blank(in->signed_by)
		? arena_printf(cx->arena, T(cx, "未签：%s"), in->unsigned_reason)
		: arena_printf(cx->arena, T(cx, "签收人：%s"), in->signed_by);
	r = store_exec(cx,
		       SQL("UPDATE request SET signed_by = ?, unsigned_reason = ?, pay_way = ?,"
			   " signed_at = ? WHERE community_id = ? AND id = ?"),
		       BINDS(in->signed_by ? in->signed_by : "",
			     in->unsigned_reason ? in->unsigned_reason : "", in->pay_way, cx->now,
			     cx->community, q->id));
	return r == OK ? norm_start_close(cx, q) : r;
}

THEN(close)
{
	struct request_record *q = record;

	(void)input;
	(void)entry;
	q->closed_at = cx->now;
	return store_exec(cx, SQL("UPDATE request SET closed_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, q->id));
}

/* The first answer stands; later ones are notes. */
static int set_answer(struct ctx *cx, struct request_record *q, const char *text)
{
	int r = store_exec(cx,
			   SQL("UPDATE request SET answer = ?, answered_at = ?"
			       " WHERE community_id = ? AND id = ? AND answered_at = 0"),
			   BINDS(text, cx->now, cx->community, q->id));

	if (!q->answered_at)
		q->answer = text;
	if (r == OK)
		r = meet(cx, q, "answer");
	return r == OK ? request_index(cx, q) : r;
}

/* An enquiry or praise has but to be closed now; help goes on, a suggestion gets a full answer. */
THEN(answer)
{
	struct request_record *q = record;
	const struct text_input *in = input;
	int r;

	entry->note = in->text;
	r = set_answer(cx, q, in->text);
	if (r < 0 || (q->kind != KIND_ENQUIRY && q->kind != KIND_PRAISE))
		return r;
	return norm_start_close(cx, q);
}

THEN(full_answer)
{
	static const char *const met[] = { "answer", "finish", NULL };
	struct request_record *q = record;
	const struct text_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE request SET result = ?, outcome = ?, finished_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->text, (int)OUTCOME_DONE, cx->now, cx->community, q->id));

	entry->note = q->result = in->text;
	if (r == OK)
		r = meet_all(cx, q, met);
	if (r == OK)
		r = norm_start_close(cx, q);
	return r == OK ? request_index(cx, q) : r;
}

THEN(send)
{
	struct request_record *q = record;
	const struct send_input *in = input;
	struct strbuf names;
	int r = OK;

	strbuf_init(&names, cx->arena, 2048);
	for (size_t i = 0; r == OK && i < in->helper_count; i++) {
		char *name;
		r = store_exec(cx,
			       SQL("INSERT INTO request_helper (community_id, request_id, account_id,"
				   " sent_at) VALUES (?, ?, ?, ?) ON CONFLICT (community_id, request_id,"
				   " account_id) DO UPDATE SET sent_at = excluded.sent_at"),
			       BINDS(cx->community, q->id, in->helpers[i], cx->now));
		if (r == OK)
			r = store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"),
				       BINDS(in->helpers[i]), &name);
		if (r == OK)
			strbuf_printf(&names, "%s%s", i ? "、" : "", name);
	}
	entry->note = arena_printf(cx->arena, T(cx, "派出 %s%s %s"), names.s,
				   in->short_handed ? T(cx, "（人手不足）") : "",
				   in->remark ? in->remark : "");
	/* 15 (d): somebody was sent, so the caller has an answer */
	if (r == OK)
		r = set_answer(cx, q, entry->note);
	return r == OK ? obligation_owner(cx, "request", q->id, "arrive", in->helpers[0], 0) : r;
}

THEN(help_arrive)
{
	struct request_record *q = record;
	const struct claim_input *in = input;
	int r = store_exec(cx, SQL("UPDATE request SET arrived_at = ? WHERE community_id = ? AND id = ?"),
			   BINDS(in->at ? in->at : cx->now, cx->community, q->id));

	entry->claimed_at = in->at;
	return r == OK ? meet(cx, q, "arrive") : r;
}

/* The help call becomes a matter of another kind and stays open until that one closes. */
THEN(turn)
{
	struct request_record *q = record, child;
	const struct turn_input *in = input;
	struct request_intake intake = { .kind = in->kind, .urgency = in->urgency,
					 .source = q->source, .room = q->room, .place = q->place,
					 .person_name = q->person_name, .phone = q->phone,
					 .text = text_blank(in->text) ? q->text : in->text,
					 .public_area = q->public_area, .contact_id = q->contact_id,
					 .parent_id = q->id };
	int r;

	if (in->kind == TURN_COMPLAINT) {
		/* the complaint's module follows this step, and reads here what it is about */
		entry->data = "{\"kind\":\"complaint\"}";
		entry->note = intake.text;
		return set_answer(cx, q, arena_printf(cx->arena, T(cx, "转为%s"), T(cx, "投诉")));
	}
	r = request_open(cx, &intake, &child);
	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, T(cx, "转为%s %s"),
				   T(cx, choice_of(request_kinds, in->kind)->label), child.number);
	return set_answer(cx, q, entry->note);
}

THEN(police)
{
	const struct request_record *q = record;
	const struct police_input *in = input;

	entry->claimed_at = in->police_at;
	entry->note = in->police_at ? T(cx, "已拨打 110") : in->no_police_reason;
	return store_exec(cx,
			  SQL("UPDATE request SET police_at = ?, no_police_reason = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(in->police_at ? in->police_at : q->police_at,
				in->no_police_reason ? in->no_police_reason : "", cx->community,
				q->id));
}

THEN(security)
{
	const struct text_input *in = input;

	entry->note = in->text;
	return store_exec(cx,
			  SQL("UPDATE request SET security_text = ? WHERE community_id = ? AND id = ?"),
			  BINDS(in->text, cx->community, ((struct request_record *)record)->id));
}

THEN(sight)
{
	const struct text_input *in = input;

	entry->note = in->text;
	return store_exec(cx, SQL("UPDATE request SET sighted_by = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->actor ? cx->actor->id : 0, cx->community,
				((struct request_record *)record)->id));
}

THEN(outcome)
{
	struct request_record *q = record;
	const struct outcome_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE request SET result = ?, outcome = ?, finished_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->result, in->outcome ? in->outcome : (int)OUTCOME_DONE, cx->now,
				 cx->community, q->id));

	entry->note = q->result = in->result;
	if (r == OK)
		r = norm_start_close(cx, q);
	return r == OK ? request_index(cx, q) : r;
}

THEN(refer)
{
	const struct request_record *q = record;
	const struct refer_input *in = input;

	entry->note = arena_printf(cx->arena, T(cx, "转 %s %s %s"), in->refer_name, in->refer_phone,
				   in->remark ? in->remark : "");
	return store_exec(cx,
			  SQL("UPDATE request SET refer_name = ?, refer_phone = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(in->refer_name, in->refer_phone, cx->community, q->id));
}

THEN(note)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct text_input *)input)->text;
	return OK;
}

/* A word of the correction: "房号 3-2-501 → 3-2-502". */
static void tell(struct strbuf *out, struct ctx *cx, const char *what, const char *old,
		 const char *new)
{
	strbuf_printf(out, "%s %s → %s；", T(cx, what), old && *old ? old : "-", new);
}

/* Wrong kind is mended only before anybody worked on it: later its clocks and steps are history. */
static int correct_kind(struct ctx *cx, struct request_record *q, int kind, struct strbuf *told)
{
	int r;

	if (!kind || kind == q->kind)
		return OK;
	if (q->state != REQUEST_NEW)
		return fail_field(cx, "kind", T(cx, "已经开始处理，类别不能再改；请取消后重新登记。"));
	if (kind == KIND_HELP)
		return fail_field(cx, "kind", T(cx, "改成求助要选求助类别，请取消后重新登记。"));
	tell(told, cx, "类别", T(cx, choice_of(request_kinds, q->kind)->label),
	     T(cx, choice_of(request_kinds, kind)->label));
	q->kind = kind;
	q->help_class = 0;
	r = obligation_cancel(cx, "request", q->id, NULL);
	return r == OK ? norms_begin(cx, q) : r;
}

THEN(correct)
{
	struct request_record *q = record;
	const struct correct_input *in = input;
	struct strbuf told;
	struct room room = { .id = q->room_id, .room = q->room };
	int r = OK;

	strbuf_init(&told, cx->arena, 4096);
	if (!text_blank(in->room)) {
		r = room_find(cx, in->room, &room);
		if (r < 0)
			return r == ERR_NOT_FOUND ? fail_field(cx, "room", "%s", cx->why) : r;
		tell(&told, cx, "房号", q->room, room.room);
	}
	if (!text_blank(in->person_name)) {
		tell(&told, cx, "提出人", q->person_name, in->person_name);
		q->person_name = in->person_name;
	}
	if (!text_blank(in->phone)) {
		tell(&told, cx, "电话", text_mask(cx->arena, q->phone), text_mask(cx->arena, in->phone));
		q->phone = in->phone;
	}
	r = correct_kind(cx, q, in->kind, &told);
	if (r == OK && !told.len)
		return fail(cx, ERR_INVALID, T(cx, "没有要更正的内容。"));
	entry->note = arena_printf(cx->arena, "%s%s", told.s, in->reason);
	q->room_id = room.id;
	q->room = room.room;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE request SET room_id = ?, room = ?, person_name = ?, phone = ?,"
				   " kind = ?, help_class = ? WHERE community_id = ? AND id = ?"),
			       BINDS(q->room_id, q->room, q->person_name, q->phone, q->kind,
				     q->help_class, cx->community, q->id));
	return r == OK ? request_index(cx, q) : r;
}

THEN(cancel)
{
	struct request_record *q = record;
	const struct reason_input *in = input;
	int r = obligation_cancel(cx, "request", q->id, NULL);

	entry->note = in->reason;
	return r == OK ? then_close(cx, record, NULL, entry) : r;
}

/* 并入事件: the person is one of those who reported it, and is told when it is over. */
THEN(incident)
{
	const struct request_record *q = record;
	const struct incident_input *in = input;
	struct incident_report who = { q->person_name, q->phone, q->room };
	struct incident i;
	int r = incident_find(cx, in->incident, "incident", &i);

	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, "%s %s", i.number, i.title);
	return incident_attach(cx, i.id, &who, "request", q->id);
}
