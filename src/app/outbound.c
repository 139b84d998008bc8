#include "app/outbound_child.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { SLOTS = 2 * OUTBOUND_AT_ONCE, GRACE_SECONDS = 5 };

struct slot {
	int64_t ticket;          /* 0 = free */
	int64_t deadline_us;     /* by the steady clock */
	int64_t community, reference;
	bool taken;              /* the child has read it */
	bool answered;
	struct outbound_answer answer;
};
struct outbound {
	int fd;
	pid_t supervisor;
	pthread_mutex_t lock;
	int64_t last_ticket;
	bool gone;               /* the supervisor itself has ended */
	struct slot slot[SLOTS];
};

/* ---- the supervisor: starts the sender again when it dies ---- */

static void with_parent(pid_t parent)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

static void supervise(int fd)
{
	pid_t me = getpid();
	int status;

	(void)prctl(PR_SET_NAME, "anju-outbound");
	outbound_confine(&fd);
	for (;;) {
		pid_t child = fork();
		if (child == 0) {
			with_parent(me);
			outbound_child(fd);
		}
		if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
		    !WEXITSTATUS(status))
			_exit(0);
		/* not in a hurry: what killed it may do so again */
		nanosleep(&(struct timespec){ .tv_nsec = 200 * 1000 * 1000 }, NULL);
	}
}

int outbound_start(struct ctx *cx, struct outbound **ret)
{
	pid_t me = getpid(), child;
	struct outbound *o;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能启动发送进程：%s"), strerror(errno));
	child = fork();
	if (child == 0) {
		(void)close(pair[0]);
		with_parent(me);
		supervise(pair[1]);
	}
	(void)close(pair[1]);
	if (child < 0) {
		(void)close(pair[0]);
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能启动发送进程：%s"), strerror(errno));
	}
	o = calloc(1, sizeof *o);
	assert(o);
	o->fd = pair[0];
	o->supervisor = child;
	pthread_mutex_init(&o->lock, NULL);
	*ret = o;
	return OK;
}

void outbound_stop(struct outbound *o)
{
	(void)close(o->fd);
	(void)kill(o->supervisor, SIGKILL);
	(void)waitpid(o->supervisor, NULL, 0);
	pthread_mutex_destroy(&o->lock);
	free(o);
}

pid_t outbound_process(const struct outbound *o)
{
	return o->supervisor;
}

/* ---- what the child says; it may be a liar by now, so nothing of it is taken on trust ---- */

static struct slot *slot_of(struct outbound *o, int64_t ticket)
{
	for (size_t i = 0; ticket && i < SLOTS; i++)
		if (o->slot[i].ticket == ticket)
			return &o->slot[i];
	return NULL;
}

static void answer_lost(struct slot *s)
{
	s->answered = true;
	s->answer = (struct outbound_answer){ .result = OUTBOUND_LOST };
}

/* Whole characters only, on one line. */
static void clean(char text[OUTBOUND_TEXT])
{
	size_t n;

	text[OUTBOUND_TEXT - 1] = '\0';
	for (n = strlen(text); n && !text_valid(text, n); n--)
		text[n - 1] = '\0';
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n' || text[i] == '\r' || text[i] == '\t')
			text[i] = ' ';
}

static void take_saying(struct outbound *o, struct outbound_saying *said)
{
	struct slot *s = slot_of(o, said->ticket);

	if (said->what == SAY_STARTED) {
		for (size_t i = 0; i < SLOTS; i++)
			if (o->slot[i].ticket && o->slot[i].taken && !o->slot[i].answered)
				answer_lost(&o->slot[i]);
	} else if (s && said->what == SAY_TAKEN) {
		s->taken = true;
	} else if (s && said->what == SAY_ANSWER && !s->answered) {
		clean(said->answer.text);
		s->answered = true;
		s->answer = said->answer;
	}
}

static void listen_to(struct outbound *o)
{
	struct outbound_saying said;

	for (;;) {
		ssize_t n = recv(o->fd, &said, sizeof said, MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			o->gone = true;
		if (n <= 0)
			break;
		if (n == (ssize_t)sizeof said)
			take_saying(o, &said);
	}
}

/* ---- the calls ---- */

bool outbound_alive(struct outbound *o)
{
	bool alive;

	if (!o)
		return false;
	pthread_mutex_lock(&o->lock);
	listen_to(o);
	alive = !o->gone;
	pthread_mutex_unlock(&o->lock);
	return alive;
}

static int pack(struct ctx *cx, const struct outbound_message *m, struct outbound_frame *f)
{
	const char *const texts[FRAME_TEXTS] = { m->url, m->user, m->password, m->from,
						 m->to,	 m->headers, m->body };

	f->kind = (int)m->kind;
	f->seconds = m->seconds;
	f->inside = m->inside;
	f->size = 1;
	for (size_t i = 0; i < FRAME_TEXTS; i++) {
		size_t n = texts[i] ? strlen(texts[i]) + 1 : 0;
		if (n > sizeof f->bytes - f->size)
			return fail(cx, ERR_TOO_BIG, T(cx, "消息太长，不能发送。"));
		if (!n)
			continue;
		memcpy(f->bytes + f->size, texts[i], n);
		f->text[i] = f->size;
		f->size += (uint32_t)n;
	}
	return OK;
}

static struct slot *free_slot(struct outbound *o)
{
	for (size_t i = 0; i < SLOTS; i++)
		if (!o->slot[i].ticket)
			return &o->slot[i];
	return NULL;
}

static int hand_over(struct ctx *cx, struct outbound *o, struct outbound_frame *f,
		     const struct outbound_message *m)
{
	size_t n = offsetof(struct outbound_frame, bytes) + f->size;
	int seconds = f->seconds > 0 ? f->seconds : OUTBOUND_SECONDS;
	struct slot *s;

	listen_to(o);
	s = free_slot(o);
	if (!s)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "正在发送的消息太多，请稍后再试。"));
	f->ticket = ++o->last_ticket;
	if (send(o->fd, f, n, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)n) {
		o->gone = o->gone || errno == EPIPE || errno == ECONNRESET;
		return fail(cx, ERR_UNAVAILABLE, T(cx, "发送进程没有反应，请稍后再试；不行就重启服务。"));
	}
	*s = (struct slot){ .ticket = f->ticket,
			    .community = m->community,
			    .reference = m->reference,
			    .deadline_us = clock_steady_us() +
					   (seconds + GRACE_SECONDS) * INT64_C(1000000) };
	return OK;
}

int outbound_post(struct ctx *cx, struct outbound *o, const struct outbound_message *m,
		  int64_t *ret_ticket)
{
	struct outbound_frame *f = arena_alloc(cx->arena, sizeof *f);
	int r;

	if (!o)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "只有运行着的服务才能发送消息。"));
	r = pack(cx, m, f);
	if (r == OK) {
		pthread_mutex_lock(&o->lock);
		r = hand_over(cx, o, f, m);
		pthread_mutex_unlock(&o->lock);
	}
	*ret_ticket = f->ticket;
	explicit_bzero(f, sizeof *f);
	return r;
}

static void give_up_late(struct outbound *o)
{
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *s = &o->slot[i];
		if (s->ticket && !s->answered && (o->gone || clock_steady_us() > s->deadline_us))
			answer_lost(s);
	}
}

bool outbound_next(struct outbound *o, int64_t community, int64_t *ret_reference,
		   struct outbound_answer *ret)
{
	bool found = false;

	pthread_mutex_lock(&o->lock);
	listen_to(o);
	give_up_late(o);
	for (size_t i = 0; i < SLOTS && !found; i++) {
		struct slot *s = &o->slot[i];
		found = s->ticket && s->answered && s->reference && s->community == community;
		if (!found)
			continue;
		*ret_reference = s->reference;
		*ret = s->answer;
		s->ticket = 0;
	}
	pthread_mutex_unlock(&o->lock);
	return found;
}

bool outbound_carries(struct outbound *o, int64_t community, int64_t reference)
{
	bool found = false;

	pthread_mutex_lock(&o->lock);
	for (size_t i = 0; i < SLOTS; i++)
		found = found || (o->slot[i].ticket && o->slot[i].community == community &&
				  o->slot[i].reference == reference);
	pthread_mutex_unlock(&o->lock);
	return found;
}

bool outbound_poll(struct outbound *o, int64_t ticket, struct outbound_answer *ret)
{
	struct slot *s;
	bool ready;

	pthread_mutex_lock(&o->lock);
	listen_to(o);
	give_up_late(o);
	s = slot_of(o, ticket);
	ready = !s || s->answered;
	if (ready)
		*ret = s ? s->answer : (struct outbound_answer){ .result = OUTBOUND_LOST };
	if (ready && s)
		s->ticket = 0;
	pthread_mutex_unlock(&o->lock);
	return ready;
}

void outbound_wait(struct outbound *o, int64_t ticket, struct outbound_answer *ret)
{
	struct pollfd fd = { .fd = o->fd, .events = POLLIN };

	/* another thread may read our answer off the socket: so no longer than a moment each time */
	while (!outbound_poll(o, ticket, ret))
		(void)poll(&fd, 1, 50);
}

/* ---- in words ---- */

static const char *sentence(struct ctx *cx, const struct outbound_answer *a)
{
	switch (a->result) {
	case OUTBOUND_DONE:
		return T(cx, "对方已收下");
	case OUTBOUND_ANSWERED:
		return T(cx, "对方没有收下");
	case OUTBOUND_PRIVATE:
		return T(cx, "地址指向内部网络，没有连接");
	case OUTBOUND_REDIRECT:
		return T(cx, "对方要求转到另一个地址，没有跟去");
	case OUTBOUND_SLOW:
		return T(cx, "对方迟迟不回应，已放弃等待");
	case OUTBOUND_UNSAFE:
		return T(cx, "连接不安全（没有 TLS，或证书不可信），没有发送");
	case OUTBOUND_TOO_LONG:
		return T(cx, "对方的回应太长");
	case OUTBOUND_WRONG:
		return T(cx, "地址不对，或不是 https");
	case OUTBOUND_LOST:
		return T(cx, "发送途中进程中断，不知道对方收到没有");
	default:
		return T(cx, "连不上对方");
	}
}

const char *outbound_say(struct ctx *cx, const struct outbound_answer *a)
{
	const char *status = a->status ? arena_printf(cx->arena, " %d", a->status) : "";

	if (!a->text[0])
		return arena_printf(cx->arena, "%s%s", sentence(cx, a), status);
	return arena_printf(cx->arena, T(cx, "%s%s：%s"), sentence(cx, a), status, a->text);
}

bool outbound_is_final(enum outbound_kind kind, const struct outbound_answer *a)
{
	switch (a->result) {
	case OUTBOUND_PRIVATE:
	case OUTBOUND_REDIRECT:
	case OUTBOUND_WRONG:
		return true;
	case OUTBOUND_ANSWERED:
		/* of a mail server 5xx says never, and 4xx not now; of a web server 4xx */
		if (kind == OUTBOUND_MAIL)
			return a->status / 100 == 5;
		return a->status / 100 == 4 && a->status != 408 && a->status != 425 &&
		       a->status != 429;
	default:
		return false;
	}
}
