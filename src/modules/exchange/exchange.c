#include "modules/exchange/exchange.h"
#include "app/app.h"
#include "app/permission.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/exchange/exchange_files.h"
#include "store/store.h"

enum { STORED_DIGITS = 32, FILENAME_LENGTH = 200, KEY_BYTES = 255, LISTED = 20, LIST_READ = 100 };

const struct choice import_job_states[] = {
	{ IMPORT_UPLOADED, "uploaded", "待对应列" }, { IMPORT_CHECKING, "checking", "正在检查" },
	{ IMPORT_CHECKED, "checked", "已检查" },	   { IMPORT_RUNNING, "running", "正在写入" },
	{ IMPORT_DONE, "done", "完成" },		   { IMPORT_FAILED, "failed", "没有完成" },
	CHOICE_END,
};

static const struct field fields[] = {
	FIELD(import_job, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(import_job, kind, .label = "种类", .flags = IN_JSON),
	FIELD(import_job, filename, .label = "文件", .flags = IN_JSON),
	FIELD(import_job, stored),
	FIELD(import_job, state, .label = "状态", .show = SHOW_ENUM, .choices = import_job_states,
	      .flags = IN_JSON),
	FIELD(import_job, headers),
	FIELD(import_job, mapping),
	FIELD(import_job, row_count, .label = "行数", .flags = IN_JSON),
	FIELD(import_job, done_count, .label = "已处理", .flags = IN_JSON),
	FIELD(import_job, fresh_count, .label = "新增", .flags = IN_JSON),
	FIELD(import_job, changed_count, .label = "更新", .flags = IN_JSON),
	FIELD(import_job, same_count, .label = "没有变化", .flags = IN_JSON),
	FIELD(import_job, refused_count, .label = "退回", .flags = IN_JSON),
	FIELD(import_job, errors),
	FIELD(import_job, why, .label = "原因", .flags = IN_JSON),
	FIELD(import_job, runner),
	FIELD(import_job, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(import_job, creator, .label = "上传人", .flags = IN_JSON),
	FIELD(import_job, created_at, .label = "上传时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(import_job, started_at, .label = "开始时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(import_job, finished_at, .label = "完成时间", .show = SHOW_TIME, .flags = IN_JSON),
};
const struct fields import_job_fields = FIELDS(import_job, fields);

int exchange_find(struct ctx *cx, const char *kind, const struct exchange **ret)
{
	struct strbuf known;

	strbuf_init(&known, cx->arena, 1024);
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct exchange *x = (*m)->exchanges; x && x->kind; x++) {
			if (text_equal(x->kind, kind)) {
				*ret = x;
				return OK;
			}
			strbuf_printf(&known, "%s%s", known.len ? T(cx, "、") : "", x->kind);
		}
	}
	return fail(cx, ERR_NOT_FOUND, T(cx, "没有“%s”这种表，有：%s。"), kind ? kind : "", known.s);
}

/* ---- reading ---- */

#define SELECT_JOB \
	"SELECT j.id, j.kind, j.filename, j.stored, j.state, j.headers, j.mapping, j.row_count," \
	" j.done_count, j.fresh_count, j.changed_count, j.same_count, j.refused_count, j.errors," \
	" j.why, j.runner, j.created_by, a.name AS creator, j.created_at, j.started_at," \
	" j.finished_at FROM import_job j LEFT JOIN account a ON a.id = j.created_by" \
	" WHERE j.community_id = ?"

/* Whoever worked on it is gone. */
static void find_abandoned(struct ctx *cx, struct import_job *job)
{
	bool working = job->state == IMPORT_CHECKING || job->state == IMPORT_RUNNING;

	if (!working || job->runner == cx->app->started_at)
		return;
	job->why = job->state == IMPORT_CHECKING
			   ? T(cx, "检查到一半时程序停了，没有写入任何内容。请再检查一次。")
			   : T(cx, "写到一半时程序停了。请再导入一次：写过的行只会更新，不会重复。");
	job->state = IMPORT_FAILED;
}

static int may_import(struct ctx *cx, const struct import_job *job)
{
	const struct exchange *x;
	int r = exchange_find(cx, job->kind, &x);

	return r == OK ? actor_must(cx, x->import) : r;
}

int import_job_get(struct ctx *cx, int64_t id, struct import_job *ret)
{
	struct import_job job = { 0 };
	int r = store_one(cx, SQL(SELECT_JOB " AND j.id = ?"), BINDS(cx->community, id),
			  import_job_fields, &job);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有这次导入。"));
	if (r == OK)
		r = may_import(cx, &job);
	if (r < 0)
		return r;
	find_abandoned(cx, &job);
	*ret = job;
	return OK;
}

int import_job_list(struct ctx *cx, struct import_job **ret, size_t *ret_count)
{
	struct import_job *jobs;
	size_t count, kept = 0;
	int r = store_list(cx, SQL(SELECT_JOB " ORDER BY j.id DESC LIMIT ?"),
			   BINDS(cx->community, LIST_READ), import_job_fields, &jobs, &count);

	if (r < 0)
		return r;
	for (size_t i = 0; i < count && kept < LISTED; i++) {
		const struct exchange *x;
		if (exchange_find(cx, jobs[i].kind, &x) < 0 || !actor_may(cx->actor, x->import))
			continue;
		find_abandoned(cx, &jobs[i]);
		jobs[kept++] = jobs[i];
	}
	cx->why[0] = '\0';
	*ret = jobs;
	*ret_count = kept;
	return OK;
}

/* ---- lines of parts ---- */

/* A part of a line: what would end it becomes a blank. */
static void add_part(struct strbuf *b, const char *text, char end)
{
	for (const char *s = text; *s; s++)
		strbuf_char(b, *s == '\t' || *s == '\n' || *s == '\r' ? ' ' : *s);
	strbuf_char(b, end);
}

static const char *headers_of(struct ctx *cx, const struct import_look *look)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, SIZE_MAX / 2);
	for (size_t i = 0; i < look->header_count; i++) {
		add_part(&b, look->headers[i].title, '\t');
		add_part(&b, look->headers[i].sample, '\n');
	}
	return b.s;
}

/* The same after the person said otherwise what the columns are. */
static int headers_again(struct ctx *cx, const struct import_job *job, const char **ret)
{
	struct import_choice *choices;
	struct strbuf b;
	size_t count;
	int r = import_job_choices(cx, job, &choices, &count);

	if (r < 0)
		return r;
	strbuf_init(&b, cx->arena, SIZE_MAX / 2);
	for (size_t i = 0; i < count; i++) {
		add_part(&b, choices[i].title, '\t');
		add_part(&b, choices[i].sample, '\n');
	}
	*ret = b.s;
	return OK;
}

static const char *mapping_of(struct ctx *cx, const struct import_look *look)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 64 * 1024);
	for (size_t i = 0; i < look->header_count; i++)
		strbuf_printf(&b, "#%zu=%s\n", i + 1,
			      look->headers[i].column ? look->headers[i].column->name : "");
	return b.s;
}

const char *import_errors_text(struct ctx *cx, const struct import_report *report)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, SIZE_MAX / 2);
	for (size_t i = 0; i < report->error_count; i++) {
		strbuf_printf(&b, "%" PRId64 "\t", report->errors[i].row);
		add_part(&b, report->errors[i].column, '\t');
		add_part(&b, report->errors[i].value, '\t');
		add_part(&b, report->errors[i].why, '\n');
	}
	return b.s;
}

static const char *next_part(char **rest, char end)
{
	const char *part = *rest ? text_split(rest, end) : NULL;
	return part ? part : "";
}

int import_job_choices(struct ctx *cx, const struct import_job *job, struct import_choice **ret,
		       size_t *ret_count)
{
	char *headers = arena_strdup(cx->arena, job->headers);
	char *mapping = arena_strdup(cx->arena, job->mapping);
	const struct exchange *x;
	int r = exchange_find(cx, job->kind, &x);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, LIMIT_IMPORT_COLUMNS, sizeof **ret);
	*ret_count = 0;
	for (char *line; *ret_count < LIMIT_IMPORT_COLUMNS && (line = text_split(&headers, '\n'));) {
		struct import_choice *c = &(*ret)[*ret_count];
		const char *name = strchr(next_part(&mapping, '\n'), '=');
		if (!*line)
			break;
		c->title = next_part(&line, '\t');
		c->sample = next_part(&line, '\t');
		for (size_t i = 0; name && i < x->importer->column_count; i++)
			if (!strcmp(x->importer->columns[i].name, name + 1))
				c->column = &x->importer->columns[i];
		c->sample = import_sample(cx->arena, c->column, c->sample);
		(*ret_count)++;
	}
	return OK;
}

void import_job_faults(struct ctx *cx, const struct import_job *job, struct import_fault **ret,
		       size_t *ret_count)
{
	enum { FAULTS = COUNT(((struct import_report *)0)->errors) };
	char *rest = arena_strdup(cx->arena, job->errors);

	*ret = arena_array(cx->arena, FAULTS, sizeof **ret);
	*ret_count = 0;
	for (char *line; *ret_count < FAULTS && (line = text_split(&rest, '\n')) && *line;) {
		struct import_fault *f = &(*ret)[(*ret_count)++];
		if (text_int(next_part(&line, '\t'), &f->row) < 0)
			f->row = 0;
		f->column = next_part(&line, '\t');
		f->value = next_part(&line, '\t');
		f->why = next_part(&line, '\t');
	}
}

/* ---- uploading ---- */

/* As the sender called it, without folders. */
static int filename_of(struct ctx *cx, const char *name, const char **ret)
{
	const char *base = name ? name : "";

	for (const char *s = base; *s; s++)
		if (*s == '/' || *s == '\\')
			base = s + 1;
	if (!text_valid(base, strlen(base)) || strpbrk(base, "\r\n\t"))
		return fail_field(cx, "file", T(cx, "文件名里有不能显示的字符，请改名后再上传。"));
	if (text_length(base) > FILENAME_LENGTH)
		return fail_field(cx, "file", T(cx, "文件名太长：最多 %d 个字。"), FILENAME_LENGTH);
	*ret = text_blank(base) ? T(cx, "没有名字的文件") : base;
	return OK;
}

struct adding {
	struct import_job *job;
	const char *key;
};

static int add_run(struct ctx *cx, void *arg)
{
	const struct adding *a = arg;
	const struct import_job *j = a->job;

	return store_exec(cx,
			  SQL("INSERT INTO import_job (community_id, id, kind, filename, stored,"
			      " upload_key, state, headers, mapping, row_count, done_count,"
			      " fresh_count, changed_count, same_count, refused_count, errors, why,"
			      " runner, created_by, created_at, started_at, finished_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, '', '', 0, ?, ?,"
			      " 0, 0)"),
			  BINDS(cx->community, j->id, j->kind, j->filename, j->stored, a->key,
				j->state, j->headers, j->mapping, j->row_count, j->created_by,
				j->created_at));
}

static int find_by_key(struct ctx *cx, const char *key, int64_t *ret)
{
	if (!*key)
		return ERR_NOT_FOUND;
	return store_int(cx,
			 SQL("SELECT id FROM import_job WHERE community_id = ? AND upload_key = ?"
			     " AND created_by = ?"),
			 BINDS(cx->community, key, cx->actor ? cx->actor->id : 0), ret);
}

static int add_new(struct ctx *cx, const struct exchange *x, int fd, const char *filename,
		   const char *key, struct import_job *job)
{
	struct adding adding = { job, key };
	struct import_look look;
	char stored[STORED_DIGITS + 1];
	int r = filename_of(cx, filename, &job->filename);

	if (r == OK)
		r = import_look(cx, x->importer, fd, job->filename, NULL, &look);
	if (r < 0)
		return r;
	random_hex(stored, STORED_DIGITS);
	job->id = id_new(cx->now);
	job->kind = x->kind;
	job->stored = arena_strdup(cx->arena, stored);
	job->state = IMPORT_UPLOADED;
	job->headers = headers_of(cx, &look);
	job->mapping = mapping_of(cx, &look);
	job->row_count = look.rows;
	job->created_by = cx->actor ? cx->actor->id : 0;
	job->created_at = cx->now;
	r = import_file_keep(cx, job, fd);
	if (r < 0)
		return r;
	r = app_write(cx, add_run, &adding);
	if (r < 0)
		import_file_remove(cx, job);
	return r;
}

int import_job_add(struct ctx *cx, const struct exchange *x, int fd, const char *filename,
		   const char *key, struct import_job *ret)
{
	struct import_job job = { 0 };
	int64_t id;
	int r = actor_must(cx, x->import);

	if (r < 0)
		return r;
	if (!x->importer)
		return fail(cx, ERR_INVALID, T(cx, "“%s”不能导入。"), T(cx, x->label));
	key = text_blank(key) ? "" : key;
	if (strlen(key) > KEY_BYTES)
		return fail(cx, ERR_INVALID, T(cx, "Idempotency-Key 最多 255 个字符。"));
	r = find_by_key(cx, key, &id);
	if (r == OK)
		return import_job_get(cx, id, ret);
	if (r == ERR_NOT_FOUND)
		r = add_new(cx, x, fd, filename, key, &job);
	return r == OK ? import_job_get(cx, job.id, ret) : r;
}

/* ---- beginning ---- */

struct beginning {
	int64_t id;
	enum import_job_state to;
	const char *mapping;
};

static int begin_run(struct ctx *cx, void *arg)
{
	const struct beginning *b = arg;
	struct import_job job;
	int r = import_job_get(cx, b->id, &job);

	if (r < 0)
		return r;
	if (job.state == IMPORT_CHECKING || job.state == IMPORT_RUNNING)
		return fail(cx, ERR_CONFLICT, T(cx, "这次导入正在进行，请等它结束。"));
	if (job.state == IMPORT_DONE)
		return fail(cx, ERR_CONFLICT, T(cx, "这次导入已经完成。要再导入，请重新上传文件。"));
	if (!*job.stored)
		return fail(cx, ERR_CONFLICT, T(cx, "这份文件放得太久，已经清理，请重新上传。"));
	if (b->mapping)
		job.mapping = b->mapping;
	r = headers_again(cx, &job, &job.headers);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE import_job SET state = ?, headers = ?, mapping = ?, runner = ?,"
			      " started_at = ?,"
			      " done_count = 0, fresh_count = 0, changed_count = 0, same_count = 0,"
			      " refused_count = 0, errors = '', why = '', finished_at = 0"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS((int)b->to, job.headers, job.mapping, cx->app->started_at, cx->now,
				cx->community, b->id));
}

int import_job_begin(struct ctx *cx, int64_t id, enum import_job_state to, const char *mapping)
{
	return app_write(cx, begin_run, &(struct beginning){ id, to, mapping });
}

static int return_run(struct ctx *cx, void *arg)
{
	const int64_t *id = arg;
	return store_exec(cx,
			  SQL("UPDATE import_job SET state = ?, runner = 0 WHERE community_id = ?"
			      " AND id = ?"),
			  BINDS((int)IMPORT_UPLOADED, cx->community, *id));
}

int import_job_return(struct ctx *cx, int64_t id)
{
	return app_write(cx, return_run, &id);
}
