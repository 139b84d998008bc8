/* What other modules count, as charts: time limits kept, complaints, grades of return visits, the
 * telephone. */
#include "base/civil.h"
#include "modules/calls/calls.h"
#include "modules/complaints/complaint_month.h"
#include "modules/figures/figure_parts.h"
#include "modules/rules/rules.h"
#include "modules/visits/visit_figures.h"

/* ---- time limits ---- */

/* The articles whose first duty people ask for at the end of a month. */
static const struct {
	int book;
	const char *article, *label;
} limits[] = {
	{ 3, "d4", "派单" },		  { 3, "d5", "漏接回拨" },
	{ 15, "d1", "求助答复" },	  { 15, "d2", "急救治安灾害到场" },
	{ 16, "d1", "维修到场" },	  { 16, "d3", "维修完工" },
	{ 16, "c2", "完工签收" },	  { 16, "d5", "咨询答复" },
	{ 8, "d2", "投诉首次答复" },	  { 8, "d3", "投诉办结" },
	{ 13, "d3", "投诉回访" },	  { 9, "d2", "维修回访" },
};
enum { LIMITS = COUNT(limits), OUTCOMES = 3 };
static const struct {
	enum outcome_kind kind;
	const char *word;
} results[OUTCOMES] = {
	{ RULE_KEPT, "kept" }, { RULE_LATE, "late" }, { RULE_BROKEN, "broken" },
};

static size_t first_duty(const struct article *a)
{
	for (size_t i = 0; i < rule_bindings(a); i++)
		if (a->bind[i].type == BIND_DUTY)
			return i;
	return 0;
}

static void fill_limit(struct ctx *cx, struct chart *c, const struct rule_row *rows, size_t count,
		       size_t at, const char *month)
{
	const struct article *a = rule_article(rule_book(limits[at].book), limits[at].article);
	struct chart_row *row = figure_row(c, T(cx, limits[at].label));
	size_t bind = first_duty(a);
	struct tally t = { 0 };

	for (size_t i = 0; i < count; i++)
		if (rows[i].article == a)
			t = rows[i].of[bind];
	row->n[0] = t.kept;
	row->n[1] = t.late;
	row->n[2] = t.broken;
	row->remark = tally_share(cx, &t);
	for (size_t s = 0; s < OUTCOMES; s++)
		row->paths[s] = arena_printf(cx->arena,
					     "/rules/%d/%s?month=%s&bind=%d&outcome=%s",
					     limits[at].book, limits[at].article, month, (int)bind,
					     results[s].word);
	row->about = arena_printf(cx->arena, "/rules/%d/%s?month=%s&bind=%d", limits[at].book,
				  limits[at].article, month, (int)bind);
}

/* Which books the limits are of, each once. */
static bool is_first_of_book(size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (limits[i].book == limits[at].book)
			return false;
	return true;
}

int figure_kept(struct ctx *cx, struct figures *f)
{
	const struct rule_period period = { .from = f->from, .until = f->until, .month = f->month };
	struct chart *c = figure_add(f, "kept", T(cx, "时限执行"), CHART_BARS);
	int64_t kept = 0;

	c->first = T(cx, "事项");
	c->empty = T(cx, "这个月没有到期的应办事项。");
	c->remark = T(cx, "时限在这个月到期的应办事项，与制度执行月表同一个数。");
	c->series_count = OUTCOMES;
	for (size_t s = 0; s < OUTCOMES; s++)
		c->series[s] = T(cx, choice_of(rule_outcomes, (int)results[s].kind)->label);
	figure_rows(cx, c, LIMITS);
	for (size_t book = 0; book < LIMITS; book++) {
		struct rule_row *rows;
		size_t count;
		int r;
		if (!is_first_of_book(book))
			continue;
		r = rule_count(cx, limits[book].book, &period, &rows, &count);
		if (r < 0)
			return r;
		for (size_t i = 0; i < LIMITS; i++)
			if (limits[i].book == limits[book].book)
				fill_limit(cx, c, rows, count, i, f->month);
	}
	for (size_t i = 0; i < c->row_count; i++)
		kept += c->rows[i].n[0];
	c->finding = arena_printf(cx->arena, T(cx, "按时 %" PRId64 " 件，共 %" PRId64 " 件。"), kept,
				  chart_total(c));
	return OK;
}

/* ---- complaints ---- */

static int64_t received(const struct complaint_month *m, int cause)
{
	for (size_t i = 0; i < m->cause_count; i++)
		if (m->causes[i].value == cause)
			return m->causes[i].received;
	return 0;
}

static void add_cause(struct ctx *cx, const struct figures *f, struct chart *c, int value,
		      const struct complaint_month *now, const struct complaint_month *before)
{
	const struct choice *cause = choice_of(complaint_causes, value);
	struct chart_row *row = figure_row(c, cause ? T(cx, cause->label) : T(cx, "未填"));
	char from[CIVIL_TEXT], to[CIVIL_TEXT];

	row->n[0] = received(now, value);
	row->before = received(before, value);
	if (cause)
		row->path = arena_printf(cx->arena, "/complaints?cause=%s&from=%s&to=%s", cause->word,
					 civil_date(f->first, from), civil_date(f->last, to));
}

/* Most of them first; then those of the month before alone. */
static void fill_causes(struct ctx *cx, const struct figures *f, struct chart *c,
			const struct complaint_month *now, const struct complaint_month *before)
{
	figure_rows(cx, c, now->cause_count + before->cause_count);
	for (size_t i = 0; i < now->cause_count; i++)
		add_cause(cx, f, c, now->causes[i].value, now, before);
	for (size_t i = 0; i < before->cause_count; i++)
		if (!received(now, before->causes[i].value))
			add_cause(cx, f, c, before->causes[i].value, now, before);
}

int figure_complaints(struct ctx *cx, struct figures *f)
{
	struct chart *c = figure_add(f, "complaints", T(cx, "投诉按原因"), CHART_BARS);
	struct complaint_month now, before;
	int r = complaint_month_read(cx, f->month, &now);

	if (r == OK)
		r = complaint_month_read(cx, f->before, &before);
	if (r < 0)
		return r;
	c->compared = true;
	c->first = T(cx, "投诉原因");
	c->empty = T(cx, "这个月没有投诉。");
	c->remark = T(cx, "按受理时间计，与投诉分析同一个数；竖线是上月。");
	c->series[c->series_count++] = T(cx, "本月");
	fill_causes(cx, f, c, &now, &before);
	c->finding = arena_printf(cx->arena,
				  T(cx, "受理 %" PRId64 " 件，有效 %" PRId64 " 件；上月 %" PRId64 " 件。"),
				  now.all.received, now.all.valid, before.all.received);
	return OK;
}

/* ---- return visits ---- */

int figure_grades(struct ctx *cx, struct figures *f)
{
	struct chart *c = figure_add(f, "grades", T(cx, "回访满意度"), CHART_BARS);
	struct visit_month m;
	int r = visit_month_read(cx, f->year, f->number, &m);

	if (r < 0)
		return r;
	c->first = T(cx, "回访类别");
	c->empty = T(cx, "这个月没有有评价的回访。待回访的在“回访”里。");
	c->remark = T(cx, "这个月回访并有评价的，与回访月报同一个数。");
	for (const struct choice *g = visit_grades; g->word; g++)
		c->series[c->series_count++] = T(cx, g->label);
	figure_rows(cx, c, m.kind_count);
	for (size_t i = 0; i < m.kind_count; i++) {
		const struct visit_figure *k = &m.kinds[i];
		const struct choice *kind = choice_of(visit_kinds, (int)k->key);
		struct chart_row *row;
		if (!k->graded || !kind)
			continue;
		row = figure_row(c, T(cx, kind->label));
		row->n[0] = k->pleased;
		row->n[1] = k->satisfied - k->pleased;
		row->n[2] = k->unsatisfied;
		for (size_t g = 0; g < c->series_count; g++)
			row->paths[g] = arena_printf(cx->arena, "/visits?kind=%s&grade=%s&visited=%s",
						     kind->word, visit_grades[g].word, f->month);
	}
	c->finding = arena_printf(cx->arena, T(cx, "满意率 %s（目标 %d%%），%" PRId64 " 次有评价。"),
				  m.all.graded ? visit_rate(cx->arena, m.all.satisfied, m.all.graded)
					       : T(cx, "无数据"),
				  (int)m.target, m.all.graded);
	return OK;
}

/* ---- the telephone ---- */

static void phone_row(struct ctx *cx, struct chart *c, const char *label, const int64_t now[2],
		      const int64_t before[2], const char *path)
{
	struct chart_row *row = figure_row(c, label);

	figure_share(cx, row, now[0], now[1]);
	row->before = call_share(before[0], before[1]);
	row->about = path;
}

int figure_phone(struct ctx *cx, struct figures *f)
{
	struct chart *c = figure_add(f, "phone", T(cx, "电话规范"), CHART_BARS);
	const char *path = arena_printf(cx->arena, "/calls/month?month=%s", f->month);
	struct call_month m, b;
	int r = call_stretch(cx, f->from, f->until, &m);

	if (r == OK)
		r = call_stretch(cx, f->from_before, f->from, &b);
	if (r < 0)
		return r;
	c->unit = CHART_PERMILLE;
	c->compared = true;
	c->first = T(cx, "项目");
	c->empty = T(cx, "这个月没有来电登记。接通电话系统或用秒表键计数，这里就有数。");
	c->remark = T(cx, "与电话统计同一个数；竖线是上月。");
	c->series[c->series_count++] = T(cx, "本月");
	figure_rows(cx, c, 4);
#define PHONE_ROW(label, n, of) \
	phone_row(cx, c, label, (const int64_t[]){ m.n, m.of }, (const int64_t[]){ b.n, b.of }, path)
	PHONE_ROW(T(cx, "三声接听率"), within, counted);
	PHONE_ROW(T(cx, "按时回拨"), back_in_time, missed);
	PHONE_ROW(T(cx, "回拨打通"), back, missed);
	PHONE_ROW(T(cx, "预约回复守时"), promise_kept, promised);
#undef PHONE_ROW
	c->finding = arena_printf(cx->arena, T(cx, "接听 %" PRId64 " 个，漏接 %" PRId64 " 个。"),
				  m.answered, m.missed);
	return OK;
}

/* ---- twelve months ---- */

static int64_t share(int64_t n, int64_t of)
{
	return of > 0 ? call_share(n, of) : CHART_NONE;
}

int figure_year(struct ctx *cx, struct figures *f)
{
	struct chart *c = figure_add(f, "shares", T(cx, "十二个月的比率"), CHART_LINES);
	int base = f->year * 12 + f->number - FIGURE_MONTHS, r;

	c->unit = CHART_PERMILLE;
	c->first = T(cx, "月份");
	c->empty = T(cx, "这十二个月没有电话和回访的数。");
	c->remark = T(cx, "与电话统计、回访月报同一个数；没有基数的月份没有点。");
	c->series_count = 3;
	c->series[0] = T(cx, "三声接听率");
	c->series[1] = T(cx, "回访满意率");
	c->series[2] = T(cx, "回访及时率");
	figure_rows(cx, c, FIGURE_MONTHS);
	for (int m = base; m < base + FIGURE_MONTHS; m++) {
		struct chart_row *row = figure_row(c, arena_printf(cx->arena, "%04d-%02d", m / 12,
								   m % 12 + 1));
		struct call_month calls;
		struct visit_figure visits;
		row->tick = arena_printf(cx->arena, "%d", m % 12 + 1);
		r = call_stretch(cx, civil_ms(civil_day(m / 12, m % 12 + 1, 1), 0, f->zone),
				 civil_ms(civil_day((m + 1) / 12, (m + 1) % 12 + 1, 1), 0, f->zone),
				 &calls);
		if (r == OK)
			r = visit_month_sum(cx, m / 12, m % 12 + 1, &visits);
		if (r < 0)
			return r;
		row->n[0] = share(calls.within, calls.counted);
		row->n[1] = share(visits.satisfied, visits.graded);
		row->n[2] = share(visits.on_time, visits.due);
		c->finding = arena_printf(cx->arena, T(cx, "本月三声接听率 %s，回访满意率 %s，及时率 %s。"),
					  chart_number(cx, c, row->n[0]),
					  chart_number(cx, c, row->n[1]),
					  chart_number(cx, c, row->n[2]));
	}
	return OK;
}
