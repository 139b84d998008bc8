/* Routes: one table a module, with the permission in it. The same routes serve pages and, below
 * /api/v1, JSON. `anju routes` prints them, `anju api` describes them. */
#ifndef ANJU_ROUTE_H
#define ANJU_ROUTE_H
#include "app/permission.h"
#include "app/request.h"
#include "app/workers.h"

/* Where a handler runs. */
enum lane {
	LANE_AUTO,  /* GET: read; else: write */
	LANE_READ,  /* on the loop (PostgreSQL: a worker), in one read transaction */
	LANE_WRITE, /* in the writer's transaction; may run twice */
	LANE_WORK,  /* on a worker, with a read connection; changes go through app_write() */
};

typedef int handler(struct request *rq);

struct route {
	const char *method, *path;   /* "/requests/:id" */
	enum permission permission;
	handler *handle;
	const char *summary;         /* English, for OpenAPI and `anju routes` */
	enum lane lane;
	/* page and API, page only, API only; ROOT: no page of the office (files, health) */
	enum { DOOR_BOTH, DOOR_PAGE, DOOR_API, DOOR_ROOT } door;
	handler *form;               /* shows the form again after an error; NULL: the plain error page */
	const struct field *input;   /* what a body may hold, for OpenAPI */
	size_t input_count;
	bool upload;                 /* takes multipart with files */
	enum work_kind work;         /* LANE_WORK: which queue */
	bool secret;                 /* the answer is not kept for a repeated request */
	/* who sends it when nobody of the office does (a machine that signs, a resident): 1 = it is
	 * proved and the community is named, rq->actor filled further where it is somebody; 0 = not
	 * so, and a person with the permission is asked for */
	int (*sender)(struct request *rq, int64_t *ret_community);
	bool bare;                   /* a page without the frame: for a screen on the wall */
	bool home;                   /* of the residents' entry (住户入口): its own frame and way in */
	bool before_password;        /* open to who must change the first password still */
};
#define INPUT(table) .input = (table), .input_count = COUNT(table)

/* Finds the route and writes the path's parameters to in. ERR_NOT_FOUND; ERR_INVALID when the path
 * is known but not the method. */
int route_find(const char *method, const char *path, bool api, struct input *in,
	       const struct route **ret) MUST_USE;
/* Checks the tables at start: a permission on each, no two alike. Ends the program if not. */
void routes_check(void);
#endif
