/* Full-text search in Chinese: overlapping pairs of characters (bigrams), made here, kept by FTS5
 * on SQLite and by a tsvector column under GIN on PostgreSQL. Both give the same hits. A piece of a
 * Chinese text is found wherever it stands; words of Latin letters and digits are found by their
 * beginning (of two or more), whatever their case and width. Tokens carry community and kind, so no
 * search walks another's records; a plain sqlite3 shell can read and check the index. */
#ifndef ANJU_SEARCH_H
#define ANJU_SEARCH_H
#include "store/store.h"

/* The text of a record (kind: "request", "household", …; letters and _), replacing what was there.
 * The id is the record's, of id_new(): no two kinds share one (ERR_CONFLICT), newer records have
 * greater ids, and hits come newest first. Inside the caller's transaction. */
int search_put(struct ctx *cx, const char *kind, int64_t id, const char *text) MUST_USE;
int search_remove(struct ctx *cx, const char *kind, int64_t id) MUST_USE;
/* Ids with all the words of `words`, newest first, below `before` (0 = from the newest). At most
 * `most`; *ret_ids in the arena. Nothing searchable in `words` → ERR_INVALID. */
int search_find(struct ctx *cx, const char *kind, const char *words, int64_t before, size_t most,
		int64_t **ret_ids, size_t *ret_count) MUST_USE;
/* How many, counting no further than `most`. */
int search_total(struct ctx *cx, const char *kind, const char *words, int64_t most,
		 int64_t *ret_total) MUST_USE;
/* The DDL of the engine; migrate() runs it before all others. */
const char *search_schema(bool postgres);
/* Merges a bounded part of the index after what was put since the last call, so that no commit has
 * to merge much. The writer calls it before each commit. */
int search_settle(struct ctx *cx) MUST_USE;
#endif
