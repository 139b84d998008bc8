#include "modules/notices/notices_web.h"
#include "app/app.h"
#include "app/journal.h"
#include "app/outbound.h"
#include "app/setting.h"
#include "base/text.h"
#include "modules/notices/message.h"
#include "modules/notices/templates.h"

static void option(struct page *pg, int64_t value, const char *label, bool chosen)
{
	strbuf_printf(pg->out, "<option value=\"%" PRId64 "\"%s>", value, chosen ? " selected" : "");
	strbuf_html(pg->out, label);
	STRBUF_LITERAL(pg->out, "</option>");
}

void channel_post_options(struct page *pg, const struct post *posts, size_t count, int64_t chosen)
{
	option(pg, 0, T(pg->cx, "全部岗位"), !chosen);
	for (size_t i = 0; i < count; i++)
		option(pg, posts[i].id, posts[i].name, posts[i].id == chosen);
}

static void list_json(struct json *j, const struct channel_list_page *p)
{
	json_records(j, "items", channel_fields, p->rows, p->count);
	json_total(j, (int64_t)p->count);
	json_text(j, "next", NULL);
}

int channels_show(struct request *rq)
{
	struct channel_list_page p = { 0 };
	int64_t inside;
	int r = channel_list(&rq->cx, &p.rows, &p.count);

	if (r == OK)
		r = post_list(&rq->cx, false, &p.posts, &p.post_count);
	if (r == OK)
		r = setting_int(&rq->cx, "notices.allow_private", &inside);
	if (r < 0)
		return r;
	p.inside = inside;
	return REPLY(rq, T(&rq->cx, "渠道"), notices_channels_html, list_json, &p);
}

static void channel_json(struct json *j, const struct channel_page *p)
{
	json_record(j, channel_fields, &p->c);
	if (!p->answer)
		return;
	json_bool(j, "taken", p->taken);
	json_text(j, "answer", p->answer);
}

static int page_read(struct request *rq, struct channel_page *p)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = channel_get(&rq->cx, id, &p->c);
	return r == OK ? post_list(&rq->cx, false, &p->posts, &p->post_count) : r;
}

int channel_show(struct request *rq)
{
	struct channel_page p = { 0 };
	int r = page_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, p.c.name, notices_channel_html, channel_json, &p);
}

/* What the form says, over what is there; the post is chosen from a list. */
static int read_form(struct request *rq, struct notice_channel *c)
{
	struct post post;
	int r = request_form(rq, channel_input_fields, c);

	if (r == OK)
		r = request_int(rq, "post_id", c->post_id, &c->post_id);
	if (r == OK && c->post_id)
		r = post_get(&rq->cx, c->post_id, &post);
	return r;
}

int channel_create(struct request *rq)
{
	struct channel_page p = { .c = { .enabled = true, .per_minute = 20 } };
	int r = read_form(rq, &p.c);

	if (r == OK)
		r = channel_put(&rq->cx, &p.c);
	if (r == OK)
		r = channel_get(&rq->cx, p.c.id, &p.c);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, channel_json, &p, "/notices/channels/%" PRId64, p.c.id);
}

int channel_change(struct request *rq)
{
	struct channel_page p = { 0 };
	int64_t version;
	int r = page_read(rq, &p);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = read_form(rq, &p.c);
	if (r < 0)
		return r;
	if (version)
		p.c.version = version;
	r = channel_put(&rq->cx, &p.c);
	if (r == OK)
		r = channel_get(&rq->cx, p.c.id, &p.c);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, channel_json, &p, "/notices/channels");
}

int channel_drop(struct request *rq)
{
	struct channel_page p = { 0 };
	int r = page_read(rq, &p);

	if (r == OK)
		r = channel_remove(&rq->cx, p.c.id);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, channel_json, &p, "/notices/channels");
}

/* ---- a test, with the other side's own words ---- */

static int check_to(struct ctx *cx, int kind, const char **to)
{
	if (kind == VIA_MAIL && !mail_address_valid(*to))
		return fail_field(cx, "to", T(cx, "请填写收测试邮件的邮箱。"));
	if (kind == VIA_SMS) {
		*to = text_blank(*to) ? NULL : text_phone(cx->arena, *to);
		if (!*to)
			return fail_field(cx, "to", T(cx, "请填写收测试短信的手机号。"));
	}
	return OK;
}

static int note_test(struct ctx *cx, void *arg)
{
	const struct channel_page *p = arg;

	return journal_add(cx, &(struct journal_entry){ .subject = "notice_channel",
							.subject_id = p->c.id, .action = "test",
							.note = p->answer });
}

static int send_test(struct ctx *cx, struct channel_page *p)
{
	struct message_item item = { .title = T(cx, "测试消息：收到就说明渠道通了"), .text = "" };
	struct message m = { .channel = &p->c, .address = p->to ? p->to : "",
			     .office = cx->actor->community_name, .site = "", .id = cx->now,
			     .now = cx->now, .items = &item, .count = 1 };
	struct outbound_message out;
	struct outbound_answer a;
	int64_t ticket, inside;
	int r = setting_int(cx, "notices.allow_private", &inside);

	m.inside = inside;
	if (r == OK)
		r = message_make(cx, &m, &out);
	if (r == OK)
		r = outbound_post(cx, cx->app->outbound, &out, &ticket);
	if (r < 0)
		return r;
	outbound_wait(cx->app->outbound, ticket, &a);
	p->taken = message_taken(cx, &p->c, &a, &p->answer);
	return app_write(cx, note_test, p);
}

int channel_test(struct request *rq)
{
	struct channel_page p = { .to = request_text(rq, "to") };
	int r = page_read(rq, &p);

	if (r == OK)
		r = check_to(&rq->cx, p.c.kind, &p.to);
	if (r == OK)
		r = channel_open(&rq->cx, p.c.id, &p.c);
	if (r == OK)
		r = send_test(&rq->cx, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.c.name, notices_channel_html, channel_json, &p);
}
