/* The reasons to get in touch with a household, each from what is known today. */
#include "modules/outreach/finders.h"
#include "app/post.h"
#include "app/setting.h"
#include "base/civil.h"
#include "modules/residents/residents.h"
#include "store/store.h"

enum { AT_ONCE = 500 };

static const struct field fields[] = {
	FIELD(candidate, room_id, 0), FIELD(candidate, room, 0), FIELD(candidate, building, 0),
	FIELD(candidate, person_id, 0), FIELD(candidate, name, 0), FIELD(candidate, care, 0),
	FIELD(candidate, since_at, 0), FIELD(candidate, last_at, 0), FIELD(candidate, from_on, 0),
	FIELD(candidate, birthday, 0), FIELD(candidate, request_id, 0), FIELD(candidate, count, 0),
	FIELD(candidate, number, 0),
};
const struct fields candidate_fields = FIELDS(candidate, fields);

/* When the household last had to do with us, in any direction. */
#define LAST_CONTACT \
	"COALESCE((SELECT MAX(c.received_at) FROM contact_seen c" \
	" WHERE c.community_id = r.community_id AND c.room_id = r.room_id), 0)"
/* The one to ask first: the owner, else who is there longest. */
#define FIRST_OF_ROOM \
	" AND r.id = (SELECT m.id FROM occupancy m WHERE m.community_id = r.community_id" \
	" AND m.room_id = r.room_id AND m.until_on = 0 ORDER BY m.relation, m.id LIMIT 1)"

/* "20777.3": the day the last contact was, and how many times the norm has passed since; so what
 * the supervisor skipped comes back after another norm. */
static const char *cycle_of(struct ctx *cx, const struct today *t, int64_t since, int64_t days)
{
	int32_t day = civil_day_of(since, t->zone);

	return arena_printf(cx->arena, "%d.%d", (int)day, (int)((t->day - day) / days));
}

/* ---- 特殊关怀 ---- */

static const struct {
	int care;
	const char *setting;
} cadences[] = {
	{ CARE_ALONE, "outreach.care_alone_days" },
	{ CARE_DISABLED, "outreach.care_disabled_days" },
	{ CARE_ILL, "outreach.care_ill_days" },
	{ CARE_PREGNANT, "outreach.care_pregnant_days" },
};

static int care_one(struct ctx *cx, const struct today *t, const struct candidate *c, int64_t days)
{
	int64_t since = MAX(c->last_at, c->since_at), passed = t->day - civil_day_of(since, t->zone);
	const char *mark = T(cx, choice_of(care_marks, c->care)->label);

	if (passed < days)
		return OK;
	return reason_put(cx, REASON_CARE, c, cycle_of(cx, t, since, days),
			  arena_printf(cx->arena, T(cx, "%s，%d 天没有联系（每 %d 天一次）"), mark,
				       (int)passed, (int)days),
			  t->end);
}

int find_care(struct ctx *cx, const struct today *t)
{
	int r = OK;

	for (size_t k = 0; r == OK && k < COUNT(cadences); k++) {
		struct candidate *list;
		int64_t days;
		size_t count = 0;
		r = setting_int(cx, cadences[k].setting, &days);
		if (r < 0 || !days)
			continue;
		r = store_list(cx,
			       SQL("SELECT r.room_id, r.room, r.building, r.person_id, r.name, r.care,"
				   " r.created_at AS since_at, " LAST_CONTACT " AS last_at"
				   " FROM resident_now r WHERE r.community_id = ? AND r.care = ?"
				   " ORDER BY r.id LIMIT ?"),
			       BINDS(cx->community, cadences[k].care, AT_ONCE * 4), candidate_fields,
			       &list, &count);
		for (size_t i = 0; r == OK && i < count; i++)
			r = care_one(cx, t, &list[i], days);
	}
	return r;
}

/* ---- 久未联系 ---- */

/* Open ones of a post: a steward has no more than so many of these at a time, so neither a fresh
 * roster nor a long standstill pours hundreds on one desk. The longest silent come first. */
static int open_of_post(struct ctx *cx, const char *building, int64_t *ret_post, int64_t *ret)
{
	int r = building_post(cx, building, ret_post);

	if (r < 0)
		return r;
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM outreach WHERE community_id = ? AND state = 1"
			     " AND reason = ? AND post_id = ?"),
			 BINDS(cx->community, REASON_SILENT, *ret_post), ret);
}

static int silent_one(struct ctx *cx, const struct today *t, const struct candidate *c,
		      int64_t days, int64_t most)
{
	int64_t since = MAX(c->last_at, c->since_at), post, open;
	int r = open_of_post(cx, c->building, &post, &open);

	if (r < 0 || open >= most)
		return r;
	return reason_put(cx, REASON_SILENT, c, cycle_of(cx, t, since, days),
			  arena_printf(cx->arena, T(cx, "%d 天没有往来"),
				       (int)(t->day - civil_day_of(since, t->zone))),
			  t->end + DAYS(6));
}

int find_silent(struct ctx *cx, const struct today *t)
{
	struct candidate *list;
	int64_t days, most, before;
	size_t count = 0;
	int r = setting_int(cx, "outreach.silent_days", &days);

	if (r == OK)
		r = setting_int(cx, "outreach.silent_most", &most);
	if (r < 0 || !days)
		return r;
	before = civil_ms(t->day - (int32_t)days + 1, 0, t->zone);
	r = store_list(cx,
		       SQL("SELECT r.room_id, r.room, r.building, r.person_id, r.name,"
			   " r.created_at AS since_at, " LAST_CONTACT " AS last_at"
			   " FROM resident_now r WHERE r.community_id = ? AND r.no_disturb = 0"
			   " AND r.created_at < ?" FIRST_OF_ROOM
			   " AND NOT EXISTS (SELECT 1 FROM contact_seen s WHERE s.community_id ="
			   " r.community_id AND s.room_id = r.room_id AND s.received_at >= ?)"
			   " AND NOT EXISTS (SELECT 1 FROM outreach x WHERE x.community_id ="
			   " r.community_id AND x.room_id = r.room_id AND x.state = 1)"
			   " ORDER BY last_at, r.room_id LIMIT ?"),
		       BINDS(cx->community, before, before, AT_ONCE), candidate_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = silent_one(cx, t, &list[i], days, most);
	return r;
}

/* ---- 新入住 ---- */

int find_move_in(struct ctx *cx, const struct today *t)
{
	enum { LOOK_BACK = 30 };
	struct candidate *list;
	int64_t days;
	size_t count = 0;
	int r = setting_int(cx, "outreach.move_in_days", &days);

	if (r < 0 || !days)
		return r;
	r = store_list(cx,
		       SQL("SELECT r.room_id, r.room, r.building, r.person_id, r.name, r.from_on, "
			   LAST_CONTACT " AS last_at FROM resident_now r"
			   " WHERE r.community_id = ? AND r.from_on >= ? AND r.from_on <= ?"
			   " AND NOT EXISTS (SELECT 1 FROM contact_seen s WHERE s.community_id ="
			   " r.community_id AND s.room_id = r.room_id AND s.direction = 2"
			   " AND s.received_at >= r.from_on * CAST(86400000 AS BIGINT) - ?)"
			   " AND r.id = (SELECT m.id FROM occupancy m WHERE m.community_id ="
			   " r.community_id AND m.room_id = r.room_id AND m.until_on = 0"
			   " AND m.from_on = r.from_on ORDER BY m.relation, m.id LIMIT 1)"
			   " ORDER BY r.id LIMIT ?"),
		       BINDS(cx->community, t->day - LOOK_BACK, t->day, MINUTES(t->zone), AT_ONCE),
		       candidate_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		const struct candidate *c = &list[i];
		char date[CIVIL_TEXT];
		int64_t due;
		r = outreach_day_end(cx, c->from_on + (int32_t)days, &due);
		if (r < 0)
			break;
		r = reason_put(cx, REASON_MOVE_IN, c, arena_printf(cx->arena, "%d", c->from_on),
			       arena_printf(cx->arena, T(cx, "%s 新入住"),
					    civil_date(c->from_on, date)),
			       MAX(due, t->end));
	}
	return r;
}

/* ---- 重复来电 ---- */

int find_repeat(struct ctx *cx, const struct today *t)
{
	struct candidate *list;
	int64_t often, days;
	size_t count = 0;
	int r = setting_int(cx, "outreach.repeat_times", &often);

	if (r == OK)
		r = setting_int(cx, "outreach.repeat_days", &days);
	if (r < 0)
		return r;
	r = store_list(cx,
		       SQL("SELECT q.id AS request_id, q.number, q.room_id, q.room, h.building,"
			   " COUNT(c.id) AS count, MAX(c.received_at) AS last_at FROM request_open q"
			   " JOIN room h ON h.community_id = q.community_id AND h.id = q.room_id"
			   " JOIN contact_seen c ON c.community_id = q.community_id"
			   " AND c.room_id = q.room_id AND c.direction = 1"
			   " AND c.received_at > q.created_at AND c.received_at >= ?"
			   " WHERE q.community_id = ? AND q.room_id <> 0"
			   " GROUP BY q.id, q.number, q.room_id, q.room, h.building"
			   " HAVING COUNT(c.id) >= ? ORDER BY q.id LIMIT ?"),
		       BINDS(cx->now - DAYS(days), cx->community, often, AT_ONCE), candidate_fields,
		       &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		const struct candidate *c = &list[i];
		r = reason_put(cx, REASON_REPEAT, c,
			       arena_printf(cx->arena, "%" PRId64 ".%d", c->request_id, (int)t->day),
			       arena_printf(cx->arena, T(cx, "%s 还没办完，又来联系 %d 次"), c->number,
					    (int)c->count),
			       t->end);
	}
	return r;
}

/* ---- 生日、节日 ---- */

int find_birthday(struct ctx *cx, const struct today *t)
{
	int date = t->date->month * 100 + t->date->day, also = date;
	struct candidate *list;
	size_t count = 0;
	int r;

	/* 2 月 29 日 in other years */
	if (date == 228 && !civil_day_valid(t->date->year, 2, 29))
		also = 229;
	r = store_list(cx,
		       SQL("SELECT r.room_id, r.room, r.building, r.person_id, r.name, " LAST_CONTACT
			   " AS last_at FROM resident_now r WHERE r.community_id = ?"
			   " AND r.birthday IN (?, ?) AND r.no_disturb = 0"
			   " AND EXISTS (SELECT 1 FROM consent k WHERE k.community_id = r.community_id"
			   " AND k.person_id = r.person_id AND k.kind = 4 AND k.withdrawn_at = 0)"
			   " ORDER BY r.id LIMIT ?"),
		       BINDS(cx->community, date, also, AT_ONCE), candidate_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = reason_put(cx, REASON_BIRTHDAY, &list[i],
			       arena_printf(cx->arena, "%d", t->date->year), T(cx, "今天生日"), t->end);
	return r;
}

struct festival {
	int day;
	const char *name;
};
static const struct field festival_fields[] = {
	FIELD(festival, day, .show = SHOW_DATE),
	FIELD(festival, name, 0),
};

static int greet(struct ctx *cx, const struct today *t, const struct festival *f)
{
	const char *cycle = arena_printf(cx->arena, "%d", f->day);
	struct candidate estate = { .room = "", .building = "", .name = "" }, *list;
	int64_t due;
	size_t count = 0;
	int r = outreach_day_end(cx, f->day, &due);

	due = MAX(due, t->end);
	if (r == OK)
		r = reason_put(cx, REASON_FESTIVAL, &estate, cycle,
			       arena_printf(cx->arena, T(cx, "%s：给全体住户的问候"), f->name), due);
	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT r.room_id, r.room, r.building, r.person_id, r.name, "
				   LAST_CONTACT " AS last_at FROM resident_now r"
				   " WHERE r.community_id = ? AND r.care <> 0 AND r.no_disturb = 0"
				   " ORDER BY r.id LIMIT ?"),
			       BINDS(cx->community, AT_ONCE), candidate_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = reason_put(cx, REASON_FESTIVAL, &list[i], cycle,
			       arena_printf(cx->arena, T(cx, "%s问候"), f->name), due);
	return r;
}

/* The first day off of each festival, from the working calendar. */
int find_festival(struct ctx *cx, const struct today *t)
{
	struct festival *list;
	int64_t ahead;
	size_t count = 0;
	int r = setting_int(cx, "outreach.festival_days", &ahead);

	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT MIN(day) AS day, name FROM calendar_day WHERE community_id = ?"
				   " AND working = 0 AND name <> '' AND day >= ? AND day <= ?"
				   " GROUP BY name ORDER BY day LIMIT 50"),
			       BINDS(cx->community, t->day - 15, t->day + ahead + 15),
			       FIELDS(festival, festival_fields), &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].day >= t->day && list[i].day <= t->day + ahead)
			r = greet(cx, t, &list[i]);
	return r;
}
