#include "modules/outreach/recipients.h"
#include "app/notice.h"
#include "app/permission.h"
#include "base/text.h"
#include "store/store.h"

enum { HOUSEHOLDS_MOST = 20000 };

const struct choice delivery_states[] = {
	{ DELIVERY_PENDING, "pending", "待送达" },
	{ DELIVERY_TOLD, "told", "已送达" },
	{ DELIVERY_SKIPPED, "skipped", "免打扰" },
	CHOICE_END,
};
enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(delivery, room_id, .show = SHOW_ID),
	FIELD(delivery, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(delivery, person_id, .show = SHOW_ID),
	FIELD(delivery, person_name, .label = "姓名", .flags = SHOWN),
	FIELD(delivery, state, .label = "状态", .show = SHOW_ENUM, .choices = delivery_states,
	      .flags = SHOWN),
	FIELD(delivery, way, .label = "方式", .show = SHOW_ENUM, .choices = told_ways, .flags = SHOWN),
	FIELD(delivery, told_at, .label = "送达时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(delivery, told_by_name, .label = "经手人", .flags = SHOWN),
};
const struct fields delivery_fields = FIELDS(delivery, fields);

/* ---- the area ---- */

static int check_part(struct ctx *cx, const char *typed, const char *part)
{
	int64_t rooms;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM room WHERE community_id = ? AND (room = ?"
			      " OR (room >= ? AND room < ?))"),
			  BINDS(cx->community, part, arena_printf(cx->arena, "%s-", part),
				arena_printf(cx->arena, "%s-~", part)),
			  &rooms);

	if (r == OK && !rooms)
		return fail_field(cx, "area", T(cx, "“%s”不是这里的楼栋、单元或房号。"), typed);
	return r;
}

static bool parts(uint32_t c)
{
	return c == ',' || c == 0xff0c || c == 0x3001 || c == ';' || c == '\n' || c == ' ';
}

/* 2 from 2栋, 2幢, 2号楼 */
static char *building_name(struct ctx *cx, const char *typed)
{
	static const char *const suffixes[] = { "栋", "幢", "号楼" };
	size_t n = strlen(typed);

	for (size_t i = 0; i < COUNT(suffixes); i++) {
		size_t k = strlen(suffixes[i]);
		if (n > k && !strcmp(typed + n - k, suffixes[i]))
			return arena_strndup(cx->arena, typed, n - k);
	}
	return arena_strdup(cx->arena, typed);
}

int area_read(struct ctx *cx, const char *typed, struct area *ret)
{
	const char *at = typed ? typed : "";

	*ret = (struct area){ 0 };
	while (*at) {
		const char *from = at, *end = at;
		char *word, *part;
		int r;
		for (uint32_t c; *at && (c = text_next(&at), !parts(c));)
			end = at;
		word = text_trim(cx->arena, arena_strndup(cx->arena, from, (size_t)(end - from)));
		if (!*word)
			continue;
		if (ret->count == AREA_PARTS)
			return fail_field(cx, "area", T(cx, "范围最多写 %d 处。"), AREA_PARTS);
		part = text_room(cx->arena, word);
		if (!part)
			part = building_name(cx, word);
		r = check_part(cx, word, part);
		if (r < 0)
			return r;
		ret->part[ret->count++] = part;
	}
	return OK;
}

bool area_has(const struct area *area, const char *room)
{
	for (size_t i = 0; i < area->count; i++) {
		size_t n = strlen(area->part[i]);
		if (!strncmp(room, area->part[i], n) && (room[n] == '-' || !room[n]))
			return true;
	}
	return !area->count;
}

/* ---- the households ---- */

struct household_row {
	int64_t room_id;
	const char *room;
	int64_t person_id;
	const char *name, *phone;
	bool no_disturb, marketing;
};
static const struct field household_fields[] = {
	FIELD(household_row, room_id, 0), FIELD(household_row, room, 0),
	FIELD(household_row, person_id, 0), FIELD(household_row, name, 0),
	FIELD(household_row, phone, 0), FIELD(household_row, no_disturb, 0),
	FIELD(household_row, marketing, 0),
};

/* Safety is told to everybody; marketing to who agreed and did not ask to be left alone. */
static bool skips(const struct announcement *a, const struct household_row *h)
{
	if (a->kind == ANNOUNCE_FIRE || a->kind == ANNOUNCE_SAFETY)
		return false;
	return h->no_disturb || (a->kind == ANNOUNCE_MARKETING && !h->marketing);
}

static int send_sms(struct ctx *cx, const struct announcement *a, const struct household_row *h)
{
	return notice_tell(cx, &(struct notice){
			.phone = h->phone, .kind = "announcement", .subject = "announcement",
			.subject_id = a->id, .title = a->title, .text = a->text,
			.urgent = a->kind == ANNOUNCE_FIRE || a->kind == ANNOUNCE_SAFETY });
}

static int write_one(struct ctx *cx, const struct announcement *a, const struct household_row *h)
{
	bool skipped = skips(a, h), sms = !skipped && a->way == TOLD_BY_SMS && !text_blank(h->phone);
	int r = sms ? send_sms(cx, a, h) : OK;

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("INSERT INTO delivery (community_id, announcement_id, room_id, room,"
			      " person_id, person_name, state, way, told_at, told_by)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, a->id, h->room_id, h->room, h->person_id, h->name,
				skipped ? DELIVERY_SKIPPED : sms ? DELIVERY_TOLD : DELIVERY_PENDING,
				sms ? TOLD_BY_SMS : 0, sms ? cx->now : 0,
				sms && cx->actor ? cx->actor->id : 0));
}

int recipients_write(struct ctx *cx, const struct announcement *a, int *ret_count,
		     int *ret_skipped)
{
	struct household_row *list;
	struct area area;
	size_t count = 0;
	int r = area_read(cx, a->area, &area);

	*ret_count = *ret_skipped = 0;
	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT r.room_id, r.room, r.person_id, r.name, r.phone, r.no_disturb,"
				   " (SELECT COUNT(*) FROM consent k WHERE k.community_id = r.community_id"
				   " AND k.person_id = r.person_id AND k.kind = 1"
				   " AND k.withdrawn_at = 0) AS marketing FROM resident_now r"
				   " WHERE r.community_id = ? AND r.id = (SELECT m.id FROM occupancy m"
				   " WHERE m.community_id = r.community_id AND m.room_id = r.room_id"
				   " AND m.until_on = 0 ORDER BY m.relation, m.id LIMIT 1)"
				   " ORDER BY r.room LIMIT ?"),
			       BINDS(cx->community, HOUSEHOLDS_MOST), FIELDS(household_row, household_fields),
			       &list, &count);
	if (r == OK && count == HOUSEHOLDS_MOST)
		return fail(cx, ERR_TOO_BIG, T(cx, "一次最多通知 %d 户，请按楼栋分开发。"),
			    HOUSEHOLDS_MOST);
	for (size_t i = 0; r == OK && i < count; i++) {
		if (!area_has(&area, list[i].room))
			continue;
		*(skips(a, &list[i]) ? ret_skipped : ret_count) += 1;
		r = write_one(cx, a, &list[i]);
	}
	return r;
}

int delivery_told(struct ctx *cx, int64_t announcement, const char *typed, int way, int *ret_count)
{
	struct household_row *list;
	struct area area;
	size_t count = 0;
	int r = area_read(cx, typed, &area);

	*ret_count = 0;
	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT room_id, room FROM delivery WHERE community_id = ?"
				   " AND announcement_id = ? AND state = 1 LIMIT ?"),
			       BINDS(cx->community, announcement, HOUSEHOLDS_MOST),
			       FIELDS(household_row, household_fields), &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		if (!area_has(&area, list[i].room))
			continue;
		*ret_count += 1;
		r = store_exec(cx,
			       SQL("UPDATE delivery SET state = 2, way = ?, told_at = ?, told_by = ?"
				   " WHERE community_id = ? AND announcement_id = ? AND room_id = ?"),
			       BINDS(way, cx->now, cx->actor ? cx->actor->id : 0, cx->community,
				     announcement, list[i].room_id));
	}
	return r;
}

int delivery_list(struct ctx *cx, const struct delivery_filter *f, struct delivery **ret,
		  size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena,
		   SQL("SELECT d.room_id, d.room, d.person_id, d.person_name, d.state, d.way,"
		       " d.told_at, a.name AS told_by_name FROM delivery d"
		       " LEFT JOIN account a ON a.id = d.told_by"
		       " WHERE d.community_id = ? AND d.announcement_id = ?"),
		   BINDS(cx->community, f->announcement));
	q.has_where = true;
	if (f->state)
		query_and(&q, PIECE("d.state = ?"), BINDS(f->state));
	if (!text_blank(f->after))
		query_and(&q,
			  PIECE("LENGTH(d.room) > LENGTH(?) OR (LENGTH(d.room) = LENGTH(?)"
			      " AND d.room > ?)"),
			  BINDS(f->after, f->after, f->after));
	query_add(&q, PIECE(" ORDER BY LENGTH(d.room), d.room LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, delivery_fields, ret, ret_count);
}
