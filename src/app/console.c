#include "app/console.h"
#include "app/workers.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { FDS = 5, MESSAGE_MAX = 16 * 1024, SESSIONS_MAX = 4, PATIENCE_S = 5 };
enum { FD_OUT, FD_ERR, FD_FILE, FD_SECOND, FD_MAP };

struct message {
	uint32_t bytes;    /* of argv, each ended by NUL */
	uint8_t fds;       /* bit a descriptor that is sent: FD_… */
	uint8_t terminal;
};

/* ---- running a command, on either side ---- */

static int first_community(struct console *con)
{
	int r = store_int(&con->cx, SQL_ALL("SELECT id FROM community ORDER BY id LIMIT 1"), BINDS(),
			  &con->cx.community);
	return r == ERR_NOT_FOUND ? OK : r;
}

int console_community(struct console *con, const char *name)
{
	struct ctx *cx = &con->cx;
	int r;

	if (text_blank(name))
		return OK;
	r = store_int(cx, SQL_ALL("SELECT id FROM community WHERE name = ?"), BINDS(name),
		      &cx->community);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有小区“%s”。"), name) : r;
}

static int run_here(struct app *app, const struct command *c, struct console *con)
{
	struct arena arena = { 0 };
	int code = EXIT_FAULT, r;

	con->cx = (struct ctx){ .arena = &arena, .app = app, .now = app_now(app) };
	r = store_open(&con->cx, app->where, STORE_READ, &con->cx.store);
	if (r == OK) {
		r = first_community(con);
		if (r == OK)
			code = c->run(con);
		store_close(con->cx.store);
	}
	if (r < 0)
		fprintf(con->err, "anju: %s\n", con->cx.why);
	fflush(con->out);
	fflush(con->err);
	arena_free(&arena);
	return code;
}

/* ---- the caller's side ---- */

static int connect_to(const char *data)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int n = snprintf(address.sun_path, sizeof address.sun_path, "%s/anju.sock", data), fd;

	if (n >= (int)sizeof address.sun_path)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool send_all(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;
	while (n) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		p += sent;
		n -= (size_t)sent;
	}
	return true;
}

static bool receive_all(int fd, void *bytes, size_t n)
{
	char *p = bytes;
	while (n) {
		ssize_t got = recv(fd, p, n, 0);
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static bool send_message(int fd, const struct message *m, const int *fds, int count)
{
	char control[CMSG_SPACE(sizeof(int) * FDS)] = { 0 };
	struct message copy = *m;
	struct iovec part = { &copy, sizeof copy };
	struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
				 .msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&header);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
	memcpy(CMSG_DATA(c), fds, sizeof(int) * (size_t)count);
	return sendmsg(fd, &header, MSG_NOSIGNAL) == (ssize_t)sizeof copy;
}

static int ask_server(int fd, const struct console *con)
{
	struct message m = { .terminal = con->terminal };
	const int all[FDS] = { STDOUT_FILENO, STDERR_FILENO, con->file, con->second_file,
				 con->map_file };
	char argv[MESSAGE_MAX];
	int fds[FDS], count = 0;
	uint8_t code = EXIT_FAULT;

	for (int i = 0; i < con->argc; i++) {
		size_t n = strlen(con->argv[i]) + 1;
		if (m.bytes + n > sizeof argv)
			return EXIT_FAULT;
		memcpy(argv + m.bytes, con->argv[i], n);
		m.bytes += (uint32_t)n;
	}
	for (int i = 0; i < FDS; i++) {
		if (all[i] < 0)
			continue;
		fds[count++] = all[i];
		m.fds |= (uint8_t)(1u << i);
	}
	if (!send_message(fd, &m, fds, count) || !send_all(fd, argv, m.bytes) ||
	    !receive_all(fd, &code, 1)) {
		fprintf(stderr, "anju: the server ended the command without an answer\n");
		return EXIT_FAULT;
	}
	return code;
}

static int run_alone(const char *data, const char *db, const struct command *c, struct console *con)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct app app;
	int r, code = EXIT_FAULT;

	r = app_open(&cx, data, db, &app);
	if (r == OK)
		r = app_start(&cx, &app);
	if (r == OK)
		code = run_here(&app, c, con);
	else
		fprintf(stderr, "anju: %s\n", cx.why);
	app_stop(&app);
	arena_free(&arena);
	return code;
}

static bool same_content(int a, int b)
{
	char of_a[4096], of_b[4096];
	ssize_t n = pread(a, of_a, sizeof of_a, 0);

	return n >= 0 && n < (ssize_t)sizeof of_a && pread(b, of_b, sizeof of_b, 0) == n &&
	       !memcmp(of_a, of_b, (size_t)n);
}

static bool write_second(int from, int to)
{
	char block[65536];
	ssize_t n;

	(void)lseek(from, 0, SEEK_SET);
	while ((n = read(from, block, sizeof block)) > 0)
		if (write(to, block, (size_t)n) != n)
			return false;
	return n == 0 && fsync(to) == 0;
}

/* What the command left besides becomes FILE and c->second. false: it could not be kept. */
static bool keep_second(const struct command *c, int second, const char *path)
{
	char name[4096];
	bool kept;
	int out;

	if (lseek(second, 0, SEEK_END) <= 0)
		return true;
	if (snprintf(name, sizeof name, "%s%s", path, c->second) >= (int)sizeof name)
		return false;
	out = open(name, O_RDWR | O_CREAT | O_CLOEXEC | (c->keeps_second ? O_EXCL : O_TRUNC), 0600);
	if (out < 0 && errno == EEXIST && (out = open(name, O_RDONLY | O_CLOEXEC)) >= 0) {
		kept = same_content(second, out);
		errno = EEXIST;
	} else {
		kept = out >= 0 && write_second(second, out);
	}
	if (kept)
		fprintf(stderr, "%s\n", name);
	else
		fprintf(stderr, "anju: %s: %s\n", name, strerror(errno));
	if (out >= 0)
		close(out);
	return kept;
}

/* The file argument: the file_at-th that is no option and no value of one. */
static const char *file_argument(const struct command *c, int argc, char **argv)
{
	static const char *const valued[] = { "--map", "--community", "--key", "--against" };
	int at = 0;

	for (int i = 1; c->file != FILE_NONE && i < argc; i++) {
		bool value = false;
		for (size_t k = 0; k < COUNT(valued); k++)
			value = value || !strcmp(argv[i], valued[k]);
		if (value)
			i++;
		else if (argv[i][0] != '-' && ++at == c->file_at)
			return argv[i];
	}
	return NULL;
}

static bool open_map(struct console *con)
{
	for (int i = 1; i + 1 < con->argc && con->map_file < 0; i++) {
		if (strcmp(con->argv[i], "--map"))
			continue;
		con->map_file = open(con->argv[i + 1], O_RDONLY | O_CLOEXEC);
		if (con->map_file < 0) {
			fprintf(stderr, "anju: %s: %s\n", con->argv[i + 1], strerror(errno));
			return false;
		}
	}
	return true;
}

static bool open_files(const struct command *c, const char *path, struct console *con,
		       bool *ret_created)
{
	*ret_created = false;
	if (path) {
		int flags = c->file == FILE_READ ? O_RDONLY : O_RDWR;
		con->file = open(path, flags | O_CLOEXEC);
		if (con->file < 0 && errno == ENOENT && c->file == FILE_WRITE) {
			con->file = open(path, flags | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
			*ret_created = con->file >= 0;
		}
		if (con->file < 0) {
			fprintf(stderr, "anju: %s: %s\n", path, strerror(errno));
			return false;
		}
	}
	if (path && c->second)
		con->second_file = memfd_create("second", MFD_CLOEXEC);
	return open_map(con);
}

/* The command looks for itself: nothing is opened for it. */
static int run_bare(const struct command *c, struct console *con)
{
	struct arena arena = { 0 };
	int code;

	con->cx = (struct ctx){ .arena = &arena, .now = clock_now_ms() };
	code = c->run(con);
	fflush(con->out);
	arena_free(&arena);
	return code;
}

static int run_where_it_belongs(const char *data, const char *db, const struct command *c,
				struct console *con)
{
	int fd = c->office == OFFICE_NOT ? -1 : connect_to(data), code;

	if (fd >= 0) {
		code = ask_server(fd, con);
		close(fd);
		return code;
	}
	return c->office == OFFICE_NEEDED ? run_alone(data, db, c, con) : run_bare(c, con);
}

int console_call(const char *data, const char *db, const struct command *c, int argc, char **argv)
{
	struct console con = { .out = stdout, .err = stderr, .argc = argc, .argv = argv,
			       .file = -1, .second_file = -1, .map_file = -1,
			       .terminal = isatty(STDERR_FILENO), .data = data, .db = db };
	const char *path = file_argument(c, argc, argv);
	bool created;
	int code;

	if (!open_files(c, path, &con, &created))
		return EXIT_NOTHING;
	code = run_where_it_belongs(data, db, c, &con);
	if (con.second_file >= 0) {
		if (!keep_second(c, con.second_file, path))
			code = EXIT_FAULT;
		close(con.second_file);
	}
	if (created && code != EXIT_DONE && code != EXIT_SOME)
		(void)unlink(path);
	if (con.file >= 0)
		close(con.file);
	if (con.map_file >= 0)
		close(con.map_file);
	return code;
}

/* ---- the server's side ---- */

struct console_server {
	struct app *app;
	int fd;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	int sessions;
	struct session *open[SESSIONS_MAX];
	bool stopping;
	char path[108];
};

struct session {
	struct console_server *server;
	int fd, place;     /* place: in server->open */
};

static bool same_user(int fd)
{
	struct ucred who;
	socklen_t n = sizeof who;
	return !getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &n) &&
	       (who.uid == getuid() || who.uid == 0);
}

static bool receive_message(int fd, struct message *m, int *fds)
{
	char control[CMSG_SPACE(sizeof(int) * FDS)];
	struct iovec part = { m, sizeof *m };
	struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
				 .msg_controllen = sizeof control };
	struct cmsghdr *c;
	int got[FDS], at = 0;
	size_t count;

	if (recvmsg(fd, &header, MSG_CMSG_CLOEXEC) != (ssize_t)sizeof *m)
		return false;
	c = CMSG_FIRSTHDR(&header);
	if (!c || c->cmsg_type != SCM_RIGHTS || header.msg_flags & MSG_CTRUNC)
		return false;
	count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	memcpy(got, CMSG_DATA(c), count * sizeof(int));
	for (int i = 0; i < FDS; i++)
		fds[i] = m->fds & (1u << i) && (size_t)at < count ? got[at++] : -1;
	return fds[FD_OUT] >= 0 && fds[FD_ERR] >= 0 && m->bytes <= MESSAGE_MAX;
}

static uint8_t serve_command(struct console_server *s, const struct message *m, char *bytes,
			     const int *fds)
{
	struct console con = { .out = fdopen(fds[FD_OUT], "w"), .err = fdopen(fds[FD_ERR], "w"),
			       .file = fds[FD_FILE], .second_file = fds[FD_SECOND],
			       .map_file = fds[FD_MAP],
			       .terminal = m->terminal,
			       .data = s->app->data, .db = s->app->where };
	char *argv[64];
	int code = EXIT_FAULT;

	for (char *at = bytes; at < bytes + m->bytes && con.argc < (int)COUNT(argv);
	     at += strlen(at) + 1)
		argv[con.argc++] = at;
	con.argv = argv;
	for (const struct command *c = commands; con.out && con.err && con.argc && c->name; c++)
		if (!strcmp(c->name, argv[0]) && c->office != OFFICE_NOT)
			code = run_here(s->app, c, &con);
	if (con.out)
		fclose(con.out);
	if (con.err)
		fclose(con.err);
	return (uint8_t)code;
}

static void *session(void *arg)
{
	struct session *session = arg;
	struct console_server *s = session->server;
	struct message m;
	int fds[FDS] = { -1, -1, -1, -1, -1 };
	char *bytes = calloc(1, MESSAGE_MAX + 1);
	uint8_t code = EXIT_FAULT;

	if (bytes && same_user(session->fd) && receive_message(session->fd, &m, fds) &&
	    receive_all(session->fd, bytes, m.bytes)) {
		code = serve_command(s, &m, bytes, fds);
		(void)send_all(session->fd, &code, 1);
	}
	for (int i = FD_FILE; i < FDS; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	free(bytes);
	pthread_mutex_lock(&s->lock);
	s->open[session->place] = NULL;
	close(session->fd);
	free(session);
	s->sessions--;
	pthread_cond_broadcast(&s->ended);
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

/* Waits for a free place; false when the server stops first. */
static bool take_place(struct console_server *s, struct session *session)
{
	bool taken;

	pthread_mutex_lock(&s->lock);
	while (s->sessions >= SESSIONS_MAX && !s->stopping)
		pthread_cond_wait(&s->ended, &s->lock);
	taken = !s->stopping;
	if (taken) {
		while (s->open[session->place])
			session->place++;
		s->open[session->place] = session;
		s->sessions++;
	}
	pthread_mutex_unlock(&s->lock);
	return taken;
}

static void begin_session(struct console_server *s, int fd)
{
	const struct timeval patience = { .tv_sec = PATIENCE_S };
	struct session *session_arg = calloc(1, sizeof *session_arg);
	pthread_t thread;

	assert(session_arg);
	*session_arg = (struct session){ s, fd, 0 };
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0 ||
	    !take_place(s, session_arg)) {
		close(fd);
		free(session_arg);
		return;
	}
	if (pthread_create(&thread, NULL, session, session_arg))
		abort();
	pthread_detach(thread);
}

static void *listen_loop(void *arg)
{
	struct console_server *s = arg;
	int fd;

	while ((fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC)) >= 0 || errno == EINTR)
		if (fd >= 0)
			begin_session(s, fd);
	return NULL;
}

int console_listen(struct ctx *cx, struct app *app, struct console_server **ret)
{
	struct console_server *s = calloc(1, sizeof *s);
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int n;

	assert(s);
	n = snprintf(s->path, sizeof s->path, "%s/anju.sock", app->data);
	if (n >= (int)sizeof s->path) {
		free(s);
		return fail(cx, ERR_INVALID, T(cx, "数据文件夹的路径太长：%s"), app->data);
	}
	s->app = app;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->ended, NULL);
	memcpy(address.sun_path, s->path, sizeof address.sun_path);
	(void)unlink(s->path); /* anju.lock is ours, so nobody listens there */
	s->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (s->fd < 0 || bind(s->fd, (struct sockaddr *)&address, sizeof address) < 0 ||
	    chmod(s->path, 0600) < 0 || listen(s->fd, 8) < 0 ||
	    pthread_create(&s->thread, NULL, listen_loop, s))
		return fail(cx, ERR_UNAVAILABLE, "%s: %s", s->path, strerror(errno));
	*ret = s;
	return OK;
}

void console_stop(struct console_server *s)
{
	(void)unlink(s->path);
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	/* a command that has come needs to read no more, and still answers */
	for (size_t i = 0; i < COUNT(s->open); i++)
		if (s->open[i])
			(void)shutdown(s->open[i]->fd, SHUT_RD);
	pthread_cond_broadcast(&s->ended);
	pthread_mutex_unlock(&s->lock);
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->fd);
	pthread_mutex_lock(&s->lock);
	while (s->sessions)
		pthread_cond_wait(&s->ended, &s->lock);
	pthread_mutex_unlock(&s->lock);
	free(s);
}
