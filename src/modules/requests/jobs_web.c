/* My jobs (我的任务): what somebody in the house has to do, on a phone: the soonest first, the next
 * step under the thumb. Implements documents 15 (d) and 16 (d) for who is sent. */
#include "app/app.h"
#include "app/attachment.h"
#include "modules/requests/requests_web.h"
#include "modules/requests/templates.h"

enum { JOBS_MOST = 40 };

/* What needs no more than a touch. */
static bool is_a_touch(const struct step *s)
{
	return !strcmp(s->action, "arrive") || !strcmp(s->action, "resume");
}

static void find_steps(struct ctx *cx, struct request_job *job)
{
	const struct step *open[32];
	size_t count = steps_open(cx, &request_machine, job->q, open, COUNT(open));

	for (size_t i = 0; i < count; i++) {
		if (is_a_touch(open[i]) && !job->touch)
			job->touch = open[i];
		else if (!strcmp(open[i]->action, "finish") || !strcmp(open[i]->action, "sign"))
			job->next = open[i];
	}
}

static void jobs_json(struct json *j, const struct request_jobs_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		request_record_json(j, p->jobs[i].q);
		json_object_end(j);
	}
	json_array_end(j);
}

int request_jobs(struct request *rq)
{
	struct request_filter f = { .state = "open", .assignee = rq->actor.id, .by_due = true,
				    .whole = true, .most = JOBS_MOST };
	struct request_jobs_page p = { .now = rq->cx.now };
	struct request_record *rows;
	size_t kept = 0;
	int r = request_list(&rq->cx, &f, &rows, &p.count);

	if (r < 0)
		return r;
	p.jobs = arena_array(rq->cx.arena, p.count + 1, sizeof *p.jobs);
	for (size_t i = 0, found = p.count; i < found; i++) {
		struct request_job *job = &p.jobs[kept];
		if (rows[i].state == REQUEST_SIGNED) /* the desk closes it */
			continue;
		job->q = &rows[i];
		find_steps(&rq->cx, job);
		kept++;
	}
	p.count = kept;
	return REPLY(rq, T(&rq->cx, "我的任务"), requests_jobs_html, jobs_json, &p);
}

/* ---- the owner signs on the phone ---- */

struct receipt {
	int64_t request, version;
	struct request *rq;
	struct attachment picture; /* id 0 = none was sent */
};

static int sign(struct ctx *cx, void *arg)
{
	struct receipt *s = arg;
	struct request_record q;
	int r = OK;

	if (s->picture.id) {
		s->picture.subject = "request";
		s->picture.subject_id = s->request;
		r = attachment_add(cx, &s->picture);
	}
	if (r < 0)
		return r;
	return request_step(cx, s->request, "sign", s->version, &s->rq->input,
			    s->rq->zone_minutes, &q);
}

static int keep_picture(struct request *rq, struct receipt *s)
{
	const struct http_request *http = rq->http;

	for (size_t i = 0; i < http->upload_count; i++)
		if (!strcmp(http->uploads[i].field, "signature") && http->uploads[i].size_bytes)
			return attachment_store(&rq->cx, http->uploads[i].fd,
						T(&rq->cx, "业主签名"), &s->picture);
	return OK;
}

int request_receipt(struct request *rq)
{
	struct receipt s = { .rq = rq };
	int r = request_id(rq, "id", &s.request);

	if (r == OK)
		r = request_version(rq, &s.version);
	if (r == OK)
		r = keep_picture(rq, &s);
	if (r == OK)
		r = app_write(&rq->cx, sign, &s);
	return r < 0 ? r : request_reply(rq, s.request);
}
