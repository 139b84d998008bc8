/* Which column of a file is which: finding the header, matching its titles, the user's own map; and
 * the template, which is the header we would like to see. */
#include "app/import.h"
#include "base/limits.h"
#include "base/text.h"
#include "output/sheet.h"

/* One column fewer than a sheet may have: the refused rows get one more. */
enum { HEADER_WITHIN = 20, WIDTH_MAX = LIMIT_IMPORT_COLUMNS - 1, SAMPLE_LENGTH = 40 };

/* ---- titles ---- */

static void cut_out(char *text, const char *part)
{
	for (char *at; (at = strstr(text, part));)
		memmove(at, at + strlen(part), strlen(at + strlen(part)) + 1);
}

/* What two people would call the same title: folded, without blanks, line ends, stars and 必填. */
static char *plain_title(struct arena *a, const char *title)
{
	char *text = text_fold(a, title), *to = text;

	for (const char *s = text; *s; s++)
		if (!strchr(" \t\r\n*:", *s))
			*to++ = *s;
	*to = '\0';
	cut_out(text, "\xEF\xBB\xBF");
	cut_out(text, "(必填)");
	cut_out(text, "(选填)");
	return text;
}

/* 建筑面积(㎡) → 建筑面积 */
static const char *without_brackets(struct arena *a, const char *plain)
{
	const char *open = strchr(plain, '('), *close = open ? strchr(open, ')') : NULL;

	if (!close || open == plain)
		return plain;
	return arena_printf(a, "%.*s%s", (int)(open - plain), plain, close + 1);
}

enum match { NO_MATCH, MATCH_SYNONYM, MATCH_LABEL };

static enum match match_of(struct arena *a, const struct import_column *c, const char *plain)
{
	char *rest = arena_strdup(a, c->also);

	if (!strcmp(plain_title(a, c->label), plain) || !strcasecmp(c->name, plain))
		return MATCH_LABEL;
	for (char *also; rest && (also = text_split(&rest, '|'));)
		if (*also && !strcmp(plain_title(a, also), plain))
			return MATCH_SYNONYM;
	return NO_MATCH;
}

static enum match match_title(struct arena *a, const struct import_column *c, const char *title)
{
	const char *plain = plain_title(a, title);
	enum match m = match_of(a, c, plain);

	return m || !*plain ? m : match_of(a, c, without_brackets(a, plain));
}

/* ---- the user's map ---- */

struct map_line {
	const char *title;                  /* plain; NULL when it is a position */
	size_t position;
	const struct import_column *column; /* NULL: to be ignored */
	bool used;
};
struct map {
	struct map_line *lines;
	size_t count;
};

static int column_named(struct ctx *cx, const struct import_kind *k, const char *name,
			const struct import_column **ret)
{
	const char *plain = plain_title(cx->arena, name);

	*ret = NULL;
	if (!*plain)
		return OK;
	for (size_t i = 0; i < k->column_count; i++) {
		if (match_of(cx->arena, &k->columns[i], plain) != MATCH_LABEL)
			continue;
		*ret = &k->columns[i];
		return OK;
	}
	return fail(cx, ERR_INVALID, T(cx, "对应表：“%s”里没有“%s”这一项。"), k->label, name);
}

static int map_read_line(struct ctx *cx, const struct import_kind *k, char *text, struct map *map)
{
	char *equals = strrchr(text, '=');
	struct map_line *l = &map->lines[map->count];
	int64_t position;
	int r;

	if (text_blank(text))
		return OK;
	if (!equals || equals == text)
		return fail(cx, ERR_INVALID, T(cx, "对应表：“%s”应写成 表里的列=导入为。"), text);
	*equals = '\0';
	r = column_named(cx, k, equals + 1, &l->column);
	if (r < 0)
		return r;
	for (size_t i = 0; l->column && i < map->count; i++)
		if (map->lines[i].column == l->column)
			return fail(cx, ERR_INVALID, T(cx, "有两列都对应到“%s”，只能留一列。"),
				    l->column->label);
	l->title = plain_title(cx->arena, text);
	if (*text == '#' && text_int(text + 1, &position) == OK && position >= 1 &&
	    position <= WIDTH_MAX) {
		l->title = NULL;
		l->position = (size_t)position - 1;
	}
	map->count++;
	return OK;
}

static int map_read(struct ctx *cx, const struct import_kind *k, const char *text, struct map *ret)
{
	char *rest = arena_strdup(cx->arena, text ? text : "");
	size_t lines = 1;
	int r = OK;

	for (const char *s = rest; *s; s++)
		lines += *s == '\n';
	if (lines > LIMIT_IMPORT_COLUMNS * 4)
		return fail(cx, ERR_TOO_BIG, T(cx, "对应表最多 %d 行。"), LIMIT_IMPORT_COLUMNS * 4);
	ret->lines = arena_array(cx->arena, lines, sizeof *ret->lines);
	for (char *line; r == OK && (line = text_split(&rest, '\n'));)
		r = map_read_line(cx, k, line, ret);
	return r;
}

static const struct map_line *map_find(struct arena *a, const struct map *map, const char *title,
				       size_t position)
{
	const char *plain = plain_title(a, title);

	for (size_t i = 0; i < map->count; i++) {
		struct map_line *l = &map->lines[i];
		if (l->title ? *plain && !strcmp(l->title, plain) : l->position == position) {
			l->used = true;
			return l;
		}
	}
	return NULL;
}

/* ---- the header ---- */

struct first_row {
	int64_t number;
	const struct sheet_cell *cells;
	size_t count, filled, known;
};

static size_t filled_of(const struct sheet_cell *cells, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += !text_blank(cells[i].text);
	return n;
}

/* How many titles of the row are known by themselves; positions of a map say nothing. */
static size_t known_of(struct arena *a, const struct import_kind *k, const struct map *map,
		       const struct sheet_cell *cells, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		bool known = !text_blank(cells[i].text) &&
			     map_find(a, map, cells[i].text, SIZE_MAX) != NULL;
		for (size_t c = 0; !known && c < k->column_count; c++)
			known = match_title(a, &k->columns[c], cells[i].text) != NO_MATCH;
		n += known;
	}
	return n;
}

/* The row with most known titles. When no row looks like a header, the first of the widest ones:
 * its columns can still be mapped by hand. */
static const struct first_row *header_find(const struct first_row *rows, size_t count)
{
	const struct first_row *best = &rows[0], *widest = &rows[0];

	for (size_t i = 1; i < count; i++) {
		if (rows[i].known > best->known)
			best = &rows[i];
		if (rows[i].filled > widest->filled)
			widest = &rows[i];
	}
	return best->known >= 2 || best->known * 2 > best->filled ? best : widest;
}

static void match_all(struct arena *a, const struct import_kind *k, enum match wanted,
		      struct import_look *look, const bool *fixed, bool *taken)
{
	for (size_t i = 0; i < look->header_count; i++) {
		struct import_header *h = &look->headers[i];
		for (size_t c = 0; !fixed[i] && !h->column && c < k->column_count; c++) {
			if (taken[c] || match_title(a, &k->columns[c], h->title) != wanted)
				continue;
			h->column = &k->columns[c];
			taken[c] = true;
		}
	}
}

/* The map first, then labels, then synonyms: each column once, the left one wins. */
static int take_columns(struct ctx *cx, const struct import_kind *k, const struct map *map,
			struct import_look *look)
{
	bool *fixed = arena_array(cx->arena, look->header_count + 1, sizeof *fixed);
	bool *taken = arena_array(cx->arena, k->column_count + 1, sizeof *taken);

	for (size_t i = 0; i < map->count; i++)
		map->lines[i].used = false;
	for (size_t i = 0; i < look->header_count; i++) {
		const struct map_line *l = map_find(cx->arena, map, look->headers[i].title, i);
		fixed[i] = l != NULL;
		if (!l || !l->column || taken[l->column - k->columns])
			continue;
		look->headers[i].column = l->column;
		taken[l->column - k->columns] = true;
	}
	for (size_t i = 0; i < map->count; i++)
		if (!map->lines[i].used)
			return fail(cx, ERR_INVALID, T(cx, "对应表：文件里没有“%s”这一列。"),
				    map->lines[i].title
					    ? map->lines[i].title
					    : arena_printf(cx->arena, "#%zu",
							   map->lines[i].position + 1));
	match_all(cx->arena, k, MATCH_LABEL, look, fixed, taken);
	match_all(cx->arena, k, MATCH_SYNONYM, look, fixed, taken);
	return OK;
}

static const char *missing_of(struct ctx *cx, const struct import_kind *k,
			      const struct import_look *look)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 4096);
	for (size_t c = 0; c < k->column_count; c++) {
		bool there = !k->columns[c].required;
		for (size_t i = 0; !there && i < look->header_count; i++)
			there = look->headers[i].column == &k->columns[c];
		if (!there)
			strbuf_printf(&b, "%s%s", b.len ? T(cx, "、") : "", T(cx, k->columns[c].label));
	}
	return b.s;
}

/* For the eye only: one line, and not the whole letter. */
static const char *sample_of(struct arena *a, const char *text)
{
	const char *fold = text_trim(a, text), *end = fold;
	struct strbuf b;

	strbuf_init(&b, a, SIZE_MAX / 2);
	for (size_t n = 0; *end && n < SAMPLE_LENGTH; n++) {
		const char *from = end;
		uint32_t c = text_next(&end);
		if (c < 0x20)
			strbuf_char(&b, ' ');
		else
			strbuf_add(&b, from, (size_t)(end - from));
	}
	strbuf_text(&b, *end ? "…" : "");
	return b.s;
}

const char *import_sample(struct arena *a, const struct import_column *c, const char *value)
{
	if (!c)
		return "";
	return c->secret ? text_mask(a, value) : value;
}

/* ---- the first pass ---- */

struct pass {
	struct first_row rows[HEADER_WITHIN];
	size_t first_count, width;
	int64_t rows_read;
};

static int read_to_end(struct ctx *cx, const struct import_kind *k, const struct map *map,
		       struct sheet_reader *reader, struct arena *kept, struct pass *p)
{
	AUTO(arena) row = { 0 };
	const struct sheet_cell *cells;
	size_t count;
	int64_t number;
	int r;

	for (;;) {
		bool early = p->first_count < HEADER_WITHIN;
		r = sheet_next(reader, early ? kept : &row, &cells, &count, &number);
		if (r <= 0)
			break;
		p->rows_read++;
		p->width = MAX(p->width, count);
		if (early)
			p->rows[p->first_count++] = (struct first_row){
				number, cells, count, filled_of(cells, count),
				known_of(kept, k, map, cells, count)
			};
		arena_clear(&row);
	}
	if (r < 0)
		return fail(cx, r, T(cx, "没有导入任何内容：%s"), arena_strdup(cx->arena, cx->why));
	if (p->width > WIDTH_MAX)
		return fail(cx, ERR_TOO_BIG, T(cx, "没有导入任何内容：最多 %d 列，文件有 %zu 列。"),
			    WIDTH_MAX, p->width);
	if (p->rows_read < 2)
		return fail(cx, ERR_INVALID, T(cx, "没有导入任何内容：表里没有数据行。"));
	return OK;
}

static int look_at(struct ctx *cx, const struct import_kind *k, const struct map *map,
		   const struct pass *p, struct import_look *ret)
{
	const struct first_row *header = header_find(p->rows, p->first_count);
	size_t at = (size_t)(header - p->rows);
	const struct first_row *next = at + 1 < p->first_count ? header + 1 : NULL;
	int r;

	*ret = (struct import_look){ .header_row = header->number,
				     .rows = p->rows_read - (int64_t)at - 1,
				     .header_count = p->width };
	if (!ret->rows)
		return fail(cx, ERR_INVALID,
			    T(cx, "没有导入任何内容：第 %" PRId64 " 行是表头，下面没有数据。"),
			    header->number);
	ret->headers = arena_array(cx->arena, p->width, sizeof *ret->headers);
	for (size_t i = 0; i < p->width; i++) {
		struct import_header *h = &ret->headers[i];
		h->title = i < header->count ? text_trim(cx->arena, header->cells[i].text) : "";
		h->sample = next && i < next->count ? sample_of(cx->arena, next->cells[i].text) : "";
	}
	r = take_columns(cx, k, map, ret);
	if (r < 0)
		return r;
	for (size_t i = 0; i < p->width; i++)
		ret->headers[i].sample = import_sample(cx->arena, ret->headers[i].column,
						       ret->headers[i].sample);
	ret->missing = missing_of(cx, k, ret);
	return OK;
}

int import_look(struct ctx *cx, const struct import_kind *k, int fd, const char *filename,
		const char *map_text, struct import_look *ret)
{
	AUTO(arena) kept = { 0 };
	struct arena *outer = cx->arena;
	struct sheet_reader *reader;
	struct map map = { 0 };
	struct pass p = { 0 };
	int r = map_read(cx, k, map_text, &map);

	if (r < 0)
		return r;
	cx->arena = &kept; /* the reader and its strings end with this pass */
	r = sheet_open(cx, fd, filename, &reader);
	if (r < 0)
		(void)fail(cx, r, T(cx, "没有导入任何内容：%s"), arena_strdup(&kept, cx->why));
	if (r == OK) {
		r = read_to_end(cx, k, &map, reader, &kept, &p);
		sheet_close(reader);
	}
	cx->arena = outer;
	return r == OK ? look_at(cx, k, &map, &p, ret) : r;
}

/* ---- the template ---- */

int import_template(struct ctx *cx, const struct import_kind *k, const char *path)
{
	struct sheet_column *columns = arena_array(cx->arena, k->column_count, sizeof *columns);
	struct sheet_writer *w;
	int r = sheet_write_open(cx, path, SHEET_XLSX, T(cx, k->label), &w);

	if (r < 0)
		return r;
	for (size_t i = 0; i < k->column_count; i++)
		columns[i] = (struct sheet_column){
			.title = arena_printf(cx->arena, "%s%s", k->columns[i].label,
					      k->columns[i].required ? "*" : ""),
			.choices = k->columns[i].choices,
		};
	r = sheet_write_header(w, columns, k->column_count);
	for (size_t i = 0; r == OK && i < k->column_count; i++)
		sheet_write_text(w, k->columns[i].example);
	if (r == OK)
		r = sheet_write_row_end(w);
	return r == OK ? sheet_write_close(w) : r;
}
