/* What is in this program: the one place that names the business areas, in the order of dependence.
 * A module may call only those above it. */
#ifndef MODULE
#error define MODULE(name) before including
#endif
MODULE(office)     /* 登录页、静态文件、健康检查 */
MODULE(people)     /* 员工与岗位 */
MODULE(houses)     /* 房态图 */
MODULE(residents)  /* 住户 */
MODULE(documents)  /* 制度文件 */
MODULE(incidents)  /* 事件 */
MODULE(requests)   /* 工单 */
MODULE(complaints) /* 投诉 */
MODULE(visits)     /* 回访 */
MODULE(scripts)    /* 话术与应急卡 */
MODULE(contacts)   /* 来电来访 */
MODULE(households) /* 一户一档 */
MODULE(calls)      /* 电话 */
MODULE(outreach)   /* 联系与关怀 */
MODULE(shifts)     /* 交接班 */
MODULE(keys)       /* 钥匙 */
MODULE(inspection) /* 验房 */
MODULE(handover)   /* 房屋交接 */
MODULE(movein)     /* 入伙 */
MODULE(runsheet)   /* 入伙手续 */
MODULE(exchange)   /* 导入导出 */
MODULE(settings)   /* 设置 */
MODULE(notices)    /* 消息 */
MODULE(portal)     /* 住户入口 */
MODULE(duties)     /* 待办 */
MODULE(rules)      /* 制度 */
MODULE(figures)    /* 月度数据 */
MODULE(backups)    /* 备份 */
MODULE(workbench)  /* 工作台 */
