#include "modules/scripts/scripts_web.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/scripts/templates.h"
#include "record/form.h"

void script_tabs_html(struct page *pg, const char *here)
{
	static const struct {
		const char *path, *label;
	} tabs[] = { { "/scripts", "话术" }, { "/scripts/emergency", "应急卡" },
		    { "/scripts/phrases", "常用语" } };

	STRBUF_LITERAL(pg->out, "<nav class=\"tabs\" aria-label=\"");
	html_text(pg, T(pg->cx, "话术与应急卡"));
	STRBUF_LITERAL(pg->out, "\">");
	for (size_t i = 0; i < COUNT(tabs); i++) {
		strbuf_printf(pg->out, "<a href=\"%s\"%s>", tabs[i].path,
			      strcmp(here, tabs[i].path) ? "" : " aria-current=\"page\"");
		html_text(pg, T(pg->cx, tabs[i].label));
		STRBUF_LITERAL(pg->out, "</a>");
	}
	STRBUF_LITERAL(pg->out, "</nav>");
}

/* ---- 话术 ---- */

static int page_read(struct request *rq, struct script_page *p)
{
	int r = script_card(&rq->cx, &p->card);

	if (r == OK)
		r = festival_list(&rq->cx, civil_day_of(rq->cx.now, rq->zone_minutes), &p->festivals,
				  &p->festival_count);
	p->may_write = actor_may(rq->cx.actor, PERM_CALL_SETUP);
	return r;
}

static void page_json(struct json *j, const struct script_page *p)
{
	json_text(j, "greeting", p->card.greeting);
	json_choice(j, "greeting_place", script_places, p->card.place);
	json_text(j, "festival", *p->card.festival ? p->card.festival : NULL);
	json_records(j, "items", script_fields, p->card.all, SCRIPTS);
	json_records(j, "festivals", festival_fields, p->festivals, p->festival_count);
}

static int show(struct request *rq)
{
	struct script_page p = { 0 };
	int r = page_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "话术"), scripts_list_html, page_json, &p);
}

static int reply_page_again(struct request *rq)
{
	struct script_page p = { 0 };
	int r = page_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, page_json, &p, "/scripts");
}

static int change(struct request *rq)
{
	const struct choice *place = choice_named(script_places, request_text(rq, "place"));
	const char *from = request_text(rq, "from");
	int64_t at = 0;
	int r;

	if (!place)
		return fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有这个场景。"));
	if (!text_blank(from) && civil_parse(from, rq->zone_minutes, &at) < 0)
		return fail_field(&rq->cx, "from",
				  T(&rq->cx, "生效时间要像 2026-12-01 或 2026-12-01 08:00。"));
	r = script_change(&rq->cx, place->value, request_text(rq, "text"), at);
	return r < 0 ? r : reply_page_again(rq);
}

static int set_festival(struct request *rq)
{
	const char *text = request_text(rq, "day");
	int32_t day;
	int r;

	if (text_blank(text) || civil_parse_day(text, &day) < 0)
		return fail_field(&rq->cx, "day", T(&rq->cx, "日期要像 2026-11-23。"));
	r = festival_set(&rq->cx, day, request_text(rq, "name"));
	return r < 0 ? r : reply_page_again(rq);
}

/* ---- 应急卡 ---- */

static void emergency_json(struct json *j, const struct emergency_page *p)
{
	json_records(j, "items", emergency_fields, p->rows, EMERGENCIES);
}

static int emergencies(struct request *rq)
{
	struct emergency_page p = { .may_write = actor_may(rq->cx.actor, PERM_CALL_SETUP) };
	int r = emergency_list(&rq->cx, p.rows);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "应急卡"), scripts_emergency_html, emergency_json, &p);
}

static int change_emergency(struct request *rq)
{
	const struct choice *kind = choice_named(emergency_kinds, request_text(rq, "kind"));
	struct emergency_page p = { 0 };
	struct emergency e;
	int r = emergency_list(&rq->cx, p.rows);

	if (r < 0)
		return r;
	if (!kind)
		return fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有这张应急卡。"));
	e = p.rows[kind->value - 1];
	r = request_form(rq, emergency_fields, &e);
	if (r == OK)
		r = emergency_change(&rq->cx, &e);
	if (r == OK)
		r = emergency_list(&rq->cx, p.rows);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, emergency_json, &p, "/scripts/emergency");
}

static const struct route routes[] = {
	{ "GET", "/scripts", PERM_CONTACT_READ, show,
	  "What is said on the telephone: by place, hour and festival, and the greeting of now" },
	{ "POST", "/scripts/festivals", PERM_CALL_SETUP, set_festival,
	  "A festival of the office's own; an empty name: no greeting on that day", .form = show },
	{ "POST", "/scripts/places/:place", PERM_CALL_SETUP, change,
	  "A new version of a script, from a date on", .form = show },
	{ "GET", "/scripts/emergency", PERM_CONTACT_READ, emergencies, "The emergency cards" },
	{ "POST", "/scripts/emergency/:kind", PERM_CALL_SETUP, change_emergency,
	  "Change an emergency card", .form = emergencies, INPUT(emergency_table) },
	{ "GET", "/scripts/phrases", PERM_CONTACT_READ, phrases_show,
	  "What is written again and again, by its short form: one's own, the office's, the program's" },
	{ "POST", "/scripts/phrases", PERM_CONTACT_READ, phrases_set,
	  "Keep or change a phrase; an empty text takes it away", .form = phrases_show,
	  INPUT(phrase_table) },
	{ 0 },
};

static const struct shortcut shortcuts[] = {
	{ "/scripts", "话术", NULL, PERM_CONTACT_READ },
	{ "/scripts/emergency", "应急卡", NULL, PERM_CONTACT_READ },
	{ "/scripts/phrases", "常用语", NULL, PERM_CONTACT_READ },
	{ 0 },
};

const struct module scripts_module = {
	.name = "scripts",
	.label = "话术与应急卡",
	.routes = routes,
	.shortcuts = shortcuts,
	.settings = script_settings,
	.help = scripts_help,
};
