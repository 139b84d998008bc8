/* The services of the running process, made once at start and handed down by ctx. */
#ifndef ANJU_APP_H
#define ANJU_APP_H
#include "app/confine.h"
#include "store/store.h"
#include "store/writer.h"

struct workers;
struct http_server;
struct push;
struct outbound;

/* How far the serving process gives up what it does not need: confine.h. */
enum confinement {
	CONFINE_AS_FAR, /* as far as the kernel can; the default */
	CONFINE_WHOLLY, /* or not serve at all */
	CONFINE_NOT,    /* for looking into it with a debugger */
};

struct app {
	const char *data;           /* folder: office.db, key, files/, tmp/, anju.sock, anju.lock */
	const char *where;          /* path of the SQLite file, or postgres://… */
	unsigned char key[32];      /* seals ID numbers: secret.h */
	struct writer *writer;
	struct workers *workers;
	struct outbound *outbound;  /* the sending process; NULL in a command that does not serve */
	struct http_server *server; /* NULL in a command that does not serve */
	bool tls, open_listen;      /* the server's door: with TLS; beyond loopback */
	struct confined confined;   /* what was reached; all false in a command that does not serve */
	struct push *push;          /* who listens at /events */
	struct store *loop_store;   /* the loop thread's reads; SQLite only */
	int64_t fixed_now;          /* tests set the clock; 0 = the wall clock */
	int lock_fd;                /* one process opens an office: anju.lock */
	int64_t started_at;
};

/* Opens the office in `data` (db: NULL = DIR/office.db): lock, key, migrations. ERR_CONFLICT when
 * another process has it. Threads are not started yet. Its texts live in cx->arena. */
int app_open(struct ctx *cx, const char *data, const char *db, struct app *ret) MUST_USE;
/* Writer and workers. */
int app_start(struct ctx *cx, struct app *app) MUST_USE;
void app_stop(struct app *app);
/* All migrations of the program on the connection of cx. */
int app_migrate(struct ctx *cx, int *ret_run) MUST_USE;
/* How many of them this database has not run yet. ERR_CONFLICT: it is newer than the program. */
int app_pending(struct ctx *cx, int *ret_count) MUST_USE;
int64_t app_now(const struct app *app);
/* Runs a change through the writer and waits; inside a writer's run (cx->store already writes) it
 * just calls it. For workers, jobs, commands and tests. */
int app_write(struct ctx *cx, int (*run)(struct ctx *cx, void *arg), void *arg) MUST_USE;
#endif
