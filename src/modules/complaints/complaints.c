#include "modules/complaints/complaints.h"
#include "app/calendar.h"
#include "app/follow.h"
#include "app/number.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/complaints/complaint_norms.h"
#include "modules/complaints/complaint_select.h"
#include "modules/houses/houses.h"
#include "store/search.h"
#include "store/store.h"

enum { REPEATS_MOST = 10, LISTED_MOST = 50 };

/* ---- the person complained about ---- */

bool complaint_hidden_from(const struct complaint *c, int64_t account)
{
	return account > 0 && c->accused_id == account;
}

int64_t complaint_viewer(const struct ctx *cx)
{
	return cx->actor && cx->actor->id ? cx->actor->id : -1;
}

int complaint_is_hidden(struct ctx *cx, int64_t id, int64_t account, bool *ret)
{
	struct complaint c = { 0 };
	int r = store_int(cx, SQL("SELECT accused_id FROM complaint WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, id), &c.accused_id);

	*ret = r == OK && complaint_hidden_from(&c, account);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* ---- taking in ---- */

static int check_intake(struct ctx *cx, const struct complaint_intake *in)
{
	if (text_blank(in->text))
		return fail_field(cx, "text", T(cx, "请写下投诉的内容。"));
	if (in->received_at > cx->now + MINUTES(1))
		return fail_field(cx, "received_at", T(cx, "受理时间不能晚于现在。"));
	if (in->received_at && in->received_at < cx->now - DAYS(31))
		return fail_field(cx, "received_at", T(cx, "补录最多到 31 天前。"));
	if (in->happened_at > cx->now + MINUTES(1))
		return fail_field(cx, "happened_at", T(cx, "事件时间不能晚于现在。"));
	return in->accused ? complaint_is_staff(cx, in->accused, "accused") : OK;
}

int complaint_is_staff(struct ctx *cx, int64_t account, const char *field)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			      " AND left_on = 0"),
			  BINDS(cx->community, account), &found);

	return r == ERR_NOT_FOUND ? fail_field(cx, field, T(cx, "这个人不在本管理处。")) : r;
}

static int find_room(struct ctx *cx, const char *typed, struct room *ret)
{
	int r;

	*ret = (struct room){ .room = "" };
	if (text_blank(typed))
		return OK;
	r = room_find(cx, typed, ret);
	return r == ERR_NOT_FOUND ? fail_field(cx, "room", "%s", cx->why) : r;
}

/* The first characters of a long text, for lists; whole characters. */
static const char *title_of(struct ctx *cx, const struct complaint_intake *in)
{
	enum { TITLE = 40 };
	const char *s = text_trim(cx->arena, text_blank(in->title) ? in->text : in->title), *end;
	int n = 0;

	for (end = s; *end && *end != '\n' && *end != '\r' && n < TITLE; n++)
		(void)text_next(&end);
	return *end ? arena_printf(cx->arena, "%.*s…", (int)(end - s), s) : s;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int accused_name(struct ctx *cx, const struct complaint_intake *in, const char **ret)
{
	char *name;
	int r;

	*ret = or_empty(in->accused_name);
	if (!in->accused || !text_blank(in->accused_name))
		return OK;
	r = store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"), BINDS(in->accused), &name);
	if (r == OK)
		*ret = name;
	return r;
}

/* Two statements: more columns than one binding holds. */
static int insert(struct ctx *cx, const struct complaint *c)
{
	int r = store_exec(cx,
			   SQL("INSERT INTO complaint (community_id, id, number, state, channel, urgent,"
			       " anonymous, after_hours, room_id, room, place, person_name, phone,"
			       " title, text, wish, happened_at, accused_id, accused_name, grade,"
			       " received_at, created_by, created_at, version)"
			       " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
			       " ?, ?, ?, 1)"),
			   BINDS(cx->community, c->id, c->number, c->channel, c->urgent, c->anonymous,
				 c->after_hours, c->room_id, c->room, c->place, c->person_name,
				 c->phone, c->title, c->text, c->wish, c->happened_at, c->accused_id,
				 c->accused_name, c->grade, c->received_at, c->created_by,
				 c->created_at));
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE complaint SET contact_id = ?, origin = ?, origin_id = ?, cause = ?,"
			      " unit = ? WHERE community_id = ? AND id = ?"),
			  BINDS(c->contact_id, c->origin, c->origin_id, c->cause, c->unit,
				cx->community, c->id));
}

int complaint_index(struct ctx *cx, const struct complaint *c)
{
	const char *initials = text_initials(cx->arena, c->person_name);
	const char *text = arena_printf(cx->arena, "%s %s %s %s %s %s %s %s %s", c->number, c->room,
					c->place, c->person_name, initials, c->phone, c->text,
					c->wish, c->result);
	return search_put(cx, "complaint", c->id, text);
}

/* Who has to be told of it: nobody when it is anonymous. */
int complaint_add_party(struct ctx *cx, const struct complaint *c)
{
	if (c->anonymous)
		return OK;
	return store_exec(cx,
			  SQL("INSERT INTO complaint_party (community_id, id, complaint_id, source_id,"
			      " person_name, phone, room_id, room, told_at, told_by, told_way,"
			      " told_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '')"),
			  BINDS(cx->community, id_new(cx->now), c->id, c->id, c->person_name,
				c->phone, c->room_id, c->room));
}

static int is_after_hours(struct ctx *cx, int64_t at, bool *ret)
{
	const struct work_calendar *calendar;
	int r = calendar_load(cx, &calendar);

	if (r == OK)
		*ret = !worktime_open(calendar, at);
	return r;
}

static int begin(struct ctx *cx, struct complaint *c, int64_t claimed_at)
{
	int r = insert(cx, c);

	if (r == OK)
		r = complaint_add_party(cx, c);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "complaint",
							     .subject_id = c->id,
							     .action = "open",
							     .to_state = "new",
							     .note = c->title,
							     .claimed_at = claimed_at });
	if (r == OK)
		r = complaint_clocks_begin(cx, c);
	if (r == OK && c->accused_id)
		r = complaint_hide_origin(cx, c);
	return r == OK ? complaint_index(cx, c) : r;
}

int complaint_open(struct ctx *cx, const struct complaint_intake *in, struct complaint *ret)
{
	struct room room;
	struct complaint c;
	char *number;
	const char *accused;
	int r = check_intake(cx, in);

	if (r == OK)
		r = find_room(cx, in->room, &room);
	if (r == OK)
		r = accused_name(cx, in, &accused);
	if (r == OK)
		r = number_next(cx, "TS", &number);
	if (r < 0)
		return r;
	c = (struct complaint){
		.id = id_new(cx->now), .number = number, .state = COMPLAINT_NEW,
		.channel = in->channel ? in->channel : COMPLAINT_BY_OTHER, .urgent = in->urgent,
		.anonymous = in->anonymous || (text_blank(in->phone) && !room.id),
		.contact_id = in->contact_id, .origin = or_empty(in->origin),
		.origin_id = in->origin_id, .room_id = room.id, .room = room.room,
		.place = or_empty(in->place), .person_name = or_empty(in->person_name),
		.phone = or_empty(in->phone), .title = title_of(cx, in), .text = in->text,
		.wish = or_empty(in->wish), .happened_at = in->happened_at,
		.accused_id = in->accused, .accused_name = accused,
		.grade = in->grade ? in->grade : GRADE_MINOR, .cause = in->cause, .unit = in->unit,
		.received_at = in->received_at ? in->received_at : cx->now, .result = "",
		.created_by = cx->actor ? cx->actor->id : 0, .created_at = cx->now, .version = 1,
	};
	r = is_after_hours(cx, c.received_at, &c.after_hours);
	if (r == OK)
		r = begin(cx, &c, in->received_at);
	if (r == OK)
		r = follow_tell(cx, "complaint", "open", c.id);
	*ret = c;
	return r;
}

/* ---- reading ---- */

int complaint_read(struct ctx *cx, int64_t id, struct complaint *ret)
{
	int r = store_one(cx, SQL(SELECT_COMPLAINT "WHERE c.community_id = ? AND c.id = ?"),
			  BINDS(cx->community, id), complaint_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这件投诉。")) : r;
}

int complaint_get(struct ctx *cx, int64_t id, struct complaint *ret)
{
	int r = complaint_read(cx, id, ret);

	/* the same words as for one that is not there */
	if (r == OK && complaint_hidden_from(ret, complaint_viewer(cx)))
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这件投诉。"));
	return r;
}

int complaint_repeats(struct ctx *cx, const struct complaint *c, struct complaint **ret,
		      size_t *ret_count)
{
	int64_t days;
	int r = setting_int(cx, "complaints.repeat_days", &days);

	*ret_count = 0;
	if (r < 0 || !c->cause || (!c->room_id && !*c->phone))
		return r;
	return store_list(cx,
			  SQL(SELECT_COMPLAINT
			      "WHERE c.community_id = ? AND c.cause = ?"
			      " AND (c.room_id = ? OR (? = 0 AND c.phone = ?))"
			      " AND c.received_at >= ? AND c.received_at <= ? AND c.id <> ?"
			      " AND c.main_id <> ? AND c.validity <> 2 AND " COMPLAINT_VISIBLE
			      " ORDER BY c.received_at DESC, c.id DESC LIMIT ?"),
			  BINDS(cx->community, c->cause, c->room_id, c->room_id, c->phone,
				c->received_at - DAYS(days), c->received_at, c->id, c->id,
				complaint_viewer(cx), REPEATS_MOST),
			  complaint_fields, ret, ret_count);
}

int complaint_merged(struct ctx *cx, int64_t id, struct complaint **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_COMPLAINT "WHERE c.community_id = ? AND c.main_id = ?"
					       " AND " COMPLAINT_VISIBLE " ORDER BY c.id LIMIT ?"),
			  BINDS(cx->community, id, complaint_viewer(cx), LIMIT_TOTAL),
			  complaint_fields, ret, ret_count);
}

int complaint_of_origin(struct ctx *cx, const char *origin, int64_t id, struct complaint **ret,
			size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_COMPLAINT
			      "WHERE c.community_id = ? AND c.origin = ? AND c.origin_id = ?"
			      " AND " COMPLAINT_VISIBLE " ORDER BY c.id LIMIT ?"),
			  BINDS(cx->community, origin, id, complaint_viewer(cx), LISTED_MOST),
			  complaint_fields, ret, ret_count);
}

int complaint_of_contact(struct ctx *cx, int64_t contact, struct complaint **ret,
			 size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_COMPLAINT "WHERE c.community_id = ? AND c.contact_id = ?"
					       " AND " COMPLAINT_VISIBLE " ORDER BY c.id LIMIT ?"),
			  BINDS(cx->community, contact, complaint_viewer(cx), LISTED_MOST),
			  complaint_fields, ret, ret_count);
}

int complaint_of_room(struct ctx *cx, int64_t room, bool open, size_t most, struct complaint **ret,
		      size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_COMPLAINT "WHERE c.community_id = ? AND c.room_id = ?"
					       " AND (? = 0 OR c.state < 7) AND " COMPLAINT_VISIBLE
					       " ORDER BY c.id DESC LIMIT ?"),
			  BINDS(cx->community, room, open, complaint_viewer(cx), (int64_t)most),
			  complaint_fields, ret, ret_count);
}

int complaint_of_phone(struct ctx *cx, const char *phone, bool open, size_t most,
		       struct complaint **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_COMPLAINT "WHERE c.community_id = ? AND c.phone = ?"
					       " AND (? = 0 OR c.state < 7) AND " COMPLAINT_VISIBLE
					       " ORDER BY c.id DESC LIMIT ?"),
			  BINDS(cx->community, phone, open, complaint_viewer(cx), (int64_t)most),
			  complaint_fields, ret, ret_count);
}

static const struct field chooser_fields[] = {
	FIELD(complaint_chooser, id, .show = SHOW_ID),
	FIELD(complaint_chooser, name, 0),
};

/* Bits of the roles that may handle complaints. */
static int64_t working_roles(void)
{
	int64_t mask = 0;

	for (int role = 0; role < ROLES; role++)
		if (role_may((enum role)role, PERM_COMPLAINT_WORK))
			mask |= INT64_C(1) << role;
	return mask;
}

int complaint_people(struct ctx *cx, bool workers, int64_t except, struct complaint_chooser **ret,
		     size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT a.id, a.name FROM staff s JOIN account a ON a.id = s.account_id"
			      " WHERE s.community_id = ? AND s.left_on = 0 AND (s.roles & ?) <> 0"
			      " AND a.id <> ? ORDER BY a.name LIMIT 500"),
			  BINDS(cx->community, workers ? working_roles() : INT64_MAX, except),
			  FIELDS(complaint_chooser, chooser_fields), ret, ret_count);
}

int complaint_may_work(struct ctx *cx, int64_t account, const char *field)
{
	int64_t roles;
	int r = complaint_is_staff(cx, account, field);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT roles FROM staff WHERE community_id = ? AND account_id = ?"),
			      BINDS(cx->community, account), &roles);
	if (r == OK && !(roles & working_roles()))
		return fail_field(cx, field, T(cx, "这个人的岗位不办理投诉，请派给部门负责人。"));
	return r;
}

int complaint_posts(struct ctx *cx, struct complaint_chooser **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, name FROM post WHERE community_id = ? AND retired_at = 0"
			      " ORDER BY role, name LIMIT 200"),
			  BINDS(cx->community), FIELDS(complaint_chooser, chooser_fields), ret,
			  ret_count);
}

int complaint_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to)
{
	return store_exec(cx,
			  SQL("UPDATE complaint SET assignee_id = ?, version = version + 1"
			      " WHERE community_id = ? AND id = ? AND assignee_id = ?"),
			  BINDS(to, cx->community, id, from));
}
