#include "app/idempotency.h"
#include "app/route.h"
#include "app/secret.h"
#include "base/civil.h"
#include "base/text.h"
#include <sodium.h>

enum { KEY_MAX = 255 };

static const char *key_of(const struct request *rq)
{
	const char *key = http_header(rq->http, "Idempotency-Key");
	return key ? key : request_text(rq, "_key");
}

static void add_hash(crypto_hash_sha256_state *state, const char *text)
{
	crypto_hash_sha256_update(state, (const unsigned char *)text, strlen(text) + 1);
}

/* Of everything that was sent but the tokens of the form. */
static const char *hash_of(struct request *rq)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char *hex = arena_alloc(rq->cx.arena, sizeof digest * 2 + 1);
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < rq->input.count; i++) {
		const struct input_pair *p = &rq->input.pair[i];
		if (!strcmp(p->name, "_token") || !strcmp(p->name, "_key"))
			continue;
		add_hash(&state, p->name);
		add_hash(&state, p->value ? p->value : "");
	}
	for (size_t i = 0; i < rq->http->upload_count; i++) {
		const struct http_upload *u = &rq->http->uploads[i];
		add_hash(&state, u->filename ? u->filename : "");
		crypto_hash_sha256_update(&state, (const unsigned char *)&u->size_bytes,
					  sizeof u->size_bytes);
	}
	crypto_hash_sha256_final(&state, digest);
	return sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
}

struct kept {
	char *route, *body_hash, *location, *body, *content_type;
	int status;
};
static const struct field kept_fields[] = {
	FIELD(kept, route, 0),	      FIELD(kept, body_hash, 0),    FIELD(kept, status, 0),
	FIELD(kept, location, 0), FIELD(kept, body, 0), FIELD(kept, content_type, 0),
};

static const char *route_name(struct request *rq)
{
	return arena_printf(rq->cx.arena, "%s %s", rq->route->method, rq->route->path);
}

int idempotency_replay(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *key = key_of(rq);
	struct kept k = { 0 };
	int r;

	if (text_blank(key))
		return 0;
	if (strlen(key) > KEY_MAX)
		return fail(cx, ERR_INVALID, T(cx, "Idempotency-Key 最多 255 个字符。"));
	r = store_one(cx,
		      SQL("SELECT route, body_hash, status, location, body, content_type"
			  " FROM idempotency WHERE community_id = ? AND actor_id = ? AND key = ?"),
		      BINDS(cx->community, rq->actor.id, key), FIELDS(kept, kept_fields), &k);
	if (r == ERR_NOT_FOUND)
		return 0;
	if (r < 0)
		return r;
	if (strcmp(k.route, route_name(rq)) || strcmp(k.body_hash, hash_of(rq)))
		return fail(cx, ERR_CONFLICT, T(cx, "这个 Idempotency-Key 已经用于另一次提交。"));
	r = secret_open(cx, k.body, &k.body);
	if (r < 0)
		return r;
	rq->http->response.status = k.status;
	rq->http->response.content_type = k.content_type;
	rq->http->response.body = k.body ? k.body : "";
	rq->http->response.body_size = k.body ? strlen(k.body) : 0;
	if (k.location)
		http_response_header(rq->http, "Location", k.location);
	rq->answered = true;
	return 1;
}

static const char *location_of(const struct http_response *response)
{
	for (size_t i = 0; i < response->header_count; i++)
		if (!strcasecmp(response->headers[i].name, "Location"))
			return response->headers[i].value;
	return NULL;
}

int idempotency_keep(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const struct http_response *response = &rq->http->response;
	const char *key = key_of(rq);
	char *body;

	if (text_blank(key))
		return OK;
	body = arena_strndup(cx->arena, response->body ? response->body : "", response->body_size);
	return store_exec(cx,
			  SQL("INSERT INTO idempotency (community_id, actor_id, key, route,"
			      " body_hash, status, location, body, content_type, created_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, rq->actor.id, key, route_name(rq), hash_of(rq),
				response->status, location_of(response), secret_seal(cx, body),
				response->content_type, cx->now));
}

int idempotency_sweep(struct ctx *cx)
{
	return store_exec(cx,
			  SQL("DELETE FROM idempotency WHERE community_id = ? AND created_at < ?"),
			  BINDS(cx->community, cx->now - DAYS(7)));
}
