/* What each page is for and what to do on it (本页帮助). */
#include "modules/office/office_web.h"

const struct page_help office_help[] = {
	{ "/styleguide", "20 (d)", "页面用到的每一种零件，一样摆一个。改样子以前来这里看，换一种语言、换一个宽度都要好看。" },
	{ NULL, NULL, NULL },
};
