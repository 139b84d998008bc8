/* Confinement (隔离): a process gives up for good what its work does not need, so that a fault in a
 * library gives an intruder nothing: files outside its places (Landlock), connections to other
 * ports (Landlock), and system calls (seccomp): no other program, no other process, no raw socket,
 * no memory that is both written and run. What the kernel lacks is left out and told. */
#ifndef ANJU_CONFINE_H
#define ANJU_CONFINE_H
#include "base/ctx.h"

struct store_reach;
enum confine_right {
	CONFINE_READ = 1,
	CONFINE_WRITE, /* reads, writes, makes and removes */
};
enum { CONFINE_PLACES = 48, CONFINE_PORTS = 16 };
struct confine {
	struct confine_place {
		const char *path;     /* a file, or a folder with all that lies in it */
		enum confine_right right;
	} place[CONFINE_PLACES];
	size_t places;
	uint16_t connect[CONFINE_PORTS], listen[CONFINE_PORTS]; /* TCP; 0 to listen = any free one */
	size_t connects, listens;
	bool any_connect;     /* TCP to every port */
	bool resolves;        /* looks up names: UDP, and libraries that are loaded late */
	bool forks;           /* has children of its own */
	pid_t tells;          /* the one process it may send signals to besides itself; 0 = none */
};
/* What was reached; each is false when the kernel lacks it. */
struct confined {
	bool no_new_rights, files, ports, calls;
	int landlock;         /* ABI of the kernel; 0 = none */
};

/* NULL and what is not there are passed over. */
void confine_place(struct confine *c, enum confine_right right, const char *path);
/* The calling thread and all it starts from now on: so before the first thread. */
void confine(const struct confine *c, struct confined *ret);
/* What resolving names and checking certificates reads. */
void confine_resolver(struct confine *c);
/* The server's: the office's folder and its database are written, and little else is read.
 * listen is ADDRESS:PORT. */
void confine_server(struct confine *ret, const char *data, const char *where,
		    const struct store_reach *reach, const char *listen);

/* The filter of system calls. false: the kernel has none, or not for this processor. */
bool confine_calls(const struct confine *c);
#endif
