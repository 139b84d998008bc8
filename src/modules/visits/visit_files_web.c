/* The signature and the photos of a visit: bytes are kept before the transaction, as everywhere. */
#include "modules/visits/visits_web.h"
#include "app/app.h"
#include "modules/visits/visit_parts.h"

struct signing {
	int64_t visit, version;
	const char *step;
	struct input *in;
	int zone_minutes;
	struct attachment picture; /* id 0 = none was sent */
};

static int keep_picture(struct request *rq, struct signing *s)
{
	const struct http_request *http = rq->http;

	for (size_t i = 0; i < http->upload_count; i++)
		if (!strcmp(http->uploads[i].field, "signature") && http->uploads[i].size_bytes)
			return attachment_store(&rq->cx, http->uploads[i].fd,
						T(&rq->cx, "业主签名"), &s->picture);
	return OK;
}

static int sign(struct ctx *cx, void *arg)
{
	struct signing *s = arg;
	struct visit v;
	int r = OK;

	if (s->picture.id) {
		s->picture.subject = "visit";
		s->picture.subject_id = s->visit;
		r = attachment_add(cx, &s->picture);
		input_add(s->in, "signature",
			  arena_printf(cx->arena, "%" PRId64, s->picture.id));
	}
	if (r < 0)
		return r;
	return visit_step(cx, s->visit, s->step, s->version, s->in, s->zone_minutes, &v);
}

static int take_signed(struct request *rq, const char *step)
{
	struct signing s = { .step = step, .in = &rq->input, .zone_minutes = rq->zone_minutes };
	int r = request_id(rq, "id", &s.visit);

	if (r == OK)
		r = request_version(rq, &s.version);
	if (r == OK)
		r = keep_picture(rq, &s);
	if (r == OK)
		r = app_write(&rq->cx, sign, &s);
	return r < 0 ? r : visit_reply(rq, s.visit, false);
}

int visit_at_door(struct request *rq)
{
	return take_signed(rq, "record");
}

int visit_signature(struct request *rq)
{
	return take_signed(rq, "sign");
}

struct upload {
	int64_t visit;
	struct attachment attachment;
};

static int add_upload(struct ctx *cx, void *arg)
{
	struct upload *u = arg;
	struct visit v;
	int r = visit_get(cx, u->visit, &v);

	u->attachment.subject = "visit";
	u->attachment.subject_id = u->visit;
	if (r == OK)
		r = attachment_add(cx, &u->attachment);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "visit", .subject_id = u->visit,
							.action = "attach",
							.note = u->attachment.name });
}

int visit_attach(struct request *rq)
{
	struct upload u = { 0 };
	int r = request_id(rq, "id", &u.visit);

	if (r == OK && !rq->http->upload_count)
		r = fail_field(&rq->cx, "file", T(&rq->cx, "请选择照片或 PDF 文件。"));
	for (size_t i = 0; r == OK && i < rq->http->upload_count; i++) {
		const struct http_upload *file = &rq->http->uploads[i];
		r = attachment_store(&rq->cx, file->fd, file->filename, &u.attachment);
		if (r == OK)
			r = app_write(&rq->cx, add_upload, &u);
	}
	return r < 0 ? r : visit_reply(rq, u.visit, false);
}

int visit_download(struct request *rq)
{
	struct attachment a;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = attachment_get(&rq->cx, file, &a);
	if (r == OK && (strcmp(a.subject, "visit") != 0 || a.subject_id != id))
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
	if (r == OK)
		r = attachment_open(&rq->cx, &a, &fd);
	if (r < 0)
		return r;
	return reply_file(rq, a.type, a.name, fd, a.size_bytes, !strncmp(a.type, "image/", 6));
}
