/* What the pages of this module show. */
#ifndef ANJU_SHIFTS_WEB_H
#define ANJU_SHIFTS_WEB_H
#include "app/help.h"
#include "app/module.h"
#include "modules/shifts/agencies.h"
#include "modules/shifts/daily.h"
#include "modules/shifts/orders.h"
#include "modules/shifts/shifts.h"

/* The pages of the area beside each other. */
struct shift_tabs {
	const char *here; /* "/orders" */
};

/* The shift that runs: on the workbench and at the head of the area. */
enum { PANEL_NOTES = 4, PANEL_ORDERS = 4 };
struct shift_panel {
	struct shift now;
	const char *hours;            /* "08:30–18:00" */
	struct roster *duty;          /* who is on duty */
	size_t duty_count;
	bool gap;                     /* too few who may take calls */
	struct shift_note *notes;     /* of the day, newest first */
	size_t note_count;
	bool more_notes;
	struct order *orders;         /* mine, due first */
	size_t order_count;
	int64_t overdue;              /* orders of the office that ran out, for who issues them */
	struct handover waiting;      /* for my signature; id 0 = none */
};
int shift_panel_read(struct ctx *cx, size_t notes, struct shift_panel *ret) MUST_USE;
void shift_panel_json(struct json *j, const struct shift_panel *p);
void shifts_panel_html(struct page *pg, const struct shift_panel *p);

struct shifts_page {
	struct shift_panel panel;
	struct handover *rows;
	size_t count;
	struct handover_item *items;  /* mine, still open */
	size_t item_count;
};
struct handover_list_page {
	struct handover_filter filter;
	struct handover *rows;
	size_t count;
	int64_t total;
	const char *next;
	const char *state;
};
struct handover_new_page {
	struct shift now;
	struct shift_panel panel;
	struct handover_item *items;
	size_t item_count;
	struct shift_choice *people;
	size_t people_count;
};
struct record_story {
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[16];
	size_t action_count;
};
struct handover_show_page {
	struct handover h;
	struct handover_item *items;
	size_t item_count;
	struct shift_note *notes;     /* of that shift */
	size_t note_count;
	struct record_story story;
};

struct order_list_page {
	struct order_filter filter;
	struct order *rows;
	size_t count;
	int64_t total;
	const char *next;
	const char *state;
};
struct order_form_page {
	struct shift_choice *people, *posts;
	size_t people_count, post_count;
};
struct order_show_page {
	struct order o;
	struct record_story story;
	struct order_form_page choices;
};
/* One step's form on the page of its record. */
struct shift_step_form {
	const char *base;             /* "/orders/123" */
	int64_t version;
	const struct step *step;
	const struct order_form_page *choices; /* NULL: the step chooses nobody */
	bool first;
};

struct roster_page {
	int monday;
	struct roster *rows;
	size_t count;
	bool gap[ROSTER_DAYS][4];
	const char *hours[4];
	struct shift_choice *people;
	size_t people_count;
	int today;
	bool may_write;
};
struct roster_show_page {
	struct roster d;
	struct shift_choice *people;
	size_t people_count;
	bool may_write;
};

struct daily_page {
	struct daily d;
	int today;
};
struct agency_page {
	struct agency *rows;
	size_t count;
	struct agency one;            /* the one to change */
	int kind;
	bool may_write;
};

/* <option>s of a chooser; what was sent under `name` is chosen again, else `chosen`. */
void shift_options(struct page *pg, const struct shift_choice *list, size_t count,
		   const char *name, int64_t chosen);
const char *order_state_colour(int state);
const char *handover_state_colour(int state);
const char *band_hours(struct ctx *cx, const struct shift *s, int zone_minutes);
/* "周四 11-26" */
const char *roster_day_label(struct ctx *cx, int day);
/* 按时率: 无数据 without a case. */
const char *daily_rate_text(struct ctx *cx, int64_t met, int64_t late);
int record_story_read(struct ctx *cx, const struct machine *m, const void *record, int64_t id,
		      struct record_story *ret) MUST_USE;
void record_story_json(struct json *j, const struct record_story *s);

handler handover_list_get, handover_new_get, handover_create, handover_show, handover_take_step;
handler order_list_get, order_new_get, order_create, order_show, order_take_step;
handler roster_week, roster_create, roster_show, roster_set_stand_in, roster_take_away,
	roster_copy;
handler daily_show, agency_list_get, agency_show, agency_create, agency_change, agency_take_off;
extern const struct page_help shifts_help[];
#endif
