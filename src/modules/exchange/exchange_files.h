/* The files of an import job in DIR/tmp: the upload and the sheet of refused rows. Private to this
 * folder. */
#ifndef ANJU_EXCHANGE_FILES_H
#define ANJU_EXCHANGE_FILES_H
#include "modules/exchange/exchange.h"

/* A copy of the upload under job->stored. */
int import_file_keep(struct ctx *cx, const struct import_job *job, int fd) MUST_USE;
int import_file_open(struct ctx *cx, const struct import_job *job, int *ret_fd) MUST_USE;
/* For writing; what an earlier run left is gone. */
int import_errors_create(struct ctx *cx, const struct import_job *job, int *ret_fd) MUST_USE;
/* The upload alone: a finished import needs it no more. */
void import_file_remove(struct ctx *cx, const struct import_job *job);
/* The first errors as the row keeps them. */
const char *import_errors_text(struct ctx *cx, const struct import_report *report);
#endif
