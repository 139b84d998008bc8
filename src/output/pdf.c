#include "output/pdf_font.h"
#include "output/pdf_picture.h"
#include "output/qr.h"
#include "base/strbuf.h"
#include "base/text.h"
#include <cairo-pdf.h>
#include <sched.h>

/* Points of 1/72 inch. */
enum { WIDTH = 595, HEIGHT = 842, MARGIN = 51, FOOT = 36, INNER = WIDTH - 2 * MARGIN, PAD = 5,
       QR_SIDE = 62, LABEL = 74, PAGES = 400 };
#define BODY_SIZE 10.5
#define LEADING   1.3
#define THIN      0.5

struct pdf {
	struct ctx *cx;
	int fd;
	int64_t size;
	cairo_surface_t *file;
	cairo_t *to;               /* the file */
	const struct pdf_fonts *fonts;
	PangoContext *pango;
	struct pdf_paper paper;
	cairo_surface_t *page[PAGES]; /* of the paper, until it is known how many they are */
	int pages;
	cairo_t *cr;               /* the last of them */
	double y;
	bool locked, ended, open;
};

static pthread_mutex_t drawing = PTHREAD_MUTEX_INITIALIZER;

/* ---- lines of text ---- */

struct cell {
	PangoLayout *layout;
	double x, width;
	int line, lines;
	int bar;                   /* thousandths; 0 = text */
	bool right, centre;
};

/* Broken bytes become a sign, what steers the direction of writing is left out. */
static const char *drawable(struct pdf *p, const char *text)
{
	struct strbuf b;
	uint32_t c;

	if (!text || text_valid(text, strlen(text)))
		return text ? text : "";
	strbuf_init(&b, p->cx->arena, 3 * strlen(text) + 1);
	while ((c = text_next(&text)))
		if (c >= ' ' && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069))
			text_put(&b, c);
	return b.s;
}

static PangoLayout *layout_of(struct pdf *p, const char *text, double width, double size, bool head)
{
	PangoLayout *l = pango_layout_new(p->pango);
	PangoFontDescription *d = pango_font_description_new();

	pango_font_description_set_family_static(d, head ? p->fonts->head : p->fonts->body);
	pango_font_description_set_weight(d, head ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_size(d, (int)(size * PANGO_SCALE));
	pango_layout_set_font_description(l, d);
	pango_font_description_free(d);
	pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(l, drawable(p, text), -1);
	return l;
}

static struct cell cell_of(struct pdf *p, const char *text, double x, double width, bool head)
{
	struct cell c = { .x = x, .width = width };

	c.layout = layout_of(p, text, width, BODY_SIZE, head);
	c.lines = pango_layout_get_line_count(c.layout);
	return c;
}

static double line_height(const struct cell *c, int line)
{
	PangoRectangle r;

	pango_layout_line_get_extents(pango_layout_get_line_readonly(c->layout, line), NULL, &r);
	return (double)r.height / PANGO_SCALE * (LEADING / 1.2);
}

/* Draws one line with its top at y. */
static void show_line(struct pdf *p, const struct cell *c, int line, double y)
{
	PangoLayoutLine *l = pango_layout_get_line_readonly(c->layout, line);
	PangoRectangle r;
	double w, x = c->x;

	pango_layout_line_get_extents(l, NULL, &r);
	w = (double)r.width / PANGO_SCALE;
	if (c->right)
		x += c->width - w;
	if (c->centre)
		x += (c->width - w) / 2;
	cairo_move_to(p->cr, x, y - (double)r.y / PANGO_SCALE);
	pango_cairo_show_layout_line(p->cr, l);
}

static void show_bar(struct pdf *p, const struct cell *c, double y)
{
	cairo_set_source_rgb(p->cr, 0.45, 0.55, 0.7);
	cairo_rectangle(p->cr, c->x, y + 3, c->width * MIN(c->bar, 1000) / 1000, BODY_SIZE - 1);
	cairo_fill(p->cr);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
}

/* The lines from c->line on that fit into `room`; moves c->line. */
static double show_lines(struct pdf *p, struct cell *c, double y, double room)
{
	double used = 0;

	while (c->line < c->lines) {
		double h = line_height(c, c->line);
		if (used + h > room && h <= room)
			break;
		if (used + h > room && used > 0)
			break;
		show_line(p, c, c->line++, y + used);
		used += h;
	}
	return used;
}

enum align { LEFT, CENTRE, RIGHT };

static void put_once(struct pdf *p, const char *text, double x, double y, double width, double size,
		     enum align align, bool head)
{
	struct cell c = { .x = x, .width = width, .right = align == RIGHT,
			  .centre = align == CENTRE };

	if (text_blank(text))
		return;
	c.layout = layout_of(p, text, width, size, head);
	pango_layout_set_ellipsize(c.layout, PANGO_ELLIPSIZE_END);
	show_line(p, &c, 0, y);
	g_object_unref(c.layout);
}

static void rule(struct pdf *p, double x1, double y1, double x2, double y2)
{
	cairo_set_line_width(p->cr, THIN);
	cairo_move_to(p->cr, x1, y1);
	cairo_line_to(p->cr, x2, y2);
	cairo_stroke(p->cr);
}

/* ---- pages ---- */

static double bottom(void)
{
	return HEIGHT - MARGIN - FOOT / 2.0;
}

static void page_new(struct pdf *p)
{
	cairo_rectangle_t a4 = { 0, 0, WIDTH, HEIGHT };

	if (p->cr)
		cairo_destroy(p->cr);
	if (p->pages == PAGES) /* what comes then is not drawn: pdf_close() says so */
		p->ended = true;
	else
		p->pages++;
	if (!p->page[p->pages - 1])
		p->page[p->pages - 1] =
			cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &a4);
	p->cr = cairo_create(p->page[p->pages - 1]);
	p->y = MARGIN;
}

static void draw_code(struct pdf *p, const char *text, double x, double y, double width)
{
	struct qr code;
	double side;

	if (text_blank(text) || !qr_make(p->cx->arena, text, &code))
		return;
	side = width / code.width;
	for (int i = 0; i < code.width * code.width; i++)
		if (code.black[i])
			cairo_rectangle(p->cr, x + i % code.width * side, y + i / code.width * side,
					side, side);
	cairo_fill(p->cr);
}

static void draw_head(struct pdf *p)
{
	const struct pdf_paper *h = &p->paper;
	bool code = !text_blank(h->code);
	double right = WIDTH - MARGIN;

	put_once(p, h->office, MARGIN, p->y, INNER - QR_SIDE - 12, 11, LEFT, false);
	put_once(p, h->title, MARGIN + QR_SIDE, p->y + 20, INNER - 2 * QR_SIDE, 19, CENTRE, true);
	if (code)
		draw_code(p, h->code, right - QR_SIDE, p->y - 8, QR_SIDE);
	put_once(p, h->number, MARGIN, p->y + 46, INNER - (code ? QR_SIDE + 8 : 0), BODY_SIZE, RIGHT,
		 false);
	p->y += 66;
}

/* The pages of the paper into the file, each with its number. */
void pdf_end(struct pdf *p)
{
	if (!p->open)
		return;
	for (int i = 0; i < p->pages; i++) {
		cairo_destroy(p->cr);
		p->cr = cairo_create(p->page[i]);
		put_once(p, p->paper.foot, MARGIN, HEIGHT - MARGIN, INNER / 2.0, 8.5, LEFT, false);
		put_once(p, arena_printf(p->cx->arena, T(p->cx, "第 %d 页，共 %d 页"), i + 1, p->pages), MARGIN,
			 HEIGHT - MARGIN, INNER, 8.5, CENTRE, false);
		put_once(p, p->paper.number, WIDTH / 2.0, HEIGHT - MARGIN, INNER / 2.0, 8.5, RIGHT,
			 false);
		cairo_set_source_surface(p->to, p->page[i], 0, 0);
		cairo_paint(p->to);
		cairo_show_page(p->to);
	}
	for (int i = 0; i < p->pages; i++) {
		cairo_surface_destroy(p->page[i]);
		p->page[i] = NULL;
	}
	p->pages = 0;
	p->open = false;
}

/* Others wait for the end of a paper, not of a batch. */
static void let_others_in(struct pdf *p)
{
	if (p->locked) {
		(void)pthread_mutex_unlock(&drawing);
		(void)sched_yield();
	}
	(void)pthread_mutex_lock(&drawing);
	p->locked = true;
}

void pdf_begin(struct pdf *p, const struct pdf_paper *paper)
{
	pdf_end(p);
	let_others_in(p);
	p->paper = *paper;
	p->open = true;
	page_new(p);
	draw_head(p);
}

/* ---- rows ---- */

/* One ruled row from cell to cell; goes on on the next page where it must. `again` draws what
 * stands again at the top of a page. */
static void draw_row(struct pdf *p, struct cell *cells, size_t count, double least,
		     void (*again)(struct pdf *p, void *arg), void *arg)
{
	bool more = true;

	while (more && !p->ended) {
		double room = bottom() - p->y - 2 * PAD, used = 0;
		if (room < MAX(least, BODY_SIZE * LEADING)) {
			page_new(p);
			if (again)
				again(p, arg);
			room = bottom() - p->y - 2 * PAD;
		}
		more = false;
		for (size_t i = 0; i < count; i++) {
			double h = show_lines(p, &cells[i], p->y + PAD, room);
			if (cells[i].bar)
				show_bar(p, &cells[i], p->y + PAD);
			used = MAX(used, h);
			more = more || cells[i].line < cells[i].lines;
		}
		used = MAX(used, least) + 2 * PAD;
		for (size_t i = 0; i < count; i++)
			rule(p, cells[i].x - PAD, p->y, cells[i].x - PAD, p->y + used);
		rule(p, WIDTH - MARGIN, p->y, WIDTH - MARGIN, p->y + used);
		rule(p, MARGIN, p->y, WIDTH - MARGIN, p->y);
		rule(p, MARGIN, p->y + used, WIDTH - MARGIN, p->y + used);
		p->y += used;
		least = 0;
	}
	for (size_t i = 0; i < count; i++)
		g_object_unref(cells[i].layout);
}

void pdf_form(struct pdf *p, const struct pdf_pair *pairs, size_t count)
{
	enum { LEAST = 14 };
	const double half = INNER / 2.0;

	for (size_t i = 0; i < count; i++) {
		bool whole = pairs[i].whole || i + 1 == count || pairs[i + 1].whole;
		struct cell cells[4];
		size_t n = 0;
		for (int k = 0; k < (whole ? 1 : 2); k++) {
			double x = MARGIN + PAD + k * half, w = (whole ? INNER : half) - LABEL;
			cells[n++] = cell_of(p, pairs[i + (size_t)k].label, x, LABEL - 2 * PAD, true);
			cells[n++] = cell_of(p, pairs[i + (size_t)k].value, x + LABEL, w - 2 * PAD,
					     false);
		}
		draw_row(p, cells, n, LEAST, NULL, NULL);
		i += !whole;
	}
	p->y += 10;
}

/* ---- tables ---- */

struct table {
	const struct pdf_column *columns;
	size_t count;
	int weight;
};

static struct cell column_cell(struct pdf *p, const struct table *t, size_t i, const char *text,
			       bool head)
{
	double before = 0, width = (double)INNER * t->columns[i].weight / t->weight;
	struct cell c;

	for (size_t k = 0; k < i; k++)
		before += (double)INNER * t->columns[k].weight / t->weight;
	c = cell_of(p, t->columns[i].bar ? "" : text, MARGIN + PAD + before, width - 2 * PAD, head);
	if (t->columns[i].bar && !head)
		c.bar = (int)strtol(text, NULL, 10);
	c.right = t->columns[i].right;
	return c;
}

static void draw_titles(struct pdf *p, void *arg)
{
	const struct table *t = arg;
	struct cell cells[PDF_COLUMNS];

	for (size_t i = 0; i < t->count; i++)
		cells[i] = column_cell(p, t, i, t->columns[i].title, true);
	draw_row(p, cells, t->count, 0, NULL, NULL);
}

void pdf_table(struct pdf *p, const struct pdf_column *columns, size_t count,
	       const char *const *cells, size_t rows)
{
	struct table t = { columns, MIN(count, (size_t)PDF_COLUMNS), 0 };

	for (size_t i = 0; i < t.count; i++)
		t.weight += MAX(columns[i].weight, 1);
	draw_titles(p, &t);
	for (size_t r = 0; r < rows && !p->ended; r++) {
		struct cell row[PDF_COLUMNS];
		for (size_t i = 0; i < t.count; i++)
			row[i] = column_cell(p, &t, i, cells[r * count + i], false);
		draw_row(p, row, t.count, 0, draw_titles, &t);
	}
	if (!rows) {
		struct cell none = cell_of(p, T(p->cx, "没有记录"), MARGIN + PAD, INNER - 2 * PAD,
					   false);
		draw_row(p, &none, 1, 0, NULL, NULL);
	}
	p->y += 10;
}

/* ---- text ---- */

static void flow(struct pdf *p, struct cell *c)
{
	while (c->line < c->lines && !p->ended) {
		double room = bottom() - p->y;
		if (room < BODY_SIZE * LEADING) {
			page_new(p);
			continue;
		}
		p->y += show_lines(p, c, p->y, room);
		if (c->line < c->lines)
			page_new(p);
	}
	g_object_unref(c->layout);
}

void pdf_heading(struct pdf *p, const char *text)
{
	struct cell c = { .x = MARGIN, .width = INNER };

	if (bottom() - p->y < 60) /* not alone at the foot of a page */
		page_new(p);
	c.layout = layout_of(p, text, INNER, 12, true);
	c.lines = pango_layout_get_line_count(c.layout);
	p->y += 4;
	flow(p, &c);
	p->y += 4;
}

void pdf_text(struct pdf *p, const char *text)
{
	struct cell c = cell_of(p, text, MARGIN, INNER, false);

	pango_layout_set_justify(c.layout, TRUE);
	flow(p, &c);
	p->y += 6;
}

static void signature(struct pdf *p, int fd, double x, double y, double width, double height)
{
	cairo_surface_t *picture = fd < 0 ? NULL : pdf_picture(fd);

	if (!picture)
		return;
	pdf_picture_draw(p->cr, picture, x, y, width, height);
	cairo_surface_destroy(picture);
}

void pdf_signed(struct pdf *p, const struct pdf_signer *signers, size_t count)
{
	enum { BESIDE = 3, ROOM = 44, NAME = 64 };

	for (size_t i = 0; i < count; i++) {
		size_t k = i % BESIDE;
		double w = (double)INNER / (double)MIN(count, (size_t)BESIDE);
		double x = MARGIN + (double)k * w;
		if (!k && bottom() - p->y < ROOM)
			page_new(p);
		put_once(p, signers[i].label, x, p->y + 18, w - 12, BODY_SIZE, LEFT, false);
		signature(p, signers[i].picture, x + NAME, p->y, w - NAME - 14, 35);
		rule(p, x, p->y + 36, x + w - 14, p->y + 36);
		if (k + 1 == BESIDE || i + 1 == count)
			p->y += ROOM;
	}
}

void pdf_sign(struct pdf *p, const char *const *labels, size_t count)
{
	struct pdf_signer *signers = arena_array(p->cx->arena, count, sizeof *signers);

	for (size_t i = 0; i < count; i++)
		signers[i] = (struct pdf_signer){ labels[i], -1 };
	pdf_signed(p, signers, count);
}

void pdf_labels(struct pdf *p, const struct pdf_label *labels, size_t count)
{
	enum { ACROSS = 3, WIDE = INNER / ACROSS, HIGH = 198, CODE = 110, EDGE = 8 };

	for (size_t i = 0; i < count; i++) {
		double x = MARGIN + (double)(i % ACROSS) * WIDE;
		if (!(i % ACROSS) && bottom() - p->y < HIGH)
			page_new(p);
		cairo_set_line_width(p->cr, THIN);
		cairo_rectangle(p->cr, x + 2, p->y + 2, WIDE - 4, HIGH - 4);
		cairo_stroke(p->cr);
		put_once(p, labels[i].title, x + EDGE, p->y + 14, WIDE - 2 * EDGE, 15, CENTRE, true);
		draw_code(p, labels[i].code, x + (WIDE - CODE) / 2.0, p->y + 42, CODE);
		put_once(p, labels[i].line, x + EDGE, p->y + 160, WIDE - 2 * EDGE, 9, CENTRE, false);
		put_once(p, labels[i].second, x + EDGE, p->y + 175, WIDE - 2 * EDGE, 9, CENTRE, false);
		if (i % ACROSS == ACROSS - 1 || i + 1 == count)
			p->y += HIGH;
	}
}

/* ---- the file ---- */

static cairo_status_t take(void *arg, const unsigned char *bytes, unsigned int n)
{
	struct pdf *p = arg;
	ssize_t wrote;

	for (unsigned int done = 0; done < n; done += (unsigned int)wrote) {
		wrote = write(p->fd, bytes + done, n - done);
		if (wrote <= 0)
			return CAIRO_STATUS_WRITE_ERROR;
	}
	p->size += n;
	return CAIRO_STATUS_SUCCESS;
}

/* What is still held when the work ends, whole or not. */
static void drop(void *arg)
{
	struct pdf *p = arg;

	if (!p->locked)
		return;
	if (p->cr)
		cairo_destroy(p->cr);
	for (int i = 0; i < p->pages; i++)
		cairo_surface_destroy(p->page[i]);
	if (p->to)
		cairo_destroy(p->to);
	if (p->file)
		cairo_surface_destroy(p->file);
	if (p->pango)
		g_object_unref(p->pango);
	*p = (struct pdf){ 0 };
	(void)pthread_mutex_unlock(&drawing);
}

int pdf_open(struct ctx *cx, int fd, struct pdf **ret)
{
	struct pdf *p = ARENA_NEW(cx->arena, struct pdf);

	*ret = p;
	*p = (struct pdf){ .cx = cx, .fd = fd };
	arena_defer(cx->arena, drop, p);
	let_others_in(p);
	p->fonts = pdf_fonts_get();
	if (!p->fonts)
		return fail(cx, ERR_UNAVAILABLE,
			    T(cx, "这台服务器上没有中文字体，不能打印。请安装 fonts-noto-cjk 或 "
				  "fonts-wqy-microhei，再重新启动。"));
	p->file = cairo_pdf_surface_create_for_stream(take, p, WIDTH, HEIGHT);
	p->to = cairo_create(p->file);
	p->pango = pango_font_map_create_context(p->fonts->map);
	pango_context_set_language(p->pango, pango_language_from_string("zh-cn"));
	return OK;
}

int pdf_close(struct pdf *p, int64_t *ret_size)
{
	struct ctx *cx = p->cx;
	cairo_status_t status;

	pdf_end(p);
	cairo_surface_finish(p->file);
	status = cairo_surface_status(p->file);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_status(p->to);
	*ret_size = p->size;
	if (p->ended)
		status = CAIRO_STATUS_WRITE_ERROR;
	drop(p);
	if (status != CAIRO_STATUS_SUCCESS)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "纸面太长或没有画成，没有打印。"));
	return OK;
}
