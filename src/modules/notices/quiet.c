#include "modules/notices/quiet.h"
#include "app/setting.h"
#include "base/civil.h"

enum { DAY = 24 * 60 };

void quiet_add(struct quiet *q, int from, int until)
{
	if (from % DAY == until % DAY)
		return;
	assert(q->count < QUIET_BANDS);
	q->from[q->count] = from % DAY;
	q->until[q->count++] = until % DAY;
}

/* Minutes from `minute` to the end of the band; 0 = not within it. */
static int left_in(int from, int until, int minute)
{
	int length = (until - from + DAY) % DAY, into = (minute - from + DAY) % DAY;

	return into < length ? length - into : 0;
}

int64_t quiet_end(const struct quiet *q, int64_t at, int zone_minutes)
{
	int64_t end = at;
	int waited = 0;

	for (size_t i = 0; i < q->count;) {
		int32_t day = civil_day_of(end, zone_minutes);
		int minute = (int)((end - civil_ms(day, 0, zone_minutes)) / MINUTES(1));
		int left = left_in(q->from[i], q->until[i], minute);
		if (!left) {
			i++;
			continue;
		}
		waited += left;
		if (waited > 2 * DAY)
			return at;
		end = civil_ms(day, minute + left, zone_minutes);
		i = 0;
	}
	return end;
}

static int add_setting(struct ctx *cx, struct quiet *q, const char *from, const char *until)
{
	int64_t begins, ends;
	int r = setting_int(cx, from, &begins);

	if (r == OK)
		r = setting_int(cx, until, &ends);
	if (r == OK)
		quiet_add(q, (int)begins, (int)ends);
	return r;
}

int quiet_of_office(struct ctx *cx, bool residents, struct quiet *ret)
{
	int r;

	*ret = (struct quiet){ 0 };
	if (!residents)
		return add_setting(cx, ret, "notices.staff_quiet_from", "notices.staff_quiet_until");
	r = add_setting(cx, ret, "notices.resident_quiet_from", "notices.resident_quiet_until");
	return r == OK ? add_setting(cx, ret, "notices.resident_noon_from",
				     "notices.resident_noon_until")
		       : r;
}
