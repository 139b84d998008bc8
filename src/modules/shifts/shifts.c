#include "modules/shifts/shifts.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "record/form.h"
#include "store/store.h"

enum { CHOICES = 500 };

const struct choice bands[] = {
	{ BAND_DAY, "day", "白班" },
	{ BAND_EVENING, "evening", "中班" },
	{ BAND_NIGHT, "night", "夜班" },
	CHOICE_END,
};

const struct setting shift_settings[] = {
	{ "shifts.day_starts", SETTING_CLOCK, 8 * 60 + 30, 0, 720, NULL, "白班几点接班", "11 (c)" },
	{ "shifts.evening_starts", SETTING_CLOCK, 18 * 60, 721, 1260, NULL, "中班几点接班",
	  "11 (c)" },
	{ "shifts.night_starts", SETTING_CLOCK, 22 * 60, 1261, 1439, NULL,
	  "夜班几点接班（到第二天白班为止）", "11 (c)" },
	{ "shifts.least_callers", SETTING_INT, 1, 0, 20, NULL,
	  "每个班次至少排几个能接电话的人，少了在排班表上标出", "11 (d)" },
	{ "shifts.accept_minutes", SETTING_MINUTES, 30, 5, 1440, NULL,
	  "交班后多少分钟内接班人签收", "11 (c)" },
	{ "shifts.order_sign_minutes", SETTING_MINUTES, 480, 10, 4800, NULL,
	  "指令下达后多少分钟（工作时间）内签收；一个工作日按八小时", "11 (c)" },
	{ "shifts.order_confirm_minutes", SETTING_MINUTES, 960, 10, 9600, NULL,
	  "指令完成或退回后，下达人多少分钟（工作时间）内确认或重新安排", "11 (c)" },
	{ "shifts.order_due_days", SETTING_INT, 180, 1, 366, NULL,
	  "指令的要求完成时间最多定在多少天以内", "11 (c)" },
	{ 0 },
};

/* ---- shifts of the day ---- */

struct starts {
	int minute[4]; /* by band; index 0 is not used */
	int zone;
};

static int read_starts(struct ctx *cx, struct starts *ret)
{
	int64_t day, evening, night;
	int r = setting_int(cx, "shifts.day_starts", &day);

	if (r == OK)
		r = setting_int(cx, "shifts.evening_starts", &evening);
	if (r == OK)
		r = setting_int(cx, "shifts.night_starts", &night);
	if (r == OK)
		r = calendar_zone(cx, &ret->zone);
	if (r < 0)
		return r;
	ret->minute[BAND_DAY] = (int)day;
	ret->minute[BAND_EVENING] = (int)evening;
	ret->minute[BAND_NIGHT] = (int)night;
	return OK;
}

static struct shift make_shift(const struct starts *s, int day, int band)
{
	struct shift made = { .day = day, .band = band };

	made.from = civil_ms(day, s->minute[band], s->zone);
	made.to = band == BAND_NIGHT ? civil_ms(day + 1, s->minute[BAND_DAY], s->zone)
				     : civil_ms(day, s->minute[band + 1], s->zone);
	return made;
}

int shift_at(struct ctx *cx, int64_t at, struct shift *ret)
{
	struct starts s;
	struct civil t;
	int day, minute, r = read_starts(cx, &s);

	if (r < 0)
		return r;
	civil_from_ms(at, s.zone, &t);
	day = civil_day_of(at, s.zone);
	minute = t.hour * 60 + t.minute;
	if (minute < s.minute[BAND_DAY])
		*ret = make_shift(&s, day - 1, BAND_NIGHT);
	else if (minute < s.minute[BAND_EVENING])
		*ret = make_shift(&s, day, BAND_DAY);
	else
		*ret = make_shift(&s, day, minute < s.minute[BAND_NIGHT] ? BAND_EVENING : BAND_NIGHT);
	return OK;
}

int shift_of(struct ctx *cx, int day, int band, struct shift *ret)
{
	struct starts s;
	int r = read_starts(cx, &s);

	if (r == OK)
		*ret = make_shift(&s, day, band);
	return r;
}

int shift_on_duty(struct ctx *cx, enum role role, int64_t *ret_account)
{
	struct shift now;
	int r = shift_at(cx, cx->now, &now);

	if (r < 0)
		return r;
	r = store_int(cx,
		      SQL("SELECT s.account_id FROM roster d JOIN staff s"
			  " ON s.community_id = d.community_id AND s.account_id ="
			  " CASE WHEN d.stand_in_id <> 0 THEN d.stand_in_id ELSE d.account_id END"
			  " WHERE d.community_id = ? AND d.day = ? AND d.band = ? AND d.role = ?"
			  " AND s.left_on = 0 ORDER BY d.id LIMIT 1"),
		      BINDS(cx->community, now.day, now.band, (int)role), ret_account);
	if (r != ERR_NOT_FOUND)
		return r;
	*ret_account = 0;
	return OK;
}

/* ---- whom and what forms offer ---- */

static const struct field choice_fields[] = {
	FIELD(shift_choice, id, 0),
	FIELD(shift_choice, name, 0),
};

int shift_people(struct ctx *cx, struct shift_choice **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT a.id, a.name FROM staff s JOIN account a ON a.id = s.account_id"
			      " WHERE s.community_id = ? AND s.left_on = 0 ORDER BY a.name, a.id"
			      " LIMIT ?"),
			  BINDS(cx->community, CHOICES), FIELDS(shift_choice, choice_fields), ret,
			  ret_count);
}

int shift_posts(struct ctx *cx, struct shift_choice **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, name FROM post WHERE community_id = ? AND retired_at = 0"
			      " ORDER BY role, name LIMIT ?"),
			  BINDS(cx->community, CHOICES), FIELDS(shift_choice, choice_fields), ret,
			  ret_count);
}

int shift_must_work_here(struct ctx *cx, const char *field, int64_t account)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT account_id FROM staff WHERE community_id = ?"
			      " AND account_id = ? AND left_on = 0"),
			  BINDS(cx->community, account), &found);

	return r == ERR_NOT_FOUND ? fail_field(cx, field, T(cx, "这个人不在本管理处。")) : r;
}

/* ---- notes of the shift ---- */

static const struct field note_table[] = {
	FIELD(shift_note, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(shift_note, day, .label = "日期", .show = SHOW_DATE, .flags = IN_JSON | IN_LIST),
	FIELD(shift_note, band, .label = "班次", .show = SHOW_ENUM, .choices = bands,
	      .flags = IN_JSON | IN_LIST),
	FIELD(shift_note, text, .label = "记事", .show = SHOW_LONG, .flags = IN_JSON | IN_LIST),
	FIELD(shift_note, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(shift_note, created_by_name, .label = "记录人", .flags = IN_JSON | IN_LIST),
	FIELD(shift_note, created_at, .label = "时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields shift_note_fields = FIELDS(shift_note, note_table);

const struct field shift_note_new_table[] = {
	FIELD(shift_note_new, text, .label = "记事", .show = SHOW_LONG, .max = 2000,
	      .flags = IN_FORM | REQUIRED),
};
const struct fields shift_note_new_fields = FIELDS(shift_note_new, shift_note_new_table);

int shift_note_add(struct ctx *cx, const struct shift_note_new *in, int64_t *ret_id)
{
	int64_t id = id_new(cx->now);
	struct shift now;
	int r = form_check(cx, shift_note_new_fields, in);

	if (r == OK)
		r = shift_at(cx, cx->now, &now);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO shift_note (community_id, id, day, band, text,"
				   " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"),
			       BINDS(cx->community, id, now.day, now.band, in->text,
				     cx->actor ? cx->actor->id : 0, cx->now));
	if (r < 0)
		return r;
	*ret_id = id;
	return journal_add(cx, &(struct journal_entry){ .subject = "shift_note",
							.subject_id = id,
							.action = "log",
							.note = in->text });
}

int shift_note_list(struct ctx *cx, int from, int to, int band, size_t most,
		    struct shift_note **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT n.id, n.day, n.band, n.text, n.created_by,"
			      " a.name AS created_by_name, n.created_at FROM shift_note n"
			      " LEFT JOIN account a ON a.id = n.created_by"
			      " WHERE n.community_id = ? AND n.day >= ? AND n.day <= ?"
			      " AND (n.band = ? OR ? = 0) ORDER BY n.id DESC LIMIT ?"),
			  BINDS(cx->community, from, to, band, band, (int64_t)most),
			  shift_note_fields, ret, ret_count);
}
