#include "modules/exchange/exchange_commands.h"
#include "office.h"
#include <sys/mman.h>

enum { SECOND = 2 };

static struct ctx *two_communities(void)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO community (id, name, zone_minutes, created_at)"
				    " VALUES (2, '翠湖花园', 480, ?)"),
			    BINDS(cx->now)));
	cx->community = SECOND;
	CHECK_OK(calendar_seed(cx));
	cx->community = 1;
	return cx;
}

static int run(struct ctx *cx, int (*command)(struct console *con), int file, int argc, char **argv)
{
	char *said = NULL;
	size_t size;
	struct console con = { .cx = *cx, .out = open_memstream(&said, &size), .err = stderr,
			       .file = file, .second_file = -1, .map_file = -1, .argc = argc,
			       .argv = argv };
	int code = command(&con);

	fclose(con.out);
	free(said);
	return code;
}

static int64_t rooms(struct ctx *cx, int64_t community)
{
	int64_t n;

	cx->community = community;
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM room WHERE community_id = ?"),
			   BINDS(cx->community), &n));
	cx->community = 1;
	return n;
}

TEST(import_and_export_are_of_the_named_community)
{
	struct ctx *cx = two_communities();
	static const char roster[] = "房号,姓名\n1-1-101,王秀兰\n";
	int in = memfd_create("in", MFD_CLOEXEC), out = memfd_create("out", MFD_CLOEXEC);
	char text[4096] = "";
	char *import = (char[]){ "import" }, *export = (char[]){ "export" };
	char *kind = (char[]){ "households" }, *file = (char[]){ "a.csv" };
	char *option = (char[]){ "--community" }, *name = (char[]){ "翠湖花园" };
	char *whole = (char[]){ "--community=翠湖花园" }, *other = (char[]){ "--community=别处" };

	CHECK(write(in, roster, strlen(roster)) == (ssize_t)strlen(roster));
	CHECK_INT(run(cx, command_import, in, 4, (char *[]){ import, kind, file, other }), EXIT_NOTHING);
	CHECK_INT(run(cx, command_import, in, 5, (char *[]){ import, option, name, kind, file }),
		  EXIT_DONE);
	CHECK_INT(rooms(cx, 1), 0);
	CHECK_INT(rooms(cx, SECOND), 1);
	CHECK_INT(run(cx, command_export, out, 4, (char *[]){ export, kind, file, whole }), EXIT_DONE);
	CHECK(pread(out, text, sizeof text - 1, 0) > 0);
	CHECK_HAS(text, "1-1-101");
	CHECK_INT(run(cx, command_export, out, 4, (char *[]){ export, kind, file, option }),
		  EXIT_NOTHING);
}
