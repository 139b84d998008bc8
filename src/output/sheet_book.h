/* What lies around the cells of a workbook: which sheet to read, its strings and number formats. */
#ifndef ANJU_SHEET_BOOK_H
#define ANJU_SHEET_BOOK_H
#include "output/sheet_part.h"
#include "output/sheet_value.h"

struct sheet_book {
	const char *sheet_name;                               /* as the tab shows it */
	const char *sheet_part, *strings_part, *styles_part;  /* the latter two NULL when absent */
	bool date_1904;
};
/* Finds the first visible sheet of cells through the relations. Texts live in cx->arena. */
int sheet_book_read(struct sheet_archive *archive, struct sheet_book *ret) MUST_USE;

/* What each cell style shows, by its number. */
struct sheet_styles {
	unsigned char *kinds; /* enum sheet_kind */
	size_t count, size;
};
int sheet_styles_read(struct sheet_archive *archive, const char *part, struct sheet_styles *ret)
	MUST_USE;

/* The texts the cells share, packed into blocks. */
struct sheet_strings {
	struct arena *arena;
	char **blocks;
	uint32_t **pages; /* where each text lies */
	size_t block_count, block_used, count;
};
int sheet_strings_read(struct sheet_archive *archive, const char *part, struct sheet_strings *ret)
	MUST_USE;
/* Text number i. ERR_TOO_BIG for one longer than a cell may be, ERR_NOT_FOUND past the last. */
int sheet_strings_get(const struct sheet_strings *strings, size_t i, const char **ret_text,
		      size_t *ret_bytes) MUST_USE;
#endif
