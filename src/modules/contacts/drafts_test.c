/* What is half written down is not lost, and nobody else's. */
#include "modules/contacts/drafts.h"
#include "base/text.h"
#include "office.h"
#include "store/store.h"

static struct input form_of(struct ctx *cx, const char *room, const char *text)
{
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, "_token", "secret");
	input_add(&in, "channel", "phone");
	input_add(&in, "room", room);
	input_add(&in, "matters.0.kind", "repair");
	input_add(&in, "matters.0.public_area", "0");
	input_add(&in, "matters.0.public_area", "1"); /* a ticked box */
	input_add(&in, "matters.0.text", text);
	return in;
}

static struct ctx *desk(void)
{
	struct ctx *cx = office("2026-11-23 10:02");

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	return cx;
}

TEST(what_was_typed_comes_back_as_it_was_and_nothing_secret_is_kept)
{
	struct ctx *cx = desk();
	struct input in = form_of(cx, "3-2-1201", "厨房“漏水”\n下午在家"), back;
	struct draft *list;
	size_t count;
	int64_t id;

	CHECK_OK(draft_save(cx, 0, &in, &id));
	CHECK(id);
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].label, "3-2-1201 厨房“漏水” 下午在家");
	input_init(&back, cx->arena);
	input_add(&back, "room", "5-1202"); /* what the address says stays */
	CHECK_OK(draft_open(cx, id, &back));
	CHECK_STR(input_text(&back, "room"), "5-1202");
	CHECK_STR(input_text(&back, "matters.0.text"), "厨房“漏水”\n下午在家");
	CHECK_STR(input_text(&back, "matters.0.public_area"), "1");
	CHECK(!input_text(&back, "_token"));
}

TEST(saving_again_is_the_same_draft_and_an_empty_form_keeps_none)
{
	struct ctx *cx = desk();
	struct input in = form_of(cx, "3-2-1201", "漏水"), empty = form_of(cx, "", " ");
	struct draft *list;
	size_t count;
	int64_t id, again;

	CHECK_OK(draft_save(cx, 0, &in, &id));
	CHECK_OK(draft_save(cx, id, &in, &again));
	CHECK_INT(again, id);
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, 1);
	CHECK_OK(draft_save(cx, id, &empty, &again));
	CHECK_INT(again, 0);
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, 0);
}

TEST(nobody_reads_overwrites_or_drops_the_draft_of_another)
{
	struct ctx *cx = desk();
	struct input in = form_of(cx, "3-2-1201", "漏水"), back;
	struct draft *list;
	size_t count;
	int64_t id, other;

	CHECK_OK(draft_save(cx, 0, &in, &id));
	office_as(cx, office_person(cx, "zhao", ROLE_FRONT_DESK));
	input_init(&back, cx->arena);
	CHECK_ERR(draft_open(cx, id, &back), ERR_NOT_FOUND);
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, 0);
	CHECK_OK(draft_drop(cx, id));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM draft WHERE community_id = ?"),
			   BINDS(cx->community), &other));
	CHECK_INT(other, 1);
	CHECK_ERR(draft_save(cx, id, &in, &other), ERR_NOT_FOUND);
}

TEST(one_draft_too_many_ends_the_oldest_and_what_nobody_came_back_to_goes_away)
{
	struct ctx *cx = desk();
	struct draft *list;
	size_t count;
	int64_t id, first = 0;

	for (int i = 0; i <= DRAFTS_KEPT; i++) {
		struct input in = form_of(cx, "3-2-1201", "漏水");
		CHECK_OK(draft_save(cx, 0, &in, &id));
		first = first ? first : id;
		cx->now += 1000;
	}
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, DRAFTS_KEPT);
	for (size_t i = 0; i < count; i++)
		CHECK(list[i].id != first);
	cx->now = office_at("2026-11-30 10:01");
	CHECK_OK(drafts_purge(cx));
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, DRAFTS_KEPT);
	cx->now = office_at("2026-12-01 10:02");
	CHECK_OK(drafts_purge(cx));
	CHECK_OK(draft_list(cx, &list, &count));
	CHECK_INT(count, 0);
}
