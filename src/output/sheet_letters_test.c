/* The letters of the evaluation data, when they lie beside the project: a real file of 9 MB. */
#include "output/sheet_test.h"
#include "base/civil.h"

static int letters(void)
{
	char path[512];
	int fd;

	if (!test_shared())
		test_skip("no folder shared beside the project");
	(void)snprintf(path, sizeof path, "%s/data/letters-with-replies.xlsx", test_shared());
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		test_skip("no letters-with-replies.xlsx");
	return fd;
}

TEST(the_letters_with_replies_are_read_whole)
{
	AUTO(world) w = { 0 };
	int fd = letters();
	struct sheet_reader *reader;
	const struct sheet_cell *cells;
	size_t count, breaks = 0, dates = 0;
	int64_t number, at, rows = 0;
	int r;

	CHECK_OK(sheet_open(world_ctx(&w), fd, "letters", &reader));
	while ((r = sheet_next(reader, &w.row, &cells, &count, &number)) > 0) {
		rows++;
		CHECK_INT(number, rows);
		CHECK_INT(count, 7);
		if (rows == 1) {
			CHECK_STR(cells[0].text, "留言编号");
			CHECK_STR(cells[6].text, "答复时间");
		} else {
			breaks += cells[4].text[0] == '\n';
			dates += !civil_parse(cells[3].text, ZONE_SHANGHAI, &at);
		}
		if (rows == 2) {
			CHECK_STR(cells[0].text, "2549");
			CHECK_STR(cells[3].text, "2019/4/25 9:32:09");
			CHECK(!strncmp(cells[4].text, "\n\t\t\t\t\t\n\t\t\t\t\t2019年4月以来", 29));
		}
		if (rows == 7)
			CHECK_STR(cells[3].text, "2019-04-08 08:37:20");
		arena_clear(&w.row);
	}
	CHECK_INT(r, 0);
	CHECK_INT(rows, 2817);
	CHECK_INT(dates, 2816);
	CHECK(breaks > 2000);
	sheet_close(reader);
	close(fd);
}
