/* Runs the tests of one binary in their order, each in its own process, so that a crash is one
 * failed test. The last line is "N passed, N failed" (with ", N skipped" when there are any). */
#include "test.h"
#include <sys/wait.h>
#include <time.h>

enum { PASSED = 0, FAILED = 1, SKIPPED = 77 };
static struct test *first, **last = &first;
static char folder[256];

void test_register(struct test *t)
{
	*last = t;
	last = &t->next;
}

static void remove_folder(void)
{
	char command[300];
	if (!folder[0])
		return;
	(void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
	(void)!system(command);
}

void test_failed(const char *file, int line, const char *format, ...)
{
	va_list ap;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	remove_folder();
	exit(FAILED);
}

void test_skip(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	remove_folder();
	exit(SKIPPED);
}

const char *test_folder(void)
{
	if (!folder[0]) {
		const char *base = getenv("TEST_TMP");
		(void)snprintf(folder, sizeof folder, "%s/anju-test-XXXXXX", base ? base : "/tmp");
		if (!mkdtemp(folder))
			test_failed(__FILE__, __LINE__, "mkdtemp %s: %s", folder, strerror(errno));
	}
	return folder;
}

const char *test_shared(void)
{
	static const char *const places[] = { "../shared", "../../shared" };
	for (size_t i = 0; i < COUNT(places); i++)
		if (!access(places[i], R_OK))
			return places[i];
	return NULL;
}

/* Those that run now; TEST_JOBS, one digit, says how many at a time (1 for what measures time).
 * With TEST_TIMES each says how long it took. */
enum { JOBS_MOST = 16 };
static struct running {
	pid_t child;
	const struct test *test;
	struct timespec began;
} running[JOBS_MOST];
static int counts[3]; /* passed, failed, skipped */

static void start(const struct test *t, struct running *at)
{
	fflush(NULL);
	clock_gettime(CLOCK_MONOTONIC, &at->began);
	at->test = t;
	at->child = fork();
	if (at->child == 0) {
		t->run();
		remove_folder();
		exit(PASSED);
	}
	if (at->child < 0) {
		perror("fork");
		exit(2);
	}
}

static void count(const struct test *t, int status)
{
	int result = WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;

	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: signal %d\n", t->name, WTERMSIG(status));
	counts[result == PASSED ? 0 : result == SKIPPED ? 2 : 1]++;
	if (result != PASSED)
		printf("%s %s (%s)\n", result == SKIPPED ? "skipped" : "FAILED", t->name, t->file);
}

static void tell_time(const struct running *at)
{
	struct timespec now;

	if (!getenv("TEST_TIMES"))
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	printf("%8.3f s %s\n", (double)(now.tv_sec - at->began.tv_sec) +
				       (double)(now.tv_nsec - at->began.tv_nsec) / 1e9,
	       at->test->name);
}

/* Waits for one to end; answers its place. */
static struct running *end_of_one(void)
{
	int status;
	pid_t child = waitpid(-1, &status, 0);

	for (struct running *at = running; at < running + JOBS_MOST; at++) {
		if (child <= 0 || at->child != child)
			continue;
		tell_time(at);
		count(at->test, status);
		at->child = 0;
		return at;
	}
	return NULL;
}

static bool wanted(const struct test *t, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strstr(t->name, argv[i]) || strstr(t->file, argv[i]))
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	const char *wish = getenv("TEST_JOBS");
	int most = wish && isdigit((unsigned char)wish[0]) ? wish[0] - '0' : 1, now = 0;

	signal(SIGPIPE, SIG_IGN);
	most = most < 1 ? 1 : most > JOBS_MOST ? JOBS_MOST : most;
	for (const struct test *t = first; t; t = t->next) {
		struct running *place = NULL;
		if (!wanted(t, argc, argv))
			continue;
		if (now < most)
			place = &running[now++];
		while (!place)
			place = end_of_one();
		start(t, place);
	}
	for (; now; now--)
		while (!end_of_one())
			;
	printf("%d passed, %d failed", counts[0], counts[1]);
	if (counts[2])
		printf(", %d skipped", counts[2]);
	putchar('\n');
	return counts[1] ? 1 : 0;
}
