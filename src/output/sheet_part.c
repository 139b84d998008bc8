#include "output/sheet_part.h"
#include "base/limits.h"
#include "base/random.h"

enum {
	BLOCK = 64 * 1024,
	MAX_DEPTH = 64,
	MAX_TOKEN = 1024 * 1024, /* bytes expat may hold back: one tag with its attributes */
	MAX_ATTRIBUTES = 64,
	MAX_NAMES = 1024, /* expat keeps each: a file of nothing but names would fill the memory */
	MAX_NAME = 255,
	RATIO_FREE_BYTES = 10 * 1024 * 1024,
};

static int broken_archive(struct ctx *cx)
{
	return fail(cx, ERR_INVALID, T(cx, "这个 .xlsx 文件已损坏，请重新另存后再导入"));
}

static int check_entry(struct ctx *cx, const zip_stat_t *st)
{
	zip_uint64_t known = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;

	if ((st->valid & known) != known)
		return broken_archive(cx);
	if ((st->valid & ZIP_STAT_ENCRYPTION_METHOD) && st->encryption_method != ZIP_EM_NONE)
		return fail(cx, ERR_INVALID, T(cx, "这个文件是加密的，请去掉密码另存后再导入"));
	if (st->size > RATIO_FREE_BYTES && st->size / LIMIT_UNPACK_RATIO > st->comp_size)
		return fail(cx, ERR_TOO_BIG, T(cx, "文件里的 %s 压缩得异常厉害，不予解开"), st->name);
	return OK;
}

/* Overlapping entries are how a small archive claims to hold petabytes: then the packed sizes of
 * all entries add up to more than the file. */
static int check_entries(struct ctx *cx, zip_t *zip, uint64_t file_bytes)
{
	zip_int64_t count = zip_get_num_entries(zip, 0);
	uint64_t packed = 0, unpacked = 0;

	if (count > LIMIT_ARCHIVE_ENTRIES)
		return fail(cx, ERR_TOO_BIG, T(cx, "压缩包里的文件超过 %d 个"), LIMIT_ARCHIVE_ENTRIES);
	for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
		zip_stat_t st;
		int r;
		if (zip_stat_index(zip, i, 0, &st))
			return broken_archive(cx);
		r = check_entry(cx, &st);
		if (r < 0)
			return r;
		if (__builtin_add_overflow(packed, st.comp_size, &packed) || packed > file_bytes)
			return broken_archive(cx);
		if (__builtin_add_overflow(unpacked, st.size, &unpacked) ||
		    unpacked > LIMIT_UNPACKED_BYTES)
			return fail(cx, ERR_TOO_BIG, T(cx, "文件解开后超过 %d MB"),
				    LIMIT_UNPACKED_BYTES / 1024 / 1024);
	}
	return OK;
}

int sheet_archive_open(struct ctx *cx, int fd, struct sheet_archive *ret)
{
	struct stat st;
	zip_t *zip;
	int own, why;

	if (fstat(fd, &st) < 0)
		return broken_archive(cx);
	own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (own < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "打开的文件太多，请稍后再试"));
	zip = zip_fdopen(own, 0, &why);
	if (!zip) {
		(void)close(own);
		return broken_archive(cx);
	}
	*ret = (struct sheet_archive){ .cx = cx, .zip = zip };
	return check_entries(cx, zip, (uint64_t)st.st_size);
}

void sheet_archive_free(struct sheet_archive *archive)
{
	if (archive->zip)
		zip_discard(archive->zip);
	archive->zip = NULL;
}

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

const char *sheet_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (!strcmp(local(*attributes), name))
			return attributes[1];
	return NULL;
}

static void stop(struct sheet_part *p, int err)
{
	if (!p->err)
		p->err = err;
	(void)XML_StopParser(p->parser, XML_FALSE);
}

/* Names of one letter are few and by far the most frequent: they are not counted. */
static bool name_fits(struct sheet_part *p, const char *name)
{
	const size_t mask = 2 * MAX_NAMES - 1;
	size_t n = 0, at;
	uint64_t hash = p->seed;

	if (name[0] && !name[1])
		return true;
	for (; name[n] && n <= MAX_NAME; n++)
		hash = (hash ^ (uint8_t)name[n]) * UINT64_C(0x9E3779B97F4A7C15) + (hash >> 29);
	if (n > MAX_NAME)
		return false;
	for (at = hash >> 20 & mask; p->names[at]; at = (at + 1) & mask)
		if (!strcmp(p->names[at], name))
			return true;
	p->names[at] = arena_strdup(p->archive->cx->arena, name);
	return ++p->name_count < MAX_NAMES;
}

static bool tag_fits(struct sheet_part *p, const char *name, const char **attributes)
{
	if (++p->depth > MAX_DEPTH || !name_fits(p, name) ||
	    XML_GetSpecifiedAttributeCount(p->parser) > 2 * MAX_ATTRIBUTES)
		return false;
	for (; *attributes; attributes += 2)
		if (!name_fits(p, *attributes))
			return false;
	return true;
}

static void on_start(void *data, const char *name, const char **attributes)
{
	struct sheet_part *p = data;
	struct ctx *cx = p->archive->cx;
	int r;

	if (p->err)
		return;
	if (!tag_fits(p, name, attributes))
		r = fail(cx, ERR_INVALID, T(cx, "文件里的 %s 结构异常"), p->name);
	else
		r = p->events->start(p->data, local(name), attributes);
	if (r < 0)
		stop(p, r);
}

static void on_end(void *data, const char *name)
{
	struct sheet_part *p = data;
	int r;

	if (p->err)
		return;
	p->depth--;
	r = p->events->end ? p->events->end(p->data, local(name)) : OK;
	if (r < 0)
		stop(p, r);
}

static void on_text(void *data, const char *s, int n)
{
	struct sheet_part *p = data;
	int r;

	if (p->err)
		return;
	r = p->events->text(p->data, s, (size_t)n);
	if (r < 0)
		stop(p, r);
}

static void on_doctype(void *data, const char *name, const char *system, const char *public,
		       int subset)
{
	struct sheet_part *p = data;
	struct ctx *cx = p->archive->cx;

	(void)name;
	(void)system;
	(void)public;
	(void)subset;
	stop(p, fail(cx, ERR_INVALID, T(cx, "文件里的 %s 含有 DOCTYPE，不予读取"), p->name));
}

int sheet_part_open(struct sheet_archive *archive, const char *name,
		    const struct sheet_events *events, void *data, struct sheet_part *ret)
{
	zip_int64_t at = zip_name_locate(archive->zip, name, 0);
	zip_stat_t st;

	if (at < 0)
		at = zip_name_locate(archive->zip, name, ZIP_FL_NOCASE);
	if (at < 0)
		return ERR_NOT_FOUND;
	*ret = (struct sheet_part){
		.archive = archive, .events = events, .data = data, .name = name
	};
	if (zip_stat_index(archive->zip, (zip_uint64_t)at, 0, &st))
		return broken_archive(archive->cx);
	ret->size = st.size;
	ret->names = arena_array(archive->cx->arena, 2 * MAX_NAMES, sizeof *ret->names);
	random_bytes(&ret->seed, sizeof ret->seed);
	ret->file = zip_fopen_index(archive->zip, (zip_uint64_t)at, 0);
	if (!ret->file)
		return broken_archive(archive->cx);
	ret->parser = XML_ParserCreate(NULL);
	if (!ret->parser)
		return fail(archive->cx, ERR_UNAVAILABLE, T(archive->cx, "内存不足，请稍后再试"));
	XML_SetUserData(ret->parser, ret);
	XML_SetElementHandler(ret->parser, on_start, on_end);
	if (events->text)
		XML_SetCharacterDataHandler(ret->parser, on_text);
	XML_SetStartDoctypeDeclHandler(ret->parser, on_doctype);
	return OK;
}

void sheet_part_pause(struct sheet_part *p)
{
	if (XML_StopParser(p->parser, XML_TRUE) == XML_STATUS_OK)
		p->paused = true;
}

static int broken_part(struct sheet_part *p)
{
	struct ctx *cx = p->archive->cx;
	return fail(cx, ERR_INVALID, T(cx, "文件从这里起已损坏（%s）"), p->name);
}

static int read_block(struct sheet_part *p, enum XML_Status *ret_status)
{
	struct ctx *cx = p->archive->cx;
	void *block = XML_GetBuffer(p->parser, BLOCK);
	zip_int64_t n;

	if (!block)
		return fail(cx, ERR_TOO_BIG, T(cx, "文件里的 %s 结构异常"), p->name);
	n = zip_fread(p->file, block, BLOCK);
	if (n < 0)
		return broken_part(p);
	p->fed += (uint64_t)n;
	p->archive->unpacked += (uint64_t)n;
	if (p->archive->unpacked > LIMIT_UNPACKED_BYTES)
		return fail(cx, ERR_TOO_BIG, T(cx, "文件解开后超过 %d MB"),
			    LIMIT_UNPACKED_BYTES / 1024 / 1024);
	p->last = n == 0;
	if (p->fed > p->size || (p->last && p->fed != p->size))
		return broken_part(p);
	*ret_status = XML_ParseBuffer(p->parser, (int)n, p->last);
	return OK;
}

int sheet_part_step(struct sheet_part *p)
{
	enum XML_Status status = XML_STATUS_OK;
	XML_Index at;
	int r = OK;

	if (p->done)
		return 0;
	if (p->paused) {
		p->paused = false;
		status = XML_ResumeParser(p->parser);
	} else {
		r = read_block(p, &status);
	}
	if (p->err || r < 0)
		return p->err ? p->err : r;
	if (status == XML_STATUS_ERROR)
		return broken_part(p);
	if (p->paused)
		return 1;
	at = XML_GetCurrentByteIndex(p->parser);
	if (p->fed > MAX_TOKEN && at < (XML_Index)(p->fed - MAX_TOKEN))
		return broken_part(p);
	p->done = p->last;
	return !p->done;
}

void sheet_part_free(struct sheet_part *p)
{
	if (p->parser)
		XML_ParserFree(p->parser);
	if (p->file)
		(void)zip_fclose(p->file); /* reading: nothing can be lost */
	p->parser = NULL;
	p->file = NULL;
}

int sheet_part_read(struct sheet_archive *archive, const char *name,
		    const struct sheet_events *events, void *data)
{
	AUTO(sheet_part) part = { 0 };
	int r = sheet_part_open(archive, name, events, data, &part);

	if (r < 0)
		return r;
	while ((r = sheet_part_step(&part)) > 0)
		;
	return r;
}
