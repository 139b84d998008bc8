#include "modules/notices/message_parts.h"
#include "base/text.h"
#include "record/input.h"
#include "record/json.h"
#include <sodium.h>

enum { ROBOT_BYTES = 2000, SMS_BYTES = 600, MAIL_BYTES = 16000, SHAPE_BYTES = 40000 };

static const struct field item_fields[] = {
	FIELD(message_item, id, 0),     FIELD(message_item, title, 0),
	FIELD(message_item, text, 0),   FIELD(message_item, urgent, 0),
	FIELD(message_item, receiver, 0), FIELD(message_item, read_at, 0),
};
const struct fields message_item_fields = FIELDS(message_item, item_fields);

bool mail_address_valid(const char *s)
{
	const char *at = s ? strchr(s, '@') : NULL;

	if (!at || at == s || !at[1] || strchr(at + 1, '@') || strlen(s) > 200)
		return false;
	for (const char *c = s; *c; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>,;\"\\()", *c))
			return false;
	return true;
}

/* ---- the words ---- */

/* Several receivers of one matter are one line in a group. */
static bool said_before(const struct message *m, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!strcmp(m->items[i].title, m->items[at].title) &&
		    text_equal(m->items[i].receiver, m->items[at].receiver))
			return true;
	return false;
}

static const char *line_of(struct ctx *cx, const struct message *m, const struct message_item *n)
{
	const char *urgent = n->urgent ? T(cx, "【紧急】") : "";

	if (channel_is_robot(m->channel->kind) && !text_blank(n->receiver))
		return arena_printf(cx->arena, T(cx, "%s%s：%s"), urgent, n->receiver, n->title);
	return arena_printf(cx->arena, "%s%s", urgent, n->title);
}

static size_t distinct(const struct message *m)
{
	size_t count = 0;

	for (size_t i = 0; i < m->count; i++)
		count += !said_before(m, i);
	return count;
}

static const char *link_of(struct ctx *cx, const struct message *m)
{
	return *m->site ? arena_printf(cx->arena, "\n%s/notices", m->site) : "";
}

/* One notice: the line, what it says and the way to it, as far as there is room. */
static const char *text_of_one(struct ctx *cx, const struct message *m, size_t most)
{
	const struct message_item *n = &m->items[0];
	const char *line = line_of(cx, m, n), *link = link_of(cx, m);
	size_t room = most > strlen(line) + strlen(link) ? most - strlen(line) - strlen(link) : 0;
	bool whole = strlen(n->text) + 1 <= room;

	if (!*n->text)
		return arena_printf(cx->arena, "%s%s", line, link);
	if (whole && !channel_is_robot(m->channel->kind))
		return arena_printf(cx->arena, "%s\n%s%s", line, n->text, link);
	return arena_printf(cx->arena, T(cx, "%s（详情请登录查看）%s"), line, link);
}

const char *message_text(struct ctx *cx, const struct message *m, size_t most)
{
	enum { LAST_LINE = 120 };
	const char *link = link_of(cx, m);
	size_t count = distinct(m), said = 0;
	struct strbuf b;

	if (count == 1)
		return text_of_one(cx, m, most);
	strbuf_init(&b, cx->arena, most + LAST_LINE);
	strbuf_printf(&b, T(cx, "有 %d 条新消息："), (int)count);
	for (size_t i = 0; i < m->count; i++) {
		const char *line = line_of(cx, m, &m->items[i]);
		if (said_before(m, i))
			continue;
		if (b.len + strlen(line) + strlen(link) + LAST_LINE > most)
			break;
		strbuf_printf(&b, "\n%d. %s", (int)++said, line);
	}
	if (said < count)
		strbuf_printf(&b, "\n%s", arena_printf(cx->arena, T(cx, "另有 %d 条，请登录查看"),
						       (int)(count - said)));
	strbuf_text(&b, link);
	return b.s;
}

/* ---- group robots ---- */

/* base64 of HMAC-SHA256 */
static const char *sign(struct arena *a, const char *key, const char *text)
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	size_t n = sodium_base64_encoded_len(sizeof mac, sodium_base64_VARIANT_ORIGINAL);
	crypto_auth_hmacsha256_state s;

	crypto_auth_hmacsha256_init(&s, (const unsigned char *)key, strlen(key));
	crypto_auth_hmacsha256_update(&s, (const unsigned char *)text, strlen(text));
	crypto_auth_hmacsha256_final(&s, mac);
	return sodium_bin2base64(arena_alloc(a, n), n, mac, sizeof mac,
				 sodium_base64_VARIANT_ORIGINAL);
}

/* DingTalk: over "ms\nsecret" with the secret as the key, in the address. */
static const char *signed_address(struct ctx *cx, const struct message *m)
{
	const struct notice_channel *c = m->channel;
	const char *text, *query = strchr(c->address, '?') ? "&" : "?";
	struct strbuf b;

	if (c->kind != VIA_DINGTALK || text_blank(c->secret))
		return c->address;
	text = arena_printf(cx->arena, "%" PRId64 "\n%s", m->now, c->secret);
	strbuf_init(&b, cx->arena, 4000);
	strbuf_printf(&b, "%s%stimestamp=%" PRId64 "&sign=", c->address, query, m->now);
	strbuf_url(&b, sign(cx->arena, c->secret, text));
	return b.s;
}

/* Feishu: nothing, with "s\nsecret" as the key, in the body. */
static void add_signature(struct json *j, const struct message *m)
{
	const char *seconds = arena_printf(j->cx->arena, "%" PRId64, m->now / 1000);
	const char *key = arena_printf(j->cx->arena, "%s\n%s", seconds, m->channel->secret);

	json_text(j, "timestamp", seconds);
	json_text(j, "sign", sign(j->cx->arena, key, ""));
}

static int make_robot(struct ctx *cx, const struct message *m, struct outbound_message *ret)
{
	bool feishu = m->channel->kind == VIA_FEISHU;
	const char *office = arena_printf(cx->arena, "【%s】", m->office);
	const char *text = message_text(cx, m, ROBOT_BYTES - strlen(office));
	struct strbuf b;
	struct json j;

	strbuf_init(&b, cx->arena, SHAPE_BYTES);
	json_init(&j, cx, &b, 0);
	json_object(&j, NULL);
	if (feishu && !text_blank(m->channel->secret))
		add_signature(&j, m);
	json_text(&j, feishu ? "msg_type" : "msgtype", "text");
	json_object(&j, feishu ? "content" : "text");
	json_text(&j, feishu ? "text" : "content", arena_printf(cx->arena, "%s%s", office, text));
	json_object_end(&j);
	json_object_end(&j);
	ret->url = signed_address(cx, m);
	ret->headers = arena_printf(cx->arena,
				    "Content-Type: application/json; charset=utf-8\n"
				    "Idempotency-Key: anju-%" PRId64 "\n",
				    m->id);
	ret->body = b.s;
	return OK;
}

/* ---- SMS by HTTP ---- */

enum escape { ESCAPE_URL, ESCAPE_JSON };

static void add_value(struct strbuf *b, const char *value, enum escape how)
{
	struct strbuf quoted;

	if (how == ESCAPE_URL) {
		strbuf_url(b, value);
		return;
	}
	strbuf_init(&quoted, b->arena, SHAPE_BYTES);
	strbuf_json(&quoted, value);
	if (quoted.len >= 2)
		strbuf_add(b, quoted.s + 1, quoted.len - 2);
}

/* {phone}, {text} and {id} with their values; any other brace stays. */
static const char *fill(struct ctx *cx, const struct message *m, const char *shape,
			const char *text, enum escape how)
{
	const char *id = arena_printf(cx->arena, "%" PRId64, m->id);
	const char *const names[][2] = {
		{ "{phone}", m->address }, { "{text}", text }, { "{id}", id }
	};
	struct strbuf b;

	strbuf_init(&b, cx->arena, SHAPE_BYTES);
	for (const char *s = shape; *s;) {
		size_t i = 0;
		while (i < COUNT(names) && strncmp(s, names[i][0], strlen(names[i][0])))
			i++;
		if (i < COUNT(names)) {
			add_value(&b, names[i][1], how);
			s += strlen(names[i][0]);
		} else {
			strbuf_char(&b, *s++);
		}
	}
	return b.s;
}

static int make_sms(struct ctx *cx, const struct message *m, struct outbound_message *ret)
{
	const struct notice_channel *c = m->channel;
	const char *office = arena_printf(cx->arena, "【%s】", m->office);
	const char *text = message_text(cx, m, SMS_BYTES - strlen(office));
	char *shape = text_trim(cx->arena, c->template);
	bool json = *shape == '{' || *shape == '[';
	struct strbuf headers;

	text = arena_printf(cx->arena, "%s%s", office, text);
	ret->url = fill(cx, m, c->address, text, ESCAPE_URL);
	ret->body = *shape ? fill(cx, m, shape, text, json ? ESCAPE_JSON : ESCAPE_URL) : NULL;
	strbuf_init(&headers, cx->arena, 2000);
	strbuf_printf(&headers, "Idempotency-Key: anju-%" PRId64 "\nContent-Type: %s\n", m->id,
		      json ? "application/json; charset=utf-8"
			   : "application/x-www-form-urlencoded; charset=utf-8");
	if (!text_blank(c->secret))
		strbuf_printf(&headers, "Authorization: %s\n", c->secret);
	ret->headers = headers.s;
	return OK;
}

int message_make(struct ctx *cx, const struct message *m, struct outbound_message *ret)
{
	*ret = (struct outbound_message){ .kind = OUTBOUND_HTTP, .inside = m->inside };
	assert(m->count && m->channel->address);
	switch (m->channel->kind) {
	case VIA_MAIL:
		ret->kind = OUTBOUND_MAIL;
		return message_mail(cx, m, message_text(cx, m, MAIL_BYTES), ret);
	case VIA_SMS:
		return make_sms(cx, m, ret);
	default:
		return make_robot(cx, m, ret);
	}
}

/* ---- the answer ---- */

/* {"errcode":0} of WeCom and DingTalk, {"code":0} of Feishu. What is cut short is no JSON any more,
 * and then 200 is all there is. */
static bool robot_took(struct ctx *cx, const char *text)
{
	struct input in;
	const char *code;

	input_init(&in, cx->arena);
	if (input_json(cx, text, strlen(text), &in) < 0)
		return true;
	code = input_text(&in, "errcode");
	if (!code)
		code = input_text(&in, "code");
	return !code || !strcmp(code, "0");
}

bool message_taken(struct ctx *cx, const struct notice_channel *c, const struct outbound_answer *a,
		   const char **ret_why)
{
	bool taken = a->result == OUTBOUND_DONE;

	if (taken && channel_is_robot(c->kind))
		taken = robot_took(cx, a->text);
	if (taken && c->kind == VIA_SMS && !text_blank(c->success))
		taken = text_contains(a->text, c->success);
	*ret_why = outbound_say(cx, a);
	if (!taken && a->result == OUTBOUND_DONE)
		*ret_why = arena_printf(cx->arena, T(cx, "对方没有收下：%s"), a->text);
	cx->why[0] = '\0';
	cx->errors = NULL;
	return taken;
}
