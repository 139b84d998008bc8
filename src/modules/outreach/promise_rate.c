/* 承诺兑现率: kept in time ÷ fallen due, by person and month. */
#include "app/calendar.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/outreach/promises.h"
#include "store/store.h"

static const struct field fields[] = {
	FIELD(promise_rate, account_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise_rate, name, .label = "承诺人", .flags = IN_JSON | IN_LIST),
	FIELD(promise_rate, due, .label = "到期", .flags = IN_JSON | IN_LIST),
	FIELD(promise_rate, kept, .label = "按期兑现", .flags = IN_JSON | IN_LIST),
	FIELD(promise_rate, broken, .label = "失约", .flags = IN_JSON | IN_LIST),
	FIELD(promise_rate, rate, .label = "兑现率", .flags = IN_JSON | IN_LIST),
};
const struct fields promise_rate_fields = FIELDS(promise_rate, fields);

static const char *percent(struct ctx *cx, int64_t part, int64_t whole)
{
	int64_t tenths;

	if (!whole)
		return T(cx, "无数据");
	tenths = (part * 1000 + whole / 2) / whole;
	return arena_printf(cx->arena, "%" PRId64 ".%" PRId64 "%%", tenths / 10, tenths % 10);
}

static int month_of(struct ctx *cx, const char *typed, struct civil *ret, int *ret_zone)
{
	int32_t day;
	int r = calendar_zone(cx, ret_zone);

	if (r < 0)
		return r;
	if (text_blank(typed)) {
		civil_from_ms(cx->now, *ret_zone, ret);
		return OK;
	}
	if (civil_parse_day(arena_printf(cx->arena, "%s-01", typed), &day) < 0)
		return fail_field(cx, "month", T(cx, "月份请写成 2026-04。"));
	civil_from_day(day, ret);
	return OK;
}

int promise_rates(struct ctx *cx, const char *month, struct promise_rate **ret, size_t *ret_count,
		  struct promise_rate *ret_all, const char **ret_month)
{
	struct civil c;
	int64_t from, to;
	int zone, r = month_of(cx, month, &c, &zone);

	if (r < 0)
		return r;
	from = civil_ms(civil_day(c.year, c.month, 1), 0, zone);
	to = civil_ms(civil_day(c.month == 12 ? c.year + 1 : c.year, c.month % 12 + 1, 1), 0, zone);
	*ret_month = arena_printf(cx->arena, "%04d-%02d", c.year, c.month);
	r = store_list(cx,
		       SQL("SELECT p.promiser_id AS account_id, MAX(a.name) AS name, COUNT(*) AS due,"
			   " SUM(CASE WHEN p.broken_at = 0 AND p.kept_at > 0 THEN 1 ELSE 0 END) AS kept,"
			   " SUM(CASE WHEN p.broken_at > 0 OR p.kept_at = 0 THEN 1 ELSE 0 END) AS broken"
			   " FROM promise p LEFT JOIN account a ON a.id = p.promiser_id"
			   " WHERE p.community_id = ? AND p.due_at >= ? AND p.due_at < ?"
			   " AND p.state <> 7 AND (p.due_at < ? OR p.kept_at > 0)"
			   " GROUP BY p.promiser_id ORDER BY due DESC, p.promiser_id LIMIT 500"),
		       BINDS(cx->community, from, to, cx->now), promise_rate_fields, ret, ret_count);
	*ret_all = (struct promise_rate){ .name = T(cx, "合计") };
	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		struct promise_rate *p = &(*ret)[i];
		p->rate = percent(cx, p->kept, p->due);
		ret_all->due += p->due;
		ret_all->kept += p->kept;
		ret_all->broken += p->broken;
	}
	ret_all->rate = percent(cx, ret_all->kept, ret_all->due);
	return r;
}
