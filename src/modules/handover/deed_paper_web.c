/* 房(铺)交接书 on paper, with meters, keys, warranties and supplements: 10 (f). */
#include "app/print.h"
#include "modules/handover/handover_web.h"

static const char *const head[] = { "room", "use", "+owners", "+seller", "contract",
				    "inspection_number", "contract_area_mass", "area_mass",
				    "accepted_on", "notice_on", "due_on", "delivered_on", NULL };
static const char *const meters[] = { "water_meter", "water_mass", "power_meter", "power_mass",
				      "gas_meter", "gas_mass", "heat_meter", "heat_mass", NULL };
static const char *const shop[] = { "trade", "capacity", "fumes", "sign_place", "fire_zone",
				    "partition_wall", NULL };
static const char *const papers[] = { "quality_book", "manual_book", "filing_copy", "fund_receipt",
				      "+other_papers", "fee_from_on", "fee_month_fen",
				      "fee_first_fen", "+leftover", NULL };
static const struct paper_column parties[] = { { "name", 4 }, { "id_tail", 2 }, { "agent", 4 },
					       { 0 } };
static const struct paper_column keys[] = { { "name", 4 }, { "count", 2 }, { "kept", 2 },
					    { "until_on", 3 }, { "returned_at", 3 }, { 0 } };
static const struct paper_column warranties[] = { { "part", 4 }, { "from_on", 3 },
						  { "until_on", 3 }, { "after", 5 }, { 0 } };
static const struct paper_column supplements[] = { { "number", 4 }, { "text", 8 },
						   { "owner_signed_by", 3 },
						   { "seller_signed_by", 3 }, { "created_at", 3 },
						   { 0 } };

static void add_forms(struct paper *p, const struct deed_show_page *w)
{
	struct ctx *cx = p->cx;

	paper_form(p, deed_fields, &w->d, head);
	paper_table(p, deed_party_fields, w->parties, w->party_count, parties);
	pdf_text(p->pdf, w->text);
	pdf_text(p->pdf, inspection_no_waiver(cx));
	if (w->d.use == ROOM_SHOP) {
		pdf_heading(p->pdf, T(cx, "商铺约定"));
		paper_form(p, deed_fields, &w->d, shop);
	}
	pdf_heading(p->pdf, T(cx, "表底数确认"));
	paper_form(p, deed_fields, &w->d, meters);
	pdf_heading(p->pdf, T(cx, "钥匙移交清单"));
	paper_table(p, deed_key_fields, w->keys, w->key_count, keys);
	pdf_heading(p->pdf, T(cx, "资料和费用"));
	paper_form(p, deed_fields, &w->d, papers);
	if (w->warranty_count) {
		pdf_heading(p->pdf, T(cx, "保修期"));
		paper_table(p, warranty_fields, w->warranties, w->warranty_count, warranties);
	}
	if (w->supplement_count) {
		pdf_heading(p->pdf, T(cx, "补充协议"));
		paper_table(p, deed_supplement_fields, w->supplements, w->supplement_count, supplements);
	}
}

int deed_paper(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct deed_show_page w = { 0 };
	struct paper p;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = deed_read_whole(rq, id, &w);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	print_begin(rq, &p, w.d.use == ROOM_SHOP ? T(cx, "商铺交接书") : T(cx, "房屋交接书"), w.d.number,
		    arena_printf(cx->arena, "/deeds/%" PRId64, id));
	add_forms(&p, &w);
	pdf_signed(p.pdf,
		   (const struct pdf_signer[]){
			   { T(cx, "甲方（签章）"), print_signature(rq, w.d.seller_picture_id) },
			   { T(cx, "乙方（签字）"), print_signature(rq, w.d.owner_picture_id) },
			   { T(cx, "管理处（签章）"), -1 } },
		   3);
	return print_reply(rq, &p, arena_printf(cx->arena, "%s.pdf", w.d.number));
}
