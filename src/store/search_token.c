#include "store/search_token.h"
#include "base/text.h"

enum letter { SIGN, WORD, CHINESE };

struct range {
	uint32_t first, last;
	enum letter letter;
};

/* In order. What is in none is a sign. Text was folded before: narrow and lower case. */
static const struct range ranges[] = {
	{'0', '9', WORD},          {'a', 'z', WORD},
	{0xC0, 0xD6, WORD},        {0xD8, 0xF6, WORD},
	{0xF8, 0x1FFF, WORD},      /* Latin with accents, Greek, Cyrillic … */
	{0x2E80, 0x2FDF, CHINESE}, /* radicals */
	{0x3005, 0x3007, CHINESE}, /* 々〆〇 */
	{0x3040, 0x318F, CHINESE}, /* kana, bopomofo, jamo */
	{0x31A0, 0x31BF, CHINESE}, {0x3400, 0x4DBF, CHINESE},
	{0x4E00, 0x9FFF, CHINESE}, {0xAC00, 0xD7AF, CHINESE}, /* hangul */
	{0xF900, 0xFAFF, CHINESE}, {0x20000, 0x3FFFD, CHINESE},
};

static enum letter letter_of(uint32_t c)
{
	for (size_t i = 0; i < COUNT(ranges); i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].letter;
	return SIGN;
}

/* Signs that part two words of a query, as a blank does. */
static bool parts_words(uint32_t c)
{
	static const uint32_t signs[] = {' ', '\t', '\n', '\r', ',', ';', 0x3001, 0x3002};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (c == signs[i])
			return true;
	return false;
}

/* The next run of one kind of letter: its bytes, and how many characters. */
struct run {
	enum letter letter;
	const char *at;
	size_t n, characters;
};

static bool run_next(const char **text, struct run *ret)
{
	const char *p = *text, *next = p;
	uint32_t c;

	while ((c = text_next(&next)) && letter_of(c) == SIGN)
		p = next;
	if (!c)
		return false;
	*ret = (struct run){.letter = letter_of(c), .at = p};
	while (c && letter_of(c) == ret->letter &&
	       (ret->letter == CHINESE || ret->characters < SEARCH_WORD)) {
		p = next;
		ret->characters++;
		c = text_next(&next);
	}
	ret->n = (size_t)(p - ret->at);
	*text = p;
	return true;
}

/* The bytes of the character, or of the pair, at p; 0 when it would pass the end. */
static size_t gram(const char *p, const char *end, int characters)
{
	const char *q = p;

	for (; characters > 0; characters--) {
		if (q >= end)
			return 0;
		(void)text_next(&q);
	}
	return (size_t)(q - p);
}

struct sink {
	void (*put)(struct sink *s, const char *token, size_t n);
	struct arena *arena;
	struct strbuf *b;
	const char *before, *after;
	struct search_phrase *phrase;
	bool full;
};

/* last: the run may go on in the document, so its last character is not known to end it. */
static void run_put(struct sink *s, const struct run *r, bool open)
{
	const char *end = r->at + r->n, *p = r->at;
	size_t n;

	if (r->letter == WORD) {
		s->put(s, r->at, r->n);
		return;
	}
	while ((n = gram(p, end, 2)) > 0) {
		s->put(s, p, n);
		p += gram(p, end, 1);
	}
	if (!open || r->characters == 1)
		s->put(s, p, (size_t)(end - p));
}

static void put_text(struct sink *s, const char *token, size_t n)
{
	strbuf_text(s->b, s->before);
	strbuf_add(s->b, token, n);
	strbuf_text(s->b, s->after);
}

void search_tokens_add(struct strbuf *b, const char *text, const char *before, const char *after)
{
	struct sink s = {.put = put_text, .b = b, .before = before, .after = after};
	const char *p = text_fold(b->arena, text);
	struct run r;

	while (run_next(&p, &r))
		run_put(&s, &r, false);
}

void search_begins_add(struct strbuf *b, const char *text, const char *before, const char *after)
{
	const char *p = text_fold(b->arena, text);
	struct run r;

	while (run_next(&p, &r)) {
		for (int n = SEARCH_BEGIN_LEAST; r.letter == WORD && n <= SEARCH_BEGIN_MOST; n++) {
			size_t bytes = gram(r.at, r.at + r.n, n);
			if (!bytes)
				break;
			strbuf_text(b, before);
			strbuf_add(b, r.at, bytes);
			strbuf_text(b, SEARCH_BEGIN);
			strbuf_text(b, after);
		}
	}
}

static void put_phrase(struct sink *s, const char *token, size_t n)
{
	if (s->phrase->count == SEARCH_TOKENS)
		s->full = true;
	else
		s->phrase->token[s->phrase->count++] = arena_strndup(s->arena, token, n);
}

static bool phrase_read(struct arena *a, const char *word, struct search_phrase *ret)
{
	struct sink s = {.put = put_phrase, .arena = a, .phrase = ret};
	struct run r = {0}, next;
	bool more = run_next(&word, &r);

	*ret = (struct search_phrase){0};
	while (more) {
		more = run_next(&word, &next);
		run_put(&s, &r, !more);
		if (!more)
			ret->prefix = r.letter == CHINESE ? r.characters == 1 : r.characters > 1;
		else
			r = next;
	}
	if (ret->count == 1 && ret->prefix && r.letter == WORD &&
	    r.characters <= SEARCH_BEGIN_MOST) {
		ret->token[0] = arena_printf(a, "%s" SEARCH_BEGIN, ret->token[0]);
		ret->prefix = false;
	}
	return !s.full;
}

bool search_query_read(struct arena *a, const char *words, struct search_query *ret)
{
	const char *p = text_fold(a, words), *start = p, *next = p;

	ret->count = 0;
	if (strlen(p) > SEARCH_QUERY_BYTES)
		return false;
	for (uint32_t c = 1; c; p = next) {
		c = text_next(&next);
		if (c && !parts_words(c))
			continue;
		if (p > start) {
			if (ret->count == SEARCH_PHRASES ||
			    !phrase_read(a, arena_strndup(a, start, (size_t)(p - start)),
					 &ret->phrase[ret->count]))
				return false;
			ret->count += ret->phrase[ret->count].count > 0;
		}
		start = next;
	}
	return true;
}

char *search_line(struct arena *a, const char *text)
{
	struct strbuf b;

	strbuf_init(&b, a, SEARCH_LINE_BYTES);
	strbuf_char(&b, ' ');
	search_tokens_add(&b, text, "", " ");
	return b.full ? NULL : b.s;
}

/* The first of each pair, and the single character that ends a run; words as they are. */
char *search_unline(struct arena *a, const char *line)
{
	const char *p = line;
	struct strbuf b;
	struct run r;

	strbuf_init(&b, a, SEARCH_LINE_BYTES);
	while (run_next(&p, &r)) {
		bool pair = r.letter == CHINESE && r.characters == 2;
		strbuf_add(&b, r.at, pair ? gram(r.at, r.at + r.n, 1) : r.n);
		if (!pair)
			strbuf_char(&b, ' ');
	}
	return b.full ? NULL : b.s;
}
