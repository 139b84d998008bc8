#include "base/random.h"
#include "base/civil.h"
#include "test.h"

enum { IDS = 20000, THREADS = 4 };
static const int64_t now_ms = INT64_C(1795437847000); /* 2026-11-23 */

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void check_distinct(int64_t *ids, size_t n)
{
	qsort(ids, n, sizeof *ids, compare);
	for (size_t i = 1; i < n; i++)
		CHECK(ids[i] > ids[i - 1]);
}

TEST(ids_rise_within_a_millisecond_and_when_the_clock_lags)
{
	int64_t last = 0;

	for (int i = 0; i < IDS; i++) {
		int64_t id = id_new(now_ms + i / 100 - i % 20);
		CHECK(id > last);
		last = id;
	}
}

TEST(an_id_tells_when_its_record_was_made)
{
	int64_t id = id_new(now_ms);

	CHECK(id >= id_floor(now_ms) && id < id_floor(now_ms + 1));
	CHECK(id_floor(now_ms + 1) > id_floor(now_ms));
	CHECK(id_floor(0) >= 0);
	CHECK(id_new(now_ms - DAYS(300)) < id_floor(now_ms - DAYS(299)));
}

TEST(old_records_of_one_date_get_ids_of_their_own_beside_new_ones)
{
	static int64_t ids[IDS];

	for (int i = 0; i < IDS; i++)
		ids[i] = id_new(i % 3 ? now_ms - DAYS(i % 2 ? 400 : 100) : now_ms + i);
	check_distinct(ids, IDS);
}

static void *draw(void *into)
{
	int64_t *ids = into;

	for (int i = 0; i < IDS / THREADS; i++)
		ids[i] = id_new(now_ms + i / 500);
	return NULL;
}

TEST(threads_never_get_the_same_id)
{
	static int64_t ids[IDS];
	pthread_t thread[THREADS];

	for (int i = 0; i < THREADS; i++)
		CHECK_OK(pthread_create(&thread[i], NULL, draw, ids + i * (IDS / THREADS)));
	for (int i = 0; i < THREADS; i++)
		CHECK_OK(pthread_join(thread[i], NULL));
	check_distinct(ids, IDS);
}

TEST(ids_of_one_millisecond_are_not_neighbours)
{
	int64_t before = id_new(now_ms);
	int neighbours = 0;

	for (int i = 0; i < 1000; i++) {
		int64_t id = id_new(now_ms);
		neighbours += id == before + 1;
		before = id;
	}
	CHECK(neighbours < 30);
}

TEST(hexadecimal_digits_come_in_the_number_asked_for)
{
	char a[34], b[34];

	memset(a, 'z', sizeof a);
	random_hex(a, 31);
	random_hex(b, 31);
	CHECK_INT(strlen(a), 31);
	CHECK_INT(strspn(a, "0123456789abcdef"), 31);
	CHECK_INT(a[32], 'z');
	CHECK(strcmp(a, b) != 0);
}
