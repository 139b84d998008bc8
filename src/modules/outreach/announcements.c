#include "modules/outreach/announcements.h"
#include "app/number.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/outreach/recipients.h"
#include "store/store.h"

const struct choice announcement_kinds[] = {
	{ ANNOUNCE_WATER, "water", "停水" },	{ ANNOUNCE_POWER, "power", "停电" },
	{ ANNOUNCE_REPAIR, "repair", "维修" },	{ ANNOUNCE_WEATHER, "weather", "天气" },
	{ ANNOUNCE_FESTIVAL, "festival", "节日" }, { ANNOUNCE_FEE, "fee", "费用" },
	{ ANNOUNCE_FIRE, "fire", "消防" },	{ ANNOUNCE_SAFETY, "safety", "安全" },
	{ ANNOUNCE_MARKETING, "marketing", "推广" }, CHOICE_END,
};
const struct choice announcement_states[] = {
	{ ANNOUNCEMENT_DRAFT, "draft", "拟稿" },
	{ ANNOUNCEMENT_SENT, "sent", "已发布" },
	{ ANNOUNCEMENT_ENDED, "ended", "送达完毕" },
	{ ANNOUNCEMENT_WITHDRAWN, "withdrawn", "已撤回" },
	CHOICE_END,
};
const struct choice told_ways[] = {
	{ TOLD_BY_PRINT, "print", "张贴" }, { TOLD_BY_SMS, "sms", "短信" },
	{ TOLD_BY_WECHAT, "wechat", "微信" },
	{ TOLD_BY_PHONE, "phone", "电话" }, { TOLD_BY_DOOR, "door", "入户" },
	{ TOLD_BY_ENTRY, "entry", "住户入口" }, CHOICE_END,
};
const struct choice office_ways[] = {
	{ TOLD_BY_PRINT, "print", "张贴" }, { TOLD_BY_SMS, "sms", "短信" },
	{ TOLD_BY_WECHAT, "wechat", "微信" },
	{ TOLD_BY_PHONE, "phone", "电话" }, { TOLD_BY_DOOR, "door", "入户" }, CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(announcement, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(announcement, number, .label = "编号", .flags = HEAD),
	FIELD(announcement, kind, .label = "类型", .show = SHOW_ENUM, .choices = announcement_kinds,
	      .flags = HEAD),
	FIELD(announcement, state, .label = "状态", .show = SHOW_ENUM,
	      .choices = announcement_states, .flags = HEAD),
	FIELD(announcement, title, .label = "标题", .flags = HEAD),
	FIELD(announcement, area, .label = "范围", .flags = SHOWN),
	FIELD(announcement, text, .label = "内容", .show = SHOW_LONG, .flags = HEAD),
	FIELD(announcement, effective_from, .label = "生效", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(announcement, effective_to, .label = "结束", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(announcement, way, .label = "渠道", .show = SHOW_ENUM, .choices = told_ways, .flags = SHOWN),
	FIELD(announcement, short_reason, .label = "提前不足的原因", .flags = SHOWN),
	FIELD(announcement, recipients, .label = "应送户数", .flags = SHOWN),
	FIELD(announcement, skipped, .label = "免打扰户数", .flags = SHOWN),
	FIELD(announcement, delivered, .label = "已送达户数", .flags = SHOWN),
	FIELD(announcement, sent_at, .label = "发布时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(announcement, sent_by, .show = SHOW_ID),
	FIELD(announcement, sent_by_name, .label = "发布人", .flags = SHOWN),
	FIELD(announcement, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(announcement, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(announcement, version, .flags = IN_JSON),
};
const struct fields announcement_fields = FIELDS(announcement, fields);

const struct field announcement_intake_table[ANNOUNCEMENT_INTAKE_FIELDS] = {
	FIELD(announcement_intake, kind, .label = "类型", .show = SHOW_ENUM,
	      .choices = announcement_kinds, .flags = IN_FORM | REQUIRED),
	FIELD(announcement_intake, title, .label = "标题", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(announcement_intake, area, .label = "范围", .flags = IN_FORM, .max = 500,
	      .hint = "楼栋、单元或房号，用逗号分开，如 2, 3-1；不填就是全小区"),
	FIELD(announcement_intake, effective_from, .label = "生效", .show = SHOW_TIME,
	      .flags = IN_FORM),
	FIELD(announcement_intake, effective_to, .label = "结束", .show = SHOW_TIME,
	      .flags = IN_FORM),
	FIELD(announcement_intake, way, .label = "渠道", .show = SHOW_ENUM, .choices = office_ways,
	      .flags = IN_FORM | REQUIRED),
	FIELD(announcement_intake, text, .label = "内容", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED, .max = 2000, .hint = "原因、措施、咨询电话"),
};
const struct fields announcement_intake_fields =
	FIELDS(announcement_intake, announcement_intake_table);

static bool is_outage(int kind)
{
	return kind == ANNOUNCE_WATER || kind == ANNOUNCE_POWER || kind == ANNOUNCE_REPAIR;
}

int announcement_check(struct ctx *cx, const struct announcement_intake *in)
{
	struct area area;

	if (is_outage(in->kind) && !in->effective_from)
		return fail_field(cx, "effective_from", T(cx, "停水、停电、维修要写明从什么时候开始。"));
	if (in->effective_to && in->effective_to <= in->effective_from)
		return fail_field(cx, "effective_to", T(cx, "结束要晚于开始。"));
	return area_read(cx, in->area, &area);
}

int announcement_draft(struct ctx *cx, const struct announcement_intake *in,
		       struct announcement *ret)
{
	int64_t id = id_new(cx->now);
	char *number;
	int r = announcement_check(cx, in);

	if (r == OK)
		r = number_next(cx, "GG", &number);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO announcement (community_id, id, number, kind, state, title,"
				   " area, text, effective_from, effective_to, way, short_reason,"
				   " recipients, skipped, sent_at, sent_by, created_by, created_at, version)"
				   " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, '', 0, 0, 0, 0, ?, ?, 1)"),
			       BINDS(cx->community, id, number, in->kind, in->title,
				     in->area ? in->area : "", in->text, in->effective_from,
				     in->effective_to, in->way, cx->actor ? cx->actor->id : 0, cx->now));
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "announcement",
							     .subject_id = id, .action = "open",
							     .to_state = "draft", .note = in->title });
	return r == OK ? announcement_get(cx, id, ret) : r;
}

#define SELECT_ANNOUNCEMENT \
	"SELECT n.id, n.number, n.kind, n.state, n.title, n.area, n.text, n.effective_from," \
	" n.effective_to, n.way, n.short_reason, n.recipients, n.skipped," \
	" (SELECT COUNT(*) FROM delivery d WHERE d.community_id = n.community_id" \
	" AND d.announcement_id = n.id AND d.state = 2) AS delivered," \
	" n.sent_at, n.sent_by, a.name AS sent_by_name, n.created_by, n.created_at, n.version" \
	" FROM announcement n LEFT JOIN account a ON a.id = n.sent_by WHERE n.community_id = ?"

int announcement_get(struct ctx *cx, int64_t id, struct announcement *ret)
{
	int r = store_one(cx, SQL(SELECT_ANNOUNCEMENT " AND n.id = ?"), BINDS(cx->community, id),
			  announcement_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条通知。")) : r;
}

int announcement_list(struct ctx *cx, const struct announcement_filter *f,
		      struct announcement **ret, size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_ANNOUNCEMENT), BINDS(cx->community));
	q.has_where = true;
	if (f->state)
		query_and(&q, PIECE("n.state = ?"), BINDS(f->state));
	if (f->kind)
		query_and(&q, PIECE("n.kind = ?"), BINDS(f->kind));
	if (f->after)
		query_and(&q, PIECE("n.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY n.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, announcement_fields, ret, ret_count);
}

const char *announcement_share(struct ctx *cx, const struct announcement *a)
{
	int tenths;

	if (!a->recipients)
		return T(cx, "无数据");
	tenths = (a->delivered * 1000 + a->recipients / 2) / a->recipients;
	return arena_printf(cx->arena, "%d.%d%%", tenths / 10, tenths % 10);
}

int announcement_warning(struct ctx *cx, const struct announcement *a, const char **ret)
{
	int64_t hours;
	int r = setting_int(cx, "outreach.notice_hours", &hours);

	*ret = NULL;
	if (r < 0 || a->state != ANNOUNCEMENT_DRAFT || !is_outage(a->kind) ||
	    a->effective_from - cx->now >= HOURS(hours))
		return r;
	*ret = arena_printf(cx->arena, T(cx, "距生效不足 %d 小时，发布要主任写明原因。"), (int)hours);
	return OK;
}

int announcement_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
			  size_t *ret_count)
{
	struct announcement *rows;
	int r = store_list(cx,
			   SQL(SELECT_ANNOUNCEMENT " AND n.id IN (SELECT announcement_id FROM delivery"
						   " WHERE community_id = ? AND room_id = ? AND state <> 3)"
						   " ORDER BY n.id DESC LIMIT ?"),
			   BINDS(cx->community, cx->community, room, (int64_t)most),
			   announcement_fields, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++)
		(*ret)[i] = (struct timeline_entry){
			.at = rows[i].sent_at, .kind = "announcement", .label = T(cx, "通知"),
			.text = rows[i].title, .number = rows[i].number, .page = "announcements",
			.id = rows[i].id, .colour = "grey", .who = rows[i].sent_by_name };
	return OK;
}
