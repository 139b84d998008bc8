/* Who sends a request, and whether the gate lets it through. */
#ifndef ANJU_IDENTITY_H
#define ANJU_IDENTITY_H
#include "app/request.h"

/* Session cookie or bearer token → rq->actor, rq->cx.actor, community, zone and language. A public
 * route goes on without. ERR_UNAUTHENTICATED else. */
int identify(struct request *rq) MUST_USE;
/* Same origin and form token for a change with a session; then the route's permission. */
int admit(struct request *rq) MUST_USE;
/* The session was used: notes it soon, off this request's way. */
void touch_later(struct request *rq);
/* The cookie's name: __Host-anju with TLS (also behind a proxy that says so), anju without. */
const char *session_cookie_name(const struct request *rq);
#endif
