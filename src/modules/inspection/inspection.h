/* Inspection before a flat or shop is taken over (验房): room by room by a list that the office
 * keeps, each defect with place, photo and the builder's clock until it is checked again. The owner
 * accepts, accepts with what is left, or refuses with his reason; none of it waives a claim. From
 * the day of delivery the warranties run, part by part. Implements document 10 and 14, 19 (d). */
#ifndef ANJU_INSPECTION_H
#define ANJU_INSPECTION_H
#include "app/follow.h"
#include "app/obligation.h"
#include "app/room_note.h"
#include "app/setting.h"
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"

enum inspection_state {
	INSPECTION_RUNNING = 1, /* 验房中 */
	INSPECTION_CLEAN,	/* 验房合格 */
	INSPECTION_ACCEPTED,	/* 带问题接收 */
	INSPECTION_REFUSED,	/* 业主拒收 */
	INSPECTION_CLOSED,	/* 遗留问题已清 */
	INSPECTION_CANCELLED,	/* 已取消 */
};
enum line_result { LINE_OPEN, LINE_PASSED, LINE_DEFECT, LINE_NONE };
enum refusal { REFUSAL_STRUCTURE = 1, REFUSAL_LIVING, REFUSAL_PAPERS, REFUSAL_DEFECTS,
	       REFUSAL_OTHER };
/* 部位 of the plan, 工种或部件 of the warranty */
enum place { PLACE_HALL = 1, PLACE_LIVING, PLACE_BEDROOM, PLACE_KITCHEN, PLACE_BATH, PLACE_BALCONY,
	     PLACE_SHOP, PLACE_STORE, PLACE_OUTSIDE };
enum part { PART_STRUCTURE = 1, PART_LEAK, PART_HEATING, PART_ELECTRIC, PART_PIPES, PART_EQUIPMENT,
	    PART_FINISH };
enum { PARTS = PART_FINISH };
extern const struct choice inspection_states[], line_results[], refusals[], inspection_places[],
	inspection_parts[];
extern const struct setting inspection_settings[];

/* 验房单 */
struct inspection {
	int64_t id;
	const char *number;
	int state;
	int64_t room_id;
	const char *room;
	int use;                   /* enum room_use, as it was then */
	const char *owner, *builder;
	int notice_on;             /* 通知交付日 */
	int64_t companion_id;
	const char *companion;     /* 陪验人 */
	int64_t started_at;
	int refusal;
	const char *refusal_text;
	int64_t refused_at, accepted_at;
	const char *signed_by;
	int64_t picture_id; /* of the signature; 0 = none */
	int64_t closed_at, created_by, version;
	int64_t lines, answered, defects, open_defects; /* counted when read */
};
extern const struct fields inspection_fields;
extern const struct machine inspection_machine;
struct inspection_new {
	const char *room, *owner, *builder;
	int notice_on;
};
enum { INSPECTION_NEW_FIELDS = 4 };
extern const struct field inspection_new_table[INSPECTION_NEW_FIELDS];
extern const struct fields inspection_new_fields;

/* A line of it, taken down from the list when it began. */
struct inspection_line {
	int line, place, part;
	const char *item, *standard;
	int result;
	const char *note;
};
extern const struct fields inspection_line_fields;

/* In a write. ERR_CONFLICT while another one of the room is not over. */
int inspection_start(struct ctx *cx, const struct inspection_new *in,
		     struct inspection *ret) MUST_USE;
int inspection_get(struct ctx *cx, int64_t id, struct inspection *ret) MUST_USE;
/* The newest of a room that was not cancelled; ERR_NOT_FOUND. */
int inspection_of_room(struct ctx *cx, int64_t room, struct inspection *ret) MUST_USE;
struct inspection_filter {
	int state;         /* 0 = all */
	const char *q;     /* room shorthand or number */
	int64_t after;
	size_t most;
};
/* state, q as the list's page and its sheet take them. */
int inspection_filter_read(struct ctx *cx, const struct input *in,
			   struct inspection_filter *ret) MUST_USE;
int inspection_list(struct ctx *cx, const struct inspection_filter *f, struct inspection **ret,
		    size_t *ret_count) MUST_USE;
int inspection_total(struct ctx *cx, const struct inspection_filter *f, int64_t *ret) MUST_USE;
int inspection_lines(struct ctx *cx, int64_t id, struct inspection_line **ret,
		     size_t *ret_count) MUST_USE;
/* lines.N.line, lines.N.result, lines.N.note …; what has no result stays. A line with a defect of
 * its own cannot be called passed. rest=1: all that is left was passed. */
int inspection_answer(struct ctx *cx, int64_t id, const struct input *in, int64_t *ret) MUST_USE;
int inspection_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		    const struct input *in, int zone_minutes, struct inspection *ret) MUST_USE;
/* How many stand in each state, how many defects are open and late. */
struct inspection_counts {
	int64_t running, clean, accepted, refused, closed, open_defects, late_defects;
};
int inspection_count(struct ctx *cx, struct inspection_counts *ret) MUST_USE;
timeline_reader inspection_timeline;

/* ---- the list (验房项目), by use of the premises ---- */
struct inspection_item {
	int64_t id;        /* 0 = the program's own, until the office changes its list */
	int use, place, part;
	const char *item, *standard;
	int position;
};
extern const struct fields inspection_item_fields;
enum { ITEM_FORM_FIELDS = 4 };
extern const struct field item_form_table[ITEM_FORM_FIELDS];
extern const struct fields item_form_fields;
int inspection_items(struct ctx *cx, int use, struct inspection_item **ret,
		     size_t *ret_count) MUST_USE;
int inspection_item_add(struct ctx *cx, const struct inspection_item *in) MUST_USE;
/* place and item as they stand in the list; inspections that began keep their line. */
int inspection_item_remove(struct ctx *cx, int use, int position) MUST_USE;

/* ---- warranties (保修), part by part ---- */
struct warranty {
	int part;
	int from_on, until_on;                 /* the owner's; until 0 = 设计使用年限 */
	int builder_from_on, builder_until_on; /* the builder's, from the acceptance of the works */
	const char *after;                     /* who pays then */
};
extern const struct fields warranty_fields;
/* Begins them on the day of delivery, with the terms in force; accepted_on: 竣工验收合格日. In a
 * write; ERR_CONFLICT when they run already. Regulation on quality of works 40. */
int warranty_begin(struct ctx *cx, int64_t room, int delivered_on, int accepted_on) MUST_USE;
/* Of a room, in the order of parts; none before delivery. */
int warranty_of_room(struct ctx *cx, int64_t room, struct warranty **ret,
		     size_t *ret_count) MUST_USE;
bool warranty_runs(const struct warranty *w, int day);
/* Which part the words of a repair speak of; 0 = none that is known. */
int warranty_part_of(const char *text);
/* Shown beside a repair: builder's warranty until …, or who pays now. */
room_noter warranty_notes;
/* Day + months, the last day of the month where it has no such day. */
int warranty_end(int from_on, int months);
/* Stands on every paper and page that somebody signs. */
const char *inspection_no_waiver(struct ctx *cx);
#endif
