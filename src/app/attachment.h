/* Photos and files of a record (附件): bytes in DIR/files under a random name, a row with type, size
 * and hash in the database. Type is told by content; position data is cut out of photos. */
#ifndef ANJU_ATTACHMENT_H
#define ANJU_ATTACHMENT_H
#include "base/ctx.h"
#include "base/field.h"

struct attachment {
	int64_t id;
	const char *subject;
	int64_t subject_id;
	const char *name;      /* as the sender called it */
	const char *type;      /* image/jpeg, image/png, image/webp, application/pdf */
	int64_t size_bytes;
	const char *sha256;
	const char *stored;    /* random name of the file */
	int64_t created_at, created_by;
};
extern const struct fields attachment_fields;

/* Before the transaction: checks and copies the bytes to DIR/files, synced. *ret has all but the
 * subject. */
int attachment_store(struct ctx *cx, int fd, const char *name, struct attachment *ret) MUST_USE;
/* In the transaction: the row. */
int attachment_add(struct ctx *cx, const struct attachment *a) MUST_USE;
int attachment_of(struct ctx *cx, const char *subject, int64_t subject_id, struct attachment **ret,
		  size_t *ret_count) MUST_USE;
int attachment_get(struct ctx *cx, int64_t id, struct attachment *ret) MUST_USE;
/* Opens the file for serving. */
int attachment_open(struct ctx *cx, const struct attachment *a, int *ret_fd) MUST_USE;
/* Removes files that no row names and that are older than a day: what a failed write left. */
int attachment_sweep(struct ctx *cx, int *ret_removed) MUST_USE;
#endif
