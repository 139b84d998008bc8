#include "app/calendar.h"
#include "app/memo.h"
#include "app/journal.h"
#include "base/text.h"
#include "store/store.h"

enum { DAYS_A_YEAR = 366 };

const struct setting calendar_settings[] = {
	{ "calendar.first_weekday", SETTING_INT, 1, 1, 7, NULL,
	  "每周工作日的第一天：1 是周一，7 是周日", "8 (d)" },
	{ "calendar.last_weekday", SETTING_INT, 5, 1, 7, NULL,
	  "每周工作日的最后一天：1 是周一，7 是周日", "8 (d)" },
	{ "calendar.opens", SETTING_CLOCK, 8 * 60 + 30, 0, 1440, NULL, "工作日上班时间", "8 (d)" },
	{ "calendar.closes", SETTING_CLOCK, 18 * 60, 0, 1440, NULL, "工作日下班时间", "8 (d)" },
	{ "calendar.weekend_opens", SETTING_CLOCK, 0, 0, 1440, NULL,
	  "每周其余各天的上班时间；与下班时间相同则休息", "8 (d)" },
	{ "calendar.weekend_closes", SETTING_CLOCK, 0, 0, 1440, NULL,
	  "每周其余各天的下班时间", "8 (d)" },
	{ .name = NULL },
};

static const struct field fields[] = {
	FIELD(calendar_day, day, .label = "日期", .show = SHOW_DATE,
	      .flags = IN_FORM | IN_JSON | IN_LIST | REQUIRED),
	FIELD(calendar_day, working, .label = "上班（调休）", .flags = IN_FORM | IN_JSON | IN_LIST),
	FIELD(calendar_day, name, .label = "名称", .hint = "例如：国庆节", .min = 1, .max = 20,
	      .flags = IN_FORM | IN_JSON | IN_LIST | REQUIRED),
};
const struct fields calendar_day_fields = { fields, COUNT(fields), sizeof(struct calendar_day) };

/* ---- what the State Council's office published ---- */

/* Days in a row: 2025 by 国办发明电〔2024〕12号 of 2024-11-12, 2026 by the notice of 2025-11-04.
 * Dates as month × 100 + day. */
struct span {
	int year, from, to;
	bool working;
	const char *name;
};
static const struct span published[] = {
	{ 2025, 101, 101, false, "元旦" },
	{ 2025, 126, 126, true, "春节" },
	{ 2025, 128, 204, false, "春节" },
	{ 2025, 208, 208, true, "春节" },
	{ 2025, 404, 406, false, "清明节" },
	{ 2025, 427, 427, true, "劳动节" },
	{ 2025, 501, 505, false, "劳动节" },
	{ 2025, 531, 602, false, "端午节" },
	{ 2025, 928, 928, true, "国庆节" },
	{ 2025, 1001, 1008, false, "国庆节、中秋节" },
	{ 2025, 1011, 1011, true, "国庆节" },
	{ 2026, 101, 103, false, "元旦" },
	{ 2026, 104, 104, true, "元旦" },
	{ 2026, 214, 214, true, "春节" },
	{ 2026, 215, 223, false, "春节" },
	{ 2026, 228, 228, true, "春节" },
	{ 2026, 404, 406, false, "清明节" },
	{ 2026, 501, 505, false, "劳动节" },
	{ 2026, 509, 509, true, "劳动节" },
	{ 2026, 619, 621, false, "端午节" },
	{ 2026, 920, 920, true, "国庆节" },
	{ 2026, 925, 927, false, "中秋节" },
	{ 2026, 1001, 1007, false, "国庆节" },
	{ 2026, 1010, 1010, true, "国庆节" },
};

static int32_t day_of(int year, int month_day)
{
	return civil_day(year, month_day / 100, month_day % 100);
}

int calendar_seed(struct ctx *cx)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < COUNT(published); i++) {
		const struct span *s = &published[i];
		int32_t last = day_of(s->year, s->to);
		for (int32_t day = day_of(s->year, s->from); r == OK && day <= last; day++)
			r = store_exec(cx,
				       SQL("INSERT INTO calendar_day"
					   " (community_id, day, working, name) VALUES (?, ?, ?, ?)"
					   " ON CONFLICT (community_id, day) DO NOTHING"),
				       BINDS(cx->community, day, s->working, s->name));
	}
	return r;
}

/* ---- loading ---- */

int calendar_zone(struct ctx *cx, int *ret_minutes)
{
	struct arena *arena;
	struct memo *m = memo_of(cx, &arena);
	int64_t minutes;
	int r;

	if (m && m->has_zone) {
		*ret_minutes = m->zone_minutes;
		return OK;
	}
	r = store_int(cx, SQL_ALL("SELECT zone_minutes FROM community WHERE id = ?"),
		      BINDS(cx->community), &minutes);
	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有这个小区。"));
	if (r < 0)
		return r;
	*ret_minutes = (int)minutes;
	if (m) {
		m->zone_minutes = (int)minutes;
		m->has_zone = true;
	}
	return OK;
}

static int clock_of(struct ctx *cx, const char *opens, const char *closes, struct work_band *ret)
{
	int64_t from, to;
	int r = setting_int(cx, opens, &from);

	if (r == OK)
		r = setting_int(cx, closes, &to);
	if (r < 0)
		return r;
	/* the wrong way round is closed too: opening and closing may change on different days */
	*ret = from < to ? (struct work_band){ (int)from, (int)to } : (struct work_band){ 0, 0 };
	return OK;
}

static int load_week(struct ctx *cx, struct work_calendar *c)
{
	struct work_band week, weekend;
	int64_t first, last;
	int r;

	r = clock_of(cx, "calendar.opens", "calendar.closes", &week);
	if (r == OK)
		r = clock_of(cx, "calendar.weekend_opens", "calendar.weekend_closes", &weekend);
	if (r == OK)
		r = setting_int(cx, "calendar.first_weekday", &first);
	if (r == OK)
		r = setting_int(cx, "calendar.last_weekday", &last);
	if (r < 0)
		return r;
	/* from Saturday (6) to Tuesday (2) goes over the end of the week */
	for (int d = 1; d <= 7; d++) {
		bool inside = first <= last ? d >= first && d <= last : d >= first || d <= last;
		c->bands[d - 1][0] = inside ? week : weekend;
	}
	return OK;
}

/* A year is known when its National Day is there: every notice has it, and a single day the office
 * itself added in January does not make a year known. */
static int32_t known_until(const struct calendar_day *list, size_t count)
{
	struct civil last;

	if (!count)
		return 0;
	civil_from_day(list[count - 1].day, &last);
	return civil_day(last.month >= 10 ? last.year : last.year - 1, 12, 31);
}

static int load_special(struct ctx *cx, struct work_calendar *c)
{
	int32_t today = civil_day_of(cx->now, c->zone_minutes);
	struct special_day *special;
	struct calendar_day *list;
	size_t count;
	int r;

	r = store_list(cx,
		       SQL("SELECT day, working, name FROM calendar_day"
			   " WHERE community_id = ? AND day >= ? ORDER BY day LIMIT 4000"),
		       BINDS(cx->community, today - 2 * DAYS_A_YEAR), calendar_day_fields, &list,
		       &count);
	if (r < 0)
		return r;
	special = arena_array(cx->arena, count ? count : 1, sizeof *special);
	for (size_t i = 0; i < count; i++)
		special[i] = (struct special_day){ list[i].day, list[i].working, list[i].name };
	c->special = special;
	c->special_count = count;
	c->known_until = known_until(list, count);
	return OK;
}

static int load(struct ctx *cx, struct work_calendar **ret)
{
	struct work_calendar *c = ARENA_NEW(cx->arena, struct work_calendar);
	int r = calendar_zone(cx, &c->zone_minutes);

	if (r == OK)
		r = load_week(cx, c);
	if (r == OK)
		r = load_special(cx, c);
	if (r == OK)
		*ret = c;
	return r;
}

/* The caller's own: he may keep it longer than the transaction lasts. */
static const struct work_calendar *copy_of(struct ctx *cx, const struct work_calendar *c)
{
	struct special_day *special =
		arena_array(cx->arena, c->special_count ? c->special_count : 1, sizeof *special);
	struct work_calendar *copy = ARENA_NEW(cx->arena, struct work_calendar);

	for (size_t i = 0; i < c->special_count; i++) {
		special[i] = c->special[i];
		special[i].name = arena_strdup(cx->arena, c->special[i].name);
	}
	*copy = *c;
	copy->special = special;
	return copy;
}

int calendar_load(struct ctx *cx, const struct work_calendar **ret)
{
	struct arena *before = cx->arena, *arena;
	struct memo *m = memo_of(cx, &arena);
	struct work_calendar *c = NULL;
	int r = OK;

	if (!m) {
		r = load(cx, &c);
		*ret = c;
		return r;
	}
	if (!m->calendar || m->calendar_at != cx->now) {
		cx->arena = arena;
		r = load(cx, &c);
		cx->arena = before;
		m->calendar = c;
		m->calendar_at = cx->now;
	}
	if (r == OK)
		*ret = copy_of(cx, m->calendar);
	return r;
}

/* ---- the page 工作日历 ---- */

int calendar_days(struct ctx *cx, int year, struct calendar_day **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT day, working, name FROM calendar_day"
			      " WHERE community_id = ? AND day >= ? AND day < ? ORDER BY day"
			      " LIMIT 366"),
			  BINDS(cx->community, civil_day(year, 1, 1), civil_day(year + 1, 1, 1)),
			  calendar_day_fields, ret, ret_count);
}

static int note(struct ctx *cx, const char *action, int day, const char *what,
		const char *name)
{
	char date[CIVIL_TEXT];

	return journal_add(cx, &(struct journal_entry){
				       .subject = "calendar",
				       .subject_id = day,
				       .action = action,
				       .note = arena_printf(cx->arena, "%s %s：%s",
							    civil_date(day, date), what, name) });
}

int calendar_set(struct ctx *cx, const struct calendar_day *day)
{
	int r;

	if (text_blank(day->name))
		return fail_field(cx, "name", T(cx, "请写明是什么日子，例如“国庆节”。"));
	r = store_exec(cx,
		       SQL("INSERT INTO calendar_day (community_id, day, working, name)"
			   " VALUES (?, ?, ?, ?) ON CONFLICT (community_id, day)"
			   " DO UPDATE SET working = excluded.working, name = excluded.name"),
		       BINDS(cx->community, day->day, day->working, day->name));
	memo_forget_settings(cx);
	if (r < 0)
		return r;
	return note(cx, "set", day->day, day->working ? T(cx, "上班") : T(cx, "放假"), day->name);
}

int calendar_remove(struct ctx *cx, int day)
{
	char *name;
	int r = store_text(cx,
			   SQL("SELECT name FROM calendar_day WHERE community_id = ? AND day = ?"),
			   BINDS(cx->community, day), &name);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "这一天没有特别安排。"));
	if (r < 0)
		return r;
	r = store_exec(cx, SQL("DELETE FROM calendar_day WHERE community_id = ? AND day = ?"),
		       BINDS(cx->community, day));
	memo_forget_settings(cx);
	if (r < 0)
		return r;
	return note(cx, "remove", day, T(cx, "取消安排"), name);
}
