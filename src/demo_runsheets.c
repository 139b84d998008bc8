/* Moving in by run-sheet, in the demonstration: three days, five desks, a household every ten
 * minutes at each; who stays away, refuses or lacks a paper is left with his reason. */
#include "demo_parts.h"
#include "base/text.h"
#include "modules/handover/deed.h"
#include "modules/inspection/inspection.h"
#include "modules/runsheet/runsheet.h"
#include "store/store.h"

enum { DAYS_LONG = 3, OPENS = 9 * 60, CLOSES = 18 * 60 + 30, ROUND = 10, AT_ONCE = 3 };

static const struct actor *who(const struct demo_estate *e, enum role role, int which)
{
	return &demo_staff_of(e, role, which)->actor;
}

/* Five people: two at the desk, the cashier, the steward who inspects, the supervisor. */
static const struct actor *clerk_of(const struct demo_estate *e, int desk)
{
	switch (desk) {
	case DESK_BALANCE:
	case DESK_FUND:
	case DESK_PAY:
		return who(e, demo_staff_of(e, ROLE_FINANCE, 0) ? ROLE_FINANCE : ROLE_FRONT_DESK, 0);
	case DESK_INSPECT:
		return who(e, demo_staff_of(e, ROLE_STEWARD, 0) ? ROLE_STEWARD : ROLE_FRONT_DESK, 0);
	case DESK_KEYS:
	case DESK_FILE:
		return who(e, ROLE_SUPERVISOR, 0);
	default:
		return who(e, ROLE_FRONT_DESK, desk);
	}
}

static int step(struct ctx *cx, struct runsheet *s, const char *action, const char *const *pairs)
{
	struct input in;

	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	return runsheet_step(cx, s->id, action, 0, &in, ZONE_SHANGHAI, s);
}
#define STEP_WITH(cx, s, action, ...) \
	step(cx, s, action, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })

/* Which flat of the building it is: the place of its letter. */
static int left_of(struct ctx *cx, const struct runsheet *s)
{
	int64_t place;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM movein_notice n JOIN movein_notice o"
			      " ON o.community_id = n.community_id AND o.batch_id = n.batch_id"
			      " AND o.position < n.position WHERE n.community_id = ? AND n.room_id = ?"
			      " AND n.batch_id = (SELECT MAX(batch_id) FROM movein_notice m"
			      " WHERE m.community_id = n.community_id AND m.room_id = n.room_id)"),
			  BINDS(cx->community, s->room_id), &place);

	return r == OK ? demo_left_of(place) : LEFT_NOT;
}

/* ---- the desks ---- */

static int papers(struct ctx *cx, struct runsheet *s, bool all)
{
	struct runsheet_paper *rows;
	struct input in;
	size_t count;
	int r = runsheet_papers(cx, s->id, &rows, &count);

	input_init(&in, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++) {
		input_add(&in, arena_printf(cx->arena, "papers.%zu.line", i),
			  arena_printf(cx->arena, "%d", rows[i].line));
		input_add(&in, arena_printf(cx->arena, "papers.%zu.checked", i),
			  !all && i + 1 == count ? "0" : "1");
	}
	return r == OK ? runsheet_check(cx, s->id, &in) : r;
}

static int identity(struct ctx *cx, struct runsheet *s, int left)
{
	int r;

	if (s->is_short) /* what lacks does not come today */
		return STEP_WITH(cx, s, "pause", "text", "资料没带齐，补齐再来");
	r = papers(cx, s, left != LEFT_PAPERS);
	if (r < 0)
		return r;
	return left == LEFT_PAPERS ? STEP_WITH(cx, s, "short", "text", "先验房，资料改天补来")
				   : STEP_WITH(cx, s, "identity");
}

static int inspect(struct ctx *cx, struct runsheet *s, int left)
{
	struct inspection i;
	struct input in;
	int64_t count;
	int r = STEP_WITH(cx, s, "look", "builder", "总包项目部 何工");

	if (r == OK)
		r = inspection_of_room(cx, s->room_id, &i);
	if (r < 0)
		return r;
	input_init(&in, cx->arena);
	input_add(&in, "rest", "1");
	input_add(&in, "signed_by", s->owners);
	input_add(&in, "refusal", "living");
	input_add(&in, "text", "主卧外墙渗水，修好再收");
	if (left == LEFT_INSPECTION)
		return inspection_step(cx, i.id, "refuse", 0, &in, ZONE_SHANGHAI, &i);
	r = inspection_answer(cx, i.id, &in, &count);
	if (r == OK)
		r = inspection_step(cx, i.id, "accept", 0, &in, ZONE_SHANGHAI, &i);
	return r == OK ? STEP_WITH(cx, s, "inspect") : r;
}

/* The owners' names as the agreement has them. */
static int sign(struct ctx *cx, struct runsheet *s)
{
	struct deed_filter f = { .q = s->room, .most = 1 };
	struct deed *d;
	size_t count;
	int r = STEP_WITH(cx, s, "deed", "seller", "翠湖置业有限公司", "contract",
			  arena_printf(cx->arena, "SPF-2026-%s", s->room), "accepted_on", "2026-04-18",
			  "water", "3", "power", "12.5", "gas", "0", "quality_book", "1",
			  "manual_book", "1", "filing_copy", "1");

	if (r == OK)
		r = deed_list(cx, &f, &d, &count);
	if (r == OK && count)
		r = demo_sign_deed(cx, d->id, "owner_sign", "signed_by", d->owners, "");
	if (r == OK && count)
		r = demo_sign_deed(cx, d->id, "seller_sign", "signed_by", "罗启明", "");
	return r < 0 ? r
		     : STEP_WITH(cx, s, "sign", "agreement", "1", "covenant", "1", "fire", "1",
				 "renovation", "1", "registered", "1", "informed", "1");
}

static int serve(struct ctx *cx, struct runsheet *s)
{
	int left = left_of(cx, s);
	const char *number = arena_printf(cx->arena, "%06d", (int)(s->room_id % 1000000));

	switch (s->desk) {
	case DESK_IDENTITY:
		return identity(cx, s, left);
	case DESK_BALANCE:
		return STEP_WITH(cx, s, "balance", "number", arena_printf(cx->arena, "FK%s", number));
	case DESK_FUND:
		return left == LEFT_BUSY
			? STEP_WITH(cx, s, "pause", "text", "家里有急事，改天再来")
			: STEP_WITH(cx, s, "fund", "number", arena_printf(cx->arena, "WX%s", number));
	case DESK_INSPECT:
		return inspect(cx, s, left);
	case DESK_SIGN:
		return sign(cx, s);
	case DESK_PAY:
		return STEP_WITH(cx, s, "pay", "monthly", s->room_id % 9 ? "0" : "1", "receipts",
				 arena_printf(cx->arena, "SJ%s", number));
	case DESK_KEYS: { /* a key that is out keeps its household waiting */
		int r = STEP_WITH(cx, s, "keys", "receiver", s->owners, "handbook", "1");
		return r == ERR_CONFLICT ? OK : r;
	}
	default:
		return STEP_WITH(cx, s, "file");
	}
}

/* Who has an appointment by now and has not come. */
static int let_in(struct ctx *cx, const struct demo_estate *e)
{
	struct movein_notice_filter f = { .most = 200 };
	struct movein_notice *rows;
	struct runsheet s;
	size_t count;
	int r;

	f.slot_on = civil_day_of(cx->now, ZONE_SHANGHAI);
	r = movein_notice_list(cx, &f, &rows, &count);
	cx->actor = clerk_of(e, DESK_IDENTITY);
	for (size_t i = 0; r == OK && i < count; i++) {
		struct runsheet_new in = { .room = rows[i].room };
		if (rows[i].kind != MOVEIN_MOVEIN || rows[i].state >= NOTICE_REFUSED ||
		    civil_ms(rows[i].slot_on, rows[i].slot_minute, ZONE_SHANGHAI) > cx->now)
			continue;
		r = runsheet_open(cx, &in, &s);
	}
	return r;
}

/* From the last desk to the first, so that a household goes one further in a round. */
static int round_of(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct runsheet *rows;
	size_t count;
	int r = OK;

	(void)which;
	for (int desk = DESKS; r == OK && desk >= 1; desk--) {
		r = runsheet_waiting(cx, desk, &rows, &count);
		cx->actor = clerk_of(e, desk);
		for (size_t i = 0; r == OK && i < count && i < AT_ONCE; i++)
			r = serve(cx, &rows[i]);
	}
	return r == OK ? let_in(cx, e) : r;
}

/* Somebody stands at a desk just now. */
static int ask_up(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct runsheet *rows;
	size_t count;
	int r = runsheet_waiting(cx, 0, &rows, &count);

	(void)which;
	if (r < 0 || !count)
		return r;
	cx->actor = clerk_of(e, rows[0].desk);
	return STEP_WITH(cx, &rows[0], "take");
}

void demo_runsheets(const struct demo_estate *e, int first_before)
{
	int today = civil_day_of(e->now, ZONE_SHANGHAI);

	for (int day = 0; day < DAYS_LONG; day++)
		for (int minute = OPENS; minute <= CLOSES; minute += ROUND)
			demo_plan(e, civil_ms(today - first_before + day, minute, ZONE_SHANGHAI), round_of, 0);
	if (e->now < civil_ms(today, OPENS, ZONE_SHANGHAI) + MINUTES(60))
		return;
	for (int n = 3; n >= 1; n--)
		demo_plan(e, e->now - MINUTES(n * 12), round_of, 0);
	demo_plan(e, e->now - MINUTES(5), ask_up, 0);
}
