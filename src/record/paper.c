#include "record/paper.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "record/member.h"

static const char *text_value(const struct paper *p, const struct field *f, const void *record)
{
	const char *text = member_text(f, record);

	if (f->show == SHOW_PASSWORD || !text)
		return "";
	return f->show == SHOW_SECRET || f->show == SHOW_PHONE ? text_mask(p->cx->arena, text) : text;
}

static const char *number_value(const struct paper *p, const struct field *f, int64_t n)
{
	char text[MAX(CIVIL_TEXT, MAX(MASS_TEXT, MONEY_TEXT))];
	struct arena *a = p->cx->arena;

	switch (f->show) {
	case SHOW_TIME:
		return n ? arena_strdup(a, civil_minute(n, p->zone_minutes, text)) : "";
	case SHOW_DATE:
		return n ? arena_strdup(a, civil_date((int32_t)n, text)) : "";
	case SHOW_MONEY:
		return n == PAPER_NO_MONEY ? "" : arena_strdup(a, money_text(n, text));
	case SHOW_CLOCK:
		return n >= 0 ? arena_strdup(a, civil_clock((int)n, text)) : "";
	case SHOW_MASS:
		return arena_strdup(a, mass_text(n, text));
	default:
		if (f->type == F_BOOL)
			return n ? T(p->cx, "是") : T(p->cx, "否");
		return arena_printf(a, "%" PRId64, n);
	}
}

const char *paper_value(const struct paper *p, const struct field *f, const void *record)
{
	const struct choice *c;

	if (f->type == F_TEXT)
		return text_value(p, f, record);
	if (!f->choices)
		return number_value(p, f, member_int(f, record));
	c = choice_of(f->choices, (int)member_int(f, record));
	return c ? T(p->cx, c->label) : "";
}

void paper_form(const struct paper *p, struct fields f, const void *record,
		const char *const *names)
{
	struct pdf_pair *pairs;
	size_t count = 0;

	while (names[count])
		count++;
	pairs = arena_array(p->cx->arena, count, sizeof *pairs);
	for (size_t i = 0; i < count; i++) {
		bool whole = names[i][0] == '+';
		const struct field *field = field_find(f, names[i] + whole);
		pairs[i] = (struct pdf_pair){ T(p->cx, field->label), paper_value(p, field, record),
					      whole };
	}
	pdf_form(p->pdf, pairs, count);
}

struct heads {
	struct pdf_column column[PDF_COLUMNS];
	const struct field *field[PDF_COLUMNS];
	size_t count;
};

static struct heads heads_of(const struct paper *p, struct fields f,
			     const struct paper_column *columns)
{
	struct heads h = { 0 };

	for (size_t n; (n = h.count) < PDF_COLUMNS && columns[n].name; h.count++) {
		h.field[n] = field_find(f, columns[n].name);
		h.column[n] = (struct pdf_column){ T(p->cx, h.field[n]->label), columns[n].weight,
						   h.field[n]->show == SHOW_MONEY ||
							   h.field[n]->show == SHOW_MASS,
						   false };
	}
	return h;
}

void paper_table(const struct paper *p, struct fields f, const void *records, size_t count,
		 const struct paper_column *columns)
{
	struct heads h = heads_of(p, f, columns);
	const char **cells = arena_array(p->cx->arena, count * h.count + 1, sizeof *cells);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < h.count; k++)
			cells[i * h.count + k] = paper_value(
				p, h.field[k], (const char *)records + i * f.size);
	pdf_table(p->pdf, h.column, h.count, cells, count);
}

void paper_blank(const struct paper *p, struct fields f, size_t rows,
		 const struct paper_column *columns)
{
	struct heads h = heads_of(p, f, columns);
	const char **cells = arena_array(p->cx->arena, rows * h.count + 1, sizeof *cells);

	for (size_t i = 0; i < rows * h.count; i++)
		cells[i] = "";
	pdf_table(p->pdf, h.column, h.count, cells, rows);
}
