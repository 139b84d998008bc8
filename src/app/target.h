/* A data folder in the making (目标文件夹), for what brings a whole office somewhere: a restore, a
 * move. Everything lies in DIR/restoring or DIR/moving until it is found good; as long as that is
 * there, nobody opens the folder. */
#ifndef ANJU_TARGET_H
#define ANJU_TARGET_H
#include "base/ctx.h"

struct target {
	const char *data, *part; /* DIR; DIR/restoring or DIR/moving */
	bool made;               /* the folder is ours */
	int lock;
};

/* word: "restoring" or "moving". ERR_CONFLICT when DIR is there and not empty. Call target_leave()
 * after an error from here, too. */
int target_take(struct ctx *cx, const char *data, const char *word, struct target *ret) MUST_USE;
/* The folder as it was: only what belongs to an office in the making is removed. */
void target_leave(struct ctx *cx, const struct target *t);
/* A folder of ours with all that lies in it. */
void target_remove(const char *path);
/* What lies in the part becomes the office, its database last. */
int target_settle(struct ctx *cx, const struct target *t) MUST_USE;
/* The content of a file as a new one, private and synced; ret_sha256 (65 bytes) may be NULL.
 * ERR_NOT_FOUND: there is no such file. */
int target_copy(struct ctx *cx, const char *from, const char *to, char *ret_sha256,
		int64_t *ret_bytes) MUST_USE;
/* ERR_CONFLICT with what to do when the folder was never finished. */
int target_finished(struct ctx *cx, const char *data) MUST_USE;
#endif
