/* Outside bodies (外联单位): power, water, gas, police, street office: whom the office calls, and
 * with which number. Implements document 11 (b). */
#ifndef ANJU_AGENCIES_H
#define ANJU_AGENCIES_H
#include "base/ctx.h"
#include "base/field.h"

enum agency_kind {
	AGENCY_POWER = 1, /* 供电 */
	AGENCY_WATER,     /* 供水 */
	AGENCY_GAS,       /* 燃气 */
	AGENCY_LIFT,      /* 电梯维保 */
	AGENCY_NETWORK,   /* 电视网络 */
	AGENCY_POLICE,    /* 派出所 */
	AGENCY_HOSPITAL,  /* 医院 */
	AGENCY_FIRE,      /* 消防 */
	AGENCY_STREET,    /* 街道居委 */
	AGENCY_OTHER,     /* 其他 */
};
extern const struct choice agency_kinds[];

/* 外联单位 */
struct agency {
	int64_t id;
	int kind;
	const char *name, *contact, *phone, *remark;
	int64_t retired_at, version;
};
extern const struct fields agency_fields;
enum { AGENCY_FIELDS = 8 };
extern const struct field agency_table[AGENCY_FIELDS];

/* 110, 119, 120 …: the same everywhere, and nobody's to change. */
struct emergency_number {
	const char *phone, *name; /* Chinese; shown through T() */
};
extern const struct emergency_number emergency_numbers[];
extern const size_t emergency_number_count;

/* In use; kind 0 = all; by kind and name. */
int agency_list(struct ctx *cx, int kind, struct agency **ret, size_t *ret_count) MUST_USE;
int agency_get(struct ctx *cx, int64_t id, struct agency *ret) MUST_USE;
int agency_add(struct ctx *cx, const struct agency *in, int64_t *ret_id) MUST_USE;
/* version 0 = whatever it is; else ERR_CONFLICT when somebody was faster. */
int agency_edit(struct ctx *cx, int64_t id, int64_t version, const struct agency *in) MUST_USE;
/* Taken off the list; it stays in the journal. */
int agency_retire(struct ctx *cx, int64_t id) MUST_USE;
#endif
