#include "app/journal.h"
#include "base/text.h"
#include "modules/people/people.h"
#include "estate.h"
#include "store/writer.h"

/* ---- what people see of it ---- */

struct seen {
	const char *number, *room, *person_name, *phone, *text, *result, *answer;
	int64_t received_at, closed_at;
	int state;
};
static const struct field seen_fields[] = {
	FIELD(seen, number, 0), FIELD(seen, room, 0), FIELD(seen, person_name, 0),
	FIELD(seen, phone, 0), FIELD(seen, text, 0), FIELD(seen, result, 0),
	FIELD(seen, answer, 0), FIELD(seen, received_at, 0), FIELD(seen, closed_at, 0),
	FIELD(seen, state, 0),
};

static const char *everything_of(struct made *m)
{
	struct strbuf out;
	struct seen *rows;
	size_t count;

	strbuf_init(&out, &m->arena, 4 * 1024 * 1024);
	CHECK_OK(store_list(&m->cx,
			    SQL("SELECT number, room, person_name, phone, text, result, answer,"
				" received_at, closed_at, state FROM request WHERE community_id = ?"
				" ORDER BY number"),
			    BINDS(m->cx.community), FIELDS(seen, seen_fields), &rows, &count));
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&out, "%s %s %s %s %s %s %s %" PRId64 " %" PRId64 " %d\n",
			      rows[i].number, rows[i].room, rows[i].person_name, rows[i].phone,
			      rows[i].text, rows[i].result, rows[i].answer, rows[i].received_at,
			      rows[i].closed_at, rows[i].state);
	CHECK(!out.full);
	return out.s;
}

TEST(same_seed_and_clock_give_the_same_estate)
{
	struct made one, two;
	const char *folder = arena_printf(&office_only.arena, "%s/two", test_folder());

	make_first(&one);
	make(&two, folder, NULL);
	CHECK_STR(one.logins, two.logins);
	CHECK_STR(everything_of(&one), everything_of(&two));
	made_free(&two);
	made_free(&one);
}

TEST(demo_has_as_many_cases_as_asked_for_and_a_whole_journal_up_to_now)
{
	struct made m;
	int64_t rows, now = office_at(at);
	char head[65];

	make_first(&m);
	/* besides what residents reported themselves and what was found at inspections */
	CHECK_INT(number(&m,
			 SQL("SELECT count(*) FROM request WHERE community_id = ? AND contact_id NOT IN"
			     " (SELECT id FROM contact WHERE community_id = request.community_id"
			     " AND channel = 10) AND id NOT IN (SELECT request_id FROM defect"
			     " WHERE community_id = request.community_id)"), BINDS(m.cx.community)), CASES);
	/* besides the new building that is being moved into */
	CHECK_INT(number(&m,
			 SQL("SELECT count(*) FROM room WHERE community_id = ? AND id NOT IN"
			     " (SELECT n.room_id FROM movein_notice n JOIN movein_batch b"
			     " ON b.community_id = n.community_id AND b.id = n.batch_id"
			     " WHERE n.community_id = room.community_id AND b.kind = 2)"),
			 BINDS(m.cx.community)), HOUSEHOLDS);
	CHECK_OK(journal_verify(&m.cx, &rows, head));
	CHECK(rows > CASES * 4);
	CHECK_INT(number(&m, SQL_ALL("SELECT count(*) FROM journal WHERE at > ?"), BINDS(now)), 0);
	/* in order: who reads the journal backwards sees the newest first */
	CHECK_INT(number(&m,
			 SQL("SELECT count(*) FROM journal a JOIN journal b ON b.community_id ="
			     " a.community_id AND b.seq = a.seq + 1 AND b.at < a.at"
			     " WHERE a.community_id = ?"), BINDS(m.cx.community)), 0);
	/* today there is work: open matters, some of them late, some not yet */
	CHECK(number(&m, SQL("SELECT count(*) FROM request WHERE community_id = ? AND state < 11"
			     " AND due_at > ?"), BINDS(m.cx.community, now)) > 2);
	CHECK(number(&m, SQL("SELECT count(*) FROM request WHERE community_id = ? AND state < 11"
			     " AND due_at > 0 AND due_at < ?"), BINDS(m.cx.community, now)) > 2);
	made_free(&m);
}

TEST(demo_prints_a_person_for_each_role_who_can_sign_in)
{
	struct made m;
	struct stat file;
	char *rest, *line;
	int lines = 0;

	make_first(&m);
	rest = arena_strdup(&m.arena, m.logins);
	while ((line = text_split(&rest, '\n')) && *line) {
		const char *role = text_split(&line, ' ');
		struct sign_in in = { .login = text_split(&line, ' '), .password = line };
		CHECK_STR(role, role_choices[lines++].word);
		if (lines != 1 + ROLE_FRONT_DESK && lines != 1 + ROLE_ADMINISTRATOR)
			continue;
		CHECK_OK(sign_in(&m.cx, &in));
		CHECK(!in.must_change_password);
		CHECK(in.community == m.cx.community);
	}
	CHECK_INT(lines, ROLES);
	CHECK(stat(arena_printf(&m.arena, "%s/logins.txt", m.app.data), &file) == 0);
	CHECK_INT(file.st_mode & 0777, 0600);
	CHECK_INT(file.st_size, strlen(m.logins));
	made_free(&m);
}

TEST(demo_refuses_an_office_that_has_a_community)
{
	struct ctx *cx = office(at);
	struct demo_options o = { .households = 1, .out = stdout };

	CHECK_ERR(demo_make(cx, &o), ERR_CONFLICT);
}

/* ---- houses and people, without a database ---- */

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void must_be_different(const char **texts, size_t count)
{
	qsort(texts, count, sizeof *texts, compare_texts);
	for (size_t i = 1; i < count; i++)
		CHECK(strcmp(texts[i - 1], texts[i]));
}

TEST(demo_houses_have_names_of_their_own_and_building_3_is_whole)
{
	static const int64_t sizes[] = { 1, 12, 90, 299, 300, 600, 5000 };
	AUTO(arena) arena = { 0 };

	for (size_t s = 0; s < COUNT(sizes); s++) {
		struct demo_estate e = { .seed = 3, .households = sizes[s], .now = office_at(at) };
		const char **rooms = arena_array(&arena, (size_t)sizes[s], sizeof *rooms);
		int64_t whole = 0;
		for (int64_t i = 0; i < sizes[s]; i++) {
			struct demo_house h;
			demo_house(&arena, &e, i, &h);
			rooms[i] = h.room.room;
			whole += text_starts(h.room.room, "3-");
			CHECK_STR(text_room(&arena, h.room.room), h.room.room);
			CHECK(h.adults <= h.people_count);
			CHECK(!h.adults || h.people[0].phone);
		}
		CHECK(sizes[s] < 300 || whole == 216);
		must_be_different(rooms, (size_t)sizes[s]);
	}
}

TEST(demo_people_have_phones_and_id_numbers_of_their_own_with_the_right_check_digit)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	AUTO(arena) arena = { 0 };
	struct demo_estate e = { .seed = 3, .households = 60000, .now = office_at(at) };
	const char **phones = arena_array(&arena, 60000 * DEMO_PEOPLE, sizeof *phones);
	const char **ids = arena_array(&arena, 60000 * DEMO_PEOPLE, sizeof *ids);
	size_t phone_count = 0, id_count = 0;

	for (int64_t i = 0; i < e.households; i++) {
		struct demo_house h;
		demo_house(&arena, &e, i, &h);
		for (size_t k = 0; k < h.people_count; k++) {
			const struct resident *p = &h.people[k];
			int sum = 0;
			if (p->phone)
				phones[phone_count++] = p->phone;
			CHECK(!p->phone || strlen(p->phone) == 11);
			if (p->id_type != ID_CARD)
				continue;
			ids[id_count++] = p->id_number;
			for (int n = 0; n < 17; n++)
				sum += (p->id_number[n] - '0') * weights[n];
			CHECK_INT(p->id_number[17], "10X98765432"[sum % 11]);
		}
	}
	CHECK(phone_count > 60000 && id_count > 60000);
	must_be_different(phones, phone_count);
	must_be_different(ids, id_count);
}
