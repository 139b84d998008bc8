/* Moving in (入伙): the letters that call a household to take over its flat, and the run-sheet that
 * leads it from desk to desk. No letter leaves without completion opinion and filing certificate,
 * no key without the maintenance fund. Implements documents 14 and 19. */
#ifndef ANJU_MOVEIN_H
#define ANJU_MOVEIN_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"

extern const struct setting movein_settings[];

/* ---- what has to be paid (收费项目) ---- */
enum movein_fee_kind { FEE_FUND = 1, FEE_PREPAID, FEE_DEPOSIT, FEE_OTHER };
enum movein_payee { PAYEE_OFFICE = 1, PAYEE_DEVELOPER, PAYEE_FUND, PAYEE_OTHER, PAYEES };
enum movein_basis { BASIS_AREA = 1, BASIS_FLAT };
enum movein_letters { LETTERS_BOTH = 1, LETTERS_TAKEOVER, LETTERS_MOVEIN };
/* own: those a fee may have; the rest is what a line may come from besides */
extern const struct choice movein_fee_kinds[], movein_own_kinds[], movein_payees[],
	movein_bases[], movein_letter_kinds[];
struct movein_fee {
	int64_t id;
	int kind, payee;
	const char *name;
	int basis;
	int64_t price_fen;
	int letters, position;
	int64_t created_at, stopped_at;
};
enum { MOVEIN_FEE_FIELDS = 10 };
extern const struct field movein_fee_table[MOVEIN_FEE_FIELDS];
extern const struct fields movein_fee_fields;
/* In a write; journalled. The fund goes to its account and nowhere else. */
int movein_fee_add(struct ctx *cx, const struct movein_fee *in, int64_t *ret) MUST_USE;
/* Letters already sent keep it. */
int movein_fee_stop(struct ctx *cx, int64_t id) MUST_USE;
/* Those in force, in their order. */
int movein_fee_list(struct ctx *cx, struct movein_fee **ret, size_t *ret_count) MUST_USE;
/* A line of a letter or a sheet. */
struct movein_line {
	int64_t owner_id;
	int position, kind, payee;
	const char *name, *standard;
	int64_t price_fen;
	int months;
	int64_t amount_fen;
	bool dropped;
};
extern const struct fields movein_line_fields;
int movein_lines(struct ctx *cx, int64_t owner, struct movein_line **ret,
		 size_t *ret_count) MUST_USE;
/* The fees of a flat of that area, as rows of the owner. letters: of which letter; 0 = all. */
int movein_lines_make(struct ctx *cx, int64_t owner, int64_t area_mass, int letters, bool resale,
		      int *ret_months) MUST_USE;
/* Not to be paid now (改为月缴): the lines of that kind. */
int movein_lines_drop(struct ctx *cx, int64_t owner, int kind) MUST_USE;
/* What is to be paid to one payee, without what was dropped. */
int64_t movein_sum(const struct movein_line *lines, size_t count, int payee);

/* 19 (g) 1: what of a prepaid sum is used up by the day before the same day `months` later. */
struct movein_use {
	int from_on, until_on; /* within one month */
	int64_t amount_fen;
};
struct movein_charge {
	int start_on, end_on;     /* first and last day that is paid for */
	struct movein_use uses[8];
	size_t use_count;
	int64_t used_fen, rest_fen;
};
/* price_fen: of a month for the whole area. */
void movein_charge(int64_t monthly_fen, int64_t paid_fen, int months, int start_on,
		   struct movein_charge *ret);

/* ---- batches (交付批次、入伙计划) ---- */
enum movein_kind { MOVEIN_TAKEOVER = 1, MOVEIN_MOVEIN };
enum movein_batch_state {
	BATCH_DRAFT = 1, BATCH_VERIFIED, BATCH_NOTIFYING, BATCH_HANDING, BATCH_ENDED, BATCH_DROPPED
};
extern const struct choice movein_kinds[], movein_batch_states[];
struct movein_batch {
	int64_t id;
	const char *number;
	int kind, state;
	const char *name, *sender;
	int from_on, until_on;
	const char *place, *hours, *phone;
	const char *opinion_number;
	int opinion_on;
	const char *filing_number;
	int filing_on;
	const char *others, *papers;
	int day_from, day_until, slot_minutes, slot_capacity;
	const char *deemed_clause;
	int64_t approved_by;
	const char *approved_name; /* joined */
	int64_t approved_at, issued_at, created_by, created_at, version;
	/* counted when read */
	int64_t rooms, unsent, sent, delivered, returned, booked, came, refused, late, deemed;
};
enum { MOVEIN_BATCH_FIELDS = 39 };
extern const struct field movein_batch_table[MOVEIN_BATCH_FIELDS];
extern const struct fields movein_batch_fields;
extern const struct machine movein_batch_machine;
int movein_batch_create(struct ctx *cx, const struct movein_batch *in, int64_t *ret) MUST_USE;
/* While it is a draft. */
int movein_batch_change(struct ctx *cx, int64_t id, int64_t version,
			const struct movein_batch *in) MUST_USE;
int movein_batch_get(struct ctx *cx, int64_t id, struct movein_batch *ret) MUST_USE;
int movein_batch_list(struct ctx *cx, int64_t after, size_t most, struct movein_batch **ret,
		      size_t *ret_count) MUST_USE;
int movein_batch_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		      const struct input *in, int zone_minutes, struct movein_batch *ret) MUST_USE;
/* All sold flats of these buildings ("3、5") that were not handed over and have no letter of this
 * kind; buyers as the household file knows them. */
int movein_batch_fill(struct ctx *cx, int64_t id, const char *buildings, int64_t *ret) MUST_USE;
/* 发出: gives numbers and fees to the next `most` letters of batches that are being sent. */
int movein_send_some(struct ctx *cx, int64_t most, int64_t *ret_sent) MUST_USE;

/* ---- letters (收楼通知书、入伙通知书) ---- */
enum movein_notice_state {
	NOTICE_DRAFT = 1, NOTICE_SENT, NOTICE_DELIVERED, NOTICE_RETURNED, NOTICE_LATE,
	NOTICE_SECOND, NOTICE_REFUSED, NOTICE_CAME, NOTICE_DEEMED, NOTICE_DROPPED
};
enum movein_buyer { BUYER_SINGLE = 1, BUYER_JOINT, BUYER_MINOR, BUYER_AGENT, BUYER_COMPANY };
extern const struct choice movein_notice_states[], movein_buyers[], movein_channels[],
	movein_proofs[], movein_refusals[];
struct movein_notice {
	int64_t id;
	const char *number;
	int64_t batch_id;
	const char *batch_number, *batch_name; /* joined */
	int kind, batch_state;                 /* of the batch */
	int position, state;
	int64_t room_id;
	const char *room, *building;
	int64_t area_mass;
	const char *buyers;
	int buyer_kind;
	const char *phone, *address, *contract_number;
	int from_on, until_on;                 /* from_on: the batch's */
	int channel;
	const char *waybill;
	int64_t sent_at;
	int delivered_on, proof;
	const char *receiver;
	int returned_on;
	const char *return_reason;
	int refused_on, refusal;
	const char *refusal_text;
	int slot_on, slot_minute, slot_people;
	bool slot_agent;
	int reminded;
	const char *deemed_clause;             /* joined */
	int64_t created_at, ended_at, version;
};
extern const struct fields movein_notice_fields;
extern const struct machine movein_notice_machine;
struct movein_notice_filter {
	int64_t batch;
	int state;
	bool undelivered; /* sent for longer than movein.deliver_days and not proven */
	bool booked;
	int slot_on;      /* of that day, by time */
	const char *q;    /* room, number, waybill, buyer */
	int64_t from;     /* how many to pass over */
	size_t most;
};
int movein_notice_filter_read(struct ctx *cx, const struct input *in,
			      struct movein_notice_filter *ret) MUST_USE;
int movein_notice_get(struct ctx *cx, int64_t id, struct movein_notice *ret) MUST_USE;
int movein_notice_list(struct ctx *cx, const struct movein_notice_filter *f,
		       struct movein_notice **ret, size_t *ret_count) MUST_USE;
int movein_notice_total(struct ctx *cx, const struct movein_notice_filter *f,
			int64_t *ret) MUST_USE;
int movein_notice_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		       const struct input *in, int zone_minutes, struct movein_notice *ret) MUST_USE;
/* A household into a draft batch. */
struct movein_addressee {
	const char *batch, *room, *buyers;
	int buyer_kind;
	const char *phone, *address, *contract_number;
};
enum { MOVEIN_ADDRESSEE_FIELDS = 6 };
extern const struct field movein_addressee_table[MOVEIN_ADDRESSEE_FIELDS];
extern const struct fields movein_addressee_fields;
/* ret_put: new, changed or the same as before. */
int movein_notice_put(struct ctx *cx, const struct movein_batch *b,
		      const struct movein_addressee *in, int *ret_put) MUST_USE;
/* Who pays the property fee of the flat until it is handed over: 19 (d). */
bool movein_developer_pays(const struct movein_notice *n);

/* A time to come (时段) of one day of a batch. */
struct movein_slot {
	int minute;
	int64_t taken;
	int capacity;
};
int movein_slots(struct ctx *cx, const struct movein_batch *b, int day, struct movein_slot **ret,
		 size_t *ret_count) MUST_USE;

/* What a buyer of that kind brings: 14 (b). NULL-ended pairs of name and form. */
struct movein_paper_rule {
	const char *name, *form;
};
size_t movein_paper_rules(enum movein_buyer kind, const struct movein_paper_rule **ret,
			  size_t most);

/* The letters of a room that have left, newest first. */
int movein_notices_of_room(struct ctx *cx, int64_t room, struct movein_notice **ret,
			   size_t *ret_count) MUST_USE;
/* Somebody of the household read it on his own phone: that proves its delivery (已读). Whoever acts;
 * OK when it was proven before or is over. */
int movein_notice_read(struct ctx *cx, int64_t id, const char *reader) MUST_USE;
/* The household has come to take its flat over: the letters of that room end. */
int movein_notices_came(struct ctx *cx, int64_t room) MUST_USE;

timeline_reader movein_timeline;
/* Jobs: the rest of a batch goes out; reminders; what the rules name once a date has passed. */
int movein_send(struct ctx *cx) MUST_USE;
int movein_remind(struct ctx *cx) MUST_USE;
#endif
