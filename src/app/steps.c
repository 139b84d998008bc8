#include "app/steps.h"
#include "app/follow.h"
#include "app/journal.h"
#include "app/module.h"
#include "app/obligation.h"
#include "base/strbuf.h"
#include "record/form.h"

static int64_t id_of(const struct machine *m, const void *record)
{
	return *(const int64_t *)(const void *)((const char *)record + m->id_at);
}

static int state_of(const struct machine *m, const void *record)
{
	return *(const int *)(const void *)((const char *)record + m->state_at);
}

static int64_t version_of(const struct machine *m, const void *record)
{
	return *(const int64_t *)(const void *)((const char *)record + m->version_at);
}

static const char *state_word(const struct machine *m, int state)
{
	const struct choice *c = choice_of(m->states, state);
	return c ? c->word : "?";
}

static bool stands(const struct machine *m, const struct step *s, const void *record)
{
	int state = state_of(m, record);

	if (s->from == ANY_STATE ? m->is_final(state) : s->from != state)
		return false;
	return !s->applies || s->applies(record);
}

size_t steps_open(struct ctx *cx, const struct machine *m, const void *record,
		  const struct step **ret, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < m->count && count < most; i++)
		if (stands(m, &m->steps[i], record) && actor_may(cx->actor, m->steps[i].permission))
			ret[count++] = &m->steps[i];
	return count;
}

const char *step_label(struct ctx *cx, const char *subject, const char *action)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct machine *const *at = (*m)->machines; at && *at; at++) {
			if (strcmp((*at)->subject, subject))
				continue;
			for (size_t i = 0; i < (*at)->count; i++)
				if (!strcmp((*at)->steps[i].action, action))
					return T(cx, (*at)->steps[i].label);
		}
	}
	return NULL;
}

void steps_json(struct json *j, struct ctx *cx, const struct machine *m, const void *record)
{
	const struct step *open[32];
	size_t count = steps_open(cx, m, record, open, COUNT(open));

	json_array(j, "actions");
	for (size_t i = 0; i < count; i++)
		json_text(j, NULL, open[i]->action);
	json_array_end(j);
}

/* The state is not the one the step starts from: says what may be done instead. */
static int refuse_state(struct ctx *cx, const struct machine *m, const void *record)
{
	const struct step *open[32];
	size_t count = steps_open(cx, m, record, open, COUNT(open));
	const struct choice *state = choice_of(m->states, state_of(m, record));
	struct strbuf list;

	strbuf_init(&list, cx->arena, 1024);
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&list, "%s%s", i ? T(cx, "、") : "", T(cx, open[i]->label));
	if (!count)
		return fail(cx, ERR_CONFLICT, T(cx, "现在是“%s”，这一步不能做。"),
			    state ? T(cx, state->label) : "?");
	return fail(cx, ERR_CONFLICT, T(cx, "现在是“%s”，这一步不能做；现在可以：%s。"),
		    state ? T(cx, state->label) : "?", list.s);
}

static int find_step(struct ctx *cx, const struct machine *m, const void *record,
		     const char *action, const struct step **ret)
{
	bool known = false;

	for (size_t i = 0; i < m->count; i++) {
		const struct step *s = &m->steps[i];
		if (strcmp(s->action, action))
			continue;
		known = true;
		if (!stands(m, s, record))
			continue;
		*ret = s;
		return actor_must(cx, s->permission);
	}
	if (!known)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有“%s”这一步。"), action);
	return refuse_state(cx, m, record);
}

static int read_step_input(struct ctx *cx, const struct step *s, const struct input *in,
			   int zone_minutes, void **ret)
{
	struct fields f = { s->input, s->input_count, s->input_size };
	int r;

	*ret = arena_alloc(cx->arena, MAX(s->input_size, 1));
	r = s->input ? form_read(cx, in, "", f, zone_minutes, *ret) : OK;
	if (r == OK && s->read)
		r = s->read(cx, in, *ret);
	return r;
}

/* Nothing closes with an open duty: screen, bulk, import and API all come by here. */
static int must_owe_nothing(struct ctx *cx, const struct machine *m, const struct step *s,
			    int64_t id)
{
	return obligation_must_be_done(cx, m->subject, id, s->meets, COUNT(s->meets));
}

static int meet_duties(struct ctx *cx, const struct machine *m, const struct step *s, int64_t id)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < COUNT(s->meets) && s->meets[i]; i++)
		r = obligation_meet(cx, m->subject, id, s->meets[i], 0);
	return r;
}

/* What began while the step acted counts as well. */
static int finish_step(struct ctx *cx, const struct machine *m, const struct step *s,
		       const struct journal_entry *entry, bool ends)
{
	int r = ends ? must_owe_nothing(cx, m, s, entry->subject_id) : OK;

	if (r == OK)
		r = journal_add(cx, entry);
	return r == OK ? follow_tell(cx, m->subject, s->action, entry->subject_id) : r;
}

static int ask_guards(struct ctx *cx, const char *subject, int64_t id, const char *action)
{
	int r = OK;

	for (const struct module *const *m = modules; r == OK && *m; m++)
		if ((*m)->guard)
			r = (*m)->guard(cx, subject, id, action);
	return r;
}

int step_take(struct ctx *cx, const struct machine *m, void *record, const char *action,
	      int64_t version, const struct input *in, int zone_minutes)
{
	int from = state_of(m, record), to;
	const struct step *s;
	void *input = NULL;
	struct journal_entry entry;
	bool ends;
	int r = find_step(cx, m, record, action, &s);

	if (r == OK && version && version != version_of(m, record))
		r = fail(cx, ERR_CONFLICT, T(cx, "这条记录刚被别人改过，请看过最新内容再办。"));
	if (r == OK && cx->actor)
		r = ask_guards(cx, m->subject, id_of(m, record), action);
	if (r == OK)
		r = read_step_input(cx, s, in, zone_minutes, &input);
	if (r == OK && s->may)
		r = s->may(cx, record, input);
	if (r < 0)
		return r;
	to = s->to == SAME_STATE ? from : s->to;
	ends = to != from && m->is_final(to) && !s->drops;
	if (ends)
		r = must_owe_nothing(cx, m, s, id_of(m, record));
	if (r < 0)
		return r;
	r = m->move(cx, id_of(m, record), from, version_of(m, record), to);
	if (r < 0)
		return r;
	*(int *)(void *)((char *)record + m->state_at) = to;
	*(int64_t *)(void *)((char *)record + m->version_at) += 1;
	entry = (struct journal_entry){ .subject = m->subject,
					.subject_id = id_of(m, record),
					.action = s->action,
					.from_state = to == from ? NULL : state_word(m, from),
					.to_state = to == from ? NULL : state_word(m, to) };
	r = meet_duties(cx, m, s, id_of(m, record));
	if (r == OK && s->then)
		r = s->then(cx, record, input, &entry);
	return r == OK ? finish_step(cx, m, s, &entry, ends) : r;
}
