/* Runs the files of stories given, each with an office of its own: story PROGRAM FILE… The last
 * line is "N passed, N failed". */
#include "story.h"
#include "base/civil.h"
#include <ctype.h>

static int passed, failed;

/* ---- variables ---- */

const char *story_get(const struct story *s, const char *name)
{
	for (size_t i = s->variable_count; i--;)
		if (!strcmp(s->variables[i].name, name))
			return s->variables[i].value;
	return NULL;
}

void story_set(struct story *s, const char *name, const char *value)
{
	assert(s->variable_count < STORY_VARIABLES);
	s->variables[s->variable_count++] = (struct variable){ arena_strdup(s->arena, name),
							       arena_strdup(s->arena, value) };
}

/* "now-2h", "now+3d": a time as the API takes it; "today-1": a day; NULL for any other name. */
static const char *time_from_now(struct story *s, const char *name)
{
	char text[CIVIL_TEXT], *unit;
	long n;

	if (!strncmp(name, "today", 5))
		return arena_strdup(s->arena,
				    civil_date(civil_day_of(clock_now_ms(), ZONE_SHANGHAI) +
					       (int32_t)strtol(name + 5, NULL, 10), text));
	if (strncmp(name, "now", 3) != 0)
		return NULL;
	n = strtol(name + 3, &unit, 10);
	return arena_strdup(s->arena, civil_rfc3339(clock_now_ms() + n * (*unit == 'd' ? DAYS(1) :
						    *unit == 'h' ? HOURS(1) : MINUTES(1)),
						    ZONE_SHANGHAI, text));
}

/* ${name} → its value; an unknown name stays, so that it is seen in the failure. */
static char *filled(struct story *s, const char *line)
{
	struct strbuf out;

	strbuf_init(&out, s->arena, STORY_TEXT);
	while (*line) {
		const char *end = line[0] == '$' && line[1] == '{' ? strchr(line, '}') : NULL;
		const char *name = end ? arena_strndup(s->arena, line + 2, (size_t)(end - line - 2)) : "";
		const char *value = story_get(s, name);
		if (!value)
			value = time_from_now(s, name);
		if (!value) {
			strbuf_char(&out, *line++);
			continue;
		}
		strbuf_text(&out, value);
		line = end + 1;
	}
	return out.s;
}

/* ---- a file, line by line ---- */

struct reader {
	const char *path;
	char **lines;
	size_t count, at;
};

static bool read_lines(struct arena *a, const char *path, struct reader *ret)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t size = 0, room = 0;
	ssize_t n;

	*ret = (struct reader){ .path = path };
	if (!f) {
		fprintf(stderr, "story: %s: %s\n", path, strerror(errno));
		return false;
	}
	while ((n = getline(&line, &size, f)) >= 0) {
		if (ret->count == room) {
			size_t more = room ? room * 2 : 256;
			ret->lines = arena_grow(a, ret->lines, room * sizeof(char *),
						more * sizeof(char *));
			room = more;
		}
		line[strcspn(line, "\n")] = '\0';
		ret->lines[ret->count++] = arena_strdup(a, line);
	}
	free(line);
	fclose(f);
	return true;
}

static bool indented(const char *line)
{
	return line[0] == ' ' || line[0] == '\t';
}

static const char *inner(const char *line)
{
	return line + strspn(line, " \t");
}

/* ---- asking ---- */

static bool is_header(const char *line)
{
	size_t n = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");
	return isupper((unsigned char)line[0]) && line[n] == ':' && line[n + 1] == ' ';
}

/* @file NAME FILENAME TYPE PATH: a part of a form with files */
static void add_file(struct story *s, const char *line, struct strbuf *body)
{
	char name[64], filename[128], type[64], path[256], block[65536];
	size_t n;
	FILE *f;

	if (sscanf(line, "@file %63s %127s %63s %255s", name, filename, type, path) != 4)
		return;
	strbuf_printf(body, "--story\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
		      "Content-Type: %s\r\n\r\n", name, filename, type);
	f = fopen(filled(s, path), "re");
	while (f && (n = fread(block, 1, sizeof block, f)) > 0)
		strbuf_add(body, block, n);
	if (f)
		fclose(f);
	strbuf_text(body, "\r\n");
}

static void add_who(struct story *s, struct strbuf *head)
{
	if (!s->browser && s->token)
		strbuf_printf(head, "Authorization: Bearer %s\r\n", s->token);
	if (!s->browser || !s->cookie_count)
		return;
	strbuf_text(head, "Cookie: ");
	for (size_t i = 0; i < s->cookie_count; i++)
		strbuf_printf(head, "%s%s=%s", i ? "; " : "", s->cookies[i].name,
			      s->cookies[i].value);
	strbuf_text(head, "\r\n");
}

/* What the server set; a browser sends it back. */
static void keep_cookie(struct story *s)
{
	const char *set = message_header(s->arena, &s->answer, "Set-Cookie");
	const char *equals = set ? strchr(set, '=') : NULL;
	struct variable c;
	size_t i = 0;

	if (!s->browser || !equals)
		return;
	c.name = arena_strndup(s->arena, set, (size_t)(equals - set));
	c.value = arena_strndup(s->arena, equals + 1, strcspn(equals + 1, ";"));
	while (i < s->cookie_count && strcmp(s->cookies[i].name, c.name) != 0)
		i++;
	assert(i < COUNT(s->cookies));
	s->cookies[i] = c;
	s->cookie_count = MAX(s->cookie_count, i + 1);
}

static void take_answer(struct story *s)
{
	json_decref(s->json);
	s->json = json_loadb(s->answer.body, s->answer.body_size, JSON_DECODE_ANY, NULL);
	if (s->json && !json_is_object(s->json) && !json_is_array(s->json)) {
		json_decref(s->json);
		s->json = NULL;
	}
}

/* METHOD PATH, then indented: headers, and the body */
static void ask(struct story *s, struct reader *r, const char *line)
{
	const char *path = filled(s, line);
	bool typed = false, files = false;
	struct strbuf head, body;

	strbuf_init(&head, s->arena, STORY_TEXT);
	strbuf_init(&body, s->arena, STORY_TEXT);
	strbuf_printf(&head, "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", path, s->office->port);
	add_who(s, &head);
	for (; r->at < r->count && indented(r->lines[r->at]); r->at++) {
		const char *part = filled(s, inner(r->lines[r->at]));
		if (!body.len && is_header(part)) {
			strbuf_printf(&head, "%s\r\n", part);
			typed |= !strncasecmp(part, "Content-Type:", 13);
		} else if (!strncmp(part, "@file ", 6)) {
			add_file(s, part, &body);
			files = true;
		} else if (!strcmp(part, "@two_megabytes")) {
			for (int i = 0; i < 1 << 17; i++)
				STRBUF_LITERAL(&body, "0123456789abcdef");
		} else {
			strbuf_text(&body, part);
		}
	}
	if (files)
		strbuf_text(&body, "--story--\r\n");
	if (!typed && body.len)
		strbuf_printf(&head, "Content-Type: %s\r\n",
			      files ? "multipart/form-data; boundary=story" :
			      body.s[0] == '{' || body.s[0] == '[' ? "application/json" :
			      "application/x-www-form-urlencoded");
	http_ask(s->arena, s->office->port, head.s, body.s, body.len, &s->answer);
	keep_cookie(s);
	take_answer(s);
}

/* ---- lines ---- */

static bool tell(const struct reader *r, size_t line, const char *what, const char *wrong)
{
	fprintf(stderr, "%s:%zu: %s: %s\n", r->path, line + 1, what, wrong);
	return false;
}

static bool check_all(struct story *s, struct reader *r)
{
	bool well = true;

	for (; r->at < r->count && indented(r->lines[r->at]); r->at++) {
		const char *line = filled(s, inner(r->lines[r->at]));
		const char *wrong = line[0] == '#' ? NULL : check_line(s, line);
		if (wrong)
			well = tell(r, r->at, line, wrong);
	}
	return well;
}

/* = STATUS, then indented: what holds of the answer */
static bool expect(struct story *s, struct reader *r, const char *line)
{
	size_t at = r->at - 1;
	bool well = true;

	if (s->answer.status != (int)strtol(line, NULL, 10))
		well = tell(r, at, line, arena_printf(s->arena, "got %d: %.600s", s->answer.status,
						      s->answer.body));
	return check_all(s, r) && well;
}

/* run COMMAND…; run 3 COMMAND… when it is to end with 3 */
static bool run(struct story *s, struct reader *r, const char *line)
{
	char *rest = filled(s, line), *end;
	long want = strtol(rest, &end, 10);
	struct strbuf out;
	size_t at = r->at - 1;
	bool well = true;
	int code;

	if (end != rest)
		rest = end + strspn(end, " ");
	strbuf_init(&out, s->arena, STORY_TEXT);
	code = office_run(s->office, rest, &out);
	s->answer = (struct message){ .headers = arena_strdup(s->arena, ""), .body = out.s,
				      .body_size = out.len };
	take_answer(s);
	if (code != want)
		well = tell(r, at, rest, arena_printf(s->arena, "ended with %d", code));
	return check_all(s, r) && well;
}

static bool set_who(struct story *s, const char *who)
{
	s->browser = !strcmp(who, "browser");
	s->token = story_get(s, arena_printf(s->arena, "token_%s", who));
	return s->browser || s->token || !strcmp(who, "nobody");
}

static bool set_variable(struct story *s, const char *line)
{
	size_t n = strcspn(line, " ");

	story_set(s, arena_strndup(s->arena, line, n), filled(s, line + n + (line[n] == ' ')));
	return true;
}

static bool is_request(const char *line)
{
	static const char *const methods[] = { "GET /", "POST /", "PUT /", "DELETE /", "HEAD /" };

	for (size_t i = 0; i < COUNT(methods); i++)
		if (!strncmp(line, methods[i], strlen(methods[i])))
			return true;
	return false;
}

static bool do_line(struct story *s, struct reader *r)
{
	const char *line = r->lines[r->at++];

	if (!*line || line[0] == '#')
		return true;
	if (is_request(line)) {
		ask(s, r, line);
		return true;
	}
	if (!strncmp(line, "= ", 2))
		return expect(s, r, line + 2);
	if (!strncmp(line, "run ", 4))
		return run(s, r, line + 4);
	if (!strncmp(line, "as ", 3))
		return set_who(s, line + 3) || tell(r, r->at - 1, line, "nobody has this token");
	if (!strncmp(line, "set ", 4))
		return set_variable(s, line + 4);
	if (!strcmp(line, "serve"))
		return office_serve(s->office);
	if (!strcmp(line, "stop"))
		return office_stop(s->office) || tell(r, r->at - 1, line, "did not end with 0");
	return tell(r, r->at - 1, line, "what is this?");
}

/* ---- files ---- */

static void count(const char *name, bool well, const char *path)
{
	if (well) {
		passed++;
		return;
	}
	failed++;
	printf("FAILED %s (%s)\n", name, path);
}

/* "== sentence" begins a test; what stands before the first one must hold for all. */
static void run_file(struct story *s, struct reader *r)
{
	const char *name = NULL;
	bool well = true;

	while (r->at < r->count) {
		const char *line = r->lines[r->at];
		if (strncmp(line, "== ", 3) != 0) {
			well &= do_line(s, r);
			continue;
		}
		if (name || !well)
			count(name ? name : "what comes first", well, r->path);
		name = line + 3;
		well = true;
		r->at++;
	}
	if (name || !well)
		count(name ? name : "what comes first", well, r->path);
}

/* Whatever was told: the chain of what it left holds, and records and duties agree with it. */
static void check_office(struct story *s, const char *path)
{
	struct strbuf out;

	strbuf_init(&out, s->arena, STORY_TEXT);
	if (!office_run(s->office, "verify", &out))
		return;
	printf("%s: anju verify says\n%s", path, out.s);
	count("what was done agrees with the journal", false, path);
}

static void run_story(const char *program, const char *setup, const char *path)
{
	struct arena arena = { 0 };
	struct office office;
	struct story s = { .arena = &arena, .office = &office };
	struct reader first, r;

	office_make(&office, &arena, program);
	story_set(&s, "folder", office.folder);
	if (read_lines(&arena, setup, &first) && read_lines(&arena, path, &r)) {
		int before = failed;
		run_file(&s, &first);
		if (failed == before)
			run_file(&s, &r);
	} else {
		failed++;
	}
	if (!office_stop(&office))
		count("the server ends with 0", false, path);
	check_office(&s, path);
	json_decref(s.json);
	if (getenv("STORY_KEEP"))
		printf("%s: %s\n", path, office.folder);
	else
		office_remove(&office);
	arena_free(&arena);
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	for (int i = 2; i < argc; i++) {
		const char *slash = strrchr(argv[i], '/');
		char setup[512];
		(void)snprintf(setup, sizeof setup, "%.*soffice.setup",
			       slash ? (int)(slash - argv[i] + 1) : 0, argv[i]);
		run_story(argv[1], setup, argv[i]);
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed ? 1 : 0;
}
