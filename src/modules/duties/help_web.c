/* What each page is for and what to do on it (本页帮助). */
#include "modules/duties/duties_web.h"

const struct page_help duties_help[] = {
	{ "/obligations", "16 (d)", "该办的每一件事：谁办、什么时候到期、依据哪一条。点时限能看到是怎么算出来的。" },
	{ "/obligations/:id", "16 (d)", "这个时限从几点算起、扣了哪些下班时间、什么时候到期。办不了的可以提请免办，另一个人同意才算。" },
	{ "/deputies", "20 (d)", "休假时谁代你。写好起止日期，到期自动收回。" },
	{ NULL, NULL, NULL },
};
