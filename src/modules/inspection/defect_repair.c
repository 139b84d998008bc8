/* The repair that goes with a defect (转报修): it comes and ends with it, by the program, so that the
 * queue, the board and the household's file show what the builder owes. */
#include "app/post.h"
#include "base/civil.h"
#include "modules/inspection/inspection_parts.h"
#include "modules/requests/requests.h"
#include "store/store.h"

/* By the program itself: who notes a defect need not be one who may send or close repairs. */
static int take(struct ctx *cx, int64_t request, const char *action, const char *const *pairs,
		struct request_record *ret)
{
	const struct actor *actor = cx->actor;
	struct input in;
	int r;

	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	cx->actor = NULL;
	r = request_step(cx, request, action, 0, &in, ZONE_SHANGHAI, ret);
	cx->actor = actor;
	return r;
}
#define TAKE(cx, request, action, ret, ...) \
	take(cx, request, action, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL }, ret)

static int repair_of(struct ctx *cx, const struct defect *d, struct request_record *ret)
{
	const struct actor *actor = cx->actor;
	int r;

	cx->actor = NULL;
	r = request_get(cx, d->request_id, ret);
	cx->actor = actor;
	return r;
}

int defect_repair_open(struct ctx *cx, const struct defect *d, int64_t due, int64_t *ret,
		       const char **ret_number)
{
	const char *place = T(cx, choice_of(inspection_places, d->place)->label);
	struct request_intake in = {
		.kind = KIND_REPAIR, .source = SOURCE_OWNER, .room = d->room, .place = place,
		.title = arena_printf(cx->arena, T(cx, "验房问题：%s"), place),
		.text = arena_printf(cx->arena, T(cx, "%s（验房问题 %s，由 %s 整改）"), d->text, d->number,
				     d->builder),
		.appointment_at = due,
	};
	struct request_record q;
	int64_t post;
	int r = request_open(cx, &in, &q);

	if (r == OK)
		r = post_of_role(cx, ROLE_ENGINEERING_MANAGER, &post);
	if (r == OK && post)
		r = TAKE(cx, q.id, "dispatch", &q, "post", arena_printf(cx->arena, "%" PRId64, post),
			 "remark", arena_printf(cx->arena, T(cx, "督促 %s 在期限内整改"), d->builder));
	*ret = q.id;
	*ret_number = q.number;
	return r;
}

/* A worker may have moved it on meanwhile: only what is missing is done. */
int defect_repair_done(struct ctx *cx, const struct defect *d, const char *text)
{
	struct request_record q;
	int64_t post = 0;
	int r = d->request_id ? repair_of(cx, d, &q) : ERR_NOT_FOUND;

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	if (q.state == REQUEST_NEW) {
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
		if (r == OK && post)
			r = TAKE(cx, q.id, "dispatch", &q, "post",
				 arena_printf(cx->arena, "%" PRId64, post));
	}
	if (r == OK && q.state == REQUEST_DISPATCHED)
		r = TAKE(cx, q.id, "arrive", &q);
	if (r == OK && q.state == REQUEST_WAITING)
		r = TAKE(cx, q.id, "resume", &q);
	if (r == OK && q.state == REQUEST_ARRIVED)
		r = TAKE(cx, q.id, "finish", &q, "result", text);
	return r;
}

int defect_repair_passed(struct ctx *cx, const struct defect *d, const char *who)
{
	struct request_record q;
	int r = d->request_id ? repair_of(cx, d, &q) : ERR_NOT_FOUND;

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	if (q.state == REQUEST_FINISHED)
		r = TAKE(cx, q.id, "sign", &q, "signed_by", who);
	if (r == OK && q.state == REQUEST_SIGNED)
		r = TAKE(cx, q.id, "close", &q);
	return r;
}

/* Done again: its clock is the builder's, told as the time that was promised. */
int defect_repair_again(struct ctx *cx, const struct defect *d, const char *why)
{
	struct request_record q;
	int64_t days, again;
	char at[CIVIL_TEXT];
	int r = d->request_id ? repair_of(cx, d, &q) : ERR_NOT_FOUND;

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	if (q.state == REQUEST_FINISHED || q.state == REQUEST_SIGNED)
		r = TAKE(cx, q.id, "redo", &q, "reason", why);
	if (r == OK)
		r = setting_int(cx, "requests.promise_days", &days);
	if (r == OK)
		r = setting_int(cx, "inspection.again_days", &again);
	if (r < 0 || q.state != REQUEST_ARRIVED)
		return r;
	return TAKE(cx, q.id, "wait", &q, "reason", T(cx, "施工单位再次整改"), "promised_at",
		    civil_rfc3339(cx->now + DAYS(MIN(days, again)), ZONE_SHANGHAI, at));
}

static int follow_one(struct ctx *cx, int64_t id)
{
	const struct actor *actor = cx->actor;
	struct defect d;
	struct input in;
	int r;

	input_init(&in, cx->arena);
	input_add(&in, "text", T(cx, "报修工单已完工"));
	cx->actor = NULL;
	r = defect_get(cx, id, &d);
	if (r < 0 || d.state != DEFECT_OPEN) {
		cx->actor = actor;
		return r;
	}
	r = defect_step(cx, id, "fixed", 0, &in, ZONE_SHANGHAI, &d);
	cx->actor = actor;
	/* who finished the repair said so, and does not check it himself */
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE defect SET fixed_by = ? WHERE community_id = ? AND id = ?"),
				  BINDS(actor ? actor->id : 0, cx->community, id));
}

int defect_repair_finished(struct ctx *cx, int64_t request)
{
	int64_t id;
	int r = store_int(cx, SQL("SELECT id FROM defect WHERE community_id = ? AND request_id = ?"),
			  BINDS(cx->community, request), &id);

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	return follow_one(cx, id);
}
