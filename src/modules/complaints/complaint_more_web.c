/* Files of a complaint, the phone, telling each person of a merged case, the month. */
#include "app/app.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/complaints/complaints_web.h"
#include "modules/complaints/templates.h"
#include "modules/residents/residents.h"

/* ---- the phone, one at a time, with a line in the journal ---- */

static void phone_json(struct json *j, const struct complaint *c)
{
	json_id(j, "id", c->id);
	json_text(j, "phone", c->phone);
}

int complaint_reveal(struct request *rq)
{
	struct complaint c;
	int64_t id;
	const char *why = request_text(rq, "reason");
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = complaint_get(&rq->cx, id, &c);
	/* who handles it must be able to call; everybody else needs the permission */
	if (r == OK && (c.assignee_id != rq->actor.id || c.state >= COMPLAINT_CLOSED))
		r = actor_must(&rq->cx, PERM_HOUSEHOLD_REVEAL);
	else if (text_blank(why))
		why = T(&rq->cx, "派给本人的投诉");
	if (r == OK)
		r = reveal_note(&rq->cx, "complaint", id, "phone", why);
	if (r < 0)
		return r;
	return REPLY(rq, c.number, complaints_phone_html, phone_json, &c);
}

/* ---- photos and files ---- */

struct upload {
	int64_t complaint;
	struct attachment attachment;
};

static int add_upload(struct ctx *cx, void *arg)
{
	struct upload *u = arg;
	struct complaint c;
	struct attachment *have;
	size_t count;
	int r = complaint_get(cx, u->complaint, &c);

	if (r == OK)
		r = attachment_of(cx, "complaint", u->complaint, &have, &count);
	if (r == OK && count >= LIMIT_ATTACHMENTS)
		return fail(cx, ERR_INVALID, T(cx, "每件投诉最多 %d 个附件。"), LIMIT_ATTACHMENTS);
	u->attachment.subject = "complaint";
	u->attachment.subject_id = u->complaint;
	if (r == OK)
		r = attachment_add(cx, &u->attachment);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "complaint",
							.subject_id = u->complaint,
							.action = "attach",
							.note = u->attachment.name });
}

int complaint_attach(struct request *rq)
{
	struct upload u = { 0 };
	int r = request_id(rq, "id", &u.complaint);

	if (r == OK && !rq->http->upload_count)
		r = fail_field(&rq->cx, "file", T(&rq->cx, "请选择照片或 PDF 文件。"));
	for (size_t i = 0; r == OK && i < rq->http->upload_count; i++) {
		const struct http_upload *file = &rq->http->uploads[i];
		r = attachment_store(&rq->cx, file->fd, file->filename, &u.attachment);
		if (r == OK)
			r = app_write(&rq->cx, add_upload, &u);
	}
	return r < 0 ? r : complaint_reply_shown(rq, u.complaint, false);
}

int complaint_download(struct request *rq)
{
	struct complaint c;
	struct attachment a;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = complaint_get(&rq->cx, id, &c);
	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = attachment_get(&rq->cx, file, &a);
	if (r == OK && (strcmp(a.subject, "complaint") || a.subject_id != id))
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
	if (r == OK)
		r = attachment_open(&rq->cx, &a, &fd);
	if (r < 0)
		return r;
	return reply_file(rq, a.type, a.name, fd, a.size_bytes, text_starts(a.type, "image/"));
}

/* ---- 逐户回复 ---- */

static int reply_read(struct request *rq, struct complaint_reply_page *p)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = complaint_party_get(&rq->cx, id, &p->party);
	return r == OK ? complaint_get(&rq->cx, p->party.complaint_id, &p->c) : r;
}

static void reply_json_of(struct json *j, const struct complaint_reply_page *p)
{
	json_record(j, complaint_party_fields, &p->party);
	json_text(j, "number", p->c.number);
	json_text(j, "result", p->c.result);
}

int complaint_reply_show(struct request *rq)
{
	struct complaint_reply_page p = { 0 };
	int r = reply_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, p.party.source_number, complaints_reply_html, reply_json_of, &p);
}

int complaint_reply_tell(struct request *rq)
{
	struct complaint_reply_page p = { 0 };
	const struct choice *way = NULL;
	const char *word = request_text(rq, "way");
	int r = reply_read(rq, &p);

	if (r == OK && !text_blank(word) && !(way = choice_named(complaint_ways, word)))
		r = fail_field(&rq->cx, "way", T(&rq->cx, "这里没有“%s”这一项。"), word);
	if (r == OK)
		r = complaint_party_told(&rq->cx, p.party.id, way ? way->value : 0,
					 request_text(rq, "text"));
	if (r == OK)
		r = reply_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, reply_json_of, &p, "/complaints/%" PRId64, p.c.id);
}

/* ---- the month ---- */

static void sum_json(struct json *j, const struct complaint_sum *s)
{
	json_record(j, complaint_sum_fields, s);
	json_text(j, "handled_rate", complaint_rate(j->cx, s->handled, s->received));
	json_text(j, "valid_rate", complaint_rate(j->cx, s->valid, s->judged));
	json_text(j, "satisfaction", complaint_rate(j->cx, s->content, s->asked));
	if (s->closed)
		json_int(j, "average_ms", s->open_ms / s->closed);
	else
		json_text(j, "average_ms", NULL);
}

static void sums_json(struct json *j, const char *key, const struct choice *choices,
		      const struct complaint_sum *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		const struct choice *c = choice_of(choices, rows[i].value);
		json_object(j, NULL);
		json_text(j, "value", c ? c->word : NULL);
		json_text(j, "value_label", c ? T(j->cx, c->label) : T(j->cx, "未填"));
		sum_json(j, &rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void month_json(struct json *j, const struct complaint_month_page *p)
{
	const struct complaint_month *m = &p->m;

	json_text(j, "month", p->name);
	json_int(j, "households", m->households);
	sum_json(j, &m->all);
	json_text(j, "complaint_rate", complaint_rate(j->cx, m->all.received, m->households));
	sums_json(j, "grades", complaint_grades, m->grades, m->grade_count);
	sums_json(j, "causes", complaint_causes, m->causes, m->cause_count);
	sums_json(j, "units", complaint_units, m->units, m->unit_count);
	sums_json(j, "channels", complaint_channels, m->channels, m->channel_count);
	json_object(j, "report");
	json_time(j, "opened_at", m->opened_at);
	json_time(j, "due_at", m->due_at);
	json_time(j, "done_at", m->done_at);
	json_text(j, "done_name", m->done_name);
	json_text(j, "note", m->note);
	json_object_end(j);
}

static const char *month_name(struct request *rq, int month, int by)
{
	int n = month / 100 * 12 + month % 100 - 1 + by;

	return arena_printf(rq->cx.arena, "%d-%02d", n / 12, n % 12 + 1);
}

static int month_read(struct request *rq, struct complaint_month_page *p)
{
	struct ctx *cx = &rq->cx;
	const char *typed = request_text(rq, "month");
	struct civil today;
	char day[CIVIL_TEXT];
	int r;

	civil_from_ms(cx->now, rq->zone_minutes, &today);
	if (!strcmp(typed, "now"))
		typed = arena_printf(cx->arena, "%d-%02d", today.year, today.month);
	r = complaint_month_read(cx, typed, &p->m);
	if (r < 0)
		return r;
	p->name = month_name(rq, p->m.month, 0);
	p->before = month_name(rq, p->m.month, -1);
	if (p->m.month < today.year * 100 + today.month)
		p->after = month_name(rq, p->m.month, 1);
	p->from = arena_strdup(cx->arena,
			       civil_date(civil_day_of(p->m.from, rq->zone_minutes), day));
	p->until = arena_strdup(cx->arena,
				civil_date(civil_day_of(p->m.until - 1, rq->zone_minutes), day));
	return OK;
}

int complaint_month_show(struct request *rq)
{
	struct complaint_month_page p = { 0 };
	int r = month_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "投诉分析"), complaints_month_html, month_json, &p);
}

int complaint_month_done(struct request *rq)
{
	struct complaint_month_page p = { 0 };
	int r = complaint_report_done(&rq->cx, request_text(rq, "month"), request_text(rq, "note"));

	if (r == OK)
		r = month_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, month_json, &p, "/complaint-reports/%s", p.name);
}
