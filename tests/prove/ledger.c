/* The clients, and the ledger of what they asked and were told. */
#include "prove.h"

enum { LINE = 200, PAUSE_US = 20000 };

static bool ledger_memory(struct ledger *l)
{
	l->entry = calloc(ENTRIES, sizeof *l->entry);
	(void)pthread_mutex_init(&l->lock, NULL);
	return l->entry;
}

bool ledger_open(struct ledger *l, const char *path)
{
	*l = (struct ledger){ .count = 1 };
	l->file = fopen(path, "we");
	return ledger_memory(l) && l->file;
}

bool ledger_read(struct ledger *l, const char *path)
{
	FILE *f = fopen(path, "re");
	char line[LINE];

	*l = (struct ledger){ .count = 1 };
	if (!f || !ledger_memory(l))
		return false;
	while (fgets(line, sizeof line, f)) {
		int64_t n, id, request;
		int kind, status;
		if (sscanf(line, "ask %" SCNd64 " %d %" SCNd64, &n, &kind, &id) == 3 && n < ENTRIES) {
			l->entry[n].kind = (enum kind)kind;
			l->entry[n].asked++;
			if (kind == KIND_DISPATCH)
				l->entry[n].id = id;
			l->count = MAX(l->count, n + 1);
		} else if (sscanf(line, "got %" SCNd64 " %d %" SCNd64 " %" SCNd64, &n, &status, &id,
				  &request) == 4 &&
			   n < ENTRIES) {
			struct entry *e = &l->entry[n];
			bool done = e->status / 100 == 2;
			l->acknowledged += status / 100 == 2 && !done;
			if (done && status / 100 == 2)
				l->differing += e->id != id || e->request != request;
			if (!done)
				e->status = status;
			if (status / 100 == 2 && !done) {
				e->id = id;
				e->request = request;
			}
		}
	}
	fclose(f);
	return true;
}

/* A line goes to the kernel before anything else happens: the server's end is not ours. */
static void note(struct ledger *l, const char *format, ...) PRINTF(2, 3);
static void note(struct ledger *l, const char *format, ...)
{
	va_list ap;

	pthread_mutex_lock(&l->lock);
	va_start(ap, format);
	vfprintf(l->file, format, ap);
	va_end(ap);
	fflush(l->file);
	pthread_mutex_unlock(&l->lock);
}

static int64_t entry_new(struct ledger *l, enum kind kind, int64_t id)
{
	int64_t n;

	pthread_mutex_lock(&l->lock);
	n = l->count < ENTRIES ? l->count++ : 0;
	if (n)
		l->entry[n] = (struct entry){ .kind = kind, .id = id };
	pthread_mutex_unlock(&l->lock);
	return n;
}

static int64_t number_after(const char *body, const char *mark)
{
	const char *at = strstr(body, mark);
	return at ? strtoll(at + strlen(mark), NULL, 10) : 0;
}

static void ask(struct clients *c, struct arena *a, int64_t n, struct message *ret)
{
	const struct entry *e = &c->ledger->entry[n];
	const char *path, *body;

	if (e->kind == KIND_CONTACT) {
		path = "/api/v1/contacts";
		body = arena_printf(a,
				    "{\"channel\":\"phone\",\"phone\":\"13812345612\",\"room\":\"3-2-501\","
				    "\"kind\":\"repair\",\"text\":\"prove %" PRId64 "\"}",
				    n);
	} else {
		path = arena_printf(a, "/api/v1/requests/%" PRId64 "/dispatch", e->id);
		body = arena_printf(a, "{\"assignee\":\"%s\"}", c->assignee);
	}
	note(c->ledger, "ask %" PRId64 " %d %" PRId64 "\n", n, (int)e->kind, e->id);
	http_ask(a, c->port,
		 arena_printf(a,
			      "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
			      "Content-Type: application/json\r\nIdempotency-Key: prove-%" PRId64 "\r\n",
			      path, c->token, n),
		 body, strlen(body), ret);
}

/* true: there was an answer that settles it */
static bool settle(struct clients *c, int64_t n, const struct message *m)
{
	struct entry *e = &c->ledger->entry[n];
	int64_t id = 0, request = 0;

	if (!m->status)
		return false;
	if (m->status / 100 == 2) {
		const char *matters = strstr(m->body, "\"matters\":[");
		id = number_after(m->body, "\"id\":\"");
		request = matters ? number_after(matters, "\"id\":\"") : 0;
	}
	note(c->ledger, "got %" PRId64 " %d %" PRId64 " %" PRId64 "\n", n, m->status, id, request);
	if (m->status / 100 == 5) {
		c->unavailable++;
		return false;
	}
	e->status = m->status;
	e->request = request;
	return true;
}

/* Asks until it is answered: the same key, so it may be done once only. */
static bool work(struct clients *c, struct arena *a, int64_t n)
{
	struct message m;

	for (;;) {
		while (!c->port) {
			if (c->stopping)
				return false;
			usleep(PAUSE_US);
		}
		arena_clear(a);
		ask(c, a, n, &m);
		if (settle(c, n, &m))
			return true;
		usleep(PAUSE_US);
	}
}

static void *client(void *arg)
{
	struct clients *c = arg;
	struct arena arena = { 0 };

	while (!c->stopping) {
		int64_t n = entry_new(c->ledger, KIND_CONTACT, 0), request;
		if (!n || !work(c, &arena, n))
			break;
		request = c->ledger->entry[n].request;
		/* now and then the same is sent again, as a browser does: nothing more may come */
		if (chance(8) == 0 && !work(c, &arena, n))
			break;
		if (request && chance(2) && (n = entry_new(c->ledger, KIND_DISPATCH, request)) &&
		    !work(c, &arena, n))
			break;
	}
	arena_free(&arena);
	return NULL;
}

void clients_start(struct clients *c)
{
	c->stopping = false;
	for (size_t i = 0; i < CLIENTS; i++)
		if (pthread_create(&c->thread[i], NULL, client, c))
			abort();
}

void clients_stop(struct clients *c)
{
	c->stopping = true;
	for (size_t i = 0; i < CLIENTS; i++)
		pthread_join(c->thread[i], NULL);
	(void)fsync(fileno(c->ledger->file));
}
