/* What the two sides of the socket pair say to each other; each packet is one of these. */
#ifndef ANJU_OUTBOUND_CHILD_H
#define ANJU_OUTBOUND_CHILD_H
#include "app/outbound.h"

enum { FRAME_TEXTS = 7 };
/* To the child. A text is its place in bytes[]; 0 = NULL, so bytes[0] is unused. */
struct outbound_frame {
	int64_t ticket;
	int kind, seconds;
	bool inside;
	uint32_t text[FRAME_TEXTS]; /* url user password from to headers body */
	uint32_t size;              /* of bytes[] */
	char bytes[OUTBOUND_BYTES];
};
enum saying { SAY_STARTED = 1, SAY_TAKEN, SAY_ANSWER };
/* From the child. */
struct outbound_saying {
	int what;               /* enum saying */
	int64_t ticket;
	struct outbound_answer answer;
};
/* The child's whole life; never returns. */
void outbound_child(int fd) __attribute__((noreturn));
/* Gives up what a sender does not need: files, folders, rights. */
void outbound_confine(int *fd);
#endif
