#include "base/arena.h"

enum { CHUNK_BYTES = 32 * 1024 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t size, used;
	max_align_t bytes[];
};

struct arena_cleanup {
	struct arena_cleanup *next;
	void (*run)(void *);
	void *arg;
};

static void out_of_memory(void)
{
	static const char line[] = "anju: out of memory\n";
	(void)!write(STDERR_FILENO, line, sizeof line - 1);
	abort();
}

static struct arena_chunk *chunk_new(size_t size)
{
	struct arena_chunk *c = malloc(sizeof *c + size);
	if (!c)
		out_of_memory();
	c->next = NULL;
	c->size = size;
	c->used = 0;
	return c;
}

/* What lay there before still does. */
static void *take(struct arena *a, size_t n)
{
	size_t step = (n + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
	struct arena_chunk *c = a->chunk;
	void *p;

	if (step < n)
		out_of_memory();
	if (!c || c->size - c->used < step) {
		c = chunk_new(MAX(step, (size_t)CHUNK_BYTES));
		/* a big block goes below the current chunk, so that the rest of it is not lost */
		if (a->chunk && step > CHUNK_BYTES / 4) {
			c->next = a->chunk->next;
			a->chunk->next = c;
		} else {
			c->next = a->chunk;
			a->chunk = c;
		}
	}
	p = (char *)c->bytes + c->used;
	c->used += step;
	a->total_bytes += step;
	return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes))
		out_of_memory();
	return arena_alloc(a, bytes);
}

char *arena_strndup(struct arena *a, const char *text, size_t n)
{
	char *copy = take(a, n + 1);
	memcpy(copy, text, n);
	copy[n] = '\0';
	return copy;
}

char *arena_strdup(struct arena *a, const char *text)
{
	return text ? arena_strndup(a, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap, again;
	char *text, small[200];
	int n;

	va_start(ap, format);
	va_copy(again, ap);
	n = vsnprintf(small, sizeof small, format, ap);
	assert(n >= 0);
	text = take(a, (size_t)n + 1);
	if ((size_t)n < sizeof small)
		memcpy(text, small, (size_t)n + 1);
	else
		(void)vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	va_end(ap);
	return text;
}

void *arena_grow(struct arena *a, const void *old, size_t old_n, size_t n)
{
	char *p = take(a, n);
	if (old_n)
		memcpy(p, old, old_n);
	memset(p + old_n, 0, n - old_n);
	return p;
}

void arena_defer(struct arena *a, void (*run)(void *), void *arg)
{
	struct arena_cleanup *c = ARENA_NEW(a, struct arena_cleanup);
	*c = (struct arena_cleanup){ a->cleanup, run, arg };
	a->cleanup = c;
}

void arena_clear(struct arena *a)
{
	struct arena_chunk *kept = NULL;

	while (a->cleanup) {
		struct arena_cleanup *c = a->cleanup;
		a->cleanup = c->next;
		c->run(c->arg);
	}
	while (a->chunk) {
		struct arena_chunk *c = a->chunk;
		a->chunk = c->next;
		if (!kept && c->size == CHUNK_BYTES)
			kept = c;
		else
			free(c);
	}
	if (kept) {
		kept->next = NULL;
		kept->used = 0;
	}
	a->chunk = kept;
	a->total_bytes = 0;
}

void arena_free(struct arena *a)
{
	arena_clear(a);
	free(a->chunk);
	a->chunk = NULL;
}
