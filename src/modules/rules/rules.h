/* The rule book (制度): the 20 documents as articles in our own words, each with what enforces it,
 * and how it was kept in a time. The tables are book_NN.c; a test finds a binding that names what
 * the program does not have. */
#ifndef ANJU_RULES_H
#define ANJU_RULES_H
#include "app/obligation.h"
#include "app/permission.h"
#include "app/setting.h"
#include "record/input.h"

enum binding_type {
	BIND_SETTING = 1, /* 参数 */
	BIND_STEP,        /* 步骤: an act on a record, as the journal has it */
	BIND_DUTY,        /* 应办: a clock */
	BIND_PERMISSION,  /* 权限 */
	BIND_OBJECTIVE,   /* 质量目标: by name; its figures are not built */
	BIND_PENALTY,     /* 奖惩条目: not built */
};
struct binding {
	enum binding_type type;
	const char *subject, *name; /* of a step or duty: "request", "arrive"; else NULL and the name */
	const char *label;          /* only the duty called so; NULL = all of the kind */
	int document;               /* only the duty of this document; 0 = of the book itself */
};
#define SETTING(name_)              { BIND_SETTING, NULL, name_, NULL, 0 }
#define STEP(subject_, name_)       { BIND_STEP, subject_, name_, NULL, 0 }
#define DUTY(subject_, name_)       { BIND_DUTY, subject_, name_, NULL, 0 }
#define DUTY_CALLED(subject_, name_, label_) { BIND_DUTY, subject_, name_, label_, 0 }
#define DUTY_OF(document_, subject_, name_, label_) \
	{ BIND_DUTY, subject_, name_, label_, document_ }
#define MAY(name_)                  { BIND_PERMISSION, NULL, name_, NULL, 0 }
#define OBJECTIVE(name_)            { BIND_OBJECTIVE, NULL, name_, NULL, 0 }
#define PENALTY(name_)              { BIND_PENALTY, NULL, name_, NULL, 0 }

enum enforced { BY_PROGRAM = 1, BY_PEOPLE, NOT_BUILT };
extern const struct choice enforced_choices[], binding_types[], built_choices[];
enum built { BUILT = 1, BUILT_PARTLY, BUILT_NOT };

enum { BOOKS = 20, BINDINGS = 5 };
/* 条: section of the domain notes and a number, "d1" */
struct article {
	const char *key, *text;
	enum enforced by;
	struct binding bind[BINDINGS]; /* ends with type 0 */
};
struct book {
	int number;
	const char *title, *about;
	const struct article *articles;
	size_t count;
};
extern const struct book *const rule_books[BOOKS]; /* 1 … 20 in this order */
const struct book *rule_book(int number); /* NULL: there is none */
/* "15 (d)" → 15; 0 = it names no document */
int rule_document(const char *rule);
const struct article *rule_article(const struct book *b, const char *key);
/* How many articles are enforced so. */
int rule_coverage(const struct book *b, enum enforced by);
enum built rule_built(const struct book *b);
/* Does the program have what the binding names? */
bool rule_binding_known(const struct book *b, const struct binding *bind);
size_t rule_bindings(const struct article *a);

/* ---- how it was kept ---- */

/* Of the duties that fell due in the time: 按时、逾期办结、逾期未办、免办、未到期. Cancelled ones do
 * not count. */
struct tally {
	int64_t kept, late, broken, waived, open;
};
void tally_add(struct tally *to, const struct tally *more);
int64_t tally_all(const struct tally *t);
/* Kept of what is over: kept, late and broken; "75.0%", or 无数据 when nothing is. */
const char *tally_share(struct ctx *cx, const struct tally *t);
/* An article with its counts. */
struct rule_row {
	const struct book *book;
	const struct article *article;
	bool counted, stepped;       /* has a duty, has a step */
	struct tally tally;          /* all its duties */
	struct tally of[BINDINGS];   /* each of them */
	int64_t taken[BINDINGS], refused[BINDINGS]; /* steps; refused: where that is noted */
	int64_t steps;               /* taken, all */
};
/* A stretch of time: due or done from … until. */
struct rule_period {
	int64_t from, until;
	const char *month;           /* "2026-11", or NULL: another stretch */
	const char *first, *last;    /* days, as people write them */
};
/* month, else from and to (days, both inside), else the month of cx->now. ERR_INVALID by field. */
int rule_period_read(struct ctx *cx, const struct input *in, struct rule_period *ret) MUST_USE;
/* All articles, or those of one book (0 = all), in order. */
int rule_count(struct ctx *cx, int number, const struct rule_period *p, struct rule_row **ret,
	       size_t *ret_count) MUST_USE;
/* The whole book, or with NULL the whole office: each duty once. */
void rule_sum(const struct rule_row *rows, size_t count, const struct book *b, struct tally *ret);

/* ---- the records behind a count ---- */
enum outcome_kind { RULE_ALL, RULE_KEPT, RULE_LATE, RULE_BROKEN, RULE_WAIVED, RULE_OPEN };
extern const struct choice rule_outcomes[];
struct rule_filter {
	const struct book *book;
	const struct binding *bind;
	int outcome;                 /* enum outcome_kind */
	int64_t after_due, after_id; /* duties, newest first */
	int64_t before_seq;          /* steps */
	size_t most;
};
/* What cx->actor is kept off (回避) is not there. */
int rule_duties(struct ctx *cx, const struct rule_filter *f, const struct rule_period *p,
		struct obligation **ret, size_t *ret_count) MUST_USE;
struct journal_entry;
int rule_steps(struct ctx *cx, const struct rule_filter *f, const struct rule_period *p,
	       struct journal_entry **ret, size_t *ret_count) MUST_USE;

/* ---- the dry run ---- */

/* 试算: a duty that would have fared otherwise. */
struct try_change {
	int64_t id, subject_id;
	const char *subject, *label;
	int64_t started_at, due_at, new_due_at, done_at;
	int before, after;           /* enum outcome_kind */
};
enum { TRY_CHANGES = 200 };
struct try_result {
	const struct setting *setting;
	int64_t now_value, new_value;
	struct tally before, after;
	struct try_change *changes;  /* the first ones */
	size_t change_count;
	int64_t changed;             /* all */
};
/* What the records that fell due in the time would have been with another value of a setting that
 * is a norm: same beginnings, same pauses, today's calendar. Saves nothing. Agreed times do not
 * follow the norm and stay out. ERR_INVALID when the setting is no norm or the value is out of
 * range. */
int rule_try(struct ctx *cx, const char *setting, const char *typed, const struct rule_period *p,
	     struct try_result *ret) MUST_USE;
#endif
