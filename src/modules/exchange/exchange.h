/* Exchange (导入导出): files into the system and out of it. An import is a job with a row of its own:
 * uploaded, its columns mapped, checked by a dry run, run on a worker. What the file means is the
 * business of the modules (struct exchange). Implements issue 2, item 4. */
#ifndef ANJU_EXCHANGE_H
#define ANJU_EXCHANGE_H
#include "app/module.h"

/* 导入状态 */
enum import_job_state {
	IMPORT_UPLOADED = 1, /* 已上传 */
	IMPORT_CHECKING,     /* 检查中 */
	IMPORT_CHECKED,      /* 已检查 */
	IMPORT_RUNNING,      /* 写入中 */
	IMPORT_DONE,         /* 完成 */
	IMPORT_FAILED,       /* 没有完成 */
};
extern const struct choice import_job_states[];

/* 导入任务 */
struct import_job {
	int64_t id;
	const char *kind, *filename;
	const char *stored;       /* random part of its file names; "" = cleared away */
	int state;                /* one that this process does not work on shows as failed */
	const char *headers, *mapping; /* headers and errors: "" after a day */
	int64_t row_count, done_count, fresh_count, changed_count, same_count, refused_count;
	const char *errors, *why;
	int64_t runner, created_by;
	const char *creator;      /* joined */
	int64_t created_at, started_at, finished_at;
};
extern const struct fields import_job_fields;

/* A column of the uploaded file, as the mapping page shows it. */
struct import_choice {
	const char *title, *sample;
	const struct import_column *column; /* NULL = not imported */
};
/* One refused row, as the page shows it. */
struct import_fault {
	int64_t row;
	const char *column, *value, *why;
};

/* By the word of the command line and the URL. ERR_NOT_FOUND names those there are. */
int exchange_find(struct ctx *cx, const char *kind, const struct exchange **ret) MUST_USE;

/* Reads the uploaded file once and keeps it in DIR/tmp. A file that cannot be read is refused. key:
 * the same key of the same person answers the first job again; NULL or "" = none. */
int import_job_add(struct ctx *cx, const struct exchange *x, int fd, const char *filename,
		   const char *key, struct import_job *ret) MUST_USE;
/* Asks for the kind's permission, like all of these. */
int import_job_get(struct ctx *cx, int64_t id, struct import_job *ret) MUST_USE;
/* The newest of the kinds this person may import. */
int import_job_list(struct ctx *cx, struct import_job **ret, size_t *ret_count) MUST_USE;
/* `to` is IMPORT_CHECKING or IMPORT_RUNNING: takes the job over for this process. mapping: NULL
 * keeps what it has. ERR_CONFLICT when it is being worked on, is done, or its file is gone. */
int import_job_begin(struct ctx *cx, int64_t id, enum import_job_state to, const char *mapping)
	MUST_USE;
/* Does what was begun, on a worker; the outcome is in the row, also a failure. */
void import_job_work(struct ctx *cx, int64_t id);
/* The job could not be queued: back to where it may be begun again. */
int import_job_return(struct ctx *cx, int64_t id) MUST_USE;
/* The sheet of refused rows. ERR_NOT_FOUND when there is none. */
int import_job_errors(struct ctx *cx, const struct import_job *job, int *ret_fd) MUST_USE;
int import_job_choices(struct ctx *cx, const struct import_job *job, struct import_choice **ret,
		       size_t *ret_count) MUST_USE;
void import_job_faults(struct ctx *cx, const struct import_job *job, struct import_fault **ret,
		       size_t *ret_count);
/* Clears after a day what was read from the rows (samples, errors, the sheet of refused rows),
 * after a month the upload, and files of no job. */
int import_job_sweep(struct ctx *cx) MUST_USE;

/* Writes the kind's rows to a new file below DIR/tmp, which the caller opens and removes, and
 * leaves a line in the journal. */
int export_write(struct ctx *cx, const struct exchange *x, enum sheet_format format,
		 const struct input *filter, const char **ret_path, int64_t *ret_rows) MUST_USE;
/* ERR_INVALID for another word than xlsx, csv or json. */
int export_format(struct ctx *cx, const char *word, enum sheet_format *ret) MUST_USE;
/* One line in the journal about an import that was made. */
int import_journal(struct ctx *cx, int64_t job, const struct exchange *x, const char *filename,
		   const struct import_report *report) MUST_USE;
extern const struct module exchange_module;
#endif
