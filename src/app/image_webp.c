#include "app/image.h"

enum { RIFF_HEAD = 12, CHUNK_HEAD = 8, EXTENDED = 10, HAS_ALPHA = 0x10, ANIMATED = 0x02 };

struct webp {
	struct ctx *cx;
	struct image_out out;
	struct image *image;
	bool extended, alpha, picture;
};

static uint32_t get16(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8;
}

static uint32_t get24(const unsigned char *p)
{
	return get16(p) | (uint32_t)p[2] << 16;
}

static uint32_t get32(const unsigned char *p)
{
	return get24(p) | (uint32_t)p[3] << 24;
}

static void put32(unsigned char *p, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(n >> (8 * i));
}

static void add_chunk(struct webp *w, const char *name, const unsigned char *data, size_t n)
{
	unsigned char head[CHUNK_HEAD];

	memcpy(head, name, 4);
	put32(head + 4, (uint32_t)n);
	image_out_add(&w->out, head, sizeof head);
	image_out_add(&w->out, data, n);
	if (n % 2)
		image_out_add(&w->out, "", 1);
}

static int measure(struct webp *w, uint32_t width, uint32_t height)
{
	struct image own = { 0 };
	int r = image_measure(w->cx, width, height, &own);

	if (r < 0)
		return r;
	/* the canvas is the picture: a still has no other */
	if (w->extended && (own.width != w->image->width || own.height != w->image->height))
		return image_broken(w->cx);
	w->image->width = own.width;
	w->image->height = own.height;
	w->picture = true;
	return OK;
}

static int lossy(struct webp *w, const unsigned char *d, size_t n)
{
	/* a key frame, its start code, then 14 bits each of width and height */
	if (n < 10 || (d[0] & 1) || memcmp(d + 3, "\x9d\x01\x2a", 3) != 0)
		return image_broken(w->cx);
	add_chunk(w, "VP8 ", d, n);
	return measure(w, get16(d + 6) & 0x3fff, get16(d + 8) & 0x3fff);
}

static int lossless(struct webp *w, const unsigned char *d, size_t n)
{
	uint32_t bits;

	if (n < 5 || d[0] != 0x2f)
		return image_broken(w->cx);
	bits = get32(d + 1);
	add_chunk(w, "VP8L", d, n);
	return measure(w, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
}

static int extended(struct webp *w, const unsigned char *d, size_t n)
{
	unsigned char kept[EXTENDED];

	if (n != EXTENDED || w->extended)
		return image_broken(w->cx);
	if (d[0] & ANIMATED)
		return fail(w->cx, ERR_INVALID, T(w->cx, "不接收动画，请上传静止的图片。"));
	memcpy(kept, d, sizeof kept);
	memset(kept, 0, 4);
	kept[0] = d[0] & HAS_ALPHA;
	add_chunk(w, "VP8X", kept, sizeof kept);
	w->extended = true;
	return image_measure(w->cx, get24(d + 4) + 1, get24(d + 7) + 1, w->image);
}

static int chunk(struct webp *w, const char *name, const unsigned char *d, size_t n)
{
	if (!memcmp(name, "VP8X", 4))
		return extended(w, d, n);
	if (!memcmp(name, "VP8 ", 4))
		return lossy(w, d, n);
	if (!memcmp(name, "VP8L", 4))
		return lossless(w, d, n);
	if (!memcmp(name, "ALPH", 4) && w->extended && !w->alpha) {
		add_chunk(w, "ALPH", d, n);
		w->alpha = true;
	}
	return OK;
}

int webp_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret)
{
	struct webp w = { .cx = cx, .image = ret };
	size_t end, at = RIFF_HEAD;

	if (n < RIFF_HEAD || memcmp(in + 8, "WEBP", 4) != 0)
		return fail(cx, ERR_INVALID,
			    T(cx, "只能上传 JPG、PNG、WebP 图片或 PDF 文件（按内容判断）。"));
	end = (size_t)get32(in + 4) + 8;
	if (end > n)
		return image_broken(cx);
	image_out_init(&w.out, cx, n);
	image_out_add(&w.out, in, RIFF_HEAD);
	/* the first picture ends it: nothing that follows is shown */
	while (!w.picture) {
		size_t length;
		int r;
		if (end - MIN(at, end) < CHUNK_HEAD)
			return image_broken(cx);
		length = get32(in + at + 4);
		if (length > end - at - CHUNK_HEAD)
			return image_broken(cx);
		r = chunk(&w, (const char *)in + at, in + at + CHUNK_HEAD, length);
		if (r < 0)
			return r;
		at += CHUNK_HEAD + length + length % 2;
	}
	put32(w.out.bytes + 4, (uint32_t)(w.out.n - 8));
	ret->bytes = w.out.bytes;
	ret->size = w.out.n;
	return OK;
}
