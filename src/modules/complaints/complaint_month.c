#include "modules/complaints/complaint_month.h"
#include "app/app.h"
#include "app/calendar.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/complaints/complaint_norms.h"
#include "modules/complaints/complaint_parts.h"
#include "store/store.h"

#define SUM(m, label_) FIELD(complaint_sum, m, .label = label_, .flags = IN_JSON)
static const struct field sum_fields[] = {
	FIELD(complaint_sum, value, 0),
	SUM(received, "受理"),
	SUM(judged, "已判定"),
	SUM(valid, "有效"),
	SUM(handled, "已处理"),
	SUM(closed, "已关闭"),
	FIELD(complaint_sum, open_ms, .flags = IN_JSON),
	SUM(asked, "有意见"),
	SUM(content, "满意"),
	SUM(anonymous, "匿名"),
	SUM(reopened, "重开"),
	SUM(repeated, "重复"),
};
const struct fields complaint_sum_fields = FIELDS(complaint_sum, sum_fields);

/* What was merged is handled and closed as its main case is. */
#define SUMS \
	" COUNT(*) AS received," \
	" COALESCE(SUM(CASE WHEN c.validity > 0 THEN 1 ELSE 0 END), 0) AS judged," \
	" COALESCE(SUM(CASE WHEN c.validity = 1 THEN 1 ELSE 0 END), 0) AS valid," \
	" COALESCE(SUM(CASE WHEN COALESCE(m.state, c.state) IN (6, 7) THEN 1 ELSE 0 END), 0)" \
	" AS handled," \
	" COALESCE(SUM(CASE WHEN COALESCE(m.state, c.state) = 7 THEN 1 ELSE 0 END), 0) AS closed," \
	" COALESCE(SUM(CASE WHEN COALESCE(m.state, c.state) = 7" \
	" THEN COALESCE(m.first_closed_at, c.first_closed_at) - c.received_at ELSE 0 END), 0)" \
	" AS open_ms," \
	" COALESCE(SUM(CASE WHEN c.opinion > 0 THEN 1 ELSE 0 END), 0) AS asked," \
	" COALESCE(SUM(CASE WHEN c.opinion IN (1, 2) THEN 1 ELSE 0 END), 0) AS content," \
	" COALESCE(SUM(c.anonymous), 0) AS anonymous," \
	" COALESCE(SUM(CASE WHEN c.reopen_count > 0 THEN 1 ELSE 0 END), 0) AS reopened," \
	" COALESCE(SUM(CASE WHEN c.repeat_of > 0 THEN 1 ELSE 0 END), 0) AS repeated" \
	" FROM complaint c" \
	" LEFT JOIN complaint m ON m.community_id = c.community_id AND m.id = c.main_id" \
	" WHERE c.community_id = ? AND c.received_at >= ? AND c.received_at < ?"

static int sums(struct ctx *cx, const struct sql *sql, const struct complaint_month *m,
		struct complaint_sum **ret, size_t *ret_count)
{
	return store_list(cx, sql, BINDS(cx->community, m->from, m->until), complaint_sum_fields, ret,
			  ret_count);
}

static int read_sums(struct ctx *cx, struct complaint_month *m)
{
	int r = store_one(cx, SQL("SELECT" SUMS), BINDS(cx->community, m->from, m->until),
			  complaint_sum_fields, &m->all);

	if (r == OK)
		r = sums(cx, SQL("SELECT c.grade AS value," SUMS " GROUP BY c.grade ORDER BY c.grade"),
			 m, &m->grades, &m->grade_count);
	if (r == OK)
		r = sums(cx, SQL("SELECT c.cause AS value," SUMS " GROUP BY c.cause ORDER BY 2 DESC, 1"),
			 m, &m->causes, &m->cause_count);
	if (r == OK)
		r = sums(cx, SQL("SELECT c.unit AS value," SUMS " GROUP BY c.unit ORDER BY 2 DESC, 1"),
			 m, &m->units, &m->unit_count);
	if (r == OK)
		r = sums(cx,
			 SQL("SELECT c.channel AS value," SUMS " GROUP BY c.channel ORDER BY 2 DESC, 1"),
			 m, &m->channels, &m->channel_count);
	return r;
}

/* 已交付 homes and shops: those where somebody may complain. */
static int read_households(struct ctx *cx, struct complaint_month *m)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM room WHERE community_id = ? AND state >= 3"
			     " AND use <> 3"),
			 BINDS(cx->community), &m->households);
}

struct report {
	int64_t opened_at, due_at, done_at;
	const char *done_name, *note;
};
static const struct field report_fields[] = {
	FIELD(report, opened_at, 0), FIELD(report, due_at, 0), FIELD(report, done_at, 0),
	FIELD(report, done_name, 0), FIELD(report, note, 0),
};

static int read_report(struct ctx *cx, struct complaint_month *m)
{
	struct report rep = { .note = "" };
	int r = store_one(cx,
			  SQL("SELECT r.opened_at, r.done_at, a.name AS done_name, r.note,"
			      " COALESCE((SELECT MIN(o.due_at) FROM obligation o"
			      " WHERE o.community_id = r.community_id AND o.subject = 'complaint_report'"
			      " AND o.subject_id = r.id), 0) AS due_at"
			      " FROM complaint_report r LEFT JOIN account a ON a.id = r.done_by"
			      " WHERE r.community_id = ? AND r.id = ?"),
			  BINDS(cx->community, m->month), FIELDS(report, report_fields), &rep);

	if (r < 0 && r != ERR_NOT_FOUND)
		return r;
	m->opened_at = rep.opened_at;
	m->due_at = rep.due_at;
	m->done_at = rep.done_at;
	m->done_name = rep.done_name;
	m->note = rep.note;
	return OK;
}

/* 202611 → its first instant */
static int64_t month_start(int month, int zone)
{
	return civil_ms(civil_day(month / 100, month % 100, 1), 0, zone);
}

static int next_month(int month)
{
	return month % 100 == 12 ? month + 89 : month + 1;
}

static int month_before(int month)
{
	return month % 100 == 1 ? month - 89 : month - 1;
}

static int month_at(int64_t at, int zone)
{
	struct civil c;

	civil_from_ms(at, zone, &c);
	return c.year * 100 + c.month;
}

static int parse_month(struct ctx *cx, const char *typed, int zone, int *ret)
{
	char digits[8];
	size_t n = 0;
	int64_t month;

	for (const char *s = typed ? typed : ""; *s && n < sizeof digits; s++)
		if (*s != '-')
			digits[n++] = *s;
	digits[MIN(n, sizeof digits - 1)] = '\0';
	if (n != 6 || text_int(digits, &month) < 0 || month % 100 < 1 || month % 100 > 12 ||
	    month < 197001 || month > month_at(cx->now, zone))
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有这个月份的投诉分析；月份要像 2026-11。"));
	*ret = (int)month;
	return OK;
}

int complaint_month_read(struct ctx *cx, const char *typed, struct complaint_month *ret)
{
	int zone, r = calendar_zone(cx, &zone);

	*ret = (struct complaint_month){ 0 };
	if (r == OK)
		r = parse_month(cx, typed, zone, &ret->month);
	if (r < 0)
		return r;
	ret->from = month_start(ret->month, zone);
	ret->until = month_start(next_month(ret->month), zone);
	r = read_households(cx, ret);
	if (r == OK)
		r = read_sums(cx, ret);
	return r == OK ? read_report(cx, ret) : r;
}

const char *complaint_rate(struct ctx *cx, int64_t part, int64_t whole)
{
	if (whole <= 0)
		return T(cx, "无数据");
	return arena_printf(cx->arena, "%" PRId64 ".%d%%", part * 100 / whole,
			    (int)(part * 1000 / whole % 10));
}

struct age {
	int step;
	int64_t n;
};
static const struct field age_fields[] = { FIELD(age, step, 0), FIELD(age, n, 0) };

int complaint_open_ages(struct ctx *cx, int64_t ret[COMPLAINT_AGES])
{
	int64_t now = cx->now;
	struct age *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT CASE WHEN received_at >= ? THEN 0 WHEN received_at >= ? THEN 1"
			       " WHEN received_at >= ? THEN 2 WHEN received_at >= ? THEN 3 ELSE 4 END"
			       " AS step, COUNT(*) AS n FROM complaint WHERE community_id = ?"
			       " AND state < 7 GROUP BY 1 LIMIT 5"),
			   BINDS(now - DAYS(1), now - DAYS(3), now - DAYS(7), now - DAYS(30),
				 cx->community),
			   FIELDS(age, age_fields), &rows, &count);

	memset(ret, 0, COMPLAINT_AGES * sizeof *ret);
	for (size_t i = 0; r == OK && i < count; i++)
		ret[rows[i].step] = rows[i].n;
	return r;
}

int complaint_report_done(struct ctx *cx, const char *typed, const char *note)
{
	struct complaint_month m;
	int r = complaint_month_read(cx, typed, &m);

	if (r < 0)
		return r;
	if (!m.opened_at || m.done_at)
		return fail(cx, ERR_CONFLICT, m.done_at ? T(cx, "这个月的报告已经完成。")
							: T(cx, "这个月还没有到写报告的时候。"));
	if (text_blank(note))
		return fail_field(cx, "note", T(cx, "请写下分析和改进措施。"));
	r = store_exec(cx,
		       SQL("UPDATE complaint_report SET done_at = ?, done_by = ?, note = ?"
			   " WHERE community_id = ? AND id = ? AND done_at = 0"),
		       BINDS(cx->now, cx->actor ? cx->actor->id : 0, note, cx->community, m.month));
	if (r == OK)
		r = obligation_meet(cx, "complaint_report", m.month, "report", 0);
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "complaint_report",
								.subject_id = m.month,
								.action = "report_done",
								.note = note });
}

/* ---- the job ---- */

const struct norm complaint_report_norm = { "report", "月投诉分析报告", "8 (d)",
					    "complaints.report_days" };

struct owed {
	int month, zone;
};

static int owe_report(struct ctx *cx, void *arg)
{
	const struct owed *owed = arg;
	int64_t days, post, due;
	int r = store_exec(cx,
			   SQL("INSERT INTO complaint_report (community_id, id, opened_at, done_at,"
			       " done_by, note) VALUES (?, ?, ?, 0, 0, '')"
			       " ON CONFLICT (community_id, id) DO NOTHING"),
			   BINDS(cx->community, owed->month, cx->now));

	if (r < 0 || !store_changed(cx))
		return r;
	r = setting_int(cx, "complaints.report_days", &days);
	if (r == OK)
		r = post_of_role(cx, ROLE_SUPERVISOR, &post);
	if (r < 0)
		return r;
	due = month_start(next_month(owed->month), owed->zone) + DAYS(days);
	return obligation_promise(cx, &complaint_report_norm, "complaint_report", owed->month, due, 0,
				  post);
}

/* The months that have none yet, since the last report; the first of all is for the month before
 * this one, if the office was there in it. */
int complaint_report_due(struct ctx *cx)
{
	struct owed owed;
	int64_t last, created;
	int this_month, r = calendar_zone(cx, &owed.zone);

	if (r == OK)
		r = store_int(cx, SQL_ALL("SELECT created_at FROM community WHERE id = ?"),
			      BINDS(cx->community), &created);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COALESCE(MAX(id), 0) FROM complaint_report"
				  " WHERE community_id = ?"),
			      BINDS(cx->community), &last);
	if (r < 0)
		return r;
	this_month = month_at(cx->now, owed.zone);
	owed.month = last ? next_month((int)last)
			  : MAX(month_at(created, owed.zone), month_before(this_month));
	for (; r == OK && owed.month < this_month; owed.month = next_month(owed.month))
		r = app_write(cx, owe_report, &owed);
	return r;
}
