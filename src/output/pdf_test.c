/* Papers as others read them: their text, their fonts, their pages, their code. */
#include "output/pdf.h"
#include "base/limits.h"
#include "output/qr.h"
#include "paper.h"
#include <sys/mman.h>

static struct arena arena;
static struct ctx cx;
static char *bytes;
static size_t size;
static int file = -1;

static struct pdf *begin(void)
{
	static const struct pdf_paper paper = { .office = "翠湖花园管理处",
						.title = "派工单",
						.number = "BX20261123-0007",
						.code = "https://anju.example/requests/4711",
						.foot = "李婷 打印于 2026-11-23 14:05" };
	struct pdf *p;

	if (!pdf_fonts(NULL))
		test_skip("no font with Chinese letters");
	arena_free(&arena);
	cx = (struct ctx){ .arena = &arena };
	if (file >= 0)
		(void)close(file);
	file = memfd_create("paper", MFD_CLOEXEC);
	CHECK_OK(pdf_open(&cx, file, &p));
	pdf_begin(p, &paper);
	return p;
}

static void end(struct pdf *p)
{
	int64_t n;

	CHECK_OK(pdf_close(p, &n));
	size = (size_t)n;
	bytes = arena_alloc(&arena, size + 1);
	CHECK_INT(pread(file, bytes, size, 0), size);
	CHECK(size > 500 && !memcmp(bytes, "%PDF-1.", 7));
}

static struct pdf_pair form[] = {
	{ "房号", "3-2-1201", false },	 { "提出人", "欧阳静怡", false },
	{ "内容", "厨房下水管道漏水，请派人来修。", true },
	{ "完工时间", "", false },
};

TEST(the_text_of_a_paper_can_be_read_and_its_fonts_are_embedded_as_subsets)
{
	struct pdf *p = begin();
	const char *text, *fonts;

	pdf_form(p, form, COUNT(form));
	end(p);
	text = paper_text(&arena, bytes, size);
	CHECK_HAS(text, "翠湖花园管理处");
	CHECK_HAS(text, "派工单");
	CHECK_HAS(text, "BX20261123-0007");
	CHECK_HAS(text, "厨房下水管道漏水，请派人来修。");
	CHECK_HAS(text, "第 1 页，共 1 页");
	CHECK_HAS(text, "李婷 打印于 2026-11-23 14:05");
	fonts = paper_told(&arena, bytes, size, "pdffonts", "| tail -n +3");
	CHECK(strstr(fonts, "+"));
	CHECK(!strstr(fonts, " no "));
	CHECK(size < 200 * 1024);
}

TEST(the_code_on_a_paper_says_where_its_record_is)
{
	struct pdf *p = begin();

	pdf_form(p, form, COUNT(form));
	end(p);
	CHECK_STR(paper_code(&arena, bytes, size), "https://anju.example/requests/4711\n");
}

TEST(each_label_has_its_title_and_its_own_code_nine_a_page)
{
	enum { LABELS = 10 };
	struct pdf_label labels[LABELS];
	struct pdf *p = begin();
	const char *text, *codes;

	for (int i = 0; i < LABELS; i++)
		labels[i] = (struct pdf_label){
			.title = arena_printf(&arena, "3-2-%d", 501 + i),
			.code = arena_printf(&arena, "https://anju.example/r/door%d", i),
			.line = "扫码报修", .second = "翠湖花园" };
	pdf_labels(p, labels, LABELS);
	end(p);
	text = paper_text(&arena, bytes, size);
	CHECK_HAS(text, "3-2-501");
	CHECK_HAS(text, "3-2-510");
	CHECK_HAS(text, "第 2 页，共 2 页");
	codes = paper_code(&arena, bytes, size);
	CHECK_HAS(codes, "https://anju.example/r/door0");
	CHECK_HAS(codes, "https://anju.example/r/door8");
}

TEST(a_table_goes_on_on_the_next_page_under_its_head_and_each_paper_counts_its_own)
{
	static const struct pdf_column columns[] = { { "时间", 2, false }, { "内容", 6, false },
						     { "金额", 1, true } };
	struct pdf *p = begin();
	const char *cells[200 * 3], *text, *first;
	int heads = 0;

	for (int i = 0; i < 200; i++) {
		cells[3 * i] = "2026-11-23 14:05";
		cells[3 * i + 1] = arena_printf(&arena, "第 %d 行：卫生间顶上往下滴水，楼上漏的", i);
		cells[3 * i + 2] = "75.50";
	}
	pdf_table(p, columns, COUNT(columns), cells, 200);
	pdf_begin(p, &(struct pdf_paper){ .title = "另一张" });
	pdf_text(p, "只有一页。");
	end(p);
	text = paper_text(&arena, bytes, size);
	for (const char *s = text; (s = strstr(s, "时间")); s++)
		heads++;
	CHECK_INT(heads, paper_pages(&arena, bytes, size) - 1);
	CHECK_HAS(text, "第 199 行");
	first = strstr(text, "另一张");
	CHECK(first);
	CHECK_HAS(first, "第 1 页，共 1 页");
}

TEST(a_long_word_and_twenty_thousand_characters_stay_on_the_paper)
{
	struct pdf *p = begin();
	struct strbuf b;
	struct pdf_pair pair = { "说明", NULL, true };
	const char *text;
	int found = 0;

	strbuf_init(&b, &arena, 1 << 20);
	for (int i = 0; i < LIMIT_TEXT; i++)
		strbuf_text(&b, i % 50 ? "水" : "火");
	pair.value = b.s;
	pdf_form(p, &pair, 1);
	strbuf_clear(&b);
	for (int i = 0; i < 3000; i++)
		strbuf_char(&b, 'W');
	pdf_text(p, b.s);
	end(p);
	text = paper_text(&arena, bytes, size);
	for (const char *s = text; (s = strstr(s, "火")); s++)
		found++;
	CHECK_INT(found, LIMIT_TEXT / 50);
	found = 0;
	for (const char *s = text; (s = strchr(s, 'W')); s++)
		found++;
	CHECK_INT(found, 3000);
	CHECK(paper_pages(&arena, bytes, size) > 10);
}

TEST(nothing_in_a_text_is_markup_and_broken_text_is_drawn_all_the_same)
{
	struct pdf *p = begin();
	const char *text;

	pdf_text(p, "<b>粗</b> &lt; (fi) \\n %s ) Tj ET");
	pdf_text(p, "\xff\xfe 断了的字节");
	pdf_text(p, "");
	pdf_heading(p, "小标题");
	pdf_sign(p, (const char *const[]){ "业主签名：", "维修人：", "日期：" }, 3);
	end(p);
	text = paper_text(&arena, bytes, size);
	CHECK_HAS(text, "<b>粗</b> &lt; (fi) \\n %s ) Tj ET");
	CHECK_HAS(text, "断了的字节");
	CHECK_HAS(text, "业主签名：");
}

/* PNG, one black point. */
static const unsigned char point[] = {
	0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44,
	0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a,
	0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60,
	0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x48, 0xaf, 0xa4, 0x71, 0x00, 0x00, 0x00, 0x00, 0x49,
	0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static bool draws(const void *picture, size_t n)
{
	FILE *f = tmpfile();
	struct pdf *p = begin();
	bool drawn;

	CHECK(f && fwrite(picture, 1, n, f) == n && fflush(f) == 0);
	pdf_signed(p, (const struct pdf_signer[]){ { "乙方（签字）", fileno(f) }, { "日期", -1 } }, 2);
	end(p);
	(void)fclose(f);
	CHECK_HAS(paper_text(&arena, bytes, size), "乙方（签字）");
	drawn = memmem(bytes, size, "/Image", 6) != NULL;
	arena_clear(&arena);
	return drawn;
}

TEST(who_signed_on_the_screen_has_signed_on_the_paper_and_no_broken_picture_holds_it_up)
{
	unsigned char mile[sizeof point];

	CHECK(draws(point, sizeof point));
	CHECK(!draws(point, sizeof point - 20));
	CHECK(!draws("GIF89a", 6));
	memcpy(mile, point, sizeof mile);
	mile[16] = mile[20] = 0x7f; /* as it says, a mile wide and high */
	CHECK(!draws(mile, sizeof mile));
}

TEST(a_paper_that_was_begun_and_given_up_holds_nobody_up)
{
	struct pdf *p = begin();

	pdf_text(p, "半途而废");
	arena_free(&arena);
	p = begin();
	pdf_text(p, "再来一张");
	end(p);
}

TEST(a_code_has_the_modules_of_its_text)
{
	struct strbuf b;
	struct qr code;
	char longest[5000];

	strbuf_init(&b, &arena, 1 << 16);
	CHECK(qr_make(&arena, "BX20261123-0007", &code));
	CHECK_INT(code.width, 25);
	CHECK(code.black[0] && code.black[6] && !code.black[7]); /* a corner */
	qr_svg(&b, &arena, "BX20261123-0007", "工单 <1>");
	CHECK_HAS(b.s, "viewBox=\"0 0 33 33\"");
	CHECK_HAS(b.s, "aria-label=\"工单 &lt;1&gt;\"");
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	CHECK(!qr_make(&arena, longest, &code));
}
