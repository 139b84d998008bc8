#include "app/calendar.h"
#include "app/journal.h"
#include "base/civil.h"
#include "base/random.h"
#include "modules/documents/documents_rules.h"
#include "store/store.h"

enum { EDITIONS_MAX = 500 };
enum { SHOWN = IN_JSON | IN_LIST };

const struct choice document_kinds[] = {
	{ DOCUMENT_POLICY, "policy", "质量方针" },
	{ DOCUMENT_DUTIES, "duties", "部门职责" },
	CHOICE_END,
};
const struct choice document_states[] = {
	{ DOCUMENT_DRAFT, "draft", "草稿" },
	{ DOCUMENT_SUBMITTED, "submitted", "待批" },
	{ DOCUMENT_APPROVED, "approved", "已批准" },
	{ DOCUMENT_IN_FORCE, "in_force", "生效" },
	{ DOCUMENT_REPLACED, "replaced", "被替代" },
	{ DOCUMENT_DISCARDED, "discarded", "作废" },
	CHOICE_END,
};
const struct choice document_sides[] = {
	{ SIDE_INSIDE, "inside", "对内" },
	{ SIDE_OUTSIDE, "outside", "对外" },
	CHOICE_END,
};

static const struct field fields[] = {
	FIELD(document, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(document, kind, .label = "种类", .show = SHOW_ENUM, .choices = document_kinds,
	      .flags = SHOWN | IN_TITLE),
	FIELD(document, edition, .label = "版本号", .flags = SHOWN),
	FIELD(document, title, .label = "标题", .flags = SHOWN | IN_TITLE),
	FIELD(document, text, .label = "正文", .show = SHOW_LONG, .flags = IN_JSON | IN_TITLE),
	FIELD(document, state, .label = "状态", .show = SHOW_ENUM, .choices = document_states,
	      .flags = SHOWN | IN_TITLE),
	FIELD(document, drafter_id, .show = SHOW_ID),
	FIELD(document, drafter_name, .label = "起草人", .flags = SHOWN),
	FIELD(document, submitted_by, .show = SHOW_ID),
	FIELD(document, submitted_at, .label = "提交时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(document, approved_by, .show = SHOW_ID),
	FIELD(document, approver_name, .label = "批准人", .flags = SHOWN),
	FIELD(document, approved_at, .label = "批准时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(document, effective_on, .label = "生效日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(document, replaced_at, .label = "被替代", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(document, reviewed_on, .label = "最近评审", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(document, created_at, .label = "起草时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(document, version, .flags = IN_JSON),
};
const struct fields document_fields = FIELDS(document, fields);

static const struct field entry_fields[] = {
	FIELD(document_entry, side, .label = "对内对外", .show = SHOW_ENUM, .choices = document_sides,
	      .flags = SHOWN | IN_FORM),
	FIELD(document_entry, term, .label = "短语或岗位", .flags = SHOWN | IN_FORM | REQUIRED,
	      .max = 40),
	FIELD(document_entry, text, .label = "解释或职责", .show = SHOW_LONG,
	      .flags = SHOWN | IN_FORM | REQUIRED, .max = 500),
	FIELD(document_entry, objective, .label = "关联质量目标", .show = SHOW_ENUM,
	      .choices = quality_objectives, .flags = SHOWN | IN_FORM),
};
const struct fields document_entry_fields = FIELDS(document_entry, entry_fields);

const struct setting document_settings[] = {
	{ "documents.read_days", SETTING_INT, 7, 1, 90, NULL, "文件生效或员工入职后，多少天内要阅知",
	  "12 (d)" },
	{ "documents.review_months", SETTING_INT, 12, 1, 36, NULL, "生效的文件隔几个月评审一次",
	  "12 (d)" },
	{ "documents.review_remind_days", SETTING_INT, 30, 1, 90, NULL, "评审到期前多少天提醒",
	  "12 (e)" },
	{ 0 },
};

#define SELECT_DOCUMENT \
	"SELECT d.id, d.kind, d.edition, d.title, d.text, d.state, d.drafter_id, d.submitted_by," \
	" d.submitted_at, d.approved_by, d.approved_at, a.name AS drafter_name," \
	" b.name AS approver_name, d.effective_on, d.replaced_at, d.reviewed_on, d.created_at," \
	" d.version FROM document d LEFT JOIN account a ON a.id = d.drafter_id" \
	" LEFT JOIN account b ON b.id = d.approved_by"

int document_today(struct ctx *cx, int *ret)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		*ret = civil_day_of(cx->now, zone);
	return r;
}

int document_get(struct ctx *cx, int64_t id, struct document *ret)
{
	int r;

	*ret = (struct document){ 0 };
	r = store_one(cx, SQL(SELECT_DOCUMENT " WHERE d.community_id = ? AND d.id = ?"),
		      BINDS(cx->community, id), document_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这份文件。")) : r;
}

int document_entries(struct ctx *cx, int64_t id, struct document_entry **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT side, term, text, objective FROM document_entry"
			      " WHERE community_id = ? AND document_id = ? ORDER BY place LIMIT ?"),
			  BINDS(cx->community, id, ENTRIES_MAX), document_entry_fields, ret,
			  ret_count);
}

int document_list(struct ctx *cx, int kind, struct document **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_DOCUMENT " WHERE d.community_id = ? AND (? = 0 OR d.kind = ?)"
			      " ORDER BY d.kind, d.edition DESC LIMIT ?"),
			  BINDS(cx->community, kind, kind, EDITIONS_MAX), document_fields, ret,
			  ret_count);
}

int document_in_force(struct ctx *cx, enum document_kind kind, struct document *ret)
{
	int today, r = document_today(cx, &today);

	*ret = (struct document){ 0 };
	if (r == OK) /* approved, in force or replaced: the latest that had its day */
		r = store_one(cx,
			      SQL(SELECT_DOCUMENT " WHERE d.community_id = ? AND d.kind = ?"
				  " AND d.state IN (3, 4, 5) AND d.effective_on <= ?"
				  " ORDER BY d.effective_on DESC, d.edition DESC LIMIT 1"),
			      BINDS(cx->community, (int)kind, today), document_fields, ret);
	if (r != ERR_NOT_FOUND)
		return r;
	return fail(cx, r, T(cx, "还没有生效的%s。"),
		    T(cx, choice_of(document_kinds, kind)->label));
}

int document_put_entries(struct ctx *cx, int64_t id, const struct document_entry *entries,
			 size_t count)
{
	int r = store_exec(cx,
			   SQL("DELETE FROM document_entry WHERE community_id = ?"
			       " AND document_id = ?"),
			   BINDS(cx->community, id));

	for (size_t i = 0; r == OK && i < count; i++)
		r = store_exec(cx,
			       SQL("INSERT INTO document_entry (community_id, document_id, place,"
				   " side, term, text, objective) VALUES (?, ?, ?, ?, ?, ?, ?)"),
			       BINDS(cx->community, id, (int)i, entries[i].side, entries[i].term,
				     entries[i].text, entries[i].objective));
	return r;
}

/* ---- a new draft ---- */

static int must_be_only(struct ctx *cx, enum document_kind kind)
{
	int64_t edition;
	int r = store_int(cx,
			  SQL("SELECT edition FROM document WHERE community_id = ? AND kind = ?"
			      " AND state IN (1, 2, 3)"),
			  BINDS(cx->community, (int)kind), &edition);

	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r : fail(cx, ERR_CONFLICT,
				T(cx, "第 %d 版还在起草、待批或等生效，请先把它办完或作废。"),
				(int)edition);
}

/* What the new version begins with. */
static int begin_text(struct ctx *cx, enum document_kind kind, struct document *d,
		      struct document_entry **ret, size_t *ret_count)
{
	const struct document_text *words = document_words(kind);
	int r = document_in_force(cx, kind, d);

	if (r == OK)
		return document_entries(cx, d->id, ret, ret_count);
	if (r != ERR_NOT_FOUND)
		return r;
	cx->why[0] = '\0';
	*d = (struct document){ .title = T(cx, words->title), .text = T(cx, words->text) };
	*ret = arena_array(cx->arena, words->count, sizeof **ret);
	*ret_count = words->count;
	for (size_t i = 0; i < words->count; i++) {
		(*ret)[i] = words->entries[i];
		(*ret)[i].term = T(cx, words->entries[i].term);
		(*ret)[i].text = T(cx, words->entries[i].text);
	}
	return OK;
}

int document_draft(struct ctx *cx, enum document_kind kind, int64_t *ret_id)
{
	struct document_entry *entries;
	struct document d;
	int64_t edition, id = id_new(cx->now);
	size_t count;
	int r = actor_must(cx, PERM_DOCUMENT_WRITE);

	if (r == OK)
		r = must_be_only(cx, kind);
	if (r == OK)
		r = begin_text(cx, kind, &d, &entries, &count);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COALESCE(MAX(edition), 0) + 1 FROM document"
				  " WHERE community_id = ? AND kind = ?"),
			      BINDS(cx->community, (int)kind), &edition);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO document (community_id, id, kind, edition, title,"
				   " text, state, drafter_id, submitted_by, submitted_at, approved_by,"
				   " approved_at, effective_on, replaced_at, reviewed_on, created_at,"
				   " version) VALUES (?, ?, ?, ?, ?, ?, 1, ?, 0, 0, 0, 0, 0, 0, 0, ?, 1)"),
			       BINDS(cx->community, id, (int)kind, edition, d.title, d.text,
				     cx->actor ? cx->actor->id : 0, cx->now));
	if (r == OK)
		r = document_put_entries(cx, id, entries, count);
	if (r < 0)
		return r;
	*ret_id = id;
	return journal_add(cx, &(struct journal_entry){ .subject = "document",
							.subject_id = id,
							.action = "draft",
							.to_state = "draft" });
}

int document_refused(struct ctx *cx, int64_t id, const char *action)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "document",
							.subject_id = id,
							.action = "refuse",
							.note = action });
}
