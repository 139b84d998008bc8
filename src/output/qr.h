/* 二维码: a text as a QR code of level M. */
#ifndef ANJU_QR_H
#define ANJU_QR_H
#include "base/strbuf.h"

struct qr {
	int width;                  /* modules a side, without the quiet edge of four */
	const unsigned char *black; /* width × width, row by row; 1 = black */
};
/* false: the text is too long for any code. The modules live in the arena. */
bool qr_make(struct arena *a, const char *text, struct qr *ret);
/* <svg class="qr">, four modules of quiet around; nothing when the text is too long. */
void qr_svg(struct strbuf *out, struct arena *a, const char *text, const char *label);
#endif
