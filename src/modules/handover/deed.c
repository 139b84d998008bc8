#include "modules/handover/deed.h"
#include "app/journal.h"
#include "app/number.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/handover/deed_parts.h"
#include "modules/inspection/inspection.h"
#include "modules/residents/residents.h"
#include "record/form.h"
#include "store/store.h"

enum { OWNERS_MOST = 20 };

#define SELECT_DEED \
	"SELECT d.id, d.number, d.state, d.inspection_id, d.room_id, d.room, d.use, d.owners, d.seller," \
	" d.contract, d.contract_area_mass, d.area_mass, d.accepted_on, d.notice_on, d.due_on," \
	" d.leftover, d.company, d.company_papers, d.quality_book, d.manual_book, d.filing_copy," \
	" d.other_papers, d.fund_receipt, d.water_meter, d.water_mass, d.power_meter, d.power_mass," \
	" d.gas_meter, d.gas_mass, d.heat_meter, d.heat_mass, d.trade, d.capacity, d.fumes," \
	" d.sign_place, d.fire_zone, d.partition_wall, d.text_version, d.text, d.owner_signed_by," \
	" d.owner_signed_at, d.owner_picture_id, d.seller_signed_by, d.seller_signed_at," \
	" d.seller_picture_id, d.delivered_on, d.delivered_at," \
	" d.fee_from_on, d.fee_month_fen, d.fee_first_fen, d.archived_at, d.created_by, d.created_at," \
	" d.version, (SELECT COUNT(*) FROM deed_key k" \
	" WHERE k.community_id = d.community_id AND k.deed_id = d.id AND k.kept > 0" \
	" AND k.returned_at = 0) AS kept FROM deed d WHERE d.community_id = ?"

int deed_get(struct ctx *cx, int64_t id, struct deed *ret)
{
	struct inspection i;
	int r = store_one(cx, SQL(SELECT_DEED " AND d.id = ?"), BINDS(cx->community, id), deed_fields,
			  ret);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这份交接书。"));
	if (r == OK)
		r = inspection_get(cx, ret->inspection_id, &i);
	if (r == OK)
		ret->inspection_number = i.number;
	return r;
}

static void add_filter(struct ctx *cx, struct query *q, const struct deed_filter *f)
{
	const char *typed, *room;

	q->has_where = true;
	if (f->state)
		query_and(q, PIECE("d.state = ?"), BINDS(f->state));
	if (text_blank(f->q))
		return;
	typed = text_trim(cx->arena, f->q);
	room = text_room(cx->arena, typed);
	if (!room)
		room = typed;
	query_and(q,
		  PIECE("d.room = ? OR d.room LIKE ? || '-%' OR d.number = ? OR d.owners LIKE '%' || ? || '%'"),
		  BINDS(room, room, typed, typed));
}

int deed_list(struct ctx *cx, const struct deed_filter *f, struct deed **ret, size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_DEED), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("d.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY d.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, deed_fields, ret, ret_count);
}

int deed_total(struct ctx *cx, const struct deed_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM deed d WHERE d.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int deed_parties(struct ctx *cx, int64_t id, struct deed_party **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT line, name, id_tail, agent, letter_id FROM deed_party"
			      " WHERE community_id = ? AND deed_id = ? ORDER BY line LIMIT ?"),
			  BINDS(cx->community, id, (int)OWNERS_MOST), deed_party_fields, ret, ret_count);
}

int deed_supplements(struct ctx *cx, int64_t id, struct deed_supplement **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT s.id, s.number, s.text, s.owner_signed_by, s.seller_signed_by,"
			      " s.picture_id, s.created_at, a.name AS created_name FROM deed_supplement s"
			      " LEFT JOIN account a ON a.id = s.created_by"
			      " WHERE s.community_id = ? AND s.deed_id = ? ORDER BY s.id LIMIT 200"),
			  BINDS(cx->community, id), deed_supplement_fields, ret, ret_count);
}

/* ---- beginning ---- */

/* Inspection comes first; a refusal, or none at all, keeps the deed from being begun: 10 (c). */
static int find_inspection(struct ctx *cx, const struct room *room, struct inspection *ret)
{
	int r = inspection_of_room(cx, room->id, ret);

	if (r == ERR_NOT_FOUND)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 还没有验房：先验房，再签交接书。"), room->room);
	if (r < 0 || ret->state == INSPECTION_CLEAN || ret->state == INSPECTION_ACCEPTED ||
	    ret->state == INSPECTION_CLOSED)
		return r;
	return fail(cx, ERR_CONFLICT, T(cx, "验房单 %s 是“%s”，业主接收以后才能签交接书。"), ret->number,
		    T(cx, choice_of(inspection_states, ret->state)->label));
}

static int none_before(struct ctx *cx, const struct room *room)
{
	char *number;
	int r = store_text(cx,
			   SQL("SELECT number FROM deed WHERE community_id = ? AND room_id = ?"
			       " AND state <> 6 LIMIT 1"),
			   BINDS(cx->community, room->id), &number);

	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r : fail(cx, ERR_CONFLICT, T(cx, "%s 已有交接书 %s；要改的请签补充协议。"),
				room->room, number);
}

static int add_party(struct ctx *cx, int64_t deed, int line, const struct occupancy *o)
{
	return store_exec(cx,
			  SQL("INSERT INTO deed_party (community_id, deed_id, line, name, id_tail, agent,"
			      " letter_id) VALUES (?, ?, ?, ?, ?, '', 0)"),
			  BINDS(cx->community, deed, line, o->name, o->id_tail ? o->id_tail : ""));
}

/* Every owner and co-owner of the room is a party. */
static int add_parties(struct ctx *cx, int64_t deed, const struct room *room, const char **ret)
{
	struct occupancy *rows;
	size_t count;
	int line = 0, r = occupancy_of_room(cx, room->id, false, &rows, &count);

	*ret = "";
	for (size_t i = 0; r == OK && i < count && line < OWNERS_MOST; i++) {
		if (rows[i].relation > RELATION_COOWNER)
			continue;
		r = add_party(cx, deed, ++line, &rows[i]);
		*ret = arena_printf(cx->arena, "%s%s%s", *ret, line > 1 ? "、" : "", rows[i].name);
	}
	if (r == OK && !line)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 还没有登记业主，请先在一户一档里登记。"), room->room);
	return r;
}

static int insert(struct ctx *cx, const struct deed *d)
{
	return store_exec(cx,
			  SQL("INSERT INTO deed (community_id, id, number, state, inspection_id, room_id, room,"
			      " use, owners, seller, contract, contract_area_mass, area_mass, accepted_on,"
			      " notice_on, due_on, leftover, company, company_papers, quality_book,"
			      " manual_book, filing_copy, other_papers, fund_receipt, water_meter, water_mass,"
			      " power_meter, power_mass, gas_meter, gas_mass, heat_meter, heat_mass, trade,"
			      " capacity, fumes, sign_place, fire_zone, partition_wall, text_version, text,"
			      " owner_signed_by, owner_signed_at, owner_picture_id, seller_signed_by,"
			      " seller_signed_at, seller_picture_id, delivered_on, delivered_at,"
			      " fee_from_on, fee_month_fen, fee_first_fen,"
			      " archived_at, created_by, created_at, version) VALUES (?, ?, ?, 1, ?, ?, ?, ?,"
			      " '', '', '', 0, ?, 0, 0, ?, '', 0, 0, 0, 0, 0, '', '', '', 0, '', 0, '', 0,"
			      " '', 0, '', '', '', '', '', '', 0, '', '', 0, 0, '', 0, 0, 0, 0, 0, 0, 0, 0,"
			      " ?, ?, 1)"),
			  BINDS(cx->community, d->id, d->number, d->inspection_id, d->room_id, d->room,
				d->use, d->area_mass, d->due_on, d->created_by, cx->now));
}

static int fill_known(struct ctx *cx, const struct room *room, int64_t id)
{
	struct deed_key keys[DEED_KEYS];
	const char *owners;
	size_t count;
	int r = add_parties(cx, id, room, &owners);

	if (r == OK)
		r = store_exec(cx, SQL("UPDATE deed SET owners = ? WHERE community_id = ? AND id = ?"),
			       BINDS(owners, cx->community, id));
	if (r == OK)
		r = deed_keys_known(cx, room->id, room->room, keys, &count);
	return r == OK ? deed_keys_put(cx, id, keys, count) : r;
}

int deed_begin(struct ctx *cx, const char *typed, struct deed *ret)
{
	struct inspection i;
	struct room room;
	struct deed d;
	char *number;
	int r = text_blank(typed) ? fail_field(cx, "room", T(cx, "请填房号。")) : room_find(cx, typed, &room);

	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r == OK)
		r = none_before(cx, &room);
	if (r == OK)
		r = find_inspection(cx, &room, &i);
	if (r == OK)
		r = number_next(cx, "JF", &number);
	if (r < 0)
		return r;
	d = (struct deed){ .id = id_new(cx->now), .number = number, .inspection_id = i.id,
			   .room_id = room.id, .room = room.room, .use = room.use,
			   .area_mass = room.area_mass, .due_on = i.notice_on,
			   .created_by = cx->actor ? cx->actor->id : 0 };
	r = insert(cx, &d);
	if (r == OK)
		r = fill_known(cx, &room, d.id);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "deed", .subject_id = d.id,
							     .action = "open", .to_state = "draft",
							     .note = room.room });
	return r == OK ? deed_get(cx, d.id, ret) : r;
}

/* ---- filling in ---- */

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int save_terms(struct ctx *cx, const struct deed *d)
{
	return store_exec(cx,
			  SQL("UPDATE deed SET seller = ?, contract = ?, contract_area_mass = ?, area_mass = ?,"
			      " accepted_on = ?, notice_on = ?, due_on = ?, leftover = ?, company = ?,"
			      " company_papers = ?, quality_book = ?, manual_book = ?, filing_copy = ?,"
			      " other_papers = ?, fund_receipt = ?, version = version + 1"
			      " WHERE community_id = ? AND id = ? AND state = 1 AND version = ?"),
			  BINDS(or_empty(d->seller), or_empty(d->contract), d->contract_area_mass,
				d->area_mass, d->accepted_on, d->notice_on, d->due_on,
				or_empty(d->leftover), d->company, d->company_papers, d->quality_book,
				d->manual_book, d->filing_copy, or_empty(d->other_papers),
				or_empty(d->fund_receipt), cx->community, d->id, d->version));
}

static int save_meters(struct ctx *cx, const struct deed *d)
{
	return store_exec(cx,
			  SQL("UPDATE deed SET water_meter = ?, water_mass = ?, power_meter = ?,"
			      " power_mass = ?, gas_meter = ?, gas_mass = ?, heat_meter = ?, heat_mass = ?,"
			      " trade = ?, capacity = ?, fumes = ?, sign_place = ?, fire_zone = ?,"
			      " partition_wall = ? WHERE community_id = ? AND id = ?"),
			  BINDS(or_empty(d->water_meter), d->water_mass, or_empty(d->power_meter),
				d->power_mass, or_empty(d->gas_meter), d->gas_mass,
				or_empty(d->heat_meter), d->heat_mass, or_empty(d->trade),
				or_empty(d->capacity), or_empty(d->fumes), or_empty(d->sign_place),
				or_empty(d->fire_zone), or_empty(d->partition_wall), cx->community,
				d->id));
}

static int save(struct ctx *cx, struct deed *d, const struct input *in)
{
	struct deed_key keys[DEED_KEYS];
	size_t count;
	int r = save_terms(cx, d);

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这份交接书刚被别人处理过，请看过最新内容再办。"));
	if (r == OK)
		r = save_meters(cx, d);
	if (r < 0 || !input_has(in, "keys.0."))
		return r;
	r = deed_keys_read(cx, in, keys, &count);
	return r == OK ? deed_keys_put(cx, d->id, keys, count) : r;
}

int deed_fill(struct ctx *cx, int64_t id, int64_t version, const struct input *in, int zone_minutes)
{
	struct deed d;
	int r = deed_get(cx, id, &d);

	if (r == OK && d.state != DEED_DRAFT)
		return fail(cx, ERR_CONFLICT, T(cx, "已经签字的交接书不能改：没有交付的先退回修改，交付了的签补充协议。"));
	if (r == OK && version && version != d.version)
		return fail(cx, ERR_CONFLICT, T(cx, "这份交接书刚被别人处理过，请看过最新内容再办。"));
	if (r == OK)
		r = form_read(cx, in, "", deed_form_fields, zone_minutes, &d);
	if (r == OK)
		r = save(cx, &d, in);
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "deed",
								    .subject_id = id,
								    .action = "change", .note = "" });
}

int deed_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		  size_t *ret_count)
{
	struct deed *rows;
	int r = store_list(cx, SQL(SELECT_DEED " AND d.room_id = ? ORDER BY d.id DESC LIMIT ?"),
			   BINDS(cx->community, room, (int64_t)most), deed_fields, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t n = 0; n < *ret_count; n++)
		(*ret)[n] = (struct timeline_entry){
			.at = rows[n].delivered_at ? rows[n].delivered_at : rows[n].created_at,
			.kind = "deed", .label = T(cx, "交接书"), .text = rows[n].owners,
			.number = rows[n].number, .page = "deeds", .id = rows[n].id,
			.state = T(cx, choice_of(deed_states, rows[n].state)->label),
			.colour = rows[n].state == DEED_VOID ? "grey"
				  : rows[n].state >= DEED_DELIVERED ? "green" : "amber",
		};
	return OK;
}
