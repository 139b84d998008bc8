#include "app/attachment.h"
#include "app/app.h"
#include "app/image.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"
#include <dirent.h>
#include <sodium.h>

/* DIR/files/ab/7-abcdef…: two digits of the random name, the community, the whole random name. */
enum { RANDOM_DIGITS = 32, NAME_CHARACTERS = 120, KEPT_MS = 24 * 60 * 60 * 1000 };

static const struct field fields[] = {
	FIELD(attachment, id, .label = "编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(attachment, subject, .label = "对象", .flags = IN_JSON),
	FIELD(attachment, subject_id, .label = "对象编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(attachment, name, .label = "文件名", .flags = IN_JSON | IN_LIST),
	FIELD(attachment, type, .label = "类型", .flags = IN_JSON | IN_LIST),
	FIELD(attachment, size_bytes, .label = "大小（字节）", .flags = IN_JSON | IN_LIST),
	FIELD(attachment, sha256, .label = "校验", .flags = IN_JSON),
	FIELD(attachment, stored, .label = "存储名"),
	FIELD(attachment, created_at, .label = "上传时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(attachment, created_by, .label = "上传人", .show = SHOW_ID, .flags = IN_JSON),
};
const struct fields attachment_fields = { fields, COUNT(fields), sizeof(struct attachment) };

/* An open descriptor that is closed with its scope; -1 = none. */
struct descriptor {
	int fd;
};
static void descriptor_free(struct descriptor *d)
{
	if (d->fd >= 0)
		(void)close(d->fd);
}

/* ---- taking in ---- */

static int read_all(struct ctx *cx, int fd, unsigned char **ret, size_t *ret_n)
{
	unsigned char *bytes;
	struct stat st;
	size_t n = 0, size;

	if (fstat(fd, &st) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "上传的文件读不出来：%s"), strerror(errno));
	if (st.st_size > LIMIT_ATTACHMENT_BYTES)
		return fail(cx, ERR_TOO_BIG, T(cx, "文件太大：每个最多 %d MB。"),
			    LIMIT_ATTACHMENT_BYTES / (1024 * 1024));
	size = (size_t)st.st_size;
	bytes = arena_alloc(cx->arena, size + 1);
	while (n < size) {
		ssize_t got = pread(fd, bytes + n, size - n, (off_t)n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return fail(cx, ERR_UNAVAILABLE, T(cx, "上传的文件读不出来。"));
		n += (size_t)got;
	}
	*ret = bytes;
	*ret_n = n;
	return OK;
}

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && !strcasecmp(name + n - m, end);
}

/* What the sender called it, without folders, with an ending that does not lie about the type. */
static int name_of(struct ctx *cx, const char *name, const struct image *image, const char **ret)
{
	const char *base = name ? name : "";

	for (const char *s = base; *s; s++)
		if (*s == '/' || *s == '\\')
			base = s + 1;
	if (!text_valid(base, strlen(base)) || strpbrk(base, "\r\n\t"))
		return fail(cx, ERR_INVALID, T(cx, "文件名里有不能显示的字符，请改名后再上传。"));
	base = text_trim(cx->arena, base);
	if (text_length(base) > NAME_CHARACTERS)
		return fail(cx, ERR_INVALID, T(cx, "文件名太长：最多 %d 个字。"), NAME_CHARACTERS);
	if (!*base)
		base = T(cx, "附件");
	if (!ends_with(base, image->extension) &&
	    !(ends_with(base, ".jpeg") && !strcmp(image->extension, ".jpg")))
		base = arena_printf(cx->arena, "%s%s", base, image->extension);
	*ret = base;
	return OK;
}

static const char *folder_of(struct ctx *cx, const char *stored)
{
	const char *random = strchr(stored, '-');

	assert(random && strlen(random) == RANDOM_DIGITS + 1);
	return arena_printf(cx->arena, "%s/files/%.2s", cx->app->data, random + 1);
}

static int sync_folder(const char *path)
{
	AUTO(descriptor) d = { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };

	return d.fd < 0 ? -1 : fsync(d.fd);
}

static int cannot_keep(struct ctx *cx)
{
	return fail(cx, ERR_UNAVAILABLE, T(cx, "附件存不下来（%s），请稍候再试。"),
		    strerror(errno));
}

static int make_folder(struct ctx *cx, const char *folder)
{
	if (mkdir(folder, 0700) == 0)
		return sync_folder(arena_printf(cx->arena, "%s/files", cx->app->data)) < 0
			       ? cannot_keep(cx)
			       : OK;
	return errno == EEXIST ? OK : cannot_keep(cx);
}

static bool write_all(int fd, const unsigned char *bytes, size_t n)
{
	while (n) {
		ssize_t put = write(fd, bytes, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes += put;
		n -= (size_t)put;
	}
	return true;
}

static int keep(struct ctx *cx, const char *stored, const struct image *image)
{
	const char *folder = folder_of(cx, stored), *path;
	AUTO(descriptor) d = { -1 };
	int r = make_folder(cx, folder);

	if (r < 0)
		return r;
	path = arena_printf(cx->arena, "%s/%s", folder, stored);
	d.fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (d.fd < 0)
		return cannot_keep(cx);
	if (!write_all(d.fd, image->bytes, image->size) || fsync(d.fd) < 0 ||
	    sync_folder(folder) < 0) {
		r = cannot_keep(cx);
		(void)unlink(path);
	}
	return r;
}

int attachment_store(struct ctx *cx, int fd, const char *name, struct attachment *ret)
{
	unsigned char *bytes = NULL, hash[crypto_hash_sha256_BYTES];
	char random[RANDOM_DIGITS + 1], hex[sizeof hash * 2 + 1];
	struct attachment a = { 0 };
	struct image image = { 0 };
	size_t n = 0;
	int r;

	assert(cx->app && cx->community);
	r = read_all(cx, fd, &bytes, &n);
	if (r == OK)
		r = image_clean(cx, bytes, n, &image);
	if (r == OK)
		r = name_of(cx, name, &image, &a.name);
	if (r < 0)
		return r;
	random_hex(random, RANDOM_DIGITS);
	(void)crypto_hash_sha256(hash, image.bytes, image.size);
	a.id = id_new(cx->now);
	a.type = image.type;
	a.size_bytes = (int64_t)image.size;
	a.sha256 = arena_strdup(cx->arena, sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
	a.stored = arena_printf(cx->arena, "%" PRId64 "-%s", cx->community, random);
	a.created_at = cx->now;
	a.created_by = cx->actor ? cx->actor->id : 0;
	r = keep(cx, a.stored, &image);
	if (r == OK)
		*ret = a;
	return r;
}

/* ---- the rows ---- */

int attachment_add(struct ctx *cx, const struct attachment *a)
{
	int64_t count;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM attachment"
			      " WHERE community_id = ? AND subject = ? AND subject_id = ?"),
			  BINDS(cx->community, a->subject, a->subject_id), &count);

	if (r < 0)
		return r;
	if (count >= LIMIT_ATTACHMENTS)
		return fail(cx, ERR_INVALID, T(cx, "一条记录最多 %d 个附件。"), LIMIT_ATTACHMENTS);
	return store_exec(cx,
			  SQL("INSERT INTO attachment (community_id, id, subject, subject_id, name,"
			      " type, size_bytes, sha256, stored, created_at, created_by)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, a->id, a->subject, a->subject_id, a->name, a->type,
				a->size_bytes, a->sha256, a->stored, a->created_at,
				a->created_by));
}

#define COLUMNS \
	"SELECT id, subject, subject_id, name, type, size_bytes, sha256, stored, created_at," \
	" created_by FROM attachment WHERE community_id = ?"

int attachment_of(struct ctx *cx, const char *subject, int64_t subject_id, struct attachment **ret,
		  size_t *ret_count)
{
	return store_list(cx,
			  SQL(COLUMNS " AND subject = ? AND subject_id = ? ORDER BY id LIMIT ?"),
			  BINDS(cx->community, subject, subject_id, LIMIT_ATTACHMENTS),
			  attachment_fields, ret, ret_count);
}

int attachment_get(struct ctx *cx, int64_t id, struct attachment *ret)
{
	int r = store_one(cx, SQL(COLUMNS " AND id = ?"), BINDS(cx->community, id),
			  attachment_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有这个附件。")) : r;
}

/* Made by us: digits, a dash, hexadecimal digits. A row that says else was forged. */
static bool stored_right(const char *stored)
{
	size_t community = strspn(stored, "0123456789");

	return community && stored[community] == '-' &&
	       strspn(stored + community + 1, "0123456789abcdef") == RANDOM_DIGITS &&
	       !stored[community + 1 + RANDOM_DIGITS];
}

int attachment_open(struct ctx *cx, const struct attachment *a, int *ret_fd)
{
	int fd;

	if (!a->stored || !stored_right(a->stored))
		return fail(cx, ERR_INTERNAL, T(cx, "附件的存储名不对，不能打开。"));
	fd = open(arena_printf(cx->arena, "%s/%s", folder_of(cx, a->stored), a->stored),
		  O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fail(cx, ERR_INTERNAL, T(cx, "附件“%s”的文件不在了。"), a->name);
	*ret_fd = fd;
	return OK;
}

/* ---- what a failed write left ---- */

struct folder {
	DIR *dir;
};
static void folder_free(struct folder *f)
{
	if (f->dir)
		(void)closedir(f->dir);
}

static bool is_old(const struct ctx *cx, int folder, const char *name)
{
	struct stat st;

	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
	       st.st_mtim.tv_sec < (cx->now - KEPT_MS) / 1000;
}

static int sweep_folder(struct ctx *cx, const char *path, int *removed)
{
	const char *own = arena_printf(cx->arena, "%" PRId64 "-", cx->community);
	AUTO(folder) f = { opendir(path) };

	if (!f.dir)
		return errno == ENOENT ? OK : cannot_keep(cx);
	for (;;) {
		const struct dirent *e = readdir(f.dir);
		int64_t named;
		int r;
		if (!e)
			return OK;
		if (!text_starts(e->d_name, own) || !stored_right(e->d_name) ||
		    !is_old(cx, dirfd(f.dir), e->d_name))
			continue;
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM attachment"
				  " WHERE community_id = ? AND stored = ?"),
			      BINDS(cx->community, e->d_name), &named);
		if (r < 0)
			return r;
		if (!named && unlinkat(dirfd(f.dir), e->d_name, 0) == 0)
			(*removed)++;
	}
}

int attachment_sweep(struct ctx *cx, int *ret_removed)
{
	int removed = 0, r = OK;

	for (int i = 0; r == OK && i < 256; i++)
		r = sweep_folder(cx,
				 arena_printf(cx->arena, "%s/files/%02x", cx->app->data,
					      (unsigned)i),
				 &removed);
	if (r == OK)
		*ret_removed = removed;
	return r;
}
