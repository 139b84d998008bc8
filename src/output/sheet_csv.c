#include "base/text.h"
#include "output/sheet_reader.h"
#include <iconv.h>

enum { BLOCK = 64 * 1024, SAMPLE_LINES = 20 };

struct sheet_csv {
	struct ctx *cx;
	int fd;
	off_t at;           /* where the next block of the file begins */
	iconv_t converter;  /* (iconv_t)-1: the file is UTF-8 */
	char raw[BLOCK];
	size_t raw_len;     /* bytes of a character that was not whole yet */
	char block[2 * BLOCK];
	size_t len, pos;
	int separator;
	int64_t row;
	char cell[LIMIT_CELL_BYTES + 1];
	size_t cell_len;
};

static int wrong_encoding(struct sheet_csv *c)
{
	return fail(c->cx, ERR_INVALID, T(c->cx, "文字编码有误：既不是 UTF-8 也不是 GB18030（GBK）"));
}

/* Turns what is in raw into UTF-8 in block. A character cut by the block stays in raw; so does a
 * wrong one, until all before it is used and the row at fault is known. */
static int convert(struct sheet_csv *c, bool last)
{
	char *in = c->raw, *out = c->block;
	size_t in_left = c->raw_len, out_left = sizeof c->block;
	bool wrong = iconv(c->converter, &in, &in_left, &out, &out_left) == (size_t)-1 &&
		     (errno == EILSEQ || (errno == EINVAL && last));

	if (wrong && out == c->block)
		return wrong_encoding(c);
	memmove(c->raw, in, in_left);
	c->raw_len = in_left;
	c->len = (size_t)(out - c->block);
	return OK;
}

/* 1 = block has bytes, 0 = the file ended. */
static int fill(struct sheet_csv *c)
{
	ssize_t n;

	c->pos = c->len = 0;
	do {
		bool plain = c->converter == (iconv_t)-1;
		size_t kept = c->raw_len;
		char *to = plain ? c->block : c->raw + kept;
		int r;

		n = pread(c->fd, to, plain ? BLOCK : sizeof c->raw - kept, c->at);
		if (n < 0)
			return fail(c->cx, ERR_INVALID, T(c->cx, "文件读不下去了"));
		c->at += n;
		if (plain) {
			c->len = (size_t)n;
			return n > 0;
		}
		c->raw_len = kept + (size_t)n;
		if (!n && !kept)
			return 0;
		r = convert(c, n == 0);
		if (r < 0)
			return r;
	} while (!c->len && (n || c->raw_len));
	return c->len > 0;
}

/* The next byte without taking it; -1 at the end, other negatives are errors below -1. */
static inline int peek(struct sheet_csv *c, int *ret_err)
{
	if (c->pos == c->len) {
		int r = fill(c);
		if (r <= 0) {
			*ret_err = r;
			return -1;
		}
	}
	return (unsigned char)c->block[c->pos];
}

static inline int take(struct sheet_csv *c, int *ret_err)
{
	int byte = peek(c, ret_err);
	c->pos += byte >= 0;
	return byte;
}

static int add(struct sheet_csv *c, int byte)
{
	if (c->cell_len == LIMIT_CELL_BYTES)
		return fail(c->cx, ERR_TOO_BIG, T(c->cx, "一个单元格超过 %d KB（是不是少了一个引号？）"),
			    LIMIT_CELL_BYTES / 1024);
	if (!byte)
		return fail(c->cx, ERR_INVALID, T(c->cx, "有二进制内容，这不是表格文件"));
	c->cell[c->cell_len++] = (char)byte;
	return OK;
}

/* After the opening quote. A doubled quote is a quote; CR LF and CR become LF. */
static int quoted(struct sheet_csv *c)
{
	int err = OK, byte, r = OK;

	while (r == OK && (byte = take(c, &err)) >= 0) {
		if (byte == '"') {
			if (peek(c, &err) != '"')
				return err;
			c->pos++;
		} else if (byte == '\r') {
			if (peek(c, &err) == '\n')
				c->pos++;
			byte = '\n';
		}
		r = add(c, byte);
	}
	if (r < 0 || err < 0)
		return MIN(r, err);
	return fail(c->cx, ERR_INVALID, T(c->cx, "有一个引号没有配对，一直到文件末尾"));
}

/* One cell into c->cell; ret_end is the separator, '\n' or -1 that ended it. */
static int read_cell(struct sheet_csv *c, int *ret_end)
{
	int err = OK, byte = -1, r = OK;

	c->cell_len = 0;
	if (peek(c, &err) == '"') {
		c->pos++;
		r = quoted(c);
	}
	while (r == OK && (byte = take(c, &err)) >= 0 && byte != c->separator && byte != '\n' &&
	       byte != '\r')
		r = add(c, byte);
	if (r < 0 || err < 0)
		return MIN(r, err);
	if (byte == '\r') {
		if (peek(c, &err) == '\n')
			c->pos++;
		byte = '\n';
	}
	*ret_end = byte;
	return err;
}

static bool is_trigger(const char *s, size_t n)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (n && strchr("=+-@\t\r\n", *s))
		return true;
	for (size_t i = 0; i < COUNT(wide); i++)
		if (n >= 3 && !memcmp(s, wide[i], 3))
			return true;
	return false;
}

/* Takes back the one apostrophe sheet_write put before what a sheet program would calculate. */
static size_t guard_length(const char *s, size_t n)
{
	size_t quotes = 0;

	while (quotes < n && s[quotes] == '\'')
		quotes++;
	return quotes && is_trigger(s + quotes, n - quotes);
}

static int read_row(struct sheet_csv *c, struct sheet_row *row, bool *ret_last)
{
	size_t column = 0, guard;
	int end = -1, r;

	do {
		r = read_cell(c, &end);
		if (r < 0)
			return sheet_row_fail(row, r);
		guard = guard_length(c->cell, c->cell_len);
		r = sheet_row_put(row, column++, c->cell + guard, c->cell_len - guard, false);
		if (r < 0)
			return sheet_row_fail(row, r);
	} while (end == c->separator);
	*ret_last = end < 0;
	return OK;
}

int sheet_csv_next(struct sheet_csv *c, struct sheet_row *row)
{
	int err = OK, r;
	bool last = false;

	while (!last) {
		sheet_row_clear(row, ++c->row);
		if (peek(c, &err) < 0)
			return err < 0 ? sheet_row_fail(row, err) : 0;
		r = read_row(c, row, &last);
		if (r < 0)
			return r;
		if (!row->blank)
			return 1;
	}
	return 0;
}

/* The length of the character at s; 0 = not UTF-8, -1 = cut by the end. */
static int utf8_length(const unsigned char *s, size_t n)
{
	static const struct {
		unsigned char first, last, second_from, second_to, length;
	} forms[] = { { 0x00, 0x7F, 0, 0, 1 },	     { 0xC2, 0xDF, 0x80, 0xBF, 2 },
		      { 0xE0, 0xE0, 0xA0, 0xBF, 3 }, { 0xE1, 0xEC, 0x80, 0xBF, 3 },
		      { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
		      { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 },
		      { 0xF4, 0xF4, 0x80, 0x8F, 4 } };
	size_t f = 0;

	while (f < COUNT(forms) && (s[0] < forms[f].first || s[0] > forms[f].last))
		f++;
	if (f == COUNT(forms))
		return 0;
	for (size_t i = 1; i < forms[f].length; i++) {
		if (i == n)
			return -1;
		if (s[i] < (i == 1 ? forms[f].second_from : 0x80) ||
		    s[i] > (i == 1 ? forms[f].second_to : 0xBF))
			return 0;
	}
	return forms[f].length;
}

/* From front to back, for a file in GB18030 may begin with pages of ASCII. */
static int whole_file_is_utf8(struct sheet_csv *c, bool *ret)
{
	size_t kept = 0, i;
	int length = 1;
	off_t at = 0;
	ssize_t n;

	while (length && (n = pread(c->fd, c->raw + kept, sizeof c->raw - kept, at)) != 0) {
		if (n < 0)
			return fail(c->cx, ERR_INVALID, T(c->cx, "文件读不下去了"));
		at += n;
		n += (ssize_t)kept;
		for (i = 0, length = 1; i < (size_t)n && length > 0; i += (size_t)MAX(length, 0))
			length = utf8_length((unsigned char *)c->raw + i, (size_t)n - i);
		kept = (size_t)n - i;
		memmove(c->raw, c->raw + i, kept);
	}
	*ret = length != 0 && kept == 0;
	return OK;
}

static int choose_encoding(struct sheet_csv *c)
{
	static const struct {
		const char *mark;
		size_t length;
		const char *encoding; /* NULL: UTF-8 */
	} marks[] = { { "\xEF\xBB\xBF", 3, NULL },
		      { "\xFF\xFE", 2, "UTF-16LE" },
		      { "\xFE\xFF", 2, "UTF-16BE" } };
	const char *encoding = "GB18030";
	char head[3];
	ssize_t n = pread(c->fd, head, sizeof head, 0);
	bool utf8 = false;
	int r = whole_file_is_utf8(c, &utf8);

	if (r < 0)
		return r;
	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t length = marks[i].length;
		if (n < (ssize_t)length || memcmp(head, marks[i].mark, length))
			continue;
		c->at = (off_t)length;
		encoding = marks[i].encoding;
	}
	if (!encoding && !utf8)
		return fail(c->cx, ERR_INVALID, T(c->cx, "文件标明是 UTF-8，里面却有不是 UTF-8 的内容"));
	if (utf8)
		return OK;
	if (!strcmp(encoding, "GB18030") && sheet_prepare() < 0)
		return fail(c->cx, ERR_UNAVAILABLE, T(c->cx, "这台机器不能读 GB18030，请另存为 UTF-8"));
	c->converter = iconv_open("UTF-8", encoding);
	if (c->converter == (iconv_t)-1)
		return fail(c->cx, ERR_UNAVAILABLE, T(c->cx, "这台机器不能读 %s，请另存为 UTF-8"), encoding);
	return OK;
}

/* The separator whose number a line is the same in most of the first lines; the comma when none. */
static void choose_separator(struct sheet_csv *c)
{
	static const char candidates[] = ",\t;";
	size_t best = 0;

	c->separator = ',';
	for (const char *s = candidates; *s; s++) {
		size_t counts[SAMPLE_LINES] = { 0 }, lines = 0;
		bool inside = false;
		for (size_t i = 0; i < c->len && lines < SAMPLE_LINES; i++) {
			inside ^= c->block[i] == '"';
			counts[lines] += !inside && c->block[i] == *s;
			lines += !inside && c->block[i] == '\n';
		}
		for (size_t i = 0; i <= lines && i < SAMPLE_LINES; i++) {
			size_t same = 0;
			for (size_t k = 0; k <= lines && k < SAMPLE_LINES; k++)
				same += counts[i] && counts[k] == counts[i];
			if (same * 1000 + MIN(counts[i], (size_t)999) > best && same) {
				best = same * 1000 + MIN(counts[i], (size_t)999);
				c->separator = *s;
			}
		}
	}
}

int sheet_csv_open(struct ctx *cx, int fd, struct sheet_csv **ret)
{
	struct sheet_csv *c = ARENA_NEW(cx->arena, struct sheet_csv);
	int r;

	c->cx = cx;
	c->fd = fd;
	c->converter = (iconv_t)-1;
	*ret = c;
	r = choose_encoding(c);
	if (r < 0)
		return r;
	r = fill(c);
	if (r < 0)
		return r;
	choose_separator(c);
	return OK;
}

void sheet_csv_close(struct sheet_csv *c)
{
	if (c && c->converter != (iconv_t)-1)
		(void)iconv_close(c->converter);
}
