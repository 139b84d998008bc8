/* The roster (排班表): day × shift × who, with a stand-in. */
#include "modules/shifts/shifts.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/setting.h"
#include "base/random.h"
#include "record/form.h"
#include "store/store.h"

enum { ROWS = 5000, RANGE = 62, AHEAD = 366 };
enum { SHOWN = IN_JSON | IN_LIST };

static const struct field table[] = {
	FIELD(roster, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(roster, day, .label = "日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(roster, band, .label = "班次", .show = SHOW_ENUM, .choices = bands, .flags = SHOWN),
	FIELD(roster, role, .label = "岗位", .show = SHOW_ENUM, .choices = role_choices,
	      .flags = SHOWN),
	FIELD(roster, account_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(roster, name, .label = "值班人", .flags = SHOWN),
	FIELD(roster, stand_in_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(roster, stand_in_name, .label = "顶班人", .flags = SHOWN),
	FIELD(roster, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(roster, created_at, .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(roster, version, .flags = IN_JSON),
};
const struct fields roster_fields = FIELDS(roster, table);

const struct field roster_new_table[ROSTER_NEW_FIELDS] = {
	FIELD(roster_new, day, .label = "日期", .show = SHOW_DATE, .flags = IN_FORM | REQUIRED),
	FIELD(roster_new, until, .label = "到", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "不填就是一天"),
	FIELD(roster_new, band, .label = "班次", .show = SHOW_ENUM, .choices = bands,
	      .flags = IN_FORM | REQUIRED),
	FIELD(roster_new, role, .label = "岗位", .show = SHOW_ENUM, .choices = role_choices,
	      .flags = IN_FORM | REQUIRED),
	FIELD(roster_new, account, .label = "值班人", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(roster_new, stand_in, .label = "顶班人", .show = SHOW_ID, .flags = IN_FORM),
};
const struct fields roster_new_fields = FIELDS(roster_new, roster_new_table);

#define SELECT_ROSTER \
	"SELECT d.id, d.day, d.band, d.role, d.account_id, a.name, d.stand_in_id," \
	" s.name AS stand_in_name, d.created_by, d.created_at, d.version FROM roster d" \
	" LEFT JOIN account a ON a.id = d.account_id" \
	" LEFT JOIN account s ON s.id = d.stand_in_id WHERE d.community_id = ?"

int roster_list(struct ctx *cx, int from, int to, struct roster **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_ROSTER " AND d.day >= ? AND d.day <= ?"
					    " ORDER BY d.day, d.band, d.role, d.id LIMIT ?"),
			  BINDS(cx->community, from, to, ROWS), roster_fields, ret, ret_count);
}

int roster_get(struct ctx *cx, int64_t id, struct roster *ret)
{
	int r = store_one(cx, SQL(SELECT_ROSTER " AND d.id = ?"), BINDS(cx->community, id),
			  roster_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条排班，可能已被取消。")) : r;
}

static int journal(struct ctx *cx, int64_t id, const char *action, const char *note)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "roster",
							.subject_id = id,
							.action = action,
							.note = note });
}

/* "2026-11-26 白班 李婷" */
static const char *words(struct ctx *cx, int day, int band, const char *name)
{
	char date[CIVIL_TEXT];

	return arena_printf(cx->arena, "%s %s %s", civil_date(day, date),
			    T(cx, choice_of(bands, band)->label), name ? name : "-");
}

/* ---- who may stand there ---- */

/* Whoever stands in a shift holds a post of its role. */
static int must_hold_role(struct ctx *cx, const char *field, int64_t account, int role)
{
	int64_t roles;
	int r = shift_must_work_here(cx, field, account);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT roles FROM staff WHERE community_id = ? AND account_id = ?"),
			      BINDS(cx->community, account), &roles);
	if (r == OK && !(roles & (INT64_C(1) << role)))
		return fail_field(cx, field, T(cx, "这个人没有担任%s的岗位。"),
				  T(cx, choice_of(role_choices, role)->label));
	return r;
}

/* Neither his own shift nor as a stand-in of another; but: the row itself, 0 = none. */
static int must_be_free(struct ctx *cx, const char *field, int day, int band, int64_t account,
			int64_t but)
{
	int64_t id;
	char date[CIVIL_TEXT];
	int r = store_int(cx,
			  SQL("SELECT id FROM roster WHERE community_id = ? AND day = ? AND band = ?"
			      " AND (account_id = ? OR stand_in_id = ?) AND id <> ? LIMIT 1"),
			  BINDS(cx->community, day, band, account, account, but), &id);

	if (r == OK)
		return fail_field(cx, field, T(cx, "%s 的%s已经排了这个人。"), civil_date(day, date),
				  T(cx, choice_of(bands, band)->label));
	return r == ERR_NOT_FOUND ? OK : r;
}

static int check_new(struct ctx *cx, const struct roster_new *in, int last)
{
	int zone, today, r = form_check(cx, roster_new_fields, in);

	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	today = civil_day_of(cx->now, zone);
	if (in->day < today - 1)
		return fail_field(cx, "day", T(cx, "已经过去的班不能再排。"));
	if (last < in->day || last - in->day >= RANGE || last > today + AHEAD)
		return fail_field(cx, "until", T(cx, "一次最多排 %d 天，最远排到一年以内。"), RANGE);
	r = must_hold_role(cx, "account", in->account, in->role);
	if (r == OK && in->stand_in)
		r = must_hold_role(cx, "stand_in", in->stand_in, in->role);
	if (r == OK && in->stand_in == in->account)
		return fail_field(cx, "stand_in", T(cx, "顶班人要是另一个人。"));
	return r;
}

static int insert(struct ctx *cx, int day, const struct roster_new *in, const char *name)
{
	int64_t id = id_new(cx->now);
	int r = store_exec(cx,
			   SQL("INSERT INTO roster (community_id, id, day, band, role, account_id,"
			       " stand_in_id, created_by, created_at, version)"
			       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"),
			   BINDS(cx->community, id, day, in->band, in->role, in->account,
				 in->stand_in, cx->actor ? cx->actor->id : 0, cx->now));

	return r < 0 ? r : journal(cx, id, "create", words(cx, day, in->band, name));
}

int roster_add(struct ctx *cx, const struct roster_new *in, int *ret)
{
	int last = in->until ? in->until : in->day, r = check_new(cx, in, last);
	char *name;

	if (r == OK)
		r = store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"),
			       BINDS(in->account), &name);
	for (int day = in->day; r == OK && day <= last; day++) {
		r = must_be_free(cx, "account", day, in->band, in->account, 0);
		if (r == OK && in->stand_in)
			r = must_be_free(cx, "stand_in", day, in->band, in->stand_in, 0);
		if (r == OK)
			r = insert(cx, day, in, name);
	}
	if (r == OK)
		*ret = last - in->day + 1;
	return r;
}

/* ---- changes ---- */

static int moved_on(struct ctx *cx)
{
	return fail(cx, ERR_CONFLICT, T(cx, "这条排班刚被别人改过，请看过最新的再改。"));
}

int roster_stand_in(struct ctx *cx, int64_t id, int64_t version, int64_t account)
{
	struct roster d;
	char *name = NULL;
	int r = roster_get(cx, id, &d);

	if (r == OK && version && version != d.version)
		return moved_on(cx);
	if (r == OK && account == d.account_id)
		return fail_field(cx, "stand_in", T(cx, "顶班人要是另一个人。"));
	if (r == OK && account)
		r = must_hold_role(cx, "stand_in", account, d.role);
	if (r == OK && account)
		r = must_be_free(cx, "stand_in", d.day, d.band, account, id);
	if (r == OK && account)
		r = store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"), BINDS(account),
			       &name);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE roster SET stand_in_id = ?, version = version + 1"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(account, cx->community, id));
	if (r < 0)
		return r;
	return journal(cx, id, "stand_in",
		       arena_printf(cx->arena, T(cx, "%s，顶班：%s"), words(cx, d.day, d.band, d.name),
				    name ? name : T(cx, "无")));
}

int roster_remove(struct ctx *cx, int64_t id, int64_t version)
{
	struct roster d;
	int r = roster_get(cx, id, &d);

	if (r == OK && version && version != d.version)
		return moved_on(cx);
	if (r == OK)
		r = store_exec(cx, SQL("DELETE FROM roster WHERE community_id = ? AND id = ?"),
			       BINDS(cx->community, id));
	return r < 0 ? r : journal(cx, id, "remove", words(cx, d.day, d.band, d.name));
}

/* A row again a week later, when the person still works here and is free. */
static int copy_row(struct ctx *cx, const struct roster *d, bool *ret_done)
{
	struct roster_new in = { .band = d->band, .role = d->role, .account = d->account_id };
	int r = must_hold_role(cx, "account", d->account_id, d->role);

	if (r == OK)
		r = must_be_free(cx, "account", d->day + 7, d->band, d->account_id, 0);
	if (r == ERR_INVALID) {
		cx->errors = NULL;
		cx->why[0] = '\0';
		return OK;
	}
	if (r == OK)
		r = insert(cx, d->day + 7, &in, d->name);
	*ret_done = r == OK;
	return r;
}

int roster_copy_week(struct ctx *cx, int monday, int64_t *ret_count)
{
	struct roster *rows;
	size_t count;
	int zone, r = calendar_zone(cx, &zone);

	*ret_count = 0;
	if (r == OK && monday + 6 < civil_day_of(cx->now, zone))
		return fail_field(cx, "week", T(cx, "已经过去的班不能再排。"));
	if (r == OK)
		r = roster_list(cx, monday - 7, monday - 1, &rows, &count);
	if (r == OK && !count)
		return fail(cx, ERR_CONFLICT, T(cx, "上一周没有排班，不能照抄。"));
	for (size_t i = 0; r == OK && i < count; i++) {
		bool done = false;
		r = copy_row(cx, &rows[i], &done);
		*ret_count += done;
	}
	return r;
}

int roster_gaps(struct ctx *cx, const struct roster *rows, size_t count, int from, int days,
		bool ret[ROSTER_DAYS][4])
{
	int callers[ROSTER_DAYS][4] = { 0 };
	int64_t least;
	int r = setting_int(cx, "shifts.least_callers", &least);

	assert(days <= ROSTER_DAYS);
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].day >= from && rows[i].day < from + days &&
		    role_may((enum role)rows[i].role, PERM_CONTACT_WRITE))
			callers[rows[i].day - from][rows[i].band]++;
	for (int day = 0; r == OK && day < days; day++)
		for (int band = BAND_DAY; band <= BAND_NIGHT; band++)
			ret[day][band] = callers[day][band] < least;
	return r;
}

/* ---- somebody left ---- */

static int leaver_row(struct ctx *cx, const struct roster *d, int64_t account)
{
	int r;

	if (d->account_id == account && !d->stand_in_id)
		return roster_remove(cx, d->id, 0);
	if (d->stand_in_id == account)
		return roster_stand_in(cx, d->id, 0, 0);
	r = store_exec(cx,
		       SQL("UPDATE roster SET account_id = stand_in_id, stand_in_id = 0,"
			   " version = version + 1 WHERE community_id = ? AND id = ?"),
		       BINDS(cx->community, d->id));
	return r < 0 ? r : journal(cx, d->id, "take_over", words(cx, d->day, d->band, d->stand_in_name));
}

int roster_of_leaver(struct ctx *cx, int64_t account)
{
	struct shift now;
	struct roster *rows;
	size_t count;
	int r = shift_at(cx, cx->now, &now);

	if (r == OK)
		r = store_list(cx,
			       SQL(SELECT_ROSTER " AND (d.account_id = ? OR d.stand_in_id = ?)"
						 " AND (d.day > ? OR (d.day = ? AND d.band >= ?))"
						 " ORDER BY d.day, d.band LIMIT ?"),
			       BINDS(cx->community, account, account, now.day, now.day, now.band,
				     ROWS),
			       roster_fields, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = leaver_row(cx, &rows[i], account);
	return r;
}
