/* What the tests of the residents' entry share: an office, residents, one who is in and acts. */
#ifndef ANJU_PORTAL_TEST_H
#define ANJU_PORTAL_TEST_H
#include "app/journal.h"
#include "base/text.h"
#include "modules/outreach/reasons.h"
#include "modules/portal/letters.h"
#include "modules/shifts/shifts_test.h"

OFFICE_UNUSED static int64_t put_person(struct ctx *cx, const char *typed, const char *name,
					const char *phone,
			  int relation)
{
	struct resident in = { .name = name, .phone = phone, .relation = relation };
	struct room room;
	int64_t person;
	bool changed;

	CHECK_OK(room_find(cx, typed, &room));
	CHECK_OK(resident_put(cx, &room, &in, &person, &changed));
	return person;
}

OFFICE_UNUSED static struct occupancy occupancy_at(struct ctx *cx, const char *typed,
						   const char *name)
{
	struct occupancy *list;
	struct room room;
	size_t count;

	CHECK_OK(room_find(cx, typed, &room));
	CHECK_OK(occupancy_of_room(cx, room.id, true, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i].name, name))
			return list[i];
	test_failed(__FILE__, __LINE__, "nobody called %s", name);
}

OFFICE_UNUSED static struct ctx *home_office_at(const char *now)
{
	struct ctx *cx = staffed(now);
	struct room other = { .room = "3-2-502" };
	int64_t id;
	enum put put;

	CHECK_OK(room_put(cx, &other, &id, &put));
	put_person(cx, "3-2-501", "王秀兰", "13812345612", RELATION_OWNER);
	put_person(cx, "3-2-501", "李强", "13900001111", RELATION_FAMILY);
	put_person(cx, "3-2-502", "赵敏", "13700002222", RELATION_TENANT);
	return cx;
}

/* The resident is in, and acts. */
OFFICE_UNUSED static struct home_user inside(struct ctx *cx, int64_t person, int64_t room)
{
	static struct actor resident;
	char cookie[HOME_COOKIE];
	const char *token;
	struct home_user u;
	int64_t community;

	CHECK_OK(home_session_open(cx, person, room, "Chrome", cookie));
	CHECK_OK(home_session_user(cx, cookie, &u, &community, &token));
	resident = (struct actor){ .id = -person, .name = u.name, .login = "", .community = 1 };
	cx->actor = &resident;
	return u;
}

OFFICE_UNUSED static struct home_user of_person(struct ctx *cx, const char *room, const char *name)
{
	return inside(cx, occupancy_at(cx, room, name).person_id, 0);
}

OFFICE_UNUSED static int64_t report(struct ctx *cx, const struct home_user *u,
				    struct home_report in,
		      const char *key)
{
	int64_t id;

	in.room = in.room ? in.room : u->rooms[0].room;
	CHECK_OK(home_report(cx, u, &in, key, NULL, 0, &id));
	return id;
}

#define REPAIR(part_, ...) ((struct home_report){ .kind = KIND_REPAIR, .part = part_, __VA_ARGS__ })
#define SAYS(kind_, text_) ((struct home_report){ .kind = kind_, .text = text_ })
#endif
