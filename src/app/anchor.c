#include "app/anchor.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/store.h"

enum { FILE_BYTES = 64 * 1024 * 1024, HASH_DIGITS = 64 };

struct head {
	int64_t id, seq;
	const char *hash;
};
static const struct field fields[] = { FIELD(head, id, 0), FIELD(head, seq, 0),
				       FIELD(head, hash, 0) };

/* ---- keeping ---- */

static int add_heads(struct ctx *cx, struct strbuf *b)
{
	int64_t before = cx->community;
	struct head *list = NULL, head;
	size_t count = 0;
	int r = store_list(cx, SQL_ALL("SELECT id FROM community ORDER BY id"), BINDS(),
			   FIELDS(head, fields), &list, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		cx->community = list[i].id;
		r = store_one(cx,
			      SQL("SELECT seq, hash FROM journal WHERE community_id = ?"
				  " ORDER BY seq DESC LIMIT 1"),
			      BINDS(cx->community), FIELDS(head, fields), &head);
		if (r == OK)
			strbuf_printf(b, "%" PRId64 " %" PRId64 " %s\n", list[i].id, head.seq,
				      head.hash);
		if (r == ERR_NOT_FOUND)
			r = OK;
	}
	cx->community = before;
	return r == OK && b->full ? fail(cx, ERR_TOO_BIG, "anchor") : r;
}

static int read_file(struct ctx *cx, const char *path, char **ret, int64_t *ret_at)
{
	AUTO(descriptor) d = { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) };
	struct stat st;
	ssize_t n;

	if (d.fd < 0 && errno == ENOENT)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有锚点文件 %s。"), path);
	if (d.fd < 0 || fstat(d.fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > FILE_BYTES)
		return fail(cx, ERR_INVALID, T(cx, "%s 读不出来。"), path);
	*ret = arena_alloc(cx->arena, (size_t)st.st_size + 1);
	n = pread(d.fd, *ret, (size_t)st.st_size, 0);
	*ret_at = (int64_t)st.st_mtim.tv_sec * 1000;
	return n == st.st_size ? OK : fail(cx, ERR_INVALID, T(cx, "%s 读不出来。"), path);
}

static int write_synced(struct ctx *cx, const char *path, int flags, const struct strbuf *b)
{
	AUTO(descriptor) d = { open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags,
				    0600) };

	if (d.fd < 0 || write(d.fd, b->s, b->len) != (ssize_t)b->len || fsync(d.fd) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path, strerror(errno));
	return OK;
}

/* The heads as they stood at the end of an earlier day, each with the day before it. */
static int log_day(struct ctx *cx, const char *data, char *old, int64_t at)
{
	char day[CIVIL_TEXT], *line;
	struct strbuf b;

	strbuf_init(&b, cx->arena, FILE_BYTES);
	(void)civil_date(civil_day_of(at, ZONE_SHANGHAI), day);
	while ((line = text_split(&old, '\n')))
		if (*line)
			strbuf_printf(&b, "%s %s\n", day, line);
	return write_synced(cx, arena_printf(cx->arena, "%s/anchor.log", data), O_APPEND, &b);
}

int anchor_keep(struct ctx *cx, const char *data)
{
	const char *path = arena_printf(cx->arena, "%s/anchor", data);
	const char *fresh = arena_printf(cx->arena, "%s/anchor.new", data);
	struct strbuf heads;
	char *old = NULL;
	int64_t at = 0;
	int r = read_file(cx, path, &old, &at);

	if (r < 0 && r != ERR_NOT_FOUND)
		return r;
	strbuf_init(&heads, cx->arena, FILE_BYTES);
	r = add_heads(cx, &heads);
	if (r < 0 || (old && !strcmp(old, heads.s)))
		return r;
	if (old && civil_day_of(at, ZONE_SHANGHAI) < civil_day_of(cx->now, ZONE_SHANGHAI))
		r = log_day(cx, data, old, at);
	if (r == OK)
		r = write_synced(cx, fresh, O_TRUNC, &heads);
	if (r == OK && rename(fresh, path) < 0)
		r = fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path, strerror(errno));
	return r;
}

/* ---- checking ---- */

static bool read_line(char *line, struct head *ret)
{
	char *word = text_split(&line, ' ');

	if (word && strchr(word, '-'))
		word = text_split(&line, ' ');
	if (!word || text_int(word, &ret->id) < 0)
		return false;
	word = text_split(&line, ' ');
	if (!word || text_int(word, &ret->seq) < 0)
		return false;
	ret->hash = text_split(&line, ' ');
	return ret->hash && !*line && strlen(ret->hash) == HASH_DIGITS;
}

static int shorter(struct ctx *cx, const struct head *h, const char *path)
{
	int64_t last = 0;
	int r = store_int(cx, SQL("SELECT COALESCE(MAX(seq), 0) FROM journal WHERE community_id = ?"),
			  BINDS(cx->community), &last);

	if (r < 0)
		return r;
	return fail(cx, ERR_CONFLICT,
		    T(cx, "锚点 %s 记着小区 %" PRId64 " 的操作记录到了第 %" PRId64 " 条，数据库里只到第 %" PRId64
			  " 条：末尾被截去，或数据库换成了旧的。"),
		    path, h->id, h->seq, last);
}

static int check_line(struct ctx *cx, const struct head *h, const char *path)
{
	char *hash = NULL;
	int r;

	cx->community = h->id;
	r = store_text(cx, SQL("SELECT hash FROM journal WHERE community_id = ? AND seq = ?"),
		       BINDS(cx->community, h->seq), &hash);
	if (r == ERR_NOT_FOUND)
		return shorter(cx, h, path);
	if (r == OK && strcmp(hash, h->hash) != 0)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "小区 %" PRId64 " 的操作记录第 %" PRId64 " 条与锚点 %s 不符：记录链被整个重写过。"),
			    h->id, h->seq, path);
	return r;
}

int anchor_check(struct ctx *cx, const char *path, int64_t *ret_lines)
{
	int64_t before = cx->community, at;
	char *text = NULL, *line;
	struct head h;
	int r = read_file(cx, path, &text, &at);

	*ret_lines = 0;
	while (r == OK && (line = text_split(&text, '\n'))) {
		if (!*line)
			continue;
		if (!read_line(line, &h))
			r = fail(cx, ERR_INVALID, T(cx, "%s 不是锚点文件。"), path);
		else
			r = check_line(cx, &h, path);
		*ret_lines += r == OK;
	}
	cx->community = before;
	return r;
}
