/* What each page is for and what to do on it (本页帮助). */
#include "modules/movein/movein_web.h"

const struct page_help movein_help[] = {
	{ "/movein", "14 (c)", "收楼和入伙通知按批发。拟定批次、加户、核对两项证明、发出；到场率和送达率在这里看。" },
	{ "/movein-batches/new", "14 (b)", "写明起止日期、地点、预约时段和两项证明的编号。证明还没有也可以先存，没有证明发不出去。" },
	{ "/movein-batches/:id", "14 (d)", "加楼栋或导入买受人，由另一个人核对证明再发出。发出以后每户有编号和应缴费用，可以整批打印。" },
	{ "/movein-batches/:id/edit", "14 (b)", "核准以前都可以改。核准以后要改，先撤销再拟一批。" },
	{ "/movein-notices", "14 (c)", "每户一份通知书。没有送达证明的、退回的、逾期没来的，都有人按时打电话、发二次通知。" },
	{ "/movein-notices/:id", "14 (d)", "这一户的通知书：送达怎么证明、约了几点、退回还是拒收。视同交付要有合同条款和送达证明，由主任决定。" },
	{ "/movein-days", "14 (b)", "一天里谁几点来。打印出来放在第一台。" },
	{ "/movein-fees", "14 (b)", "交房时要缴的费用，分收款单位，不混成一笔。改价先停用旧的；发出去的通知书不变。" },
	{ NULL, NULL, NULL },
};
