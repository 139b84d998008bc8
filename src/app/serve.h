/* `anju serve`: opens the office, listens, and drains on SIGTERM. */
#ifndef ANJU_SERVE_H
#define ANJU_SERVE_H
#include "app/app.h"

struct serve_options {
	const char *data, *db, *listen;
	const char *tls_cert, *tls_key; /* PEM files; NULL = plain HTTP */
	enum confinement confinement;
};
/* An exit code. */
int serve(const struct serve_options *o);
#endif
