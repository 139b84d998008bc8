/* 房(铺)交接书: the certificate by which a flat or shop passes to its owner, filled from what is
 * known, signed by both sides, kept for ever; changed by a supplement only. With the delivery the
 * keys go, the warranties and the fee begin. Implements document 10. */
#ifndef ANJU_DEED_H
#define ANJU_DEED_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"

enum deed_state {
	DEED_DRAFT = 1,	   /* 待签 */
	DEED_OWNER_SIGNED, /* 业主已签 */
	DEED_SIGNED,	   /* 双方已签 */
	DEED_DELIVERED,	   /* 已交付 */
	DEED_ARCHIVED,	   /* 已归档 */
	DEED_VOID,	   /* 已作废 */
};
extern const struct choice deed_states[];
extern const struct setting deed_settings[];

struct deed {
	int64_t id;
	const char *number;
	int state;
	int64_t inspection_id;
	const char *inspection_number; /* filled by deed_get() */
	int64_t room_id;
	const char *room;
	int use;
	const char *owners, *seller, *contract;
	int64_t contract_area_mass, area_mass;
	int accepted_on, notice_on, due_on;
	const char *leftover;
	bool company, company_papers, quality_book, manual_book, filing_copy;
	const char *other_papers, *fund_receipt;
	const char *water_meter, *power_meter, *gas_meter, *heat_meter;
	int64_t water_mass, power_mass, gas_mass, heat_mass; /* 表底数 */
	const char *trade, *capacity, *fumes, *sign_place, *fire_zone, *partition_wall; /* 商铺 */
	int text_version;
	const char *text;
	const char *owner_signed_by, *seller_signed_by;
	int64_t owner_signed_at, owner_picture_id, seller_signed_at, seller_picture_id;
	int delivered_on;
	int64_t delivered_at;
	int fee_from_on;
	int64_t fee_month_fen, fee_first_fen, archived_at;
	int64_t kept;      /* lines of keys that are still left for repairs; counted when read */
	int64_t created_by, created_at, version;
};
extern const struct fields deed_fields;
extern const struct machine deed_machine;
/* What is filled in: flats without, shops with the last six. */
enum { DEED_FORM_FIELDS = 29, DEED_FORM_SHOP = 6 };
extern const struct field deed_form_table[DEED_FORM_FIELDS];
extern const struct fields deed_form_fields;

/* 乙方 */
struct deed_party {
	int line;
	const char *name, *id_tail, *agent;
	int64_t letter_id;
};
extern const struct fields deed_party_fields;
/* 钥匙移交 */
struct deed_key {
	int line;
	const char *name;
	int count, kept, until_on;
	int64_t returned_at, key_id;
};
extern const struct fields deed_key_fields;
struct deed_supplement {
	int64_t id;
	const char *number, *text, *owner_signed_by, *seller_signed_by;
	int64_t picture_id, created_at;
	const char *created_name; /* joined */
};
extern const struct fields deed_supplement_fields;
enum { DEED_KEYS = 12 };

/* Begun for a room whose inspection the owner has accepted: owners, areas and keys from what is
 * known. In a write; ERR_CONFLICT names what is missing. */
int deed_begin(struct ctx *cx, const char *room, struct deed *ret) MUST_USE;
/* Fields, and keys.N.name, keys.N.count, keys.N.kept, keys.N.until_on; only while nobody has
 * signed. */
int deed_fill(struct ctx *cx, int64_t id, int64_t version, const struct input *in,
	      int zone_minutes) MUST_USE;
int deed_get(struct ctx *cx, int64_t id, struct deed *ret) MUST_USE;
struct deed_filter {
	int state;      /* 0 = all */
	const char *q;  /* room, number, owner */
	int64_t after;
	size_t most;
};
/* state, q as the list's page and its sheet take them. */
int deed_filter_read(struct ctx *cx, const struct input *in, struct deed_filter *ret) MUST_USE;
int deed_list(struct ctx *cx, const struct deed_filter *f, struct deed **ret,
	      size_t *ret_count) MUST_USE;
int deed_total(struct ctx *cx, const struct deed_filter *f, int64_t *ret) MUST_USE;
int deed_parties(struct ctx *cx, int64_t id, struct deed_party **ret, size_t *ret_count) MUST_USE;
int deed_keys(struct ctx *cx, int64_t id, struct deed_key **ret, size_t *ret_count) MUST_USE;
int deed_supplements(struct ctx *cx, int64_t id, struct deed_supplement **ret,
		     size_t *ret_count) MUST_USE;
int deed_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	      const struct input *in, int zone_minutes, struct deed *ret) MUST_USE;
timeline_reader deed_timeline;

/* ---- the text (正文), by use and version ---- */
struct deed_text {
	int use, version; /* 0 = the program's own */
	const char *text;
	int64_t created_at;
	const char *created_name; /* joined */
};
extern const struct fields deed_text_fields;
int deed_text_of(struct ctx *cx, int use, struct deed_text *ret) MUST_USE;
int deed_text_versions(struct ctx *cx, int use, struct deed_text **ret, size_t *ret_count) MUST_USE;
/* A new version; what was signed keeps its own. ERR_INVALID when it would have the owner waive his
 * claims: 10 (d). */
int deed_text_change(struct ctx *cx, int use, const char *text) MUST_USE;
/* With the deed's own words in the places of {甲方}, {乙方} … */
const char *deed_text_filled(struct ctx *cx, const struct deed *d, const char *text);

/* ---- the first fee (10 (d), (g) 1) ---- */
enum fee_rule { FEE_NEXT_MONTH = 1, FEE_FULL_OR_HALF, FEE_HALF_OR_NEXT, FEE_BY_DAY };
struct first_fee {
	int from_on;       /* the first day the owner pays for */
	int64_t month_fen; /* a whole month */
	int64_t first_fen; /* for the month from_on lies in */
};
/* rate_fen a m² and month; area in thousandths. Before delivery the developer pays. */
int first_fee(int rule, int64_t rate_fen, int64_t area_mass, int delivered_on,
	      struct first_fee *ret) MUST_USE;
/* Units used since the handover, from a meter's reading (thousandths); ERR_INVALID when it stands
 * lower than its base. */
int deed_used(struct ctx *cx, int64_t base_mass, int64_t reading_mass, int64_t *ret) MUST_USE;
#endif
