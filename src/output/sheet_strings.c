#include "output/sheet_book.h"

enum {
	BLOCK = 256 * 1024,
	MAX_BLOCKS = 1024, /* 256 MiB */
	PAGE = 64 * 1024,
	MAX_PAGES = 64, /* 4,194,304 texts */
};
#define NOT_WHOLE UINT32_MAX

struct reading {
	struct ctx *cx;
	struct sheet_strings *strings;
	bool in_item, in_text;
	int phonetic;
	struct sheet_text text;
};

static int too_many(struct ctx *cx)
{
	return fail(cx, ERR_TOO_BIG, T(cx, "文件里的文字太多（超过 256 MB 或 400 万条）"));
}

/* Texts lie one behind the other as their length (4 bytes) and their bytes. */
static int keep(struct reading *rd)
{
	struct sheet_strings *s = rd->strings;
	uint32_t length = (uint32_t)rd->text.len, *at;
	char *to;
	size_t need = sizeof length + length;

	if (s->count == (size_t)PAGE * MAX_PAGES)
		return too_many(rd->cx);
	if (s->count % PAGE == 0)
		s->pages[s->count / PAGE] = arena_array(s->arena, PAGE, sizeof(uint32_t));
	at = &s->pages[s->count / PAGE][s->count % PAGE];
	s->count++;
	if (rd->text.over) {
		*at = NOT_WHOLE;
		return OK;
	}
	if (!s->block_count || s->block_used + need > BLOCK) {
		if (s->block_count == MAX_BLOCKS)
			return too_many(rd->cx);
		s->blocks[s->block_count++] = arena_alloc(s->arena, BLOCK);
		s->block_used = 0;
	}
	*at = (uint32_t)((s->block_count - 1) * BLOCK + s->block_used);
	to = s->blocks[s->block_count - 1] + s->block_used;
	memcpy(to, &length, sizeof length);
	memcpy(to + sizeof length, rd->text.bytes, length);
	s->block_used += need;
	return OK;
}

static int start(void *data, const char *name, const char **attributes)
{
	struct reading *rd = data;

	(void)attributes;
	if (!strcmp(name, "si")) {
		rd->in_item = true;
		sheet_text_clear(&rd->text);
	} else if (!strcmp(name, "rPh")) {
		rd->phonetic++;
	} else if (!strcmp(name, "t")) {
		rd->in_text = rd->in_item && !rd->phonetic;
	}
	return OK;
}

static int end(void *data, const char *name)
{
	struct reading *rd = data;

	if (!strcmp(name, "t")) {
		rd->in_text = false;
	} else if (!strcmp(name, "rPh")) {
		rd->phonetic--;
	} else if (!strcmp(name, "si")) {
		rd->in_item = false;
		sheet_text_finish(&rd->text);
		return keep(rd);
	}
	return OK;
}

static int text(void *data, const char *s, size_t n)
{
	struct reading *rd = data;

	if (rd->in_text)
		sheet_text_add(&rd->text, s, n);
	return OK;
}

int sheet_strings_read(struct sheet_archive *archive, const char *part, struct sheet_strings *ret)
{
	static const struct sheet_events events = { start, end, text };
	struct arena *a = archive->cx->arena;
	struct reading *rd = ARENA_NEW(a, struct reading);

	*ret = (struct sheet_strings){ .arena = a,
				       .blocks = arena_array(a, MAX_BLOCKS, sizeof(char *)),
				       .pages = arena_array(a, MAX_PAGES, sizeof(uint32_t *)) };
	rd->cx = archive->cx;
	rd->strings = ret;
	return sheet_part_read(archive, part, &events, rd);
}

int sheet_strings_get(const struct sheet_strings *s, size_t i, const char **ret_text,
		      size_t *ret_bytes)
{
	uint32_t at, length;
	const char *p;

	if (i >= s->count)
		return ERR_NOT_FOUND;
	at = s->pages[i / PAGE][i % PAGE];
	if (at == NOT_WHOLE)
		return ERR_TOO_BIG;
	p = s->blocks[at / BLOCK] + at % BLOCK;
	memcpy(&length, p, sizeof length);
	*ret_text = p + sizeof length;
	*ret_bytes = length;
	return OK;
}
