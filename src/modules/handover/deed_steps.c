/* Signing and delivering: both sides, all co-owners or who stands in for them; then the dates
 * begin. */
#include "app/attachment.h"
#include "app/calendar.h"
#include "app/number.h"
#include "app/reconcile.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/handover/deed_parts.h"
#include "modules/houses/houses.h"
#include "modules/inspection/inspection.h"
#include "store/store.h"

struct letter_input {
	const char *owner, *agent, *unit;
	int64_t signature; /* picture of the letter */
};
struct sign_input {
	const char *signed_by;
	int64_t signature; /* of the pen, or a scan of the signed paper */
};
struct deed_words {
	const char *text;
};
struct supplement_input {
	const char *text, *owner_signed_by, *seller_signed_by;
	int64_t signature;
};
static const struct field letter_fields[] = {
	FIELD(letter_input, owner, .label = "不能到场的业主", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(letter_input, agent, .label = "代理人", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(letter_input, unit, .label = "委托书上写的房号", .show = SHOW_ROOM,
	      .flags = IN_FORM | REQUIRED, .hint = "委托书要写明是这一户"),
	FIELD(letter_input, signature, .flags = IN_FORM),
};
static const struct field sign_fields[] = {
	FIELD(sign_input, signed_by, .label = "签字人", .flags = IN_FORM | REQUIRED, .max = 200,
	      .hint = "几个人用顿号分开"),
	FIELD(sign_input, signature, .flags = IN_FORM),
};
static const struct field words_fields[] = {
	FIELD(deed_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 500),
};
static const struct field back_fields[] = {
	FIELD(deed_words, text, .label = "领回钥匙的人", .flags = IN_FORM | REQUIRED, .max = 60),
};
static const struct field supplement_fields[] = {
	FIELD(supplement_input, text, .label = "补充约定", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 2000),
	FIELD(supplement_input, owner_signed_by, .label = "乙方签字人", .flags = IN_FORM | REQUIRED,
	      .max = 200),
	FIELD(supplement_input, seller_signed_by, .label = "甲方签字人", .flags = IN_FORM | REQUIRED,
	      .max = 100),
	FIELD(supplement_input, signature, .flags = IN_FORM),
};

/* ---- may they? ---- */

static int must_have_picture(struct ctx *cx, int64_t deed, int64_t picture)
{
	struct attachment a;
	int r = picture ? attachment_get(cx, picture, &a) : ERR_NOT_FOUND;

	if (r == ERR_NOT_FOUND ||
	    (r == OK && (strcmp(a.subject, "deed") != 0 || a.subject_id != deed)))
		return fail_field(cx, "signature", T(cx, "请在屏幕上签名，或上传签好的纸的照片。"));
	return r;
}

static int may_letter(struct ctx *cx, const void *record, const void *input)
{
	const struct deed *d = record;
	const struct letter_input *in = input;
	struct deed_party *parties;
	size_t count;
	int r = deed_parties(cx, d->id, &parties, &count);

	if (r == OK && strcmp(in->unit, d->room) != 0)
		return fail_field(cx, "unit", T(cx, "委托书写的是 %s，不是 %s，不能用。"), in->unit, d->room);
	for (size_t i = 0; r == OK && i < count; i++)
		if (!strcmp(parties[i].name, in->owner))
			return must_have_picture(cx, d->id, in->signature);
	return r < 0 ? r : fail_field(cx, "owner", T(cx, "交接书上没有业主“%s”。"), in->owner);
}

static bool parted_has(struct ctx *cx, const char *names, const char *one, const char *const *marks)
{
	char *rest = arena_strdup(cx->arena, names), *name;

	for (const char *const *m = marks; *m; m++)
		for (char *at; (at = strstr(rest, *m));)
			memset(at, '\n', strlen(*m));
	while ((name = text_split(&rest, '\n')))
		if (!strcmp(text_trim(cx->arena, name), one))
			return true;
	return false;
}

/* Names as people write them beside each other; a foreign one has blanks of its own. */
static bool names_has(struct ctx *cx, const char *names, const char *one)
{
	static const char *const marks[] = { "、", "，", ",", NULL };
	static const char *const loose[] = { "、", "，", ",", " ", NULL };

	return parted_has(cx, names, one, marks) || parted_has(cx, names, one, loose);
}

/* 10 (g) 6: every co-owner signs, himself or by an agent with a letter. */
static int all_sign(struct ctx *cx, const struct deed *d, const char *names)
{
	struct deed_party *parties;
	size_t count;
	int r = deed_parties(cx, d->id, &parties, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		const struct deed_party *p = &parties[i];
		if (names_has(cx, names, p->name) ||
		    (p->letter_id && names_has(cx, names, p->agent)))
			continue;
		return fail_field(cx, "signed_by",
				  p->letter_id ? T(cx, "%s 没有签，代理人也没有签。")
					       : T(cx, "%s 没有签：共有人都要到场，不能来的要有写明这一户的委托书。"),
				  p->name);
	}
	return r;
}

static int may_owner_sign(struct ctx *cx, const void *record, const void *input)
{
	const struct deed *d = record;
	const struct sign_input *in = input;

	if (d->company && !d->company_papers)
		return fail(cx, ERR_CONFLICT, T(cx, "单位购房的执照、法人证明、授权书和公章还没有齐，可以验房，不能签约。"));
	if (text_blank(d->seller) || text_blank(d->contract) || !d->area_mass || !d->accepted_on)
		return fail(cx, ERR_CONFLICT, T(cx, "请先填好甲方、合同号、实测建筑面积和竣工验收合格日期。"));
	if (all_sign(cx, d, in->signed_by) < 0)
		return cx->errors ? ERR_INVALID : ERR_UNAVAILABLE;
	return must_have_picture(cx, d->id, in->signature);
}

static int may_seller_sign(struct ctx *cx, const void *record, const void *input)
{
	return must_have_picture(cx, ((const struct deed *)record)->id,
				 ((const struct sign_input *)input)->signature);
}

/* 10 (d): the two books in the original and the copy of the filing go with the flat. */
static int may_deliver(struct ctx *cx, const void *record, const void *input)
{
	const struct deed *d = record;

	(void)input;
	if (!d->filing_copy || (d->use == ROOM_DWELLING && (!d->quality_book || !d->manual_book)))
		return fail(cx, ERR_CONFLICT, T(cx, "两书一表还没有交齐：质量保证书、使用说明书原件和竣工验收备案表。"));
	if (text_blank(d->fund_receipt))
		return fail(cx, ERR_CONFLICT, T(cx, "还没有核对维修资金缴存凭证。"));
	return deed_keys_whole(cx, d);
}

static int may_supplement(struct ctx *cx, const void *record, const void *input)
{
	return must_have_picture(cx, ((const struct deed *)record)->id,
				 ((const struct supplement_input *)input)->signature);
}

/* ---- what they do ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

THEN(letter)
{
	const struct letter_input *in = input;

	entry->note = arena_printf(cx->arena, T(cx, "%s 委托 %s"), in->owner, in->agent);
	return store_exec(cx,
			  SQL("UPDATE deed_party SET agent = ?, letter_id = ? WHERE community_id = ?"
			      " AND deed_id = ? AND name = ?"),
			  BINDS(in->agent, in->signature, cx->community, ((struct deed *)record)->id,
				in->owner));
}

/* The text as it stands is what was signed. */
THEN(owner_sign)
{
	const struct deed *d = record;
	const struct sign_input *in = input;
	struct deed_text t;
	int r = deed_text_of(cx, d->use, &t);

	entry->note = arena_printf(cx->arena, T(cx, "%s 签字。%s"), in->signed_by,
				   inspection_no_waiver(cx));
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE deed SET owner_signed_by = ?, owner_signed_at = ?,"
				      " owner_picture_id = ?, text_version = ?, text = ? WHERE community_id = ? AND id = ?"),
				  BINDS(in->signed_by, cx->now, in->signature, t.version,
					deed_text_filled(cx, d, t.text), cx->community, d->id));
}

THEN(seller_sign)
{
	const struct sign_input *in = input;

	entry->note = in->signed_by;
	return store_exec(cx,
			  SQL("UPDATE deed SET seller_signed_by = ?, seller_signed_at = ?,"
			      " seller_picture_id = ? WHERE community_id = ? AND id = ?"),
			  BINDS(in->signed_by, cx->now, in->signature, cx->community, ((struct deed *)record)->id));
}

THEN(reopen)
{
	entry->note = ((const struct deed_words *)input)->text;
	return store_exec(cx,
			  SQL("UPDATE deed SET owner_signed_by = '', owner_signed_at = 0,"
			      " owner_picture_id = 0, seller_signed_by = '', seller_signed_at = 0,"
			      " seller_picture_id = 0, text = '', text_version = 0"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, ((struct deed *)record)->id));
}

static int begin_fee(struct ctx *cx, const struct deed *d, int today)
{
	struct first_fee fee;
	int64_t rule, rate;
	int r = setting_int(cx, "handover.fee_rule", &rule);

	if (r == OK)
		r = setting_int(cx, "handover.fee_fen", &rate);
	if (r == OK && first_fee((int)rule, rate, d->area_mass, today, &fee) < 0)
		return fail(cx, ERR_INVALID, T(cx, "物业费算不出来，请核对面积和单价。"));
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE deed SET delivered_on = ?, delivered_at = ?, fee_from_on = ?,"
				      " fee_month_fen = ?, fee_first_fen = ? WHERE community_id = ? AND id = ?"),
				  BINDS(today, cx->now, fee.from_on, fee.month_fen, fee.first_fen,
					cx->community, d->id));
}

static int deliver_room(struct ctx *cx, const struct deed *d, int today)
{
	struct room room;
	int64_t id;
	enum put put;
	int r = room_get(cx, d->room_id, &room);

	room.delivered_on = today;
	room.area_mass = d->area_mass;
	if (room.state == ROOM_UNSOLD || room.state == ROOM_UNDELIVERED)
		room.state = ROOM_VACANT;
	return r == OK ? room_put(cx, &room, &id, &put) : r;
}

THEN(deliver)
{
	struct deed *d = record;
	int zone, today, r = calendar_zone(cx, &zone);

	(void)input;
	if (r < 0)
		return r;
	today = civil_day_of(cx->now, zone);
	entry->note = d->owners;
	r = begin_fee(cx, d, today);
	if (r == OK)
		r = deliver_room(cx, d, today);
	if (r == OK)
		r = warranty_begin(cx, d->room_id, today, d->accepted_on);
	return r == OK ? deed_keys_hand(cx, d, d->owner_signed_by) : r;
}

THEN(key_back)
{
	entry->note = ((const struct deed_words *)input)->text;
	return deed_key_back(cx, record, entry->note);
}

THEN(supplement)
{
	const struct deed *d = record;
	const struct supplement_input *in = input;
	char *number;
	int r = number_next(cx, "BC", &number);

	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, "%s：%s", number, in->text);
	return store_exec(cx,
			  SQL("INSERT INTO deed_supplement (community_id, id, deed_id, number, text,"
			      " owner_signed_by, seller_signed_by, picture_id, created_by, created_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, id_new(cx->now), d->id, number, in->text,
				in->owner_signed_by, in->seller_signed_by, in->signature,
				cx->actor ? cx->actor->id : 0, cx->now));
}

THEN(archive)
{
	(void)input;
	(void)entry;
	return store_exec(cx, SQL("UPDATE deed SET archived_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, ((struct deed *)record)->id));
}

THEN(words)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct deed_words *)input)->text;
	return OK;
}

static bool keeps(const void *record)
{
	return ((const struct deed *)record)->kept != 0;
}

#define WORDS STEP_INPUT(deed_words, words_fields)
static const struct step steps[] = {
	{ DEED_DRAFT, "owner_sign", DEED_OWNER_SIGNED, PERM_DEED_WRITE, "乙方签字",
	  STEP_INPUT(sign_input, sign_fields), .may = may_owner_sign, .then = then_owner_sign },
	{ DEED_DRAFT, "letter", SAME_STATE, PERM_DEED_WRITE, "登记委托书",
	  STEP_INPUT(letter_input, letter_fields), .may = may_letter, .then = then_letter },
	{ DEED_OWNER_SIGNED, "seller_sign", DEED_SIGNED, PERM_DEED_WRITE, "甲方签章",
	  STEP_INPUT(sign_input, sign_fields), .may = may_seller_sign, .then = then_seller_sign },
	{ DEED_SIGNED, "deliver", DEED_DELIVERED, PERM_DEED_WRITE, "交付：交钥匙和资料",
	  .may = may_deliver, .then = then_deliver },
	{ DEED_OWNER_SIGNED, "reopen", DEED_DRAFT, PERM_DEED_WRITE, "退回修改", WORDS,
	  .then = then_reopen },
	{ DEED_SIGNED, "reopen", DEED_DRAFT, PERM_DEED_WRITE, "退回修改", WORDS, .then = then_reopen },
	{ DEED_DELIVERED, "key_back", SAME_STATE, PERM_DEED_WRITE, "留用的钥匙已归还",
	  STEP_INPUT(deed_words, back_fields), .then = then_key_back, .applies = keeps,
	  .meets = { "key_back" } },
	{ DEED_DELIVERED, "supplement", SAME_STATE, PERM_DEED_WRITE, "签补充协议",
	  STEP_INPUT(supplement_input, supplement_fields), .may = may_supplement,
	  .then = then_supplement },
	{ DEED_ARCHIVED, "supplement", SAME_STATE, PERM_DEED_WRITE, "签补充协议",
	  STEP_INPUT(supplement_input, supplement_fields), .may = may_supplement,
	  .then = then_supplement },
	{ DEED_DELIVERED, "archive", DEED_ARCHIVED, PERM_DEED_WRITE, "归档", .then = then_archive },
	{ DEED_DRAFT, "void", DEED_VOID, PERM_DEED_WRITE, "作废", WORDS, .then = then_words,
	  .drops = true },
	{ ANY_STATE, "note", SAME_STATE, PERM_DEED_WRITE, "补充记录", WORDS, .then = then_words },
};

static bool is_final(int state)
{
	return state >= DEED_ARCHIVED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE deed SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这份交接书刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("deed", "deed",
	     KEPT_TIME("deed", "created_at") KEPT_TIME("deed", "owner_signed_at")
	     KEPT_TIME("deed", "seller_signed_at") KEPT_TIME("deed", "delivered_at")
	     KEPT_TIME("deed", "archived_at"))

const struct machine deed_machine = {
	.subject = "deed",
	.states = deed_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct deed, id),
	.state_at = offsetof(struct deed, state),
	.version_at = offsetof(struct deed, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int deed_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	      const struct input *in, int zone_minutes, struct deed *ret)
{
	int r = deed_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &deed_machine, ret, action, version, in, zone_minutes);
	return r == OK ? deed_get(cx, id, ret) : r;
}
