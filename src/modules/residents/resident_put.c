/* Adding and changing residents: recognising a person who is already known, ending a period,
 * merging doubles. */
#include "app/follow.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/secret.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/residents/preference.h"
#include "store/store.h"

struct known {
	int64_t person_id, occupancy_id;
};
static const struct field known_fields[] = {
	FIELD(known, person_id, .show = SHOW_ID),
	FIELD(known, occupancy_id, .show = SHOW_ID),
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* Letters of an ID number in one way, so that x and X are the same person. */
static char *plain_id(struct ctx *cx, const char *typed)
{
	char *id = arena_alloc(cx->arena, typed ? strlen(typed) + 1 : 1), *out = id;
	char plain[128];

	if (!typed || text_plain_digits(typed, plain, sizeof plain) < 0)
		return id;
	for (const char *s = plain; *s; s++)
		if (*s != ' ' && *s != '-')
			*out++ = (char)toupper((unsigned char)*s);
	return id;
}

/* 身份证: 17 digits and a check digit by the national rule. */
static bool id_card_right(const char *id)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	static const char checks[] = "10X98765432";
	int sum = 0;

	if (strlen(id) != 18 || strspn(id, "0123456789") < 17)
		return false;
	for (int i = 0; i < 17; i++)
		sum += (id[i] - '0') * weights[i];
	return id[17] == checks[sum % 11];
}

static int check(struct ctx *cx, const struct resident *in, const char *id)
{
	if (*id && (in->id_type == ID_CARD || !in->id_type) && strlen(id) == 18 && !id_card_right(id))
		return fail_field(cx, "id_number", T(cx, "身份证号的校验位不对，请核对。"));
	if (*id && in->id_type == ID_CARD && strlen(id) != 18 && strlen(id) != 15)
		return fail_field(cx, "id_number", T(cx, "身份证号应为 18 位。"));
	if (in->from_on && in->until_on && in->until_on < in->from_on)
		return fail_field(cx, "until_on", T(cx, "迁出日期早于迁入日期。"));
	return OK;
}

static int find(struct ctx *cx, const struct sql *sql, struct binds b, struct known *ret)
{
	int r = store_one(cx, sql, b, FIELDS(known, known_fields), ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* Here by name; else anywhere by ID number; else anywhere by name and phone. */
static int recognise(struct ctx *cx, const struct room *room, const struct resident *in,
		     const char *index, struct known *ret)
{
	int r = find(cx,
		     SQL("SELECT p.id AS person_id, o.id AS occupancy_id FROM occupancy o"
			 " JOIN person p ON p.community_id = o.community_id AND p.id = o.person_id"
			 " WHERE o.community_id = ? AND o.room_id = ? AND o.until_on = 0 AND p.name = ?"
			 " ORDER BY o.id LIMIT 1"),
		     BINDS(cx->community, room->id, in->name), ret);
	if (r == OK && !ret->person_id && *index)
		r = find(cx,
			 SQL("SELECT id AS person_id FROM person WHERE community_id = ? AND id_index = ?"
			     " AND merged_into = 0 ORDER BY id LIMIT 1"),
			 BINDS(cx->community, index), ret);
	if (r == OK && !ret->person_id && !text_blank(in->phone))
		r = find(cx,
			 SQL("SELECT id AS person_id FROM person WHERE community_id = ? AND phone = ?"
			     " AND name = ? AND merged_into = 0 ORDER BY id LIMIT 1"),
			 BINDS(cx->community, in->phone, in->name), ret);
	return r;
}

static int insert_person(struct ctx *cx, const struct resident *in, const char *id,
			 const char *index, int64_t *ret)
{
	size_t n = strlen(id);

	*ret = id_new(cx->now);
	return store_exec(cx,
			  SQL("INSERT INTO person (community_id, id, name, initials, phone, phone2,"
			      " id_type, id_sealed, id_index, id_tail, emergency, care, remark,"
			      " merged_into, version, created_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)"),
			  BINDS(cx->community, *ret, in->name, text_initials(cx->arena, in->name),
				or_empty(in->phone), or_empty(in->phone2), in->id_type,
				*id ? secret_seal(cx, id) : "", index, n > 4 ? id + n - 4 : "",
				or_empty(in->emergency), in->care, or_empty(in->remark), cx->now));
}

static void tell_choice(struct ctx *cx, struct strbuf *told, const char *label,
			const struct choice *choices, int old, int new)
{
	const struct choice *from = choice_of(choices, old), *to = choice_of(choices, new);

	strbuf_printf(told, "%s %s → %s；", T(cx, label), from ? T(cx, from->label) : "—",
		      to ? T(cx, to->label) : "—");
}

static void tell_day(struct ctx *cx, struct strbuf *told, const char *label, int old, int new)
{
	char from[CIVIL_TEXT], to[CIVIL_TEXT];

	strbuf_printf(told, "%s %s → %s；", T(cx, label), old ? civil_date(old, from) : "—",
		      new ? civil_date(new, to) : "—");
}

/* Only what was said changes; told is what the journal shows, with phones masked. */
static bool merge(struct ctx *cx, struct person *p, const struct resident *in, struct strbuf *told)
{
	bool as_shown = text_equal(in->emergency, emergency_mask(cx->arena, p->emergency));
	const struct {
		const char **member;
		const char *said, *label;
		char *(*mask)(struct arena *a, const char *secret);
	} texts[] = {
		{ &p->name, in->name, "姓名", NULL },
		{ &p->phone, in->phone, "手机", text_mask },
		{ &p->phone2, in->phone2, "备用电话", text_mask },
		{ &p->emergency, as_shown ? NULL : in->emergency, "紧急联系人", emergency_mask },
		{ &p->remark, in->remark, "备注", NULL },
	};
	bool changed = false;

	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *old = *texts[i].member, *new = texts[i].said;
		if (text_blank(new) || text_equal(old, new))
			continue;
		strbuf_printf(told, "%s %s → %s；", T(cx, texts[i].label),
			      texts[i].mask ? texts[i].mask(cx->arena, old) : old,
			      texts[i].mask ? texts[i].mask(cx->arena, new) : new);
		*texts[i].member = new;
		changed = true;
	}
	if (in->care && in->care != p->care) {
		tell_choice(cx, told, "关怀", care_marks, p->care, in->care);
		p->care = in->care;
		changed = true;
	}
	if (in->id_type && in->id_type != p->id_type) {
		tell_choice(cx, told, "证件类型", id_types, p->id_type, in->id_type);
		p->id_type = in->id_type;
		changed = true;
	}
	return changed;
}

static int update_person(struct ctx *cx, const struct person *p, const char *told)
{
	int r = store_exec(cx,
			   SQL("UPDATE person SET name = ?, initials = ?, phone = ?, phone2 = ?,"
			       " id_type = ?, emergency = ?, care = ?, remark = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND version = ?"),
			   BINDS(p->name, text_initials(cx->arena, p->name), p->phone, p->phone2,
				 p->id_type, p->emergency, p->care, p->remark, cx->community, p->id,
				 p->version));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这位住户的资料刚被别人改过，请看过最新内容再改。"));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "person", .subject_id = p->id,
							.action = "change", .note = told });
}

/* A number that is already there is not sealed again. */
static int set_id_number(struct ctx *cx, int64_t person, const char *id, const char *index,
			 bool *ret_changed)
{
	size_t n = strlen(id);
	int r;

	if (!n)
		return OK;
	r = store_exec(cx,
		       SQL("UPDATE person SET id_sealed = ?, id_index = ?, id_tail = ?"
			   " WHERE community_id = ? AND id = ? AND id_index <> ?"),
		       BINDS(secret_seal(cx, id), index, n > 4 ? id + n - 4 : "", cx->community,
			     person, index));
	if (r < 0 || !store_changed(cx))
		return r;
	*ret_changed = true;
	return journal_add(cx, &(struct journal_entry){ .subject = "person", .subject_id = person,
							.action = "change_id_number" });
}

/* A masked number that was written around would lose the number. */
static int check_emergency(struct ctx *cx, const char *old, const char *new)
{
	if (text_blank(old) || !new || !strstr(new, "**") || text_equal(new, old) ||
	    text_equal(new, emergency_mask(cx->arena, old)))
		return OK;
	return fail_field(cx, "emergency", T(cx, "紧急联系人的号码请写完整，不要带星号。"));
}

static int apply(struct ctx *cx, int64_t person, int64_t version, const struct resident *in,
		 const char *id, const char *index, bool *ret_changed)
{
	struct person p = { 0 };
	struct strbuf told;
	int r = person_stored(cx, person, &p);

	strbuf_init(&told, cx->arena, 8192);
	if (r == OK && version && version != p.version)
		return fail(cx, ERR_CONFLICT, T(cx, "这位住户的资料刚被别人改过，请看过最新内容再改。"));
	if (r == OK)
		r = check_emergency(cx, p.emergency, in->emergency);
	if (r == OK && merge(cx, &p, in, &told)) {
		*ret_changed = true;
		r = update_person(cx, &p, told.s);
	}
	return r == OK ? set_id_number(cx, person, id, index, ret_changed) : r;
}

static int insert_occupancy(struct ctx *cx, const struct room *room, int64_t person,
			    const struct resident *in)
{
	int r = store_exec(cx,
			   SQL("INSERT INTO occupancy (community_id, id, room_id, person_id, relation,"
			       " from_on, until_on, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)"),
			   BINDS(cx->community, id_new(cx->now), room->id, person, in->relation,
				 in->from_on, in->until_on, cx->now));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
					.subject = "room", .subject_id = room->id, .action = "add_resident",
					.note = arena_printf(cx->arena, "%s %s", in->name,
							     T(cx, choice_of(relations, in->relation)->label)) });
}

static int index_room(struct ctx *cx, int64_t id)
{
	struct room room;
	int r = room_get(cx, id, &room);

	return r == OK ? resident_index(cx, &room) : r;
}

/* Every room of the person is found by the new name and phone. */
static int index_rooms(struct ctx *cx, int64_t person)
{
	enum { AT_ONCE = 100 };
	struct known *list;
	size_t count;
	int64_t after = 0;
	int r;

	do {
		r = store_list(cx,
			       SQL("SELECT DISTINCT room_id AS occupancy_id FROM occupancy"
				   " WHERE community_id = ? AND person_id = ? AND room_id > ?"
				   " ORDER BY room_id LIMIT ?"),
			       BINDS(cx->community, person, after, AT_ONCE),
			       FIELDS(known, known_fields), &list, &count);
		for (size_t i = 0; r == OK && i < count; i++)
			r = index_room(cx, after = list[i].occupancy_id);
	} while (r == OK && count == AT_ONCE);
	return r;
}

static int update_occupancy(struct ctx *cx, const struct occupancy *o, int relation, int from_on,
			    int until_on)
{
	struct strbuf told;
	int r = store_exec(cx,
			   SQL("UPDATE occupancy SET relation = ?, from_on = ?, until_on = ?,"
			       " version = version + 1 WHERE community_id = ? AND id = ?"),
			   BINDS(relation, from_on, until_on, cx->community, o->id));

	if (r < 0)
		return r;
	strbuf_init(&told, cx->arena, 8192);
	strbuf_printf(&told, "%s ", o->name);
	if (relation != o->relation)
		tell_choice(cx, &told, "与房屋关系", relations, o->relation, relation);
	if (from_on != o->from_on)
		tell_day(cx, &told, "起", o->from_on, from_on);
	if (until_on != o->until_on)
		tell_day(cx, &told, "止", o->until_on, until_on);
	return journal_add(cx, &(struct journal_entry){ .subject = "room", .subject_id = o->room_id,
							.action = "change_resident",
							.note = told.s });
}

/* An end that is new goes the way of occupancy_end(). */
static int apply_period(struct ctx *cx, int64_t occupancy, const struct resident *in,
			bool *ret_changed)
{
	struct occupancy o;
	int from_on, until_on, r = occupancy_get(cx, occupancy, &o);
	bool ends;

	if (r < 0)
		return r;
	ends = in->until_on && !o.until_on;
	from_on = in->from_on ? in->from_on : o.from_on;
	until_on = ends ? 0 : in->until_on;
	if (in->relation != o.relation || from_on != o.from_on || until_on != o.until_on) {
		*ret_changed = true;
		r = update_occupancy(cx, &o, in->relation, from_on, until_on);
	}
	if (r == OK && ends) {
		*ret_changed = true;
		r = occupancy_end(cx, occupancy, in->until_on);
	}
	return r;
}

int resident_put(struct ctx *cx, const struct room *room, const struct resident *in,
		 int64_t *ret_person, bool *ret_changed)
{
	const char *id = plain_id(cx, in->id_number);
	const char *index = *id ? secret_index(cx, id) : "";
	struct known known = { 0 };
	bool changed = false, elsewhere = false;
	int r = check(cx, in, id);

	if (r == OK)
		r = recognise(cx, room, in, index, &known);
	if (r < 0)
		return r;
	if (known.person_id)
		r = apply(cx, known.person_id, 0, in, id, index, &elsewhere);
	else
		r = insert_person(cx, in, id, index, &known.person_id);
	if (r == OK && known.occupancy_id) {
		r = apply_period(cx, known.occupancy_id, in, &changed);
	} else if (r == OK) {
		changed = true;
		r = insert_occupancy(cx, room, known.person_id, in);
	}
	if (r == OK && elsewhere)
		r = index_rooms(cx, known.person_id);
	else if (r == OK && changed)
		r = resident_index(cx, room);
	*ret_person = known.person_id;
	*ret_changed = changed || elsewhere;
	return r;
}

int resident_change(struct ctx *cx, int64_t occupancy, int64_t version, const struct resident *in)
{
	const char *id = plain_id(cx, in->id_number);
	const char *index = *id ? secret_index(cx, id) : "";
	struct occupancy o;
	bool changed = false;
	int r = occupancy_get(cx, occupancy, &o);

	if (r == OK)
		r = check(cx, in, id);
	if (r == OK)
		r = apply(cx, o.person_id, version, in, id, index, &changed);
	if (r == OK)
		r = apply_period(cx, occupancy, in, &changed);
	return r == OK && changed ? index_rooms(cx, o.person_id) : r;
}

int occupancy_end(struct ctx *cx, int64_t occupancy, int until_on)
{
	struct occupancy o;
	char text[CIVIL_TEXT];
	int r = occupancy_get(cx, occupancy, &o);

	if (r == OK && o.until_on)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 已经迁出。"), o.name);
	if (r == OK && until_on < o.from_on)
		return fail_field(cx, "until_on", T(cx, "迁出日期早于迁入日期。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE occupancy SET until_on = ?, version = version + 1"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(until_on, cx->community, occupancy));
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
				.subject = "room", .subject_id = o.room_id, .action = "end_resident",
				.note = arena_printf(cx->arena, "%s %s", o.name,
						     civil_date(until_on, text)) });
	return r == OK ? index_room(cx, o.room_id) : r;
}

/* What the kept row does not say, the other does. A phone that differs is kept as the second. */
static int fill_blanks(struct ctx *cx, const struct person *kept, const struct person *gone)
{
	const char *const spare[] = { gone->phone2, gone->phone };
	struct resident in = { .id_type = kept->id_type ? 0 : gone->id_type,
			       .care = kept->care ? 0 : gone->care };
	const char *phone = kept->phone;
	char *id = NULL, *has;
	bool changed;
	int r;

	if (text_blank(phone))
		in.phone = phone = gone->phone;
	for (size_t i = 0; text_blank(kept->phone2) && i < COUNT(spare); i++)
		if (text_blank(in.phone2) && !text_equal(spare[i], phone))
			in.phone2 = spare[i];
	if (text_blank(kept->emergency))
		in.emergency = gone->emergency;
	if (text_blank(kept->remark))
		in.remark = gone->remark;
	r = id_number_open(cx, kept->id, &has);
	if (r == OK && !has)
		r = id_number_open(cx, gone->id, &id);
	return r < 0 ? r : apply(cx, kept->id, 0, &in, or_empty(id), id ? secret_index(cx, id) : "",
				 &changed);
}

/* Twice in one room: the nearer relation stays, of equal ones the older row. */
static int end_doubles(struct ctx *cx, int64_t person)
{
	enum { AT_ONCE = 100 };
	struct known *list;
	size_t count;
	int zone, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	do {
		r = store_list(cx,
			       SQL("SELECT o.id AS occupancy_id FROM occupancy o"
				   " WHERE o.community_id = ? AND o.person_id = ? AND o.until_on = 0"
				   " AND EXISTS (SELECT 1 FROM occupancy k"
				   " WHERE k.community_id = o.community_id AND k.room_id = o.room_id"
				   " AND k.person_id = o.person_id AND k.until_on = 0"
				   " AND (k.relation < o.relation"
				   " OR (k.relation = o.relation AND k.id < o.id))) LIMIT ?"),
			       BINDS(cx->community, person, AT_ONCE), FIELDS(known, known_fields),
			       &list, &count);
		for (size_t i = 0; r == OK && i < count; i++) {
			struct occupancy o;
			int today = civil_day_of(cx->now, zone);
			r = occupancy_get(cx, list[i].occupancy_id, &o);
			if (r == OK)
				r = occupancy_end(cx, o.id, MAX(today, o.from_on));
		}
	} while (r == OK && count == AT_ONCE);
	return r;
}

int person_merge(struct ctx *cx, int64_t from, int64_t into)
{
	struct person gone, kept;
	int r;

	if (from == into)
		return fail(cx, ERR_INVALID, T(cx, "这是同一个人。"));
	r = person_stored(cx, from, &gone);
	if (r == OK)
		r = person_stored(cx, into, &kept);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE occupancy SET person_id = ?, version = version + 1"
				   " WHERE community_id = ? AND person_id = ?"),
			       BINDS(into, cx->community, from));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE person SET merged_into = ?, version = version + 1"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(into, cx->community, from));
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
				.subject = "person", .subject_id = into, .action = "merge",
				.note = arena_printf(cx->arena, "%s ← %s", kept.name, gone.name) });
	if (r == OK)
		r = fill_blanks(cx, &kept, &gone);
	if (r == OK)
		r = preference_merge(cx, from, into);
	if (r == OK)
		r = end_doubles(cx, into);
	if (r == OK)
		r = follow_tell(cx, "resident", "merge", from);
	return r == OK ? index_rooms(cx, into) : r;
}
