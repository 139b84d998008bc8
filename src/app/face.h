/* What src/pages gives to the layers below it: the frame around every page, and the error page. */
#ifndef ANJU_FACE_H
#define ANJU_FACE_H
#include "app/request.h"

struct face {
	void (*open)(struct request *rq);   /* writes to rq->page.out: head, menu, start of the work */
	void (*close)(struct request *rq);
	/* the work part of an error page; what was typed is kept in a form that can be sent again */
	void (*error)(struct request *rq, int status);
};
extern const struct face face; /* src/pages/face.c */
#endif
