#include "base/random.h"
#include <sys/random.h>

enum { CHANCE_BITS = 22, NEAR_BITS = 10, STEP_MASK = 0x3ff };
static const int64_t epoch_ms = INT64_C(946684800000); /* 2000-01-01: 41 bits last until 2069 */

void random_bytes(void *buffer, size_t n)
{
	char *p = buffer;
	while (n) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			abort();
		p += got;
		n -= (size_t)got;
	}
}

void random_hex(char *text, size_t digits)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char bytes[32];

	for (size_t i = 0; i < digits; i++) {
		size_t at = i / 2 % sizeof bytes;
		if (i % 2 == 0 && at == 0)
			random_bytes(bytes, MIN(sizeof bytes, (digits - i + 1) / 2));
		text[i] = hex[i % 2 ? bytes[at] & 15 : bytes[at] >> 4];
	}
	text[digits] = '\0';
}

int64_t id_floor(int64_t at)
{
	return MAX(at - epoch_ms, 0) << CHANCE_BITS;
}

/* Above the last id of its line by a step nobody can guess, when that is near: within a
 * millisecond, when the clock lags, when many old records of one date are imported. Else 0. */
static int64_t id_after(int64_t last, int64_t floor, uint32_t chance)
{
	bool near = last >= floor && last - floor < INT64_C(1) << (CHANCE_BITS + NEAR_BITS);

	return near ? last + 1 + (chance & STEP_MASK) : 0;
}

int64_t id_new(int64_t now)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static int64_t newest, older[8]; /* the last id of the present, and of times gone by */
	static size_t oldest;
	int64_t floor = id_floor(now), id;
	uint32_t chance;

	random_bytes(&chance, sizeof chance);
	id = floor | (chance & ((1u << CHANCE_BITS) - 1));
	pthread_mutex_lock(&lock);
	if (id <= newest) {
		int64_t *line = &newest, after = id_after(newest, floor, chance);

		for (size_t i = 0; i < COUNT(older) && !after; i++) {
			line = &older[i];
			after = id_after(older[i], floor, chance);
		}
		if (!after) {
			/* a line that was left may begin anew: far from where it went */
			line = &older[oldest++ % COUNT(older)];
			after = floor + (chance >> 1);
		}
		id = *line = after;
	} else {
		newest = id;
	}
	pthread_mutex_unlock(&lock);
	return id;
}
