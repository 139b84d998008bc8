/* Notices to households (主动告知、温馨提示): a planned outage is told a day ahead, or the director
 * says why not; who does not want to be disturbed is skipped, but never when it is about safety;
 * marketing goes to those who agreed. Each household is told once and it is known how and when.
 * Implements
 * document 2 (b), (d), (e). */
#ifndef ANJU_ANNOUNCEMENTS_H
#define ANJU_ANNOUNCEMENTS_H
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"

/* 类型 */
enum announcement_kind {
	ANNOUNCE_WATER = 1, /* 停水 */
	ANNOUNCE_POWER,     /* 停电 */
	ANNOUNCE_REPAIR,    /* 维修 */
	ANNOUNCE_WEATHER,   /* 天气 */
	ANNOUNCE_FESTIVAL,  /* 节日 */
	ANNOUNCE_FEE,       /* 费用 */
	ANNOUNCE_FIRE,      /* 消防 */
	ANNOUNCE_SAFETY,    /* 安全 */
	ANNOUNCE_MARKETING, /* 推广 */
};
enum announcement_state {
	ANNOUNCEMENT_DRAFT = 1, /* 拟稿 */
	ANNOUNCEMENT_SENT,      /* 已发布 */
	ANNOUNCEMENT_ENDED,     /* 已送达 */
	ANNOUNCEMENT_WITHDRAWN, /* 已撤回 */
};
/* 渠道 */
enum told_by {
	TOLD_BY_PRINT = 1,
	TOLD_BY_SMS,
	TOLD_BY_WECHAT,
	TOLD_BY_PHONE,
	TOLD_BY_DOOR,
	TOLD_BY_ENTRY, /* 住户入口: read there by somebody of the household */
};
enum delivery_state { DELIVERY_PENDING = 1, DELIVERY_TOLD, DELIVERY_SKIPPED };
extern const struct choice announcement_kinds[], announcement_states[], told_ways[],
	delivery_states[];
/* those of told_ways that a person of the office chooses from */
extern const struct choice office_ways[];

struct announcement {
	int64_t id;
	const char *number;
	int kind, state;
	const char *title, *area, *text;
	int64_t effective_from, effective_to;
	int way;
	const char *short_reason;
	int recipients, skipped, delivered; /* delivered is counted when read */
	int64_t sent_at, sent_by;
	const char *sent_by_name;           /* joined */
	int64_t created_by, created_at, version;
};
extern const struct fields announcement_fields;
extern const struct machine announcement_machine;

struct announcement_intake {
	int kind;
	const char *title, *area, *text;
	int64_t effective_from, effective_to;
	int way;
};
enum { ANNOUNCEMENT_INTAKE_FIELDS = 7 };
extern const struct field announcement_intake_table[ANNOUNCEMENT_INTAKE_FIELDS];
extern const struct fields announcement_intake_fields;

struct delivery {
	int64_t room_id;
	const char *room;
	int64_t person_id;
	const char *person_name;
	int state, way;
	int64_t told_at;
	const char *told_by_name; /* joined */
};
extern const struct fields delivery_fields;

int announcement_draft(struct ctx *cx, const struct announcement_intake *in,
		       struct announcement *ret) MUST_USE;
int announcement_get(struct ctx *cx, int64_t id, struct announcement *ret) MUST_USE;
int announcement_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		      const struct input *in, int zone_minutes, struct announcement *ret) MUST_USE;
struct announcement_filter {
	int state, kind;  /* 0 = all */
	int64_t after;    /* id of the last row of the page before */
	size_t most;
};
/* kind as the page and the sheet take it. */
int announcement_filter_read(struct ctx *cx, const struct input *in,
			     struct announcement_filter *ret) MUST_USE;
/* Newest first. */
int announcement_list(struct ctx *cx, const struct announcement_filter *f,
		      struct announcement **ret, size_t *ret_count) MUST_USE;
struct delivery_filter {
	int64_t announcement;
	int state;         /* 0 = all */
	const char *after; /* the last room of the page before */
	size_t most;
};
/* By room, 3-2-501 before 3-2-1201. */
int delivery_list(struct ctx *cx, const struct delivery_filter *f, struct delivery **ret,
		  size_t *ret_count) MUST_USE;
/* 通知 as a household reads it */
struct announcement_seen {
	int64_t id;
	int kind;
	const char *title, *text;
	int64_t effective_from, effective_to, sent_at;
	bool waits; /* not yet delivered there */
};
extern const struct fields announcement_seen_fields;
/* Sent since then to that room, newest first; room 0 = those to the whole estate. */
int announcement_of_room(struct ctx *cx, int64_t room, int64_t since,
			 struct announcement_seen **ret, size_t *ret_count) MUST_USE;
/* Somebody of the household read it in the entry: delivered, when it still waited. */
int delivery_read(struct ctx *cx, int64_t announcement, int64_t room) MUST_USE;
/* 送达率 "96.7%"; 无数据 when nobody was to be told. */
const char *announcement_share(struct ctx *cx, const struct announcement *a);
/* What stands against sending it now: less than outreach.notice_hours before a planned outage.
 * NULL = nothing. */
int announcement_warning(struct ctx *cx, const struct announcement *a, const char **ret) MUST_USE;
int announcement_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
			  size_t *ret_count) MUST_USE;
#endif
