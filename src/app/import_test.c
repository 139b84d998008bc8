#include "app/import.h"
#include "base/limits.h"
#include "base/text.h"
#include "office.h"
#include "output/sheet.h"
#include <sys/mman.h>
#include <xlsxwriter.h>

/* ---- a kind of its own: posts, by name ---- */

static int put_post(struct ctx *cx, const char *name, int64_t role, enum import_outcome *ret)
{
	int64_t old;
	int r = store_int(cx, SQL("SELECT role FROM post WHERE community_id = ? AND name = ?"),
			  BINDS(cx->community, name), &old);

	if (r == OK && old == role) {
		*ret = IMPORT_SAME;
		return OK;
	}
	*ret = r == OK ? IMPORT_CHANGED : IMPORT_NEW;
	if (r == OK)
		return store_exec(cx,
				  SQL("UPDATE post SET role = ? WHERE community_id = ? AND name = ?"),
				  BINDS(role, cx->community, name));
	return r == ERR_NOT_FOUND
		       ? store_exec(cx,
				    SQL("INSERT INTO post (community_id, id, name, role)"
					" VALUES (?, ?, ?, ?)"),
				    BINDS(cx->community, id_new(cx->now), name, role))
		       : r;
}

static int import_post(struct ctx *cx, const struct input *in, enum import_outcome *ret)
{
	const char *name = input_text(in, "name"), *role = input_text(in, "role");
	int64_t number = 1;
	int r;

	if (text_blank(name))
		return fail_field(cx, "name", "没有名称");
	if (role && text_int(role, &number) < 0)
		return fail_field(cx, "role", "应为整数");
	r = put_post(cx, name, number, ret);
	if (r == OK && input_text(in, "remark") && !strcmp(input_text(in, "remark"), "晚"))
		return fail_field(cx, "remark", "改了以后才发现不对");
	if (r == OK && input_text(in, "remark") && !strcmp(input_text(in, "remark"), "重"))
		return store_exec(cx,
				  SQL("INSERT INTO post (community_id, id, name, role)"
				      " VALUES (?, ?, ?, ?)"),
				  BINDS(cx->community, id_new(cx->now), name, 1));
	return r;
}

static const struct import_column post_columns[] = {
	{ "name", "岗位名称", "岗位|名称", true, "前台一班", NULL },
	{ "role", "角色", "角色号|岗位角色", false, "1", NULL },
	{ "remark", "备注", "说明", false, "", NULL },
};
static const struct import_kind posts = { "posts", "岗位", post_columns, COUNT(post_columns),
					  import_post };

/* ---- helpers ---- */

static int file_of(const void *bytes, size_t n)
{
	int fd = memfd_create("sheet", MFD_CLOEXEC);

	CHECK(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	return fd;
}

static int csv(const char *text)
{
	return file_of(text, strlen(text));
}

static int run(struct ctx *cx, int fd, const struct import_options *o, struct import_report *ret)
{
	*ret = (struct import_report){ 0 };
	return import_run(cx, &posts, fd, "岗位.csv", o, ret);
}

static const struct import_options plain = { .errors_fd = -1 };

static int64_t posts_now(struct ctx *cx)
{
	int64_t n;

	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM post WHERE community_id = ?"),
			   BINDS(cx->community), &n));
	return n;
}

/* All rows of a sheet as "1:a|b\n". */
static const char *rows_of(struct ctx *cx, int fd)
{
	struct sheet_reader *reader;
	const struct sheet_cell *cells;
	struct strbuf b;
	size_t count;
	int64_t number;

	strbuf_init(&b, cx->arena, 1024 * 1024);
	CHECK_OK(sheet_open(cx, fd, "a", &reader));
	while (sheet_next(reader, cx->arena, &cells, &count, &number) > 0) {
		strbuf_printf(&b, "%" PRId64 ":", number);
		for (size_t i = 0; i < count; i++)
			strbuf_printf(&b, "%s%s", i ? "|" : "", cells[i].text);
		strbuf_char(&b, '\n');
	}
	sheet_close(reader);
	return b.s;
}

/* ---- finding the columns ---- */

TEST(a_header_is_found_below_a_title_and_blank_rows_by_synonyms)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;
	int fd = csv("安居苑岗位一览表,,\n,,\n,,\n工号,\"＊岗 位\n（必填）\",岗位角色（数字）\n7,前台,3\n,,\n8,维修,4\n");

	CHECK_OK(run(cx, fd, &plain, &report));
	CHECK_INT(report.rows, 2);
	CHECK_INT(report.fresh, 2);
	CHECK_HAS(report.mapping, "→ 岗位名称\n");
	CHECK_HAS(report.mapping, "岗位角色（数字） → 角色\n");
	CHECK_HAS(report.mapping, "工号 →（不导入）\n");
	CHECK_INT(posts_now(cx), 2);
}

TEST(the_label_wins_over_a_synonym_and_each_column_is_taken_once)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_look look;

	CHECK_OK(import_look(cx, &posts, csv("岗位,岗位名称,说明,备注\na,b,c,d\n"), "a.csv", NULL,
			     &look));
	CHECK(look.headers[0].column == NULL);
	CHECK_STR(look.headers[1].column->name, "name");
	CHECK(look.headers[2].column == NULL);
	CHECK_STR(look.headers[3].column->name, "remark");
	CHECK_STR(look.headers[1].sample, "b");
	CHECK_STR(look.missing, "");
}

TEST(a_map_wins_over_the_synonyms_by_title_or_by_position)
{
	struct ctx *cx = office("2026-11-23 10:00");
	const char *text = "Unit,Kind,备注\n前台,3,x\n";
	struct import_look look;

	CHECK_OK(import_look(cx, &posts, csv(text), "a", "Unit = name\n#2=role\n备注=\n", &look));
	CHECK_STR(look.headers[0].column->name, "name");
	CHECK_STR(look.headers[1].column->name, "role");
	CHECK(look.headers[2].column == NULL);
	CHECK_ERR(import_look(cx, &posts, csv(text), "a", "Unit=nonsense", &look), ERR_INVALID);
	CHECK_HAS(cx->why, "nonsense");
	CHECK_ERR(import_look(cx, &posts, csv(text), "a", "Rank=name", &look), ERR_INVALID);
	CHECK_HAS(cx->why, "rank");
	CHECK_ERR(import_look(cx, &posts, csv(text), "a", "Unit=name\nKind=name", &look),
		  ERR_INVALID);
	CHECK_HAS(cx->why, "岗位名称");
	CHECK_ERR(import_look(cx, &posts, csv(text), "a", "Unit", &look), ERR_INVALID);
}

TEST(a_required_column_that_is_missing_is_named_and_nothing_is_done)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;

	CHECK_ERR(run(cx, csv("角色,备注\n1,x\n"), &plain, &report), ERR_INVALID);
	CHECK_HAS(cx->why, "岗位名称");
	CHECK_ERR(run(cx, csv("a,b\n1,x\n"), &plain, &report), ERR_INVALID);
	CHECK_HAS(cx->why, "没有一列认得出");
	CHECK_ERR(run(cx, csv("岗位,角色\n"), &plain, &report), ERR_INVALID);
	CHECK_HAS(cx->why, "没有数据");
	CHECK_INT(posts_now(cx), 0);
}

TEST(the_template_is_a_file_that_can_be_imported)
{
	struct ctx *cx = office("2026-11-23 10:00");
	const char *path = arena_printf(cx->arena, "%s/tmp/a.xlsx", cx->app->data);
	struct import_report report;
	int fd;

	CHECK_OK(import_template(cx, &posts, path));
	fd = open(path, O_RDONLY);
	CHECK_OK(run(cx, fd, &plain, &report));
	CHECK_INT(report.fresh, 1);
	CHECK_HAS(rows_of(cx, fd), "岗位名称*|角色|备注");
}

/* ---- rows ---- */

TEST(refused_rows_come_back_with_the_reason_and_the_others_stay)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_options o = { .errors_fd = memfd_create("errors", 0) };
	struct import_report report;
	int fd = csv("岗位,角色,旧编号\n前台,3,001\n,4,002\n维修,四,003\n保安,5,004\n");

	CHECK_OK(run(cx, fd, &o, &report));
	CHECK_INT(report.rows, 4);
	CHECK_INT(report.fresh, 2);
	CHECK_INT(report.refused, 2);
	CHECK_INT(report.error_count, 2);
	CHECK_INT(report.errors[1].row, 4);
	CHECK_STR(report.errors[1].column, "角色");
	CHECK_STR(report.errors[1].value, "四");
	CHECK_STR(report.errors[1].why, "角色：应为整数");
	CHECK_STR(rows_of(cx, o.errors_fd), "1:岗位|角色|旧编号|错误说明\n"
					    "2:|4|002|第 3 行：岗位：没有名称\n"
					    "3:维修|四|003|第 4 行：角色：应为整数\n");
	CHECK_INT(posts_now(cx), 2);
}

TEST(the_same_file_again_changes_nothing)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;
	int fd = csv("岗位,角色\n前台,3\n维修,4\n");

	CHECK_OK(run(cx, fd, &plain, &report));
	CHECK_OK(run(cx, fd, &plain, &report));
	CHECK_INT(report.same, 2);
	CHECK_INT(report.fresh + report.changed + report.refused, 0);
	CHECK_OK(run(cx, csv("岗位,角色\n前台,9\n"), &plain, &report));
	CHECK_INT(report.changed, 1);
}

TEST(a_row_that_fails_after_a_change_leaves_nothing_behind)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;

	CHECK_OK(run(cx, csv("岗位,备注\n前台,\n维修,晚\n保安,\n"), &plain, &report));
	CHECK_INT(report.fresh, 2);
	CHECK_INT(report.refused, 1);
	CHECK_STR(report.errors[0].why, "备注：改了以后才发现不对");
	CHECK_INT(posts_now(cx), 2);
	office_commit(cx);
	CHECK_INT(posts_now(cx), 2);
}

TEST(a_row_that_breaks_a_unique_rule_is_refused_alone)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;

	CHECK_OK(run(cx, csv("岗位,备注\n前台,\n维修,重\n保安,\n"), &plain, &report));
	CHECK_INT(report.fresh, 2);
	CHECK_INT(report.refused, 1);
	CHECK_INT(report.errors[0].row, 3);
	office_commit(cx);
	CHECK_INT(posts_now(cx), 2);
}

TEST(a_dry_run_says_the_same_and_keeps_nothing)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_options dry = { .dry = true, .errors_fd = -1 };
	struct import_report report;

	CHECK_OK(run(cx, csv("岗位,角色,备注\n前台,3,\n维修,四,\n保安,5,晚\n"), &dry, &report));
	CHECK_INT(report.fresh, 1);
	CHECK_INT(report.refused, 2);
	CHECK_INT(posts_now(cx), 0);
	office_commit(cx);
	CHECK_INT(posts_now(cx), 0);
}

static void note_progress(void *arg, int64_t done, int64_t total)
{
	int64_t *last = arg;

	CHECK(done > last[0] && done <= total);
	last[0] = done;
	last[1] = total;
	last[2]++;
}

TEST(many_rows_go_in_batches_and_progress_rises_to_the_total)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t last[3] = { 0 };
	struct import_options o = { .errors_fd = -1, .progress = note_progress, .arg = last };
	struct import_report report;
	struct strbuf b;

	strbuf_init(&b, cx->arena, 1024 * 1024);
	strbuf_text(&b, "岗位,角色\n");
	for (int i = 0; i < 1001; i++)
		strbuf_printf(&b, "岗位%d,%s\n", i, i % 100 == 99 ? "错" : "1");
	CHECK_OK(run(cx, csv(b.s), &o, &report));
	CHECK_INT(report.rows, 1001);
	CHECK_INT(report.refused, 10);
	CHECK_INT(posts_now(cx), 991);
	CHECK_INT(last[0], 1001);
	CHECK_INT(last[1], 1001);
	CHECK(last[2] > 3);
}

/* ---- bad files: nothing half done ---- */

TEST(a_csv_that_is_broken_in_the_middle_changes_nothing_and_names_the_row)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;
	struct strbuf b;

	strbuf_init(&b, cx->arena, 1024 * 1024);
	strbuf_text(&b, "岗位,角色\n");
	for (int i = 0; i < 500; i++)
		strbuf_printf(&b, "岗位%d,1\n", i);
	strbuf_text(&b, "\"岗位没有结尾,1\n岗位,2\n");
	CHECK(run(cx, csv(b.s), &plain, &report) < 0);
	CHECK_HAS(cx->why, "没有导入任何内容");
	CHECK_HAS(cx->why, "502");
	CHECK_INT(posts_now(cx), 0);
}

static int workbook(struct ctx *cx, int rows, bool formulas)
{
	const char *path = arena_printf(cx->arena, "%s/tmp/book.xlsx", cx->app->data);
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	int fd;

	worksheet_write_string(sheet, 0, 0, "岗位", NULL);
	worksheet_write_string(sheet, 0, 1, "角色", NULL);
	for (int i = 1; i <= rows; i++) {
		char name[32];
		(void)snprintf(name, sizeof name, "岗位%d", i);
		if (formulas)
			worksheet_write_formula_str(sheet, (lxw_row_t)i, 0, "=A1", NULL,
						    i == 1 ? "" : i == 2 ? "#N/A" : name);
		else
			worksheet_write_string(sheet, (lxw_row_t)i, 0, name, NULL);
		worksheet_write_number(sheet, (lxw_row_t)i, 1, i % 9, NULL);
	}
	CHECK_INT(workbook_close(book), LXW_NO_ERROR);
	fd = open(path, O_RDONLY);
	CHECK(fd >= 0 && !unlink(path));
	return fd;
}

TEST(a_workbook_that_is_cut_or_damaged_changes_nothing)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int fd = workbook(cx, 3000, false);
	off_t size = lseek(fd, 0, SEEK_END);
	char *bytes = arena_alloc(cx->arena, (size_t)size);
	struct import_report report;

	CHECK_INT(pread(fd, bytes, (size_t)size, 0), size);
	CHECK(run(cx, file_of(bytes, (size_t)size / 2), &plain, &report) < 0);
	CHECK_HAS(cx->why, "没有导入任何内容");
	for (int i = 0; i < 200; i++) /* in the packed rows; the directory at the end stays whole */
		bytes[size / 3 + i] ^= 0x55;
	CHECK(run(cx, file_of(bytes, (size_t)size), &plain, &report) < 0);
	CHECK_HAS(cx->why, "没有导入任何内容");
	CHECK_INT(posts_now(cx), 0);
}

TEST(a_required_formula_without_a_result_is_refused_by_row_and_column)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;

	CHECK_OK(run(cx, workbook(cx, 3, true), &plain, &report));
	CHECK_INT(report.fresh, 1);
	CHECK_INT(report.refused, 2);
	CHECK_INT(report.errors[0].row, 2);
	CHECK_STR(report.errors[0].column, "岗位");
	CHECK_HAS(report.errors[0].why, "岗位：没有值（单元格是公式");
	CHECK_INT(report.errors[1].row, 3);
	CHECK_HAS(report.errors[1].why, "#N/A");
}

TEST(an_old_xls_and_a_text_of_two_megabytes_are_refused_whole)
{
	struct ctx *cx = office("2026-11-23 10:00");
	size_t n = 2 * 1024 * 1024;
	char *text = arena_alloc(cx->arena, n + 64);
	struct import_report report;

	CHECK_ERR(run(cx, file_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxxxxxx", 16), &plain, &report),
		  ERR_INVALID);
	CHECK_HAS(cx->why, ".xls");
	n = (size_t)snprintf(text, 64, "岗位,角色\n前台,1\n");
	memset(text + n, 'a', 2 * 1024 * 1024);
	CHECK(run(cx, file_of(text, n + 2 * 1024 * 1024), &plain, &report) < 0);
	CHECK_HAS(cx->why, "第 3 行");
	CHECK_INT(posts_now(cx), 0);
}

TEST(a_sheet_wider_than_the_limit_is_refused)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct import_report report;
	struct strbuf b;

	strbuf_init(&b, cx->arena, 4096);
	strbuf_text(&b, "岗位");
	for (int i = 1; i < LIMIT_IMPORT_COLUMNS; i++)
		strbuf_printf(&b, ",列%d", i);
	strbuf_text(&b, "\n前台\n");
	CHECK_ERR(run(cx, csv(b.s), &plain, &report), ERR_TOO_BIG);
	CHECK_HAS(cx->why, "63");
}
