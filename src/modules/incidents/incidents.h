/* Incidents (事件): one happening with many reporters, such as no water in a whole building. Who
 * calls about it is attached instead of getting a repair of his own; when it ends each of them is
 * told, and it closes only then. Implements documents 8 (e) and 16 (c). */
#ifndef ANJU_INCIDENTS_H
#define ANJU_INCIDENTS_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"

enum incident_state { INCIDENT_OPEN = 1, INCIDENT_ENDED, INCIDENT_CLOSED };
enum incident_kind {
	INCIDENT_WATER = 1, /* 停水 */
	INCIDENT_POWER,	    /* 停电 */
	INCIDENT_LIFT,	    /* 电梯停运 */
	INCIDENT_GAS,	    /* 停气 */
	INCIDENT_HEATING,   /* 停暖 */
	INCIDENT_NETWORK,   /* 断网 */
	INCIDENT_FLOOD,	    /* 积水 */
	INCIDENT_OTHER,
};
/* 告知方式 */
enum incident_way { INCIDENT_BY_PHONE = 1, INCIDENT_BY_MESSAGE, INCIDENT_BY_VISIT };
extern const struct choice incident_states[], incident_kinds[], incident_ways[];
extern const struct setting incident_settings[];

struct incident {
	int64_t id;
	const char *number;
	int state, kind;
	const char *title, *text, *areas;
	int64_t began_at, expected_at, ended_at;
	const char *result;
	int64_t closed_at, due_at;
	int64_t reporters, untold; /* counted when read */
	int64_t created_by, created_at, version;
};
extern const struct fields incident_fields;
extern const struct machine incident_machine;

struct incident_intake {
	int kind;
	const char *title, *text;
	const char *areas;         /* "3、5-2、6-1-101"; empty = the whole estate */
	int64_t began_at;          /* 0 = now */
	int64_t expected_at;       /* 0 = not known */
};
enum { INCIDENT_INTAKE_FIELDS = 6 };
extern const struct field incident_intake_table[INCIDENT_INTAKE_FIELDS];
extern const struct fields incident_intake_fields;

int incident_open(struct ctx *cx, const struct incident_intake *in, struct incident *ret) MUST_USE;
int incident_get(struct ctx *cx, int64_t id, struct incident *ret) MUST_USE;
/* By number or id as a person types it; ERR_INVALID beside the field. */
int incident_find(struct ctx *cx, const char *typed, const char *field,
		  struct incident *ret) MUST_USE;
int incident_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct incident *ret) MUST_USE;
/* state: 0 = all, newest first; after: id, 0 = from the start */
int incident_list(struct ctx *cx, int state, int64_t after, size_t most, struct incident **ret,
		  size_t *ret_count) MUST_USE;
int incident_total(struct ctx *cx, int state, int64_t *ret) MUST_USE;
/* The open ones that cover a room ("3-2-501"); also those of the whole estate. */
int incident_covering(struct ctx *cx, const char *room, struct incident **ret,
		      size_t *ret_count) MUST_USE;

/* ---- who reported it ---- */
struct incident_reporter {
	int64_t id, incident_id;
	const char *person_name, *phone;
	int64_t room_id;
	const char *room;
	int times;
	int64_t first_at, last_at, told_at, told_by;
	const char *told_name; /* joined */
	int told_way;
};
extern const struct fields incident_reporter_fields;
int incident_reporters(struct ctx *cx, int64_t incident, struct incident_reporter **ret,
		       size_t *ret_count) MUST_USE;
int incident_reporter_get(struct ctx *cx, int64_t id, struct incident_reporter *ret) MUST_USE;
int incident_of_reporter(struct ctx *cx, int64_t id, int64_t *ret) MUST_USE;
/* What a person says; the same room and phone is the same reporter. */
struct incident_report {
	const char *person_name, *phone, *room;
};
extern const struct fields incident_report_fields;
enum { INCIDENT_REPORT_FIELDS = 3 };
extern const struct field incident_report_table[INCIDENT_REPORT_FIELDS];
/* Attaches whoever reported it. subject: "contact", "request", "complaint" with its id, or NULL.
 * ERR_CONFLICT when the incident is not open. Neither phone nor room: linked, nobody to tell. */
int incident_attach(struct ctx *cx, int64_t incident, const struct incident_report *who,
		    const char *subject, int64_t subject_id) MUST_USE;
/* The incident that record is linked to; 0 = none. */
int incident_of(struct ctx *cx, const char *subject, int64_t id, int64_t *ret) MUST_USE;
struct incident_link {
	const char *subject;
	int64_t subject_id, linked_at;
};
extern const struct fields incident_link_fields;
int incident_links(struct ctx *cx, int64_t incident, struct incident_link **ret,
		   size_t *ret_count) MUST_USE;
/* 告知: reporter 0 = all who have not been told. By message: an SMS goes to each number; who left
 * none stays untold. Meets the duty of each, and the incident's when it was the last. */
int incident_tell(struct ctx *cx, int64_t incident, int64_t reporter, int way,
		  int64_t *ret_told) MUST_USE;
timeline_reader incident_timeline;
#endif
