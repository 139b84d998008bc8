/* A business area: one folder, one of these. src/module_list.h has them in the order of
 * dependence. */
#ifndef ANJU_MODULE_H
#define ANJU_MODULE_H
#include "app/follow.h"
#include "app/help.h"
#include "app/import.h"
#include "app/layer.h"
#include "app/list_sheet.h"
#include "app/room_note.h"
#include "app/route.h"
#include "app/setting.h"
#include "app/timeline.h"
#include "app/steps.h"
#include "app/subject.h"

struct job {
	const char *name;
	int every_seconds;
	int (*run)(struct ctx *cx); /* once for each community; changes go through app_write() */
	const char *sentence;
	bool slow; /* takes more than seconds: on a thread of its own, so that no other job waits */
};
struct menu_entry {
	const char *path, *label, *icon;
	enum permission permission;
	int place; /* in the menu: the least comes first, whatever the order of dependence */
	const char *key; /* that goes there: "gq"; NULL = none */
};
/* Something to begin with (快捷入口): in the palette, and in the card of keys where it has one. */
struct shortcut {
	const char *path, *label;
	const char *key; /* "f2"; NULL = none */
	enum permission permission;
};
/* A kind of `anju import KIND FILE` / `anju export KIND FILE`. */
struct exchange {
	const char *kind, *label;
	enum permission import, export;
	const struct import_kind *importer; /* NULL: no import */
	/* header and rows in the order of the screen; the filter is the list's query */
	int (*export_rows)(struct ctx *cx, const struct input *filter, struct sheet_writer *out);
	const struct list_sheet *sheet; /* instead of export_rows; both NULL: no export */
	enum permission read; /* what the list itself asks for besides; PERM_UNSET = nothing */
};
struct norm_of; /* app/norm_list.h */
struct module {
	const char *name;   /* folder, prefix of tables and of packed files */
	const char *label;  /* Chinese */
	const struct route *routes;       /* ends with method NULL */
	const struct setting *settings;   /* ends with name NULL */
	const struct job *jobs;           /* ends with name NULL */
	const struct menu_entry *menu;    /* ends with path NULL */
	const struct page_help *help;     /* ends with path NULL */
	const struct shortcut *shortcuts; /* ends with path NULL */
	const struct exchange *exchanges; /* ends with kind NULL */
	const struct room_layer *layers;  /* of the room grid; ends with word NULL */
	timeline_reader *timeline;        /* what it knows of a room; NULL = nothing */
	room_noter *room_notes;           /* what it says of a room beside a record; NULL = nothing */
	const struct follow *follows;     /* ends with subject NULL */
	const struct subject *subjects;   /* ends with word NULL */
	const struct machine *const *machines; /* NULL-ended */
	const struct norm_of *norms;      /* ends with subject NULL; the rule book is bound to them */
	step_guard *guard;                /* holds back steps on any record; NULL = none */
};
extern const struct module *const modules[]; /* src/module_list.h; NULL-ended */
#endif
