#include "modules/contacts/drafts.h"
#include "app/app.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "record/json.h"
#include "store/store.h"

enum { BODY_BYTES = 128 * 1024, LABEL_CHARACTERS = 16 };

const struct setting draft_settings[] = {
	{ "contacts.draft_days", SETTING_INT, 7, 1, 90, NULL, "没有登记完的草稿保留几天", "3 (c)" },
	{ 0 },
};

static const struct field draft_fields[] = {
	FIELD(draft, id, 0),
	FIELD(draft, label, 0),
	FIELD(draft, updated_at, 0),
	FIELD(draft, body, 0),
};

/* ---- what of a form is kept ---- */

/* What the form says of itself, not of the contact: tokens, keys, the draft's own id. */
static bool is_kept(const struct input *form, size_t i)
{
	const struct input_pair *p = &form->pair[i];

	if (p->name[0] == '_' || !strcmp(p->name, "draft") || !strcmp(p->name, "kind") ||
	    text_blank(p->value))
		return false;
	for (size_t k = i + 1; k < form->count; k++) /* the last one counts */
		if (!strcmp(form->pair[k].name, p->name))
			return false;
	return true;
}

/* A choice that the form itself makes is no writing. */
static bool is_written(const struct input_pair *p)
{
	static const char *const typed[] = { "phone", "room", "person_name", "text" };
	const char *last = strrchr(p->name, '.');

	for (size_t i = 0; i < COUNT(typed); i++)
		if (!strcmp(last ? last + 1 : p->name, typed[i]))
			return true;
	return false;
}

static const char *first_words(struct ctx *cx, const char *text)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 8 * LABEL_CHARACTERS);
	for (int i = 0; i < LABEL_CHARACTERS && *text; i++)
		text_put(&b, (unsigned char)*text < ' ' ? (text++, ' ') : text_next(&text));
	return b.s;
}

static const char *label_of(struct ctx *cx, const struct input *form)
{
	const char *room = input_text(form, "room"), *phone = input_text(form, "phone");
	const char *text = input_text(form, "matters.0.text"), *place = room;

	if (text_blank(text))
		text = input_text(form, "text");
	if (text_blank(place))
		place = text_blank(phone) ? input_text(form, "person_name")
					  : text_mask(cx->arena, phone);
	return text_trim(cx->arena, arena_printf(cx->arena, "%s %s", place ? place : "",
						 first_words(cx, text ? text : "")));
}

/* NULL when nothing was written. */
static const char *body_of(struct ctx *cx, const struct input *form, struct strbuf *b)
{
	bool written = false;
	struct json j;

	json_init(&j, cx, b, 0);
	json_object(&j, NULL);
	for (size_t i = 0; i < form->count; i++)
		if (is_kept(form, i)) {
			json_text(&j, form->pair[i].name, form->pair[i].value);
			written = written || is_written(&form->pair[i]);
		}
	json_object_end(&j);
	return written ? b->s : NULL;
}

/* ---- keeping ---- */

int draft_drop(struct ctx *cx, int64_t id)
{
	if (!id)
		return OK;
	return store_exec(cx,
			  SQL("DELETE FROM draft WHERE community_id = ? AND id = ? AND account_id = ?"),
			  BINDS(cx->community, id, cx->actor->id));
}

static int drop_beyond(struct ctx *cx)
{
	struct draft *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id FROM draft WHERE community_id = ? AND account_id = ?"
			       " ORDER BY updated_at DESC, id DESC LIMIT ?"),
			   BINDS(cx->community, cx->actor->id, (int64_t)DRAFTS_KEPT + 1),
			   FIELDS(draft, draft_fields), &rows, &count);

	for (size_t i = DRAFTS_KEPT; r == OK && i < count; i++)
		r = draft_drop(cx, rows[i].id);
	return r;
}

int draft_save(struct ctx *cx, int64_t id, const struct input *form, int64_t *ret_id)
{
	const char *body;
	struct strbuf b;
	int r = draft_drop(cx, id);

	strbuf_init(&b, cx->arena, BODY_BYTES);
	body = body_of(cx, form, &b);
	*ret_id = 0;
	if (b.full)
		return fail(cx, ERR_TOO_BIG, T(cx, "内容太长，没有存草稿；页面上的文字还在。"));
	if (r < 0 || !body)
		return r;
	*ret_id = id ? id : id_new(cx->now);
	r = store_exec(cx,
		       SQL("INSERT INTO draft (community_id, id, account_id, label, body, updated_at)"
			   " VALUES (?, ?, ?, ?, ?, ?)"),
		       BINDS(cx->community, *ret_id, cx->actor->id, label_of(cx, form), body,
			     cx->now));
	if (r == ERR_CONFLICT) /* another's */
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有这份草稿。"));
	return r == OK ? drop_beyond(cx) : r;
}

int draft_list(struct ctx *cx, struct draft **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, label, updated_at FROM draft"
			      " WHERE community_id = ? AND account_id = ?"
			      " ORDER BY updated_at DESC, id DESC LIMIT ?"),
			  BINDS(cx->community, cx->actor->id, (int64_t)DRAFTS_KEPT),
			  FIELDS(draft, draft_fields), ret, ret_count);
}

int draft_open(struct ctx *cx, int64_t id, struct input *form)
{
	struct draft d;
	struct input kept;
	int r = store_one(cx,
			  SQL("SELECT id, label, updated_at, body FROM draft"
			      " WHERE community_id = ? AND id = ? AND account_id = ?"),
			  BINDS(cx->community, id, cx->actor->id), FIELDS(draft, draft_fields), &d);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有这份草稿：已经登记或过期了。"));
	input_init(&kept, cx->arena);
	if (r == OK)
		r = input_json(cx, d.body, strlen(d.body), &kept);
	for (size_t i = 0; r == OK && i < kept.count; i++)
		if (!input_text(form, kept.pair[i].name))
			input_add(form, kept.pair[i].name, kept.pair[i].value);
	return r;
}

int draft_discard(struct ctx *cx, int64_t id)
{
	struct input nowhere;
	int r;

	input_init(&nowhere, cx->arena);
	r = draft_open(cx, id, &nowhere);
	return r == OK ? draft_drop(cx, id) : r;
}

static int purge(struct ctx *cx, void *arg)
{
	int64_t days;
	int r = setting_int(cx, "contacts.draft_days", &days);

	(void)arg;
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("DELETE FROM draft WHERE community_id = ? AND updated_at < ?"),
				  BINDS(cx->community, cx->now - DAYS(days)));
}

int drafts_purge(struct ctx *cx)
{
	return app_write(cx, purge, NULL);
}
