#include "app/image.h"

enum { CHUNK_HEAD = 8, CHUNK_REST = 12, HEADER = 13 };

struct chunk {
	const unsigned char *whole, *data; /* whole: with length, name and check sum */
	size_t n;
	char name[5];
};

static uint32_t get32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* CRC-32 of ISO 3309, four bits at a time. */
static uint32_t check_sum(const unsigned char *p, size_t n)
{
	static const uint32_t nibble[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
		0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
		0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < n; i++) {
		sum = nibble[(sum ^ p[i]) & 15] ^ (sum >> 4);
		sum = nibble[(sum ^ (p[i] >> 4)) & 15] ^ (sum >> 4);
	}
	return ~sum;
}

/* What the picture needs. Not here: text, time, EXIF, colour profiles, animation. */
static bool is_kept(const char *name)
{
	static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
					    "cHRM", "sRGB", "sBIT", "pHYs" };

	for (size_t i = 0; i < COUNT(kept); i++)
		if (!strcmp(name, kept[i]))
			return true;
	return false;
}

static bool next_chunk(const unsigned char *in, size_t n, size_t *at, struct chunk *ret)
{
	size_t length;

	if (n - *at < CHUNK_REST)
		return false;
	length = get32(in + *at);
	if (length > n - *at - CHUNK_REST)
		return false;
	*ret = (struct chunk){ .whole = in + *at, .data = in + *at + CHUNK_HEAD, .n = length };
	memcpy(ret->name, in + *at + 4, 4);
	for (int i = 0; i < 4; i++)
		if (!isalpha((unsigned char)ret->name[i]))
			return false;
	*at += length + CHUNK_REST;
	return check_sum(ret->whole + 4, length + 4) == get32(ret->data + length);
}

/* Depths that may stand with a colour type, as bits 1, 2, 4, 8, 16. */
static bool depth_right(int colour, int depth)
{
	static const unsigned depths[7] = { 1 | 2 | 4 | 8 | 16, 0, 8 | 16, 1 | 2 | 4 | 8, 8 | 16,
					    0, 8 | 16 };

	return colour < 7 && depth > 0 && !(depth & (depth - 1)) &&
	       (depths[colour] & (unsigned)depth);
}

static int header(struct ctx *cx, const struct chunk *c, struct image *ret)
{
	const unsigned char *d = c->data;

	if (strcmp(c->name, "IHDR") != 0 || c->n != HEADER || !depth_right(d[9], d[8]) || d[10] ||
	    d[11] || d[12] > 1)
		return image_broken(cx);
	return image_measure(cx, get32(d), get32(d + 4), ret);
}

/* Small chunks have a size; the palette is whole colours. The picture's data are one run. */
static bool chunk_right(const struct chunk *c, const char *before, bool *pixels)
{
	if (!strcmp(c->name, "IDAT")) {
		if (*pixels && strcmp(before, "IDAT") != 0)
			return false;
		*pixels = true;
		return true;
	}
	if (!strcmp(c->name, "PLTE"))
		return c->n && c->n <= 768 && c->n % 3 == 0;
	if (!strcmp(c->name, "IEND"))
		return !c->n && *pixels;
	return c->n <= 256 && strcmp(c->name, "IHDR") != 0;
}

int png_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret)
{
	char before[5] = "IHDR";
	bool pixels = false;
	struct image_out out;
	struct chunk c;
	size_t at = 8;
	int r;

	image_out_init(&out, cx, n);
	image_out_add(&out, in, at);
	if (!next_chunk(in, n, &at, &c))
		return image_broken(cx);
	r = header(cx, &c, ret);
	if (r < 0)
		return r;
	for (;;) {
		if (is_kept(c.name))
			image_out_add(&out, c.whole, c.n + CHUNK_REST);
		if (!strcmp(c.name, "IEND"))
			break;
		memcpy(before, c.name, sizeof before);
		if (!next_chunk(in, n, &at, &c))
			return image_broken(cx);
		if (is_kept(c.name) && !chunk_right(&c, before, &pixels))
			return image_broken(cx);
	}
	ret->bytes = out.bytes;
	ret->size = out.n;
	return OK;
}
