#include "output/sheet_write.h"
#include "base/civil.h"
#include "base/limits.h"
#include "output/sheet_test.h"
#include <dirent.h>
#include <sys/resource.h>
#include <zip.h>

/* libxlsxwriter 1.1.4 loses one copy of the formula of each list of choices. fontconfig keeps its
 * sets of characters by distances, not addresses, and Cairo its fonts for the process: neither can
 * be followed by who looks for what was lost. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:lxw_strdup\nleak:libfontconfig.so\nleak:libcairo.so\n";
}

static const char *const kinds[] = { "报修", "投诉，建议", "咨询", NULL };
static const struct sheet_column columns[] = {
	{ .title = "房号" },
	{ .title = "类别", .choices = kinds },
	{ .title = "内容", .width = 50, .wrap = true },
	{ .title = "金额" },
	{ .title = "登记时间" },
	{ .title = "错误说明", .note = true, .width = 40 },
};
static const char *const formats[] = { [SHEET_XLSX] = "out.xlsx", [SHEET_CSV] = "out.csv" };

static const char *path_of(struct world *w, const char *name)
{
	return arena_printf(&w->arena, "%s/%s", test_folder(), name);
}

static const char *rows_of(struct world *w, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), r;
	struct strbuf out;

	CHECK(fd >= 0);
	r = read_all(w, fd, &out);
	if (r < 0)
		test_failed(__FILE__, __LINE__, "%s", w->cx.why);
	close(fd);
	return out.s;
}

/* The text of one part of a workbook. */
static const char *part_of(struct world *w, const char *path, const char *name)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_file_t *file;
	zip_stat_t st;
	char *text;

	CHECK(zip);
	CHECK_OK(zip_stat(zip, name, 0, &st));
	text = arena_alloc(&w->arena, st.size + 1);
	file = zip_fopen(zip, name, 0);
	CHECK_INT(zip_fread(file, text, st.size), st.size);
	(void)zip_fclose(file);
	zip_discard(zip);
	return text;
}

#define BACK(money) \
	"1:房号|类别|内容|金额|登记时间|错误说明\n" \
	"2:3-2-501|报修|\n\n水管“漏”了, \"急\"\n请来 |" money "|2019-04-25 09:32:09\n" \
	"3:|-42|1234567890123456789|1.5|2019-04-25|房号不存在\n" \
	"4:||1899-12-31|999999999999.99|-0.005\n"

TEST(a_written_sheet_reads_back_as_it_was_in_both_formats)
{
	static const char *const read_back[] = { [SHEET_XLSX] = BACK("75.5"),
						 [SHEET_CSV] = BACK("75.50") };

	for (enum sheet_format f = SHEET_XLSX; f <= SHEET_CSV; f++) {
		AUTO(world) w = { 0 };
		const char *path = path_of(&w, formats[f]);
		struct sheet_writer *writer;

		CHECK_OK(sheet_write_open(world_ctx(&w), path, f, "来电", &writer));
		CHECK_OK(sheet_write_header(writer, columns, COUNT(columns)));
		sheet_write_text(writer, "3-2-501");
		sheet_write_text(writer, "报修");
		sheet_write_text(writer, "\n\n水管“漏”了, \"急\"\r\n请来 ");
		sheet_write_money(writer, 7550);
		sheet_write_time(writer, 1556155929123, ZONE_SHANGHAI);
		CHECK_OK(sheet_write_row_end(writer));
		sheet_write_row_wrong(writer);
		sheet_write_text(writer, NULL);
		sheet_write_int(writer, -42);
		sheet_write_int(writer, INT64_C(1234567890123456789));
		sheet_write_mass(writer, 1500);
		sheet_write_date(writer, civil_day(2019, 4, 25));
		sheet_write_text(writer, "房号不存在");
		CHECK_OK(sheet_write_row_end(writer));
		sheet_write_time(writer, 0, ZONE_SHANGHAI);
		sheet_write_date(writer, 0);
		sheet_write_date(writer, civil_day(1899, 12, 31));
		sheet_write_money(writer, 99999999999999);
		sheet_write_mass(writer, -5);
		CHECK_OK(sheet_write_row_end(writer));
		CHECK_OK(sheet_write_close(writer));
		CHECK_STR(rows_of(&w, path), read_back[f]);
	}
}

TEST(json_is_an_array_of_objects_by_the_titles)
{
	static const char want[] = "[\n"
				   "{ \"房号\": \"3-2-501\",\n  \"件数\": 7,\n  \"金额\": \"75.00\" },\n"
				   "{ \"房号\": \"=1\\\"\\n\",\n  \"件数\": -1,\n  \"金额\": \"0.05\" },\n"
				   "{  }\n]\n";
	static const struct sheet_column some[] = { { .title = "房号" }, { .title = "件数" },
						    { .title = "金额" } };
	AUTO(world) w = { 0 };
	const char *path = path_of(&w, "out.json");
	struct sheet_writer *writer;
	char text[1024] = "";
	int fd;

	CHECK_OK(sheet_write_open(world_ctx(&w), path, SHEET_JSON, "a", &writer));
	CHECK_OK(sheet_write_header(writer, some, COUNT(some)));
	for (int i = 0; i < 2; i++) {
		sheet_write_text(writer, i ? "=1\"\n" : "3-2-501");
		sheet_write_int(writer, i ? -1 : 7);
		sheet_write_money(writer, i ? 5 : 7500);
		CHECK_OK(sheet_write_row_end(writer));
	}
	CHECK_OK(sheet_write_row_end(writer));
	CHECK_INT(sheet_write_rows(writer), 3);
	CHECK_OK(sheet_write_close(writer));
	fd = open(path, O_RDONLY);
	CHECK(read(fd, text, sizeof text - 1) > 0 && !close(fd));
	CHECK_STR(text, want);
}

TEST(no_text_is_ever_a_formula)
{
	static const char *const payloads[] = {
		"=HYPERLINK(\"http://x\",\"y\")", "@SUM(1)", "+1", "-1", "\t=1", "\r=1", "\n=1",
		"＝1", "＋1", "－1", "＠1", "'=1", "''", "'a", "_x000D_", "{=1}", "http://example.com",
	};

	for (enum sheet_format f = SHEET_XLSX; f <= SHEET_CSV; f++) {
		AUTO(world) w = { 0 };
		const char *path = path_of(&w, formats[f]);
		struct strbuf want;
		struct sheet_writer *writer;
		char raw[8192];
		int fd;
		ssize_t n;

		strbuf_init(&want, &w.arena, 10000);
		CHECK_OK(sheet_write_open(world_ctx(&w), path, f, "a", &writer));
		for (size_t i = 0; i < COUNT(payloads); i++) {
			sheet_write_text(writer, payloads[i]);
			CHECK_OK(sheet_write_row_end(writer));
			strbuf_printf(&want, "%zu:%s\n", i + 1,
				      *payloads[i] == '\r' ? "\n=1" : payloads[i]);
		}
		CHECK_OK(sheet_write_close(writer));
		CHECK_STR(rows_of(&w, path), want.s);
		if (f == SHEET_XLSX) {
			const char *xml = part_of(&w, path, "xl/worksheets/sheet1.xml");
			CHECK(!strstr(xml, "<f>") && !strstr(xml, "<f "));
			CHECK(!strstr(xml, "hyperlink"));
			continue;
		}
		fd = open(path, O_RDONLY);
		n = pread(fd, raw, sizeof raw - 1, 0);
		CHECK(n > 0);
		raw[n] = '\0';
		CHECK(!strncmp(raw, "\xEF\xBB\xBF\"'=HYPERLINK(\"\"http", 22));
		for (const char *line = raw + 3; *line; line = strstr(line, "\r\n") + 2)
			CHECK(line[0] == '"' && !strchr("=+-@\t\n", line[1]));
		close(fd);
	}
}

TEST(characters_a_sheet_cannot_hold_are_left_out)
{
	for (enum sheet_format f = SHEET_XLSX; f <= SHEET_CSV; f++) {
		AUTO(world) w = { 0 };
		const char *path = path_of(&w, formats[f]);
		struct sheet_writer *writer;

		CHECK_OK(sheet_write_open(world_ctx(&w), path, f, "a", &writer));
		sheet_write_text(writer, "a\x01\x08\x1F\x7F<&>\"b\xEF\xBF\xBE\xEF\xBF\xBF𠀀\tc");
		sheet_write_text(writer, "x\xFFy\xE5\xAE");
		CHECK_OK(sheet_write_row_end(writer));
		CHECK_OK(sheet_write_close(writer));
		CHECK_HAS(rows_of(&w, path), "1:a<&>\"b𠀀\tc|x\xEF\xBF\xBDy\xEF\xBF\xBD");
	}
}

static int write_long(struct world *w, enum sheet_format f, const char *letter, size_t characters)
{
	struct sheet_writer *writer;
	char *text = malloc(characters * strlen(letter) + 1), *to = text;
	int r;

	for (size_t i = 0; i < characters; i++)
		to = stpcpy(to, letter);
	*to = '\0';
	CHECK_OK(sheet_write_open(world_ctx(w), path_of(w, formats[f]), f, "a", &writer));
	CHECK_OK(sheet_write_header(writer, columns, COUNT(columns)));
	sheet_write_int(writer, 1);
	sheet_write_int(writer, 2);
	sheet_write_text(writer, text);
	r = sheet_write_row_end(writer);
	CHECK_INT(sheet_write_close(writer), r);
	free(text);
	return r;
}

TEST(a_text_excel_cannot_hold_is_an_error_that_names_the_cell)
{
	AUTO(world) w = { 0 };

	CHECK_OK(write_long(&w, SHEET_XLSX, "字", 32767));
	CHECK_OK(write_long(&w, SHEET_XLSX, "a", 32767));
	CHECK_ERR(write_long(&w, SHEET_XLSX, "字", 32768), ERR_TOO_BIG);
	CHECK_HAS(w.cx.why, "第 2 行“内容”列");
	CHECK(access(path_of(&w, formats[SHEET_XLSX]), F_OK) < 0);
	CHECK_OK(write_long(&w, SHEET_CSV, "字", 40000));
}

TEST(the_header_is_frozen_and_lists_of_choices_are_pulldowns)
{
	AUTO(world) w = { 0 };
	const char *path = path_of(&w, "form.xlsx");
	struct sheet_writer *writer;

	CHECK_OK(sheet_write_open(world_ctx(&w), path, SHEET_XLSX, "导入模板", &writer));
	CHECK_OK(sheet_write_header(writer, columns, COUNT(columns)));
	CHECK_OK(sheet_write_close(writer));
	CHECK_HAS(part_of(&w, path, "xl/worksheets/sheet1.xml"), "state=\"frozen\"");
	CHECK_HAS(part_of(&w, path, "xl/worksheets/sheet1.xml"),
		  "<formula1>'选项'!$B$1:$B$3</formula1>");
	CHECK_HAS(part_of(&w, path, "xl/worksheets/sheet1.xml"), "sqref=\"B2:B200001\"");
	CHECK_HAS(part_of(&w, path, "xl/workbook.xml"),
		  "name=\"选项\" sheetId=\"2\" state=\"hidden\"");
	CHECK_HAS(part_of(&w, path, "xl/worksheets/sheet2.xml"), "投诉，建议");
	CHECK_STR(rows_of(&w, path), "1:房号|类别|内容|金额|登记时间|错误说明\n");
}

static int write_rows(struct world *w, const char *path, enum sheet_format f, int rows)
{
	struct sheet_writer *writer;
	int r = sheet_write_open(world_ctx(w), path, f, "a", &writer);

	if (r < 0)
		return r;
	r = sheet_write_header(writer, columns, COUNT(columns));
	for (int i = 0; i < rows && r == OK; i++) {
		for (int k = 0; k < 6; k++)
			sheet_write_text(writer, "漏水维修登记");
		r = sheet_write_row_end(writer);
	}
	r = sheet_write_close(writer);
	return r;
}

/* Every size at which a file may not grow any further stands for a disk that is full there. */
TEST(a_full_disk_is_always_an_error_and_leaves_no_file)
{
	struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };
	rlim_t most;
	int before = dup(0), after;

	close(before);
	(void)signal(SIGXFSZ, SIG_IGN);
	(void)!freopen("/dev/null", "w", stderr); /* the library complains there as well */
	for (enum sheet_format f = SHEET_XLSX; f <= SHEET_CSV; f++) {
		AUTO(world) w = { 0 };
		const char *path = path_of(&w, formats[f]);
		struct stat st;
		int failed = 0;

		CHECK_OK(write_rows(&w, path, f, 300));
		CHECK_OK(stat(path, &st));
		most = f == SHEET_CSV ? (rlim_t)st.st_size : 400000;
		for (limit.rlim_cur = 0; limit.rlim_cur < most; limit.rlim_cur += most / 97) {
			CHECK_OK(setrlimit(RLIMIT_FSIZE, &limit));
			int r = write_rows(&w, path, f, 300);
			CHECK(r == OK || r == ERR_UNAVAILABLE);
			failed += r < 0;
			if (r < 0)
				CHECK(access(path, F_OK) < 0);
			else
				CHECK_HAS(rows_of(&w, path), "301:漏水维修登记|漏水维修登记|漏水");
		}
		CHECK(failed > 20);
		limit.rlim_cur = RLIM_INFINITY;
		CHECK_OK(setrlimit(RLIMIT_FSIZE, &limit));
	}
	after = dup(0);
	CHECK_INT(after, before);
}

TEST(a_writer_that_is_not_closed_leaves_nothing)
{
	int before = dup(0), after;

	close(before);
	for (enum sheet_format f = SHEET_XLSX; f <= SHEET_CSV; f++) {
		AUTO(world) w = { 0 };
		const char *path = arena_strdup(&w.row, path_of(&w, formats[f]));
		struct sheet_writer *writer;
		DIR *folder;
		int entries = 0;

		CHECK_OK(sheet_write_open(world_ctx(&w), path, f, "a", &writer));
		sheet_write_text(writer, "x");
		CHECK_OK(sheet_write_row_end(writer));
		arena_clear(&w.arena);
		folder = opendir(test_folder());
		while (readdir(folder))
			entries++;
		closedir(folder);
		CHECK_INT(entries, 2);
	}
	after = dup(0);
	CHECK_INT(after, before);
}

TEST(a_file_that_cannot_be_made_is_an_error)
{
	AUTO(world) w = { 0 };
	struct sheet_writer *writer;
	int r;

	(void)!freopen("/dev/null", "w", stderr);
	r = sheet_write_open(world_ctx(&w), "/nowhere/a.csv", SHEET_CSV, "a", &writer);
	CHECK_ERR(r, ERR_UNAVAILABLE);
	r = sheet_write_open(world_ctx(&w), "/nowhere/a.xlsx", SHEET_XLSX, "a", &writer);
	CHECK_ERR(r, ERR_UNAVAILABLE);
	r = sheet_write_open(world_ctx(&w), path_of(&w, "a.xlsx"), SHEET_XLSX, "a/b", &writer);
	CHECK_ERR(r, ERR_INVALID);
}
