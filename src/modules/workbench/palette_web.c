#include "modules/workbench/palette_web.h"
#include "app/view.h"
#include "base/text.h"
#include "modules/households/households.h"
#include "pages/frame.h"

enum { FOUND = 5 };

static struct palette_entry *add(struct palette *p)
{
	static struct palette_entry beyond;

	return p->count < PALETTE_MOST ? &p->entry[p->count++] : &beyond;
}

/* ---- acts and pages ---- */

/* A label has the letters, or the initials of its characters do. */
static bool is_meant(struct ctx *cx, const char *label, const char *q)
{
	const char *said = T(cx, label);

	return strstr(text_fold(cx->arena, said), q) || strstr(text_fold(cx->arena, label), q) ||
	       strstr(text_initials(cx->arena, label), q);
}

static void offer(struct ctx *cx, struct palette *p, const char *q, const char *group,
		  const struct palette_entry *e, enum permission permission)
{
	struct palette_entry *at;

	if (!actor_may(cx->actor, permission) || (*q && !is_meant(cx, e->label, q)))
		return;
	at = add(p);
	*at = *e;
	at->group = group;
	at->label = T(cx, e->label);
	at->note = "";
	at->key = e->key ? frame_key(cx->arena, e->key) : NULL;
}

static void add_commands(struct ctx *cx, struct palette *p, const char *q)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct shortcut *c = (*m)->shortcuts; c && c->path; c++)
			if (*q || c->key)
				offer(cx, p, q, T(cx, "要做的事"),
				      &(struct palette_entry){ .label = c->label, .path = c->path,
							       .key = c->key },
				      c->permission);
}

/* In the order of the menu. */
static void add_pages(struct ctx *cx, struct palette *p, const char *q)
{
	enum { PLACES = 100 };

	for (int place = 0; place < PLACES; place++)
		for (const struct module *const *m = modules; *m; m++)
			for (const struct menu_entry *e = (*m)->menu; e && e->path; e++)
				if (e->place == place)
					offer(cx, p, q, T(cx, "页面"),
					      &(struct palette_entry){ .label = e->label,
								       .path = e->path,
								       .key = e->key },
					      e->permission);
}

/* The person's own lists. */
static int add_views(struct ctx *cx, struct palette *p, const char *q)
{
	struct saved_view *rows;
	size_t count;
	int r = view_list(cx, &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (!*q || is_meant(cx, rows[i].label, q))
			*add(p) = (struct palette_entry){ .group = T(cx, "常用视图"), .note = "",
							  .label = rows[i].label,
							  .path = rows[i].path };
	return r;
}

/* ---- records ---- */

static const char *room_path(struct ctx *cx, const char *before, const char *room)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 400);
	strbuf_text(&b, before);
	strbuf_url(&b, room);
	return b.s;
}

/* One room that is meant: what may be registered for it, at the top of all. */
static void add_acts_for(struct ctx *cx, struct palette *p, const char *room)
{
	static const struct {
		const char *label, *before;
	} acts[] = {
		{ "登记报修", "/contacts/new?kind=repair&room=" },
		{ "登记投诉", "/contacts/new?kind=complaint&room=" },
		{ "咨询备忘", "/contacts/new?kind=enquiry&room=" },
	};

	if (!actor_may(cx->actor, PERM_CONTACT_WRITE))
		return;
	for (size_t i = 0; i < COUNT(acts); i++)
		*add(p) = (struct palette_entry){ .group = T(cx, "要做的事"), .note = room,
						  .label = T(cx, acts[i].label),
						  .path = room_path(cx, acts[i].before, room) };
}

static int add_households(struct ctx *cx, struct palette *p, const char *q)
{
	struct household_filter f = { .q = q, .most = FOUND };
	struct household *rows;
	size_t count;
	int r;

	if (!actor_may(cx->actor, PERM_HOUSEHOLD_READ))
		return OK;
	r = household_list(cx, &f, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		*add(p) = (struct palette_entry){
			.group = T(cx, "房屋与住户"),
			.label = rows[i].room,
			.note = !rows[i].name ? "" :
				arena_printf(cx->arena, "%s %s", rows[i].name,
					     text_mask(cx->arena, rows[i].phone ? rows[i].phone : "")),
			.path = room_path(cx, "/households/", rows[i].room),
		};
	if (r == OK && count == 1)
		add_acts_for(cx, p, rows[0].room);
	return r;
}

static const char *state_note(struct ctx *cx, const char *title, const char *state)
{
	return arena_printf(cx->arena, "%s · %s", state, title);
}

static int add_requests(struct ctx *cx, struct palette *p, const char *q)
{
	struct request_filter f = { .q = q, .most = FOUND };
	struct request_record *rows;
	size_t count;
	int r;

	if (!actor_may(cx->actor, PERM_REQUEST_READ))
		return OK;
	r = request_list(cx, &f, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		*add(p) = (struct palette_entry){
			.group = T(cx, "工单"),
			.label = rows[i].number,
			.note = state_note(cx, rows[i].title,
					   T(cx, choice_of(request_states, rows[i].state)->label)),
			.path = arena_printf(cx->arena, "/requests/%" PRId64, rows[i].id),
		};
	return r;
}

static int add_complaints(struct ctx *cx, struct palette *p, const char *q)
{
	struct complaint_filter f = { .q = q, .most = FOUND };
	struct complaint *rows;
	size_t count;
	int r;

	if (!actor_may(cx->actor, PERM_COMPLAINT_READ))
		return OK;
	r = complaint_list(cx, &f, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		*add(p) = (struct palette_entry){
			.group = T(cx, "投诉"),
			.label = rows[i].number,
			.note = state_note(cx, rows[i].title,
					   T(cx, choice_of(complaint_states, rows[i].state)->label)),
			.path = arena_printf(cx->arena, "/complaints/%" PRId64, rows[i].id),
		};
	return r;
}

void palette_option(struct page *pg, const struct palette_entry *e, size_t place)
{
	strbuf_printf(pg->out,
		      "<a role=\"option\" aria-selected=\"false\" tabindex=\"-1\""
		      " id=\"palette-%zu\" href=\"",
		      place);
	strbuf_html(pg->out, e->path);
	STRBUF_LITERAL(pg->out, "\"><b>");
	strbuf_html(pg->out, e->label);
	STRBUF_LITERAL(pg->out, "</b> <span>");
	strbuf_html(pg->out, e->note);
	STRBUF_LITERAL(pg->out, "</span>");
	if (e->key) {
		STRBUF_LITERAL(pg->out, "<kbd>");
		strbuf_html(pg->out, e->key);
		STRBUF_LITERAL(pg->out, "</kbd>");
	}
	STRBUF_LITERAL(pg->out, "</a>");
}

int palette_read(struct ctx *cx, const char *q, struct palette *ret)
{
	const char *folded = text_blank(q) ? "" : text_fold(cx->arena, q);
	int r;

	*ret = (struct palette){ arena_array(cx->arena, PALETTE_MOST, sizeof *ret->entry), 0 };
	add_commands(cx, ret, folded);
	r = add_views(cx, ret, folded);
	if (r == OK && *folded)
		r = add_households(cx, ret, q);
	if (r == OK && *folded)
		r = add_requests(cx, ret, q);
	if (r == OK && *folded)
		r = add_complaints(cx, ret, q);
	add_pages(cx, ret, folded);
	return r;
}
