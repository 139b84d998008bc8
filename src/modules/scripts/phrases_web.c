#include "modules/scripts/scripts_web.h"
#include "modules/scripts/templates.h"
#include "record/form.h"

static int page_read(struct request *rq, struct phrases_page *p)
{
	const char *whose = request_text(rq, "whose");

	p->may_write = actor_may(rq->cx.actor, PERM_CALL_SETUP);
	p->office = whose && !strcmp(whose, "office");
	return phrase_list(&rq->cx, &p->rows, &p->count);
}

static void phrases_json(struct json *j, const struct phrases_page *p)
{
	json_records(j, "items", phrase_fields, p->rows, p->count);
}

int phrases_show(struct request *rq)
{
	struct phrases_page p = { 0 };
	int r = page_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "常用语"), scripts_phrases_html, phrases_json, &p);
}

int phrases_set(struct request *rq)
{
	struct phrases_page p = { 0 };
	struct phrase phrase = { .owner = PHRASE_MINE };
	int r = form_choice(&rq->cx, &rq->input, "whose", phrase_owners, &phrase.owner);

	if (r == OK)
		r = request_form(rq, phrase_fields, &phrase);
	if (r < 0)
		return r;
	if (phrase.owner != PHRASE_MINE && !actor_may(rq->cx.actor, PERM_CALL_SETUP))
		return fail(&rq->cx, ERR_FORBIDDEN, T(&rq->cx, "本小区的常用语由主管修改；你可以存为只我用。"));
	phrase.owner = MIN(phrase.owner, (int)PHRASE_OFFICE);
	r = phrase_set(&rq->cx, &phrase);
	if (r == OK)
		r = page_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, phrases_json, &p, "/scripts/phrases");
}
