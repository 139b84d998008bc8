/* What the module's own files give to each other. */
#ifndef ANJU_FIGURE_PARTS_H
#define ANJU_FIGURE_PARTS_H
#include "modules/figures/figures.h"

/* A new chart at the end; its texts are translated already. */
struct chart *figure_add(struct figures *f, const char *key, const char *title,
			 enum chart_shape shape);
/* Room for rows; the chart has none yet. */
void figure_rows(struct ctx *cx, struct chart *c, size_t most);
struct chart_row *figure_row(struct chart *c, const char *label);
/* The row with most in it; NULL when all are empty. */
const struct chart_row *figure_most(const struct chart *c);
/* "/requests?kind=repair&building=3&from=2026-11-01&to=2026-11-30"; kind 0, building NULL = all. */
const char *figure_requests(struct ctx *cx, int kind, const char *building, int32_t first,
			    int32_t last);
/* "2 小时 5 分" */
const char *figure_time(struct ctx *cx, int64_t ms);
/* n of `of` in thousandths as a row's only value, with both numbers beside it. */
void figure_share(struct ctx *cx, struct chart_row *row, int64_t n, int64_t of);

int figure_volume(struct ctx *cx, struct figures *f) MUST_USE;  /* kinds, buildings, days, year */
int figure_hours(struct ctx *cx, struct figures *f) MUST_USE;   /* heat map */
int figure_times(struct ctx *cx, struct figures *f) MUST_USE;   /* how long it took */
int figure_kept(struct ctx *cx, struct figures *f) MUST_USE;    /* time limits kept */
int figure_complaints(struct ctx *cx, struct figures *f) MUST_USE;
int figure_grades(struct ctx *cx, struct figures *f) MUST_USE;
int figure_phone(struct ctx *cx, struct figures *f) MUST_USE;
int figure_year(struct ctx *cx, struct figures *f) MUST_USE;    /* shares of twelve months */
#endif
