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

/* ---- layers ---- */

static void find_layers(struct request *rq, struct house_page *p)
{
	const char *wanted = request_text(rq, "layer");

	for (const struct module *const *m = modules; *m; m++)
		for (const struct room_layer *l = (*m)->layers; l && l->word; l++) {
			if (!actor_may(rq->cx.actor, l->permission) ||
			    p->layer_count == COUNT(p->layers))
				continue;
			p->layers[p->layer_count++] = l;
			if (wanted && !strcmp(wanted, l->word))
				p->layer = l;
		}
}

static struct house_cell state_cell(struct ctx *cx, const struct grid_room *room)
{
	const struct choice *state = choice_of(room_states, room->state);

	return (struct house_cell){ room_state_class(room->state), state ? T(cx, state->label) : "",
				    room->open_count, room->overdue > 0 };
}

static int mark_cells(struct ctx *cx, struct house_page *p)
{
	struct room_mark *marks;
	size_t count;
	int r = p->layer->read(cx, p->building, &marks, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		const struct choice *c = choice_of(p->layer->marks, marks[i].value);
		size_t at = 0;
		while (at < p->room_count && p->rooms[at].id != marks[i].room_id)
			at++;
		if (at == p->room_count || !c)
			continue;
		p->cells[at] = (struct house_cell){ c->word, T(cx, c->label), marks[i].number,
						    !strcmp(c->word, "red") };
		if (c - p->layer->marks < (ptrdiff_t)COUNT(p->by_mark))
			p->by_mark[c - p->layer->marks]++;
	}
	return r;
}

static int fill_cells(struct ctx *cx, struct house_page *p)
{
	p->cells = arena_array(cx->arena, p->room_count + 1, sizeof *p->cells);
	for (size_t i = 0; i < p->room_count; i++)
		p->cells[i] = p->layer ? (struct house_cell){ "", "", 0, false }
				       : state_cell(cx, &p->rooms[i]);
	return p->layer ? mark_cells(cx, p) : OK;
}

static void grid_json(struct json *j, const struct house_page *p)
{
	json_text(j, "building", p->building);
	json_text(j, "layer", p->layer ? p->layer->word : NULL);
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
		if (p->layer) {
			json_text(j, "mark", *p->cells[i].text ? p->cells[i].text : NULL);
			json_int(j, "mark_number", p->cells[i].number);
		}
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
	find_layers(rq, &p);
	if (r == OK)
		r = fill_cells(&rq->cx, &p);
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
	{ "GET", "/houses", PERM_HOUSEHOLD_READ, grid,
	  "The rooms of a building with their states, or what a layer says: building, layer" },
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
	.help = houses_help,
};
