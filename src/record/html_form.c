#include "record/html.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "record/member.h"

enum { KEY_DIGITS = 32, LONG_ROWS = 4 };

/* One input on its way to the page. */
struct entry {
	const struct field *f;
	const char *name, *id, *error;
	const char *value; /* what stands in it; "" when nothing does */
	const char *was;   /* EDIT_STALE: what stood in it when the sender began; else NULL */
	const char *theirs, *mine; /* then: what it is now, and what was sent */
};

static void attribute(struct page *pg, const char *name, const char *value)
{
	strbuf_char(pg->out, ' ');
	strbuf_text(pg->out, name);
	STRBUF_LITERAL(pg->out, "=\"");
	strbuf_html(pg->out, value);
	strbuf_char(pg->out, '"');
}

static void attribute_int(struct page *pg, const char *name, int64_t n)
{
	strbuf_printf(pg->out, " %s=\"%" PRId64 "\"", name, n);
}

static void hidden(struct page *pg, const char *name, const char *value)
{
	STRBUF_LITERAL(pg->out, "<input type=\"hidden\"");
	attribute(pg, "name", name);
	attribute(pg, "value", value);
	strbuf_char(pg->out, '>');
}

static void form_open(struct page *pg, const char *action, const char *css_class, bool upload)
{
	char key[KEY_DIGITS + 1];

	pg->forms++;
	STRBUF_LITERAL(pg->out, "<form method=\"post\"");
	attribute(pg, "action", action);
	if (css_class && *css_class)
		attribute(pg, "class", css_class);
	if (upload)
		attribute(pg, "enctype", "multipart/form-data");
	strbuf_char(pg->out, '>');
	if (pg->form_token)
		hidden(pg, "_token", pg->form_token);
	random_hex(key, KEY_DIGITS);
	hidden(pg, "_key", key);
}

void html_form_open(struct page *pg, const char *action, const char *css_class)
{
	form_open(pg, action, css_class, false);
}

void html_form_open_upload(struct page *pg, const char *action, const char *css_class)
{
	form_open(pg, action, css_class, true);
}

void html_form_edit(struct page *pg, const char *action, const char *css_class, int64_t current)
{
	const char *sent = pg->input ? input_text(pg->input, "version") : NULL;
	char version[24];

	form_open(pg, action, css_class, false);
	if (!current)
		return;
	(void)snprintf(version, sizeof version, "%" PRId64, current);
	hidden(pg, "version", version);
	pg->edit = sent && input_text(pg->input, "was") && strcmp(sent, version) ? EDIT_STALE
										 : EDIT_FRESH;
	hidden(pg, "was", "1");
	if (pg->edit != EDIT_STALE)
		return;
	STRBUF_LITERAL(pg->out, "<p class=\"banner amber full\" role=\"status\">");
	html_text(pg, T(pg->cx, "你填写时别人改过这条记录。只有对方改的已并入，只有你改的都保留；"
				"两人都改了的逐项列出三方对照。核对后再按一次保存。"));
	STRBUF_LITERAL(pg->out, "</p>");
}

void html_form_close(struct page *pg)
{
	pg->edit = EDIT_NOT;
	STRBUF_LITERAL(pg->out, "</form>");
}

/* ---- messages ---- */

static const char *error_of(const struct page *pg, const char *field)
{
	const char *first = NULL; /* the list has the last one in front */

	for (const struct field_error *e = pg->cx->errors; e; e = e->next)
		if (!strcmp(e->field, field))
			first = e->message;
	return first;
}

void html_error(struct page *pg, const char *field)
{
	const char *message = error_of(pg, field);

	if (!message)
		return;
	STRBUF_LITERAL(pg->out, "<strong class=\"error\">");
	html_text(pg, message);
	STRBUF_LITERAL(pg->out, "</strong>");
}

void html_failure(struct page *pg)
{
	if (!pg->cx->why[0])
		return;
	STRBUF_LITERAL(pg->out, "<p class=\"failure\" role=\"alert\">");
	html_text(pg, pg->cx->why);
	STRBUF_LITERAL(pg->out, "</p>");
}

/* ---- what stands in an input ---- */

/* "2026-11-23T14:05", the only form datetime-local knows. */
static const char *local_time(struct arena *a, int64_t at, int zone_minutes)
{
	char text[CIVIL_TEXT];

	if (!at)
		return "";
	civil_minute(at, zone_minutes, text);
	text[strlen("2026-11-23")] = 'T';
	return arena_strdup(a, text);
}

static const char *number_value(struct page *pg, const struct field *f, int64_t n)
{
	struct arena *a = pg->out->arena;
	char text[MAX(MAX(MONEY_TEXT, MASS_TEXT), CIVIL_TEXT)];

	if (f->choices) {
		const struct choice *c = choice_of(f->choices, (int)n);
		return c ? c->word : "";
	}
	switch (f->show) {
	case SHOW_TIME:
		return local_time(a, n, pg->zone_minutes);
	case SHOW_DATE:
		return n ? arena_strdup(a, civil_date((int32_t)n, text)) : "";
	case SHOW_CLOCK:
		return n >= 0 ? arena_strdup(a, civil_clock((int)n, text)) : "";
	case SHOW_MONEY:
		return n ? arena_strdup(a, money_text(n, text)) : "";
	case SHOW_MASS:
		return n ? arena_strdup(a, mass_text(n, text)) : "";
	case SHOW_ID:
		return n ? arena_printf(a, "%" PRId64, n) : "";
	default:
		return n || f->type == F_BOOL ? arena_printf(a, "%" PRId64, n) : "";
	}
}

static const char *record_value(struct page *pg, const struct field *f, const void *record)
{
	const char *text;

	if (!record || f->show == SHOW_PASSWORD)
		return "";
	if (f->type != F_TEXT)
		return number_value(pg, f, member_int(f, record));
	text = member_text(f, record);
	if (!text)
		return "";
	if (f->show == SHOW_SECRET || (f->show == SHOW_PHONE && !pg->may_see_phones))
		return text_mask(pg->out->arena, text);
	return text;
}

/* Sent text in the form the input type can show. */
static const char *sent_value(struct page *pg, const struct field *f, const char *text)
{
	char date[CIVIL_TEXT];
	int64_t at;
	int32_t day;

	if (f->show == SHOW_PASSWORD)
		return "";
	if (f->show == SHOW_TIME && civil_parse(text, pg->zone_minutes, &at) == OK)
		return local_time(pg->out->arena, at, pg->zone_minutes);
	if (f->show == SHOW_DATE && civil_parse_day(text, &day) == OK)
		return arena_strdup(pg->out->arena, civil_date(day, date));
	return text;
}

/* The value of a record that was changed while somebody else filled in the form. */
static void merge(struct page *pg, struct entry *e, const char *sent, const void *record)
{
	struct arena *a = pg->out->arena;
	const char *was = input_text(pg->input, arena_printf(a, "was.%s", e->name));

	e->was = was ? was : "";
	e->theirs = record_value(pg, e->f, record);
	e->mine = sent_value(pg, e->f, sent);
	if (!strcmp(e->mine, e->was) || !strcmp(e->mine, e->theirs))
		e->value = e->theirs;
	else
		e->value = e->mine;
}

static struct entry entry_of(struct page *pg, const char *prefix, const struct field *f,
			     const void *record)
{
	struct arena *a = pg->out->arena;
	struct entry e = {.f = f};
	const char *sent = NULL;
	char *id;

	e.name = arena_printf(a, "%s%s", prefix, member_form_name(a, f));
	id = arena_printf(a, "f%d-%s", pg->forms, e.name);
	for (char *s = id; *s; s++)
		if (*s == '.')
			*s = '-';
	e.id = id;
	e.error = error_of(pg, e.name);
	if (pg->input)
		sent = f->type == F_BOOL ? input_last(pg->input, e.name)
					 : input_text(pg->input, e.name);
	e.value = sent ? sent_value(pg, f, sent) : record_value(pg, f, record);
	if (sent && record && pg->edit == EDIT_STALE && f->show != SHOW_PASSWORD)
		merge(pg, &e, sent, record);
	return e;
}

/* ---- inputs ---- */

static void write_limits(struct page *pg, const struct field *f)
{
	if (f->flags & REQUIRED)
		STRBUF_LITERAL(pg->out, " required");
	if (f->type == F_TEXT) {
		attribute_int(pg, "maxlength",
			      f->max                 ? f->max
			      : f->show == SHOW_LONG ? LIMIT_TEXT
						     : LIMIT_LINE);
		if (f->min)
			attribute_int(pg, "minlength", f->min);
	} else if (f->show == SHOW_PLAIN && f->type != F_BOOL && (f->min || f->max)) {
		attribute_int(pg, "min", f->min);
		if (f->max)
			attribute_int(pg, "max", f->max);
	}
}

/* name, id, and what a screen reader says with it */
static void write_identity(struct page *pg, const struct entry *e)
{
	attribute(pg, "name", e->name);
	attribute(pg, "id", e->id);
	if (!e->f->hint && !e->error)
		return;
	STRBUF_LITERAL(pg->out, " aria-describedby=\"");
	if (e->f->hint)
		strbuf_printf(pg->out, "%s-hint%s", e->id, e->error ? " " : "");
	if (e->error)
		strbuf_printf(pg->out, "%s-error\" aria-invalid=\"true", e->id);
	strbuf_char(pg->out, '"');
}

static void write_select(struct page *pg, const struct entry *e)
{
	const struct choice *chosen = choice_named(e->f->choices, e->value);

	STRBUF_LITERAL(pg->out, "<select");
	write_identity(pg, e);
	if (e->f->flags & REQUIRED)
		STRBUF_LITERAL(pg->out, " required");
	strbuf_char(pg->out, '>');
	if (!chosen || !(e->f->flags & REQUIRED)) {
		STRBUF_LITERAL(pg->out, "<option value=\"\">");
		html_text(pg, T(pg->cx, "请选择"));
		STRBUF_LITERAL(pg->out, "</option>");
	}
	for (const struct choice *c = e->f->choices; c->word; c++) {
		STRBUF_LITERAL(pg->out, "<option");
		attribute(pg, "value", c->word);
		strbuf_text(pg->out, c == chosen ? " selected>" : ">");
		html_text(pg, T(pg->cx, c->label));
		STRBUF_LITERAL(pg->out, "</option>");
	}
	STRBUF_LITERAL(pg->out, "</select>");
}

/* A line end right after the tag is not part of the text, so one is given away. */
static void write_textarea(struct page *pg, const struct entry *e)
{
	STRBUF_LITERAL(pg->out, "<textarea");
	write_identity(pg, e);
	attribute_int(pg, "rows", LONG_ROWS);
	write_limits(pg, e->f);
	STRBUF_LITERAL(pg->out, ">\n");
	html_text(pg, e->value);
	STRBUF_LITERAL(pg->out, "</textarea>");
}

/* type and what else helps typing, by the meaning of the value */
static const char *kind_of_input(const struct field *f)
{
	switch (f->show) {
	case SHOW_TIME:
		return " type=\"datetime-local\"";
	case SHOW_DATE:
		return " type=\"date\"";
	case SHOW_CLOCK: /* not type=time, which has no 24:00 */
		return " type=\"text\" inputmode=\"numeric\" placeholder=\"08:30\" size=\"5\"";
	case SHOW_MONEY:
	case SHOW_MASS:
		return " type=\"text\" inputmode=\"decimal\" autocomplete=\"off\"";
	case SHOW_PHONE:
		return " type=\"tel\" autocomplete=\"off\"";
	case SHOW_ROOM:
		return " type=\"text\" autocomplete=\"off\" placeholder=\"3-2-501\"";
	case SHOW_SECRET:
		return " type=\"text\" autocomplete=\"off\"";
	case SHOW_PASSWORD:
		return f->min ? " type=\"password\" autocomplete=\"new-password\""
			      : " type=\"password\" autocomplete=\"current-password\"";
	default:
		return f->type == F_TEXT ? " type=\"text\"" : " type=\"number\"";
	}
}

static void write_line(struct page *pg, const struct entry *e)
{
	STRBUF_LITERAL(pg->out, "<input");
	strbuf_text(pg->out, kind_of_input(e->f));
	write_identity(pg, e);
	if (*e->value)
		attribute(pg, "value", e->value);
	write_limits(pg, e->f);
	strbuf_char(pg->out, '>');
}

static void write_label(struct page *pg, const struct entry *e)
{
	STRBUF_LITERAL(pg->out, "<label");
	attribute(pg, "for", e->id);
	strbuf_char(pg->out, '>');
	html_text(pg, e->f->label ? T(pg->cx, e->f->label) : e->name);
	STRBUF_LITERAL(pg->out, "</label>");
}

/* name=0 goes before the box, because a box that is not ticked sends nothing */
static void write_check(struct page *pg, const struct entry *e)
{
	hidden(pg, e->name, "0");
	STRBUF_LITERAL(pg->out, "<input type=\"checkbox\" value=\"1\"");
	write_identity(pg, e);
	if (!strcmp(e->value, "1"))
		STRBUF_LITERAL(pg->out, " checked");
	if (e->f->flags & REQUIRED)
		STRBUF_LITERAL(pg->out, " required");
	strbuf_char(pg->out, '>');
	write_label(pg, e);
}

/* What an input held, as people read it. */
static void write_side(struct page *pg, const struct entry *e, const char *label, const char *value)
{
	const struct choice *c = e->f->choices ? choice_named(e->f->choices, value) : NULL;

	STRBUF_LITERAL(pg->out, "<b>");
	html_text(pg, label);
	STRBUF_LITERAL(pg->out, "</b><span>");
	if (c)
		html_text(pg, T(pg->cx, c->label));
	else if (e->f->type == F_BOOL)
		html_text(pg, !strcmp(value, "1") ? T(pg->cx, "是") : T(pg->cx, "否"));
	else
		html_text(pg, *value ? value : T(pg->cx, "空"));
	STRBUF_LITERAL(pg->out, "</span>");
}

/* 三方对照, within the paragraph of the input: what was merged into this input, or what cannot be. */
static void write_merge(struct page *pg, const struct entry *e)
{
	bool clash = strcmp(e->mine, e->was) && strcmp(e->mine, e->theirs);

	if (!strcmp(e->theirs, e->was) || !strcmp(e->mine, e->theirs))
		return;
	STRBUF_LITERAL(pg->out, "<span class=\"merge\"");
	if (clash)
		attribute(pg, "data-theirs", e->theirs);
	strbuf_char(pg->out, '>');
	write_side(pg, e, T(pg->cx, "原值"), e->was);
	write_side(pg, e, clash ? T(pg->cx, "对方改为") : T(pg->cx, "对方改为（已并入）"), e->theirs);
	if (clash)
		write_side(pg, e, T(pg->cx, "我填的"), e->mine);
	STRBUF_LITERAL(pg->out, "</span>");
}

static void write_notes(struct page *pg, const struct entry *e)
{
	if (e->was)
		write_merge(pg, e);
	if (e->f->hint) {
		strbuf_printf(pg->out, "<small class=\"hint\" id=\"%s-hint\">", e->id);
		html_text(pg, T(pg->cx, e->f->hint));
		STRBUF_LITERAL(pg->out, "</small>");
	}
	if (e->error) {
		strbuf_printf(pg->out, "<strong class=\"error\" id=\"%s-error\">", e->id);
		html_text(pg, e->error);
		STRBUF_LITERAL(pg->out, "</strong>");
	}
}

void html_input(struct page *pg, const char *prefix, const struct field *f, const void *record)
{
	struct entry e = entry_of(pg, prefix, f, record);
	const char *stood = pg->edit && record ? record_value(pg, f, record) : "";

	if (*stood)
		hidden(pg, arena_printf(pg->out->arena, "was.%s", e.name), stood);
	if (f->show == SHOW_ID) { /* nobody types an id */
		hidden(pg, e.name, e.value);
		html_error(pg, e.name);
		return;
	}
	STRBUF_LITERAL(pg->out, "<p class=\"field");
	strbuf_text(pg->out, f->type == F_BOOL ? " check" : "");
	strbuf_text(pg->out, f->flags & REQUIRED ? " required\">" : "\">");
	if (f->type == F_BOOL) {
		write_check(pg, &e);
	} else {
		write_label(pg, &e);
		if (f->choices)
			write_select(pg, &e);
		else if (f->show == SHOW_LONG)
			write_textarea(pg, &e);
		else
			write_line(pg, &e);
	}
	write_notes(pg, &e);
	STRBUF_LITERAL(pg->out, "</p>");
}

void html_inputs(struct page *pg, const char *prefix, struct fields f, const void *record)
{
	const struct field *id = field_find(f, "id");
	bool has_id = record && id && id->type == F_INT64 && member_int(id, record);

	for (size_t i = 0; i < f.count; i++)
		if (f.field[i].flags & IN_FORM && !(f.field[i].flags & ONCE && has_id))
			html_input(pg, prefix, &f.field[i], record);
}

bool html_has_error(const struct page *pg, const char *prefix)
{
	for (const struct field_error *e = pg->cx->errors; e; e = e->next)
		if (text_starts(e->field, prefix))
			return true;
	return false;
}
