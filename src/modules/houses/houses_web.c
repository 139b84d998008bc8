#include "modules/houses/houses_web.h"
#include "app/module.h"
#include "base/text.h"
#include "modules/houses/templates.h"

const char *room_state_class(int state)
{
	static const char *const classes[] = {
		[ROOM_UNSOLD] = "unsold",     [ROOM_UNDELIVERED] = "taken", [ROOM_VACANT] = "vacant",
		[ROOM_RENOVATING] = "works", [ROOM_OCCUPIED] = "own",	    [ROOM_LET] = "let",
	};
	return state > 0 && state < (int)COUNT(classes) ? classes[state] : "";
}

static void grid_json(struct json *j, const struct house_page *p)
{
	json_text(j, "building", p->building);
	json_array(j, "buildings");
	for (size_t i = 0; i < p->building_count; i++) {
		json_object(j, NULL);
		json_record(j, building_table, &p->buildings[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "items");
	for (size_t i = 0; i < p->room_count; i++) {
		json_object(j, NULL);
		json_record(j, grid_fields, &p->rooms[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static int grid(struct request *rq)
{
	struct house_page p = { .building = request_text(rq, "building") };
	int r = building_list(&rq->cx, &p.buildings, &p.building_count);

	if (r == OK && text_blank(p.building))
		p.building = p.building_count ? p.buildings[0].building : "";
	if (r == OK)
		r = grid_of_building(&rq->cx, p.building, &p.rooms, &p.room_count);
	if (r == OK && rq->wants == WANTS_HTML)
		r = post_list(&rq->cx, false, &p.posts, &p.post_count);
	if (r < 0)
		return r;
	for (size_t i = 0; i < p.building_count; i++)
		if (!strcmp(p.buildings[i].building, p.building))
			p.post_id = p.buildings[i].post_id;
	for (size_t i = 0; i < p.room_count; i++)
		if (p.rooms[i].state > 0 && p.rooms[i].state < (int)COUNT(p.by_state))
			p.by_state[p.rooms[i].state]++;
	return REPLY(rq, T(&rq->cx, "房态图"), houses_grid_html, grid_json, &p);
}

static void steward_json(struct json *j, const struct building *b)
{
	json_text(j, "building", b->building);
	json_id(j, "post_id", b->post_id);
}

static int steward(struct request *rq)
{
	struct building b = { .building = request_text(rq, "building") };
	int r = request_int(rq, "post", 0, &b.post_id);

	if (r == OK)
		r = building_assign(&rq->cx, b.building, b.post_id);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, steward_json, &b, "/houses?building=%s", b.building);
}

static const struct route routes[] = {
	{ "GET", "/houses", PERM_HOUSEHOLD_READ, grid, "The rooms of a building with their states" },
	{ "POST", "/houses/:building/steward", PERM_HOUSEHOLD_STEWARD, steward,
	  "Name the steward's post of a building: post", .form = grid },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/houses", "房态图", "rooms", PERM_HOUSEHOLD_READ, 45, "gr" },
	{ 0 },
};

const struct module houses_module = {
	.name = "houses",
	.label = "房态图",
	.routes = routes,
	.menu = menu,
};
