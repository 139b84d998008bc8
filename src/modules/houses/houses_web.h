/* What the page 房态图 shows. */
#ifndef ANJU_HOUSES_WEB_H
#define ANJU_HOUSES_WEB_H
#include "app/help.h"
#include "app/layer.h"
#include "modules/houses/houses.h"
#include "modules/people/people.h"

/* A cell: what the chosen layer says of the room. */
struct house_cell {
	const char *css_class, *text;
	int64_t number; /* 0 = none */
	bool late;      /* the number is red */
};
struct house_page {
	const char *building;
	const struct room_layer *layer; /* NULL = the states of the rooms */
	const struct room_layer *layers[8];
	size_t layer_count;
	struct house_cell *cells; /* as rooms */
	int64_t by_mark[16];      /* how many rooms, by the layer's marks in their order */
	struct building *buildings;
	size_t building_count;
	struct grid_room *rooms;
	size_t room_count;
	int64_t by_state[8]; /* how many, by enum room_state */
	struct post *posts;  /* who may be its steward */
	size_t post_count;
	int64_t post_id;     /* 楼栋管家; 0 = none was named */
};
/* The class of a cell. */
const char *room_state_class(int state);
extern const struct page_help houses_help[];
#endif
