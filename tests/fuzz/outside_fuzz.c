/* What decides by a few bytes of others': which addresses are within the own network, and who takes
 * compressed pages. An address means the same in each of its wrappings. */
#include "app/compress.h"
#include "app/outbound.h"
#include <netinet/in.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static bool wrapped(const uint8_t *prefix, size_t n, const uint8_t four[4])
{
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	memcpy(v6.sin6_addr.s6_addr, prefix, n);
	memcpy(v6.sin6_addr.s6_addr + n, four, 4);
	return address_is_public((const struct sockaddr *)&v6);
}

static void addresses(const uint8_t *b)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	static const uint8_t translated[12] = { 0x00, 0x64, 0xff, 0x9b };
	static const uint8_t six_to_four[2] = { 0x20, 0x02 };
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	bool public;

	memcpy(&v4.sin_addr, b, 4);
	public = address_is_public((const struct sockaddr *)&v4);
	require(wrapped(mapped, sizeof mapped, b) == public);
	require(wrapped(translated, sizeof translated, b) == public);
	require(wrapped(six_to_four, sizeof six_to_four, b) == public);
	/* loopback, private, link-local, multicast: by their first bytes alone */
	require(!public || (b[0] && b[0] != 10 && b[0] != 127 && b[0] < 224));
	memcpy(v6.sin6_addr.s6_addr, b, 16);
	if (address_is_public((const struct sockaddr *)&v6))
		require((b[0] & 0xe0) == 0x20 || !memcmp(b, mapped, 12) ||
			!memcmp(b, translated, 12));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = malloc(size + 1);

	require(s);
	memcpy(s, data, size);
	s[size] = '\0';
	if (compress_accepted(s))
		require(strcasestr(s, "gzip") || strchr(s, '*'));
	if (size >= 16)
		addresses(data);
	free(s);
	return 0;
}
