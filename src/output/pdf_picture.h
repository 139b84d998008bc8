/* A picture for a paper (签名): read once, drawn in a box. */
#ifndef ANJU_PDF_PICTURE_H
#define ANJU_PDF_PICTURE_H
#include "base/base.h"
#include <cairo.h>

/* A PNG of at most 16 million points from an open file, which stays the caller's. NULL when it is
 * anything else: a paper goes out without it rather than not at all. */
cairo_surface_t *pdf_picture(int fd);
/* As large as fits into the box, from its left edge, standing on its lower one. */
void pdf_picture_draw(cairo_t *cr, cairo_surface_t *picture, double x, double y, double width,
		      double height);
#endif
