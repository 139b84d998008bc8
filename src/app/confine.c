/* Places and ports by Landlock. The kernel's own header may be older than the kernel. */
#include "app/confine.h"
#include "base/text.h"
#include "output/pdf.h"
#include "store/reach.h"
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { FILES_1 = 13, NET = 2, ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_NET = 4, ABI_IOCTL = 5,
       ABI_SCOPE = 6, RULE_PORT = 2 };
static const uint64_t TRUNCATE = 1 << 14, IOCTL_DEVICE = 1 << 15;
static const uint64_t BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1;
static const uint64_t SCOPE_ABSTRACT = 1 << 0;

/* An older kernel takes the longer struct as long as what it does not know is 0. */
struct ruleset {
	uint64_t files, net, scoped;
};
struct port_rule {
	uint64_t allowed, port;
};

void confine_place(struct confine *c, enum confine_right right, const char *path)
{
	if (text_blank(path))
		return;
	assert(c->places < CONFINE_PLACES);
	c->place[c->places++] = (struct confine_place){ path, right };
}

/* All of /etc, because a file there is replaced by a new one when the network changes; what is
 * secret in it is so for everybody but root. */
void confine_resolver(struct confine *c)
{
	static const char *const read[] = {
		"/etc", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64",
		"/usr/share/ca-certificates", "/usr/local/share/ca-certificates",
		"/usr/share/pki", "/run/systemd/resolve", "/run/NetworkManager", "/run/resolvconf",
	};

	c->resolves = true;
	for (size_t i = 0; i < COUNT(read); i++)
		confine_place(c, CONFINE_READ, read[i]);
}

/* ---- files ---- */

static uint64_t files_known(int abi)
{
	uint64_t all = (UINT64_C(1) << FILES_1) - 1;

	if (abi >= ABI_REFER)
		all |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= ABI_TRUNCATE)
		all |= TRUNCATE;
	if (abi >= ABI_IOCTL)
		all |= IOCTL_DEVICE;
	return all;
}

static const uint64_t of_a_file = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
				  TRUNCATE;
static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t never = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
			      LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
			      LANDLOCK_ACCESS_FS_MAKE_SYM | IOCTL_DEVICE;

static void allow_place(int rules, const struct confine_place *place, int abi)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = place->right == CONFINE_WRITE ? files_known(abi) & ~never : reading,
		.parent_fd = open(place->path, O_PATH | O_CLOEXEC),
	};
	struct stat st;

	if (rule.parent_fd < 0)
		return;
	if (fstat(rule.parent_fd, &st) || !S_ISDIR(st.st_mode))
		rule.allowed_access &= of_a_file;
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

/* ---- ports ---- */

static void allow_ports(int rules, const uint16_t *ports, size_t count, uint64_t what)
{
	for (size_t i = 0; i < count; i++) {
		struct port_rule rule = { what, ports[i] };
		(void)syscall(SYS_landlock_add_rule, rules, RULE_PORT, &rule, 0);
	}
}

/* ---- together ---- */

/* Before ABI 2 a file cannot be moved from one folder to another at all, and ours must. */
static bool writes(const struct confine *c)
{
	for (size_t i = 0; i < c->places; i++)
		if (c->place[i].right == CONFINE_WRITE)
			return true;
	return false;
}

static void confine_files(const struct confine *c, struct confined *ret)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset all = { 0 };
	int rules;

	ret->landlock = abi > 0 ? (int)abi : 0;
	if (abi < (writes(c) ? ABI_REFER : 1))
		return;
	all.files = files_known(ret->landlock);
	if (abi >= ABI_NET)
		all.net = BIND_TCP | (c->any_connect ? 0 : CONNECT_TCP);
	if (abi >= ABI_SCOPE)
		all.scoped = SCOPE_ABSTRACT;
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		return;
	for (size_t i = 0; i < c->places; i++)
		allow_place(rules, &c->place[i], ret->landlock);
	if (all.net) {
		allow_ports(rules, c->listen, c->listens, BIND_TCP);
		allow_ports(rules, c->connect, c->connects, CONNECT_TCP & all.net);
	}
	ret->files = !syscall(SYS_landlock_restrict_self, rules, 0);
	ret->ports = ret->files && abi >= ABI_NET;
	(void)close(rules);
}

void confine(const struct confine *c, struct confined *ret)
{
	*ret = (struct confined){ 0 };
	ret->no_new_rights = !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!ret->no_new_rights)
		return;
	confine_files(c, ret);
	ret->calls = confine_calls(c);
}

/* ---- the server ---- */

static const char *folder_of(const char *path)
{
	static char folder[4096];
	const char *slash = strrchr(path, '/');

	(void)snprintf(folder, sizeof folder, "%.*s", slash ? (int)MAX(slash - path, 1) : 1,
		       slash ? path : ".");
	return folder;
}

void confine_server(struct confine *ret, const char *data, const char *where,
		    const struct store_reach *reach, const char *listen)
{
	/* the last two: how many processors, and whether memory may be given back */
	static const char *const read[] = { "/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom",
					    "/dev/null", "/sys/devices/system/cpu",
					    "/proc/sys/vm/overcommit_memory" };
	const char *colon = strrchr(listen, ':');
	const char *const *fonts;
	size_t count = pdf_fonts(&fonts);
	int64_t port = 0;

	*ret = (struct confine){ 0 };
	confine_place(ret, CONFINE_WRITE, data);
	for (size_t i = 0; i < COUNT(read); i++)
		confine_place(ret, CONFINE_READ, read[i]);
	for (size_t i = 0; i < count; i++)
		confine_place(ret, CONFINE_READ, fonts[i]);
	if (colon && text_int(colon + 1, &port) == OK && port >= 0 && port <= UINT16_MAX)
		ret->listen[ret->listens++] = (uint16_t)port;
	if (!reach->elsewhere) {
		confine_place(ret, CONFINE_WRITE, folder_of(where));
		return;
	}
	confine_resolver(ret);
	for (size_t i = 0; i < reach->files; i++)
		confine_place(ret, CONFINE_READ, reach->file[i]);
	ret->any_connect = reach->any_port;
	for (size_t i = 0; i < reach->ports && ret->connects < CONFINE_PORTS; i++)
		ret->connect[ret->connects++] = reach->port[i];
}
