/* Handovers of the demonstration: what was inspected and accepted is signed and delivered, a key or
 * two left for repairs, one changed by a supplement. */
#include "app/attachment.h"
#include "demo_parts.h"
#include "modules/handover/deed.h"
#include "modules/inspection/inspection.h"
#include "store/store.h"

enum { SMALL = 60, MOST = 18 };

/* A line as a pen draws it: PNG, 120 × 40. */
static const unsigned char pen[] = {
	0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
	0x44, 0x52, 0x00, 0x00, 0x00, 0x78, 0x00, 0x00, 0x00, 0x28, 0x01, 0x00, 0x00, 0x00,
	0x00, 0x1d, 0x91, 0x03, 0x88, 0x00, 0x00, 0x00, 0xd6, 0x49, 0x44, 0x41, 0x54, 0x78,
	0xda, 0xb5, 0xd1, 0x31, 0x0e, 0x82, 0x40, 0x10, 0x05, 0x50, 0xd4, 0x82, 0x12, 0xed,
	0xec, 0xc6, 0x63, 0x58, 0x98, 0x50, 0x7a, 0x0e, 0x6f, 0xe0, 0x01, 0x0c, 0xc4, 0x58,
	0x50, 0x72, 0x04, 0xaf, 0x42, 0xa5, 0x25, 0x57, 0x20, 0x52, 0xd0, 0x42, 0x68, 0x96,
	0x64, 0xb3, 0xe3, 0x9f, 0x81, 0x90, 0x40, 0xa1, 0x15, 0xdb, 0x30, 0x2f, 0xc0, 0xec,
	0x9f, 0x5d, 0x8f, 0xa7, 0xcb, 0x5b, 0xc2, 0xef, 0x99, 0x1f, 0x33, 0xaf, 0x66, 0xde,
	0x4d, 0xed, 0x8e, 0x7f, 0x7c, 0x8b, 0xc7, 0x9e, 0x62, 0x2b, 0xbe, 0x9b, 0x70, 0x74,
	0x04, 0x6f, 0x6b, 0x62, 0xae, 0x7a, 0x3b, 0xbc, 0xda, 0x5f, 0x46, 0x1b, 0x0e, 0xd9,
	0x9d, 0x36, 0xa9, 0x04, 0xed, 0x4d, 0xec, 0x22, 0x1f, 0xce, 0xd5, 0x1d, 0x6c, 0x63,
	0x99, 0x22, 0x55, 0x37, 0x78, 0xaa, 0x7d, 0x82, 0x43, 0x6e, 0x39, 0x61, 0x8b, 0x66,
	0x6e, 0xdd, 0xbb, 0xe4, 0x8c, 0x0c, 0x73, 0x69, 0x0f, 0xe1, 0xe0, 0x22, 0x50, 0x5f,
	0x63, 0x98, 0xf0, 0x63, 0x9d, 0x74, 0x68, 0x63, 0x34, 0x1f, 0x99, 0x04, 0x1b, 0x37,
	0x70, 0xa7, 0x7e, 0x16, 0x01, 0xbe, 0x85, 0xbb, 0x46, 0x9d, 0x66, 0x08, 0xda, 0xb4,
	0x88, 0x55, 0xf6, 0x4e, 0x24, 0x42, 0x39, 0x3a, 0x0f, 0x24, 0x72, 0x85, 0xb1, 0xce,
	0xea, 0x17, 0x89, 0x51, 0x5b, 0x5f, 0xfd, 0x91, 0x73, 0x90, 0xda, 0x05, 0xea, 0x22,
	0xe6, 0xa1, 0x26, 0x75, 0xad, 0xe7, 0x46, 0x4b, 0xde, 0xff, 0x0f, 0x7f, 0x01, 0xaa,
	0x48, 0x1f, 0x0c, 0xc2, 0xd2, 0xf7, 0x70, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e,
	0x44, 0xae, 0x42, 0x60, 0x82,
};

static const struct actor *who(const struct demo_estate *e, enum role role)
{
	return &demo_staff_of(e, role, 0)->actor;
}

/* Who is led from desk to desk is none of theirs. */
#define NOT_AT_DESKS "NOT EXISTS (SELECT 1 FROM runsheet s WHERE s.community_id = "

/* The oldest that the owner has accepted and that has no deed. */
static int next_room(struct ctx *cx, char **ret)
{
	return store_text(cx,
			  SQL("SELECT room FROM inspection i WHERE community_id = ? AND state IN (2, 3, 5)"
			      " AND NOT EXISTS (SELECT 1 FROM deed d WHERE d.community_id = i.community_id"
			      " AND d.room_id = i.room_id) AND " NOT_AT_DESKS "i.community_id"
			      " AND s.room_id = i.room_id) ORDER BY id LIMIT 1"),
			  BINDS(cx->community), ret);
}

static int step(struct ctx *cx, int64_t id, const char *action, const char *const *pairs)
{
	struct input in;
	struct deed d;

	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	return deed_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &d);
}
#define STEP_WITH(cx, id, action, ...) \
	step(cx, id, action, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })

int demo_sign_deed(struct ctx *cx, int64_t deed, const char *action, const char *name,
		   const char *value, const char *text)
{
	struct attachment a;
	FILE *file = tmpfile();
	int r;

	if (!file || fwrite(pen, sizeof pen, 1, file) != 1 || fflush(file)) {
		if (file)
			(void)fclose(file);
		return fail(cx, ERR_UNAVAILABLE, "tmpfile: %s", strerror(errno));
	}
	r = attachment_store(cx, fileno(file), "签名", &a);
	(void)fclose(file);
	a.subject = "deed";
	a.subject_id = deed;
	if (r == OK)
		r = attachment_add(cx, &a);
	return r < 0 ? r
		     : STEP_WITH(cx, deed, action, name, value, "text", text, "seller_signed_by",
				 "罗启明", "signature", arena_printf(cx->arena, "%" PRId64, a.id));
}

static int fill(struct ctx *cx, const struct deed *d, int64_t which)
{
	static const char *const from[] = {
		"seller", "临江碧水置业有限公司", "accepted_on", "2025-12-20", "notice_on", "2026-09-15",
		"quality_book", "1", "manual_book", "1", "filing_copy", "1", "other_papers",
		"业主手册、装修手册、防火手册、临时管理规约", "gas", "0", "keys.0.name", "入户门",
		"keys.0.count", "5", "keys.1.name", "信箱", "keys.1.count", "2", NULL };
	struct input in;
	bool leaves = which % 6 == 3;

	input_init(&in, cx->arena);
	for (const char *const *p = from; *p; p += 2)
		input_add(&in, p[0], p[1]);
	input_add(&in, "contract", arena_printf(cx->arena, "SPF-2024-%04d", 817 + (int)which));
	input_add(&in, "fund_receipt", arena_printf(cx->arena, "WX%06d", 20260 + (int)which));
	input_add(&in, "water", arena_printf(cx->arena, "%d", 3 + (int)which % 9));
	input_add(&in, "power", arena_printf(cx->arena, "%d", 20 + (int)which * 7 % 40));
	input_add(&in, "water_meter", arena_printf(cx->arena, "S%07d", 1000 + (int)which));
	input_add(&in, "power_meter", arena_printf(cx->arena, "D%07d", 4000 + (int)which));
	if (!d->area_mass)
		input_add(&in, "area", "98.5");
	if (leaves) {
		char day[CIVIL_TEXT];
		input_add(&in, "keys.0.kept", "1");
		input_add(&in, "keys.0.until_on",
			  civil_date(civil_day_of(cx->now, ZONE_SHANGHAI) + 21, day));
	}
	return deed_fill(cx, d->id, 0, &in, ZONE_SHANGHAI);
}

static int begin(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct deed d;
	char *room;

	if (next_room(cx, &room) < 0)
		return OK;
	cx->actor = who(e, ROLE_FRONT_DESK);
	/* not every room of the demonstration has its owner on file */
	if (deed_begin(cx, room, &d) < 0)
		return OK;
	return fill(cx, &d, which);
}

/* The oldest deed in that state. */
static bool deed_in(struct ctx *cx, int state, struct deed *ret)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT id FROM deed d WHERE community_id = ? AND state = ? AND " NOT_AT_DESKS
			      "d.community_id AND s.room_id = d.room_id) ORDER BY id LIMIT 1"),
			  BINDS(cx->community, state), &id);

	return r == OK && deed_get(cx, id, ret) == OK;
}

static int sign(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct deed d;

	(void)which;
	cx->actor = who(e, ROLE_FRONT_DESK);
	return deed_in(cx, DEED_DRAFT, &d)
		? demo_sign_deed(cx, d.id, "owner_sign", "signed_by", d.owners, "") : OK;
}

static int countersign(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct deed d;

	(void)which;
	cx->actor = who(e, ROLE_SUPERVISOR);
	return deed_in(cx, DEED_OWNER_SIGNED, &d)
		? demo_sign_deed(cx, d.id, "seller_sign", "signed_by", "罗启明", "") : OK;
}

/* What the builder has not handed over whole waits. */
static int deliver(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct deed_filter f = { .state = DEED_SIGNED, .most = MOST };
	struct deed *rows;
	size_t count;
	int r = deed_list(cx, &f, &rows, &count);

	(void)which;
	cx->actor = who(e, ROLE_FRONT_DESK);
	for (size_t i = 0; r == OK && i < count; i++) {
		r = STEP_WITH(cx, rows[i].id, "deliver");
		if (r != ERR_CONFLICT)
			return r;
		r = OK;
	}
	return r;
}

static int supplement(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct deed d;

	(void)which;
	cx->actor = who(e, ROLE_SUPERVISOR);
	return deed_in(cx, DEED_DELIVERED, &d)
		? demo_sign_deed(cx, d.id, "supplement", "owner_signed_by", d.owners,
			    "实测面积按测绘成果更正，多退少补另签收据。") : OK;
}

static int archive(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct deed d;
	int r;

	(void)which;
	cx->actor = who(e, ROLE_FRONT_DESK);
	if (!deed_in(cx, DEED_DELIVERED, &d))
		return OK;
	r = STEP_WITH(cx, d.id, "archive");
	return r == ERR_CONFLICT ? OK : r;
}

void demo_handovers(const struct demo_estate *e)
{
	int64_t days = MIN(e->days - 2, 45);

	if (e->households < SMALL || !demo_staff_of(e, ROLE_SUPERVISOR, 0) || days < 20)
		return;
	for (int64_t n = 0; n < MOST; n++) {
		int64_t at = e->now - MINUTES(100) - (MOST - 1 - n) * DAYS(days) / MOST;
		demo_plan(e, at, begin, n);
		if (n >= MOST - 2)
			continue; /* to be signed still */
		demo_plan(e, at + MINUTES(20), sign, n);
		if (n == MOST - 3)
			continue;
		demo_plan(e, at + MINUTES(35), countersign, n);
		if (n == MOST - 4)
			continue;
		demo_plan(e, at + MINUTES(50), deliver, n);
		if (n == 5)
			demo_plan(e, at + MINUTES(80), supplement, n);
		if (n > 5 && n < 10)
			demo_plan(e, at + MINUTES(90), archive, n);
	}
}
