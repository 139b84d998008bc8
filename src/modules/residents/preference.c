#include "modules/residents/preference.h"
#include "app/journal.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

const struct choice prefers[] = {
	{ PREFER_PHONE, "phone", "电话" }, { PREFER_WECHAT, "wechat", "微信" },
	{ PREFER_SMS, "sms", "短信" },	   { PREFER_HOME, "home", "上门" },
	CHOICE_END,
};
const struct choice consent_kinds[] = {
	{ CONSENT_MARKETING, "marketing", "营销推广" },
	{ CONSENT_HEALTH, "health", "健康信息" },
	{ CONSENT_MINOR, "minor", "未满 14 岁孩子的信息" },
	{ CONSENT_BIRTHDAY, "birthday", "生日问候" },
	CHOICE_END,
};

enum { BOTH = IN_FORM | IN_JSON | IN_LIST };
const struct field preference_table[PREFERENCE_FIELDS] = {
	FIELD(preference, person_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(preference, address, .label = "称呼", .flags = BOTH, .max = 40, .hint = "如 王老师"),
	FIELD(preference, hours_from, .label = "方便联系从", .show = SHOW_CLOCK, .flags = BOTH,
	      .min = 0, .max = 1440),
	FIELD(preference, hours_until, .label = "方便联系到", .show = SHOW_CLOCK, .flags = BOTH,
	      .min = 0, .max = 1440),
	FIELD(preference, channel, .label = "偏好方式", .show = SHOW_ENUM, .choices = prefers,
	      .flags = BOTH),
	FIELD(preference, no_disturb, .label = "免打扰", .flags = BOTH,
	      .hint = "群发问候和通知跳过，消防安全通知除外"),
	FIELD(preference, attention, .label = "关注事项", .flags = BOTH, .max = 200),
	FIELD(preference, has_elder, .label = "有老人", .flags = BOTH),
	FIELD(preference, has_pet, .label = "有宠物", .flags = BOTH),
	FIELD(preference, has_child, .label = "有未满 14 岁的孩子", .flags = BOTH,
	      .hint = "要先有监护人的同意"),
	FIELD(preference, health, .label = "健康情况", .flags = BOTH, .max = 200,
	      .hint = "要先有本人的单独同意"),
	FIELD(preference, birthday, .label = "生日", .flags = BOTH, .min = 0, .max = 1231,
	      .hint = "月日四位，如 0305；要先同意生日问候"),
	FIELD(preference, version, .flags = IN_JSON),
};
const struct fields preference_fields = FIELDS(preference, preference_table);

static const struct field consent_table[] = {
	FIELD(consent, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(consent, person_id, .show = SHOW_ID),
	FIELD(consent, kind, .label = "同意", .show = SHOW_ENUM, .choices = consent_kinds,
	      .flags = IN_JSON | IN_LIST),
	FIELD(consent, given_at, .label = "同意时间", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(consent, given_how, .label = "同意方式", .flags = IN_JSON | IN_LIST),
	FIELD(consent, given_to, .show = SHOW_ID),
	FIELD(consent, given_to_name, .label = "登记人", .flags = IN_JSON | IN_LIST),
	FIELD(consent, withdrawn_at, .label = "撤回时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields consent_fields = FIELDS(consent, consent_table);

int preference_get(struct ctx *cx, int64_t person, struct preference *ret)
{
	int r = store_one(cx,
			  SQL("SELECT person_id, address, hours_from, hours_until, channel, no_disturb,"
			      " attention, has_elder, has_pet, has_child, health, birthday, version"
			      " FROM preference WHERE community_id = ? AND person_id = ?"),
			  BINDS(cx->community, person), preference_fields, ret);

	if (r != ERR_NOT_FOUND)
		return r;
	*ret = (struct preference){ .person_id = person, .address = "", .attention = "",
				    .health = "" };
	return OK;
}

int consent_holds(struct ctx *cx, int64_t person, int kind, bool *ret)
{
	int64_t count;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM consent WHERE community_id = ? AND person_id = ?"
			      " AND kind = ? AND withdrawn_at = 0"),
			  BINDS(cx->community, person, kind), &count);

	*ret = r == OK && count > 0;
	return r;
}

static int must_agree(struct ctx *cx, int64_t person, int kind, const char *field)
{
	bool holds;
	int r = consent_holds(cx, person, kind, &holds);

	if (r < 0 || holds)
		return r;
	return fail_field(cx, field, T(cx, "要先登记本人对“%s”的同意。"),
			  T(cx, choice_of(consent_kinds, kind)->label));
}

static int check(struct ctx *cx, const struct preference *p)
{
	int r = OK;

	if ((p->hours_from || p->hours_until) && p->hours_from >= p->hours_until)
		return fail_field(cx, "hours_until", T(cx, "方便联系的结束要晚于开始。"));
	if (p->birthday && !civil_day_valid(2024, p->birthday / 100, p->birthday % 100))
		return fail_field(cx, "birthday", T(cx, "生日请写成月日四位，如 0305。"));
	if (p->has_child)
		r = must_agree(cx, p->person_id, CONSENT_MINOR, "has_child");
	if (r == OK && !text_blank(p->health))
		r = must_agree(cx, p->person_id, CONSENT_HEALTH, "health");
	if (r == OK && p->birthday)
		r = must_agree(cx, p->person_id, CONSENT_BIRTHDAY, "birthday");
	return r;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int put(struct ctx *cx, const struct preference *p)
{
	return store_exec(cx,
			  SQL("INSERT INTO preference (community_id, person_id, address, hours_from,"
			      " hours_until, channel, no_disturb, attention, has_elder, has_pet,"
			      " has_child, health, birthday, version)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
			      " ON CONFLICT (community_id, person_id) DO UPDATE SET"
			      " address = excluded.address, hours_from = excluded.hours_from,"
			      " hours_until = excluded.hours_until, channel = excluded.channel,"
			      " no_disturb = excluded.no_disturb, attention = excluded.attention,"
			      " has_elder = excluded.has_elder, has_pet = excluded.has_pet,"
			      " has_child = excluded.has_child, health = excluded.health,"
			      " birthday = excluded.birthday, version = preference.version + 1"),
			  BINDS(cx->community, p->person_id, or_empty(p->address), p->hours_from,
				p->hours_until, p->channel, p->no_disturb, or_empty(p->attention),
				p->has_elder, p->has_pet, p->has_child, or_empty(p->health),
				p->birthday));
}

int preference_set(struct ctx *cx, const struct preference *p)
{
	int r = check(cx, p);

	if (r == OK)
		r = put(cx, p);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "person",
							.subject_id = p->person_id,
							.action = "preference" });
}

int consent_of(struct ctx *cx, int64_t person, struct consent **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT c.id, c.person_id, c.kind, c.given_at, c.given_how, c.given_to,"
			      " a.name AS given_to_name, c.withdrawn_at FROM consent c"
			      " LEFT JOIN account a ON a.id = c.given_to"
			      " WHERE c.community_id = ? AND c.person_id = ?"
			      " ORDER BY +c.id DESC LIMIT 100"),
			  BINDS(cx->community, person), consent_fields, ret, ret_count);
}

static int note_consent(struct ctx *cx, int64_t person, int kind, const char *action)
{
	return journal_add(cx, &(struct journal_entry){
			.subject = "person", .subject_id = person, .action = action,
			.note = T(cx, choice_of(consent_kinds, kind)->label) });
}

int consent_give(struct ctx *cx, int64_t person, int kind, const char *how)
{
	bool holds;
	int r = consent_holds(cx, person, kind, &holds);

	if (r == OK && text_blank(how))
		return fail_field(cx, "how", T(cx, "请写明同意的方式，如 书面、当面、微信。"));
	if (r < 0 || holds)
		return r;
	r = store_exec(cx,
		       SQL("INSERT INTO consent (community_id, id, person_id, kind, given_at, given_how,"
			   " given_to, withdrawn_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0)"),
		       BINDS(cx->community, id_new(cx->now), person, kind, cx->now, how,
			     cx->actor ? cx->actor->id : 0));
	return r == OK ? note_consent(cx, person, kind, "consent") : r;
}

/* What rested on the consent. */
static int erase(struct ctx *cx, int64_t person, int kind)
{
	struct preference p;
	int r = preference_get(cx, person, &p);

	if (kind == CONSENT_HEALTH)
		p.health = "";
	if (kind == CONSENT_MINOR)
		p.has_child = false;
	if (kind == CONSENT_BIRTHDAY)
		p.birthday = 0;
	return r == OK && p.version ? put(cx, &p) : r;
}

int consent_withdraw(struct ctx *cx, int64_t person, int kind)
{
	int r = store_exec(cx,
			   SQL("UPDATE consent SET withdrawn_at = ? WHERE community_id = ?"
			       " AND person_id = ? AND kind = ? AND withdrawn_at = 0"),
			   BINDS(cx->now, cx->community, person, kind));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "没有这项同意可以撤回。"));
	if (r == OK)
		r = erase(cx, person, kind);
	return r == OK ? note_consent(cx, person, kind, "consent_withdraw") : r;
}

int preference_merge(struct ctx *cx, int64_t from, int64_t into)
{
	struct preference kept, gone;
	int r = preference_get(cx, into, &kept);

	if (r == OK)
		r = preference_get(cx, from, &gone);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE consent SET person_id = ? WHERE community_id = ?"
				   " AND person_id = ?"),
			       BINDS(into, cx->community, from));
	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM preference WHERE community_id = ? AND person_id = ?"),
			       BINDS(cx->community, from));
	if (r < 0 || !gone.version)
		return r;
	/* who asked once not to be disturbed is not */
	gone.person_id = into;
	if (kept.version) {
		kept.no_disturb |= gone.no_disturb;
		gone = kept;
	}
	return put(cx, &gone);
}

bool preference_suits(const struct preference *p, int minute)
{
	return (!p->hours_from && !p->hours_until) ||
	       (minute >= p->hours_from && minute < p->hours_until);
}
