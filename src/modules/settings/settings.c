#include "modules/settings/settings.h"
#include "app/module.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "store/store.h"

const char *setting_show(struct ctx *cx, const struct setting *s, const char *value)
{
	char money[MONEY_TEXT], clock[CIVIL_TEXT];
	int64_t n;

	if (s->type == SETTING_TEXT || text_int(value, &n) < 0)
		return value;
	switch (s->type) {
	case SETTING_MINUTES:
		return arena_printf(cx->arena, T(cx, "%d 分钟"), (int)n);
	case SETTING_HOURS:
		return arena_printf(cx->arena, T(cx, "%d 小时"), (int)n);
	case SETTING_PERCENT:
		return arena_printf(cx->arena, "%d%%", (int)n);
	case SETTING_BOOL:
		return n ? T(cx, "是") : T(cx, "否");
	case SETTING_CLOCK:
		return arena_strdup(cx->arena, civil_clock((int)n, clock));
	case SETTING_FEN:
		return arena_strdup(cx->arena, money_text(n, money));
	default:
		return value;
	}
}

static const char *standard_of(struct ctx *cx, const struct setting *s)
{
	if (s->type == SETTING_TEXT)
		return s->text ? s->text : "";
	return arena_printf(cx->arena, "%" PRId64, s->value);
}

struct stored {
	const char *value;
	int64_t from_at;
};
static const struct field stored_fields[] = {
	FIELD(stored, value, 0),
	FIELD(stored, from_at, 0),
};

static int read_stored(struct ctx *cx, const struct setting *s, struct setting_row *row)
{
	struct stored now = { .value = standard_of(cx, s) }, next = { 0 };
	int r = store_one(cx,
			  SQL("SELECT value, from_at FROM setting WHERE community_id = ? AND name = ?"
			      " AND from_at <= ? ORDER BY from_at DESC LIMIT 1"),
			  BINDS(cx->community, s->name, cx->now), FIELDS(stored, stored_fields), &now);

	if (r != OK && r != ERR_NOT_FOUND)
		return r;
	r = store_one(cx,
		      SQL("SELECT value, from_at FROM setting WHERE community_id = ? AND name = ?"
			  " AND from_at > ? ORDER BY from_at LIMIT 1"),
		      BINDS(cx->community, s->name, cx->now), FIELDS(stored, stored_fields), &next);
	if (r != OK && r != ERR_NOT_FOUND)
		return r;
	row->value = setting_show(cx, s, now.value);
	row->next_at = next.from_at;
	row->next_value = next.from_at ? setting_show(cx, s, next.value) : NULL;
	return OK;
}

static int fill(struct ctx *cx, const struct module *m, const struct setting *s,
		struct setting_row *row)
{
	*row = (struct setting_row){ .setting = s, .group = m->label, .group_name = m->name };
	row->standard = setting_show(cx, s, standard_of(cx, s));
	row->range = "";
	if (s->type != SETTING_TEXT && s->type != SETTING_BOOL)
		row->range = arena_printf(cx->arena, "%s–%s",
					  setting_show(cx, s, arena_printf(cx->arena, "%" PRId64, s->min)),
					  setting_show(cx, s, arena_printf(cx->arena, "%" PRId64, s->max)));
	return read_stored(cx, s, row);
}

static bool has_words(struct ctx *cx, const struct setting *s, const char *words)
{
	return text_blank(words) || strstr(s->name, words) || strstr(s->sentence, words) ||
	       strstr(T(cx, s->sentence), words) || strstr(s->rule, words);
}

static int check_group(struct ctx *cx, const char *group)
{
	if (text_blank(group))
		return OK;
	for (const struct module *const *m = modules; *m; m++)
		if ((*m)->settings && !strcmp((*m)->name, group))
			return OK;
	return fail_field(cx, "group", T(cx, "没有“%s”这一类参数。"), group);
}

int setting_rows(struct ctx *cx, const struct setting_filter *f, struct setting_row **ret,
		 size_t *ret_count)
{
	size_t count = 0;
	int r = check_group(cx, f->group);

	for (const struct module *const *m = modules; *m; m++)
		for (const struct setting *s = (*m)->settings; s && s->name; s++)
			count++;
	*ret = arena_array(cx->arena, count + 1, sizeof **ret);
	*ret_count = 0;
	for (const struct module *const *m = modules; *m; m++) {
		if (!text_blank(f->group) && strcmp((*m)->name, f->group))
			continue;
		for (const struct setting *s = (*m)->settings; r == OK && s && s->name; s++)
			if (has_words(cx, s, f->words))
				r = fill(cx, *m, s, &(*ret)[(*ret_count)++]);
	}
	return r;
}

int setting_row(struct ctx *cx, const char *name, struct setting_row *ret)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct setting *s = (*m)->settings; s && s->name; s++)
			if (!strcmp(s->name, name))
				return fill(cx, *m, s, ret);
	return fail(cx, ERR_NOT_FOUND, T(cx, "没有参数 %s。"), name);
}

int calendar_year(struct ctx *cx, int year, struct year_day **ret, size_t *ret_count)
{
	const struct work_calendar *calendar;
	int32_t first = civil_day(year, 1, 1), last = civil_day(year, 12, 31);
	int r = calendar_load(cx, &calendar);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, (size_t)(last - first + 1), sizeof **ret);
	*ret_count = (size_t)(last - first + 1);
	for (int32_t day = first; day <= last; day++) {
		struct year_day *d = &(*ret)[day - first];
		struct civil c;
		civil_from_day(day, &c);
		*d = (struct year_day){ day, c.month, c.day, worktime_day_open(calendar, day), false, "" };
		for (size_t i = 0; i < calendar->special_count; i++)
			if (calendar->special[i].day == day) {
				d->special = true;
				d->name = calendar->special[i].name;
			}
	}
	return OK;
}
