#include "base/arena.h"
#include "test.h"

TEST(memory_of_an_arena_is_zeroed_and_aligned_also_after_a_clear)
{
	struct arena a = { 0 };

	for (int round = 0; round < 3; round++) {
		for (size_t n = 0; n < 3000; n += 7) {
			char *p = arena_alloc(&a, n);
			CHECK_INT((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < n; i++)
				CHECK_INT(p[i], 0);
			memset(p, 0xA5, n);
		}
		CHECK(a.total_bytes > 600000);
		arena_clear(&a);
		CHECK_INT(a.total_bytes, 0);
	}
	arena_free(&a);
	arena_free(&a);
}

TEST(a_big_block_leaves_the_others_as_they_are)
{
	struct arena a = { 0 };
	char *small = arena_strdup(&a, "前"), *big = arena_alloc(&a, 1 << 20);
	char *after = arena_strdup(&a, "后");

	memset(big, 'x', 1 << 20);
	CHECK_STR(small, "前");
	CHECK_STR(after, "后");
	CHECK(after > small && after < small + 32768);
	arena_free(&a);
}

TEST(copies_hold_what_they_copied)
{
	struct arena a = { 0 };
	int numbers[] = { 1, 2, 3 }, *grown;

	CHECK_STR(arena_strdup(&a, NULL), NULL);
	CHECK_STR(arena_strndup(&a, "abcdef", 3), "abc");
	CHECK_STR(arena_printf(&a, "%s-%d", "室", 501), "室-501");
	grown = arena_grow(&a, numbers, sizeof numbers, 10 * sizeof *numbers);
	CHECK_INT(grown[2], 3);
	CHECK_INT(grown[9], 0);
	CHECK(arena_grow(&a, NULL, 0, 8));
	arena_free(&a);
}

static char order[8];

static void note(void *letter)
{
	order[strlen(order)] = *(const char *)letter;
}

TEST(what_was_deferred_runs_once_last_first)
{
	struct arena a = { 0 };

	arena_defer(&a, note, arena_strdup(&a, "a"));
	arena_defer(&a, note, arena_strdup(&a, "b"));
	arena_clear(&a);
	CHECK_STR(order, "ba");
	arena_defer(&a, note, arena_strdup(&a, "c"));
	arena_free(&a);
	CHECK_STR(order, "bac");
}
