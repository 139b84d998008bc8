#include "app/permission.h"

const struct choice role_choices[] = {
#define ROLE(NAME, word, term, also) { ROLE_##NAME, word, term },
#include "app/role_list.h"
#undef ROLE
	CHOICE_END,
};

static const char *const also[] = {
#define ROLE(NAME, word, term, also) also,
#include "app/role_list.h"
#undef ROLE
};

static const struct {
	const char *word, *sentence;
} permissions[PERMISSIONS] = {
#define PERMISSION(NAME, word, sentence) [PERM_##NAME] = { word, sentence },
#include "app/permission_list.h"
#undef PERMISSION
};

/* One column a role, in the order of role_list.h; 'x' = may. The columns:
 *   1 管理处主任  2 副主任  3 客服主管  4 前台  5 楼栋管家
 *   6 物管部经理  7 专业主管  8 领班  9 维修工
 *   10 秩序维护队长  11 秩序维护员  12 消防安全管理人  13 消防控制室值班员
 *   14 财务  15 系统管理员
 * Who answers the service line at any hour (desk, duty technician, guards, control room) sees
 * households and registers contacts and requests. Dispatch: the desk, who leads a trade or a shift,
 * and the guard leader at night. A security matter has two people: the guard leader writes how it
 * was handled, the director has seen it; so neither holds both. A complaint's plan has four eyes:
 * who leads a unit proposes, the supervisor approves a minor one, the director the rest, and nobody
 * what he proposed, whatever his posts. Return visits are made by
 * desk, stewards and who leads a unit, never by who did the work; the supervisor and the director
 * arrange, plan and review them, nobody his own. The administrator keeps the system
 * and has no part in the daily work. Everybody who answers the line calls back, promises and
 * transfers; what the telephone system tells is signed by its key and needs no role. Everybody
 * reads the policy, the duties and the rule book; a document is drafted by the desk's head or above
 * and approved by another director. The month's figures are for who answers for the office or for
 * a unit of it; the screen on the wall names nobody, so whoever puts it up may open it. Keys
 * are lent by desk, stewards and the guard leader at night, approved by the supervisor, an owner's
 * by the director, who therefore lends none himself; who borrows sees his own. What is a resident's
 * own is nobody's of the office: the residents' entry lets in who proves to be one. A flat is
 * inspected with its owner by desk, stewards and engineering. */
static const char matrix[PERMISSIONS][ROLES + 1] = {
	/*                         12345 6789 0123 45 */
	[PERM_PUBLIC]           = "xxxxx" "xxxx" "xxxx" "xx",
	[PERM_SIGNED_IN]        = "xxxxx" "xxxx" "xxxx" "xx",
	[PERM_HOUSEHOLD_READ]   = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_HOUSEHOLD_WRITE]  = "xxxxx" "...." "...." "..",
	[PERM_HOUSEHOLD_REVEAL] = "xxxxx" "xxx." "x.x." "x.",
	[PERM_HOUSEHOLD_IMPORT] = "xxx.." "...." "...." ".x",
	[PERM_HOUSEHOLD_EXPORT] = "xxx.." "...." "...." "..",
	[PERM_HOUSEHOLD_STEWARD] = "xxx.." "...." "...." "..",
	[PERM_CONTACT_READ]     = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_CONTACT_WRITE]    = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_CALL_READ]        = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_CALL_ANSWER]      = "xxxxx" "xxxx" "xxxx" "..",
	[PERM_CALL_CORRECT]     = "xxx.." "...." "...." "..",
	[PERM_CALL_SETUP]       = "xxx.." "...." "x..." "..",
	[PERM_CALL_EVENT]       = "....." "...." "...." ".x",
	[PERM_PROMISE_WRITE]    = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_ANNOUNCE_WRITE]   = "xxxxx" "x..." "x.x." "x.",
	[PERM_ANNOUNCE_SEND]    = "xxxx." "...." "..x." "..",
	[PERM_ANNOUNCE_SHORT]   = "xx..." "...." "...." "..",
	[PERM_PROMISE_SUPERVISE] = "xxx.." "...." "...." "..",
	[PERM_REQUEST_READ]     = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_REQUEST_WRITE]    = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_REQUEST_DISPATCH] = "xxxx." "xxx." "x..." "..",
	[PERM_REQUEST_WORK]     = "..xxx" "xxxx" "xxxx" "..",
	[PERM_REQUEST_REVIEW]   = "....." "xxx." "...." "..",
	[PERM_REQUEST_CLOSE]    = "xxxx." "...." "...." "..",
	[PERM_REQUEST_CORRECT]  = "xxxx." "...." "...." "..",
	[PERM_REQUEST_SECURITY] = "....." "...." "x..." "..",
	[PERM_REQUEST_SIGHT]    = "xx..." "...." "...." "..",
	[PERM_REQUEST_IMPORT]   = "xxx.." "...." "...." ".x",
	[PERM_REQUEST_EXPORT]   = "xxx.." "x..." "...." "..",
	[PERM_VISIT_READ]       = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_VISIT_WRITE]      = "xxxxx" "xxx." "x..." "x.",
	[PERM_VISIT_REVIEW]     = "xxx.." "...." "...." "..",
	[PERM_VISIT_EXPORT]     = "xxx.." "...." "...." "..",
	[PERM_VISIT_PLAN]       = "xxx.." "...." "...." "..",
	[PERM_PEOPLE_READ]      = "xxxx." "xxx." "x.x." ".x",
	[PERM_PEOPLE_WRITE]     = "xx..." "...." "...." ".x",
	[PERM_SETTING_READ]     = "xxx.." "x..." "x.x." ".x",
	[PERM_SETTING_WRITE]    = "xx..." "...." "...." ".x",
	[PERM_JOURNAL_READ]     = "xxx.." "...." "...." ".x",
	[PERM_DUTY_READ]        = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_DUTY_ASK]         = "xxxx." "xxx." "x.x." "..",
	[PERM_DUTY_WAIVE]       = "xxx.." "...." "...." "..",
	[PERM_DEPUTY_WRITE]     = "xx..." "...." "...." ".x",
	[PERM_DOCUMENT_READ]    = "xxxxx" "xxxx" "xxxx" "xx",
	[PERM_DOCUMENT_WRITE]   = "xxx.." "...." "...." "..",
	[PERM_DOCUMENT_APPROVE] = "xx..." "...." "...." "..",
	[PERM_RULE_READ]        = "xxxxx" "xxxx" "xxxx" "xx",
	[PERM_FIGURE_READ]      = "xxx.." "x..." "...." "..",
	[PERM_WALL_READ]        = "xxxx." "x..." "x.x." "..",
	[PERM_COMPLAINT_READ]   = "xxxxx" "xxx." "x.x." "x.",
	[PERM_COMPLAINT_WRITE]  = "xxxxx" "xxx." "x.x." "x.",
	[PERM_COMPLAINT_JUDGE]  = "xxx.." "...." "...." "..",
	[PERM_COMPLAINT_WORK]   = "xxxxx" "xxx." "x.x." "x.",
	[PERM_COMPLAINT_APPROVE]= "xxx.." "...." "...." "..",
	[PERM_COMPLAINT_GRAVE]  = "xx..." "...." "...." "..",
	[PERM_COMPLAINT_CLOSE]  = "xxxx." "...." "...." "..",
	[PERM_COMPLAINT_EXPORT] = "xxx.." "...." "...." "..",
	[PERM_NOTICE_OUTBOX]    = "xxx.." "...." "...." ".x",
	[PERM_NOTICE_CHANNEL]   = "xx..." "...." "...." ".x",
	[PERM_SHIFT_READ]       = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_SHIFT_WRITE]      = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_ROSTER_WRITE]     = "xxx.." "x..." "x..." "..",
	[PERM_ORDER_ISSUE]      = "xxx.." "x..." "x..." "..",
	[PERM_AGENCY_WRITE]     = "xxx.." "...." "...." "..",
	[PERM_INCIDENT_READ]    = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_INCIDENT_WRITE]   = "xxxxx" "xxx." "x.x." "..",
	[PERM_KEY_READ]         = "xxxxx" "xx.." "x.x." "..",
	[PERM_KEY_OWN]          = "xxxxx" "xxxx" "xxxx" "x.",
	[PERM_KEY_LEND]         = "..xxx" "...." "x..." "..",
	[PERM_KEY_APPROVE]      = "xxx.." "...." "...." "..",
	[PERM_KEY_HEAD]         = "xx..." "...." "...." "..",
	[PERM_KEY_EXPORT]       = "xxx.." "...." "...." "..",
	[PERM_RESIDENT]         = "....." "...." "...." "..",
	[PERM_PORTAL_READ]      = "xxxxx" "x..." "x.x." "..",
	[PERM_PORTAL_WRITE]     = "xxxxx" "...." "...." "..",
	[PERM_INSPECTION_READ]  = "xxxxx" "xxxx" "...." "..",
	[PERM_INSPECTION_WRITE] = "..xxx" "xxxx" "...." "..",
	[PERM_INSPECTION_SETUP] = "xxx.." "x..." "...." "..",
	[PERM_DEED_READ]        = "xxxxx" "xx.." "...." "x.",
	[PERM_DEED_WRITE]       = "..xxx" "...." "...." "..",
	[PERM_DEED_TEXT]        = "xx..." "...." "...." "..",
	[PERM_INSPECTION_EXPORT] = "xxx.." "x..." "...." "..",
	[PERM_DEED_EXPORT]      = "xxx.." "...." "...." "..",
	[PERM_MOVEIN_READ]      = "xxxxx" "xxxx" "...." "x.",
	[PERM_MOVEIN_WRITE]     = "xxxxx" "...." "...." "..",
	[PERM_MOVEIN_VERIFY]    = "xxx.." "...." "...." "..",
	[PERM_MOVEIN_HEAD]      = "xx..." "...." "...." "..",
	[PERM_MOVEIN_IMPORT]    = "xxx.." "...." "...." "..",
	[PERM_MOVEIN_EXPORT]    = "xxx.." "...." "...." "..",
	[PERM_RUNSHEET_READ]    = "xxxxx" "xxxx" "...." "x.",
	[PERM_RUNSHEET_DESK]    = "xxxxx" "xxxx" "...." "x.",
	[PERM_RUNSHEET_HEAD]    = "xx..." "...." "...." "..",
	[PERM_RUNSHEET_EXPORT]  = "xxx.." "...." "...." "..",
	[PERM_LIST_EXPORT]      = "xxx.." "x..." "...." "..",
};

const char *role_also(enum role r)
{
	assert((unsigned)r < ROLES);
	return also[r];
}

const char *permission_word(enum permission p)
{
	assert((unsigned)p < PERMISSIONS);
	return permissions[p].word;
}

const char *permission_sentence(enum permission p)
{
	assert((unsigned)p < PERMISSIONS);
	return permissions[p].sentence;
}

bool role_may(enum role r, enum permission p)
{
	assert((unsigned)r < ROLES && (unsigned)p < PERMISSIONS);
	return matrix[p][r] == 'x';
}

bool actor_is(const struct actor *a, enum role r)
{
	return a && (a->roles & (INT64_C(1) << r));
}

bool actor_may(const struct actor *a, enum permission p)
{
	if (!a || p == PERM_PUBLIC || p == PERM_SIGNED_IN)
		return true;
	if (p <= PERM_UNSET || p >= PERMISSIONS)
		return false;
	for (int r = 0; r < ROLES; r++)
		if (actor_is(a, (enum role)r) && role_may((enum role)r, p))
			return true;
	return false;
}

int actor_must(struct ctx *cx, enum permission p)
{
	if (actor_may(cx->actor, p))
		return OK;
	return fail(cx, ERR_FORBIDDEN, T(cx, "你的岗位没有“%s”的权限。"),
		    T(cx, permission_sentence(p)));
}
