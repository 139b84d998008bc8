#include "app/escalation.h"
#include "app/app.h"
#include "app/journal.h"
#include "app/notice.h"
#include "app/subject.h"
#include "app/post.h"
#include "base/civil.h"
#include "store/store.h"

enum { RUNGS = 3, BATCH = 100 };

const struct setting escalation_settings[] = {
	{ "duties.warn_percent", SETTING_PERCENT, 80, 10, 99, NULL,
	  "应办事项用去多少时间时提醒负责人", "16 (e)" },
	{ "duties.climb_percent", SETTING_PERCENT, 50, 10, 500, NULL,
	  "到期后每再过时限的多少，升级到上一级岗位", "16 (d)" },
	{ "duties.desk_1", SETTING_TEXT, 0, 0, 60, "客服主管", "客服事项到期后第一级报谁（岗位或角色）",
	  "8 (c)" },
	{ "duties.desk_2", SETTING_TEXT, 0, 0, 60, "管理处主任", "客服事项第二级报谁", "8 (c)" },
	{ "duties.engineering_1", SETTING_TEXT, 0, 0, 60, "领班", "工程事项到期后第一级报谁", "16 (d)" },
	{ "duties.engineering_2", SETTING_TEXT, 0, 0, 60, "客服主管", "工程事项第二级报谁", "16 (d)" },
	{ "duties.engineering_3", SETTING_TEXT, 0, 0, 60, "管理处主任", "工程事项第三级报谁", "16 (d)" },
	{ "duties.security_1", SETTING_TEXT, 0, 0, 60, "秩序维护队长", "秩序事项到期后第一级报谁",
	  "15 (d)" },
	{ "duties.security_2", SETTING_TEXT, 0, 0, 60, "管理处主任", "秩序事项第二级报谁", "15 (d)" },
	{ "duties.head_1", SETTING_TEXT, 0, 0, 60, "管理处主任", "管理事项到期后报谁", "11 (c)" },
	{ 0 },
};

static const char *const rung_settings[LADDERS][RUNGS] = {
	[LADDER_DESK] = { "duties.desk_1", "duties.desk_2" },
	[LADDER_ENGINEERING] = { "duties.engineering_1", "duties.engineering_2",
				 "duties.engineering_3" },
	[LADDER_SECURITY] = { "duties.security_1", "duties.security_2" },
	[LADDER_HEAD] = { "duties.head_1" },
};

static int rungs_of(int ladder)
{
	int n = 0;

	while (n < RUNGS && rung_settings[ladder][n])
		n++;
	return n;
}

/* A name that no post has any more must not swallow the duty: it goes to the head of the office. */
int escalation_post(struct ctx *cx, enum ladder ladder, int rung, int64_t *ret_post)
{
	const char *name;
	int r;

	*ret_post = 0;
	if (rung < 1 || rung > rungs_of((int)ladder))
		return OK;
	r = setting_text(cx, rung_settings[ladder][rung - 1], &name);
	if (r == OK)
		r = post_named(cx, name, ret_post);
	if (r == OK && !*ret_post)
		r = post_of_role(cx, ROLE_DIRECTOR, ret_post);
	return r;
}

/* ---- when ---- */

static int share(struct ctx *cx, const char *name, int64_t span, int64_t *ret)
{
	int64_t percent;
	int r = setting_int(cx, name, &percent);

	if (r == OK)
		*ret = span / 100 * percent;
	return r;
}

/* The instant of the rung-th climb: the first at once when it expires. */
static int climb_at(struct ctx *cx, const struct obligation *o, int rung, int64_t *ret)
{
	int64_t span = o->norm_ms ? o->norm_ms : MAX(o->due_at - o->started_at, 0), step = 0;
	int r = share(cx, "duties.climb_percent", span, &step);

	*ret = o->due_at + 1;
	if (r < 0 || rung <= 1)
		return r;
	return obligation_due_after(cx, o->working, o->due_at + 1, MAX(step, MINUTES(1)) * (rung - 1),
				    NULL, ret);
}

int escalation_begin(struct ctx *cx, struct obligation *o)
{
	int64_t span = o->norm_ms ? o->norm_ms : MAX(o->due_at - o->started_at, 0), part = 0;
	int r;

	if (o->warned_at || o->rung) {
		o->next_at = 0;
		return o->rung < rungs_of(o->ladder) ? climb_at(cx, o, o->rung + 1, &o->next_at) : OK;
	}
	r = share(cx, "duties.warn_percent", span, &part);
	if (r == OK)
		r = obligation_due_after(cx, o->working, o->started_at, part, NULL, &o->next_at);
	o->next_at = MIN(o->next_at, o->due_at);
	return r;
}

/* ---- the job ---- */


static int tell(struct ctx *cx, const struct obligation *o, int64_t account, int64_t post,
		const char *kind, const char *title)
{
	struct subject_name name = subject_name(cx, o->subject, o->subject_id);

	return notice_tell(cx, &(struct notice){ .account = account,
						 .except = o->hidden_from,
						 .post = post,
						 .kind = kind,
						 .subject = "obligation",
						 .subject_id = o->id,
						 .title = title,
						 .text = arena_printf(cx->arena, "%s %s", name.number,
								      name.title),
						 .urgent = !o->working,
						 .merge = arena_printf(cx->arena, "%s.%" PRId64, kind,
								       o->id) });
}

static int note_climb(struct ctx *cx, const struct obligation *o)
{
	char *name = NULL;
	const char *title;
	int r = store_text(cx, SQL("SELECT name FROM post WHERE community_id = ? AND id = ?"),
			   BINDS(cx->community, o->rung_post_id), &name);

	if (r < 0 && r != ERR_NOT_FOUND)
		return r;
	title = arena_printf(cx->arena, T(cx, "%s 逾期，第 %d 级：%s"), T(cx, o->label), o->rung,
			     name ? name : "—");
	r = journal_add(cx, &(struct journal_entry){ .subject = "obligation",
						     .subject_id = o->id,
						     .action = "climb",
						     .note = title });
	return r == OK ? tell(cx, o, 0, o->rung_post_id, "climb", title) : r;
}

/* As far as it belongs by now. */
static int climb(struct ctx *cx, struct obligation *o)
{
	int rung = o->rung, most = rungs_of(o->ladder);
	int64_t at = o->next_at;
	int r = OK;

	while (r == OK && rung < most && at && at <= cx->now) {
		rung++;
		r = rung < most ? climb_at(cx, o, rung + 1, &at) : OK;
		if (rung == most)
			at = 0;
	}
	if (r == OK && rung != o->rung)
		r = escalation_post(cx, (enum ladder)o->ladder, rung, &o->rung_post_id);
	if (r < 0)
		return r;
	if (rung != o->rung)
		o->rung_at = cx->now;
	o->rung = rung;
	o->next_at = at;
	return OK;
}

static int save(struct ctx *cx, const struct obligation *o)
{
	return store_exec(cx,
			  SQL("UPDATE obligation SET warned_at = ?, rung = ?, rung_post_id = ?,"
			      " rung_at = ?, next_at = ? WHERE community_id = ? AND id = ? AND state = 1"),
			  BINDS(o->warned_at, o->rung, o->rung_post_id, o->rung_at, o->next_at,
				cx->community, o->id));
}

static int tend_one(struct ctx *cx, struct obligation *o)
{
	int before = o->rung;
	bool warn = !o->warned_at && o->due_at >= cx->now;
	int r = OK;

	if (!o->warned_at) {
		o->warned_at = cx->now;
		r = climb_at(cx, o, 1, &o->next_at);
	}
	if (r == OK)
		r = climb(cx, o);
	if (r == OK)
		r = save(cx, o);
	if (r == OK && o->rung > before && o->rung_post_id)
		r = note_climb(cx, o);
	/* what expired while nobody looked needs no warning any more */
	if (r == OK && warn && o->rung == before)
		r = tell(cx, o, o->owner_id, o->post_id, "warn",
			 arena_printf(cx->arena, T(cx, "%s 快到时限"), T(cx, o->label)));
	return r;
}

struct tending {
	size_t done;
};

static int tend(struct ctx *cx, void *arg)
{
	struct tending *t = arg;
	struct obligation *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id, subject, subject_id, kind, label, owner_id, post_id, started_at,"
			       " norm_ms, due_at, working, ladder, next_at, warned_at, rung, rung_post_id,"
			       " rung_at, hidden_from FROM obligation WHERE community_id = ? AND state = 1"
			       " AND next_at > 0 AND next_at <= ? AND paused_at = 0"
			       " ORDER BY next_at LIMIT ?"),
			   BINDS(cx->community, cx->now, BATCH), obligation_fields, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = tend_one(cx, &list[i]);
	t->done = count;
	return r;
}

int escalation_run(struct ctx *cx)
{
	struct tending t = { .done = BATCH };
	int r = OK;

	while (r == OK && t.done == BATCH)
		r = app_write(cx, tend, &t);
	return r;
}
