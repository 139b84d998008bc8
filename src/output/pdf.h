/* 纸面: papers as PDF, A4, drawn by Pango and Cairo: no renderer of markup, so nothing in a text can
 * become anything but letters. Fonts are embedded as subsets, text can be searched and copied.
 *
 * What is added flows from page to page: a row that does not fit goes on where it stopped, the head
 * of a table stands again on each page. Each paper counts its own pages. Only one thread draws at a
 * time; others wait for the end of its paper. */
#ifndef ANJU_PDF_H
#define ANJU_PDF_H
#include "base/ctx.h"

enum { PDF_FONT_FILES = 3, PDF_COLUMNS = 12 };

/* The files of a font with Chinese letters on this machine, the best first; 0 = there is none. The
 * search is done once, before the process confines itself: they must stay readable. */
size_t pdf_fonts(const char *const **ret_files);

struct pdf;
/* Writes to fd, which stays the caller's. ERR_UNAVAILABLE, with the package to install, when there
 * is no font. Lives in cx->arena. */
int pdf_open(struct ctx *cx, int fd, struct pdf **ret) MUST_USE;

/* One paper: its head. Texts may be NULL. */
struct pdf_paper {
	const char *office; /* 管理处: above the title */
	const char *title;  /* 派工单 */
	const char *number; /* 编号: beside the code and at the foot of each page */
	const char *code;   /* what the QR code says */
	const char *foot;   /* who printed it and when */
};
/* Begins a paper on a page of its own; the one before is finished. */
void pdf_begin(struct pdf *p, const struct pdf_paper *paper);
void pdf_heading(struct pdf *p, const char *text);
/* Paragraphs, justified; line ends are kept. */
void pdf_text(struct pdf *p, const char *text);

struct pdf_pair {
	const char *label, *value;
	bool whole; /* takes the whole width */
};
/* A ruled form, two pairs beside each other; an empty value leaves room to write. */
void pdf_form(struct pdf *p, const struct pdf_pair *pairs, size_t count);

struct pdf_column {
	const char *title;
	int weight;  /* its share of the width */
	bool right;  /* numbers */
	bool bar;    /* its cells are thousandths of the column, drawn as bars */
};
/* A ruled table; cells row by row. Without rows it says so. */
void pdf_table(struct pdf *p, const struct pdf_column *columns, size_t count,
	       const char *const *cells, size_t rows);
/* Lines to sign on, at most three beside each other. */
void pdf_sign(struct pdf *p, const char *const *labels, size_t count);
/* The same, where some have signed on the screen. */
struct pdf_signer {
	const char *label;
	int picture; /* open PNG of what was written, the caller's; -1 = nothing yet */
};
void pdf_signed(struct pdf *p, const struct pdf_signer *signers, size_t count);

/* 标签: to be cut out and put up, nine a page. */
struct pdf_label {
	const char *title, *code; /* above, and what the QR code says */
	const char *line, *second;
};
void pdf_labels(struct pdf *p, const struct pdf_label *labels, size_t count);

/* Finishes the paper: nothing of what it was given is needed any more. */
void pdf_end(struct pdf *p);
/* Finishes the file. ERR_UNAVAILABLE when drawing failed or the disk is full. */
int pdf_close(struct pdf *p, int64_t *ret_size) MUST_USE;
#endif
