/* The letters on paper: 收楼通知书 and 入伙通知书, one or all of a batch; the appointments of a day. */
#include "app/print.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/money.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "modules/movein/movein_parts.h"
#include "modules/movein/movein_web.h"

enum { LETTERS_MOST = 1000, PAPERS = 16 };

static const struct pdf_column fee_columns[] = { { "收款单位", 3, false, false },
						 { "项目", 3, false, false },
						 { "标准", 5, false, false },
						 { "金额", 2, true, false } };

static void translated(struct ctx *cx, const struct pdf_column *from, size_t n,
		       struct pdf_column *to)
{
	for (size_t i = 0; i < n; i++) {
		to[i] = from[i];
		to[i].title = T(cx, from[i].title);
	}
}

/* "物业管理处 591.36；维修资金专户 10348.80": a sum for each payee, never one of all (14 (g) 2). */
static const char *sums_of(struct ctx *cx, const struct movein_line *lines, size_t count)
{
	char text[MONEY_TEXT];
	const char *list = "";

	for (int payee = 1; payee < PAYEES; payee++) {
		int64_t sum = movein_sum(lines, count, payee);
		if (sum)
			list = arena_printf(cx->arena, "%s%s%s %s", list, *list ? "；" : "",
					    T(cx, choice_of(movein_payees, payee)->label),
					    money_text(sum, text));
	}
	return list;
}

static void add_fees(struct paper *p, const struct movein_line *lines, size_t count)
{
	struct ctx *cx = p->cx;
	struct pdf_column columns[COUNT(fee_columns)];
	const char **cells = arena_array(cx->arena, count * COUNT(columns) + 1, sizeof *cells);
	char text[MONEY_TEXT];
	size_t n = 0;

	translated(cx, fee_columns, COUNT(columns), columns);
	for (size_t i = 0; i < count; i++) {
		cells[n++] = T(cx, choice_of(movein_payees, lines[i].payee)->label);
		cells[n++] = lines[i].name;
		cells[n++] = lines[i].standard;
		cells[n++] = arena_strdup(cx->arena, money_text(lines[i].amount_fen, text));
	}
	pdf_heading(p->pdf, T(cx, "应缴费用（元）"));
	pdf_table(p->pdf, columns, COUNT(columns), cells, count);
	pdf_text(p->pdf, arena_printf(cx->arena, "%s%s",
				      count ? arena_printf(cx->arena, T(cx, "按收款单位合计：%s。请分别缴付。"),
							   sums_of(cx, lines, count)) : "",
				      T(cx, "专项维修资金依法在办理手续前缴入专户，凭缴款凭证办理；预缴物业费可以改为按月缴纳。")));
}

static void add_papers(struct paper *p, const struct movein_batch *b, const struct movein_notice *n)
{
	struct ctx *cx = p->cx;
	const struct movein_paper_rule *rules[PAPERS];
	size_t count = movein_paper_rules((enum movein_buyer)n->buyer_kind, rules, PAPERS);
	struct strbuf list;

	strbuf_init(&list, cx->arena, 4096);
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&list, "%s%zu. %s（%s）", i ? "　" : "", i + 1, T(cx, rules[i]->name),
			      T(cx, rules[i]->form));
	if (n->buyer_kind == BUYER_JOINT)
		strbuf_printf(&list, "\n%s",
			      T(cx, "共有人应当都到场；不能到场的，请带其身份证原件和公证的授权委托书。"));
	if (!text_blank(b->papers))
		strbuf_printf(&list, "\n%s", b->papers);
	pdf_heading(p->pdf, arena_printf(cx->arena, T(cx, "请携带的资料（%s）"),
					 T(cx, choice_of(movein_buyers, n->buyer_kind)->label)));
	pdf_text(p->pdf, list.s);
}

static void add_body(struct paper *p, const struct movein_batch *b, const struct movein_notice *n)
{
	struct ctx *cx = p->cx;
	char from[CIVIL_TEXT], until[CIVIL_TEXT];
	const char *said;

	civil_date(n->from_on, from);
	civil_date(n->until_on, until);
	said = n->kind == MOVEIN_TAKEOVER
		       ? arena_printf(cx->arena,
				      T(cx, "您购买的 %s 已经竣工并通过验收，取得《竣工验收意见书》（%s）和《竣工验收备案证书》（%s），"
					    "已具备合同约定的交付条件。请于 %s 至 %s 持本通知书到 %s 办理收楼手续。"),
				      n->room, b->opinion_number, b->filing_number, from, until, b->place)
		       : arena_printf(cx->arena,
				      T(cx, "欢迎您入住 %s。本楼已取得《竣工验收意见书》（%s）和《竣工验收备案证书》（%s）。"
					    "请于 %s 至 %s 持本通知书到 %s 办理入伙手续，我们将按流程单逐台陪您办理。"),
				      n->room, b->opinion_number, b->filing_number, from, until, b->place);
	said = arena_printf(cx->arena, "%s\n%s",
			    arena_printf(cx->arena, T(cx, "尊敬的 %s："), n->buyers), said);
	said = arena_printf(cx->arena, "%s\n%s", said,
			    arena_printf(cx->arena, T(cx, "办公时间：%s    咨询和预约电话：%s"),
					 text_blank(b->hours) ? "—" : b->hours, b->phone));
	if (!text_blank(b->others))
		said = arena_printf(cx->arena, "%s\n%s", said,
				    arena_printf(cx->arena, T(cx, "其他验收：%s"), b->others));
	pdf_text(p->pdf, said);
}

static int add_letter(struct request *rq, struct paper *p, const struct movein_batch *b, int64_t id)
{
	struct ctx *cx = &rq->cx;
	const char *sign[] = { b->sender, T(cx, "盖章"), T(cx, "日期") };
	struct movein_notice n;
	struct movein_line *lines;
	size_t count;
	int r = movein_notice_get(cx, id, &n);

	if (r == OK)
		r = movein_lines(cx, id, &lines, &count);
	if (r < 0)
		return r;
	print_begin_as(rq, p, b->sender,
		       n.kind == MOVEIN_TAKEOVER ? T(cx, "收楼通知书") : T(cx, "入伙通知书"), n.number,
		       arena_printf(cx->arena, "/movein-notices/%" PRId64, id));
	add_body(p, b, &n);
	add_papers(p, b, &n);
	add_fees(p, lines, count);
	pdf_sign(p->pdf, sign, COUNT(sign));
	return OK;
}

/* A letter is one that was sent: before it has neither number nor fees. */
static int must_be_sent(struct ctx *cx, const struct movein_notice *n)
{
	return n->sent_at ? OK : fail(cx, ERR_CONFLICT, T(cx, "通知书还没有发出，没有编号，不能打印。"));
}

int movein_notice_letter(struct request *rq)
{
	struct movein_batch b;
	struct movein_notice n;
	struct paper p;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = movein_notice_get(&rq->cx, id, &n);
	if (r == OK)
		r = must_be_sent(&rq->cx, &n);
	if (r == OK)
		r = movein_batch_get(&rq->cx, n.batch_id, &b);
	if (r == OK)
		r = print_open(rq, &p);
	if (r == OK)
		r = add_letter(rq, &p, &b, id);
	return r < 0 ? r : print_reply(rq, &p, arena_printf(rq->cx.arena, "%s.pdf", n.number));
}

/* What one letter needs of memory is given back before the next. */
static int add_in_turn(struct request *rq, struct paper *p, const struct movein_batch *b,
		       int64_t id)
{
	AUTO(arena) one = { 0 };
	struct arena *whole = rq->cx.arena;
	int r;

	rq->cx.arena = &one;
	r = add_letter(rq, p, b, id);
	pdf_end(p->pdf);
	rq->cx.arena = whole;
	return r;
}

int movein_batch_letters(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct movein_notice_filter f = { .most = LETTERS_MOST + 1 };
	struct movein_notice *rows;
	struct movein_batch b;
	struct paper p;
	size_t count = 0, sent = 0;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = movein_notice_filter_read(cx, &rq->input, &f);
	f.batch = id;
	if (r == OK)
		r = movein_batch_get(cx, id, &b);
	if (r == OK)
		r = movein_notice_list(cx, &f, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		sent += rows[i].sent_at != 0;
	if (r == OK && !sent)
		r = fail(cx, ERR_NOT_FOUND, T(cx, "还没有发出的通知书，没有可打印的。"));
	if (r == OK && count > LETTERS_MOST)
		r = fail(cx, ERR_TOO_BIG, T(cx, "一次最多打印 %d 张，请再缩小范围。"), LETTERS_MOST);
	if (r == OK)
		r = print_open(rq, &p);
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].sent_at)
			r = add_in_turn(rq, &p, &b, rows[i].id);
	return r < 0 ? r : print_reply(rq, &p, arena_printf(cx->arena, "%s.pdf", b.number));
}

/* ---- 当日预约名单 ---- */

static const struct paper_column day_columns[] = {
	{ "slot_minute", 2 }, { "room", 3 }, { "buyers", 5 }, { "slot_people", 2 }, { "state", 2 },
	{ "number", 5 }, { 0 },
};

int movein_day_paper(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct movein_notice_filter f = { .most = LIMIT_PAGE_SIZE };
	struct movein_notice *rows;
	struct paper p;
	char day[CIVIL_TEXT];
	size_t count;
	int r = movein_notice_filter_read(cx, &rq->input, &f);

	if (r == OK && !f.slot_on)
		r = movein_today(cx, &f.slot_on);
	if (r == OK)
		r = movein_notice_list(cx, &f, &rows, &count);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	print_begin(rq, &p, T(cx, "预约名单"), civil_date(f.slot_on, day), NULL);
	paper_table(&p, movein_notice_fields, rows, count, day_columns);
	return print_reply(rq, &p, arena_printf(cx->arena, "movein-%s.pdf", day));
}
