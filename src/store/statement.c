#include "store/driver.h"
#include "base/log.h"

void *store_alloc(size_t n)
{
	void *p = calloc(1, n);

	if (!p) {
		log_line(LOG_ERROR, "memory", "bytes=%zu", n);
		abort();
	}
	return p;
}

char *store_strdup(const char *text, const char *more)
{
	size_t n = strlen(text), m = strlen(more);
	char *copy = store_alloc(n + m + 1);

	memcpy(copy, text, n);
	memcpy(copy + n, more, m);
	return copy;
}

static uint64_t hash_of(const char *text, size_t n)
{
	uint64_t h = n, word;

	for (; n >= sizeof word; n -= sizeof word, text += sizeof word) {
		memcpy(&word, text, sizeof word);
		h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 29;
	}
	word = 0;
	memcpy(&word, text, n);
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static void statement_free(struct statement *st)
{
	st->store->driver->finalize(st);
	free(st->field_of_column);
	free(st->text);
	free(st);
}

static int statement_new(struct ctx *cx, const char *text, size_t n, uint64_t hash,
			 struct statement **ret)
{
	struct statement *st = store_alloc(sizeof *st);
	int r;

	st->store = cx->store;
	st->text = store_alloc(n + 1);
	memcpy(st->text, text, n);
	st->text_len = n;
	st->hash = hash;
	st->columns = -1;
	r = cx->store->driver->prepare(cx, st);
	if (r < 0) {
		free(st->text);
		free(st);
		return r;
	}
	*ret = st;
	return OK;
}

/* A place in the set: an empty one, or that of the statement that rested longest; NULL when all are
 * busy. */
static struct statement **place_of(struct statement **set)
{
	struct statement **oldest = NULL;

	for (int i = 0; i < CACHE_WAYS; i++) {
		if (!set[i])
			return &set[i];
		if (!set[i]->busy && (!oldest || set[i]->used < (*oldest)->used))
			oldest = &set[i];
	}
	return oldest;
}

int statement_get(struct ctx *cx, const char *text, size_t n, struct statement **ret)
{
	struct store *s = cx->store;
	uint64_t hash = hash_of(text, n);
	struct statement **set = s->cache[hash % CACHE_SETS], **place, *st;
	bool twice = false;
	int r;

	s->statements++;
	for (int i = 0; i < CACHE_WAYS; i++) {
		st = set[i];
		if (!st || st->hash != hash || st->text_len != n || memcmp(st->text, text, n))
			continue;
		if (!st->busy) {
			st->used = s->statements;
			st->busy = true;
			*ret = st;
			return OK;
		}
		twice = true;
	}
	r = statement_new(cx, text, n, hash, &st);
	if (r < 0)
		return r;
	place = twice ? NULL : place_of(set);
	if (place) {
		if (*place)
			statement_free(*place);
		*place = st;
		st->cached = true;
	}
	st->used = s->statements;
	st->busy = true;
	*ret = st;
	return OK;
}

void statement_done(struct statement *st)
{
	if (!st)
		return;
	st->store->driver->reset(st);
	st->busy = false;
	if (!st->cached)
		statement_free(st);
}

void statement_forget_all(struct store *s)
{
	for (int i = 0; i < CACHE_SETS; i++)
		for (int j = 0; j < CACHE_WAYS; j++)
			if (s->cache[i][j]) {
				statement_free(s->cache[i][j]);
				s->cache[i][j] = NULL;
			}
}

static int fault(struct ctx *cx, const struct statement *st, const char *what, const char *name)
{
	log_line(LOG_ERROR, "store.row", "fault=\"%s\" column=%s sql=\"%s\"", what, name, st->text);
	return store_failed(cx, ERR_INTERNAL);
}

static int map(struct ctx *cx, struct statement *st, struct fields f)
{
	const struct driver *d = st->store->driver;
	int columns = d->columns(st);

	if (st->mapped == f.field && st->mapped_count == f.count && st->columns == columns)
		return OK;
	free(st->field_of_column);
	st->field_of_column = store_alloc(sizeof(int16_t) * (size_t)MAX(columns, 1));
	st->mapped = NULL;
	for (int i = 0; i < columns; i++) {
		const char *name = d->column_name(st, i);
		const struct field *field = field_find(f, name);
		if (!field)
			return fault(cx, st, "no such field", name);
		st->field_of_column[i] = (int16_t)(field - f.field);
	}
	st->mapped = f.field;
	st->mapped_count = f.count;
	st->columns = columns;
	return OK;
}

static int value(struct ctx *cx, struct statement *st, int i, const struct field *f,
		 struct arena *a, char *row)
{
	const struct driver *d = st->store->driver;
	const char *text;
	int64_t n;
	size_t len;

	if (f->type == F_TEXT) {
		text = d->column_text(st, i, &len);
		text = text ? arena_strndup(a, text, len) : NULL;
		memcpy(row + f->at, &text, sizeof text);
		return OK;
	}
	if (!d->column_int(st, i, &n))
		return fault(cx, st, "not an integer", f->name);
	if (f->type == F_INT64) {
		memcpy(row + f->at, &n, sizeof n);
	} else if (f->type == F_BOOL) {
		memcpy(row + f->at, &(bool){n != 0}, sizeof(bool));
	} else {
		if (n < INT_MIN || n > INT_MAX)
			return fault(cx, st, "does not fit an int", f->name);
		memcpy(row + f->at, &(int){(int)n}, sizeof(int));
	}
	return OK;
}

int statement_row(struct ctx *cx, struct statement *st, struct fields f, struct arena *a, void *row)
{
	int r = map(cx, st, f);

	for (int i = 0; r == OK && i < st->columns; i++)
		r = value(cx, st, i, &f.field[st->field_of_column[i]], a, row);
	return r;
}
