/* Keeping in touch (联系与关怀): promises, whom to get in touch with, notices to households.
 * Implements document 2. */
#ifndef ANJU_OUTREACH_H
#define ANJU_OUTREACH_H
#include "app/setting.h"
#include "modules/outreach/announcements.h"
#include "modules/outreach/promises.h"
#include "modules/outreach/reasons.h"

extern const struct setting outreach_settings[];
#endif
