/* What takes long: running an import on a worker, and writing an export. */
#include "app/app.h"
#include "app/journal.h"
#include "app/permission.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include "modules/exchange/exchange.h"
#include "modules/exchange/exchange_files.h"
#include "store/store.h"

enum { PROGRESS_US = 500 * 1000 };

/* ---- import ---- */

struct running {
	struct ctx *cx;
	struct import_job job;
	const struct exchange *x;
	struct import_report report;
	int64_t shown_us, done;
	int state;              /* at the end */
	const char *why;
};

static int progress_run(struct ctx *cx, void *arg)
{
	const struct running *run = arg;
	return store_exec(cx,
			  SQL("UPDATE import_job SET done_count = ? WHERE community_id = ? AND id = ?"),
			  BINDS(run->done, cx->community, run->job.id));
}

static void show_progress(void *arg, int64_t done, int64_t total)
{
	struct running *run = arg;
	int64_t now = clock_steady_us();

	if (done < total && now - run->shown_us < PROGRESS_US)
		return;
	run->shown_us = now;
	run->done = done;
	if (app_write(run->cx, progress_run, run) < 0)
		log_line(LOG_WARNING, "import.progress", "job=%" PRId64, run->job.id);
}

int import_journal(struct ctx *cx, int64_t job, const struct exchange *x, const char *filename,
		   const struct import_report *report)
{
	return journal_add(cx, &(struct journal_entry){
		.subject = "import", .subject_id = job, .action = "import",
		.note = arena_printf(cx->arena,
				     T(cx, "%s《%s》%" PRId64 " 行：新增 %" PRId64 "，更新 %" PRId64
					   "，没有变化 %" PRId64 "，退回 %" PRId64),
				     T(cx, x->label), filename, report->rows, report->fresh,
				     report->changed, report->same, report->refused) });
}

static int finish_run(struct ctx *cx, void *arg)
{
	const struct running *run = arg;
	const struct import_report *report = &run->report;
	int r = store_exec(cx,
			   SQL("UPDATE import_job SET state = ?, row_count = ?, done_count = ?,"
			       " fresh_count = ?, changed_count = ?, same_count = ?,"
			       " refused_count = ?, errors = ?, why = ?, finished_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(run->state, report->rows ? report->rows : run->job.row_count,
				 report->rows ? report->rows : run->done, report->fresh,
				 report->changed, report->same, report->refused,
				 import_errors_text(cx, report), run->why, app_now(cx->app),
				 cx->community, run->job.id));

	if (r == OK && run->state == IMPORT_DONE)
		r = import_journal(cx, run->job.id, run->x, run->job.filename, report);
	return r;
}

static int run_file(struct running *run)
{
	struct ctx *cx = run->cx;
	AUTO(descriptor) file = { -1 };
	AUTO(descriptor) errors = { -1 };
	struct import_options o = { .dry = run->job.state == IMPORT_CHECKING,
				    .map = run->job.mapping,
				    .progress = show_progress,
				    .arg = run };
	int r = exchange_find(cx, run->job.kind, &run->x);

	if (r == OK)
		r = import_file_open(cx, &run->job, &file.fd);
	if (r == OK)
		r = import_errors_create(cx, &run->job, &errors.fd);
	if (r < 0)
		return r;
	o.errors_fd = errors.fd;
	return import_run(cx, run->x->importer, file.fd, run->job.filename, &o, &run->report);
}

void import_job_work(struct ctx *cx, int64_t id)
{
	struct running run = { .cx = cx, .why = "" };
	int r = import_job_get(cx, id, &run.job);

	if (r == OK) {
		r = run_file(&run);
		run.state = r < 0				? IMPORT_FAILED
			    : run.job.state == IMPORT_CHECKING ? IMPORT_CHECKED
							       : IMPORT_DONE;
		if (r < 0)
			run.why = arena_strdup(cx->arena, cx->why);
		r = app_write(cx, finish_run, &run);
	}
	if (r < 0)
		log_line(LOG_ERROR, "import", "job=%" PRId64 " why=%s", id, cx->why);
	else if (run.state == IMPORT_DONE)
		import_file_remove(cx, &run.job);
}

/* ---- export ---- */

int export_format(struct ctx *cx, const char *word, enum sheet_format *ret)
{
	static const char *const words[] = { [SHEET_XLSX] = "xlsx", [SHEET_CSV] = "csv",
					     [SHEET_JSON] = "json" };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcasecmp(words[i], word))
			continue;
		*ret = (enum sheet_format)i;
		return OK;
	}
	return fail_field(cx, "format", T(cx, "只能导出 xlsx、csv 或 json，没有“%s”。"), word);
}

struct exported {
	const struct exchange *x;
	int64_t rows;
	const char *query; /* what was asked for */
};

static int export_journal_run(struct ctx *cx, void *arg)
{
	const struct exported *e = arg;
	return journal_add(cx, &(struct journal_entry){
		.subject = "export", .action = "export",
		.note = arena_printf(cx->arena, T(cx, "%s %" PRId64 " 行%s"), T(cx, e->x->label),
				     e->rows, e->query) });
}

/* What somebody searched for is about a person, and the journal stays for ever. */
static bool is_searched(const char *name)
{
	static const char *const names[] = { "q", "phone" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

/* "（building=3，state=open）" */
static const char *query_of(struct ctx *cx, const struct input *filter)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 64 * 1024);
	for (size_t i = 0; i < filter->count; i++) {
		const struct input_pair *p = &filter->pair[i];
		if (text_blank(p->value) || is_searched(p->name))
			continue;
		strbuf_printf(&b, "%s%s=%s", b.len ? T(cx, "，") : T(cx, "（"), p->name, p->value);
	}
	strbuf_text(&b, b.len ? T(cx, "）") : "");
	return b.s;
}

int export_write(struct ctx *cx, const struct exchange *x, enum sheet_format format,
		 const struct input *filter, const char **ret_path, int64_t *ret_rows)
{
	struct exported e = { .x = x };
	const char *path = temporary_path(cx, "export", "");
	struct sheet_writer *w;
	int r = actor_must(cx, x->export);

	if (r == OK && x->read != PERM_UNSET)
		r = actor_must(cx, x->read);
	if (r < 0)
		return r;
	if (!x->export_rows && !x->sheet)
		return fail(cx, ERR_INVALID, T(cx, "“%s”不能导出。"), T(cx, x->label));
	r = sheet_write_open(cx, path, format, T(cx, x->label), &w);
	if (r == OK)
		r = x->sheet ? list_sheet_write(cx, x->sheet, filter, w)
			     : x->export_rows(cx, filter, w);
	if (r < 0)
		return r;
	e.rows = sheet_write_rows(w);
	e.query = query_of(cx, filter);
	r = sheet_write_close(w);
	if (r == OK)
		r = app_write(cx, export_journal_run, &e);
	if (r < 0) {
		(void)unlink(path);
		return r;
	}
	*ret_path = path;
	*ret_rows = e.rows;
	return OK;
}
