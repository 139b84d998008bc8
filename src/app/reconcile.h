/* 核对: records against the journal (操作记录). Only the journal has a chain; a table that was changed
 * past the program shows by contradicting it: a state its time line did not reach, a time at which
 * nothing happened, a record nobody made, a line whose record is gone, a duty done in time after it
 * was due. What neither has a state nor a time (a text, a name) is not covered. */
#ifndef ANJU_RECONCILE_H
#define ANJU_RECONCILE_H
#include "app/steps.h"

/* One row of struct machine's .kept: a record, the last state of its time line (NULL: it has no
 * line), and a time that its time line does not know ("" = none). */
struct kept_record {
	int64_t id, state;
	const char *word, *wrong;
};

/* KEPT_RECORDS("request", "request", KEPT_TIME("request", "closed_at") …) defines kept(), for
 * .kept: the times of the table that say when something happened. */
#define KEPT_TIME(subject, column) KEPT_TIME_OR(subject, column, "")
/* more: " AND NOT EXISTS (…)", where else the time may be written down */
#define KEPT_TIME_OR(subject, column, more) \
	" WHEN r." column " > 0 AND NOT EXISTS (SELECT 1 FROM journal j" \
	" WHERE j.community_id = r.community_id AND j.subject = '" subject "'" \
	" AND j.subject_id = r.id AND (j.at = r." column " OR j.claimed_at = r." column "))" \
	more " THEN '" column "'"
#define KEPT_WORD(subject) \
	"(SELECT j.to_state FROM journal j WHERE j.community_id = r.community_id AND j.subject = '" \
	subject "' AND j.subject_id = r.id AND j.to_state IS NOT NULL ORDER BY j.seq DESC LIMIT 1)"
#define KEPT_RECORDS(subject, table, times) \
	KEPT_AS(KEPT_WORD(subject), subject, table, times)
/* word: an expression instead of the last state of the time line */
#define KEPT_AS(word, subject, table, times) \
	static const struct sql *kept(bool gone) \
	{ \
		if (gone) \
			return SQL("SELECT MIN(j.seq) AS state, j.subject_id AS id FROM journal j" \
				   " WHERE j.community_id = ? AND j.subject = '" subject "'" \
				   " AND NOT EXISTS (SELECT 1 FROM " table " r WHERE" \
				   " r.community_id = j.community_id AND r.id = j.subject_id)" \
				   " GROUP BY j.subject_id ORDER BY j.subject_id"); \
		return SQL("SELECT r.id, r.state, " word " AS word, CASE" times \
			   " ELSE '' END AS wrong FROM " table " r" \
			   " WHERE r.community_id = ? ORDER BY r.id"); \
	}

/* Compares every record and every duty of cx->community. tell: once for each contradiction, with
 * what it is in the reader's language; after 100 of them it is not asked any more. */
int reconcile(struct ctx *cx, void (*tell)(void *arg, const char *what), void *arg,
	      int64_t *ret_records, int64_t *ret_wrong) MUST_USE;
#endif
