/* What the steps of a sheet ask for, check and do. */
#ifndef ANJU_RUNSHEET_INPUTS_H
#define ANJU_RUNSHEET_INPUTS_H
#include "modules/runsheet/runsheet_parts.h"

struct sheet_words {
	const char *text;
};
struct receipt {
	const char *number;
};
struct look_input {
	const char *builder;
};
struct deed_input {
	const char *seller, *contract;
	int accepted_on;
	int64_t water_mass, power_mass, gas_mass; /* 表底数 */
	bool quality_book, manual_book, filing_copy;
};
/* 签署文件清单: the first six have to be signed */
struct sign_input {
	bool agreement, covenant, fire, renovation, registered, informed, transfer, custody;
};
struct pay_input {
	bool monthly;
	const char *receipts;
};
struct keys_input {
	const char *receiver;
	bool handbook;
};
struct desk_input {
	int desk;
	const char *reason;
};
enum { SIGN_FIELDS = 8 };
extern const struct field sheet_sign_fields[SIGN_FIELDS];

#define SHEET_MAY(name) \
	int sheet_may_##name(struct ctx *cx, const void *record, const void *input) MUST_USE
#define SHEET_THEN(name) \
	int sheet_then_##name(struct ctx *cx, void *record, void *input, \
			      struct journal_entry *entry) MUST_USE
SHEET_MAY(identity);
SHEET_MAY(short);
SHEET_MAY(look);
SHEET_MAY(inspect);
SHEET_MAY(deed);
SHEET_MAY(sign);
SHEET_MAY(pay);
SHEET_MAY(keys);
SHEET_MAY(skip);
SHEET_MAY(back);
SHEET_MAY(drop);
SHEET_THEN(identity);
SHEET_THEN(short);
SHEET_THEN(balance);
SHEET_THEN(fund);
SHEET_THEN(look);
SHEET_THEN(inspect);
SHEET_THEN(deed);
SHEET_THEN(sign);
SHEET_THEN(pay);
SHEET_THEN(keys);
SHEET_THEN(file);
SHEET_THEN(skip);
SHEET_THEN(back);
SHEET_THEN(take);
SHEET_THEN(arrears);
SHEET_THEN(pause);
SHEET_THEN(resume);
SHEET_THEN(drop);
SHEET_THEN(words);
#endif
