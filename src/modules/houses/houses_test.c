#include "modules/houses/houses.h"
#include "office.h"

TEST(a_building_belongs_to_its_named_post_else_to_the_first_steward)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = { .room = "3-2-501" };
	int64_t first, second, post;
	enum put put;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(building_post(cx, "3", &post));
	CHECK_INT(post, 0);
	(void)office_person(cx, "sun", ROLE_STEWARD);
	CHECK_OK(building_post(cx, "3", &first));
	CHECK(first != 0);
	cx->now += MINUTES(1);
	(void)office_person(cx, "guo", ROLE_STEWARD);
	CHECK_OK(store_int(cx, SQL("SELECT id FROM post WHERE community_id = ? AND name = ?"),
			   BINDS(cx->community, "guo"), &second));
	CHECK_OK(building_assign(cx, "3", second));
	CHECK_OK(building_post(cx, "3", &post));
	CHECK_INT(post, second);
	CHECK_OK(building_assign(cx, "3", 0));
	CHECK_OK(building_post(cx, "3", &post));
	CHECK_INT(post, first);
	CHECK_ERR(building_assign(cx, "9", second), ERR_NOT_FOUND);
	CHECK_ERR(building_assign(cx, "3", 77), ERR_INVALID);
}
