/* LD_PRELOAD, for the proofs only: a disk of which we decide what it keeps.
 *   PROVE_DATA=DIR  the folder it is about. DIR/.synced holds what a power cut would leave: bytes
 *     get there by fsync or fdatasync of their file, names by fsync of the file or the folder.
 *   PROVE_WEAK=1    the control run: a sync of the log says yes and is put off until the next
 *     checkpoint syncs the database, as synchronous=NORMAL would have it. It must be found out.
 *   DIR/.fault      its first byte, at any time: n = writes fail with ENOSPC, w = with EIO,
 *     s = fsync fails with EIO (and keeps nothing).
 * The real fsync is not called: what is proved is what the program asked for. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FDS = 4096, FILES = 512, PATH = 512, RENAMES = 64, BLOCK = 65536 };

struct range {
	off_t from, to;
};
struct file {
	char path[PATH]; /* below DIR; "" = free */
	struct range *dirty;
	size_t count, room;
	int users, fd;
	bool folder, log;
};
struct renamed {
	char from[PATH], to[PATH];
};

static char data[PATH];
static size_t data_n;
static volatile const char *fault;
static bool weak;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file files[FILES];
static short file_of[FDS]; /* index + 1 */
static struct renamed renames[RENAMES];
static int rename_count;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_fsync)(int);

static void *find(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void)
{
	const char *dir = getenv("PROVE_DATA");
	char path[PATH + 16];
	int fd;

	real_open = (int (*)(const char *, int, ...))find("open");
	real_openat = (int (*)(int, const char *, int, ...))find("openat");
	real_close = (int (*)(int))find("close");
	real_write = (ssize_t (*)(int, const void *, size_t))find("write");
	real_pwrite = (ssize_t (*)(int, const void *, size_t, off_t))find("pwrite64");
	real_rename = (int (*)(const char *, const char *))find("rename");
	real_fsync = (int (*)(int))find("fsync");
	if (!dir || strlen(dir) >= PATH)
		return;
	weak = getenv("PROVE_WEAK") != NULL;
	(void)snprintf(path, sizeof path, "%s/.fault", dir);
	fd = real_open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		fault = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
		real_close(fd);
	}
	(void)snprintf(data, sizeof data, "%s", dir);
	data_n = strlen(data);
}

static char fault_now(void)
{
	return fault && fault != MAP_FAILED ? *fault : '-';
}

/* The part below DIR; NULL when it is not there, or is of the proof itself. */
static const char *below(const char *path)
{
	if (!data_n || !path || strncmp(path, data, data_n) != 0 ||
	    (path[data_n] && path[data_n] != '/'))
		return NULL;
	path += data_n + (path[data_n] == '/');
	return !strncmp(path, ".synced", 7) || !strncmp(path, ".fault", 6) ? NULL : path;
}

/* ---- what is open ---- */

static void opened(int fd, const char *path)
{
	const char *name = below(path);
	struct file *free_one = NULL, *f = NULL;
	struct stat st;

	if (fd < 0 || fd >= FDS || !name || strlen(name) >= PATH)
		return;
	pthread_mutex_lock(&lock);
	for (int i = 0; i < FILES && !f; i++) {
		if (files[i].users && !strcmp(files[i].path, name))
			f = &files[i];
		if (!files[i].users && !free_one)
			free_one = &files[i];
	}
	if (!f && free_one) {
		f = free_one;
		(void)snprintf(f->path, sizeof f->path, "%s", name);
		f->count = 0;
		f->folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
		f->log = strlen(name) > 4 && !strcmp(name + strlen(name) - 4, "-wal");
	}
	if (f) {
		f->users++;
		f->fd = fd;
		file_of[fd] = (short)(f - files + 1);
	}
	pthread_mutex_unlock(&lock);
}

static struct file *of_fd(int fd)
{
	return fd >= 0 && fd < FDS && file_of[fd] ? &files[file_of[fd] - 1] : NULL;
}

static void dirty(int fd, off_t from, off_t to)
{
	struct file *f;
	struct range *last;

	pthread_mutex_lock(&lock);
	f = of_fd(fd);
	if (f) {
		last = f->count ? &f->dirty[f->count - 1] : NULL;
		if (last && last->to == from) {
			last->to = to;
		} else {
			if (f->count == f->room)
				f->dirty = realloc(f->dirty, (f->room = f->room * 2 + 64) *
								     sizeof *f->dirty);
			f->dirty[f->count++] = (struct range){ from, to };
		}
	}
	pthread_mutex_unlock(&lock);
}

/* ---- what a power cut leaves ---- */

static void synced_path(char out[2 * PATH + 16], const char *name)
{
	(void)snprintf(out, 2 * PATH + 16, "%s/.synced/%s", data, name);
}

static void make_parents(char *path)
{
	for (char *p = path + data_n + 9; (p = strchr(p, '/')); p++) {
		*p = '\0';
		(void)mkdir(path, 0700);
		*p = '/';
	}
}

static void copy_range(int from, int to, const struct range *r)
{
	static char block[BLOCK]; /* under the lock */
	off_t at = r->from;

	while (at < r->to) {
		size_t want = (size_t)(r->to - at < BLOCK ? r->to - at : BLOCK);
		ssize_t n = pread(from, block, want, at);
		if (n <= 0 || real_pwrite(to, block, (size_t)n, at) != n)
			return;
		at += n;
	}
}

static void keep_file(int fd, struct file *f)
{
	char path[2 * PATH + 16], real[2 * PATH + 16], probe;
	int from = fd, to;
	struct stat st;

	synced_path(path, f->path);
	make_parents(path);
	to = real_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (to < 0)
		return;
	if (pread(fd, &probe, 1, 0) < 0) {
		(void)snprintf(real, sizeof real, "%s/%s", data, f->path);
		from = real_open(real, O_RDONLY | O_CLOEXEC);
	}
	for (size_t i = 0; i < f->count; i++)
		copy_range(from, to, &f->dirty[i]);
	if (fstat(fd, &st) == 0)
		(void)!ftruncate64(to, st.st_size);
	f->count = 0;
	if (from != fd && from >= 0)
		real_close(from);
	real_close(to);
}

static bool in_folder(const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) : 0;
	return strlen(folder) == n && !strncmp(path, folder, n);
}

/* Names: what was renamed or removed there is now so for good. */
static void keep_folder(const struct file *f)
{
	char path[2 * PATH + 16], other[2 * PATH + 16], real[3 * PATH];
	struct dirent *e;
	DIR *d;

	for (int i = 0; i < rename_count; i++) {
		if (!in_folder(renames[i].to, f->path))
			continue;
		synced_path(path, renames[i].from);
		synced_path(other, renames[i].to);
		make_parents(other);
		(void)real_rename(path, other);
		renames[i--] = renames[--rename_count];
	}
	synced_path(path, f->path);
	d = opendir(path);
	while (d && (e = readdir(d))) {
		(void)snprintf(real, sizeof real, "%s/%s/%s", data, f->path, e->d_name);
		if (access(real, F_OK) == 0)
			continue;
		(void)snprintf(real, sizeof real, "%s/%s", path, e->d_name);
		(void)remove(real);
	}
	if (d)
		closedir(d);
}

static int sync_fd(int fd)
{
	struct file *f;
	char now = fault_now();

	if (!data_n)
		return real_fsync(fd);
	pthread_mutex_lock(&lock);
	f = of_fd(fd);
	if (!f) {
		pthread_mutex_unlock(&lock);
		return 0;
	}
	if (now != 's' && f->folder)
		keep_folder(f);
	else if (now != 's' && !(weak && f->log))
		keep_file(fd, f);
	for (int i = 0; i < FILES && weak && !f->folder && !f->log; i++)
		if (files[i].users && files[i].log)
			keep_file(files[i].fd, &files[i]);
	pthread_mutex_unlock(&lock);
	if (now != 's')
		return 0;
	errno = EIO;
	return -1;
}

/* ---- the calls ---- */

#define MODE_OF(flags) \
	mode_t mode = 0; \
	if (flags & (O_CREAT | __O_TMPFILE)) { \
		va_list ap; \
		va_start(ap, flags); \
		mode = va_arg(ap, mode_t); \
		va_end(ap); \
	}

int open(const char *path, int flags, ...)
{
	MODE_OF(flags)
	int fd = real_open(path, flags, mode);
	opened(fd, path);
	return fd;
}

int open64(const char *path, int flags, ...)
{
	MODE_OF(flags)
	int fd = real_open(path, flags | O_LARGEFILE, mode);
	opened(fd, path);
	return fd;
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return open(path, flags);
}

int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
	return open(path, flags);
}

int openat(int folder, const char *path, int flags, ...)
{
	MODE_OF(flags)
	int fd = real_openat(folder, path, flags, mode);
	opened(fd, path);
	return fd;
}

int close(int fd)
{
	pthread_mutex_lock(&lock);
	struct file *f = of_fd(fd);
	if (f) {
		f->users--;
		file_of[fd] = 0;
	}
	pthread_mutex_unlock(&lock);
	return real_close(fd);
}

/* false: this write fails, errno says how */
static bool may_write(int fd)
{
	char now = fault_now();

	if (now != 'n' && now != 'w')
		return true;
	if (!of_fd(fd))
		return true;
	errno = now == 'n' ? ENOSPC : EIO;
	return false;
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at)
{
	ssize_t done;

	if (!may_write(fd))
		return -1;
	done = real_pwrite(fd, bytes, n, at);
	if (done > 0)
		dirty(fd, at, at + done);
	return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return pwrite64(fd, bytes, n, at);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	off_t at;
	ssize_t done;

	if (!may_write(fd))
		return -1;
	done = real_write(fd, bytes, n);
	if (done > 0 && of_fd(fd)) {
		at = lseek(fd, 0, SEEK_CUR);
		dirty(fd, at - done, at);
	}
	return done;
}

int fsync(int fd)
{
	return sync_fd(fd);
}

int fdatasync(int fd)
{
	return sync_fd(fd);
}

int rename(const char *from, const char *to)
{
	const char *a = below(from), *b = below(to);
	int r = real_rename(from, to);

	if (r == 0 && a && b && strlen(a) < PATH && strlen(b) < PATH) {
		pthread_mutex_lock(&lock);
		if (rename_count == RENAMES)
			memmove(renames, renames + 1, --rename_count * sizeof *renames);
		(void)snprintf(renames[rename_count].from, PATH, "%s", a);
		(void)snprintf(renames[rename_count++].to, PATH, "%s", b);
		pthread_mutex_unlock(&lock);
	}
	return r;
}
