/* Tests: TEST(the_rule_as_a_sentence) { CHECK…; }. Each binary build/test-LAYER runs those of its
 * layer; arguments are parts of names to run. A failed CHECK ends its test. */
#ifndef ANJU_TEST_H
#define ANJU_TEST_H
#include "base/base.h"

struct test {
	const char *name, *file;
	void (*run)(void);
	struct test *next;
};
void test_register(struct test *t);
/* Notes a failure and leaves the test. */
void test_failed(const char *file, int line, const char *format, ...) PRINTF(3, 4)
	__attribute__((noreturn));
/* Leaves the test as skipped, with the reason. */
void test_skip(const char *format, ...) PRINTF(1, 2) __attribute__((noreturn));
/* A fresh empty folder below build/, removed when the test ends. */
const char *test_folder(void);
/* The folder shared/ beside the project, or NULL when it is not there. */
const char *test_shared(void);

#define TEST(sentence) \
	static void test_##sentence(void); \
	static struct test entry_##sentence = { #sentence, __FILE__, test_##sentence, NULL }; \
	__attribute__((constructor)) static void register_##sentence(void) \
	{ \
		test_register(&entry_##sentence); \
	} \
	static void test_##sentence(void)

#define CHECK(condition) \
	do { \
		if (!(condition)) \
			test_failed(__FILE__, __LINE__, "%s", #condition); \
	} while (0)
#define CHECK_INT(got, want) \
	do { \
		int64_t got_ = (int64_t)(got), want_ = (int64_t)(want); \
		if (got_ != want_) \
			test_failed(__FILE__, __LINE__, "%s is %" PRId64 ", not %" PRId64, #got, \
				    got_, want_); \
	} while (0)
#define CHECK_STR(got, want) \
	do { \
		const char *got_ = (got), *want_ = (want); \
		if (!got_ || !want_ ? got_ != want_ : strcmp(got_, want_)) \
			test_failed(__FILE__, __LINE__, "%s is \"%s\", not \"%s\"", #got, \
				    got_ ? got_ : "(null)", want_ ? want_ : "(null)"); \
	} while (0)
#define CHECK_HAS(text, part) \
	do { \
		const char *text_ = (text), *part_ = (part); \
		if (!text_ || !strstr(text_, part_)) \
			test_failed(__FILE__, __LINE__, "%s is \"%s\" and lacks \"%s\"", #text, \
				    text_ ? text_ : "(null)", part_); \
	} while (0)
#define CHECK_OK(call) CHECK_INT(call, 0)
#define CHECK_ERR(call, err) CHECK_INT(call, err)
#endif
