/* A resident's pages: what he reports, follows, rates and reads. */
#include "app/app.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/portal/portal_web.h"
#include "modules/portal/templates.h"

/* ---- who ---- */

static const char *cookie_name(const struct request *rq)
{
	return rq->http->tls ? "__Host-anju-home" : "anju-home";
}

static void set_cookie(struct request *rq, const char *name, const char *value, int64_t seconds)
{
	const char *secure = rq->http->tls ? "; Secure" : "";

	http_response_header(rq->http, "Set-Cookie",
			     arena_printf(rq->cx.arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax;"
					  " Max-Age=%" PRId64 "%s", name, value ? value : "",
					  value ? seconds : 0, secure));
}

void home_cookie_set(struct request *rq, const char *value, int64_t seconds)
{
	set_cookie(rq, cookie_name(rq), value, seconds);
}

void home_code_cookie_set(struct request *rq, const char *value)
{
	set_cookie(rq, "anju-code", value, 600);
}

/* The resident is found once a request, by the gate; the handler finds him again in rq->home. */
int home_sender(struct request *rq, int64_t *ret_community)
{
	const char *cookie = http_cookie(rq->http, cookie_name(rq));
	struct home_user *u = ARENA_NEW(rq->cx.arena, struct home_user);
	const char *form_token;
	int r;

	if (!cookie)
		return ERR_UNAUTHENTICATED;
	r = home_session_user(&rq->cx, cookie, u, ret_community, &form_token);
	if (r < 0)
		return r;
	rq->actor = (struct actor){ .id = -u->person_id, .login = "", .name = u->name,
				    .form_token = form_token };
	rq->home = u;
	return 1;
}

const struct home_user *home_user_of(struct request *rq)
{
	return rq->home;
}

int home_head_of(struct request *rq, const char *here, struct home_head *ret)
{
	const char *large = http_cookie(rq->http, "anju-large");
	struct home_office office = { .community = T(&rq->cx, "安居"), .hotline = "" };
	int r = rq->cx.community ? home_office(&rq->cx, &office) : OK;

	*ret = (struct home_head){ .title = office.community, .hotline = office.hotline,
				   .here = here, .back = rq->http->path,
				   .large = large && !strcmp(large, "1") };
	return r;
}

const char *home_state_colour(int state)
{
	switch (state) {
	case HOME_RECEIVED:
		return "amber";
	case HOME_ARRANGED:
	case HOME_DOING:
		return "blue";
	case HOME_DONE:
	case HOME_ANSWERED:
		return "green";
	default:
		return "grey";
	}
}

const char *home_name(struct ctx *cx, const struct home_user *u)
{
	return u->kind == HOME_CARD ? text_mask_name(cx->arena, u->name) : u->name;
}

void home_stars(struct page *pg, int stars)
{
	for (int i = 1; i <= 5; i++)
		strbuf_text(pg->out, i <= stars ? "★" : "☆");
}

/* ---- the first page ---- */

static void start_json(struct json *j, const struct home_page *p)
{
	json_text(j, "name", home_name(j->cx, p->user));
	json_array(j, "rooms");
	for (size_t i = 0; i < p->user->room_count; i++)
		json_text(j, NULL, p->user->rooms[i].room);
	json_array_end(j);
	json_records(j, "open", home_matter_fields, p->open, p->open_count);
	json_records(j, "notices", announcement_seen_fields, p->notices, p->notice_count);
	json_int(j, "unread", (int64_t)p->unread);
}

static bool is_open(const struct home_matter *m)
{
	return m->state <= HOME_DONE || m->may_rate;
}

int home_start(struct request *rq)
{
	enum { SHOWN = 5 };
	struct home_page p = { .user = home_user_of(rq) };
	struct home_matter *all;
	size_t count = 0;
	int r = home_head_of(rq, "home", &p.head);

	if (r == OK)
		r = home_matter_list(&rq->cx, p.user, &all, &count);
	if (r == OK)
		r = home_notice_list(&rq->cx, p.user, &p.notices, &p.notice_count);
	if (r == OK)
		r = home_calls(&rq->cx, p.user, &p.calls, &p.call_count);
	if (r < 0)
		return r;
	p.open = arena_array(rq->cx.arena, SHOWN, sizeof *p.open);
	for (size_t i = 0; i < count && p.open_count < SHOWN; i++)
		if (is_open(&all[i]))
			p.open[p.open_count++] = all[i];
	for (size_t i = 0; i < p.notice_count; i++)
		p.unread += p.notices[i].waits;
	p.notice_count = MIN(p.notice_count, (size_t)3);
	return REPLY(rq, p.head.title, portal_home_html, start_json, &p);
}

/* ---- reporting ---- */

static void report_json(struct json *j, const struct home_report_page *p)
{
	json_array(j, "kinds");
	for (const struct choice *c = p->kinds; c->word; c++)
		json_text(j, NULL, c->word);
	json_array_end(j);
}

int home_report_form(struct request *rq)
{
	struct home_report_page p = { .user = home_user_of(rq) };
	const char *word = request_text(rq, "kind");
	const struct choice *kind;
	int r = home_head_of(rq, NULL, &p.head);

	if (r == OK)
		r = home_may_today(&rq->cx, &p.may_today);
	if (r < 0)
		return r;
	p.kinds = p.user->kind == HOME_CARD ? home_card_kinds : home_kinds;
	kind = word ? choice_named(p.kinds, word) : NULL;
	p.kind = kind ? kind->value : KIND_REPAIR;
	return REPLY(rq, T(&rq->cx, "我要报事"), portal_report_html, report_json, &p);
}

struct sending {
	const struct home_user *user;
	struct home_report in;
	const char *key;
	struct attachment *files;
	size_t count;
	int64_t id;
};

static int send_run(struct ctx *cx, void *arg)
{
	struct sending *s = arg;

	return home_report(cx, s->user, &s->in, s->key, s->files, s->count, &s->id);
}

static void sent_json(struct json *j, const struct sending *s)
{
	json_id(j, "id", s->id);
}

/* A browser sends the field without a file as an empty file. */
static int store_files(struct request *rq, struct sending *s)
{
	int r = OK;

	if (rq->http->upload_count > LIMIT_ATTACHMENTS)
		return fail_field(&rq->cx, "file", T(&rq->cx, "一次最多 %d 张照片。"), LIMIT_ATTACHMENTS);
	s->files = arena_array(rq->cx.arena, LIMIT_ATTACHMENTS, sizeof *s->files);
	for (size_t i = 0; r == OK && i < rq->http->upload_count; i++) {
		const struct http_upload *file = &rq->http->uploads[i];
		if (file->size_bytes)
			r = attachment_store(&rq->cx, file->fd, file->filename, &s->files[s->count++]);
	}
	return r;
}

int home_report_post(struct request *rq)
{
	struct sending s = { .user = home_user_of(rq) };
	int r;

	s.key = request_text(rq, "_key");
	if (s.user->room_count == 1)
		s.in.room = s.user->rooms[0].room;
	r = request_form(rq, home_report_fields, &s.in);
	if (r == OK)
		r = store_files(rq, &s);
	if (r == OK)
		r = app_write(&rq->cx, send_run, &s);
	return r < 0 ? r : REPLY_CREATED(rq, sent_json, &s, "/my/reports/%" PRId64, s.id);
}

/* ---- what became of it ---- */

static void mine_json(struct json *j, const struct home_list_page *p)
{
	json_records(j, "items", home_matter_fields, p->rows, p->count);
}

int home_mine(struct request *rq)
{
	struct home_list_page p = { 0 };
	int r = home_head_of(rq, "mine", &p.head);

	if (r == OK)
		r = home_matter_list(&rq->cx, home_user_of(rq), &p.rows, &p.count);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "我的报事"), portal_mine_html, mine_json, &p);
}

static void matter_json(struct json *j, const struct home_show_page *p)
{
	json_record(j, home_matter_fields, &p->m);
	json_records(j, "files", attachment_fields, p->files, p->file_count);
}

int home_matter_show(struct request *rq)
{
	struct home_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = home_head_of(rq, "mine", &p.head);
	if (r == OK)
		r = home_matter_get(&rq->cx, home_user_of(rq), id, &p.m);
	if (r == OK)
		r = home_matter_files(&rq->cx, &p.m, &p.files, &p.file_count);
	if (r == OK)
		r = setting_int(&rq->cx, "portal.visit_stars", &p.visit_stars);
	/* after a refused rating or withdrawal the switch of sizes must not post again */
	p.head.back = arena_printf(rq->cx.arena, "/my/reports/%" PRId64, id);
	return r < 0 ? r : REPLY(rq, p.m.number, portal_matter_html, matter_json, &p);
}

static int reply_matter(struct request *rq, int64_t id)
{
	struct home_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? home_matter_get(&rq->cx, home_user_of(rq), id, &p.m) : OK;

	return r < 0 ? r : REPLY_CHANGED(rq, matter_json, &p, "/my/reports/%" PRId64, id);
}

int home_matter_urge(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = home_urge(&rq->cx, home_user_of(rq), id);
	return r < 0 ? r : reply_matter(rq, id);
}

int home_matter_withdraw(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = home_withdraw(&rq->cx, home_user_of(rq), id, request_text(rq, "reason"));
	return r < 0 ? r : reply_matter(rq, id);
}

/* reasons come as one number, or a box each */
static int read_rating(struct request *rq, struct home_rating *ret)
{
	int64_t stars, bits;
	int r = request_int(rq, "stars", 0, &stars);

	if (r == OK)
		r = request_int(rq, "reasons", 0, &bits);
	if (r < 0)
		return r;
	for (const struct choice *c = home_reasons; c->word; c++) {
		const char *on = request_text(rq, arena_printf(rq->cx.arena, "reason.%s", c->word));
		if (on && !strcmp(on, "1"))
			bits |= c->value;
	}
	*ret = (struct home_rating){ .stars = stars < 0 || stars > 5 ? 0 : (int)stars,
				     .reasons = bits < 0 || bits > 255 ? -1 : (int)bits,
				     .text = request_text(rq, "text") };
	return OK;
}

int home_matter_rate(struct request *rq)
{
	struct home_rating in;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = read_rating(rq, &in);
	if (r == OK)
		r = home_rate(&rq->cx, home_user_of(rq), id, &in);
	return r < 0 ? r : reply_matter(rq, id);
}

int home_file_get(struct request *rq)
{
	struct home_matter m;
	struct attachment *list;
	size_t count = 0;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = home_matter_get(&rq->cx, home_user_of(rq), id, &m);
	if (r == OK)
		r = home_matter_files(&rq->cx, &m, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		if (list[i].id != file)
			continue;
		r = attachment_open(&rq->cx, &list[i], &fd);
		return r < 0 ? r : reply_file(rq, list[i].type, list[i].name, fd, list[i].size_bytes,
					      text_starts(list[i].type, "image/"));
	}
	return r < 0 ? r : fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
}

/* ---- notices ---- */

static void notices_json(struct json *j, const struct home_notices_page *p)
{
	json_records(j, "items", announcement_seen_fields, p->rows, p->count);
}

int home_notices_get(struct request *rq)
{
	struct home_notices_page p = { 0 };
	int r = home_head_of(rq, "notices", &p.head);

	if (r == OK)
		r = home_notice_list(&rq->cx, home_user_of(rq), &p.rows, &p.count);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "管理处通知"), portal_notices_html, notices_json, &p);
}

static void notice_json(struct json *j, const struct home_notice_page *p)
{
	json_record(j, announcement_seen_fields, &p->n);
}

int home_notice_show(struct request *rq)
{
	struct home_notice_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = home_head_of(rq, "notices", &p.head);
	if (r == OK)
		r = home_notice_get(&rq->cx, home_user_of(rq), id, &p.n);
	return r < 0 ? r : REPLY(rq, p.n.title, portal_notice_html, notice_json, &p);
}

int home_notice_read_post(struct request *rq)
{
	struct home_notice_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = home_notice_read(&rq->cx, home_user_of(rq), id);
	if (r == OK)
		r = home_notice_get(&rq->cx, home_user_of(rq), id, &p.n);
	return r < 0 ? r : REPLY_CHANGED(rq, notice_json, &p, "/my/notices");
}

/* ---- leaving, and the size of letters ---- */

static void done_json(struct json *j, const struct request *rq)
{
	json_bool(j, "signed_in", rq->home == NULL);
}

int home_leave(struct request *rq)
{
	int r = home_session_close(&rq->cx, home_user_of(rq)->hash);

	if (r < 0)
		return r;
	home_cookie_set(rq, NULL, 0);
	return REPLY_CHANGED(rq, done_json, rq, "/my/enter");
}

/* A choice of this browser: nothing is written. */
int home_text_size(struct request *rq)
{
	const char *back = request_text(rq, "back");
	bool large = text_equal(request_text(rq, "large"), "1");

	set_cookie(rq, "anju-large", large ? "1" : NULL, INT64_C(31536000));
	if (!back || (strncmp(back, "/my", 3) && strncmp(back, "/r/", 3) &&
		      strncmp(back, "/join/", 6)) || strpbrk(back, "\\\r\n\t?#"))
		back = "/my";
	return reply_see_other(rq, "%s", back);
}
