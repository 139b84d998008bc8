/* What the module's own files give to each other. */
#ifndef ANJU_KEY_PARTS_H
#define ANJU_KEY_PARTS_H
#include "app/journal.h"
#include "app/norm_list.h"
#include "modules/keys/keys.h"

/* What the steps of a loan ask for and do: key_lend.c. */
struct lend_input {
	int unit;
	int64_t borrower;
	const char *borrower_name, *request, *purpose, *paper;
	int64_t deposit_fen;
	int64_t signature;     /* picture of the signature; 0 = none */
	/* found by read_lend() */
	int64_t request_id;
	const char *request_number, *name;
};
enum { LEND_FIELDS = 7 };
extern const struct field lend_table[LEND_FIELDS];
struct urgent_input {
	int64_t borrower;
	const char *second_name, *purpose;
	int64_t signature;     /* the photo */
};
enum { URGENT_FIELDS = 3 };
extern const struct field urgent_table[URGENT_FIELDS];
struct return_input {
	const char *returner;
	int count;
	const char *remark;
	int64_t signature;
};
enum { RETURN_FIELDS = 3 };
extern const struct field return_table[RETURN_FIELDS];
struct extend_input {
	int64_t due_at;
	const char *reason;
};
enum { EXTEND_FIELDS = 2 };
extern const struct field extend_table[EXTEND_FIELDS];
struct settle_input {
	int decision;
	const char *reason;
};
enum { SETTLE_FIELDS = 2 };
extern const struct field settle_table[SETTLE_FIELDS];

#define KEY_MAY(name) int may_##name(struct ctx *cx, const void *record, const void *input) MUST_USE
#define KEY_THEN(name) \
	int then_##name(struct ctx *cx, void *record, void *input, \
			struct journal_entry *entry) MUST_USE
KEY_MAY(lend);
KEY_MAY(urgent);
KEY_MAY(give_back);
KEY_MAY(extend);
KEY_MAY(settle);
KEY_THEN(lend);
KEY_THEN(urgent);
KEY_THEN(give_back);
KEY_THEN(extend);
KEY_THEN(settle);
#define KEY_READ(name) \
	int read_##name(struct ctx *cx, const struct input *sent, void *input) MUST_USE
KEY_READ(lend);
KEY_READ(urgent);
KEY_READ(return);
/* The loan that is out ends without the key; its deposit waits for a decision. */
int key_lost_outside(struct ctx *cx, const struct key *k, const char *how) MUST_USE;
/* The id of a picture that was sent with the step; 0 = none. */
int key_read_picture(struct ctx *cx, const struct input *sent, int64_t *ret) MUST_USE;
/* A picture that was uploaded for this key; ERR_INVALID else. 0 is none. */
int key_picture(struct ctx *cx, int64_t key, int64_t picture) MUST_USE;
/* Who is asked for, by name: ours. ERR_INVALID under `field` when he does not work here. */
int key_staff_name(struct ctx *cx, const char *field, int64_t account, const char **ret) MUST_USE;
/* Is the owner's consent or the head's approval of then still good? */
int key_still_good(struct ctx *cx, int64_t at, bool *ret) MUST_USE;
bool key_final(int state);
extern const struct norm key_return_norm, key_call_norm, key_tell_norm, key_lock_norm,
	key_decide_norm;
/* All clocks of this folder, for the rule book. */
extern const struct norm_of key_norms[];
#endif
