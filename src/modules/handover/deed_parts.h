/* What the module's own files give to each other. */
#ifndef ANJU_DEED_PARTS_H
#define ANJU_DEED_PARTS_H
#include "app/module.h"
#include "app/norm_list.h"
#include "modules/handover/deed.h"

extern const struct norm deed_key_norm;
extern const struct exchange deed_exchanges[];
extern const struct norm_of deed_norms[];
/* Lines from keys.N.… into *ret, room for DEED_KEYS. */
int deed_keys_read(struct ctx *cx, const struct input *in, struct deed_key *ret,
		   size_t *ret_count) MUST_USE;
int deed_keys_put(struct ctx *cx, int64_t deed, const struct deed_key *keys, size_t count) MUST_USE;
/* What hangs in the office for this flat, as lines; ERR_CONFLICT never. */
int deed_keys_known(struct ctx *cx, int64_t room, const char *shown, struct deed_key *ret,
		    size_t *ret_count) MUST_USE;
/* 18 (g) 1: a key that is missing or does not open keeps the flat from its owner. */
int deed_keys_whole(struct ctx *cx, const struct deed *d) MUST_USE;
/* The office's keys go to the owner, what he leaves comes back as a key for repairs. */
int deed_keys_hand(struct ctx *cx, const struct deed *d, const char *receiver) MUST_USE;
int deed_key_back(struct ctx *cx, const struct deed *d, const char *receiver) MUST_USE;
#endif
