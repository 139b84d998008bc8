/* What each page is for and what to do on it (本页帮助). */
#include "modules/settings/settings_web.h"

const struct page_help settings_help[] = {
	{ "/settings", "20 (d)", "制度里的每一个数字。改的时候可以定生效日期，老的事情还按老的算。" },
	{ "/settings/:name", "20 (d)", "现在的值、范围和依据。改以前可以先试算上个月会怎样；在办的事按登记时的数字算，不会变。" },
	{ "/settings/calendar", "20 (d)", "放假和调休。按工作时间算的时限照这张日历走；国务院公布一年的安排以后在这里填。" },
	{ "/journal", "20 (d)", "谁在什么时候对什么做了什么。只能看，不能改；有人动过数据库，anju verify 查得出来。" },
	{ NULL, NULL, NULL },
};
