#include "story.h"
#include "base/civil.h"
#include <regex.h>

/* ---- a value in the answer: "items.0.id", "obligations[kind=arrive].due_at" ---- */

static const char *shown(struct arena *a, const json_t *v)
{
	char *dumped;
	const char *text;

	if (!v)
		return "(absent)";
	if (json_is_string(v))
		return json_string_value(v);
	dumped = json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT);
	text = arena_strdup(a, dumped);
	free(dumped);
	return text;
}

/* [name=value]: the first element whose member has the value */
static json_t *selected(struct arena *a, json_t *list, const char *name, const char *value)
{
	size_t i;
	json_t *element;

	json_array_foreach(list, i, element)
		if (!strcmp(shown(a, json_object_get(element, name)), value))
			return element;
	return NULL;
}

static json_t *member(struct arena *a, json_t *v, char *part)
{
	char *bracket = strchr(part, '[');

	if (bracket)
		*bracket = '\0';
	if (json_is_array(v) && *part)
		v = json_array_get(v, strtoul(part, NULL, 10));
	else if (*part)
		v = json_object_get(v, part);
	if (bracket) {
		char *equals = strchr(bracket + 1, '='), *end = strrchr(bracket + 1, ']');
		if (!equals || !end || end < equals)
			return NULL;
		*equals = *end = '\0';
		v = selected(a, v, bracket + 1, equals + 1);
	}
	return v;
}

/* Parts are divided by dots that do not stand in brackets. */
static json_t *value_at(struct story *s, const char *path)
{
	char *at = arena_strdup(s->arena, path);
	json_t *v = s->json;

	while (v && at) {
		char *end = at;
		for (int depth = 0; *end && (*end != '.' || depth); end++)
			depth += *end == '[' ? 1 : *end == ']' ? -1 : 0;
		char *next = *end ? end + 1 : NULL;
		*end = '\0';
		v = member(s->arena, v, at);
		at = next;
	}
	return v;
}

/* ---- what may be said of a text ---- */

static const char *find(struct story *s, const char *text, const char *pattern, const char **ret)
{
	regex_t re;
	regmatch_t match[2];
	int r = regcomp(&re, pattern, REG_EXTENDED);

	if (r)
		return "the pattern is no regular expression";
	r = regexec(&re, text, 2, match, 0);
	regfree(&re);
	if (r)
		return arena_printf(s->arena, "does not match %s: %.400s", pattern, text);
	if (ret) {
		int which = re.re_nsub ? 1 : 0;
		*ret = arena_strndup(s->arena, text + match[which].rm_so,
				     (size_t)(match[which].rm_eo - match[which].rm_so));
	}
	return NULL;
}

static const char *check_text(struct story *s, const char *text, const char *op, const char *want)
{
	if (!strcmp(op, "~"))
		return find(s, text, want, NULL);
	if (!strcmp(op, "has"))
		return strstr(text, want) ? NULL : arena_printf(s->arena, "lacks %s: %.400s", want, text);
	if (!strcmp(op, "lacks"))
		return strstr(text, want) ? arena_printf(s->arena, "has %s", want) : NULL;
	if (!strcmp(op, "=") || !strcmp(op, "!="))
		return !strcmp(text, want) == !strcmp(op, "=") ?
			       NULL : arena_printf(s->arena, "is %.400s", text);
	return "no such check";
}

/* "find REGEX -> NAME" keeps what the first group matched */
static const char *keep_found(struct story *s, const char *text, const char *rest)
{
	char *pattern = arena_strdup(s->arena, rest), *arrow = strstr(pattern, " -> ");
	const char *found, *wrong;

	if (!arrow)
		return "find REGEX -> NAME";
	*arrow = '\0';
	wrong = find(s, text, pattern, &found);
	if (!wrong)
		story_set(s, arrow + 4, found);
	return wrong;
}

/* ---- what may be said of a JSON value ---- */

static bool has_element(struct story *s, json_t *list, const char *want)
{
	size_t i;
	json_t *element;

	json_array_foreach(list, i, element)
		if (!strcmp(shown(s->arena, element), want))
			return true;
	return false;
}

/* "15m after received_at" */
static const char *check_after(struct story *s, json_t *v, const char *want)
{
	char *unit, *word;
	int64_t length = strtol(want, &unit, 10), at, from;

	length *= *unit == 'm' ? MINUTES(1) : *unit == 'h' ? HOURS(1) : SECONDS(1);
	word = strstr(unit, " after ");
	if (!word || civil_parse(shown(s->arena, v), ZONE_SHANGHAI, &at) < 0 ||
	    civil_parse(shown(s->arena, value_at(s, word + 7)), ZONE_SHANGHAI, &from) < 0)
		return "one of the two is no time";
	return at - from == length ? NULL :
	       arena_printf(s->arena, "is %" PRId64 " s after", (at - from) / 1000);
}

static const char *check_value(struct story *s, json_t *v, const char *op, const char *want)
{
	if (!strcmp(op, "is") && !strcmp(want, "absent"))
		return v ? arena_printf(s->arena, "is %s", shown(s->arena, v)) : NULL;
	if (!v)
		return "is absent";
	if (!strcmp(op, "is") && !strcmp(want, "empty"))
		return *shown(s->arena, v) ? arena_printf(s->arena, "is %s", shown(s->arena, v)) : NULL;
	if (!strcmp(op, "is"))
		return check_after(s, v, want);
	if (!strcmp(op, "->")) {
		story_set(s, want, shown(s->arena, v));
		return NULL;
	}
	if (!strcmp(op, "count"))
		return json_array_size(v) == strtoul(want, NULL, 10) ?
			       NULL : arena_printf(s->arena, "has %zu", json_array_size(v));
	if (!strcmp(op, ">="))
		return json_integer_value(v) >= strtol(want, NULL, 10) ?
			       NULL : arena_printf(s->arena, "is %s", shown(s->arena, v));
	if (json_is_array(v) && (!strcmp(op, "has") || !strcmp(op, "lacks")))
		return has_element(s, v, want) == !strcmp(op, "has") ?
			       NULL : arena_printf(s->arena, "is %s", shown(s->arena, v));
	return check_text(s, shown(s->arena, v), op, want);
}

/* ---- a line: SUBJECT OP VALUE ---- */

static char *word(char **at)
{
	char *begin = *at, *end = begin;

	for (int depth = 0; *end && (*end != ' ' || depth); end++)
		depth += *end == '[' ? 1 : *end == ']' ? -1 : 0;
	*at = *end ? end + 1 : end;
	*end = '\0';
	return begin;
}

const char *check_line(struct story *s, const char *line)
{
	char *rest = arena_strdup(s->arena, line), *subject = word(&rest), *op;

	if (!strcmp(subject, "header")) {
		const char *value = message_header(s->arena, &s->answer, word(&rest));
		op = word(&rest);
		if (!strcmp(op, "is") && !strcmp(rest, "absent"))
			return value ? value : NULL;
		if (!value)
			return "is absent";
		return !strcmp(op, "find") ? keep_found(s, value, rest) :
					     check_text(s, value, op, rest);
	}
	op = word(&rest);
	if (!strcmp(subject, "body"))
		return !strcmp(op, "find") ? keep_found(s, s->answer.body, rest) :
					     check_text(s, s->answer.body, op, rest);
	if (!s->json)
		return arena_printf(s->arena, "the answer is no JSON: %.200s", s->answer.body);
	return check_value(s, value_at(s, subject), op, rest);
}
