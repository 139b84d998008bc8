/* Struct → JSON by the field table; an append-only writer, no trees. */
#ifndef ANJU_JSON_H
#define ANJU_JSON_H
#include "base/ctx.h"
#include "base/field.h"
#include "base/strbuf.h"

struct json {
	struct strbuf *out;
	struct ctx *cx;     /* language of labels */
	int zone_minutes;   /* of times */
	bool comma;         /* a value was written before at this level */
	bool may_see_phones; /* else masked; set after json_init() */
};
void json_init(struct json *j, struct ctx *cx, struct strbuf *out, int zone_minutes);
/* key NULL inside an array or at the top. Libjansson, which reads JSON, has functions of these two
 * names and would find ours instead of its own; so they have others for the linker. */
void json_object(struct json *j, const char *key) __asm__("anju_json_object");
void json_object_end(struct json *j);
void json_array(struct json *j, const char *key) __asm__("anju_json_array");
void json_array_end(struct json *j);
void json_text(struct json *j, const char *key, const char *text); /* NULL → null */
void json_int(struct json *j, const char *key, int64_t n);
void json_bool(struct json *j, const char *key, bool b);
void json_id(struct json *j, const char *key, int64_t id);      /* string; 0 → null */
void json_time(struct json *j, const char *key, int64_t at);    /* RFC 3339; 0 → null */
void json_date(struct json *j, const char *key, int day);       /* 0 → null */
/* KEY "75.00" and KEY_fen 7500; key without _fen */
void json_money(struct json *j, const char *key, int64_t fen);
/* KEY the word and KEY_label */
void json_choice(struct json *j, const char *key, const struct choice *choices, int value);
/* "total" of a list: counted no further than LIMIT_TOTAL, and then "total_capped" says so. */
void json_total(struct json *j, int64_t total);
/* The IN_JSON members, into the object that is open. Secrets are masked, passwords left out. */
void json_record(struct json *j, struct fields f, const void *record);
/* An array of them: count structs of f.size, one after the other. */
void json_records(struct json *j, const char *key, struct fields f, const void *rows, size_t count);
#endif
