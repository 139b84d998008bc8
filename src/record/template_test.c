#include "record/html.h"
#include "base/civil.h"
#include "record/sample.h"
#include "test.h"
#include "tests/record/templates.h"

static struct arena arena;

/* tools/tmplc of the same build */
static const char *compiler(void)
{
	char path[512];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	CHECK(n > 0);
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return arena_printf(&arena, "%s/tools/tmplc", path);
}

/* Compiles a template of these lines; what the compiler says, "" when it is content. */
static const char *compile(const char *lines)
{
	const char *folder = test_folder();
	char *path = arena_printf(&arena, "%s/bad.html.t", folder), text[1024] = "";
	FILE *f = fopen(path, "w");
	size_t n;

	CHECK(f);
	fprintf(f, "<%%@ type struct x %%>\n%s\n", lines);
	CHECK_INT(fclose(f), 0);
	f = popen(arena_printf(&arena, "'%s' '%s' '%s/bad.c' 2>&1", compiler(), path, folder), "r");
	CHECK(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	CHECK((pclose(f) == 0) == (n == 0));
	return arena_strdup(&arena, text);
}

TEST(a_template_writes_its_text_and_escapes_every_value)
{
	static const struct sample_row rows[] = {
		{7, "<王>&\"'", true, 0},
		{8, "b/c", false, 0},
	};
	struct ctx cx = {.arena = &arena, .now = 1};
	struct strbuf out;
	struct page pg = {.out = &out, .cx = &cx, .zone_minutes = ZONE_SHANGHAI};
	struct sample_list list = {rows, COUNT(rows)};

	strbuf_init(&out, &arena, 100000);
	record_sample_html(&pg, &list);
	CHECK_STR(
		out.s,
		"<h1>工单 <small>2</small></h1><ul>"
		"<li class=\"row late\" title=\"&lt;王&gt;&amp;&quot;&#39;\">"
		"<a href=\"/requests/7?q=%3C%E7%8E%8B%3E%26%22%27\">&lt;王&gt;&amp;&quot;&#39;</a> "
		"at "
		"<i>even</i></li>"
		"<li class=\"row\" title=\"b/c\"><a href=\"/requests/8?q=b%2Fc\">b/c</a> at "
		"<i>odd</i></li>"
		"</ul><pre>\n  kept\n</pre>");
}

TEST(a_template_that_could_let_through_script_or_markup_is_refused_with_its_line)
{
	static const struct {
		const char *lines, *message;
	} cases[] = {
		{"<script>alert(1)</script>", ":2:8: error: <script> without src"},
		{"<script src=\"/a\">x</script>", "text inside <script>"},
		{"\n<script src=\"/a\"><%= p->x %></script>",
		 ":3:22: error: a value inside <script>"},
		{"<style>a{}</style>", "<style>: no style"},
		{"<a href=<%= p->x %>>", "attribute without quotes"},
		{"<a href=\"<%= p->x %>\">", "must begin with the text /path or #"},
		{"<a href=\"/<%= p->x %>\">", "must begin with the text /path or #"},
		{"<a href=\"//<%= p->x %>\">", "must begin with the text /path or #"},
		{"<a href=\"<%u p->x %>/<%= p->y %>\">", "must begin with the text /path or #"},
		{"<a href=\"<% if (a) { %>/x<% } %><%= p->y %>\">", "must begin with the text"},
		{"<form action='<%= p->x %>'>", "must begin with the text /path or #"},
		{"<a href=\"JavaScript:x\">", "no script"},
		{"<p onclick=\"x\">", "onclick=: no script"},
		{"<p STYLE=\"x\">", "style=: no style"},
		{"<p style>", "style=: no style"},
		{"<p hx-on:click=\"x\">", "no script"},
		{"<p hx-vals='{\"a\":\"<%= p->x %>\"}'>", "is evaluated"},
		{"<iframe srcdoc=\"<%= p->x %>\">", "srcdoc"},
		{"<p <%= p->x %>>", "outside of an attribute's quotes"},
		{"<p title=\"<%r html_time(pg, 1) %>\">", "stands between tags"},
		{"<% strbuf_text(x, p->raw); %>", "no raw output"},
		{"<%r f(pg->out, p->raw); %>", "no raw output"},
		{"<%! p->raw %>", "is none of"},
		{"<!-- secret -->", "sent to everybody"},
		{"a < b", "a bare <"},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_HAS(compile(cases[i].lines), cases[i].message);
}

TEST(a_block_of_a_template_leaves_the_html_as_it_found_it)
{
	CHECK_HAS(compile("<% if (x) { %><a href=\"<% } else { %><b title=\"<% } %>"),
		  "different places");
	CHECK_HAS(compile("<% for (;;) { %><a class=\"<% if (x) { break; } %>\"><% } %>"),
		  "leaves a tag");
	CHECK_HAS(compile("<% if (x) { return; } %>"), "half written");
	CHECK_HAS(compile("<% if (x) %><p>"), "code ends in");
	CHECK_HAS(compile("<% if (x) { %>"), "has no }");
	CHECK_HAS(compile("<% } %>"), "without its {");
	CHECK_HAS(compile("<p><%= p->x "), "is not closed");
	CHECK_HAS(compile("<p"), "ends inside a tag");
	CHECK_STR(compile("<p class=\"a<% if (x) { %> b<% } else { %> c<% } %>\"><% /* } */ "
			  "f(\"}\"); %>"),
		  "");
}

TEST(chinese_in_a_template_goes_through_the_catalogue)
{
	CHECK_HAS(compile("<p>中文</p>"), "person-facing text");
	CHECK_HAS(compile("<p title=\"中文\">"), "person-facing text");
	CHECK_HAS(compile("<%= \"中文\" %>"), "person-facing text");
	CHECK_HAS(compile("<%= f(\"a\", \"中文\") %>"), "person-facing text");
	CHECK_STR(compile("<p title=\"<%t 中文 %>\"><%t 中文 %> · — 5 ¥<%= T(pg->cx, \"中文\") %>"),
		  "");
}
