/* First include of every C file: the standard headers, the error codes, the cleanup attribute
 * and the list of functions we do not call. Knows nothing of the office. */
#ifndef ANJU_BASE_H
#define ANJU_BASE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(at, first) __attribute__((format(printf, at, first)))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/* AUTO(strbuf) b: strbuf_free(&b) runs when the scope ends. NAME_free() accepts an empty struct. */
#define AUTO(type) __attribute__((cleanup(type##_free))) struct type

/* What a function answers: OK or one of these. The HTTP status is chosen in app/reply.c alone. */
enum {
	OK = 0,
	ERR_INVALID = -1,         /* 422: the input breaks a rule; the person can mend it */
	ERR_UNAUTHENTICATED = -2, /* 401 */
	ERR_FORBIDDEN = -3,       /* 403 */
	ERR_NOT_FOUND = -4,       /* 404: also for what is not yours */
	ERR_CONFLICT = -5,        /* 409: the state or the version does not allow it */
	ERR_TOO_BIG = -6,         /* 413 */
	ERR_RATE_LIMITED = -7,    /* 429 */
	ERR_UNAVAILABLE = -8,     /* 503: database gone, disk full, queue full; nothing was done */
	ERR_INTERNAL = -9,        /* 500: a fault of ours */
};

/* English word of an error code as the API says it: "invalid", "not_found" … */
const char *error_name(int err);

#include "base/banned.h"
#endif
