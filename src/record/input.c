#include "record/input.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "base/text.h"
#include <jansson.h>

enum { FIRST_ROOM = 16, NAME_BYTES = 1024 };

void input_init(struct input *in, struct arena *a)
{
	*in = (struct input){.arena = a};
}

void input_add(struct input *in, const char *name, const char *value)
{
	if (in->count == in->room) {
		size_t room = MAX(in->room * 2, (size_t)FIRST_ROOM);
		in->pair = arena_grow(in->arena, in->pair, in->room * sizeof *in->pair,
				      room * sizeof *in->pair);
		in->room = room;
	}
	in->pair[in->count++] =
		(struct input_pair){arena_strdup(in->arena, name), arena_strdup(in->arena, value)};
}

const char *input_text(const struct input *in, const char *name)
{
	for (size_t i = 0; i < in->count; i++)
		if (!strcmp(in->pair[i].name, name))
			return in->pair[i].value;
	return NULL;
}

const char *input_last(const struct input *in, const char *name)
{
	for (size_t i = in->count; i-- > 0;)
		if (!strcmp(in->pair[i].name, name))
			return in->pair[i].value;
	return NULL;
}

bool input_has(const struct input *in, const char *prefix)
{
	for (size_t i = 0; i < in->count; i++)
		if (text_starts(in->pair[i].name, prefix))
			return true;
	return false;
}

/* Bounds depth and number of members before anything is allocated for them. */
static int check_size(struct ctx *cx, const char *body, size_t n)
{
	size_t depth = 0, values = 1;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		char c = body[i];
		if (quoted) {
			i += c == '\\';
			quoted = c != '"';
		} else if (c == '"') {
			quoted = true;
		} else if (c == '{' || c == '[') {
			depth++;
			values++;
		} else if (c == '}' || c == ']') {
			depth -= depth > 0;
		} else if (c == ',') {
			values++;
		}
		if (depth > LIMIT_JSON_DEPTH)
			return fail(cx, ERR_INVALID, T(cx, "JSON 嵌套超过 %d 层"),
				    LIMIT_JSON_DEPTH);
		if (values > LIMIT_FIELDS)
			return fail(cx, ERR_TOO_BIG, T(cx, "JSON 的字段超过 %d 个"), LIMIT_FIELDS);
	}
	return OK;
}

/* The shortest text that is the same number: 75.1 stays "75.1". */
static const char *real_text(double real, char text[32])
{
	for (int precision = 1; precision <= 17; precision++) {
		(void)snprintf(text, 32, "%.*g", precision, real);
		if (strtod(text, NULL) == real)
			break;
	}
	return text;
}

static void add_scalar(struct input *in, const char *name, const json_t *value)
{
	char text[32];

	switch (json_typeof(value)) {
	case JSON_STRING:
		input_add(in, name, json_string_value(value));
		break;
	case JSON_INTEGER:
		(void)snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT,
			       json_integer_value(value));
		input_add(in, name, text);
		break;
	case JSON_REAL:
		input_add(in, name, real_text(json_real_value(value), text));
		break;
	case JSON_TRUE:
		input_add(in, name, "1");
		break;
	case JSON_FALSE:
		input_add(in, name, "0");
		break;
	case JSON_NULL:
		input_add(in, name, "");
		break;
	case JSON_OBJECT:
	case JSON_ARRAY:
		assert(!"handled by flatten");
	}
}

static void cut(struct strbuf *path, size_t len)
{
	if (path->len > len)
		path->s[path->len = len] = '\0';
}

/* path holds the name of value; it is put back before the return. Depth: check_size(). */
static void flatten(struct input *in, struct strbuf *path, json_t *value)
{
	size_t len = path->len, i;
	const char *key;
	json_t *member;

	if (json_is_object(value)) {
		json_object_foreach(value, key, member)
		{
			strbuf_text(path, len ? "." : "");
			strbuf_text(path, key);
			flatten(in, path, member);
			cut(path, len);
		}
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, member)
		{
			strbuf_char(path, '.');
			strbuf_int(path, (int64_t)i);
			flatten(in, path, member);
			cut(path, len);
		}
	} else {
		add_scalar(in, path->s, value);
	}
}

int input_json(struct ctx *cx, const char *body, size_t n, struct input *in)
{
	struct strbuf path;
	json_error_t error;
	json_t *root;
	int r = check_size(cx, body, n);

	if (r < 0)
		return r;
	root = json_loadb(body, n, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		return fail(cx, ERR_INVALID, T(cx, "不是有效的 JSON：第 %d 行，第 %d 列"),
			    error.line, error.column);
	strbuf_init(&path, in->arena, NAME_BYTES);
	if (!json_is_object(root))
		r = fail(cx, ERR_INVALID, T(cx, "JSON 必须是一个对象"));
	else
		flatten(in, &path, root);
	if (path.full)
		r = fail(cx, ERR_INVALID, T(cx, "JSON 的字段名太长"));
	json_decref(root);
	return r;
}
