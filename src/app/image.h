/* What may be attached, told by its content, and what must not travel with a photo: position,
 * camera, time, thumbnails, comments, and anything behind its end. The picture itself is copied
 * untouched, so nothing is lost by recoding. */
#ifndef ANJU_IMAGE_H
#define ANJU_IMAGE_H
#include "base/ctx.h"

#define IMAGE_PIXELS 50000000 /* width × height; more would stop the browser that shows it */

struct image {
	const char *type, *extension; /* image/jpeg, .jpg */
	const unsigned char *bytes;   /* in cx->arena, or the input itself (PDF) */
	size_t size;
	int width, height;            /* 0 for a PDF */
};

/* JPEG (baseline, progressive): keeps tables, frame, scans, Adobe's colour mark and, as the only
 * EXIF entry, which side is up. PNG: the chunks the picture needs, as a still. WebP: the picture
 * and its transparency, no animation. PDF: as it is. ERR_INVALID for all else and for what breaks
 * off, with the reason; ERR_TOO_BIG for too many pixels. */
int image_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret) MUST_USE;

/* The parts, one a format. */
int jpeg_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret) MUST_USE;
int png_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret) MUST_USE;
int webp_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret) MUST_USE;
/* ERR_INVALID with the reason for people: "图片不完整…" */
int image_broken(struct ctx *cx) MUST_USE;
int image_measure(struct ctx *cx, int64_t width, int64_t height, struct image *ret) MUST_USE;

/* The output: never longer than the input and a little, so it is allocated once. */
struct image_out {
	unsigned char *bytes;
	size_t n, size;
};
void image_out_init(struct image_out *o, struct ctx *cx, size_t input);
void image_out_add(struct image_out *o, const void *bytes, size_t n);
#endif
