#include "modules/keys/keys.h"
#include "app/number.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/keys/key_parts.h"
#include "record/form.h"
#include "store/store.h"

static_assert(KEY_LOST == 4 && KEY_CHANGING == 5 && KEY_OUT == 3, "the SQL of keys says state < 6");

/* ---- taking in ---- */

const char *key_difference(struct ctx *cx, int listed, int count, int trial)
{
	const char *missing = count < listed  ? arena_printf(cx->arena, T(cx, "缺 %d 把"), listed - count)
			      : count > listed ? arena_printf(cx->arena, T(cx, "多 %d 把"), count - listed)
					       : "";

	if (trial != TRIAL_FAILS)
		return missing;
	return arena_printf(cx->arena, "%s%s%s", missing, *missing ? "；" : "", T(cx, "试开不合格"));
}

/* Either a room or a place, and a commission with all that belongs to it. */
static int check_intake(struct ctx *cx, const struct key_intake *in, struct room *room)
{
	int r = form_check(cx, key_intake_fields, in);

	if (r == OK && text_blank(in->room) == text_blank(in->place))
		return fail_field(cx, "room", T(cx, "请填房号，或者填设备或部位，填一个。"));
	if (r == OK && !text_blank(in->room))
		r = room_find(cx, in->room, room);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r < 0 || in->kind != KEY_ENTRUSTED)
		return r;
	if (!room->id)
		return fail_field(cx, "room", T(cx, "业主委托的钥匙要写房号。"));
	if (text_blank(in->owner_name))
		return fail_field(cx, "owner_name", T(cx, "业主委托的钥匙要写是哪位业主。"));
	if (text_blank(in->commission))
		return fail_field(cx, "commission", T(cx, "请写明业主委托的事由和允许的用途。"));
	if (!in->until_on)
		return fail_field(cx, "until_on", T(cx, "请填委托到哪天为止。"));
	return OK;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int insert_key(struct ctx *cx, const struct key_intake *in, const struct room *room,
		      const struct key *k)
{
	return store_exec(cx,
			  SQL("INSERT INTO office_key (community_id, id, number, state, kind, room_id, room,"
			      " place, lock, listed, count, trial, difference, seal, cabinet, hook, source,"
			      " intake, giver, owner_name, commission, until_on, warned_at, answer,"
			      " answered_at, approved_for, approved_by, approved_at, loan_id, created_by,"
			      " created_at, ended_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
			      " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', 0, 0, 0, ?, ?, 0, 1)"),
			  BINDS(cx->community, k->id, k->number, k->state, in->kind, room->id, room->room,
				or_empty(in->place), or_empty(in->lock), in->listed, in->count, k->trial,
				k->difference, or_empty(in->seal), or_empty(in->cabinet),
				or_empty(in->hook), in->source, or_empty(in->intake), or_empty(in->giver),
				or_empty(in->owner_name), or_empty(in->commission), in->until_on,
				cx->actor ? cx->actor->id : 0, cx->now));
}

int key_take_in(struct ctx *cx, const struct key_intake *in, struct key *ret)
{
	struct room room = { .room = "" };
	struct key k = { .id = id_new(cx->now), .trial = in->trial ? in->trial : TRIAL_NONE };
	char *number;
	int r = check_intake(cx, in, &room);

	k.difference = key_difference(cx, in->listed, in->count, k.trial);
	k.state = !*k.difference && k.trial == TRIAL_OPENS ? KEY_IN : KEY_PENDING;
	if (r == OK)
		r = number_next(cx, "YS", &number);
	if (r < 0)
		return r;
	k.number = number;
	r = insert_key(cx, in, &room, &k);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
					    .subject = "key", .subject_id = k.id, .action = "take_in",
					    .to_state = choice_of(key_states, k.state)->word,
					    .note = arena_printf(cx->arena, T(cx, "应交 %d 把，实收 %d 把，%s。%s"),
								 in->listed, in->count,
								 T(cx, choice_of(key_trials, k.trial)->label),
								 k.difference) });
	return r == OK ? key_get(cx, k.id, ret) : r;
}

/* ---- reading ---- */

#define SELECT_KEY \
	"SELECT k.id, k.number, k.state, k.kind, k.room_id, k.room, k.place, k.lock, k.listed, k.count," \
	" k.trial, k.difference, k.seal, k.cabinet, k.hook, k.source, k.intake, k.giver," \
	" k.owner_name, k.commission, k.until_on, k.answer, k.answered_at, k.approved_for," \
	" k.approved_by, p.name AS approved_name, k.approved_at, k.loan_id," \
	" l.borrower_name AS borrower, COALESCE(l.borrower_id, 0) AS borrower_id," \
	" COALESCE(l.lent_at, 0) AS lent_at, COALESCE(l.due_at, 0) AS due_at," \
	" COALESCE((SELECT MIN(d.id) FROM key_loan d WHERE d.community_id = k.community_id" \
	" AND d.key_id = k.id AND d.deposit = 3), 0) AS asked, k.created_by," \
	" k.created_at, k.ended_at, k.version FROM office_key k" \
	" LEFT JOIN key_loan l ON l.community_id = k.community_id AND l.id = k.loan_id" \
	" LEFT JOIN account p ON p.id = k.approved_by WHERE k.community_id = ?"

int key_get(struct ctx *cx, int64_t id, struct key *ret)
{
	int r = store_one(cx, SQL(SELECT_KEY " AND k.id = ?"), BINDS(cx->community, id), key_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这把钥匙。")) : r;
}

/* A room shorthand, the head of a number, 接收单号, or part of the place. */
static void add_words(struct ctx *cx, struct query *q, const char *typed)
{
	const char *room = text_room(cx->arena, typed);

	query_and(q,
		  PIECE("k.room = ? OR k.room LIKE ? || '-%' OR k.number = ? OR k.intake = ?"
			" OR k.place LIKE '%' || ? || '%'"),
		  BINDS(room ? room : typed, room ? room : typed, typed, typed, typed));
}

static void add_filter(struct ctx *cx, struct query *q, const struct key_filter *f)
{
	q->has_where = true;
	if (f->state)
		query_and(q, PIECE("k.state = ?"), BINDS(f->state));
	if (f->kind)
		query_and(q, PIECE("k.kind = ?"), BINDS(f->kind));
	if (f->held)
		query_and(q, PIECE("k.state < 6"), BINDS());
	if (f->different)
		query_and(q, PIECE("k.difference <> ''"), BINDS());
	if (!text_blank(f->q))
		add_words(cx, q, text_trim(cx->arena, f->q));
}

int key_filter_read(struct ctx *cx, const struct input *in, struct key_filter *ret)
{
	const char *state = input_text(in, "state");
	int r = OK;

	ret->held = state && !strcmp(state, "held");
	ret->different = state && !strcmp(state, "different");
	ret->q = input_text(in, "q");
	if (!ret->held && !ret->different)
		r = form_choice(cx, in, "state", key_states, &ret->state);
	return r == OK ? form_choice(cx, in, "kind", key_kinds, &ret->kind) : r;
}

int key_list(struct ctx *cx, const struct key_filter *f, struct key **ret, size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_KEY), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("k.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY k.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, key_fields, ret, ret_count);
}

int key_total(struct ctx *cx, const struct key_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM office_key k WHERE k.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

/* ---- loans ---- */

#define SELECT_LOAN \
	"SELECT l.id, l.number, l.key_id, k.number AS key_number, k.room, k.place, l.unit," \
	" l.borrower_id, l.borrower_name, l.second_name, l.request_id, l.request_number, l.purpose," \
	" l.count, l.paper, l.deposit_fen, l.deposit_number, l.deposit, l.approved_by," \
	" p.name AS approved_name, l.lent_by, a.name AS lent_by_name, l.lent_at, l.due_at," \
	" l.reminded_at, l.called_at, l.urgent, l.returned_at, l.returner, l.remark," \
	" l.lost FROM key_loan l" \
	" JOIN office_key k ON k.community_id = l.community_id AND k.id = l.key_id" \
	" LEFT JOIN account a ON a.id = l.lent_by LEFT JOIN account p ON p.id = l.approved_by" \
	" WHERE l.community_id = ?"

static bool late(const struct ctx *cx, const struct key_loan *l)
{
	return !l->returned_at && l->due_at < cx->now;
}

int key_loan_get(struct ctx *cx, int64_t id, struct key_loan *ret)
{
	int r = store_one(cx, SQL(SELECT_LOAN " AND l.id = ?"), BINDS(cx->community, id),
			  key_loan_fields, ret);

	if (r == OK)
		ret->overdue = late(cx, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条借用记录。")) : r;
}

int key_loan_list(struct ctx *cx, const struct key_loan_filter *f, struct key_loan **ret,
		  size_t *ret_count)
{
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(SELECT_LOAN), BINDS(cx->community));
	q.has_where = true;
	if (f->key)
		query_and(&q, PIECE("l.key_id = ?"), BINDS(f->key));
	if (f->borrower)
		query_and(&q, PIECE("l.borrower_id = ?"), BINDS(f->borrower));
	if (f->room)
		query_and(&q, PIECE("k.room = ?"), BINDS(f->room));
	if (f->from)
		query_and(&q, PIECE("l.lent_at >= ?"), BINDS(f->from));
	if (f->until)
		query_and(&q, PIECE("l.lent_at < ?"), BINDS(f->until));
	if (f->out || f->overdue)
		query_and(&q, PIECE("l.returned_at = 0"), BINDS());
	if (f->overdue)
		query_and(&q, PIECE("l.due_at < ?"), BINDS(cx->now));
	if (f->after)
		query_and(&q, PIECE("l.id < ?"), BINDS(f->after));
	if (f->overdue && !f->by_id)
		query_add(&q, PIECE(" ORDER BY l.due_at, l.id LIMIT ?"), BINDS((int64_t)f->most));
	else
		query_add(&q, PIECE(" ORDER BY l.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	r = query_list(cx, &q, key_loan_fields, ret, ret_count);
	for (size_t i = 0; r == OK && i < *ret_count; i++)
		(*ret)[i].overdue = late(cx, &(*ret)[i]);
	return r;
}

int key_overdue_count(struct ctx *cx, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM key_loan WHERE community_id = ? AND returned_at = 0"
			     " AND due_at < ?"),
			 BINDS(cx->community, cx->now), ret);
}

int key_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		 size_t *ret_count)
{
	struct key_loan *rows;
	int r = store_list(cx,
			   SQL(SELECT_LOAN " AND l.room_id = ? ORDER BY l.id DESC LIMIT ?"),
			   BINDS(cx->community, room, (int64_t)most), key_loan_fields, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++)
		(*ret)[i] = (struct timeline_entry){
			.at = rows[i].lent_at, .kind = "key",
			.label = rows[i].urgent ? T(cx, "应急动用") : T(cx, "钥匙"),
			.text = arena_printf(cx->arena, "%s %s", rows[i].borrower_name, rows[i].purpose),
			.number = rows[i].number, .page = "keys", .id = rows[i].key_id,
			.state = rows[i].lost ? T(cx, "遗失") : rows[i].returned_at ? T(cx, "已归还") : T(cx, "借出"),
			.colour = rows[i].returned_at && !rows[i].lost ? "grey"
				  : rows[i].lost || late(cx, &rows[i]) ? "red" : "amber",
			.who = rows[i].lent_by_name,
		};
	return OK;
}
