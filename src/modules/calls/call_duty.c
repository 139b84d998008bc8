/* Bands of the day and who answers the line in them (电话值班表); whose extension is whose. */
#include "app/calendar.h"
#include "app/journal.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/calls/calls.h"
#include "store/store.h"

enum { NIGHT = BANDS, PEOPLE_MOST = 500, EXTENSIONS_MOST = 500 };

static const struct field duty_fields[] = {
	FIELD(call_duty, day, .label = "日期", .show = SHOW_DATE, .flags = IN_JSON | IN_LIST),
	FIELD(call_duty, band, .label = "时段", .flags = IN_JSON | IN_LIST),
	FIELD(call_duty, main_id, .label = "主值班人", .show = SHOW_ID, .flags = IN_FORM | IN_JSON),
	FIELD(call_duty, stand_in_id, .label = "替班人", .show = SHOW_ID, .flags = IN_FORM | IN_JSON),
	FIELD(call_duty, main_name, .label = "主值班人", .flags = IN_JSON | IN_LIST),
	FIELD(call_duty, stand_in_name, .label = "替班人", .flags = IN_JSON | IN_LIST),
	FIELD(call_duty, forward, .label = "转接号码", .flags = IN_FORM | IN_JSON | IN_LIST, .max = 20),
	FIELD(call_duty, from, .label = "从", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(call_duty, to, .label = "到", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(call_duty, gap, .label = "无人接听", .flags = IN_JSON),
};
const struct fields call_duty_fields = FIELDS(call_duty, duty_fields);

/* ---- bands ---- */

/* Minutes after midnight at which the bands begin. */
static int band_starts(struct ctx *cx, int64_t ret[BANDS])
{
	int r = setting_int(cx, "calls.band1_from", &ret[0]);

	if (r == OK)
		r = setting_int(cx, "calls.band2_from", &ret[1]);
	return r == OK ? setting_int(cx, "calls.band3_from", &ret[2]) : r;
}

/* The hours before the first band belong to the night that began the day before. */
static void band_at(const int64_t starts[BANDS], int64_t at, int zone, int *ret_day, int *ret_band)
{
	struct civil c;
	int minute;

	civil_from_ms(at, zone, &c);
	minute = c.hour * 60 + c.minute;
	*ret_day = civil_day_of(at, zone);
	for (int band = BANDS; band > 0; band--)
		if (minute >= starts[band - 1]) {
			*ret_band = band;
			return;
		}
	*ret_day -= 1;
	*ret_band = NIGHT;
}

static int read_duty(struct ctx *cx, int day, int band, struct call_duty *ret)
{
	int r;

	*ret = (struct call_duty){ .day = day, .band = band, .forward = "" };
	r = store_one(cx,
		      SQL("SELECT d.main_id, d.stand_in_id, a.name AS main_name,"
			  " b.name AS stand_in_name, d.forward FROM call_duty d"
			  " LEFT JOIN account a ON a.id = d.main_id"
			  " LEFT JOIN account b ON b.id = d.stand_in_id"
			  " WHERE d.community_id = ? AND d.day = ? AND d.band = ?"),
		      BINDS(cx->community, day, band), call_duty_fields, ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

static int works_here(struct ctx *cx, int64_t account, bool *ret)
{
	int64_t found;
	int r;

	*ret = false;
	if (!account)
		return OK;
	r = store_int(cx,
		      SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			  " AND left_on = 0"),
		      BINDS(cx->community, account), &found);
	*ret = r == OK;
	return r == ERR_NOT_FOUND ? OK : r;
}

/* The first of the two who still works here; 0 = neither. */
static int who_answers(struct ctx *cx, const struct call_duty *d, int64_t *ret)
{
	const int64_t both[] = { d->main_id, d->stand_in_id };

	*ret = 0;
	for (size_t i = 0; i < COUNT(both); i++) {
		bool here;
		int r = works_here(cx, both[i], &here);
		if (r < 0)
			return r;
		if (here) {
			*ret = both[i];
			return OK;
		}
	}
	return OK;
}

int call_watch_at(struct ctx *cx, int64_t at, struct call_watch *ret)
{
	struct call_duty d;
	int64_t starts[BANDS], now = cx->now;
	int zone, day, band, r;

	*ret = (struct call_watch){ .forward = "" };
	cx->now = at; /* the bands in force then */
	r = band_starts(cx, starts);
	cx->now = now;
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	band_at(starts, at, zone, &day, &band);
	ret->night = band == NIGHT;
	r = read_duty(cx, day, band, &d);
	if (r == OK)
		r = who_answers(cx, &d, &ret->account);
	if (r == OK)
		r = post_of_role(cx, ret->night ? ROLE_GUARD : ROLE_FRONT_DESK, &ret->post);
	ret->forward = d.forward;
	return r;
}

int call_duty_week(struct ctx *cx, int day, struct call_duty ret[7 * BANDS])
{
	int64_t starts[BANDS];
	int zone, r = band_starts(cx, starts);

	if (r == OK)
		r = calendar_zone(cx, &zone);
	for (int i = 0; r == OK && i < 7 * BANDS; i++) {
		int on = day + i / BANDS, band = i % BANDS + 1;
		int64_t somebody = 0;
		r = read_duty(cx, on, band, &ret[i]);
		if (r == OK)
			r = who_answers(cx, &ret[i], &somebody);
		if (r < 0)
			return r;
		ret[i].gap = !somebody;
		ret[i].from = civil_ms(on, (int)starts[band - 1], zone);
		ret[i].to = band == NIGHT ? civil_ms(on + 1, (int)starts[0], zone)
					  : civil_ms(on, (int)starts[band], zone);
	}
	return r;
}

int call_duty_set(struct ctx *cx, const struct call_duty *d)
{
	const int64_t both[] = { d->main_id, d->stand_in_id };
	struct call_duty old;
	char date[CIVIL_TEXT];
	int r = read_duty(cx, d->day, d->band, &old);

	if (r < 0 || (old.main_id == d->main_id && old.stand_in_id == d->stand_in_id &&
		      !strcmp(old.forward, d->forward)))
		return r;
	for (size_t i = 0; i < COUNT(both); i++) {
		bool here = true;
		r = both[i] ? works_here(cx, both[i], &here) : OK;
		if (r < 0)
			return r;
		if (!here)
			return fail(cx, ERR_INVALID, T(cx, "值班的人要在本管理处。"));
	}
	if (*d->forward && !text_phone(cx->arena, d->forward))
		return fail(cx, ERR_INVALID, T(cx, "转接号码“%s”不像一个电话号码。"), d->forward);
	r = store_exec(cx,
		       SQL("INSERT INTO call_duty (community_id, day, band, main_id, stand_in_id,"
			   " forward, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
			   " ON CONFLICT (community_id, day, band) DO UPDATE SET"
			   " main_id = excluded.main_id, stand_in_id = excluded.stand_in_id,"
			   " forward = excluded.forward, changed_at = excluded.changed_at"),
		       BINDS(cx->community, d->day, d->band, d->main_id, d->stand_in_id,
			     *d->forward ? text_phone(cx->arena, d->forward) : "", cx->now));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
				       .subject = "call_duty", .subject_id = d->day,
				       .action = "set",
				       .note = arena_printf(cx->arena, T(cx, "%s 第 %d 段"),
							    civil_date(d->day, date), d->band) });
}

/* ---- people and their extensions ---- */

static const struct field person_fields[] = {
	FIELD(call_person, id, .show = SHOW_ID),
	FIELD(call_person, name, 0),
};

int call_people(struct ctx *cx, struct call_person **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT a.id, a.name FROM staff s JOIN account a ON a.id = s.account_id"
			      " WHERE s.community_id = ? AND s.left_on = 0 ORDER BY a.id LIMIT ?"),
			  BINDS(cx->community, PEOPLE_MOST), FIELDS(call_person, person_fields), ret,
			  ret_count);
}

static const struct field extension_fields[] = {
	FIELD(call_extension, extension, .label = "分机", .flags = IN_JSON | IN_LIST),
	FIELD(call_extension, account_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call_extension, name, .label = "姓名", .flags = IN_JSON | IN_LIST),
	FIELD(call_extension, changed_at, .label = "登记时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields call_extension_fields = FIELDS(call_extension, extension_fields);

int call_extension_list(struct ctx *cx, int64_t account, struct call_extension **ret,
			size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT e.extension, e.account_id, a.name, e.changed_at"
			      " FROM call_extension e JOIN account a ON a.id = e.account_id"
			      " WHERE e.community_id = ? AND (? = 0 OR e.account_id = ?)"
			      " ORDER BY e.extension LIMIT ?"),
			  BINDS(cx->community, account, account, EXTENSIONS_MOST),
			  call_extension_fields, ret, ret_count);
}

int call_extension_owner(struct ctx *cx, const char *extension, int64_t *ret)
{
	int r;

	*ret = 0;
	if (text_blank(extension))
		return OK;
	r = store_int(cx,
		      SQL("SELECT account_id FROM call_extension WHERE community_id = ?"
			  " AND extension = ?"),
		      BINDS(cx->community, extension), ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* One's own, or anybody's for who arranges the telephones. */
static int may_set(struct ctx *cx, int64_t owner, int64_t account)
{
	int64_t me = cx->actor ? cx->actor->id : 0;

	if ((!owner || owner == me) && (!account || account == me))
		return OK;
	return actor_must(cx, PERM_CALL_SETUP);
}

int call_extension_set(struct ctx *cx, const char *typed, int64_t account)
{
	const char *extension = text_trim(cx->arena, typed);
	int64_t owner;
	bool here = true;
	int r;

	if (text_blank(extension) || text_length(extension) > 20)
		return fail_field(cx, "extension", T(cx, "请填写分机号，最多 20 个字符。"));
	r = call_extension_owner(cx, extension, &owner);
	if (r == OK)
		r = may_set(cx, owner, account);
	if (r == OK && account)
		r = works_here(cx, account, &here);
	if (r < 0)
		return r;
	if (!here)
		return fail_field(cx, "account_id", T(cx, "这个人不在本管理处。"));
	if (!account)
		r = store_exec(cx,
			       SQL("DELETE FROM call_extension WHERE community_id = ?"
				   " AND extension = ?"),
			       BINDS(cx->community, extension));
	else
		r = store_exec(cx,
			       SQL("INSERT INTO call_extension (community_id, extension, account_id,"
				   " changed_at) VALUES (?, ?, ?, ?)"
				   " ON CONFLICT (community_id, extension) DO UPDATE SET"
				   " account_id = excluded.account_id,"
				   " changed_at = excluded.changed_at"),
			       BINDS(cx->community, extension, account, cx->now));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "account",
							.subject_id = account ? account : owner,
							.action = "extension", .note = extension });
}
