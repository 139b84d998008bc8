#include "app/outbound_child.h"
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* What resolving names and checking certificates reads. */
static const char *const readable[] = { "/etc", "/usr", "/lib", "/lib64", "/run/systemd/resolve",
					"/dev/null", "/dev/urandom" };

static void allow(int rules, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	struct stat st;

	if (rule.parent_fd < 0)
		return;
	if (!fstat(rule.parent_fd, &st) && S_ISDIR(st.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

/* The folder of the office with its database and key is out of reach, and nothing can be written.
 * A kernel without Landlock leaves that to the rights of the user. */
static void confine_files(void)
{
	struct landlock_ruleset_attr all = {
		.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
	};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

	if (rules < 0)
		return;
	for (size_t i = 0; i < COUNT(readable); i++)
		allow(rules, readable[i]);
	(void)syscall(SYS_landlock_restrict_self, rules, 0);
	(void)close(rules);
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
	if (!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		confine_files();
}
