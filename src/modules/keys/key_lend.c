/* Lending and what follows from it: return, deposit, overnight, the emergency. */
#include "app/attachment.h"
#include "app/calendar.h"
#include "app/number.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/keys/key_checks.h"
#include "modules/keys/key_parts.h"
#include "modules/shifts/shifts.h"
#include "store/store.h"

const struct norm key_return_norm = { "return", "归还钥匙", "18 (d)", NULL };
const struct norm key_call_norm = { "call", "致电催还", "18 (d)", "keys.call_minutes" };
const struct norm key_tell_norm = { "tell", "告知业主", "18 (c)", "keys.tell_minutes" };
const struct norm key_lock_norm = { "lock", "换锁", "18 (d)", "keys.lock_hours",
				    .ladder = LADDER_ENGINEERING };
const struct norm key_decide_norm = { "decide", "决定押金", "18 (d)", "keys.decide_hours" };
const struct norm_of key_norms[] = {
	{ "key", &key_return_norm }, { "key", &key_call_norm },   { "key", &key_tell_norm },
	{ "key", &key_lock_norm },   { "key", &key_decide_norm },
	{ "key_check", &key_check_norm }, { NULL, NULL },
};

static const struct choice decisions[] = {
	{ DEPOSIT_RETURNED, "refund", "退还押金" },
	{ DEPOSIT_KEPT, "keep", "押金不退" },
	CHOICE_END,
};
const struct field lend_table[LEND_FIELDS] = {
	FIELD(lend_input, unit, .label = "单位", .show = SHOW_ENUM, .choices = key_units,
	      .flags = IN_FORM | REQUIRED),
	FIELD(lend_input, borrower, .label = "借用人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(lend_input, borrower_name, .label = "外单位借用人", .flags = IN_FORM, .max = 60),
	FIELD(lend_input, request, .label = "工单号", .flags = IN_FORM, .max = 40,
	      .hint = "为哪张在办的工单借用"),
	FIELD(lend_input, purpose, .label = "或事由", .flags = IN_FORM, .max = 200,
	      .hint = "没有工单时写明公务事由；因私不借"),
	FIELD(lend_input, paper, .label = "押证", .flags = IN_FORM, .max = 60,
	      .hint = "外单位押下的证件，如 工作证"),
	FIELD(lend_input, deposit_fen, .label = "或押金", .show = SHOW_MONEY, .flags = IN_FORM),
};
const struct field urgent_table[URGENT_FIELDS] = {
	FIELD(urgent_input, borrower, .label = "开门人", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(urgent_input, second_name, .label = "第二名开门人", .flags = IN_FORM | REQUIRED,
	      .max = 60),
	FIELD(urgent_input, purpose, .label = "紧急情况", .flags = IN_FORM | REQUIRED, .max = 200),
};
const struct field return_table[RETURN_FIELDS] = {
	FIELD(return_input, returner, .label = "归还人", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(return_input, count, .label = "核对把数", .flags = IN_FORM | REQUIRED, .min = 1,
	      .max = 99),
	FIELD(return_input, remark, .label = "房屋状况", .flags = IN_FORM, .max = 200,
	      .hint = "灯、水、门窗是否关好，有无异常"),
};
const struct field extend_table[EXTEND_FIELDS] = {
	FIELD(extend_input, due_at, .label = "改到何时归还", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(extend_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED),
};
const struct field settle_table[SETTLE_FIELDS] = {
	FIELD(settle_input, decision, .label = "决定", .show = SHOW_ENUM, .choices = decisions,
	      .flags = IN_FORM | REQUIRED),
	FIELD(settle_input, reason, .label = "理由", .flags = IN_FORM | REQUIRED),
};

/* ---- what is asked before ---- */

int key_still_good(struct ctx *cx, int64_t at, bool *ret)
{
	int64_t hours;
	int r = setting_int(cx, "keys.approval_hours", &hours);

	*ret = r == OK && at && at + HOURS(hours) >= cx->now;
	return r;
}

int key_staff_name(struct ctx *cx, const char *field, int64_t account, const char **ret)
{
	char *name;
	int r = shift_must_work_here(cx, field, account);

	if (r == OK)
		r = store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"), BINDS(account), &name);
	if (r == OK)
		*ret = name;
	return r;
}

int key_read_picture(struct ctx *cx, const struct input *sent, int64_t *ret)
{
	const char *text = input_text(sent, "signature");

	*ret = 0;
	if (!text_blank(text) && text_int(text, ret) < 0)
		return fail_field(cx, "signature", T(cx, "没有找到这张图片，请重新上传。"));
	return OK;
}

int key_picture(struct ctx *cx, int64_t key, int64_t picture)
{
	struct attachment a;
	int r = picture ? attachment_get(cx, picture, &a) : OK;

	if (picture && (r == ERR_NOT_FOUND ||
			(r == OK && (strcmp(a.subject, "key") != 0 || a.subject_id != key))))
		return fail_field(cx, "signature", T(cx, "没有找到这张图片，请重新上传。"));
	return r;
}

/* The open matter that the loan is for. */
static int find_work(struct ctx *cx, struct lend_input *in)
{
	const char *number = text_blank(in->request) ? "" : text_trim(cx->arena, in->request);
	int r = OK;

	in->request_number = number;
	in->request_id = 0;
	if (!*number && text_blank(in->purpose))
		return fail_field(cx, "purpose", T(cx, "请填为哪张工单借用，或者写明公务事由。"));
	if (*number)
		r = store_int(cx,
			      SQL("SELECT id FROM request_open WHERE community_id = ? AND number = ?"),
			      BINDS(cx->community, number), &in->request_id);
	return r == ERR_NOT_FOUND
		? fail_field(cx, "request", T(cx, "没有编号 %s 的在办工单；办结的工单不能再借钥匙。"), number)
		: r;
}

/* Somebody of ours, who is not the lender; or a name, with a paper or the deposit. */
static int find_borrower(struct ctx *cx, struct lend_input *in)
{
	int64_t least;
	int r = setting_int(cx, "keys.deposit_fen", &least);

	if (r < 0)
		return r;
	if (in->unit == KEY_UNIT_OWN) {
		if (!in->borrower)
			return fail_field(cx, "borrower", T(cx, "请选择借用人。"));
		if (cx->actor && in->borrower == cx->actor->id)
			return fail_field(cx, "borrower",
					  T(cx, "不能把钥匙借给自己，请另一位同事经手。"));
		return key_staff_name(cx, "borrower", in->borrower, &in->name);
	}
	in->borrower = 0;
	if (text_blank(in->borrower_name))
		return fail_field(cx, "borrower_name", T(cx, "请填外单位借用人的姓名。"));
	in->name = text_trim(cx->arena, in->borrower_name);
	if (text_blank(in->paper) && in->deposit_fen < least)
		return fail_field(cx, "deposit", T(cx, "外单位借用要押证件，或者收押金 %d.%02d 元。"),
				  (int)(least / 100), (int)(least % 100));
	return OK;
}

/* 18 (c): an owner's key and an outside borrower need somebody's approval who is not the lender. */
static int check_approval(struct ctx *cx, const struct key *k, const struct lend_input *in)
{
	bool good;
	int r = key_still_good(cx, k->approved_at, &good);

	if (r < 0 || (in->unit == KEY_UNIT_OWN && k->kind != KEY_ENTRUSTED))
		return r;
	if (!good || !k->approved_by)
		return fail(cx, ERR_CONFLICT, k->kind == KEY_ENTRUSTED
			    ? T(cx, "业主委托的钥匙要先致电业主，再由管理处主任批准才能借出。")
			    : T(cx, "外单位借用要先由主管批准。"));
	if (strcmp(k->approved_for, in->name) != 0)
		return fail(cx, ERR_CONFLICT, T(cx, "批准的是借给 %s，与借用人不符。"), k->approved_for);
	if (cx->actor && k->approved_by == cx->actor->id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "批准人不能经手借出，请另一位同事办理。"));
	return OK;
}

int read_lend(struct ctx *cx, const struct input *sent, void *input)
{
	struct lend_input *in = input;
	int r = key_read_picture(cx, sent, &in->signature);

	if (r == OK)
		r = find_work(cx, in);
	return r == OK ? find_borrower(cx, in) : r;
}

int read_urgent(struct ctx *cx, const struct input *sent, void *input)
{
	return key_read_picture(cx, sent, &((struct urgent_input *)input)->signature);
}

int read_return(struct ctx *cx, const struct input *sent, void *input)
{
	return key_read_picture(cx, sent, &((struct return_input *)input)->signature);
}

int may_lend(struct ctx *cx, const void *record, const void *input)
{
	const struct key *k = record;
	const struct lend_input *in = input;
	int r = check_approval(cx, k, in);

	return r == OK ? key_picture(cx, k->id, in->signature) : r;
}

int may_urgent(struct ctx *cx, const void *record, const void *input)
{
	const struct key *k = record;
	const struct urgent_input *in = input;
	const char *name;
	int r = key_staff_name(cx, "borrower", in->borrower, &name);

	if (r == OK && !strcmp(text_trim(cx->arena, in->second_name), name))
		return fail_field(cx, "second_name", T(cx, "应急开门要两个人，请写另一位的姓名。"));
	if (r == OK && !in->signature)
		return fail_field(cx, "signature", T(cx, "请上传现场照片。"));
	return r == OK ? key_picture(cx, k->id, in->signature) : r;
}

int may_give_back(struct ctx *cx, const void *record, const void *input)
{
	const struct key *k = record;
	const struct return_input *in = input;

	if (in->count != k->count)
		return fail_field(cx, "count",
				  T(cx, "这串钥匙是 %d 把，与交回的不符。请当场查找；找不到就报失。"), k->count);
	if (cx->actor && k->borrower_id && cx->actor->id == k->borrower_id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "不能给自己办理归还，请另一位同事核对。"));
	return key_picture(cx, k->id, in->signature);
}

int may_extend(struct ctx *cx, const void *record, const void *input)
{
	const struct key *k = record;
	const struct extend_input *in = input;

	if (in->due_at <= cx->now || in->due_at > cx->now + DAYS(31))
		return fail_field(cx, "due_at", T(cx, "归还时间应在现在之后、31 天以内。"));
	if (cx->actor && cx->actor->id == k->borrower_id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "不能批准自己过夜借用。"));
	return OK;
}

static int asked_loan(struct ctx *cx, int64_t key, int64_t *ret_loan)
{
	int r = store_int(cx,
			  SQL("SELECT id FROM key_loan WHERE community_id = ? AND key_id = ?"
			      " AND deposit = 3 ORDER BY id LIMIT 1"),
			  BINDS(cx->community, key), ret_loan);

	return r == ERR_NOT_FOUND ? fail(cx, ERR_CONFLICT, T(cx, "没有等待决定的押金。")) : r;
}

int may_settle(struct ctx *cx, const void *record, const void *input)
{
	int64_t loan;

	(void)input;
	return asked_loan(cx, ((const struct key *)record)->id, &loan);
}

/* ---- what is done ---- */

/* Today at the closing of the desk; after that until midnight. */
static int due_today(struct ctx *cx, int64_t *ret)
{
	int64_t minute;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "keys.return_by", &minute);
	if (r < 0)
		return r;
	*ret = civil_ms(civil_day_of(cx->now, zone), (int)minute, zone);
	if (*ret <= cx->now)
		*ret = civil_ms(civil_day_of(cx->now, zone) + 1, 0, zone);
	return OK;
}

/* The loan leaves the consent and the approval used up. */
static int put_out(struct ctx *cx, struct key *k, int64_t loan)
{
	return store_exec(cx,
			  SQL("UPDATE office_key SET loan_id = ?, approved_for = '', approved_by = 0,"
			      " approved_at = 0, answer = 0, answered_at = 0"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(loan, cx->community, k->id));
}

static int owe_return(struct ctx *cx, const struct key *k, int64_t borrower, int64_t due)
{
	int64_t post = 0;
	int r = borrower ? OK : post_of_role(cx, ROLE_FRONT_DESK, &post);

	return r == OK ? obligation_promise(cx, &key_return_norm, "key", k->id, due, borrower, post) : r;
}

static int add_loan(struct ctx *cx, struct key *k, const struct key_loan *l, int64_t *ret_due)
{
	int64_t id = id_new(cx->now);
	char *number;
	int r = number_next(cx, "JY", &number);

	if (r == OK)
		r = due_today(cx, ret_due);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO key_loan (community_id, id, number, key_id, room_id, unit,"
				   " borrower_id, borrower_name, second_name, request_id, request_number,"
				   " purpose, count, paper, deposit_fen, deposit_number, deposit,"
				   " approved_by, lent_by, lent_at, due_at, reminded_at, called_at, urgent,"
				   " returned_at, returned_to, returner, remark, lost) VALUES (?, ?, ?, ?, ?, ?,"
				   " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0, '', '', 0)"),
			       BINDS(cx->community, id, number, k->id, k->room_id, l->unit, l->borrower_id,
				     l->borrower_name, l->second_name, l->request_id, l->request_number,
				     l->purpose, k->count, l->paper, l->deposit_fen, l->deposit_number,
				     l->deposit, l->approved_by, cx->actor ? cx->actor->id : 0, cx->now,
				     *ret_due, l->urgent));
	if (r == OK)
		r = put_out(cx, k, id);
	return r == OK ? owe_return(cx, k, l->borrower_id, *ret_due) : r;
}

int then_lend(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct key *k = record;
	const struct lend_input *in = input;
	bool paid = in->unit != KEY_UNIT_OWN && in->deposit_fen > 0;
	char *receipt = NULL;
	int64_t due;
	int r = paid ? number_next(cx, "YJ", &receipt) : OK;
	struct key_loan l = {
		.unit = in->unit, .borrower_id = in->borrower, .borrower_name = in->name,
		.second_name = "", .request_id = in->request_id, .request_number = in->request_number,
		.purpose = in->purpose ? in->purpose : "", .paper = in->paper ? in->paper : "",
		.deposit_fen = paid ? in->deposit_fen : 0, .deposit = paid ? DEPOSIT_HELD : DEPOSIT_NONE,
		.approved_by = k->approved_by,
	};

	l.deposit_number = receipt ? receipt : "";
	if (r == OK)
		r = add_loan(cx, k, &l, &due);
	entry->note = arena_printf(cx->arena, "%s %s %s", in->name, in->request_number, l.purpose);
	return r;
}

/* 18 (c): opened at once; the owner is told at once. */
int then_urgent(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct key *k = record;
	const struct urgent_input *in = input;
	const char *name = "";
	int64_t due, post;
	int r = key_staff_name(cx, "borrower", in->borrower, &name);
	struct key_loan l = {
		.unit = KEY_UNIT_OWN, .borrower_id = in->borrower, .second_name = in->second_name,
		.request_number = "", .purpose = in->purpose, .paper = "", .deposit_number = "",
		.approved_by = cx->actor ? cx->actor->id : 0, .urgent = true,
	};

	l.borrower_name = name;
	if (r == OK)
		r = add_loan(cx, k, &l, &due);
	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	if (r == OK)
		r = obligation_open(cx, &key_tell_norm, "key", k->id, 0, 0, post, NULL);
	entry->note = arena_printf(cx->arena, T(cx, "%s、%s 开门：%s"), name, in->second_name, in->purpose);
	return r;
}

/* Another man than the borrower, or a key that is lost: the deposit waits for the supervisor. */
static int deposit_on_return(struct ctx *cx, const struct key_loan *l, const char *returner,
			     int *ret)
{
	int64_t post;
	bool same = !strcmp(text_trim(cx->arena, returner), l->borrower_name);
	int r;

	*ret = l->deposit == DEPOSIT_HELD ? same ? DEPOSIT_RETURNED : DEPOSIT_ASKED : l->deposit;
	if (*ret != DEPOSIT_ASKED)
		return OK;
	r = post_of_role(cx, ROLE_SUPERVISOR, &post);
	return r == OK ? obligation_open(cx, &key_decide_norm, "key", l->key_id, 0, 0, post, NULL) : r;
}

/* The loan is over; the key hangs again, or is lost. */
static int end_loan(struct ctx *cx, const struct key *k, const struct key_loan *l,
		    const struct return_input *in, bool lost, int deposit)
{
	int r = store_exec(cx,
			   SQL("UPDATE key_loan SET returned_at = ?, returned_to = ?, returner = ?,"
			       " remark = ?, deposit = ?, lost = ? WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, cx->actor ? cx->actor->id : 0, in->returner,
				 in->remark ? in->remark : "", deposit, lost, cx->community, l->id));

	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE office_key SET loan_id = 0 WHERE community_id = ? AND id = ?"),
				  BINDS(cx->community, k->id));
}

int key_lost_outside(struct ctx *cx, const struct key *k, const char *how)
{
	struct return_input in = { .returner = "", .remark = how };
	struct key_loan l;
	int deposit, r = key_loan_get(cx, k->loan_id, &l);

	if (r == OK)
		r = deposit_on_return(cx, &l, "", &deposit);
	if (r == OK)
		r = end_loan(cx, k, &l, &in, true, deposit);
	if (r == OK)
		r = obligation_cancel(cx, "key", k->id, "return");
	return r == OK ? obligation_cancel(cx, "key", k->id, "call") : r;
}

int then_give_back(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct key *k = record;
	const struct return_input *in = input;
	struct key_loan l;
	int deposit, r = key_loan_get(cx, k->loan_id, &l);

	if (r == OK)
		r = deposit_on_return(cx, &l, in->returner, &deposit);
	if (r == OK)
		r = end_loan(cx, k, &l, in, false, deposit);
	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, "%s %s%s", in->returner, in->remark ? in->remark : "",
				   deposit == DEPOSIT_ASKED
				   ? T(cx, "（归还人不是借用人，押金等主管决定）") : "");
	/* back before it was called for */
	return obligation_cancel(cx, "key", k->id, "call");
}

int then_extend(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct key *k = record;
	const struct extend_input *in = input;
	int r = k->due_at < cx->now ? obligation_meet(cx, "key", k->id, "return", 0)
				    : obligation_cancel(cx, "key", k->id, "return");

	entry->note = in->reason;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE key_loan SET due_at = ?, reminded_at = 0, called_at = 0"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(in->due_at, cx->community, k->loan_id));
	return r == OK ? owe_return(cx, k, k->borrower_id, in->due_at) : r;
}

int then_settle(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct key *k = record;
	const struct settle_input *in = input;
	int64_t loan;
	int r = asked_loan(cx, k->id, &loan);

	entry->note = arena_printf(cx->arena, "%s：%s", T(cx, choice_of(decisions, in->decision)->label),
				   in->reason);
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE key_loan SET deposit = ? WHERE community_id = ? AND id = ?"),
				  BINDS(in->decision, cx->community, loan));
}
