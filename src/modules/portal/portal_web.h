/* What the pages of this module show. */
#ifndef ANJU_PORTAL_WEB_H
#define ANJU_PORTAL_WEB_H
#include "app/help.h"
#include "app/module.h"
#include "modules/movein/movein.h"
#include "modules/portal/letters.h"

/* The band at the head of a resident's page. */
struct home_head {
	const char *title;      /* 翠湖花园 */
	const char *hotline;    /* "" = none was set */
	const char *here;       /* "home", "mine", "notices": the bar below; NULL = none */
	const char *back;       /* where the larger-text switch comes back to */
	bool large;
};
struct home_page {
	struct home_head head;
	const struct home_user *user;
	struct home_matter *open;
	size_t open_count;
	struct announcement_seen *notices;
	size_t notice_count, unread;
	struct movein_notice *calls;
	size_t call_count;
};
struct home_report_page {
	struct home_head head;
	const struct home_user *user;
	const struct choice *kinds;
	int kind;
	bool may_today;
};
struct home_list_page {
	struct home_head head;
	struct home_matter *rows;
	size_t count;
};
struct home_show_page {
	struct home_head head;
	struct home_matter m;
	struct attachment *files;
	size_t file_count;
	int64_t visit_stars;
};
struct home_notices_page {
	struct home_head head;
	struct announcement_seen *rows;
	size_t count;
};
struct home_notice_page {
	struct home_head head;
	struct announcement_seen n;
};
/* 收楼、入伙通知书 */
struct home_call_page {
	struct home_head head;
	struct movein_notice n;
	struct movein_batch b;
	const struct movein_paper_rule *papers[16];
	size_t paper_count;
	struct movein_line *lines;
	size_t line_count;
};
struct card_page {
	struct home_head head;
	struct portal_card card;
	struct announcement_seen *notices;
	size_t notice_count;
	bool tail;              /* the end of a phone lets in */
};
struct letter_page {
	struct home_head head;
	struct portal_card card;
	char receipt[RECEIPT_TEXT];  /* just sent: shown once */
	struct home_matter m;        /* asked for by the receipt; id 0 = not */
};
struct enter_page {
	struct home_head head;
	bool sent, possible;    /* a code is on its way; the office can send them */
	const char *next;
};
struct join_page {
	struct home_head head;
	const char *token, *name, *room;
};

/* ---- the office's pages ---- */
struct portal_tabs {
	const char *here; /* "cards" */
};
struct portal_cards_page {
	struct portal_card_filter filter;
	struct portal_card *rows;
	size_t count;
	struct building *buildings;
	size_t building_count;
	int64_t lacking;        /* rooms without a card */
	const char *next, *address;
	bool only_here;         /* no phone could open the address */
};
struct portal_invites_page {
	struct home_invite *rows;
	size_t count;
	const char *next;
	int64_t now;
};
struct portal_invited_page {
	struct home_invite invite;
	const char *link;
	bool only_here;
};
struct portal_ratings_page {
	struct rating_row *rows;
	size_t count;
	const char *next;
	struct rating_sum sum;
};
struct portal_letters_page {
	struct letter_row *rows;
	size_t count;
	const char *next;
};

/* home_web.c, card_web.c */
const struct home_user *home_user_of(struct request *rq);
handler home_call_show, home_call_read;
/* Who sends: the resident of the cookie; the card or invitation of the path. */
int home_sender(struct request *rq, int64_t *ret_community);
int card_sender(struct request *rq, int64_t *ret_community);
int join_sender(struct request *rq, int64_t *ret_community);
int home_head_of(struct request *rq, const char *here, struct home_head *ret) MUST_USE;
/* The session's cookie; NULL ends it. */
void home_cookie_set(struct request *rq, const char *value, int64_t seconds);
void home_code_cookie_set(struct request *rq, const char *value);
const char *home_state_colour(int state);
/* The name; by the door card its first character alone, since a visitor could have come in so. */
const char *home_name(struct ctx *cx, const struct home_user *u);
/* ★★★★☆ */
void home_stars(struct page *pg, int stars);
/* The address as a QR code. */
void portal_code(struct page *pg, const char *address);

handler home_start, home_report_form, home_report_post, home_mine, home_matter_show,
	home_matter_urge, home_matter_withdraw, home_matter_rate, home_file_get, home_notices_get,
	home_notice_show, home_notice_read_post, home_leave, home_text_size;
handler card_show, card_enter, card_letter_form, card_letter_post, card_receipt, join_show,
	join_post, enter_form, enter_send, enter_use;
/* https://host or the address set; *ret_only_here: it leads to this machine alone. */
int portal_address(struct request *rq, const char **ret, bool *ret_only_here) MUST_USE;
handler portal_cards_get, portal_cards_post, portal_card_retire_post, portal_cards_paper;
extern const struct page_help portal_help[];
#endif
