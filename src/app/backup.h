/* Backup and restore (备份与恢复) of an office: database and attachments of one moment in
 * one file (backup_file.h), made while serving, checked whenever it is made or read. The key is not
 * in it: the command keeps it beside the backup (FILE.key), to be carried apart. An office on
 * PostgreSQL gives the same file, so either engine restores it. */
#ifndef ANJU_BACKUP_H
#define ANJU_BACKUP_H
#include "app/backup_file.h"

struct backup_result {
	struct backup_file file;
	int64_t damaged;      /* attachments whose file is missing or not what the row says */
	const char *damaged_name; /* the first of them, as stored */
	const char *broken;   /* what is wrong with the journal; NULL = whole */
};

/* Where a restored office on PostgreSQL is to be. */
struct backup_place {
	const char *data, *url;
	const unsigned char *key;
};

/* Into fd, an empty regular file: copies the database, checks the copy (pages, references, chains),
 * writes all, reads it back. Changes nothing but fd; a worker's or a command's work. */
int backup_make(struct ctx *cx, int fd, struct backup_result *ret) MUST_USE;
/* Keeps in DIR/backup.last that a good one was made now, under that name. */
int backup_note(struct ctx *cx, const char *name) MUST_USE;
/* When the last good one was made; 0 = never, or not known. */
int64_t backup_last(struct ctx *cx, const char *data);

/* The backup becomes the office in `data`, a folder that is empty or not there: checked before
 * anything is written and again as a database. key: NULL = none is put there. On failure the folder
 * is as it was. */
int backup_restore(struct ctx *cx, int fd, const char *data, const unsigned char *key,
		   struct backup_result *ret) MUST_USE;
/* The same into an empty PostgreSQL database and `data`, by way of DIR.restore, which may not be
 * there and is gone afterwards. The key is needed: what is moved is opened as an office. */
int backup_restore_postgres(struct ctx *cx, int fd, const struct backup_place *to,
			    struct backup_result *ret) MUST_USE;
/* All rows of an office on PostgreSQL, as of one moment, as an SQLite file at path, compared table
 * by table. */
int backup_copy_postgres(struct ctx *cx, const char *path) MUST_USE;
#endif
