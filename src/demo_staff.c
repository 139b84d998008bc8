/* The people of the demonstration office: their posts, logins and passwords. */
#include "demo_parts.h"
#include "app/app.h"
#include "modules/people/people.h"
#include "store/store.h"

const char *demo_password(struct arena *a, const struct demo_estate *e, const char *login)
{
	static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789";
	struct demo_random r = demo_random(e->seed, login, 0);
	char *text = arena_alloc(a, 15);

	for (int i = 0; i < 14; i++)
		text[i] = i % 5 == 4 ? '-' : signs[demo_below(&r, sizeof signs - 1)];
	return text;
}

static struct actor actor_of(const struct ctx *cx, const struct demo_estate *e,
			     const struct demo_staff *s, int64_t id)
{
	return (struct actor){ .id = id, .login = s->login, .name = s->name,
			       .roles = INT64_C(1) << s->role, .community = cx->community,
			       .community_name = e->name, .zone_minutes = ZONE_SHANGHAI };
}

/* The one-time password is changed at once; in another community he has one already. */
static int take_office(struct ctx *cx, const struct demo_estate *e, struct demo_staff *s,
		       const char *one_time)
{
	char cookie[SESSION_COOKIE];
	int64_t id;
	int r = people_find(cx, s->login, &id);

	if (r < 0)
		return r;
	s->actor = actor_of(cx, e, s, id);
	if (!one_time)
		return OK;
	cx->actor = &s->actor;
	r = password_change(cx, one_time, demo_password(cx->arena, e, s->login), NULL, NULL, cookie);
	cx->actor = NULL;
	return r;
}

static int end_session(struct ctx *cx, void *arg)
{
	cx->actor = arg;
	return own_sign_out(cx, NULL);
}

struct giving {
	const struct demo_staff *staff;
	int64_t id;
};

/* A named post beside that of the role, made by the first who gets it. */
static int give_post(struct ctx *cx, void *arg)
{
	const struct giving *g = arg;
	int64_t post;
	int r = store_int(cx, SQL("SELECT id FROM post WHERE community_id = ? AND name = ?"),
			  BINDS(cx->community, g->staff->post), &post);

	if (r == ERR_NOT_FOUND)
		r = post_add(cx, &(struct post){ .name = g->staff->post, .role = g->staff->role },
			     &post);
	return r < 0 ? r : tenure_give(cx, g->id, &(struct tenure_new){ .post_id = post });
}

static int hire(struct ctx *cx, const struct demo_estate *e, struct demo_staff *s, int which)
{
	struct staff_new in = { .login = s->login, .name = s->name, .role = s->role,
				.phone = arena_printf(cx->arena, "13900000%03d", which),
				.password = demo_password(cx->arena, e, s->login) };
	struct giving g = { .staff = s };
	const char *one_time;
	int r = staff_add(cx, &in, &g.id, &one_time);

	if (r == OK && s->post)
		r = app_write(cx, give_post, &g);
	if (r == OK)
		s->actor = actor_of(cx, e, s, g.id);
	return r;
}

int demo_hire(struct ctx *cx, struct demo_estate *e)
{
	const char *login, *one_time;
	int r = people_init_office(cx, e->name, &login, &one_time);

	for (size_t i = 0; r == OK && i < e->staff_count; i++) {
		struct demo_staff *s = &e->staff[i];
		if (s->role != ROLE_ADMINISTRATOR)
			r = hire(cx, e, s, (int)i + 1);
		else if ((r = take_office(cx, e, s, one_time)) == OK)
			r = app_write(cx, end_session, &s->actor);
	}
	cx->actor = NULL;
	return r;
}
