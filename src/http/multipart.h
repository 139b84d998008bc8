/* Reader of multipart/form-data: bytes in any portions go in, parts come out through the sink.
 * Stricter than the standard: no preamble, no transfer encodings, CRLF only. */
#ifndef ANJU_HTTP_MULTIPART_H
#define ANJU_HTTP_MULTIPART_H
#include "base/arena.h"

struct multipart;

/* Each answers OK or an error, which ends the reading and is handed on. */
struct multipart_sink {
	/* filename is NULL for a text field. Texts are valid UTF-8. */
	int (*begin)(void *context, const char *name, const char *filename, const char *type);
	int (*data)(void *context, const char *bytes, size_t n);
	int (*end)(void *context);
	void *context;
};

/* NULL when the Content-Type has no usable boundary. */
struct multipart *multipart_new(struct arena *a, const char *content_type,
				const struct multipart_sink *sink);
/* ERR_INVALID for what is no multipart/form-data, ERR_TOO_BIG for too many parts or headers. */
int multipart_add(struct multipart *m, const char *bytes, size_t n) MUST_USE;
/* ERR_INVALID unless the last boundary was there. */
int multipart_end(const struct multipart *m) MUST_USE;
#endif
