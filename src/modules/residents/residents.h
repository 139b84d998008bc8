/* Residents (住户): people and their relation to a room, with periods. A phone, an ID number and the
 * numbers of an emergency contact are masked and revealed singly, with a line in the journal; ID
 * numbers are sealed at rest. Who acts (cx->actor) reads emergency contacts masked.
 * Implements domain 0.2 and 11-20 0.5. */
#ifndef ANJU_RESIDENTS_H
#define ANJU_RESIDENTS_H
#include "app/setting.h"
#include "modules/houses/houses.h"

/* 与房屋关系 */
enum relation {
	RELATION_OWNER = 1, /* 业主 */
	RELATION_COOWNER,   /* 共有人 */
	RELATION_FAMILY,    /* 家属 */
	RELATION_TENANT,    /* 租户 */
	RELATION_AGENT,     /* 代理人 */
};
/* 证件类型 */
enum id_type { ID_CARD = 1, ID_PASSPORT, ID_PERMIT, ID_LICENCE, ID_OTHER };
/* 关怀: who needs a person's care */
enum care { CARE_ALONE = 1, CARE_DISABLED, CARE_ILL, CARE_PREGNANT };
extern const struct choice relations[], id_types[], care_marks[];
extern const struct setting resident_settings[];

struct person {
	int64_t id;
	const char *name, *phone, *phone2;
	int id_type;
	const char *id_number;  /* typed in; never read back with the rest */
	const char *id_tail;    /* last four, for recognition */
	const char *emergency;  /* free text, often with a phone */
	int care;
	const char *remark;
	int64_t version;
};
extern const struct fields person_fields;

struct occupancy {
	int64_t id, room_id, person_id;
	const char *room, *name, *phone, *phone2, *id_tail, *emergency, *remark; /* joined */
	int relation, care, id_type;
	int from_on, until_on;  /* day numbers; until 0 = still */
	int64_t version;
};
extern const struct fields occupancy_fields;

/* A person and the relation to one room, as the desk or a sheet gives them. */
struct resident {
	const char *name, *phone, *phone2;
	int relation, id_type;
	const char *id_number, *emergency;
	int care;
	const char *remark;
	int from_on, until_on;
};
enum { RESIDENT_FIELDS = 11 };
extern const struct field resident_table[RESIDENT_FIELDS];
extern const struct fields resident_fields;

/* Adds the person to the room, or brings the one that is there up to date: the same name there, the
 * same ID number, or the same name and phone elsewhere is the same person. In a write. */
int resident_put(struct ctx *cx, const struct room *room, const struct resident *in,
		 int64_t *ret_person, bool *ret_changed) MUST_USE;
/* Corrects one occupancy of a room and its person. version of the person; 0 = whatever it is. The
 * emergency contact as it is shown, masked, leaves the stored one. Journalled, old → new. */
int resident_change(struct ctx *cx, int64_t occupancy, int64_t version,
		    const struct resident *in) MUST_USE;
/* The period ends on that day (迁出). */
int occupancy_end(struct ctx *cx, int64_t occupancy, int until_on) MUST_USE;
/* Two rows for one person become one: `from` goes into `into`, fills what is blank there, and where
 * both were in one room the lesser relation ends today. Journalled. */
int person_merge(struct ctx *cx, int64_t from, int64_t into) MUST_USE;
int person_get(struct ctx *cx, int64_t id, struct person *ret) MUST_USE;
int occupancy_get(struct ctx *cx, int64_t id, struct occupancy *ret) MUST_USE;
/* Everybody of a room; `ended` too. Owners first, then newest first. */
int occupancy_of_room(struct ctx *cx, int64_t room, bool ended, struct occupancy **ret,
		      size_t *ret_count) MUST_USE;
/* Who has this phone now, a row a room. */
int occupancy_of_phone(struct ctx *cx, const char *phone, struct occupancy **ret,
		       size_t *ret_count) MUST_USE;
/* The rooms a person belongs to at cx->now, a row a room: owner before family, newest first. */
int occupancy_of_person(struct ctx *cx, int64_t person, struct occupancy **ret,
			size_t *ret_count) MUST_USE;
/* As person_get(), with the whole emergency contact: for changes, not for showing. */
int person_stored(struct ctx *cx, int64_t id, struct person *ret) MUST_USE;
/* The whole ID number, NULL when there is none: for changes, not for showing. */
int id_number_open(struct ctx *cx, int64_t person, char **ret) MUST_USE;
/* 李四 137****2222: every number of seven digits and more is masked, also 137-1111 2222. */
char *emergency_mask(struct arena *a, const char *text);
/* Before a whole number is shown, of any record: a line in the journal with the reason (查看原因),
 * which is asked for; at most residents.reveal_daily for who acts and day: ERR_RATE_LIMITED. what:
 * the member, or NULL. */
int reveal_note(struct ctx *cx, const char *subject, int64_t id, const char *what,
		const char *reason) MUST_USE;
/* One secret of a person: "phone", "phone2", "id_number" or "emergency". With reveal_note(). */
int person_reveal(struct ctx *cx, int64_t person, const char *what, const char *reason,
		  char **ret) MUST_USE;
/* The room's text for the search; after every change of its people. */
int resident_index(struct ctx *cx, const struct room *room) MUST_USE;
/* 房态图层: rooms where somebody needs care. */
struct room_mark;
extern const struct choice resident_marks[];
int resident_layer(struct ctx *cx, const char *building, struct room_mark **ret,
		   size_t *ret_count) MUST_USE;
#endif
