/* The connection to PostgreSQL: opening, losing and finding it again, its transactions. */
#include "store/postgres.h"
#include "base/civil.h"
#include "base/log.h"

enum { RETRY_FIRST_MS = 100, RETRY_MOST_MS = 5000, LOOK_US = 10000000 };

/* ---- errors ---- */

struct state_code {
	const char *state; /* the beginning of an SQLSTATE */
	int err;
	bool broken; /* a writer must connect anew */
};

static const struct state_code state_codes[] = {
	{"23505", ERR_CONFLICT, false},    /* unique_violation */
	{"57014", ERR_UNAVAILABLE, false}, /* statement_timeout */
	{"55P03", ERR_UNAVAILABLE, false}, /* lock_timeout */
	{"40", ERR_UNAVAILABLE, false},    /* deadlock, serialization */
	{"25006", ERR_UNAVAILABLE, true},  /* the server became a standby */
	{"25P03", ERR_UNAVAILABLE, true},  /* idle in a transaction for too long */
	{"08", ERR_UNAVAILABLE, true},
	{"53", ERR_UNAVAILABLE, true},    /* disk full, memory, connections */
	{"57", ERR_UNAVAILABLE, true},    /* shutdown */
	{"58", ERR_UNAVAILABLE, true},    /* I/O error */
	{"XX001", ERR_UNAVAILABLE, true}, /* data corrupted */
	{"XX002", ERR_UNAVAILABLE, true},
};

static const struct state_code *state_code(const char *state)
{
	for (size_t i = 0; i < COUNT(state_codes); i++)
		if (!strncmp(state, state_codes[i].state, strlen(state_codes[i].state)))
			return &state_codes[i];
	return NULL;
}

/* DETAIL is left out of the log: it has the values of the row. */
int postgres_failed(struct ctx *cx, struct postgres *s, const PGresult *r, const char *sql)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *text = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *rule = r ? PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME) : NULL;
	const struct state_code *code = state ? state_code(state) : NULL;
	int err = code ? code->err : ERR_INTERNAL;

	if (PQstatus(s->pg) != CONNECTION_OK) {
		err = ERR_UNAVAILABLE;
		s->base.broken = true;
	} else if (code && !strcmp(code->state, "25006") && s->base.use == STORE_READ) {
		err = ERR_INTERNAL;
	} else if (code && code->broken) {
		s->base.broken = true;
	}
	if (err != ERR_CONFLICT)
		log_line(LOG_ERROR, "store.error", "code=%s text=\"%s\" rule=%s sql=\"%s\"",
			 state ? state : "", text ? text : PQerrorMessage(s->pg), rule ? rule : "",
			 sql);
	return store_failed(cx, err);
}

int postgres_command(struct ctx *cx, struct postgres *s, const char *sql)
{
	int err = postgres_plain(cx, s);
	ExecStatusType status;
	PGresult *r;

	if (err < 0)
		return err;
	r = PQexec(s->pg, sql);
	status = PQresultStatus(r);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		err = postgres_failed(cx, s, r, sql);
	PQclear(r);
	return err;
}

/* ---- connecting ---- */

/* A warning at COMMIT says that the standby did not confirm, or that nothing was committed. */
static void on_notice(void *arg, const PGresult *r)
{
	const char *severity = PQresultErrorField(r, PG_DIAG_SEVERITY_NONLOCALIZED);
	const char *text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);

	if (!severity || strcmp(severity, "WARNING"))
		return;
	((struct postgres *)arg)->warned = true;
	log_line(LOG_WARNING, "store.notice", "text=\"%s\"", text ? text : "");
}

static const char for_both[] =
	"SET client_min_messages = warning; SET standard_conforming_strings = on;"
	" SET lock_timeout = 2000; SET TimeZone = 'UTC';";
/* A stronger synchronous_commit of the cluster stays. No limit on a commit. */
static const char for_write[] =
	"SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 60000;"
	" SELECT set_config('synchronous_commit', 'on', false)"
	" WHERE current_setting('synchronous_commit') IN ('off', 'local')";
static const char for_read[] =
	"SET default_transaction_read_only = on; SET idle_in_transaction_session_timeout = 60000";

static int set_read_limit(struct ctx *cx, struct postgres *s)
{
	char text[64];

	if (s->base.use == STORE_WRITE)
		return OK;
	(void)snprintf(text, sizeof text, "SET statement_timeout = %d", s->read_ms);
	return postgres_command(cx, s, text);
}

/* Texts sort by their bytes on SQLite; a list that pages by a text must do so here as well. */
static void warn_of_collation(struct ctx *cx, struct postgres *s)
{
	PGresult *r = PQexec(s->pg, "SELECT datcollate FROM pg_database"
				    " WHERE datname = current_database()"
				    " AND datcollate NOT IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8')");
	(void)cx;
	if (PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1)
		log_line(LOG_WARNING, "store.collation", "collation=%s text=\"make it C\"",
			 PQgetvalue(r, 0, 0));
	PQclear(r);
}

static int set_session(struct ctx *cx, struct postgres *s)
{
	bool write = s->base.use == STORE_WRITE;
	int r = postgres_command(cx, s, for_both);

	if (r == OK)
		r = postgres_command(cx, s, write ? for_write : for_read);
	if (r == OK)
		r = set_read_limit(cx, s);
	if (r == OK && write && s->generation == 1)
		warn_of_collation(cx, s);
	return r;
}

static int refuse(struct ctx *cx, struct postgres *s)
{
	s->retry_ms = s->retry_ms ? MIN(s->retry_ms * 2, RETRY_MOST_MS) : RETRY_FIRST_MS;
	s->retry_at = clock_steady_us() + (int64_t)s->retry_ms * 1000;
	s->base.broken = true;
	return store_failed(cx, ERR_UNAVAILABLE);
}

/* How often a writer of this process found the server that takes writes: what stands in for it is
 * left then. */
static _Atomic unsigned writers_home;

/* anywhere: a standby will do, whatever the URL asks for. */
static PGconn *dial(const struct postgres *s, bool anywhere)
{
	/* what the URL says comes later and wins */
	const char *const names[] = {"connect_timeout", "tcp_user_timeout",
				     "client_encoding", "fallback_application_name",
				     "dbname",          anywhere ? "target_session_attrs" : NULL,
				     NULL};
	const char *const values[] = {"5", "10000", "UTF8", "anju", s->base.where, "any", NULL};

	return PQconnectdbParams(names, values, 1);
}

/* Between the end of one primary and the next, a reader of a cluster reads what a standby has. */
static bool stand_in(struct postgres *s)
{
	if (s->base.use != STORE_READ || !strstr(s->base.where, "target_session_attrs"))
		return false;
	PQfinish(s->pg);
	s->pg = dial(s, true);
	if (PQstatus(s->pg) != CONNECTION_OK)
		return false;
	s->look_at = clock_steady_us() + LOOK_US;
	log_line(LOG_WARNING, "store.standby", "host=%s port=%s", PQhost(s->pg), PQport(s->pg));
	return true;
}

/* A writer has found its server; or the standby was promoted or follows somebody again. */
static bool is_relieved(struct postgres *s)
{
	bool relieved;
	PGresult *r;

	if (s->writers != writers_home)
		return true;
	if (clock_steady_us() < s->look_at)
		return false;
	s->look_at = clock_steady_us() + LOOK_US;
	r = PQexec(s->pg, "SELECT 1 WHERE NOT pg_is_in_recovery()"
			  " OR EXISTS (SELECT 1 FROM pg_stat_wal_receiver)");
	relieved = PQresultStatus(r) != PGRES_TUPLES_OK || PQntuples(r) > 0;
	PQclear(r);
	return relieved;
}

int postgres_connect(struct ctx *cx, struct postgres *s)
{
	unsigned writers = writers_home;

	if (s->pg)
		PQfinish(s->pg);
	s->pg = dial(s, false);
	s->generation++;
	s->begun = s->cursor_began = s->begin_owed = false;
	s->owed_count = 0;
	s->stands_in = PQstatus(s->pg) != CONNECTION_OK && stand_in(s);
	s->writers = writers;
	if (PQstatus(s->pg) != CONNECTION_OK) {
		log_line(LOG_ERROR, "store.connect", "text=\"%s\"", PQerrorMessage(s->pg));
		return refuse(cx, s);
	}
	(void)PQsetNoticeReceiver(s->pg, on_notice, s);
	s->base.broken = false;
	if (set_session(cx, s) < 0)
		return refuse(cx, s);
	s->retry_ms = 0;
	if (s->base.use == STORE_WRITE)
		writers_home++;
	return OK;
}

int postgres_ready(struct ctx *cx, struct postgres *s)
{
	if (PQstatus(s->pg) == CONNECTION_OK && (!s->base.broken || s->begun))
		return OK;
	if (s->begun || s->cursors || clock_steady_us() < s->retry_at)
		return store_failed(cx, ERR_UNAVAILABLE);
	return postgres_connect(cx, s);
}

int postgres_read_limit(struct store *base, int ms)
{
	struct postgres *s = (struct postgres *)base;
	AUTO(arena) arena = {0};
	struct ctx cx = {.arena = &arena};
	int before = s->read_ms;

	s->read_ms = ms;
	if (set_read_limit(&cx, s) < 0) /* it is set when the connection comes back */
		s->base.broken = true;
	return before;
}

/* ---- transactions ---- */

/* Nothing was done yet: a server that restarted meanwhile costs nobody an error. */
int postgres_begin(struct ctx *cx, struct store *base)
{
	struct postgres *s = (struct postgres *)base;
	const char *sql = base->use == STORE_WRITE
				  ? "BEGIN"
				  : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
	int r = postgres_ready(cx, s);

	if (r == OK && s->stands_in && !s->begun && !s->cursors && postgres_plain(cx, s) == OK &&
	    is_relieved(s))
		r = postgres_connect(cx, s);
	if (r < 0)
		return r;
	if (base->use == STORE_READ && !s->cursors) { /* travels with the first statement */
		/* many that read nothing in between: their answers are read now and then */
		if (s->owed_count > OWED_MOST - 4 && postgres_plain(cx, s) < 0 &&
		    PQstatus(s->pg) != CONNECTION_OK)
			r = postgres_connect(cx, s);
		if (r < 0)
			return r;
		postgres_send(s, sql);
		s->begun = s->begin_owed = true;
		return OK;
	}
	r = postgres_command(cx, s, sql);
	if (r < 0 && PQstatus(s->pg) != CONNECTION_OK && !s->begun && !s->cursors) {
		r = postgres_connect(cx, s);
		if (r == OK)
			r = postgres_command(cx, s, sql);
	}
	if (r == OK)
		s->begun = true;
	return r;
}

/* COMMIT of a transaction in which a statement failed answers ROLLBACK, and no error. */
int postgres_commit(struct ctx *cx, struct store *base)
{
	struct postgres *s = (struct postgres *)base;
	PGresult *r;
	int err = OK;

	s->warned = false;
	err = postgres_plain(cx, s);
	if (err < 0)
		return err;
	r = PQexec(s->pg, "COMMIT");
	if (PQresultStatus(r) != PGRES_COMMAND_OK) {
		err = postgres_failed(cx, s, r, "COMMIT");
	} else if (strcmp(PQcmdStatus(r), "COMMIT") != 0) {
		log_line(LOG_ERROR, "store.error", "text=\"COMMIT answered %s\"", PQcmdStatus(r));
		err = store_failed(cx, ERR_INTERNAL);
	} else if (s->warned) {
		s->base.broken = true;
		err = store_failed(cx, ERR_UNAVAILABLE);
	}
	PQclear(r);
	s->begun = false;
	return err;
}

void postgres_rollback(struct store *base)
{
	struct postgres *s = (struct postgres *)base;

	s->begun = false;
	if (base->use == STORE_READ && !s->cursors && PQstatus(s->pg) == CONNECTION_OK &&
	    (s->begin_owed || PQtransactionStatus(s->pg) == PQTRANS_INTRANS)) {
		/* nobody waits for it: the answer is read before the next statement's */
		postgres_send(s, "ROLLBACK");
		postgres_send_end(s);
		s->begin_owed = false;
		return;
	}
	(void)postgres_settle(base);
	if (PQstatus(s->pg) == CONNECTION_OK && PQtransactionStatus(s->pg) != PQTRANS_IDLE)
		PQclear(PQexec(s->pg, "ROLLBACK"));
	if (PQstatus(s->pg) != CONNECTION_OK || PQtransactionStatus(s->pg) != PQTRANS_IDLE)
		base->broken = true;
}

bool postgres_sound(const struct store *base)
{
	const struct postgres *s = (const struct postgres *)base;
	if (s->owed_count) /* not known yet */
		return PQstatus(s->pg) == CONNECTION_OK && !base->late;
	return PQstatus(s->pg) == CONNECTION_OK && PQtransactionStatus(s->pg) == PQTRANS_INTRANS;
}

/* ---- rare things ---- */

int postgres_migration_lock(struct ctx *cx, struct store *base, bool hold)
{
	return postgres_command(
		cx, (struct postgres *)base,
		hold ? "SET lock_timeout = 60000;"
		       " SELECT pg_advisory_lock(hashtext('anju migration ' || current_schema()));"
		       " SET lock_timeout = 2000"
		     : "SELECT pg_advisory_unlock(hashtext('anju migration ' || "
		       "current_schema()))");
}

int postgres_test_write(struct ctx *cx, struct store *base)
{
	struct postgres *s = (struct postgres *)base;
	int err = postgres_plain(cx, s);
	PGresult *r = PQexec(s->pg, "SELECT txid_current() WHERE NOT pg_is_in_recovery()");

	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		err = postgres_failed(cx, s, r, "test write");
	else if (PQntuples(r) != 1)
		err = store_failed(cx, ERR_UNAVAILABLE);
	PQclear(r);
	return err;
}

int postgres_check(struct ctx *cx, struct store *base)
{
	static const char indexes[] =
		"SELECT bt_index_check(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
		" WHERE a.amname = 'btree' AND c.relkind = 'i'"
		" AND c.relnamespace = current_schema()::regnamespace";
	struct postgres *s = (struct postgres *)base;
	int err = postgres_plain(cx, s);
	PGresult *r = PQexec(s->pg, "SELECT 1 FROM pg_extension WHERE extname = 'amcheck'");
	bool present = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1;

	PQclear(r);
	if (!present) {
		log_line(LOG_WARNING, "store.check", "text=\"amcheck is not installed\"");
		return postgres_ready(cx, s);
	}
	r = PQexec(s->pg, indexes);
	if (PQresultStatus(r) != PGRES_TUPLES_OK) {
		err = postgres_failed(cx, s, r, "bt_index_check");
		if (PQstatus(s->pg) == CONNECTION_OK)
			err = fail(cx, ERR_INTERNAL, T(cx, "数据库损坏：%s"),
				   PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY));
	}
	PQclear(r);
	return err;
}
