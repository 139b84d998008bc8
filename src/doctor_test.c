#include "app/journal.h"
#include "app/secret.h"
#include "commands.h"
#include "office.h"
#include <jansson.h>

static struct ctx *sound_office(void)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_OK(secret_key_write(cx, cx->app->data, cx->app->key));
	for (int i = 1; i <= 4; i++)
		CHECK_OK(journal_add(cx, &(struct journal_entry){ .subject = "request",
								  .subject_id = i,
								  .action = "note" }));
	office_commit(cx);
	return cx;
}

static char *examined(struct ctx *cx, bool json, int *ret_code)
{
	char doctor[] = "doctor", as_json[] = "--json", *argv[] = { doctor, as_json, NULL };
	struct console con = { .cx = *cx, .argc = json ? 2 : 1, .argv = argv, .err = stderr,
			       .data = cx->app->data, .file = -1, .second_file = -1,
			       .map_file = -1 };
	char *text = NULL, *copy;
	size_t size;

	con.out = open_memstream(&text, &size);
	*ret_code = command_doctor(&con);
	fclose(con.out);
	copy = arena_strdup(cx->arena, text);
	free(text);
	return copy;
}

static bool found(const char *text, const char *name, const char *level)
{
	json_t *root = json_loads(text, 0, NULL), *list = json_object_get(root, "findings"), *f;
	bool there = false;
	size_t i;

	json_array_foreach(list, i, f)
		there = there || (!strcmp(json_string_value(json_object_get(f, "name")), name) &&
				  !strcmp(json_string_value(json_object_get(f, "level")), level));
	json_decref(root);
	return there;
}

TEST(a_sound_office_passes_the_doctor)
{
	struct ctx *cx = sound_office();
	char *text;
	int code;

	text = examined(cx, true, &code);
	/* a test server does not sync, and that is said */
	CHECK_INT(code, found(text, "sync", "bad") ? EXIT_FAULT : EXIT_DONE);
	CHECK(store_is_postgres(cx->store) || code == EXIT_DONE);
	CHECK(found(text, "modes", "ok") && found(text, "key", "ok") &&
	      found(text, "database", "ok") && found(text, "journal", "ok") &&
	      found(text, "migrations", "ok") && found(text, "backup", "warning"));
	CHECK_HAS(examined(cx, false, &code), "链完整");
}

TEST(a_key_that_others_can_read_is_a_danger)
{
	struct ctx *cx = sound_office();
	char *text;
	int code;

	CHECK(chmod(arena_printf(cx->arena, "%s/key", cx->app->data), 0644) == 0);
	text = examined(cx, true, &code);
	CHECK_INT(code, EXIT_FAULT);
	CHECK(found(text, "key", "bad") && found(text, "modes", "bad"));
}

TEST(a_forged_journal_is_found_by_the_doctor)
{
	struct ctx *cx = sound_office();
	char *text;
	int code;

	office_tamper(cx, store_is_postgres(cx->store) ?
				  "ALTER TABLE journal DISABLE TRIGGER ALL;"
				  " UPDATE journal SET note = 'x' WHERE seq = 2" :
				  "DROP TRIGGER journal_update;"
				  " UPDATE journal SET note = 'x' WHERE seq = 2");
	text = examined(cx, true, &code);
	CHECK_INT(code, EXIT_FAULT);
	CHECK(found(text, "journal", "bad"));
}

TEST(a_clock_behind_the_newest_record_is_a_danger)
{
	struct ctx *cx = sound_office();
	char *text;
	int code;

	cx->now -= HOURS(2);
	text = examined(cx, true, &code);
	CHECK_INT(code, EXIT_FAULT);
	CHECK(found(text, "clock", "bad"));
}
