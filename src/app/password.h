/* Passwords (口令): Argon2id by libsodium at the interactive level, 64 MiB and a tenth of a second a
 * time; so never on the loop or a writer thread of a server. */
#ifndef ANJU_PASSWORD_H
#define ANJU_PASSWORD_H
#include "base/ctx.h"

/* The rules for a new password: at least passwords.min_length characters, no word of the short list
 * everybody tries, not the login in other clothes. ERR_INVALID beside the named field. */
int password_rules(struct ctx *cx, const char *field, const char *login,
		   const char *password) MUST_USE;
/* ERR_UNAVAILABLE when there is no memory for it. */
int password_hash(struct ctx *cx, const char *password, char **ret) MUST_USE;
/* hash NULL (nobody of that name): false, after the same time. */
bool password_check(const char *hash, const char *password);
/* A one-time password to be read out: four groups of four, none of the signs people confuse. */
char *password_random(struct ctx *cx);
#endif
