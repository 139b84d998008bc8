/* The builder's list of keys from a sheet (钥匙移交清单导入), and the register into one. */
#ifndef ANJU_KEY_SHEET_H
#define ANJU_KEY_SHEET_H
#include "app/module.h"

extern const struct list_sheet key_loan_sheet;
extern const struct exchange key_exchanges[];
#endif
