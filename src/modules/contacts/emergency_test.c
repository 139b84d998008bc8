/* What is written down, and what must not be. */
#include "modules/contacts/contacts.h"
#include "modules/scripts/scripts.h"
#include "office.h"

TEST(scenario_3_g_3_the_desk_has_a_script_to_refuse_and_no_field_for_a_number_given_away)
{
	static const char *const words[] = { "released", "disclose", "given" };
	struct ctx *cx = office("2026-11-23 10:00");
	struct script_card card;

	CHECK_OK(script_card(cx, &card));
	CHECK_HAS(card.all[SCRIPT_REFUSE - 1].said, "不能对外提供");
	for (size_t i = 0; i < contact_intake_fields.count; i++)
		for (size_t k = 0; k < COUNT(words); k++)
			CHECK(!strstr(contact_intake_fields.field[i].name, words[k]));
}

TEST(the_duty_leaders_hear_at_once_of_an_emergency_that_is_written_down)
{
	struct ctx *cx = office("2026-11-23 23:00");
	int64_t leader = office_person(cx, "song", ROLE_GUARD_LEADER), notices;
	int64_t fire = office_person(cx, "dong", ROLE_FIRE_MANAGER);
	struct contact_intake in = { .channel = CHANNEL_PHONE, .text = "3 栋楼道着火了" };
	struct contact c;

	CHECK_OK(contact_log(cx, &in, &c));
	for (int i = 0; i < 2; i++) {
		CHECK_OK(store_int(cx,
				   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?"
				       " AND account_id = ? AND kind = 'emergency' AND urgent = 1"),
				   BINDS(cx->community, i ? fire : leader), &notices));
		CHECK_INT(notices, 1);
	}
	in.text = "昨天楼道着火的事，补记一下";
	in.received_at = cx->now - HOURS(20); /* entered late: nobody is roused for it */
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?"
				   " AND kind = 'emergency'"),
			   BINDS(cx->community), &notices));
	CHECK_INT(notices, 2);
}
