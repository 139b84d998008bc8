#include "tmplc.h"

static bool one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(word, *list))
			return true;
	return false;
}

static bool is_url_attribute(const char *name)
{
	static const char *const names[] = {
		"href",   "src",      "action",    "formaction",  "poster",         "cite",
		"data",   "srcset",   "ping",      "xlink:href",  "hx-get",         "hx-post",
		"hx-put", "hx-patch", "hx-delete", "hx-push-url", "hx-replace-url", NULL};
	return one_of(name, names);
}

/* htmx reads JSON or an expression there, which HTML escaping does not make safe */
static bool is_evaluated_attribute(const char *name)
{
	static const char *const names[] = {"hx-vals",    "hx-vars",    "hx-headers",
					    "hx-trigger", "hx-request", NULL};
	return one_of(name, names);
}

static void check_attribute(const struct context *x, const struct source *at)
{
	const char *name = x->attribute;

	if (!strncmp(name, "on", 2) || !strncmp(name, "hx-on", 5) ||
	    !strncmp(name, "data-hx-on", 10))
		refuse(at, "%s=: no script in a page; listen in app.js", name);
	if (!strcmp(name, "style"))
		refuse(at, "style=: no style in a page; use a class of app.css");
	if (!strcmp(name, "srcdoc"))
		refuse(at, "srcdoc=: a page inside an attribute escapes the checks");
}

static void append(const struct source *at, char *word, size_t size, char ch)
{
	size_t n = strlen(word);
	if (n + 1 == size)
		refuse(at, "\"%s…\" is too long for a name", word);
	word[n] = (char)tolower((unsigned char)ch);
	word[n + 1] = '\0';
}

static void tag_ends(struct context *x, const struct source *at)
{
	x->place = TEXT;
	if (x->closing) {
		if (!strcmp(x->tag, x->kept))
			x->kept[0] = '\0';
		return;
	}
	if (!strcmp(x->tag, "script") && !x->has_src)
		refuse(at, "<script> without src: no script in a page; write it into app.js");
	if (!strcmp(x->tag, "pre") || !strcmp(x->tag, "textarea") || !strcmp(x->tag, "script"))
		memcpy(x->kept, x->tag, sizeof x->kept);
}

static void tag_begins(struct context *x, const struct source *at, const char *s)
{
	if (!strncmp(s, "<!--", 4))
		refuse(at, "a comment would be sent to everybody; write <%% /* … */ %%>");
	if (!isalpha((unsigned char)s[1]) && s[1] != '/' && s[1] != '!')
		refuse(at, "a bare <; write &lt;");
	x->place = TAG_NAME;
	x->closing = false;
	x->has_src = false;
	x->tag[0] = '\0';
}

/* One character between the < and the > of a tag, outside attribute values. */
static void step_in_tag(struct context *x, const struct source *at, char ch)
{
	if (x->place == TAG_NAME && ch == '/' && !x->tag[0]) {
		x->closing = true;
	} else if (x->place == TAG_NAME && !isspace((unsigned char)ch) && ch != '>' && ch != '/') {
		append(at, x->tag, sizeof x->tag, ch);
		if (!strcmp(x->tag, "style") && !x->closing)
			refuse(at, "<style>: no style in a page; write it into app.css");
	} else if (ch == '=' && x->place == ATTRIBUTE) {
		check_attribute(x, at);
		x->has_src |= !strcmp(x->attribute, "src");
		x->place = BEFORE_VALUE;
		x->value_len = 0;
	} else if (ch == '>') {
		if (x->place == ATTRIBUTE)
			check_attribute(x, at);
		tag_ends(x, at);
	} else if (isspace((unsigned char)ch) || ch == '/') {
		if (x->place == ATTRIBUTE)
			check_attribute(x, at);
		x->place = IN_TAG;
	} else {
		if (x->place != ATTRIBUTE)
			x->attribute[0] = '\0';
		x->place = ATTRIBUTE;
		append(at, x->attribute, sizeof x->attribute, ch);
	}
}

static void step_in_value(struct context *x, const struct source *at, char ch)
{
	if (x->place == BEFORE_VALUE) {
		if (ch == '"' || ch == '\'') {
			x->quote = ch;
			x->place = QUOTED;
		} else if (!isspace((unsigned char)ch)) {
			x->place = UNQUOTED;
		}
	} else if (x->place == QUOTED && ch == x->quote) {
		x->place = IN_TAG;
	} else if (x->place == UNQUOTED && ch == '>') {
		tag_ends(x, at);
	} else if (x->place == UNQUOTED && isspace((unsigned char)ch)) {
		x->place = IN_TAG;
	} else {
		if (x->value_len < sizeof x->value)
			x->value[x->value_len] = ch;
		x->value_len++;
	}
}

void context_step(struct context *x, const struct source *at, const char *s)
{
	switch (x->place) {
	case TEXT:
		if (!strcmp(x->kept, "script") && !isspace((unsigned char)*s) &&
		    strncasecmp(s, "</script", 8))
			refuse(at,
			       "text inside <script>: no script in a page; write it into app.js");
		if (*s == '<')
			tag_begins(x, at, s);
		break;
	case TAG_NAME:
	case IN_TAG:
	case ATTRIBUTE:
		step_in_tag(x, at, *s);
		break;
	case BEFORE_VALUE:
	case QUOTED:
	case UNQUOTED:
		step_in_value(x, at, *s);
		break;
	}
}

bool context_same(const struct context *a, const struct context *b)
{
	if (a->place != b->place || strcmp(a->kept, b->kept))
		return false;
	if (a->place == TEXT)
		return true;
	if (strcmp(a->tag, b->tag) || a->closing != b->closing)
		return false;
	return a->place != QUOTED || (a->quote == b->quote && !strcmp(a->attribute, b->attribute));
}

void context_value(struct context *x, const struct source *at, char form)
{
	bool local = x->value_len &&
		     (x->value[0] == '#' ||
		      (x->value[0] == '/' && x->value_len > 1 && !strchr("/\\", x->value[1])));

	if (x->place == TEXT && !strcmp(x->kept, "script"))
		refuse(at, "a value inside <script>; put it into a data- attribute");
	if (x->place == TEXT)
		return;
	if (form == 'r')
		refuse(at, "<%%r %%> stands between tags");
	if (x->place == BEFORE_VALUE || x->place == UNQUOTED)
		refuse(at, "a value in an attribute without quotes: write %s=\"…\"", x->attribute);
	if (x->place != QUOTED)
		refuse(at, "a value inside a tag, outside of an attribute's quotes");
	if (form != 'u' && is_evaluated_attribute(x->attribute))
		refuse(at, "%s= is evaluated: only <%%u %%> is safe there", x->attribute);
	if (form != 'u' && is_url_attribute(x->attribute) && !local)
		refuse(at,
		       "%s= must begin with the text /path or #; for one component use <%%u %%>",
		       x->attribute);
	if (!x->value_len) /* a path that begins with a value is not known to be ours */
		x->value[x->value_len++] = '?';
}
