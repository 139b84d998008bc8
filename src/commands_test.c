#include "commands.h"
#include "app/permission.h"
#include "print.h"
#include "test.h"
#include <jansson.h>

/* ---- options ---- */

static bool read_words(FILE *err, int argc, char **argv, const char **ret_user, bool *ret_dry,
		       const char **words, size_t *ret_words)
{
	struct console con = { .err = err, .argc = argc, .argv = argv };
	const struct option options[] = { { "--user", ret_user, NULL }, { "--dry", NULL, ret_dry } };

	return options_read(&con, options, COUNT(options), words, 2, ret_words);
}

TEST(options_stand_anywhere_with_a_blank_or_an_equals_sign)
{
	char *argv[] = { (char[]){ "token" }, (char[]){ "one" }, (char[]){ "--user=liting" },
			 (char[]){ "two" }, (char[]){ "--dry" } };
	char *blank[] = { (char[]){ "token" }, (char[]){ "--user" }, (char[]){ "wangxue" } };
	const char *user = NULL, *words[2];
	bool dry = false;
	size_t count;

	CHECK(read_words(stderr, 5, argv, &user, &dry, words, &count));
	CHECK_STR(user, "liting");
	CHECK(dry);
	CHECK_INT(count, 2);
	CHECK_STR(words[1], "two");
	CHECK(read_words(stderr, 3, blank, &user, &dry, words, &count));
	CHECK_STR(user, "wangxue");
}

TEST(options_that_are_unknown_or_lack_their_value_are_refused)
{
	char *unknown[] = { (char[]){ "token" }, (char[]){ "--usr" }, (char[]){ "x" } };
	char *longer[] = { (char[]){ "token" }, (char[]){ "--userx=1" } };
	char *shorter[] = { (char[]){ "token" }, (char[]){ "--use=1" } };
	char *lacking[] = { (char[]){ "token" }, (char[]){ "--user" } };
	char *many[] = { (char[]){ "token" }, (char[]){ "a" }, (char[]){ "b" }, (char[]){ "c" } };
	char *flag[] = { (char[]){ "token" }, (char[]){ "--dry=1" } };
	const char *user, *words[2];
	char *said = NULL;
	size_t size, count;
	FILE *err = open_memstream(&said, &size);
	bool dry;

	CHECK(!read_words(err, 3, unknown, &user, &dry, words, &count));
	CHECK(!read_words(err, 2, longer, &user, &dry, words, &count));
	CHECK(!read_words(err, 2, shorter, &user, &dry, words, &count));
	CHECK(!read_words(err, 2, lacking, &user, &dry, words, &count));
	CHECK(!read_words(err, 4, many, &user, &dry, words, &count));
	CHECK(!read_words(err, 2, flag, &user, &dry, words, &count));
	fclose(err);
	CHECK_HAS(said, "--usr");
	free(said);
}

/* ---- the printed tables ---- */

static json_t *printed(const char *name)
{
	struct printing p = { .json = true };
	json_error_t why;
	json_t *root = NULL;
	char *text = NULL;
	size_t size;

	p.out = open_memstream(&text, &size);
	for (const struct printer *printer = printers; printer->name; printer++)
		if (!strcmp(printer->name, name))
			CHECK_OK(print_table(printer, &p));
	fclose(p.out);
	root = json_loads(text, JSON_REJECT_DUPLICATES, &why);
	if (!root)
		test_failed(__FILE__, __LINE__, "%s: %s at %d", name, why.text, why.position);
	free(text);
	return root;
}

TEST(every_table_of_the_program_is_json)
{
	for (const struct printer *p = printers; p->name; p++)
		json_decref(printed(p->name));
}

TEST(permissions_name_each_role_with_its_term)
{
	json_t *root = printed("permissions"), *roles = json_object_get(root, "roles");
	json_t *desk = json_array_get(roles, ROLE_FRONT_DESK);

	CHECK_INT(json_array_size(roles), ROLES);
	CHECK_STR(json_string_value(json_object_get(desk, "role")), "front_desk");
	CHECK_STR(json_string_value(json_object_get(desk, "term")), "前台接待员");
	json_decref(root);
}

static json_t *at(json_t *from, const char *path)
{
	char *copy = strdup(path), *rest = copy, *part;

	while (from && (part = strsep(&rest, "|")))
		from = json_object_get(from, part);
	free(copy);
	return from;
}

TEST(api_describes_steps_bodies_and_errors)
{
	json_t *root = printed("api"), *kinds;
	json_t *contact = at(root, "paths|/contacts|post|requestBody|content|application/json|schema");

	CHECK_STR(json_string_value(at(root, "openapi")), "3.1.0");
	CHECK(at(root, "paths|/requests/{id}/dispatch|post|requestBody"));
	CHECK_STR(json_string_value(at(root, "paths|/requests/{id}/dispatch|post|x-permission")),
		  "requests.dispatch");
	CHECK(!at(root, "paths|/requests/{id}/{step}"));
	CHECK(at(contact, "properties|channel|enum"));
	CHECK(at(contact, "properties|matters|items|properties|kind"));
	kinds = at(contact, "properties|kind|enum");
	CHECK_STR(json_string_value(json_array_get(kinds, 0)), "repair");
	CHECK(at(root, "paths|/households/{room}|get|responses|404"));
	CHECK(at(root, "components|schemas|Request|properties|state_label"));
	CHECK(at(root, "components|schemas|Request|properties|total_fen"));
	CHECK(at(root, "components|schemas|Error|properties|error"));
	json_decref(root);
}

/* Whatever is referred to is there. */
static void check_references(json_t *root, json_t *value)
{
	const char *key;
	json_t *member;
	size_t i;

	if (json_is_array(value))
		json_array_foreach(value, i, member)
			check_references(root, member);
	if (!json_is_object(value))
		return;
	json_object_foreach(value, key, member) {
		if (!strcmp(key, "$ref")) {
			char *path = strdup(json_string_value(member) + 2);
			for (char *s = path; *s; s++)
				*s = *s == '/' ? '|' : *s;
			if (!at(root, path))
				test_failed(__FILE__, __LINE__, "nothing at %s", path);
			free(path);
		}
		check_references(root, member);
	}
}

TEST(api_refers_to_nothing_that_is_not_there)
{
	json_t *root = printed("api");

	check_references(root, root);
	json_decref(root);
}
