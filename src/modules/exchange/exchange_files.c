#include "modules/exchange/exchange_files.h"
#include "app/app.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "store/store.h"
#include <dirent.h>

enum { KEPT_DAYS = 30, DETAILS_DAYS = 1 };
static const char upload_prefix[] = "import-", errors_ending[] = ".errors";

static const char *upload_path(struct ctx *cx, const char *stored)
{
	return arena_printf(cx->arena, "%s/tmp/%s%s", cx->app->data, upload_prefix, stored);
}

static const char *errors_path(struct ctx *cx, const char *stored)
{
	return arena_printf(cx->arena, "%s/tmp/%s%s%s", cx->app->data, upload_prefix, stored,
			    errors_ending);
}

int import_file_keep(struct ctx *cx, const struct import_job *job, int fd)
{
	const char *path = upload_path(cx, job->stored);
	AUTO(descriptor) to = { open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600) };
	int r;

	if (to.fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "文件存不下来（%s），请稍候再试。"), strerror(errno));
	r = descriptor_copy(cx, fd, to.fd);
	if (r < 0)
		(void)unlink(path);
	return r;
}

int import_file_open(struct ctx *cx, const struct import_job *job, int *ret_fd)
{
	int fd = open(upload_path(cx, job->stored), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return fail(cx, ERR_CONFLICT, T(cx, "上传的文件已经不在了，请重新上传。"));
	*ret_fd = fd;
	return OK;
}

int import_errors_create(struct ctx *cx, const struct import_job *job, int *ret_fd)
{
	int fd = open(errors_path(cx, job->stored),
		      O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "文件建不起来（%s），请稍候再试。"), strerror(errno));
	*ret_fd = fd;
	return OK;
}

int import_job_errors(struct ctx *cx, const struct import_job *job, int *ret_fd)
{
	int fd = job->refused_count && *job->stored
			 ? open(errors_path(cx, job->stored), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
			 : -1;

	if (fd < 0)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有有错的行可以下载。"));
	*ret_fd = fd;
	return OK;
}

void import_file_remove(struct ctx *cx, const struct import_job *job)
{
	(void)unlink(upload_path(cx, job->stored)); /* the sweep comes by again */
}

/* ---- clearing away ---- */

static int forget_run(struct ctx *cx, void *arg)
{
	const struct import_job *job = arg;
	return store_exec(cx, SQL("UPDATE import_job SET stored = '' WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, job->id));
}

static int sweep_old(struct ctx *cx)
{
	struct import_job *jobs;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id, stored FROM import_job WHERE community_id = ?"
			       " AND stored <> '' AND created_at < ? ORDER BY id LIMIT 100"),
			   BINDS(cx->community, cx->now - DAYS(KEPT_DAYS)), import_job_fields, &jobs,
			   &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		import_file_remove(cx, &jobs[i]);
		(void)unlink(errors_path(cx, jobs[i].stored)); /* there may be none */
		r = app_write(cx, forget_run, &jobs[i]);
	}
	return r;
}

static int details_run(struct ctx *cx, void *arg)
{
	const struct import_job *job = arg;
	return store_exec(cx,
			  SQL("UPDATE import_job SET headers = '', errors = '' WHERE community_id = ?"
			      " AND id = ?"),
			  BINDS(cx->community, job->id));
}

/* One that is being worked on began within the day. */
static int sweep_details(struct ctx *cx)
{
	int64_t before = cx->now - DAYS(DETAILS_DAYS);
	struct import_job *jobs;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id, stored FROM import_job WHERE community_id = ?"
			       " AND (headers <> '' OR errors <> '') AND created_at < ?"
			       " AND started_at < ? AND finished_at < ? ORDER BY id LIMIT 1000"),
			   BINDS(cx->community, before, before, before), import_job_fields, &jobs,
			   &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		if (*jobs[i].stored)
			(void)unlink(errors_path(cx, jobs[i].stored)); /* there may be none */
		r = app_write(cx, details_run, &jobs[i]);
	}
	return r;
}

struct folder {
	DIR *dir;
};
static void folder_free(struct folder *f)
{
	if (f->dir)
		(void)closedir(f->dir);
}

static bool ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name), end = strlen(ending);
	return n >= end && !strcmp(name + n - end, ending);
}

static bool is_stray(struct ctx *cx, int folder, const char *name)
{
	static const struct {
		const char *prefix, *ending;
		int days;
	} ours[] = { { "export-", "", 1 }, { "errors-", "", 1 }, { "template-", "", 1 },
		     { upload_prefix, errors_ending, DETAILS_DAYS },
		     { upload_prefix, "", KEPT_DAYS + 1 } };
	struct stat st;

	for (size_t i = 0; i < COUNT(ours); i++)
		if (!strncmp(name, ours[i].prefix, strlen(ours[i].prefix)) &&
		    ends_with(name, ours[i].ending))
			return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
			       S_ISREG(st.st_mode) &&
			       st.st_mtim.tv_sec < (cx->now - DAYS(ours[i].days)) / 1000;
	return false;
}

/* What a process that was killed left behind. */
static int sweep_strays(struct ctx *cx)
{
	AUTO(folder) f = { opendir(arena_printf(cx->arena, "%s/tmp", cx->app->data)) };
	const struct dirent *e;

	if (!f.dir)
		return fail(cx, ERR_UNAVAILABLE, "tmp: %s", strerror(errno));
	while ((e = readdir(f.dir)))
		if (is_stray(cx, dirfd(f.dir), e->d_name))
			(void)unlinkat(dirfd(f.dir), e->d_name, 0);
	return OK;
}

int import_job_sweep(struct ctx *cx)
{
	int r = sweep_details(cx);

	if (r == OK)
		r = sweep_old(cx);
	return r == OK ? sweep_strays(cx) : r;
}
