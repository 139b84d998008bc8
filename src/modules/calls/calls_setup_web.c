/* The pages that arrange the telephones: who answers when, whose extension is whose, the keys. */
#include "base/civil.h"
#include "base/text.h"
#include "modules/calls/calls_web.h"
#include "modules/calls/templates.h"

/* ---- 电话值班表 ---- */

static int read_week(struct request *rq, int *ret_day)
{
	const char *text = request_text(rq, "week");
	int32_t day = civil_day_of(rq->cx.now, rq->zone_minutes);
	struct civil c;

	if (!text_blank(text) && civil_parse_day(text, &day) < 0)
		return fail_field(&rq->cx, "week", T(&rq->cx, "日期要像 2026-11-23。"));
	civil_from_day(day, &c);
	*ret_day = day - (c.weekday - 1);
	return OK;
}

static int duty_read(struct request *rq, struct call_duty_page *p)
{
	int r = read_week(rq, &p->day);

	if (r == OK)
		r = call_duty_week(&rq->cx, p->day, p->rows);
	if (r == OK)
		r = call_people(&rq->cx, &p->people, &p->people_count);
	for (int i = 0; r == OK && i < 7 * BANDS; i++)
		p->gaps += p->rows[i].gap && p->rows[i].to > rq->cx.now;
	p->today = civil_day_of(rq->cx.now, rq->zone_minutes);
	p->may_write = actor_may(rq->cx.actor, PERM_CALL_SETUP);
	return r;
}

static void duty_json(struct json *j, const struct call_duty_page *p)
{
	json_date(j, "week", p->day);
	json_int(j, "gaps", p->gaps);
	json_records(j, "items", call_duty_fields, p->rows, 7 * BANDS);
}

int call_duty_show(struct request *rq)
{
	struct call_duty_page p = { 0 };
	int r = duty_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "电话值班表"), calls_duty_html, duty_json, &p);
}

/* d.N.main, d.N.stand_in, d.N.forward for the bands of the week; what was not sent stays. */
static int read_cell(struct request *rq, int i, struct call_duty *d)
{
	struct arena *a = rq->cx.arena;
	const char *forward = request_text(rq, arena_printf(a, "d.%d.forward", i));
	int r = request_int(rq, arena_printf(a, "d.%d.main", i), d->main_id, &d->main_id);

	if (r == OK)
		r = request_int(rq, arena_printf(a, "d.%d.stand_in", i), d->stand_in_id,
				&d->stand_in_id);
	if (forward)
		d->forward = text_trim(a, forward);
	return r;
}

int call_duty_save(struct request *rq)
{
	struct call_duty_page p = { 0 };
	struct call_duty rows[7 * BANDS];
	char week[CIVIL_TEXT];
	int r = read_week(rq, &p.day);

	if (r == OK)
		r = call_duty_week(&rq->cx, p.day, rows);
	for (int i = 0; r == OK && i < 7 * BANDS; i++) {
		r = read_cell(rq, i, &rows[i]);
		if (r == OK)
			r = call_duty_set(&rq->cx, &rows[i]);
	}
	if (r == OK)
		r = duty_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, duty_json, &p, "/calls/duty?week=%s", civil_date(p.day, week));
}

/* ---- 分机与接入 ---- */

static int setup_read(struct request *rq, struct call_setup_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = call_people(cx, &p->people, &p->people_count);

	p->may_write = actor_may(cx->actor, PERM_CALL_SETUP);
	if (r == OK)
		r = call_extension_list(cx, p->may_write ? 0 : rq->actor.id, &p->extensions,
					&p->extension_count);
	p->may_keys = actor_may(cx->actor, PERM_SETTING_WRITE);
	return r == OK && p->may_keys ? call_key_list(cx, &p->keys, &p->key_count) : r;
}

static void setup_json(struct json *j, const struct call_setup_page *p)
{
	if (p->new_secret) {
		json_text(j, "id", p->new_id);
		json_text(j, "secret", p->new_secret);
	}
	json_records(j, "extensions", call_extension_fields, p->extensions, p->extension_count);
	json_records(j, "keys", call_key_fields, p->keys, p->key_count);
}

int call_setup_show(struct request *rq)
{
	struct call_setup_page p = { 0 };
	int r = setup_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "分机与接入"), calls_setup_html, setup_json, &p);
}

/* account_id absent = one's own; 0 = nobody's any more */
int call_extension_save(struct request *rq)
{
	struct call_setup_page p = { 0 };
	int64_t account;
	int r = request_int(rq, "account_id", rq->actor.id, &account);

	if (r == OK)
		r = call_extension_set(&rq->cx, request_text(rq, "extension"), account);
	if (r == OK)
		r = setup_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, setup_json, &p, "/calls/setup");
}

int call_key_make(struct request *rq)
{
	struct call_setup_page p = { 0 };
	int r = call_key_add(&rq->cx, request_text(rq, "name"), &p.new_id, &p.new_secret);

	if (r == OK)
		r = setup_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_STATUS(rq, 201, T(&rq->cx, "分机与接入"), calls_setup_html, setup_json, &p);
}

int call_key_stop(struct request *rq)
{
	struct call_setup_page p = { 0 };
	int r = call_key_revoke(&rq->cx, request_text(rq, "key"));

	if (r == OK)
		r = setup_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, setup_json, &p, "/calls/setup");
}
