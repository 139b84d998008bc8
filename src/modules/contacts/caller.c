/* Who calls (来电人): by phone, room, name or initials, or by a message that was pasted. */
#include "base/text.h"
#include "modules/contacts/contacts.h"
#include "store/search.h"

/* Open matters of the rooms that the number's people have, without those already there. */
static int add_open_of_rooms(struct ctx *cx, struct caller_card *card)
{
	enum { OPEN_MAX = 20, OF_ROOM = 10 };
	struct request_record *all = arena_array(cx->arena, OPEN_MAX, sizeof *all);
	size_t count = MIN(card->open_count, (size_t)OPEN_MAX);

	if (count)
		memcpy(all, card->open, count * sizeof *all);
	for (size_t i = 0; i < card->people_count; i++) {
		struct request_record *rows;
		size_t n;
		int r = request_of_room(cx, card->people[i].room_id, true, OF_ROOM, &rows, &n);
		if (r < 0)
			return r;
		for (size_t k = 0; k < n && count < OPEN_MAX; k++) {
			size_t at = 0;
			while (at < count && all[at].id != rows[k].id)
				at++;
			if (at == count)
				all[count++] = rows[k];
		}
	}
	card->open = all;
	card->open_count = count;
	return OK;
}

/* Of the first room of the caller; most have but one. */
static int add_incidents(struct ctx *cx, struct caller_card *card)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < card->people_count && !card->incident_count; i++)
		r = incident_covering(cx, card->people[i].room, &card->incidents,
				      &card->incident_count);
	return r;
}

int caller_card(struct ctx *cx, const char *phone, struct caller_card *ret)
{
	struct contact_filter last = { .most = 5 };
	int r;

	*ret = (struct caller_card){ .phone = text_phone(cx->arena, phone) };
	if (!ret->phone)
		return fail_field(cx, "phone", T(cx, "这不像一个电话号码。"));
	last.phone = ret->phone;
	r = occupancy_of_phone(cx, ret->phone, &ret->people, &ret->people_count);
	if (r == OK)
		r = request_of_phone(cx, ret->phone, true, 10, &ret->open, &ret->open_count);
	if (r == OK)
		r = add_open_of_rooms(cx, ret);
	if (r == OK)
		r = complaint_of_phone(cx, ret->phone, true, 10, &ret->complaints,
				       &ret->complaint_count);
	if (r == OK)
		r = add_incidents(cx, ret);
	return r == OK ? contact_list(cx, &last, &ret->last, &ret->last_count) : r;
}

/* ---- whatever was typed ---- */

static int card_of_room(struct ctx *cx, const struct room *room, struct caller_card *card)
{
	struct contact_filter last = { .room = room->id, .most = 5 };
	int r = occupancy_of_room(cx, room->id, false, &card->people, &card->people_count);

	card->room = room->room;
	if (r == OK)
		r = request_of_room(cx, room->id, true, 10, &card->open, &card->open_count);
	if (r == OK)
		r = incident_covering(cx, room->room, &card->incidents, &card->incident_count);
	return r == OK ? contact_list(cx, &last, &card->last, &card->last_count) : r;
}

/* OK and ret->id 0 when there is no such room. */
static int room_meant(struct ctx *cx, const char *typed, struct room *ret)
{
	int r;

	*ret = (struct room){ 0 };
	if (!text_room(cx->arena, typed))
		return OK;
	r = room_find(cx, typed, ret);
	if (r != ERR_NOT_FOUND)
		return r;
	cx->why[0] = '\0';
	*ret = (struct room){ 0 };
	return OK;
}

/* A number that a short room number cannot be taken for. */
static const char *phone_meant(struct ctx *cx, const char *typed)
{
	enum { SHORTEST = 7 };
	const char *phone = text_phone(cx->arena, typed);

	return phone && strlen(phone) >= SHORTEST ? phone : NULL;
}

static bool is_meant(struct ctx *cx, const struct occupancy *o, const char *folded)
{
	return strstr(text_fold(cx->arena, o->name), folded) ||
	       strstr(text_initials(cx->arena, o->name), folded) ||
	       (o->phone && strstr(o->phone, folded));
}

/* The rooms that the search finds, each with the person that is meant, else the first. */
static int find_people(struct ctx *cx, const char *typed, struct caller_card *card)
{
	enum { ROOMS = 8 };
	const char *folded = text_fold(cx->arena, typed);
	int64_t *ids;
	size_t count;
	int r = search_find(cx, "household", typed, 0, ROOMS, &ids, &count);

	if (r == ERR_INVALID) { /* signs only */
		cx->why[0] = '\0';
		return OK;
	}
	if (r == OK)
		card->found = arena_array(cx->arena, count, sizeof *card->found);
	for (size_t i = 0; r == OK && i < count; i++) {
		struct occupancy *people;
		size_t n, at = 0;
		r = occupancy_of_room(cx, ids[i], false, &people, &n);
		if (r < 0 || !n)
			continue;
		while (at < n && !is_meant(cx, &people[at], folded))
			at++;
		card->found[card->found_count++] = people[at < n ? at : 0];
	}
	return r;
}

/* A message as it is pasted: its phone, its room, and the words between. */
static int take_apart(struct ctx *cx, const char *typed, const char **phone, struct room *room,
		      const char **words)
{
	static const char *const separators[] = { " ", "\t", "\n", "\r", ",", ";", ":", "/", "，",
						  "；", "：", "。", "、", "　" };
	struct strbuf rest;
	int r = OK;

	*phone = NULL;
	*room = (struct room){ 0 };
	strbuf_init(&rest, cx->arena, strlen(typed) + 1);
	for (const char *s = typed; *s && r == OK;) {
		size_t n = 0, skip = 0;
		char *piece;
		while (s[n] && !skip) {
			for (size_t i = 0; !skip && i < COUNT(separators); i++)
				if (text_starts(s + n, separators[i]))
					skip = strlen(separators[i]);
			n += !skip;
		}
		piece = arena_strndup(cx->arena, s, n);
		if (!*phone && (*phone = phone_meant(cx, piece)))
			piece = NULL;
		if (piece && !room->id)
			r = room_meant(cx, piece, room);
		if (piece && !(room->id && !strcmp(text_room(cx->arena, piece)
							   ? text_room(cx->arena, piece)
							   : "",
						   room->room)))
			strbuf_add(&rest, s, n + skip);
		s += n + skip;
	}
	*words = text_trim(cx->arena, rest.s);
	return r;
}

int caller_find(struct ctx *cx, const char *typed, struct caller_card *ret)
{
	const char *phone = phone_meant(cx, typed), *words = "";
	struct room room;
	int r;

	*ret = (struct caller_card){ .typed = typed };
	if (text_blank(typed))
		return OK;
	if (phone)
		return caller_card(cx, phone, ret);
	r = room_meant(cx, typed, &room);
	if (r == OK && !room.id)
		r = take_apart(cx, typed, &phone, &room, &words);
	if (r == OK && phone)
		r = caller_card(cx, phone, ret);
	if (r == OK && room.id && !ret->people_count)
		r = card_of_room(cx, &room, ret);
	if (r == OK && !phone && !room.id)
		return find_people(cx, typed, ret);
	ret->text = words;
	ret->typed = typed;
	return r;
}
