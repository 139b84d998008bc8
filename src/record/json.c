#include "record/json.h"
#include "base/limits.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "record/member.h"

void json_init(struct json *j, struct ctx *cx, struct strbuf *out, int zone_minutes)
{
	*j = (struct json){.out = out, .cx = cx, .zone_minutes = zone_minutes};
}

/* The comma and the key; what follows is the value. */
static void begin(struct json *j, const char *key, const char *ending)
{
	strbuf_text(j->out, !key ? (j->comma ? "," : "") : j->comma ? ",\"" : "\"");
	j->comma = true;
	if (!key)
		return;
	strbuf_text(j->out, key);
	if (*ending)
		strbuf_text(j->out, ending);
	STRBUF_LITERAL(j->out, "\":");
}

void json_object(struct json *j, const char *key)
{
	begin(j, key, "");
	strbuf_char(j->out, '{');
	j->comma = false;
}

void json_object_end(struct json *j)
{
	strbuf_char(j->out, '}');
	j->comma = true;
}

void json_array(struct json *j, const char *key)
{
	begin(j, key, "");
	strbuf_char(j->out, '[');
	j->comma = false;
}

void json_array_end(struct json *j)
{
	strbuf_char(j->out, ']');
	j->comma = true;
}

void json_text(struct json *j, const char *key, const char *text)
{
	begin(j, key, "");
	strbuf_json(j->out, text);
}

void json_int(struct json *j, const char *key, int64_t n)
{
	begin(j, key, "");
	strbuf_int(j->out, n);
}

void json_bool(struct json *j, const char *key, bool b)
{
	begin(j, key, "");
	strbuf_text(j->out, b ? "true" : "false");
}

/* A text of ours that needs no escaping; NULL → null. */
static void plain(struct json *j, const char *key, const char *text)
{
	begin(j, key, "");
	if (text) {
		strbuf_char(j->out, '"');
		strbuf_text(j->out, text);
		strbuf_char(j->out, '"');
	} else {
		STRBUF_LITERAL(j->out, "null");
	}
}

void json_id(struct json *j, const char *key, int64_t id)
{
	if (!id) {
		plain(j, key, NULL);
		return;
	}
	begin(j, key, "");
	strbuf_char(j->out, '"');
	strbuf_int(j->out, id);
	strbuf_char(j->out, '"');
}

void json_time(struct json *j, const char *key, int64_t at)
{
	char text[CIVIL_TEXT];

	plain(j, key, at ? civil_rfc3339(at, j->zone_minutes, text) : NULL);
}

void json_date(struct json *j, const char *key, int day)
{
	char text[CIVIL_TEXT];

	plain(j, key, day ? civil_date(day, text) : NULL);
}

void json_money(struct json *j, const char *key, int64_t fen)
{
	char text[MONEY_TEXT];

	plain(j, key, money_text(fen, text));
	begin(j, key, "_fen");
	strbuf_int(j->out, fen);
}

void json_choice(struct json *j, const char *key, const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	plain(j, key, c ? c->word : NULL);
	begin(j, key, "_label");
	strbuf_json(j->out, c ? T(j->cx, c->label) : NULL);
}

static void write_text(struct json *j, const struct field *f, const char *text)
{
	bool masked = f->show == SHOW_SECRET || (f->show == SHOW_PHONE && !j->may_see_phones);

	json_text(j, f->name, masked && text ? text_mask(j->out->arena, text) : text);
}

static void write_number(struct json *j, const struct field *f, int64_t n)
{
	char text[MAX(CIVIL_TEXT, MASS_TEXT)];

	switch (f->show) {
	case SHOW_ID:
		json_id(j, f->name, n);
		break;
	case SHOW_TIME:
		json_time(j, f->name, n);
		break;
	case SHOW_DATE:
		json_date(j, f->name, (int)n);
		break;
	case SHOW_MONEY:
		json_money(j, member_form_name(j->out->arena, f), n);
		break;
	case SHOW_CLOCK:
		plain(j, f->name, n >= 0 ? civil_clock((int)n, text) : NULL);
		break;
	case SHOW_ENUM:
		json_choice(j, f->name, f->choices, (int)n);
		break;
	case SHOW_MASS:
		plain(j, member_form_name(j->out->arena, f), mass_text(n, text));
		break;
	default:
		if (f->type == F_BOOL)
			json_bool(j, f->name, n);
		else
			json_int(j, f->name, n);
	}
}

void json_record(struct json *j, struct fields f, const void *record)
{
	for (size_t i = 0; i < f.count; i++) {
		const struct field *field = &f.field[i];
		if (!(field->flags & IN_JSON) || field->show == SHOW_PASSWORD)
			continue;
		if (field->type == F_TEXT)
			write_text(j, field, member_text(field, record));
		else
			write_number(j, field, member_int(field, record));
	}
}

void json_total(struct json *j, int64_t total)
{
	json_int(j, "total", MIN(total, LIMIT_TOTAL));
	if (total > LIMIT_TOTAL)
		json_bool(j, "total_capped", true);
}

void json_records(struct json *j, const char *key, struct fields f, const void *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_record(j, f, (const char *)rows + i * f.size);
		json_object_end(j);
	}
	json_array_end(j);
}
