/* Charts (图表): numbers as a picture made by the server and the same numbers as a table, as JSON
 * and as rows of a sheet: one struct, four ways to show it, so none can differ from another.
 *
 * The picture is SVG without style or script: colours are classes (app.css has them for the page,
 * for print and for the wall), widths are percentages, so letters keep their size on a phone. What
 * a colour says, a word says too. Texts are in the language of the reader; all are escaped. */
#ifndef ANJU_CHART_H
#define ANJU_CHART_H
#include "record/html.h"
#include "record/json.h"

enum chart_shape {
	CHART_BARS,    /* a bar a row, its series one after the other */
	CHART_COLUMNS, /* a column a row, its series on top of each other */
	CHART_LINES,   /* a line a series */
	CHART_HEAT,    /* rows and series as a grid, darker = more */
};
enum chart_unit { CHART_COUNT, CHART_PERMILLE };
enum { CHART_SERIES = 7, CHART_NONE = -1 }; /* CHART_NONE: 无数据, not 0 */

struct chart_row {
	const char *label;
	const char *tick;            /* of the axis, when not every label has room there; NULL = none */
	const char *remark;          /* beside the number: "38 ÷ 40" */
	const char *path;            /* the list of what the row counts; NULL = there is none */
	const char *paths[CHART_SERIES]; /* the same of each series */
	const char *about;           /* where more is said of it, when there is no such list */
	int64_t n[CHART_SERIES];
	int64_t before;              /* the row's sum in the time before */
};
struct chart {
	const char *key, *title;
	const char *finding;         /* what one sees, as a sentence */
	const char *remark;          /* how it is counted */
	const char *empty;           /* shown without numbers: what to do next */
	enum chart_shape shape;
	enum chart_unit unit;
	bool compared;               /* the rows have `before` */
	bool scale;                  /* the series are steps of one quantity, not different things */
	const char *first;           /* head of the first column of the table */
	const char *series[CHART_SERIES];
	size_t series_count;
	struct chart_row *rows;
	size_t row_count;
};
/* Of a row: its series together; CHART_NONE when none has data. */
int64_t chart_sum(const struct chart *c, const struct chart_row *row);
/* Of all rows. */
int64_t chart_total(const struct chart *c);
/* "42", "95.0%", "无数据" */
const char *chart_number(struct ctx *cx, const struct chart *c, int64_t n);
/* <figure>: caption, picture, what the colours mean, table. */
void chart_html(struct page *pg, const struct chart *c);
/* The picture alone. */
void chart_picture(struct page *pg, const struct chart *c);
/* Members of the object that is open. */
void chart_json(struct json *j, const struct chart *c);
#endif
