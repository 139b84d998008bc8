/* The template compiler: NAME.html.t → a C function that writes the page. Built first, runs at
 * build time only.
 *
 *	tmplc TEMPLATE OUT.c
 *	tmplc -h OUT.h TEMPLATE…	declarations of one folder; untouched when nothing changed
 *
 *	<%@ include "modules/requests/requests_page.h" %>	for the generated file
 *	<%@ type struct request_list %>		the argument: const struct request_list *p
 *	<% C code %>		whole statements; a block ends in the HTML context it began in
 *	<%= expr %>		escaped by its type: html_put()
 *	<%u expr %>		one component of a URL: html_url()
 *	<%t 中文 %>		the text of the catalogue, escaped
 *	<%r html_time(pg, x) %>	a call that writes to pg by itself; between tags only
 *
 * There is no form for raw HTML. White space with a line end in it vanishes between a `>` and a
 * `<` (of HTML or of <% %>) and is one blank elsewhere; a blank that must be seen there is &#32;
 * or stands on one line. Inside <pre> and <textarea> it is kept. */
#include "tmplc.h"

enum { CJK_FROM = 0x2E80, BLOCKS = 64, LINE_BREAK_AFTER = 76 };

enum block_kind { PLAIN, LOOP, SWITCH };
struct block {
	struct context context;
	enum block_kind kind;
	int line;
};

struct compiler {
	struct source at;
	struct context context;
	struct block block[BLOCKS];
	size_t blocks;
	char *type;
	FILE *head, *body;
	char *head_text, *body_text;
	size_t head_size, body_size;
	FILE *run; /* static text not yet written out */
	char *run_text;
	size_t run_size;
};

void refuse(const struct source *at, const char *format, ...)
{
	va_list ap;
	fprintf(stderr, "%s:%d:%d: error: ", at->path, at->line, at->column);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static void die(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(1);
}

static char *read_whole(const char *path)
{
	FILE *f = fopen(path, "r"), *out;
	char *text, buffer[8192];
	size_t size, n;

	if (!f)
		return NULL;
	out = open_memstream(&text, &size);
	while (out && (n = fread(buffer, 1, sizeof buffer, f)))
		fwrite(buffer, 1, n, out);
	if (!out || ferror(f) || fclose(out))
		die(path);
	fclose(f);
	return text;
}

static void write_whole(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		die(path);
}

/* ---- names ---- */

/* "src/modules/requests/list.html.t" → "requests_list_html" */
static char *function_name(const char *path)
{
	const char *file = strrchr(path, '/'), *folder;
	char *name;

	if (!file || !strstr(file, ".html.t")) {
		fprintf(stderr, "%s: a template is called FOLDER/NAME.html.t\n", path);
		exit(1);
	}
	for (folder = file; folder > path && folder[-1] != '/'; folder--)
		;
	if (asprintf(&name, "%.*s_%.*s_html", (int)(file - folder), folder,
		     (int)strcspn(file + 1, "."), file + 1) < 0)
		die(path);
	for (char *s = name; *s; s++)
		if (!isalnum((unsigned char)*s))
			*s = '_';
	return name;
}

/* "src/modules/requests/list.html.t" → "modules/requests" */
static char *folder_name(const char *path)
{
	const char *from = strncmp(path, "src/", 4) ? path : path + 4;
	char *folder = strndup(from, (size_t)(strrchr(path, '/') - from));
	if (!folder)
		die(path);
	return folder;
}

/* ---- C text ---- */

static void write_literal(FILE *out, const char *s, size_t n)
{
	size_t column = 0;

	fputc('"', out);
	for (size_t i = 0; i < n; i++, column++) {
		unsigned char ch = (unsigned char)s[i];
		if (column > LINE_BREAK_AFTER && (ch & 0xC0) != 0x80) {
			fputs("\"\n\t\t\"", out);
			column = 0;
		}
		if (ch == '\n')
			fputs("\\n", out);
		else if (ch == '"' || ch == '\\' || ch == '?')
			fprintf(out, "\\%c", ch);
		else if (ch < 0x20)
			fprintf(out, "\\%03o", ch);
		else
			fputc(ch, out);
	}
	fputc('"', out);
}

static void flush_run(struct compiler *c)
{
	fflush(c->run);
	if (c->run_size) {
		fputs("\tstrbuf_add(pg->out, ", c->body);
		write_literal(c->body, c->run_text, c->run_size);
		fprintf(c->body, ", %zu);\n", c->run_size);
	}
	rewind(c->run);
}

/* gcc reports line and column of the template: the C stands where it stood there. */
static void write_position(struct compiler *c, FILE *out, int column, const char *before)
{
	fprintf(out, "#line %d \"%s\"\n", c->at.line, c->at.path);
	for (int i = 1 + (int)strlen(before); i < column; i++)
		fputc(' ', out);
	fputs(before, out);
}

static bool has_cjk(const char *s, size_t n)
{
	for (size_t i = 0; i + 2 < n; i++) {
		unsigned char a = (unsigned char)s[i], b = (unsigned char)s[i + 1];
		if (a >= 0xF0 ||
		    (a >= 0xE0 && (((a & 15u) << 12) | ((b & 63u) << 6)) >= (CJK_FROM & ~63u)))
			return true;
	}
	return false;
}

/* Is the literal at s the key of T(pg->cx, "…")? */
static bool is_catalogue_key(const char *code, const char *s)
{
	while (s > code && isspace((unsigned char)s[-1]))
		s--;
	if (s == code || *--s != ',')
		return false;
	while (s > code && *s != '(' && *s != '"' && *s != ';')
		s--;
	return *s == '(' && s > code && s[-1] == 'T' &&
	       (s == code + 1 || !isalnum((unsigned char)s[-2]));
}

/* After the string, character or comment that begins at s; s itself when there is none. */
static const char *skip_quoted(struct compiler *c, const char *code, const char *s)
{
	const char *from = s;
	char quote = *s;

	if (!strncmp(s, "//", 2))
		return s + strcspn(s, "\n");
	if (!strncmp(s, "/*", 2)) {
		s = strstr(s + 2, "*/");
		if (!s)
			refuse(&c->at, "a comment does not end inside its <%% %%>");
		return s + 2;
	}
	if (quote != '"' && quote != '\'')
		return s;
	for (s++; *s && *s != quote; s++)
		if (*s == '\\' && s[1])
			s++;
	if (!*s)
		refuse(&c->at, "a %c is not closed inside its <%% %%>", quote);
	if (has_cjk(from, (size_t)(s - from)) && !is_catalogue_key(code, from))
		refuse(&c->at, "person-facing text goes through <%%t %%> or T(pg->cx, \"…\")");
	return s + 1;
}

/* Words and literals that no C of a template may hold. */
static void check_code(struct compiler *c, const char *code)
{
	for (const char *s = code; *s;) {
		const char *after = skip_quoted(c, code, s);
		if (after == s && (!strncmp(s, "strbuf_", 7) || !strncmp(s, "->out", 5)))
			refuse(&c->at, "no raw output from a template; write a part in C and call "
				       "it by <%%r %%>");
		s = after == s ? s + 1 : after;
	}
}

static void leave_block(struct compiler *c)
{
	struct block *b;

	if (!c->blocks)
		refuse(&c->at, "a } without its {");
	b = &c->block[--c->blocks];
	if (!context_same(&b->context, &c->context))
		refuse(&c->at,
		       "the block of line %d begins and ends in different places of the HTML",
		       b->line);
	c->context =
		b->context; /* what the block did to a value's beginning need not have happened */
}

static void check_jump(struct compiler *c, const char *word)
{
	if (!strcmp(word, "return") || !strcmp(word, "goto"))
		refuse(&c->at, "%s would leave the page half written; use if and else", word);
	if (strcmp(word, "break") && strcmp(word, "continue"))
		return;
	for (size_t i = c->blocks; i-- > 0;) {
		const struct block *b = &c->block[i];
		if (b->kind == PLAIN || (b->kind == SWITCH && *word == 'c'))
			continue;
		if (!context_same(&b->context, &c->context))
			refuse(&c->at, "%s leaves a tag or an attribute open", word);
		return;
	}
}

static enum block_kind kind_of(const char *word, enum block_kind kind)
{
	if (!strcmp(word, "for") || !strcmp(word, "while") || !strcmp(word, "do"))
		return LOOP;
	return strcmp(word, "switch") ? kind : SWITCH;
}

/* Follows the blocks of a piece of code: each must leave the HTML as it found it, because the
 * context of what comes after is only known then. */
static void follow_blocks(struct compiler *c, const char *code)
{
	enum block_kind kind = PLAIN;
	char word[16];

	for (const char *s = code; *s;) {
		const char *after = skip_quoted(c, code, s);
		size_t n = 0;
		if (after != s) {
			s = after;
			continue;
		}
		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
		if (n) {
			(void)snprintf(word, sizeof word, "%.*s", (int)n, s);
			check_jump(c, word);
			kind = kind_of(word, kind);
			s += n;
			continue;
		}
		if (*s == '{') {
			if (c->blocks == BLOCKS)
				refuse(&c->at, "more than %d blocks inside each other", BLOCKS);
			c->block[c->blocks++] = (struct block){c->context, kind, c->at.line};
			kind = PLAIN;
		} else if (*s == '}') {
			leave_block(c);
			kind = PLAIN;
		}
		s++;
	}
}

/* ---- the forms of <% %> ---- */

static void write_directive(struct compiler *c, const char *text)
{
	if (c->body_size || c->run_size || c->blocks)
		refuse(&c->at, "<%%@ %%> stands before everything else");
	if (!strncmp(text, "include \"", 9) && text[strlen(text) - 1] == '"') {
		fprintf(c->head, "#line %d \"%s\"\n#include %s\n", c->at.line, c->at.path,
			text + 8);
	} else if (!strncmp(text, "type struct ", 12)) {
		for (const char *s = text + 12; *s; s++)
			if (!isalnum((unsigned char)*s) && *s != '_')
				refuse(&c->at, "<%%@ type struct NAME %%>, not \"%s\"", text);
		if (c->type)
			refuse(&c->at, "a second <%%@ type %%>");
		c->type = strdup(text + 5);
	} else {
		refuse(&c->at, "<%%@ include \"…\" %%> or <%%@ type struct NAME %%>, not \"%s\"",
		       text);
	}
}

static void write_code(struct compiler *c, const char *text, int column)
{
	size_t n = strlen(text);

	if (!n || (!strchr("{};:", text[n - 1]) && (n < 2 || strcmp(text + n - 2, "*/"))))
		refuse(&c->at,
		       "code ends in ; { } or :, because what follows it is many statements");
	if (c->context.place != TEXT && c->context.place != IN_TAG && c->context.place != QUOTED)
		refuse(&c->at,
		       "code stands between tags, between attributes or inside a quoted value");
	check_code(c, text);
	follow_blocks(c, text);
	write_position(c, c->body, column, "");
	fprintf(c->body, "%s\n", text);
}

static void write_value(struct compiler *c, char form, const char *text, int column)
{
	size_t n = strlen(text);

	context_value(&c->context, &c->at, form);
	if (!n)
		refuse(&c->at, "an empty <%%%c %%>", form);
	if (form == 't') {
		if (strchr(text, '\n'))
			refuse(&c->at, "a text of the catalogue is one line");
		write_position(c, c->body, 1, "html_text(pg, T(pg->cx, ");
		write_literal(c->body, text, n);
		fputs("));\n", c->body);
		return;
	}
	check_code(c, text);
	if (form != 'r' && text[n - 1] == ';')
		refuse(&c->at, "an expression, without ;");
	if (form == 'r' && text[n - 1] == ';')
		n--;
	write_position(c, c->body, column,
		       form == '='   ? "html_put(pg, "
		       : form == 'u' ? "html_url(pg, "
				     : "");
	fprintf(c->body, "%.*s%s;\n", (int)n, text, form == 'r' ? "" : ")");
}

/* Columns as gcc counts them: on the screen. */
static void move(struct compiler *c, const char *from, const char *to)
{
	for (; from < to; from++) {
		unsigned char ch = (unsigned char)*from;
		if (ch == '\n') {
			c->at.line++;
			c->at.column = 1;
		} else if (ch == '\t') {
			c->at.column = (c->at.column + 7) / 8 * 8 + 1;
		} else if ((ch & 0xC0) != 0x80) {
			c->at.column += ch >= 0xE3 ? 2 : 1;
		}
	}
}

/* From the < of a <% %> to after its >. */
static const char *compile_tag(struct compiler *c, const char *s)
{
	const char *end = strstr(s, "%>"), *from = s + 2, *to = end;
	char form = *from, *text;

	if (!end)
		refuse(&c->at, "<%% is not closed");
	if (strchr("=utr@", form) &&
	    (form == '=' || form == '@' || isspace((unsigned char)from[1])))
		from++;
	else if (isspace((unsigned char)form))
		form = '%';
	else
		refuse(&c->at, "<%%%c is none of <%%, <%%=, <%%u, <%%t, <%%r, <%%@", form);
	while (from < to && isspace((unsigned char)*from))
		from++;
	while (to > from && isspace((unsigned char)to[-1]))
		to--;
	text = strndup(from, (size_t)(to - from));
	move(c, s, from);
	if (form == '@')
		write_directive(c, text);
	else
		flush_run(c);
	if (form == '%')
		write_code(c, text, c->at.column);
	else if (form != '@')
		write_value(c, form, text, c->at.column);
	fflush(c->body);
	free(text);
	move(c, from, end + 2);
	return end + 2;
}

/* ---- static text ---- */

/* What remains of the white space [s, end): as it is, one blank, or nothing. */
static void write_blank(struct compiler *c, const char *text, const char *s, const char *end)
{
	const struct context *x = &c->context;
	bool after_tag = s == text || s[-1] == '>';
	bool before_tag = *end == '<' || !*end;

	if (!memchr(s, '\n', (size_t)(end - s)) || (x->place == TEXT && x->kept[0]))
		fwrite(s, 1, (size_t)(end - s), c->run);
	else if (x->place != TEXT || !after_tag || !before_tag)
		fputc(' ', c->run);
	for (; s < end; s++) {
		context_step(&c->context, &c->at, s);
		move(c, s, s + 1);
	}
}

static const char *compile_text(struct compiler *c, const char *text, const char *s)
{
	while (*s && strncmp(s, "<%", 2)) {
		const char *end = s;
		while (isspace((unsigned char)*end))
			end++;
		if (end > s) {
			write_blank(c, text, s, end);
			s = end;
			continue;
		}
		if (has_cjk(s, strnlen(s, 3)))
			refuse(&c->at, "person-facing text goes through <%%t %%>");
		if (!strncasecmp(s, "javascript:", 11))
			refuse(&c->at, "javascript: no script in a page");
		context_step(&c->context, &c->at, s);
		fputc(*s, c->run);
		move(c, s, s + 1);
		s++;
	}
	fflush(c->run);
	return s;
}

static void compile(struct compiler *c, const char *path)
{
	char *text = read_whole(path);

	if (!text)
		die(path);
	*c = (struct compiler){.at = {path, 1, 1}};
	c->head = open_memstream(&c->head_text, &c->head_size);
	c->body = open_memstream(&c->body_text, &c->body_size);
	c->run = open_memstream(&c->run_text, &c->run_size);
	if (!c->head || !c->body || !c->run)
		die(path);
	for (const char *s = text; *s;)
		s = strncmp(s, "<%", 2) ? compile_text(c, text, s) : compile_tag(c, s);
	if (c->context.place != TEXT)
		refuse(&c->at, "the template ends inside a tag");
	if (c->blocks)
		refuse(&c->at, "the block of line %d has no }", c->block[c->blocks - 1].line);
	if (!c->type)
		refuse(&c->at, "<%%@ type struct NAME %%> is missing");
	flush_run(c);
	if (fclose(c->head) || fclose(c->body) || fclose(c->run))
		die(path);
	free(text);
}

static void write_source(const char *path, const char *out_path)
{
	struct compiler c;
	FILE *out;
	char *text, *name = function_name(path), *folder = folder_name(path);
	size_t size;

	compile(&c, path);
	out = open_memstream(&text, &size);
	if (!out)
		die(out_path);
	fprintf(out, "#include \"base/base.h\"\n#include \"%s/templates.h\"\n", folder);
	fprintf(out, "%s\nvoid %s(struct page *pg, const %s *p)\n{\n\t(void)p;\n%s}\n", c.head_text,
		name, c.type, c.body_text);
	if (fclose(out))
		die(out_path);
	write_whole(out_path, text);
}

static void write_header(const char *out_path, char **paths, int count)
{
	char *text, *old, *guard = count ? folder_name(paths[0]) : NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!guard || !out)
		die(out_path);
	for (char *s = guard; *s; s++)
		*s = (char)(isalnum((unsigned char)*s) ? toupper((unsigned char)*s) : '_');
	fprintf(out, "#ifndef ANJU_%s_TEMPLATES_H\n#define ANJU_%s_TEMPLATES_H\n", guard, guard);
	fputs("#include \"record/html.h\"\n\n", out);
	for (int i = 0; i < count; i++) {
		struct compiler c;
		compile(&c, paths[i]);
		fprintf(out, "%s;\nvoid %s(struct page *pg, const %s *p);\n", c.type,
			function_name(paths[i]), c.type);
	}
	fputs("#endif\n", out);
	if (fclose(out))
		die(out_path);
	old = read_whole(out_path);
	if (!old || strcmp(old, text))
		write_whole(out_path, text);
}

int main(int argc, char **argv)
{
	if (argc > 3 && !strcmp(argv[1], "-h")) {
		write_header(argv[2], argv + 3, argc - 3);
	} else if (argc == 3) {
		write_source(argv[1], argv[2]);
	} else {
		fputs("usage: tmplc TEMPLATE OUT.c | tmplc -h OUT.h TEMPLATE...\n", stderr);
		return 2;
	}
	return 0;
}
