/* Pages are sent compressed to who takes it: a list is a quarter of its size on the wire. */
#ifndef ANJU_COMPRESS_H
#define ANJU_COMPRESS_H
#include "http/http.h"

/* Compresses the answer when accepts (its Accept-Encoding, NULL = none) allows gzip and the body is
 * text in memory and large enough to gain; else leaves it. An answer under COMPRESS_LEAST bytes
 * fits one packet anyway. */
enum { COMPRESS_LEAST = 1400 };
void compress_response(struct http_request *rq, const char *accepts);

/* Does an Accept-Encoding allow gzip: named with a weight above 0, or by "*"? NULL = no header. */
bool compress_accepted(const char *accepts);
#endif
