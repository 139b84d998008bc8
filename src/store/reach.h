/* What a connection to the database needs of the machine, so that the rest can be given up. */
#ifndef ANJU_REACH_H
#define ANJU_REACH_H
#include "base/ctx.h"

enum { REACH_MOST = 16 };
struct store_reach {
	bool elsewhere;       /* a server; else a file, and the rest is empty */
	bool any_port;        /* the ports are not known beforehand */
	const char *file[REACH_MOST]; /* certificates, passwords; some may not exist */
	uint16_t port[REACH_MOST];
	size_t files, ports;
};
/* where as in store_open(); the texts live in cx->arena. */
void store_reach(struct ctx *cx, const char *where, struct store_reach *ret);
#endif
