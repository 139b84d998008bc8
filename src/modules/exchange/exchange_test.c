#include "modules/exchange/exchange.h"
#include "app/journal.h"
#include "app/temporary.h"
#include "base/text.h"
#include "office.h"
#include "output/sheet.h"
#include <sys/mman.h>

static const char roster[] = "翠湖花园业主资料,,,\n"
			     "栋号,单元,房间,产权人,移动电话,车位\n"
			     "1,2,1201,王秀兰,13800005612,B1-113\n"
			     "1,2,1202,李强,1380x,\n"
			     "1,2,1203,赵敏,13800005614,\n";

static int csv(const char *text)
{
	int fd = memfd_create("sheet", MFD_CLOEXEC);

	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	return fd;
}

static const struct exchange *kind(struct ctx *cx, const char *word)
{
	const struct exchange *x;

	CHECK_OK(exchange_find(cx, word, &x));
	return x;
}

/* A clerk who may import, at work. */
static struct ctx *begin(void)
{
	struct ctx *cx = office("2026-11-23 10:00");

	office_as(cx, office_person(cx, "zhaomin", ROLE_SUPERVISOR));
	return cx;
}

static struct import_job upload(struct ctx *cx, const char *text)
{
	struct import_job job;

	CHECK_OK(import_job_add(cx, kind(cx, "households"), csv(text), "C:\\资料\\业主资料.csv", NULL, &job));
	return job;
}

static int64_t rooms(struct ctx *cx)
{
	int64_t n;

	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM room WHERE community_id = ?"),
			   BINDS(cx->community), &n));
	return n;
}

static struct import_job work(struct ctx *cx, int64_t id, enum import_job_state to,
			      const char *mapping)
{
	struct import_job job;

	CHECK_OK(import_job_begin(cx, id, to, mapping));
	import_job_work(cx, id);
	CHECK_OK(import_job_get(cx, id, &job));
	return job;
}

static const char mapping[] = "#1=building\n#2=entrance\n#3=door\n#4=name\n#5=phone\n#6=\n";

TEST(an_upload_shows_its_columns_and_what_they_are_taken_for)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster);
	struct import_choice *choices;
	size_t count;

	CHECK_STR(job.filename, "业主资料.csv");
	CHECK_INT(job.state, IMPORT_UPLOADED);
	CHECK_INT(job.row_count, 3);
	CHECK_OK(import_job_choices(cx, &job, &choices, &count));
	CHECK_INT(count, 6);
	CHECK_STR(choices[0].title, "栋号");
	CHECK_STR(choices[0].sample, "1");
	CHECK_STR(choices[0].column->name, "building");
	CHECK_STR(choices[5].title, "车位");
	CHECK(choices[5].column == NULL);
	CHECK_INT(rooms(cx), 0);
}

TEST(a_check_keeps_nothing_and_a_run_imports_the_rows_that_are_right)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster);
	struct import_fault *faults;
	size_t count;
	int fd;

	job = work(cx, job.id, IMPORT_CHECKING, mapping);
	CHECK_STR(job.why, "");
	CHECK_INT(job.state, IMPORT_CHECKED);
	CHECK_INT(job.fresh_count, 2);
	CHECK_INT(job.refused_count, 1);
	CHECK_INT(rooms(cx), 0);
	import_job_faults(cx, &job, &faults, &count);
	CHECK_INT(count, 1);
	CHECK_INT(faults[0].row, 4);
	CHECK_STR(faults[0].column, "移动电话");
	CHECK_STR(faults[0].value, "***0x");
	CHECK_OK(import_job_errors(cx, &job, &fd));
	job = work(cx, job.id, IMPORT_RUNNING, NULL);
	CHECK_INT(job.state, IMPORT_DONE);
	CHECK_INT(job.done_count, 3);
	CHECK_INT(rooms(cx), 2);
	CHECK_ERR(import_job_begin(cx, job.id, IMPORT_RUNNING, NULL), ERR_CONFLICT);
}

TEST(an_import_leaves_a_line_in_the_journal)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster);
	struct journal_entry *lines;
	size_t count;

	work(cx, job.id, IMPORT_CHECKING, mapping);
	CHECK_OK(journal_of(cx, "import", job.id, &lines, &count));
	CHECK_INT(count, 0);
	work(cx, job.id, IMPORT_RUNNING, NULL);
	CHECK_OK(journal_of(cx, "import", job.id, &lines, &count));
	CHECK_INT(count, 1);
	CHECK_HAS(lines[0].note, "业主资料.csv");
	CHECK_HAS(lines[0].note, "退回 1");
}

TEST(the_same_key_of_the_same_person_is_the_same_upload)
{
	struct ctx *cx = begin();
	struct import_job first, again, other;

	CHECK_OK(import_job_add(cx, kind(cx, "households"), csv(roster), "a.csv", "k1", &first));
	CHECK_OK(import_job_add(cx, kind(cx, "households"), csv(roster), "a.csv", "k1", &again));
	CHECK_INT(again.id, first.id);
	CHECK_OK(import_job_add(cx, kind(cx, "households"), csv(roster), "a.csv", "k2", &other));
	CHECK(other.id != first.id);
}

TEST(who_may_not_import_a_kind_sees_none_of_it)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster), *list;
	size_t count;

	office_as(cx, office_person(cx, "guard", ROLE_GUARD));
	CHECK_ERR(import_job_get(cx, job.id, &job), ERR_FORBIDDEN);
	CHECK_ERR(import_job_begin(cx, job.id, IMPORT_RUNNING, NULL), ERR_FORBIDDEN);
	CHECK_ERR(import_job_add(cx, kind(cx, "households"), csv(roster), "a", NULL, &job),
		  ERR_FORBIDDEN);
	CHECK_OK(import_job_list(cx, &list, &count));
	CHECK_INT(count, 0);
}

TEST(a_job_whose_process_died_shows_as_failed_and_may_be_run_again)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster);

	CHECK_OK(import_job_begin(cx, job.id, IMPORT_RUNNING, mapping));
	CHECK_ERR(import_job_begin(cx, job.id, IMPORT_RUNNING, NULL), ERR_CONFLICT);
	cx->app->started_at++; /* the next process */
	CHECK_OK(import_job_get(cx, job.id, &job));
	CHECK_INT(job.state, IMPORT_FAILED);
	CHECK_HAS(job.why, "再导入一次");
	job = work(cx, job.id, IMPORT_RUNNING, NULL);
	CHECK_INT(job.state, IMPORT_DONE);
	CHECK_INT(rooms(cx), 2);
}

TEST(a_wrong_mapping_fails_the_job_with_its_reason_and_can_be_mended)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster);

	job = work(cx, job.id, IMPORT_CHECKING, "#1=room\n#2=room\n");
	CHECK_INT(job.state, IMPORT_FAILED);
	CHECK_HAS(job.why, "房号");
	job = work(cx, job.id, IMPORT_CHECKING, mapping);
	CHECK_INT(job.state, IMPORT_CHECKED);
}

TEST(uploads_are_cleared_away_after_a_month)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, roster);
	const char *path;

	path = arena_printf(cx->arena, "%s/tmp/import-%s", cx->app->data, job.stored);
	CHECK(!access(path, R_OK));
	cx->now += DAYS(29);
	CHECK_OK(import_job_sweep(cx));
	CHECK(!access(path, R_OK));
	cx->now += DAYS(2);
	CHECK_OK(import_job_sweep(cx));
	CHECK(access(path, R_OK) < 0);
	CHECK_ERR(import_job_begin(cx, job.id, IMPORT_RUNNING, NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "重新上传");
}

static const char id_roster[] = "房号,姓名,手机,身份证号,备用号码\n"
				"1-1-101,王秀兰,13800005612,110101199003071234,13900001111\n";

static void check_no_number(const char *text)
{
	CHECK(!strstr(text, "13800005612") && !strstr(text, "110101199003071234") &&
	      !strstr(text, "13900001111"));
}

TEST(numbers_of_people_are_masked_in_what_a_job_keeps_and_shows)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, id_roster);
	struct import_choice *choices;
	struct import_fault *faults;
	size_t count;

	check_no_number(job.headers);
	CHECK_OK(import_job_choices(cx, &job, &choices, &count));
	CHECK_STR(choices[1].sample, "王秀兰");
	CHECK_STR(choices[2].sample, "138****5612");
	CHECK_STR(choices[3].sample, "1101**********1234");
	CHECK_STR(choices[4].sample, "");
	job = work(cx, job.id, IMPORT_CHECKING, NULL);
	CHECK_INT(job.refused_count, 1);
	check_no_number(job.errors);
	import_job_faults(cx, &job, &faults, &count);
	CHECK_STR(faults[0].column, "身份证号");
	CHECK_STR(faults[0].value, "1101**********1234");
}

TEST(a_column_that_is_said_to_be_a_phone_later_is_masked_from_then_on)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, "房号,姓名,备注\n1-1-101,王秀兰,13800005612\n");

	CHECK_HAS(job.headers, "13800005612");
	job = work(cx, job.id, IMPORT_CHECKING, "#1=room\n#2=name\n#3=phone\n");
	CHECK_INT(job.state, IMPORT_CHECKED);
	check_no_number(job.headers);
}

TEST(what_was_read_from_the_rows_is_gone_after_a_day)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, id_roster);
	int fd;

	job = work(cx, job.id, IMPORT_CHECKING, NULL);
	cx->now = job.finished_at + HOURS(23);
	CHECK_OK(import_job_sweep(cx));
	CHECK_OK(import_job_get(cx, job.id, &job));
	CHECK(*job.headers && *job.errors);
	CHECK_OK(import_job_errors(cx, &job, &fd));
	close(fd);
	cx->now += HOURS(2);
	CHECK_OK(import_job_sweep(cx));
	CHECK_OK(import_job_get(cx, job.id, &job));
	CHECK_STR(job.headers, "");
	CHECK_STR(job.errors, "");
	CHECK_ERR(import_job_errors(cx, &job, &fd), ERR_NOT_FOUND);
	job = work(cx, job.id, IMPORT_CHECKING, NULL);
	CHECK_INT(job.refused_count, 1);
}

TEST(a_file_that_cannot_be_read_is_refused_at_the_upload)
{
	struct ctx *cx = begin();
	struct import_job job, *list;
	size_t count;

	CHECK_ERR(import_job_add(cx, kind(cx, "households"), csv("姓名,房号\n"), "a.csv", NULL, &job),
		  ERR_INVALID);
	CHECK_HAS(cx->why, "没有数据");
	CHECK_OK(import_job_list(cx, &list, &count));
	CHECK_INT(count, 0);
}

/* ---- export ---- */

static const char *file_text(struct ctx *cx, const char *path)
{
	AUTO(descriptor) d = { open(path, O_RDONLY) };
	char *text = arena_alloc(cx->arena, 64 * 1024);

	CHECK(d.fd >= 0 && read(d.fd, text, 64 * 1024 - 1) >= 0 && !unlink(path));
	return text;
}

TEST(an_export_has_every_row_in_three_formats_and_is_journalled)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, "房号,姓名,备注\n1-1-101,王秀兰,=1+1\n1-1-102,李强,\n");
	struct journal_entry *lines;
	struct input filter;
	const char *path;
	int64_t rows;
	size_t count;

	work(cx, job.id, IMPORT_RUNNING, NULL);
	input_init(&filter, cx->arena);
	CHECK_OK(export_write(cx, kind(cx, "households"), SHEET_CSV, &filter, &path, &rows));
	CHECK_INT(rows, 2);
	CHECK_HAS(file_text(cx, path), "\"1-1-101\"");
	CHECK_OK(export_write(cx, kind(cx, "households"), SHEET_JSON, &filter, &path, &rows));
	CHECK_HAS(file_text(cx, path), "\"姓名\": \"王秀兰\"");
	CHECK_OK(export_write(cx, kind(cx, "households"), SHEET_XLSX, &filter, &path, &rows));
	CHECK_HAS(file_text(cx, path), "PK");
	CHECK_OK(journal_page(cx, 0, 3, &lines, &count));
	CHECK_STR(lines[0].action, "export");
	CHECK_HAS(lines[0].note, "2 行");
}

TEST(the_journal_of_an_export_names_the_filters_but_not_who_was_searched_for)
{
	struct ctx *cx = begin();
	struct journal_entry *lines;
	struct input filter;
	const char *path;
	int64_t rows;
	size_t count;

	input_init(&filter, cx->arena);
	input_add(&filter, "q", "王秀兰");
	input_add(&filter, "phone", "13800005612");
	input_add(&filter, "building", "3");
	input_add(&filter, "kind", "repair");
	CHECK_OK(export_write(cx, kind(cx, "households"), SHEET_CSV, &filter, &path, &rows));
	CHECK(!unlink(path));
	CHECK_OK(journal_page(cx, 0, 1, &lines, &count));
	CHECK_HAS(lines[0].note, "（building=3，kind=repair）");
	CHECK(!strstr(lines[0].note, "王秀兰") && !strstr(lines[0].note, "13800005612"));
}

TEST(a_csv_export_has_no_formula_in_it)
{
	struct ctx *cx = begin();
	struct import_job job = upload(cx, "房号,姓名,备注\n1-1-101,王秀兰,=1+1\n");
	struct input filter;
	const char *path;
	int64_t rows;

	work(cx, job.id, IMPORT_RUNNING, NULL);
	input_init(&filter, cx->arena);
	CHECK_OK(export_write(cx, kind(cx, "households"), SHEET_CSV, &filter, &path, &rows));
	CHECK_HAS(file_text(cx, path), "\"'=1+1\"");
}

TEST(who_may_not_export_gets_no_file)
{
	struct ctx *cx = begin();
	struct input filter;
	const char *path;
	int64_t rows;

	office_as(cx, office_person(cx, "guard", ROLE_GUARD));
	input_init(&filter, cx->arena);
	CHECK_ERR(export_write(cx, kind(cx, "households"), SHEET_CSV, &filter, &path, &rows),
		  ERR_FORBIDDEN);
}
