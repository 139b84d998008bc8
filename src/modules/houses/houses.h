/* Houses (房屋): building (楼栋), entrance (单元), floor (楼层), room (房号) with its state. Rooms are
 * called by their shorthand: building-entrance-room, "3-2-501"; a building without entrances gives
 * "3-501". Implements domain 0.2. */
#ifndef ANJU_HOUSES_H
#define ANJU_HOUSES_H
#include "base/ctx.h"
#include "base/field.h"

/* 房屋状态 */
enum room_state {
	ROOM_UNSOLD = 1,    /* 未售 */
	ROOM_UNDELIVERED,   /* 已售未交付: 未收 */
	ROOM_VACANT,        /* 已交付空置: 空置 */
	ROOM_RENOVATING,    /* 装修中: 装修 */
	ROOM_OCCUPIED,      /* 已入住: 自住 */
	ROOM_LET,           /* 出租 */
};
/* 用途 */
enum room_use { ROOM_DWELLING = 1, ROOM_SHOP, ROOM_PARKING };
extern const struct choice room_states[], room_uses[];

struct room {
	int64_t id;
	const char *room;       /* shorthand, unique in the community */
	const char *building, *entrance, *door; /* "3", "2" ("" = none), "501" */
	int floor;
	int64_t area_mass;      /* 建筑面积: thousandths of m² */
	int64_t inner_mass;     /* 套内面积 */
	const char *layout;     /* 户型 */
	int use, state;
	int delivered_on;       /* 交付日期: day number, 0 = not yet */
	const char *remark;
	int64_t version, created_at;
};
extern const struct fields room_fields;

/* typed: any way people write it (text_room). ERR_NOT_FOUND names the nearest rooms there are. */
int room_find(struct ctx *cx, const char *typed, struct room *ret) MUST_USE;
int room_get(struct ctx *cx, int64_t id, struct room *ret) MUST_USE;
/* Makes the room, or updates the one with that shorthand. What was not said (0, NULL) stays.
 * version 0 = whatever it is. Inside a write; journalled. */
enum put { PUT_SAME, PUT_CHANGED, PUT_NEW };
int room_put(struct ctx *cx, const struct room *r, int64_t *ret_id, enum put *ret_put) MUST_USE;
/* 楼栋 */
struct building {
	const char *building;
	int64_t rooms, occupied;
	int64_t post_id;       /* 楼栋管家; 0 = none was named */
	const char *post_name; /* joined for reading */
};
extern const struct fields building_table;
int building_list(struct ctx *cx, struct building **ret, size_t *ret_count) MUST_USE;
/* Whose building it is (楼栋管家): the post named for it, else the first post of the stewards; 0 when
 * the office has neither. */
int building_post(struct ctx *cx, const char *building, int64_t *ret_post) MUST_USE;
/* Names the post; 0 = none any more. In a write; journalled. */
int building_assign(struct ctx *cx, const char *building, int64_t post) MUST_USE;
/* 房态图: a room with what is open there */
struct grid_room {
	int64_t id;
	const char *room, *entrance, *door;
	int floor, state;
	int64_t open_count, overdue;
};
extern const struct fields grid_fields;
/* Entrance by entrance, top floor first. Reads the view request_open. */
int grid_of_building(struct ctx *cx, const char *building, struct grid_room **ret,
		     size_t *ret_count) MUST_USE;
#endif
