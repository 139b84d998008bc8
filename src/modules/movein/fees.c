/* Fees of a handover: what a flat pays, to whom, on the letter and on the run-sheet; and how far a
 * prepaid sum reaches. */
#include "base/civil.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "app/journal.h"
#include "modules/movein/movein.h"
#include "record/form.h"
#include "store/store.h"

enum { FEES_MOST = 30 };

#define SELECT_FEE \
	"SELECT id, kind, payee, name, basis, price_fen, letters, position, created_at, stopped_at" \
	" FROM movein_fee WHERE community_id = ?"

int movein_fee_list(struct ctx *cx, struct movein_fee **ret, size_t *ret_count)
{
	return store_list(cx, SQL(SELECT_FEE " AND stopped_at = 0 ORDER BY position, id LIMIT ?"),
			  BINDS(cx->community, FEES_MOST), movein_fee_fields, ret, ret_count);
}

/* B.5: the fund belongs to the owners. */
static int check_fee(struct ctx *cx, const struct movein_fee *in)
{
	int r = form_check(cx, movein_fee_fields, in);

	if (r == OK && (in->kind == FEE_FUND) != (in->payee == PAYEE_FUND))
		return fail_field(cx, "payee", T(cx, "专项维修资金只能缴入维修资金专户，别的费用不能缴入专户。"));
	if (r == OK && in->price_fen <= 0)
		return fail_field(cx, "price", T(cx, "单价要大于零。"));
	return r;
}

int movein_fee_add(struct ctx *cx, const struct movein_fee *in, int64_t *ret)
{
	struct movein_fee *rows;
	size_t count;
	int64_t id = id_new(cx->now);
	int r = check_fee(cx, in);

	if (r == OK)
		r = movein_fee_list(cx, &rows, &count);
	if (r < 0)
		return r;
	if (count == FEES_MOST)
		return fail(cx, ERR_CONFLICT, T(cx, "收费项目最多 %d 个，请先停用不用的。"), FEES_MOST);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].name, in->name) && rows[i].letters == in->letters)
			return fail_field(cx, "name", T(cx, "已经有“%s”，改价请先停用旧的。"), in->name);
	r = store_exec(cx,
		       SQL("INSERT INTO movein_fee (community_id, id, kind, payee, name, basis, price_fen,"
			   " letters, position, created_by, created_at, stopped_at)"
			   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"),
		       BINDS(cx->community, id, in->kind, in->payee, in->name, in->basis, in->price_fen,
			     in->letters, in->position, cx->actor ? cx->actor->id : 0, cx->now));
	*ret = id;
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "movein_fee", .subject_id = id,
								.action = "add", .note = in->name });
}

int movein_fee_stop(struct ctx *cx, int64_t id)
{
	int r = store_exec(cx,
			   SQL("UPDATE movein_fee SET stopped_at = ? WHERE community_id = ? AND id = ?"
			       " AND stopped_at = 0"),
			   BINDS(cx->now, cx->community, id));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这个收费项目，或者已经停用。"));
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "movein_fee", .subject_id = id,
								.action = "stop" });
}

/* ---- lines ---- */

int movein_lines(struct ctx *cx, int64_t owner, struct movein_line **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT owner_id, position, kind, payee, name, standard, price_fen, months,"
			      " amount_fen, dropped FROM movein_line WHERE community_id = ? AND owner_id = ?"
			      " ORDER BY payee, position LIMIT ?"),
			  BINDS(cx->community, owner, FEES_MOST), movein_line_fields, ret, ret_count);
}

int64_t movein_sum(const struct movein_line *lines, size_t count, int payee)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if ((!payee || lines[i].payee == payee) && !lines[i].dropped)
			sum += lines[i].amount_fen;
	return sum;
}

static const char *mass_text(struct ctx *cx, int64_t mass)
{
	return mass % 10 ? arena_printf(cx->arena, "%" PRId64 ".%03d", mass / 1000, (int)(mass % 1000))
			 : arena_printf(cx->arena, "%" PRId64 ".%02d", mass / 1000,
					(int)(mass % 1000 / 10));
}

/* 98.56 ㎡ × 2.00 元 × 3 月, half a fen up; months 0 = once */
static int line_of(struct ctx *cx, const struct movein_fee *f, int64_t area, int months,
		   struct movein_line *ret)
{
	char price[MONEY_TEXT];
	const char *each = money_text(f->price_fen, price);
	int64_t times = f->basis == BASIS_FLAT ? 1000 : months ? area * months : area;

	*ret = (struct movein_line){ .kind = f->kind, .payee = f->payee, .name = f->name,
				     .price_fen = f->price_fen, .months = months };
	ret->standard = f->basis == BASIS_FLAT ? arena_printf(cx->arena, T(cx, "每户 %s 元"), each)
			: months ? arena_printf(cx->arena, T(cx, "%s ㎡ × %s 元 × %d 月"),
						mass_text(cx, area), each, months)
				 : arena_printf(cx->arena, T(cx, "%s ㎡ × %s 元"), mass_text(cx, area),
						each);
	return money_times(f->price_fen, times, &ret->amount_fen);
}

static bool listed(const struct movein_fee *f, int letters, bool resale)
{
	/* 19 (g) 6: the balance of the fund stays with the flat */
	if (resale && (f->kind == FEE_FUND || f->payee == PAYEE_DEVELOPER))
		return false;
	return !letters || f->letters == LETTERS_BOTH || f->letters == letters;
}

struct lines {
	int64_t owner, area;
	int position;
};

static int add_line(struct ctx *cx, struct lines *to, const struct movein_fee *f, int months)
{
	struct movein_line l;
	int r = line_of(cx, f, to->area, months, &l);

	return r < 0 ? r
		     : store_exec(cx,
				  SQL("INSERT INTO movein_line (community_id, owner_id, position, kind, payee,"
				      " name, standard, price_fen, months, amount_fen, dropped)"
				      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"),
				  BINDS(cx->community, to->owner, ++to->position, l.kind, l.payee, l.name,
					l.standard, l.price_fen, l.months, l.amount_fen));
}

/* The fee has one price in the office: the one it begins with at delivery (10 (d)). */
static int add_prepaid(struct ctx *cx, struct lines *to, int *ret_months)
{
	struct movein_fee f = { .kind = FEE_PREPAID, .payee = PAYEE_OFFICE, .basis = BASIS_AREA,
				.name = T(cx, "预缴物业费") };
	int64_t months;
	int r = setting_int(cx, "movein.prepaid_months", &months);

	if (r == OK)
		r = setting_int(cx, "handover.fee_fen", &f.price_fen);
	if (ret_months)
		*ret_months = r < 0 ? 0 : (int)months;
	return r < 0 || !months ? r : add_line(cx, to, &f, (int)months);
}

int movein_lines_make(struct ctx *cx, int64_t owner, int64_t area_mass, int letters, bool resale,
		      int *ret_months)
{
	struct lines to = { owner, area_mass, 0 };
	struct movein_fee *fees;
	size_t count;
	int r = movein_fee_list(cx, &fees, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (listed(&fees[i], letters, resale))
			r = add_line(cx, &to, &fees[i], 0);
	return r == OK ? add_prepaid(cx, &to, ret_months) : r;
}

int movein_lines_drop(struct ctx *cx, int64_t owner, int kind)
{
	return store_exec(cx,
			  SQL("UPDATE movein_line SET dropped = 1 WHERE community_id = ? AND owner_id = ?"
			      " AND kind = ?"),
			  BINDS(cx->community, owner, kind));
}

/* ---- how far a prepaid sum reaches ---- */

static int32_t first_of_next(int32_t day)
{
	struct civil c;

	civil_from_day(day, &c);
	return c.month == 12 ? civil_day(c.year + 1, 1, 1) : civil_day(c.year, c.month + 1, 1);
}

/* The same day so many months later; a month without that day ends sooner. */
static int32_t months_later(int32_t day, int months)
{
	struct civil c;
	int year, month, on;

	civil_from_day(day, &c);
	year = c.year + (c.month - 1 + months) / 12;
	month = (c.month - 1 + months) % 12 + 1;
	for (on = c.day; !civil_day_valid(year, month, on); on--)
		;
	return civil_day(year, month, on);
}

/* Days of a month are paid for by their share of that month, half a fen up. */
static int64_t share(int64_t monthly_fen, int32_t from, int32_t until)
{
	struct civil c;
	int32_t next = first_of_next(from), first;

	civil_from_day(from, &c);
	first = civil_day(c.year, c.month, 1);
	return (monthly_fen * (until - from + 1) * 2 + (next - first)) / ((next - first) * 2);
}

void movein_charge(int64_t monthly_fen, int64_t paid_fen, int months, int start_on,
		   struct movein_charge *ret)
{
	int32_t from = start_on, end = months_later(start_on, months) - 1;

	*ret = (struct movein_charge){ .start_on = start_on, .end_on = end };
	while (from <= end && ret->use_count < COUNT(ret->uses)) {
		int32_t until = first_of_next(from) - 1;
		struct movein_use *u = &ret->uses[ret->use_count++];
		*u = (struct movein_use){ from, until < end ? until : end, 0 };
		u->amount_fen = share(monthly_fen, u->from_on, u->until_on);
		ret->used_fen += u->amount_fen;
		from = until + 1;
	}
	ret->rest_fen = paid_fen - ret->used_fen;
}
