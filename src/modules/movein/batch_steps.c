/* What becomes of a batch: proof first, then the letters, then the flats. */
#include "app/calendar.h"
#include "app/number.h"
#include "app/reconcile.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/movein/movein_parts.h"
#include "store/store.h"

struct batch_words {
	const char *text;
};
struct issue_input {
	int channel;
};
static const struct field words_fields[] = {
	FIELD(batch_words, text, .label = "说明", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
static const struct field remark_fields[] = {
	FIELD(batch_words, text, .label = "核对意见", .flags = IN_FORM, .max = 200),
};
static const struct field issue_fields[] = {
	FIELD(issue_input, channel, .label = "送达方式", .show = SHOW_ENUM,
	      .choices = movein_channels, .flags = IN_FORM | REQUIRED),
};

const struct norm movein_approve_norm = { "approve", "核准交付批次", "19 (b)", NULL,
					  .ladder = LADDER_HEAD };

static bool takeover(const void *record)
{
	return ((const struct movein_batch *)record)->kind == MOVEIN_TAKEOVER;
}

static bool movein(const void *record)
{
	return ((const struct movein_batch *)record)->kind == MOVEIN_MOVEIN;
}

int movein_must_be_certified(struct ctx *cx, const struct movein_batch *b)
{
	bool opinion = text_blank(b->opinion_number), filing = text_blank(b->filing_number);

	if (!opinion && !filing)
		return OK;
	return fail(cx, ERR_CONFLICT, T(cx, "缺%s%s%s的编号，依法不能通知交付。"),
		    opinion ? T(cx, "竣工验收意见书") : "", opinion && filing ? T(cx, "、") : "",
		    filing ? T(cx, "竣工验收备案证书") : "");
}

static int may_verify(struct ctx *cx, const void *record, const void *input)
{
	const struct movein_batch *b = record;
	int r = movein_must_be_certified(cx, b);

	(void)input;
	if (r == OK && !b->rooms)
		return fail(cx, ERR_CONFLICT, T(cx, "批次里还没有一户，请先加楼栋或导入买受人。"));
	if (r == OK && cx->actor && cx->actor->id == b->created_by)
		return fail(cx, ERR_FORBIDDEN, T(cx, "拟定人不能自己核准，请另一位核对证书。"));
	return r;
}

static int then_verify(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct movein_batch *b = record;

	entry->note = arena_printf(cx->arena, "%s %s；%s %s。%s", T(cx, "竣工验收意见书"),
				   b->opinion_number, T(cx, "竣工验收备案证书"), b->filing_number,
				   ((const struct batch_words *)input)->text ?: "");
	return store_exec(cx,
			  SQL("UPDATE movein_batch SET approved_by = ?, approved_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->actor ? cx->actor->id : 0, cx->now, cx->community, b->id));
}

/* 14 (d): time enough before the first day, and a name on every letter. */
static int may_issue(struct ctx *cx, const void *record, const void *input)
{
	const struct movein_batch *b = record;
	char text[CIVIL_TEXT];
	int64_t days, nameless;
	int today, r = movein_must_be_certified(cx, b);

	(void)input;
	if (r == OK)
		r = movein_today(cx, &today);
	if (r == OK)
		r = setting_int(cx, "movein.notice_days", &days);
	if (r == OK && today + days > b->from_on)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "通知书要在交付首日 %d 天以前发出；今天发出，交付首日最早 %s。"), (int)days,
			    civil_date(today + (int)days, text));
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM movein_notice WHERE community_id = ?"
				  " AND batch_id = ? AND state = 1 AND buyers = ''"),
			      BINDS(cx->community, b->id), &nameless);
	if (r == OK && nameless)
		return fail(cx, ERR_CONFLICT, T(cx, "还有 %d 户没有买受人，请补上或移出批次。"), (int)nameless);
	return r;
}

/* The letters follow by movein_send_some(), so that no write is longer than others may wait. */
static int then_issue(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct movein_batch *b = record;
	int channel = ((const struct issue_input *)input)->channel;
	int r = store_exec(cx,
			   SQL("UPDATE movein_notice SET channel = ? WHERE community_id = ? AND batch_id = ?"
			       " AND state = 1"),
			   BINDS(channel, cx->community, b->id));

	entry->note = arena_printf(cx->arena, T(cx, "%s，%d 户"),
				   T(cx, choice_of(movein_channels, channel)->label), (int)b->unsent);
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE movein_batch SET issued_at = ? WHERE community_id = ?"
				      " AND id = ?"),
				  BINDS(cx->now, cx->community, b->id));
}

static int then_words(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct batch_words *)input)->text;
	return OK;
}

struct notice_id {
	int64_t id;
};
static const struct field id_fields[] = { FIELD(notice_id, id, 0) };

/* Drafts that will never be sent. */
static int then_drop(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct notice_id *rows;
	struct movein_notice n;
	struct input in;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id FROM movein_notice WHERE community_id = ? AND batch_id = ?"
			       " AND state = 1 ORDER BY position"),
			   BINDS(cx->community, ((const struct movein_batch *)record)->id),
			   FIELDS(notice_id, id_fields), &rows, &count);

	input_init(&in, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++)
		r = movein_notice_step(cx, rows[i].id, "leave", 0, &in, 0, &n);
	entry->note = ((const struct batch_words *)input)->text;
	return r;
}

static int may_open(struct ctx *cx, const void *record, const void *input)
{
	const struct movein_batch *b = record;
	int today, r = movein_today(cx, &today);

	(void)input;
	return r == OK && (today < b->from_on || b->unsent)
		? fail(cx, ERR_CONFLICT, T(cx, "还没有到交付首日，或者通知书还没有发完。")) : r;
}

/* Nobody is forgotten: every letter came to an end, or is refused and will be sent anew. */
static int may_end(struct ctx *cx, const void *record, const void *input)
{
	const struct movein_batch *b = record;
	int64_t open = b->rooms - b->came - b->deemed;

	(void)input;
	return open ? fail(cx, ERR_CONFLICT, T(cx, "还有 %d 户没有收楼，也没有视同交付，批次不能结束。"), (int)open)
		    : OK;
}

static const struct step steps[] = {
	{ BATCH_DRAFT, "verify", BATCH_VERIFIED, PERM_MOVEIN_VERIFY, "核对两项证明",
	  STEP_INPUT(batch_words, remark_fields), .may = may_verify, .then = then_verify,
	  .applies = takeover, .meets = { "approve" } },
	{ BATCH_DRAFT, "approve", BATCH_VERIFIED, PERM_MOVEIN_HEAD, "批准入伙计划",
	  STEP_INPUT(batch_words, remark_fields), .may = may_verify, .then = then_verify,
	  .applies = movein, .meets = { "approve" } },
	{ BATCH_VERIFIED, "issue", BATCH_NOTIFYING, PERM_MOVEIN_WRITE, "发出通知书",
	  STEP_INPUT(issue_input, issue_fields), .may = may_issue, .then = then_issue },
	{ BATCH_NOTIFYING, "open", BATCH_HANDING, PERM_MOVEIN_WRITE, "开始交付", .may = may_open },
	{ BATCH_HANDING, "end", BATCH_ENDED, PERM_MOVEIN_VERIFY, "结束批次",
	  STEP_INPUT(batch_words, words_fields), .may = may_end, .then = then_words },
	{ BATCH_DRAFT, "drop", BATCH_DROPPED, PERM_MOVEIN_WRITE, "撤销批次",
	  STEP_INPUT(batch_words, words_fields), .then = then_drop, .drops = true },
	{ BATCH_VERIFIED, "drop", BATCH_DROPPED, PERM_MOVEIN_VERIFY, "撤销批次",
	  STEP_INPUT(batch_words, words_fields), .then = then_drop, .drops = true },
};

bool movein_batch_final(int state)
{
	return state >= BATCH_ENDED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE movein_batch SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这个批次刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("movein_batch", "movein_batch",
	     KEPT_TIME("movein_batch", "created_at") KEPT_TIME("movein_batch", "approved_at")
	     KEPT_TIME("movein_batch", "issued_at"))

const struct machine movein_batch_machine = {
	.subject = "movein_batch",
	.states = movein_batch_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct movein_batch, id),
	.state_at = offsetof(struct movein_batch, state),
	.version_at = offsetof(struct movein_batch, version),
	.is_final = movein_batch_final,
	.move = move,
	.kept = kept,
};

int movein_batch_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		      const struct input *in, int zone_minutes, struct movein_batch *ret)
{
	int r = movein_batch_get(cx, id, ret);

	/* 14 (g) 1: whoever presses 发出 hears first which certificate is missing */
	if (r == OK && !strcmp(action, "issue"))
		r = movein_must_be_certified(cx, ret);
	if (r == OK)
		r = step_take(cx, &movein_batch_machine, ret, action, version, in, zone_minutes);
	return r == OK ? movein_batch_get(cx, id, ret) : r;
}

/* ---- sending ---- */

static int send_one(struct ctx *cx, int64_t id)
{
	struct movein_notice n;
	struct input in;

	input_init(&in, cx->arena);
	return movein_notice_step(cx, id, "send", 0, &in, 0, &n);
}

int movein_send_some(struct ctx *cx, int64_t most, int64_t *ret_sent)
{
	struct notice_id *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT n.id FROM movein_notice n JOIN movein_batch b"
			       " ON b.community_id = n.community_id AND b.id = n.batch_id"
			       " WHERE n.community_id = ? AND n.state = 1 AND b.state IN (3, 4)"
			       " ORDER BY n.batch_id, n.position LIMIT ?"),
			   BINDS(cx->community, most), FIELDS(notice_id, id_fields), &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = send_one(cx, rows[i].id);
	*ret_sent = r == OK ? (int64_t)count : 0;
	return r;
}
