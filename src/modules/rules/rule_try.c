/* The dry run (试算): how the records of a time would have fared with another norm. */
#include "app/calendar.h"
#include "app/norm_list.h"
#include "base/text.h"
#include "modules/rules/rules.h"
#include "store/store.h"

/* A duty as the dry run reads it. */
struct past {
	int64_t id, subject_id;
	const char *label;
	int64_t started_at, norm_ms, due_at, done_at, paused_at, paused_ms;
	bool working;
	int state;
};
static const struct field past_fields[] = {
	FIELD(past, id, 0),	    FIELD(past, subject_id, 0), FIELD(past, label, 0),
	FIELD(past, started_at, 0), FIELD(past, norm_ms, 0),	FIELD(past, due_at, 0),
	FIELD(past, done_at, 0),    FIELD(past, paused_at, 0),	FIELD(past, paused_ms, 0),
	FIELD(past, working, 0),    FIELD(past, state, 0),
};

struct trial {
	struct ctx *cx;
	const struct work_calendar *calendar;
	struct try_result *result;
};

/* ---- when it would have been due ---- */

static int no_working_time(struct ctx *cx)
{
	return fail(cx, ERR_CONFLICT,
		    T(cx, "工作日历里没有工作时间，算不出到期时间。请先修改参数 calendar.*。"));
}

static int after(const struct trial *t, bool working, int64_t from, int64_t ms, int64_t *ret)
{
	*ret = from + ms;
	if (working && worktime_add(t->calendar, t->cx->language, from, ms, NULL, ret) < 0)
		return no_working_time(t->cx);
	return OK;
}

/* The time a number of days takes from the beginning of this record. */
static int days_ms(const struct trial *t, const struct norm *n, const struct past *p, int64_t days,
		   int64_t *ret)
{
	int zone = t->calendar->zone_minutes;
	int64_t due;

	if (n->count == BY_DAYS) {
		*ret = civil_ms(civil_day_of(p->started_at, zone) + (int)days + 1, 0, zone) -
		       p->started_at;
		return OK;
	}
	if (worktime_add_days(t->calendar, t->cx->language, p->started_at, (int)days, NULL, &due) < 0)
		return no_working_time(t->cx);
	*ret = worktime_between(t->calendar, p->started_at, due);
	return OK;
}

/* Same beginning, same pauses. What would have had the norm it began with stays as it was. */
static int new_due(const struct trial *t, const struct norm *n, const struct past *p, int64_t *ret)
{
	int64_t value = t->result->new_value, ms = MINUTES(value);
	int r = OK;

	if (n->count != BY_TIME)
		r = days_ms(t, n, p, value, &ms);
	else if (t->result->setting->type == SETTING_HOURS)
		ms = HOURS(value);
	if (r == OK && ms == p->norm_ms)
		*ret = p->due_at;
	else if (r == OK)
		r = after(t, p->working, p->started_at, ms + p->paused_ms, ret);
	return r;
}

static int outcome_of(const struct ctx *cx, const struct past *p)
{
	if (p->state == OBLIGATION_MET)
		return RULE_KEPT;
	if (p->state == OBLIGATION_LATE)
		return RULE_LATE;
	return !p->paused_at && p->due_at < cx->now ? RULE_BROKEN : RULE_OPEN;
}

static int outcome_with(const struct ctx *cx, const struct past *p, int64_t due)
{
	if (p->state == OBLIGATION_OPEN)
		return !p->paused_at && due < cx->now ? RULE_BROKEN : RULE_OPEN;
	/* called late though it is said to have been done in time: it was entered too late, and when
	 * that was is not kept here; so it stays late */
	if (p->state == OBLIGATION_LATE && p->done_at <= p->due_at)
		return RULE_LATE;
	return p->done_at <= due ? RULE_KEPT : RULE_LATE;
}

static void count_outcome(struct tally *t, int outcome)
{
	t->kept += outcome == RULE_KEPT;
	t->late += outcome == RULE_LATE;
	t->broken += outcome == RULE_BROKEN;
	t->open += outcome == RULE_OPEN;
}

static int try_one(struct trial *t, const struct norm_of *n, const struct past *p)
{
	struct try_result *result = t->result;
	int was = outcome_of(t->cx, p), would;
	int64_t due;
	int r = new_due(t, n->norm, p, &due);

	if (r < 0)
		return r;
	would = outcome_with(t->cx, p, due);
	count_outcome(&result->before, was);
	count_outcome(&result->after, would);
	if (was == would)
		return OK;
	if (result->changed++ < TRY_CHANGES)
		result->changes[result->change_count++] = (struct try_change){
			p->id, p->subject_id, n->subject,
			arena_strdup(t->cx->arena, p->label), p->started_at, p->due_at, due,
			p->done_at, was, would,
		};
	return OK;
}

static int try_norm(struct trial *t, const struct norm_of *n, const struct rule_period *period)
{
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct ctx *cx = t->cx;
	int r = rows_open(cx,
			  SQL("SELECT id, subject_id, label, started_at, norm_ms, due_at, done_at,"
			      " paused_at, paused_ms, working, state FROM obligation"
			      " WHERE community_id = ? AND subject = ? AND kind = ? AND due_at >= ?"
			      " AND due_at < ? AND setting = ? AND label = ? AND working = ?"
			      " AND norm_ms > 0 AND state IN (1, 2, 3) ORDER BY due_at, id"),
			  BINDS(cx->community, n->subject, n->norm->kind, period->from,
				period->until, n->norm->setting, n->norm->label,
				n->norm->working || n->norm->count == BY_WORKING_DAYS),
			  FIELDS(past, past_fields), &rows);

	while (r == OK) {
		struct past p = { 0 };
		arena_clear(&row_arena);
		r = rows_next(&rows, &row_arena, &p);
		if (r <= 0)
			break;
		r = try_one(t, n, &p);
	}
	return r;
}

/* Two norms that the statement cannot tell apart are asked for once. */
static bool is_again(const char *setting, size_t at, const struct norm_of *n)
{
	for (size_t i = 0; i < at; i++) {
		const struct norm_of *other = norm_of_setting(setting, i);
		if (!strcmp(other->subject, n->subject) && !strcmp(other->norm->kind, n->norm->kind) &&
		    !strcmp(other->norm->label, n->norm->label) &&
		    other->norm->working == n->norm->working)
			return true;
	}
	return false;
}

static int read_value(struct ctx *cx, const struct setting *s, const char *typed, int64_t *ret)
{
	if (text_blank(typed) || text_int(typed, ret) < 0)
		return fail_field(cx, "value", T(cx, "请填整数。"));
	if (*ret < s->min || *ret > s->max)
		return fail_field(cx, "value", T(cx, "应在 %d 到 %d 之间。"), (int)s->min, (int)s->max);
	return OK;
}

int rule_try(struct ctx *cx, const char *setting, const char *typed, const struct rule_period *p,
	     struct try_result *ret)
{
	const struct setting *s = setting ? setting_find(setting) : NULL;
	struct trial t = { .cx = cx, .result = ret };
	const struct norm_of *n;
	int r;

	*ret = (struct try_result){ .setting = s };
	if (!s || !norm_of_setting(setting, 0) ||
	    (s->type != SETTING_MINUTES && s->type != SETTING_HOURS &&
	     norm_of_setting(setting, 0)->norm->count == BY_TIME))
		return fail_field(cx, "setting", T(cx, "这个参数不是时限，不能试算。"));
	r = setting_int(cx, setting, &ret->now_value);
	if (r == OK)
		r = read_value(cx, s, typed, &ret->new_value);
	if (r == OK)
		r = calendar_load(cx, &t.calendar);
	ret->changes = arena_array(cx->arena, TRY_CHANGES, sizeof *ret->changes);
	for (size_t i = 0; r == OK && (n = norm_of_setting(setting, i)); i++)
		if (!is_again(setting, i, n))
			r = try_norm(&t, n, p);
	return r;
}
