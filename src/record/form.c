#include "record/form.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/money.h"
#include "base/text.h"
#include "record/member.h"

static const char *label_of(struct ctx *cx, const struct field *f)
{
	return f->label ? T(cx, f->label) : f->name;
}

/* ---- rules: the same for what was sent and for what was filled in otherwise ---- */

static int check_required(struct ctx *cx, const struct field *f)
{
	const char *label = label_of(cx, f);

	if (f->type == F_BOOL)
		return fail(cx, ERR_INVALID, T(cx, "请勾选%s"), label);
	if (f->choices || f->show == SHOW_TIME || f->show == SHOW_DATE || f->show == SHOW_ID)
		return fail(cx, ERR_INVALID, T(cx, "请选择%s"), label);
	return fail(cx, ERR_INVALID, T(cx, "请填写%s"), label);
}

static int check_text(struct ctx *cx, const struct field *f, const char *text)
{
	const char *label = label_of(cx, f);
	int64_t max = f->max ? f->max : f->show == SHOW_LONG ? LIMIT_TEXT : LIMIT_LINE;
	int64_t length;

	if (!text_valid(text, strlen(text)))
		return fail(cx, ERR_INVALID, T(cx, "%s里有无法识别的字符"), label);
	if (f->show != SHOW_LONG && strpbrk(text, "\r\n"))
		return fail(cx, ERR_INVALID, T(cx, "%s只能写一行"), label);
	length = (int64_t)text_length(text);
	if (length > max)
		return fail(cx, ERR_INVALID, T(cx, "%s最多 %" PRId64 " 个字，现在 %" PRId64 " 个"),
			    label, max, length);
	if (length < f->min)
		return fail(cx, ERR_INVALID, T(cx, "%s至少 %" PRId64 " 个字，现在 %" PRId64 " 个"),
			    label, f->min, length);
	return OK;
}

static void bounds(const struct field *f, int64_t *ret_min, int64_t *ret_max)
{
	bool given = f->min || f->max;

	*ret_min = given ? f->min : INT64_MIN;
	*ret_max = f->max ? f->max : INT64_MAX;
	if (f->show == SHOW_MONEY || f->show == SHOW_MASS) {
		*ret_min = f->min;
		*ret_max = f->max ? f->max : f->show == SHOW_MONEY ? MONEY_MAX : MASS_MAX;
	} else if (f->show == SHOW_CLOCK || f->show == SHOW_ID) {
		*ret_min = MAX(f->min, 0);
		if (f->show == SHOW_CLOCK && !f->max)
			*ret_max = 1440;
	} else if (f->type == F_INT) {
		*ret_min = MAX(*ret_min, INT_MIN);
		*ret_max = MIN(*ret_max, INT_MAX);
	}
}

/* A bound as the person would write it. */
static const char *bound_text(struct ctx *cx, const struct field *f, int64_t n)
{
	char text[MAX(MAX(MONEY_TEXT, MASS_TEXT), CIVIL_TEXT)];

	if (f->show == SHOW_MONEY)
		return arena_strdup(cx->arena, money_text(n, text));
	if (f->show == SHOW_MASS)
		return arena_strdup(cx->arena, mass_text(n, text));
	if (f->show == SHOW_CLOCK)
		return arena_strdup(cx->arena, civil_clock((int)n, text));
	if (f->show == SHOW_DATE)
		return arena_strdup(cx->arena, civil_date((int32_t)n, text));
	return arena_printf(cx->arena, "%" PRId64, n);
}

static int check_number(struct ctx *cx, const struct field *f, int64_t n)
{
	int64_t min, max;

	if (f->choices)
		return choice_of(f->choices, (int)n) ? OK : check_required(cx, f);
	bounds(f, &min, &max);
	if (n >= min && n <= max)
		return OK;
	if (f->show == SHOW_ID)
		return fail(cx, ERR_INVALID, T(cx, "%s不是一个编号"), label_of(cx, f));
	if (max == INT64_MAX)
		return fail(cx, ERR_INVALID, T(cx, "%s不能小于 %s"), label_of(cx, f),
			    bound_text(cx, f, min));
	return fail(cx, ERR_INVALID, T(cx, "%s应在 %s 到 %s 之间"), label_of(cx, f),
		    bound_text(cx, f, min), bound_text(cx, f, max));
}

static int check_member(struct ctx *cx, const struct field *f, const void *record)
{
	if (member_empty(f, record)) {
		if (f->flags & REQUIRED && !(f->type != F_TEXT && f->show == SHOW_PLAIN))
			return check_required(cx, f);
		return OK;
	}
	return f->type == F_TEXT ? check_text(cx, f, member_text(f, record))
				 : check_number(cx, f, member_int(f, record));
}

/* ---- conversion ---- */

/* Line ends become LF: a browser sends CR LF. */
static char *lines_plain(struct arena *a, const char *text)
{
	char *copy = text_trim(a, text), *to = copy;

	for (const char *s = copy; *s; s++)
		if (*s != '\r' || s[1] != '\n')
			*to++ = *s == '\r' ? '\n' : *s;
	*to = '\0';
	return copy;
}

static int set_text(struct ctx *cx, const struct field *f, const char *text, void *record)
{
	const char *value, *old = member_text(f, record);

	if (f->show == SHOW_PASSWORD)
		value = arena_strdup(cx->arena, text);
	else if (f->show == SHOW_LONG)
		value = lines_plain(cx->arena, text);
	else
		value = text_trim(cx->arena, text);
	if (!*value && f->show == SHOW_PASSWORD && old && *old)
		return OK;
	if (!*value && f->flags & REQUIRED)
		return check_required(cx, f);
	if ((f->show == SHOW_PHONE || f->show == SHOW_SECRET) && old && strchr(value, '*') &&
	    text_equal(value, text_mask(cx->arena, old)))
		return OK;
	if (*value && check_text(cx, f, value) < 0)
		return ERR_INVALID;
	if (*value && f->show == SHOW_PHONE && !(value = text_phone(cx->arena, value)))
		return fail(cx, ERR_INVALID, T(cx, "%s不像一个号码"), label_of(cx, f));
	if (*value && f->show == SHOW_ROOM && !(value = text_room(cx->arena, value)))
		return fail(cx, ERR_INVALID, T(cx, "%s不像一个房号，例如 3-2-501"),
			    label_of(cx, f));
	member_set_text(f, value, record);
	return OK;
}

static int parse_choice(struct ctx *cx, const struct field *f, const char *text, int64_t *ret)
{
	const struct choice *c = choice_named(f->choices, text);

	if (!c)
		return fail(cx, ERR_INVALID, T(cx, "%s没有这个选项"), label_of(cx, f));
	*ret = c->value;
	return OK;
}

static int parse_bool(struct ctx *cx, const struct field *f, const char *text, int64_t *ret)
{
	static const struct choice words[] = {{1, "1", "是"},    {0, "0", "否"},  {1, "true", "√"},
					      {0, "false", "×"}, {1, "on", "有"}, {0, "off", "无"},
					      CHOICE_END};
	const struct choice *c = choice_named(words, text);

	if (!c)
		return fail(cx, ERR_INVALID, T(cx, "%s应为是或否"), label_of(cx, f));
	*ret = c->value;
	return OK;
}

static int parse_when(struct ctx *cx, const struct field *f, const char *text, int zone_minutes,
		      int64_t *ret)
{
	int32_t day;
	int minute;

	if (f->show == SHOW_TIME) {
		if (civil_parse(text, zone_minutes, ret) < 0)
			return fail(cx, ERR_INVALID, T(cx, "%s不像一个时间，例如 2026-11-23 14:05"),
				    label_of(cx, f));
	} else if (f->show == SHOW_DATE) {
		if (civil_parse_day(text, &day) < 0)
			return fail(cx, ERR_INVALID, T(cx, "%s不像一个日期，例如 2026-11-23"),
				    label_of(cx, f));
		*ret = day;
	} else {
		if (civil_parse_clock(text, &minute) < 0)
			return fail(cx, ERR_INVALID, T(cx, "%s不像一个钟点，例如 08:30"),
				    label_of(cx, f));
		*ret = minute;
	}
	return OK;
}

static int parse_number(struct ctx *cx, const struct field *f, const char *text, int zone_minutes,
			int64_t *ret)
{
	const char *label = label_of(cx, f);

	if (f->choices)
		return parse_choice(cx, f, text, ret);
	if (f->type == F_BOOL)
		return parse_bool(cx, f, text, ret);
	switch (f->show) {
	case SHOW_TIME:
	case SHOW_DATE:
	case SHOW_CLOCK:
		return parse_when(cx, f, text, zone_minutes, ret);
	case SHOW_MONEY:
		return money_parse(text, ret) < 0
			       ? fail(cx, ERR_INVALID, T(cx, "%s应为金额，例如 75 或 75.50"), label)
			       : OK;
	case SHOW_MASS:
		return mass_parse(text, ret) < 0
			       ? fail(cx, ERR_INVALID, T(cx, "%s应为数量，例如 1.5"), label)
			       : OK;
	case SHOW_ID:
		return text_int(text, ret) < 0
			       ? fail(cx, ERR_INVALID, T(cx, "%s不是一个编号"), label)
			       : OK;
	default:
		return text_int(text, ret) < 0 ? fail(cx, ERR_INVALID, T(cx, "%s应为整数"), label)
					       : OK;
	}
}

static int set_number(struct ctx *cx, const struct field *f, const char *text, int zone_minutes,
		      void *record)
{
	const char *value = text_trim(cx->arena, text);
	int64_t n = 0;

	if (!*value && f->flags & REQUIRED)
		return check_required(cx, f);
	if (*value && parse_number(cx, f, value, zone_minutes, &n) < 0)
		return ERR_INVALID;
	if (f->type == F_BOOL && !n && f->flags & REQUIRED)
		return check_required(cx, f);
	if (*value && f->type != F_BOOL && check_number(cx, f, n) < 0)
		return ERR_INVALID;
	member_set_int(f, n, record);
	return OK;
}

int form_set(struct ctx *cx, const struct field *f, const char *text, int zone_minutes,
	     void *record)
{
	return f->type == F_TEXT ? set_text(cx, f, text, record)
				 : set_number(cx, f, text, zone_minutes, record);
}

/* ---- the walk ---- */

struct walk {
	struct ctx *cx;
	const struct input *in;
	const char *prefix;
	int zone_minutes;
	bool has_id; /* the record was stored before */
	int faults;
	const char *first;
};

static void note(struct walk *w, const char *name)
{
	const char *why = arena_strdup(w->cx->arena, w->cx->why);

	(void)fail_field(w->cx, name, "%s", why);
	if (!w->faults++)
		w->first = why;
}

static int finish(struct walk *w)
{
	if (!w->faults)
		return OK;
	if (w->faults == 1)
		return fail(w->cx, ERR_INVALID, "%s", w->first);
	return fail(w->cx, ERR_INVALID, T(w->cx, "有 %d 处需要修改：%s"), w->faults, w->first);
}

/* NAME_fen is an integer, where NAME is yuan. */
static int set_fen(struct walk *w, const struct field *f, const char *text, void *record)
{
	int64_t fen;

	if (text_int(text, &fen) < 0)
		return fail(w->cx, ERR_INVALID, T(w->cx, "%s应为整数"), label_of(w->cx, f));
	if (check_number(w->cx, f, fen) < 0)
		return ERR_INVALID;
	member_set_int(f, fen, record);
	return OK;
}

static int set(struct walk *w, const struct field *f, const char *text, bool is_fen, void *record)
{
	return is_fen ? set_fen(w, f, text, record)
		      : form_set(w->cx, f, text, w->zone_minutes, record);
}

static int keep_once(struct walk *w, const struct field *f, const char *text, bool is_fen,
		     void *record)
{
	bool is_text = f->type == F_TEXT, same;
	int64_t old = is_text ? 0 : member_int(f, record);
	const char *old_text = is_text ? member_text(f, record) : NULL;

	if (set(w, f, text, is_fen, record) < 0)
		return ERR_INVALID;
	if (is_text) {
		same = text_equal(old_text ? old_text : "", member_text(f, record));
		member_set_text(f, old_text, record);
	} else {
		same = old == member_int(f, record);
		member_set_int(f, old, record);
	}
	return same ? OK
		    : fail(w->cx, ERR_INVALID, T(w->cx, "%s登记后不能更改"), label_of(w->cx, f));
}

/* Was nothing entered before either? 00:00 may be meant, but not when it is asked for. */
static bool is_missing(const struct field *f, const void *record)
{
	return f->flags & REQUIRED &&
	       (member_empty(f, record) || (f->show == SHOW_CLOCK && !member_int(f, record)));
}

static void read_field(struct walk *w, const struct field *f, void *record)
{
	struct arena *a = w->cx->arena;
	const char *name = arena_printf(a, "%s%s", w->prefix, member_form_name(a, f));
	const char *text = f->type == F_BOOL ? input_last(w->in, name) : input_text(w->in, name);
	bool is_fen = false;
	int r = OK;

	if (!text && f->show == SHOW_MONEY) {
		const char *fen_name = arena_printf(a, "%s_fen", name);
		text = input_text(w->in, fen_name);
		is_fen = text != NULL;
		name = is_fen ? fen_name : name;
	}
	if (!text)
		r = is_missing(f, record) ? check_required(w->cx, f) : OK;
	else if (f->flags & ONCE && w->has_id)
		r = keep_once(w, f, text, is_fen, record);
	else
		r = set(w, f, text, is_fen, record);
	if (r < 0)
		note(w, name);
}

int form_read(struct ctx *cx, const struct input *in, const char *prefix, struct fields f,
	      int zone_minutes, void *ret)
{
	const struct field *id = field_find(f, "id");
	struct walk w = {.cx = cx, .in = in, .prefix = prefix, .zone_minutes = zone_minutes};

	w.has_id = id && id->type == F_INT64 && member_int(id, ret);
	for (size_t i = 0; i < f.count; i++)
		if (f.field[i].flags & IN_FORM)
			read_field(&w, &f.field[i], ret);
	return finish(&w);
}

int form_check(struct ctx *cx, struct fields f, const void *record)
{
	struct walk w = {.cx = cx};

	for (size_t i = 0; i < f.count; i++)
		if (f.field[i].flags & IN_FORM && check_member(cx, &f.field[i], record) < 0)
			note(&w, member_form_name(cx->arena, &f.field[i]));
	return finish(&w);
}

int form_choice(struct ctx *cx, const struct input *in, const char *name,
		const struct choice *choices, int *ret)
{
	const char *word = input_text(in, name);
	const struct choice *c;

	if (text_blank(word) || !strcmp(word, "all"))
		return OK;
	c = choice_named(choices, word);
	if (!c)
		return fail_field(cx, name, T(cx, "这里没有“%s”这一项。"), word);
	*ret = c->value;
	return OK;
}
