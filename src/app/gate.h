/* The gate: every request passes here and nowhere else. Route → who (session or token) → same
 * origin and form token → permission → community → handler, in the lane the route names. */
#ifndef ANJU_GATE_H
#define ANJU_GATE_H
#include "app/app.h"
#include "http/http.h"

/* The handler given to http_start(); context is the struct app. Runs on the loop thread. */
void gate_handle(void *context, struct http_request *http);
/* An answer for what the adapter itself refuses (400, 408, 413, 431 …). */
void gate_refuse(void *context, struct http_request *http, int status);
/* One line an answer, without personal data: the route's pattern, not the path. */
void gate_done(void *context, const struct http_request *http);

struct gate_figures {
	int64_t requests, refused, failed; /* 4xx, 5xx */
	int64_t micros;                    /* spent, all together */
};
void gate_figures(struct gate_figures *ret);
#endif
