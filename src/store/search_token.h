/* How a text becomes tokens. Private to src/store/. Runs of Chinese characters give overlapping
 * pairs, and in a document also their last character alone; runs of Latin letters and digits are
 * words. So "维修水管abc" is 维修 修水 水管 管 abc. Tokens never hold a blank, a quote or a sign. */
#ifndef ANJU_SEARCH_TOKEN_H
#define ANJU_SEARCH_TOKEN_H
#include "base/strbuf.h"

enum {
	SEARCH_PHRASES = 16,
	SEARCH_TOKENS = 96,
	SEARCH_WORD = 64, /* characters; a longer word is several */
	SEARCH_BEGIN_LEAST = 2,
	SEARCH_BEGIN_MOST = 4,
	SEARCH_QUERY_BYTES = 1200,
	SEARCH_LINE_BYTES = 4 * 1024 * 1024,
};

/* Behind the first 2, 3 and 4 letters of a word, which are tokens as well: a million telephone
 * numbers begin with 138, and the index would have to join a million lists to answer that. */
#define SEARCH_BEGIN "·"

/* One word a person typed: its tokens stand side by side in the document. */
struct search_phrase {
	const char *token[SEARCH_TOKENS];
	size_t count;
	bool prefix; /* the last token is the beginning of one */
};

struct search_query {
	struct search_phrase phrase[SEARCH_PHRASES];
	size_t count;
};

/* Every token in its order, with `before` in front of it and `after` behind it. */
void search_tokens_add(struct strbuf *b, const char *text, const char *before, const char *after);
/* The beginnings of all words. They stand before all tokens, where no phrase can end in one. */
void search_begins_add(struct strbuf *b, const char *text, const char *before, const char *after);
/* The line PostgreSQL keeps: all tokens between blanks. In the arena. */
char *search_line(struct arena *a, const char *text);
/* A text with the tokens of that line. */
char *search_unline(struct arena *a, const char *line);
/* false: longer than a query may be. A count of 0: nothing to search for. */
bool search_query_read(struct arena *a, const char *words, struct search_query *ret);
#endif
