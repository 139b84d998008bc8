/* What each page is for and what to do on it (本页帮助). */
#include "modules/handover/handover_web.h"

const struct page_help handover_help[] = {
	{ "/deeds", "10 (d)", "房屋交接书。验房接收以后才能拟；双方签了，交了钥匙和资料，保修期和物业费才开始算。" },
	{ "/deeds/new", "10 (d)", "填房号，业主、面积和在库的钥匙会自动带出来。" },
	{ "/deeds/:id", "10 (d)", "填齐、乙方签、甲方签、交付、归档。签过的不能改，要变只能签补充协议。" },
	{ "/deed-texts", "10 (d)", "交接书的正文，住宅和商铺各一份。改了算新的一版；不能写放弃质量主张的话。" },
	{ NULL, NULL, NULL },
};
