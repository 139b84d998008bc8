/* The telephone system signs what it tells; its key names the community. */
#include "app/journal.h"
#include "app/secret.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/calls/calls.h"
#include "store/store.h"
#include <sodium.h>

enum { KEYS_MOST = 50, KEY_DIGITS = 16, SECRET_DIGITS = 64 };

static const struct field key_fields[] = {
	FIELD(call_key, id, .label = "密钥编号", .flags = IN_JSON | IN_LIST),
	FIELD(call_key, name, .label = "用途", .flags = IN_JSON | IN_LIST),
	FIELD(call_key, created_at, .label = "建立时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(call_key, revoked_at, .label = "停用时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields call_key_fields = FIELDS(call_key, key_fields);

int call_key_add(struct ctx *cx, const char *name, const char **ret_id, const char **ret_secret)
{
	char id[KEY_DIGITS + 1], secret[SECRET_DIGITS + 1];
	int64_t count;
	int r;

	if (text_blank(name) || text_length(name) > 60)
		return fail_field(cx, "name", T(cx, "请写明用途，最多 60 个字。"));
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM call_key WHERE community_id = ? AND revoked_at = 0"),
		      BINDS(cx->community), &count);
	if (r == OK && count >= 10)
		return fail(cx, ERR_CONFLICT, T(cx, "在用的密钥最多 10 个，请先停用不用的。"));
	if (r < 0)
		return r;
	random_hex(id, KEY_DIGITS);
	random_hex(secret, SECRET_DIGITS);
	r = store_exec(cx,
		       SQL("INSERT INTO call_key (community_id, id, name, secret, created_at,"
			   " created_by, revoked_at) VALUES (?, ?, ?, ?, ?, ?, 0)"),
		       BINDS(cx->community, id, name, secret_seal(cx, secret), cx->now,
			     cx->actor ? cx->actor->id : 0));
	*ret_id = arena_strdup(cx->arena, id);
	*ret_secret = arena_strdup(cx->arena, secret);
	explicit_bzero(secret, sizeof secret);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "call_key", .action = "create",
							.note = name });
}

int call_key_revoke(struct ctx *cx, const char *id)
{
	int r = store_exec(cx,
			   SQL("UPDATE call_key SET revoked_at = ? WHERE community_id = ? AND id = ?"
			       " AND revoked_at = 0"),
			   BINDS(cx->now, cx->community, id));
	if (r < 0)
		return r;
	if (!store_changed(cx))
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有这个在用的密钥。"));
	return journal_add(cx, &(struct journal_entry){ .subject = "call_key", .action = "revoke",
							.note = id });
}

int call_key_list(struct ctx *cx, struct call_key **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, name, created_at, revoked_at FROM call_key"
			      " WHERE community_id = ? ORDER BY created_at DESC, id LIMIT ?"),
			  BINDS(cx->community, KEYS_MOST), call_key_fields, ret, ret_count);
}

/* What is looked up before the community is known. */
struct found {
	int64_t community;
	const char *secret;
};
static const struct field found_fields[] = { FIELD(found, community, 0), FIELD(found, secret, 0) };

static bool signature_right(const char *secret, const char *time, const char *body, size_t n,
			    const char *signature)
{
	crypto_auth_hmacsha256_state state;
	unsigned char mac[crypto_auth_hmacsha256_BYTES], sent[crypto_auth_hmacsha256_BYTES];
	size_t sent_n = 0;
	const char *end;

	if (sodium_hex2bin(sent, sizeof sent, signature, strlen(signature), NULL, &sent_n, &end) ||
	    *end || sent_n != sizeof sent)
		return false;
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret, strlen(secret));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)time, strlen(time));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)".", 1);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)body, n);
	crypto_auth_hmacsha256_final(&state, mac);
	return !sodium_memcmp(mac, sent, sizeof mac);
}

int call_key_check(struct ctx *cx, const char *id, const char *time, const char *signature,
		   const char *body, size_t n, int64_t *ret_community)
{
	struct found found;
	char *secret = NULL;
	int64_t seconds, window, before = cx->community;
	int r;

	if (!id || !time || !signature || text_int(time, &seconds) < 0)
		return fail(cx, ERR_UNAUTHENTICATED,
			    T(cx, "缺少 X-Call-Key、X-Call-Time 或 X-Call-Signature。"));
	r = store_one(cx,
		      SQL_ALL("SELECT community_id AS community, secret FROM call_key"
			      " WHERE id = ? AND revoked_at = 0"),
		      BINDS(id), FIELDS(found, found_fields), &found);
	if (r == OK)
		r = secret_open(cx, found.secret, &secret);
	if (r == ERR_NOT_FOUND || (r == OK && !signature_right(secret, time, body, n, signature)))
		return fail(cx, ERR_UNAUTHENTICATED, T(cx, "密钥或签名不对。"));
	if (r < 0)
		return r;
	cx->community = found.community;
	r = setting_int(cx, "calls.signature_seconds", &window);
	cx->community = before;
	if (r == OK && (seconds > cx->now / 1000 + window || seconds < cx->now / 1000 - window))
		return fail(cx, ERR_UNAUTHENTICATED,
			    T(cx, "签名的时间与本机相差太多，请校准电话系统的时钟。"));
	*ret_community = found.community;
	return r;
}
