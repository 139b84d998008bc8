#include "store/search.h"
#include "store/driver.h"
#include "store/search_token.h"

enum { LINE_BYTES = 4 * 1024 * 1024, MATCH_BYTES = 64 * 1024, NEWEST = 1000 };
/* After so many commits that put records, so many pages of the index are merged, and one more page
 * for so many records. Measured: a step has a price of its own, and one a commit costs the most. */
enum { MERGE_COMMITS = 8, MERGE_PAGES = 16, MERGE_PUTS = 4 };

struct hit {
	int64_t id;
};

static const struct field hit_fields[] = {FIELD(hit, id)};

/* Without automerge the writer's small steps keep the number of segments low; crisismerge stays for
 * those who write without it. */
static const char schema_sqlite[] =
	"CREATE TABLE search_text (community_id INTEGER NOT NULL, kind TEXT NOT NULL,"
	" id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
	"CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='', columnsize=0,"
	" tokenize='ascii');"
	"INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0);"
	"INSERT INTO search_index (search_index, rank) VALUES ('crisismerge', 64);";

/* line: the tokens side by side between blanks, which tells a phrase from its scattered pairs. */
static const char schema_postgres[] =
	"CREATE TABLE search_text (community_id BIGINT NOT NULL, kind TEXT NOT NULL,"
	" id BIGINT NOT NULL, line TEXT NOT NULL, tokens TSVECTOR NOT NULL,"
	" PRIMARY KEY (community_id, kind, id));"
	"CREATE INDEX search_tokens ON search_text USING GIN (tokens) WITH (fastupdate = off);";

const char *search_schema(bool postgres)
{
	return postgres ? schema_postgres : schema_sqlite;
}

/* ---- what stands before each token ---- */

/* FTS5 keeps what neighbouring terms share once, so there the whole name is the cheapest. The dot
 * is a letter to its tokenizer, and only the mark of a beginning is one. */
static const char *scope_sqlite(struct ctx *cx, const char *kind)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 200);
	strbuf_int(&b, cx->community);
	for (; *kind; kind++) {
		assert(islower((unsigned char)*kind) || *kind == '_');
		if (*kind == '_')
			STRBUF_LITERAL(&b, "·");
		else
			strbuf_char(&b, *kind);
	}
	STRBUF_LITERAL(&b, "·");
	return b.s;
}

/* GIN keeps whole words: four letters that differ between nearly all communities and kinds. The
 * statement compares both exactly as well. */
static const char *scope_postgres(struct ctx *cx, const char *kind)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	uint64_t h = (uint64_t)cx->community * UINT64_C(0x9E3779B97F4A7C15);
	char *scope = arena_alloc(cx->arena, 5);

	for (; *kind; kind++)
		h = (h ^ (unsigned char)*kind) * UINT64_C(1099511628211);
	h ^= h >> 32;
	for (int i = 0; i < 4; i++, h >>= 5)
		scope[i] = letters[h & 31];
	return scope;
}

/* ---- SQLite ---- */

static int tokens_sqlite(struct ctx *cx, const char *kind, const char *text, char **ret)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, LINE_BYTES);
	search_begins_add(&b, text, scope_sqlite(cx, kind), " ");
	search_tokens_add(&b, text, scope_sqlite(cx, kind), " ");
	if (b.full)
		return fail(cx, ERR_TOO_BIG, T(cx, "文字过长"));
	*ret = b.s;
	return OK;
}

/* The index keeps no text: to forget a record it is told its old tokens. */
static int index_forget(struct ctx *cx, const char *kind, int64_t id, const char *text)
{
	char *tokens;
	int r = tokens_sqlite(cx, kind, text, &tokens);

	if (r < 0)
		return r;
	cx->store->search_puts++;
	return store_exec(cx,
			  SQL_FLAGGED("INSERT INTO search_index (search_index, rowid, tokens)"
				      " VALUES ('delete', ?, ?)",
				      SQL_EVERYWHERE | SQL_SQLITE),
			  BINDS(id, tokens));
}

static int index_add(struct ctx *cx, const char *kind, int64_t id, const char *text)
{
	char *tokens;
	int r = tokens_sqlite(cx, kind, text, &tokens);

	if (r < 0)
		return r;
	cx->store->search_puts++;
	return store_exec(cx,
			  SQL_FLAGGED("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)",
				      SQL_EVERYWHERE | SQL_SQLITE),
			  BINDS(id, tokens));
}

static int text_of(struct ctx *cx, const char *kind, int64_t id, char **ret)
{
	return store_text(cx,
			  SQL_FLAGGED("SELECT text FROM search_text"
				      " WHERE community_id = ? AND kind = ? AND id = ?",
				      SQL_SQLITE),
			  BINDS(cx->community, kind, id), ret);
}

static int put_sqlite(struct ctx *cx, const char *kind, int64_t id, const char *text)
{
	char *old;
	int r = text_of(cx, kind, id, &old);

	if (r == ERR_NOT_FOUND) {
		r = store_exec(cx,
			       SQL_FLAGGED("INSERT INTO search_text (community_id, kind, id, text)"
					   " VALUES (?, ?, ?, ?)",
					   SQL_SQLITE),
			       BINDS(cx->community, kind, id, text));
		return r < 0 ? r : index_add(cx, kind, id, text);
	}
	if (r < 0 || !strcmp(old, text))
		return r;
	r = index_forget(cx, kind, id, old);
	if (r == OK)
		r = store_exec(cx,
			       SQL_FLAGGED("UPDATE search_text SET text = ?"
					   " WHERE community_id = ? AND kind = ? AND id = ?",
					   SQL_SQLITE),
			       BINDS(text, cx->community, kind, id));
	return r < 0 ? r : index_add(cx, kind, id, text);
}

static int remove_sqlite(struct ctx *cx, const char *kind, int64_t id)
{
	char *old;
	int r = text_of(cx, kind, id, &old);

	if (r == ERR_NOT_FOUND)
		return OK;
	if (r == OK)
		r = index_forget(cx, kind, id, old);
	return r;
}

/* "1request·漏水 1request·水管" AND "1request·bx2026" * */
static const char *match_of(struct ctx *cx, const char *kind, const struct search_query *q)
{
	const char *scope = scope_sqlite(cx, kind);
	struct strbuf b;

	strbuf_init(&b, cx->arena, MATCH_BYTES);
	for (size_t i = 0; i < q->count; i++) {
		const struct search_phrase *p = &q->phrase[i];
		strbuf_text(&b, i ? " AND \"" : "\"");
		for (size_t t = 0; t < p->count; t++)
			strbuf_printf(&b, "%s%s%s", t ? " " : "", scope, p->token[t]);
		strbuf_text(&b, p->prefix ? "\" *" : "\"");
	}
	assert(!b.full);
	return b.s;
}

static int find_sqlite(struct ctx *cx, const char *kind, const struct search_query *q,
		       int64_t before, size_t most, struct hit **ret, size_t *ret_count)
{
	return store_list(
		cx,
		SQL_FLAGGED("SELECT rowid AS id FROM search_index"
			    " WHERE search_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
			    SQL_EVERYWHERE | SQL_SQLITE),
		BINDS(match_of(cx, kind, q), before, (int64_t)most), FIELDS(hit, hit_fields), ret,
		ret_count);
}

int search_settle(struct ctx *cx)
{
	struct store *s = cx->store;
	int64_t pages = MERGE_PAGES + s->search_puts / MERGE_PUTS;

	if (s->search_puts == s->search_seen || ++s->search_commits < MERGE_COMMITS) {
		s->search_seen = s->search_puts;
		return OK;
	}
	s->search_puts = s->search_seen = s->search_commits = 0;
	return store_exec(cx,
			  SQL_FLAGGED("INSERT INTO search_index (search_index, rank)"
				      " VALUES ('merge', ?)",
				      SQL_EVERYWHERE | SQL_SQLITE),
			  BINDS(pages));
}

/* ---- PostgreSQL ---- */

static int put_postgres(struct ctx *cx, const char *kind, int64_t id, const char *text)
{
	const char *scope = scope_postgres(cx, kind);
	struct strbuf line, tokens;

	strbuf_init(&line, cx->arena, LINE_BYTES);
	strbuf_init(&tokens, cx->arena, LINE_BYTES);
	strbuf_char(&line, ' ');
	search_tokens_add(&line, text, "", " ");
	search_tokens_add(&tokens, text, scope, " ");
	search_begins_add(&tokens, text, scope, " ");
	if (line.full || tokens.full)
		return fail(cx, ERR_TOO_BIG, T(cx, "文字过长"));
	return store_exec(
		cx,
		SQL_FLAGGED("INSERT INTO search_text (community_id, kind, id, line, tokens)"
			    " VALUES (?, ?, ?, ?, CAST(? AS tsvector))"
			    " ON CONFLICT (community_id, kind, id) DO UPDATE"
			    " SET line = excluded.line, tokens = excluded.tokens",
			    SQL_POSTGRES),
		BINDS(cx->community, kind, id, line.s, tokens.s));
}

/* ' 漏水 水管' inside the line of tokens; a phrase that is no prefix ends in a blank */
static const char *like_of(struct ctx *cx, const struct search_phrase *p)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, MATCH_BYTES);
	strbuf_char(&b, '%');
	for (size_t t = 0; t < p->count; t++)
		strbuf_printf(&b, " %s", p->token[t]);
	strbuf_text(&b, p->prefix ? "%" : " %");
	return b.s;
}

/* The last part of each search: all tokens by the index, phrases by the line. */
static void add_words(struct ctx *cx, struct query *query, const char *kind,
		      const struct search_query *q)
{
	const char *scope = scope_postgres(cx, kind);
	struct strbuf b;

	strbuf_init(&b, cx->arena, MATCH_BYTES);
	for (size_t i = 0; i < q->count; i++) {
		const struct search_phrase *p = &q->phrase[i];
		for (size_t t = 0; t < p->count; t++)
			strbuf_printf(&b, "%s%s%s%s", b.len ? " & " : "", scope, p->token[t],
				      p->prefix && t + 1 == p->count ? ":*" : "");
	}
	assert(!b.full);
	query_and(query, PIECE("tokens @@ CAST(? AS tsquery)"), BINDS(b.s));
	for (size_t i = 0; i < q->count; i++)
		if (q->phrase[i].count > 1)
			query_and(query, PIECE("line LIKE ?"), BINDS(like_of(cx, &q->phrase[i])));
}

/* First among the newest, where common words are found at once; then all by the index. Adding 0 to
 * the id keeps the planner from walking the key from its end in search of a rare word. */
static int find_postgres(struct ctx *cx, const char *kind, const struct search_query *q,
			 int64_t before, size_t most, struct hit **ret, size_t *ret_count)
{
	struct query query;
	int r;

	query_init(&query, cx->arena,
		   PIECE("SELECT id FROM (SELECT id, line, tokens FROM search_text"
			 " WHERE community_id = ? AND kind = ? AND id < ? ORDER BY id DESC LIMIT "
			 "?) AS newest"),
		   BINDS(cx->community, kind, before, (int64_t)NEWEST));
	add_words(cx, &query, kind, q);
	query_add(&query, PIECE(" ORDER BY id DESC LIMIT ?"), BINDS((int64_t)most));
	r = query_list(cx, &query, FIELDS(hit, hit_fields), ret, ret_count);
	if (r < 0 || *ret_count == most)
		return r;
	query_init(&query, cx->arena,
		   PIECE("SELECT id FROM search_text WHERE community_id = ? AND kind = ?"
			 " AND id < ?"),
		   BINDS(cx->community, kind, before));
	add_words(cx, &query, kind, q);
	query_add(&query, PIECE(" ORDER BY id + 0 DESC LIMIT ?"), BINDS((int64_t)most));
	return query_list(cx, &query, FIELDS(hit, hit_fields), ret, ret_count);
}

static int total_postgres(struct ctx *cx, const char *kind, const struct search_query *q,
			  int64_t most, int64_t *ret)
{
	struct query query;

	query_init(&query, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM search_text WHERE community_id = ?"
			 " AND kind = ?"),
		   BINDS(cx->community, kind));
	add_words(cx, &query, kind, q);
	query_add(&query, PIECE(" LIMIT ?) AS found"), BINDS(most));
	return query_int(cx, &query, ret);
}

/* ---- both ---- */

int search_put(struct ctx *cx, const char *kind, int64_t id, const char *text)
{
	return cx->store->driver->postgres ? put_postgres(cx, kind, id, text ? text : "")
					   : put_sqlite(cx, kind, id, text ? text : "");
}

int search_remove(struct ctx *cx, const char *kind, int64_t id)
{
	int r = cx->store->driver->postgres ? OK : remove_sqlite(cx, kind, id);

	return r < 0 ? r
		     : store_exec(cx,
				  SQL("DELETE FROM search_text"
				      " WHERE community_id = ? AND kind = ? AND id = ?"),
				  BINDS(cx->community, kind, id));
}

static int read_words(struct ctx *cx, const char *words, struct search_query **ret)
{
	*ret = ARENA_NEW(cx->arena, struct search_query);
	if (!search_query_read(cx->arena, words, *ret))
		return fail(cx, ERR_INVALID, T(cx, "要找的文字过长"));
	if ((*ret)->count == 0)
		return fail(cx, ERR_INVALID, T(cx, "请输入要找的文字"));
	return OK;
}

int search_find(struct ctx *cx, const char *kind, const char *words, int64_t before, size_t most,
		int64_t **ret_ids, size_t *ret_count)
{
	struct search_query *q;
	struct hit *hits;
	size_t count;
	int r = read_words(cx, words, &q);

	if (r < 0)
		return r;
	if (before <= 0)
		before = INT64_MAX;
	r = cx->store->driver->postgres ? find_postgres(cx, kind, q, before, most, &hits, &count)
					: find_sqlite(cx, kind, q, before, most, &hits, &count);
	if (r < 0)
		return r;
	*ret_ids = arena_array(cx->arena, MAX(count, (size_t)1), sizeof **ret_ids);
	for (size_t i = 0; i < count; i++)
		(*ret_ids)[i] = hits[i].id;
	*ret_count = count;
	return OK;
}

int search_total(struct ctx *cx, const char *kind, const char *words, int64_t most,
		 int64_t *ret_total)
{
	struct search_query *q;
	int r = read_words(cx, words, &q);

	if (r < 0)
		return r;
	if (cx->store->driver->postgres)
		return total_postgres(cx, kind, q, most, ret_total);
	return store_int(cx,
			 SQL_FLAGGED("SELECT COUNT(*) FROM (SELECT 1 FROM search_index"
				     " WHERE search_index MATCH ? LIMIT ?)",
				     SQL_EVERYWHERE | SQL_SQLITE),
			 BINDS(match_of(cx, kind, q), most), ret_total);
}
