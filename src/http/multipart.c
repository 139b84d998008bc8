#include "http/multipart.h"
#include "base/limits.h"
#include "base/text.h"
#include "http/parse.h"

enum { PART_HEAD_BYTES = 8 * 1024, BOUNDARY_BYTES = 70 };

enum multipart_state { AT_BOUNDARY, AFTER_BOUNDARY, IN_HEAD, IN_DATA, AT_END };

struct multipart {
	struct arena *arena;
	struct multipart_sink sink;
	char delimiter[BOUNDARY_BYTES + 8]; /* CR LF - - boundary */
	size_t delimiter_n, matched;
	enum multipart_state state;
	char after[2];
	size_t after_n, parts;
	char head[PART_HEAD_BYTES];
	size_t head_n;
};

struct multipart *multipart_new(struct arena *a, const char *content_type,
				const struct multipart_sink *sink)
{
	struct multipart *m;
	const char *boundary;
	size_t n;

	if (header_parameter(a, content_type, "boundary", &boundary) < 0 || !boundary)
		return NULL;
	n = strlen(boundary);
	if (n < 1 || n > BOUNDARY_BYTES || boundary[n - 1] == ' ')
		return NULL;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)boundary[i] >= 0x7f || (unsigned char)boundary[i] < 0x20)
			return NULL;
	m = ARENA_NEW(a, struct multipart);
	m->arena = a;
	m->sink = *sink;
	m->delimiter_n = (size_t)snprintf(m->delimiter, sizeof m->delimiter, "\r\n--%s", boundary);
	m->matched = 2; /* the first boundary has no line before it */
	return m;
}

/* One header line of a part, without its line end. */
static int head_line(struct multipart *m, char *line, const char **disposition, const char **type)
{
	char *colon = strchr(line, ':');
	const char *value;

	if (!colon || !token_valid(line, (size_t)(colon - line)))
		return ERR_INVALID;
	*colon = '\0';
	value = text_trim(m->arena, colon + 1);
	if (!strcasecmp(line, "Content-Disposition")) {
		if (*disposition)
			return ERR_INVALID;
		*disposition = value;
	} else if (!strcasecmp(line, "Content-Type")) {
		if (*type)
			return ERR_INVALID;
		*type = value;
	} else if (!strcasecmp(line, "Content-Transfer-Encoding")) {
		if (strcasecmp(value, "binary") && strcasecmp(value, "8bit") &&
		    strcasecmp(value, "7bit"))
			return ERR_INVALID;
	}
	return OK;
}

/* The head of a part is complete, in m->head with its empty line. */
static int part_begin(struct multipart *m)
{
	const char *disposition = NULL, *type = NULL, *name, *filename, *extended;
	char *text = arena_strndup(m->arena, m->head, m->head_n - 2);

	if (!text_valid(text, m->head_n - 2))
		return ERR_INVALID;
	while (*text) {
		char *end = strstr(text, "\r\n");
		if (!end)
			return ERR_INVALID;
		*end = '\0';
		if (!header_value_valid(text, strlen(text)) ||
		    head_line(m, text, &disposition, &type) < 0)
			return ERR_INVALID;
		text = end + 2;
	}
	if (!disposition || !media_type_is(disposition, "form-data"))
		return ERR_INVALID;
	if (header_parameter(m->arena, disposition, "name", &name) < 0 || !name ||
	    header_parameter(m->arena, disposition, "filename", &filename) < 0 ||
	    header_parameter(m->arena, disposition, "filename*", &extended) < 0 || extended)
		return ERR_INVALID; /* RFC 7578 4.2 forbids filename* */
	if (++m->parts > LIMIT_FIELDS)
		return ERR_TOO_BIG;
	m->head_n = 0;
	return m->sink.begin(m->sink.context, name, filename, type ? type : "");
}

static int head_add(struct multipart *m, char c)
{
	if (m->head_n == sizeof m->head)
		return ERR_TOO_BIG;
	m->head[m->head_n++] = c;
	if (c != '\n' || m->head_n < 2)
		return OK;
	if (m->head[m->head_n - 2] != '\r')
		return ERR_INVALID;
	if (m->head_n < 4)
		return ERR_INVALID; /* no header at all */
	if (memcmp(m->head + m->head_n - 4, "\r\n\r\n", 4))
		return OK;
	m->state = IN_DATA;
	return part_begin(m);
}

/* The two bytes behind a boundary: a line end begins a part, two dashes end the body. */
static int after_add(struct multipart *m, char c)
{
	m->after[m->after_n++] = c;
	if (m->after_n < 2)
		return OK;
	m->after_n = 0;
	if (!memcmp(m->after, "\r\n", 2))
		m->state = IN_HEAD;
	else if (!memcmp(m->after, "--", 2))
		m->state = AT_END;
	else
		return ERR_INVALID;
	return OK;
}

/* Data up to a CR goes on as it is; the delimiter has its only CR at its begin, so a broken match
 * is data and needs no second look. Answers the bytes used, or an error. */
static ssize_t data_add(struct multipart *m, const char *s, size_t n)
{
	size_t used = 0, matched;
	int r;

	if (!m->matched) {
		const char *cr = memchr(s, '\r', n);
		size_t run = cr ? (size_t)(cr - s) : n;
		if (run)
			return (r = m->sink.data(m->sink.context, s, run)) < 0 ? r : (ssize_t)run;
	}
	while (used < n && m->matched < m->delimiter_n && s[used] == m->delimiter[m->matched]) {
		used++;
		m->matched++;
	}
	if (m->matched == m->delimiter_n) {
		m->matched = 0;
		m->state = AFTER_BOUNDARY;
		r = m->sink.end(m->sink.context);
		return r < 0 ? r : (ssize_t)used;
	}
	if (used < n) {
		matched = m->matched;
		m->matched = 0;
		r = m->sink.data(m->sink.context, m->delimiter, matched);
		return r < 0 ? r : (ssize_t)used;
	}
	return (ssize_t)used;
}

int multipart_add(struct multipart *m, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n;) {
		ssize_t used = 1;
		int r = OK;

		switch (m->state) {
		case AT_BOUNDARY:
			if (bytes[i] != m->delimiter[m->matched++])
				return ERR_INVALID;
			if (m->matched == m->delimiter_n) {
				m->matched = 0;
				m->state = AFTER_BOUNDARY;
			}
			break;
		case AFTER_BOUNDARY:
			r = after_add(m, bytes[i]);
			break;
		case IN_HEAD:
			r = head_add(m, bytes[i]);
			break;
		case IN_DATA:
			used = data_add(m, bytes + i, n - i);
			r = used < 0 ? (int)used : OK;
			break;
		case AT_END:
			if (!strchr("\r\n", bytes[i]) || !bytes[i])
				return ERR_INVALID;
			break;
		}
		if (r < 0)
			return r;
		i += (size_t)used;
	}
	return OK;
}

int multipart_end(const struct multipart *m)
{
	return m->state == AT_END ? OK : ERR_INVALID;
}
