/* The proof that the documents of moving in are one chain: the demonstration hands over a building
 * of 216 flats, from letters and appointments by desks and agreements to the last key. */
#include "app/journal.h"
#include "base/text.h"
#include "estate.h"

enum { LARGE = 540, FLATS = 216, MOVED_IN = 200, DAYS_OF_IT = 3, CLERKS = 5 };

/* The building whose letters of moving in (2) went out. */
#define ITS_ROOMS \
	"(SELECT n.room_id FROM movein_notice n JOIN movein_batch b ON b.community_id =" \
	" n.community_id AND b.id = n.batch_id WHERE n.community_id = ? AND b.kind = 2)"
#define NUMBER(m, text) number(m, SQL(text), BINDS((m)->cx.community, (m)->cx.community))

/* Every flat has a letter with a number; none stands without proof but those that came back. */
static void letters_are_out(struct made *m)
{
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM movein_notice WHERE community_id = ? AND number LIKE"
			    " 'RH%' AND room_id IN " ITS_ROOMS), FLATS);
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM movein_notice WHERE community_id = ? AND number LIKE"
			    " 'RH%' AND delivered_on = 0 AND returned_on = 0 AND room_id IN " ITS_ROOMS), 0);
	/* no slot took more households than it has room for */
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM (SELECT slot_on, slot_minute FROM movein_notice"
			    " WHERE community_id = ? AND slot_on > 0 AND room_id IN " ITS_ROOMS
			    " GROUP BY slot_on, slot_minute, batch_id HAVING COUNT(*) > 6) AS full_ones"), 0);
}

/* Run-sheets: 200 done on three days by five people, nobody past an open desk. */
static void desks_are_done(struct made *m)
{
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM runsheet WHERE community_id = ? AND state = 3"
			    " AND room_id IN " ITS_ROOMS), MOVED_IN);
	CHECK_INT(NUMBER(m, "SELECT COUNT(DISTINCT (closed_at + 28800000) / 86400000) FROM runsheet"
			    " WHERE community_id = ? AND state = 3 AND room_id IN " ITS_ROOMS),
		  DAYS_OF_IT);
	CHECK_INT(NUMBER(m, "SELECT COUNT(DISTINCT d.signed_by) FROM runsheet_desk d JOIN runsheet s"
			    " ON s.community_id = d.community_id AND s.id = d.sheet_id"
			    " WHERE d.community_id = ? AND d.signed_at > 0 AND s.room_id IN " ITS_ROOMS),
		  CLERKS);
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM runsheet_desk d JOIN runsheet s ON s.community_id ="
			    " d.community_id AND s.id = d.sheet_id WHERE d.community_id = ? AND s.state = 3"
			    " AND d.state <> 1 AND s.room_id IN " ITS_ROOMS), 0);
}

/* The 16 that are left: each is refused, returned, not come, or stopped with its reason. */
static void the_rest_has_reasons(struct made *m)
{
	int64_t refused, away, stopped, today;

	refused = NUMBER(m, "SELECT COUNT(*) FROM movein_notice WHERE community_id = ? AND number LIKE"
			    " 'RH%' AND state = 7 AND refusal_text <> '' AND room_id IN " ITS_ROOMS);
	away = NUMBER(m, "SELECT COUNT(*) FROM movein_notice WHERE community_id = ? AND number LIKE 'RH%'"
			 " AND state IN (2, 3, 4) AND room_id IN " ITS_ROOMS);
	stopped = NUMBER(m, "SELECT COUNT(*) FROM runsheet WHERE community_id = ? AND state = 2"
			    " AND pause_text <> '' AND room_id IN " ITS_ROOMS);
	today = NUMBER(m, "SELECT COUNT(*) FROM runsheet WHERE community_id = ? AND state = 1"
			  " AND room_id IN " ITS_ROOMS);
	CHECK_INT(refused, 2);
	CHECK_INT(stopped, 6);
	CHECK_INT(today, 4); /* they stand at the desks now */
	CHECK_INT(refused + away + stopped + today, FLATS - MOVED_IN);
	/* who stopped is owed a call */
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM obligation WHERE community_id = ?"
			    " AND subject = 'runsheet' AND kind = 'call' AND subject_id IN (SELECT s.id FROM runsheet s"
			    " WHERE s.state = 2 AND s.room_id IN " ITS_ROOMS ")"), stopped);
}

/* Keys, agreements, warranties, the flats themselves. */
static void every_key_is_accounted_for(struct made *m)
{
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM office_key WHERE community_id = ? AND intake LIKE"
			    " 'JS-%' AND state = 7 AND room_id IN " ITS_ROOMS), MOVED_IN);
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM office_key WHERE community_id = ? AND intake LIKE"
			    " 'JS-%' AND state = 2 AND count = listed AND room_id IN " ITS_ROOMS),
		  FLATS - MOVED_IN);
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM deed WHERE community_id = ? AND state = 5"
			    " AND fund_receipt <> '' AND text <> '' AND room_id IN " ITS_ROOMS), MOVED_IN);
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM warranty WHERE community_id = ? AND room_id IN"
			    " " ITS_ROOMS), (int64_t)MOVED_IN * 7);
	CHECK_INT(NUMBER(m, "SELECT COUNT(*) FROM room WHERE community_id = ? AND delivered_on > 0"
			    " AND id IN " ITS_ROOMS), MOVED_IN);
}

TEST(a_building_of_216_flats_is_handed_over_in_three_days_and_every_key_is_accounted_for)
{
	struct made m;
	int64_t rows;
	char head[65];

	make_first_of(&m, LARGE, CASES);
	letters_are_out(&m);
	desks_are_done(&m);
	the_rest_has_reasons(&m);
	every_key_is_accounted_for(&m);
	CHECK_OK(journal_verify(&m.cx, &rows, head));
	made_free(&m);
}
