/* The life of a letter: sent, proven or come back, taken up or not. */
#include "app/reconcile.h"
#include "base/civil.h"
#include "modules/movein/notice_inputs.h"
#include "store/store.h"

static bool sends(const void *record)
{
	int state = ((const struct movein_notice *)record)->batch_state;

	return state == BATCH_NOTIFYING || state == BATCH_HANDING;
}

static bool drafted(const void *record)
{
	return ((const struct movein_notice *)record)->batch_state <= BATCH_VERIFIED;
}

static bool is_sent(const void *record)
{
	return ((const struct movein_notice *)record)->state != NOTICE_DRAFT;
}

static bool booked(const void *record)
{
	return ((const struct movein_notice *)record)->slot_on != 0;
}

static bool unproven(const void *record)
{
	return !((const struct movein_notice *)record)->delivered_on;
}

/* What a letter that is still open may always get. */
#define BOOKING(state) \
	{ state, "book", SAME_STATE, PERM_MOVEIN_WRITE, "预约", \
	  STEP_INPUT(book_input, notice_book_table), .may = notice_may_book, .then = notice_then_book }, \
	{ state, "unbook", SAME_STATE, PERM_MOVEIN_WRITE, "取消预约", .then = notice_then_unbook, \
	  .applies = booked }
#define REFUSING(state) \
	{ state, "refuse", NOTICE_REFUSED, PERM_MOVEIN_WRITE, "登记书面拒收", \
	  STEP_INPUT(refuse_input, notice_refuse_table), .may = notice_may_refuse, \
	  .then = notice_then_refuse }
#define COMING(state) \
	{ state, "come", NOTICE_CAME, PERM_MOVEIN_WRITE, "登记到场", .then = notice_then_end, .drops = true }
#define DELIVERING(state, to, when) \
	{ state, "deliver", to, PERM_MOVEIN_WRITE, "登记送达", \
	  STEP_INPUT(deliver_input, notice_deliver_table), .may = notice_may_deliver, \
	  .then = notice_then_deliver, .applies = when, .meets = { "call" } }

static const struct step steps[] = {
	{ NOTICE_DRAFT, "send", NOTICE_SENT, PERM_MOVEIN_WRITE, "发出", .then = notice_then_send,
	  .applies = sends },
	{ NOTICE_DRAFT, "leave", NOTICE_DROPPED, PERM_MOVEIN_WRITE, "移出批次",
	  .then = notice_then_end, .applies = drafted, .drops = true },
	DELIVERING(NOTICE_SENT, NOTICE_DELIVERED, NULL),
	{ NOTICE_SENT, "waybill", SAME_STATE, PERM_MOVEIN_WRITE, "登记运单号",
	  STEP_INPUT(waybill_input, notice_waybill_table), .then = notice_then_waybill },
	{ NOTICE_SENT, "bounce", NOTICE_RETURNED, PERM_MOVEIN_WRITE, "登记退回",
	  STEP_INPUT(bounce_input, notice_bounce_table), .may = notice_may_bounce,
	  .then = notice_then_bounce },
	{ NOTICE_RETURNED, "resend", NOTICE_SENT, PERM_MOVEIN_WRITE, "重发或公告",
	  STEP_INPUT(resend_input, notice_resend_table), .then = notice_then_resend },
	DELIVERING(NOTICE_RETURNED, NOTICE_DELIVERED, NULL),
	BOOKING(NOTICE_SENT), BOOKING(NOTICE_DELIVERED), BOOKING(NOTICE_LATE), BOOKING(NOTICE_SECOND),
	REFUSING(NOTICE_SENT), REFUSING(NOTICE_DELIVERED), REFUSING(NOTICE_RETURNED),
	REFUSING(NOTICE_LATE), REFUSING(NOTICE_SECOND),
	{ NOTICE_REFUSED, "again", NOTICE_SENT, PERM_MOVEIN_WRITE, "整改后再次通知",
	  STEP_INPUT(again_input, notice_again_table), .may = notice_may_again,
	  .then = notice_then_again, .meets = { "mend" } },
	{ NOTICE_SENT, "expire", NOTICE_LATE, PERM_MOVEIN_WRITE, "逾期未到", .may = notice_may_expire,
	  .then = notice_then_expire },
	{ NOTICE_DELIVERED, "expire", NOTICE_LATE, PERM_MOVEIN_WRITE, "逾期未到",
	  .may = notice_may_expire, .then = notice_then_expire },
	{ NOTICE_LATE, "second", NOTICE_SECOND, PERM_MOVEIN_WRITE, "发二次通知",
	  STEP_INPUT(resend_input, notice_resend_table), .then = notice_then_second,
	  .meets = { "second" } },
	DELIVERING(NOTICE_LATE, SAME_STATE, unproven),
	DELIVERING(NOTICE_SECOND, SAME_STATE, unproven),
	{ NOTICE_SECOND, "deem", NOTICE_DEEMED, PERM_MOVEIN_HEAD, "视同交付",
	  STEP_INPUT(deem_input, notice_deem_table), .may = notice_may_deem, .then = notice_then_deem,
	  .meets = { "decide", "call" } },
	{ NOTICE_SECOND, "keep", SAME_STATE, PERM_MOVEIN_HEAD, "继续联系",
	  STEP_INPUT(notice_words, notice_words_table), .then = notice_then_words,
	  .meets = { "decide" } },
	COMING(NOTICE_SENT), COMING(NOTICE_DELIVERED), COMING(NOTICE_RETURNED), COMING(NOTICE_LATE),
	COMING(NOTICE_SECOND), COMING(NOTICE_REFUSED),
	{ ANY_STATE, "call", SAME_STATE, PERM_MOVEIN_WRITE, "记录电话告知",
	  STEP_INPUT(notice_words, notice_words_table), .then = notice_then_words, .applies = is_sent,
	  .meets = { "call" } },
	{ ANY_STATE, "void", NOTICE_DROPPED, PERM_MOVEIN_VERIFY, "作废",
	  STEP_INPUT(notice_words, notice_words_table), .then = notice_then_void, .applies = is_sent,
	  .drops = true },
};

bool movein_notice_final(int state)
{
	return state >= NOTICE_CAME;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE movein_notice SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这份通知书刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("movein_notice", "movein_notice",
	     KEPT_TIME("movein_notice", "created_at") KEPT_TIME("movein_notice", "sent_at")
	     KEPT_TIME("movein_notice", "ended_at"))

const struct machine movein_notice_machine = {
	.subject = "movein_notice",
	.states = movein_notice_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct movein_notice, id),
	.state_at = offsetof(struct movein_notice, state),
	.version_at = offsetof(struct movein_notice, version),
	.is_final = movein_notice_final,
	.move = move,
	.kept = kept,
};

int movein_notice_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		       const struct input *in, int zone_minutes, struct movein_notice *ret)
{
	int r = movein_notice_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &movein_notice_machine, ret, action, version, in, zone_minutes);
	return r == OK ? movein_notice_get(cx, id, ret) : r;
}

int movein_notice_read(struct ctx *cx, int64_t id, const char *reader)
{
	const struct actor *actor = cx->actor;
	struct movein_notice n;
	struct input in;
	char day[CIVIL_TEXT];
	int today, r = movein_notice_get(cx, id, &n);

	if (r == OK)
		r = movein_today(cx, &today);
	if (r < 0 || n.delivered_on || movein_notice_final(n.state) || n.state == NOTICE_REFUSED)
		return r;
	input_init(&in, cx->arena);
	input_add(&in, "proof", "read");
	input_add(&in, "delivered_on", civil_date(today, day));
	input_add(&in, "receiver", reader);
	cx->actor = NULL;
	r = step_take(cx, &movein_notice_machine, &n, "deliver", 0, &in, ZONE_SHANGHAI);
	cx->actor = actor;
	return r;
}

struct letter_id {
	int64_t id;
};
static const struct field id_fields[] = { FIELD(letter_id, id, 0) };

int movein_notices_came(struct ctx *cx, int64_t room)
{
	struct letter_id *rows;
	struct movein_notice n;
	struct input in;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id FROM movein_notice WHERE community_id = ? AND room_id = ?"
			       " AND state IN (2, 3, 4, 5, 6, 7) ORDER BY id LIMIT 10"),
			   BINDS(cx->community, room), FIELDS(letter_id, id_fields), &rows, &count);

	input_init(&in, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++)
		r = movein_notice_step(cx, rows[i].id, "come", 0, &in, 0, &n);
	return r;
}
