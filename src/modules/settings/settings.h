/* Settings (参数): every number of the office with its default, its source and its effective date;
 * the working calendar; the journal. */
#ifndef ANJU_SETTINGS_H
#define ANJU_SETTINGS_H
#include "app/calendar.h"
#include "app/journal.h"
#include "app/setting.h"

/* A setting as a page shows it. */
struct setting_row {
	const struct setting *setting;
	const char *group;     /* the module's label */
	const char *group_name;
	const char *value;     /* in force now, as people write it */
	const char *standard;  /* the default */
	const char *range;
	int64_t next_at;       /* 将生效: 0 = nothing is planned */
	const char *next_value;
};
/* Which settings: of one area (a module's name), with words in their sentence, name or rule
 * document. NULL or "" = all. */
struct setting_filter {
	const char *group, *words;
};
/* In the order of module_list.h. ERR_INVALID: no such area. */
int setting_rows(struct ctx *cx, const struct setting_filter *f, struct setting_row **ret,
		 size_t *ret_count) MUST_USE;
int setting_row(struct ctx *cx, const char *name, struct setting_row *ret) MUST_USE;
/* "15", "08:30", "是", "75.00" */
const char *setting_show(struct ctx *cx, const struct setting *s, const char *value);

/* A day of the year's page. */
struct year_day {
	int day;               /* day number */
	int month, number;     /* 1…12, 1…31 */
	bool open, special;
	const char *name;
};
int calendar_year(struct ctx *cx, int year, struct year_day **ret, size_t *ret_count) MUST_USE;
#endif
