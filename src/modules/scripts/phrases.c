#include "modules/scripts/phrases.h"
#include "app/journal.h"
#include "app/permission.h"
#include "base/text.h"
#include "store/store.h"

enum { SHORT_MOST = 12, TEXT_MOST = 300 };

const struct choice phrase_owners[] = {
	{ PHRASE_MINE, "mine", "只我用" },
	{ PHRASE_OFFICE, "office", "本小区" },
	{ PHRASE_BUILT_IN, "built_in", "系统自带" },
	CHOICE_END,
};

const struct field phrase_table[PHRASE_FORM_FIELDS] = {
	FIELD(phrase, abbreviation, .label = "缩写", .max = SHORT_MOST,
	      .flags = IN_FORM | IN_LIST | IN_JSON | REQUIRED, .hint = "小写字母和数字，如 dj"),
	FIELD(phrase, text, .label = "常用语", .show = SHOW_LONG, .max = TEXT_MOST,
	      .flags = IN_FORM | IN_LIST | IN_JSON,
	      .hint = "{姓名}、{房号} 会按正在填的表单换上；内容清空就是去掉这一条"),
	FIELD(phrase, owner, .label = "谁的", .show = SHOW_ENUM, .choices = phrase_owners,
	      .flags = IN_LIST | IN_JSON),
};
const struct fields phrase_fields = FIELDS(phrase, phrase_table);

/* by short form */
static const struct phrase built_in[] = {
	{ "bl", "这件事不属于物业维修范围，已向住户说明原因，并告知可以联系的单位。", PHRASE_BUILT_IN },
	{ "dj", "您反映的情况已经登记，我们会在规定时间内派人上门，请保持电话畅通。", PHRASE_BUILT_IN },
	{ "hf", "处理完以后我们会回访，请您留意来电。", PHRASE_BUILT_IN },
	{ "qr", "已与{姓名}（{房号}）电话确认。", PHRASE_BUILT_IN },
	{ "sm", "维修人员已经出发，请家里留人开门。", PHRASE_BUILT_IN },
	{ "ts", "已向投诉人致歉并说明处理办法，对方表示接受。", PHRASE_BUILT_IN },
	{ "wc", "已经修好，当场试用正常，住户在场确认。", PHRASE_BUILT_IN },
	{ "wr", "上门时家中无人，已留下来访未遇通知，请住户回电另约时间。", PHRASE_BUILT_IN },
};

/* Puts one among the others; of the same short form the one already there goes before. */
static void place(struct phrase *all, size_t *count, struct phrase p)
{
	size_t at = 0;

	while (at < *count && strcmp(all[at].abbreviation, p.abbreviation) < 0)
		at++;
	if (at < *count && !strcmp(all[at].abbreviation, p.abbreviation))
		return;
	memmove(&all[at + 1], &all[at], (*count - at) * sizeof *all);
	all[at] = p;
	++*count;
}

int phrase_list(struct ctx *cx, struct phrase **ret, size_t *ret_count)
{
	struct phrase *rows, *all;
	size_t count, kept = 0;
	int r = store_list(cx,
			   SQL("SELECT abbreviation, text,"
			       " CASE account_id WHEN 0 THEN 2 ELSE 1 END AS owner FROM phrase"
			       " WHERE community_id = ? AND account_id IN (0, ?)"
			       " ORDER BY owner, abbreviation LIMIT ?"),
			   BINDS(cx->community, cx->actor->id, (int64_t)PHRASES_MOST * 2),
			   phrase_fields, &rows, &count);

	*ret_count = 0;
	if (r < 0)
		return r;
	all = arena_array(cx->arena, count + COUNT(built_in), sizeof *all);
	for (size_t i = 0; i < count; i++)
		place(all, &kept, rows[i]);
	for (size_t i = 0; i < COUNT(built_in); i++) {
		struct phrase p = built_in[i];
		p.text = T(cx, p.text);
		place(all, &kept, p);
	}
	for (size_t i = 0; i < kept; i++)
		if (*all[i].text)
			all[(*ret_count)++] = all[i];
	*ret = all;
	return OK;
}

static bool is_built_in(const char *abbreviation)
{
	for (size_t i = 0; i < COUNT(built_in); i++)
		if (!strcmp(built_in[i].abbreviation, abbreviation))
			return true;
	return false;
}

static int check(struct ctx *cx, const struct phrase *p, int64_t account)
{
	int64_t count;
	int r;

	if (!*p->abbreviation || strspn(p->abbreviation, "abcdefghijklmnopqrstuvwxyz0123456789") !=
					 strlen(p->abbreviation))
		return fail_field(cx, "abbreviation", T(cx, "缩写只用小写字母和数字，如 dj。"));
	r = store_int(cx,
		      SQL("SELECT count(*) FROM phrase WHERE community_id = ? AND account_id = ?"
			  " AND abbreviation <> ?"),
		      BINDS(cx->community, account, p->abbreviation), &count);
	if (r < 0)
		return r;
	return count >= PHRASES_MOST
		? fail_field(cx, "abbreviation", T(cx, "最多存 %d 条常用语，请先去掉不用的。"), PHRASES_MOST)
		: OK;
}

int phrase_set(struct ctx *cx, const struct phrase *p)
{
	int64_t account = p->owner == PHRASE_OFFICE ? 0 : cx->actor->id;
	bool gone = text_blank(p->text), hides = gone && !account && is_built_in(p->abbreviation);
	int r = check(cx, p, account);

	if (r < 0)
		return r;
	if (gone && !hides)
		r = store_exec(cx,
			       SQL("DELETE FROM phrase WHERE community_id = ? AND account_id = ?"
				   " AND abbreviation = ?"),
			       BINDS(cx->community, account, p->abbreviation));
	else
		r = store_exec(cx,
			       SQL("INSERT INTO phrase (community_id, account_id, abbreviation, text,"
				   " changed_at) VALUES (?, ?, ?, ?, ?)"
				   " ON CONFLICT (community_id, account_id, abbreviation) DO UPDATE SET"
				   " text = excluded.text, changed_at = excluded.changed_at"),
			       BINDS(cx->community, account, p->abbreviation, gone ? "" : p->text,
				     cx->now));
	if (r < 0 || account)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "phrase", .subject_id = cx->community,
							.action = "set", .note = p->abbreviation });
}
