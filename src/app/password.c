#include "app/password.h"
#include "app/setting.h"
#include "base/limits.h"
#include "base/text.h"
#include <sodium.h>

enum { GROUPS = 4, GROUP = 4, DIFFERENT = 5 };

/* What is tried first, also at the usual twelve characters. Compared without blanks and case. */
static const char *const tried_first[] = {
	"password", "password1", "password123", "password1234", "password12345", "passw0rd",
	"p@ssw0rd", "p@ssword", "p@ssw0rd123", "p@ssw0rd1234", "12345678", "123456789",
	"1234567890", "12345678901", "123456789012", "1234567890123", "0123456789",
	"012345678901", "123123123", "123123123123", "123456123456", "987654321", "0987654321",
	"210987654321", "11223344", "112233445566", "147258369", "147258369147", "135792468",
	"1qaz2wsx", "1qaz2wsx3edc", "1qaz@wsx", "1qaz@wsx3edc", "qwertyuiop", "qwertyuiop12",
	"qwertyuiop123", "qwerty123", "qwerty123456", "asdfghjkl", "asdfghjkl123", "zxcvbnm123",
	"abcd1234", "abcd12345678", "abc123456", "abc123456789", "a123456789", "a1234567890",
	"a12345678901", "aa123456", "aa123456789", "iloveyou", "iloveyou1234", "5201314520",
	"5201314", "woaini1314", "woaini1314520", "woaini520", "woaini123456", "admin123",
	"admin1234", "admin12345", "admin123456", "administrator", "admin@123", "admin@123456",
	"root123456", "test123456", "changeme", "changeme123", "changeme1234", "letmein123",
	"welcome123", "welcome12345", "wuye123456", "wuye12345678", "anju123456", "anju12345678",
	"kefu123456", "kefu12345678",
};

static bool is_tried_first(const char *folded)
{
	for (size_t i = 0; i < COUNT(tried_first); i++)
		if (!strcmp(folded, tried_first[i]))
			return true;
	return false;
}

static size_t different_bytes(const char *s)
{
	bool seen[256] = { false };
	size_t count = 0;

	for (; *s; s++) {
		count += !seen[(unsigned char)*s];
		seen[(unsigned char)*s] = true;
	}
	return count;
}

/* What is left of the password without the login. */
static size_t length_without(const char *folded, const char *login)
{
	size_t n = strlen(login), left = strlen(folded);

	for (const char *s = folded; n && (s = strstr(s, login)); s += n)
		left -= n;
	return left;
}

int password_rules(struct ctx *cx, const char *field, const char *login, const char *password)
{
	const char *folded;
	int64_t least;
	int r = setting_int(cx, "passwords.min_length", &least);

	if (r < 0)
		return r;
	if (!text_valid(password, strlen(password)))
		return fail_field(cx, field, T(cx, "密码里有无法识别的字符。"));
	if ((int64_t)text_length(password) < least)
		return fail_field(cx, field, T(cx, "密码至少 %" PRId64 " 个字符。"), least);
	if (text_length(password) > LIMIT_LINE)
		return fail_field(cx, field, T(cx, "密码最多 %d 个字符。"), LIMIT_LINE);
	folded = text_fold(cx->arena, password);
	if (is_tried_first(folded) || different_bytes(folded) < DIFFERENT)
		return fail_field(cx, field, T(cx, "这个密码太常见，别人很容易猜到。请换一个。"));
	if (login && length_without(folded, login) < (size_t)least / 2)
		return fail_field(cx, field, T(cx, "密码不能是登录名。请换一个。"));
	return OK;
}

int password_hash(struct ctx *cx, const char *password, char **ret)
{
	char *hash = arena_alloc(cx->arena, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "内存不足，密码没有保存。请稍候再试。"));
	*ret = hash;
	return OK;
}

bool password_check(const char *hash, const char *password)
{
	/* of a random password nobody has, at the same cost as a real one */
	static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$7Okyh8K3fQBRgrYWprvEvg$"
				     "Yd4n866orySGmsFlZL0RSFRO9EewboJkMWqZbms5Bqo";
	bool right = crypto_pwhash_str_verify(hash ? hash : nobody, password, strlen(password)) == 0;

	return hash && right;
}

char *password_random(struct ctx *cx)
{
	static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789";
	char *text = arena_alloc(cx->arena, GROUPS * (GROUP + 1));

	for (size_t i = 0; i < GROUPS * (GROUP + 1) - 1; i++)
		text[i] = i % (GROUP + 1) == GROUP ?
				  '-' : signs[randombytes_uniform(sizeof signs - 1)];
	return text;
}
