/* What must not be read from the disk: ID numbers are sealed with the key of the office, which lies
 * beside the data (DIR/key, 0600) and is not part of a backup. */
#ifndef ANJU_SECRET_H
#define ANJU_SECRET_H
#include "base/ctx.h"

/* text → scheme, nonce and sealed bytes in base64, for a TEXT column; NULL stays NULL. In
 * cx->arena. */
char *secret_seal(struct ctx *cx, const char *text);
/* ERR_INTERNAL with a clear reason when the key is another one. NULL or "" → NULL. */
int secret_open(struct ctx *cx, const char *sealed, char **ret_text) MUST_USE;
/* SHA-256 of a secret that is long and random in itself (a cookie, a token), as hex. */
#define SECRET_HASH 65
void secret_hash(const char *secret, char ret[SECRET_HASH]);
/* A keyed hash to find equal values without opening them. 32 hex digits. */
char *secret_index(struct ctx *cx, const char *text);
/* Makes the key file if there is none; refuses one that others can read. */
int secret_key_load(struct ctx *cx, const char *folder, unsigned char ret_key[32]) MUST_USE;
/* The key in a file: as DIR/key is, with the same strictness. */
int secret_key_read(struct ctx *cx, const char *path, unsigned char ret_key[32]) MUST_USE;
/* DIR/key, where there is none (ERR_UNAVAILABLE else); synced. */
int secret_key_write(struct ctx *cx, const char *folder, const unsigned char key[32]) MUST_USE;
/* 16 hex digits that tell one key from another and nothing more of it. */
void secret_key_print(const unsigned char key[32], char ret[17]);
#endif
