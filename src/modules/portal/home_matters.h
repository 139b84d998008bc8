/* What a resident sees of his household's matters (我的报事), in the words he would use, and what he
 * may do about them. Implements documents 8, 15, 16 and the two separate verdicts of document 9:
 * the resident's own rating is his alone. */
#ifndef ANJU_HOME_MATTERS_H
#define ANJU_HOME_MATTERS_H
#include "app/attachment.h"
#include "modules/movein/movein.h"
#include "modules/contacts/contacts.h"
#include "modules/outreach/announcements.h"
#include "modules/portal/portal.h"
#include "modules/visits/visits.h"

/* 进度 */
enum home_state {
	HOME_RECEIVED = 1, /* 已收到 */
	HOME_ARRANGED,     /* 已安排 */
	HOME_DOING,        /* 处理中 */
	HOME_DONE,         /* 已办好 */
	HOME_ANSWERED,     /* 已答复 */
	HOME_CLOSED,       /* 已办结 */
	HOME_WITHDRAWN,    /* 已取消 */
};
/* 报修部位 */
enum home_part { PART_WATER = 1, PART_POWER, PART_DOOR, PART_WALL, PART_APPLIANCE, PART_OTHER };
/* 希望上门 */
enum home_time { TIME_SOON = 1, TIME_TODAY, TIME_MORNING, TIME_AFTERNOON };
extern const struct choice home_states[], home_parts[], home_times[], home_times_evening[],
	home_reasons[], home_kinds[], home_card_kinds[];

/* 报事 as a resident sees it */
struct home_matter {
	int64_t id;
	const char *subject;      /* "request", "complaint" */
	const char *number;
	int kind, state;
	const char *room, *text;
	const char *says;         /* how it stands, in a sentence */
	const char *answer;       /* what the office said; "" = nothing yet */
	int64_t received_at, appointment_at, arrived_at, finished_at, closed_at;
	bool own;                 /* he reported it himself */
	bool may_urge, may_withdraw, may_rate;
	int stars;                /* 0 = not rated */
	const char *rating;
};
extern const struct fields home_matter_fields;

/* Newest first, at most 60. */
int home_matter_list(struct ctx *cx, const struct home_user *u, struct home_matter **ret,
		     size_t *ret_count) MUST_USE;
/* What is not his is not there: ERR_NOT_FOUND in the same words. */
int home_matter_get(struct ctx *cx, const struct home_user *u, int64_t id,
		    struct home_matter *ret) MUST_USE;
/* To whoever holds the receipt of it: how it stands, and nothing he could do. */
int home_matter_told(struct ctx *cx, const char *subject, int64_t id,
		     struct home_matter *ret) MUST_USE;
/* The photos he sent with it. */
int home_matter_files(struct ctx *cx, const struct home_matter *m, struct attachment **ret,
		      size_t *ret_count) MUST_USE;

/* 报事表 */
struct home_report {
	int kind, part, when;
	const char *room, *text;
	bool urgent, private;
};
extern const struct fields home_report_fields;
enum { HOME_REPORT_FIELDS = 7 };
extern const struct field home_report_table[HOME_REPORT_FIELDS];
/* Logs the contact and opens its matter; form_key sent twice is one. At most portal.daily_most a
 * day. In a write. */
int home_report(struct ctx *cx, const struct home_user *u, const struct home_report *in,
		const char *form_key, const struct attachment *files, size_t file_count,
		int64_t *ret_id) MUST_USE;
/* Is there time for this afternoon still? */
int home_may_today(struct ctx *cx, bool *ret) MUST_USE;
/* 催办: the doer and the desk are told; then not again for portal.urge_hours. */
int home_urge(struct ctx *cx, const struct home_user *u, int64_t id) MUST_USE;
/* 撤回: before anybody was sent. */
int home_withdraw(struct ctx *cx, const struct home_user *u, int64_t id,
		  const char *reason) MUST_USE;

/* 评价 */
struct home_rating {
	int stars;
	int reasons;      /* bits of home_reasons */
	const char *text;
};
/* Once, within portal.rate_days of the end; few stars arrange a visit by the supervisor. */
int home_rate(struct ctx *cx, const struct home_user *u, int64_t id,
	      const struct home_rating *in) MUST_USE;
/* 及时、态度好 */
const char *home_reasons_text(struct ctx *cx, int bits);

/* For the office: what residents thought. */
struct rating_row {
	int64_t id, request_id;
	const char *number, *room, *title, *text;
	int stars, reasons;
	int64_t created_at;
};
extern const struct fields rating_row_fields;
int rating_list(struct ctx *cx, int64_t after, struct rating_row **ret, size_t *ret_count) MUST_USE;
struct rating_sum {
	int64_t ratings, stars, low; /* low: so few stars that a visit is arranged */
	int visit_stars;             /* how few that is; 0 = never */
};
/* Since an instant. */
int rating_sum(struct ctx *cx, int64_t since, struct rating_sum *ret) MUST_USE;

/* ---- notices of the office (通知) ---- */
/* Those of the last 90 days that reached one of his rooms, newest first. */
int home_notice_list(struct ctx *cx, const struct home_user *u, struct announcement_seen **ret,
		     size_t *ret_count) MUST_USE;
int home_notice_get(struct ctx *cx, const struct home_user *u, int64_t id,
		    struct announcement_seen *ret) MUST_USE;
/* Counts as delivered to his rooms, by the entry. */
int home_notice_read(struct ctx *cx, const struct home_user *u, int64_t id) MUST_USE;
/* The letters of takeover and moving in that are addressed to this person, of rooms he owns. */
int home_calls(struct ctx *cx, const struct home_user *u, struct movein_notice **ret,
	       size_t *ret_count) MUST_USE;
#endif
