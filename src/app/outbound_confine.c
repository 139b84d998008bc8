#include "app/confine.h"
#include "app/outbound_child.h"
#include <sys/prctl.h>
#include <sys/resource.h>

/* The folder of the office with its database and key is out of reach, nothing can be written, and
 * no other program can be started. */
static void confine_sender(void)
{
	struct confine c = { .any_connect = true, .forks = true };
	struct confined reached;

	confine_resolver(&c);
	confine_place(&c, CONFINE_READ, "/dev/null");
	confine_place(&c, CONFINE_READ, "/dev/urandom");
	confine(&c, &reached);
}

void outbound_confine(int *fd)
{
	struct rlimit none = { 0, 0 }, few = { 256, 256 };
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	/* 0 and 1 lead nowhere, 2 stays for faults, 3 is the socket, and that is all */
	if (null >= 0) {
		(void)dup2(null, 0);
		(void)dup2(null, 1);
	}
	if (*fd != 3)
		(void)dup2(*fd, 3);
	*fd = 3;
	(void)close_range(4, ~0U, 0);
	if (chdir("/") < 0)
		_exit(1);
	signal(SIGXFSZ, SIG_IGN);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)setrlimit(RLIMIT_FSIZE, &none);
	(void)setrlimit(RLIMIT_NOFILE, &few);
	(void)prctl(PR_SET_DUMPABLE, 0);
	confine_sender();
}
