/* 界面样式: every part that pages are made of, with made-up contents, in the light it is used in. */
#include "app/journal.h"
#include "base/civil.h"
#include "modules/office/office_web.h"
#include "modules/office/templates.h"

const struct choice sample_kinds[] = { { 1, "water", "给排水" }, { 2, "power", "电气" },
				       { 3, "door", "门窗" }, CHOICE_END };
static const struct field fields[] = {
	FIELD(sample, name, .label = "姓名", .flags = IN_JSON | IN_FORM | REQUIRED, .max = 60),
	FIELD(sample, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON | IN_FORM),
	FIELD(sample, phone, .label = "电话", .show = SHOW_PHONE, .flags = IN_JSON | IN_FORM),
	FIELD(sample, kind, .label = "类别", .show = SHOW_ENUM, .choices = sample_kinds,
	      .flags = IN_JSON | IN_FORM),
	FIELD(sample, at, .label = "时间", .show = SHOW_TIME, .flags = IN_JSON | IN_FORM),
	FIELD(sample, day, .label = "日期", .show = SHOW_DATE, .flags = IN_JSON | IN_FORM),
	FIELD(sample, clock, .label = "钟点", .show = SHOW_CLOCK, .flags = IN_JSON | IN_FORM),
	FIELD(sample, money_fen, .label = "金额", .show = SHOW_MONEY, .flags = IN_JSON | IN_FORM,
	      .hint = "元"),
	FIELD(sample, area_mass, .label = "建筑面积", .show = SHOW_MASS, .flags = IN_JSON | IN_FORM),
	FIELD(sample, ticked, .label = "已核对", .flags = IN_JSON | IN_FORM),
	FIELD(sample, text, .label = "内容", .show = SHOW_LONG, .flags = IN_JSON | IN_FORM, .max = 500,
	      .hint = "照住户的话写"),
};
const struct fields sample_fields = FIELDS(sample, fields);

static const struct chart *chart_of(struct ctx *cx)
{
	struct chart *c = ARENA_NEW(cx->arena, struct chart);
	struct chart_row *rows = arena_array(cx->arena, 3, sizeof *rows);

	for (int i = 0; i < 3; i++)
		rows[i] = (struct chart_row){ .label = T(cx, sample_kinds[i].label),
					      .n = { 14 - 4 * i, 3 + i } };
	*c = (struct chart){ .key = "sample", .title = T(cx, "图"), .shape = CHART_BARS,
			     .first = T(cx, "类别"), .series = { T(cx, "按时"), T(cx, "逾期办结") },
			     .series_count = 2, .rows = rows, .row_count = 3 };
	return c;
}

static void sample_json(struct json *j, const struct styleguide_page *p)
{
	json_record(j, sample_fields, &p->sample);
	chart_json(j, p->chart);
}

int styleguide_get(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const struct journal_entry events[] = {
		{ .action = "open", .subject = "request", .at = cx->now - HOURS(2), .actor_name = "李前台" },
		{ .action = "finish", .at = cx->now - MINUTES(20), .actor_name = "陈师傅",
		  .subject = "request", .note = "换了角阀" },
	};
	struct styleguide_page p = {
		.sample = { "欧阳静怡", "厨房水槽下面滴水", "13812345678", "3-2-1201", 1,
			    civil_day_of(cx->now, rq->zone_minutes), 9 * 60 + 30, cx->now, 12850, 98500,
			    true },
		.chart = chart_of(cx),
		.events = events,
		.event_count = COUNT(events),
		.now = cx->now,
	};

	return REPLY(rq, T(cx, "界面样式"), office_styleguide_html, sample_json, &p);
}
