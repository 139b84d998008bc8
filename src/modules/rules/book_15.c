/* Document 15, 住户求助服务标准作业程序: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "派了人、转了单的求助，限时处置完毕", BY_PROGRAM,
	  { DUTY("request", "finish"), SETTING("requests.help_finish_minutes"),
	    STEP("request", "finish") } },
	{ "d1", "当场解决不了的求助，按时答复", BY_PROGRAM,
	  { DUTY("request", "answer"), SETTING("requests.help_answer_minutes"),
	    STEP("request", "answer") } },
	{ "d2", "急救、治安、灾害，派出的人按时到场", BY_PROGRAM,
	  { DUTY("request", "arrive"), SETTING("requests.help_arrive_minutes"),
	    STEP("request", "send") } },
	{ "d3", "送病人去医院派足秩序维护员", BY_PROGRAM,
	  { SETTING("requests.patient_guards") } },
	{ "d4", "求助 24 小时受理，不等上班", BY_PROGRAM,
	  { MAY("contacts.write") } },
	{ "d5", "办不了的帮住户找到对口单位", BY_PROGRAM,
	  { STEP("request", "refer") } },
	{ "d6", "治安事件由秩序队长写处理意见，主任阅示", BY_PROGRAM,
	  { STEP("request", "security"), STEP("request", "sight"), MAY("requests.security"),
	    MAY("requests.sight") } },
	{ "d7", "报警时间或不报警的原因必须写明", BY_PROGRAM,
	  { STEP("request", "police") } },
	{ "d8", "转报修、转投诉的，子单办结才关闭", BY_PROGRAM,
	  { DUTY("request", "child"), STEP("request", "turn") } },
	{ "d9", "到时提醒，逾期逐级上报", BY_PROGRAM,
	  { SETTING("duties.warn_percent"), SETTING("duties.security_1"),
	    SETTING("duties.security_2") } },
	{ "d10", "前台不得拒绝", BY_PEOPLE, { { 0 } } },
	{ "d11", "急救、治安、灾害事后回访", BY_PROGRAM,
	  { DUTY("visit", "visit"), SETTING("visits.help_grave_hours") } },
	{ "d12", "记录保存两年，事件档案长期；本程序只增不删", BY_PROGRAM,
	  { MAY("journal.read") } },
};

const struct book book_15 = {
	15, "住户求助服务标准作业程序",
	"任何求助都快速反应、尽力而为、不推诿。", articles, COUNT(articles),
};
