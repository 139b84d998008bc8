/* Signatures and photos of inspections and defects. */
#include "modules/inspection/inspection_web.h"
#include "base/text.h"

int inspection_keep(struct request *rq, const char *field, const char *name,
		    struct inspection_pictures *ret)
{
	const struct http_request *http = rq->http;
	const char *who = request_text(rq, "signed_by");
	int r = OK;

	/* a signature is called by who signed */
	if (!text_blank(who) && strlen(who) <= 200)
		name = arena_printf(rq->cx.arena, "%s %s", name, text_trim(rq->cx.arena, who));
	for (size_t i = 0; r == OK && i < http->upload_count; i++) {
		if (strcmp(http->uploads[i].field, field) != 0 || !http->uploads[i].size_bytes)
			continue;
		if (ret->count == LIMIT_ATTACHMENTS)
			return fail_field(&rq->cx, field, T(&rq->cx, "一次最多 %d 个文件。"),
					  LIMIT_ATTACHMENTS);
		r = attachment_store(&rq->cx, http->uploads[i].fd, name, &ret->kept[ret->count]);
		if (r == OK && strncmp(ret->kept[ret->count].type, "image/", 6) != 0)
			return fail_field(&rq->cx, field, T(&rq->cx, "请传照片，不要传别的文件。"));
		ret->count++;
	}
	return r;
}

int inspection_attach(struct ctx *cx, struct inspection_pictures *p, const char *subject,
		      int64_t id)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < p->count; i++) {
		p->kept[i].subject = subject;
		p->kept[i].subject_id = id;
		r = attachment_add(cx, &p->kept[i]);
	}
	return r;
}

int inspection_file(struct request *rq, const char *subject)
{
	struct attachment a;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = attachment_get(&rq->cx, file, &a);
	if (r == OK && (strcmp(a.subject, subject) != 0 || a.subject_id != id))
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
	if (r == OK)
		r = attachment_open(&rq->cx, &a, &fd);
	if (r < 0)
		return r;
	return reply_file(rq, a.type, a.name, fd, a.size_bytes, true);
}
