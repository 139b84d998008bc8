/* Contacts (来电来访与主动联系): every call, visit, letter and message is logged, those that come in and
 * those that go out; one that comes in may bring several matters, each with its own kind and clock.
 * The caller card tells who calls. Implements documents 2 (b), 3 (b) and 16 (b). */
#ifndef ANJU_CONTACTS_H
#define ANJU_CONTACTS_H
#include "modules/residents/residents.h"
#include "modules/complaints/complaints.h"
#include "modules/incidents/incidents.h"
#include "modules/requests/requests.h"

/* 方式 */
enum channel {
	CHANNEL_PHONE = 1, /* 电话 */
	CHANNEL_VISIT,     /* 来访 */
	CHANNEL_WECHAT,    /* 微信 */
	CHANNEL_LETTER,    /* 来信 */
	CHANNEL_PATROL,    /* 巡查 */
	CHANNEL_HOME,      /* 上门 */
	CHANNEL_TALK,      /* 面谈 */
	CHANNEL_SMS,       /* 短信 */
	CHANNEL_MET,       /* 巡视偶遇 */
	CHANNEL_ENTRY,     /* 住户入口: written by the resident himself */
};
/* 方向 */
enum direction { DIRECTION_IN = 1, DIRECTION_OUT };
/* 情绪 */
enum mood { MOOD_CALM = 1, MOOD_UNHAPPY, MOOD_UPSET };
/* 处理方式 */
enum handling { HANDLING_ANSWERED = 1, HANDLING_DISPATCHED, HANDLING_PASSED, HANDLING_PROMISED };
/* 事项类别 of a contact: those of requests, and complaints */
enum matter_kind { MATTER_NONE, MATTER_COMPLAINT = 100 };
extern const struct choice channels[], handlings[], matter_kinds[], directions[], moods[];
/* those of channels that a person chooses from, coming in and going out */
extern const struct choice channels_in[], channels_out[];
/* Seen and spoken to: 面谈、上门、来访、巡视偶遇. */
bool channel_is_face(int channel);

struct contact {
	int64_t id;
	const char *number;
	int direction, channel, rings;
	const char *phone, *person_name;
	int64_t room_id;
	const char *room;
	int source;
	const char *text;
	int mood;
	const char *wants, *answer; /* 业主诉求、我方答复 */
	int handling;
	bool repeated;
	int matter_count;
	int64_t call_id;            /* the call it was written down from, 0 = none */
	int64_t answered_after_ms;  /* by the stopwatch key, 0 = not stopped */
	int64_t reply_at;           /* 预约回复: the promised time */
	int64_t received_at, created_by;
	const char *created_by_name; /* joined for reading */
	int64_t created_at, version;
};
extern const struct fields contact_fields;

/* One matter of a contact: {"kind":"repair","text":"…"} */
struct matter {
	int kind, help_class, urgency, wish;
	const char *text, *place;
	bool public_area;
	int64_t appointment_at;
};
extern const struct fields matter_fields;

enum { MATTERS_MAX = 10 };
/* What the desk says of a contact. `matter` is the short form of one matter. */
struct contact_intake {
	int direction, channel, rings; /* direction 0 = in */
	const char *phone, *person_name, *room;
	int source, handling;
	bool repeated;
	const char *text;
	int mood;
	const char *wants, *answer;
	int64_t call_id, answered_after_ms, reply_at;
	int64_t incident; /* reports that one: no matters of its own come of it */
	int64_t received_at;
	struct matter matters[MATTERS_MAX];
	size_t matter_count;
};
extern const struct fields contact_intake_fields;
enum { CONTACT_INTAKE_FIELDS = 18 };
extern const struct field contact_intake_table[CONTACT_INTAKE_FIELDS];

/* Fields and the list matters.N.*, or kind, help_class … beside the fields for a single one. */
int contact_read(struct ctx *cx, const struct input *in, int zone_minutes,
		 struct contact_intake *ret) MUST_USE;
/* Logs it and opens its matters, all or nothing. What goes out names its household and brings no
 * matters of its own. In a write. */
int contact_log(struct ctx *cx, const struct contact_intake *in, struct contact *ret) MUST_USE;
int contact_get(struct ctx *cx, int64_t id, struct contact *ret) MUST_USE;
struct contact_filter {
	const char *phone; /* digits, or NULL */
	int64_t room;      /* 0 = all */
	int channel;       /* 0 = all */
	int direction;     /* 0 = both */
	int64_t from, to;  /* received, ms; 0 = open end */
	int64_t after;     /* id of the last row of the page before */
	size_t most;
};
/* From a query: phone, channel, direction. */
int contact_filter_of(struct ctx *cx, const struct input *in, struct contact_filter *ret) MUST_USE;
int contact_list(struct ctx *cx, const struct contact_filter *f, struct contact **ret,
		 size_t *ret_count) MUST_USE;

/* Counts no further than LIMIT_TOTAL. */
int contact_total(struct ctx *cx, const struct contact_filter *f, int64_t *ret) MUST_USE;
/* Those logged since an instant. */
int contact_count(struct ctx *cx, int64_t since, int64_t *ret) MUST_USE;
/* Logged from … to by each person, with the matters that came of them. */
struct contact_day {
	int64_t account_id, contacts, matters;
};
int contact_of_day(struct ctx *cx, int64_t from, int64_t to, struct contact_day **ret,
		   size_t *ret_count) MUST_USE;

/* What the time line of a room shows of them. */
struct timeline_entry;
int contact_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count) MUST_USE;

/* 来电弹屏: who calls */
struct caller_card {
	const char *phone;            /* NULL = none was given */
	const char *room;             /* that was given; NULL = none */
	const char *typed, *text;     /* caller_find(): all of it; the words of a pasted message */
	struct occupancy *found;      /* people the words may mean, one a room */
	size_t found_count;
	struct occupancy *people;     /* with this number, a row a room */
	size_t people_count;
	struct request_record *open;  /* of this phone and of these rooms */
	size_t open_count;
	struct complaint *complaints; /* open ones of this phone */
	size_t complaint_count;
	struct incident *incidents;   /* open ones that cover one of these rooms */
	size_t incident_count;
	struct contact *last;         /* newest first */
	size_t last_count;
};
/* An unknown number gives an empty card. ERR_INVALID when it is no phone number. */
int caller_card(struct ctx *cx, const char *phone, struct caller_card *ret) MUST_USE;
/* From whatever was typed: a phone; a room as it is said; a name, initials or the end of a phone
 * (ret->found); a pasted message, of which phone and room are taken out. Never ERR_INVALID. */
int caller_find(struct ctx *cx, const char *typed, struct caller_card *ret) MUST_USE;
#endif
