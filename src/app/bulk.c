#include "app/bulk.h"
#include "app/app.h"
#include "app/idempotency.h"
#include "base/text.h"

/* ids.0, ids.1 … or ids several times; each once. */
static int read_ids(struct request *rq, struct bulk *b)
{
	struct ctx *cx = &rq->cx;

	b->rows = arena_array(cx->arena, BULK_MOST, sizeof *b->rows);
	for (size_t i = 0; i < rq->input.count; i++) {
		const struct input_pair *p = &rq->input.pair[i];
		int64_t id;
		size_t k = 0;
		if (strcmp(p->name, "ids") && !text_starts(p->name, "ids."))
			continue;
		if (text_blank(p->value))
			continue;
		if (text_int(p->value, &id) < 0)
			return fail_field(cx, "ids", T(cx, "这里要填一个整数。"));
		while (k < b->count && b->rows[k].id != id)
			k++;
		if (k < b->count)
			continue;
		if (b->count == BULK_MOST)
			return fail_field(cx, "ids", T(cx, "一次最多办理 %d 条。"), BULK_MOST);
		b->rows[b->count++] = (struct bulk_result){ .id = id };
	}
	return b->count ? OK : fail_field(cx, "ids", T(cx, "请先勾选要办理的记录。"));
}

static int find_action(struct request *rq, struct bulk *b)
{
	const struct machine *m = b->kind->machine;

	b->action = request_text(rq, "action");
	for (size_t i = 0; b->action && i < m->count; i++)
		if (!strcmp(m->steps[i].action, b->action)) {
			b->label = m->steps[i].label;
			return OK;
		}
	return fail_field(&rq->cx, "action", T(&rq->cx, "请选择要做的事。"));
}

/* The one text of the form under the names by which steps ask for it. */
static void spread_remark(struct request *rq)
{
	static const char *const names[] = { "text", "reason", "result" };
	const char *remark = request_text(rq, "remark");

	for (size_t i = 0; !text_blank(remark) && i < COUNT(names); i++)
		if (!request_text(rq, names[i]))
			input_add(&rq->input, names[i], remark);
}

struct one {
	struct request *rq;
	const struct bulk *b;
	struct bulk_result *row;
};

static int take_one(struct ctx *cx, void *arg)
{
	struct one *one = arg;

	return one->b->kind->step(cx, one->row->id, one->b->action, &one->rq->input,
				  one->rq->zone_minutes, &one->row->number, &one->row->state);
}

int bulk_take(struct request *rq, const struct bulk_kind *kind, struct bulk *ret)
{
	struct ctx *cx = &rq->cx;
	int r = idempotency_replay(rq);

	if (r != 0)
		return r;
	*ret = (struct bulk){ .kind = kind };
	r = find_action(rq, ret);
	if (r == OK)
		r = read_ids(rq, ret);
	if (r < 0)
		return r;
	spread_remark(rq);
	for (size_t i = 0; i < ret->count; i++) {
		struct one one = { rq, ret, &ret->rows[i] };
		cx->why[0] = '\0';
		cx->errors = NULL;
		one.row->err = app_write(cx, take_one, &one);
		if (one.row->err == OK)
			ret->done++;
		else
			one.row->message = arena_strdup(cx->arena, cx->why);
	}
	cx->why[0] = '\0';
	cx->errors = NULL;
	return OK;
}

static int keep(struct ctx *cx, void *arg)
{
	(void)cx;
	return idempotency_keep(arg);
}

int bulk_keep(struct request *rq)
{
	return app_write(&rq->cx, keep, rq);
}

void bulk_json(struct json *j, const struct bulk *b)
{
	json_text(j, "action", b->action);
	json_int(j, "done", (int64_t)b->done);
	json_int(j, "refused", (int64_t)(b->count - b->done));
	json_array(j, "results");
	for (size_t i = 0; i < b->count; i++) {
		const struct bulk_result *row = &b->rows[i];
		json_object(j, NULL);
		json_id(j, "id", row->id);
		json_text(j, "number", row->number);
		if (row->state)
			json_choice(j, "state", b->kind->machine->states, row->state);
		json_bool(j, "ok", row->err == OK);
		if (row->err < 0) {
			json_object(j, "error");
			json_text(j, "code", error_name(row->err));
			json_text(j, "message", row->message);
			json_object_end(j);
		}
		json_object_end(j);
	}
	json_array_end(j);
}

static bool needs_only_a_remark(const struct step *s)
{
	size_t asked = 0;

	for (size_t i = 0; i < s->input_count; i++) {
		const struct field *f = &s->input[i];
		if (!(f->flags & REQUIRED))
			continue;
		if (strcmp(f->name, "text") && strcmp(f->name, "reason") && strcmp(f->name, "result"))
			return false;
		asked++;
	}
	return asked <= 1;
}

size_t bulk_steps(struct ctx *cx, const struct machine *m, const struct step **ret, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < m->count && count < most; i++) {
		const struct step *s = &m->steps[i];
		size_t k = 0;
		while (k < count && strcmp(ret[k]->action, s->action))
			k++;
		if (k == count && needs_only_a_remark(s) && actor_may(cx->actor, s->permission))
			ret[count++] = s;
	}
	return count;
}
