/* The month's figures: each number is recomputed from the records themselves, one by one, without
 * the statements that the charts use; and the picture shows the numbers of the table. */
#include "app/module.h"
#include "modules/complaints/complaints.h"
#include "modules/contacts/contacts.h"
#include "modules/figures/figures.h"
#include "modules/visits/visit_figures.h"
#include "visit_office.h"

static struct input query(struct ctx *cx, const char *month, const char *building,
			  const char *view)
{
	struct input in;

	input_init(&in, cx->arena);
	if (month)
		input_add(&in, "month", month);
	if (building)
		input_add(&in, "building", building);
	if (view)
		input_add(&in, "view", view);
	return in;
}

static struct figures figures_of(struct ctx *cx, const char *month, const char *building)
{
	struct input in = query(cx, month, building, NULL);
	struct figures f;

	CHECK_OK(figures_read(cx, &in, &f));
	return f;
}

static const struct chart *chart(const struct figures *f, const char *key)
{
	for (size_t i = 0; i < f->count; i++)
		if (!strcmp(f->charts[i].key, key))
			return &f->charts[i];
	test_failed(__FILE__, __LINE__, "there is no chart %s", key);
}

static const struct chart_row *row(const struct chart *c, const char *label)
{
	for (size_t i = 0; i < c->row_count; i++)
		if (!strcmp(c->rows[i].label, label))
			return &c->rows[i];
	test_failed(__FILE__, __LINE__, "%s has no row %s", c->key, label);
}

/* ---- a made-up month ---- */

static void room(struct ctx *cx, const char *name)
{
	struct room r = { .room = name, .state = ROOM_OCCUPIED };
	int64_t id;
	enum put put;

	CHECK_OK(room_put(cx, &r, &id, &put));
}

static void take_in(struct ctx *cx, int kind, const char *room, int64_t received)
{
	struct request_intake in = { .kind = kind, .room = room, .title = "试", .text = "试",
				     .source = SOURCE_OWNER, .urgency = URGENCY_NORMAL,
				     .help_class = kind == KIND_HELP ? HELP_OTHER : 0,
				     .public_area = !room, .place = room ? NULL : "大堂",
				     .received_at = received };
	struct request_record q;

	CHECK_OK(request_open(cx, &in, &q));
}

/* Three buildings, all kinds, from September to November, some entered late. */
static struct ctx *autumn(void)
{
	static const char *const rooms[] = { "3-2-501", "12-1-101", "A-302", NULL };
	struct ctx *cx = visit_office("2026-09-05 09:00");

	room(cx, "12-1-101");
	room(cx, "A-302");
	office_as(cx, vo.desk);
	for (int i = 0; i < 170; i++) {
		cx->now += HOURS(11) + MINUTES(i % 7);
		take_in(cx, i % 5 + 1, rooms[i * 7 % 4], i % 3 ? cx->now : cx->now - HOURS(i % 40));
	}
	return cx;
}

struct one {
	int64_t received_at;
	int kind;
	const char *room;
};
static const struct field one_fields[] = {
	FIELD(one, received_at, 0), FIELD(one, kind, 0), FIELD(one, room, 0),
};

static void all_requests(struct ctx *cx, struct one **ret, size_t *ret_count)
{
	CHECK_OK(store_list(cx,
			    SQL("SELECT received_at, kind, room FROM request WHERE community_id = ?"
				" ORDER BY id LIMIT 5000"),
			    BINDS(cx->community), FIELDS(one, one_fields), ret, ret_count));
	CHECK(*ret_count == 170);
}

static bool in_building(const struct one *q, const char *building)
{
	size_t n = building ? strlen(building) : 0;

	return !building || (!strncmp(q->room, building, n) && q->room[n] == '-');
}

/* kind 0, building NULL = all */
static int64_t recount(struct ctx *cx, int kind, const char *building, const char *from,
		       const char *until)
{
	struct one *all;
	size_t count;
	int64_t n = 0;

	all_requests(cx, &all, &count);
	for (size_t i = 0; i < count; i++)
		n += (!kind || all[i].kind == kind) && in_building(&all[i], building) &&
		     all[i].received_at >= office_at(from) && all[i].received_at < office_at(until);
	return n;
}

TEST(each_kind_counts_the_month_and_the_month_before_as_the_records_say)
{
	struct ctx *cx = autumn();
	struct figures f = figures_of(cx, "2026-10", NULL);
	const struct chart *c = chart(&f, "kinds");

	CHECK_INT(c->row_count, FIGURE_KINDS + 1);
	for (int k = 1; k <= FIGURE_KINDS; k++) {
		const struct chart_row *r = row(c, choice_of(request_kinds, k)->label);
		CHECK(r->n[0] > 0);
		CHECK_INT(r->n[0], recount(cx, k, NULL, "2026-10-01 00:00", "2026-11-01 00:00"));
		CHECK_INT(r->before, recount(cx, k, NULL, "2026-09-01 00:00", "2026-10-01 00:00"));
	}
	CHECK_INT(chart_total(c), recount(cx, 0, NULL, "2026-10-01 00:00", "2026-11-01 00:00"));
}

TEST(buildings_days_and_months_count_as_the_records_say)
{
	struct ctx *cx = autumn();
	struct figures f = figures_of(cx, "2026-10", NULL), a = figures_of(cx, "2026-10", "12");
	const struct chart *c = chart(&f, "buildings"), *days = chart(&f, "days");

	for (int k = 1; k <= FIGURE_KINDS; k++) {
		CHECK_INT(row(c, "12 栋")->n[k - 1],
			  recount(cx, k, "12", "2026-10-01 00:00", "2026-11-01 00:00"));
		CHECK_INT(row(days, "2026-10-09")->n[k - 1],
			  recount(cx, k, NULL, "2026-10-09 00:00", "2026-10-10 00:00"));
		CHECK_INT(row(chart(&f, "months"), "2026-09")->n[k - 1],
			  recount(cx, k, NULL, "2026-09-01 00:00", "2026-10-01 00:00"));
		CHECK_INT(row(chart(&a, "kinds"), choice_of(request_kinds, k)->label)->n[0],
			  recount(cx, k, "12", "2026-10-01 00:00", "2026-11-01 00:00"));
		CHECK_INT(row(chart(&a, "days"), "2026-10-31")->n[k - 1],
			  recount(cx, k, "12", "2026-10-31 00:00", "2026-11-01 00:00"));
	}
	CHECK_INT(days->row_count, 31);
	CHECK_INT(chart(&f, "months")->row_count, FIGURE_MONTHS);
	CHECK_STR(chart(&f, "months")->rows[0].label, "2025-11");
	CHECK_INT(chart_total(c), chart_total(days));
	CHECK_INT(chart_sum(c, row(c, "没有房号")) + chart_sum(c, row(c, "A 栋")) +
		  chart_sum(c, row(c, "3 栋")) + chart_sum(c, row(c, "12 栋")), chart_total(c));
}

static struct input from_path(struct ctx *cx, const char *path)
{
	char *rest = arena_strdup(cx->arena, strchr(path, '?') + 1), *part;
	struct input in;

	input_init(&in, cx->arena);
	while ((part = strsep(&rest, "&"))) {
		char *value = strchr(part, '=');
		*value = '\0';
		input_add(&in, part, value + 1);
	}
	return in;
}

/* How many the list has that a bar leads to. */
static int64_t listed(struct ctx *cx, const char *path)
{
	struct input in = from_path(cx, path);
	struct request_filter f;
	int64_t total;

	CHECK_OK(request_filter_of(cx, &in, ZONE_SHANGHAI, &f));
	CHECK_OK(request_total(cx, &f, &total));
	return total;
}

TEST(a_bar_leads_to_a_list_of_just_as_many)
{
	struct ctx *cx = autumn();
	struct figures f = figures_of(cx, "2026-10", NULL), a = figures_of(cx, "2026-10", "A");
	const struct chart *of[] = { chart(&f, "buildings"), chart(&f, "days"), chart(&f, "months"),
				     chart(&a, "kinds"), chart(&a, "days") };
	int seen = 0;

	for (size_t i = 0; i < COUNT(of); i++)
		for (size_t k = 0; k < of[i]->row_count; k++) {
			const struct chart_row *r = &of[i]->rows[k];
			if (r->path)
				CHECK_INT(listed(cx, r->path), chart_sum(of[i], r));
			for (size_t s = 0; s < of[i]->series_count; s++) {
				if (!r->paths[s])
					continue;
				CHECK_INT(listed(cx, r->paths[s]), r->n[s]);
				seen++;
			}
		}
	CHECK(seen > 50);
}

/* 回避: whoever is kept off a request finds it neither in the list nor in the number. */
TEST(what_somebody_is_kept_off_is_not_in_his_numbers)
{
	struct ctx *cx = autumn();
	struct figures before, after;
	int64_t id;

	office_as(cx, vo.director);
	before = figures_of(cx, "2026-10", NULL);
	CHECK_OK(store_int(cx,
			   SQL("SELECT MAX(id) FROM request WHERE community_id = ?"
			       " AND received_at >= ? AND received_at < ?"),
			   BINDS(cx->community, office_at("2026-10-02 00:00"),
				 office_at("2026-10-30 00:00")), &id));
	CHECK_OK(request_hide(cx, id, vo.director));
	after = figures_of(cx, "2026-10", NULL);
	CHECK_INT(chart_total(chart(&after, "days")), chart_total(chart(&before, "days")) - 1);
	CHECK_INT(chart_total(chart(&after, "buildings")),
		  chart_total(chart(&before, "buildings")) - 1);
	office_as(cx, vo.supervisor);
	after = figures_of(cx, "2026-10", NULL);
	CHECK_INT(chart_total(chart(&after, "days")), chart_total(chart(&before, "days")));
}

TEST(an_answer_stands_in_the_step_of_the_time_it_took)
{
	struct ctx *cx = visit_office("2026-10-08 10:00");
	struct request_intake in = { .kind = KIND_HELP, .help_class = HELP_OTHER, .room = "3-2-501",
				     .title = "试", .text = "试", .source = SOURCE_OWNER,
				     .urgency = URGENCY_NORMAL };
	static const int minutes[] = { 3, 5, 12, 29, 100 }, steps[] = { 0, 0, 1, 2, 3 };
	int64_t want[6] = { 0 };
	struct figures f;

	for (size_t i = 0; i < COUNT(minutes); i++) {
		struct request_record q;
		CHECK_OK(request_open(cx, &in, &q));
		cx->now += MINUTES(minutes[i]);
		CHECK_OK(request_go(cx, q.id, "answer", "text", "好", NULL));
		want[steps[i]]++;
	}
	f = figures_of(cx, "2026-10", NULL);
	for (size_t s = 0; s < 6; s++)
		CHECK_INT(row(chart(&f, "times"), "答复")->n[s], want[s]);
	CHECK_STR(row(chart(&f, "times"), "答复")->remark, "平均 30 分钟");
	CHECK_INT(row(chart(&f, "kept"), "求助答复")->n[0], 2); /* within 5 minutes */
	CHECK_INT(row(chart(&f, "kept"), "求助答复")->n[1], 3);
}

TEST(calls_and_visits_stand_at_their_weekday_and_hour)
{
	struct ctx *cx = visit_office("2026-11-23 19:20"); /* a Monday */
	struct contact_intake in = { .channel = CHANNEL_VISIT, .room = "3-2-501", .text = "问",
				     .person_name = "王", .handling = 1 };
	struct contact c;
	struct figures f;

	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(contact_log(cx, &in, &c));
	cx->now = office_at("2026-11-29 00:59"); /* a Sunday */
	CHECK_OK(contact_log(cx, &in, &c));
	f = figures_of(cx, "2026-11", NULL);
	CHECK_INT(row(chart(&f, "hours"), "19")->n[0], 2);
	CHECK_INT(row(chart(&f, "hours"), "00")->n[6], 1);
	CHECK_INT(chart_total(chart(&f, "hours")), 3);
	f = figures_of(cx, "2026-11", "3");
	CHECK_INT(chart_total(chart(&f, "hours")), 3);
}

TEST(an_empty_month_has_no_numbers_and_says_what_to_do)
{
	struct ctx *cx = visit_office("2026-11-23 10:00");
	struct figures f = figures_of(cx, "2025-02", NULL);

	CHECK_INT(f.count, FIGURE_CHARTS);
	for (size_t i = 0; i < f.count; i++) {
		const struct chart *c = &f.charts[i];
		CHECK(c->empty && c->first && c->title);
		for (size_t k = 0; k < c->row_count; k++)
			CHECK_INT(MAX(chart_sum(c, &c->rows[k]), 0), 0);
	}
	CHECK_INT(chart(&f, "days")->row_count, 28);
	CHECK_INT(row(chart(&f, "phone"), "三声接听率")->n[0], CHART_NONE); /* 无数据, not 0 % */
}

/* A building may be called anything: its links stay whole. */
TEST(a_building_with_a_strange_name_leads_to_its_own_list)
{
	struct ctx *cx = visit_office("2026-10-08 10:00");
	struct figures f;

	room(cx, "A-302");
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE room SET building = ? WHERE community_id = ?"
				" AND room = 'A-302'"),
			    BINDS("“甲&乙”<b>?=%/#楼", cx->community)));
	take_in(cx, KIND_REPAIR, "A-302", 0);
	f = figures_of(cx, "2026-10", "“甲&乙”<b>?=%/#楼");
	CHECK_INT(row(chart(&f, "kinds"), "报修")->n[0], 1);
	CHECK_STR(row(chart(&f, "kinds"), "报修")->path,
		  "/requests?kind=repair&building=%E2%80%9C%E7%94%B2%26%E4%B9%99%E2%80%9D%3Cb%3E"
		  "%3F%3D%25%2F%23%E6%A5%BC&from=2026-10-01&to=2026-10-31");
}

TEST(a_month_that_has_not_come_and_a_building_that_is_not_there_are_refused)
{
	struct ctx *cx = visit_office("2026-11-23 10:00");
	static const char *const wrong[][2] = {
		{ "2026-12", NULL }, { "2026-1", NULL }, { "2026-13", NULL }, { "11", NULL },
		{ "2026-11'--", NULL }, { "1999-12", NULL }, { "2026-11", "99" }, { "2026-11", "%" },
	};
	struct figures f;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct input in = query(cx, wrong[i][0], wrong[i][1], NULL);
		CHECK_ERR(figures_read(cx, &in, &f), ERR_INVALID);
	}
}

TEST(a_view_has_a_part_of_the_charts_and_together_they_are_all)
{
	struct ctx *cx = visit_office("2026-11-23 10:00");
	struct figures f;
	size_t count = 0;

	for (const struct choice *v = figure_views + 1; v->word; v++) {
		struct input in = query(cx, NULL, NULL, v->word);
		CHECK_OK(figures_read(cx, &in, &f));
		count += f.count;
	}
	CHECK_INT(count, FIGURE_CHARTS);
}

static void visited(struct ctx *cx, const char *grade)
{
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	cx->now += HOURS(3);
	CHECK_OK(visit_go(cx, &v, "record", "channel", "phone", "grade", grade, "remarks", "好", NULL));
}

/* The last day's visit is made in the month after: it counts when it was made. */
TEST(grades_count_the_visits_made_in_the_month_and_lead_to_them)
{
	struct ctx *cx = visit_office("2026-10-08 10:00");
	struct figures f;
	const struct chart *c;
	struct visit_month m;
	static const int64_t want[] = { 2, 1, 1 };

	visited(cx, "A");
	visited(cx, "A");
	visited(cx, "B");
	visited(cx, "C");
	cx->now = office_at("2026-10-31 22:00");
	visited(cx, "A");
	f = figures_of(cx, "2026-10", NULL);
	c = chart(&f, "grades");
	CHECK_OK(visit_month_read(cx, 2026, 10, &m));
	CHECK_INT(chart_total(c), m.all.satisfied + m.all.unsatisfied);
	for (size_t g = 0; g < COUNT(want); g++) {
		struct input in = from_path(cx, row(c, "维修")->paths[g]);
		struct visit_filter filter;
		int64_t total;
		CHECK_OK(visit_filter_of(cx, &in, ZONE_SHANGHAI, &filter));
		CHECK_OK(visit_total(cx, &filter, &total));
		CHECK_INT(row(c, "维修")->n[g], want[g]);
		CHECK_INT(total, want[g]);
	}
	CHECK_HAS(c->finding, "75.00 %");
	f = figures_of(cx, "2026-11", NULL);
	CHECK_INT(row(chart(&f, "grades"), "维修")->n[0], 1);
	CHECK_INT(row(chart(&f, "shares"), "2026-10")->n[1], 750);
	CHECK_INT(row(chart(&f, "shares"), "2026-09")->n[1], CHART_NONE);
}

TEST(complaints_by_cause_lead_to_a_list_of_just_as_many)
{
	struct ctx *cx = visit_office("2026-10-08 10:00");
	struct complaint_intake in = { .channel = COMPLAINT_BY_PHONE, .room = "3-2-501",
				       .phone = "13800138000", .title = "太吵", .text = "太吵",
				       .cause = CAUSE_NEIGHBOURS };
	struct figures f;
	struct complaint c;
	const struct chart_row *r;

	CHECK_OK(complaint_open(cx, &in, &c));
	cx->now = office_at("2026-11-30 23:59");
	CHECK_OK(complaint_open(cx, &in, &c));
	in.cause = CAUSE_FEES;
	CHECK_OK(complaint_open(cx, &in, &c));
	cx->now = office_at("2026-12-01 00:00");
	CHECK_OK(complaint_open(cx, &in, &c));
	f = figures_of(cx, "2026-11", NULL);
	CHECK_INT(chart_total(chart(&f, "complaints")), 2);
	CHECK_INT(row(chart(&f, "complaints"), "邻里")->before, 1);
	r = row(chart(&f, "complaints"), "收费");
	CHECK_INT(r->n[0], 1);
	for (size_t i = 0; i < chart(&f, "complaints")->row_count; i++) {
		struct input query;
		struct complaint_filter filter;
		int64_t total;
		r = &chart(&f, "complaints")->rows[i];
		query = from_path(cx, r->path);
		CHECK_OK(complaint_filter_of(cx, &query, ZONE_SHANGHAI, &filter));
		CHECK_OK(complaint_total(cx, &filter, &total));
		CHECK_INT(r->n[0], total);
	}
	f = figures_of(cx, "2026-12", NULL);
	CHECK_INT(row(chart(&f, "complaints"), "邻里")->n[0], 0); /* the month before alone */
	CHECK_INT(row(chart(&f, "kinds"), "投诉")->n[0], 1);
	CHECK_INT(row(chart(&f, "kinds"), "投诉")->before, 2);
}

/* ---- the wall ---- */

TEST(the_wall_counts_today_and_names_nobody)
{
	struct ctx *cx = visit_office("2026-11-23 10:00");
	struct complaint_intake angry = { .channel = COMPLAINT_BY_PHONE, .room = "3-2-501",
					  .person_name = "王投诉", .phone = "13800138000",
					  .title = "太吵", .text = "太吵" };
	struct complaint c;
	struct wall w;

	take_in(cx, KIND_REPAIR, "3-2-501", 0);
	take_in(cx, KIND_ENQUIRY, "3-2-501", 0);
	CHECK_OK(complaint_open(cx, &angry, &c));
	cx->now += MINUTES(1);
	CHECK_OK(wall_read(cx, &w));
	CHECK_INT(w.received, 2);
	CHECK_INT(w.closed, 0);
	CHECK_INT(w.open, 2);
	CHECK_INT(chart_total(&w.ages), 1);
	CHECK_INT(w.ages.rows[0].n[0], 1);
	CHECK(w.due_count > 2);
	CHECK_STR(w.due[0].what, "报修");
	for (size_t i = 0; i < w.due_count; i++) {
		bool complaint = !strcmp(w.due[i].what, "投诉");
		CHECK(w.due[i].due_at >= cx->now);
		if (complaint)
			CHECK(!w.due[i].building);
		else
			CHECK_STR(w.due[i].building, "3 栋");
	}
	cx->now += DAYS(4);
	CHECK_OK(wall_read(cx, &w));
	CHECK_INT(w.received, 0);
	CHECK_INT(w.ages.rows[2].n[0], 1);
	CHECK(w.broken > 0);
	CHECK_INT(w.overdue, 2);
}

TEST(who_works_on_the_spot_sees_no_figures_and_the_desk_may_open_the_wall)
{
	CHECK(role_may(ROLE_DIRECTOR, PERM_FIGURE_READ));
	CHECK(role_may(ROLE_SUPERVISOR, PERM_FIGURE_READ));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_FIGURE_READ));
	CHECK(!role_may(ROLE_GUARD, PERM_FIGURE_READ));
	CHECK(!role_may(ROLE_FRONT_DESK, PERM_FIGURE_READ));
	CHECK(role_may(ROLE_FRONT_DESK, PERM_WALL_READ));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_WALL_READ));
}
