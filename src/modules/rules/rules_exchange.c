#include "modules/rules/rules_exchange.h"
#include "modules/rules/rules.h"
#include "output/sheet_write.h"

static const struct sheet_column columns[] = {
	{ "文件", 5, false, false, NULL },	   { "文件名称", 26, true, false, NULL },
	{ "条", 6, false, false, NULL },	   { "内容", 44, true, false, NULL },
	{ "执行", 10, false, false, NULL },	   { "按时", 8, false, false, NULL },
	{ "逾期办结", 8, false, false, NULL },	   { "逾期未办", 8, false, false, NULL },
	{ "免办", 8, false, false, NULL },	   { "未到期", 8, false, false, NULL },
	{ "按时率", 8, false, false, NULL },	   { "步骤次数", 8, false, false, NULL },
	{ "从", 11, false, false, NULL },	   { "到", 11, false, false, NULL },
};

static int write_row(struct ctx *cx, const struct rule_row *row, const struct rule_period *p,
		     struct sheet_writer *out)
{
	const struct tally *t = &row->tally;
	const int64_t counts[] = { t->kept, t->late, t->broken, t->waived, t->open };

	sheet_write_int(out, row->book->number);
	sheet_write_text(out, T(cx, row->book->title));
	sheet_write_text(out, row->article->key);
	sheet_write_text(out, T(cx, row->article->text));
	sheet_write_text(out, T(cx, choice_of(enforced_choices, (int)row->article->by)->label));
	for (size_t i = 0; i < COUNT(counts); i++) {
		if (row->counted)
			sheet_write_int(out, counts[i]);
		else
			sheet_write_text(out, NULL);
	}
	sheet_write_text(out, row->counted ? tally_share(cx, t) : NULL);
	if (row->stepped)
		sheet_write_int(out, row->steps);
	else
		sheet_write_text(out, NULL);
	sheet_write_text(out, p->first);
	sheet_write_text(out, p->last);
	return sheet_write_row_end(out);
}

static int export_rows(struct ctx *cx, const struct input *filter, struct sheet_writer *out)
{
	struct rule_period period;
	struct rule_row *rows;
	size_t count = 0;
	int r = sheet_write_header(out, columns, COUNT(columns));

	if (r == OK)
		r = rule_period_read(cx, filter, &period);
	if (r == OK)
		r = rule_count(cx, 0, &period, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = write_row(cx, &rows[i], &period, out);
	return r;
}

const struct exchange rule_exchanges[] = {
	{ "rules", "制度执行月表", PERM_RULE_READ, PERM_RULE_READ, NULL, export_rows },
	{ 0 },
};
