#include "output/qr.h"
#include <qrencode.h>

bool qr_make(struct arena *a, const char *text, struct qr *ret)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	unsigned char *black;

	if (!code)
		return false;
	black = arena_alloc(a, (size_t)code->width * (size_t)code->width);
	for (int i = 0; i < code->width * code->width; i++)
		black[i] = code->data[i] & 1;
	*ret = (struct qr){ code->width, black };
	QRcode_free(code);
	return true;
}

/* A path of one rectangle a run of black modules: small, and sharp at any size. */
static void add_runs(struct strbuf *out, const struct qr *code, int edge)
{
	for (int y = 0; y < code->width; y++)
		for (int x = 0, n; x < code->width; x += n) {
			const unsigned char *row = code->black + y * code->width;
			for (n = 1; x + n < code->width && row[x + n] == row[x]; n++)
				;
			if (row[x])
				strbuf_printf(out, "M%d %dh%dv1h-%dz", x + edge, y + edge, n, n);
		}
}

void qr_svg(struct strbuf *out, struct arena *a, const char *text, const char *label)
{
	enum { EDGE = 4 };
	struct qr code;

	if (!qr_make(a, text, &code))
		return;
	strbuf_printf(out, "<svg class=\"qr\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"",
		      code.width + 2 * EDGE, code.width + 2 * EDGE);
	strbuf_html(out, label);
	STRBUF_LITERAL(out, "\"><path d=\"");
	add_runs(out, &code, EDGE);
	STRBUF_LITERAL(out, "\"></path></svg>");
}
