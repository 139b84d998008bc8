/* What the pages 设置 show. */
#ifndef ANJU_SETTINGS_WEB_H
#define ANJU_SETTINGS_WEB_H
#include "app/help.h"
#include "modules/settings/settings.h"

struct setting_list_page {
	struct setting_filter filter;
	struct setting_row *rows;
	size_t count;
};
struct calendar_page {
	int year;
	struct year_day *days;
	size_t day_count;
	struct calendar_day *special;
	size_t special_count;
	bool unknown; /* the days off of that year are not known */
};
/* The Chinese words of the journal. */
const char *journal_subject_label(struct ctx *cx, const char *subject);
const char *journal_action_label(struct ctx *cx, const struct journal_entry *e);
struct journal_list_page {
	struct journal_entry *rows;
	size_t count;
	const char *next;
};
extern const struct page_help settings_help[];
#endif
