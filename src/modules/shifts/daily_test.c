#include "modules/contacts/contacts.h"
#include "modules/shifts/daily.h"
#include "office.h"

static const struct daily_person *person_of(const struct daily *d, int64_t id)
{
	for (size_t i = 0; i < d->person_count; i++)
		if (d->people[i].id == id)
			return &d->people[i];
	return NULL;
}

/* Other areas may owe of the same call; this test looks at the requests. */
static struct daily_duty on_requests(const struct daily *d)
{
	for (size_t i = 0; i < d->duty_count; i++)
		if (!strcmp(d->duties[i].subject, "request"))
			return d->duties[i];
	return (struct daily_duty){ 0 };
}

static int64_t met_of(struct ctx *cx, int64_t request)
{
	struct obligation *list;
	size_t count;
	int64_t met = 0;

	CHECK_OK(obligation_of(cx, "request", request, &list, &count));
	for (size_t i = 0; i < count; i++)
		met += list[i].state == OBLIGATION_MET;
	CHECK(met > 0);
	return met;
}

static int64_t call(struct ctx *cx, int kind, const char *text)
{
	struct contact_intake in = { .channel = CHANNEL_PHONE, .matter_count = 1 };
	struct request_record *q;
	struct contact c;
	size_t count;

	in.matters[0] = (struct matter){ .kind = kind, .text = text };
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(request_of_contact(cx, c.id, &q, &count));
	return q[0].id;
}

static void step(struct ctx *cx, int64_t id, const char *action, const char *text)
{
	struct request_record q;
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, "text", text);
	CHECK_OK(request_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &q));
}

TEST(the_daily_report_counts_what_came_in_was_done_and_is_open_at_the_end_of_that_day)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t desk = office_person(cx, "lin", ROLE_FRONT_DESK), asked, repair;
	int monday = civil_day_of(cx->now, ZONE_SHANGHAI);
	struct daily d;

	office_as(cx, desk);
	asked = call(cx, KIND_ENQUIRY, "问停车费");
	repair = call(cx, KIND_REPAIR, "灯不亮");
	cx->now = office_at("2026-11-23 09:30");
	step(cx, asked, "answer", "每月 300 元");
	step(cx, asked, "close", "");
	CHECK_OK(daily_read(cx, monday, &d));
	CHECK(d.running);
	CHECK_INT(d.contacts, 2);
	CHECK_INT(d.kinds[0].kind, KIND_REPAIR);
	CHECK_INT(d.kinds[0].received, 1);
	CHECK_INT(d.kinds[0].open, 1);
	CHECK_INT(d.kinds[0].overdue, 1); /* not dispatched within 10 minutes */
	CHECK_INT(d.kinds[2].closed, 1);
	CHECK_INT(d.kinds[2].open, 0);
	CHECK_INT(on_requests(&d).met, met_of(cx, asked));
	CHECK_INT(on_requests(&d).late, 0);
	CHECK(person_of(&d, desk));
	CHECK_INT(person_of(&d, desk)->contacts, 2);
	CHECK_INT(person_of(&d, desk)->registered, 2);

	/* the day after: the repair is cancelled, and Monday's report still says that it was open */
	cx->now = office_at("2026-11-24 10:00");
	{
		struct request_record q;
		struct input in;
		input_init(&in, cx->arena);
		input_add(&in, "reason", "业主自己修好了");
		CHECK_OK(request_step(cx, repair, "cancel", 0, &in, ZONE_SHANGHAI, &q));
	}
	CHECK_OK(daily_read(cx, monday, &d));
	CHECK(!d.running);
	CHECK_INT(d.kinds[0].open, 1);
	CHECK_INT(on_requests(&d).met, met_of(cx, asked));
	CHECK_OK(daily_read(cx, monday + 1, &d));
	CHECK_INT(d.kinds[0].received, 0);
	CHECK_INT(d.kinds[0].closed, 1);
	CHECK_INT(d.kinds[0].open, 0);
	CHECK_INT(d.contacts, 0);
}

TEST(a_day_on_which_nothing_was_due_has_no_rate_instead_of_a_hundred_percent)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int monday = civil_day_of(cx->now, ZONE_SHANGHAI);
	struct daily d;

	CHECK_OK(daily_read(cx, monday, &d));
	CHECK_INT(daily_rate(d.all.met, d.all.late), -1);
	CHECK_INT(daily_rate(2, 1), 666);
	CHECK_INT(daily_rate(0, 1), 0);
	CHECK_INT(d.person_count, 0);
	CHECK_ERR(daily_read(cx, monday + 1, &d), ERR_INVALID);
}
