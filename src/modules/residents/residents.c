#include "modules/residents/residents.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/layer.h"
#include "app/permission.h"
#include "app/secret.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "store/search.h"
#include "store/store.h"

const struct choice relations[] = {
	{ RELATION_OWNER, "owner", "业主" },   { RELATION_COOWNER, "coowner", "共有人" },
	{ RELATION_FAMILY, "family", "家属" }, { RELATION_TENANT, "tenant", "租户" },
	{ RELATION_AGENT, "agent", "代理人" }, CHOICE_END,
};
const struct choice id_types[] = {
	{ ID_CARD, "id_card", "身份证" },	{ ID_PASSPORT, "passport", "护照" },
	{ ID_PERMIT, "permit", "通行证" },	{ ID_LICENCE, "licence", "营业执照" },
	{ ID_OTHER, "other", "其他" },		CHOICE_END,
};
const struct choice care_marks[] = {
	{ CARE_ALONE, "alone", "独居老人" },
	{ CARE_DISABLED, "disabled", "行动不便" },
	{ CARE_ILL, "ill", "重病" },
	{ CARE_PREGNANT, "pregnant", "孕产妇" },
	CHOICE_END,
};
const struct setting resident_settings[] = {
	{ "residents.reveal_daily", SETTING_INT, 30, 1, 1000, NULL,
	  "每人每天最多查看多少个完整电话或证件号", "0.5" },
	{ 0 },
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field person_table[] = {
	FIELD(person, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(person, name, .label = "姓名", .flags = SHOWN),
	FIELD(person, phone, .label = "手机", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(person, phone2, .label = "备用电话", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(person, id_type, .label = "证件类型", .show = SHOW_ENUM, .choices = id_types,
	      .flags = SHOWN),
	FIELD(person, id_tail, .label = "证件号", .flags = SHOWN),
	FIELD(person, emergency, .label = "紧急联系人", .flags = SHOWN),
	FIELD(person, care, .label = "关怀", .show = SHOW_ENUM, .choices = care_marks, .flags = SHOWN),
	FIELD(person, remark, .label = "备注", .flags = SHOWN),
	FIELD(person, version, .flags = IN_JSON),
};
const struct fields person_fields = FIELDS(person, person_table);

static const struct field occupancy_table[] = {
	FIELD(occupancy, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(occupancy, room_id, .show = SHOW_ID),
	FIELD(occupancy, person_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(occupancy, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(occupancy, name, .label = "姓名", .flags = SHOWN),
	FIELD(occupancy, phone, .label = "手机", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(occupancy, phone2, .label = "备用电话", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(occupancy, id_type, .label = "证件类型", .show = SHOW_ENUM, .choices = id_types,
	      .flags = SHOWN),
	FIELD(occupancy, id_tail, .label = "证件号", .flags = SHOWN),
	FIELD(occupancy, emergency, .label = "紧急联系人", .flags = SHOWN),
	FIELD(occupancy, remark, .label = "备注", .flags = SHOWN),
	FIELD(occupancy, relation, .label = "与房屋关系", .show = SHOW_ENUM, .choices = relations,
	      .flags = SHOWN),
	FIELD(occupancy, care, .label = "关怀", .show = SHOW_ENUM, .choices = care_marks,
	      .flags = SHOWN),
	FIELD(occupancy, from_on, .label = "起", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(occupancy, until_on, .label = "止", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(occupancy, version, .flags = IN_JSON),
};
const struct fields occupancy_fields = FIELDS(occupancy, occupancy_table);

const struct field resident_table[RESIDENT_FIELDS] = {
	FIELD(resident, name, .label = "姓名", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(resident, relation, .label = "与房屋关系", .show = SHOW_ENUM, .choices = relations,
	      .flags = IN_FORM | REQUIRED),
	FIELD(resident, phone, .label = "手机", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(resident, phone2, .label = "备用电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(resident, id_type, .label = "证件类型", .show = SHOW_ENUM, .choices = id_types,
	      .flags = IN_FORM),
	FIELD(resident, id_number, .label = "证件号", .show = SHOW_SECRET, .flags = IN_FORM,
	      .max = 40, .hint = "加密保存，只显示后四位；不填则不变"),
	FIELD(resident, emergency, .label = "紧急联系人", .flags = IN_FORM),
	FIELD(resident, care, .label = "关怀", .show = SHOW_ENUM, .choices = care_marks,
	      .flags = IN_FORM),
	FIELD(resident, remark, .label = "备注", .flags = IN_FORM),
	FIELD(resident, from_on, .label = "起", .show = SHOW_DATE, .flags = IN_FORM),
	FIELD(resident, until_on, .label = "止", .show = SHOW_DATE, .flags = IN_FORM),
};
const struct fields resident_fields = FIELDS(resident, resident_table);

#define SELECT_OCCUPANCY \
	"SELECT o.id, o.room_id, o.person_id, h.room, p.name, p.phone, p.phone2, p.id_type, p.id_tail," \
	" p.emergency, p.remark, o.relation, p.care, o.from_on, o.until_on, p.version" \
	" FROM occupancy o JOIN person p ON p.community_id = o.community_id AND p.id = o.person_id" \
	" JOIN room h ON h.community_id = o.community_id AND h.id = o.room_id" \
	" WHERE o.community_id = ?"

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

/* Where the number that begins at s ends; a blank or a dash may part its digits. */
static const char *number_end(const char *s, size_t *ret_digits)
{
	const char *end = s, *at = s;
	size_t digits = 0;

	for (;;) {
		uint32_t c = text_next(&at);
		const char *next = at;
		if (is_digit(c)) {
			digits++;
			end = at;
		} else if (!digits || (c != ' ' && c != '-') || !is_digit(text_next(&next))) {
			break;
		}
	}
	*ret_digits = digits;
	return end;
}

char *emergency_mask(struct arena *a, const char *text)
{
	enum { PHONE_DIGITS = 7 };
	struct strbuf b;

	strbuf_init(&b, a, SIZE_MAX / 2);
	for (const char *s = text ? text : ""; *s;) {
		size_t digits;
		const char *end = number_end(s, &digits);
		if (digits >= PHONE_DIGITS)
			strbuf_text(&b, text_mask(a, arena_strndup(a, s, (size_t)(end - s))));
		else if (digits)
			strbuf_add(&b, s, (size_t)(end - s));
		else
			text_put(&b, text_next(&end));
		s = end;
	}
	return b.s;
}

static void mask_emergency(struct ctx *cx, struct occupancy *list, size_t count)
{
	for (size_t i = 0; cx->actor && i < count; i++)
		list[i].emergency = emergency_mask(cx->arena, list[i].emergency);
}

int occupancy_get(struct ctx *cx, int64_t id, struct occupancy *ret)
{
	int r = store_one(cx, SQL(SELECT_OCCUPANCY " AND o.id = ?"), BINDS(cx->community, id),
			  occupancy_fields, ret);
	if (r == OK)
		mask_emergency(cx, ret, 1);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这位住户。")) : r;
}

int occupancy_of_room(struct ctx *cx, int64_t room, bool ended, struct occupancy **ret,
		      size_t *ret_count)
{
	int r = store_list(cx,
			   SQL(SELECT_OCCUPANCY " AND o.room_id = ? AND (? = 1 OR o.until_on = 0)"
						" ORDER BY CASE WHEN o.until_on = 0 THEN 0 ELSE 1 END,"
						" o.relation, o.id DESC LIMIT 100"),
			   BINDS(cx->community, room, ended), occupancy_fields, ret, ret_count);

	if (r == OK)
		mask_emergency(cx, *ret, *ret_count);
	return r;
}

int occupancy_of_phone(struct ctx *cx, const char *phone, struct occupancy **ret, size_t *ret_count)
{
	int r = store_list(cx,
			   SQL(SELECT_OCCUPANCY " AND o.person_id IN (SELECT id FROM person"
						" WHERE community_id = ? AND phone = ? UNION SELECT id"
						" FROM person WHERE community_id = ? AND phone2 = ?)"
						" AND o.until_on = 0"
						" ORDER BY o.relation, o.id DESC LIMIT 20"),
			   BINDS(cx->community, cx->community, phone, cx->community, phone),
			   occupancy_fields, ret, ret_count);

	if (r == OK)
		mask_emergency(cx, *ret, *ret_count);
	return r;
}

int occupancy_of_person(struct ctx *cx, int64_t person, struct occupancy **ret, size_t *ret_count)
{
	int zone, today, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	today = civil_day_of(cx->now, zone);
	r = store_list(cx,
		       SQL(SELECT_OCCUPANCY " AND o.person_id = ? AND (o.until_on = 0"
					    " OR o.until_on > ?) AND o.from_on <= ?"
					    " ORDER BY o.relation, o.id DESC LIMIT 20"),
		       BINDS(cx->community, person, today, today), occupancy_fields, ret, ret_count);
	if (r == OK)
		mask_emergency(cx, *ret, *ret_count);
	return r;
}

int person_stored(struct ctx *cx, int64_t id, struct person *ret)
{
	int r = store_one(cx,
			  SQL("SELECT id, name, phone, phone2, id_type, id_tail, emergency, care, remark,"
			      " version FROM person WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, id), person_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这位住户。")) : r;
}

int person_get(struct ctx *cx, int64_t id, struct person *ret)
{
	int r = person_stored(cx, id, ret);

	if (r == OK && cx->actor)
		ret->emergency = emergency_mask(cx->arena, ret->emergency);
	return r;
}

static const char *tail(const char *number)
{
	size_t n = number ? strlen(number) : 0;
	return n > 4 ? number + n - 4 : n ? number : "";
}

int resident_index(struct ctx *cx, const struct room *room)
{
	struct occupancy *people;
	struct strbuf text;
	size_t count;
	int r = occupancy_of_room(cx, room->id, false, &people, &count);

	strbuf_init(&text, cx->arena, 64 * 1024);
	strbuf_printf(&text, "%s %s", room->room, room->remark ? room->remark : "");
	for (size_t i = 0; r == OK && i < count; i++)
		strbuf_printf(&text, " %s %s %s %s %s %s %s", people[i].name,
			      text_initials(cx->arena, people[i].name), people[i].phone,
			      tail(people[i].phone), people[i].phone2, tail(people[i].phone2),
			      people[i].remark);
	return r == OK ? search_put(cx, "household", room->id, text.s) : r;
}

int id_number_open(struct ctx *cx, int64_t person, char **ret)
{
	char *sealed;
	int r = store_text(cx, SQL("SELECT id_sealed FROM person WHERE community_id = ? AND id = ?"),
			   BINDS(cx->community, person), &sealed);

	return r == OK ? secret_open(cx, sealed, ret) : r;
}

int reveal_note(struct ctx *cx, const char *subject, int64_t id, const char *what,
		const char *reason)
{
	enum { REASON = 100 };
	int64_t most, used;
	int r = setting_int(cx, "residents.reveal_daily", &most);

	if (r == OK && text_blank(reason))
		return fail_field(cx, "reason", T(cx, "请写明为什么要看完整号码。"));
	if (r == OK && text_length(reason) > REASON)
		return fail_field(cx, "reason", T(cx, "原因最多 %d 个字。"), REASON);
	if (r == OK)
		r = journal_count(cx, "reveal", cx->now - DAYS(1), &used);
	if (r == OK && used >= most)
		return fail(cx, ERR_RATE_LIMITED, T(cx, "一天最多查看 %d 个完整号码，今天已经用完。"),
			    (int)most);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = subject, .subject_id = id,
							.action = "reveal",
							.note = what ? arena_printf(cx->arena, "%s：%s",
										    what, reason)
								     : reason });
}

/* Without the line in the journal. */
static int read_secret(struct ctx *cx, const struct person *p, const char *what, char **ret)
{
	int r = OK;

	if (!strcmp(what, "id_number"))
		r = id_number_open(cx, p->id, ret);
	else if (!strcmp(what, "phone"))
		*ret = arena_strdup(cx->arena, p->phone);
	else if (!strcmp(what, "phone2"))
		*ret = arena_strdup(cx->arena, p->phone2);
	else if (!strcmp(what, "emergency"))
		*ret = text_blank(p->emergency) ? NULL : arena_strdup(cx->arena, p->emergency);
	else
		return fail(cx, ERR_INVALID, T(cx, "只能查看电话、证件号或紧急联系人。"));
	if (r == OK && !*ret)
		return fail(cx, ERR_NOT_FOUND,
			    *what == 'e' ? T(cx, "没有登记紧急联系人。") : T(cx, "没有登记证件号。"));
	return r;
}

int person_reveal(struct ctx *cx, int64_t person, const char *what, const char *reason, char **ret)
{
	struct person p;
	char *secret;
	int r = person_stored(cx, person, &p);

	if (r == OK)
		r = read_secret(cx, &p, what, &secret);
	if (r == OK)
		r = reveal_note(cx, "person", person, what, reason);
	if (r == OK)
		*ret = secret;
	return r;
}

/* ---- the layer of the room grid ---- */

int resident_layer(struct ctx *cx, const char *building, struct room_mark **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT w.room_id, MIN(w.care) AS value, 0 AS number FROM resident_now w"
			      " WHERE w.community_id = ? AND w.building = ? AND w.care > 0"
			      " GROUP BY w.room_id LIMIT ?"),
			  BINDS(cx->community, building, (int64_t)LAYER_ROOMS), room_mark_fields,
			  ret, ret_count);
}

const struct choice resident_marks[] = {
	{ CARE_ALONE, "violet", "独居" },
	{ CARE_DISABLED, "teal", "不便" },
	{ CARE_ILL, "red", "重病" },
	{ CARE_PREGNANT, "amber", "孕产" },
	CHOICE_END,
};
