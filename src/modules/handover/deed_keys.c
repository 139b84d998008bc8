/* The keys of a deed (钥匙移交清单): what the owner takes, what he leaves for repairs and until when. */
#include "app/calendar.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/handover/deed_parts.h"
#include "modules/keys/keys.h"
#include "record/form.h"
#include "store/store.h"

enum { ROOM_KEYS = 20 };

int deed_keys(struct ctx *cx, int64_t id, struct deed_key **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT line, name, count, kept, until_on, returned_at, key_id FROM deed_key"
			      " WHERE community_id = ? AND deed_id = ? ORDER BY line LIMIT ?"),
			  BINDS(cx->community, id, (int)DEED_KEYS), deed_key_fields, ret, ret_count);
}

static int check_kept(struct ctx *cx, const struct deed_key *k, const char *prefix)
{
	int64_t days;
	int zone, today, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "handover.key_days", &days);
	if (r < 0)
		return r;
	today = civil_day_of(cx->now, zone);
	if (k->kept > k->count)
		return fail_field(cx, arena_printf(cx->arena, "%skept", prefix),
				  T(cx, "留用的不能比总数多。"));
	if (k->kept && (k->until_on < today || k->until_on > today + days))
		return fail_field(cx, arena_printf(cx->arena, "%suntil_on", prefix),
				  T(cx, "留用的钥匙要写哪天归还，最多留 %d 天。"), (int)days);
	return OK;
}

int deed_keys_read(struct ctx *cx, const struct input *in, struct deed_key *ret, size_t *ret_count)
{
	int r = OK;

	*ret_count = 0;
	for (size_t i = 0; r == OK; i++) {
		const char *prefix = arena_printf(cx->arena, "keys.%zu.", i);
		struct deed_key k = { 0 };
		if (!input_has(in, prefix))
			break;
		r = form_read(cx, in, prefix, deed_key_fields, ZONE_SHANGHAI, &k);
		if (r < 0 || text_blank(k.name))
			continue;
		if (*ret_count == DEED_KEYS)
			return fail_field(cx, "keys", T(cx, "钥匙清单最多 %d 行。"), DEED_KEYS);
		r = check_kept(cx, &k, prefix);
		k.line = (int)*ret_count + 1;
		ret[(*ret_count)++] = k;
	}
	return r;
}

int deed_keys_put(struct ctx *cx, int64_t deed, const struct deed_key *keys, size_t count)
{
	int r = store_exec(cx, SQL("DELETE FROM deed_key WHERE community_id = ? AND deed_id = ?"),
			   BINDS(cx->community, deed));

	for (size_t i = 0; r == OK && i < count; i++)
		r = store_exec(cx,
			       SQL("INSERT INTO deed_key (community_id, deed_id, line, name, count, kept,"
				   " until_on, returned_at, key_id) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)"),
			       BINDS(cx->community, deed, (int)i + 1, keys[i].name, keys[i].count,
				     keys[i].kept, keys[i].until_on));
	return r;
}

/* The office's keys of the flat: those that wait or hang here and are no owner's. */
static int office_keys(struct ctx *cx, const char *room, struct key *ret, size_t *ret_count)
{
	struct key_filter f = { .held = true, .q = room, .most = ROOM_KEYS };
	struct key *rows;
	size_t count;
	int r = key_list(cx, &f, &rows, &count);

	*ret_count = 0;
	for (size_t i = 0; r == OK && i < count; i++)
		if (!strcmp(rows[i].room, room) && rows[i].kind != KEY_ENTRUSTED)
			ret[(*ret_count)++] = rows[i];
	return r;
}

int deed_keys_known(struct ctx *cx, int64_t room, const char *shown, struct deed_key *ret,
		    size_t *ret_count)
{
	struct key held[ROOM_KEYS];
	size_t count;
	int r = office_keys(cx, shown, held, &count);

	(void)room;
	*ret_count = 0;
	for (size_t i = 0; r == OK && i < count && *ret_count < DEED_KEYS; i++) {
		ret[*ret_count] = (struct deed_key){ .name = *held[i].lock ? held[i].lock : T(cx, "入户门"),
						     .count = held[i].count };
		++*ret_count;
	}
	return r;
}

int deed_keys_whole(struct ctx *cx, const struct deed *d)
{
	struct key held[ROOM_KEYS];
	size_t count;
	int r = office_keys(cx, d->room, held, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (held[i].state != KEY_IN)
			return fail(cx, ERR_CONFLICT, T(cx, "钥匙 %s 是“%s”，不在库里，不能交给业主：%s"),
				    held[i].number, T(cx, choice_of(key_states, held[i].state)->label),
				    held[i].difference);
	return r;
}

static int hand_one(struct ctx *cx, int64_t key, const char *receiver, const char *paper)
{
	struct input in;
	struct key k;

	input_init(&in, cx->arena);
	input_add(&in, "receiver", receiver);
	input_add(&in, "paper", paper);
	return key_step(cx, key, "hand", 0, &in, ZONE_SHANGHAI, &k);
}

/* 10 (d): with consent and an end date; it hangs in the office under the owner's name. */
static int keep_one(struct ctx *cx, const struct deed *d, const struct deed_key *line)
{
	struct key_intake in = { .kind = KEY_REPAIR, .room = d->room, .lock = line->name,
				 .listed = line->kept, .count = line->kept, .trial = TRIAL_OPENS,
				 .source = 3, .intake = d->number, .giver = d->owner_signed_by,
				 .until_on = line->until_on };
	struct key k;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = key_take_in(cx, &in, &k);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE deed_key SET key_id = ? WHERE community_id = ? AND deed_id = ?"
				   " AND line = ?"),
			       BINDS(k.id, cx->community, d->id, line->line));
	return r < 0 ? r : obligation_promise(cx, &deed_key_norm, "deed", d->id,
					      civil_ms(line->until_on + 1, 0, zone), 0, 0);
}

int deed_keys_hand(struct ctx *cx, const struct deed *d, const char *receiver)
{
	struct key held[ROOM_KEYS];
	struct deed_key *lines;
	size_t count, line_count;
	int r = office_keys(cx, d->room, held, &count);

	if (r == OK)
		r = deed_keys(cx, d->id, &lines, &line_count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = hand_one(cx, held[i].id, receiver, d->number);
	for (size_t i = 0; r == OK && i < line_count; i++)
		if (lines[i].kept)
			r = keep_one(cx, d, &lines[i]);
	return r;
}

int deed_key_back(struct ctx *cx, const struct deed *d, const char *receiver)
{
	struct deed_key *lines;
	size_t count;
	int r = deed_keys(cx, d->id, &lines, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		struct key k;
		if (!lines[i].kept || lines[i].returned_at)
			continue;
		r = key_get(cx, lines[i].key_id, &k);
		if (r == OK && k.state == KEY_OUT)
			return fail(cx, ERR_CONFLICT, T(cx, "钥匙 %s 还借给 %s，先收回再还给业主。"),
				    k.number, k.borrower);
		if (r == OK && k.state == KEY_IN)
			r = hand_one(cx, k.id, receiver, d->number);
		if (r == OK)
			r = store_exec(cx,
				       SQL("UPDATE deed_key SET returned_at = ? WHERE community_id = ?"
					   " AND deed_id = ? AND line = ?"),
				       BINDS(cx->now, cx->community, d->id, lines[i].line));
	}
	return r;
}
