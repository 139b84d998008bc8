#include "modules/incidents/incidents.h"
#include "app/number.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/incidents/incident_parts.h"
#include "store/store.h"

enum { AREAS_MOST = 60, COVERING_MOST = 5, REPORTERS_MOST = 5000, LINKS_MOST = 1000 };

/* ---- what it covers ---- */

/* "3、5-2，6" → scopes one after the other; NULL at the end. Cuts *rest. */
static char *next_scope(struct ctx *cx, char **rest)
{
	static const char *const marks[] = { "、", "，", ",", "；", ";", " ", "\n" };
	char *start = *rest, *cut = NULL;
	size_t width = 0;

	if (!start)
		return NULL;
	for (size_t i = 0; i < COUNT(marks); i++) {
		char *found = strstr(start, marks[i]);
		if (found && (!cut || found < cut)) {
			cut = found;
			width = strlen(marks[i]);
		}
	}
	*rest = cut ? cut + width : NULL;
	if (cut)
		*cut = '\0';
	return text_trim(cx->arena, start);
}

/* A building, an entrance or a room that there is. */
static int check_scope(struct ctx *cx, const char *scope)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT id FROM room WHERE community_id = ? AND (room = ? OR (room >= ?"
			      " AND room < ?)) LIMIT 1"),
			  BINDS(cx->community, scope, arena_printf(cx->arena, "%s-", scope),
				arena_printf(cx->arena, "%s-~", scope)),
			  &found);

	return r == ERR_NOT_FOUND
		? fail_field(cx, "areas", T(cx, "没有 %s 这个楼栋、单元或房号。"), scope) : r;
}

static int save_scope(struct ctx *cx, int64_t incident, const char *scope)
{
	return store_exec(cx,
			  SQL("INSERT INTO incident_area (community_id, incident_id, scope)"
			      " VALUES (?, ?, ?) ON CONFLICT (community_id, incident_id, scope) DO NOTHING"),
			  BINDS(cx->community, incident, scope));
}

/* "3栋" is 3, "3栋2单元" is 3-2: the words of people go, their numbers stay. */
static const char *plain_scope(struct ctx *cx, const char *typed)
{
	static const struct {
		const char *word;
	} room_words[] = { { "栋" }, { "幢" }, { "号楼" }, { "单元" }, { "座" } };
	const char *room = text_room(cx->arena, typed);
	struct strbuf b;

	if (room)
		return room;
	strbuf_init(&b, cx->arena, 200);
	while (*typed) {
		size_t skipped = 0;
		for (size_t i = 0; i < COUNT(room_words) && !skipped; i++)
			if (text_starts(typed, room_words[i].word))
				skipped = strlen(room_words[i].word);
		if (skipped && typed[skipped])
			strbuf_char(&b, '-');
		else if (!skipped)
			strbuf_char(&b, *typed);
		typed += skipped ? skipped : 1;
	}
	return b.s;
}

int incident_save_areas(struct ctx *cx, int64_t incident, const char *typed, const char **ret)
{
	char *rest = arena_strdup(cx->arena, typed ? typed : ""), *scope;
	struct strbuf told;
	size_t count = 0;
	int r = OK;

	strbuf_init(&told, cx->arena, 4000);
	while (r == OK && (scope = next_scope(cx, &rest))) {
		const char *plain = plain_scope(cx, scope);
		if (text_blank(plain))
			continue;
		if (count++ == AREAS_MOST)
			return fail_field(cx, "areas", T(cx, "范围最多写 %d 项，再多就是全小区。"), AREAS_MOST);
		r = check_scope(cx, plain);
		if (r == OK)
			r = save_scope(cx, incident, plain);
		strbuf_printf(&told, "%s%s", told.len ? "、" : "", plain);
	}
	if (r == OK && !count)
		r = save_scope(cx, incident, "");
	*ret = count ? told.s : T(cx, "全小区");
	return r;
}

/* ---- taking in ---- */

static int check_intake(struct ctx *cx, const struct incident_intake *in)
{
	if (in->began_at > cx->now + MINUTES(1))
		return fail_field(cx, "began_at", T(cx, "开始时间不能晚于现在。"));
	if (in->began_at && in->began_at < cx->now - DAYS(31))
		return fail_field(cx, "began_at", T(cx, "补录最多到 31 天前。"));
	if (in->expected_at && in->expected_at <= MAX(in->began_at, cx->now - DAYS(31)))
		return fail_field(cx, "expected_at", T(cx, "预计恢复的时间应在开始之后。"));
	return OK;
}

int incident_open(struct ctx *cx, const struct incident_intake *in, struct incident *ret)
{
	int64_t id = id_new(cx->now);
	const char *areas;
	char *number;
	int r = check_intake(cx, in);

	if (r == OK)
		r = incident_save_areas(cx, id, in->areas, &areas);
	if (r == OK)
		r = number_next(cx, "SJ", &number);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO incident (community_id, id, number, state, kind, title,"
				   " text, areas, began_at, expected_at, ended_at, result, closed_at,"
				   " due_at, created_by, created_at, version)"
				   " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, '', 0, 0, ?, ?, 1)"),
			       BINDS(cx->community, id, number, in->kind, in->title,
				     in->text ? in->text : "", areas,
				     in->began_at ? in->began_at : cx->now, in->expected_at,
				     cx->actor ? cx->actor->id : 0, cx->now));
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "incident", .subject_id = id,
							     .action = "open", .to_state = "open",
							     .note = in->title,
							     .claimed_at = in->began_at });
	if (r == OK)
		r = incident_get(cx, id, ret);
	if (r == OK)
		r = incident_clock_restore(cx, ret);
	return r == OK ? incident_get(cx, id, ret) : r;
}

/* ---- reading ---- */

#define SELECT_INCIDENT \
	"SELECT i.id, i.number, i.state, i.kind, i.title, i.text, i.areas, i.began_at, i.expected_at," \
	" i.ended_at, i.result, i.closed_at, i.due_at, i.created_by, i.created_at, i.version," \
	" (SELECT COUNT(*) FROM incident_reporter p WHERE p.community_id = i.community_id" \
	" AND p.incident_id = i.id) AS reporters," \
	" (SELECT COUNT(*) FROM incident_reporter p WHERE p.community_id = i.community_id" \
	" AND p.incident_id = i.id AND p.told_at = 0) AS untold FROM incident i "

int incident_get(struct ctx *cx, int64_t id, struct incident *ret)
{
	int r = store_one(cx, SQL(SELECT_INCIDENT "WHERE i.community_id = ? AND i.id = ?"),
			  BINDS(cx->community, id), incident_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这个事件。")) : r;
}

int incident_find(struct ctx *cx, const char *typed, const char *field, struct incident *ret)
{
	const char *number = text_trim(cx->arena, typed);
	int64_t id;
	int r = OK;

	if (text_int(number, &id) < 0)
		r = store_int(cx, SQL("SELECT id FROM incident WHERE community_id = ? AND number = ?"),
			      BINDS(cx->community, number), &id);
	if (r == OK)
		r = incident_get(cx, id, ret);
	return r == ERR_NOT_FOUND ? fail_field(cx, field, T(cx, "没有找到编号 %s 的事件。"), number) : r;
}

int incident_list(struct ctx *cx, int state, int64_t after, size_t most, struct incident **ret,
		  size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_INCIDENT "WHERE i.community_id = ? AND (? = 0 OR i.state = ?)"
					      " AND i.id < ? ORDER BY i.id DESC LIMIT ?"),
			  BINDS(cx->community, state, state, after ? after : INT64_MAX, (int64_t)most),
			  incident_fields, ret, ret_count);
}

int incident_total(struct ctx *cx, int state, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM incident WHERE community_id = ?"
			     " AND (? = 0 OR state = ?)"),
			 BINDS(cx->community, state, state), ret);
}

#define COVERS \
	"EXISTS (SELECT 1 FROM incident_area a WHERE a.community_id = i.community_id" \
	" AND a.incident_id = i.id AND (a.scope = '' OR a.scope = ? OR ? LIKE a.scope || '-%'))"

int incident_covering(struct ctx *cx, const char *room, struct incident **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_INCIDENT "WHERE i.community_id = ? AND i.state = 1 AND " COVERS
					      " ORDER BY i.id DESC LIMIT ?"),
			  BINDS(cx->community, room, room, COVERING_MOST), incident_fields, ret,
			  ret_count);
}

int incident_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		      size_t *ret_count)
{
	struct room where;
	struct incident *rows;
	int r = room_get(cx, room, &where);

	if (r == OK)
		r = store_list(cx,
			       SQL(SELECT_INCIDENT "WHERE i.community_id = ? AND " COVERS
						   " ORDER BY i.id DESC LIMIT ?"),
			       BINDS(cx->community, where.room, where.room, (int64_t)most),
			       incident_fields, &rows, ret_count);
	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++)
		(*ret)[i] = (struct timeline_entry){
			.at = rows[i].began_at, .kind = "incident", .text = rows[i].title,
			.label = T(cx, choice_of(incident_kinds, rows[i].kind)->label),
			.number = rows[i].number, .page = "incidents", .id = rows[i].id,
			.state = T(cx, choice_of(incident_states, rows[i].state)->label),
			.colour = rows[i].state == INCIDENT_OPEN ? "red" : "grey",
		};
	return OK;
}

/* ---- who reported it ---- */

int incident_reporters(struct ctx *cx, int64_t incident, struct incident_reporter **ret,
		       size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT p.id, p.incident_id, p.person_name, p.phone, p.room_id, p.room,"
			      " p.times, p.first_at, p.last_at, p.told_at, p.told_by,"
			      " a.name AS told_name, p.told_way FROM incident_reporter p"
			      " LEFT JOIN account a ON a.id = p.told_by"
			      " WHERE p.community_id = ? AND p.incident_id = ?"
			      " ORDER BY CASE WHEN p.told_at = 0 THEN 0 ELSE 1 END, p.room, p.id LIMIT ?"),
			  BINDS(cx->community, incident, REPORTERS_MOST), incident_reporter_fields, ret,
			  ret_count);
}

int incident_reporter_get(struct ctx *cx, int64_t id, struct incident_reporter *ret)
{
	int r = store_one(cx,
			  SQL("SELECT id, incident_id, person_name, phone, room_id, room, times, first_at,"
			      " last_at, told_at, told_by, told_way FROM incident_reporter"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, id), incident_reporter_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这位报事人。")) : r;
}

int incident_of_reporter(struct ctx *cx, int64_t id, int64_t *ret)
{
	struct incident_reporter p = { 0 };
	int r = incident_reporter_get(cx, id, &p);

	*ret = p.incident_id;
	return r;
}

int incident_links(struct ctx *cx, int64_t incident, struct incident_link **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT subject, subject_id, linked_at FROM incident_link"
			      " WHERE community_id = ? AND incident_id = ?"
			      " ORDER BY linked_at DESC, subject_id DESC LIMIT ?"),
			  BINDS(cx->community, incident, LINKS_MOST), incident_link_fields, ret,
			  ret_count);
}

int incident_of(struct ctx *cx, const char *subject, int64_t id, int64_t *ret)
{
	int r = store_int(cx,
			  SQL("SELECT incident_id FROM incident_link WHERE community_id = ?"
			      " AND subject = ? AND subject_id = ?"),
			  BINDS(cx->community, subject, id), ret);

	if (r == ERR_NOT_FOUND)
		*ret = 0;
	return r == ERR_NOT_FOUND ? OK : r;
}

static int add_reporter(struct ctx *cx, int64_t incident, const struct incident_report *who,
			const struct room *room)
{
	const char *phone = who->phone ? who->phone : "";

	if (!*phone && !room->id)
		return OK;
	return store_exec(cx,
			  SQL("INSERT INTO incident_reporter (community_id, id, incident_id, person_name,"
			      " phone, room_id, room, times, first_at, last_at, told_at, told_by, told_way)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0, 0, 0)"
			      " ON CONFLICT (community_id, incident_id, room_id, phone) DO UPDATE SET"
			      " times = incident_reporter.times + 1, last_at = excluded.last_at"),
			  BINDS(cx->community, id_new(cx->now), incident,
				who->person_name ? who->person_name : "", phone, room->id, room->room,
				cx->now, cx->now));
}

static int link_to(struct ctx *cx, int64_t incident, const char *subject, int64_t subject_id)
{
	int64_t old;
	int r = incident_of(cx, subject, subject_id, &old);

	if (r == OK && old == incident)
		return OK;
	if (r == OK && old)
		return fail(cx, ERR_CONFLICT, T(cx, "它已经并入另一个事件。"));
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("INSERT INTO incident_link (community_id, incident_id, subject,"
				      " subject_id, linked_at) VALUES (?, ?, ?, ?, ?)"),
				  BINDS(cx->community, incident, subject, subject_id, cx->now));
}

int incident_attach(struct ctx *cx, int64_t incident, const struct incident_report *who,
		    const char *subject, int64_t subject_id)
{
	struct incident i;
	struct room room = { .room = "" };
	int r = incident_get(cx, incident, &i);

	if (r == OK && i.state != INCIDENT_OPEN)
		return fail(cx, ERR_CONFLICT, T(cx, "事件 %s 已经恢复，请按新的报事登记。"), i.number);
	if (r == OK && !text_blank(who->room)) {
		r = room_find(cx, who->room, &room);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "room", "%s", cx->why);
	}
	if (r == OK && !subject && text_blank(who->phone) && !room.id)
		return fail_field(cx, "phone", T(cx, "请填写电话或房号，恢复时才能告知。"));
	if (r == OK)
		r = add_reporter(cx, incident, who, &room);
	if (r == OK && subject)
		r = link_to(cx, incident, subject, subject_id);
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
					       .subject = "incident", .subject_id = incident,
					       .action = "attach_reporter",
					       .note = arena_printf(cx->arena, "%s %s", room.room,
								    who->person_name ? who->person_name
										     : "") });
}
