/* The text of the deed: versions by use, with the deed's own words put in their places. */
#include "app/journal.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/handover/deed_parts.h"
#include "modules/houses/houses.h"
#include "store/store.h"

enum { TEXT_MOST = 6000, VERSIONS_MOST = 50 };

/* Stored in each deed, as a version of the office's own would be. */
static const char *const text_labels[] = {
	[ROOM_DWELLING] =
		"甲方：{甲方}\n乙方：{乙方}\n\n"
		"一、甲方按编号 {合同号} 的商品房买卖合同，把 {房号} 住宅交给乙方。合同建筑面积 {合同面积} 平方米，实测建筑面积 {实测面积} 平方米。\n"
		"二、该房屋已于 {竣工验收} 竣工验收合格并备案。甲方于 {通知日} 书面通知乙方，通知的交付日为 {通知交付日}。\n"
		"三、乙方已到现场逐项验看，验看情况以房屋交接验收表为准。表上列明的问题由甲方组织施工单位在期限内修好，并请乙方复验。\n"
		"四、甲方已交付住宅质量保证书和住宅使用说明书原件、竣工验收备案表复印件。\n"
		"五、水、电、燃气、热量表的底数和移交的钥匙，以本交接书所列为准。交付以前的费用由甲方承担。\n"
		"六、保修期对乙方从实际交付日起算，不短于国家规定的最低期限。\n"
		"七、本交接书一式三份，甲方、乙方、管理处各一份；需要变更的，三方另签补充协议。",
	[ROOM_SHOP] =
		"甲方：{甲方}\n乙方：{乙方}\n\n"
		"一、甲方按编号 {合同号} 的商品房买卖合同，把 {房号} 商铺交给乙方。合同建筑面积 {合同面积} 平方米，实测建筑面积 {实测面积} 平方米。\n"
		"二、该商铺已于 {竣工验收} 竣工验收合格并备案。甲方于 {通知日} 书面通知乙方，通知的交付日为 {通知交付日}。\n"
		"三、约定业态、用电容量、排烟排水条件、招牌位置、消防分区和隔墙以本交接书所列为准；改变的，乙方须先经有关部门和管理处书面同意。\n"
		"四、乙方已到现场逐项验看，验看情况以房屋交接验收表为准。表上列明的问题由甲方组织施工单位在期限内修好，并请乙方复验。\n"
		"五、水、电、燃气表的底数和移交的钥匙，以本交接书所列为准。交付以前的费用由甲方承担。\n"
		"六、保修期对乙方从实际交付日起算，不短于国家规定的最低期限。\n"
		"七、本交接书一式三份，甲方、乙方、管理处各一份；需要变更的，三方另签补充协议。",
};
/* What no text may have the owner say: 10 (d). */
static const char *const own_words[] = {
	"放弃质量", "放弃索赔", "放弃追究", "放弃对房屋质量", "放弃一切", "放弃主张", "不再追究",
	"不得再提", "视为无异议", "视为质量合格", "视为认可房屋质量", NULL,
};

/* The words that are put in, in the order of place_at(). */
static const char *const place_labels[] = { "{甲方}", "{乙方}", "{房号}", "{合同号}", "{合同面积}",
					    "{实测面积}", "{竣工验收}", "{通知日}", "{通知交付日}" };

int deed_text_versions(struct ctx *cx, int use, struct deed_text **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT t.use, t.version, t.text, t.created_at, a.name AS created_name"
			      " FROM deed_text t LEFT JOIN account a ON a.id = t.created_by"
			      " WHERE t.community_id = ? AND t.use = ? ORDER BY t.version DESC LIMIT ?"),
			  BINDS(cx->community, use, (int)VERSIONS_MOST), deed_text_fields, ret, ret_count);
}

int deed_text_of(struct ctx *cx, int use, struct deed_text *ret)
{
	struct deed_text *rows;
	size_t count;
	int r = deed_text_versions(cx, use, &rows, &count);

	*ret = (struct deed_text){ .use = use, .text = text_labels[use == ROOM_SHOP ? ROOM_SHOP
									    : ROOM_DWELLING] };
	if (r == OK && count)
		*ret = rows[0];
	return r;
}

static int check_text(struct ctx *cx, const char *text)
{
	if (text_blank(text))
		return fail_field(cx, "text", T(cx, "请写正文。"));
	if (text_length(text) > TEXT_MOST)
		return fail_field(cx, "text", T(cx, "正文最多 %d 个字。"), TEXT_MOST);
	if (!text_contains(text, place_labels[1]) || !text_contains(text, place_labels[2]))
		return fail_field(cx, "text", T(cx, "正文里要有 {乙方} 和 {房号}。"));
	for (const char *const *word = own_words; *word; word++)
		if (text_contains(text, *word))
			return fail_field(cx, "text",
					  T(cx, "正文不能要业主放弃质量主张（“%s”）：签字不等于放弃，法律不允许这样约定。"), *word);
	return OK;
}

int deed_text_change(struct ctx *cx, int use, const char *text)
{
	int64_t last;
	int r = check_text(cx, text);

	if (r == OK && use != ROOM_DWELLING && use != ROOM_SHOP)
		return fail_field(cx, "use", T(cx, "只有住宅和商铺有交接书。"));
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COALESCE(MAX(version), 0) FROM deed_text WHERE community_id = ?"
				  " AND use = ?"),
			      BINDS(cx->community, use), &last);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO deed_text (community_id, use, version, text, created_by,"
				   " created_at) VALUES (?, ?, ?, ?, ?, ?)"),
			       BINDS(cx->community, use, last + 1, text, cx->actor ? cx->actor->id : 0,
				     cx->now));
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
						   .subject = "deed_text", .subject_id = use, .action = "change",
						   .note = arena_printf(cx->arena, T(cx, "第 %d 版"), (int)last + 1) });
}

static const char *day_text(struct ctx *cx, int day)
{
	char text[CIVIL_TEXT];

	return day ? arena_printf(cx->arena, "%s", civil_date(day, text)) : "—";
}

static const char *area_text(struct ctx *cx, int64_t mass)
{
	if (!mass)
		return "—";
	return arena_printf(cx->arena, "%" PRId64 ".%02d", mass / 1000, (int)(mass % 1000 / 10));
}

static const char *or_dash(const char *s)
{
	return text_blank(s) ? "—" : s;
}

/* What the place says, and how much of the text it took; NULL: no place begins here. */
static const char *place_at(struct ctx *cx, const struct deed *d, const char *at, size_t *ret_n)
{
	const char *const values[] = {
		or_dash(d->seller), or_dash(d->owners), d->room, or_dash(d->contract),
		area_text(cx, d->contract_area_mass), area_text(cx, d->area_mass),
		day_text(cx, d->accepted_on), day_text(cx, d->notice_on), day_text(cx, d->due_on),
	};
	static_assert(COUNT(values) == COUNT(place_labels), "a place without its words");

	for (size_t i = 0; i < COUNT(values); i++) {
		*ret_n = strlen(place_labels[i]);
		if (!strncmp(at, place_labels[i], *ret_n))
			return values[i];
	}
	return NULL;
}

const char *deed_text_filled(struct ctx *cx, const struct deed *d, const char *text)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, strlen(text) * 4 + 4096);
	while (*text) {
		size_t n;
		const char *value = *text == '{' ? place_at(cx, d, text, &n) : NULL;
		if (value) {
			strbuf_printf(&b, "%s", value);
			text += n;
		} else {
			strbuf_char(&b, *text++);
		}
	}
	return b.s;
}
