/* Residents (住户): people and their relation to a room, with periods. A phone and an ID number are
 * masked in lists and revealed singly, with a line in the journal; ID numbers are sealed at rest.
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
	const char *emergency;
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
/* Corrects one occupancy of a room and its person. version of the person; 0 = whatever it is. */
int resident_change(struct ctx *cx, int64_t occupancy, int64_t version,
		    const struct resident *in) MUST_USE;
/* The period ends on that day (迁出). */
int occupancy_end(struct ctx *cx, int64_t occupancy, int until_on) MUST_USE;
/* Two rows for one person become one: `from` goes into `into`. Journalled. */
int person_merge(struct ctx *cx, int64_t from, int64_t into) MUST_USE;
int person_get(struct ctx *cx, int64_t id, struct person *ret) MUST_USE;
int occupancy_get(struct ctx *cx, int64_t id, struct occupancy *ret) MUST_USE;
/* Everybody of a room; `ended` too. Owners first, then newest first. */
int occupancy_of_room(struct ctx *cx, int64_t room, bool ended, struct occupancy **ret,
		      size_t *ret_count) MUST_USE;
/* Who has this phone now, a row a room. */
int occupancy_of_phone(struct ctx *cx, const char *phone, struct occupancy **ret,
		       size_t *ret_count) MUST_USE;
/* One secret of a person: "phone", "phone2" or "id_number". Leaves a line in the journal; at most
 * residents.reveal_daily a person and day: ERR_RATE_LIMITED. */
int person_reveal(struct ctx *cx, int64_t person, const char *what, char **ret) MUST_USE;
/* The room's text for the search; after every change of its people. */
int resident_index(struct ctx *cx, const struct room *room) MUST_USE;
#endif
