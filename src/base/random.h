/* Randomness from the kernel, and the ids of records. */
#ifndef ANJU_RANDOM_H
#define ANJU_RANDOM_H
#include "base/base.h"

void random_bytes(void *buffer, size_t n);
/* n hexadecimal digits and a NUL. */
void random_hex(char *text, size_t digits);
/* A new record id: 41 bits of milliseconds, 22 bits of chance. Rising within the process, so that
 * rows lie in the order of their making, and not to be guessed by a stranger. now: ms UTC. */
int64_t id_new(int64_t now);
/* The least id a record made at that instant can have. */
int64_t id_floor(int64_t at);
#endif
