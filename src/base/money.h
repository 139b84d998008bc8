/* Money: int64 fen, never a float. */
#ifndef ANJU_MONEY_H
#define ANJU_MONEY_H
#include "base/base.h"

#define MONEY_TEXT 32
#define MONEY_MAX  INT64_C(99999999999999) /* fen: just under a trillion yuan */

/* "75", "75.5", "-0.05", "1,234.50" and full-width digits → fen. ERR_INVALID for anything else,
 * for more than two decimals and beyond MONEY_MAX. */
int money_parse(const char *text, int64_t *ret_fen) MUST_USE;
/* 7500 → "75.00" */
const char *money_text(int64_t fen, char buffer[MONEY_TEXT]);
/* amount × quantity (in thousandths), halves rounded away from zero; ERR_INVALID on overflow. */
int money_times(int64_t fen, int64_t thousandths, int64_t *ret_fen) MUST_USE;
#endif
