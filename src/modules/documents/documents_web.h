/* What the pages 制度文件 show. */
#ifndef ANJU_DOCUMENTS_WEB_H
#define ANJU_DOCUMENTS_WEB_H
#include "app/help.h"
#include "app/journal.h"
#include "modules/documents/documents.h"

struct document_row {
	struct document d;
	struct reading_share share;
};
struct document_list_page {
	struct document_row *rows;
	size_t count;
	bool may_draft;
};
struct document_show_page {
	struct document d;
	struct document_entry *entries;
	size_t entry_count;
	struct reading_share share;
	struct reading *readings;
	size_t reading_count;
	struct reading mine;         /* id 0: nothing is asked of me */
	struct journal_entry *events;
	size_t event_count;
	struct obligation *obligations;
	size_t obligation_count;
	const struct step *actions[16];
	size_t action_count;
	bool none;                   /* /policy: nothing is in force yet */
	bool policy;                 /* the poster for everybody, without the handling */
};
struct reading_list_page {
	struct reading *rows;
	size_t count;
};
struct document_step_form {
	const struct document_show_page *page;
	const struct step *step;
	bool first;
};
const char *document_state_colour(int state);
/* "75.0%", or 无数据 when nobody has to read it. */
const char *reading_percent(struct ctx *cx, const struct reading_share *s);
const char *document_action_label(struct ctx *cx, const char *action);
/* The i-th field of the step 修改, to be shown with what the document says now. */
const struct field *document_edit_field(size_t i);
/* Is this member of an entry asked for in a document of the kind? */
bool document_entry_wants(int kind, const char *member);
extern const struct page_help documents_help[];
#endif
