/* Where in the HTML the template compiler is: what a value may be there depends on it. */
#ifndef ANJU_TMPLC_H
#define ANJU_TMPLC_H
#include "base/base.h"

struct source {
	const char *path;
	int line, column;
};
/* path:line:column: error: …, and ends the compiler. */
void refuse(const struct source *at, const char *format, ...) PRINTF(2, 3)
	__attribute__((noreturn));

enum place { TEXT, TAG_NAME, IN_TAG, ATTRIBUTE, BEFORE_VALUE, QUOTED, UNQUOTED };

struct context {
	enum place place;
	char quote;
	bool closing;      /* in </tag> */
	bool has_src;
	char tag[24], attribute[40];
	char kept[24];     /* inside this element white space stays: pre, textarea, script */
	char value[2];     /* how the attribute's value begins */
	size_t value_len;
};

/* Steps over the character s[0]; the rest of the text follows it. Refuses what no page may hold. */
void context_step(struct context *x, const struct source *at, const char *s);
bool context_same(const struct context *a, const struct context *b);
/* Refuses a value of <%= %>, <%u %>, <%t %> or <%r %> where its escaping would not do. */
void context_value(struct context *x, const struct source *at, char form);
#endif
