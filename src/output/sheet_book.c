#include "output/sheet_book.h"

enum { MAX_RELATIONS = 4096, MAX_FORMAT_ID = 65535, MAX_STYLES = 65536 };

struct relation {
	const struct relation *next;
	const char *id, *type, *target;
};

struct relations {
	struct ctx *cx;
	const char *folder; /* targets are relative to it: "" or "xl/" */
	const struct relation *first;
	size_t count;
};

/* "xl/" + "../media/x" → "media/x". What climbs above the root stays there. */
static const char *resolve(struct arena *a, const char *folder, const char *target)
{
	char *path = *target == '/' ? arena_strdup(a, target + 1) :
				      arena_printf(a, "%s%s", folder, target);
	char *to = path;

	for (const char *from = path; *from;) {
		size_t n = strcspn(from, "/");
		bool up = n == 2 && !strncmp(from, "..", 2);
		if (up && to > path)
			for (to--; to > path && to[-1] != '/'; to--)
				;
		if (!up && !(n == 1 && *from == '.')) {
			memmove(to, from, n + (from[n] == '/'));
			to += n + (from[n] == '/');
		}
		from += n + (from[n] == '/');
	}
	*to = '\0';
	return path;
}

static int relation_start(void *data, const char *name, const char **attributes)
{
	struct relations *rs = data;
	struct arena *a = rs->cx->arena;
	const char *id = sheet_attribute(attributes, "Id");
	const char *type = sheet_attribute(attributes, "Type");
	const char *target = sheet_attribute(attributes, "Target");
	const char *mode = sheet_attribute(attributes, "TargetMode");
	struct relation *rel;

	if (strcmp(name, "Relationship") || !id || !type || !target)
		return OK;
	if (mode && !strcmp(mode, "External"))
		return OK;
	if (++rs->count > MAX_RELATIONS)
		return fail(rs->cx, ERR_TOO_BIG, T(rs->cx, "工作簿的部件太多"));
	rel = ARENA_NEW(a, struct relation);
	*rel = (struct relation){ rs->first, arena_strdup(a, id), arena_strdup(a, type),
				  resolve(a, rs->folder, target) };
	rs->first = rel;
	return OK;
}

/* Reads the relations of a part; a part without any has none. */
static int relations_read(struct sheet_archive *archive, const char *part, struct relations *ret)
{
	static const struct sheet_events events = { relation_start, NULL, NULL };
	struct arena *a = archive->cx->arena;
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash + 1 - part) : 0;
	int r;

	*ret = (struct relations){ .cx = archive->cx, .folder = arena_strndup(a, part, folder) };
	r = sheet_part_read(archive, arena_printf(a, "%s_rels/%s.rels", ret->folder, part + folder),
			    &events, ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

static bool type_is(const struct relation *rel, const char *type)
{
	const char *slash = strrchr(rel->type, '/');
	return slash && !strcmp(slash + 1, type);
}

static const char *target_of(const struct relations *rs, const char *type)
{
	for (const struct relation *rel = rs->first; rel; rel = rel->next)
		if (type_is(rel, type))
			return rel->target;
	return NULL;
}

struct book_reading {
	struct ctx *cx;
	const struct relations *relations;
	struct sheet_book *book;
};

static int book_start(void *data, const char *name, const char **attributes)
{
	struct book_reading *rd = data;
	struct sheet_book *book = rd->book;
	const char *id, *state, *date;

	if (!strcmp(name, "workbookPr")) {
		date = sheet_attribute(attributes, "date1904");
		book->date_1904 = date && (!strcmp(date, "1") || !strcmp(date, "true"));
	}
	if (strcmp(name, "sheet") || book->sheet_part)
		return OK;
	id = sheet_attribute(attributes, "id");
	state = sheet_attribute(attributes, "state");
	if (!id || (state && strcmp(state, "visible")))
		return OK;
	for (const struct relation *rel = rd->relations->first; rel; rel = rel->next)
		if (!strcmp(rel->id, id) && type_is(rel, "worksheet")) {
			const char *title = sheet_attribute(attributes, "name");
			book->sheet_part = rel->target;
			book->sheet_name = arena_strdup(rd->cx->arena, title ? title : "");
		}
	return OK;
}

int sheet_book_read(struct sheet_archive *archive, struct sheet_book *ret)
{
	static const struct sheet_events events = { book_start, NULL, NULL };
	struct ctx *cx = archive->cx;
	struct relations relations;
	struct book_reading rd = { .cx = cx, .relations = &relations, .book = ret };
	const char *workbook;
	int r = relations_read(archive, "", &relations);

	if (r < 0)
		return r;
	workbook = target_of(&relations, "officeDocument");
	if (!workbook)
		workbook = "xl/workbook.xml";
	r = relations_read(archive, workbook, &relations);
	if (r < 0)
		return r;
	*ret = (struct sheet_book){ 0 };
	r = strlen(workbook) > 4 && !strcmp(workbook + strlen(workbook) - 4, ".bin") ?
		    ERR_NOT_FOUND :
		    sheet_part_read(archive, workbook, &events, &rd);
	if (r == ERR_NOT_FOUND)
		return fail(cx, ERR_INVALID, T(cx, "这不是 .xlsx 工作簿，请用 Excel 另存为 .xlsx 后再导入"));
	if (r < 0)
		return r;
	if (!ret->sheet_part)
		return fail(cx, ERR_INVALID, T(cx, "工作簿里没有可见的工作表"));
	ret->strings_part = target_of(&relations, "sharedStrings");
	ret->styles_part = target_of(&relations, "styles");
	return OK;
}

struct styles_reading {
	struct ctx *cx;
	struct sheet_styles *styles;
	unsigned char *formats; /* enum sheet_kind by format id */
	bool in_cell_styles;
};

static unsigned number_of(const char *digits)
{
	unsigned long n = digits ? strtoul(digits, NULL, 10) : 0;
	return n > MAX_FORMAT_ID ? 0 : (unsigned)n;
}

static int style_add(struct styles_reading *rd, unsigned format)
{
	struct sheet_styles *s = rd->styles;

	if (s->count == MAX_STYLES)
		return fail(rd->cx, ERR_TOO_BIG, T(rd->cx, "工作簿的单元格格式太多"));
	if (s->count == s->size) {
		size_t size = MAX(s->size * 2, (size_t)256);
		s->kinds = arena_grow(rd->cx->arena, s->kinds, s->count, size);
		s->size = size;
	}
	s->kinds[s->count++] = rd->formats[format];
	return OK;
}

static int styles_start(void *data, const char *name, const char **attributes)
{
	struct styles_reading *rd = data;
	unsigned format = number_of(sheet_attribute(attributes, "numFmtId"));
	const char *code = sheet_attribute(attributes, "formatCode");

	if (!strcmp(name, "numFmt") && code)
		rd->formats[format] = (unsigned char)sheet_kind_of(code);
	else if (!strcmp(name, "cellXfs"))
		rd->in_cell_styles = true;
	else if (!strcmp(name, "xf") && rd->in_cell_styles)
		return style_add(rd, format);
	return OK;
}

static int styles_end(void *data, const char *name)
{
	struct styles_reading *rd = data;

	if (!strcmp(name, "cellXfs"))
		rd->in_cell_styles = false;
	return OK;
}

int sheet_styles_read(struct sheet_archive *archive, const char *part, struct sheet_styles *ret)
{
	static const struct sheet_events events = { styles_start, styles_end, NULL };
	struct styles_reading rd = { .cx = archive->cx, .styles = ret };

	*ret = (struct sheet_styles){ 0 };
	rd.formats = arena_alloc(archive->cx->arena, MAX_FORMAT_ID + 1);
	for (unsigned i = 0; i <= MAX_FORMAT_ID; i++)
		rd.formats[i] = (unsigned char)sheet_kind_builtin(i);
	return sheet_part_read(archive, part, &events, &rd);
}
