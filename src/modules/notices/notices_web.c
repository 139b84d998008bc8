#include "modules/notices/notices_web.h"
#include "app/app.h"
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/notices/templates.h"

/* ---- one's own ---- */

static int read_filter(struct request *rq, struct notice_filter *ret)
{
	const char *state = request_text(rq, "state");
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK && !text_blank(state) && strcmp(state, "unread") && strcmp(state, "all"))
		r = fail_field(&rq->cx, "state", T(&rq->cx, "state 只能是 unread 或 all。"));
	if (r == OK)
		r = request_int(rq, "after", 0, &ret->after);
	ret->unread = state && !strcmp(state, "unread");
	ret->most = (size_t)size;
	return r;
}

static void list_json(struct json *j, const struct notice_list_page *p)
{
	json_records(j, "items", notice_row_fields, p->rows, p->count);
	json_int(j, "unread", p->unread);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct notice_list_page p = { 0 };
	struct notice_filter more;
	int r = read_filter(rq, &p.filter);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = notice_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK)
		r = notice_unread(&rq->cx, &p.unread);
	if (r == OK && rq->wants == WANTS_JSON)
		r = notice_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "消息"), notices_list_html, list_json, &p);
}

static void row_json(struct json *j, const struct notice_row *n)
{
	json_record(j, notice_row_fields, n);
}

static int take_read(struct request *rq, struct notice_row *ret)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = notice_read(&rq->cx, id);
	return r == OK ? notice_get(&rq->cx, id, ret) : r;
}

static int mark(struct request *rq)
{
	struct notice_row n;
	int r = take_read(rq, &n);

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, row_json, &n, "/notices");
}

/* Read, and on to the record. */
static int go(struct request *rq)
{
	struct notice_row n;
	int r = take_read(rq, &n);

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, row_json, &n, "%s", n.path ? n.path : "/notices");
}

static void marked_json(struct json *j, const int64_t *count)
{
	json_int(j, "read", *count);
}

static int mark_all(struct request *rq)
{
	int64_t count;
	int r = notice_read_all(&rq->cx, &count);

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, marked_json, &count, "/notices");
}

/* ---- what waited for a holder of its post ---- */

static int give_run(struct ctx *cx, void *arg)
{
	return notice_give(cx, arg);
}

static int give(struct ctx *cx)
{
	int64_t given;

	return app_write(cx, give_run, &given);
}

static const struct job jobs[] = {
	{ "notices.give", 60, give, "把没人在岗时的消息交给新上岗的人" },
	{ 0 },
};

static const struct setting settings[] = {
	{ "notices.merge_minutes", SETTING_MINUTES, 10, 0, 1440, NULL,
	  "同一件事在这段时间内只通知同一个人一次", "2 (d)" },
	{ 0 },
};

static const struct route routes[] = {
	{ "GET", "/notices", PERM_SIGNED_IN, list, "What I was told: state=unread|all" },
	{ "POST", "/notices/read", PERM_SIGNED_IN, mark_all, "Mark all of mine as read",
	  .form = list },
	{ "POST", "/notices/:id/read", PERM_SIGNED_IN, mark, "Mark one of mine as read",
	  .form = list },
	{ "POST", "/notices/:id/open", PERM_SIGNED_IN, go,
	  "Mark one of mine as read and go to its record", .form = list },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/notices", "消息", "bell", PERM_SIGNED_IN, 70 },
	{ 0 },
};

const struct module notices_module = {
	.name = "notices",
	.label = "消息",
	.routes = routes,
	.settings = settings,
	.jobs = jobs,
	.menu = menu,
};
