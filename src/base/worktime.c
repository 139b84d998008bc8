#include "base/worktime.h"
#include "base/text.h"

enum { CLOSED_DAYS_MOST = 400, DAYS_MOST = 36525, GAPS_SHOWN = 3 };

/* A band of a certain day as instants. */
struct span {
	int64_t from, to;
};

/* Time that did not count, and how much had been counted when it began. */
struct gap {
	int64_t stop, resume, counted;
};

/* The gaps of one sum: the first few, and the newest. */
struct gaps {
	struct gap shown[GAPS_SHOWN], newest;
	size_t count;
};

/* One sum as it is written. */
struct sum {
	const struct work_calendar *calendar;
	enum language language;
	struct strbuf *b;
	int zone_minutes;
	bool days, years; /* are instants written with their day, and days with their year? */
};

static const struct special_day *special_at(const struct work_calendar *c, int32_t day)
{
	size_t low = 0, high = c->special_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->special[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->special_count && c->special[low].day == day ? &c->special[low] : NULL;
}

/* WORK_BANDS bands, the unused ones empty; NULL when closed. */
static const struct work_band *bands_of(const struct work_calendar *c, int32_t day)
{
	const struct special_day *special = special_at(c, day);
	struct civil date;
	size_t weekday = 0;

	if (special && !special->working)
		return NULL;
	if (special) {
		while (weekday < 6 && c->bands[weekday][0].to <= c->bands[weekday][0].from)
			weekday++;
	} else {
		civil_from_day(day, &date);
		weekday = (size_t)date.weekday - 1;
	}
	return c->bands[weekday][0].to > c->bands[weekday][0].from ? c->bands[weekday] : NULL;
}

bool worktime_day_open(const struct work_calendar *c, int32_t day)
{
	return bands_of(c, day) != NULL;
}

/* The first band that ends after `at`, on last_day at the latest. */
static bool next_span(const struct work_calendar *c, int64_t at, int32_t last_day, struct span *ret)
{
	for (int32_t day = civil_day_of(at, c->zone_minutes); day <= last_day; day++) {
		const struct work_band *band = bands_of(c, day);

		for (int i = 0; band && i < WORK_BANDS && band[i].to > band[i].from; i++) {
			int64_t to = civil_ms(day, band[i].to, c->zone_minutes);
			if (to <= at)
				continue;
			*ret = (struct span){ civil_ms(day, band[i].from, c->zone_minutes), to };
			return true;
		}
	}
	return false;
}

bool worktime_open(const struct work_calendar *c, int64_t at)
{
	struct span s;

	return next_span(c, at, civil_day_of(at, c->zone_minutes), &s) && s.from <= at;
}

int64_t worktime_between(const struct work_calendar *c, int64_t from, int64_t to)
{
	int64_t total = 0;
	int32_t last_day;
	struct span s;

	if (to < from)
		return -worktime_between(c, to, from);
	last_day = civil_day_of(to, c->zone_minutes);
	for (int64_t at = from; at < to && next_span(c, at, last_day, &s) && s.from < to; at = s.to)
		total += MIN(s.to, to) - MAX(s.from, at);
	return total;
}

static void write_text(struct sum *s, const char *zh)
{
	strbuf_text(s->b, text_in(s->language, zh));
}

static void write_comma(struct sum *s)
{
	strbuf_text(s->b, s->language == LANGUAGE_ZH ? "，" : ", ");
}

/* A full-width sign brings its own blank. */
static void write_blank_unless_chinese(struct sum *s)
{
	if (s->language != LANGUAGE_ZH)
		strbuf_char(s->b, ' ');
}

static void write_duration(struct sum *s, int64_t ms)
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = { { 3600, "小时" }, { 60, "分钟" }, { 1, "秒" } };
	int64_t rest = ms / 1000;
	bool first = true;

	for (size_t i = 0; i < COUNT(units); i++) {
		int64_t n = rest / units[i].seconds;
		rest %= units[i].seconds;
		if (!n && !(first && i + 1 == COUNT(units)))
			continue;
		if (!first)
			strbuf_char(s->b, ' ');
		first = false;
		strbuf_int(s->b, n);
		strbuf_char(s->b, ' ');
		write_text(s, units[i].unit);
	}
}

static void write_day(struct sum *s, int32_t day, bool year)
{
	char text[CIVIL_TEXT];

	civil_date(day, text);
	strbuf_text(s->b, year ? text : strchr(text, '-') + 1);
}

static void write_clock(struct sum *s, int64_t at)
{
	char text[CIVIL_TEXT];
	int64_t midnight = civil_ms(civil_day_of(at, s->zone_minutes), 0, s->zone_minutes);

	strbuf_text(s->b, civil_clock((int)((at - midnight) / MINUTES(1)), text));
}

static void write_instant(struct sum *s, int64_t at)
{
	if (s->days) {
		write_day(s, civil_day_of(at, s->zone_minutes), s->years);
		strbuf_char(s->b, ' ');
	}
	write_clock(s, at);
}

/* Opening and closing of a band are instants of its day: 24:00 belongs to the day it ends. */
static void write_stop(struct sum *s, int64_t stop, bool same_day)
{
	int64_t before = stop - 1;
	int32_t day = civil_day_of(before, s->zone_minutes);
	char text[CIVIL_TEXT];

	civil_clock((int)((stop - civil_ms(day, 0, s->zone_minutes)) / MINUTES(1)), text);
	write_comma(s);
	strbuf_text(s->b, text);
	strbuf_char(s->b, ' ');
	write_text(s, same_day ? "休息" : "下班");
}

static void write_resume(struct sum *s, int64_t resume, int32_t stop_day, bool begins)
{
	int32_t day = civil_day_of(resume, s->zone_minutes);
	const struct special_day *special = special_at(s->calendar, day);

	write_comma(s);
	if (day == stop_day + 1)
		write_text(s, "次日");
	else if (day != stop_day)
		write_day(s, day, s->years);
	if (day != stop_day && special) {
		write_blank_unless_chinese(s);
		write_text(s, "（调休上班）");
		write_blank_unless_chinese(s);
	} else if (day != stop_day) {
		strbuf_char(s->b, ' ');
	}
	write_clock(s, resume);
	strbuf_char(s->b, ' ');
	write_text(s, begins ? "起计" : "续计");
}

/* One holiday with all its days up to `until` (not included). Answers the day after it. */
static int32_t write_holiday(struct sum *s, const struct special_day *first, int32_t until)
{
	const struct special_day *end = s->calendar->special + s->calendar->special_count;
	const struct special_day *last = first;
	struct civil from, to;

	while (last + 1 < end && !last[1].working && last[1].day == last->day + 1 &&
	       last[1].day < until && text_equal(last[1].name, first->name))
		last++;
	civil_from_day(first->day, &from);
	civil_from_day(last->day, &to);
	write_comma(s);
	write_day(s, first->day, true);
	if (last > first) {
		strbuf_char(s->b, ' ');
		write_text(s, "至");
		strbuf_char(s->b, ' ');
		write_day(s, last->day, from.year != to.year);
	}
	strbuf_char(s->b, ' ');
	strbuf_text(s->b, first->name);
	return last->day + 1;
}

/* Names the closed days from…until (not included). */
static void write_days_off(struct sum *s, int32_t from, int32_t until)
{
	bool ordinary = false;

	for (int32_t day = from; day < until;) {
		const struct special_day *special = special_at(s->calendar, day);
		if (special && !special->working) {
			day = write_holiday(s, special, until);
			continue;
		}
		ordinary = ordinary || !worktime_day_open(s->calendar, day);
		day++;
	}
	if (ordinary) {
		write_comma(s);
		write_text(s, "休息日不计");
	}
}

static void write_gap(struct sum *s, const struct gap *g, bool begins)
{
	int32_t stop_day = civil_day_of(begins ? g->stop : g->stop - 1, s->zone_minutes);
	int32_t resume_day = civil_day_of(g->resume, s->zone_minutes);

	if (begins) {
		strbuf_char(s->b, ' ');
		write_text(s, "非工作时间");
	} else {
		write_stop(s, g->stop, stop_day == resume_day);
	}
	write_days_off(s, begins ? stop_day : stop_day + 1, resume_day);
	write_resume(s, g->resume, stop_day, begins);
}

static void write_end(struct sum *s, int64_t due)
{
	const struct work_calendar *c = s->calendar;
	char text[CIVIL_TEXT];

	strbuf_text(s->b, " → ");
	write_instant(s, due);
	if (!c || civil_day_of(due - 1, s->zone_minutes) <= c->known_until)
		return;
	write_blank_unless_chinese(s);
	strbuf_printf(s->b, text_in(s->language, "（假日表只到 %s）"),
		      civil_date(c->known_until, text));
}

static struct sum sum_begin(const struct work_calendar *c, int zone_minutes, enum language language,
			    struct strbuf *b, const struct span *whole)
{
	struct civil from, to;

	civil_from_ms(whole->from, zone_minutes, &from);
	civil_from_ms(whole->to, zone_minutes, &to);
	return (struct sum){ c,
			     language,
			     b,
			     zone_minutes,
			     civil_day_of(whole->from, zone_minutes) !=
				     civil_day_of(whole->to, zone_minutes),
			     from.year != to.year };
}

/* Many gaps: the first and the newest, and how much was counted between them. */
static void write_many_gaps(struct sum *s, const struct gaps *g)
{
	write_comma(s);
	write_text(s, "其间计入");
	strbuf_char(s->b, ' ');
	write_duration(s, g->newest.counted - g->shown[0].counted);
	write_days_off(s, civil_day_of(g->shown[0].resume, s->zone_minutes),
		       civil_day_of(g->newest.stop - 1, s->zone_minutes));
	write_gap(s, &g->newest, false);
}

static void write_sum(struct sum *s, const struct span *whole, int64_t duration,
		      const struct gaps *g)
{
	bool begins_later = g->count && g->shown[0].stop == whole->from;

	write_instant(s, whole->from);
	if (begins_later)
		write_gap(s, &g->shown[0], true);
	strbuf_text(s->b, " + ");
	write_duration(s, duration);
	for (size_t i = begins_later; i < MIN(g->count, (size_t)GAPS_SHOWN); i++) {
		if (g->count > GAPS_SHOWN && i > 0)
			break;
		write_gap(s, &g->shown[i], false);
	}
	if (g->count > GAPS_SHOWN)
		write_many_gaps(s, g);
	write_end(s, whole->to);
}

int worktime_add(const struct work_calendar *c, enum language language, int64_t from,
		 int64_t duration_ms, struct strbuf *arithmetic, int64_t *ret_due)
{
	int32_t first_day = civil_day_of(from, c->zone_minutes);
	struct span whole = { from, from };
	struct gaps g = { .count = 0 };
	int64_t counted = 0;
	struct span s;

	if (duration_ms < 0)
		return ERR_INVALID;
	while (counted < duration_ms) {
		int32_t day = civil_day_of(whole.to, c->zone_minutes);
		int64_t start;

		if (day - first_day > DAYS_MOST ||
		    !next_span(c, whole.to, day + CLOSED_DAYS_MOST, &s))
			return ERR_INVALID;
		start = MAX(whole.to, s.from);
		if (start > whole.to) {
			g.newest = (struct gap){ whole.to, start, counted };
			if (g.count < GAPS_SHOWN)
				g.shown[g.count] = g.newest;
			g.count++;
		}
		whole.to = start + MIN(s.to - start, duration_ms - counted);
		counted += whole.to - start;
	}
	if (arithmetic) {
		struct sum sum = sum_begin(c, c->zone_minutes, language, arithmetic, &whole);
		write_sum(&sum, &whole, duration_ms, &g);
	}
	*ret_due = whole.to;
	return OK;
}

int worktime_add_days(const struct work_calendar *c, enum language language, int64_t from, int days,
		      struct strbuf *arithmetic, int64_t *ret_due)
{
	int32_t first_day = civil_day_of(from, c->zone_minutes), day = first_day;
	struct span whole = { from, from };
	int closed = 0, closing = 0;

	if (days < 1)
		return ERR_INVALID;
	for (int left = days; left > 0;) {
		bool open = worktime_day_open(c, ++day);
		closed = open ? 0 : closed + 1;
		left -= open;
		if (closed >= CLOSED_DAYS_MOST || day - first_day > DAYS_MOST)
			return ERR_INVALID;
	}
	for (int i = 0; i < WORK_BANDS && bands_of(c, day)[i].to > bands_of(c, day)[i].from; i++)
		closing = bands_of(c, day)[i].to;
	whole.to = civil_ms(day, closing, c->zone_minutes);
	if (arithmetic) {
		struct sum sum = sum_begin(c, c->zone_minutes, language, arithmetic, &whole);
		write_instant(&sum, from);
		strbuf_text(arithmetic, " + ");
		strbuf_printf(arithmetic, text_in(language, "%d 个工作日（次日起计）"), days);
		write_days_off(&sum, first_day + 1, day);
		write_end(&sum, whole.to);
	}
	*ret_due = whole.to;
	return OK;
}

int64_t worktime_add_24h(int zone_minutes, enum language language, int64_t from,
			 int64_t duration_ms, struct strbuf *arithmetic)
{
	struct span whole = { from, from + duration_ms };

	if (arithmetic) {
		struct sum sum = sum_begin(NULL, zone_minutes, language, arithmetic, &whole);
		write_sum(&sum, &whole, duration_ms, &(struct gaps){ .count = 0 });
	}
	return whole.to;
}
