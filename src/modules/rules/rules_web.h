/* What the pages 制度 show. */
#ifndef ANJU_RULES_WEB_H
#define ANJU_RULES_WEB_H
#include "app/help.h"
#include "app/journal.h"
#include "modules/rules/rules.h"
#include "record/html.h"
#include "record/json.h"

struct book_row {
	const struct book *book;
	struct tally tally;
	bool counted;
};
struct rule_list_page {
	struct rule_period period;
	struct book_row books[BOOKS];
	struct tally tally;
	int program, people, not_built;
};
struct rule_book_page {
	struct rule_period period;
	const struct book *book;
	struct rule_row *rows;
	size_t count;
	struct tally tally;
};
struct rule_month_page {
	struct rule_period period;
	struct rule_row *rows;
	size_t count;
};
struct rule_record {
	struct obligation o;
	const char *number, *title, *path;
	int result;                   /* enum outcome_kind */
};
struct rule_record_page {
	struct rule_period period;
	struct rule_row row;
	struct rule_filter filter;
	size_t at;                    /* which binding */
	struct rule_record *duties;
	struct journal_entry *steps;
	const char **names, **paths;  /* of the steps' records */
	size_t count;
	const char *next;
};
struct rule_try_page {
	struct rule_period period;
	struct try_result result;
	const char *names[TRY_CHANGES], *paths[TRY_CHANGES];
	bool asked;                   /* a value was given */
	const char *setting, *now_value;
};
/* The line of counts with the links to their records. */
struct rule_tally_links {
	const struct rule_row *row;
	size_t at;
	const struct rule_period *period;
};
const char *rule_outcome_colour(int outcome);
const char *rule_built_colour(int built);
/* "month=2026-11" or "from=…&to=…" */
const char *rule_period_query(struct ctx *cx, const struct rule_period *p);
/* What a binding is called, and where it leads (NULL: nowhere). */
const char *rule_binding_name(struct ctx *cx, const struct book *book,
			      const struct binding *b);
/* A link, or the text alone when there is no path; both escaped. */
void rule_link(struct page *pg, const char *path, const char *text);
const char *rule_binding_path(struct ctx *cx, const struct binding *b);
/* An article with its bindings, into the object that is open. */
void rule_row_print(struct json *j, const struct rule_row *row, bool counts);
extern const struct page_help rules_help[];
#endif
