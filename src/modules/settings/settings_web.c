#include "modules/settings/settings_web.h"
#include "app/module.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/complaints/complaints.h"
#include "modules/people/people.h"
#include "modules/requests/requests_web.h"
#include "modules/settings/templates.h"

enum { JOURNAL_PAGE = 50 };

static void row_json(struct json *j, const struct setting_row *row)
{
	json_text(j, "name", row->setting->name);
	json_text(j, "sentence", T(j->cx, row->setting->sentence));
	json_text(j, "rule", row->setting->rule);
	json_text(j, "value", row->value);
	json_text(j, "default", row->standard);
	json_text(j, "range", row->range);
	json_time(j, "next_at", row->next_at);
	json_text(j, "next_value", row->next_value);
}

static void list_json(struct json *j, const struct setting_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		row_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, (int64_t)p->count);
	json_text(j, "next", NULL);
}

static const char *first_group(void)
{
	const struct module *const *m = modules;

	while (*m && !((*m)->settings && (*m)->settings->name))
		m++;
	return *m ? (*m)->name : NULL;
}

static int list(struct request *rq)
{
	struct setting_list_page p = { .filter = { request_text(rq, "group"), request_text(rq, "q") } };
	int r;

	/* a page of all of them is too long to look at; machines get all */
	if (rq->wants == WANTS_HTML && text_blank(p.filter.group) && text_blank(p.filter.words))
		p.filter.group = first_group();
	r = setting_rows(&rq->cx, &p.filter, &p.rows, &p.count);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "参数"), settings_list_html, list_json, &p);
}

static int show(struct request *rq)
{
	struct setting_row row;
	int r = setting_row(&rq->cx, request_text(rq, "name"), &row);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, row.setting->sentence), settings_show_html, row_json, &row);
}

static int change(struct request *rq)
{
	const char *name = request_text(rq, "name"), *from = request_text(rq, "from");
	struct setting_row row;
	int64_t at = rq->cx.now;
	int r = setting_row(&rq->cx, name, &row);

	if (r == OK && !text_blank(from) && civil_parse(from, rq->zone_minutes, &at) < 0)
		r = fail_field(&rq->cx, "from", T(&rq->cx, "生效时间要像 2026-12-01 或 2026-12-01 08:00。"));
	if (r == OK)
		r = setting_change(&rq->cx, name, request_text(rq, "value"), at);
	if (r == OK)
		r = setting_row(&rq->cx, name, &row);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, row_json, &row, "/settings?group=%s", row.group_name);
}

/* ---- the working calendar ---- */

static void calendar_json(struct json *j, const struct calendar_page *p)
{
	json_int(j, "year", p->year);
	json_bool(j, "unknown", p->unknown);
	json_array(j, "items");
	for (size_t i = 0; i < p->special_count; i++) {
		json_object(j, NULL);
		json_record(j, calendar_day_fields, &p->special[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static int calendar_read(struct request *rq, struct calendar_page *p)
{
	struct civil now;
	int64_t year;
	int r;

	civil_from_ms(rq->cx.now, rq->zone_minutes, &now);
	r = request_int(rq, "year", now.year, &year);
	if (r == OK && (year < 2000 || year > 2100))
		r = fail_field(&rq->cx, "year", T(&rq->cx, "年份应在 2000 到 2100 之间。"));
	p->year = (int)year;
	if (r == OK)
		r = calendar_days(&rq->cx, p->year, &p->special, &p->special_count);
	if (r == OK)
		r = calendar_year(&rq->cx, p->year, &p->days, &p->day_count);
	p->unknown = p->special_count == 0;
	return r;
}

static int calendar(struct request *rq)
{
	struct calendar_page p = { 0 };
	int r = calendar_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "工作日历"), settings_calendar_html, calendar_json, &p);
}

/* A day off, a swapped working day, or neither any more. */
static int calendar_change(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *kind = request_text(rq, "kind"), *name = request_text(rq, "name");
	struct calendar_day day = { .name = text_blank(name) ? "" : name };
	struct calendar_page p = { 0 };
	struct civil c;
	int32_t number;
	int r;

	if (text_blank(request_text(rq, "day")) ||
	    civil_parse_day(request_text(rq, "day"), &number) < 0)
		return fail_field(cx, "day", T(cx, "日期要像 2026-11-23。"));
	day.day = number;
	day.working = kind && !strcmp(kind, "working");
	if (kind && !strcmp(kind, "usual"))
		r = calendar_remove(cx, number);
	else if (kind && (day.working || !strcmp(kind, "off")))
		r = calendar_set(cx, &day);
	else
		r = fail_field(cx, "kind", T(cx, "请选择放假、调休上班或照常。"));
	if (r < 0)
		return r;
	civil_from_day(number, &c);
	p.year = c.year;
	r = calendar_days(cx, p.year, &p.special, &p.special_count);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, calendar_json, &p, "/settings/calendar?year=%d", p.year);
}

/* ---- the journal ---- */

/* Who may not read a record may see that something was done to it, not what. */
static bool may_read(const struct actor *a, const char *subject)
{
	static const struct {
		const char *subject;
		enum permission permission;
	} needs[] = {
		{ "request", PERM_REQUEST_READ },   { "contact", PERM_CONTACT_READ },
		{ "room", PERM_HOUSEHOLD_READ },    { "person", PERM_HOUSEHOLD_READ },
		{ "account", PERM_PEOPLE_READ },    { "complaint", PERM_COMPLAINT_READ },
	};

	for (size_t i = 0; i < COUNT(needs); i++)
		if (!strcmp(needs[i].subject, subject))
			return actor_may(a, needs[i].permission);
	return true;
}

/* The person complained about learns nothing of the case from here either: these have a reader from
 * whom they are kept, and are not there for him. */
static int is_kept_off(struct ctx *cx, const struct journal_entry *e, bool *ret)
{
	static const char *const kept[] = { "complaint", "complaint_reply", "request", "visit" };
	struct subject_name name;
	bool may = false;
	int r;

	*ret = false;
	for (size_t i = 0; i < COUNT(kept); i++)
		may |= !strcmp(kept[i], e->subject);
	if (!may || !e->subject_id)
		return OK;
	r = subject_find(e->subject)->name(cx, e->subject_id, &name);
	if (r != ERR_NOT_FOUND)
		return r;
	*ret = true;
	cx->why[0] = '\0';
	return OK;
}

static int keep_off(struct ctx *cx, struct journal_entry *e)
{
	bool hidden;
	int r = is_kept_off(cx, e, &hidden);

	if (r == OK && (hidden || !may_read(cx->actor, e->subject)))
		e->note = e->data = NULL;
	if (hidden)
		e->subject_id = 0;
	return r;
}

static void journal_json(struct json *j, const struct journal_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		json_record(j, journal_fields, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_text(j, "next", p->next);
}

static int journal(struct request *rq)
{
	struct journal_list_page p = { 0 };
	int64_t before;
	int r = request_int(rq, "after", 0, &before);

	if (r == OK)
		r = journal_page(&rq->cx, before, JOURNAL_PAGE, &p.rows, &p.count);
	for (size_t i = 0; r == OK && i < p.count; i++)
		r = keep_off(&rq->cx, &p.rows[i]);
	if (r < 0)
		return r;
	if (p.count == JOURNAL_PAGE && p.rows[p.count - 1].seq > 1)
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].seq);
	return REPLY(rq, T(&rq->cx, "操作记录"), settings_journal_html, journal_json, &p);
}

const char *journal_subject_label(struct ctx *cx, const char *subject)
{
	static const char *const labels[][2] = {
		{ "complaint", "投诉" }, { "request", "工单" },	{ "contact", "来电来访" }, { "room", "房屋" },
		{ "person", "住户" },	{ "account", "员工" },	   { "post", "岗位" },
		{ "setting", "参数" },	{ "calendar", "工作日历" }, { "import", "导入" },
		{ "export", "导出" },	{ "document", "制度文件" }, { "reading", "阅知" },
		{ "notice_channel", "消息渠道" }, { "outbox", "发件箱" },
	};

	const struct subject *known = subject_find(subject);

	for (size_t i = 0; !known && i < COUNT(labels); i++)
		if (!strcmp(labels[i][0], subject))
			return T(cx, labels[i][1]);
	return known ? T(cx, known->label) : subject;
}

const char *journal_action_label(struct ctx *cx, const struct journal_entry *e)
{
	static const char *const labels[][2] = {
		{ "log", "登记" },	     { "create", "新增" },	{ "change", "修改" },
		{ "reveal", "查看号码" },    { "add_resident", "加住户" }, { "end_resident", "迁出" },
		{ "merge", "合并" },	     { "change_id_number", "改证件号" },
		{ "sign_in", "登录" },	     { "sign_out", "退出登录" }, { "import", "导入" },
		{ "export", "导出" },	     { "set", "修改" },		{ "remove", "取消" },
		{ "climb", "升级" },	     { "waive", "提请免办" },	{ "agree", "同意免办" },
		{ "refuse", "不同意免办" },  { "deputy", "代理" },	{ "deputy_end", "结束代理" },
		{ "test", "试发" },	     { "retry", "重发" },	{ "give_up", "不再发" },
		{ "visited", "回访意见" },   { "restart", "重新计时" },
	};
	const struct choice *c = choice_named(account_actions, e->action);
	const char *step = step_label(cx, e->subject, e->action);

	if (step)
		return step;
	if (!strcmp(e->subject, "request"))
		return request_action_label(cx, e->action);
	if (!strcmp(e->subject, "account") && c)
		return T(cx, c->label);
	for (size_t i = 0; i < COUNT(labels); i++)
		if (!strcmp(labels[i][0], e->action))
			return T(cx, labels[i][1]);
	return e->action;
}

static const struct route routes[] = {
	{ "GET", "/settings", PERM_SETTING_READ, list,
	  "Settings with value and source; group, q" },
	{ "GET", "/settings/:name", PERM_SETTING_READ, show, "One setting" },
	{ "POST", "/settings/:name", PERM_SETTING_WRITE, change,
	  "Change a setting from an instant on: value, from", .form = show },
	{ "GET", "/settings/calendar", PERM_SETTING_READ, calendar,
	  "The working calendar of a year: days off and swapped working days" },
	{ "POST", "/settings/calendar", PERM_SETTING_WRITE, calendar_change,
	  "Set a day: day, kind (off, working, usual), name", .form = calendar },
	{ "GET", "/journal", PERM_JOURNAL_READ, journal, "Who did what, newest first" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/settings", "参数", "gear", PERM_SETTING_READ, 80 },
	{ "/journal", "操作记录", "journal", PERM_JOURNAL_READ, 90 },
	{ 0 },
};

static const struct shortcut shortcuts[] = {
	{ "/settings/calendar", "工作日历", NULL, PERM_SETTING_READ },
	{ 0 },
};

const struct module settings_module = {
	.name = "settings",
	.label = "参数",
	.routes = routes,
	.shortcuts = shortcuts,
	.menu = menu,
	.help = settings_help,
};
