#include "app/backup_file.h"
#include "base/civil.h"
#include <sodium.h>

enum {
	BLOCK = 512,
	PART = 256 * 1024,
	MANIFEST_BYTES = 64 * 1024 * 1024,
	MANIFEST_LEAST = 80,
	RANDOM_DIGITS = 32,
};
static const int64_t latest = 99999999999; /* seconds since 1970, so that ms do not overflow */
static const char database_name[] = "office.db";
static const char manifest_name[] = "MANIFEST";
static const char first_line[] = "anju-backup 1\n";
static const char end_word[] = "end ";

/* ---- names ---- */

bool backup_is_attachment(const char *name)
{
	static const char hex[] = "0123456789abcdef";
	const char *inside = name + 9; /* behind "files/ab/" */
	size_t digits;

	if (strlen(name) < 12 || strncmp(name, "files/", 6) != 0 || strspn(name + 6, hex) != 2 ||
	    name[8] != '/')
		return false;
	digits = strspn(inside, "0123456789");
	return digits && digits < 20 && inside[digits] == '-' &&
	       strspn(inside + digits + 1, hex) == RANDOM_DIGITS &&
	       !inside[digits + 1 + RANDOM_DIGITS] && !strncmp(inside + digits + 1, name + 6, 2);
}

/* The database first, then attachments in rising order: no name comes twice. */
static bool is_in_order(const struct backup_file *f, const char *name)
{
	const struct backup_member *before = NULL;

	if (!f->count)
		return !strcmp(name, database_name);
	before = (const struct backup_member *)(const void *)((const char *)f->last -
		offsetof(struct backup_member, next));
	return backup_is_attachment(name) && (f->count == 1 || strcmp(before->name, name) < 0);
}

static struct backup_member *member_new(struct ctx *cx, struct backup_file *f, const char *name,
					int64_t size)
{
	struct backup_member *m = ARENA_NEW(cx->arena, struct backup_member);

	(void)snprintf(m->name, sizeof m->name, "%s", name);
	m->size = size;
	*f->last = m;
	f->last = &m->next;
	f->count++;
	return m;
}

/* ---- blocks ---- */

/* Octal, or, past what its digits hold, the binary form GNU tar has for it. */
static void put_number(char *field, size_t n, int64_t value)
{
	char digits[24];
	int count = snprintf(digits, sizeof digits, "%0*llo", (int)n - 1,
			     (unsigned long long)value);

	if (count == (int)n - 1) {
		memcpy(field, digits, n - 1);
		return;
	}
	for (size_t i = n; i--; value >>= 8)
		field[i] = (char)(value & 0xFF);
	field[0] = (char)0x80;
}

/* The one header of a member of that name and size. */
static void header_of(const char *name, int64_t size, int64_t made_at, char block[BLOCK])
{
	unsigned sum = 0;

	memset(block, 0, BLOCK);
	memcpy(block, name, strlen(name));
	put_number(block + 100, 8, 0600);
	put_number(block + 108, 8, 0);
	put_number(block + 116, 8, 0);
	put_number(block + 124, 12, size);
	put_number(block + 136, 12, made_at / 1000);
	memset(block + 148, ' ', 8);
	block[156] = '0';
	memcpy(block + 257, "ustar\00000", 8);
	for (int i = 0; i < BLOCK; i++)
		sum += (unsigned char)block[i];
	(void)snprintf(block + 148, 8, "%06o", sum & 0777777);
	block[155] = ' ';
}

static int64_t number_at(const char *field, size_t n)
{
	uint64_t value = 0;

	if (field[0] & 0x80) {
		for (size_t i = 1; i < n; i++)
			value = value << 8 | (unsigned char)field[i];
		return value > INT64_MAX / 2 ? -1 : (int64_t)value;
	}
	for (size_t i = 0; i + 1 < n; i++) {
		if (field[i] < '0' || field[i] > '7')
			return -1;
		value = value * 8 + (uint64_t)(field[i] - '0');
	}
	return (int64_t)value;
}

static size_t padding(int64_t size)
{
	return (size_t)((BLOCK - size % BLOCK) % BLOCK);
}

static void hex_of(crypto_hash_sha256_state *state, char hex[BACKUP_HASH])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state, hash);
	(void)sodium_bin2hex(hex, BACKUP_HASH, hash, sizeof hash);
}

/* ---- writing ---- */

static int put(struct ctx *cx, struct backup_writer *w, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n) {
		ssize_t done = pwrite(w->fd, p, n, w->at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return fail(cx, ERR_UNAVAILABLE, T(cx, "备份写不下去：%s"), strerror(errno));
		p += done;
		n -= (size_t)done;
		w->at += done;
	}
	return OK;
}

static int put_padding(struct ctx *cx, struct backup_writer *w, int64_t size)
{
	static const char zeros[BLOCK];
	return put(cx, w, zeros, padding(size));
}

void backup_begin(struct ctx *cx, int fd, const struct backup_file *about,
		  struct backup_writer *ret)
{
	*ret = (struct backup_writer){ .fd = fd, .file = *about };
	ret->file.made_at = cx->now / 1000 * 1000;
	ret->file.members = NULL;
	ret->file.last = &ret->file.members;
	ret->file.count = 0;
}

static int put_content(struct ctx *cx, struct backup_writer *w, int from, struct backup_member *m)
{
	char *part = arena_alloc(cx->arena, PART);
	crypto_hash_sha256_state hash;
	int64_t at = 0;
	int r = OK;

	crypto_hash_sha256_init(&hash);
	while (r == OK && at < m->size) {
		ssize_t n = pread(from, part, (size_t)MIN(PART, m->size - at), at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(cx, ERR_UNAVAILABLE, T(cx, "%s 读不出来。"), m->name);
		crypto_hash_sha256_update(&hash, (unsigned char *)part, (size_t)n);
		r = put(cx, w, part, (size_t)n);
		at += n;
	}
	hex_of(&hash, m->sha256);
	return r;
}

int backup_add(struct ctx *cx, struct backup_writer *w, const char *name, int from)
{
	struct backup_member *m;
	char block[BLOCK];
	struct stat st;
	int r;

	if (!is_in_order(&w->file, name))
		return fail(cx, ERR_INVALID, T(cx, "备份里不能有 %s。"), name);
	if (fstat(from, &st) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "%s 读不出来。"), name);
	m = member_new(cx, &w->file, name, st.st_size);
	header_of(name, st.st_size, w->file.made_at, block);
	r = put(cx, w, block, BLOCK);
	if (r == OK)
		r = put_content(cx, w, from, m);
	return r == OK ? put_padding(cx, w, m->size) : r;
}

static void add_members(struct strbuf *b, const struct backup_file *f)
{
	for (const struct backup_member *m = f->members; m; m = m->next)
		strbuf_printf(b, "file %s %" PRId64 " %s\n", m->sha256, m->size, m->name);
}

static void add_head(struct strbuf *b, const struct backup_file *f)
{
	strbuf_text(b, first_line);
	strbuf_printf(b, "made %" PRId64 "\nkey %s\n", f->made_at / 1000, f->print);
	strbuf_text(b, f->facts);
}

/* "end " and the hash of all that stands before. */
static void add_end(struct strbuf *b)
{
	crypto_hash_sha256_state hash;
	char hex[BACKUP_HASH];

	crypto_hash_sha256_init(&hash);
	crypto_hash_sha256_update(&hash, (const unsigned char *)b->s, b->len);
	hex_of(&hash, hex);
	strbuf_printf(b, "%s%s\n", end_word, hex);
}

int backup_end(struct ctx *cx, struct backup_writer *w)
{
	static const char zeros[2 * BLOCK];
	struct strbuf text;
	char block[BLOCK];
	int r;

	strbuf_init(&text, cx->arena, MANIFEST_BYTES);
	add_head(&text, &w->file);
	add_members(&text, &w->file);
	add_end(&text);
	if (text.full)
		return fail(cx, ERR_TOO_BIG, T(cx, "附件太多，一份备份装不下。"));
	header_of(manifest_name, (int64_t)text.len, w->file.made_at, block);
	r = put(cx, w, block, BLOCK);
	if (r == OK)
		r = put(cx, w, text.s, text.len);
	if (r == OK)
		r = put_padding(cx, w, (int64_t)text.len);
	if (r == OK)
		r = put(cx, w, zeros, sizeof zeros);
	w->file.bytes = w->at;
	if (r == OK && fsync(w->fd) < 0)
		r = fail(cx, ERR_UNAVAILABLE, T(cx, "备份写不下去：%s"), strerror(errno));
	return r;
}

/* ---- reading ---- */

struct reader {
	struct ctx *cx;
	int fd, folder;
	off_t at, size;
	struct backup_file *file;
	char *part;
};

static int damaged(struct reader *r, const char *what)
{
	return fail(r->cx, ERR_INVALID, T(r->cx, "这不是完好的备份：%s（第 %" PRId64 " 字节处）。"), what,
		    (int64_t)r->at);
}

static int get(struct reader *r, void *bytes, size_t n)
{
	char *p = bytes;

	if ((off_t)n > r->size - r->at)
		return damaged(r, T(r->cx, "文件不完整，后面缺了一段"));
	while (n) {
		ssize_t got = pread(r->fd, p, n, r->at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return damaged(r, T(r->cx, "文件读不出来"));
		p += got;
		n -= (size_t)got;
		r->at += got;
	}
	return OK;
}

static int get_zeros(struct reader *r, size_t n)
{
	char block[2 * BLOCK];
	int e = get(r, block, n);

	for (size_t i = 0; e == OK && i < n; i++)
		if (block[i])
			return damaged(r, T(r->cx, "空白处有内容"));
	return e;
}

/* The header as the format has it, and nothing else: name and size come out. */
static int get_header(struct reader *r, char name[BACKUP_NAME + 1], int64_t *ret_size)
{
	char block[BLOCK], right[BLOCK];
	int64_t made;
	int e = get(r, block, BLOCK);

	if (e < 0)
		return e;
	memcpy(name, block, BACKUP_NAME);
	name[BACKUP_NAME] = '\0';
	*ret_size = number_at(block + 124, 12);
	made = number_at(block + 136, 12);
	if (*ret_size < 0 || made <= 0 || made > latest)
		return damaged(r, T(r->cx, "成员的开头不对"));
	if (!r->file->made_at)
		r->file->made_at = made * 1000;
	header_of(name, *ret_size, r->file->made_at, right);
	if (memcmp(block, right, BLOCK) != 0)
		return damaged(r, T(r->cx, "成员的开头不对"));
	if (*ret_size > r->size - r->at)
		return damaged(r, T(r->cx, "文件不完整，后面缺了一段"));
	return OK;
}

static int write_part(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t put = write(fd, bytes, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return -1;
		bytes += put;
		n -= (size_t)put;
	}
	return 0;
}

/* -1 with errno: the names were checked, so none leads out of the folder. */
static int create_member(const struct reader *r, const char *name)
{
	char folder[sizeof "files/ab"];

	if (backup_is_attachment(name)) {
		memcpy(folder, name, sizeof folder - 1);
		folder[sizeof folder - 1] = '\0';
		if ((mkdirat(r->folder, "files", 0700) < 0 && errno != EEXIST) ||
		    (mkdirat(r->folder, folder, 0700) < 0 && errno != EEXIST))
			return -1;
	}
	return openat(r->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static int take_content(struct reader *r, struct backup_member *m, int to)
{
	crypto_hash_sha256_state hash;
	int64_t left = m->size;
	int e = OK;

	crypto_hash_sha256_init(&hash);
	while (e == OK && left) {
		size_t n = (size_t)MIN(PART, left);
		e = get(r, r->part, n);
		if (e == OK && to >= 0 && write_part(to, r->part, n) < 0)
			return fail(r->cx, ERR_UNAVAILABLE, T(r->cx, "不能写文件 %s：%s"), m->name,
				    strerror(errno));
		if (e == OK)
			crypto_hash_sha256_update(&hash, (unsigned char *)r->part, n);
		left -= (int64_t)n;
	}
	hex_of(&hash, m->sha256);
	if (e == OK && to >= 0 && fsync(to) < 0)
		e = fail(r->cx, ERR_UNAVAILABLE, T(r->cx, "不能写文件 %s：%s"), m->name,
			 strerror(errno));
	return e;
}

static int take_member(struct reader *r, const char *name, int64_t size)
{
	struct backup_member *m;
	int to = -1, e;

	if (!is_in_order(r->file, name))
		return damaged(r, T(r->cx, "有不认识的成员"));
	m = member_new(r->cx, r->file, name, size);
	if (r->folder >= 0) {
		to = create_member(r, name);
		if (to < 0)
			return fail(r->cx, ERR_UNAVAILABLE, T(r->cx, "不能写文件 %s：%s"), name,
				    strerror(errno));
	}
	e = take_content(r, m, to);
	if (to >= 0 && close(to) < 0 && e == OK)
		e = fail(r->cx, ERR_UNAVAILABLE, T(r->cx, "不能写文件 %s：%s"), name, strerror(errno));
	return e == OK ? get_zeros(r, padding(size)) : e;
}

/* Behind the members' lines stands the hash of the manifest; *n is what comes before it. */
static bool ends_right(const char *text, size_t *n)
{
	size_t end = sizeof end_word - 1 + BACKUP_HASH; /* the hash's NUL counts as the line's end */
	crypto_hash_sha256_state hash;
	char hex[BACKUP_HASH];

	if (*n < end || text[*n - 1] != '\n')
		return false;
	*n -= end;
	crypto_hash_sha256_init(&hash);
	crypto_hash_sha256_update(&hash, (const unsigned char *)text, *n);
	hex_of(&hash, hex);
	return !memcmp(text + *n, end_word, sizeof end_word - 1) &&
	       !memcmp(text + *n + sizeof end_word - 1, hex, BACKUP_HASH - 1);
}

static int read_head(struct reader *r, char *text)
{
	char made[64], *key;
	size_t n;

	if (strncmp(text, first_line, sizeof first_line - 1) != 0)
		return damaged(r, strncmp(text, "anju-backup ", 12) ?
					  T(r->cx, "清单不对") :
					  T(r->cx, "它是更新版本的程序做的，请用新版程序恢复"));
	text += sizeof first_line - 1;
	n = (size_t)snprintf(made, sizeof made, "made %" PRId64 "\nkey ", r->file->made_at / 1000);
	if (strncmp(text, made, n) != 0)
		return damaged(r, T(r->cx, "清单不对"));
	key = text + n;
	if (strspn(key, "0123456789abcdef") != BACKUP_PRINT - 1 || key[BACKUP_PRINT - 1] != '\n')
		return damaged(r, T(r->cx, "清单不对"));
	memcpy(r->file->print, key, BACKUP_PRINT - 1);
	r->file->facts = key + BACKUP_PRINT;
	return strncmp(r->file->facts, "file ", 5) && !strstr(r->file->facts, "\nfile ") ?
		       OK :
		       damaged(r, T(r->cx, "清单里的文件不在备份里"));
}

static int take_manifest(struct reader *r, int64_t size)
{
	struct strbuf members;
	size_t n = (size_t)size;
	char *text;
	int e;

	if (size > MANIFEST_BYTES || size < MANIFEST_LEAST)
		return damaged(r, T(r->cx, "清单不对"));
	text = arena_alloc(r->cx->arena, n + 1);
	e = get(r, text, n);
	if (e < 0)
		return e;
	if (strlen(text) != n || !ends_right(text, &n))
		return damaged(r, T(r->cx, "清单不对"));
	strbuf_init(&members, r->cx->arena, MANIFEST_BYTES);
	add_members(&members, r->file);
	if (n < members.len || memcmp(text + n - members.len, members.s, members.len) != 0)
		return damaged(r, T(r->cx, "内容与清单上的校验不符"));
	text[n - members.len] = '\0';
	e = read_head(r, text);
	if (e == OK)
		e = get_zeros(r, padding(size));
	if (e == OK)
		e = get_zeros(r, 2 * (size_t)BLOCK);
	return e == OK && r->at != r->size ? damaged(r, T(r->cx, "后面多了内容")) : e;
}

int backup_read(struct ctx *cx, int fd, int folder, struct backup_file *ret)
{
	struct reader r = { .cx = cx, .fd = fd, .folder = folder, .file = ret };
	char name[BACKUP_NAME + 1];
	struct stat st;
	int64_t size;
	int e = OK;

	*ret = (struct backup_file){ .last = &ret->members };
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return damaged(&r, T(cx, "不是普通文件"));
	r.size = ret->bytes = st.st_size;
	r.part = arena_alloc(cx->arena, PART);
	while (e == OK) {
		e = get_header(&r, name, &size);
		if (e == OK && ret->count && !strcmp(name, manifest_name))
			return take_manifest(&r, size);
		if (e == OK)
			e = take_member(&r, name, size);
	}
	return e;
}
