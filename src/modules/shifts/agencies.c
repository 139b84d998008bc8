#include "modules/shifts/agencies.h"
#include "app/journal.h"
#include "base/random.h"
#include "record/form.h"
#include "store/store.h"

enum { AGENCIES = 500 };

const struct choice agency_kinds[] = {
	{ AGENCY_POWER, "power", "供电" },     { AGENCY_WATER, "water", "供水" },
	{ AGENCY_GAS, "gas", "燃气" },	       { AGENCY_LIFT, "lift", "电梯维保" },
	{ AGENCY_NETWORK, "network", "电视网络" }, { AGENCY_POLICE, "police", "派出所" },
	{ AGENCY_HOSPITAL, "hospital", "医院" }, { AGENCY_FIRE, "fire", "消防" },
	{ AGENCY_STREET, "street", "街道居委" }, { AGENCY_OTHER, "other", "其他单位" },
	CHOICE_END,
};

const struct emergency_number emergency_numbers[] = {
	{ "110", "报警" },	   { "119", "火警" },
	{ "120", "急救" },	   { "122", "交通事故" },
	{ "12345", "政务服务热线" }, { "95598", "供电报修" },
};
const size_t emergency_number_count = COUNT(emergency_numbers);

enum { SHOWN = IN_JSON | IN_LIST };
const struct field agency_table[AGENCY_FIELDS] = {
	FIELD(agency, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(agency, kind, .label = "类别", .show = SHOW_ENUM, .choices = agency_kinds,
	      .flags = IN_FORM | SHOWN | REQUIRED),
	FIELD(agency, name, .label = "名称", .max = 60, .flags = IN_FORM | SHOWN | REQUIRED),
	/* an office's number is no secret: plain text, with an extension if there is one */
	FIELD(agency, phone, .label = "电话", .min = 3, .max = 60,
	      .flags = IN_FORM | SHOWN | REQUIRED),
	FIELD(agency, contact, .label = "联系人", .max = 60, .flags = IN_FORM | SHOWN),
	FIELD(agency, remark, .label = "说明", .flags = IN_FORM | SHOWN),
	FIELD(agency, retired_at, .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(agency, version, .flags = IN_JSON),
};
const struct fields agency_fields = FIELDS(agency, agency_table);

#define SELECT_AGENCY \
	"SELECT id, kind, name, contact, phone, remark, retired_at, version FROM agency" \
	" WHERE community_id = ?"

int agency_list(struct ctx *cx, int kind, struct agency **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_AGENCY " AND retired_at = 0 AND (kind = ? OR ? = 0)"
					    " ORDER BY kind, name, id LIMIT ?"),
			  BINDS(cx->community, kind, kind, AGENCIES), agency_fields, ret, ret_count);
}

int agency_get(struct ctx *cx, int64_t id, struct agency *ret)
{
	int r = store_one(cx, SQL(SELECT_AGENCY " AND id = ?"), BINDS(cx->community, id),
			  agency_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这个外联单位。")) : r;
}

static int journal(struct ctx *cx, int64_t id, const char *action, const struct agency *a)
{
	return journal_add(cx, &(struct journal_entry){
				       .subject = "agency", .subject_id = id, .action = action,
				       .note = arena_printf(cx->arena, "%s %s", a->name, a->phone) });
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

int agency_add(struct ctx *cx, const struct agency *in, int64_t *ret_id)
{
	int64_t id = id_new(cx->now);
	int r = form_check(cx, agency_fields, in);

	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO agency (community_id, id, kind, name, contact, phone,"
				   " remark, retired_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1)"),
			       BINDS(cx->community, id, in->kind, in->name, or_empty(in->contact),
				     in->phone, or_empty(in->remark)));
	if (r == OK)
		*ret_id = id;
	return r < 0 ? r : journal(cx, id, "create", in);
}

int agency_edit(struct ctx *cx, int64_t id, int64_t version, const struct agency *in)
{
	struct agency before;
	int r = agency_get(cx, id, &before);

	if (r == OK)
		r = form_check(cx, agency_fields, in);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE agency SET kind = ?, name = ?, contact = ?, phone = ?,"
				   " remark = ?, version = version + 1 WHERE community_id = ?"
				   " AND id = ? AND retired_at = 0 AND version = ?"),
			       BINDS(in->kind, in->name, or_empty(in->contact), in->phone,
				     or_empty(in->remark), cx->community, id,
				     version ? version : before.version));
	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这个外联单位刚被别人改过，请看过最新的再改。"));
	return r < 0 ? r : journal(cx, id, "edit", in);
}

int agency_retire(struct ctx *cx, int64_t id)
{
	struct agency a;
	int r = agency_get(cx, id, &a);

	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE agency SET retired_at = ?, version = version + 1"
				   " WHERE community_id = ? AND id = ? AND retired_at = 0"),
			       BINDS(cx->now, cx->community, id));
	return r < 0 ? r : journal(cx, id, "retire", &a);
}
