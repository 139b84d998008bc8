#include "app/secret.h"
#include "office.h"

static const char id_number[] = "440106199001011234";

TEST(a_sealed_text_opens_again_and_is_sealed_differently_each_time)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char *a = secret_seal(cx, id_number), *b = secret_seal(cx, id_number), *text;

	CHECK_INT(strlen(a), strlen(b));
	CHECK(strcmp(a, b) != 0);
	CHECK_OK(secret_open(cx, a, &text));
	CHECK_STR(text, id_number);
	CHECK_OK(secret_open(cx, secret_seal(cx, ""), &text));
	CHECK_STR(text, "");
	CHECK_OK(secret_open(cx, secret_seal(cx, NULL), &text));
	CHECK_STR(text, NULL);
}

TEST(with_another_key_a_changed_sign_or_a_part_nothing_opens)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char *sealed = secret_seal(cx, id_number), *text;
	size_t n = strlen(sealed);

	for (size_t i = 0; i < n; i++) {
		char *changed = arena_strdup(cx->arena, sealed);
		changed[i] = changed[i] == 'A' ? 'B' : 'A';
		CHECK_ERR(secret_open(cx, changed, &text), ERR_INTERNAL);
		if (i)
			CHECK_ERR(secret_open(cx, arena_strndup(cx->arena, sealed, i), &text),
				  ERR_INTERNAL);
	}
	cx->app->key[0] ^= 1;
	CHECK_ERR(secret_open(cx, sealed, &text), ERR_INTERNAL);
	CHECK_HAS(cx->why, "密钥");
}

TEST(equal_texts_have_an_equal_index_that_depends_on_the_key)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char *index = secret_index(cx, id_number);

	CHECK_INT(strlen(index), 32);
	CHECK_STR(secret_index(cx, id_number), index);
	CHECK(strcmp(secret_index(cx, "440106199001011235"), index) != 0);
	CHECK(!secret_index(cx, NULL));
	cx->app->key[31] ^= 1;
	CHECK(strcmp(secret_index(cx, id_number), index) != 0);
}

static bool file_has(const char *path, const char *part)
{
	static char bytes[1 << 22];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return false;
	n = read(fd, bytes, sizeof bytes);
	(void)close(fd);
	return n > 0 && memmem(bytes, (size_t)n, part, strlen(part));
}

TEST(a_secret_is_never_plain_in_the_files_of_the_database)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct ctx *cx = office("2026-11-23 10:00");
	bool marked = false;

	if (store_is_postgres(cx->store))
		test_skip("the files are the server's");
	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO account (id, login, name, phone, created_at)"
				    " VALUES (1, 'li', 'mark-of-this-test', ?, 1)"),
			    BINDS(secret_seal(cx, id_number))));
	office_commit(cx);
	for (size_t i = 0; i < COUNT(ends); i++) {
		const char *path = arena_printf(cx->arena, "%s%s", cx->app->where, ends[i]);
		marked = marked || file_has(path, "mark-of-this-test");
		CHECK(!file_has(path, id_number));
	}
	CHECK(marked);
}

TEST(the_key_file_is_made_once_and_only_for_its_owner)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	unsigned char first[32], again[32];
	const char *path = arena_printf(&arena, "%s/key", test_folder());
	struct stat st;

	CHECK_OK(secret_key_load(&cx, test_folder(), first));
	CHECK_OK(secret_key_load(&cx, test_folder(), again));
	CHECK(!memcmp(first, again, sizeof first));
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK(chmod(path, 0640) == 0);
	CHECK_ERR(secret_key_load(&cx, test_folder(), again), ERR_INTERNAL);
	CHECK_HAS(cx.why, "chmod 600");
	arena_free(&arena);
}

static void put_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) && !close(fd));
}

TEST(a_key_file_that_is_no_key_is_refused_and_left_as_it_is)
{
	static const char *const wrong[] = { "", "abc", "zz", "0123\n",
					     "0123456789abcdef0123456789abcdef"
					     "0123456789abcdef0123456789abcdeg\n",
					     "0123456789abcdef0123456789abcdef"
					     "0123456789abcdef0123456789abcdef\nmore" };
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	const char *path = arena_printf(&arena, "%s/key", test_folder());
	unsigned char key[32];
	struct stat st;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		put_file(path, wrong[i]);
		CHECK_ERR(secret_key_load(&cx, test_folder(), key), ERR_INTERNAL);
		CHECK(stat(path, &st) == 0 && st.st_size == (off_t)strlen(wrong[i]));
	}
	/* a link elsewhere is not followed */
	CHECK(unlink(path) == 0);
	CHECK_OK(secret_key_load(&cx, test_folder(), key));
	CHECK(rename(path, arena_printf(&arena, "%s/elsewhere", test_folder())) == 0);
	CHECK(symlink("elsewhere", path) == 0);
	CHECK_ERR(secret_key_load(&cx, test_folder(), key), ERR_INTERNAL);
	arena_free(&arena);
}
