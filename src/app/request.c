#include "app/request.h"
#include "app/route.h"
#include "base/text.h"
#include "record/form.h"

const char *request_text(const struct request *rq, const char *name)
{
	return input_text(&rq->input, name);
}

int request_id(struct request *rq, const char *name, int64_t *ret)
{
	const char *text = request_text(rq, name);
	int64_t id;

	if (!text || text_int(text, &id) < 0 || id <= 0)
		return fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这条记录。"));
	*ret = id;
	return OK;
}

int request_int(struct request *rq, const char *name, int64_t other, int64_t *ret)
{
	const char *text = request_text(rq, name);

	*ret = other;
	if (text_blank(text))
		return OK;
	if (text_int(text, ret) < 0)
		return fail_field(&rq->cx, name, T(&rq->cx, "这里要填一个整数。"));
	return OK;
}

int request_version(struct request *rq, int64_t *ret)
{
	const char *text = http_header(rq->http, "If-Match");
	char plain[32];
	size_t n;

	*ret = 0;
	if (!text)
		text = request_text(rq, "version");
	if (text_blank(text))
		return OK;
	if (*text == '"')
		text++;
	n = strcspn(text, "\"");
	if (n >= sizeof plain)
		return fail(&rq->cx, ERR_INVALID, T(&rq->cx, "If-Match 应是记录的 version。"));
	memcpy(plain, text, n);
	plain[n] = '\0';
	if (text_int(plain, ret) < 0 || *ret < 1)
		return fail(&rq->cx, ERR_INVALID, T(&rq->cx, "If-Match 应是记录的 version。"));
	return OK;
}

int request_form(struct request *rq, struct fields f, void *ret)
{
	return form_read(&rq->cx, &rq->input, "", f, rq->zone_minutes, ret);
}
