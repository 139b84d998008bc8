#include "modules/requests/norms.h"
#include "app/post.h"
#include "app/setting.h"
#include "store/store.h"

const struct setting request_settings[] = {
	{ "requests.dispatch_minutes", SETTING_MINUTES, 10, 1, 1440, NULL,
	  "报修登记后多少分钟内派单", "3 (d)" },
	{ "requests.arrive_minutes", SETTING_MINUTES, 15, 1, 1440, NULL,
	  "报修后多少分钟内到场（另有约定的按约定）", "16 (d)" },
	{ "requests.finish_minutes", SETTING_MINUTES, 1440, 10, 20160, NULL,
	  "一般维修多少分钟内完工", "16 (d)" },
	{ "requests.review_minutes", SETTING_MINUTES, 30, 1, 1440, NULL,
	  "维修工提请评审后，领班多少分钟内答复", "16 (d)" },
	{ "requests.promise_days", SETTING_INT, 14, 1, 60, NULL, "待料、约定上门最多可以定在多少天以内",
	  "16 (d)" },
	{ "requests.help_answer_minutes", SETTING_MINUTES, 5, 1, 60, NULL,
	  "求助不能当场解决的，多少分钟内答复", "15 (d)" },
	{ "requests.help_arrive_minutes", SETTING_MINUTES, 4, 1, 60, NULL,
	  "急救、治安、灾害求助，派出的人多少分钟内到场", "15 (d)" },
	{ "requests.patient_guards", SETTING_INT, 2, 1, 6, NULL, "送病人去医院派几名秩序维护员",
	  "15 (d)" },
	{ "requests.enquiry_answer_minutes", SETTING_MINUTES, 240, 5, 10080, NULL,
	  "咨询多少分钟（工作时间）内答复", "16 (d)" },
	{ "requests.suggestion_first_minutes", SETTING_MINUTES, 240, 5, 10080, NULL,
	  "建议多少分钟（工作时间）内首次答复", "16 (d)" },
	{ "requests.suggestion_full_minutes", SETTING_MINUTES, 2880, 60, 20160, NULL,
	  "建议多少分钟内完整答复", "16 (d)" },
	{ "requests.praise_minutes", SETTING_MINUTES, 480, 5, 10080, NULL,
	  "表扬多少分钟（工作时间）内转达", "16 (d)" },
	{ "requests.sign_minutes", SETTING_MINUTES, 1440, 10, 20160, NULL,
	  "完工后多少分钟内请业主签收（或写明未签原因）", "16 (c)" },
	{ "requests.close_minutes", SETTING_MINUTES, 2880, 10, 43200, NULL,
	  "签收、处置、答复后多少分钟内关闭", "16 (c)" },
	{ "requests.help_finish_minutes", SETTING_MINUTES, 1440, 10, 43200, NULL,
	  "求助多少分钟内处置完毕", "15 (c)" },
	{ 0 },
};

enum { ANY_KIND = 0 };

/* Which clock runs for whom. Urgent repairs and help never wait for the office to open. */
struct rule {
	struct norm norm;
	int kind;            /* of the request */
	bool at_once;        /* begins with the record; else with a step */
	enum { EVERY, ORDINARY, PRESSING, GRAVE } which;
};
static const struct rule rules[] = {
	{ { "dispatch", "派单", "3 (d)", "requests.dispatch_minutes", false },
	  KIND_REPAIR, true, EVERY },
	{ { "arrive", "到场", "16 (d)", "requests.arrive_minutes", true,
	    LADDER_ENGINEERING },
	  KIND_REPAIR, true, ORDINARY },
	{ { "arrive", "到场", "16 (d)", "requests.arrive_minutes", false,
	    LADDER_ENGINEERING },
	  KIND_REPAIR, true, PRESSING },
	{ { "finish", "完工", "16 (d)", "requests.finish_minutes", false,
	    LADDER_ENGINEERING },
	  KIND_REPAIR, true, EVERY },
	{ { "promise", "承诺完成", "16 (d)", "requests.promise_days", false,
	    LADDER_ENGINEERING },
	  KIND_REPAIR, false, EVERY },
	{ { "review", "评审", "16 (d)", "requests.review_minutes", false,
	    LADDER_ENGINEERING },
	  KIND_REPAIR, false, EVERY },
	{ { "answer", "答复", "15 (d)", "requests.help_answer_minutes", false },
	  KIND_HELP, true, EVERY },
	{ { "arrive", "到场", "15 (d)", "requests.help_arrive_minutes", false,
	    LADDER_SECURITY },
	  KIND_HELP, true, GRAVE },
	{ { "answer", "答复", "16 (d)", "requests.enquiry_answer_minutes", true },
	  KIND_ENQUIRY, true, EVERY },
	{ { "answer", "首次答复", "16 (d)", "requests.suggestion_first_minutes", true },
	  KIND_SUGGESTION, true, EVERY },
	{ { "finish", "完整答复", "16 (d)", "requests.suggestion_full_minutes", false },
	  KIND_SUGGESTION, true, EVERY },
	{ { "answer", "转达", "16 (d)", "requests.praise_minutes", true },
	  KIND_PRAISE, true, EVERY },
	{ { "finish", "处置完毕", "15 (c)", "requests.help_finish_minutes", false },
	  KIND_HELP, true, EVERY },
	{ { "sign", "签收", "16 (c)", "requests.sign_minutes", false, LADDER_ENGINEERING },
	  KIND_REPAIR, false, EVERY },
	{ { "close", "关闭", "16 (c)", "requests.close_minutes", false },
	  ANY_KIND, false, EVERY },
};

const struct norm_of request_norms[] = {
	{ "request", &rules[0].norm },	{ "request", &rules[1].norm },
	{ "request", &rules[2].norm },	{ "request", &rules[3].norm },
	{ "request", &rules[4].norm },	{ "request", &rules[5].norm },
	{ "request", &rules[6].norm },	{ "request", &rules[7].norm },
	{ "request", &rules[8].norm },	{ "request", &rules[9].norm },
	{ "request", &rules[10].norm }, { "request", &rules[11].norm },
	{ "request", &rules[12].norm }, { "request", &rules[13].norm },
	{ "request", &rules[14].norm },
	{ NULL, NULL },
};
static_assert(COUNT(rules) == COUNT(request_norms) - 1, "a norm is missing in request_norms");

/* Document 15: a patient who wants help, crime and disaster are gone to at once. */
static bool is_rushed_to(const struct request_record *q)
{
	return q->help_class == HELP_CRIME || q->help_class == HELP_DISASTER ||
	       (q->help_class == HELP_PATIENT && q->wish != WISH_NOTHING);
}

static bool concerns(const struct rule *rule, const struct request_record *q)
{
	bool pressing = q->urgency != URGENCY_NORMAL;

	if (rule->kind != ANY_KIND && rule->kind != q->kind)
		return false;
	switch (rule->which) {
	case EVERY:
		return true;
	case ORDINARY:
		return !pressing;
	case PRESSING:
		return pressing;
	case GRAVE:
		return is_rushed_to(q);
	}
	return false;
}

/* Whose it is from the start: guards go to patients, crime, disasters; the desk does the rest. */
static int first_post(struct ctx *cx, const struct rule *rule, const struct request_record *q,
		      int64_t *ret)
{
	if (q->kind == KIND_HELP && !strcmp(rule->norm.kind, "arrive"))
		return post_of_role(cx, ROLE_GUARD, ret);
	if (!strcmp(rule->norm.kind, "dispatch") || !strcmp(rule->norm.kind, "answer") ||
	    q->kind == KIND_HELP)
		return post_of_role(cx, ROLE_FRONT_DESK, ret);
	*ret = 0;
	return OK;
}

static int begin(struct ctx *cx, const struct rule *rule, const struct request_record *q,
		 int64_t owner, int64_t post)
{
	int64_t due;

	/* an agreed time is the norm of arriving, and what follows is counted from it */
	if (q->appointment_at && q->kind == KIND_REPAIR) {
		if (!strcmp(rule->norm.kind, "arrive"))
			return obligation_promise(cx, &rule->norm, "request", q->id,
						  q->appointment_at, owner, post);
		if (!strcmp(rule->norm.kind, "finish") && rule->at_once)
			return obligation_open(cx, &rule->norm, "request", q->id,
					       q->appointment_at, owner, post, &due);
	}
	return obligation_open(cx, &rule->norm, "request", q->id,
			       rule->at_once ? q->received_at : 0, owner, post, &due);
}

int norms_begin(struct ctx *cx, struct request_record *q)
{
	for (size_t i = 0; i < COUNT(rules); i++) {
		int64_t post;
		int r;
		if (!rules[i].at_once || !concerns(&rules[i], q))
			continue;
		r = first_post(cx, &rules[i], q, &post);
		if (r == OK)
			r = begin(cx, &rules[i], q, 0, post);
		if (r < 0)
			return r;
	}
	return norms_refresh(cx, q);
}

/* Begins now; one that begins with the record may begin again (返工). */
static int begin_now(struct ctx *cx, const struct rule *rule, const struct request_record *q,
		     int64_t owner, int64_t post)
{
	struct rule later = *rule;

	later.at_once = false;
	return begin(cx, &later, q, owner, post);
}

int norm_start(struct ctx *cx, struct request_record *q, const char *kind, int64_t owner,
	       int64_t post)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (!strcmp(rules[i].norm.kind, kind) && concerns(&rules[i], q))
			return begin_now(cx, &rules[i], q, owner, post);
	return fail(cx, ERR_INTERNAL, "no norm %s", kind);
}

int norm_promise(struct ctx *cx, struct request_record *q, const char *kind, int64_t due,
		 int64_t owner, int64_t post)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (!strcmp(rules[i].norm.kind, kind) && concerns(&rules[i], q))
			return obligation_promise(cx, &rules[i].norm, "request", q->id, due, owner, post);
	return fail(cx, ERR_INTERNAL, "no norm %s", kind);
}

int norms_refresh(struct ctx *cx, struct request_record *q)
{
	struct obligation *list;
	size_t count;
	int64_t due = 0;
	int r = obligation_of(cx, "request", q->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == OBLIGATION_OPEN && !list[i].paused_at &&
		    (!due || list[i].due_at < due))
			due = list[i].due_at;
	if (r < 0 || due == q->due_at)
		return r;
	q->due_at = due;
	return store_exec(cx, SQL("UPDATE request SET due_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(due, cx->community, q->id));
}

int request_clock_changed(struct ctx *cx, int64_t id)
{
	struct request_record q;
	int r = request_get(cx, id, &q);

	return r == OK ? norms_refresh(cx, &q) : r;
}

int norm_start_close(struct ctx *cx, struct request_record *q)
{
	int64_t desk;
	int r = post_of_role(cx, ROLE_FRONT_DESK, &desk);

	return r == OK ? norm_start(cx, q, "close", 0, desk) : r;
}
