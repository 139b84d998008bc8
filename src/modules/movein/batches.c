/* Batches: what is planned for whom, and what its letters say. */
#include "app/calendar.h"
#include "app/number.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/movein/movein_parts.h"
#include "modules/residents/residents.h"
#include "record/form.h"
#include "store/store.h"

enum { BATCH_ROOMS = 2000 };

static_assert(NOTICE_DELIVERED == 3 && NOTICE_CAME == 8 && NOTICE_DEEMED == 9 &&
		      NOTICE_DROPPED == 10,
	      "the SQL of batches counts by these");

int movein_today(struct ctx *cx, int *ret)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		*ret = civil_day_of(cx->now, zone);
	return r;
}

/* ---- writing one down ---- */

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int check_batch(struct ctx *cx, const struct movein_batch *in)
{
	int r = form_check(cx, movein_batch_fields, in);

	if (r < 0)
		return r;
	if (in->until_on < in->from_on)
		return fail_field(cx, "until_on", T(cx, "收楼期限不能早于交付首日。"));
	if (in->until_on - in->from_on > 366)
		return fail_field(cx, "until_on", T(cx, "一个批次最长一年。"));
	if (in->day_until - in->day_from < in->slot_minutes)
		return fail_field(cx, "day_until", T(cx, "预约结束要比开始至少晚一个时段。"));
	return OK;
}

/* What the form left out. */
static struct movein_batch filled(const struct movein_batch *in)
{
	struct movein_batch b = *in;

	b.day_from = b.day_from ? b.day_from : 9 * 60;
	b.day_until = b.day_until ? b.day_until : 17 * 60;
	b.slot_minutes = b.slot_minutes ? b.slot_minutes : 30;
	b.slot_capacity = b.slot_capacity ? b.slot_capacity : 10;
	return b;
}

static int insert_batch(struct ctx *cx, int64_t id, const char *number,
			const struct movein_batch *b)
{
	return store_exec(cx,
			  SQL("INSERT INTO movein_batch (community_id, id, number, kind, state, name,"
			      " sender, from_on, until_on, place, hours, phone, opinion_number, opinion_on,"
			      " filing_number, filing_on, others, papers, day_from, day_until,"
			      " slot_minutes, slot_capacity, deemed_clause, approved_by, approved_at,"
			      " issued_at, created_by, created_at, version) VALUES (?, ?, ?, ?, 1, ?, ?, ?,"
			      " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, 1)"),
			  BINDS(cx->community, id, number, b->kind, b->name, b->sender, b->from_on,
				b->until_on, b->place, or_empty(b->hours), b->phone,
				or_empty(b->opinion_number), b->opinion_on, or_empty(b->filing_number),
				b->filing_on, or_empty(b->others), or_empty(b->papers), b->day_from,
				b->day_until, b->slot_minutes, b->slot_capacity,
				or_empty(b->deemed_clause), cx->actor ? cx->actor->id : 0, cx->now));
}

/* 19 (b): the plan is approved a month ahead; the certificates of 14 (d) likewise. */
static int owe_approval(struct ctx *cx, int64_t id, const struct movein_batch *b)
{
	enum role role = b->kind == MOVEIN_MOVEIN ? ROLE_DIRECTOR : ROLE_SUPERVISOR;
	int64_t days, post, due;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "movein.notice_days", &days);
	if (r == OK)
		r = post_of_role(cx, role, &post);
	if (r < 0)
		return r;
	due = civil_ms(b->from_on - (int)days, 0, zone);
	due = due > cx->now + HOURS(24) ? due : cx->now + HOURS(24);
	return obligation_promise(cx, &movein_approve_norm, "movein_batch", id, due, 0, post);
}

int movein_batch_create(struct ctx *cx, const struct movein_batch *in, int64_t *ret)
{
	struct movein_batch b = filled(in);
	int64_t id = id_new(cx->now);
	char *number;
	int today, r = check_batch(cx, &b);

	if (r == OK)
		r = movein_today(cx, &today);
	if (r == OK && b.until_on < today)
		return fail_field(cx, "until_on", T(cx, "收楼期限已经过去。"));
	if (r == OK)
		r = number_next(cx, "PC", &number);
	if (r == OK)
		r = insert_batch(cx, id, number, &b);
	if (r == OK)
		r = owe_approval(cx, id, &b);
	*ret = id;
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "movein_batch", .subject_id = id,
								.action = "plan", .to_state = "draft",
								.note = b.name });
}

int movein_batch_change(struct ctx *cx, int64_t id, int64_t version, const struct movein_batch *in)
{
	struct movein_batch b = filled(in), was;
	int r = movein_batch_get(cx, id, &was);

	if (r == OK && was.state != BATCH_DRAFT)
		return fail(cx, ERR_CONFLICT, T(cx, "批次已经核准，内容不能再改；要改请撤销后重新拟定。"));
	if (r == OK && version && version != was.version)
		return fail(cx, ERR_CONFLICT, T(cx, "这条记录刚被别人改过，请看过最新内容再办。"));
	if (r == OK)
		r = check_batch(cx, &b);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE movein_batch SET name = ?, sender = ?, from_on = ?, until_on = ?,"
				   " place = ?, hours = ?, phone = ?, opinion_number = ?, opinion_on = ?,"
				   " filing_number = ?, filing_on = ?, others = ?, papers = ?, day_from = ?,"
				   " day_until = ?, slot_minutes = ?, slot_capacity = ?, deemed_clause = ?,"
				   " version = version + 1 WHERE community_id = ? AND id = ?"),
			       BINDS(b.name, b.sender, b.from_on, b.until_on, b.place, or_empty(b.hours),
				     b.phone, or_empty(b.opinion_number), b.opinion_on,
				     or_empty(b.filing_number), b.filing_on, or_empty(b.others),
				     or_empty(b.papers), b.day_from, b.day_until, b.slot_minutes,
				     b.slot_capacity, or_empty(b.deemed_clause), cx->community, id));
	if (r == OK && b.until_on != was.until_on)
		r = store_exec(cx,
			       SQL("UPDATE movein_notice SET until_on = ? WHERE community_id = ?"
				   " AND batch_id = ? AND state = 1"),
			       BINDS(b.until_on, cx->community, id));
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "movein_batch", .subject_id = id,
								.action = "change", .note = b.name });
}

/* ---- reading ---- */

#define STANDING(condition) \
	"(SELECT COUNT(*) FROM movein_notice n WHERE n.community_id = b.community_id" \
	" AND n.batch_id = b.id AND " condition ")"
#define SELECT_BATCH \
	"SELECT b.id, b.number, b.kind, b.state, b.name, b.sender, b.from_on, b.until_on, b.place," \
	" b.hours, b.phone, b.opinion_number, b.opinion_on, b.filing_number, b.filing_on, b.others," \
	" b.papers, b.day_from, b.day_until, b.slot_minutes, b.slot_capacity, b.deemed_clause," \
	" b.approved_by, a.name AS approved_name, b.approved_at, b.issued_at, b.created_by," \
	" b.created_at, b.version, " STANDING("n.state <> 10") " AS rooms, " \
	STANDING("n.state = 1") " AS unsent, " STANDING("n.sent_at > 0 AND n.state <> 10") " AS sent, " \
	STANDING("n.delivered_on > 0 AND n.state <> 10") " AS delivered, " \
	STANDING("n.state = 4") " AS returned, " \
	STANDING("n.slot_on > 0 AND n.state IN (2, 3, 5, 6)") " AS booked, " \
	STANDING("n.state = 8") " AS came, " STANDING("n.state = 7") " AS refused, " \
	STANDING("n.state IN (5, 6)") " AS late, " STANDING("n.state = 9") " AS deemed" \
	" FROM movein_batch b LEFT JOIN account a ON a.id = b.approved_by WHERE b.community_id = ?"

int movein_batch_get(struct ctx *cx, int64_t id, struct movein_batch *ret)
{
	int r = store_one(cx, SQL(SELECT_BATCH " AND b.id = ?"), BINDS(cx->community, id),
			  movein_batch_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这个批次。")) : r;
}

int movein_batch_list(struct ctx *cx, int64_t after, size_t most, struct movein_batch **ret,
		      size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_BATCH " AND (? = 0 OR b.id < ?) ORDER BY b.id DESC LIMIT ?"),
			  BINDS(cx->community, after, after, (int64_t)most), movein_batch_fields, ret,
			  ret_count);
}

int movein_batch_named(struct ctx *cx, const char *named, struct movein_batch *ret)
{
	const char *name = text_blank(named) ? "" : text_trim(cx->arena, named);
	struct movein_batch *rows;
	size_t count;
	int r = store_list(cx,
			   SQL(SELECT_BATCH " AND b.state = 1 AND (? = '' OR b.number = ? OR b.name = ?)"
					    " ORDER BY b.id DESC LIMIT 2"),
			   BINDS(cx->community, name, name, name), movein_batch_fields, &rows, &count);

	if (r < 0)
		return r;
	if (!count)
		return fail_field(cx, "batch", *name ? T(cx, "没有拟定中的批次“%s”，请先拟定批次。")
						     : T(cx, "没有拟定中的批次%s，请先拟定批次。"), name);
	if (count > 1)
		return fail_field(cx, "batch", T(cx, "拟定中的批次不止一个，请写批次编号。"));
	*ret = rows[0];
	return OK;
}

/* ---- the households of it ---- */

struct candidate {
	int64_t id;
	const char *room, *building, *buyers, *phone;
	int64_t area_mass, buyer_count;
};
static const struct field candidate_fields[] = {
	FIELD(candidate, id, 0),     FIELD(candidate, room, 0),	     FIELD(candidate, building, 0),
	FIELD(candidate, buyers, 0), FIELD(candidate, phone, 0),     FIELD(candidate, area_mass, 0),
	FIELD(candidate, buyer_count, 0),
};

static int insert_notice(struct ctx *cx, const struct movein_batch *b, int64_t position,
			 const struct movein_notice *n)
{
	int64_t id = id_new(cx->now);
	int r = store_exec(cx,
			   SQL("INSERT INTO movein_notice (community_id, id, number, batch_id, position,"
			       " state, room_id, room, building, area_mass, buyers, buyer_kind, phone,"
			       " address, contract_number, until_on, channel, waybill, sent_at,"
			       " delivered_on, proof, receiver, returned_on, return_reason, refused_on,"
			       " refusal, refusal_text, slot_on, slot_minute, slot_people, slot_agent,"
			       " reminded, called_at, asked_at, created_at, ended_at, version)"
			       " VALUES (?, ?, '', ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, 0, 0,"
			       " '', 0, '', 0, 0, '', 0, 0, 0, 0, 0, 0, 0, ?, 0, 1)"),
			   BINDS(cx->community, id, b->id, position, n->room_id, n->room, n->building,
				 n->area_mass, n->buyers, n->buyer_kind, n->phone, or_empty(n->address),
				 or_empty(n->contract_number), b->until_on, cx->now));

	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){ .subject = "movein_notice",
								.subject_id = id, .action = "add",
								.to_state = "draft", .note = n->room });
}

static int next_position(struct ctx *cx, int64_t batch, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COALESCE(MAX(position), 0) + 1 FROM movein_notice"
			     " WHERE community_id = ? AND batch_id = ?"),
			 BINDS(cx->community, batch), ret);
}

/* Owners and co-owners as the household file has them now. */
static int owners_of(struct ctx *cx, struct candidate *c)
{
	struct occupancy *rows;
	size_t count;
	int r = occupancy_of_room(cx, c->id, false, &rows, &count);

	c->buyers = c->phone = "";
	for (size_t i = 0; r == OK && i < count; i++) {
		if (rows[i].relation != RELATION_OWNER && rows[i].relation != RELATION_COOWNER)
			continue;
		c->buyers = arena_printf(cx->arena, "%s%s%s", c->buyers, c->buyer_count ? "、" : "",
					 rows[i].name);
		if (!*c->phone && rows[i].phone)
			c->phone = rows[i].phone;
		c->buyer_count++;
	}
	return r;
}

static int fill_building(struct ctx *cx, const struct movein_batch *b, const char *building,
			 int64_t *position, int64_t *added)
{
	struct candidate *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT h.id, h.room, h.building, h.area_mass FROM room h"
			       " WHERE h.community_id = ? AND h.building = ? AND h.use = 1 AND h.state = 2"
			       " AND NOT EXISTS (SELECT 1 FROM movein_notice n JOIN movein_batch m"
			       "  ON m.community_id = n.community_id AND m.id = n.batch_id"
			       "  WHERE n.community_id = h.community_id AND n.room_id = h.id"
			       "  AND m.kind = ? AND n.state <> 10)"
			       " ORDER BY h.entrance, h.floor, h.door LIMIT ?"),
			   BINDS(cx->community, building, b->kind, (int64_t)BATCH_ROOMS),
			   FIELDS(candidate, candidate_fields), &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		struct movein_notice n = { .room_id = rows[i].id, .room = rows[i].room,
					   .building = rows[i].building, .area_mass = rows[i].area_mass };
		r = owners_of(cx, &rows[i]);
		n.buyers = rows[i].buyers;
		n.phone = rows[i].phone;
		n.buyer_kind = rows[i].buyer_count > 1 ? BUYER_JOINT : BUYER_SINGLE;
		if (r == OK)
			r = insert_notice(cx, b, (*position)++, &n);
		*added += r == OK;
	}
	return r;
}

static int must_be_draft(struct ctx *cx, const struct movein_batch *b)
{
	if (b->state != BATCH_DRAFT)
		return fail(cx, ERR_CONFLICT, T(cx, "批次已经核准，不能再加户；请另拟一个批次。"));
	return OK;
}

int movein_batch_fill(struct ctx *cx, int64_t id, const char *buildings, int64_t *ret)
{
	struct movein_batch b;
	char *rest = arena_strdup(cx->arena, buildings ? buildings : ""), *one;
	int64_t position;
	int r = movein_batch_get(cx, id, &b);

	*ret = 0;
	if (r == OK)
		r = must_be_draft(cx, &b);
	if (r == OK)
		r = next_position(cx, id, &position);
	for (char *s = rest; r == OK && (s = strstr(s, "、"));)
		memcpy(s, ",  ", 3);
	while (r == OK && (one = text_split(&rest, ','))) {
		const char *building = text_trim(cx->arena, one);
		size_t n = strlen(building);
		if (n > 3 && !strcmp(building + n - 3, "栋"))
			building = text_trim(cx->arena, arena_strndup(cx->arena, building, n - 3));
		if (*building)
			r = fill_building(cx, &b, building, &position, ret);
	}
	if (r == OK && !*ret)
		return fail_field(cx, "buildings",
				  T(cx, "这些楼栋没有可加的住宅：要已售、未交付，而且还没有这种通知书。"));
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
					       .subject = "movein_batch", .subject_id = id, .action = "fill",
					       .note = arena_printf(cx->arena, T(cx, "%s 栋，加 %d 户"),
								    buildings, (int)*ret) });
}

/* ---- one household ---- */

static int change_draft(struct ctx *cx, const struct movein_notice *was,
			const struct movein_addressee *in, int kind, int *ret_put)
{
	bool same = !strcmp(was->buyers, in->buyers) && was->buyer_kind == kind &&
		    !strcmp(was->phone, or_empty(in->phone)) &&
		    !strcmp(was->address, or_empty(in->address)) &&
		    !strcmp(was->contract_number, or_empty(in->contract_number));

	*ret_put = same ? PUT_SAME : PUT_CHANGED;
	if (same)
		return OK;
	int r = store_exec(cx,
			   SQL("UPDATE movein_notice SET buyers = ?, buyer_kind = ?, phone = ?, address = ?,"
			       " contract_number = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = 1"),
			   BINDS(in->buyers, kind, or_empty(in->phone), or_empty(in->address),
				 or_empty(in->contract_number), cx->community, was->id));
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
					       .subject = "movein_notice", .subject_id = was->id,
					       .action = "change",
					       .note = arena_printf(cx->arena, "%s → %s", was->buyers,
								    in->buyers) });
}

int movein_notice_put(struct ctx *cx, const struct movein_batch *b,
		      const struct movein_addressee *in, int *ret_put)
{
	struct room room;
	struct movein_notice n = { 0 }, was;
	int64_t before, position;
	int kind, r = must_be_draft(cx, b);

	if (r == OK)
		r = form_check(cx, movein_addressee_fields, in);
	if (r == OK)
		r = room_find(cx, in->room, &room);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r < 0)
		return r;
	kind = in->buyer_kind ? in->buyer_kind : strstr(in->buyers, "、") ? BUYER_JOINT : BUYER_SINGLE;
	r = store_int(cx,
		      SQL("SELECT n.id FROM movein_notice n JOIN movein_batch m"
			  " ON m.community_id = n.community_id AND m.id = n.batch_id"
			  " WHERE n.community_id = ? AND n.room_id = ? AND m.kind = ? AND n.state <> 10"
			  " ORDER BY n.id LIMIT 1"),
		      BINDS(cx->community, room.id, b->kind), &before);
	if (r == OK)
		r = movein_notice_get(cx, before, &was);
	if (r == OK && (was.batch_id != b->id || was.state != NOTICE_DRAFT))
		return fail_field(cx, "room", T(cx, "%s 在批次 %s 已有这种通知书。"), room.room,
				  was.batch_number);
	if (r == OK)
		return change_draft(cx, &was, in, kind, ret_put);
	if (r == ERR_NOT_FOUND && room.state != ROOM_UNDELIVERED && room.state != ROOM_UNSOLD)
		return fail_field(cx, "room", T(cx, "%s 已经交付，不再发通知书。"), room.room);
	if (r == ERR_NOT_FOUND)
		r = next_position(cx, b->id, &position);
	n = (struct movein_notice){ .room_id = room.id, .room = room.room, .building = room.building,
				    .area_mass = room.area_mass, .buyers = in->buyers,
				    .buyer_kind = kind, .phone = or_empty(in->phone),
				    .address = in->address, .contract_number = in->contract_number };
	*ret_put = PUT_NEW;
	return r < 0 ? r : insert_notice(cx, b, position, &n);
}
