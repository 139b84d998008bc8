/* Stock-taking, and the builder's list: document 18 (b), (d). */
#include "app/import.h"
#include "base/text.h"
#include "modules/keys/key_checks.h"
#include "modules/keys/key_sheet.h"
#include "modules/shifts/shifts_test.h"

static void hang(struct ctx *cx, const char *place, int count, struct key *ret)
{
	struct key_intake in = { .kind = KEY_PLANT, .place = place, .listed = count, .count = count,
				 .trial = TRIAL_OPENS, .source = 4 };

	CHECK_OK(key_take_in(cx, &in, ret));
}

static struct ctx *three_keys(const char *now, struct key keys[3])
{
	struct ctx *cx = staffed(now);
	struct input in;

	office_as(cx, desk_a);
	hang(cx, "水泵房", 2, &keys[0]);
	hang(cx, "配电房", 3, &keys[1]);
	hang(cx, "天台门", 1, &keys[2]);
	input_init(&in, cx->arena);
	input_add(&in, "unit", "own");
	input_add(&in, "borrower", id_text(cx, technician));
	input_add(&in, "purpose", "检查");
	CHECK_OK(key_step(cx, keys[2].id, "lend", 0, &in, ZONE_SHANGHAI, &keys[2]));
	return cx;
}

static int found(struct ctx *cx, const struct key_check *c, const struct key *k, const char *pieces,
		 const char *why)
{
	struct input in;
	int64_t counted;

	cx->errors = NULL;
	input_init(&in, cx->arena);
	input_add(&in, "lines.0.key", id_text(cx, k->id));
	input_add(&in, "lines.0.found", pieces);
	input_add(&in, "lines.0.explanation", why);
	return key_check_count(cx, c->id, &in, &counted);
}

static int close_check(struct ctx *cx, struct key_check *c)
{
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, "remark", "已核对");
	cx->why[0] = '\0';
	return key_check_step(cx, c->id, "close", 0, &in, ZONE_SHANGHAI, c);
}

TEST(a_stock_taking_closes_when_all_is_counted_and_explained_and_by_another_than_who_counted)
{
	struct key k[3];
	struct ctx *cx = three_keys("2026-05-04 09:00", k);
	struct key_check c, other;
	int64_t open;

	CHECK_OK(key_check_start(cx, &c));
	CHECK_INT(c.total, 3);
	CHECK_INT(c.lent, 1);
	CHECK_INT(c.counted, 1); /* what is lent is known */
	CHECK_ERR(key_check_start(cx, &other), ERR_CONFLICT);
	CHECK_ERR(found(cx, &c, &k[0], "x", ""), ERR_INVALID);
	CHECK_STR(cx->errors->field, "lines.0.found");
	CHECK_ERR(found(cx, &c, &k[0], "", ""), ERR_INVALID);
	CHECK_OK(found(cx, &c, &k[0], "2", ""));
	office_as(cx, supervisor);
	CHECK_ERR(close_check(cx, &c), ERR_CONFLICT);
	CHECK_HAS(cx->why, "1 把钥匙没有盘点");
	CHECK_OK(found(cx, &c, &k[1], "2", ""));
	CHECK_ERR(close_check(cx, &c), ERR_CONFLICT);
	CHECK_HAS(cx->why, "差异没有说明");
	CHECK_OK(found(cx, &c, &k[1], "2", "一把断了，已配"));
	/* she counted a line herself */
	CHECK_ERR(close_check(cx, &c), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_OK(close_check(cx, &c));
	CHECK_INT(c.state, KEY_CHECK_CLOSED);
	CHECK_INT(c.different, 1);
	CHECK_INT(c.closed_by, director);
	CHECK_OK(obligation_open_count(cx, "key_check", c.id, &open));
	CHECK_INT(open, 0);
	CHECK_ERR(found(cx, &c, &k[1], "3", ""), ERR_CONFLICT);
	CHECK_OK(key_check_start(cx, &other));
}

TEST(the_stock_taking_of_the_month_begins_on_its_day_once_and_is_owed)
{
	struct key k[3];
	struct ctx *cx = three_keys("2026-05-04 09:00", k);
	struct key_check *rows;
	struct obligation *duties;
	size_t count, owed;

	cx->actor = NULL;
	clock_to(cx, "2026-05-24 23:00");
	CHECK_OK(key_check_month(cx));
	CHECK_OK(key_check_list(cx, 0, 10, &rows, &count));
	CHECK_INT(count, 0);
	clock_to(cx, "2026-05-25 08:00");
	CHECK_OK(key_check_month(cx));
	CHECK_OK(key_check_month(cx));
	CHECK_OK(key_check_list(cx, 0, 10, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_OK(obligation_of(cx, "key_check", rows[0].id, &duties, &owed));
	CHECK_INT(owed, 1);
	CHECK_INT(duties[0].due_at, office_at("2026-05-31 00:00"));
}

static int row(struct ctx *cx, enum import_outcome *ret, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, ret);
	in = fields(cx, ap);
	va_end(ap);
	return key_exchanges[0].importer->row(cx, &in, ret);
}

TEST(a_builders_list_is_imported_with_its_differences_and_the_same_list_again_only_what_changed)
{
	struct ctx *cx = staffed("2026-05-04 09:00");
	struct key_filter f = { .q = "JS-1", .most = 10 };
	enum import_outcome out;
	struct key *rows;
	size_t count;

	office_as(cx, supervisor);
	CHECK_OK(row(cx, &out, "intake", "JS-1", "room", "3栋2单元501", "listed", "6", "count", "5", "trial",
		     "不能开", NULL));
	CHECK_INT(out, IMPORT_NEW);
	CHECK_OK(row(cx, &out, "intake", "JS-1", "place", "水泵房", "listed", "2", NULL));
	CHECK_OK(key_list(cx, &f, &rows, &count));
	CHECK_INT(count, 2);
	CHECK_INT(rows[1].kind, KEY_FLAT);
	CHECK_STR(rows[1].difference, "缺 1 把；试开不合格");
	CHECK_INT(rows[0].kind, KEY_PLANT);
	CHECK_STR(rows[0].difference, "缺 2 把");
	CHECK_INT(rows[0].state, KEY_PENDING);
	CHECK_OK(row(cx, &out, "intake", "JS-1", "place", "水泵房", "listed", "2", NULL));
	CHECK_INT(out, IMPORT_SAME);
	CHECK_OK(row(cx, &out, "intake", "JS-1", "place", "水泵房", "listed", "2", "count", "2", "trial",
		     "能开", NULL));
	CHECK_INT(out, IMPORT_CHANGED);
	CHECK_OK(key_list(cx, &f, &rows, &count));
	CHECK_INT(count, 2);
	CHECK_INT(rows[0].count, 2);
	CHECK_STR(rows[0].difference, "缺 2 把");
	CHECK_ERR(row(cx, &out, "intake", "JS-1", "place", "水泵房", "listed", "4", NULL), ERR_INVALID);
	CHECK_ERR(row(cx, &out, "intake", "JS-1", "room", "9-9-9", "listed", "4", NULL), ERR_INVALID);
	CHECK_ERR(row(cx, &out, "room", "3-2-501", "listed", "4", NULL), ERR_INVALID);
}
