/* What the pages of stock-taking show. */
#ifndef ANJU_KEY_CHECKS_WEB_H
#define ANJU_KEY_CHECKS_WEB_H
#include "app/journal.h"
#include "app/module.h"
#include "modules/keys/key_checks.h"

struct key_check_list_page {
	struct key_check *rows;
	size_t count;
	const char *next;
	int64_t now;
};
struct key_check_page {
	struct key_check c;
	enum key_check_view view;
	struct key_check_line *rows;
	size_t count;
	const char *next;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[4];
	size_t action_count;
	int64_t now;
};
handler key_checks_get, key_check_show, key_check_create, key_check_lines_post, key_check_take_step;
int key_check_name(struct ctx *cx, int64_t id, struct subject_name *ret) MUST_USE;
#endif
