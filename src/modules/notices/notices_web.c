#include "modules/notices/notices_web.h"
#include "app/app.h"
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/notices/templates.h"

void notice_tabs(struct page *pg, const char *here)
{
	static const struct {
		const char *path, *label;
		enum permission permission;
	} tabs[] = {
		{ "/notices", "我的消息", PERM_SIGNED_IN },
		{ "/notices/preferences", "通知方式", PERM_SIGNED_IN },
		{ "/notices/outbox", "发件箱", PERM_NOTICE_OUTBOX },
		{ "/notices/channels", "渠道", PERM_NOTICE_CHANNEL },
	};

	STRBUF_LITERAL(pg->out, "<nav class=\"tabs\" aria-label=\"");
	strbuf_html(pg->out, T(pg->cx, "消息"));
	STRBUF_LITERAL(pg->out, "\">");
	for (size_t i = 0; i < COUNT(tabs); i++) {
		if (!actor_may(pg->cx->actor, tabs[i].permission))
			continue;
		STRBUF_LITERAL(pg->out, "<a href=\"");
		strbuf_html(pg->out, tabs[i].path);
		strbuf_text(pg->out, strcmp(tabs[i].path, here) ? "\">" : "\" aria-current=\"page\">");
		strbuf_html(pg->out, T(pg->cx, tabs[i].label));
		STRBUF_LITERAL(pg->out, "</a>");
	}
	STRBUF_LITERAL(pg->out, "</nav>");
}

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
	{ "notices.send", 2, outbox_job, "把消息按各人的通知方式发出去，失败的重试" },
	{ "notices.sweep", 86400, outbox_sweep, "清理过期的消息和发件记录" },
	{ 0 },
};

static const struct setting settings[] = {
	{ "notices.merge_minutes", SETTING_MINUTES, 10, 0, 1440, NULL,
	  "同一件事在这段时间内只通知同一个人一次；不紧急的也攒这么久，合成一条再发", "2 (d)" },
	{ "notices.staff_quiet_from", SETTING_CLOCK, 21 * 60, 0, 1440, NULL,
	  "员工夜间免打扰自几点起：不紧急的等到早上再发", "2 (d)" },
	{ "notices.staff_quiet_until", SETTING_CLOCK, 8 * 60, 0, 1440, NULL,
	  "员工夜间免打扰到几点", "2 (d)" },
	{ "notices.resident_quiet_from", SETTING_CLOCK, 20 * 60, 0, 1440, NULL,
	  "晚上几点以后不打扰住户（紧急的除外）", "2 (d)" },
	{ "notices.resident_quiet_until", SETTING_CLOCK, 9 * 60, 0, 1440, NULL,
	  "早上几点以后才联系住户", "2 (d)" },
	{ "notices.resident_noon_from", SETTING_CLOCK, 12 * 60, 0, 1440, NULL,
	  "住户午休自几点起不打扰", "2 (d)" },
	{ "notices.resident_noon_until", SETTING_CLOCK, 14 * 60 + 30, 0, 1440, NULL,
	  "住户午休到几点", "2 (d)" },
	{ "notices.attempts", SETTING_INT, 10, 1, 30, NULL,
	  "发不出去时最多试几次（间隔从 1 分钟起加倍，最长 1 小时）", "2 (d)" },
	{ "notices.allow_private", SETTING_BOOL, 0, 0, 1, NULL,
	  "是否允许发到内部网络的地址、允许不加密的连接（自建的邮件或短信服务器）", "2 (d)" },
	{ "notices.site_url", SETTING_TEXT, 0, 0, 200, "",
	  "本系统的网址，写在发出的消息里；空着就不写", "2 (d)" },
	{ "notices.keep_days", SETTING_INT, 400, 30, 3650, NULL,
	  "已读的消息和发件记录保留多少天", "2 (d)" },
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
	{ "GET", "/notices/preferences", PERM_SIGNED_IN, wish_show, "How I hear of notices" },
	{ "POST", "/notices/preferences", PERM_SIGNED_IN, wish_change,
	  "Change how I hear of notices", .form = wish_show, INPUT(wish_inputs) },
	{ "GET", "/notices/outbox", PERM_NOTICE_OUTBOX, outbox_show,
	  "What leaves the office: state=waiting|away|sent|failed|given_up|needless" },
	{ "POST", "/notices/outbox/:id/retry", PERM_NOTICE_OUTBOX, outbox_again,
	  "Send a failed message again", .form = outbox_show },
	{ "POST", "/notices/outbox/:id/give-up", PERM_NOTICE_OUTBOX, outbox_drop,
	  "Do not send a message", .form = outbox_show },
	{ "GET", "/notices/unheld", PERM_NOTICE_OUTBOX, unheld_show,
	  "Notices to posts that nobody holds" },
	{ "GET", "/notices/channels", PERM_NOTICE_CHANNEL, channels_show,
	  "Mail server, group robots, SMS gateway" },
	{ "POST", "/notices/channels", PERM_NOTICE_CHANNEL, channel_create, "Add a channel",
	  .form = channels_show, INPUT(channel_inputs), .secret = true },
	{ "GET", "/notices/channels/:id", PERM_NOTICE_CHANNEL, channel_show, "One channel" },
	{ "POST", "/notices/channels/:id", PERM_NOTICE_CHANNEL, channel_change,
	  "Change a channel; an empty address or secret stays", .form = channel_show,
	  INPUT(channel_inputs), .secret = true },
	{ "POST", "/notices/channels/:id/remove", PERM_NOTICE_CHANNEL, channel_drop,
	  "Remove a channel; what it did not send yet is given up", .form = channel_show },
	/* waits for the other side */
	{ "POST", "/notices/channels/:id/test", PERM_NOTICE_CHANNEL, channel_test,
	  "Send a test by a channel and show the answer: to", LANE_WORK, .form = channel_show },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/notices", "消息", "bell", PERM_SIGNED_IN, 70 },
	{ 0 },
};

static const struct shortcut shortcuts[] = {
	{ "/notices/preferences", "通知方式", NULL, PERM_SIGNED_IN },
	{ 0 },
};

const struct module notices_module = {
	.name = "notices",
	.label = "消息",
	.routes = routes,
	.shortcuts = shortcuts,
	.settings = settings,
	.jobs = jobs,
	.menu = menu,
	.follows = notice_follows,
	.help = notices_help,
};
