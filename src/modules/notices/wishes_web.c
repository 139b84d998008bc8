#include "modules/notices/notices_web.h"
#include "modules/notices/templates.h"

static int page_read(struct request *rq, struct wish_page *p)
{
	int64_t mail = 0, sms = 0;
	int r = wish_get(&rq->cx, rq->cx.actor->id, &p->w);

	if (r == OK)
		r = channel_of_kind(&rq->cx, VIA_MAIL, &mail);
	if (r == OK)
		r = channel_of_kind(&rq->cx, VIA_SMS, &sms);
	p->has_mail = mail;
	p->has_sms = sms;
	return r;
}

static void page_json(struct json *j, const struct wish_page *p)
{
	j->may_see_phones = true; /* one's own */
	json_record(j, wish_fields, &p->w);
	json_bool(j, "has_mail", p->has_mail);
	json_bool(j, "has_sms", p->has_sms);
}

int wish_show(struct request *rq)
{
	struct wish_page p = { 0 };
	int r = page_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "通知方式"), notices_wish_html, page_json, &p);
}

int wish_change(struct request *rq)
{
	struct wish_page p = { 0 };
	int r = page_read(rq, &p);

	if (r == OK)
		r = request_form(rq, wish_input_fields, &p.w);
	if (r == OK)
		r = wish_put(&rq->cx, &p.w);
	if (r == OK)
		r = page_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, page_json, &p, "/notices/preferences");
}
