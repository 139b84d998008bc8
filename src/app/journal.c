#include "app/journal.h"
#include "app/memo.h"
#include "app/permission.h"
#include "app/push.h"
#include "app/subject.h"
#include "store/store.h"
#include <sodium.h>

enum { SALT_DIGITS = 32, HASH_DIGITS = crypto_hash_sha256_BYTES * 2, TIME_LINE = 500 };

static const struct field fields[] = {
	FIELD(journal_entry, seq, .label = "序号", .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, at, .label = "时间", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, claimed_at, .label = "发生时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(journal_entry, actor_id, .label = "操作人编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(journal_entry, actor_name, .label = "操作人", .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, subject, .label = "对象", .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, subject_id, .label = "对象编号", .show = SHOW_ID,
	      .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, action, .label = "动作", .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, from_state, .label = "原状态", .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, to_state, .label = "新状态", .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, note, .label = "说明", .show = SHOW_LONG, .flags = IN_JSON | IN_LIST),
	FIELD(journal_entry, data, .label = "数据", .show = SHOW_LONG, .flags = IN_JSON),
};
const struct fields journal_fields = { fields, COUNT(fields), sizeof(struct journal_entry) };

/* ---- the chain ---- */

/* A row as it is kept. Hashes are hex, since a row is read by people with a database tool too. */
struct link {
	int64_t seq, at, claimed_at, actor_id, subject_id, erased_at;
	char *subject, *action, *from_state, *to_state, *note, *data, *salt, *digest, *hash;
};
static const struct field link_fields[] = {
	FIELD(link, seq, 0),	    FIELD(link, at, 0),	       FIELD(link, claimed_at, 0),
	FIELD(link, actor_id, 0),   FIELD(link, subject_id, 0), FIELD(link, erased_at, 0),
	FIELD(link, subject, 0),    FIELD(link, action, 0),    FIELD(link, from_state, 0),
	FIELD(link, to_state, 0),   FIELD(link, note, 0),      FIELD(link, data, 0),
	FIELD(link, salt, 0),	    FIELD(link, digest, 0),    FIELD(link, hash, 0),
};

static void add_int(crypto_hash_sha256_state *s, int64_t n)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)n >> (56 - 8 * i));
	crypto_hash_sha256_update(s, bytes, sizeof bytes);
}

/* With its length before it, so that text cannot move from one column to the next; NULL is -1. */
static void add_text(crypto_hash_sha256_state *s, const char *text)
{
	add_int(s, text ? (int64_t)strlen(text) : -1);
	if (text)
		crypto_hash_sha256_update(s, (const unsigned char *)text, strlen(text));
}

static void hex_of(crypto_hash_sha256_state *s, char hex[HASH_DIGITS + 1])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(s, hash);
	(void)sodium_bin2hex(hex, HASH_DIGITS + 1, hash, sizeof hash);
}

static void digest_of(const struct link *l, char hex[HASH_DIGITS + 1])
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	add_text(&s, l->salt);
	add_text(&s, l->note);
	add_text(&s, l->data);
	hex_of(&s, hex);
}

/* seq: the place in the chain that is computed; the row may claim another one. */
static void hash_of(const char *previous, int64_t seq, const struct link *l,
		    char hex[HASH_DIGITS + 1])
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	add_text(&s, previous);
	add_int(&s, seq);
	add_int(&s, l->at);
	add_int(&s, l->claimed_at);
	add_int(&s, l->actor_id);
	add_text(&s, l->action);
	add_text(&s, l->subject);
	add_int(&s, l->subject_id);
	add_text(&s, l->from_state);
	add_text(&s, l->to_state);
	add_text(&s, l->digest);
	hex_of(&s, hex);
}

/* What the first row of a community follows: chains of two communities cannot be exchanged. */
static void first_of(int64_t community, char hex[HASH_DIGITS + 1])
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	add_text(&s, "anju journal");
	add_int(&s, community);
	hex_of(&s, hex);
}

/* ---- writing ---- */

/* The last line: read once a transaction, since only journal_add() moves it. */
static int head_of(struct ctx *cx, struct memo *m, struct link *ret)
{
	int r;

	*ret = (struct link){ 0 };
	if (m && m->journal_seq) {
		ret->seq = m->journal_seq;
		ret->hash = m->journal_hash;
		return OK;
	}
	r = store_one(cx,
		      SQL("SELECT seq, hash FROM journal WHERE community_id = ?"
			  " ORDER BY seq DESC LIMIT 1"),
		      BINDS(cx->community), FIELDS(link, link_fields), ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* Open lists of such records look again. */
static void tell(struct ctx *cx, const struct journal_entry *e, int64_t seq)
{
	const struct subject *s = push_heard(cx) ? subject_find(e->subject) : NULL;

	if (s && s->live)
		push_tell(cx, &(struct push_event){ s->word, 0, s->live, 0, seq });
}

int journal_add(struct ctx *cx, const struct journal_entry *e)
{
	char salt[SALT_DIGITS + 1], digest[HASH_DIGITS + 1], hash[HASH_DIGITS + 1];
	char first[HASH_DIGITS + 1];
	unsigned char chance[SALT_DIGITS / 2];
	struct arena *arena;
	struct memo *m = memo_of(cx, &arena);
	struct link head, l;
	int r = head_of(cx, m, &head);

	assert(cx->community && e->subject && e->action);
	if (r < 0)
		return r;
	first_of(cx->community, first);
	randombytes_buf(chance, sizeof chance);
	l = (struct link){ .at = cx->now,
			   .claimed_at = e->claimed_at,
			   .actor_id = cx->actor ? cx->actor->id : 0,
			   .subject_id = e->subject_id,
			   .subject = arena_strdup(cx->arena, e->subject),
			   .action = arena_strdup(cx->arena, e->action),
			   .from_state = arena_strdup(cx->arena, e->from_state),
			   .to_state = arena_strdup(cx->arena, e->to_state),
			   .note = arena_strdup(cx->arena, e->note),
			   .data = arena_strdup(cx->arena, e->data),
			   .salt = sodium_bin2hex(salt, sizeof salt, chance, sizeof chance) };
	digest_of(&l, digest);
	l.digest = digest;
	hash_of(head.seq ? head.hash : first, head.seq + 1, &l, hash);
	r = store_exec(cx,
		       SQL("INSERT INTO journal (community_id, seq, at, claimed_at, actor_id,"
			   " subject, subject_id, action, from_state, to_state, note, data,"
			   " salt, digest, hash)"
			   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
		       BINDS(cx->community, head.seq + 1, l.at, l.claimed_at, l.actor_id,
			     l.subject, l.subject_id, l.action, l.from_state, l.to_state,
			     l.note, l.data, l.salt, l.digest, hash));
	if (r == OK)
		tell(cx, e, head.seq + 1);
	if (r == OK && m) {
		m->journal_seq = head.seq + 1;
		memcpy(m->journal_hash, hash, sizeof hash);
	}
	return r;
}

/* ---- reading ---- */

/* A resident is no account: his own name stands in the record. */
static void name_residents(struct ctx *cx, struct journal_entry *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].actor_id < 0)
			list[i].actor_name = T(cx, "住户");
}

int journal_of(struct ctx *cx, const char *subject, int64_t subject_id,
	       struct journal_entry **ret, size_t *ret_count)
{
	int r = store_list(cx,
			   SQL("SELECT j.seq, j.at, j.claimed_at, j.actor_id, a.name AS actor_name,"
			       " j.subject, j.subject_id, j.action, j.from_state, j.to_state,"
			       " j.note, j.data"
			       " FROM (SELECT * FROM journal WHERE community_id = ? AND subject = ?"
			       "  AND subject_id = ? ORDER BY seq DESC LIMIT ?) j"
			       " LEFT JOIN account a ON a.id = j.actor_id ORDER BY j.seq"),
			   BINDS(cx->community, subject, subject_id, TIME_LINE), journal_fields, ret,
			   ret_count);

	if (r == OK)
		name_residents(cx, *ret, *ret_count);
	return r;
}

int journal_page(struct ctx *cx, int64_t before, size_t most, struct journal_entry **ret,
		 size_t *ret_count)
{
	int r = store_list(cx,
			   SQL("SELECT j.seq, j.at, j.claimed_at, j.actor_id, a.name AS actor_name,"
			       " j.subject, j.subject_id, j.action, j.from_state, j.to_state,"
			       " j.note, j.data"
			       " FROM journal j LEFT JOIN account a ON a.id = j.actor_id"
			       " WHERE j.community_id = ? AND j.seq < ?"
			       " ORDER BY j.seq DESC LIMIT ?"),
			   BINDS(cx->community, before ? before : INT64_MAX, (int64_t)most),
			   journal_fields, ret, ret_count);

	if (r == OK)
		name_residents(cx, *ret, *ret_count);
	return r;
}

/* ---- verifying ---- */

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* The rest of the chain is read for the row that belongs in place seq: it was exchanged. */
static int find_exchanged(struct rows *rows, struct arena *row_arena, const char *previous,
			  int64_t seq, int64_t *ret_at)
{
	char hash[HASH_DIGITS + 1];
	struct link l;
	int r;

	for (;;) {
		arena_clear(row_arena);
		l = (struct link){ 0 };
		r = rows_next(rows, row_arena, &l);
		if (r <= 0)
			return r;
		hash_of(previous, seq, &l, hash);
		if (same(l.hash, hash)) {
			*ret_at = l.seq;
			return 1;
		}
	}
}

static int broken(struct ctx *cx, struct rows *rows, struct arena *row_arena, const char *previous,
		  int64_t seq)
{
	int64_t place = 0;
	int r = find_exchanged(rows, row_arena, previous, seq, &place);

	if (r < 0)
		return r;
	if (r > 0)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "操作记录次序被调换：第 %" PRId64 " 条被换到第 %" PRId64 " 条的位置。"),
			    seq, place);
	return fail(cx, ERR_CONFLICT,
		    T(cx, "操作记录第 %" PRId64 " 条被改动：内容与链不符。"), seq);
}

/* One row against the chain so far. */
static int verify_row(struct ctx *cx, struct rows *rows, struct arena *row_arena,
		      const struct link *l, int64_t seq, char head[HASH_DIGITS + 1])
{
	char hash[HASH_DIGITS + 1], digest[HASH_DIGITS + 1];

	if (l->seq != seq)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "操作记录缺少第 %" PRId64 " 条，其后是第 %" PRId64 " 条。"), seq,
			    l->seq);
	hash_of(head, seq, l, hash);
	if (!same(l->hash, hash))
		return broken(cx, rows, row_arena, head, seq);
	digest_of(l, digest);
	if (!l->erased_at && !same(l->digest, digest))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "操作记录第 %" PRId64 " 条被改动：说明或数据与摘要不符。"), seq);
	if (l->erased_at && (l->note || l->data || l->salt))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "操作记录第 %" PRId64 " 条被改动：已删除的内容又出现了。"), seq);
	memcpy(head, hash, sizeof hash);
	return OK;
}

int journal_verify(struct ctx *cx, int64_t *ret_rows, char ret_head[65])
{
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	char head[HASH_DIGITS + 1];
	int64_t count = 0;
	struct link l;
	int r;

	first_of(cx->community, head);
	r = rows_open(cx,
		      SQL("SELECT seq, at, claimed_at, actor_id, subject_id, erased_at, subject,"
			  " action, from_state, to_state, note, data, salt, digest, hash"
			  " FROM journal WHERE community_id = ? ORDER BY seq"),
		      BINDS(cx->community), FIELDS(link, link_fields), &rows);
	while (r >= 0) {
		arena_clear(&row_arena);
		l = (struct link){ 0 };
		r = rows_next(&rows, &row_arena, &l);
		if (r <= 0)
			break;
		r = verify_row(cx, &rows, &row_arena, &l, count + 1, head);
		if (r == OK)
			count++;
	}
	if (r < 0)
		return r;
	*ret_rows = count;
	memcpy(ret_head, head, sizeof head);
	return OK;
}

int journal_count(struct ctx *cx, const char *action, int64_t since, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM journal WHERE community_id = ? AND actor_id = ?"
			     " AND action = ? AND at >= ?"),
			 BINDS(cx->community, cx->actor ? cx->actor->id : 0, action, since), ret);
}
