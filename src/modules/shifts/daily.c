#include "modules/shifts/daily.h"
#include "app/calendar.h"
#include "modules/contacts/contacts.h"
#include "store/store.h"

enum { ROWS = 500 };

static const struct field kind_table[] = {
	FIELD(daily_kind, kind, .label = "类别", .show = SHOW_ENUM, .choices = request_kinds,
	      .flags = IN_JSON),
	FIELD(daily_kind, received, .label = "受理", .flags = IN_JSON),
	FIELD(daily_kind, closed, .label = "关闭", .flags = IN_JSON),
	FIELD(daily_kind, open, .label = "在办", .flags = IN_JSON),
	FIELD(daily_kind, overdue, .label = "超时", .flags = IN_JSON),
};
const struct fields daily_kind_fields = FIELDS(daily_kind, kind_table);

static const struct field duty_table[] = {
	FIELD(daily_duty, subject, .label = "对象", .flags = IN_JSON),
	FIELD(daily_duty, begun, .label = "新增", .flags = IN_JSON),
	FIELD(daily_duty, met, .label = "按时", .flags = IN_JSON),
	FIELD(daily_duty, late, .label = "逾期办结", .flags = IN_JSON),
	FIELD(daily_duty, open, .label = "待办", .flags = IN_JSON),
	FIELD(daily_duty, overdue, .label = "已超时", .flags = IN_JSON),
};
const struct fields daily_duty_fields = FIELDS(daily_duty, duty_table);

static const struct field person_table[] = {
	FIELD(daily_person, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(daily_person, name, .label = "姓名", .flags = IN_JSON),
	FIELD(daily_person, contacts, .label = "接听接待", .flags = IN_JSON),
	FIELD(daily_person, registered, .label = "登记", .flags = IN_JSON),
	FIELD(daily_person, begun, .label = "新增", .flags = IN_JSON),
	FIELD(daily_person, met, .label = "按时", .flags = IN_JSON),
	FIELD(daily_person, late, .label = "逾期办结", .flags = IN_JSON),
	FIELD(daily_person, open, .label = "待办", .flags = IN_JSON),
	FIELD(daily_person, overdue, .label = "已超时", .flags = IN_JSON),
};
const struct fields daily_person_fields = FIELDS(daily_person, person_table);

int daily_rate(int64_t met, int64_t late)
{
	return met + late ? (int)(met * 1000 / (met + late)) : -1;
}

/* Every kind has its row, also without a case. */
static int read_kinds(struct ctx *cx, struct daily *d)
{
	size_t count = 0;

	while (request_kinds[count].word)
		count++;
	d->kinds = arena_array(cx->arena, count, sizeof *d->kinds);
	d->kind_count = count;
	for (size_t i = 0; i < count; i++) {
		struct request_day day;
		int r = request_of_day(cx, request_kinds[i].value, d->from, d->to, &day);
		if (r < 0)
			return r;
		d->kinds[i] = (struct daily_kind){ request_kinds[i].value, day.received, day.closed,
						   day.open, day.overdue };
	}
	return OK;
}

/* What was open at the end of the day: begun by then and not done by then. */
#define OPEN_AT_END "(o.done_at = 0 OR o.done_at >= ?)"
#define DAY_COLUMNS \
	" COALESCE(SUM(CASE WHEN o.started_at >= ? THEN 1 ELSE 0 END), 0) AS begun," \
	" COALESCE(SUM(CASE WHEN o.state = 2 AND o.done_at < ? THEN 1 ELSE 0 END), 0) AS met," \
	" COALESCE(SUM(CASE WHEN o.state = 3 AND o.done_at < ? THEN 1 ELSE 0 END), 0) AS late," \
	" COALESCE(SUM(CASE WHEN " OPEN_AT_END " THEN 1 ELSE 0 END), 0) AS open," \
	" COALESCE(SUM(CASE WHEN " OPEN_AT_END " AND o.due_at < ? AND o.paused_at = 0" \
	" THEN 1 ELSE 0 END), 0) AS overdue"
/* The duties that were open on the day or done on it or later; both parts have an index. */
#define OF_DAY \
	" o.community_id = ? AND o.started_at < ?" \
	" AND (o.state = 1 OR (o.done_at <> 0 AND o.done_at >= ?))"

static int read_duties(struct ctx *cx, struct daily *d)
{
	int r = store_list(cx,
			   SQL("SELECT o.subject," DAY_COLUMNS " FROM obligation o WHERE" OF_DAY
			       " GROUP BY o.subject ORDER BY o.subject LIMIT ?"),
			   BINDS(d->from, d->to, d->to, d->to, d->to, d->to, cx->community, d->to,
				 d->from, ROWS),
			   daily_duty_fields, &d->duties, &d->duty_count);

	for (size_t i = 0; r == OK && i < d->duty_count; i++) {
		const struct daily_duty *one = &d->duties[i];
		d->all.begun += one->begun;
		d->all.met += one->met;
		d->all.late += one->late;
		d->all.open += one->open;
		d->all.overdue += one->overdue;
	}
	return r;
}

/* 接听接待 and 登记 into the rows of the people; all of them into the day. */
static void add_contacts(struct daily *d, const struct contact_day *talks, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		d->contacts += talks[k].contacts;
		for (size_t i = 0; i < d->person_count; i++)
			if (talks[k].account_id == d->people[i].id) {
				d->people[i].contacts = talks[k].contacts;
				d->people[i].registered = talks[k].matters;
			}
	}
}

static int read_people(struct ctx *cx, struct daily *d)
{
	struct contact_day *talks;
	size_t count, kept = 0;
	int r = store_list(cx,
			   SQL("SELECT a.id, a.name, COALESCE(x.begun, 0) AS begun,"
			       " COALESCE(x.met, 0) AS met, COALESCE(x.late, 0) AS late,"
			       " COALESCE(x.open, 0) AS open, COALESCE(x.overdue, 0) AS overdue"
			       " FROM staff s JOIN account a ON a.id = s.account_id"
			       " LEFT JOIN (SELECT o.owner_id," DAY_COLUMNS " FROM obligation o"
			       " WHERE" OF_DAY " GROUP BY o.owner_id) x ON x.owner_id = s.account_id"
			       " WHERE s.community_id = ? ORDER BY a.id LIMIT ?"),
			   BINDS(d->from, d->to, d->to, d->to, d->to, d->to, cx->community, d->to,
				 d->from, cx->community, ROWS),
			   daily_person_fields, &d->people, &d->person_count);

	if (r == OK)
		r = contact_of_day(cx, d->from, d->to, &talks, &count);
	if (r < 0)
		return r;
	add_contacts(d, talks, count);
	for (size_t i = 0; i < d->person_count; i++) {
		const struct daily_person *p = &d->people[i];
		if (p->contacts || p->begun || p->met || p->late || p->open)
			d->people[kept++] = *p;
	}
	d->person_count = kept;
	return OK;
}

int daily_read(struct ctx *cx, int day, struct daily *ret)
{
	int zone, today, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	today = civil_day_of(cx->now, zone);
	if (day > today)
		return fail_field(cx, "day", T(cx, "这一天还没有到。"));
	*ret = (struct daily){ .day = day, .from = civil_ms(day, 0, zone),
			       .to = civil_ms(day + 1, 0, zone), .running = day == today };
	if (ret->running)
		ret->to = cx->now + 1; /* what happens right now counts */
	r = read_kinds(cx, ret);
	if (r == OK)
		r = read_duties(cx, ret);
	return r == OK ? read_people(cx, ret) : r;
}
