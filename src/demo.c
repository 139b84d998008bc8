#include "demo.h"
#include "app/app.h"
#include "app/jobs.h"
#include "base/text.h"
#include "demo_parts.h"
#include "store/store.h"

enum { SMALL_HOUSEHOLDS = 12, SMALL_CASES = 20, DEMO_DAYS = 365 };

/* 翠湖花园; the first of a role is printed. */
static const struct demo_staff large_staff[] = {
	{ ROLE_DIRECTOR, "chenjianhua", "陈建华", NULL, { 0 } },
	{ ROLE_DEPUTY_DIRECTOR, "linxiaoyan", "林晓燕", NULL, { 0 } },
	{ ROLE_SUPERVISOR, "zhoumin", "周敏", NULL, { 0 } },
	{ ROLE_FRONT_DESK, "liting", "李婷", "前台一班", { 0 } },
	{ ROLE_FRONT_DESK, "wangxue", "王雪", "前台二班", { 0 } },
	{ ROLE_FRONT_DESK, "hejiaqi", "何佳琪", "前台一班", { 0 } },
	{ ROLE_STEWARD, "sunli", "孙莉", "1-4 栋管家", { 0 } },
	{ ROLE_STEWARD, "guopeng", "郭鹏", "5-8 栋管家", { 0 } },
	{ ROLE_ENGINEERING_MANAGER, "zhaogang", "赵刚", NULL, { 0 } },
	{ ROLE_DISCIPLINE_SUPERVISOR, "huangzhiyuan", "黄志远", "给排水主管", { 0 } },
	{ ROLE_TEAM_LEADER, "wuguoqiang", "吴国强", "水电维修一班领班", { 0 } },
	{ ROLE_TECHNICIAN, "xujun", "徐军", "水电维修一班", { 0 } },
	{ ROLE_TECHNICIAN, "malong", "马龙", "水电维修一班", { 0 } },
	{ ROLE_TECHNICIAN, "dengchao", "邓超", "综合维修班", { 0 } },
	{ ROLE_TECHNICIAN, "tangwei", "唐伟", "电梯弱电班", { 0 } },
	{ ROLE_GUARD_LEADER, "songtao", "宋涛", NULL, { 0 } },
	{ ROLE_GUARD, "yanghu", "杨虎", "东门岗", { 0 } },
	{ ROLE_GUARD, "fengbo", "冯波", "北门岗", { 0 } },
	{ ROLE_GUARD, "luoyong", "罗勇", "巡逻岗", { 0 } },
	{ ROLE_GUARD, "caihao", "蔡浩", "巡逻岗", { 0 } },
	{ ROLE_FIRE_MANAGER, "dongwei", "董伟", NULL, { 0 } },
	{ ROLE_FIRE_OPERATOR, "panfeng", "潘峰", NULL, { 0 } },
	{ ROLE_FIRE_OPERATOR, "yuling", "于玲", NULL, { 0 } },
	{ ROLE_FINANCE, "xiejuan", "谢娟", NULL, { 0 } },
	{ ROLE_ADMINISTRATOR, "admin", "系统管理员", NULL, { 0 } },
};
/* 滨江苑 */
static const struct demo_staff small_staff[] = {
	{ ROLE_FRONT_DESK, "qiulan", "邱岚", NULL, { 0 } },
	{ ROLE_TECHNICIAN, "shiyong", "石勇", NULL, { 0 } },
	{ ROLE_ADMINISTRATOR, "admin", "系统管理员", NULL, { 0 } },
};

static int must_be_empty(struct ctx *cx)
{
	int64_t communities;
	int r = store_int(cx, SQL_ALL("SELECT count(*) FROM community"), BINDS(), &communities);

	if (r == OK && communities)
		return fail(cx, ERR_CONFLICT, T(cx, "这里已经有小区，演示数据只能放进空的数据文件夹。"));
	return r;
}

static int run_jobs(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int64_t community = cx->community;
	int r = jobs_run_since(cx, cx->now - MINUTES(e->jobs_minutes));

	(void)which;
	cx->community = community;
	return r;
}

static void plan_jobs(const struct demo_estate *e)
{
	int64_t every = MINUTES(e->jobs_minutes);

	for (int64_t at = e->from + every; every && at <= e->now; at += every)
		demo_plan(e, at, run_jobs, 0);
}

/* Both begin at an hour of their own, so that the large one is the first. */
static int make(struct ctx *given, struct demo_estate *e, const struct demo_staff *staff,
		size_t count, int hour)
{
	struct ctx cx = *given;
	int r;

	e->staff = arena_array(cx.arena, count, sizeof *e->staff);
	memcpy(e->staff, staff, count * sizeof *e->staff);
	e->staff_count = count;
	e->now = given->now;
	e->from = civil_ms(civil_day_of(e->now, ZONE_SHANGHAI) - e->days - 1, hour * 60, ZONE_SHANGHAI);
	cx.now = e->from;
	r = demo_hire(&cx, e);
	if (r == OK)
		r = demo_settle(&cx, e);
	e->errands = arena_alloc(cx.arena, sizeof *e->errands);
	demo_documents(e);
	demo_complaints(e);
	demo_incidents(e);
	demo_calls(e);
	demo_visits(e);
	demo_duties(e);
	demo_notices(e);
	plan_jobs(e);
	demo_outreach(e);
	demo_shifts(e);
	demo_keys(e);
	demo_portal(e);
	demo_inspections(e);
	demo_handovers(e);
	demo_movein(e);
	if (r == OK)
		r = demo_live_through(&cx, e);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}

static void print_logins(FILE *out, struct arena *a, const struct demo_estate *e)
{
	for (size_t i = 0; i < e->staff_count; i++) {
		const struct demo_staff *s = &e->staff[i];
		if (i && s[-1].role == s->role)
			continue;
		fprintf(out, "%s %s %s\n", choice_of(role_choices, s->role)->word, s->login,
			demo_password(a, e, s->login));
	}
}

static FILE *open_private(struct ctx *cx, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");

	if (!out)
		(void)fail(cx, ERR_UNAVAILABLE, T(cx, "不能打开 %s：%s"), path, strerror(errno));
	return out;
}

static int close_written(struct ctx *cx, FILE *out, const char *path)
{
	if (fclose(out))
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写 %s：%s"), path, strerror(errno));
	return OK;
}

static int keep_logins(struct ctx *cx, const struct demo_estate *e)
{
	const char *path = arena_printf(cx->arena, "%s/logins.txt", cx->app->data);
	FILE *out = open_private(cx, path);

	if (!out)
		return ERR_UNAVAILABLE;
	print_logins(out, cx->arena, e);
	return close_written(cx, out, path);
}

struct invited {
	const struct demo_estate *estate;
	const char *link;
};

static int invite_run(struct ctx *cx, void *arg)
{
	struct invited *i = arg;
	return demo_portal_link(cx, i->estate, &i->link);
}

/* The resident's way in: a secret that differs each time, so not among the logins. */
static int keep_link(const struct ctx *given, const struct demo_estate *e)
{
	const char *path = arena_printf(given->arena, "%s/resident.txt", given->app->data);
	struct ctx cx = *given;
	struct invited i = { .estate = e };
	FILE *out;
	int r;

	cx.community = e->staff[0].actor.community;
	cx.now = e->now;
	r = app_write(&cx, invite_run, &i);
	if (r < 0 || !i.link)
		return r;
	out = open_private(&cx, path);
	if (!out)
		return ERR_UNAVAILABLE;
	fprintf(out, "%s\n", i.link);
	return close_written(&cx, out, path);
}

int demo_make(struct ctx *cx, const struct demo_options *o)
{
	struct demo_estate large = { .name = "翠湖花园", .seed = o->seed, .progress = o->progress,
				     .households = o->households, .cases = o->cases,
				     .days = o->days ? o->days : DEMO_DAYS,
				     .jobs_minutes = o->jobs_minutes };
	struct demo_estate small = { .name = "滨江苑", .seed = o->seed + 1,
				     .households = SMALL_HOUSEHOLDS, .cases = SMALL_CASES,
				     .days = o->days ? o->days : DEMO_DAYS,
				     .jobs_minutes = o->jobs_minutes };
	int r = must_be_empty(cx);

	if (r == OK)
		r = make(cx, &large, large_staff, COUNT(large_staff), 9);
	if (r == OK)
		r = make(cx, &small, small_staff, COUNT(small_staff), 10);
	if (r == OK)
		r = keep_logins(cx, &large);
	if (r == OK)
		r = keep_link(cx, &large);
	if (r == OK)
		print_logins(o->out, cx->arena, &large);
	return r;
}
