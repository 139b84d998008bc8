#include "app/outbound.h"
#include <netinet/in.h>

struct range {
	uint32_t first;
	int bits;
};

/* RFC 6890 and what came after it: everything that is no host of the internet at large. */
static const struct range inside[] = {
	{ 0x00000000, 8 },  /* this network */
	{ 0x0a000000, 8 },  /* private */
	{ 0x64400000, 10 }, /* shared by a carrier's customers; clouds keep services there */
	{ 0x7f000000, 8 },  /* loopback */
	{ 0xa9fe0000, 16 }, /* link-local; the metadata of clouds */
	{ 0xac100000, 12 }, /* private */
	{ 0xc0000000, 24 }, /* protocol assignments */
	{ 0xc0000200, 24 }, /* documentation */
	{ 0xc0a80000, 16 }, /* private */
	{ 0xc6120000, 15 }, /* benchmarks */
	{ 0xc6336400, 24 }, { 0xcb007100, 24 }, /* documentation */
	{ 0xe0000000, 3 },  /* multicast, reserved, broadcast */
};

static bool is_public_4(uint32_t address)
{
	for (size_t i = 0; i < COUNT(inside); i++)
		if (!((address ^ inside[i].first) >> (32 - inside[i].bits)))
			return false;
	return true;
}

static uint32_t four(const uint8_t *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Only 2000::/3 is given out; and within it an old address may be wrapped up. */
static bool is_public_6(const uint8_t b[16])
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	static const uint8_t translated[12] = { 0x00, 0x64, 0xff, 0x9b };

	if (!memcmp(b, mapped, sizeof mapped) || !memcmp(b, translated, sizeof translated))
		return is_public_4(four(b + 12));
	if ((b[0] & 0xe0) != 0x20)
		return false;
	if (b[0] == 0x20 && b[1] == 0x02) /* 6to4 */
		return is_public_4(four(b + 2));
	if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) /* Teredo and other assignments */
		return false;
	return !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8);
}

bool address_is_public(const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	switch (address->sa_family) {
	case AF_INET:
		memcpy(&v4, address, sizeof v4);
		return is_public_4(ntohl(v4.sin_addr.s_addr));
	case AF_INET6:
		memcpy(&v6, address, sizeof v6);
		return is_public_6(v6.sin6_addr.s6_addr);
	default:
		return false;
	}
}
