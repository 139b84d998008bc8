/* The ledger against the database. It opens the file itself, past the program. */
#include "prove.h"
#include <sqlite3.h>

struct found {
	int contacts, dispatches;
};

struct check {
	const struct ledger *ledger;
	sqlite3 *db;
	struct found *found; /* by number */
	int64_t *dispatches; /* numbers of such entries, by the request */
	size_t dispatch_count;
	struct verdict *verdict;
};

static void find(struct check *c, int64_t *count, const char *format, ...) PRINTF(3, 4);
static void find(struct check *c, int64_t *count, const char *format, ...)
{
	struct verdict *v = c->verdict;
	va_list ap;

	(*count)++;
	if (v->first[0])
		return;
	va_start(ap, format);
	(void)vsnprintf(v->first, sizeof v->first, format, ap);
	va_end(ap);
}

static void each(struct check *c, const char *sql, void (*row)(struct check *, sqlite3_stmt *))
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			row(c, st);
	}
	if (rc != SQLITE_DONE)
		find(c, &c->verdict->wrong, "%s: %s", sql, sqlite3_errmsg(c->db));
	sqlite3_finalize(st);
}

/* text, id, requests made with it, one of them */
static void contact_row(struct check *c, sqlite3_stmt *st)
{
	const char *text = (const char *)sqlite3_column_text(st, 0);
	int64_t n = strtoll(text + 6, NULL, 10), id = sqlite3_column_int64(st, 1);
	const struct entry *e;

	if (n <= 0 || n >= c->ledger->count || c->ledger->entry[n].kind != KIND_CONTACT) {
		find(c, &c->verdict->invented, "contact \"%s\" was never asked for", text);
		return;
	}
	e = &c->ledger->entry[n];
	if (c->found[n].contacts++)
		find(c, &c->verdict->doubled, "contact \"%s\" is there twice", text);
	if (e->status / 100 == 2 && e->id != id)
		find(c, &c->verdict->wrong, "contact \"%s\" has another id than was answered", text);
	if (e->status / 100 == 4)
		find(c, &c->verdict->wrong, "contact \"%s\" was refused and is there", text);
	if (sqlite3_column_int64(st, 2) != 1)
		find(c, &c->verdict->wrong, "contact \"%s\" has %d requests", text,
		     sqlite3_column_int(st, 2));
	if (e->status / 100 == 2 && e->request != sqlite3_column_int64(st, 3))
		find(c, &c->verdict->wrong, "contact \"%s\": another request than was answered", text);
}

static int by_request(const void *a, const void *b, void *arg)
{
	const struct entry *all = arg, *x = &all[*(const int64_t *)a], *y = &all[*(const int64_t *)b];
	return (x->id > y->id) - (x->id < y->id);
}

static void sort_dispatches(struct check *c)
{
	c->dispatches = calloc((size_t)c->ledger->count + 1, sizeof *c->dispatches);
	for (int64_t n = 1; c->dispatches && n < c->ledger->count; n++)
		if (c->ledger->entry[n].kind == KIND_DISPATCH)
			c->dispatches[c->dispatch_count++] = n;
	qsort_r(c->dispatches, c->dispatch_count, sizeof *c->dispatches, by_request,
		c->ledger->entry);
}

/* request, times dispatched by the journal */
static void dispatch_row(struct check *c, sqlite3_stmt *st)
{
	int64_t request = sqlite3_column_int64(st, 0);
	size_t low = 0, high = c->dispatch_count;
	int times = sqlite3_column_int(st, 1);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->ledger->entry[c->dispatches[middle]].id < request)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == c->dispatch_count || c->ledger->entry[c->dispatches[low]].id != request) {
		find(c, &c->verdict->invented, "request %" PRId64 " was dispatched by nobody",
		     request);
		return;
	}
	c->found[c->dispatches[low]].dispatches = times;
	if (times > 1)
		find(c, &c->verdict->doubled, "request %" PRId64 " was dispatched twice", request);
}

static void number_row(struct check *c, sqlite3_stmt *st)
{
	find(c, &c->verdict->doubled, "number %s stands twice", sqlite3_column_text(st, 0));
}

static void gap_row(struct check *c, sqlite3_stmt *st)
{
	find(c, &c->verdict->wrong, "of %s numbers the last is %s", sqlite3_column_text(st, 0),
	     sqlite3_column_text(st, 1));
}

static void sound_row(struct check *c, sqlite3_stmt *st)
{
	const char *text = (const char *)sqlite3_column_text(st, 0);
	if (strcmp(text, "ok") != 0)
		find(c, &c->verdict->wrong, "integrity: %s", text);
}

static void compare(struct check *c)
{
	struct verdict *v = c->verdict;

	for (int64_t n = 1; n < c->ledger->count; n++) {
		const struct entry *e = &c->ledger->entry[n];
		int there = e->kind == KIND_CONTACT ? c->found[n].contacts : c->found[n].dispatches;
		if (e->status / 100 == 2) {
			v->acknowledged++;
			if (!there)
				find(c, &v->lost, "%s %" PRId64 " was answered with %d and is gone",
				     e->kind == KIND_CONTACT ? "contact" : "dispatch", n, e->status);
		} else if (e->status / 100 == 4) {
			find(c, &v->wrong, "%" PRId64 " was answered with %d", n, e->status);
		} else {
			v->unanswered++;
		}
	}
	if (c->ledger->differing)
		find(c, &v->wrong, "%" PRId64 " repeats were answered otherwise",
		     c->ledger->differing);
}

void check_ledger(const struct ledger *l, const char *folder, struct verdict *ret)
{
	struct check c = { .ledger = l, .verdict = ret };
	char path[300];

	*ret = (struct verdict){ 0 };
	c.found = calloc((size_t)l->count + 1, sizeof *c.found);
	(void)snprintf(path, sizeof path, "%s/office.db", folder);
	sort_dispatches(&c);
	if (!c.found || !c.dispatches || sqlite3_open(path, &c.db) != SQLITE_OK) {
		find(&c, &ret->wrong, "%s cannot be opened", path);
	} else {
		each(&c, "PRAGMA integrity_check", sound_row);
		each(&c, "PRAGMA foreign_key_check", sound_row);
		each(&c, "SELECT c.text, c.id, COUNT(r.id), MAX(r.id) FROM contact c"
			 " LEFT JOIN request r ON r.community_id = c.community_id"
			 " AND r.contact_id = c.id WHERE c.text LIKE 'prove %' GROUP BY c.id",
		     contact_row);
		each(&c, "SELECT subject_id, COUNT(*) FROM journal WHERE subject = 'request'"
			 " AND action = 'dispatch' GROUP BY subject_id", dispatch_row);
		each(&c, "SELECT number FROM request GROUP BY community_id, number"
			 " HAVING COUNT(*) > 1", number_row);
		each(&c, "SELECT number FROM contact GROUP BY community_id, number"
			 " HAVING COUNT(*) > 1", number_row);
		each(&c, "SELECT COUNT(*), MAX(CAST(substr(number, 12) AS INTEGER)) AS last"
			 " FROM request GROUP BY substr(number, 1, 10) HAVING COUNT(*) <> last",
		     gap_row);
		compare(&c);
	}
	sqlite3_close(c.db);
	free(c.found);
	free(c.dispatches);
}
