/* What the pages 月度数据 and 大屏 show. */
#ifndef ANJU_FIGURES_WEB_H
#define ANJU_FIGURES_WEB_H
#include "app/help.h"
#include "app/request.h"
#include "modules/figures/figures.h"

struct figures_page {
	struct figures f;
	const char *query;           /* of this month and building, without the question mark */
	bool may_wall;
};
struct wall_page {
	struct wall w;
	const char *place, *date, *clock;
};
/* The views of the month. */
void figure_tabs(struct page *pg, const struct figures_page *p);
/* One large number; colour: a class while it is not 0. */
void wall_number(struct page *pg, const char *label, int64_t n, const char *colour);
/* 月度分析 */
int figure_paper(struct request *rq);
extern const struct page_help figures_help[];
#endif
