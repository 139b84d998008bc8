#include "modules/visits/visit_plans.h"
#include "app/app.h"
#include "app/calendar.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/residents/residents.h"
#include "modules/visits/visit_parts.h"
#include "store/store.h"

enum { ROOMS_MOST = 1000, PLANS_MOST = 200, OPEN_AT_ONCE = 200, DAYS_MOST = 400 };

const struct choice plan_categories[] = {
	{ PLAN_DIRECTOR, "director", "主任走访" },
	{ PLAN_STEWARD, "steward", "管家走访" },
	{ PLAN_SURVEY, "survey", "意见征询" },
	{ PLAN_OTHER, "other", "其他走访" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(visit_plan, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(visit_plan, year, .label = "年", .flags = SHOWN),
	FIELD(visit_plan, month, .label = "月", .flags = SHOWN),
	FIELD(visit_plan, category, .label = "类别", .show = SHOW_ENUM, .choices = plan_categories,
	      .flags = SHOWN),
	FIELD(visit_plan, title, .label = "名称", .flags = SHOWN),
	FIELD(visit_plan, owner_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(visit_plan, post_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(visit_plan, owner_name, .label = "责任人", .flags = SHOWN),
	FIELD(visit_plan, post_name, .label = "责任岗位", .flags = SHOWN),
	FIELD(visit_plan, from_on, .label = "从", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(visit_plan, until_on, .label = "到", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(visit_plan, automatic, .flags = IN_JSON),
	FIELD(visit_plan, rooms, .label = "户数", .flags = SHOWN),
	FIELD(visit_plan, opened, .label = "已列入待办", .flags = SHOWN),
	FIELD(visit_plan, done, .label = "已走访", .flags = SHOWN),
	FIELD(visit_plan, created_at, .show = SHOW_TIME, .flags = IN_JSON),
};
const struct fields visit_plan_fields = FIELDS(visit_plan, fields);

const struct field visit_plan_table[VISIT_PLAN_FIELDS] = {
	FIELD(visit_plan_intake, category, .label = "类别", .show = SHOW_ENUM,
	      .choices = plan_categories, .flags = IN_FORM | REQUIRED),
	FIELD(visit_plan_intake, title, .label = "名称", .flags = IN_FORM,
	      .hint = "不填就按类别和月份取名"),
	FIELD(visit_plan_intake, from_on, .label = "从", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(visit_plan_intake, until_on, .label = "到", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(visit_plan_intake, owner, .label = "责任人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(visit_plan_intake, rooms, .label = "房号", .show = SHOW_LONG, .flags = IN_FORM,
	      .hint = "一行一个，或用逗号隔开；不填就按下面的楼栋和户数挑"),
	FIELD(visit_plan_intake, building, .label = "楼栋", .flags = IN_FORM, .max = 20,
	      .hint = "不填就是全部楼栋"),
	FIELD(visit_plan_intake, count, .label = "户数", .flags = IN_FORM, .min = 0,
	      .max = ROOMS_MOST, .hint = "挑最久没有走访的住户"),
};
const struct fields visit_plan_intake_fields = FIELDS(visit_plan_intake, visit_plan_table);

static const struct field room_fields_[] = {
	FIELD(plan_room, room_id, .show = SHOW_ID),
	FIELD(plan_room, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(plan_room, planned_on, .label = "计划日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(plan_room, visit_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(plan_room, state, .label = "状态", .show = SHOW_ENUM, .choices = visit_states,
	      .flags = SHOWN),
	FIELD(plan_room, visited_at, .label = "走访时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(plan_room, grade, .label = "满意度", .show = SHOW_ENUM, .choices = visit_grades,
	      .flags = SHOWN),
};
const struct fields plan_room_fields = FIELDS(plan_room, room_fields_);

/* ---- which households ---- */

struct pick {
	struct plan_room *rows;
	size_t count, room;
};

static int add_room(struct ctx *cx, struct pick *p, const struct room *room)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->rows[i].room_id == room->id)
			return OK;
	if (p->count == p->room)
		return fail_field(cx, "rooms", T(cx, "一个计划最多 %d 户。"), (int)ROOMS_MOST);
	p->rows[p->count++] = (struct plan_room){ .room_id = room->id, .room = room->room };
	return OK;
}

static int named_rooms(struct ctx *cx, const char *typed, struct pick *p)
{
	char *rest = arena_strdup(cx->arena, typed), *word;
	int r = OK;

	for (char *s = rest; *s; s++)
		if (*s == '\n' || *s == ';' || *s == '\t')
			*s = ',';
	for (char *s; (s = strstr(rest, "，")) || (s = strstr(rest, "、"));)
		memcpy(s, ",  ", 3);
	while (r == OK && (word = text_split(&rest, ','))) {
		struct room room;
		if (text_blank(word))
			continue;
		r = room_find(cx, word, &room);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "rooms", "%s", cx->why);
		if (r == OK)
			r = add_room(cx, p, &room);
	}
	return r;
}

#define LONGEST_AGO \
	"SELECT h.id AS room_id, h.room FROM room h LEFT JOIN (SELECT room_id, MAX(visited_at) AS" \
	" last_at FROM visit WHERE community_id = ? AND (? = 0 OR channel IN (1, 4))" \
	" GROUP BY room_id) w ON w.room_id = h.id" \
	" WHERE h.community_id = ? AND h.state IN (5, 6) AND h.use <> 3"

/* So many of the buildings that were visited longest ago, and that no running plan has already. */
static int longest_ago(struct ctx *cx, const char *const *buildings, size_t building_count,
		       int64_t count, struct pick *p)
{
	struct plan_room *rows;
	struct query q;
	int64_t face_only;
	size_t got;
	int r = setting_int(cx, "visits.coverage_face_only", &face_only);

	if (r < 0)
		return r;
	query_init(&q, cx->arena, PIECE(LONGEST_AGO), BINDS(cx->community, face_only, cx->community));
	q.has_where = true;
	query_and(&q,
		  PIECE("NOT EXISTS (SELECT 1 FROM visit_plan_room n LEFT JOIN visit v"
			" ON v.community_id = n.community_id AND v.id = n.visit_id"
			" WHERE n.community_id = h.community_id AND n.room_id = h.id"
			" AND (n.visit_id = 0 OR v.state < 4))"),
		  BINDS());
	for (size_t i = 0; i < building_count; i++)
		query_add(&q, i ? PIECE(", ?") : PIECE(" AND h.building IN (?"), BINDS(buildings[i]));
	if (building_count)
		query_add(&q, PIECE(")"), BINDS());
	query_add(&q, PIECE(" ORDER BY COALESCE(w.last_at, 0), h.id LIMIT ?"), BINDS(count));
	r = query_list(cx, &q, plan_room_fields, &rows, &got);
	for (size_t i = 0; r == OK && i < got; i++)
		p->rows[p->count++] = rows[i];
	return r;
}

/* ---- the plan ---- */

/* Spread over the working days of the time, in order. */
static int spread(struct ctx *cx, int from_on, int until_on, struct pick *p)
{
	const struct work_calendar *calendar;
	int32_t days[DAYS_MOST];
	size_t count = 0;
	int r = calendar_load(cx, &calendar);

	if (r < 0)
		return r;
	for (int32_t day = from_on; day <= until_on && count < DAYS_MOST; day++)
		if (worktime_day_open(calendar, day))
			days[count++] = day;
	if (!count)
		days[count++] = until_on;
	for (size_t i = 0; i < p->count; i++)
		p->rows[i].planned_on = days[i * count / p->count];
	return OK;
}

static int insert_plan(struct ctx *cx, const struct visit_plan *plan, const struct pick *p)
{
	int r = store_exec(cx,
			   SQL("INSERT INTO visit_plan (community_id, id, year, month, category, title,"
			       " owner_id, post_id, from_on, until_on, automatic, created_by,"
			       " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			   BINDS(cx->community, plan->id, plan->year, plan->month, plan->category,
				 plan->title, plan->owner_id, plan->post_id, plan->from_on,
				 plan->until_on, plan->automatic, cx->actor ? cx->actor->id : 0,
				 cx->now));

	for (size_t i = 0; r == OK && i < p->count; i++)
		r = store_exec(cx,
			       SQL("INSERT INTO visit_plan_room (community_id, plan_id, room_id, room,"
				   " planned_on, visit_id) VALUES (?, ?, ?, ?, ?, 0)"),
			       BINDS(cx->community, plan->id, p->rows[i].room_id, p->rows[i].room,
				     p->rows[i].planned_on));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
			.subject = "visit_plan", .subject_id = plan->id, .action = "create",
			.note = arena_printf(cx->arena, T(cx, "%s，%d 户"), plan->title,
					     (int)p->count) });
}

static int check_plan(struct ctx *cx, const struct visit_plan_intake *in)
{
	int64_t found;
	int r;

	if (in->until_on < in->from_on)
		return fail_field(cx, "until_on", T(cx, "结束日期在开始日期之前。"));
	if (in->until_on - in->from_on >= DAYS_MOST)
		return fail_field(cx, "until_on", T(cx, "一个计划最长一年。"));
	if (text_blank(in->rooms) && !in->count)
		return fail_field(cx, "rooms", T(cx, "请填写房号，或填写要挑多少户。"));
	if (!in->owner)
		return OK;
	r = store_int(cx,
		      SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			  " AND left_on = 0"),
		      BINDS(cx->community, in->owner), &found);
	return r == ERR_NOT_FOUND ? fail_field(cx, "owner", T(cx, "这个人不在本管理处。")) : r;
}

static const char *title_of(struct ctx *cx, const struct visit_plan *plan)
{
	return arena_printf(cx->arena, "%04d-%02d %s", plan->year, plan->month,
			    T(cx, choice_of(plan_categories, plan->category)->label));
}

int visit_plan_add(struct ctx *cx, const struct visit_plan_intake *in, int64_t *ret_id)
{
	struct pick p = { arena_array(cx->arena, ROOMS_MOST, sizeof *p.rows), 0, ROOMS_MOST };
	struct visit_plan plan = { .id = id_new(cx->now), .category = in->category,
				   .title = in->title, .owner_id = in->owner, .post_id = in->post,
				   .from_on = in->from_on, .until_on = in->until_on };
	struct civil t;
	int r = check_plan(cx, in);

	if (r == OK && !text_blank(in->rooms))
		r = named_rooms(cx, in->rooms, &p);
	else if (r == OK)
		r = longest_ago(cx, &in->building, !text_blank(in->building), in->count, &p);
	if (r == OK && !p.count)
		r = fail_field(cx, "rooms", T(cx, "没有挑到已入住的房屋。"));
	if (r == OK)
		r = spread(cx, in->from_on, in->until_on, &p);
	if (r < 0)
		return r;
	civil_from_day(in->from_on, &t);
	plan.year = t.year;
	plan.month = t.month;
	if (text_blank(plan.title))
		plan.title = title_of(cx, &plan);
	*ret_id = plan.id;
	return insert_plan(cx, &plan, &p);
}

#define SELECT_PLAN \
	"SELECT n.id, n.year, n.month, n.category, n.title, n.owner_id, n.post_id," \
	" a.name AS owner_name, p.name AS post_name, n.from_on, n.until_on, n.automatic," \
	" n.created_at, COUNT(r.room_id) AS rooms," \
	" SUM(CASE WHEN r.visit_id <> 0 THEN 1 ELSE 0 END) AS opened," \
	" SUM(CASE WHEN v.visited_at > 0 THEN 1 ELSE 0 END) AS done FROM visit_plan n" \
	" LEFT JOIN account a ON a.id = n.owner_id" \
	" LEFT JOIN post p ON p.community_id = n.community_id AND p.id = n.post_id" \
	" LEFT JOIN visit_plan_room r ON r.community_id = n.community_id AND r.plan_id = n.id" \
	" LEFT JOIN visit v ON v.community_id = r.community_id AND v.id = r.visit_id"
#define GROUP_PLAN \
	" GROUP BY n.id, n.year, n.month, n.category, n.title, n.owner_id, n.post_id, a.name," \
	" p.name, n.from_on, n.until_on, n.automatic, n.created_at"

int visit_plan_get(struct ctx *cx, int64_t id, struct visit_plan *ret)
{
	int r = store_one(cx, SQL(SELECT_PLAN " WHERE n.community_id = ? AND n.id = ?" GROUP_PLAN),
			  BINDS(cx->community, id), visit_plan_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有这个计划。")) : r;
}

int visit_plan_list(struct ctx *cx, int year, struct visit_plan **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_PLAN " WHERE n.community_id = ? AND n.year = ?" GROUP_PLAN
					  " ORDER BY n.from_on DESC, n.id DESC LIMIT ?"),
			  BINDS(cx->community, year, (int)PLANS_MOST), visit_plan_fields, ret,
			  ret_count);
}

int visit_plan_rooms(struct ctx *cx, int64_t plan, struct plan_room **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT r.room_id, r.room, r.planned_on, r.visit_id,"
			      " COALESCE(v.state, 0) AS state, COALESCE(v.visited_at, 0) AS visited_at,"
			      " COALESCE(v.grade, 0) AS grade FROM visit_plan_room r"
			      " LEFT JOIN visit v ON v.community_id = r.community_id"
			      " AND v.id = r.visit_id WHERE r.community_id = ? AND r.plan_id = ?"
			      " ORDER BY r.planned_on, r.room LIMIT ?"),
			  BINDS(cx->community, plan, (int)ROOMS_MOST), plan_room_fields, ret,
			  ret_count);
}

/* ---- the job: the month's plan of each area ---- */

static int month_plan(struct ctx *cx, int64_t post, const char *const *buildings, size_t count,
		      int64_t rooms, int32_t today)
{
	struct pick p = { arena_array(cx->arena, ROOMS_MOST, sizeof *p.rows), 0, ROOMS_MOST };
	struct visit_plan plan = { .id = id_new(cx->now), .category = PLAN_STEWARD,
				   .post_id = post, .automatic = true };
	struct civil t, next;
	int64_t found;
	int r;

	civil_from_day(today, &t);
	plan.year = t.year;
	plan.month = t.month;
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM visit_plan WHERE community_id = ? AND year = ?"
			  " AND month = ? AND automatic = 1 AND post_id = ?"),
		      BINDS(cx->community, plan.year, plan.month, post), &found);
	if (r < 0 || found)
		return r;
	civil_from_day(civil_day(t.year, t.month, 1) + 31, &next);
	plan.from_on = today;
	plan.until_on = civil_day(next.year, next.month, 1) - 1;
	plan.title = title_of(cx, &plan);
	r = longest_ago(cx, buildings, count, rooms, &p);
	if (r < 0 || !p.count)
		return r;
	r = spread(cx, plan.from_on, plan.until_on, &p);
	return r == OK ? insert_plan(cx, &plan, &p) : r;
}

static int month_plans(struct ctx *cx, int32_t today)
{
	struct building *list;
	const char **mine;
	int64_t rooms, *posts;
	size_t count;
	int r = setting_int(cx, "visits.steward_rooms", &rooms);

	if (r < 0 || !rooms)
		return r;
	r = building_list(cx, &list, &count);
	if (r < 0 || !count)
		return r;
	posts = arena_array(cx->arena, count, sizeof *posts);
	mine = arena_array(cx->arena, count, sizeof *mine);
	for (size_t i = 0; r == OK && i < count; i++)
		r = building_post(cx, list[i].building, &posts[i]);
	for (size_t i = 0; r == OK && i < count; i++) {
		int64_t post = posts[i];
		size_t n = 0;
		for (size_t k = i; post && k < count; k++)
			if (posts[k] == post) {
				mine[n++] = list[k].building;
				posts[k] = 0;
			}
		if (post)
			r = month_plan(cx, post, mine, n, rooms, today);
	}
	return r;
}

/* ---- the job: what is near ---- */

struct near {
	int64_t plan_id, room_id, owner_id, post_id;
	const char *room, *title;
	int category, planned_on;
};
static const struct field near_fields[] = {
	FIELD(near, plan_id, 0),  FIELD(near, room_id, 0),  FIELD(near, owner_id, 0),
	FIELD(near, post_id, 0),  FIELD(near, room, 0),	    FIELD(near, title, 0),
	FIELD(near, category, 0), FIELD(near, planned_on, 0),
};

/* Who opens the door: the first of the household. */
static int find_person(struct ctx *cx, int64_t room, struct visit_new *in)
{
	struct occupancy *list;
	size_t count;
	int r = occupancy_of_room(cx, room, false, &list, &count);

	if (r == OK && count) {
		in->person_name = list[0].name;
		in->phone = list[0].phone;
	}
	return r;
}

static int open_one(struct ctx *cx, const struct near *n, int zone)
{
	struct visit_new in = { .kind = n->category == PLAN_SURVEY ? VISIT_SURVEY : VISIT_REGULAR,
				.reason = REASON_PLAN, .plan_id = n->plan_id,
				.room_id = n->room_id, .room = n->room, .title = n->title,
				.due_at = civil_ms(n->planned_on + 1, 0, zone),
				.assignee_id = n->owner_id, .post_id = n->post_id };
	struct visit v;
	int r = find_person(cx, n->room_id, &in);

	if (r == OK)
		r = visit_open(cx, &in, &v);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE visit_plan_room SET visit_id = ? WHERE community_id = ?"
			      " AND plan_id = ? AND room_id = ?"),
			  BINDS(v.id, cx->community, n->plan_id, n->room_id));
}

static int run(struct ctx *cx, void *arg)
{
	struct near *list;
	size_t count = 0;
	int64_t ahead;
	int32_t today;
	int zone, r = calendar_zone(cx, &zone);

	(void)arg;
	if (r < 0)
		return r;
	today = civil_day_of(cx->now, zone);
	r = month_plans(cx, today);
	if (r == OK)
		r = setting_int(cx, "visits.plan_ahead_days", &ahead);
	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT r.plan_id, r.room_id, n.owner_id, n.post_id, r.room, n.title,"
				   " n.category, r.planned_on FROM visit_plan_room r JOIN visit_plan n"
				   " ON n.community_id = r.community_id AND n.id = r.plan_id"
				   " WHERE r.community_id = ? AND r.visit_id = 0 AND r.planned_on <= ?"
				   " ORDER BY r.planned_on, r.room_id LIMIT ?"),
			       BINDS(cx->community, today + ahead, (int)OPEN_AT_ONCE),
			       FIELDS(near, near_fields), &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = open_one(cx, &list[i], zone);
	return r;
}

int visit_plan_run(struct ctx *cx)
{
	return app_write(cx, run, NULL);
}
