#include "app/image.h"

enum {
	SOF0 = 0xC0, SOF1 = 0xC1, SOF2 = 0xC2, DHT = 0xC4, RST0 = 0xD0, RST7 = 0xD7, SOI = 0xD8,
	EOI = 0xD9, SOS = 0xDA, DQT = 0xDB, DRI = 0xDD, APP0 = 0xE0, APP1 = 0xE1, APP14 = 0xEE,
	APP15 = 0xEF, COM = 0xFE,
};
enum { ORIENTATION = 0x0112, TYPE_SHORT = 3 };

struct jpeg {
	struct ctx *cx;
	const unsigned char *in;
	size_t n, at;
	struct image_out out;
	struct image *image;
	int components; /* of the frame; 0 = no frame yet */
	bool scanned;
	bool jfif, adobe, turned; /* each is written once */
};

/* One segment without its marker and length. */
struct segment {
	int marker;
	const unsigned char *data;
	size_t n;
};

static unsigned get16(const unsigned char *p, bool little)
{
	return little ? p[0] | (unsigned)p[1] << 8 : (unsigned)p[0] << 8 | p[1];
}

static unsigned get32(const unsigned char *p, bool little)
{
	return little ? get16(p, true) | get16(p + 2, true) << 16
		      : get16(p, false) << 16 | get16(p + 2, false);
}

/* The orientation of an EXIF segment, 1…8; 1 when there is none or it makes no sense. */
static int orientation_of(const struct segment *s)
{
	const unsigned char *tiff = s->data + 6;
	size_t n, at, count;
	bool little;

	if (s->n < 6 + 8 + 2 || memcmp(s->data, "Exif\0\0", 6) != 0)
		return 1;
	n = s->n - 6;
	little = tiff[0] == 'I';
	if (tiff[0] != tiff[1] || (!little && tiff[0] != 'M') || get16(tiff + 2, little) != 42)
		return 1;
	at = get32(tiff + 4, little);
	if (at > n - 2)
		return 1;
	count = get16(tiff + at, little);
	at += 2;
	for (size_t i = 0; i < count && at + 12 <= n; i++, at += 12) {
		unsigned value = get16(tiff + at + 8, little);
		if (get16(tiff + at, little) != ORIENTATION)
			continue;
		if (get16(tiff + at + 2, little) != TYPE_SHORT || value < 1 || value > 8)
			return 1;
		return (int)value;
	}
	return 1;
}

static void add_segment(struct jpeg *j, int marker, const void *data, size_t n)
{
	unsigned char head[4] = { 0xFF, (unsigned char)marker, (unsigned char)((n + 2) >> 8),
				  (unsigned char)(n + 2) };

	image_out_add(&j->out, head, sizeof head);
	image_out_add(&j->out, data, n);
}

/* An EXIF segment that says which side is up and nothing else. */
static void add_orientation(struct jpeg *j, int orientation)
{
	unsigned char exif[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
				 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (unsigned char)orientation, 0, 0,
				 0, 0, 0, 0 };

	add_segment(j, APP1, exif, sizeof exif);
}

/* Reads up to the next marker, over fill bytes. 0 = none. */
static int next_marker(struct jpeg *j)
{
	if (j->at >= j->n || j->in[j->at] != 0xFF)
		return 0;
	while (j->at < j->n && j->in[j->at] == 0xFF)
		j->at++;
	return j->at < j->n ? j->in[j->at++] : 0;
}

static bool next_segment(struct jpeg *j, struct segment *ret)
{
	size_t length;

	if (j->n - j->at < 2)
		return false;
	length = get16(j->in + j->at, false);
	if (length < 2 || length > j->n - j->at)
		return false;
	ret->data = j->in + j->at + 2;
	ret->n = length - 2;
	j->at += length;
	return true;
}

/* ---- segments are checked to their last byte, so that none is a hiding place ---- */

static bool quantizers_right(const struct segment *s)
{
	size_t at = 0;

	while (at < s->n) {
		size_t table = s->data[at] >> 4 ? 129 : 65;
		if (s->data[at] >> 4 > 1 || (s->data[at] & 15) > 3 || s->n - at < table)
			return false;
		at += table;
	}
	return s->n > 0;
}

static bool huffman_right(const struct segment *s)
{
	size_t at = 0;

	while (at < s->n) {
		size_t codes = 0;
		if (s->n - at < 17 || s->data[at] >> 4 > 1 || (s->data[at] & 15) > 3)
			return false;
		for (size_t i = 1; i <= 16; i++)
			codes += s->data[at + i];
		if (codes > 256 || s->n - at - 17 < codes)
			return false;
		at += 17 + codes;
	}
	return s->n > 0;
}

static int frame(struct jpeg *j, const struct segment *s)
{
	if (j->components || s->n < 6 || s->data[0] != 8)
		return image_broken(j->cx);
	j->components = s->data[5];
	if ((j->components != 1 && j->components != 3 && j->components != 4) ||
	    s->n != 6 + 3 * (size_t)j->components)
		return image_broken(j->cx);
	return image_measure(j->cx, get16(s->data + 3, false), get16(s->data + 1, false), j->image);
}

/* The header of a scan, and its bits up to the next marker. */
static int scan(struct jpeg *j, const struct segment *s)
{
	size_t from = j->at;

	if (!j->components || s->n < 1 || s->data[0] < 1 || s->data[0] > j->components ||
	    s->n != 4 + 2 * (size_t)s->data[0])
		return image_broken(j->cx);
	add_segment(j, SOS, s->data, s->n);
	for (;;) {
		const unsigned char *mark = memchr(j->in + j->at, 0xFF, j->n - j->at);
		int after;
		if (!mark || mark + 1 >= j->in + j->n)
			return image_broken(j->cx);
		j->at = (size_t)(mark - j->in);
		after = mark[1];
		if (after == 0xFF) {
			j->at++;
		} else if (after == 0 || (after >= RST0 && after <= RST7)) {
			j->at += 2;
		} else {
			break;
		}
	}
	image_out_add(&j->out, j->in + from, j->at - from);
	j->scanned = true;
	return OK;
}

static int application(struct jpeg *j, const struct segment *s)
{
	int orientation = s->marker == APP1 ? orientation_of(s) : 1;

	if (orientation > 1 && !j->turned) {
		add_orientation(j, orientation);
		j->turned = true;
	}
	/* density stays, the thumbnail goes */
	if (s->marker == APP0 && s->n >= 14 && !memcmp(s->data, "JFIF\0", 5) && !j->jfif) {
		unsigned char jfif[14];
		memcpy(jfif, s->data, 12);
		jfif[12] = jfif[13] = 0;
		add_segment(j, APP0, jfif, sizeof jfif);
		j->jfif = true;
	}
	/* without it four-coloured and some other photos show in wrong colours */
	if (s->marker == APP14 && s->n == 12 && !memcmp(s->data, "Adobe", 5) && !j->adobe) {
		add_segment(j, APP14, s->data, s->n);
		j->adobe = true;
	}
	return OK;
}

static int segment(struct jpeg *j, const struct segment *s)
{
	int r = OK;

	if ((s->marker >= APP0 && s->marker <= APP15) || s->marker == COM)
		return application(j, s);
	switch (s->marker) {
	case SOF0:
	case SOF1:
	case SOF2:
		r = frame(j, s);
		break;
	case DQT:
		r = quantizers_right(s) ? OK : image_broken(j->cx);
		break;
	case DHT:
		r = huffman_right(s) ? OK : image_broken(j->cx);
		break;
	case DRI:
		r = s->n == 2 ? OK : image_broken(j->cx);
		break;
	case SOS:
		return scan(j, s);
	default:
		return fail(j->cx, ERR_INVALID, T(j->cx, "这种 JPG 浏览器不能显示，请另存后再上传。"));
	}
	if (r == OK)
		add_segment(j, s->marker, s->data, s->n);
	return r;
}

int jpeg_clean(struct ctx *cx, const unsigned char *in, size_t n, struct image *ret)
{
	struct jpeg j = { .cx = cx, .in = in, .n = n, .at = 2, .image = ret };
	struct segment s;
	int r = OK;

	image_out_init(&j.out, cx, n);
	image_out_add(&j.out, in, 2);
	while (r == OK) {
		s.marker = next_marker(&j);
		if (s.marker == EOI)
			break;
		if (!s.marker || !next_segment(&j, &s))
			return image_broken(cx);
		r = segment(&j, &s);
	}
	if (r < 0)
		return r;
	if (!j.scanned)
		return image_broken(cx);
	image_out_add(&j.out, (const unsigned char[]){ 0xFF, EOI }, 2);
	ret->bytes = j.out.bytes;
	ret->size = j.out.n;
	return OK;
}
