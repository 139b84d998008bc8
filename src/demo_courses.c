/* The courses a matter takes: which steps, by whom, how much later; how some are late; and the open
 * matters of this very day. */
#include "demo_parts.h"

#define END { 0 }
#define DISPATCH { "dispatch", WHO_DESK, 1, 4, 6, 26, false }
#define ARRIVE { "arrive", WHO_DOER, 2, 8, 9, 48, true }
#define FINISH { "finish", WHO_DOER, 12, 75, 5, 2100, true }
#define SIGN { "sign", WHO_DOER, 1, 6, 0, 0, false }
#define CLOSE { "close", WHO_DESK, 20, 420, 6, 2900, true }
#define ANSWER { "answer", WHO_DESK, 1, 4, 7, 16, false }

static const struct demo_move plain[] = { DISPATCH, ARRIVE, FINISH, SIGN, CLOSE, END };
static const struct demo_move paid[] = { DISPATCH, ARRIVE,
					 { "quote", WHO_DOER, 3, 9, 0, 0, true }, FINISH, SIGN, CLOSE,
					 END };
static const struct demo_move waiting[] = { DISPATCH, ARRIVE,
					    { "wait", WHO_DOER, 6, 25, 0, 0, true },
					    { "resume", WHO_DOER, 1300, 4300, 20, 7000, true }, FINISH,
					    SIGN, CLOSE, END };
static const struct demo_move reviewed[] = { DISPATCH, ARRIVE,
					     { "review", WHO_DOER, 10, 30, 0, 0, true },
					     { "reviewed", WHO_REVIEWER, 5, 27, 12, 90, true }, FINISH,
					     SIGN, CLOSE, END };
static const struct demo_move again[] = { DISPATCH, DISPATCH, ARRIVE, FINISH, SIGN, CLOSE, END };
static const struct demo_move dropped[] = { { "cancel", WHO_DESK, 3, 9, 10, 40, false }, END };
static const struct demo_move called_off[] = { DISPATCH,
					       { "cancel", WHO_DESK, 2, 12, 0, 0, false }, END };

static const struct demo_move patient[] = { { "send", WHO_DESK, 1, 3, 5, 7, false },
					    { "arrive", WHO_DOER, 1, 2, 12, 8, false },
					    { "finish", WHO_DESK, 25, 110, 0, 0, false }, CLOSE, END };
static const struct demo_move told[] = { ANSWER, { "finish", WHO_DESK, 8, 240, 0, 0, true }, CLOSE,
					 END };
static const struct demo_move helped[] = { ANSWER, { "send", WHO_DESK, 1, 5, 0, 0, false },
					   { "arrive", WHO_DOER, 3, 12, 0, 0, false },
					   { "finish", WHO_DESK, 8, 60, 0, 0, false }, CLOSE, END };
static const struct demo_move referred[] = { ANSWER, { "refer", WHO_DESK, 3, 15, 0, 0, false },
					     { "finish", WHO_DESK, 1, 30, 0, 0, true }, CLOSE, END };
static const struct demo_move crime[] = { { "send", WHO_DESK, 1, 2, 6, 6, false },
					  { "arrive", WHO_DOER, 1, 2, 10, 7, false },
					  { "police", WHO_DESK, 1, 6, 0, 0, false },
					  { "security", WHO_GUARD_LEADER, 40, 200, 0, 0, false },
					  { "finish", WHO_DESK, 10, 300, 0, 0, true },
					  { "sight", WHO_DIRECTOR, 60, 900, 0, 0, true }, CLOSE, END };
static const struct demo_move disaster[] = { { "send", WHO_DESK, 1, 2, 6, 6, false },
					     { "arrive", WHO_DOER, 1, 2, 10, 7, false },
					     { "security", WHO_GUARD_LEADER, 60, 240, 0, 0, false },
					     { "finish", WHO_DESK, 10, 200, 0, 0, true },
					     { "sight", WHO_DIRECTOR, 60, 900, 0, 0, true }, CLOSE,
					     END };
/* the repair that comes of it takes a course of its own; what is left follows when it has closed */
static const struct demo_move turned[] = { { "turn", WHO_DESK, 1, 4, 6, 9, false },
					   { "finish", WHO_DESK, 5, 60, 0, 0, true }, CLOSE, END };
static const struct demo_move asked[] = { { "answer", WHO_DESK, 1, 90, 7, 900, true }, CLOSE, END };
static const struct demo_move suggested[] = { { "answer", WHO_DESK, 5, 150, 8, 1500, true },
					      { "finish", WHO_DESK, 500, 2100, 10, 4300, true }, CLOSE,
					      END };
static const struct demo_move praised[] = { { "answer", WHO_DESK, 10, 260, 5, 1800, true }, CLOSE,
					    END };

const struct demo_live demo_lives[] = {
	{ KIND_REPAIR, 0, plain, { 1 } },
	{ KIND_REPAIR, 0, plain, { 4 } },
	{ KIND_REPAIR, 0, plain, { 7 } },
	{ KIND_REPAIR, 0, plain, { 13 } },
	{ KIND_REPAIR, 0, plain, { 22 } },
	{ KIND_REPAIR, 0, plain, { 9, 3 } },
	{ KIND_REPAIR, 0, plain, { 12, 6 } },
	{ KIND_REPAIR, 0, plain, { 14, 9 } },
	{ KIND_REPAIR, 0, plain, { 21, 15 } },
	{ KIND_REPAIR, 0, plain, { 34, 27 } },
	{ KIND_REPAIR, 0, plain, { 63, 41 } },
	{ KIND_REPAIR, 0, plain, { 48, 44, 36 } },
	{ KIND_REPAIR, 0, plain, { 90, 84, 77 } },
	{ KIND_REPAIR, 0, plain, { 1428, 1421, 1412 } },
	{ KIND_REPAIR, 0, plain, { 1571, 1566, 1550 } },
	{ KIND_REPAIR, 0, paid, { 70, 66, 58, 51 } },
	{ KIND_REPAIR, 0, paid, { 155, 150, 139, 130 } },
	{ KIND_REPAIR, 0, reviewed, { 75, 70, 61, 18 } },
	{ KIND_REPAIR, 0, reviewed, { 130, 124, 112, 39 } },
	{ KIND_REPAIR, 0, waiting, { 1890, 1885, 1870, 1850 } },
	{ KIND_REPAIR, 0, waiting, { 3020, 3011, 3000, 2980 } },
	{ KIND_REPAIR, 0, waiting, { 4410, 4402, 4390, 4371 } },
	{ KIND_REPAIR, 0, plain, { 190, 185, 176, 110 } },
	{ KIND_REPAIR, 0, paid, { 260, 255, 246, 240, 170 } },
	{ KIND_REPAIR, 0, plain, { 1340, 1333, 1320, 1250 } },
	{ KIND_REPAIR, 0, plain, { 330, 325, 316, 260, 256 } },
	{ KIND_REPAIR, 0, plain, { 455, 450, 440, 400, 396 } },
	{ KIND_HELP, HELP_OTHER, helped, { 3 } },
	{ KIND_HELP, HELP_COMPLAINT, told, { 8 } },
	{ KIND_HELP, HELP_PATIENT, patient, { 11, 9 } },
	{ KIND_HELP, HELP_PATIENT, patient, { 36, 34, 31 } },
	{ KIND_HELP, HELP_CRIME, crime, { 420, 418, 415, 411, 300, 200 } },
	{ KIND_HELP, HELP_COMPLAINT, told, { 170, 167 } },
	{ KIND_HELP, HELP_REPAIR, turned, { 52, 50 } },
	{ KIND_ENQUIRY, 0, asked, { 26 } },
	{ KIND_ENQUIRY, 0, asked, { 233 } },
	{ KIND_ENQUIRY, 0, asked, { 305 } },
	{ KIND_SUGGESTION, 0, suggested, { 65 } },
	{ KIND_SUGGESTION, 0, suggested, { 2820, 2760 } },
	{ KIND_PRAISE, 0, praised, { 45 } },
};
const size_t demo_live_count = COUNT(demo_lives);

/* ---- which course ---- */

static const struct demo_move *course_of_repair(struct demo_case *c, bool small)
{
	const struct demo_theme *t = c->theme;
	bool emergency = t->urgency == URGENCY_EMERGENCY;
	int n = demo_below(&c->random, 100);

	if (emergency)
		return t->labour ? paid : plain;
	if (n < 2)
		return dropped;
	if (n < 5)
		return called_off;
	if (n < 9)
		return again;
	if (n < 13 && !small)
		return reviewed;
	if (n < 21)
		return waiting;
	c->appointed = n < 30 && !t->place && !t->urgency;
	return t->labour ? paid : plain;
}

static const struct demo_move *course_of_help(struct demo_case *c)
{
	const struct demo_theme *t = c->theme;

	switch (t->help_class) {
	case HELP_PATIENT:
		return t->wish == WISH_NOTHING ? told : patient;
	case HELP_REPAIR:
		return turned;
	case HELP_CRIME:
		return crime;
	case HELP_DISASTER:
		return disaster;
	case HELP_OTHER:
		c->declined = demo_chance(&c->random, 12);
		return c->declined ? referred : helped;
	default:
		return told;
	}
}

const struct demo_move *demo_course(struct demo_case *c, bool small)
{
	if (c->live)
		return c->live->course;
	switch (c->theme->kind) {
	case KIND_REPAIR:
		return course_of_repair(c, small);
	case KIND_HELP:
		return course_of_help(c);
	case KIND_ENQUIRY:
		return asked;
	case KIND_SUGGESTION:
		return suggested;
	default:
		return praised;
	}
}

bool demo_live_fits(const struct demo_live *l, bool small)
{
	return !small || (l->kind != KIND_HELP && l->course != reviewed && l->course != suggested);
}

bool demo_theme_fits(const struct demo_theme *t, const struct demo_live *l)
{
	if (t->kind != l->kind || t->help_class != l->help_class)
		return false;
	if (t->kind == KIND_REPAIR)
		return t->urgency == 0 && !t->labour == (l->course != paid);
	return t->wish != WISH_NOTHING;
}

/* ---- when ---- */

/* Nobody rings at a door in the night for a dripping tap. */
static int64_t in_daytime(struct demo_case *c, int64_t at)
{
	enum { OPENS = 8 * 60 + 30, CLOSES = 20 * 60 + 30 };
	int32_t day = civil_day_of(at, ZONE_SHANGHAI);
	int64_t opens = civil_ms(day, OPENS, ZONE_SHANGHAI);

	if (at >= opens && at < civil_ms(day, CLOSES, ZONE_SHANGHAI))
		return at;
	if (at >= opens)
		opens = civil_ms(day + 1, OPENS, ZONE_SHANGHAI);
	return opens + SECONDS(demo_between(&c->random, 60, 840));
}

int64_t demo_when(struct demo_case *c, const struct demo_move *m, int64_t after, int64_t now)
{
	bool late = demo_chance(&c->random, m->late);
	int minutes = late ? demo_between(&c->random, m->most, m->late_most)
			   : demo_between(&c->random, m->least, m->most);
	int64_t at = after + MINUTES(minutes) + SECONDS(demo_below(&c->random, 60));

	if (c->live)
		return c->live->minutes[c->move_count + 1]
			? now - MINUTES(c->live->minutes[c->move_count + 1]) : INT64_MAX;
	if (c->appointment_at && !strcmp(m->step, "arrive"))
		return MAX(after, c->appointment_at + MINUTES(demo_between(&c->random, -8, 14)));
	return m->by_day && c->theme->urgency < URGENCY_URGENT ? in_daytime(c, at) : at;
}

/* ---- who ---- */

struct demo_staff *demo_staff_of(const struct demo_estate *e, enum role role, int which)
{
	int count = 0;

	for (size_t i = 0; i < e->staff_count; i++)
		count += e->staff[i].role == role;
	if (!count)
		return NULL;
	which %= count;
	for (size_t i = 0;; i++)
		if (e->staff[i].role == role && which-- == 0)
			return &e->staff[i];
}

struct demo_staff *demo_desk(const struct demo_estate *e, int64_t at)
{
	struct civil t;
	struct demo_staff *leader = demo_staff_of(e, ROLE_GUARD_LEADER, 0);

	civil_from_ms(at, ZONE_SHANGHAI, &t);
	if (leader && (t.hour < 7 || t.hour >= 22))
		return leader;
	return demo_staff_of(e, ROLE_FRONT_DESK,
			     (int)civil_day_of(at, ZONE_SHANGHAI) + (t.hour >= 14));
}

const struct actor *demo_actor(const struct demo_estate *e, struct demo_case *c,
			       const struct demo_move *m)
{
	static const enum role reviewers[] = { ROLE_DISCIPLINE_SUPERVISOR, ROLE_TEAM_LEADER,
					       ROLE_ENGINEERING_MANAGER };
	struct demo_staff *s = NULL;

	switch (m->who) {
	case WHO_DOER:
		s = &e->staff[c->doer];
		break;
	case WHO_REVIEWER:
		s = demo_staff_of(e, DEMO_PICK(&c->random, reviewers), 0);
		break;
	case WHO_GUARD_LEADER:
		s = demo_staff_of(e, ROLE_GUARD_LEADER, 0);
		break;
	case WHO_DIRECTOR:
		s = demo_staff_of(e, ROLE_DIRECTOR, 0);
		break;
	case WHO_DESK:
		/* the night desk dispatches and answers, but closing is the front desk's */
		s = !strcmp(m->step, "close") || !strcmp(m->step, "finish")
			? demo_staff_of(e, ROLE_FRONT_DESK, (int)civil_day_of(c->at, ZONE_SHANGHAI))
			: demo_desk(e, c->at);
		break;
	}
	assert(s);
	return &s->actor;
}
