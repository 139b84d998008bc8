/* The posts' roles (角色), with the exact terms of the rule documents (domain 0.1 and doc 11-20 0.4):
 * name, word of the API, Chinese term, other names in use. The order is the bit in staff.roles:
 * append only. */
#ifndef ROLE
#error define ROLE(NAME, word, term, also) before including
#endif
ROLE(DIRECTOR,              "director",              "管理处主任",       "项目经理、管理处经理")
ROLE(DEPUTY_DIRECTOR,       "deputy_director",       "管理处副主任",     "")
ROLE(SUPERVISOR,            "supervisor",            "客服主管",         "客户服务中心主管、事务部主管")
ROLE(FRONT_DESK,            "front_desk",            "前台接待员",       "客服助理、客服专员、总服务台员工")
ROLE(STEWARD,               "steward",               "楼栋管家",         "私人管家、物管员")
ROLE(ENGINEERING_MANAGER,   "engineering_manager",   "物管部经理",       "工程部经理")
ROLE(DISCIPLINE_SUPERVISOR, "discipline_supervisor", "专业主管",         "强电、弱电、给排水、暖通、电梯主管")
ROLE(TEAM_LEADER,           "team_leader",           "领班",             "维修班长")
ROLE(TECHNICIAN,            "technician",            "维修工",           "值班员、水工、电工")
ROLE(GUARD_LEADER,          "guard_leader",          "秩序维护队长",     "保安主管、保安班长")
ROLE(GUARD,                 "guard",                 "秩序维护员",       "保安员")
ROLE(FIRE_MANAGER,          "fire_manager",          "消防安全管理人",   "")
ROLE(FIRE_OPERATOR,         "fire_operator",         "消防控制室值班员", "")
ROLE(FINANCE,               "finance",               "财务",             "收费员、出纳")
ROLE(ADMINISTRATOR,         "administrator",         "系统管理员",       "")
