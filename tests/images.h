/* Small pictures made byte by byte, with all that must not stay in them, for tests and fuzzing. */
#ifndef ANJU_IMAGES_H
#define ANJU_IMAGES_H
#include "base/base.h"

#define IMAGES_SECRET "N23.1291E113.2644" /* a position; stands in every place that can hold one */
#define IMAGES_UNUSED __attribute__((unused))

struct bytes {
	unsigned char b[4096];
	size_t n;
};

static void put(struct bytes *o, const void *p, size_t n)
{
	assert(n <= sizeof o->b - o->n);
	memcpy(o->b + o->n, p, n);
	o->n += n;
}

#define PUT(o, ...) \
	put((o), (const unsigned char[]){ __VA_ARGS__ }, \
	    sizeof((const unsigned char[]){ __VA_ARGS__ }))

IMAGES_UNUSED static void put_text(struct bytes *o, const char *text)
{
	put(o, text, strlen(text));
}

/* ---- JPEG ---- */

static void put_segment(struct bytes *o, int marker, const void *data, size_t n)
{
	PUT(o, 0xFF, (unsigned char)marker, (unsigned char)((n + 2) >> 8), (unsigned char)(n + 2));
	put(o, data, n);
}

/* Orientation 6 (turn right), and a position behind it. */
static void put_exif(struct bytes *o)
{
	struct bytes e = { .n = 0 };

	PUT(&e, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0);
	PUT(&e, 0x0F, 0x01, 2, 0, 17, 0, 0, 0, 38, 0, 0, 0);
	PUT(&e, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0);
	PUT(&e, 0, 0, 0, 0);
	put(&e, IMAGES_SECRET, sizeof IMAGES_SECRET);
	put_segment(o, 0xE1, e.b, e.n);
}

static void put_frame(struct bytes *o, int marker, int precision, int width, int height)
{
	unsigned char frame[] = { (unsigned char)precision, (unsigned char)(height >> 8),
				  (unsigned char)height, (unsigned char)(width >> 8),
				  (unsigned char)width, 1, 1, 0x11, 0 };

	put_segment(o, marker, frame, sizeof frame);
}

static void put_tables(struct bytes *o)
{
	unsigned char quantizer[65] = { 0 }, huffman[18] = { 0, 1 };

	memset(quantizer + 1, 1, 64);
	put_segment(o, 0xDB, quantizer, sizeof quantizer);
	put_segment(o, 0xC4, huffman, sizeof huffman);
	huffman[0] = 0x10;
	put_segment(o, 0xC4, huffman, sizeof huffman);
}

static void put_scan(struct bytes *o)
{
	put_segment(o, 0xDA, "\x01\x01\x00\x00\x3F\x00", 6);
	PUT(o, 0x3F, 0xFF, 0x00, 0x12, 0xFF, 0xD0, 0x3F);
}

/* 8 × 8, grey. */
IMAGES_UNUSED static void put_jpeg(struct bytes *o)
{
	PUT(o, 0xFF, 0xD8);
	put_segment(o, 0xE0, "JFIF\0\1\2\1\0\x48\0\x48\1\1abc", 17); /* a thumbnail of one dot */
	put_exif(o);
	put_segment(o, 0xED, "Photoshop 3.0\0" IMAGES_SECRET, 31);
	put_segment(o, 0xFE, IMAGES_SECRET, sizeof IMAGES_SECRET);
	put_segment(o, 0xEE, "Adobe\0\x64\0\0\0\0\1", 12);
	put_tables(o);
	put_frame(o, 0xC0, 8, 8, 8);
	put_scan(o);
	PUT(o, 0xFF, 0xD9);
	put_text(o, "<script>alert(1)</script>" IMAGES_SECRET);
}

/* ---- PNG ---- */

static uint32_t check_sum_of(const unsigned char *p, size_t n)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < n; i++) {
		sum ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum & 1 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
	}
	return ~sum;
}

static void put_big32(struct bytes *o, uint32_t n)
{
	PUT(o, (unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8),
	    (unsigned char)n);
}

static void put_png_chunk(struct bytes *o, const char *name, const void *data, size_t n)
{
	size_t from;

	put_big32(o, (uint32_t)n);
	from = o->n;
	put(o, name, 4);
	put(o, data, n);
	put_big32(o, check_sum_of(o->b + from, o->n - from));
}

static void put_png_head(struct bytes *o, uint32_t width, uint32_t height)
{
	struct bytes h = { .n = 0 };

	put_big32(&h, width);
	put_big32(&h, height);
	PUT(&h, 8, 0, 0, 0, 0);
	put(o, "\x89PNG\r\n\x1a\n", 8);
	put_png_chunk(o, "IHDR", h.b, h.n);
}

#define PNG_PIXEL "\x78\x9c\x63\xa8\x07\x00\x00\x81\x00\x81", 10 /* one grey dot, deflated */

IMAGES_UNUSED static void put_png(struct bytes *o)
{
	put_png_head(o, 1, 1);
	put_png_chunk(o, "tEXt", "Comment\0" IMAGES_SECRET, 25);
	put_png_chunk(o, "eXIf", IMAGES_SECRET, 17);
	put_png_chunk(o, "pHYs", "\0\0\x0b\x13\0\0\x0b\x13\1", 9);
	put_png_chunk(o, "IDAT", PNG_PIXEL);
	put_png_chunk(o, "iTXt", IMAGES_SECRET, 17);
	put_png_chunk(o, "IEND", "", 0);
	put_text(o, "PK\3\4" IMAGES_SECRET);
}

/* ---- WebP ---- */

static void put_little32(struct bytes *o, uint32_t n)
{
	PUT(o, (unsigned char)n, (unsigned char)(n >> 8), (unsigned char)(n >> 16),
	    (unsigned char)(n >> 24));
}

static void put_webp_chunk(struct bytes *o, const char *name, const void *data, size_t n)
{
	put(o, name, 4);
	put_little32(o, (uint32_t)n);
	put(o, data, n);
	if (n % 2)
		PUT(o, 0);
}

/* flags: of VP8X. 16 × 16. */
IMAGES_UNUSED static void put_webp(struct bytes *o, int flags)
{
	unsigned char extended[10] = { (unsigned char)flags, 0, 0, 0, 15, 0, 0, 15, 0, 0 };
	struct bytes body = { .n = 0 };

	put_webp_chunk(&body, "VP8X", extended, sizeof extended);
	put_webp_chunk(&body, "ICCP", IMAGES_SECRET, 17);
	put_webp_chunk(&body, "ALPH", "\1\2\3", 3);
	put_webp_chunk(&body, "VP8 ", "\x10\0\0\x9d\x01\x2a\x10\0\x10\0\1\2", 12);
	put_webp_chunk(&body, "EXIF", IMAGES_SECRET, 17);
	put_webp_chunk(&body, "XMP ", IMAGES_SECRET, 17);
	put(o, "RIFF", 4);
	put_little32(o, (uint32_t)body.n + 4);
	put(o, "WEBP", 4);
	put(o, body.b, body.n);
	put_text(o, "<html>" IMAGES_SECRET);
}
#endif
