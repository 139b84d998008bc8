#include "app/face.h"
#include "app/notice.h"
#include "base/civil.h"
#include "base/text.h"
#include "pages/asset.h"
#include "pages/frame.h"
#include "pages/parts.h"
#include "pages/templates.h"

enum { MENU = 32, MAIN = 4 };

/* "/requests" is here on "/requests/12" too; "/" only on "/". The query does not count. */
static bool is_here(const char *entry, const char *path)
{
	size_t n = strcspn(entry, "?");

	if (n == 1)
		return !strcmp(path, "/");
	return !strncmp(entry, path, n) && (path[n] == '\0' || path[n] == '/');
}

static void add_entry(struct request *rq, struct frame *f, const struct menu_entry *e)
{
	size_t at = f->menu_count;

	if (!actor_may(&rq->actor, e->permission) || f->menu_count == MENU)
		return;
	for (; at > 0 && f->menu[at - 1].place > e->place; at--)
		f->menu[at] = f->menu[at - 1];
	f->menu[at] = (struct frame_entry){ e->path, e->label, e->icon, e->place,
					    is_here(e->path, rq->http->path) };
	f->menu_count++;
}

static void add_menu(struct request *rq, struct frame *f)
{
	f->menu = arena_array(rq->cx.arena, MENU, sizeof *f->menu);
	for (const struct module *const *m = modules; *m; m++)
		for (const struct menu_entry *e = (*m)->menu; e && e->path; e++)
			add_entry(rq, f, e);
}

void frame_menu(struct page *pg, const struct frame *f)
{
	for (size_t i = 0; i < f->menu_count; i++) {
		const struct frame_entry *e = &f->menu[i];
		strbuf_text(pg->out, i < MAIN ? "<li class=\"main\"><a href=\"" : "<li><a href=\"");
		strbuf_html(pg->out, e->path);
		strbuf_text(pg->out, e->here ? "\" aria-current=\"page\">" : "\">");
		part_icon(pg, e->icon);
		STRBUF_LITERAL(pg->out, "<span>");
		strbuf_html(pg->out, T(pg->cx, e->label));
		STRBUF_LITERAL(pg->out, "</span></a></li>");
	}
}

const char *frame_key(struct arena *a, const char *key)
{
	if (key[0] == 'g' && key[1] && !key[2])
		return arena_printf(a, "G %c", key[1] - 'a' + 'A');
	if (key[0] >= 'a' && key[0] <= 'z')
		return arena_printf(a, "%c%s", key[0] - 'a' + 'A', key + 1);
	return key;
}

static void key_link(struct page *pg, const char *path, const char *label, const char *key,
		     enum permission permission)
{
	if (!key || !actor_may(pg->cx->actor, permission))
		return;
	STRBUF_LITERAL(pg->out, "<a data-key=\"");
	strbuf_html(pg->out, key);
	STRBUF_LITERAL(pg->out, "\" href=\"");
	strbuf_html(pg->out, path);
	STRBUF_LITERAL(pg->out, "\"><kbd>");
	strbuf_html(pg->out, frame_key(pg->cx->arena, key));
	STRBUF_LITERAL(pg->out, "</kbd> ");
	strbuf_html(pg->out, T(pg->cx, label));
	STRBUF_LITERAL(pg->out, "</a>");
}

void frame_keys(struct page *pg)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct shortcut *c = (*m)->shortcuts; c && c->path; c++)
			key_link(pg, c->path, c->label, c->key, c->permission);
		for (const struct menu_entry *e = (*m)->menu; e && e->path; e++)
			key_link(pg, e->path, e->label, e->key, e->permission);
	}
}

const char *frame_unread(struct page *pg, const struct frame *f)
{
	return f->unread >= NOTICE_UNREAD_MOST
		       ? arena_printf(pg->cx->arena, "%d+", NOTICE_UNREAD_MOST - 1)
		       : arena_printf(pg->cx->arena, "%" PRId64, f->unread);
}

/* Not on the page of an error: its transaction may be broken, and its reason must stay. */
static void count_unread(struct request *rq, struct frame *f)
{
	if (!rq->cx.store || rq->result < 0 || rq->cx.why[0])
		return;
	if (notice_unread(&rq->cx, &f->unread) < 0)
		rq->cx.why[0] = '\0';
}

/* The residents' entry: nothing of the office's frame. */
static bool is_home(const struct request *rq)
{
	return rq->route && rq->route->home;
}

static struct frame frame_of(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *large = http_cookie(rq->http, "anju-large");
	struct frame f = { .title = rq->title,
			   .css = asset_name(cx->arena, is_home(rq) ? "m.css" : "app.css"),
			   .large = large && !strcmp(large, "1"),
			   .js = asset_name(cx->arena, "app.js"),
			   .icon = asset_name(cx->arena, "favicon.svg"),
			   .english = cx->language == LANGUAGE_EN,
			   .now = cx->now };
	char stamp[CIVIL_TEXT];

	if (!cx->actor || is_home(rq))
		return f;
	f.actor = cx->actor;
	f.may_register = actor_may(cx->actor, PERM_CONTACT_WRITE);
	f.printed = arena_printf(cx->arena, T(cx, "%s 打印于 %s"), cx->actor->name,
				 civil_minute(cx->now, rq->zone_minutes, stamp));
	f.help = rq->route && rq->result >= 0 ? help_of(rq->route->path) : NULL;
	add_menu(rq, &f);
	return f;
}

/* A piece for app.js to put into a page that is already there. */
static bool is_fragment(const struct request *rq)
{
	return http_header(rq->http, "X-Fragment") != NULL;
}

static bool has_frame(const struct request *rq, const struct frame *f)
{
	return f->actor && !(rq->route && rq->route->bare && rq->result >= 0);
}

static void open_frame(struct request *rq)
{
	struct frame f;

	if (is_fragment(rq))
		return;
	f = frame_of(rq);
	if (is_home(rq)) {
		pages_home_open_html(&rq->page, &f);
		return;
	}
	if (has_frame(rq, &f))
		count_unread(rq, &f);
	if (has_frame(rq, &f))
		pages_frame_open_html(&rq->page, &f);
	else
		pages_bare_open_html(&rq->page, &f);
}

static void close_frame(struct request *rq)
{
	struct frame f;

	if (is_fragment(rq))
		return;
	f = frame_of(rq);
	if (has_frame(rq, &f))
		pages_frame_close_html(&rq->page, &f);
	else
		pages_bare_close_html(&rq->page, &f);
}

static const char *heading_of(struct ctx *cx, int status)
{
	switch (status) {
	case 401:
		return T(cx, "请先登录");
	case 403:
		return T(cx, "没有权限");
	case 404:
		return T(cx, "没有找到");
	case 409:
		return T(cx, "现在不能这样办");
	case 413:
		return T(cx, "内容太大");
	case 422:
		return T(cx, "填写有误");
	case 429:
		return T(cx, "太频繁了");
	case 503:
		return T(cx, "暂时不能保存");
	default:
		return T(cx, "系统出错");
	}
}

/* What the person typed, without tokens, passwords and ID numbers, so that it can be sent again. */
static void keep_text(struct request *rq, struct frame_error *e)
{
	struct input_pair *kept = arena_array(rq->cx.arena, rq->input.count + 1, sizeof *kept);

	if (!strcmp(rq->http->method, "GET") || !rq->route || rq->route->permission == PERM_PUBLIC)
		return;
	for (size_t i = 0; i < rq->input.count; i++) {
		const struct input_pair *p = &rq->input.pair[i];
		if (p->name[0] == '_' || strstr(p->name, "password") || strstr(p->name, "id_number") ||
		    text_blank(p->value))
			continue;
		kept[e->kept_count++] = *p;
	}
	e->kept = kept;
	e->action = rq->http->path;
}

static void show_error(struct request *rq, int status)
{
	struct frame_error e = { .status = status,
				 .heading = heading_of(&rq->cx, status),
				 .why = rq->cx.why,
				 .errors = rq->cx.errors,
				 .signed_out = !rq->cx.actor && !is_home(rq),
				 .home = is_home(rq) };

	keep_text(rq, &e);
	pages_error_html(&rq->page, &e);
}

const struct face face = { open_frame, close_frame, show_error };
