#include "modules/visits/visit_draw.h"
#include "app/calendar.h"
#include "base/civil.h"
#include "base/random.h"
#include "store/store.h"
#include <sodium.h>

enum { SEED_DIGITS = 24, LOTS = 100, AHEAD_MOST = 2 };

int visit_lot(const char *seed, const char *number)
{
	unsigned char hash[crypto_generichash_BYTES];
	crypto_generichash_state state;
	uint32_t n = 0;

	(void)crypto_generichash_init(&state, NULL, 0, sizeof hash);
	(void)crypto_generichash_update(&state, (const unsigned char *)seed, strlen(seed) + 1);
	(void)crypto_generichash_update(&state, (const unsigned char *)number, strlen(number));
	(void)crypto_generichash_final(&state, hash, sizeof hash);
	for (int i = 0; i < 4; i++)
		n = n << 8 | hash[i];
	return (int)(n % LOTS);
}

int visit_month_seed(struct ctx *cx, int month, const char *seed)
{
	return store_exec(cx,
			  SQL("INSERT INTO visit_month (community_id, month, seed) VALUES (?, ?, ?)"
			      " ON CONFLICT (community_id, month) DO NOTHING"),
			  BINDS(cx->community, month, seed));
}

static int seed_of(struct ctx *cx, int month, char **ret)
{
	char fresh[SEED_DIGITS + 1];
	int r = store_text(cx,
			   SQL("SELECT seed FROM visit_month WHERE community_id = ? AND month = ?"),
			   BINDS(cx->community, month), ret);

	if (r != ERR_NOT_FOUND)
		return r;
	random_hex(fresh, SEED_DIGITS);
	*ret = arena_strdup(cx->arena, fresh);
	return visit_month_seed(cx, month, *ret);
}

struct draw {
	int64_t n, chosen_count;
	int reason;
};
static const struct field draw_fields[] = {
	FIELD(draw, n, 0),
	FIELD(draw, chosen_count, 0),
	FIELD(draw, reason, 0),
};

static int last_of_month(struct ctx *cx, int month, enum visit_pool pool, struct draw *ret)
{
	int r = store_one(cx,
			  SQL("SELECT n, chosen_count, reason FROM visit_draw"
			      " WHERE community_id = ? AND month = ? AND pool = ?"
			      " ORDER BY n DESC LIMIT 1"),
			  BINDS(cx->community, month, (int)pool), FIELDS(draw, draw_fields), ret);

	if (r == ERR_NOT_FOUND) {
		*ret = (struct draw){ 0 };
		return OK;
	}
	return r;
}

/* The share is kept at every moment. A lot below it is taken as well while the month is not much
 * ahead: so the ones taken are not simply every third. */
static int by_lot(const struct draw *last, int64_t percent, int lot)
{
	int64_t wanted = ((last->n + 1) * percent + LOTS - 1) / LOTS;

	if (percent && last->chosen_count < wanted)
		return REASON_LOT;
	return lot < percent && last->chosen_count < wanted + AHEAD_MOST ? REASON_LOT : 0;
}

int visit_draw(struct ctx *cx, enum visit_pool pool, int64_t request, const char *number, int must,
	       int64_t percent, int *ret_reason)
{
	struct draw last, known;
	struct civil t;
	char *seed;
	int zone, month, lot, r;

	r = store_one(cx,
		      SQL("SELECT n, chosen_count, reason FROM visit_draw"
			  " WHERE community_id = ? AND request_id = ?"),
		      BINDS(cx->community, request), FIELDS(draw, draw_fields), &known);
	if (r != ERR_NOT_FOUND) {
		*ret_reason = known.reason;
		return r;
	}
	r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	civil_from_ms(cx->now, zone, &t);
	month = t.year * 100 + t.month;
	r = seed_of(cx, month, &seed);
	if (r == OK)
		r = last_of_month(cx, month, pool, &last);
	if (r < 0)
		return r;
	lot = visit_lot(seed, number);
	*ret_reason = must ? must : by_lot(&last, percent, lot);
	return store_exec(cx,
			  SQL("INSERT INTO visit_draw (community_id, month, pool, n, chosen_count,"
			      " request_id, number, lot, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, month, (int)pool, last.n + 1,
				last.chosen_count + (*ret_reason != 0), request, number, lot,
				*ret_reason));
}
