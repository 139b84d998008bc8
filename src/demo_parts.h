/* What the files of the demonstration share. */
#ifndef ANJU_DEMO_PARTS_H
#define ANJU_DEMO_PARTS_H
#include "app/permission.h"
#include "base/civil.h"
#include "demo.h"
#include "modules/contacts/contacts.h"
#include "modules/houses/houses.h"
#include "modules/residents/residents.h"

/* ---- chance: a row of numbers that is the same for the same seed ---- */
struct demo_random {
	uint64_t state;
};
/* What is drawn for one thing does not depend on what was drawn for others. */
struct demo_random demo_random(int64_t seed, const char *what, int64_t which);
/* 0 … n-1 */
int demo_below(struct demo_random *r, int n);
int demo_between(struct demo_random *r, int least, int most);
bool demo_chance(struct demo_random *r, int percent);
#define DEMO_PICK(r, table) ((table)[demo_below((r), (int)COUNT(table))])

/* ---- the estate ---- */

/* 员工: login and name are those of the table, id and roles come with hiring */
struct demo_staff {
	enum role role;
	const char *login, *name, *post; /* post: a named one beside that of the role; NULL = none */
	struct actor actor;
};
struct demo_estate;
/* What happens in the year besides the calls, at its time between them (杂事). */
struct demo_errand {
	int64_t at;
	int (*run)(struct ctx *cx, const struct demo_estate *e, int64_t which); /* in a write */
	int64_t which;
};
enum { DEMO_ERRANDS = 16000 };
struct demo_errands {
	struct demo_errand list[DEMO_ERRANDS]; /* by time */
	size_t count, done;
};
struct demo_estate {
	const char *name;
	int64_t seed, households, cases;
	int64_t from, now;          /* the history, ms */
	int days, jobs_minutes;     /* as in demo_options; days is never 0 */
	FILE *progress;             /* NULL = nobody looks */
	struct demo_staff *staff;
	size_t staff_count;
	struct demo_errands *errands;
};
/* Before the history begins; of two at the same time the first one planned comes first. */
void demo_plan(const struct demo_estate *e, int64_t at,
	       int (*run)(struct ctx *cx, const struct demo_estate *e, int64_t which),
	       int64_t which);
/* Those that are due by then, each at its time. */
int demo_run_errands(struct ctx *cx, const struct demo_estate *e, int64_t until) MUST_USE;
/* Community, posts and people at cx->now; sets cx->community and the actors of e->staff. */
int demo_hire(struct ctx *cx, struct demo_estate *e) MUST_USE;
/* The same for the same seed and login: three groups of four. */
const char *demo_password(struct arena *a, const struct demo_estate *e, const char *login);

/* ---- houses and the people in them ---- */
enum { DEMO_PEOPLE = 6 };
struct demo_house {
	struct room room;
	struct resident people[DEMO_PEOPLE]; /* children last; ended periods after them */
	size_t people_count;
	size_t adults;                       /* who may call: the first ones, living there now */
};
/* House 0 … households-1; needs no memory of the others. Texts in the arena. */
void demo_house(struct arena *a, const struct demo_estate *e, int64_t index,
		struct demo_house *ret);
/* Writes all of them, a hundred a transaction. */
int demo_settle(struct ctx *cx, const struct demo_estate *e) MUST_USE;
/* A person of the age; the same for the same which. */
void demo_person(struct arena *a, const struct demo_estate *e, struct demo_random *r, int64_t which,
		 int born_year, bool woman, const char *surname, struct resident *ret);
const char *demo_surname(struct demo_random *r);
/* A foreign or a long name for one in a hundred; else NULL. */
const char *demo_rare_name(struct demo_random *r);

/* ---- history ---- */
enum demo_trade { TRADE_WATER, TRADE_POWER, TRADE_WOOD, TRADE_LIFT, TRADES };

/* What people call about (报事内容). */
struct demo_theme {
	int kind, help_class, urgency, wish;
	enum demo_trade trade;
	int weight;
	int from_month, until_month;  /* season; 0 = all year */
	const char *place;            /* 公共区域; NULL = at the caller's */
	bool indoors;                 /* the place is in the caller's building */
	const char *text[3];
	const char *said[3];          /* first answer to each text; the last stands for the rest */
	const char *done[3];          /* result, full answer: likewise */
	const char *material, *spec;
	int price, labour;            /* yuan; 0 = free */
};
extern const struct demo_theme demo_repairs[], demo_talks[];
extern const size_t demo_repair_count, demo_talk_count;

enum demo_who { WHO_DESK, WHO_DOER, WHO_REVIEWER, WHO_GUARD_LEADER, WHO_DIRECTOR };
/* A step of a course, minutes after the one before. */
struct demo_move {
	const char *step;   /* NULL ends the course */
	enum demo_who who;
	int least, most;
	int late, late_most; /* so many of a hundred take up to late_most */
	bool by_day;        /* waits for the morning unless it is urgent */
};
/* 在办: a matter as it stands now. minutes: how long ago it came in and each step was; 0 ends. */
struct demo_live {
	int kind, help_class;
	const struct demo_move *course;
	int minutes[8];
};
extern const struct demo_live demo_lives[];
extern const size_t demo_live_count;

struct demo_case {
	int64_t at, order;            /* of the next move; order decides between equals */
	int64_t request;              /* the record; 0 = it has yet to come in */
	int64_t house;
	size_t person, doer;          /* index in the house, in the staff */
	struct demo_random random;
	const struct demo_theme *theme;
	const struct demo_move *move; /* the next one */
	const struct demo_live *live; /* NULL = it goes on to its end */
	size_t move_count;            /* taken */
	int64_t appointment_at;
	int64_t quote_yuan;           /* what the owner was told */
	int wording;                  /* which of the theme's texts */
	bool appointed, declined;
};
/* The course this case takes. small: nobody reviews and no guards are sent. */
const struct demo_move *demo_course(struct demo_case *c, bool small);
bool demo_live_fits(const struct demo_live *l, bool small);
bool demo_theme_fits(const struct demo_theme *t, const struct demo_live *l);
/* When the move happens that follows what happened `after`; INT64_MAX = it has not come to that. */
int64_t demo_when(struct demo_case *c, const struct demo_move *m, int64_t after, int64_t now);
/* Who takes it at c->at. */
const struct actor *demo_actor(const struct demo_estate *e, struct demo_case *c,
			       const struct demo_move *m);
/* The person of the role; the which-th of them, going round. NULL when there is none. */
struct demo_staff *demo_staff_of(const struct demo_estate *e, enum role role, int which);
/* Whoever answers the line at that time. */
struct demo_staff *demo_desk(const struct demo_estate *e, int64_t at);

/* What the next move of the case asks for. caller: who called; NULL = a patrol. */
void demo_say(struct demo_case *c, const struct demo_estate *e, const struct resident *caller,
	      struct input *in);
/* What the caller says, in one of very many wordings. */
const char *demo_text(struct arena *a, struct demo_case *c);
/* A few incidents with those who called; likewise. */
void demo_incidents(const struct demo_estate *e);
/* A year of complaints; nothing in an office without a supervisor. */
void demo_complaints(const struct demo_estate *e);
/* The telephone: extensions, duty, a year of calls beside those written down. */
void demo_calls(const struct demo_estate *e);
/* 待办: deputies, a waiver, what has climbed. */
void demo_duties(const struct demo_estate *e);
/* Plans the mail server, the group robot and what went through them in the last weeks. */
void demo_notices(const struct demo_estate *e);
/* All of it: N cases through contact_log() and request_step(), in the order of their times. */
int demo_live_through(struct ctx *cx, const struct demo_estate *e) MUST_USE;
/* Plans the policy and the duties and who reads them; nothing in an office without a head. */
void demo_documents(const struct demo_estate *e);

/* ---- return visits ---- */
/* The draws, the calls, the plans and what displeased, of the whole year. */
void demo_visits(const struct demo_estate *e);
/* Stewards of the buildings, contacts of ours, promises. */
void demo_outreach(const struct demo_estate *e);
/* Its shifts: roster, notes, handovers, orders, outside bodies. */
void demo_shifts(const struct demo_estate *e);
/* The residents' entry; likewise. */
void demo_portal(const struct demo_estate *e);
/* An invitation that waits, as a path; NULL = nobody to invite. In a write. */
int demo_portal_link(struct ctx *cx, const struct demo_estate *e, const char **ret) MUST_USE;
/* Its keys and two months of loans; nothing in an office without a supervisor. */
void demo_keys(const struct demo_estate *e);
/* Flats inspected with their owners, what was found and mended; likewise. */
void demo_inspections(const struct demo_estate *e);
/* What was accepted is signed and delivered; likewise. */
void demo_handovers(const struct demo_estate *e);
/* A step of an agreement that is signed: every signature of this office looks the same. */
int demo_sign_deed(struct ctx *cx, int64_t deed, const char *action, const char *name,
		   const char *value, const char *text) MUST_USE;
/* A new building being moved into; nothing in an office without a head. Of 216 flats 200 are taken
 * over in three days, 16 are left, each with its reason. */
void demo_movein(const struct demo_estate *e);
enum demo_left { LEFT_REFUSED, LEFT_INSPECTION, LEFT_PAPERS, LEFT_AWAY, LEFT_RETURNED, LEFT_BUSY,
		 LEFT_TODAY, LEFT_TODAY_TOO, LEFT_KINDS, LEFT_NOT = -1 };
/* What keeps the flat, by its place in the building. */
int demo_left_of(int64_t flat);
/* Its desks, ten minutes a household; begun on this day. */
void demo_runsheets(const struct demo_estate *e, int first_before);
#endif
