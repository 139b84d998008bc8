/* The office's pages of door cards and place cards. */
#include "app/app.h"
#include "app/print.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "output/qr.h"
#include "modules/portal/portal_parts.h"
#include "modules/portal/portal_web.h"
#include "modules/portal/templates.h"

enum { LABELS_MOST = 1200 };

int portal_address(struct request *rq, const char **ret, bool *ret_only_here)
{
	const char *host = http_header(rq->http, "Host"), *set;
	int r = setting_text(&rq->cx, "portal.address", &set);

	if (r < 0)
		return r;
	*ret_only_here = text_blank(set) && print_only_here(host);
	*ret = !text_blank(set) ? set
				: arena_printf(rq->cx.arena, "%s://%s", rq->app->tls ? "https" : "http",
					       host ? host : "localhost");
	return OK;
}

void portal_code(struct page *pg, const char *address)
{
	qr_svg(pg->out, pg->cx->arena, address, T(pg->cx, "邀请二维码"));
}

static void cards_json(struct json *j, const struct portal_cards_page *p)
{
	json_records(j, "items", portal_card_fields, p->rows, p->count);
	json_int(j, "lacking", p->lacking);
	json_text(j, "next", p->next);
	json_text(j, "address", p->address);
}

static int read_filter(struct request *rq, struct portal_card_filter *ret)
{
	ret->q = request_text(rq, "q");
	ret->building = request_text(rq, "building");
	ret->places = text_equal(request_text(rq, "places"), "1");
	return request_int(rq, "after", 0, &ret->after);
}

int portal_cards_get(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct portal_cards_page p = { 0 };
	int r = read_filter(rq, &p.filter);

	p.filter.most = PORTAL_PAGE + 1;
	if (r == OK)
		r = portal_card_list(cx, &p.filter, &p.rows, &p.count);
	if (r == OK)
		r = building_list(cx, &p.buildings, &p.building_count);
	if (r == OK)
		r = portal_cards_lacking(cx, &p.lacking);
	if (r == OK)
		r = portal_address(rq, &p.address, &p.only_here);
	if (r < 0)
		return r;
	if (p.count > PORTAL_PAGE) {
		p.count = PORTAL_PAGE;
		p.next = arena_printf(cx->arena, "%" PRId64, p.rows[PORTAL_PAGE - 1].id);
	}
	return REPLY(rq, T(cx, "住户入口"), portal_cards_html, cards_json, &p);
}

struct made {
	int64_t made;
};
static void made_json(struct json *j, const struct made *m)
{
	json_int(j, "made", m->made);
}

/* place: one of a public place; else the doors of a building, "" = of all that have none. */
int portal_cards_post(struct request *rq)
{
	const char *place = request_text(rq, "place");
	struct made m = { 1 };
	int64_t id;
	int r = place ? portal_place_make(&rq->cx, place, &id)
		      : portal_cards_make(&rq->cx, request_text(rq, "building"), &m.made);

	if (r == OK && !m.made)
		r = fail(&rq->cx, ERR_CONFLICT, T(&rq->cx, "这里的房屋都已经有门牌码。"));
	return r < 0 ? r : REPLY_CREATED(rq, made_json, &m, "/portal%s", place ? "?places=1" : "");
}

int portal_card_retire_post(struct request *rq)
{
	struct made m = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = portal_card_retire(&rq->cx, id);
	return r < 0 ? r : REPLY_CHANGED(rq, made_json, &m, "/portal");
}

static struct pdf_label label_of(struct ctx *cx, const struct portal_card *c, const char *address)
{
	bool door = c->room_id != 0;

	return (struct pdf_label){
		.title = door ? c->room : c->place,
		.code = arena_printf(cx->arena, "%s/r/%s", address, c->token),
		.line = door ? T(cx, "扫码报修、查进度、看通知")
			     : T(cx, "扫码报公共故障、投意见"),
		.second = cx->actor->community_name,
	};
}

int portal_cards_paper(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct portal_card_filter f = { 0 };
	struct portal_card *rows;
	struct pdf_label *labels;
	struct paper p;
	const char *address;
	bool only_here;
	size_t count = 0;
	int r = read_filter(rq, &f);

	f.most = LABELS_MOST + 1;
	if (r == OK)
		r = portal_card_list(cx, &f, &rows, &count);
	if (r == OK && !count)
		r = fail(cx, ERR_NOT_FOUND, T(cx, "这里还没有码，先制作再打印。"));
	if (r == OK && count > LABELS_MOST)
		r = fail(cx, ERR_TOO_BIG, T(cx, "一次最多打印 %d 张，请按楼栋打印。"), LABELS_MOST);
	if (r == OK)
		r = portal_address(rq, &address, &only_here);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	labels = arena_array(cx->arena, count, sizeof *labels);
	for (size_t i = 0; i < count; i++)
		labels[i] = label_of(cx, &rows[i], address);
	print_begin(rq, &p, f.places ? T(cx, "位置码") : T(cx, "门牌码"), "", NULL);
	if (only_here)
		pdf_text(p.pdf, T(cx, "试印：码里的网址只有这台电脑打得开。请先在“参数”里填住户入口的网址。"));
	pdf_labels(p.pdf, labels, count);
	return print_reply(rq, &p, "cards.pdf");
}
