/* What each page is for and what to do on it (本页帮助). */
#include "modules/requests/requests_web.h"

const struct page_help requests_help[] = {
	{ "/requests", "16 (d)", "报修、求助、咨询、建议都在这里。按状态和类型筛选，时限最紧的排在前面；可以勾选几张一起办。" },
	{ "/requests/:id", "16 (d)", "一张工单的全部经过。上面的按钮是现在能走的步骤；没办完的时限列在下面，办完才能关单。" },
	{ "/jobs", "6 (d)", "派给你的活，最急的在最上面。到场、拍照、完工、签名一步一按；没有信号也能先记下，连上再发。" },
	{ NULL, NULL, NULL },
};
