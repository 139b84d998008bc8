/* What the steps of a letter ask for, and what they do. */
#ifndef ANJU_MOVEIN_NOTICE_INPUTS_H
#define ANJU_MOVEIN_NOTICE_INPUTS_H
#include "modules/movein/movein_parts.h"

struct notice_words {
	const char *text;
};
struct deliver_input {
	int proof, delivered_on;
	const char *receiver;
};
struct bounce_input {
	int returned_on;
	const char *reason;
};
struct resend_input {
	int channel;
	const char *waybill;
};
struct waybill_input {
	const char *waybill;
};
struct refuse_input {
	int refused_on, refusal;
	const char *text;
};
struct again_input {
	int channel;
	const char *waybill;
	int until_on;
};
struct book_input {
	int day, minute, people;
	bool agent;
};
struct deem_input {
	const char *developer, *reason;
};
enum { WORDS_FIELDS = 1, DELIVER_FIELDS = 3, BOUNCE_FIELDS = 2, RESEND_FIELDS = 2,
       WAYBILL_FIELDS = 1, REFUSE_FIELDS = 3, AGAIN_FIELDS = 3, BOOK_FIELDS = 4, DEEM_FIELDS = 2 };
extern const struct field notice_words_table[WORDS_FIELDS], notice_deliver_table[DELIVER_FIELDS],
	notice_bounce_table[BOUNCE_FIELDS], notice_resend_table[RESEND_FIELDS],
	notice_waybill_table[WAYBILL_FIELDS],
	notice_refuse_table[REFUSE_FIELDS], notice_again_table[AGAIN_FIELDS],
	notice_book_table[BOOK_FIELDS], notice_deem_table[DEEM_FIELDS];

#define NOTICE_MAY(name) \
	int notice_may_##name(struct ctx *cx, const void *record, const void *input) MUST_USE
#define NOTICE_THEN(name) \
	int notice_then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry) MUST_USE
NOTICE_MAY(deliver);
NOTICE_MAY(bounce);
NOTICE_MAY(refuse);
NOTICE_MAY(expire);
NOTICE_MAY(again);
NOTICE_MAY(book);
NOTICE_MAY(deem);
NOTICE_THEN(send);
NOTICE_THEN(deliver);
NOTICE_THEN(bounce);
NOTICE_THEN(resend);
NOTICE_THEN(waybill);
NOTICE_THEN(second);
NOTICE_THEN(refuse);
NOTICE_THEN(again);
NOTICE_THEN(expire);
NOTICE_THEN(book);
NOTICE_THEN(unbook);
NOTICE_THEN(deem);
NOTICE_THEN(end);
NOTICE_THEN(void);
NOTICE_THEN(words);
#endif
