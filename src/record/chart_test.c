/* What a chart draws: its numbers, nobody's markup, no style and no script. */
#include "record/chart.h"
#include "test.h"

struct drawn {
	struct arena arena;
	struct ctx cx;
	struct strbuf out;
	struct page pg;
};
static struct drawn d;

static const char *draw(const struct chart *c)
{
	arena_free(&d.arena);
	d = (struct drawn){ 0 };
	d.cx.arena = &d.arena;
	strbuf_init(&d.out, &d.arena, 1 << 20);
	d.pg = (struct page){ .out = &d.out, .cx = &d.cx };
	chart_html(&d.pg, c);
	return d.out.s;
}

static const char *as_json(const struct chart *c)
{
	struct json j;

	strbuf_clear(&d.out);
	json_init(&j, &d.cx, &d.out, 480);
	json_object(&j, NULL);
	chart_json(&j, c);
	json_object_end(&j);
	return d.out.s;
}

static struct chart_row two[] = {
	{ .label = "报修", .n = { 30, 10 }, .path = "/requests?kind=repair&from=1" },
	{ .label = "求助", .n = { 0, 5 } },
};
static const struct chart stacked = {
	.key = "k", .title = "题", .empty = "空", .first = "类", .finding = "见",
	.series = { "按时", "逾期" }, .series_count = 2, .rows = two, .row_count = 2,
};

TEST(a_bar_is_as_long_as_its_number_and_the_table_has_the_same)
{
	const char *html = draw(&stacked);

	CHECK_HAS(html, "<rect class=\"c1\" x=\"0.00%\" width=\"75.00%\"");
	CHECK_HAS(html, "<rect class=\"c2\" x=\"75.00%\" width=\"25.00%\"");
	CHECK_HAS(html, "<rect class=\"c2\" x=\"0.00%\" width=\"12.50%\"");
	CHECK_HAS(html, "<title>按时 30</title>");
	CHECK_HAS(html, "data-label=\"按时\">30</td>");
	CHECK_HAS(html, "data-label=\"合计\"><a href=\"/requests?kind=repair&amp;from=1\">40</a></td>");
	CHECK_HAS(as_json(&stacked), "\"values\":[30,10],\"sum\":40");
}

TEST(no_text_of_a_chart_becomes_markup)
{
	static const char evil[] = "<script>\"'&</script>";
	struct chart_row row = { .label = evil, .tick = evil, .remark = evil, .path = evil,
				 .paths = { evil }, .n = { 3, 4 } };
	struct chart c = { .key = evil, .title = evil, .finding = evil, .remark = evil, .empty = evil,
			   .first = evil, .series = { evil, evil }, .series_count = 2, .rows = &row,
			   .row_count = 1, .compared = true };

	for (int shape = CHART_BARS; shape <= CHART_HEAT; shape++) {
		const char *html;
		c.shape = (enum chart_shape)shape;
		html = draw(&c);
		CHECK(!d.out.full);
		CHECK(!strstr(html, "<script"));
		CHECK(!strstr(html, "\"'&"));
		CHECK(!strstr(html, " style="));
		CHECK(!strstr(html, "nan"));
		CHECK_HAS(html, "&lt;script&gt;");
	}
	c.row_count = 0;
	CHECK(!strstr(draw(&c), "<script"));
}

TEST(nothing_to_divide_by_is_no_data_and_a_chart_without_numbers_says_what_to_do)
{
	struct chart_row row = { .label = "三声", .n = { CHART_NONE }, .before = CHART_NONE };
	struct chart c = { .key = "p", .title = "题", .empty = "先登记。", .first = "项",
			   .unit = CHART_PERMILLE, .compared = true, .series = { "本月" },
			   .series_count = 1, .rows = &row, .row_count = 1 };

	CHECK_HAS(draw(&c), "<p class=\"empty\">先登记。</p>");
	CHECK(!strstr(d.out.s, "<svg"));
	row.n[0] = 904;
	CHECK_HAS(draw(&c), "90.4%");
	CHECK_HAS(d.out.s, "无数据");
	CHECK_HAS(as_json(&c), "\"values\":[904],\"before\":null");
	row.n[0] = 0; /* 0 % is a number */
	CHECK_HAS(draw(&c), "0.0%");
}

TEST(a_line_has_no_point_where_there_is_no_number)
{
	struct chart_row rows[3] = { { .label = "1", .n = { 500 } }, { .label = "2", .n = { CHART_NONE } },
				     { .label = "3", .n = { 1000 } } };
	struct chart c = { .key = "l", .title = "题", .shape = CHART_LINES, .first = "月",
			   .empty = "空", .unit = CHART_PERMILLE, .series = { "率" },
			   .series_count = 1, .rows = rows, .row_count = 3 };

	CHECK_HAS(draw(&c), "d=\"M50 500.0M250 0.0\"");
}
