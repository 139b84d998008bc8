#include "base/field.h"

const struct field *field_find(struct fields f, const char *name)
{
	for (size_t i = 0; i < f.count; i++)
		if (!strcmp(f.field[i].name, name))
			return &f.field[i];
	return NULL;
}

const struct choice *choice_of(const struct choice *choices, int value)
{
	for (const struct choice *c = choices; c && c->word; c++)
		if (c->value == value)
			return c;
	return NULL;
}

const struct choice *choice_named(const struct choice *choices, const char *word)
{
	for (const struct choice *c = choices; c && c->word; c++)
		if (!strcmp(c->word, word) || !strcmp(c->label, word))
			return c;
	return NULL;
}
