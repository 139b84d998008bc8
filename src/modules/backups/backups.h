/* Backups (备份): every night into DIR/backups, so many kept, and an alarm when the last good one is
 * old. The heads of the journals are anchored outside the database. The settings of the first
 * community are those of the whole database. */
#ifndef ANJU_BACKUPS_H
#define ANJU_BACKUPS_H
#include "app/module.h"

struct backup_times {
	int64_t now, last, started_at; /* ms UTC; last: of the last good one, 0 = never */
	int zone, minute;              /* the hour of the night */
};
/* At the hour and for six hours after it. A machine that is off at night makes up for it an hour
 * after its start, once the last one is a day old. */
bool backup_is_due(const struct backup_times *t);
/* The jobs: cx is a job's; only for the first community is anything done. */
int backups_make(struct ctx *cx) MUST_USE;
int backups_alarm(struct ctx *cx) MUST_USE;
int backups_anchor(struct ctx *cx) MUST_USE;
extern const struct module backups_module;
#endif
