#include "base/log.h"
#include "base/civil.h"
#include "base/text.h"

static const char *const level_names[] = { "debug", "info", "warning", "error" };
static enum log_level least_level = LOG_INFO;

void log_level_set(enum log_level least)
{
	least_level = least;
}

/* A line stays one line whatever the text holds: controls become '?', so do signs that turn the
 * direction of writing, and broken bytes. */
static void make_harmless(char *s)
{
	while (*s) {
		const char *next = s;
		uint32_t c = text_next(&next);
		bool tab_or_line = c == '\t' || c == '\n' || c == '\r';

		if (tab_or_line || !text_valid(s, (size_t)(next - s)))
			memset(s, '?', (size_t)(next - s));
		s += next - s;
	}
}

void log_line(enum log_level level, const char *event, const char *format, ...)
{
	char text[1024], line[1280], stamp[CIVIL_TEXT];
	va_list ap;
	int n;

	if (level < least_level)
		return;
	va_start(ap, format);
	(void)vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	make_harmless(text);
	civil_rfc3339(clock_now_ms(), 0, stamp);
	n = snprintf(line, sizeof line, "%s %s %s %s\n", stamp, level_names[level], event, text);
	if (n > 0)
		(void)!write(STDERR_FILENO, line, MIN((size_t)n, sizeof line - 1));
}
