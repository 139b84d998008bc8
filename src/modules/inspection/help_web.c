/* What each page is for and what to do on it (本页帮助). */
#include "modules/inspection/inspection_web.h"

const struct page_help inspection_help[] = {
	{ "/inspections", "10 (c)", "业主收房前逐项验看。有问题的交施工单位限期整改，业主可以先收，也可以拒收。" },
	{ "/inspections/new", "10 (c)", "业主本人或者拿委托书的代理人到场才开始。开始以后带出这种房子的验房项目。" },
	{ "/inspections/:id", "10 (d)", "一项一项记结果，有问题的点图登记并拍照。签字只表示看过，不等于放弃质量主张。" },
	{ "/defects", "10 (d)", "验房查出的问题，谁修、什么时候到期、修好没有。说修好的人不能自己复验。" },
	{ "/defects/:id", "10 (d)", "这处问题的照片、位置和期限。修好了先报告，再由另一个人和业主一起复验。" },
	{ "/inspection-items", "10 (d)", "住宅和商铺各验哪些项目。改了以后只用在新的验房单上。" },
	{ NULL, NULL, NULL },
};
