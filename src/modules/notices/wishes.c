#include "modules/notices/wishes.h"
#include "app/permission.h"
#include "base/text.h"
#include "modules/notices/message.h"
#include "store/store.h"

const struct choice hear_choices[] = {
	{ HEAR_NONE, "none", "不发" },
	{ HEAR_URGENT, "urgent", "只发紧急的" },
	{ HEAR_ALL, "all", "都发" },
	CHOICE_END,
};

static const struct field fields[] = {
	FIELD(notice_wish, account_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(notice_wish, email, .label = "邮箱", .flags = IN_JSON),
	FIELD(notice_wish, phone, .label = "手机", .show = SHOW_PHONE, .flags = IN_JSON),
	FIELD(notice_wish, by_mail, .label = "邮件", .show = SHOW_ENUM, .choices = hear_choices,
	      .flags = IN_JSON),
	FIELD(notice_wish, by_sms, .label = "短信", .show = SHOW_ENUM, .choices = hear_choices,
	      .flags = IN_JSON),
	FIELD(notice_wish, quiet_from, .label = "免打扰自", .show = SHOW_CLOCK, .flags = IN_JSON),
	FIELD(notice_wish, quiet_until, .label = "免打扰至", .show = SHOW_CLOCK, .flags = IN_JSON),
	FIELD(notice_wish, version, .flags = IN_JSON),
};
const struct fields wish_fields = FIELDS(notice_wish, fields);

const struct field wish_inputs[WISH_INPUTS] = {
	FIELD(notice_wish, email, .label = "邮箱", .flags = IN_FORM, .max = 120),
	FIELD(notice_wish, by_mail, .label = "邮件", .show = SHOW_ENUM, .choices = hear_choices,
	      .flags = IN_FORM | REQUIRED),
	FIELD(notice_wish, by_sms, .label = "短信", .show = SHOW_ENUM, .choices = hear_choices,
	      .flags = IN_FORM | REQUIRED, .hint = "发到账号里的手机号"),
	FIELD(notice_wish, quiet_from, .label = "免打扰自", .show = SHOW_CLOCK, .flags = IN_FORM,
	      .min = 0, .max = 1440, .hint = "只压住不紧急的；管理处的免打扰时段照样算"),
	FIELD(notice_wish, quiet_until, .label = "免打扰至", .show = SHOW_CLOCK, .flags = IN_FORM,
	      .min = 0, .max = 1440),
};
const struct fields wish_input_fields = FIELDS(notice_wish, wish_inputs);

int wish_get(struct ctx *cx, int64_t account, struct notice_wish *ret)
{
	*ret = (struct notice_wish){ .account_id = account, .email = "" };
	return store_one(cx,
			 SQL("SELECT a.id AS account_id, COALESCE(w.email, '') AS email, a.phone,"
			     " COALESCE(w.by_mail, 0) AS by_mail, COALESCE(w.by_sms, 0) AS by_sms,"
			     " COALESCE(w.quiet_from, 0) AS quiet_from,"
			     " COALESCE(w.quiet_until, 0) AS quiet_until,"
			     " COALESCE(w.version, 0) AS version FROM account a"
			     " LEFT JOIN notice_wish w ON w.community_id = ? AND w.account_id = a.id"
			     " WHERE a.id = ?"),
			 BINDS(cx->community, account), wish_fields, ret);
}

static int check(struct ctx *cx, const struct notice_wish *w)
{
	if (!text_blank(w->email) && !mail_address_valid(w->email))
		return fail_field(cx, "email", T(cx, "邮箱地址不对。"));
	if (w->by_mail && text_blank(w->email))
		return fail_field(cx, "email", T(cx, "要收邮件，请填写邮箱。"));
	if (w->by_sms && text_blank(w->phone))
		return fail_field(cx, "by_sms", T(cx, "要收短信，请先在“我的账号”里填写手机号。"));
	return OK;
}

int wish_put(struct ctx *cx, struct notice_wish *w)
{
	int r = check(cx, w);

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("INSERT INTO notice_wish (community_id, account_id, email, by_mail,"
			      " by_sms, quiet_from, quiet_until) VALUES (?, ?, ?, ?, ?, ?, ?)"
			      " ON CONFLICT (community_id, account_id) DO UPDATE SET"
			      " email = excluded.email, by_mail = excluded.by_mail,"
			      " by_sms = excluded.by_sms, quiet_from = excluded.quiet_from,"
			      " quiet_until = excluded.quiet_until,"
			      " version = notice_wish.version + 1"),
			  BINDS(cx->community, cx->actor->id, w->email ? w->email : "", w->by_mail,
				w->by_sms, w->quiet_from, w->quiet_until));
}
