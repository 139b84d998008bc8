#include "modules/notices/message.h"
#include "office.h"

static struct message sample(const struct notice_channel *c, const struct message_item *items,
			     size_t count)
{
	return (struct message){ .channel = c, .address = "13812345678", .office = "安居苑", .site = "",
				 .id = 77, .now = INT64_C(1795399200000), .items = items,
				 .count = count };
}

TEST(a_dingtalk_robot_is_signed_in_the_address_as_its_maker_says)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct notice_channel c = { .kind = VIA_DINGTALK, .secret = "SECabc",
				    .address = "https://oapi.dingtalk.com/robot/send?access_token=t" };
	struct message_item n = { .title = "水管\"漏\"水", .text = "", .receiver = "前台" };
	struct message m = sample(&c, &n, 1);
	struct outbound_message out;

	CHECK_OK(message_make(cx, &m, &out));
	CHECK_STR(out.url, "https://oapi.dingtalk.com/robot/send?access_token=t"
			   "&timestamp=1795399200000"
			   "&sign=FmN28uYy0Rl2UqTYBs6i6Z5U76UdzQN3VRPHncFxpno%3D");
	CHECK_STR(out.body, "{\"msgtype\":\"text\",\"text\":"
			    "{\"content\":\"【安居苑】前台：水管\\\"漏\\\"水\"}}");
	CHECK_HAS(out.headers, "Idempotency-Key: anju-77\n");
}

TEST(a_feishu_robot_is_signed_in_the_body_as_its_maker_says)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct notice_channel c = { .kind = VIA_FEISHU, .secret = "SECabc",
				    .address = "https://open.feishu.cn/open-apis/bot/v2/hook/x" };
	struct message_item n = { .title = "停水", .text = "", .urgent = true };
	struct message m = sample(&c, &n, 1);
	struct outbound_message out;

	CHECK_OK(message_make(cx, &m, &out));
	CHECK_STR(out.url, c.address);
	CHECK_STR(out.body, "{\"timestamp\":\"1795399200\","
			    "\"sign\":\"zdnyYC5xtenS5o1+fkqxyGcuFzoUNwLq0Si0dIsIbbY=\","
			    "\"msg_type\":\"text\",\"content\":{\"text\":\"【安居苑】【紧急】停水\"}}");
}

TEST(what_does_not_fit_a_robots_message_is_counted_in_it)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct notice_channel c = { .kind = VIA_WECOM, .address = "https://qyapi.weixin.qq.com/x" };
	struct message_item items[100];
	struct message m = sample(&c, items, COUNT(items));
	struct outbound_message out;

	for (size_t i = 0; i < COUNT(items); i++)
		items[i] = (struct message_item){ .text = "", .receiver = "前台",
						  .title = arena_printf(cx->arena,
									"第 %zu 件报修还没有派单", i) };
	CHECK_OK(message_make(cx, &m, &out));
	CHECK_HAS(out.body, "有 100 条新消息：\\n1. 前台：第 0 件");
	CHECK_HAS(out.body, "条，请登录查看");
	CHECK(strlen(out.body) < 2200);
}

TEST(the_same_matter_for_several_people_is_one_line_in_a_group)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct notice_channel c = { .kind = VIA_WECOM, .address = "https://qyapi.weixin.qq.com/x" };
	struct message_item items[2] = { { .title = "逾期", .text = "", .receiver = "前台" },
					 { .title = "逾期", .text = "", .receiver = "前台" } };
	struct message m = sample(&c, items, 2);

	CHECK_STR(message_text(cx, &m, 500), "前台：逾期");
}

TEST(a_title_cannot_add_a_header_to_a_mail_nor_a_member_to_a_call)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct notice_channel mail = { .kind = VIA_MAIL, .sender = "a@example.com",
				       .address = "smtps://mail.example.com:465" };
	struct notice_channel sms = { .kind = VIA_SMS, .address = "https://sms.example.com/",
				      .template = "{\"text\":\"{text}\"}" };
	struct message_item n = { .title = "x\r\nBcc: evil@example.com\",\"a\":\"b", .text = "" };
	struct message m = sample(&mail, &n, 1);
	struct outbound_message out;

	m.address = "lin@example.com";
	CHECK_OK(message_make(cx, &m, &out));
	CHECK(!strstr(out.body, "Bcc"));
	CHECK_HAS(out.body, "Message-ID: <anju-77@example.com>\r\n");
	CHECK_HAS(out.body, "Date: Mon, 23 Nov 2026 02:00:00 +0000\r\n");
	m.channel = &sms;
	CHECK_OK(message_make(cx, &m, &out));
	CHECK(!strstr(out.body, "\",\"a\""));
}

TEST(a_channel_needs_an_address_over_tls_with_nothing_hidden_in_it)
{
	struct ctx *cx = office("2026-11-23 10:00");
	static const char *const wrong[] = { "", "http://a.example.com/", "ftp://a", "https://",
					     "https://u:p@a.example.com/", "https://a b/",
					     "javascript:alert(1)" };

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct notice_channel c = { .kind = VIA_WECOM, .name = "群", .address = wrong[i] };
		CHECK_ERR(channel_put(cx, &c), ERR_INVALID);
	}
}

TEST(the_secret_of_a_channel_is_sealed_at_rest_and_an_empty_one_keeps_the_old)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct notice_channel c = { .kind = VIA_DINGTALK, .name = "群", .enabled = true,
				    .address = "https://oapi.dingtalk.com/robot/send?access_token=tok",
				    .secret = "SECabc", .per_minute = 20 };
	struct notice_channel got;
	char *stored;

	CHECK_OK(channel_put(cx, &c));
	CHECK_OK(store_text(cx,
			    SQL("SELECT address || secret || host FROM notice_channel"
				" WHERE community_id = ?"),
			    BINDS(cx->community), &stored));
	CHECK(!strstr(stored, "tok") && !strstr(stored, "SECabc"));
	CHECK_OK(channel_get(cx, c.id, &got));
	CHECK(!got.address && !got.secret && got.has_secret);
	CHECK_STR(got.host, "oapi.dingtalk.com");
	got.name = "大群";
	got.address = got.secret = "";
	CHECK_OK(channel_put(cx, &got));
	CHECK_OK(channel_open(cx, c.id, &got));
	CHECK_STR(got.secret, "SECabc");
	CHECK_HAS(got.address, "access_token=tok");
	got.version = 1;
	CHECK_ERR(channel_put(cx, &got), ERR_CONFLICT);
}
