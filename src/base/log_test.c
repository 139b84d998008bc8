#include "base/log.h"
#include "base/text.h"
#include "test.h"

/* What one call writes to standard error. */
static const char *logged(enum log_level level, const char *value)
{
	static char text[2048];
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t n;

	CHECK_OK(pipe(ends));
	CHECK(dup2(ends[1], STDERR_FILENO) >= 0);
	log_line(level, "serve.start", "name=%s", value);
	CHECK(dup2(kept, STDERR_FILENO) >= 0);
	close(ends[1]);
	n = read(ends[0], text, sizeof text - 1);
	close(ends[0]);
	text[MAX(n, 0)] = '\0';
	return text;
}

TEST(an_event_is_one_line_whatever_its_text_holds)
{
	const char *line = logged(LOG_INFO, "a\nfake\r\t\x1B[31m\u202E楼\xFF");

	CHECK_HAS(line, "+00:00 info serve.start name=a?fake???[31m???楼?\n");
	CHECK_INT(strlen(line), strcspn(line, "\n") + 1);
}

TEST(a_long_event_is_still_a_line_of_whole_characters)
{
	struct arena a = { 0 };
	struct strbuf b;
	const char *line;

	strbuf_init(&b, &a, 4000);
	for (int i = 0; i < 1000; i++)
		strbuf_text(&b, "楼");
	line = logged(LOG_ERROR, b.s);
	CHECK(text_valid(line, strlen(line)));
	CHECK_INT(line[strlen(line) - 1], '\n');
	arena_free(&a);
}

TEST(an_event_below_the_level_is_not_written)
{
	CHECK_STR(logged(LOG_DEBUG, "x"), "");
	log_level_set(LOG_DEBUG);
	CHECK_HAS(logged(LOG_DEBUG, "x"), " debug serve.start name=x\n");
	log_level_set(LOG_ERROR);
	CHECK_STR(logged(LOG_WARNING, "x"), "");
}
