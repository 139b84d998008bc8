/* What a disk holds after its power was cut. */
#include "prove.h"
#include "base/random.h"
#include <dirent.h>
#include <sys/wait.h>

enum { SECTOR = 512, PATH = 600 };

int64_t now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

uint32_t chance(uint32_t below)
{
	uint32_t n;

	random_bytes(&n, sizeof n);
	return n % below;
}

static void shell(const char *script, const char *a, const char *b)
{
	const char *argv[] = { "sh", "-c", script, "sh", a, b, NULL };
	pid_t child = fork();
	int status;

	if (child == 0) {
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (waitpid(child, &status, 0) < 0 || status) {
		fprintf(stderr, "prove: failed: %s %s %s\n", script, a, b ? b : "");
		exit(2);
	}
}

void disk_copy_database(const char *data, const char *to)
{
	shell("rm -rf \"$2\"; mkdir \"$2\"; cp \"$1/office.db\" \"$2/\";"
	      " [ ! -e \"$1/office.db-wal\" ] || cp \"$1/office.db-wal\" \"$2/\"", data, to);
}

void disk_begin(const char *data)
{
	shell("cd \"$1\"; rm -rf .synced ../synced; rm -f office.db-shm anju.sock; cp -a . ../synced;"
	      " mv ../synced .synced; rm -f .synced/.fault; printf - >.fault", data, NULL);
}

/* ---- the cut ---- */

static char *whole(const char *path, size_t *ret_n)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	char *bytes = NULL;

	*ret_n = 0;
	if (!f)
		return NULL;
	if (fstat(fileno(f), &st) == 0 && (bytes = calloc(1, (size_t)st.st_size + 1)))
		*ret_n = fread(bytes, 1, (size_t)st.st_size, f);
	fclose(f);
	return bytes;
}

static void put(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "we");

	if (!f || fwrite(bytes, 1, n, f) != n || fclose(f)) {
		fprintf(stderr, "prove: %s: %s\n", path, strerror(errno));
		exit(2);
	}
}

/* Each sector that is not the same is the old or the new one; so is the length. */
static void tear(const char *real, const char *synced)
{
	size_t old_n, new_n, n;
	char *old = whole(synced, &old_n), *new = whole(real, &new_n);
	char *out = calloc(1, MAX(old_n, new_n) + SECTOR);

	n = chance(2) ? old_n : new_n;
	for (size_t at = 0; at < n; at += SECTOR) {
		const char *from = chance(2) ? old : new;
		size_t from_n = from == old ? old_n : new_n;
		if (at < from_n)
			memcpy(out + at, from + at, MIN((size_t)SECTOR, MIN(from_n, n) - at));
	}
	put(synced, out, n);
	free(old);
	free(new);
	free(out);
}

static void tear_all(const char *data)
{
	static const char *const names[] = { "office.db", "office.db-wal" };
	char real[PATH], synced[PATH];

	for (size_t i = 0; i < COUNT(names); i++) {
		(void)snprintf(real, sizeof real, "%s/%s", data, names[i]);
		(void)snprintf(synced, sizeof synced, "%s/.synced/%s", data, names[i]);
		if (access(real, F_OK) == 0 && access(synced, F_OK) == 0)
			tear(real, synced);
	}
}

void disk_power_cut(const char *data, bool torn)
{
	if (torn)
		tear_all(data);
	shell("cd \"$1\"; mv .synced ../synced; find . -mindepth 1 -delete; cp -a ../synced/. .;"
	      " mv ../synced .synced; rm -f office.db-shm .synced/office.db-shm; printf - >.fault",
	      data, NULL);
}
