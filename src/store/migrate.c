#include "store/migrate.h"
#include "base/log.h"
#include "store/driver.h"
#include "store/search.h"
#include <sodium.h>

enum { CHECKSUM_BYTES = 32, SCRIPT_BYTES = 1024 * 1024 };

struct applied {
	int64_t number;
	char *module, *name, *checksum;
};

static const struct field applied_fields[] = {
	FIELD(applied, number),
	FIELD(applied, module),
	FIELD(applied, name),
	FIELD(applied, checksum),
};

struct word {
	const char *word, *sqlite, *postgres;
};

static const struct word words[] = {
	{"$ID", "INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"},
	{"$INT", "INTEGER", "BIGINT"},
	{"$BLOB", "BLOB", "BYTEA"},
};

static const char table[] = "CREATE TABLE IF NOT EXISTS migration (module TEXT NOT NULL,"
			    " number $INT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL,"
			    " at $INT NOT NULL, PRIMARY KEY (module, number));";

/* ---- the text for one engine ---- */

static const struct word *word_at(const char *p)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t n = strlen(words[i].word);
		if (!strncmp(p, words[i].word, n) && !isalnum((unsigned char)p[n]) && p[n] != '_')
			return &words[i];
	}
	return NULL;
}

static void add_line(struct strbuf *b, const char *line, size_t n, bool postgres)
{
	const struct word *w;

	for (const char *p = line; p < line + n; p++) {
		w = *p == '$' ? word_at(p) : NULL;
		if (w) {
			strbuf_text(b, postgres ? w->postgres : w->sqlite);
			p += strlen(w->word) - 1;
		} else {
			strbuf_char(b, *p);
		}
	}
}

static bool is_line(const char *line, size_t n, const char *mark)
{
	while (n && isspace((unsigned char)line[n - 1]))
		n--;
	return n == strlen(mark) && !strncmp(line, mark, n);
}

static int text_for(struct ctx *cx, const char *sql, bool postgres, char **ret)
{
	struct strbuf b;
	bool ours = true;

	strbuf_init(&b, cx->arena, SCRIPT_BYTES);
	for (const char *line = sql; *line;) {
		size_t n = (size_t)(strchrnul(line, '\n') - line);
		n += line[n] == '\n';
		if (is_line(line, n, "-- sqlite:"))
			ours = !postgres;
		else if (is_line(line, n, "-- postgres:"))
			ours = postgres;
		else if (is_line(line, n, "-- both:"))
			ours = true;
		else if (ours)
			add_line(&b, line, n, postgres);
		line += n;
	}
	if (b.full)
		return fail(cx, ERR_TOO_BIG, T(cx, "数据库升级脚本过长"));
	*ret = b.s;
	return OK;
}

/* ---- what ran before ---- */

static const char *checksum_of(struct ctx *cx, const char *sql)
{
	unsigned char hash[CHECKSUM_BYTES];
	char *hex = arena_alloc(cx->arena, sizeof hash * 2 + 1);

	(void)crypto_generichash(hash, sizeof hash, (const unsigned char *)sql, strlen(sql), NULL,
				 0);
	return sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
}

static const struct applied *applied_find(const struct applied *list, size_t count,
					  const struct migration *m)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].number == m->number && !strcmp(list[i].module, m->module))
			return &list[i];
	return NULL;
}

static int refuse_newer(struct ctx *cx, const struct applied *list, size_t count,
			const struct migration *known, size_t known_count)
{
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < known_count && (known[k].number != list[i].number ||
					   strcmp(known[k].module, list[i].module) != 0))
			k++;
		if (k == known_count)
			return fail(cx, ERR_CONFLICT,
				    T(cx, "数据库比程序新：程序里没有 %s/%s，请用新版程序打开"),
				    list[i].module, list[i].name);
	}
	return OK;
}

/* ---- running ---- */

static int run_inside(struct ctx *cx, const struct migration *m, const char *text)
{
	int r = cx->store->driver->script(cx, cx->store, text);

	if (r == OK)
		r = store_exec(
			cx,
			SQL_ALL("INSERT INTO migration (module, number, name, checksum, at)"
				" VALUES (?, ?, ?, ?, ?)"),
			BINDS(m->module, m->number, m->name, checksum_of(cx, m->sql), cx->now));
	return r == OK ? store_commit(cx) : r;
}

static int run_one(struct ctx *cx, const struct migration *m)
{
	char *text;
	int r = text_for(cx, m->sql, store_is_postgres(cx->store), &text);

	if (r == OK)
		r = store_begin(cx);
	if (r < 0)
		return r;
	r = run_inside(cx, m, text);
	if (r < 0) {
		store_rollback(cx);
		log_line(LOG_ERROR, "migrate.failed", "module=%s name=%s", m->module, m->name);
		return fail(cx, r, T(cx, "数据库升级 %s/%s 没有成功，已退回，详见日志"), m->module,
			    m->name);
	}
	log_line(LOG_INFO, "migrate.run", "module=%s name=%s", m->module, m->name);
	return OK;
}

/* What ran before; refuses a database that is newer, and an old file that was changed since. */
static int read_applied(struct ctx *cx, const struct migration *list, size_t count,
			struct applied **ret, size_t *ret_count)
{
	int r = store_list(cx, SQL_ALL("SELECT module, number, name, checksum FROM migration"),
			   BINDS(), FIELDS(applied, applied_fields), ret, ret_count);

	if (r == OK)
		r = refuse_newer(cx, *ret, *ret_count, list, count);
	for (size_t i = 0; i < count && r == OK; i++) {
		const struct applied *a = applied_find(*ret, *ret_count, &list[i]);
		if (a && strcmp(a->checksum, checksum_of(cx, list[i].sql)) != 0)
			return fail(cx, ERR_CONFLICT,
				    T(cx, "数据库升级脚本 %s/%s 在执行后被改动过，拒绝启动"),
				    list[i].module, list[i].name);
	}
	return r;
}

static int run_missing(struct ctx *cx, const struct migration *list, size_t count, int *ret_run)
{
	struct applied *old;
	size_t old_count;
	int run = 0, r = read_applied(cx, list, count, &old, &old_count);

	for (size_t i = 0; i < count && r == OK; i++) {
		if (applied_find(old, old_count, &list[i]))
			continue;
		r = run_one(cx, &list[i]);
		run += r == OK;
	}
	if (r == OK)
		*ret_run = run;
	return r;
}

/* The tables of search.h come first. */
static struct migration *with_search(struct ctx *cx, const struct migration *list, size_t count)
{
	struct migration *all = arena_array(cx->arena, count + 1, sizeof *all);

	all[0] = (struct migration){"search", 1, "001_search.sql",
				    search_schema(cx->store->driver->postgres)};
	if (count)
		memcpy(all + 1, list, count * sizeof *all);
	return all;
}

int migrate_pending(struct ctx *cx, const struct migration *list, size_t count, int *ret_count)
{
	const struct migration *all = with_search(cx, list, count);
	struct applied *old;
	size_t old_count;
	int r = read_applied(cx, all, count + 1, &old, &old_count);

	*ret_count = 0;
	for (size_t i = 0; r == OK && i <= count; i++)
		*ret_count += !applied_find(old, old_count, &all[i]);
	return r;
}

int migrate(struct ctx *cx, const struct migration *list, size_t count, int *ret_run)
{
	const struct migration *all = with_search(cx, list, count);
	struct store *s = cx->store;
	char *text;
	int r;

	if (sodium_init() < 0)
		return store_failed(cx, ERR_INTERNAL);
	r = s->driver->migration_lock(cx, s, true);
	if (r < 0)
		return r;
	r = text_for(cx, table, s->driver->postgres, &text);
	if (r == OK)
		r = s->driver->script(cx, s, text);
	if (r == OK)
		r = run_missing(cx, all, count + 1, ret_run);
	if (s->driver->migration_lock(cx, s, false) < 0 && r == OK)
		r = ERR_UNAVAILABLE;
	return r;
}
