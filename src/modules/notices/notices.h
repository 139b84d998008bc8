/* Notices (消息): what a person was told, and what leaves the office by mail, group robot or SMS.
 * Telling is app/notice.h. */
#ifndef ANJU_NOTICES_H
#define ANJU_NOTICES_H
#include "app/follow.h"
#include "app/notice.h"
#include "base/field.h"

struct notice_row {
	int64_t id;
	const char *kind, *subject;
	int64_t subject_id;
	const char *title, *text;
	bool urgent;
	int times;              /* how often it was told within the window */
	int64_t created_at, told_at, read_at; /* 0 = unread */
	int64_t post_id;
	const char *post_name;  /* joined: through which post it came; NULL = to the person */
	bool unread;            /* filled when read */
	const char *path;       /* of the record; NULL = leads nowhere */
};
extern const struct fields notice_row_fields;

struct notice_filter {
	bool unread;
	bool unheld;            /* what waits for a holder of its post, instead of the actor's own */
	int64_t after;          /* id of the last row of the page before */
	size_t most;
};
/* The actor's own, newest first. */
int notice_list(struct ctx *cx, const struct notice_filter *f, struct notice_row **ret,
		size_t *ret_count) MUST_USE;
/* Counts no further than LIMIT_TOTAL. */
int notice_total(struct ctx *cx, const struct notice_filter *f, int64_t *ret) MUST_USE;
/* One of the actor's own; ERR_NOT_FOUND also for another's. */
int notice_get(struct ctx *cx, int64_t id, struct notice_row *ret) MUST_USE;
/* Read now; one that is read already stays as it is. */
int notice_read(struct ctx *cx, int64_t id) MUST_USE;
int notice_read_all(struct ctx *cx, int64_t *ret_count) MUST_USE;
/* 离职: see leaving.c */
int notice_person_left(struct ctx *cx, int64_t account) MUST_USE;
/* 派单、派人: who is given work is told */
extern const struct follow notice_follows[];
#endif
