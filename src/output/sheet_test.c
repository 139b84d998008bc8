#include "output/sheet_test.h"
#include "base/limits.h"
#include <zip.h>

#define XML "<?xml version='1.0' encoding='UTF-8'?>"
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

struct part {
	const char *name, *text;
	size_t n; /* 0 = the length of the text */
};

static const struct part package = { "_rels/.rels",
				    XML "<Relationships><Relationship Id='r1' Type='" TYPE
					"officeDocument' Target='xl/workbook.xml'/>"
					"</Relationships>",
				    0 };
static const struct part workbook = {
	"xl/workbook.xml",
	XML "<workbook><sheets><sheet name='说明' sheetId='1' state='hidden' r:id='rId1' "
	    "xmlns:r='x'/><sheet name='数据' sheetId='2' r:id='rId2' xmlns:r='x'/>"
	    "</sheets></workbook>",
	0 };
static const struct part relations = {
	"xl/_rels/workbook.xml.rels",
	XML "<Relationships><Relationship Id='rId1' Type='" TYPE "worksheet' "
	    "Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='" TYPE "worksheet' "
	    "Target='/xl/worksheets/sheet2.xml'/><Relationship Id='rId3' Type='" TYPE
	    "sharedStrings' Target='sharedStrings.xml'/><Relationship Id='rId4' Type='" TYPE
	    "styles' Target='../xl/styles.xml'/></Relationships>",
	0 };
static const struct part styles = {
	"xl/styles.xml",
	XML "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy/m/d h:mm:ss'/></numFmts>"
	    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
	    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='176'/></cellXfs>"
	    "</styleSheet>",
	0 };
static const struct part strings = {
	"xl/sharedStrings.xml",
	XML
	"<sst><si><t>姓名</t></si><si><r><t>业</t></r><r><t>主</t></r><rPh><t>ye zhu</t></rPh></si>"
	"<si><t xml:space='preserve'>\n\n 正文 </t></si></sst>",
	0 };

static void zip_part(zip_t *zip, const struct part *part, zip_int32_t method)
{
	size_t n = part->n ? part->n : strlen(part->text);
	zip_source_t *source = zip_source_buffer(zip, part->text, n, 0);
	zip_int64_t at = zip_file_add(zip, part->name, source, 0);

	CHECK(at >= 0);
	CHECK_OK(zip_set_file_compression(zip, (zip_uint64_t)at, method, 9));
}

/* An archive of those parts that have a text; its bytes are the caller's to free. */
static size_t archive_bytes(const struct part *const *parts, size_t count, zip_int32_t method,
			    char **ret)
{
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(to, ZIP_TRUNCATE, NULL);
	zip_stat_t st;

	CHECK(zip);
	zip_source_keep(to);
	for (size_t i = 0; i < count; i++)
		if (parts[i] && parts[i]->text)
			zip_part(zip, parts[i], method);
	CHECK_OK(zip_close(zip));
	CHECK_OK(zip_source_open(to));
	CHECK_OK(zip_source_stat(to, &st));
	*ret = malloc(st.size);
	CHECK(*ret);
	CHECK_INT(zip_source_read(to, *ret, st.size), st.size);
	(void)zip_source_close(to);
	zip_source_free(to);
	return st.size;
}

static int archive_file(const struct part *const *parts, size_t count)
{
	char *bytes;
	size_t n = archive_bytes(parts, count, ZIP_CM_DEFLATE, &bytes);
	int fd = file_of(bytes, n);

	free(bytes);
	return fd;
}

/* A workbook with the usual parts, this sheet and perhaps one part more. */
static size_t workbook_bytes(const struct part *sheet, const struct part *more, zip_int32_t method,
			     char **ret)
{
	const struct part *const parts[] = { &package, &workbook, &relations, &styles,
					    &strings, sheet,     more };

	return archive_bytes(parts, COUNT(parts), method, ret);
}

static int workbook_file(const char *sheet_xml)
{
	struct part sheet = { "xl/worksheets/sheet2.xml", sheet_xml, 0 };
	const struct part *const parts[] = { &package, &workbook, &relations,
					    &styles,  &strings,  &sheet };

	return archive_file(parts, COUNT(parts));
}

static void check_bytes_refused(const char *bytes, size_t n, int err, const char *why)
{
	check_refused(file_of(bytes, n), err, why);
}

#define SHEET(rows) XML "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define ROW1(cells) SHEET("<row r='1'>" cells "</row>")

TEST(the_first_visible_sheet_is_read_with_all_kinds_of_cells)
{
	check_file(
		workbook_file(SHEET(
			"<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>"
			"<row r='3'><c r='A3'><v>75.5</v></c><c r='B3' s='1'><v>43580</v></c>"
			"<c r='C3' s='2'><v>43580.397326388891</v></c><c r='D3' t='b'><v>1</v></c>"
			"<c r='E3' t='e'><v>#N/A</v></c><c r='F3'><f>A3*2</f><v>151</v></c>"
			"<c r='G3' t='str'><f>A1</f><v>姓名</v></c>"
			"<c r='H3' t='inlineStr'><is><t>行内</t><rPh><t>x</t></rPh></is></c>"
			"<c r='I3' t='d'><v>2019-04-25T09:32:09.000Z</v></c></row>"
			"<row r='4'><c r='A4' t='s'><v>2</v></c></row>")),
		"1:姓名||业主\n"
		"3:75.5|2019-04-25|2019-04-25 09:32:09|TRUE|#N/A|=151|=姓名|行内|2019-04-25 "
		"09:32:09\n"
		"4:\n\n 正文 \n");
}

TEST(element_names_may_have_a_prefix_and_references_may_be_absent)
{
	check_file(
		workbook_file(XML
			      "<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>"
			      "<x:c t='s'><x:v>0</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c>"
			      "</x:row></x:sheetData></x:worksheet>"),
		"1:1|姓名\n2:2\n");
}

TEST(the_name_of_the_sheet_read_can_be_asked)
{
	AUTO(world) w = { 0 };
	struct sheet_reader *reader;
	int fd = workbook_file(ROW1(""));

	CHECK_OK(sheet_open(world_ctx(&w), fd, "a.xlsx", &reader));
	CHECK_STR(sheet_name(reader), "数据");
	sheet_close(reader);
	sheet_close(reader);
	sheet_close(NULL);
	close(fd);
}

TEST(dates_follow_the_1904_flag_of_the_workbook)
{
	struct part book = { "xl/workbook.xml",
			    XML "<workbook><workbookPr date1904='1'/><sheets><sheet name='a' "
				"r:id='rId2' xmlns:r='x'/></sheets></workbook>",
			    0 };
	struct part sheet = { "xl/worksheets/sheet2.xml", ROW1("<c s='1'><v>42118</v></c>"), 0 };
	const struct part *const parts[] = { &package, &book,	 &relations,
					     &styles,  &strings, &sheet };

	check_file(archive_file(parts, COUNT(parts)), "1:2019-04-25\n");
}

TEST(blank_rows_are_skipped_and_row_numbers_stay_true)
{
	char *xml = malloc(8 * 1024 * 1024), *to = xml;

	to = stpcpy(to, XML "<worksheet><sheetData><row r='2'><c r='B2'><v>1</v></c></row>");
	for (int i = 3; i < 60000; i++)
		to += snprintf(to, 64, "<row r='%d' spans='1:7'><c s='1'/></row>", i);
	(void)stpcpy(to, "<row r='60000'><c r='A60000' t='inlineStr'><is><t> 　</t></is></c></row>"
			 "<row r='60001'><c r='A60001'><v>2</v></c></row></sheetData></worksheet>");
	check_file(workbook_file(xml), "2:|1\n60001:2\n");
	free(xml);
}

TEST(a_renamed_xls_is_refused_with_advice)
{
	static const char old[600] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	static const char web[] = "\xEF\xBB\xBF \n<html><table><tr><td>1</td></tr></table></html>";
	char locked[40000] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	check_bytes_refused(old, sizeof old, ERR_INVALID, "旧版 .xls");
	check_bytes_refused(old, sizeof old, ERR_INVALID, "另存为 .xlsx");
	memcpy(locked + 16370, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e", 31);
	check_bytes_refused(locked, sizeof locked, ERR_INVALID, "密码");
	check_bytes_refused(web, sizeof web - 1, ERR_INVALID, "网页");
	check_bytes_refused("", 0, ERR_INVALID, "空的");
}

TEST(a_file_that_is_no_workbook_is_refused)
{
	char *bytes;
	size_t n;
	struct part sheet = { "xl/worksheets/sheet2.xml", NULL, 0 };

	n = workbook_bytes(&sheet, NULL, ZIP_CM_DEFLATE, &bytes);
	check_refused(file_of(bytes, n), ERR_INVALID, "缺少部件");
	check_refused(file_of("PK\3\4 and nothing more", 21), ERR_INVALID, "已损坏");
	for (size_t cut = n - 1; cut > 4; cut = cut * 3 / 4)
		check_refused(file_of(bytes, cut), ERR_INVALID, "已损坏");
	free(bytes);
}

TEST(a_doctype_is_refused_wherever_it_stands)
{
	check_refused(
		workbook_file("<!DOCTYPE worksheet [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
			      "<worksheet><sheetData><row><c t='inlineStr'><is><t>&a;</t></is></c>"
			      "</row></sheetData></worksheet>"),
		ERR_INVALID, "DOCTYPE");
	check_refused(workbook_file("<!DOCTYPE worksheet><worksheet/>"), ERR_INVALID, "DOCTYPE");
	check_refused(workbook_file(ROW1("<c t='inlineStr'><is><t>&a;</t></is></c>")), ERR_INVALID,
		      "已损坏");
}

TEST(a_file_that_breaks_in_the_middle_names_the_row_it_reached)
{
	check_refused(workbook_file(XML "<worksheet><sheetData><row r='1'><c><v>1</v></c></row>"
					"<row r='2'><c><v>2</v></row>"),
		      ERR_INVALID, "第 2 行");
	check_refused(workbook_file(XML "<worksheet><sheetData><row r='1'><c><v>1</v></c></row>"),
		      ERR_INVALID, "第 1 行");
	check_refused(workbook_file(SHEET("<row r='5'><c><v>1</v></c></row><row r='4'/>")),
		      ERR_INVALID, "编号错乱");
	check_refused(workbook_file(ROW1("<c r='B1'/><c r='A1'/>")), ERR_INVALID, "编号错乱");
	check_refused(workbook_file(ROW1("<c r='1'/>")), ERR_INVALID, "编号错乱");
	check_refused(workbook_file(ROW1("<c r='ZZZZZZZZZZZZZ1'/>")), ERR_INVALID, "编号错乱");
	check_refused(workbook_file(ROW1("<c t='s'><v>3</v></c>")), ERR_INVALID, "第 1 行：A 列");
	check_refused(workbook_file(ROW1("<c><v>一</v></c>")), ERR_INVALID, "第 1 行：A 列");
}

TEST(too_many_columns_are_refused_and_empty_ones_are_not)
{
	check_file(workbook_file(ROW1("<c r='BL1'><v>1</v></c><c r='BM1' s='1'/>")),
		   "1:|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||1\n");
	check_refused(workbook_file(ROW1("<c r='BM1'><v>1</v></c>")), ERR_TOO_BIG, "BM 列");
}

TEST(too_many_rows_are_refused)
{
	static const char row[] = "<row><c><v>1</v></c></row>";
	size_t n = (sizeof row - 1) * (LIMIT_IMPORT_ROWS + 1);
	char *xml = malloc(n + 200), *to = stpcpy(xml, XML "<worksheet><sheetData>");

	for (int i = 0; i <= LIMIT_IMPORT_ROWS; i++)
		to = stpcpy(to, row);
	(void)stpcpy(to, "</sheetData></worksheet>");
	check_refused(workbook_file(xml), ERR_TOO_BIG, "200000 行");
	free(xml);
}

/* <row> with one cell of this many letters, in one of three places. */
static char *big_cell(size_t n, const char *before, const char *after)
{
	char *xml = malloc(n + 300), *to = stpcpy(xml, before);

	memset(to, 'a', n);
	(void)stpcpy(to + n, after);
	return xml;
}

TEST(a_cell_past_the_limit_is_refused_and_never_cut)
{
	static const char inline_before[] =
		XML "<worksheet><sheetData><row><c t='inlineStr'><is><t>",
			  inline_after[] = "</t></is></c></row></sheetData></worksheet>";
	struct part shared = { "xl/sharedStrings.xml", NULL, 0 };
	struct part sheet = { "xl/worksheets/sheet2.xml", ROW1("<c t='s'><v>0</v></c>"), 0 };
	const struct part *const parts[] = { &package, &workbook, &relations,
					    &styles,  &shared,   &sheet };
	char *xml = big_cell(2 * 1024 * 1024, inline_before, inline_after);
	char *just = big_cell(LIMIT_CELL_BYTES, inline_before, inline_after);
	AUTO(world) w = { 0 };
	struct strbuf out;

	check_refused(workbook_file(xml), ERR_TOO_BIG, "第 1 行：A 列");
	CHECK_OK(read_all(&w, workbook_file(just), &out));
	CHECK_INT(out.len, LIMIT_CELL_BYTES + 3);
	free(xml);
	free(just);

	xml = big_cell(LIMIT_CELL_BYTES + 1, "<sst><si><t>", "</t></si></sst>");
	shared.text = xml;
	check_refused(archive_file(parts, COUNT(parts)), ERR_TOO_BIG, "第 1 行：A 列");
	free(xml);
}

TEST(a_zip_bomb_is_refused_before_it_is_unpacked)
{
	size_t n = 64 * 1024 * 1024;
	char *zeros = calloc(1, n);
	struct part sheet = { "xl/worksheets/sheet2.xml", zeros, n };
	struct part other = { "xl/media/image1.png", zeros, n };
	struct part small = { "xl/worksheets/sheet2.xml", ROW1(""), 0 };
	char *bytes;
	size_t size = workbook_bytes(&sheet, NULL, ZIP_CM_DEFLATE, &bytes);

	check_refused(file_of(bytes, size), ERR_TOO_BIG, "压缩得异常");
	free(bytes);
	size = workbook_bytes(&small, &other, ZIP_CM_DEFLATE, &bytes);
	check_refused(file_of(bytes, size), ERR_TOO_BIG, "压缩得异常");
	free(bytes);
	free(zeros);
}

/* The entry of a part in the central directory. */
static unsigned char *central(char *bytes, size_t size, const char *name)
{
	for (char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), "PK\1\2", 4)); at++)
		if (!memcmp(at + 46, name, strlen(name)))
			return (unsigned char *)at;
	test_failed(__FILE__, __LINE__, "%s is not there", name);
}

TEST(an_entry_that_lies_about_its_size_or_content_is_refused)
{
	static const char name[] = "xl/worksheets/sheet2.xml";
	struct part sheet = { name, ROW1("<c><v>1</v></c>"), 0 };
	static const struct {
		size_t at;
		const char *why;
	} lies[] = { { 16, "已损坏" }, { 24, "已损坏" } }; /* checksum, size */
	char *bytes;
	size_t size;

	for (size_t i = 0; i < COUNT(lies); i++) {
		size = workbook_bytes(&sheet, NULL, ZIP_CM_DEFLATE, &bytes);
		central(bytes, size, name)[lies[i].at] ^= 1;
		check_refused(file_of(bytes, size), ERR_INVALID, lies[i].why);
		free(bytes);
	}
	size = workbook_bytes(&sheet, NULL, ZIP_CM_DEFLATE, &bytes);
	central(bytes, size, name)[8] |= 1; /* says it is encrypted */
	check_refused(file_of(bytes, size), ERR_INVALID, "加密");
	free(bytes);
}

TEST(overlapping_entries_are_refused)
{
	char noise[3000], *bytes;
	struct part sheet = { "xl/worksheets/sheet2.xml", ROW1("<c><v>1</v></c>"), 0 };
	struct part a = { "a.png", noise, sizeof noise };
	struct part b = { "b.png", "b", 1 }, c = { "c.png", "c", 1 };
	const struct part *const parts[] = { &package, &workbook, &relations, &strings, &styles,
					    &sheet,   &a,        &b,         &c };
	const char *const others[] = { "b.png", "c.png" };
	size_t size;

	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)(i * i * 7919 >> 5);
	size = archive_bytes(parts, COUNT(parts), ZIP_CM_STORE, &bytes);
	check_file(file_of(bytes, size), "1:1\n");
	for (size_t i = 0; i < COUNT(others); i++) { /* now they claim the bytes of the big one */
		unsigned char *from = central(bytes, size, "a.png");
		unsigned char *to = central(bytes, size, others[i]);
		memcpy(to + 16, from + 16, 12);
		memcpy(to + 42, from + 42, 4);
	}
	check_refused(file_of(bytes, size), ERR_INVALID, "已损坏");
	free(bytes);
}

TEST(an_archive_of_too_many_files_is_refused)
{
	char full[512], name[32];
	zip_t *zip;

	(void)snprintf(full, sizeof full, "%s/many.xlsx", test_folder());
	zip = zip_open(full, ZIP_CREATE, NULL);
	for (int i = 0; i <= LIMIT_ARCHIVE_ENTRIES; i++) {
		struct part part = { name, "x", 0 };
		(void)snprintf(name, sizeof name, "%d", i);
		zip_part(zip, &part, ZIP_CM_STORE);
	}
	CHECK_OK(zip_close(zip));
	check_refused(open(full, O_RDONLY), ERR_TOO_BIG, "2000 个");
}

TEST(a_part_that_is_one_endless_tag_is_refused)
{
	char *xml = big_cell(8 * 1024 * 1024, "<worksheet a='", "'/>");
	char *deep = malloc(40000), *to = deep;

	check_refused(workbook_file(xml), ERR_INVALID, "已损坏");
	for (int i = 0; i < 10000; i++)
		to = stpcpy(to, "<a>");
	check_refused(workbook_file(deep), ERR_INVALID, "结构异常");
	free(xml);
	free(deep);
}

TEST(a_part_of_endless_new_names_is_refused)
{
	char *elements = malloc(40000), *attributes = malloc(80000);
	char *to = elements, *at = attributes;

	for (int i = 0; i < 2000; i++)
		to += snprintf(to, 20, "<ab%x/>", i);
	at = stpcpy(at, "<ab");
	for (int i = 0; i < 2000; i++)
		at += snprintf(at, 40, i % 50 ? " ab%x=''" : "/><ab ab%x=''", i);
	(void)stpcpy(at, "/>");
	for (int i = 0; i < 2; i++) {
		char *xml = i ? elements : attributes;
		char *whole = malloc(100000);
		(void)stpcpy(stpcpy(stpcpy(whole, XML "<worksheet>"), xml), "</worksheet>");
		check_refused(workbook_file(whole), ERR_INVALID, "结构异常");
		free(whole);
	}
	free(elements);
	free(attributes);
}

TEST(descriptors_are_given_back_whatever_the_file_is)
{
	int before = dup(0), after;

	close(before);
	for (int i = 0; i < 50; i++) {
		check_refused(workbook_file(ROW1("<c><v>x</v></c>")), ERR_INVALID, "读不懂");
		check_refused(file_of("PK\3\4junk", 8), ERR_INVALID, "已损坏");
		check_file(file_of("\xB0\xB2\n", 3), "1:安\n");
	}
	after = dup(0);
	CHECK_INT(after, before);
}
