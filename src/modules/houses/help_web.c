/* What each page is for and what to do on it (本页帮助). */
#include "modules/houses/houses_web.h"

const struct page_help houses_help[] = {
	{ "/houses", "11 (b)", "一栋楼一张图，一格一户。上面的图层换着看：入住、未完的事、走访。点一格打开一户一档。" },
	{ NULL, NULL, NULL },
};
