#include "output/pdf_picture.h"

enum { HEAD = 24, POINTS = 16 * 1000 * 1000 };

static uint32_t big_endian(const unsigned char *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* The size stands in the first chunk: nobody makes us reserve memory for a picture of a mile. */
static bool is_small_png(int fd)
{
	static const unsigned char sign[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	unsigned char b[HEAD];
	uint32_t width, height;

	if (pread(fd, b, sizeof b, 0) != (ssize_t)sizeof b || memcmp(b, sign, sizeof sign) != 0)
		return false;
	width = big_endian(b + 16);
	height = big_endian(b + 20);
	return width && height && (uint64_t)width * height <= POINTS;
}

struct reading {
	int fd;
	off_t at;
};

static cairo_status_t take(void *arg, unsigned char *bytes, unsigned int count)
{
	struct reading *r = arg;

	while (count) {
		ssize_t n = pread(r->fd, bytes, count, r->at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return CAIRO_STATUS_READ_ERROR;
		bytes += n;
		count -= (unsigned int)n;
		r->at += n;
	}
	return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *pdf_picture(int fd)
{
	struct reading r = { fd, 0 };
	cairo_surface_t *picture;

	if (!is_small_png(fd))
		return NULL;
	picture = cairo_image_surface_create_from_png_stream(take, &r);
	if (cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS)
		return picture;
	cairo_surface_destroy(picture);
	return NULL;
}

void pdf_picture_draw(cairo_t *cr, cairo_surface_t *picture, double x, double y, double width,
		      double height)
{
	double w = cairo_image_surface_get_width(picture);
	double h = cairo_image_surface_get_height(picture);
	double scale = MIN(width / w, height / h);

	cairo_save(cr);
	cairo_translate(cr, x, y + height - h * scale);
	cairo_scale(cr, scale, scale);
	cairo_set_source_surface(cr, picture, 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
}
