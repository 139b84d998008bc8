/* Proofs: a ledger of what the server acknowledged, kept outside of it, compared with the database
 * after the server was killed, lost its power, its disk, its descriptors or its memory. */
#ifndef ANJU_PROVE_H
#define ANJU_PROVE_H
#include "../story/story.h"

enum { CLIENTS = 8, ENTRIES = 400000 };
enum kind { KIND_NONE, KIND_CONTACT, KIND_DISPATCH };

/* One write that was asked for, under one Idempotency-Key; its number is its place. */
struct entry {
	enum kind kind;
	int asked;
	int status;         /* of the first answer that was 2xx; else of the last, 0 = none */
	int64_t id;         /* the contact, or the request that was dispatched */
	int64_t request;    /* made with the contact */
};
struct ledger {
	struct entry *entry; /* ENTRIES */
	int64_t count;
	FILE *file;          /* a line before each question, a line after each answer */
	pthread_mutex_t lock;
	int64_t acknowledged, repeated, refused, differing; /* differing: a repeat answered otherwise */
};
bool ledger_open(struct ledger *l, const char *path);
/* Reads what another process wrote; the checker trusts nothing else. */
bool ledger_read(struct ledger *l, const char *path);

struct clients {
	struct ledger *ledger;
	const char *token, *assignee;
	_Atomic int port;        /* 0 = the server is down: they wait */
	_Atomic bool stopping;   /* ends each after its last question was answered */
	_Atomic int64_t unavailable; /* answers 503 and 507 */
	pthread_t thread[CLIENTS];
};
void clients_start(struct clients *c);
void clients_stop(struct clients *c);

struct verdict {
	int64_t acknowledged, unanswered, lost, doubled, invented, wrong;
	char first[300]; /* the first thing found */
};
/* The ledger against the database in folder (a copy: it is opened and recovered here). */
void check_ledger(const struct ledger *l, const char *folder, struct verdict *ret);
static inline bool verdict_good(const struct verdict *v)
{
	return !v->lost && !v->doubled && !v->invented && !v->wrong;
}

/* disk.c */
void disk_copy_database(const char *data, const char *to);
/* The same of an office on PostgreSQL, by a backup and a restore: it has no file to look into. */
void postgres_copy(struct office *o, const char *to);
/* kill -9 of a process of PostgreSQL that serves a client: it ends all of them and recovers from
 * its log. false: there was none, or it is another user's. */
bool postgres_crash(void);
/* DIR/.synced becomes a copy of what DIR holds. */
void disk_begin(const char *data);
/* DIR becomes what was synced; torn: of what was not, sectors of 512 bytes stay or go by chance. */
void disk_power_cut(const char *data, bool torn);
int64_t now_ms(void);
uint32_t chance(uint32_t below);
#endif
