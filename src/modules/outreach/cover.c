/* Contact hours, and how many households nobody had to do with. */
#include "app/calendar.h"
#include "app/setting.h"
#include "base/civil.h"
#include "modules/outreach/reasons.h"
#include "store/store.h"

int outreach_day_end(struct ctx *cx, int32_t day, int64_t *ret)
{
	int64_t until;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "outreach.evening_until", &until);
	if (r == OK)
		*ret = civil_ms(day, (int)until, zone);
	return r;
}

int outreach_hours(struct ctx *cx, bool *ret_open, const char **ret_until)
{
	static const char *const names[] = { "outreach.morning_from", "outreach.morning_until",
					     "outreach.evening_from", "outreach.evening_until" };
	int64_t at[COUNT(names)];
	char text[CIVIL_TEXT];
	struct civil now;
	int minute, zone, r = calendar_zone(cx, &zone);
	size_t passed = 0;

	for (size_t i = 0; r == OK && i < COUNT(names); i++)
		r = setting_int(cx, names[i], &at[i]);
	if (r < 0)
		return r;
	civil_from_ms(cx->now, zone, &now);
	minute = now.hour * 60 + now.minute;
	while (passed < COUNT(names) && minute >= at[passed])
		passed++;
	*ret_open = passed % 2 == 1;
	*ret_until = arena_strdup(cx->arena, civil_clock((int)at[passed % COUNT(names)], text));
	return OK;
}

static const struct field fields[] = {
	FIELD(outreach_cover, households, .label = "在住户数", .flags = IN_JSON),
	FIELD(outreach_cover, silent, .label = "久未联系户数", .flags = IN_JSON),
	FIELD(outreach_cover, days, .label = "天数", .flags = IN_JSON),
};
const struct fields outreach_cover_fields = FIELDS(outreach_cover, fields);

int outreach_cover(struct ctx *cx, struct outreach_cover *ret)
{
	int64_t from;
	int r = setting_int(cx, "outreach.silent_days", &ret->days);

	if (r < 0)
		return r;
	from = cx->now - DAYS(ret->days);
	r = store_int(cx,
		      SQL("SELECT COUNT(DISTINCT room_id) FROM resident_now WHERE community_id = ?"),
		      BINDS(cx->community), &ret->households);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COUNT(DISTINCT r.room_id) FROM resident_now r"
				  " WHERE r.community_id = ? AND NOT EXISTS (SELECT 1 FROM contact_seen s"
				  " WHERE s.community_id = r.community_id AND s.room_id = r.room_id"
				  " AND s.received_at >= ?)"),
			      BINDS(cx->community, from), &ret->silent);
	return r;
}
