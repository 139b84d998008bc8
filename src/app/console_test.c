#include "app/console.h"
#include "office.h"
#include <sys/socket.h>
#include <sys/un.h>

enum { SILENT = 6 }; /* more than are served at a time */

static const struct command *command(const char *name)
{
	const struct command *c = commands;

	while (strcmp(c->name, name))
		c++;
	return c;
}

/* The server stands in this process, as beside any other caller. */
static struct console_server *listening(struct ctx *cx)
{
	struct console_server *s;

	office_commit(cx);
	CHECK_OK(console_listen(cx, cx->app, &s));
	return s;
}

static int call(struct ctx *cx, int argc, char **argv)
{
	return console_call(cx->app->data, cx->app->where, command(argv[0]), argc, argv);
}

static const char *old_file(struct ctx *cx)
{
	const char *path = arena_printf(cx->arena, "%s/out.csv", cx->app->data);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);

	CHECK(fd >= 0 && write(fd, "old", 3) == 3 && !close(fd));
	return path;
}

static void check_old(const char *path)
{
	char text[8] = "";
	int fd = open(path, O_RDONLY);

	CHECK(fd >= 0 && read(fd, text, sizeof text - 1) == 3 && !close(fd));
	CHECK_STR(text, "old");
}

TEST(an_export_that_is_refused_leaves_its_file_as_it_was)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct console_server *s = listening(cx);
	char *path = arena_strdup(cx->arena, old_file(cx));
	char *fresh = arena_printf(cx->arena, "%s.fresh.csv", path);
	char *export = (char[]){ "export" }, *unicorns = (char[]){ "unicorns" };
	char *option = (char[]){ "--community" }, *rooms = (char[]){ "households" };
	char *nowhere = (char[]){ "别处" };

	CHECK_INT(call(cx, 3, (char *[]){ export, unicorns, path }), EXIT_NOTHING);
	check_old(path);
	CHECK_INT(call(cx, 5, (char *[]){ export, option, nowhere, rooms, path }), EXIT_NOTHING);
	check_old(path);
	CHECK_INT(call(cx, 3, (char *[]){ export, unicorns, fresh }), EXIT_NOTHING);
	CHECK(access(fresh, F_OK) < 0);
	console_stop(s);
}

static int connected(struct ctx *cx)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)snprintf(address.sun_path, sizeof address.sun_path, "%s/anju.sock", cx->app->data);
	CHECK(fd >= 0 && !connect(fd, (struct sockaddr *)&address, sizeof address));
	return fd;
}

TEST(connections_that_say_nothing_do_not_keep_the_server_from_stopping)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct console_server *s = listening(cx);
	int silent[SILENT];
	char byte;

	for (int i = 0; i < SILENT; i++)
		silent[i] = connected(cx);
	console_stop(s);
	for (int i = 0; i < SILENT; i++)
		CHECK(recv(silent[i], &byte, 1, 0) <= 0);
}

TEST(a_connection_that_says_nothing_is_cut_after_a_while)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct console_server *s = listening(cx);
	int silent = connected(cx);
	char byte;

	CHECK(recv(silent, &byte, 1, 0) == 0);
	console_stop(s);
}
