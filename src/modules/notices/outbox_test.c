#include "modules/notices/outbox.h"
#include "app/setting.h"
#include "modules/notices/message.h"
#include "modules/notices/notices.h"
#include "modules/notices/wishes.h"
#include "office.h"
#include "outside.h"

static struct outbound *sender;

static void stop_sender(void)
{
	if (sender)
		outbound_stop(sender);
}

/* An office with the world outside around it; loopback is allowed. */
static struct ctx *office_with(struct outside **ret)
{
	struct arena arena = { 0 };
	struct ctx small = { .arena = &arena }, *cx;

	CHECK_OK(outbound_start(&small, &sender));
	(void)atexit(stop_sender);
	*ret = outside_start(NULL, NULL);
	cx = office("2026-11-23 10:00");
	cx->app->outbound = sender;
	CHECK_OK(setting_change(cx, "notices.allow_private", "是", 0));
	CHECK_OK(setting_change(cx, "notices.merge_minutes", "10", 0));
	(void)office_person(cx, "keeper", ROLE_ADMINISTRATOR);
	return cx;
}

static const char *at_path(struct ctx *cx, const char *path)
{
	return arena_printf(cx->arena, "http://127.0.0.1:%d%s", http_port(outside_only.server),
			    path);
}

static int64_t channel(struct ctx *cx, enum via kind, const char *address, const char *secret)
{
	struct notice_channel c = { .kind = (int)kind, .name = address, .enabled = true,
				    .address = address, .secret = secret, .per_minute = 600,
				    .template = "{\"to\":\"{phone}\",\"text\":\"{text}\",\"id\":\"{id}\"}",
				    .sender = "office@example.com" };

	CHECK_OK(channel_put(cx, &c));
	return c.id;
}

/* Lets the job run until nothing is on its way any more. */
static void pump(struct ctx *cx)
{
	struct outbox_counts n;

	for (int i = 0; i < 400; i++) {
		CHECK_OK(outbox_job(cx));
		CHECK_OK(outbox_count(cx, &n));
		if (!n.away)
			return;
		nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000 * 1000 }, NULL);
	}
	test_failed(__FILE__, __LINE__, "still on its way");
}

static int64_t person(struct ctx *cx, const char *login, const char *email, int hear)
{
	int64_t id = office_person(cx, login, ROLE_FRONT_DESK);
	struct notice_wish w = { .email = email, .by_mail = hear };

	office_as(cx, id);
	CHECK_OK(wish_put(cx, &w));
	office_as(cx, 0);
	return id;
}

static void tell(struct ctx *cx, int64_t account, const char *title, bool urgent)
{
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = account, .kind = "assigned",
						   .title = title, .urgent = urgent }));
}

static size_t rows(struct ctx *cx, struct outbox_row **ret)
{
	size_t count;

	CHECK_OK(outbox_list(cx, &(struct outbox_filter){ 0 }, ret, &count));
	return count;
}

/* ---- to whom, and when ---- */

TEST(several_notices_within_the_window_are_one_message)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL);
	struct outbox_row *list;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	tell(cx, lin, "一", false);
	pump(cx);
	cx->now += MINUTES(4);
	tell(cx, lin, "二", false);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].count, 2);
	CHECK_INT(list[0].due_at, office_at("2026-11-23 10:10"));
	CHECK_INT(list[0].attempts, 0);
}

TEST(what_is_not_urgent_waits_for_the_morning_and_what_is_takes_it_along)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL);
	struct outbox_row *list;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	cx->now = office_at("2026-11-23 22:00");
	tell(cx, lin, "不急", false);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].due_at, office_at("2026-11-24 08:00"));
	cx->now += MINUTES(30);
	tell(cx, lin, "急", true);
	CHECK_OK(outbox_job(cx));
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].count, 2);
	CHECK_INT(list[0].claimed_at, cx->now);
}

TEST(ones_own_quiet_hours_come_on_top_of_the_offices)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL);
	struct notice_wish w = { .email = "lin@example.com", .by_mail = HEAR_ALL,
				 .quiet_from = 8 * 60, .quiet_until = 9 * 60 + 30 };
	struct outbox_row *list;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	office_as(cx, lin);
	CHECK_OK(wish_put(cx, &w));
	office_as(cx, 0);
	cx->now = office_at("2026-11-23 22:00");
	tell(cx, lin, "不急", false);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].due_at, office_at("2026-11-24 09:30"));
}

TEST(a_person_hears_by_the_channels_of_choice_only)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t none = person(cx, "none", "none@example.com", HEAR_NONE);
	int64_t some = person(cx, "some", "some@example.com", HEAR_URGENT);
	struct outbox_row *list;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	tell(cx, none, "急", true);
	tell(cx, some, "不急", false);
	pump(cx);
	CHECK_INT(rows(cx, &list), 0);
	tell(cx, some, "急", true);
	CHECK_OK(outbox_job(cx));
	CHECK_INT(rows(cx, &list), 1);
	CHECK_STR(list[0].address, "some@example.com");
}

TEST(what_was_read_in_the_program_meanwhile_does_not_go_out)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL), read;
	struct outbox_row *list;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	tell(cx, lin, "一", false);
	pump(cx);
	office_as(cx, lin);
	CHECK_OK(notice_read_all(cx, &read));
	office_as(cx, 0);
	cx->now += MINUTES(11);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_NEEDLESS);
}

TEST(a_residents_message_waits_for_contact_hours_and_stands_as_failed_without_a_gateway)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	struct notice n = { .phone = "13812345678", .kind = "announcement", .title = "明天停水" };
	struct outbox_row *list;

	CHECK_OK(notice_tell(cx, &n));
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_FAILED);
	CHECK_HAS(list[0].answer, "短信渠道");
	(void)channel(cx, VIA_SMS, at_path(cx, "/sms"), "token");
	cx->now = office_at("2026-11-23 11:55");
	CHECK_OK(notice_tell(cx, &n));
	pump(cx);
	CHECK_INT(rows(cx, &list), 2);
	CHECK_INT(list[0].due_at, office_at("2026-11-23 14:30"));
	cx->now = office_at("2026-11-23 14:30");
	CHECK_OK(outbox_retry(cx, list[1].id));
	pump(cx);
	CHECK_INT(o->count, 2);
	CHECK_STR(o->call[0].token, "token");
	CHECK_HAS(o->call[0].body, "{\"to\":\"13812345678\",\"text\":\"【安居苑】明天停水\",\"id\":\"");
}

TEST(a_weekend_of_notices_leaves_as_one_message_a_person_when_the_server_is_back)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL);
	int64_t wang = person(cx, "wang", "wang@example.com", HEAR_ALL);
	struct outbox_row *list;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	(void)channel(cx, VIA_WECOM, at_path(cx, "/wecom"), NULL);
	cx->now = office_at("2026-11-27 18:00");
	for (int i = 0; i < 100; i++, cx->now += MINUTES(30)) {
		tell(cx, i % 2 ? lin : wang, arena_printf(cx->arena, "周末第 %d 件", i), false);
		tell(cx, lin, arena_printf(cx->arena, "又第 %d 件", i), false);
	}
	cx->now = office_at("2026-11-30 08:05");
	pump(cx);
	CHECK_INT(rows(cx, &list), 3);
	CHECK_INT(list[0].count + list[1].count + list[2].count, 400);
	cx->now += MINUTES(10);
	pump(cx);
	CHECK_INT(o->count, 1);
	CHECK_HAS(o->call[0].body, "有 200 条新消息");
}

/* ---- real servers ---- */

TEST(a_mail_arrives_at_a_real_server_with_its_text)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL);
	struct outbox_row *list;
	char text[8192];

	outside_mail(o);
	(void)channel(cx, VIA_MAIL, arena_printf(cx->arena, "smtp://127.0.0.1:%d", o->mail_port),
		      NULL);
	tell(cx, lin, "派给您：3-2-501 厨房水龙头漏水，请在十五分钟内到场并且回话给业主王女士", true);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_SENT);
	CHECK_INT(outside_mails(o, text, sizeof text), 1);
	CHECK_HAS(text, "To: <lin@example.com>");
	CHECK_HAS(text, "Subject: =?UTF-8?B?");
	CHECK_HAS(text, "Content-Transfer-Encoding: base64");
}

TEST(the_three_robots_get_their_shapes_and_their_refusal_is_no_success)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct outbox_row *list;
	int sent = 0, waiting = 0;

	(void)channel(cx, VIA_WECOM, at_path(cx, "/wecom?key=k"), NULL);
	(void)channel(cx, VIA_DINGTALK, at_path(cx, "/dingtalk?access_token=t"), "SECabc");
	(void)channel(cx, VIA_FEISHU, at_path(cx, "/feishu"), "SECabc");
	(void)channel(cx, VIA_DINGTALK, at_path(cx, "/refuses"), NULL);
	tell(cx, lin, "停水", true);
	pump(cx);
	CHECK_INT(o->count, 4);
	CHECK_INT(rows(cx, &list), 4);
	for (size_t i = 0; i < 4; i++) {
		sent += list[i].state == OUTBOX_SENT;
		waiting += list[i].state == OUTBOX_WAITING && strstr(list[i].answer, "sign not match");
	}
	CHECK_INT(sent, 3);
	CHECK_INT(waiting, 1);
	for (int i = 0; i < o->count; i++) {
		CHECK_HAS(o->call[i].body, "lin：停水");
		CHECK_HAS(o->call[i].key, "anju-");
		if (strstr(o->call[i].target, "access_token"))
			CHECK_HAS(o->call[i].target, "&timestamp=1795399200000&sign=FmN28uYy0");
	}
}

TEST(a_server_that_fails_first_is_tried_again_after_growing_pauses_with_the_same_token)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct outbox_row *list;

	o->failures = 2;
	(void)channel(cx, VIA_WECOM, at_path(cx, "/fails"), NULL);
	tell(cx, lin, "停水", true);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_WAITING);
	CHECK_INT(list[0].due_at, cx->now + MINUTES(1));
	CHECK_HAS(list[0].answer, "500：out of order");
	cx->now += MINUTES(1);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].due_at, cx->now + MINUTES(2));
	cx->now += MINUTES(2);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_SENT);
	CHECK_INT(list[0].attempts, 3);
	CHECK_STR(o->call[0].key, o->call[2].key);
}

TEST(after_the_last_try_it_has_failed_and_the_administrator_is_told_once_in_the_program)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK), told;
	struct outbox_row *list;

	o->failures = 100;
	CHECK_OK(setting_change(cx, "notices.attempts", "3", 0));
	(void)channel(cx, VIA_WECOM, at_path(cx, "/fails"), NULL);
	tell(cx, lin, "停水", true);
	for (int i = 0; i < 5; i++, cx->now += MINUTES(5))
		pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_FAILED);
	CHECK_INT(list[0].attempts, 3);
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND kind = 'outbox'"
			       " AND account_id <> 0"),
			   BINDS(cx->community), &told));
	CHECK_INT(told, 1);
	o->failures = 0;
	CHECK_OK(outbox_retry(cx, list[0].id));
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_SENT);
	CHECK_ERR(outbox_retry(cx, list[0].id), ERR_CONFLICT);
	CHECK_ERR(outbox_give_up(cx, list[0].id), ERR_CONFLICT);
}

TEST(what_can_never_arrive_is_not_tried_again)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct outbox_row *list;

	(void)channel(cx, VIA_WECOM, at_path(cx, "/gone"), NULL);
	(void)channel(cx, VIA_FEISHU, at_path(cx, "/redirect"), NULL);
	tell(cx, lin, "停水", true);
	pump(cx);
	CHECK_INT(rows(cx, &list), 2);
	for (size_t i = 0; i < 2; i++)
		CHECK_INT(list[i].state, OUTBOX_FAILED);
	CHECK_INT(o->count, 2);
}

TEST(without_the_setting_nothing_goes_to_a_private_address)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct outbox_row *list;

	(void)channel(cx, VIA_WECOM,
		      arena_printf(cx->arena, "https://127.0.0.1:%d/", http_port(o->server)), NULL);
	CHECK_OK(setting_change(cx, "notices.allow_private", "否", 0));
	tell(cx, lin, "停水", true);
	pump(cx);
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_FAILED);
	CHECK_HAS(list[0].answer, "内部网络");
	CHECK_INT(o->count, 0);
}

TEST(a_channel_sends_no_more_a_minute_than_it_may)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	struct notice_channel c = { .kind = VIA_SMS, .name = "短信", .enabled = true,
				    .address = at_path(cx, "/sms"), .per_minute = 3,
				    .template = "p={phone}&t={text}" };

	CHECK_OK(channel_put(cx, &c));
	for (int i = 0; i < 8; i++)
		CHECK_OK(notice_tell(cx, &(struct notice){
						 .phone = arena_printf(cx->arena, "1381234567%d", i),
						 .kind = "a", .title = "停水", .urgent = true }));
	for (int i = 0; i < 5; i++)
		pump(cx);
	CHECK_INT(o->count, 3);
	cx->now += MINUTES(1);
	pump(cx);
	CHECK_INT(o->count, 6);
	CHECK_HAS(o->call[0].body, "p=1381234567");
	CHECK_HAS(o->call[0].body, "&t=%E3%80%90");
}

TEST(a_hung_robot_does_not_hold_up_the_mail_nor_the_job)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK), began;
	struct outbox_row *list;
	int sent = 0;

	for (int i = 0; i < 4; i++)
		(void)channel(cx, VIA_WECOM,
			      arena_printf(cx->arena, "http://127.0.0.1:%d/%d", outside_silent(), i),
			      NULL);
	(void)channel(cx, VIA_DINGTALK, at_path(cx, "/dingtalk"), NULL);
	tell(cx, lin, "停水", true);
	began = clock_steady_us();
	CHECK_OK(outbox_job(cx));
	for (int i = 0; i < 100 && !o->count; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000 * 1000 }, NULL);
	nanosleep(&(struct timespec){ .tv_nsec = 50 * 1000 * 1000 }, NULL);
	CHECK_OK(outbox_job(cx));
	CHECK(clock_steady_us() - began < 2000000);
	CHECK_INT(rows(cx, &list), 5);
	for (size_t i = 0; i < 5; i++)
		sent += list[i].state == OUTBOX_SENT;
	CHECK_INT(sent, 1);
}

TEST(what_was_on_its_way_when_the_service_stopped_is_sent_again)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct outbox_row *list;

	(void)channel(cx, VIA_WECOM,
		      arena_printf(cx->arena, "http://127.0.0.1:%d/", outside_silent()), NULL);
	tell(cx, lin, "停水", true);
	CHECK_OK(outbox_job(cx));
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_AWAY);
	/* the service starts anew: another process, which carries nothing */
	outbound_stop(sender);
	sender = NULL;
	CHECK_OK(outbound_start(cx, &sender));
	cx->app->outbound = sender;
	CHECK_OK(outbox_settle(cx));
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_WAITING);
	CHECK_INT(list[0].due_at, cx->now + MINUTES(1));
}

TEST(the_sweep_removes_what_is_older_than_the_office_keeps_and_nothing_unread)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "", HEAR_NONE), read;
	struct notice_row *list;
	struct outbox_row *sent;
	size_t count;

	(void)channel(cx, VIA_WECOM, at_path(cx, "/wecom"), NULL);
	tell(cx, lin, "读过的", true);
	pump(cx);
	office_as(cx, lin);
	CHECK_OK(notice_read_all(cx, &read));
	tell(cx, lin, "没读的", true);
	pump(cx);
	CHECK_INT(rows(cx, &sent), 2);
	cx->now += DAYS(401);
	CHECK_OK(outbox_sweep(cx));
	CHECK_INT(rows(cx, &sent), 0);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ 0 }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].title, "没读的");
}

TEST(who_leaves_gets_nothing_more_and_what_was_unread_goes_to_the_post)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = person(cx, "lin", "lin@example.com", HEAR_ALL);
	int64_t wang = office_person(cx, "wang", ROLE_FRONT_DESK), post;
	struct notice_row *list;
	struct outbox_row *out;
	size_t count;

	(void)channel(cx, VIA_MAIL, "smtp://127.0.0.1:1", NULL);
	tell(cx, lin, "没读过的", false);
	pump(cx);
	CHECK_OK(store_int(cx,
			   SQL("SELECT post_id FROM staff_post WHERE community_id = ?"
			       " AND account_id = ?"),
			   BINDS(cx->community, lin), &post));
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff SET left_on = 20000 WHERE community_id = ?"
				" AND account_id = ?"),
			    BINDS(cx->community, lin)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff_post (community_id, account_id, post_id, from_at)"
				" VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, wang, post, cx->now)));
	CHECK_OK(notice_person_left(cx, lin));
	cx->now += HOURS(1);
	pump(cx);
	CHECK_INT(rows(cx, &out), 1);
	CHECK_INT(out[0].state, OUTBOX_GIVEN_UP);
	CHECK_ERR(outbox_retry(cx, out[0].id), ERR_CONFLICT);
	office_as(cx, wang);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ 0 }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].title, "没读过的");
}

TEST(a_clock_that_jumps_ahead_and_back_stops_no_channel)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct notice_channel c = { .kind = VIA_WECOM, .name = "群", .enabled = true, .per_minute = 1,
				    .address = at_path(cx, "/wecom") };

	CHECK_OK(channel_put(cx, &c));
	cx->now += DAYS(30);
	tell(cx, lin, "一", true);
	pump(cx);
	tell(cx, lin, "二", true);
	pump(cx);
	CHECK_INT(o->count, 1);
	cx->now -= DAYS(30);
	pump(cx);
	CHECK_INT(o->count, 2);
	CHECK_HAS(o->call[1].body, "二");
}

TEST(a_sending_process_that_is_gone_for_good_loses_no_message_and_the_page_says_so)
{
	struct outside *o;
	struct ctx *cx = office_with(&o);
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct outbox_row *list;

	(void)channel(cx, VIA_WECOM, at_path(cx, "/wecom"), NULL);
	CHECK(outbound_alive(sender));
	CHECK(outside_child(getpid(), "anju-outbound") > 1);
	CHECK_OK(kill(outside_child(getpid(), "anju-outbound"), SIGKILL));
	for (int i = 0; i < 200 && outbound_alive(sender); i++)
		nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000 * 1000 }, NULL);
	CHECK(!outbound_alive(sender));
	tell(cx, lin, "停水", true);
	CHECK_OK(outbox_job(cx));
	CHECK_INT(rows(cx, &list), 1);
	CHECK_INT(list[0].state, OUTBOX_WAITING);
	CHECK_INT(list[0].attempts, 0);
}
