#include "app/setting.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/memo.h"
#include "app/module.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "store/store.h"

const struct setting *setting_find(const char *name)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct setting *s = (*m)->settings; s && s->name; s++)
			if (!strcmp(s->name, name))
				return s;
	return NULL;
}

static const struct setting *known(const char *name)
{
	const struct setting *s = setting_find(name);

	if (!s) {
		fprintf(stderr, "anju: setting %s is in no table\n", name);
		abort();
	}
	return s;
}

static const struct field memo_fields[] = {
	FIELD(memo_setting, name, 0),
	FIELD(memo_setting, value, 0),
	FIELD(memo_setting, from_at, 0),
};

static int remember(struct ctx *given, struct memo *m, struct arena *arena)
{
	struct ctx cx = *given;
	int r;

	cx.arena = arena;
	r = store_list(&cx,
		       SQL("SELECT name, value, from_at FROM setting WHERE community_id = ?"
			   " ORDER BY name, from_at DESC LIMIT 100000"),
		       BINDS(cx.community), FIELDS(memo_setting, memo_fields), &m->settings,
		       &m->setting_count);
	m->has_settings = r == OK;
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}

static int value_once(struct ctx *cx, const struct setting *s, int64_t at, const char **ret)
{
	char *value;
	int r = store_text(cx,
			   SQL("SELECT value FROM setting"
			       " WHERE community_id = ? AND name = ? AND from_at <= ?"
			       " ORDER BY from_at DESC LIMIT 1"),
			   BINDS(cx->community, s->name, at), &value);

	if (r == ERR_NOT_FOUND)
		return OK;
	*ret = r == OK ? value : NULL;
	return r;
}

/* The kept value in force at an instant; NULL = none, so the default. */
static int value_at(struct ctx *cx, const struct setting *s, int64_t at, const char **ret)
{
	struct arena *arena;
	struct memo *m = memo_of(cx, &arena);
	int r = m && !m->has_settings ? remember(cx, m, arena) : OK;

	*ret = NULL;
	if (r < 0)
		return r;
	if (!m)
		return value_once(cx, s, at, ret);
	for (size_t i = 0; i < m->setting_count; i++) {
		const struct memo_setting *k = &m->settings[i];
		if (k->from_at <= at && !strcmp(k->name, s->name)) {
			*ret = arena_strdup(cx->arena, k->value);
			break;
		}
	}
	return OK;
}

int setting_int(struct ctx *cx, const char *name, int64_t *ret)
{
	const struct setting *s = known(name);
	const char *value;
	int r;

	assert(s->type != SETTING_TEXT);
	r = value_at(cx, s, cx->now, &value);
	if (r < 0)
		return r;
	if (!value) {
		*ret = s->value;
		return OK;
	}
	if (text_int(value, ret) < 0)
		return fail(cx, ERR_INTERNAL, T(cx, "参数 %s 的值“%s”不是数字。"), name, value);
	return OK;
}

int setting_text(struct ctx *cx, const char *name, const char **ret)
{
	const struct setting *s = known(name);
	const char *value;
	int r;

	assert(s->type == SETTING_TEXT);
	r = value_at(cx, s, cx->now, &value);
	if (r == OK)
		*ret = value ? value : s->text;
	return r;
}

/* ---- as people write and read them ---- */

static const char *const units[] = {
	[SETTING_INT] = "",	    [SETTING_MINUTES] = " 分钟", [SETTING_HOURS] = " 小时",
	[SETTING_PERCENT] = "%",    [SETTING_BOOL] = "",	 [SETTING_CLOCK] = "",
	[SETTING_TEXT] = "",	    [SETTING_FEN] = " 元",
};

static const struct choice yes_no[] = {
	{ 1, "true", "是" }, { 0, "false", "否" }, { 1, "1", "开" },
	{ 0, "0", "关" },    { 1, "on", "有" },	   { 0, "off", "无" },
	CHOICE_END,
};

static const char *number_shown(struct ctx *cx, const struct setting *s, int64_t n)
{
	char buffer[MONEY_TEXT > CIVIL_TEXT ? MONEY_TEXT : CIVIL_TEXT];

	if (s->type == SETTING_BOOL)
		return n ? T(cx, "是") : T(cx, "否");
	if (s->type == SETTING_CLOCK)
		return arena_strdup(cx->arena, civil_clock((int)n, buffer));
	if (s->type == SETTING_FEN)
		return arena_printf(cx->arena, "%s%s", money_text(n, buffer),
				    T(cx, units[s->type]));
	return arena_printf(cx->arena, "%" PRId64 "%s", n, T(cx, units[s->type]));
}

static const char *shown(struct ctx *cx, const struct setting *s, const char *value)
{
	int64_t n = s->value;

	if (s->type == SETTING_TEXT)
		return value ? value : s->text;
	if (value && text_int(value, &n) < 0)
		return value;
	return number_shown(cx, s, n);
}

static int number_parse(struct ctx *cx, const struct setting *s, const char *typed, int64_t *ret)
{
	const struct choice *c;
	int minute, r;

	switch (s->type) {
	case SETTING_BOOL:
		c = choice_named(yes_no, typed);
		if (!c)
			return fail_field(cx, "value", T(cx, "请填“是”或“否”。"));
		*ret = c->value;
		return OK;
	case SETTING_CLOCK:
		r = civil_parse_clock(typed, &minute);
		if (r < 0)
			return fail_field(cx, "value", T(cx, "请填钟点，例如 08:30。"));
		*ret = minute;
		return OK;
	case SETTING_FEN:
		r = money_parse(typed, ret);
		if (r < 0)
			return fail_field(cx, "value", T(cx, "请填金额，例如 75.00。"));
		return OK;
	default:
		r = text_int(typed, ret);
		if (r < 0)
			return fail_field(cx, "value", T(cx, "请填整数。"));
		return OK;
	}
}

/* What people typed → the text that is kept. */
static int value_parse(struct ctx *cx, const struct setting *s, const char *typed, char **ret)
{
	char *text = text_trim(cx->arena, typed);
	int64_t n, length = (int64_t)text_length(text);
	int r;

	if (s->type == SETTING_TEXT) {
		if (length < s->min || length > s->max)
			return fail_field(cx, "value",
					  T(cx, "请填 %" PRId64 " 到 %" PRId64 " 个字。"), s->min,
					  s->max);
		*ret = text;
		return OK;
	}
	r = number_parse(cx, s, text, &n);
	if (r < 0)
		return r;
	if (s->type != SETTING_BOOL && (n < s->min || n > s->max))
		return fail_field(cx, "value", T(cx, "应在 %s 到 %s 之间。"),
				  number_shown(cx, s, s->min), number_shown(cx, s, s->max));
	*ret = arena_printf(cx->arena, "%" PRId64, n);
	return OK;
}

/* ---- changing ---- */

static int note_change(struct ctx *cx, const struct setting *s, const char *old, const char *new,
		       int64_t from, int zone)
{
	char when[CIVIL_TEXT];
	const char *note = arena_printf(cx->arena, T(cx, "%s（%s）：%s → %s，自 %s 起"),
					T(cx, s->sentence), s->name, shown(cx, s, old),
					shown(cx, s, new), civil_minute(from, zone, when));

	return journal_add(cx, &(struct journal_entry){
				       .subject = "setting", .action = "change", .note = note });
}

int setting_change(struct ctx *cx, const char *name, const char *typed, int64_t from)
{
	const struct setting *s = setting_find(name);
	const char *old = NULL;
	char *value = NULL;
	int r, zone = 0;

	if (!s)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有“%s”这个参数。"), name);
	if (!from)
		from = cx->now;
	if (from < cx->now)
		return fail_field(cx, "from", T(cx, "生效时间不能早于现在：已经办过的事按当时的参数算。"));
	r = value_parse(cx, s, typed, &value);
	if (r == OK)
		r = value_at(cx, s, from, &old);
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	r = store_exec(cx,
		       SQL("INSERT INTO setting"
			   " (community_id, name, from_at, value, changed_at, changed_by)"
			   " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (community_id, name, from_at)"
			   " DO UPDATE SET value = excluded.value,"
			   " changed_at = excluded.changed_at, changed_by = excluded.changed_by"),
		       BINDS(cx->community, s->name, from, value, cx->now,
			     cx->actor ? cx->actor->id : 0));
	memo_forget_settings(cx);
	return r < 0 ? r : note_change(cx, s, old, value, from, zone);
}
