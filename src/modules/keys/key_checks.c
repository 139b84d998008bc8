#include "modules/keys/key_checks.h"
#include "app/app.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/number.h"
#include "app/post.h"
#include "app/reconcile.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

enum { LINES_MOST = 500 };

const struct choice key_check_states[] = {
	{ KEY_CHECK_OPEN, "open", "盘点中" },
	{ KEY_CHECK_CLOSED, "closed", "已完成" },
	CHOICE_END,
};
const struct norm key_check_norm = { "count", "盘点钥匙", "18 (d)", "keys.check_days",
				     .ladder = LADDER_DESK, .count = BY_DAYS };

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(key_check, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(key_check, number, .label = "编号", .flags = HEAD),
	FIELD(key_check, state, .label = "状态", .show = SHOW_ENUM, .choices = key_check_states,
	      .flags = HEAD),
	FIELD(key_check, started_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(key_check, started_name, .label = "开始人", .flags = SHOWN),
	FIELD(key_check, started_at, .label = "开始", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(key_check, closed_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(key_check, closed_name, .label = "监盘人", .flags = SHOWN),
	FIELD(key_check, closed_at, .label = "完成时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(key_check, remark, .label = "结论", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(key_check, total, .label = "应盘", .flags = SHOWN),
	FIELD(key_check, counted, .label = "已盘", .flags = SHOWN),
	FIELD(key_check, lent, .label = "其中借出", .flags = SHOWN),
	FIELD(key_check, different, .label = "有差异", .flags = SHOWN),
	FIELD(key_check, unexplained, .label = "未说明", .flags = SHOWN),
	FIELD(key_check, version, .flags = IN_JSON),
};
const struct fields key_check_fields = FIELDS(key_check, fields);
static const struct field line_fields[] = {
	FIELD(key_check_line, key_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(key_check_line, number, .label = "编号", .flags = SHOWN),
	FIELD(key_check_line, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(key_check_line, place, .label = "设备或部位", .flags = SHOWN),
	FIELD(key_check_line, cabinet, .label = "柜号", .flags = SHOWN),
	FIELD(key_check_line, hook, .label = "位号", .flags = SHOWN),
	FIELD(key_check_line, lent, .label = "借出", .flags = SHOWN),
	FIELD(key_check_line, expected, .label = "应有", .flags = SHOWN),
	FIELD(key_check_line, found, .label = "实有", .flags = SHOWN),
	FIELD(key_check_line, explanation, .label = "差异说明", .flags = SHOWN),
	FIELD(key_check_line, counted_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(key_check_line, counted_name, .label = "盘点人", .flags = SHOWN),
	FIELD(key_check_line, counted_at, .label = "盘点时间", .show = SHOW_TIME, .flags = SHOWN),
};
const struct fields key_check_line_fields = FIELDS(key_check_line, line_fields);

/* ---- reading ---- */

#define LINES_OF \
	"FROM key_check_line n WHERE n.community_id = c.community_id AND n.check_id = c.id"
#define SELECT_CHECK \
	"SELECT c.id, c.number, c.state, c.started_by, s.name AS started_name, c.started_at," \
	" c.closed_by, e.name AS closed_name, c.closed_at, c.remark, c.version," \
	" (SELECT COUNT(*) " LINES_OF ") AS total," \
	" (SELECT COUNT(*) " LINES_OF " AND n.found >= 0) AS counted," \
	" (SELECT COUNT(*) " LINES_OF " AND n.lent = 1) AS lent," \
	" (SELECT COUNT(*) " LINES_OF " AND n.found >= 0 AND n.found <> n.expected) AS different," \
	" (SELECT COUNT(*) " LINES_OF " AND n.found >= 0 AND n.found <> n.expected" \
	" AND n.explanation = '') AS unexplained FROM key_check c" \
	" LEFT JOIN account s ON s.id = c.started_by LEFT JOIN account e ON e.id = c.closed_by" \
	" WHERE c.community_id = ?"

int key_check_get(struct ctx *cx, int64_t id, struct key_check *ret)
{
	int r = store_one(cx, SQL(SELECT_CHECK " AND c.id = ?"), BINDS(cx->community, id),
			  key_check_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这次盘点。")) : r;
}

int key_check_list(struct ctx *cx, int64_t after, size_t most, struct key_check **ret,
		   size_t *ret_count)
{
	return store_list(cx, SQL(SELECT_CHECK " AND c.id < ? ORDER BY c.id DESC LIMIT ?"),
			  BINDS(cx->community, after ? after : INT64_MAX, (int64_t)most),
			  key_check_fields, ret, ret_count);
}

int key_check_lines(struct ctx *cx, int64_t check, enum key_check_view view, int64_t from,
		    size_t most, struct key_check_line **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT n.key_id, k.number, k.room, k.place, k.cabinet, k.hook, n.lent,"
			      " n.expected, n.found, n.explanation, n.counted_by, a.name AS counted_name,"
			      " n.counted_at FROM key_check_line n"
			      " JOIN office_key k ON k.community_id = n.community_id AND k.id = n.key_id"
			      " LEFT JOIN account a ON a.id = n.counted_by"
			      " WHERE n.community_id = ? AND n.check_id = ? AND (? = 0"
			      " OR (? = 1 AND n.found < 0) OR (? = 2 AND n.found >= 0"
			      " AND n.found <> n.expected)) ORDER BY k.cabinet, k.hook, k.id"
			      " LIMIT ? OFFSET ?"),
			  BINDS(cx->community, check, (int)view, (int)view, (int)view, (int64_t)most, from),
			  key_check_line_fields, ret, ret_count);
}

/* ---- beginning ---- */

static int none_open(struct ctx *cx)
{
	char *number;
	int r = store_text(cx,
			   SQL("SELECT number FROM key_check WHERE community_id = ? AND state = 1 LIMIT 1"),
			   BINDS(cx->community), &number);

	if (r == OK)
		return fail(cx, ERR_CONFLICT, T(cx, "盘点 %s 还没有完成，请先完成它。"), number);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* What hangs must be counted; what is lent is known from its loan. */
static int take_down(struct ctx *cx, int64_t id)
{
	return store_exec(cx,
			  SQL("INSERT INTO key_check_line (community_id, check_id, key_id, lent, expected,"
			      " found, explanation, counted_by, counted_at) SELECT k.community_id, c.id,"
			      " k.id, CASE WHEN k.state = 3 THEN 1 ELSE 0 END,"
			      " CASE WHEN k.state = 3 THEN 0 ELSE k.count END,"
			      " CASE WHEN k.state = 3 THEN 0 ELSE -1 END, '', 0, 0 FROM office_key k"
			      " JOIN key_check c ON c.community_id = k.community_id AND c.id = ?"
			      " WHERE k.community_id = ? AND k.state IN (2, 3)"),
			  BINDS(id, cx->community));
}

int key_check_start(struct ctx *cx, struct key_check *ret)
{
	int64_t id = id_new(cx->now), post;
	char *number;
	int r = none_open(cx);

	if (r == OK)
		r = number_next(cx, "PD", &number);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO key_check (community_id, id, number, state, started_by,"
				   " started_at, closed_by, closed_at, remark, version)"
				   " VALUES (?, ?, ?, 1, ?, ?, 0, 0, '', 1)"),
			       BINDS(cx->community, id, number, cx->actor ? cx->actor->id : 0, cx->now));
	if (r == OK)
		r = take_down(cx, id);
	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	if (r == OK)
		r = obligation_open(cx, &key_check_norm, "key_check", id, 0, 0, post, NULL);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "key_check", .subject_id = id,
							     .action = "start", .to_state = "open" });
	return r == OK ? key_check_get(cx, id, ret) : r;
}

static int month_work(struct ctx *cx, void *arg)
{
	struct key_check c;
	struct civil now;
	int64_t day, begun, keys;
	int zone, r = calendar_zone(cx, &zone);

	(void)arg;
	if (r == OK)
		r = setting_int(cx, "keys.check_day", &day);
	if (r < 0)
		return r;
	civil_from_ms(cx->now, zone, &now);
	if (now.day < day)
		return OK;
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM key_check WHERE community_id = ?"
			  " AND (state = 1 OR started_at >= ?)"),
		      BINDS(cx->community, civil_ms(civil_day(now.year, now.month, 1), 0, zone)),
		      &begun);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM office_key WHERE community_id = ? AND state IN (2, 3)"),
			      BINDS(cx->community), &keys);
	return r < 0 || begun || !keys ? r : key_check_start(cx, &c);
}

int key_check_month(struct ctx *cx)
{
	return app_write(cx, month_work, NULL);
}

/* ---- counting ---- */

static const char *nth(struct ctx *cx, const struct input *in, size_t n, const char *name)
{
	return input_text(in, arena_printf(cx->arena, "lines.%zu.%s", n, name));
}

static int count_line(struct ctx *cx, int64_t check, const struct input *in, size_t n,
		      bool *ret_counted)
{
	const char *found = nth(cx, in, n, "found"), *why = nth(cx, in, n, "explanation");
	int64_t key = 0, pieces = 0;
	int r;

	*ret_counted = false;
	if (text_blank(found))
		return OK;
	if (text_int(nth(cx, in, n, "key") ? nth(cx, in, n, "key") : "", &key) < 0)
		return fail_field(cx, arena_printf(cx->arena, "lines.%zu.key", n),
				  T(cx, "没有找到这把钥匙。"));
	if (text_int(found, &pieces) < 0 || pieces < 0 || pieces > 99)
		return fail_field(cx, arena_printf(cx->arena, "lines.%zu.found", n),
				  T(cx, "实有把数填 0 到 99。"));
	if (why && strlen(why) > 600)
		return fail_field(cx, arena_printf(cx->arena, "lines.%zu.explanation", n),
				  T(cx, "差异说明太长。"));
	r = store_exec(cx,
		       SQL("UPDATE key_check_line SET found = ?, explanation = ?, counted_by = ?,"
			   " counted_at = ? WHERE community_id = ? AND check_id = ? AND key_id = ?"),
		       BINDS(pieces, why ? text_trim(cx->arena, why) : "",
			     cx->actor ? cx->actor->id : 0, cx->now, cx->community, check, key));
	if (r == OK && store_changed(cx) == 0)
		return fail_field(cx, arena_printf(cx->arena, "lines.%zu.key", n),
				  T(cx, "没有找到这把钥匙。"));
	*ret_counted = r == OK;
	return r;
}

int key_check_count(struct ctx *cx, int64_t check, const struct input *in, int64_t *ret)
{
	struct key_check c;
	int r = key_check_get(cx, check, &c);

	*ret = 0;
	if (r == OK && c.state != KEY_CHECK_OPEN)
		return fail(cx, ERR_CONFLICT, T(cx, "这次盘点已经完成，不能再改。"));
	for (size_t n = 0; r == OK && n < LINES_MOST &&
			   input_has(in, arena_printf(cx->arena, "lines.%zu.", n)); n++) {
		bool counted;
		r = count_line(cx, check, in, n, &counted);
		*ret += r == OK && counted;
	}
	if (r == OK && !*ret)
		return fail_field(cx, "lines.0.found", T(cx, "请填至少一把钥匙的实有把数。"));
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
					       .subject = "key_check", .subject_id = check, .action = "count",
					       .note = arena_printf(cx->arena, T(cx, "盘点 %d 把钥匙"),
								    (int)*ret) });
}

/* ---- the steps ---- */

struct check_words {
	const char *remark;
};
static const struct field words_fields[] = {
	FIELD(check_words, remark, .label = "结论", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};

/* Every line counted, every difference explained, and closed by one who did not count. */
static int may_close(struct ctx *cx, const void *record, const void *input)
{
	const struct key_check *c = record;
	int64_t mine = 0;
	int r = OK;

	(void)input;
	if (c->counted < c->total)
		return fail(cx, ERR_CONFLICT, T(cx, "还有 %d 把钥匙没有盘点。"), (int)(c->total - c->counted));
	if (c->unexplained)
		return fail(cx, ERR_CONFLICT, T(cx, "还有 %d 处差异没有说明。"), (int)c->unexplained);
	if (cx->actor)
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM key_check_line WHERE community_id = ?"
				  " AND check_id = ? AND counted_by = ?"),
			      BINDS(cx->community, c->id, cx->actor->id), &mine);
	return r == OK && mine
		? fail(cx, ERR_FORBIDDEN, T(cx, "盘点人不能自己监盘，请另一位主管完成。")) : r;
}

static int then_close(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	entry->note = ((const struct check_words *)input)->remark;
	return store_exec(cx,
			  SQL("UPDATE key_check SET closed_by = ?, closed_at = ?, remark = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->actor ? cx->actor->id : 0, cx->now, entry->note, cx->community,
				((struct key_check *)record)->id));
}

static const struct step steps[] = {
	{ KEY_CHECK_OPEN, "close", KEY_CHECK_CLOSED, PERM_KEY_APPROVE, "监盘并完成",
	  STEP_INPUT(check_words, words_fields), .may = may_close, .then = then_close,
	  .meets = { "count" } },
};

static bool is_final(int state)
{
	return state == KEY_CHECK_CLOSED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE key_check SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这次盘点刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("key_check", "key_check",
	     KEPT_TIME("key_check", "started_at") KEPT_TIME("key_check", "closed_at"))

const struct machine key_check_machine = {
	.subject = "key_check",
	.states = key_check_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct key_check, id),
	.state_at = offsetof(struct key_check, state),
	.version_at = offsetof(struct key_check, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int key_check_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		   const struct input *in, int zone_minutes, struct key_check *ret)
{
	int r = key_check_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &key_check_machine, ret, action, version, in, zone_minutes);
	return r == OK ? key_check_get(cx, id, ret) : r;
}
