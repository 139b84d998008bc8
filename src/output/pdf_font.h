/* The font of the papers. Used by pdf.c alone. */
#ifndef ANJU_PDF_FONT_H
#define ANJU_PDF_FONT_H
#include "output/pdf.h"
#include <pango/pangocairo.h>

struct pdf_fonts {
	const char *file[PDF_FONT_FILES];
	size_t count;
	const char *body, *head; /* families: of running text, of titles */
	PangoFontMap *map;       /* made when the first paper is drawn */
};
/* NULL when there is none. Under pdf.c's lock. */
const struct pdf_fonts *pdf_fonts_get(void);
#endif
