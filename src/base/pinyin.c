#include "base/pinyin.h"
#include "base/text.h"

enum { SPELLINGS = 4, READINGS = 4 };

/* A spelling of the name so far, last letter first; the dearer, the less likely. */
struct spelling {
	const struct spelling *before;
	char letter;
	int cost;
};

/* The initials of one character, "" for a sign. */
static void readings_of(uint32_t c, char ret[READINGS + 1])
{
	size_t low = 0, high = pinyin_more_count;

	memset(ret, 0, READINGS + 1);
	if (c < 0x80 && isalnum((int)c))
		ret[0] = (char)tolower((int)c);
	if (c < PINYIN_FIRST || c > PINYIN_LAST || pinyin_first[c - PINYIN_FIRST] == ' ')
		return;
	ret[0] = pinyin_first[c - PINYIN_FIRST];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pinyin_more[middle].character < c)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < pinyin_more_count && pinyin_more[low].character == c)
		memcpy(ret + 1, pinyin_more[low].initials, strnlen(pinyin_more[low].initials, 3));
}

/* Keeps the SPELLINGS cheapest in their order; of two as cheap the earlier. */
static size_t keep_likely(struct spelling *s, size_t n)
{
	while (n > SPELLINGS) {
		size_t dearest = 0;
		for (size_t i = 1; i < n; i++)
			if (s[i].cost >= s[dearest].cost)
				dearest = i;
		memmove(s + dearest, s + dearest + 1, (n - dearest - 1) * sizeof *s);
		n--;
	}
	return n;
}

/* Each spelling with each initial. Answers how many are kept in `kept`. */
static size_t lengthen(struct arena *a, const struct spelling *before, size_t count,
		       const char *initials, bool surname, struct spelling kept[SPELLINGS])
{
	struct spelling longer[SPELLINGS * READINGS];
	struct spelling *old = arena_array(a, count, sizeof *old);
	size_t n = 0;

	memcpy(old, before, count * sizeof *old);
	for (size_t i = 0; i < count; i++)
		for (int rank = 0; initials[rank]; rank++) {
			/* a surname is as likely to have its second reading */
			int cost = surname && rank == 1 ? 0 : rank * rank;
			cost += old[i].cost;
			longer[n++] = (struct spelling){ &old[i], initials[rank], cost };
		}
	n = keep_likely(longer, n);
	memcpy(kept, longer, n * sizeof *kept);
	return n;
}

char *text_initials(struct arena *a, const char *name)
{
	const char *s = text_fold(a, name);
	struct spelling kept[SPELLINGS] = { { NULL, '\0', 0 } };
	size_t count = 1, length = 0, at;
	char initials[READINGS + 1], *text;

	for (uint32_t c; (c = text_next(&s));) {
		readings_of(c, initials);
		if (!*initials)
			continue;
		count = lengthen(a, kept, count, initials, length == 0, kept);
		length++;
	}
	if (!length)
		return arena_strdup(a, "");
	at = count * (length + 1) - 1;
	text = arena_alloc(a, at + 1);
	for (size_t i = count; i-- > 0;) {
		for (const struct spelling *p = &kept[i]; p->before; p = p->before)
			text[--at] = p->letter;
		if (i)
			text[--at] = ' ';
	}
	return text;
}
