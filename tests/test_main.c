/* Runs the tests of one binary in their order, each in its own process, so that a crash is one
 * failed test. The last line is "N passed, N failed" (with ", N skipped" when there are any). */
#include "test.h"
#include <sys/wait.h>

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

static int run(const struct test *t)
{
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		t->run();
		remove_folder();
		exit(PASSED);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return FAILED;
	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: signal %d\n", t->name, WTERMSIG(status));
	return WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;
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
	int passed = 0, failed = 0, skipped = 0;

	signal(SIGPIPE, SIG_IGN);
	for (const struct test *t = first; t; t = t->next) {
		if (!wanted(t, argc, argv))
			continue;
		int result = run(t);
		if (result == PASSED)
			passed++;
		else if (result == SKIPPED)
			skipped++;
		else
			failed++;
		if (result != PASSED)
			printf("%s %s (%s)\n", result == SKIPPED ? "skipped" : "FAILED", t->name, t->file);
	}
	printf("%d passed, %d failed", passed, failed);
	if (skipped)
		printf(", %d skipped", skipped);
	putchar('\n');
	return failed ? 1 : 0;
}
