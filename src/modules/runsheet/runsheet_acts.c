/* What each desk asks for before it signs, what then happens, and what only the head may let pass:
 * 19 (c), (d). */
#include "app/calendar.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/runsheet/runsheet_inputs.h"
#include "record/member.h"
#include "store/store.h"

/* ---- may they? ---- */

#define MAY(name) int sheet_may_##name(struct ctx *cx, const void *record, const void *input)
enum { MUST_SIGN = 6 };

MAY(identity)
{
	const struct runsheet *s = record;

	(void)input;
	return s->missing ? fail(cx, ERR_CONFLICT, T(cx, "资料还缺：%s。可以记“资料待补”，先验房。"),
				 runsheet_missing(cx, s)) : OK;
}

MAY(short)
{
	(void)input;
	return ((const struct runsheet *)record)->missing
		? OK : fail(cx, ERR_CONFLICT, T(cx, "资料齐了，直接签章。"));
}

MAY(look)
{
	(void)record;
	(void)input;
	return cx->actor ? actor_must(cx, PERM_INSPECTION_WRITE) : OK;
}

MAY(inspect)
{
	const struct runsheet *s = record;
	struct inspection i;
	int r = inspection_of_room(cx, s->room_id, &i);

	(void)input;
	if (r == ERR_NOT_FOUND)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 还没有验房。"), s->room);
	if (r < 0 || i.state == INSPECTION_CLEAN || i.state == INSPECTION_ACCEPTED ||
	    i.state == INSPECTION_CLOSED)
		return r;
	return fail(cx, ERR_CONFLICT, T(cx, "验房单 %s 是“%s”，业主接收以后才能签章。"), i.number,
		    T(cx, choice_of(inspection_states, i.state)->label));
}

MAY(deed)
{
	struct deed d;
	int r = cx->actor ? actor_must(cx, PERM_DEED_WRITE) : OK;

	(void)input;
	if (r == OK)
		r = runsheet_deed(cx, record, &d);
	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r : fail(cx, ERR_CONFLICT, T(cx, "已有交接书 %s，在那里接着办。"), d.number);
}

/* 19 (c) 5: the agreement of the flat by its owners, and the documents all sign. */
static int deed_signed(struct ctx *cx, const struct runsheet *s)
{
	struct deed d;
	int r = runsheet_deed(cx, s, &d);

	if (r == ERR_NOT_FOUND)
		return fail(cx, ERR_CONFLICT, T(cx, "还没有拟交接书。"));
	return r == OK && d.state < DEED_OWNER_SIGNED
		? fail(cx, ERR_CONFLICT, T(cx, "交接书 %s 业主还没有签。"), d.number) : r;
}

MAY(sign)
{
	const struct runsheet *s = record;
	const bool *ticked = (const bool *)input;

	for (size_t i = 0; i < MUST_SIGN; i++)
		if (!ticked[i])
			return fail_field(cx, sheet_sign_fields[i].name, T(cx, "《%s》还没有签。"),
					  T(cx, sheet_sign_fields[i].label));
	if (s->resale && s->arrears_fen && text_blank(s->arrears_note))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "原业主还有欠费，请先结清，或登记双方签字的说明；新业主不付转让以前的费用。"));
	return s->resale ? OK : deed_signed(cx, s);
}

MAY(pay)
{
	const struct pay_input *in = input;
	struct movein_line *lines;
	size_t count;
	int r = movein_lines(cx, ((const struct runsheet *)record)->id, &lines, &count);
	int64_t due = 0;

	for (size_t i = 0; r == OK && i < count; i++)
		if (!in->monthly || lines[i].kind != FEE_PREPAID)
			due += lines[i].amount_fen;
	if (r == OK && due && text_blank(in->receipts))
		return fail_field(cx, "receipts", T(cx, "还有应缴的费用，请写收据号。"));
	return r;
}

MAY(keys)
{
	struct deed d;
	int r = cx->actor ? actor_must(cx, PERM_DEED_WRITE) : OK;

	(void)input;
	if (r == OK)
		r = runsheet_deed(cx, record, &d);
	if (r == ERR_NOT_FOUND || (r == OK && d.state < DEED_SIGNED))
		return fail(cx, ERR_CONFLICT, T(cx, "交接书双方签了，才能发钥匙和资料。"));
	return r;
}

/* 19 (g) 2: the fund has no override, nor has who somebody is, nor what a key is. */
MAY(skip)
{
	const struct runsheet *s = record;
	const struct desk_input *in = input;

	if (in->desk == DESK_FUND)
		return fail_field(cx, "desk", T(cx, "维修资金未核验不能往下办，谁也不能批准跳过。"));
	if (in->desk == DESK_IDENTITY || in->desk >= DESK_KEYS)
		return fail_field(cx, "desk", T(cx, "这一台不能跳过。"));
	return in->desk == s->desk ? OK : fail_field(cx, "desk", T(cx, "现在在“%s”，只能跳过这一台。"),
						     T(cx, choice_of(desks, s->desk)->label));
}

MAY(back)
{
	const struct runsheet *s = record;
	const struct desk_input *in = input;
	struct runsheet_desk *rows;
	size_t count;
	int r = runsheet_desks(cx, s->id, &rows, &count);

	if (r < 0)
		return r;
	if (desk_is(rows, count, DESK_KEYS, DESK_SIGNED))
		return fail(cx, ERR_CONFLICT, T(cx, "钥匙已经交了，不能退回。"));
	return desk_is(rows, count, in->desk, DESK_SIGNED) || desk_is(rows, count, in->desk, DESK_SKIPPED)
		? OK : fail_field(cx, "desk", T(cx, "这一台还没有办过，不用退回。"));
}

MAY(drop)
{
	struct runsheet_desk *rows;
	size_t count;
	int r = runsheet_desks(cx, ((const struct runsheet *)record)->id, &rows, &count);

	(void)input;
	return r == OK && desk_is(rows, count, DESK_KEYS, DESK_SIGNED)
		? fail(cx, ERR_CONFLICT, T(cx, "钥匙已经交了，不能撤销。")) : r;
}

/* ---- what they do ---- */

#define THEN(name) \
	int sheet_then_##name(struct ctx *cx, void *record, void *input, \
			      struct journal_entry *entry)
#define UPDATE_SHEET(assignments, ...) \
	store_exec(cx, SQL("UPDATE runsheet SET " assignments " WHERE community_id = ? AND id = ?"), \
		   BINDS(__VA_ARGS__, cx->community, ((const struct runsheet *)record)->id))

THEN(identity)
{
	(void)input;
	(void)entry;
	return desk_end(cx, record, DESK_IDENTITY, DESK_SIGNED, NULL);
}

THEN(short)
{
	entry->note = arena_printf(cx->arena, T(cx, "%s（缺：%s）"), ((const struct sheet_words *)input)->text,
				   runsheet_missing(cx, record));
	return desk_end(cx, record, DESK_IDENTITY, DESK_SHORT, entry->note);
}

THEN(balance)
{
	entry->note = ((const struct receipt *)input)->number;
	return desk_end(cx, record, DESK_BALANCE, DESK_SIGNED, entry->note);
}

THEN(fund)
{
	entry->note = ((const struct receipt *)input)->number;
	return desk_end(cx, record, DESK_FUND, DESK_SIGNED, entry->note);
}

THEN(look)
{
	const struct runsheet *s = record;
	struct inspection_new in = { .room = s->room, .owner = s->owners,
				     .builder = ((const struct look_input *)input)->builder };
	struct movein_notice n;
	struct inspection i;
	int r = movein_notice_get(cx, s->notice_id, &n);

	in.notice_on = r == OK ? n.from_on : 0;
	if (r == OK)
		r = inspection_start(cx, &in, &i);
	entry->note = r == OK ? i.number : NULL;
	return r;
}

THEN(inspect)
{
	struct inspection i;
	int r = inspection_of_room(cx, ((const struct runsheet *)record)->room_id, &i);

	(void)input;
	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, "%s %s", i.number,
				   T(cx, choice_of(inspection_states, i.state)->label));
	return desk_end(cx, record, DESK_INSPECT, DESK_SIGNED, entry->note);
}

/* What the sheet knows goes into the agreement, so that nobody types it twice. */
static int fill_deed(struct ctx *cx, const struct runsheet *s, const struct deed_input *in,
		     const struct deed *d)
{
	struct runsheet_desk *rows;
	struct movein_notice n;
	struct input sent;
	char day[CIVIL_TEXT], mass[MASS_TEXT];
	size_t count;
	int zone, r = runsheet_desks(cx, s->id, &rows, &count);

	if (r == OK)
		r = movein_notice_get(cx, s->notice_id, &n);
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	input_init(&sent, cx->arena);
	input_add(&sent, "notice_on", civil_date(civil_day_of(n.sent_at, zone), day));
	input_add(&sent, "seller", in->seller);
	input_add(&sent, "contract", in->contract);
	input_add(&sent, "accepted_on", civil_date(in->accepted_on, day));
	input_add(&sent, "water", arena_strdup(cx->arena, mass_text(in->water_mass, mass)));
	input_add(&sent, "power", arena_strdup(cx->arena, mass_text(in->power_mass, mass)));
	input_add(&sent, "gas", arena_strdup(cx->arena, mass_text(in->gas_mass, mass)));
	input_add(&sent, "quality_book", in->quality_book ? "1" : "0");
	input_add(&sent, "manual_book", in->manual_book ? "1" : "0");
	input_add(&sent, "filing_copy", in->filing_copy ? "1" : "0");
	input_add(&sent, "company", s->buyer_kind == BUYER_COMPANY ? "1" : "0");
	input_add(&sent, "company_papers", s->buyer_kind == BUYER_COMPANY && !s->missing ? "1" : "0");
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].desk == DESK_FUND)
			input_add(&sent, "fund_receipt", rows[i].note);
	return r == OK ? deed_fill(cx, d->id, 0, &sent, ZONE_SHANGHAI) : r;
}

THEN(deed)
{
	const struct runsheet *s = record;
	struct deed d;
	int r = deed_begin(cx, s->room, &d);

	if (r == OK)
		r = fill_deed(cx, s, input, &d);
	entry->note = r == OK ? d.number : NULL;
	return r;
}

THEN(sign)
{
	const bool *ticked = (const bool *)input;
	const char *list = "";

	for (size_t i = 0; i < (size_t)SIGN_FIELDS; i++)
		if (ticked[i])
			list = arena_printf(cx->arena, "%s%s%s", list, *list ? "、" : "",
					    T(cx, sheet_sign_fields[i].label));
	entry->note = list;
	return desk_end(cx, record, DESK_SIGN, DESK_SIGNED, list);
}

THEN(pay)
{
	const struct runsheet *s = record;
	const struct pay_input *in = input;
	int r = OK;

	entry->note = arena_printf(cx->arena, "%s%s%s", in->receipts ? in->receipts : "",
				   in->receipts && in->monthly ? " " : "",
				   in->monthly ? T(cx, "月缴") : "");
	if (in->monthly) /* 19 (g) 4 */
		r = movein_lines_drop(cx, s->id, FEE_PREPAID);
	if (r == OK)
		r = UPDATE_SHEET("monthly = ?", in->monthly);
	return r == OK ? desk_end(cx, s, DESK_PAY, DESK_SIGNED, entry->note) : r;
}

THEN(keys)
{
	const struct runsheet *s = record;
	struct input none;
	struct deed d;
	int r = runsheet_deed(cx, s, &d);

	input_init(&none, cx->arena);
	if (r == OK && d.state == DEED_SIGNED)
		r = deed_step(cx, d.id, "deliver", 0, &none, ZONE_SHANGHAI, &d);
	entry->note = arena_printf(cx->arena, "%s %s%s", ((const struct keys_input *)input)->receiver,
				   d.number,
				   ((const struct keys_input *)input)->handbook ? T(cx, "，手册已发") : "");
	return r == OK ? desk_end(cx, s, DESK_KEYS, DESK_SIGNED, entry->note) : r;
}

/* A key left for repairs keeps the agreement open, not the household's way. */
THEN(file)
{
	struct input none;
	struct deed d;
	int r = ((const struct runsheet *)record)->resale ? ERR_NOT_FOUND
							  : runsheet_deed(cx, record, &d);

	(void)input;
	(void)entry;
	input_init(&none, cx->arena);
	if (r == OK && d.state == DEED_DELIVERED && !d.kept)
		r = deed_step(cx, d.id, "archive", 0, &none, ZONE_SHANGHAI, &d);
	if (r < 0 && r != ERR_NOT_FOUND)
		return r;
	r = desk_end(cx, record, DESK_FILE, DESK_SIGNED, NULL);
	return r == OK ? UPDATE_SHEET("closed_at = ?", cx->now) : r;
}

THEN(skip)
{
	const struct desk_input *in = input;

	entry->note = arena_printf(cx->arena, "%s：%s", T(cx, choice_of(desks, in->desk)->label),
				   in->reason);
	return desk_end(cx, record, in->desk, DESK_SKIPPED, in->reason);
}

THEN(back)
{
	const struct desk_input *in = input;

	entry->note = arena_printf(cx->arena, "%s：%s", T(cx, choice_of(desks, in->desk)->label),
				   in->reason);
	return desk_reopen(cx, record, in->desk);
}

THEN(take)
{
	(void)input;
	(void)entry;
	return UPDATE_SHEET("taken_by = ?", cx->actor ? cx->actor->id : 0);
}

THEN(arrears)
{
	entry->note = ((const struct sheet_words *)input)->text;
	return UPDATE_SHEET("arrears_note = ?", entry->note);
}

THEN(pause)
{
	int64_t post;
	int r = post_of_role(cx, ROLE_FRONT_DESK, &post);

	entry->note = ((const struct sheet_words *)input)->text;
	if (r == OK)
		r = obligation_open(cx, &runsheet_call_norm, "runsheet",
				    ((const struct runsheet *)record)->id, 0, 0, post, NULL);
	return r == OK ? UPDATE_SHEET("pause_text = ?, paused_at = ?, taken_by = 0", entry->note, cx->now)
		       : r;
}

THEN(resume)
{
	(void)input;
	(void)entry;
	return UPDATE_SHEET("desk_at = ?, taken_by = 0", cx->now);
}

THEN(drop)
{
	entry->note = ((const struct sheet_words *)input)->text;
	return UPDATE_SHEET("closed_at = ?", cx->now);
}

THEN(words)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct sheet_words *)input)->text;
	return OK;
}
