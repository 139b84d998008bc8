/* What happens to letters without anybody's doing: the rest of a batch goes out, owners are
 * reminded, and once a date has passed the next step the rules name is owed. */
#include "app/app.h"
#include "app/calendar.h"
#include "app/post.h"
#include "base/civil.h"
#include "modules/movein/movein_parts.h"
#include "store/store.h"

enum { AT_ONCE = 100, SEND_AT_ONCE = 50, ROUNDS = 60 };

const struct norm_of movein_norms[] = {
	{ "movein_batch", &movein_approve_norm }, { "movein_notice", &movein_call_norm },
	{ "movein_notice", &movein_second_norm }, { "movein_notice", &movein_decide_norm },
	{ "movein_notice", &movein_mend_norm },
	{ NULL, NULL },
};

static int send_work(struct ctx *cx, void *arg)
{
	return movein_send_some(cx, SEND_AT_ONCE, arg);
}

/* So many a write that nobody else waits long. */
int movein_send(struct ctx *cx)
{
	int64_t sent = SEND_AT_ONCE;
	int r = OK;

	for (int i = 0; r == OK && sent == SEND_AT_ONCE && i < ROUNDS; i++)
		r = app_write(cx, send_work, &sent);
	return r;
}

/* ---- reminders ---- */

#define OPEN_LETTERS \
	"SELECT n.id, n.room, n.building, n.phone, n.state, n.version, n.until_on, n.slot_on," \
	" n.slot_minute, n.reminded, b.from_on FROM movein_notice n JOIN movein_batch b" \
	" ON b.community_id = n.community_id AND b.id = n.batch_id WHERE n.community_id = ?"

static int remind_one(struct ctx *cx, const struct movein_notice *n, int times)
{
	char day[CIVIL_TEXT], clock[CIVIL_TEXT];
	const char *text =
		n->slot_on ? arena_printf(cx->arena, T(cx, "提醒：%s 预约 %s %s 收楼，请带齐通知书所列资料。"),
					  n->room, civil_date(n->slot_on, day),
					  civil_clock(n->slot_minute, clock))
			   : arena_printf(cx->arena, T(cx, "提醒：%s 从 %s 起办理收楼，请先预约，带齐通知书所列资料。"),
					  n->room, civil_date(n->from_on, day));
	int r = movein_message(cx, n, text);

	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE movein_notice SET reminded = ? WHERE community_id = ? AND id = ?"),
				  BINDS(times, cx->community, n->id));
}

/* 14 (e): so many days before the appointment, or the first day; and once more. */
static int remind_before(struct ctx *cx, int today, const char *setting, int times)
{
	struct movein_notice *rows;
	size_t count;
	int64_t days;
	int r = setting_int(cx, setting, &days);

	if (r == OK)
		r = store_list(cx,
			       SQL(OPEN_LETTERS " AND n.state IN (2, 3) AND n.reminded < ?"
					     " AND CASE WHEN n.slot_on > 0 THEN n.slot_on ELSE b.from_on END"
					     " BETWEEN ? AND ? ORDER BY n.id LIMIT ?"),
			       BINDS(cx->community, times, today, today + days, AT_ONCE),
			       movein_notice_fields, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = remind_one(cx, &rows[i], times);
	return r;
}

/* ---- what was not proven, not taken up, not decided ---- */

static int owe(struct ctx *cx, const struct norm *norm, const struct movein_notice *n,
	       enum role role, const char *word)
{
	int64_t post;
	int r = post_of_role(cx, role, &post);

	if (r == OK)
		r = obligation_open(cx, norm, "movein_notice", n->id, 0, 0, post, NULL);
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "movein_notice",
								.subject_id = n->id, .action = word });
}

static int call_unproven(struct ctx *cx)
{
	struct movein_notice *rows;
	size_t count;
	int64_t days;
	int r = setting_int(cx, "movein.deliver_days", &days);

	if (r == OK)
		r = store_list(cx,
			       SQL(OPEN_LETTERS " AND n.state = 2 AND n.called_at = 0 AND n.sent_at < ?"
					     " ORDER BY n.id LIMIT ?"),
			       BINDS(cx->community, cx->now - DAYS(days), AT_ONCE), movein_notice_fields,
			       &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		r = owe(cx, &movein_call_norm, &rows[i], ROLE_FRONT_DESK, "undelivered");
		if (r == OK)
			r = store_exec(cx,
				       SQL("UPDATE movein_notice SET called_at = ? WHERE community_id = ?"
					   " AND id = ?"),
				       BINDS(cx->now, cx->community, rows[i].id));
	}
	return r;
}

static int expire_open(struct ctx *cx, int today)
{
	struct movein_notice *rows, n;
	struct input in;
	size_t count;
	int r = store_list(cx,
			   SQL(OPEN_LETTERS " AND n.state IN (2, 3) AND n.until_on < ? ORDER BY n.id LIMIT ?"),
			   BINDS(cx->community, today, AT_ONCE), movein_notice_fields, &rows, &count);

	input_init(&in, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++)
		r = movein_notice_step(cx, rows[i].id, "expire", 0, &in, 0, &n);
	return r;
}

static int ask_head(struct ctx *cx, int today)
{
	struct movein_notice *rows;
	size_t count;
	int r = store_list(cx,
			   SQL(OPEN_LETTERS " AND n.state = 6 AND n.asked_at = 0 AND n.until_on < ?"
					 " ORDER BY n.id LIMIT ?"),
			   BINDS(cx->community, today, AT_ONCE), movein_notice_fields, &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		r = owe(cx, &movein_decide_norm, &rows[i], ROLE_DIRECTOR, "expired");
		if (r == OK)
			r = store_exec(cx,
				       SQL("UPDATE movein_notice SET asked_at = ? WHERE community_id = ?"
					   " AND id = ?"),
				       BINDS(cx->now, cx->community, rows[i].id));
	}
	return r;
}

/* A batch whose first day has come is being handed over. */
static int open_batches(struct ctx *cx, int today)
{
	struct movein_batch *rows, b;
	struct input in;
	size_t count;
	int r = movein_batch_list(cx, 0, AT_ONCE, &rows, &count);

	input_init(&in, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].state == BATCH_NOTIFYING && rows[i].from_on <= today && !rows[i].unsent)
			r = movein_batch_step(cx, rows[i].id, "open", 0, &in, 0, &b);
	return r;
}

static int work(struct ctx *cx, void *arg)
{
	int today, r = movein_today(cx, &today);

	(void)arg;
	if (r == OK)
		r = open_batches(cx, today);
	if (r == OK)
		r = remind_before(cx, today, "movein.remind_last_days", 2);
	if (r == OK)
		r = remind_before(cx, today, "movein.remind_days", 1);
	if (r == OK)
		r = call_unproven(cx);
	if (r == OK)
		r = expire_open(cx, today);
	return r == OK ? ask_head(cx, today) : r;
}

int movein_remind(struct ctx *cx)
{
	return app_write(cx, work, NULL);
}
