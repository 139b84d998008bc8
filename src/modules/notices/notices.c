#include "modules/notices/notices.h"
#include "app/permission.h"
#include "app/subject.h"
#include "base/limits.h"
#include "store/store.h"

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(notice_row, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(notice_row, kind, .label = "种类", .flags = IN_JSON),
	FIELD(notice_row, subject, .label = "对象", .flags = IN_JSON),
	FIELD(notice_row, subject_id, .label = "对象编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(notice_row, title, .label = "标题", .flags = SHOWN),
	FIELD(notice_row, text, .label = "内容", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(notice_row, urgent, .label = "紧急", .flags = SHOWN),
	FIELD(notice_row, times, .label = "次数", .flags = IN_JSON),
	FIELD(notice_row, created_at, .label = "时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(notice_row, told_at, .label = "最近一次", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(notice_row, read_at, .label = "阅读时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(notice_row, post_id, .show = SHOW_ID),
	FIELD(notice_row, post_name, .label = "岗位", .flags = SHOWN),
	FIELD(notice_row, unread, .label = "未读", .flags = IN_JSON),
	FIELD(notice_row, path, .label = "地址", .flags = IN_JSON),
};
const struct fields notice_row_fields = FIELDS(notice_row, fields);

static void finish(struct ctx *cx, struct notice_row *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		list[i].unread = !list[i].read_at;
		list[i].path = list[i].subject_id
				       ? subject_path(cx, list[i].subject, list[i].subject_id)
				       : NULL;
	}
}

#define COLUMNS \
	"SELECT n.id, n.kind, n.subject, n.subject_id, n.title, n.body AS text, n.urgent, n.times," \
	" n.created_at, n.told_at, n.read_at, n.post_id, p.name AS post_name FROM notice n" \
	" LEFT JOIN post p ON p.community_id = n.community_id AND p.id = n.post_id" \
	" WHERE n.community_id = ? AND n.account_id = ?"

static int64_t whose(const struct ctx *cx, const struct notice_filter *f)
{
	assert(cx->actor);
	return f->unheld ? 0 : cx->actor->id;
}

static void add_filter(struct query *q, const struct notice_filter *f)
{
	q->has_where = true;
	/* written out: the index of the unread ones is for read_at = 0 only */
	if (f->unread)
		query_and(q, PIECE("n.read_at = 0"), BINDS());
	if (f->unheld)
		query_and(q, PIECE("n.phone = ''"), BINDS());
}

int notice_list(struct ctx *cx, const struct notice_filter *f, struct notice_row **ret,
		size_t *ret_count)
{
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(COLUMNS), BINDS(cx->community, whose(cx, f)));
	add_filter(&q, f);
	if (f->after)
		query_and(&q, PIECE("n.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY n.id DESC LIMIT ?"),
		  BINDS((int64_t)(f->most ? f->most : LIMIT_PAGE_SIZE)));
	r = query_list(cx, &q, notice_row_fields, ret, ret_count);
	if (r == OK)
		finish(cx, *ret, *ret_count);
	return r;
}

int notice_total(struct ctx *cx, const struct notice_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM notice n WHERE n.community_id = ?"
			 " AND n.account_id = ?"),
		   BINDS(cx->community, whose(cx, f)));
	add_filter(&q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int notice_get(struct ctx *cx, int64_t id, struct notice_row *ret)
{
	int r;

	*ret = (struct notice_row){ 0 };
	r = store_one(cx, SQL(COLUMNS " AND n.id = ?"), BINDS(cx->community, cx->actor->id, id),
		      notice_row_fields, ret);
	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这条消息。"));
	finish(cx, ret, 1);
	return r;
}

int notice_read(struct ctx *cx, int64_t id)
{
	struct notice_row n;
	int r = notice_get(cx, id, &n);

	if (r < 0 || n.read_at)
		return r;
	return store_exec(cx,
			  SQL("UPDATE notice SET read_at = ? WHERE community_id = ? AND account_id = ?"
			      " AND id = ? AND read_at = 0"),
			  BINDS(cx->now, cx->community, cx->actor->id, id));
}

int notice_read_all(struct ctx *cx, int64_t *ret_count)
{
	int r = store_exec(cx,
			   SQL("UPDATE notice SET read_at = ? WHERE community_id = ?"
			       " AND account_id = ? AND read_at = 0"),
			   BINDS(cx->now, cx->community, cx->actor->id));

	*ret_count = store_changed(cx);
	return r;
}
