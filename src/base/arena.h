/* Memory that dies with the work that needed it: one arena a request, a job run, a batch row. */
#ifndef ANJU_ARENA_H
#define ANJU_ARENA_H
#include "base/base.h"

struct arena_chunk;
struct arena_cleanup;

struct arena {
	struct arena_chunk *chunk;     /* the newest; it is filled first */
	struct arena_cleanup *cleanup; /* what arena_defer() left, newest first */
	size_t total_bytes;            /* handed out since the last clear */
};

/* Zeroed memory, aligned for any type. Never NULL: without memory the process ends. */
void *arena_alloc(struct arena *a, size_t n)
	__attribute__((malloc, alloc_size(2), returns_nonnull));
/* n elements of size bytes; an overflowing product ends the process. */
void *arena_array(struct arena *a, size_t n, size_t size);
/* A copy of text; NULL stays NULL. */
char *arena_strdup(struct arena *a, const char *text);
char *arena_strndup(struct arena *a, const char *text, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) PRINTF(2, 3);
/* A copy of old, grown to n bytes. For a table that grows while it is read. */
void *arena_grow(struct arena *a, const void *old, size_t old_n, size_t n);
/* run(arg) is called by arena_clear(), last registered first. */
void arena_defer(struct arena *a, void (*run)(void *), void *arg);
/* Ends everything allocated here; one chunk is kept for the next piece of work. */
void arena_clear(struct arena *a);
/* As clear, and gives the last chunk back too. Takes an empty arena. */
void arena_free(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#endif
