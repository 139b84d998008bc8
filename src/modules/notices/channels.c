#include "modules/notices/channels.h"
#include "app/journal.h"
#include "app/secret.h"
#include "app/setting.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/notices/message.h"
#include "store/store.h"

enum { CHANNELS = 100 };

const struct choice channel_kinds[] = {
	{ VIA_MAIL, "mail", "邮件" },	  { VIA_WECOM, "wecom", "企业微信群" },
	{ VIA_DINGTALK, "dingtalk", "钉钉群" }, { VIA_FEISHU, "feishu", "飞书群" },
	{ VIA_SMS, "sms", "短信" },	  CHOICE_END,
};

static const struct field fields[] = {
	FIELD(notice_channel, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(notice_channel, kind, .label = "种类", .show = SHOW_ENUM, .choices = channel_kinds,
	      .flags = IN_JSON),
	FIELD(notice_channel, name, .label = "名称", .flags = IN_JSON),
	FIELD(notice_channel, enabled, .label = "启用", .flags = IN_JSON),
	FIELD(notice_channel, address, .show = SHOW_PASSWORD),
	FIELD(notice_channel, host, .label = "主机", .flags = IN_JSON),
	FIELD(notice_channel, login, .label = "登录名", .flags = IN_JSON),
	FIELD(notice_channel, secret, .show = SHOW_PASSWORD),
	FIELD(notice_channel, sender, .label = "发件地址", .flags = IN_JSON),
	FIELD(notice_channel, template, .label = "内容模板", .flags = IN_JSON),
	FIELD(notice_channel, success, .label = "成功标志", .flags = IN_JSON),
	FIELD(notice_channel, post_id, .label = "岗位", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(notice_channel, post_name, .label = "岗位", .flags = IN_JSON),
	FIELD(notice_channel, urgent_only, .label = "只发紧急的", .flags = IN_JSON),
	FIELD(notice_channel, per_minute, .label = "每分钟最多", .flags = IN_JSON),
	FIELD(notice_channel, created_at, .label = "建立时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(notice_channel, version, .flags = IN_JSON),
	FIELD(notice_channel, has_secret, .label = "已存密钥", .flags = IN_JSON),
};
const struct fields channel_fields = FIELDS(notice_channel, fields);

const struct field channel_inputs[CHANNEL_INPUTS] = {
	FIELD(notice_channel, kind, .label = "种类", .show = SHOW_ENUM, .choices = channel_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(notice_channel, name, .label = "名称", .flags = IN_FORM | REQUIRED, .max = 40),
	FIELD(notice_channel, address, .label = "地址", .show = SHOW_PASSWORD, .flags = IN_FORM,
	      .max = 1000,
	      .hint = "邮件 smtps://smtp.example.com:465；群机器人填它的 Webhook 地址；短信填网关地址，可含 {phone} {text} {id}"),
	FIELD(notice_channel, login, .label = "登录名", .flags = IN_FORM, .hint = "邮件服务器的"),
	FIELD(notice_channel, secret, .label = "密码或密钥", .show = SHOW_PASSWORD, .flags = IN_FORM,
	      .max = 500, .hint = "邮箱密码、钉钉和飞书的加签密钥、短信的 Authorization；不改就不填"),
	FIELD(notice_channel, sender, .label = "发件地址", .flags = IN_FORM, .hint = "邮件用"),
	FIELD(notice_channel, template, .label = "内容模板", .show = SHOW_LONG, .flags = IN_FORM,
	      .max = 2000,
	      .hint = "短信用：{\"to\":\"{phone}\",\"text\":\"{text}\"} 或 to={phone}&text={text}"),
	FIELD(notice_channel, success, .label = "成功标志", .flags = IN_FORM,
	      .hint = "短信用：网关回应里有这几个字才算成功"),
	FIELD(notice_channel, per_minute, .label = "每分钟最多", .flags = IN_FORM, .min = 1,
	      .max = 600),
	FIELD(notice_channel, urgent_only, .label = "群里只发紧急的", .flags = IN_FORM),
	FIELD(notice_channel, enabled, .label = "启用", .flags = IN_FORM),
};
const struct fields channel_input_fields = FIELDS(notice_channel, channel_inputs);

/* ---- reading ---- */

#define COLUMNS \
	"SELECT c.id, c.kind, c.name, c.enabled, c.host, c.login, c.sender, c.template, c.success," \
	" c.post_id, p.name AS post_name, c.urgent_only, c.per_minute, c.created_at, c.version," \
	" CASE WHEN c.secret IS NULL THEN 0 ELSE 1 END AS has_secret FROM notice_channel c" \
	" LEFT JOIN post p ON p.community_id = c.community_id AND p.id = c.post_id" \
	" WHERE c.community_id = ?"

int channel_list(struct ctx *cx, struct notice_channel **ret, size_t *ret_count)
{
	return store_list(cx, SQL(COLUMNS " ORDER BY c.kind, c.name LIMIT ?"),
			  BINDS(cx->community, CHANNELS), channel_fields, ret, ret_count);
}

int channel_get(struct ctx *cx, int64_t id, struct notice_channel *ret)
{
	int r;

	*ret = (struct notice_channel){ 0 };
	r = store_one(cx, SQL(COLUMNS " AND c.id = ?"), BINDS(cx->community, id), channel_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有这个渠道。")) : r;
}

int channel_open(struct ctx *cx, int64_t id, struct notice_channel *ret)
{
	struct notice_channel sealed = { 0 };
	char *address = NULL, *secret = NULL;
	int r = channel_get(cx, id, ret);

	if (r == OK)
		r = store_one(cx,
			      SQL("SELECT address, secret FROM notice_channel"
				  " WHERE community_id = ? AND id = ?"),
			      BINDS(cx->community, id), channel_fields, &sealed);
	if (r == OK)
		r = secret_open(cx, sealed.address, &address);
	if (r == OK)
		r = secret_open(cx, sealed.secret, &secret);
	ret->address = address;
	ret->secret = secret;
	return r;
}

int channel_of_kind(struct ctx *cx, enum via kind, int64_t *ret)
{
	int r = store_int(cx,
			  SQL("SELECT id FROM notice_channel WHERE community_id = ? AND kind = ?"
			      " AND enabled = 1 ORDER BY id LIMIT 1"),
			  BINDS(cx->community, (int)kind), ret);

	if (r != ERR_NOT_FOUND)
		return r;
	*ret = 0;
	return OK;
}

/* ---- checking what was typed ---- */

/* "https://host:443/path" → "host". NULL when it is no address of that scheme. */
static const char *host_of(struct arena *a, const char *address, const char *scheme)
{
	size_t n = strlen(scheme), length;
	const char *host;

	if (strncmp(address, scheme, n))
		return NULL;
	host = address + n;
	length = strcspn(host, "/?#");
	/* a name and password in the address would be shown with the host */
	if (!length || memchr(host, '@', length) || strpbrk(address, " \t\n\"<>\\"))
		return NULL;
	return arena_strndup(a, host, length);
}

static int check_address(struct ctx *cx, struct notice_channel *c)
{
	bool mail = c->kind == VIA_MAIL;
	int64_t inside;
	int r = setting_int(cx, "notices.allow_private", &inside);

	if (r < 0)
		return r;
	c->host = host_of(cx->arena, c->address, mail ? "smtps://" : "https://");
	if (!c->host && mail)
		c->host = host_of(cx->arena, c->address, "smtp://");
	if (!c->host && !mail && inside)
		c->host = host_of(cx->arena, c->address, "http://");
	if (c->host)
		return OK;
	return mail ? fail_field(cx, "address", T(cx, "地址要像 smtps://smtp.example.com:465。"))
		    : fail_field(cx, "address", T(cx, "地址要以 https:// 开头，不含用户名和空格。"));
}

static int check(struct ctx *cx, struct notice_channel *c)
{
	int r = OK;

	if (text_blank(c->address) && !c->id)
		return fail_field(cx, "address", T(cx, "请填写地址。"));
	if (!text_blank(c->address))
		r = check_address(cx, c);
	if (r == OK && c->kind == VIA_MAIL && !mail_address_valid(c->sender))
		r = fail_field(cx, "sender", T(cx, "请填写发件的邮箱地址。"));
	if (r == OK && c->kind == VIA_SMS && text_blank(c->template) &&
	    !text_contains(c->address ? c->address : "{text}", "{text}"))
		r = fail_field(cx, "template", T(cx, "地址或内容模板里要有 {phone} 和 {text}。"));
	if (r == OK && c->per_minute < 1)
		c->per_minute = 20;
	return r;
}

/* ---- writing ---- */

static int note(struct ctx *cx, const struct notice_channel *c, const char *action)
{
	const struct choice *kind = choice_of(channel_kinds, c->kind);
	const char *text = arena_printf(cx->arena, "%s · %s · %s", c->name,
					T(cx, kind ? kind->label : "渠道"), c->host ? c->host : "");

	return journal_add(cx, &(struct journal_entry){ .subject = "notice_channel",
							.subject_id = c->id, .action = action,
							.note = text });
}

static int insert(struct ctx *cx, struct notice_channel *c)
{
	c->id = id_new(cx->now);
	return store_exec(cx,
			  SQL("INSERT INTO notice_channel (community_id, id, kind, name, enabled,"
			      " address, host, login, secret, sender, template, success, post_id,"
			      " urgent_only, per_minute, created_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, c->id, c->kind, c->name, c->enabled,
				secret_seal(cx, c->address), c->host, c->login ? c->login : "",
				text_blank(c->secret) ? NULL : secret_seal(cx, c->secret),
				c->sender ? c->sender : "", c->template ? c->template : "",
				c->success ? c->success : "", c->post_id, c->urgent_only,
				c->per_minute, cx->now));
}

/* COALESCE: what was not typed again stays. */
static int update(struct ctx *cx, const struct notice_channel *c)
{
	bool moved = !text_blank(c->address);
	int r = store_exec(
		cx,
		SQL("UPDATE notice_channel SET kind = ?, name = ?, enabled = ?,"
		    " address = COALESCE(?, address), host = COALESCE(?, host), login = ?,"
		    " secret = COALESCE(?, secret), sender = ?, template = ?, success = ?,"
		    " post_id = ?, urgent_only = ?, per_minute = ?, version = version + 1"
		    " WHERE community_id = ? AND id = ? AND version = ?"),
		BINDS(c->kind, c->name, c->enabled, moved ? secret_seal(cx, c->address) : NULL,
		      moved ? c->host : NULL, c->login ? c->login : "",
		      text_blank(c->secret) ? NULL : secret_seal(cx, c->secret),
		      c->sender ? c->sender : "", c->template ? c->template : "",
		      c->success ? c->success : "", c->post_id, c->urgent_only, c->per_minute,
		      cx->community, c->id, c->version));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_CONFLICT, T(cx, "这个渠道刚被别人改过，请看过再改。"));
	return r;
}

static int must_be_alone(struct ctx *cx, const struct notice_channel *c)
{
	int64_t other;
	int r = store_int(cx,
			  SQL("SELECT id FROM notice_channel WHERE community_id = ? AND name = ?"
			      " AND id <> ?"),
			  BINDS(cx->community, c->name, c->id), &other);

	if (r == OK)
		return fail_field(cx, "name", T(cx, "已经有叫“%s”的渠道。"), c->name);
	return r == ERR_NOT_FOUND ? OK : r;
}

int channel_put(struct ctx *cx, struct notice_channel *c)
{
	bool fresh = !c->id;
	int r = check(cx, c);

	if (r == OK)
		r = must_be_alone(cx, c);
	if (r == OK)
		r = fresh ? insert(cx, c) : update(cx, c);
	return r == OK ? note(cx, c, fresh ? "create" : "change") : r;
}

int channel_remove(struct ctx *cx, int64_t id)
{
	struct notice_channel c;
	int r = channel_get(cx, id, &c);

	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE outbox SET state = 5, done_at = ?, answer = ?"
				   " WHERE community_id = ? AND channel_id = ? AND state IN (1, 2)"),
			       BINDS(cx->now, T(cx, "渠道已删除"), cx->community, id));
	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM notice_channel WHERE community_id = ? AND id = ?"),
			       BINDS(cx->community, id));
	return r == OK ? note(cx, &c, "remove") : r;
}
