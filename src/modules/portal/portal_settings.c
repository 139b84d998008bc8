#include "modules/portal/portal.h"
#include "store/store.h"

const struct setting portal_settings[] = {
	{ "portal.hotline", SETTING_TEXT, 0, 0, 30, "", "住户页面上始终显示的服务电话", "8 (d)" },
	{ "portal.address", SETTING_TEXT, 0, 0, 100, "",
	  "印在二维码里的网址，如 https://kf.example.com；不填就用打印时的网址", "16 (b)" },
	{ "portal.invite_days", SETTING_INT, 7, 1, 30, NULL, "给住户的邀请几天内有效，用一次就作废", "16 (b)" },
	{ "portal.session_days", SETTING_INT, 30, 1, 90, NULL, "住户本人进入后几天内不用再登录", "16 (b)" },
	{ "portal.card_tail", SETTING_BOOL, 1, 0, 1, NULL,
	  "扫门牌码加登记手机号后四位可以报修和求助（只看得到这次报的）", "16 (b)" },
	{ "portal.card_hours", SETTING_HOURS, 12, 1, 72, NULL, "扫门牌码进入后几小时内有效", "16 (b)" },
	{ "portal.code_minutes", SETTING_MINUTES, 5, 2, 10, NULL, "短信验证码几分钟内有效", "16 (b)" },
	{ "portal.daily_most", SETTING_INT, 20, 1, 100, NULL, "一位住户一天最多自报几件事", "16 (b)" },
	{ "portal.box_hourly", SETTING_INT, 30, 1, 300, NULL,
	  "同一个码每小时最多收几封意见和公共报修", "8 (d)" },
	{ "portal.urge_hours", SETTING_HOURS, 4, 1, 72, NULL, "催过一次后几小时内不能再催", "16 (d)" },
	{ "portal.urge_first_minutes", SETTING_MINUTES, 5, 0, 240, NULL, "报事后几分钟起可以催办", "16 (d)" },
	{ "portal.morning_at", SETTING_CLOCK, 10 * 60, 6 * 60, 12 * 60, NULL,
	  "住户选“上午”上门时约定的钟点", "16 (d)" },
	{ "portal.afternoon_at", SETTING_CLOCK, 15 * 60, 12 * 60, 20 * 60, NULL,
	  "住户选“下午”上门时约定的钟点", "16 (d)" },
	{ "portal.rate_days", SETTING_INT, 7, 1, 30, NULL, "办完几天内住户可以评价", "9 (d)" },
	{ "portal.visit_stars", SETTING_INT, 2, 0, 5, NULL,
	  "评价不高于几星时安排回访，0 为不安排", "9 (d)" },
	{ 0 },
};

struct office_row {
	char *name;
};
static const struct field office_table[] = { FIELD(office_row, name, 0) };

int home_office(struct ctx *cx, struct home_office *ret)
{
	struct office_row row = { 0 };
	int r = store_one(cx, SQL_ALL("SELECT name FROM community WHERE id = ?"),
			  BINDS(cx->community), FIELDS(office_row, office_table), &row);

	ret->community = row.name;
	return r == OK ? setting_text(cx, "portal.hotline", &ret->hotline) : r;
}

int home_sole_community(struct ctx *cx, int64_t *ret)
{
	return store_int(cx,
			 SQL_ALL("SELECT CASE WHEN COUNT(*) = 1 THEN MIN(id) ELSE 0 END FROM community"),
			 BINDS(), ret);
}
