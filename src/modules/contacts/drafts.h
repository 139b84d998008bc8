/* Drafts (草稿): what a person at the desk has typed into the register and not saved yet, so that a
 * second call, a closed tab or a lost line loses nothing. On the server, since the desk's PC is
 * shared and residents' data must not stay behind in a browser. Nobody sees another's. */
#ifndef ANJU_DRAFTS_H
#define ANJU_DRAFTS_H
#include "app/setting.h"
#include "record/input.h"

struct draft {
	int64_t id;
	const char *label;
	int64_t updated_at;
	const char *body; /* draft_get(): JSON */
};
enum { DRAFTS_KEPT = 8 }; /* of one person; one more ends the oldest */

/* The fields of the form under an id (0 = a new one); an empty form keeps none: *ret_id 0. An id
 * that is gone or another's begins a new one. ERR_TOO_BIG. In a write. */
int draft_save(struct ctx *cx, int64_t id, const struct input *form, int64_t *ret_id) MUST_USE;
/* It is not wanted. ERR_NOT_FOUND when it is gone or another's. */
int draft_discard(struct ctx *cx, int64_t id) MUST_USE;
/* It was registered. Nothing happens when it is gone or another's. */
int draft_drop(struct ctx *cx, int64_t id) MUST_USE;
/* Of who acts, newest first, without bodies. */
int draft_list(struct ctx *cx, struct draft **ret, size_t *ret_count) MUST_USE;
/* Its fields into the form, where the form says nothing itself. ERR_NOT_FOUND. */
int draft_open(struct ctx *cx, int64_t id, struct input *form) MUST_USE;
/* Job: what nobody came back to. */
int drafts_purge(struct ctx *cx) MUST_USE;
extern const struct setting draft_settings[];
#endif
