#include "modules/exchange/exchange_web.h"
#include "app/app.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/exchange/templates.h"

const char *import_state_colour(int state)
{
	switch (state) {
	case IMPORT_DONE:
		return "green";
	case IMPORT_FAILED:
		return "red";
	case IMPORT_CHECKING:
	case IMPORT_RUNNING:
		return "blue";
	default:
		return "grey";
	}
}

int64_t import_good(const struct import_job *job)
{
	return job->fresh_count + job->changed_count + job->same_count;
}

const char *import_sentence(struct page *pg, const struct import_job *job)
{
	struct ctx *cx = pg->cx;

	if (job->state == IMPORT_CHECKED)
		return arena_printf(cx->arena,
				    T(cx, "%" PRId64 " 行可以写入，%" PRId64
					  " 行有错。还没有写入任何内容。"),
				    import_good(job), job->refused_count);
	return arena_printf(cx->arena,
			    T(cx, "已写入 %" PRId64 " 行：新增 %" PRId64 "，更新 %" PRId64
				  "，没有变化 %" PRId64 "。%" PRId64 " 行退回。"),
			    import_good(job), job->fresh_count, job->changed_count, job->same_count,
			    job->refused_count);
}

const char *import_limits(struct page *pg)
{
	return arena_printf(pg->cx->arena,
			    T(pg->cx, ".xlsx 或 .csv，最多 %d MB、%d 行。先检查，您确认后才写入。"),
			    LIMIT_IMPORT_BYTES / 1024 / 1024, LIMIT_IMPORT_ROWS);
}

const char *import_path(struct page *pg, const struct import_job *job, const char *step)
{
	return arena_printf(pg->cx->arena, "/imports/%" PRId64 "/%s", job->id, step);
}

/* ---- the list, which is also the upload form ---- */

static void list_json(struct json *j, const struct import_list_page *p)
{
	json_array(j, "kinds");
	for (size_t i = 0; i < p->import_count; i++) {
		json_object(j, NULL);
		json_text(j, "kind", p->imports[i]->kind);
		json_text(j, "kind_label", T(j->cx, p->imports[i]->label));
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "exports");
	for (size_t i = 0; i < p->export_count; i++) {
		json_object(j, NULL);
		json_text(j, "kind", p->exports[i]->kind);
		json_text(j, "kind_label", T(j->cx, p->exports[i]->label));
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "items");
	for (size_t i = 0; i < p->job_count; i++) {
		json_object(j, NULL);
		json_record(j, import_job_fields, &p->jobs[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_kinds(const struct actor *actor, struct import_list_page *p)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct exchange *x = (*m)->exchanges; x && x->kind; x++) {
			if (x->importer && actor_may(actor, x->import) &&
			    p->import_count < EXCHANGES_MAX)
				p->imports[p->import_count++] = x;
			if ((x->export_rows || x->sheet) && actor_may(actor, x->export) &&
			    (x->read == PERM_UNSET || actor_may(actor, x->read)) &&
			    p->export_count < EXCHANGES_MAX)
				p->exports[p->export_count++] = x;
		}
	}
}

static int list(struct request *rq)
{
	struct import_list_page p = { .kind = request_text(rq, "kind") };
	char why[sizeof rq->cx.why];
	int r;

	memcpy(why, rq->cx.why, sizeof why); /* of a refused upload */
	add_kinds(rq->cx.actor, &p);
	if (!p.import_count && !p.export_count)
		return fail(&rq->cx, ERR_FORBIDDEN, T(&rq->cx, "你的岗位不能导入，也不能导出。"));
	r = import_job_list(&rq->cx, &p.jobs, &p.job_count);
	if (r < 0)
		return r;
	memcpy(rq->cx.why, why, sizeof why);
	return REPLY(rq, T(&rq->cx, "导入导出"), exchange_list_html, list_json, &p);
}

/* ---- one job ---- */

static int show_read(struct request *rq, int64_t id, struct import_show_page *ret)
{
	struct ctx *cx = &rq->cx;
	struct import_job *job = &ret->job;
	int r = import_job_get(cx, id, job);

	if (r == OK)
		r = exchange_find(cx, job->kind, &ret->x);
	if (r == OK)
		r = import_job_choices(cx, job, &ret->choices, &ret->choice_count);
	if (r < 0)
		return r;
	import_job_faults(cx, job, &ret->faults, &ret->fault_count);
	ret->working = job->state == IMPORT_CHECKING || job->state == IMPORT_RUNNING;
	ret->stage = job->state == IMPORT_DONE	       ? 6
		     : job->state == IMPORT_RUNNING ? 4
		     : job->state == IMPORT_CHECKING || job->state == IMPORT_CHECKED ? 3
										      : 2;
	return OK;
}

static void actions_json(struct json *j, const struct import_show_page *p)
{
	json_array(j, "actions");
	if (!p->working && p->job.state != IMPORT_DONE) {
		json_text(j, NULL, "map");
		json_text(j, NULL, "run");
	}
	json_array_end(j);
}

static void show_json(struct json *j, const struct import_show_page *p)
{
	json_record(j, import_job_fields, &p->job);
	json_array(j, "columns");
	for (size_t i = 0; i < p->choice_count; i++) {
		json_object(j, NULL);
		json_text(j, "header", p->choices[i].title);
		json_text(j, "sample", p->choices[i].sample);
		json_text(j, "column", p->choices[i].column ? p->choices[i].column->name : NULL);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "errors");
	for (size_t i = 0; i < p->fault_count; i++) {
		json_object(j, NULL);
		json_int(j, "row", p->faults[i].row);
		json_text(j, "column", p->faults[i].column);
		json_text(j, "value", p->faults[i].value);
		json_text(j, "message", p->faults[i].why);
		json_object_end(j);
	}
	json_array_end(j);
	actions_json(j, p);
}

static int show(struct request *rq)
{
	struct import_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq,
		     arena_printf(rq->cx.arena, T(&rq->cx, "导入%s"), T(&rq->cx, p.x->label)),
		     exchange_show_html, show_json, &p);
}

/* ---- uploading ---- */

static const struct http_upload *upload_of(const struct http_request *http)
{
	for (size_t i = 0; i < http->upload_count; i++)
		if (!strcmp(http->uploads[i].field, "file") && http->uploads[i].size_bytes)
			return &http->uploads[i];
	return NULL;
}

static int create(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const struct http_upload *u = upload_of(rq->http);
	const char *key = http_header(rq->http, "Idempotency-Key");
	struct import_show_page p = { 0 };
	const struct exchange *x;
	int r = exchange_find(cx, request_text(rq, "kind"), &x);

	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "kind", T(cx, "请选择导入什么。"));
	if (r < 0)
		return r;
	if (!u)
		return fail_field(cx, "file", T(cx, "请选择一个 .xlsx 或 .csv 文件。"));
	r = import_job_add(cx, x, u->fd, u->filename, key ? key : request_text(rq, "_key"), &p.job);
	if (r == OK)
		r = show_read(rq, p.job.id, &p);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, show_json, &p, "/imports/%" PRId64, p.job.id);
}

/* ---- checking and writing: on a worker, after the answer ---- */

struct task {
	struct arena arena; /* the task itself lies in it */
	struct ctx cx;
	struct actor actor;
	int64_t job;
};

static void task_run(struct store *store, void *arg)
{
	struct task *t = arg;
	struct arena arena;

	t->cx.store = store;
	t->cx.now = app_now(t->cx.app);
	import_job_work(&t->cx, t->job);
	arena = t->arena;
	arena_free(&arena);
}

static struct task *task_new(const struct request *rq, int64_t job)
{
	struct arena arena = { 0 };
	struct task *t = ARENA_NEW(&arena, struct task);

	t->arena = arena;
	t->job = job;
	t->actor = (struct actor){ .id = rq->actor.id,
				   .login = arena_strdup(&t->arena, rq->actor.login),
				   .name = arena_strdup(&t->arena, rq->actor.name),
				   .roles = rq->actor.roles,
				   .community = rq->actor.community,
				   .zone_minutes = rq->actor.zone_minutes,
				   .language = rq->actor.language };
	t->cx = (struct ctx){ .arena = &t->arena,
			      .app = rq->app,
			      .actor = &t->actor,
			      .community = rq->cx.community,
			      .language = rq->cx.language };
	return t;
}

static int begin(struct request *rq, enum import_job_state to, const char *mapping)
{
	struct import_show_page p = { 0 };
	struct task *t;
	struct arena arena;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = import_job_begin(&rq->cx, id, to, mapping);
	if (r < 0)
		return r;
	t = task_new(rq, id);
	if (workers_submit(rq->app->workers, WORK_SHEET, task_run, t) < 0) {
		arena = t->arena;
		arena_free(&arena);
		r = import_job_return(&rq->cx, id);
		return r < 0 ? r
			     : fail(&rq->cx, ERR_UNAVAILABLE,
				    T(&rq->cx, "现在排队的导入太多，请稍后再试。"));
	}
	r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/imports/%" PRId64, id);
}

/* column.0 = room, column.1 = "" … → "#1=room\n#2=\n"; NULL when nothing was sent. */
static const char *mapping_of(struct request *rq)
{
	struct strbuf b;

	if (!input_has(&rq->input, "column."))
		return NULL;
	strbuf_init(&b, rq->cx.arena, 64 * 1024);
	for (int i = 0; i < LIMIT_IMPORT_COLUMNS; i++) {
		const char *name =
			request_text(rq, arena_printf(rq->cx.arena, "column.%d", i));
		if (!name)
			break;
		strbuf_printf(&b, "#%d=%.*s\n", i + 1, (int)strcspn(name, "\r\n="), name);
	}
	return b.s;
}

static int map(struct request *rq)
{
	return begin(rq, IMPORT_CHECKING, mapping_of(rq));
}

static int run(struct request *rq)
{
	return begin(rq, IMPORT_RUNNING, mapping_of(rq));
}

/* ---- files that leave ---- */

static const char xlsx_type[] =
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static int reply_opened(struct request *rq, const char *type, const char *name, int fd)
{
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		if (fd >= 0)
			(void)close(fd);
		return fail(&rq->cx, ERR_UNAVAILABLE, T(&rq->cx, "文件读不出来：%s"),
			    strerror(errno));
	}
	return reply_file(rq, type, name, fd, st.st_size, false);
}

/* The file is gone from its folder before it is sent. */
static int reply_temporary(struct request *rq, const char *type, const char *name, const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	(void)unlink(path);
	return reply_opened(rq, type, name, fd);
}

static int errors(struct request *rq)
{
	struct import_job job;
	int64_t id;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = import_job_get(&rq->cx, id, &job);
	if (r == OK)
		r = import_job_errors(&rq->cx, &job, &fd);
	if (r < 0)
		return r;
	return reply_opened(rq, xlsx_type,
			    arena_printf(rq->cx.arena, T(&rq->cx, "%s-有错的行.xlsx"), job.filename),
			    fd);
}

static int template(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *path = temporary_path(cx, "template", ".xlsx");
	const struct exchange *x;
	int r = exchange_find(cx, request_text(rq, "kind"), &x);

	if (r == OK)
		r = actor_must(cx, x->import);
	if (r == OK && !x->importer)
		r = fail(cx, ERR_NOT_FOUND, T(cx, "“%s”不能导入。"), T(cx, x->label));
	if (r == OK)
		r = import_template(cx, x->importer, path);
	if (r < 0)
		return r;
	return reply_temporary(rq, xlsx_type,
			       arena_printf(cx->arena, T(cx, "%s模板.xlsx"), T(cx, x->label)), path);
}

/* All rows go out: what says which sheet, and where a page of the list begins, is no filter. */
static struct input filter_of(const struct request *rq)
{
	static const char *const others[] = { "sheet", "format", "after", "page_size", "order" };
	struct input filter;

	input_init(&filter, rq->cx.arena);
	for (size_t i = 0; i < rq->input.count; i++) {
		const struct input_pair *p = &rq->input.pair[i];
		bool other = false;
		for (size_t k = 0; !other && k < COUNT(others); k++)
			other = !strcmp(p->name, others[k]);
		if (!other)
			input_add(&filter, p->name, p->value);
	}
	return filter;
}

static int export(struct request *rq)
{
	static const char *const types[] = { [SHEET_XLSX] = xlsx_type,
					     [SHEET_CSV] = "text/csv; charset=utf-8",
					     [SHEET_JSON] = "application/json" };
	static const char *const endings[] = { "xlsx", "csv", "json" };
	struct ctx *cx = &rq->cx;
	const char *word = request_text(rq, "format"), *path;
	struct input filter = filter_of(rq);
	enum sheet_format format;
	const struct exchange *x;
	char today[CIVIL_TEXT];
	int64_t rows;
	int r = exchange_find(cx, request_text(rq, "sheet"), &x);

	if (r == OK)
		r = export_format(cx, text_blank(word) ? "xlsx" : word, &format);
	if (r == OK)
		r = export_write(cx, x, format, &filter, &path, &rows);
	if (r < 0)
		return r;
	(void)civil_date(civil_day_of(cx->now, rq->zone_minutes), today);
	return reply_temporary(rq, types[format],
			       arena_printf(cx->arena, "%s-%s.%s", T(cx, x->label), today,
					    endings[format]),
			       path);
}

/* ---- the module ---- */

static const struct route routes[] = {
	{ "GET", "/imports", PERM_SIGNED_IN, list,
	  "What may be imported and exported, and the last imports" },
	{ "POST", "/imports", PERM_SIGNED_IN, create,
	  "Upload a sheet (multipart: kind, file); answers its columns and how they are taken",
	  .lane = LANE_WORK, .work = WORK_SHEET, .upload = true, .form = list },
	{ "GET", "/imports/:id", PERM_SIGNED_IN, show, "One import: columns, progress, outcome" },
	{ "POST", "/imports/:id/map", PERM_SIGNED_IN, map,
	  "Say what each column is (column.0 …) and check the file without keeping anything",
	  .lane = LANE_WORK },
	{ "POST", "/imports/:id/run", PERM_SIGNED_IN, run, "Import the rows that are right",
	  .lane = LANE_WORK },
	{ "GET", "/imports/:id/errors", PERM_SIGNED_IN, errors,
	  "The refused rows with the reasons (.xlsx)" },
	{ "GET", "/imports/template/:kind", PERM_SIGNED_IN, template,
	  "An empty sheet of that kind (.xlsx)",
	  .lane = LANE_WORK },
	{ "GET", "/exports/:sheet", PERM_SIGNED_IN, export,
	  "All rows of the list with the same filter; format=xlsx, csv or json", .lane = LANE_WORK,
	  .work = WORK_SHEET },
	{ 0 },
};

static const struct job jobs[] = {
	{ "exchange.sweep", 60 * 60, import_job_sweep,
	  "Removes samples and refused rows of imports after a day, uploaded sheets after 30 days, and"
	  " what a killed process left in tmp" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/imports", "导入导出", "exchange", PERM_HOUSEHOLD_IMPORT, 70 },
	{ 0 },
};

const struct module exchange_module = {
	.name = "exchange",
	.label = "导入导出",
	.routes = routes,
	.jobs = jobs,
	.menu = menu,
	.help = exchange_help,
};
