/* Loans: who has which key, who used the keys of a household; and steps with their picture. */
#include "app/app.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/keys/keys_web.h"
#include "modules/keys/templates.h"

enum { PAGE_SIZE = 30 };

static int read_filter(struct request *rq, struct key_loan_page *p)
{
	const char *view = request_text(rq, "view"), *month = request_text(rq, "month");
	int r = key_loan_filter_read(&rq->cx, &rq->input, rq->zone_minutes, &p->filter);

	p->view = p->filter.out || p->filter.overdue ? view : NULL;
	p->month = text_blank(month) ? NULL : month;
	p->room = p->filter.room;
	return r;
}

void key_loans_json(struct json *j, const struct key_loan_page *p)
{
	json_records(j, "items", key_loan_fields, p->rows, p->count);
	json_text(j, "next", p->next);
}

static int read_rows(struct request *rq, struct key_loan_page *p)
{
	int r = request_int(rq, "after", 0, &p->filter.after);

	/* all that is overdue stands on one board */
	p->filter.most = p->filter.overdue ? LIMIT_PAGE_SIZE : PAGE_SIZE + 1;
	p->now = rq->cx.now;
	if (r == OK)
		r = key_loan_list(&rq->cx, &p->filter, &p->rows, &p->count);
	if (r == OK && !p->filter.overdue && p->count > PAGE_SIZE) {
		p->count = PAGE_SIZE;
		p->next = arena_printf(rq->cx.arena, "%" PRId64, p->rows[p->count - 1].id);
	}
	return r;
}

int key_loans_get(struct request *rq)
{
	struct key_loan_page p = { 0 };
	int r = read_filter(rq, &p);

	if (r == OK)
		r = read_rows(rq, &p);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "钥匙借用"), keys_loans_html, key_loans_json, &p);
}

int key_mine(struct request *rq)
{
	struct key_loan_page p = { .view = "mine", .filter.borrower = rq->actor.id };
	int r = read_rows(rq, &p);

	return r < 0 ? r : REPLY(rq, T(&rq->cx, "我借的钥匙"), keys_loans_html, key_loans_json, &p);
}

static void receipt_json(struct json *j, const struct key_receipt_page *p)
{
	json_record(j, key_loan_fields, &p->l);
}

int key_loan_show(struct request *rq)
{
	struct key_receipt_page p = { .now = rq->cx.now };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = key_loan_get(&rq->cx, id, &p.l);
	return r < 0 ? r : REPLY(rq, p.l.number, keys_receipt_html, receipt_json, &p);
}

/* ---- steps: the picture is kept before the transaction, as everywhere ---- */

struct stepping {
	int64_t key, version;
	const char *step;
	struct input *in;
	int zone_minutes;
	struct attachment picture; /* id 0 = none was sent */
};

static int keep_picture(struct request *rq, struct stepping *s)
{
	const struct http_request *http = rq->http;
	const char *who = request_text(rq, "signed_by"), *name = T(&rq->cx, "签名或照片");

	/* the picture is called by who signed it */
	if (!text_blank(who) && strlen(who) <= 200)
		name = arena_printf(rq->cx.arena, "%s %s", name, text_trim(rq->cx.arena, who));
	for (size_t i = 0; i < http->upload_count; i++)
		if (!strcmp(http->uploads[i].field, "signature") && http->uploads[i].size_bytes)
			return attachment_store(&rq->cx, http->uploads[i].fd, name, &s->picture);
	return OK;
}

static int take(struct ctx *cx, void *arg)
{
	struct stepping *s = arg;
	struct key k;
	int r = OK;

	if (s->picture.id) {
		s->picture.subject = "key";
		s->picture.subject_id = s->key;
		r = attachment_add(cx, &s->picture);
		input_add(s->in, "signature", arena_printf(cx->arena, "%" PRId64, s->picture.id));
	}
	return r < 0 ? r : key_step(cx, s->key, s->step, s->version, s->in, s->zone_minutes, &k);
}

int key_take_step(struct request *rq)
{
	struct stepping s = { .in = &rq->input, .zone_minutes = rq->zone_minutes };
	int r = request_id(rq, "id", &s.key);

	s.step = request_text(rq, "step");
	if (r == OK)
		r = request_version(rq, &s.version);
	if (r == OK)
		r = keep_picture(rq, &s);
	if (r == OK)
		r = app_write(&rq->cx, take, &s);
	return r < 0 ? r : key_reply(rq, s.key, false);
}

int key_files_get(struct request *rq)
{
	struct attachment a;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = attachment_get(&rq->cx, file, &a);
	if (r == OK && (strcmp(a.subject, "key") != 0 || a.subject_id != id))
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
	if (r == OK)
		r = attachment_open(&rq->cx, &a, &fd);
	if (r < 0)
		return r;
	return reply_file(rq, a.type, a.name, fd, a.size_bytes, !strncmp(a.type, "image/", 6));
}
