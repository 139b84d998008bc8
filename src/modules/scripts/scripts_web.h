/* What the pages of this module show. */
#ifndef ANJU_SCRIPTS_WEB_H
#define ANJU_SCRIPTS_WEB_H
#include "app/help.h"
#include "app/module.h"
#include "modules/scripts/phrases.h"
#include "modules/scripts/scripts.h"

struct script_page {
	struct script_card card;
	struct festival *festivals;
	size_t festival_count;
	bool may_write;
};
struct script_form {
	const struct script *script;
	bool may_write;
};
struct emergency_page {
	struct emergency rows[EMERGENCIES];
	bool may_write;
};
struct phrases_page {
	struct phrase *rows;
	size_t count;
	bool may_write;       /* the office's */
	bool office;          /* chosen in the form that comes again */
};
/* phrases_web.c */
int phrases_show(struct request *rq) MUST_USE;
int phrases_set(struct request *rq) MUST_USE;
/* hidden: app.js shows those whose words are typed; else they are all shown. */
struct emergency_cards {
	const struct emergency *rows;
	size_t count;
	bool hidden;
};
/* What is at hand while somebody talks: contacts and calls show it. */
void scripts_card_html(struct page *pg, const struct script_card *p);
void scripts_emergency_cards_html(struct page *pg, const struct emergency_cards *p);
void script_tabs_html(struct page *pg, const char *here);
extern const struct page_help scripts_help[];
#endif
