#include "app/secret.h"
#include "app/app.h"
#include <sodium.h>

/* Sealed: one byte for the scheme, the nonce, the sealed text with its tag. */
enum {
	SCHEME = 1,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	HEAD = 1 + NONCE,
	INDEX_BYTES = 16,
};
enum { KEY_SEAL = 1, KEY_INDEX = 2, KEY_PRINT = 3, PRINT_BYTES = 8 };

static const char context[crypto_kdf_CONTEXTBYTES + 1] = "anju-key";

/* Each use has a key of its own, derived from the office's. */
static void derive(const struct ctx *cx, uint64_t use, unsigned char key[32])
{
	assert(cx->app);
	(void)crypto_kdf_derive_from_key(key, 32, use, context, cx->app->key);
}

void secret_hash(const char *secret, char ret[SECRET_HASH])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)secret, strlen(secret));
	(void)sodium_bin2hex(ret, SECRET_HASH, hash, sizeof hash);
}

char *secret_seal(struct ctx *cx, const char *text)
{
	unsigned char key[32], *out;
	unsigned long long sealed;
	size_t n, room;
	char *base64;

	if (!text)
		return NULL;
	n = strlen(text);
	out = arena_alloc(cx->arena, HEAD + n + TAG);
	out[0] = SCHEME;
	randombytes_buf(out + 1, NONCE);
	derive(cx, KEY_SEAL, key);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD, &sealed,
							 (const unsigned char *)text, n, NULL, 0,
							 NULL, out + 1, key);
	sodium_memzero(key, sizeof key);
	room = sodium_base64_encoded_len(HEAD + (size_t)sealed, sodium_base64_VARIANT_ORIGINAL);
	base64 = arena_alloc(cx->arena, room);
	return sodium_bin2base64(base64, room, out, HEAD + (size_t)sealed,
				 sodium_base64_VARIANT_ORIGINAL);
}

int secret_open(struct ctx *cx, const char *sealed, char **ret_text)
{
	size_t room = sealed ? strlen(sealed) : 0, n;
	unsigned char key[32], *in;
	char *text;
	int r;

	if (!room) {
		*ret_text = NULL;
		return OK;
	}
	in = arena_alloc(cx->arena, room);
	if (sodium_base642bin(in, room, sealed, room, NULL, &n, NULL,
			      sodium_base64_VARIANT_ORIGINAL) < 0 ||
	    n < HEAD + TAG || in[0] != SCHEME)
		return fail(cx, ERR_INTERNAL, T(cx, "加密的内容已损坏，不能打开。"));
	text = arena_alloc(cx->arena, n - HEAD - TAG + 1);
	derive(cx, KEY_SEAL, key);
	r = crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)text, NULL, NULL, in + HEAD,
						       n - HEAD, NULL, 0, in + 1, key);
	sodium_memzero(key, sizeof key);
	if (r < 0)
		return fail(cx, ERR_INTERNAL,
			    T(cx, "加密的内容打不开：密钥文件不是当初那一份，或内容已损坏。"));
	*ret_text = text;
	return OK;
}

char *secret_index(struct ctx *cx, const char *text)
{
	unsigned char key[32], hash[INDEX_BYTES];
	char *hex;

	if (!text)
		return NULL;
	hex = arena_alloc(cx->arena, INDEX_BYTES * 2 + 1);
	derive(cx, KEY_INDEX, key);
	(void)crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), key,
				 sizeof key);
	sodium_memzero(key, sizeof key);
	return sodium_bin2hex(hex, INDEX_BYTES * 2 + 1, hash, sizeof hash);
}

/* ---- the key file: 64 hex digits and a line end, so that it can be kept on paper too ---- */

enum { KEY_DIGITS = 64 };

static int unusable(struct ctx *cx, const char *path, const char *why)
{
	return fail(cx, ERR_INTERNAL, T(cx, "密钥文件 %s 不能使用：%s"), path, why);
}

static int key_read(struct ctx *cx, int fd, const char *path, unsigned char ret_key[32])
{
	char digits[KEY_DIGITS + 2];
	unsigned char key[32];
	struct stat st;
	ssize_t n;
	size_t bytes = 0;
	bool right;

	if (fstat(fd, &st) < 0)
		return unusable(cx, path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return unusable(cx, path, T(cx, "不是普通文件。"));
	if (st.st_mode & 077)
		return unusable(cx, path, T(cx, "别的用户也能读取，请执行 chmod 600。"));
	n = pread(fd, digits, sizeof digits, 0);
	right = n >= KEY_DIGITS && (n == KEY_DIGITS || digits[KEY_DIGITS] == '\n') &&
		st.st_size <= KEY_DIGITS + 1 &&
		sodium_hex2bin(key, sizeof key, digits, KEY_DIGITS, NULL, &bytes, NULL) == 0 &&
		bytes == sizeof key;
	sodium_memzero(digits, sizeof digits);
	if (!right)
		return unusable(cx, path, T(cx, "内容不是 64 位十六进制数。"));
	memcpy(ret_key, key, sizeof key);
	sodium_memzero(key, sizeof key);
	return OK;
}

static int sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), r;

	if (fd < 0)
		return -1;
	r = fsync(fd);
	(void)close(fd);
	return r;
}

/* Written beside its name and then renamed: a crash leaves no half key. */
int secret_key_write(struct ctx *cx, const char *folder, const unsigned char key[32])
{
	const char *path = arena_printf(cx->arena, "%s/key", folder);
	const char *fresh = arena_printf(cx->arena, "%s/key.new", folder);
	char digits[KEY_DIGITS + 1];
	struct stat there;
	bool written;
	int fd;

	(void)unlink(fresh);
	if (lstat(path, &there) == 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能建立密钥文件 %s：%s"), path,
			    strerror(EEXIST));
	fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能建立密钥文件 %s：%s"), path,
			    strerror(errno));
	(void)sodium_bin2hex(digits, sizeof digits, key, 32);
	digits[KEY_DIGITS] = '\n';
	written = write(fd, digits, sizeof digits) == (ssize_t)sizeof digits && fsync(fd) == 0;
	sodium_memzero(digits, sizeof digits);
	written = close(fd) == 0 && written;
	if (!written || rename(fresh, path) < 0 || sync_folder(folder) < 0) {
		int why = errno;
		(void)unlink(fresh);
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写入密钥文件 %s：%s"), path,
			    strerror(why));
	}
	return OK;
}

static int key_make(struct ctx *cx, const char *folder)
{
	unsigned char key[32];
	int r;

	randombytes_buf(key, sizeof key);
	r = secret_key_write(cx, folder, key);
	sodium_memzero(key, sizeof key);
	return r;
}

void secret_key_print(const unsigned char key[32], char ret[17])
{
	unsigned char print[32];

	(void)crypto_kdf_derive_from_key(print, sizeof print, KEY_PRINT, context, key);
	(void)sodium_bin2hex(ret, 17, print, PRINT_BYTES);
}

int secret_key_read(struct ctx *cx, const char *path, unsigned char ret_key[32])
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), r;

	if (fd < 0)
		return unusable(cx, path, strerror(errno));
	r = key_read(cx, fd, path, ret_key);
	(void)close(fd);
	return r;
}

int secret_key_load(struct ctx *cx, const char *folder, unsigned char ret_key[32])
{
	const char *path = arena_printf(cx->arena, "%s/key", folder);
	struct stat there;
	int r = OK;

	if (lstat(path, &there) < 0 && errno == ENOENT)
		r = key_make(cx, folder);
	return r == OK ? secret_key_read(cx, path, ret_key) : r;
}
