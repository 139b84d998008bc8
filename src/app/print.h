/* Printing (打印): a route that answers with papers. On a worker (LANE_WORK, WORK_PRINT), since
 * drawing takes longer than a read may. A paper shows what the page shows to the same person. */
#ifndef ANJU_APP_PRINT_H
#define ANJU_APP_PRINT_H
#include "app/request.h"
#include "record/paper.h"

/* Does this address (a Host header) lead to the office's own PC alone? */
bool print_only_here(const char *host);
/* ERR_UNAVAILABLE when there is no font. */
int print_open(struct request *rq, struct paper *ret) MUST_USE;
/* A paper on a page of its own. path: the record's ("/requests/12"), for the code; NULL = none. */
void print_begin(struct request *rq, struct paper *p, const char *title, const char *number,
		 const char *path);
/* The same on the paper of another one than the office (代发): whose name stands at its head. */
void print_begin_as(struct request *rq, struct paper *p, const char *sender, const char *title,
		    const char *number, const char *path);
/* The picture that somebody signed a record with, for pdf_signed(): open until the answer has gone;
 * -1 when there is none. */
int print_signature(struct request *rq, int64_t picture);
/* The file as the answer, shown by the browser. name: "BX20261123-0007.pdf" */
int print_reply(struct request *rq, struct paper *p, const char *name) MUST_USE;
#endif
