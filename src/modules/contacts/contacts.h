/* Contacts (来电来访): every call, visit, letter and message is logged; one may bring several
 * matters, each with its own kind and clock. The caller card tells who calls. Implements document 3
 * (b) and document 16 (b). */
#ifndef ANJU_CONTACTS_H
#define ANJU_CONTACTS_H
#include "modules/residents/residents.h"
#include "modules/requests/requests.h"

/* 方式 */
enum channel { CHANNEL_PHONE = 1, CHANNEL_VISIT, CHANNEL_WECHAT, CHANNEL_LETTER, CHANNEL_PATROL };
/* 处理方式 */
enum handling { HANDLING_ANSWERED = 1, HANDLING_DISPATCHED, HANDLING_PASSED, HANDLING_PROMISED };
/* 事项类别 of a contact: those of requests, and complaints */
enum matter_kind { MATTER_NONE, MATTER_COMPLAINT = 100 };
extern const struct choice channels[], handlings[], matter_kinds[];

struct contact {
	int64_t id;
	const char *number;
	int channel, rings;
	const char *phone, *person_name;
	int64_t room_id;
	const char *room;
	int source;
	const char *text;
	int handling;
	bool repeated;
	int matter_count;
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
	int channel, rings;
	const char *phone, *person_name, *room;
	int source, handling;
	bool repeated;
	const char *text;
	int64_t received_at;
	struct matter matters[MATTERS_MAX];
	size_t matter_count;
};
extern const struct fields contact_intake_fields;
enum { CONTACT_INTAKE_FIELDS = 10 };
extern const struct field contact_intake_table[CONTACT_INTAKE_FIELDS];

/* Fields and the list matters.N.*, or kind, help_class … beside the fields for a single one. */
int contact_read(struct ctx *cx, const struct input *in, int zone_minutes,
		 struct contact_intake *ret) MUST_USE;
/* Logs it and opens its matters, all or nothing. In a write. */
int contact_log(struct ctx *cx, const struct contact_intake *in, struct contact *ret) MUST_USE;
int contact_get(struct ctx *cx, int64_t id, struct contact *ret) MUST_USE;
struct contact_filter {
	const char *phone; /* digits, or NULL */
	int64_t room;      /* 0 = all */
	int channel;       /* 0 = all */
	int64_t from, to;  /* received, ms; 0 = open end */
	int64_t after;     /* id of the last row of the page before */
	size_t most;
};
int contact_list(struct ctx *cx, const struct contact_filter *f, struct contact **ret,
		 size_t *ret_count) MUST_USE;

/* Counts no further than LIMIT_TOTAL. */
int contact_total(struct ctx *cx, const struct contact_filter *f, int64_t *ret) MUST_USE;
/* Those logged since an instant. */
int contact_count(struct ctx *cx, int64_t since, int64_t *ret) MUST_USE;

/* 来电弹屏: who calls */
struct caller_card {
	const char *phone;
	struct occupancy *people;     /* with this number, a row a room */
	size_t people_count;
	struct request_record *open;  /* of this phone and of these rooms */
	size_t open_count;
	struct contact *last;         /* newest first */
	size_t last_count;
};
/* An unknown number gives an empty card. ERR_INVALID when it is no phone number. */
int caller_card(struct ctx *cx, const char *phone, struct caller_card *ret) MUST_USE;
#endif
