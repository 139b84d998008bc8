/* State machines as tables. The same rows draw the buttons, list the API's actions, check who may,
 * write the journal and print the diagram. A state changes only through step_take(). */
#ifndef ANJU_STEPS_H
#define ANJU_STEPS_H
#include "app/permission.h"
#include "base/field.h"
#include "record/html.h"
#include "record/input.h"
#include "record/json.h"
#include "app/journal.h"

enum { ANY_STATE = -1, SAME_STATE = -1 };

struct step {
	int from;                    /* state, or ANY_STATE that is not final */
	const char *action;          /* word of the API */
	int to;                      /* state, or SAME_STATE */
	enum permission permission;
	const char *label;           /* Chinese, of the button */
	const struct field *input;   /* the step's form; NULL when it needs nothing */
	size_t input_count, input_size;
	/* may fail, changes nothing */
	int (*may)(struct ctx *cx, const void *record, const void *input);
	/* acts, in the same transaction, after the state was moved */
	int (*then)(struct ctx *cx, void *record, void *input, struct journal_entry *entry);
	/* more than fields: lists such as materials. Fills the rest of input */
	int (*read)(struct ctx *cx, const struct input *in, void *input);
	/* whether the row concerns this record at all (its kind); NULL = yes */
	bool (*applies)(const void *record);
	bool drops; /* an end without completion (取消): open duties fall away with it */
	const char *meets[3]; /* kinds of duties that are done by taking the step */
};
#define STEP_INPUT(st, table) .input = (table), .input_count = COUNT(table), \
	.input_size = sizeof(struct st)

struct machine {
	const char *subject;             /* "request": journal, obligations, URL */
	const struct choice *states;
	const struct step *steps;
	size_t count;
	size_t id_at, state_at, version_at; /* offsets in the record: int64_t, int, int64_t */
	bool (*is_final)(int state);
	/* UPDATE … SET state = to, version = version + 1 WHERE id AND state AND version; ERR_CONFLICT
	 * when nothing was changed */
	int (*move)(struct ctx *cx, int64_t id, int from, int64_t version, int to);
	/* 核对: KEPT_RECORDS of app/reconcile.h; of the records, or of time lines whose record is gone */
	const struct sql *(*kept)(bool gone);
};

/* 把关: asked of every module that has one before a step on any record is taken by a person. An error
 * with its reason holds the step back. */
typedef int step_guard(struct ctx *cx, const char *subject, int64_t id, const char *action);

/* Takes the step: finds the row, permission, guards, may, move, meets, then, journal, tells who
 * follows it. version 0 = whatever it is. ERR_CONFLICT names what may be done now when the state
 * does not allow it. The one closing rule: a final state is not reached while a duty of the record
 * is open, unless the step drops them. */
int step_take(struct ctx *cx, const struct machine *m, void *record, const char *action,
	      int64_t version, const struct input *in, int zone_minutes) MUST_USE;
/* The rows this person may take now; room for `most`. */
size_t steps_open(struct ctx *cx, const struct machine *m, const void *record,
		  const struct step **ret, size_t most);
/* The label of an action on a record of that kind, by the modules' machines; NULL = no step. */
const char *step_label(struct ctx *cx, const char *subject, const char *action);
void steps_json(struct json *j, struct ctx *cx, const struct machine *m, const void *record);
#endif
