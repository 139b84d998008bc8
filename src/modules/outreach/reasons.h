/* Whom to get in touch with (联系名单): a daily job finds the reasons, each is a duty of the steward's
 * post of the building; a contact with the household clears them. What a day's job makes follows
 * from what is known that day alone: run twice it makes nothing, run after a standstill it makes
 * what is due now and nothing for the days gone by. Implements document 2 (d), (e). */
#ifndef ANJU_REASONS_H
#define ANJU_REASONS_H
#include "app/steps.h"
#include "base/field.h"

/* 原因, the most pressing first */
enum reason {
	REASON_CARE = 1, /* 特殊关怀: a care mark with its own cadence */
	REASON_REPEAT,   /* 重复来电: an open matter that the household came back for */
	REASON_MOVE_IN,  /* 新入住 */
	REASON_BIRTHDAY, /* 生日: with consent only */
	REASON_FESTIVAL, /* 节日: people of care, and one greeting of the estate */
	REASON_SILENT,   /* 久未联系 */
};
enum outreach_state {
	OUTREACH_DUE = 1, /* 待联系 */
	OUTREACH_DONE,    /* 已联系 */
	OUTREACH_SKIPPED, /* 不联系: the supervisor says why */
	OUTREACH_LAPSED,  /* 原因消失 */
};
extern const struct choice reasons[], outreach_states[];

struct outreach {
	int64_t id;
	int reason, state;
	int64_t room_id;
	const char *room, *building;
	int64_t person_id;
	const char *person_name, *cycle, *why;
	int64_t last_at, due_at, post_id;
	const char *post_name; /* joined */
	int64_t contact_id, done_at, created_at, version;
	/* joined: what the person chose */
	const char *address;
	int hours_from, hours_until;
	bool no_disturb;
	bool gone;             /* the job found the reason gone; never stored */
	int64_t cleared_by;    /* the contact that clears it; never stored */
};
extern const struct fields outreach_fields;
extern const struct machine outreach_machine;

/* A job. Finds reasons of today, lapses those that are gone. */
int outreach_find(struct ctx *cx) MUST_USE;
int outreach_get(struct ctx *cx, int64_t id, struct outreach *ret) MUST_USE;
int outreach_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct outreach *ret) MUST_USE;
struct outreach_filter {
	int reason;           /* 0 = all */
	const char *building; /* NULL = all */
	int64_t person;       /* whoever holds a post of this person's; 0 = all */
	int64_t after_due, after_id;
	size_t most;
};
/* reason, building, mine as the page and the sheet take them. */
int outreach_filter_read(struct ctx *cx, const struct input *in,
			 struct outreach_filter *ret) MUST_USE;
/* Those due, soonest first. */
int outreach_list(struct ctx *cx, const struct outreach_filter *f, struct outreach **ret,
		  size_t *ret_count) MUST_USE;
/* A contact was logged: what it clears of its household is done. */
int outreach_contacted(struct ctx *cx, int64_t contact) MUST_USE;
/* The greeting of the estate went out. */
int outreach_greeted(struct ctx *cx) MUST_USE;

/* 联系覆盖: households that live here, and those nobody had to do with for so many days */
struct outreach_cover {
	int64_t households, silent, days;
};
extern const struct fields outreach_cover_fields;
int outreach_cover(struct ctx *cx, struct outreach_cover *ret) MUST_USE;

/* 联系时段: may households be called now? *ret_until: "14:30", when it may be next or until when. */
int outreach_hours(struct ctx *cx, bool *ret_open, const char **ret_until) MUST_USE;
/* The end of the last contact hours of a day. */
int outreach_day_end(struct ctx *cx, int32_t day, int64_t *ret) MUST_USE;
#endif
