/* What the tests of documents 14 and 19 share: an office, flats that are sold, fees, a batch. */
#ifndef ANJU_MOVEIN_TEST_H
#define ANJU_MOVEIN_TEST_H
#include "base/text.h"
#include "modules/movein/movein_parts.h"
#include "modules/residents/residents.h"
#include "modules/shifts/shifts_test.h"

OFFICE_UNUSED static int day_of(const char *day)
{
	int32_t on;

	CHECK_OK(civil_parse_day(day, &on));
	return on;
}

/* Sold, not handed over. */
OFFICE_UNUSED static int64_t sold_flat(struct ctx *cx, const char *name, int64_t area_mass,
				       const char *owner, const char *phone)
{
	struct room room = { .room = name, .area_mass = area_mass, .state = ROOM_UNDELIVERED,
			     .use = ROOM_DWELLING };
	struct resident in = { .name = owner, .phone = phone, .relation = RELATION_OWNER };
	int64_t id, person;
	bool changed;
	enum put put;

	CHECK_OK(room_put(cx, &room, &id, &put));
	CHECK_OK(room_get(cx, id, &room));
	if (owner)
		CHECK_OK(resident_put(cx, &room, &in, &person, &changed));
	return id;
}

OFFICE_UNUSED static void fee(struct ctx *cx, const char *name, int kind, int payee, int basis,
			      int64_t price)
{
	struct movein_fee in = { .name = name, .kind = kind, .payee = payee, .basis = basis,
				 .price_fen = price, .letters = LETTERS_BOTH };
	int64_t id;

	CHECK_OK(movein_fee_add(cx, &in, &id));
}

/* 105 a square metre into the fund, 2.00 a month to the office. */
OFFICE_UNUSED static struct ctx *movein_office(const char *now)
{
	struct ctx *cx = staffed(now);

	office_as(cx, supervisor);
	fee(cx, "专项维修资金", FEE_FUND, PAYEE_FUND, BASIS_AREA, 10500);
	CHECK_OK(setting_change(cx, "handover.fee_fen", "2.00", 0));
	office_as(cx, desk_a);
	return cx;
}

OFFICE_UNUSED static struct movein_batch plan(int kind, const char *from, const char *until)
{
	return (struct movein_batch){
		.kind = kind, .name = "一期 8 栋", .sender = "翠湖置业", .from_on = day_of(from),
		.until_on = day_of(until), .place = "8 栋架空层", .phone = "0755-1234567",
		.opinion_number = "YS-2026-018", .filing_number = "BA-2026-0033",
	};
}

OFFICE_UNUSED static int batch_take(struct ctx *cx, int64_t id, const char *action, ...)
{
	struct movein_batch b;
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return movein_batch_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &b);
}

OFFICE_UNUSED static int letter_take(struct ctx *cx, struct movein_notice *n,
				     const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return movein_notice_step(cx, n->id, action, 0, &in, ZONE_SHANGHAI, n);
}

/* The letter of the room in the batch. */
OFFICE_UNUSED static struct movein_notice letter(struct ctx *cx, int64_t batch, const char *room)
{
	struct movein_notice_filter f = { .batch = batch, .q = room, .most = 2 };
	struct movein_notice *rows;
	size_t count;

	CHECK_OK(movein_notice_list(cx, &f, &rows, &count));
	CHECK_INT(count, 1);
	return rows[0];
}

/* Planned by desk_a, proven by the supervisor, sent by registered post. */
OFFICE_UNUSED static int64_t sent_batch(struct ctx *cx, const struct movein_batch *in,
					const char *buildings)
{
	int64_t id, count;

	office_as(cx, desk_a);
	CHECK_OK(movein_batch_create(cx, in, &id));
	CHECK_OK(movein_batch_fill(cx, id, buildings, &count));
	office_as(cx, in->kind == MOVEIN_MOVEIN ? director : supervisor);
	CHECK_OK(batch_take(cx, id, in->kind == MOVEIN_MOVEIN ? "approve" : "verify", NULL));
	office_as(cx, desk_a);
	CHECK_OK(batch_take(cx, id, "issue", "channel", "post", NULL));
	CHECK_OK(movein_send_some(cx, 100, &count));
	return id;
}

OFFICE_UNUSED static const struct obligation *duty(struct ctx *cx, const char *subject, int64_t id,
						   const char *kind)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, subject, id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i].kind, kind) && list[i].state == OBLIGATION_OPEN)
			return &list[i];
	return NULL;
}
#endif
