#include "modules/houses/houses.h"
#include "app/journal.h"
#include "app/permission.h"
#include "base/random.h"
#include "base/text.h"
#include "store/search.h"
#include "store/store.h"

const struct choice room_states[] = {
	{ ROOM_UNSOLD, "unsold", "未售" },	   { ROOM_UNDELIVERED, "undelivered", "未收" },
	{ ROOM_VACANT, "vacant", "空置" },	   { ROOM_RENOVATING, "renovating", "装修" },
	{ ROOM_OCCUPIED, "occupied", "自住" }, { ROOM_LET, "let", "出租" },
	CHOICE_END,
};
const struct choice room_uses[] = {
	{ ROOM_DWELLING, "dwelling", "住宅" },
	{ ROOM_SHOP, "shop", "商铺" },
	{ ROOM_PARKING, "parking", "车位" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(room, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(room, room, .label = "房号", .show = SHOW_ROOM,
	      .flags = SHOWN | IN_FORM | REQUIRED | ONCE),
	FIELD(room, building, .label = "楼栋", .flags = SHOWN),
	FIELD(room, entrance, .label = "单元", .flags = SHOWN),
	FIELD(room, door, .label = "室号", .flags = SHOWN),
	FIELD(room, floor, .label = "楼层", .flags = SHOWN | IN_FORM, .min = -5, .max = 200),
	FIELD(room, area_mass, .label = "建筑面积", .show = SHOW_MASS, .flags = SHOWN | IN_FORM,
	      .min = 0, .max = 100000000),
	FIELD(room, inner_mass, .label = "套内面积", .show = SHOW_MASS, .flags = SHOWN | IN_FORM,
	      .min = 0, .max = 100000000),
	FIELD(room, layout, .label = "户型", .flags = SHOWN | IN_FORM, .max = 40),
	FIELD(room, use, .label = "用途", .show = SHOW_ENUM, .choices = room_uses,
	      .flags = SHOWN | IN_FORM),
	FIELD(room, state, .label = "状态", .show = SHOW_ENUM, .choices = room_states,
	      .flags = SHOWN | IN_FORM),
	FIELD(room, delivered_on, .label = "交付日期", .show = SHOW_DATE, .flags = SHOWN | IN_FORM),
	FIELD(room, remark, .label = "备注", .flags = SHOWN | IN_FORM),
	FIELD(room, version, .flags = IN_JSON),
	FIELD(room, created_at, .show = SHOW_TIME, .flags = IN_JSON),
};
const struct fields room_fields = FIELDS(room, fields);

#define SELECT_ROOM \
	"SELECT id, room, building, entrance, door, floor, area_mass, inner_mass, layout, use," \
	" state, delivered_on, remark, version, created_at FROM room WHERE community_id = ?"

int room_get(struct ctx *cx, int64_t id, struct room *ret)
{
	int r = store_one(cx, SQL(SELECT_ROOM " AND id = ?"), BINDS(cx->community, id), room_fields,
			  ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这套房屋。")) : r;
}

static int rooms_under(struct ctx *cx, const char *prefix, struct room **ret, size_t *ret_count)
{
	return store_list(cx, SQL(SELECT_ROOM " AND room >= ? AND room < ? ORDER BY room LIMIT 3"),
			  BINDS(cx->community, prefix, arena_printf(cx->arena, "%s~", prefix)),
			  room_fields, ret, ret_count);
}

/* The rooms beside what was typed: of the same entrance, else of the same building. */
static int suggest(struct ctx *cx, const char *room)
{
	char *prefix = arena_strdup(cx->arena, room), *cut;
	struct strbuf names;
	struct room *near;
	size_t count = 0;

	while (!count && (cut = strrchr(prefix, '-'))) {
		int r;
		cut[1] = '\0';
		r = rooms_under(cx, prefix, &near, &count);
		if (r < 0)
			return r;
		cut[0] = '\0';
	}
	if (!count)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有房号 %s。"), room);
	strbuf_init(&names, cx->arena, 256);
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&names, "%s%s", i ? T(cx, "、") : "", near[i].room);
	return fail(cx, ERR_NOT_FOUND, T(cx, "没有房号 %s，相近的有 %s。"), room, names.s);
}

int room_find(struct ctx *cx, const char *typed, struct room *ret)
{
	const char *room = text_room(cx->arena, typed);
	int r;

	if (!room)
		return fail(cx, ERR_NOT_FOUND, T(cx, "“%s”不像一个房号，请写成 3-2-501。"), typed);
	r = store_one(cx, SQL(SELECT_ROOM " AND room = ?"), BINDS(cx->community, room), room_fields,
		      ret);
	return r == ERR_NOT_FOUND ? suggest(cx, room) : r;
}

/* "3-2-501" → 3, 2, 501; "3-501" → 3, "", 501. The floor stands before the last two digits. */
static void split_name(struct ctx *cx, struct room *r)
{
	char *rest = arena_strdup(cx->arena, r->room);
	const char *parts[3] = { "", "", "" };
	size_t count = 0, digits;

	for (char *part; count < 3 && (part = text_split(&rest, '-'));)
		parts[count++] = part;
	r->building = parts[0];
	r->entrance = count == 3 ? parts[1] : "";
	r->door = count == 3 ? parts[2] : count == 2 ? parts[1] : "";
	digits = strspn(r->door, "0123456789");
	if (!r->floor && digits >= 3 && digits <= 4) {
		int64_t floor;
		if (text_int(arena_strndup(cx->arena, r->door, digits - 2), &floor) == OK)
			r->floor = (int)floor;
	}
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int insert(struct ctx *cx, const struct room *r)
{
	return store_exec(cx,
			  SQL("INSERT INTO room (community_id, id, room, building, entrance, door, floor,"
			      " area_mass, inner_mass, layout, use, state, delivered_on, remark, version,"
			      " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"),
			  BINDS(cx->community, r->id, r->room, r->building, r->entrance, r->door,
				r->floor, r->area_mass, r->inner_mass, r->layout, r->use, r->state,
				r->delivered_on, r->remark, cx->now));
}

static bool same(const struct room *a, const struct room *b)
{
	return a->floor == b->floor && a->area_mass == b->area_mass &&
	       a->inner_mass == b->inner_mass && text_equal(a->layout, b->layout) &&
	       a->use == b->use && a->state == b->state && a->delivered_on == b->delivered_on &&
	       text_equal(a->remark, b->remark);
}

static int update(struct ctx *cx, const struct room *old, const struct room *new)
{
	int r = store_exec(cx,
			   SQL("UPDATE room SET floor = ?, area_mass = ?, inner_mass = ?, layout = ?,"
			       " use = ?, state = ?, delivered_on = ?, remark = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND version = ?"),
			   BINDS(new->floor, new->area_mass, new->inner_mass, new->layout, new->use,
				 new->state, new->delivered_on, new->remark, cx->community, old->id,
				 old->version));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这套房屋刚被别人改过，请看过最新内容再改。"));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
					.subject = "room", .subject_id = old->id, .action = "change",
					.from_state = old->state == new->state
						? NULL : choice_of(room_states, old->state)->word,
					.to_state = old->state == new->state
						? NULL : choice_of(room_states, new->state)->word });
}

/* What was not said (0, NULL) stays as it is. */
static void keep_unsaid(struct room *new, const struct room *old)
{
	if (!new->floor)
		new->floor = old->floor;
	if (!new->area_mass)
		new->area_mass = old->area_mass;
	if (!new->inner_mass)
		new->inner_mass = old->inner_mass;
	if (!new->layout)
		new->layout = old->layout;
	if (!new->use)
		new->use = old->use;
	if (!new->state)
		new->state = old->state;
	if (!new->delivered_on)
		new->delivered_on = old->delivered_on;
	if (!new->remark)
		new->remark = old->remark;
}

int room_put(struct ctx *cx, const struct room *given, int64_t *ret_id, enum put *ret_put)
{
	struct room r = *given, old = { 0 };
	int err;

	r.room = text_room(cx->arena, given->room);
	if (!r.room)
		return fail_field(cx, "room", T(cx, "“%s”不像一个房号，请写成 3-2-501。"),
				  or_empty(given->room));
	split_name(cx, &r);
	err = store_one(cx, SQL(SELECT_ROOM " AND room = ?"), BINDS(cx->community, r.room),
			room_fields, &old);
	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	*ret_put = PUT_SAME;
	if (err == OK) {
		*ret_id = old.id;
		keep_unsaid(&r, &old);
		if (same(&r, &old))
			return OK;
		*ret_put = PUT_CHANGED;
		if (given->version)
			old.version = given->version;
		return update(cx, &old, &r);
	}
	r.id = *ret_id = id_new(cx->now);
	r.layout = or_empty(r.layout);
	r.remark = or_empty(r.remark);
	r.use = r.use ? r.use : ROOM_DWELLING;
	r.state = r.state ? r.state : r.delivered_on ? ROOM_OCCUPIED : ROOM_UNDELIVERED;
	*ret_put = PUT_NEW;
	err = insert(cx, &r);
	if (err == OK)
		err = journal_add(cx, &(struct journal_entry){ .subject = "room", .subject_id = r.id,
							       .action = "create", .note = r.room });
	return err;
}

static const struct field building_fields[] = {
	FIELD(building, building, .label = "楼栋", .flags = SHOWN),
	FIELD(building, rooms, .label = "套数", .flags = SHOWN),
	FIELD(building, occupied, .label = "已入住", .flags = SHOWN),
	FIELD(building, post_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(building, post_name, .label = "楼栋管家", .flags = SHOWN),
};
const struct fields building_table = FIELDS(building, building_fields);

int building_list(struct ctx *cx, struct building **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT h.building, COUNT(*) AS rooms,"
			      " SUM(CASE WHEN h.state >= 5 THEN 1 ELSE 0 END) AS occupied,"
			      " MAX(COALESCE(p.id, 0)) AS post_id, MAX(p.name) AS post_name FROM room h"
			      " LEFT JOIN building_steward s ON s.community_id = h.community_id"
			      " AND s.building = h.building"
			      " LEFT JOIN post p ON p.community_id = s.community_id AND p.id = s.post_id"
			      " WHERE h.community_id = ? GROUP BY h.building"
			      " ORDER BY LENGTH(h.building), h.building LIMIT 500"),
			  BINDS(cx->community), building_table, ret, ret_count);
}

static const struct field grid_table[] = {
	FIELD(grid_room, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(grid_room, room, .label = "房号", .flags = SHOWN),
	FIELD(grid_room, entrance, .label = "单元", .flags = SHOWN),
	FIELD(grid_room, door, .label = "室号", .flags = SHOWN),
	FIELD(grid_room, floor, .label = "楼层", .flags = SHOWN),
	FIELD(grid_room, state, .label = "状态", .show = SHOW_ENUM, .choices = room_states,
	      .flags = SHOWN),
	FIELD(grid_room, open_count, .label = "在办", .flags = SHOWN),
	FIELD(grid_room, overdue, .label = "超时", .flags = SHOWN),
};
const struct fields grid_fields = FIELDS(grid_room, grid_table);

int grid_of_building(struct ctx *cx, const char *building, struct grid_room **ret,
		     size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT h.id, h.room, h.entrance, h.door, h.floor, h.state,"
			      " (SELECT COUNT(*) FROM request_open q"
			      " WHERE q.community_id = h.community_id AND q.room_id = h.id) AS open_count,"
			      " (SELECT COUNT(*) FROM request_open q"
			      " WHERE q.community_id = h.community_id AND q.room_id = h.id"
			      " AND q.due_at > 0 AND q.due_at < ?) AS overdue"
			      " FROM room h WHERE h.community_id = ? AND h.building = ?"
			      " ORDER BY LENGTH(h.entrance), h.entrance, h.floor DESC, LENGTH(h.door),"
			      " h.door LIMIT 2000"),
			  BINDS(cx->now, cx->community, building), grid_fields, ret, ret_count);
}

int building_post(struct ctx *cx, const char *building, int64_t *ret_post)
{
	int r = store_int(cx,
			  SQL("SELECT s.post_id FROM building_steward s JOIN post p"
			      " ON p.community_id = s.community_id AND p.id = s.post_id"
			      " WHERE s.community_id = ? AND s.building = ? AND p.retired_at = 0"),
			  BINDS(cx->community, building), ret_post);

	if (r != ERR_NOT_FOUND)
		return r;
	r = store_int(cx,
		      SQL("SELECT id FROM post WHERE community_id = ? AND role = ?"
			  " AND retired_at = 0 ORDER BY id LIMIT 1"),
		      BINDS(cx->community, (int)ROLE_STEWARD), ret_post);
	if (r != ERR_NOT_FOUND)
		return r;
	*ret_post = 0;
	return OK;
}

/* The building stands, and the post is in use. */
static int check_assign(struct ctx *cx, const char *building, int64_t post, const char **ret_name)
{
	int64_t rooms;
	char *name;
	int r = store_int(cx, SQL("SELECT COUNT(*) FROM room WHERE community_id = ? AND building = ?"),
			  BINDS(cx->community, building), &rooms);

	if (r == OK && !rooms)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有 %s 栋。"), building);
	*ret_name = "";
	if (r < 0 || !post)
		return r;
	r = store_text(cx,
		       SQL("SELECT name FROM post WHERE community_id = ? AND id = ?"
			   " AND retired_at = 0"),
		       BINDS(cx->community, post), &name);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "post", T(cx, "没有这个岗位，或岗位已撤销。"));
	*ret_name = name;
	return r;
}

int building_assign(struct ctx *cx, const char *building, int64_t post)
{
	const char *name = "";
	int r = check_assign(cx, building, post, &name);

	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM building_steward WHERE community_id = ?"
				   " AND building = ?"),
			       BINDS(cx->community, building));
	if (r == OK && post)
		r = store_exec(cx,
			       SQL("INSERT INTO building_steward (community_id, building, post_id)"
				   " VALUES (?, ?, ?)"),
			       BINDS(cx->community, building, post));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
			.subject = "building", .action = "change",
			.note = arena_printf(cx->arena, "%s → %s", building, *name ? name : "-") });
}
