#include "app/image.h"
#include "images.h"
#include "test.h"

static struct arena arena;
static struct ctx cx = { .arena = &arena };

static struct image clean(const struct bytes *in)
{
	struct image image = { 0 };
	int r = image_clean(&cx, in->b, in->n, &image);

	if (r < 0)
		test_failed(__FILE__, __LINE__, "refused: %s", cx.why);
	return image;
}

static int result_of(const void *bytes, size_t n)
{
	struct image image;

	cx.why[0] = '\0';
	return image_clean(&cx, bytes, n, &image);
}

static void check_refused(const struct bytes *in, const char *what)
{
	int r = result_of(in->b, in->n);

	if (r != ERR_INVALID && r != ERR_TOO_BIG)
		test_failed(__FILE__, __LINE__, "%s: %d", what, r);
	CHECK(cx.why[0]);
}

static bool has(const struct image *i, const void *part, size_t n)
{
	return memmem(i->bytes, i->size, part, n) != NULL;
}

/* Nothing of the position, nothing behind the end; and cleaning again changes nothing. */
static void check_clean(const struct image *i)
{
	struct image again = { 0 };

	CHECK(!has(i, IMAGES_SECRET, strlen(IMAGES_SECRET)));
	CHECK(!has(i, "script", 6) && !has(i, "html", 4) && !has(i, "PK\3\4", 4));
	CHECK_OK(image_clean(&cx, i->bytes, i->size, &again));
	CHECK_INT(again.size, i->size);
	CHECK(!memcmp(again.bytes, i->bytes, i->size));
}

TEST(a_jpeg_loses_position_comment_thumbnail_and_what_follows_and_stays_upright)
{
	struct bytes in = { .n = 0 };
	struct image i;

	put_jpeg(&in);
	i = clean(&in);
	CHECK_STR(i.type, "image/jpeg");
	CHECK_INT(i.width, 8);
	check_clean(&i);
	CHECK(has(&i, "JFIF\0\1\2\1\0\x48\0\x48\0\0", 14));
	CHECK(has(&i, "\x01\x12\0\3\0\0\0\1\0\6", 10));
	CHECK(has(&i, "Adobe", 5));
	CHECK(has(&i, "\x3F\xFF\0\x12\xFF\xD0\x3F\xFF\xD9", 9));
	CHECK(!has(&i, "Photoshop", 9));
}

TEST(a_png_keeps_the_picture_and_its_density_only)
{
	struct bytes in = { .n = 0 };
	struct image i;

	put_png(&in);
	i = clean(&in);
	CHECK_STR(i.type, "image/png");
	check_clean(&i);
	CHECK(has(&i, "IDAT", 4) && has(&i, "pHYs", 4) && has(&i, "IEND", 4));
	CHECK(!has(&i, "tEXt", 4) && !has(&i, "eXIf", 4) && !has(&i, "iTXt", 4));
}

TEST(a_webp_keeps_the_picture_and_its_transparency_only)
{
	struct bytes in = { .n = 0 };
	struct image i;

	put_webp(&in, 0x3C);
	i = clean(&in);
	CHECK_STR(i.type, "image/webp");
	CHECK_INT(i.height, 16);
	check_clean(&i);
	CHECK(has(&i, "ALPH", 4) && has(&i, "VP8 ", 4));
	CHECK(!has(&i, "EXIF", 4) && !has(&i, "XMP ", 4) && !has(&i, "ICCP", 4));
	CHECK_INT(i.bytes[20], 0x10);
	CHECK_INT(i.bytes[4] | i.bytes[5] << 8, i.size - 8);
}

TEST(a_pdf_stays_as_it_is)
{
	static const char pdf[] = "%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n";
	struct image i = { 0 };

	CHECK_OK(image_clean(&cx, (const unsigned char *)pdf, strlen(pdf), &i));
	CHECK_STR(i.type, "application/pdf");
	CHECK_INT(i.size, strlen(pdf));
	CHECK_ERR(result_of(pdf, strlen(pdf) - 7), ERR_INVALID);
}

/* Up to where what follows the picture begins. */
static void check_prefixes(struct bytes *in, const char *behind)
{
	const unsigned char *end = memmem(in->b, in->n, behind, strlen(behind));
	size_t whole = (size_t)(end - in->b);

	for (in->n = 0; in->n < whole; in->n++)
		check_refused(in, "prefix");
	CHECK_OK(result_of(in->b, whole));
}

TEST(what_breaks_off_anywhere_is_refused)
{
	struct bytes in = { .n = 0 };

	put_jpeg(&in);
	check_prefixes(&in, "<script>");
	in.n = 0;
	put_png(&in);
	check_prefixes(&in, "PK\3\4");
	in.n = 0;
	put_webp(&in, 0x10);
	check_prefixes(&in, "<html>");
}

TEST(what_is_none_of_the_four_kinds_is_refused_whatever_it_is_called)
{
	static const struct {
		const char *bytes;
		size_t n;
	} other[] = {
		{ "", 0 },
		{ "<html><script>alert(1)</script>", 31 },
		{ "<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>", 46 },
		{ "GIF89a\1\0\1\0\0\0\0;", 14 },
		{ "GIF89a/*<script>*/=1;alert(1)", 29 },
		{ "BM\x1a\0\0\0\0\0\0\0\0\0\0\0", 14 },
		{ "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic", 24 },
		{ "PK\3\4\x14\0\0\0", 8 },
		{ "\x7f" "ELF\2\1\1\0", 8 },
		{ "MZ\x90\0\3\0\0\0", 8 },
		{ "RIFF\4\0\0\0WAVE", 12 },
		{ "RIFF", 4 },
		{ "\xff\xd8", 2 },
		{ "\xff\xd8\xff", 3 },
		{ "\xff\xd8\xff\xd9", 4 },
		{ " %PDF-1.4\n%%EOF", 15 },
		{ "<!--%PDF-1.4\n%%EOF", 18 },
		{ "\x89PNG\r\n\x1a\n", 8 },
		{ "\x89PNG\n\x1a\n\0", 8 },
		{ "#!/bin/sh\n", 10 },
	};

	for (size_t i = 0; i < COUNT(other); i++)
		CHECK_ERR(result_of(other[i].bytes, other[i].n), ERR_INVALID);
}

static void put_jpeg_of(struct bytes *o, int marker, int precision, int width, int height)
{
	PUT(o, 0xFF, 0xD8);
	put_tables(o);
	put_frame(o, marker, precision, width, height);
	put_scan(o);
	PUT(o, 0xFF, 0xD9);
}

TEST(a_jpeg_that_a_browser_cannot_show_or_that_floods_it_is_refused)
{
	static const struct {
		int marker, precision, width, height, want;
	} frames[] = {
		{ 0xC0, 8, 8, 8, OK },
		{ 0xC2, 8, 8, 8, OK },
		{ 0xC0, 8, 7000, 7000, OK },
		{ 0xC0, 8, 8000, 8000, ERR_TOO_BIG },
		{ 0xC0, 8, 65535, 65535, ERR_TOO_BIG },
		{ 0xC0, 8, 0, 8, ERR_INVALID },
		{ 0xC0, 8, 8, 0, ERR_INVALID },
		{ 0xC1, 12, 8, 8, ERR_INVALID },
		{ 0xC3, 8, 8, 8, ERR_INVALID },
		{ 0xC9, 8, 8, 8, ERR_INVALID },
		{ 0xCC, 8, 8, 8, ERR_INVALID },
		{ 0xDC, 8, 8, 8, ERR_INVALID },
		{ 0xD8, 8, 8, 8, ERR_INVALID },
		{ 0xD0, 8, 8, 8, ERR_INVALID },
	};

	for (size_t i = 0; i < COUNT(frames); i++) {
		struct bytes in = { .n = 0 };
		put_jpeg_of(&in, frames[i].marker, frames[i].precision, frames[i].width,
			    frames[i].height);
		CHECK_INT(result_of(in.b, in.n), frames[i].want);
	}
}

TEST(tables_of_a_jpeg_hide_nothing)
{
	static const struct {
		int marker;
		const char *data;
		size_t n;
	} wrong[] = {
		{ 0xDB, "\0<script>", 9 },	     { 0xDB, "", 0 },
		{ 0xC4, "\0<script>alert(1)", 18 }, { 0xC4, "", 0 },
		{ 0xDD, "\0\1\2", 3 },		     { 0xDA, "\1\1\0\0\x3f\0", 6 },
		{ 0xC0, "\x08\0\x08\0\x08\2\1\x11\0", 9 }, { 0x01, "", 0 },
	};

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct bytes in = { .n = 0 };
		PUT(&in, 0xFF, 0xD8);
		put_segment(&in, wrong[i].marker, wrong[i].data, wrong[i].n);
		put_tables(&in);
		put_frame(&in, 0xC0, 8, 8, 8);
		put_scan(&in);
		PUT(&in, 0xFF, 0xD9);
		check_refused(&in, "table");
	}
}

TEST(many_exif_segments_are_one_orientation)
{
	struct bytes in = { .n = 0 };
	struct image i;

	PUT(&in, 0xFF, 0xD8);
	for (int k = 0; k < 50; k++)
		put_exif(&in);
	put_tables(&in);
	put_frame(&in, 0xC0, 8, 8, 8);
	put_scan(&in);
	PUT(&in, 0xFF, 0xD9);
	i = clean(&in);
	check_clean(&i);
	CHECK(i.size < 300);
}

TEST(a_png_with_a_wrong_sum_order_or_size_is_refused)
{
	struct bytes in = { .n = 0 };

	put_png(&in);
	in.b[in.n - 25] ^= 1; /* in the sum of IEND */
	check_refused(&in, "sum");
	in.n = 0;
	put_png_head(&in, 0, 1);
	put_png_chunk(&in, "IDAT", PNG_PIXEL);
	put_png_chunk(&in, "IEND", "", 0);
	check_refused(&in, "no width");
	in.n = 0;
	put_png_head(&in, 60000, 60000);
	check_refused(&in, "flood");
	in.n = 0;
	put_png_head(&in, 1, 1);
	put_png_chunk(&in, "IEND", "", 0);
	check_refused(&in, "no picture");
	in.n = 0;
	put_png_head(&in, 1, 1);
	put_png_chunk(&in, "IDAT", PNG_PIXEL);
	put_png_chunk(&in, "tEXt", "a\0b", 3);
	put_png_chunk(&in, "IDAT", PNG_PIXEL);
	put_png_chunk(&in, "IEND", "", 0);
	check_refused(&in, "two pictures");
	in.n = 0;
	put_png_head(&in, 1, 1);
	put_png_chunk(&in, "PLTE", "abcd", 4);
	check_refused(&in, "palette");
	in.n = 0;
	put(&in, "\x89PNG\r\n\x1a\n", 8);
	put_png_chunk(&in, "IDAT", PNG_PIXEL);
	check_refused(&in, "no head");
}

TEST(a_webp_that_moves_or_lies_about_its_size_is_refused)
{
	struct bytes in = { .n = 0 };

	put_webp(&in, 0x02);
	check_refused(&in, "animation");
	in.n = 0;
	put_webp(&in, 0x10);
	in.b[24] = 0xff; /* the canvas is wider than the picture */
	check_refused(&in, "canvas");
	in.n = 0;
	put_webp(&in, 0x10);
	in.b[7] = 0x7f;
	check_refused(&in, "length");
}
