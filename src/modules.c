/* What is in this program: the one place that names the business areas, in the order of dependence.
 * A module may call only those above it. */
#include "app/module.h"

extern const struct module office_module, people_module, houses_module, residents_module,
	requests_module, contacts_module, households_module, exchange_module, settings_module,
	notices_module, workbench_module;

const struct module *const modules[] = {
	&office_module,     /* 登录页、静态文件、健康检查 */
	&people_module,     /* 员工与岗位 */
	&houses_module,     /* 房态图 */
	&residents_module,  /* 住户 */
	&requests_module,   /* 工单 */
	&contacts_module,   /* 来电来访 */
	&households_module, /* 一户一档 */
	&exchange_module,   /* 导入导出 */
	&settings_module,   /* 设置 */
	&notices_module,    /* 消息 */
	&workbench_module,  /* 工作台 */
	NULL,
};
