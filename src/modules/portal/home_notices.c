/* Notices of the office as a resident reads them; reading one is its delivery (送达). */
#include "base/civil.h"
#include "base/text.h"
#include "modules/portal/home_parts.h"

enum { SHOWN_DAYS = 90, MOST = 30, LETTERS_MOST = 20 };

/* One that reached two of his rooms stands once, and waits while either waits. */
static void put_in(struct announcement_seen *list, size_t *count,
		   const struct announcement_seen *one)
{
	size_t at = 0;

	for (size_t i = 0; i < *count; i++) {
		if (list[i].id == one->id) {
			list[i].waits |= one->waits;
			return;
		}
	}
	while (at < *count && list[at].sent_at >= one->sent_at)
		at++;
	for (size_t i = *count; i > at; i--)
		list[i] = list[i - 1];
	list[at] = *one;
	(*count)++;
}

int home_notice_list(struct ctx *cx, const struct home_user *u, struct announcement_seen **ret,
		     size_t *ret_count)
{
	int r = OK;

	*ret = arena_array(cx->arena, MOST * HOME_ROOMS, sizeof **ret);
	*ret_count = 0;
	for (size_t i = 0; r == OK && i < u->room_count; i++) {
		struct announcement_seen *list;
		size_t count;
		r = announcement_of_room(cx, u->rooms[i].room_id, cx->now - DAYS(SHOWN_DAYS), &list,
					 &count);
		for (size_t k = 0; r == OK && k < MIN(count, (size_t)MOST); k++)
			put_in(*ret, ret_count, &list[k]);
	}
	return r;
}

int home_notice_get(struct ctx *cx, const struct home_user *u, int64_t id,
		    struct announcement_seen *ret)
{
	struct announcement_seen *list;
	size_t count;
	int r = home_notice_list(cx, u, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		if (list[i].id == id) {
			*ret = list[i];
			return OK;
		}
	}
	return r < 0 ? r : fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这条通知，可能已经撤回。"));
}

int home_notice_read(struct ctx *cx, const struct home_user *u, int64_t id)
{
	struct announcement_seen n;
	int r = home_notice_get(cx, u, id, &n);

	for (size_t i = 0; r == OK && i < u->room_count; i++)
		r = delivery_read(cx, id, u->rooms[i].room_id);
	return r;
}

/* ---- 收楼、入伙通知书 ---- */

/* An owner's letter is no tenant's, and none of whoever has seen the card on the door. */
static bool owns(const struct home_user *u, size_t room)
{
	return u->kind != HOME_CARD && u->rooms[room].relation <= RELATION_COOWNER;
}

/* After a resale the flat's letters are the former owner's still. */
static bool is_addressee(struct ctx *cx, const struct movein_notice *n, const char *name)
{
	char *rest = arena_strdup(cx->arena, n->buyers), *one;

	for (char *at; (at = strstr(rest, "、"));)
		memset(at, '\n', strlen("、"));
	while ((one = text_split(&rest, '\n')))
		if (!strcmp(text_trim(cx->arena, one), name))
			return true;
	return false;
}

int home_calls(struct ctx *cx, const struct home_user *u, struct movein_notice **ret,
	       size_t *ret_count)
{
	int r = OK;

	*ret = arena_array(cx->arena, LETTERS_MOST * HOME_ROOMS, sizeof **ret);
	*ret_count = 0;
	for (size_t i = 0; r == OK && i < u->room_count; i++) {
		struct movein_notice *rows;
		size_t count;
		if (!owns(u, i))
			continue;
		r = movein_notices_of_room(cx, u->rooms[i].room_id, &rows, &count);
		for (size_t k = 0; r == OK && k < count; k++)
			if (is_addressee(cx, &rows[k], u->name))
				(*ret)[(*ret_count)++] = rows[k];
	}
	return r;
}
