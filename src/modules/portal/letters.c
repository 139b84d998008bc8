#include "modules/portal/letters.h"
#include "app/secret.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/portal/home_parts.h"
#include "store/store.h"
#include <sodium.h>

enum { TEXT_MAX = 1000, RECEIPT_SIGNS = 10 };

const struct choice letter_kinds[] = {
	{ KIND_REPAIR, "repair", "公共报修" },
	{ KIND_SUGGESTION, "suggestion", "建议" },
	{ MATTER_COMPLAINT, "complaint", "投诉" },
	{ KIND_PRAISE, "praise", "表扬" },
	CHOICE_END,
};
const struct field letter_table[LETTER_FIELDS] = {
	FIELD(letter_intake, kind, .label = "什么事", .show = SHOW_ENUM, .choices = letter_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(letter_intake, text, .label = "说明", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = TEXT_MAX),
	FIELD(letter_intake, name, .label = "怎么称呼您", .flags = IN_FORM, .max = 30,
	      .hint = "可以不填；填了就不是匿名"),
	FIELD(letter_intake, phone, .label = "联系电话", .show = SHOW_PHONE, .flags = IN_FORM,
	      .hint = "想要回电才填"),
};
const struct fields letter_fields = FIELDS(letter_intake, letter_table);

/* Without the signs people take for one another. Made of the form's own key, so that a form sent
 * twice has one receipt without its being kept. */
static void make_receipt(struct ctx *cx, const char *form_key, char ret[RECEIPT_TEXT])
{
	static const char signs[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
	char random[33];
	unsigned char bytes[16];
	size_t at = 0;

	if (text_blank(form_key)) {
		random_hex(random, 32);
		form_key = random;
	}
	(void)sodium_hex2bin(bytes, sizeof bytes, secret_index(cx, form_key), 2 * sizeof bytes, NULL,
			     NULL, NULL);
	for (int i = 0; i < RECEIPT_SIGNS; i++) {
		if (i && i % 4 == 0)
			ret[at++] = '-';
		ret[at++] = signs[bytes[i] % (sizeof signs - 1)];
	}
	ret[at] = '\0';
}

/* As people copy it: small letters, blanks for dashes. */
static void receipt_hash(struct ctx *cx, const char *typed, char ret[SECRET_HASH])
{
	char *plain = arena_strdup(cx->arena, typed ? typed : ""), *to = plain;

	for (const char *s = plain; *s; s++)
		if ((*s >= '0' && *s <= '9') || (*s >= 'A' && *s <= 'Z'))
			*to++ = *s;
		else if (*s >= 'a' && *s <= 'z')
			*to++ = (char)(*s - 'a' + 'A');
	*to = '\0';
	secret_hash(plain, ret);
}

static int log_it(struct ctx *cx, const struct portal_card *card, const struct letter_intake *in,
		  struct contact *ret)
{
	bool repair = in->kind == KIND_REPAIR, known = !text_blank(in->phone);
	struct contact_intake c = {
		.direction = DIRECTION_IN, .channel = CHANNEL_ENTRY, .text = in->text,
		.person_name = in->name, .phone = known ? in->phone : NULL,
		.source = SOURCE_OUTSIDE, .matter_count = 1,
	};

	c.matters[0] = (struct matter){ .kind = in->kind, .text = in->text, .public_area = repair,
					.place = repair ? card->place : NULL };
	return contact_log(cx, &c, ret);
}

static int keep(struct ctx *cx, const struct portal_card *card, const struct letter_intake *in,
		const char *subject, int64_t id, const char *receipt)
{
	char hash[SECRET_HASH];
	bool box = in->kind != KIND_REPAIR;

	receipt_hash(cx, receipt, hash);
	return store_exec(cx,
			  SQL("INSERT INTO portal_letter (community_id, receipt_hash, card_id, subject,"
			      " subject_id, box, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, hash, box ? 0 : card->id, subject, id, box, cx->now));
}

/* A door's own count would tell for days which household wrote at that minute: all doors share
 * one. */
static int spend(struct ctx *cx, const struct portal_card *card)
{
	int64_t most;
	int r = setting_int(cx, "portal.box_hourly", &most);

	return r < 0 ? r : portal_spend(cx, card->room_id ? "box:doors"
				       : arena_printf(cx->arena, "box:%" PRId64, card->id),
					most, HOURS(1));
}

static int is_sent(struct ctx *cx, const char *receipt, bool *ret)
{
	char hash[SECRET_HASH];
	int64_t have;
	int r;

	receipt_hash(cx, receipt, hash);
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM portal_letter WHERE community_id = ?"
			  " AND receipt_hash = ?"),
		      BINDS(cx->community, hash), &have);
	*ret = have > 0;
	return r;
}

int letter_send(struct ctx *cx, const struct portal_card *card, const struct letter_intake *in,
		const char *form_key, char ret_receipt[RECEIPT_TEXT])
{
	struct request_record *q = NULL;
	struct complaint *list = NULL;
	struct contact c;
	size_t count = 0;
	bool sent;
	int r;

	if (card->room_id && in->kind == KIND_REPAIR)
		return fail_field(cx, "kind", T(cx, "家里的报修请从“进入我家”办，这样才知道是哪一户。"));
	make_receipt(cx, form_key, ret_receipt);
	r = is_sent(cx, ret_receipt, &sent);
	if (r < 0 || sent)
		return r;
	r = spend(cx, card);
	if (r == OK)
		r = log_it(cx, card, in, &c);
	if (r == OK)
		r = in->kind == MATTER_COMPLAINT ? complaint_of_contact(cx, c.id, &list, &count)
						 : request_of_contact(cx, c.id, &q, &count);
	if (r == OK && !count)
		r = ERR_INTERNAL;
	if (r < 0)
		return r;
	return keep(cx, card, in, list ? "complaint" : "request", list ? list[0].id : q[0].id,
		    ret_receipt);
}

static const struct field row_table[] = {
	FIELD(letter_row, subject, .flags = IN_JSON),
	FIELD(letter_row, subject_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(letter_row, number, .label = "编号", .flags = IN_JSON | IN_LIST),
	FIELD(letter_row, title, .label = "主题", .flags = IN_JSON | IN_LIST),
	FIELD(letter_row, place, .label = "公共位置", .flags = IN_JSON | IN_LIST),
	FIELD(letter_row, box, .flags = IN_JSON),
	FIELD(letter_row, created_at, .label = "来信时间", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
};
const struct fields letter_row_fields = FIELDS(letter_row, row_table);

int letter_get(struct ctx *cx, const char *receipt, struct home_matter *ret)
{
	char hash[SECRET_HASH];
	struct letter_row row = { 0 };
	int r;

	receipt_hash(cx, receipt, hash);
	r = store_one(cx,
		      SQL("SELECT subject, subject_id FROM portal_letter WHERE community_id = ?"
			  " AND receipt_hash = ?"),
		      BINDS(cx->community, hash), letter_row_fields, &row);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "receipt", T(cx, "没有这个回执号，请再看一遍。"));
	return r < 0 ? r : home_matter_told(cx, row.subject, row.subject_id, ret);
}

/* A complaint about somebody is not listed: whom it is about may be reading. */
int letter_list(struct ctx *cx, int64_t before, struct letter_row **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT l.subject, l.subject_id, q.number, q.title,"
			      " COALESCE(c.place, '') AS place, l.box, l.created_at"
			      " FROM portal_letter l JOIN request q ON q.community_id = l.community_id"
			      " AND q.id = l.subject_id AND q.hidden_from <> ?"
			      " LEFT JOIN portal_card c ON c.community_id = l.community_id"
			      " AND c.id = l.card_id WHERE l.community_id = ? AND l.subject = 'request'"
			      " AND (? = 0 OR l.created_at < ?) ORDER BY l.created_at DESC LIMIT ?"),
			  BINDS(request_viewer(cx), cx->community, before, before, PORTAL_PAGE + 1),
			  letter_row_fields, ret, ret_count);
}
