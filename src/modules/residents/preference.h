/* Preferences and consent (客户画像与同意): what a person chose to tell us, and what the person agreed
 * to, each kind by itself. Health and children under 14 are kept only while the consent holds: it
 * ends, they are erased. Implements document 2 (b) and domain 0.3 (个人信息保护法 28-31). */
#ifndef ANJU_PREFERENCE_H
#define ANJU_PREFERENCE_H
#include "modules/residents/residents.h"

enum prefer { PREFER_PHONE = 1, PREFER_WECHAT, PREFER_SMS, PREFER_HOME };
enum consent_kind { CONSENT_MARKETING = 1, CONSENT_HEALTH, CONSENT_MINOR, CONSENT_BIRTHDAY };
extern const struct choice prefers[], consent_kinds[];

struct preference {
	int64_t person_id;
	const char *address;
	int hours_from, hours_until; /* minutes after midnight; both 0 = any */
	int channel;
	bool no_disturb;             /* 免打扰 */
	const char *attention;
	bool has_elder, has_pet, has_child;
	const char *health;
	int birthday;                /* month * 100 + day, 0 = unknown */
	int64_t version;
};
enum { PREFERENCE_FIELDS = 13 };
extern const struct fields preference_fields;
extern const struct field preference_table[PREFERENCE_FIELDS];

struct consent {
	int64_t id, person_id;
	int kind;
	int64_t given_at;
	const char *given_how;
	int64_t given_to;
	const char *given_to_name; /* joined */
	int64_t withdrawn_at;
};
extern const struct fields consent_fields;

/* All empty when the person said nothing. */
int preference_get(struct ctx *cx, int64_t person, struct preference *ret) MUST_USE;
/* Health, a child and a birthday need their consent: ERR_INVALID names the field. Journalled, but
 * not what was said. In a write. */
int preference_set(struct ctx *cx, const struct preference *p) MUST_USE;
int consent_of(struct ctx *cx, int64_t person, struct consent **ret, size_t *ret_count) MUST_USE;
int consent_holds(struct ctx *cx, int64_t person, int kind, bool *ret) MUST_USE;
/* how: in whose presence, on what paper. A consent that holds already stays as it is. */
int consent_give(struct ctx *cx, int64_t person, int kind, const char *how) MUST_USE;
/* In one step, any time; what rested on it is erased. */
int consent_withdraw(struct ctx *cx, int64_t person, int kind) MUST_USE;
/* Two rows of one person become one: what `into` has not, it takes over. */
int preference_merge(struct ctx *cx, int64_t from, int64_t into) MUST_USE;
/* Whether minute (after midnight) lies in the person's hours. */
bool preference_suits(const struct preference *p, int minute);
#endif
