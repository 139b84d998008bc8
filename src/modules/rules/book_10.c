/* Document 10, 房(铺)交接书: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "先验房，后缴费", BY_PROGRAM,
	  { STEP("inspection", "accept"), STEP("inspection", "accept_with"),
	    STEP("inspection", "refuse"), MAY("inspections.write") } },
	{ "d2", "两书一表要交给业主", BY_PROGRAM, { STEP("deed", "deliver"), MAY("handover.write") } },
	{ "d3", "问题列明并签字，按期整改", BY_PROGRAM,
	  { DUTY("defect", "mend"), DUTY("inspection", "rectify"), DUTY("defect", "check"),
	    SETTING("inspection.small_days"), SETTING("inspection.big_days") } },
	{ "d4", "表底数双方签字", BY_PROGRAM,
	  { STEP("deed", "owner_sign"), STEP("deed", "seller_sign"), STEP("deed", "supplement") } },
	{ "d5", "保修期从交付日起算", BY_PROGRAM,
	  { SETTING("inspection.leak_months"), SETTING("inspection.heating_months"),
	    SETTING("inspection.electric_months"), SETTING("inspection.pipes_months"),
	    SETTING("inspection.finish_months") } },
	{ "d6", "签字不等于放弃质量主张", BY_PROGRAM, { MAY("handover.text") } },
	{ "d7", "房屋和住户登记成档", BY_PROGRAM,
	  { MAY("households.write"), MAY("households.import") } },
	{ "d8", "留用整改的钥匙写明期限，到期归还", BY_PROGRAM,
	  { DUTY("deed", "key_back"), SETTING("handover.key_days"), STEP("deed", "key_back") } },
	{ "d9", "物业费从交付以后起算，交付以前由建设单位承担", BY_PROGRAM,
	  { SETTING("handover.fee_rule"), SETTING("handover.fee_fen") } },
};

const struct book book_10 = {
	10, "房(铺)交接书",
	"交房时验房、抄表、移交钥匙和资料的凭证。", articles, COUNT(articles),
};
