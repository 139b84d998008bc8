/* The table of initials; tools/pinyin.awk makes it before compiling. Used by pinyin.c alone. */
#ifndef ANJU_PINYIN_H
#define ANJU_PINYIN_H
#include "base/base.h"

enum { PINYIN_FIRST = 0x4E00, PINYIN_LAST = 0x9FA5 };

/* Initial of the main reading, by character; a blank where none is known. */
extern const char pinyin_first[PINYIN_LAST - PINYIN_FIRST + 2];

/* Initials of the other readings, the likelier first; sorted by character. */
struct pinyin_more {
	uint16_t character;
	char initials[4];
};
extern const struct pinyin_more pinyin_more[];
extern const size_t pinyin_more_count;
#endif
