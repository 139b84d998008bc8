#include "modules/notices/message_parts.h"
#include "base/civil.h"
#include "base/text.h"
#include <sodium.h>

enum { MAIL_MOST = 60000, WORD_BYTES = 42, LINE_BYTES = 57 };

static const char *base64(struct arena *a, const char *bytes, size_t n)
{
	size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);

	return sodium_bin2base64(arena_alloc(a, room), room, (const unsigned char *)bytes, n,
				 sodium_base64_VARIANT_ORIGINAL);
}

/* A text in a header as encoded words (RFC 2047): none longer than 75, each of whole characters. So
 * nothing that is in it can end the line. */
static void add_words(struct strbuf *b, const char *text)
{
	const char *from = text, *s = text;
	bool first = true;

	while (*from) {
		const char *next = s;
		if (*s)
			(void)text_next(&next);
		if (*s && next - from <= WORD_BYTES) {
			s = next;
			continue;
		}
		strbuf_printf(b, "%s=?UTF-8?B?%s?=", first ? "" : "\r\n ",
			      base64(b->arena, from, (size_t)(s - from)));
		first = false;
		from = s;
	}
}

static void add_date(struct strbuf *b, int64_t at)
{
	static const char days[] = "MonTueWedThuFriSatSun";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct civil c;

	civil_from_ms(at, 0, &c);
	strbuf_printf(b, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n",
		      days + 3 * (c.weekday - 1), c.day, months + 3 * (c.month - 1), c.year, c.hour,
		      c.minute, c.second);
}

static const char *subject_of(struct ctx *cx, const struct message *m)
{
	if (m->count == 1)
		return m->items[0].title;
	return arena_printf(cx->arena, T(cx, "%d 条新消息"), (int)m->count);
}

int message_mail(struct ctx *cx, const struct message *m, const char *text,
		 struct outbound_message *ret)
{
	const struct notice_channel *c = m->channel;
	const char *domain = strchr(c->sender, '@');
	size_t n = strlen(text);
	struct strbuf b;

	strbuf_init(&b, cx->arena, MAIL_MOST);
	STRBUF_LITERAL(&b, "From: ");
	add_words(&b, m->office);
	strbuf_printf(&b, " <%s>\r\nTo: <%s>\r\nSubject: ", c->sender, m->address);
	add_words(&b, subject_of(cx, m));
	STRBUF_LITERAL(&b, "\r\n");
	add_date(&b, m->now);
	strbuf_printf(&b,
		      "Message-ID: <anju-%" PRId64 "%s>\r\nMIME-Version: 1.0\r\n"
		      "Content-Type: text/plain; charset=utf-8\r\n"
		      "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n",
		      m->id, domain ? domain : "@anju");
	for (size_t at = 0; at < n; at += LINE_BYTES)
		strbuf_printf(&b, "%s\r\n", base64(cx->arena, text + at, MIN(LINE_BYTES, n - at)));
	if (b.full)
		return fail(cx, ERR_TOO_BIG, T(cx, "消息太长，不能发送。"));
	ret->url = c->address;
	ret->user = text_blank(c->login) ? NULL : c->login;
	ret->password = ret->user ? c->secret : NULL;
	ret->from = arena_printf(cx->arena, "<%s>", c->sender);
	ret->to = arena_printf(cx->arena, "<%s>", m->address);
	ret->body = b.s;
	return OK;
}
