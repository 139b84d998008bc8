/* What the page 房态图 shows. */
#ifndef ANJU_HOUSES_WEB_H
#define ANJU_HOUSES_WEB_H
#include "modules/houses/houses.h"
#include "modules/people/people.h"

struct house_page {
	const char *building;
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
#endif
