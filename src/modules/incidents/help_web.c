/* What each page is for and what to do on it (本页帮助). */
#include "modules/incidents/incidents_web.h"

const struct page_help incidents_help[] = {
	{ "/incidents", "16 (d)", "停水、停电、电梯故障这样影响很多户的事件。建了事件，同样的来电一键并进来，恢复后逐户告知。" },
	{ "/incidents/new", "16 (d)", "写明什么事、影响哪些楼、预计几点恢复。电话台马上能看到，接电话的人照着说。" },
	{ "/incidents/:id", "8 (e)", "这件事的时限、报过的每一户和已经告知的。恢复以后逐户告知，告知完才能关闭。" },
	{ "/incident-reporters/:id", "8 (e)", "报过这件事的一户。恢复以后联系他，写下怎么告知的。" },
	{ NULL, NULL, NULL },
};
