/* What the pages of this module show. */
#ifndef ANJU_PEOPLE_WEB_H
#define ANJU_PEOPLE_WEB_H
#include "app/help.h"
#include "app/view.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/people/people.h"

struct people_list_page {
	struct staff_filter filter;
	const char *role, *state; /* words of the filter; NULL = all */
	struct staff *rows;
	size_t count;
	int64_t total;
	const char *next;         /* cursor; NULL = the last page */
	bool may_write;
	int64_t now;
};

struct person_page {
	struct staff s;
	const char *path;         /* /people/ID */
	unsigned acts;            /* enum staff_act: what this person may do now */
	bool in_trust;            /* sees sessions and tokens */
	struct tenure *tenures;
	size_t tenure_count;
	struct post *posts;       /* to choose from */
	size_t post_count;
	struct session *sessions;
	size_t session_count;
	struct token *tokens;
	size_t token_count;
	struct journal_entry *events; /* the latest first */
	size_t event_count;
};

/* the form of a new person */
struct new_person_page {
	struct post *posts;
	size_t post_count;
};

/* a password that is shown once */
struct once_page {
	int64_t id;
	const char *login, *name, *password;
};

struct posts_page {
	struct post *rows;
	size_t count;
	bool may_write;
};

struct sign_in_page {
	const char *next;         /* where to go afterwards; a path of ours */
};

struct me_page {
	struct staff s;
	struct session *sessions;
	size_t session_count;
	struct community *communities;
	size_t community_count;
	int64_t community;
	struct saved_view *views;
	size_t view_count;
	int64_t password_min;
	const char *password_hint;
};
struct tokens_page {
	struct token *rows;
	size_t count;
	int64_t id;               /* of the one just made */
	const char *text, *name;
};

void rows_json(struct json *j, const char *key, struct fields f, const void *rows, size_t count);
/* Roles as an array of their words. */
void roles_json(struct json *j, const char *key, int64_t roles);
/* What an action of the journal is called. */
void people_action(struct page *pg, const char *action);
/* The session's cookie; NULL takes it back. */
void session_cookie_set(struct request *rq, const char *value);
/* One person as GET /people/:id shows it, after a change: page → that page, API → the record. */
int reply_person(struct request *rq, int64_t id) MUST_USE;

/* handlers, for the table of routes in people_web.c */
int people_show(struct request *rq);
int tenure_give_post(struct request *rq);
int tenure_end_post(struct request *rq);
int posts_list(struct request *rq);
int posts_create(struct request *rq);
int posts_rename(struct request *rq);
int posts_retire(struct request *rq);
int roles_show(struct request *rq);
int login_form(struct request *rq);
int login_post(struct request *rq);
int logout_post(struct request *rq);
int me_show(struct request *rq);
int me_edit(struct request *rq);
int me_password_form(struct request *rq);
int me_password_change(struct request *rq);
int me_sign_out(struct request *rq);
int me_session_close(struct request *rq);
int me_switch(struct request *rq);
int me_view_save(struct request *rq);
int me_view_remove(struct request *rq);
int me_tokens(struct request *rq);
int me_token_create(struct request *rq);
int me_token_revoke(struct request *rq);
extern const struct page_help people_help[];
#endif
