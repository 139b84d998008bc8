/* The pipeline to PostgreSQL: what needs no answer at once travels with what does. */
#include "store/postgres.h"

/* false: the connection is lost, which the next answer tells. */
static void owe(struct postgres *s, const char *sql)
{
	assert(s->owed_count < OWED_MOST);
	s->owed[s->owed_count++] = sql;
}

/* The end of what is sent together, NULL in the list. */
static void send_end(struct postgres *s)
{
	(void)PQpipelineSync(s->pg);
	owe(s, NULL);
	s->ended = true;
}

static void pipe_on(struct postgres *s)
{
	if (PQpipelineStatus(s->pg) == PQ_PIPELINE_OFF)
		(void)PQenterPipelineMode(s->pg);
	s->ended = false;
}

static void lose(struct postgres *s)
{
	s->owed_count = 0;
	s->ended = true;
	s->base.broken = true;
}

/* One command's answer. Those that nobody waits for are counted here. */
static int answer_of(struct ctx *cx, struct postgres *s, const char *sql, bool awaited,
		     PGresult **ret)
{
	PGresult *r = PQgetResult(s->pg), *more;
	ExecStatusType status = PQresultStatus(r);
	int err = OK;

	while ((more = PQgetResult(s->pg)))
		PQclear(more);
	if (awaited) {
		*ret = r;
		return OK;
	}
	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
		s->base.changed = postgres_changed(r);
	} else if (status != PGRES_PIPELINE_ABORTED) {
		err = postgres_failed(cx, s, r, sql);
	}
	PQclear(r);
	return err;
}

/* All that is owed; awaited: the last command's answer is the caller's. */
static int collect(struct ctx *cx, struct postgres *s, bool awaited, PGresult **ret)
{
	int err = OK, last = s->owed_count - 1;
	bool in_step = true; /* not when something could not even be sent */
	PGresult *end;

	while (last >= 0 && !s->owed[last])
		last--;
	for (int i = 0; i < s->owed_count; i++) {
		int r = OK;
		if (PQstatus(s->pg) != CONNECTION_OK || !in_step)
			break;
		if (s->owed[i])
			r = answer_of(cx, s, s->owed[i], awaited && i == last, ret);
		if (!s->owed[i]) {
			end = PQgetResult(s->pg);
			in_step = PQresultStatus(end) == PGRES_PIPELINE_SYNC;
			PQclear(end);
		}
		err = err < 0 ? err : r;
	}
	if (PQstatus(s->pg) != CONNECTION_OK || !in_step) {
		err = err < 0 ? err : postgres_failed(cx, s, awaited ? *ret : NULL, "pipeline");
		lose(s);
	}
	s->owed_count = 0;
	s->begin_owed = s->begin_owed && err < 0;
	s->base.late = s->base.late || err < 0;
	return err;
}

void postgres_send(struct postgres *s, const char *sql)
{
	pipe_on(s);
	(void)PQsendQueryParams(s->pg, sql, 0, NULL, NULL, NULL, NULL, 0);
	owe(s, sql);
}

void postgres_send_end(struct postgres *s)
{
	send_end(s);
}

int postgres_run(struct ctx *cx, struct postgres *s, const struct postgres_call *c, bool wait,
		 PGresult **ret)
{
	*ret = NULL;
	if (s->owed_count > OWED_MOST - 4) {
		int err = postgres_plain(cx, s);
		if (err < 0)
			return err;
	}
	pipe_on(s);
	(void)PQsendQueryPrepared(s->pg, c->name, c->params, c->value, c->length, c->format, 0);
	owe(s, c->sql);
	if (!wait) {
		s->base.changes++; /* whether it did is known when a later work has begun */
		return OK;
	}
	send_end(s);
	return collect(cx, s, true, ret);
}

int postgres_plain(struct ctx *cx, struct postgres *s)
{
	int err = OK;

	if (PQpipelineStatus(s->pg) == PQ_PIPELINE_OFF)
		return OK;
	if (s->owed_count) {
		if (!s->ended)
			send_end(s);
		err = collect(cx, s, false, NULL);
	}
	(void)PQexitPipelineMode(s->pg);
	return err;
}

/* ---- what nobody waits for ---- */

void postgres_defer(struct store *base, bool on)
{
	struct postgres *s = (struct postgres *)base;

	s->defer = on;
	base->late = false;
}

int postgres_settle(struct store *base)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena };

	return postgres_plain(&cx, (struct postgres *)base);
}
