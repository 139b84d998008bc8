#include "app/image.h"

enum { OUT_MORE = 128 };

int image_broken(struct ctx *cx)
{
	return fail(cx, ERR_INVALID, T(cx, "图片不完整或已损坏，请重新拍摄或另存后再上传。"));
}

int image_measure(struct ctx *cx, int64_t width, int64_t height, struct image *ret)
{
	if (width <= 0 || height <= 0)
		return image_broken(cx);
	if (width > IMAGE_PIXELS || height > IMAGE_PIXELS || width * height > IMAGE_PIXELS)
		return fail(cx, ERR_TOO_BIG, T(cx, "图片太大：最多 5000 万像素。"));
	ret->width = (int)width;
	ret->height = (int)height;
	return OK;
}

void image_out_init(struct image_out *o, struct ctx *cx, size_t input)
{
	*o = (struct image_out){ arena_alloc(cx->arena, input + OUT_MORE), 0, input + OUT_MORE };
}

void image_out_add(struct image_out *o, const void *bytes, size_t n)
{
	assert(n <= o->size - o->n);
	memcpy(o->bytes + o->n, bytes, n);
	o->n += n;
}

/* The end mark stands in the last 1,024 bytes, as readers of PDF expect. */
static int pdf_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret)
{
	size_t tail = MIN(n, 1024);

	if (!memmem(in + n - tail, tail, "%%EOF", 5))
		return fail(cx, ERR_INVALID, T(cx, "PDF 文件不完整。"));
	*ret = (struct image){ .bytes = in, .size = n };
	return OK;
}

struct kind {
	const char *magic;
	size_t n;
	const char *type, *extension;
	int (*clean)(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret);
};
static const struct kind kinds[] = {
	{ "\xff\xd8\xff", 3, "image/jpeg", ".jpg", jpeg_clean },
	{ "\x89PNG\r\n\x1a\n", 8, "image/png", ".png", png_clean },
	{ "RIFF", 4, "image/webp", ".webp", webp_clean },
	{ "%PDF-", 5, "application/pdf", ".pdf", pdf_clean },
};

int image_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct image clean = { 0 };
		int r;
		if (n < kinds[i].n || memcmp(in, kinds[i].magic, kinds[i].n) != 0)
			continue;
		r = kinds[i].clean(cx, in, n, &clean);
		if (r < 0)
			return r;
		clean.type = kinds[i].type;
		clean.extension = kinds[i].extension;
		*ret = clean;
		return OK;
	}
	return fail(cx, ERR_INVALID, T(cx, "只能上传 JPG、PNG、WebP 图片或 PDF 文件（按内容判断）。"));
}
