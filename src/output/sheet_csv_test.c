#include "output/sheet_test.h"
#include "base/limits.h"
#include <sys/resource.h>

static void check_csv(const char *text, const char *rows)
{
	check_file(file_of(text, strlen(text)), rows);
}

static void check_csv_refused(const char *text, int err, const char *why)
{
	check_refused(file_of(text, strlen(text)), err, why);
}

TEST(csv_is_read_with_quotes_line_breaks_and_every_line_end)
{
	check_csv("a,b\nc,\"d,\"\"e\"\"\"\n", "1:a|b\n2:c|d,\"e\"\n");
	check_csv("a,b\r\nc,d", "1:a|b\n2:c|d\n");
	check_csv("a,b\rc,d\r", "1:a|b\n2:c|d\n");
	check_csv("\"\r\n\r\n  x\",y\r\nz", "1:\n\n  x|y\n2:z\n");
	check_csv("\"a\"b,c\n", "1:ab|c\n");
	check_csv("5\"x,c\n", "1:5\"x|c\n");
	check_csv("a,,\n", "1:a\n");
	check_csv("a\n\n,,\n　,\nb\n\n\n", "1:a\n5:b\n");
	check_csv("\n\n", "");
}

TEST(the_separator_is_found_out)
{
	check_csv("a;b;c\n1,5;2,5;3\n1;2;3\n", "1:a|b|c\n2:1,5|2,5|3\n3:1|2|3\n");
	check_csv("a\tb\n\"1;2;3\"\t2\n", "1:a|b\n2:1;2;3|2\n");
	check_csv("\"2026年，收费表\"\na,b\nc,d\n", "1:2026年，收费表\n2:a|b\n3:c|d\n");
	check_csv("one column; only once\nx\ny\n", "1:one column| only once\n2:x\n3:y\n");
}

TEST(every_common_encoding_of_chinese_is_read)
{
	static const char gb[] = "\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n\x82\x31\xA3\x38,\x80";
	static const char utf16[] = "\xFF\xFE\x0D\x59\x09\x00\x35\x75\x0A\x00";
	static const char utf16be[] = "\xFE\xFF\x59\x0D\x00\x09\x75\x35\x00\x0A";

	check_csv("\xEF\xBB\xBF姓名,电话\n", "1:姓名|电话\n");
	check_csv("姓名,电话\n", "1:姓名|电话\n");
	check_csv("\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n\x81\x39\xEE\x39\n", "1:姓名|电话\n2:㐀\n");
	check_file(file_of(utf16, sizeof utf16 - 1), "1:复|电\n");
	check_file(file_of(utf16be, sizeof utf16be - 1), "1:复|电\n");
	check_csv_refused(gb, ERR_INVALID, "文字编码有误");
	check_csv_refused("\xEF\xBB\xBF\xD0\xD5\n", ERR_INVALID, "不是 UTF-8");
	check_csv_refused("a\nb\n\xB5\xE7\n\xFF\xFF\n", ERR_INVALID, "行：文字编码有误");
	check_csv_refused("\xED\xA0\x80\xFF\n", ERR_INVALID, "文字编码有误");
}

TEST(characters_cut_by_a_block_of_reading_are_whole)
{
	size_t n = 300001;
	char *text = malloc(n), *to = text;
	AUTO(world) w = { 0 };
	struct strbuf out;

	for (*to++ = 'a', *to++ = '\n'; to + 6 < text + n; to += 5)
		memcpy(to, "\xB0\xB2\xBE\xD3\n", 5); /* 安居 */
	CHECK_OK(read_all(&w, file_of(text, (size_t)(to - text)), &out));
	CHECK_HAS(out.s, "1:a\n2:安居\n3:安居\n");
	CHECK_HAS(out.s, "59999:安居\n");
	for (to = text, memcpy(to, "a,\n", 3), to += 3; to + 8 < text + n; to += 7)
		memcpy(to, "安居\n", 7);
	CHECK_OK(read_all(&w, file_of(text, (size_t)(to - text)), &out));
	CHECK_HAS(out.s, "1:a\n2:安居\n3:安居\n");
	CHECK_HAS(out.s, "42000:安居\n");
	free(text);
}

TEST(an_unterminated_quote_names_the_row_where_it_began)
{
	char *long_text = malloc(300000);

	check_csv_refused("a,b\nc,\"d\ne,f\n", ERR_INVALID, "第 2 行：有一个引号没有配对");
	memset(long_text, 'x', 299999);
	memcpy(long_text, "a\n\"", 3);
	long_text[299999] = '\0';
	check_csv_refused(long_text, ERR_TOO_BIG, "第 2 行：一个单元格超过 64 KB");
	free(long_text);
}

TEST(nul_bytes_are_refused)
{
	check_refused(file_of("a,b\nc\0d,e\n", 10), ERR_INVALID, "第 2 行：有二进制内容");
	check_refused(file_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), ERR_INVALID, "行");
}

TEST(a_guarded_formula_loses_its_one_apostrophe)
{
	check_csv("'=1+1,''-x,'plain,=2,-5,'\n'＝甲,\"'\tx\",a\n",
		  "1:=1+1|'-x|'plain|=2|-5|'\n2:＝甲|\tx|a\n");
}

TEST(columns_and_rows_of_csv_have_their_limits)
{
	char wide[200], *to = wide, *rows = malloc(3 * (LIMIT_IMPORT_ROWS + 2));

	for (int i = 0; i < LIMIT_IMPORT_COLUMNS; i++)
		*to++ = ',';
	(void)stpcpy(to, "x\n");
	check_csv_refused(wide, ERR_TOO_BIG, "第 1 行：BM 列");
	for (int i = 0; i <= LIMIT_IMPORT_ROWS; i++)
		memcpy(rows + 2 * i, "x\n", 3);
	check_csv_refused(rows, ERR_TOO_BIG, "200000 行");
	free(rows);
}

TEST(after_preparing_no_file_is_opened_to_read_gb18030)
{
	static const char gb[] = "\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n";
	int fd = file_of(gb, sizeof gb - 1);
	struct rlimit limit;
	rlim_t was;
	AUTO(world) w = { 0 };
	struct strbuf out;

	CHECK_OK(sheet_prepare());
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
	was = limit.rlim_cur;
	limit.rlim_cur = 0;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
	CHECK(open("/dev/null", O_RDONLY) < 0);
	CHECK_OK(read_all(&w, fd, &out));
	limit.rlim_cur = was;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
	CHECK_STR(out.s, "1:姓名|电话\n");
}
