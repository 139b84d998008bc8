/* A signature that somebody uploaded, as it is drawn on a paper: it is drawn or left out. */
#include "output/pdf_picture.h"
#include <sys/mman.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("picture", MFD_CLOEXEC);
	cairo_surface_t *page, *picture;
	cairo_t *cr;

	if (fd < 0 || (size && pwrite(fd, data, size, 0) != (ssize_t)size))
		abort();
	picture = pdf_picture(fd);
	(void)close(fd);
	if (!picture)
		return 0;
	if (cairo_surface_status(picture) != CAIRO_STATUS_SUCCESS)
		abort();
	page = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 64, 64);
	cr = cairo_create(page);
	pdf_picture_draw(cr, picture, 2, 2, 60, 30);
	if (cairo_status(cr) != CAIRO_STATUS_SUCCESS)
		abort();
	cairo_destroy(cr);
	cairo_surface_destroy(page);
	cairo_surface_destroy(picture);
	return 0;
}
