#include "modules/scripts/scripts.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "base/civil.h"
#include "base/text.h"
#include "store/store.h"

enum { TEXT_MOST = 500 };

const struct choice script_places[] = {
	{ SCRIPT_OFFICE, "office", "办公室" },       { SCRIPT_GUARD_ROOM, "guard_room", "保安室" },
	{ SCRIPT_NIGHT, "night", "夜间" },           { SCRIPT_FESTIVAL, "festival", "节日" },
	{ SCRIPT_LATE, "late", "接听迟了" },         { SCRIPT_HOLD, "hold", "请对方等待" },
	{ SCRIPT_UNCLEAR, "unclear", "听不清" },     { SCRIPT_TRANSFER, "transfer", "转接" },
	{ SCRIPT_REFUSE, "refuse", "拒绝提供" },     { SCRIPT_END, "end", "结束" },
	CHOICE_END,
};

static const char *const own_texts[SCRIPTS + 1] = {
	[SCRIPT_OFFICE] = "您好！{公司名}{部门}，请问有什么可以帮您？",
	[SCRIPT_GUARD_ROOM] = "您好！{公司名}保安室，请问有什么可以帮您？",
	[SCRIPT_NIGHT] = "您好！{公司名}夜间值班室，请问有什么可以帮您？",
	[SCRIPT_FESTIVAL] = "{节日}快乐！{公司名}{部门}，请问有什么可以帮您？",
	[SCRIPT_LATE] = "对不起，让您久等了。",
	[SCRIPT_HOLD] = "请您稍等，我查一下马上回来。（回来时）对不起，让您久等了。",
	[SCRIPT_UNCLEAR] = "对不起，我没有听清楚，麻烦您用普通话再说一遍，好吗？",
	[SCRIPT_TRANSFER] = "这件事由专人负责，我帮您转过去，请稍候，不要挂机。",
	[SCRIPT_REFUSE] = "对不起，业主的电话和资料不能对外提供。您可以留下姓名和电话，"
			  "由我们转告业主，再请业主与您联系。",
	[SCRIPT_END] = "感谢您的来电，再见！（等对方先挂机）",
};

const struct setting script_settings[] = {
	{ "scripts.company", SETTING_TEXT, 0, 0, 60, "", "话术里的公司名；不填就用小区的名称", "3 (b)" },
	{ "scripts.department", SETTING_TEXT, 0, 0, 60, "客户服务中心", "话术里的部门",
	  "3 (b)" },
	{ 0 },
};

static const struct field fields[] = {
	FIELD(script, place, .label = "场景", .show = SHOW_ENUM, .choices = script_places,
	      .flags = IN_JSON | IN_LIST),
	FIELD(script, text, .label = "话术", .show = SHOW_LONG, .flags = IN_JSON | IN_LIST),
	FIELD(script, said, .label = "现在怎么说", .show = SHOW_LONG, .flags = IN_JSON),
	FIELD(script, from_at, .label = "生效时间", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(script, next_at, .label = "下一版生效", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(script, next_text, .label = "下一版", .show = SHOW_LONG, .flags = IN_JSON),
};
const struct fields script_fields = FIELDS(script, fields);

/* ---- variables ---- */

struct variables {
	const char *company, *department, *festival;
};

static int read_variables(struct ctx *cx, struct variables *ret)
{
	char *community;
	int zone, r = setting_text(cx, "scripts.company", &ret->company);

	if (r == OK)
		r = setting_text(cx, "scripts.department", &ret->department);
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r == OK)
		r = festival_of(cx, civil_day_of(cx->now, zone), &ret->festival);
	if (r < 0 || !text_blank(ret->company))
		return r;
	r = store_text(cx, SQL_ALL("SELECT name FROM community WHERE id = ?"), BINDS(cx->community),
		       &community);
	ret->company = community;
	return r;
}

static const char *say(struct ctx *cx, const char *text, const struct variables *v)
{
	static const char *const variable_names[] = { "{公司名}", "{部门}", "{节日}" };
	const char *const values[] = { v->company, v->department, v->festival };
	struct strbuf b;

	strbuf_init(&b, cx->arena, TEXT_MOST * 8);
	while (*text) {
		size_t i = 0;
		while (i < COUNT(values) && !text_starts(text, variable_names[i]))
			i++;
		if (i < COUNT(values)) {
			strbuf_text(&b, values[i]);
			text += strlen(variable_names[i]);
		} else {
			strbuf_char(&b, *text++);
		}
	}
	return b.s;
}

/* ---- versions ---- */

static int read_script(struct ctx *cx, int place, const struct variables *v, struct script *ret)
{
	int r;

	*ret = (struct script){ .place = place, .text = T(cx, own_texts[place]) };
	r = store_one(cx,
		      SQL("SELECT text, from_at FROM script WHERE community_id = ? AND place = ?"
			  " AND from_at <= ? ORDER BY from_at DESC LIMIT 1"),
		      BINDS(cx->community, place, cx->now), script_fields, ret);
	if (r == OK || r == ERR_NOT_FOUND)
		r = store_one(cx,
			      SQL("SELECT text AS next_text, from_at AS next_at FROM script"
				  " WHERE community_id = ? AND place = ? AND from_at > ?"
				  " ORDER BY from_at LIMIT 1"),
			      BINDS(cx->community, place, cx->now), script_fields, ret);
	ret->said = say(cx, ret->text, v);
	return r == ERR_NOT_FOUND ? OK : r;
}

int script_list(struct ctx *cx, struct script ret[SCRIPTS])
{
	struct variables v = { "", "", "" };
	int r = read_variables(cx, &v);

	for (int place = 1; r == OK && place <= SCRIPTS; place++)
		r = read_script(cx, place, &v, &ret[place - 1]);
	return r;
}

int script_change(struct ctx *cx, int place, const char *typed, int64_t from)
{
	const char *text = text_trim(cx->arena, typed);

	if (!choice_of(script_places, place))
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有这个场景。"));
	if (text_blank(text) || text_length(text) > TEXT_MOST)
		return fail_field(cx, "text", T(cx, "请写话术，最多 %d 个字。"), TEXT_MOST);
	if (from && from < cx->now - MINUTES(1))
		return fail_field(cx, "from", T(cx, "生效时间不能早于现在。"));
	if (store_exec(cx,
		       SQL("INSERT INTO script (community_id, place, from_at, text, changed_at,"
			   " changed_by) VALUES (?, ?, ?, ?, ?, ?)"
			   " ON CONFLICT (community_id, place, from_at) DO UPDATE SET"
			   " text = excluded.text, changed_at = excluded.changed_at,"
			   " changed_by = excluded.changed_by"),
		       BINDS(cx->community, place, from ? from : cx->now, text, cx->now,
			     cx->actor ? cx->actor->id : 0)) < 0)
		return ERR_UNAVAILABLE;
	return journal_add(cx, &(struct journal_entry){ .subject = "script", .subject_id = place,
							.action = "set", .note = text });
}

/* ---- which greeting ---- */

static bool in_guard_room(const struct ctx *cx)
{
	return actor_is(cx->actor, ROLE_GUARD) || actor_is(cx->actor, ROLE_GUARD_LEADER);
}

static int greeting_of(struct ctx *cx, const char *festival, int *ret)
{
	int64_t night, morning;
	struct civil now;
	int zone, minute, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "calls.band3_from", &night);
	if (r == OK)
		r = setting_int(cx, "calls.band1_from", &morning);
	if (r < 0)
		return r;
	civil_from_ms(cx->now, zone, &now);
	minute = now.hour * 60 + now.minute;
	*ret = *festival                            ? SCRIPT_FESTIVAL
	       : minute >= night || minute < morning ? SCRIPT_NIGHT
	       : in_guard_room(cx)                  ? SCRIPT_GUARD_ROOM
						     : SCRIPT_OFFICE;
	return OK;
}

int script_card(struct ctx *cx, struct script_card *ret)
{
	int zone, r = calendar_zone(cx, &zone);

	*ret = (struct script_card){ .festival = "" };
	if (r == OK)
		r = festival_of(cx, civil_day_of(cx->now, zone), &ret->festival);
	if (r == OK)
		r = script_list(cx, ret->all);
	if (r == OK)
		r = greeting_of(cx, ret->festival, &ret->place);
	if (r == OK)
		ret->greeting = ret->all[ret->place - 1].said;
	return r;
}

/* ---- festivals ---- */

static const struct field festival_table[] = {
	FIELD(festival, day, .label = "日期", .show = SHOW_DATE, .flags = IN_JSON | IN_LIST),
	FIELD(festival, name, .label = "节日", .flags = IN_JSON | IN_LIST),
	FIELD(festival, own, .label = "本小区自定", .flags = IN_JSON),
};
const struct fields festival_fields = FIELDS(festival, festival_table);

/* The day itself, not the days off around it. Month × 100 + day; year 0 = every year. 清明 is not
 * wished happy. */
struct feast {
	int year, day;
	const char *name;
};
static const struct feast feasts[] = {
	{ 0, 101, "元旦" },      { 0, 501, "劳动节" },    { 0, 1001, "国庆节" },
	{ 2025, 129, "春节" },   { 2026, 217, "春节" },   { 2027, 206, "春节" },
	{ 2028, 126, "春节" },   { 2025, 531, "端午节" }, { 2026, 619, "端午节" },
	{ 2027, 609, "端午节" }, { 2028, 528, "端午节" }, { 2025, 1006, "中秋节" },
	{ 2026, 925, "中秋节" }, { 2027, 915, "中秋节" }, { 2028, 1003, "中秋节" },
};

static const char *feast_of(struct ctx *cx, int day)
{
	struct civil c;

	civil_from_day(day, &c);
	for (size_t i = 0; i < COUNT(feasts); i++)
		if ((!feasts[i].year || feasts[i].year == c.year) &&
		    feasts[i].day == c.month * 100 + c.day)
			return T(cx, feasts[i].name);
	return "";
}

int festival_of(struct ctx *cx, int day, const char **ret)
{
	char *name;
	int r = store_text(cx,
			   SQL("SELECT name FROM festival_day WHERE community_id = ? AND day = ?"),
			   BINDS(cx->community, day), &name);

	*ret = r == OK ? name : feast_of(cx, day);
	return r == ERR_NOT_FOUND ? OK : r;
}

int festival_list(struct ctx *cx, int from_day, struct festival **ret, size_t *ret_count)
{
	enum { DAYS_AHEAD = 400, MOST = 60 };
	struct festival *own, *all = arena_array(cx->arena, DAYS_AHEAD, sizeof *all);
	size_t own_count, count = 0, at = 0;
	int r = store_list(cx,
			   SQL("SELECT day, name FROM festival_day WHERE community_id = ?"
			       " AND day >= ? AND day < ? ORDER BY day LIMIT ?"),
			   BINDS(cx->community, from_day, from_day + DAYS_AHEAD, MOST),
			   festival_fields, &own, &own_count);

	for (int day = from_day; r == OK && day < from_day + DAYS_AHEAD; day++) {
		bool ours = at < own_count && own[at].day == day;
		const char *name = ours ? own[at++].name : feast_of(cx, day);
		if (*name || ours)
			all[count++] = (struct festival){ day, name, ours };
	}
	*ret = all;
	*ret_count = count;
	return r;
}

int festival_set(struct ctx *cx, int day, const char *typed)
{
	const char *name = typed ? text_trim(cx->arena, typed) : "";
	int r;

	if (text_length(name) > 20)
		return fail_field(cx, "name", T(cx, "节日的名称最多 20 个字。"));
	r = store_exec(cx,
		       SQL("INSERT INTO festival_day (community_id, day, name) VALUES (?, ?, ?)"
			   " ON CONFLICT (community_id, day) DO UPDATE SET name = excluded.name"),
		       BINDS(cx->community, day, name));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "festival", .subject_id = day,
							.action = "set", .note = name });
}
