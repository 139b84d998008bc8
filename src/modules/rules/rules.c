#include "modules/rules/rules.h"
#include "app/module.h"
#include "app/norm_list.h"
#include "modules/documents/documents.h"

#define BOOK(n) extern const struct book book_##n;
BOOK(01) BOOK(02) BOOK(03) BOOK(04) BOOK(05) BOOK(06) BOOK(07) BOOK(08) BOOK(09) BOOK(10)
BOOK(11) BOOK(12) BOOK(13) BOOK(14) BOOK(15) BOOK(16) BOOK(17) BOOK(18) BOOK(19) BOOK(20)
#undef BOOK

const struct book *const rule_books[BOOKS] = {
	&book_01, &book_02, &book_03, &book_04, &book_05, &book_06, &book_07, &book_08, &book_09,
	&book_10, &book_11, &book_12, &book_13, &book_14, &book_15, &book_16, &book_17, &book_18,
	&book_19, &book_20,
};

const struct choice enforced_choices[] = {
	{ BY_PROGRAM, "program", "由程序执行" },
	{ BY_PEOPLE, "people", "由人遵守" },
	{ NOT_BUILT, "not_built", "尚未实现" },
	CHOICE_END,
};
const struct choice binding_types[] = {
	{ BIND_SETTING, "setting", "参数" },
	{ BIND_STEP, "step", "步骤" },
	{ BIND_DUTY, "obligation", "应办" },
	{ BIND_PERMISSION, "permission", "权限" },
	{ BIND_OBJECTIVE, "objective", "质量目标" },
	{ BIND_PENALTY, "penalty", "奖惩条目" },
	CHOICE_END,
};
const struct choice built_choices[] = {
	{ BUILT, "built", "已实现" },
	{ BUILT_PARTLY, "partly", "部分实现" },
	{ BUILT_NOT, "not_built", "尚未实现" },
	CHOICE_END,
};

const struct book *rule_book(int number)
{
	return number >= 1 && number <= BOOKS ? rule_books[number - 1] : NULL;
}

int rule_document(const char *rule)
{
	int n = 0;

	while (rule && *rule >= '0' && *rule <= '9' && n <= BOOKS)
		n = n * 10 + (*rule++ - '0');
	return n <= BOOKS ? n : 0;
}

const struct article *rule_article(const struct book *b, const char *key)
{
	for (size_t i = 0; i < b->count; i++)
		if (!strcmp(b->articles[i].key, key))
			return &b->articles[i];
	return NULL;
}

int rule_coverage(const struct book *b, enum enforced by)
{
	int n = 0;

	for (size_t i = 0; i < b->count; i++)
		n += b->articles[i].by == by;
	return n;
}

enum built rule_built(const struct book *b)
{
	if (!rule_coverage(b, BY_PROGRAM))
		return BUILT_NOT;
	return rule_coverage(b, NOT_BUILT) ? BUILT_PARTLY : BUILT;
}

size_t rule_bindings(const struct article *a)
{
	size_t n = 0;

	while (n < BINDINGS && a->bind[n].type)
		n++;
	return n;
}

/* ---- is there such a thing? ---- */

/* What is journalled without a step table. */
static const char *const acts[][2] = {
	{ "contact", "log" },	     { "contact", "emergency" }, { "script", "set" },
	{ "emergency_card", "set" },
};

static bool is_step(const struct binding *bind)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct machine *const *k = (*m)->machines; k && *k; k++)
			for (size_t i = 0; !strcmp((*k)->subject, bind->subject) && i < (*k)->count; i++)
				if (!strcmp((*k)->steps[i].action, bind->name))
					return true;
	for (size_t i = 0; i < COUNT(acts); i++)
		if (!strcmp(acts[i][0], bind->subject) && !strcmp(acts[i][1], bind->name))
			return true;
	return false;
}

static bool is_duty(int document, const struct binding *bind)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct norm_of *n = (*m)->norms; n && n->subject; n++) {
			if (!strcmp(n->subject, bind->subject) && !strcmp(n->norm->kind, bind->name) &&
			    rule_document(n->norm->rule) == document &&
			    (!bind->label || !strcmp(n->norm->label, bind->label)))
				return true;
		}
	}
	return false;
}

static bool is_permission(const char *word)
{
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++)
		if (!strcmp(permission_word((enum permission)p), word))
			return true;
	return false;
}

bool rule_binding_known(const struct book *b, const struct binding *bind)
{
	switch (bind->type) {
	case BIND_SETTING:
		return setting_find(bind->name) != NULL;
	case BIND_STEP:
		return is_step(bind);
	case BIND_DUTY:
		return is_duty(bind->document ? bind->document : b->number, bind);
	case BIND_PERMISSION:
		return is_permission(bind->name);
	case BIND_OBJECTIVE:
		return choice_named(quality_objectives, bind->name) != NULL;
	case BIND_PENALTY:
		break;
	}
	return false;
}
