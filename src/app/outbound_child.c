#include "app/outbound_child.h"
#include <curl/curl.h>

/* One transfer on its way. */
struct transfer {
	struct transfer *next;
	CURL *easy;
	struct curl_slist *lines;
	struct outbound_frame *frame;
	size_t sent;             /* of the mail */
	size_t received;
	bool private, too_long;
	struct outbound_answer answer;
	char why[CURL_ERROR_SIZE];
};
struct child {
	int fd;
	CURLM *multi;
	struct transfer *list;
	int busy;
};

static void say(const struct child *c, enum saying what, int64_t ticket,
		const struct outbound_answer *answer)
{
	struct outbound_saying s = { .what = what, .ticket = ticket };

	if (answer)
		s.answer = *answer;
	(void)send(c->fd, &s, sizeof s, MSG_NOSIGNAL);
}

static const char *text_at(const struct outbound_frame *f, int which)
{
	return f->text[which] && f->text[which] < f->size ? f->bytes + f->text[which] : NULL;
}
enum { URL, USER, PASSWORD, FROM, TO, HEADERS, BODY };

/* ---- what the library asks ---- */

/* The address that is really connected to, after the name was resolved: a name that first points
 * outside and then inside gets no further. */
static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct transfer *t = arg;

	if (purpose != CURLSOCKTYPE_IPCXN || (!t->frame->inside && !address_is_public(&a->addr))) {
		t->private = true;
		return CURL_SOCKET_BAD;
	}
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static size_t take_answer(char *bytes, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t n = size * count, at = strlen(t->answer.text);

	t->received += n;
	t->too_long = t->received > OUTBOUND_REPLY;
	if (t->too_long)
		return 0;
	for (size_t i = 0; i < n && at + 1 < sizeof t->answer.text; i++)
		if (bytes[i])
			t->answer.text[at++] = bytes[i];
	return n;
}

static size_t give_mail(char *buffer, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	const char *body = text_at(t->frame, BODY);
	size_t left = body ? strlen(body) - t->sent : 0, n = MIN(left, size * count);

	if (n)
		memcpy(buffer, body + t->sent, n);
	t->sent += n;
	return n;
}

/* ---- beginning ---- */

static void set_limits(struct transfer *t)
{
	const struct outbound_frame *f = t->frame;
	long ms = 1000L * (f->seconds > 0 ? f->seconds : OUTBOUND_SECONDS);
	const char *secure = f->kind == OUTBOUND_MAIL ? "smtp,smtps" : "https";
	const char *any = f->kind == OUTBOUND_MAIL ? "smtp,smtps" : "http,https";

	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, f->inside ? any : secure);
	curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, ms);
	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, ms);
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(t->easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(t->easy, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(t->easy, CURLOPT_PROXY, "");
	curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(t->easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_answer);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->why);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
}

static void set_mail(struct transfer *t)
{
	const struct outbound_frame *f = t->frame;
	const char *user = text_at(f, USER), *from = text_at(f, FROM), *to = text_at(f, TO);

	/* a password never travels in the open, not even within the own network */
	curl_easy_setopt(t->easy, CURLOPT_USE_SSL,
			 f->inside && !user ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	if (user) {
		curl_easy_setopt(t->easy, CURLOPT_USERNAME, user);
		curl_easy_setopt(t->easy, CURLOPT_PASSWORD, text_at(f, PASSWORD));
	}
	curl_easy_setopt(t->easy, CURLOPT_MAIL_FROM, from ? from : "");
	t->lines = curl_slist_append(NULL, to ? to : "");
	curl_easy_setopt(t->easy, CURLOPT_MAIL_RCPT, t->lines);
	curl_easy_setopt(t->easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(t->easy, CURLOPT_READFUNCTION, give_mail);
	curl_easy_setopt(t->easy, CURLOPT_READDATA, t);
}

static void set_call(struct transfer *t)
{
	const char *headers = text_at(t->frame, HEADERS), *body = text_at(t->frame, BODY);
	char line[1024];

	t->lines = curl_slist_append(NULL, "Expect:");
	while (headers && *headers) {
		size_t n = strcspn(headers, "\n");
		snprintf(line, sizeof line, "%.*s", (int)n, headers);
		t->lines = curl_slist_append(t->lines, line);
		headers += n + (headers[n] == '\n');
	}
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->lines);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "anju");
	if (!body)
		return;
	curl_easy_setopt(t->easy, CURLOPT_POST, 1L);
	curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
	curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, body);
}

static void begin(struct child *c, struct outbound_frame *f)
{
	struct transfer *t = calloc(1, sizeof *t);

	assert(t);
	t->frame = f;
	t->easy = curl_easy_init();
	assert(t->easy);
	set_limits(t);
	if (text_at(f, URL))
		curl_easy_setopt(t->easy, CURLOPT_URL, text_at(f, URL));
	if (f->kind == OUTBOUND_MAIL)
		set_mail(t);
	else
		set_call(t);
	t->next = c->list;
	c->list = t;
	c->busy++;
	curl_multi_add_handle(c->multi, t->easy);
}

/* One packet of the parent; false when it is gone. */
static bool take(struct child *c)
{
	struct outbound_frame *f = calloc(1, sizeof *f + 1);
	ssize_t n;

	assert(f);
	n = recv(c->fd, f, sizeof *f, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		free(f);
		return true;
	}
	if (n < (ssize_t)offsetof(struct outbound_frame, bytes) ||
	    f->size > (size_t)n - offsetof(struct outbound_frame, bytes)) {
		free(f);
		return n > 0;
	}
	say(c, SAY_TAKEN, f->ticket, NULL);
	begin(c, f);
	return true;
}

/* ---- ending ---- */

static int result_of(const struct transfer *t, CURLcode code)
{
	if (t->private && code != CURLE_OK)
		return OUTBOUND_PRIVATE;
	switch (code) {
	case CURLE_OK:
		if (t->answer.status >= 300 && t->answer.status < 400 &&
		    t->frame->kind == OUTBOUND_HTTP)
			return OUTBOUND_REDIRECT;
		return t->answer.status / 100 == 2 ? OUTBOUND_DONE : OUTBOUND_ANSWERED;
	case CURLE_OPERATION_TIMEDOUT:
		return OUTBOUND_SLOW;
	case CURLE_USE_SSL_FAILED:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
		return OUTBOUND_UNSAFE;
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL:
		return OUTBOUND_WRONG;
	case CURLE_WRITE_ERROR:
		return t->too_long ? OUTBOUND_TOO_LONG : OUTBOUND_UNREACHED;
	default:
		return t->answer.status >= 400 ? OUTBOUND_ANSWERED : OUTBOUND_UNREACHED;
	}
}

static void end(struct child *c, struct transfer *t, CURLcode code)
{
	char *to = NULL;
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &to);
	t->answer.status = (int)status;
	t->answer.result = result_of(t, code);
	if (t->answer.result == OUTBOUND_REDIRECT)
		snprintf(t->answer.text, sizeof t->answer.text, "%s", to ? to : "");
	else if (code != CURLE_OK)
		snprintf(t->answer.text, sizeof t->answer.text, "%s",
			 t->why[0] ? t->why : curl_easy_strerror(code));
	say(c, SAY_ANSWER, t->frame->ticket, &t->answer);
	curl_multi_remove_handle(c->multi, t->easy);
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->lines);
	for (struct transfer **at = &c->list; *at; at = &(*at)->next)
		if (*at == t) {
			*at = t->next;
			break;
		}
	explicit_bzero(t->frame, sizeof *t->frame);
	free(t->frame);
	free(t);
	c->busy--;
}

static void end_those_done(struct child *c)
{
	struct CURLMsg *m;
	struct transfer *t;
	int left;

	while ((m = curl_multi_info_read(c->multi, &left))) {
		CURLcode code = m->data.result;
		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
		end(c, t, code);
	}
}

void outbound_child(int fd)
{
	struct child c = { .fd = fd };
	int running, events;

	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		_exit(1);
	c.multi = curl_multi_init();
	assert(c.multi);
	say(&c, SAY_STARTED, 0, NULL);
	for (;;) {
		struct curl_waitfd parent = { .fd = fd, .events = CURL_WAIT_POLLIN };
		bool room = c.busy < OUTBOUND_AT_ONCE;
		curl_multi_poll(c.multi, &parent, room ? 1 : 0, 1000, &events);
		if (room && parent.revents && !take(&c))
			_exit(0);
		curl_multi_perform(c.multi, &running);
		end_those_done(&c);
	}
}
