/* The text of the agreement: versions by use. */
#include "base/text.h"
#include "modules/handover/handover_web.h"
#include "modules/handover/templates.h"

static int read_use(struct request *rq, int *ret)
{
	const char *word = request_text(rq, "use");
	const struct choice *c = text_blank(word) ? &room_uses[0] : choice_named(room_uses, word);

	if (!c || c->value == ROOM_PARKING)
		return fail_field(&rq->cx, "use", T(&rq->cx, "只有住宅和商铺有交接书。"));
	*ret = c->value;
	return OK;
}

static int read_page(struct request *rq, int use, struct deed_texts_page *p)
{
	int r = deed_text_of(&rq->cx, use, &p->now);

	return r == OK ? deed_text_versions(&rq->cx, use, &p->rows, &p->count) : r;
}

static void texts_json(struct json *j, const struct deed_texts_page *p)
{
	json_record(j, deed_text_fields, &p->now);
	json_records(j, "versions", deed_text_fields, p->rows, p->count);
}

int deed_texts_get(struct request *rq)
{
	struct deed_texts_page p = { 0 };
	int use, r = read_use(rq, &use);

	if (r == OK)
		r = read_page(rq, use, &p);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "交接书正文"), handover_texts_html, texts_json, &p);
}

int deed_texts_post(struct request *rq)
{
	struct deed_texts_page p = { 0 };
	int use, r = read_use(rq, &use);

	if (r == OK)
		r = deed_text_change(&rq->cx, use, request_text(rq, "text"));
	if (r == OK && rq->wants == WANTS_JSON)
		r = read_page(rq, use, &p);
	return r < 0 ? r : REPLY_CHANGED(rq, texts_json, &p, "/deed-texts?use=%s",
					 choice_of(room_uses, use)->word);
}
