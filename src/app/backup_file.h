/* The backup file (备份文件): a plain tar in one fixed order, so that it can be opened without this
 * program too: office.db, files/ab/7-…, and at the end MANIFEST. Everything in it is either hashed
 * in the manifest or fixed by the format: one byte changed, or the end missing, is noticed. */
#ifndef ANJU_BACKUP_FILE_H
#define ANJU_BACKUP_FILE_H
#include "base/ctx.h"
#include "base/strbuf.h"

enum { BACKUP_NAME = 100, BACKUP_HASH = 65, BACKUP_PRINT = 17 };

struct backup_member {
	struct backup_member *next;
	int64_t size;
	char name[BACKUP_NAME + 1], sha256[BACKUP_HASH];
};

/* What a whole backup says of itself. */
struct backup_file {
	struct backup_member *members, **last; /* in the order of the file, the manifest not among them */
	int64_t count, bytes;                  /* members; of the whole file */
	int64_t made_at;                       /* ms UTC, whole seconds */
	char print[BACKUP_PRINT];              /* of the key that opens its sealed texts */
	const char *facts;                     /* lines: chains, rows of each table (backup.h) */
};

struct backup_writer {
	int fd;
	off_t at;
	struct backup_file file;
};
/* fd: an empty regular file. made_at: now; facts and print are the caller's. */
void backup_begin(struct ctx *cx, int fd, const struct backup_file *about,
		  struct backup_writer *ret);
/* The content of `from` as a member; ERR_INVALID for a name that the format does not know. */
int backup_add(struct ctx *cx, struct backup_writer *w, const char *name, int from) MUST_USE;
/* Manifest, end, fsync. */
int backup_end(struct ctx *cx, struct backup_writer *w) MUST_USE;

/* Reads the whole file and checks it. folder: an open empty folder the members go to, each
 * synced; -1 = none. ERR_INVALID with the reason for whatever is not exactly what
 * backup_end() left. What was written before that stays for the caller to remove. */
int backup_read(struct ctx *cx, int fd, int folder, struct backup_file *ret) MUST_USE;
/* files/ab/7-abcdef… with 32 hexadecimal digits that begin with ab. */
bool backup_is_attachment(const char *name);
#endif
