/* The clocks of a complaint: which duty begins when and for whom. */
#ifndef ANJU_COMPLAINT_NORMS_H
#define ANJU_COMPLAINT_NORMS_H
#include "app/norm_list.h"
#include "modules/complaints/complaints.h"

/* All of this folder, for the rule book. */
extern const struct norm_of complaint_norms[];
extern const struct norm complaint_report_norm, complaint_child_norm;

/* Those that begin with taking in: first reply, verdict, handling, the ceiling of the city. */
int complaint_clocks_begin(struct ctx *cx, struct complaint *c) MUST_USE;
/* One duty by its kind; owner and post 0 = those of the rule. from 0 = now. */
int complaint_clock(struct ctx *cx, const struct complaint *c, const char *kind, int64_t from,
		    int64_t owner, int64_t post) MUST_USE;
/* 办结: the limit of the grade the case has now, from an instant; an old one falls away. */
int complaint_clock_handle(struct ctx *cx, const struct complaint *c, int64_t from) MUST_USE;
/* What 重大 brings with it: a plan, progress, the report to the company. */
int complaint_clocks_major(struct ctx *cx, const struct complaint *c, int64_t from) MUST_USE;
/* complaint.due_at from what is open. */
int complaint_clocks_refresh(struct ctx *cx, struct complaint *c) MUST_USE;
int complaint_meet(struct ctx *cx, const struct complaint *c, const char *kind) MUST_USE;
/* Is a duty of that kind open? */
int complaint_owes(struct ctx *cx, int64_t id, const char *kind, bool *ret) MUST_USE;
/* The post that answers for a unit. */
int complaint_post_of_unit(struct ctx *cx, int unit, int64_t *ret) MUST_USE;
/* 逐户回复: a duty for each person of a case that was merged from several; subject
 * "complaint_reply". They fall away when the case is opened again. */
int complaint_replies_begin(struct ctx *cx, const struct complaint *c) MUST_USE;
/* Before it is merged: whoever has had no first reply yet is still owed one, by the same clock. */
int complaint_replies_first(struct ctx *cx, const struct complaint *c) MUST_USE;
int complaint_replies_cancel(struct ctx *cx, int64_t complaint) MUST_USE;

/* ---- of complaints.c, for this folder ---- */
/* Without regard to who asks. */
int complaint_read(struct ctx *cx, int64_t id, struct complaint *ret) MUST_USE;
int complaint_index(struct ctx *cx, const struct complaint *c) MUST_USE;
/* The complainant as one who is to be told. */
int complaint_add_party(struct ctx *cx, const struct complaint *c) MUST_USE;
/* Of complaint_acts.c: what it came from is kept from the same person. */
int complaint_hide_origin(struct ctx *cx, const struct complaint *c) MUST_USE;
/* This person is kept off from now on. called NULL = his name. */
int complaint_keep_off(struct ctx *cx, struct complaint *c, int64_t accused,
		       const char *called) MUST_USE;
/* ERR_INVALID beside the field when that account does not work here. */
int complaint_is_staff(struct ctx *cx, int64_t account, const char *field) MUST_USE;
/* And when none of his posts handles complaints. */
int complaint_may_work(struct ctx *cx, int64_t account, const char *field) MUST_USE;
#endif
