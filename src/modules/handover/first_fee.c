/* When the owner begins to pay, and how much: 10 (d). */
#include "base/civil.h"
#include "base/money.h"
#include "modules/handover/deed.h"

static int first_of_next(int day)
{
	struct civil c;

	civil_from_day(day, &c);
	return c.month == 12 ? civil_day(c.year + 1, 1, 1) : civil_day(c.year, c.month + 1, 1);
}

static int first_of(int day)
{
	struct civil c;

	civil_from_day(day, &c);
	return civil_day(c.year, c.month, 1);
}

int first_fee(int rule, int64_t rate_fen, int64_t area_mass, int delivered_on,
	      struct first_fee *ret)
{
	int first = first_of(delivered_on), next = first_of_next(delivered_on);
	bool early = delivered_on < first + 15; /* the 15th belongs to the first half */
	int r = money_times(rate_fen, area_mass, &ret->month_fen);

	if (r < 0)
		return r;
	ret->from_on = delivered_on;
	ret->first_fen = ret->month_fen;
	switch ((enum fee_rule)rule) {
	case FEE_NEXT_MONTH:
		ret->from_on = next;
		break;
	case FEE_FULL_OR_HALF:
		ret->first_fen = early ? ret->month_fen : ret->month_fen / 2;
		break;
	case FEE_HALF_OR_NEXT:
		ret->from_on = early ? first + 14 : next;
		ret->first_fen = early ? ret->month_fen / 2 : ret->month_fen;
		break;
	case FEE_BY_DAY:
		ret->first_fen = ret->month_fen * (next - delivered_on) / (next - first);
		break;
	}
	return OK;
}

int deed_used(struct ctx *cx, int64_t base_mass, int64_t reading_mass, int64_t *ret)
{
	if (reading_mass < base_mass)
		return fail_field(cx, "reading", T(cx, "读数比交接时的底数小，请核对。"));
	*ret = reading_mass - base_mass;
	return OK;
}
