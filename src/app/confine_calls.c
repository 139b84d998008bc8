/* The filter of system calls (seccomp). What is not named answers ENOSYS, so that a newer C library
 * falls back to what is; what only an intruder calls ends the process. */
#include "app/confine.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined __x86_64__
enum { KNOWN = 1 };
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
enum { KNOWN = 1 };
#define OUR_ARCH AUDIT_ARCH_AARCH64
#else
enum { KNOWN = 0 };
#define OUR_ARCH 0
#endif
/* what the sanitizers' own threads and checks call is not ours to list */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { OPS = 1024, X32 = 0x40000000, NAMESPACES = 0x7E020080, TYPE_MASK = 0xF };
#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW 4UL
#endif

/* clang-format off */
static const int ordinary[] = {
	/* files */
	SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_preadv,
	SYS_pwritev, SYS_openat, SYS_close, SYS_close_range, SYS_fstat, SYS_newfstatat, SYS_statx,
	SYS_statfs, SYS_fstatfs, SYS_faccessat, SYS_faccessat2, SYS_lseek, SYS_dup, SYS_dup3,
	SYS_fcntl, SYS_flock, SYS_fsync, SYS_fdatasync, SYS_sync_file_range, SYS_ftruncate,
	SYS_truncate, SYS_fallocate, SYS_fadvise64, SYS_getdents64, SYS_getcwd, SYS_mkdirat,
	SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_linkat, SYS_fchmod, SYS_fchmodat, SYS_fchown,
	SYS_utimensat, SYS_umask, SYS_readlinkat, SYS_copy_file_range, SYS_sendfile,
	SYS_memfd_create, SYS_chdir,
	/* waiting */
	SYS_pipe2, SYS_eventfd2, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait,
	SYS_epoll_pwait2, SYS_ppoll, SYS_pselect6, SYS_timerfd_create, SYS_timerfd_settime,
	SYS_timerfd_gettime, SYS_nanosleep, SYS_clock_nanosleep, SYS_clock_gettime,
	SYS_clock_getres, SYS_gettimeofday, SYS_times, SYS_restart_syscall,
	/* memory */
	SYS_munmap, SYS_mremap, SYS_brk, SYS_madvise, SYS_mlock, SYS_mlock2, SYS_munlock, SYS_msync,
	/* threads */
	SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_rseq, SYS_set_tid_address,
	SYS_gettid, SYS_getpid, SYS_getppid, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
	SYS_rt_sigtimedwait, SYS_rt_sigsuspend, SYS_rt_sigpending, SYS_sigaltstack, SYS_sched_yield,
	SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler, SYS_membarrier,
	SYS_getcpu, SYS_exit, SYS_exit_group, SYS_wait4, SYS_waitid,
	/* who and where */
	SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_uname, SYS_sysinfo, SYS_getrusage,
	SYS_getrandom,
	/* sockets that are open */
	SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_connect, SYS_getsockname,
	SYS_getpeername, SYS_setsockopt, SYS_getsockopt, SYS_sendto, SYS_recvfrom, SYS_sendmsg,
	SYS_recvmsg, SYS_sendmmsg, SYS_recvmmsg, SYS_shutdown,
#ifdef __x86_64__
	SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename,
	SYS_link, SYS_chmod, SYS_readlink, SYS_pipe, SYS_dup2, SYS_epoll_wait, SYS_poll, SYS_select,
	SYS_getdents, SYS_time, SYS_getrlimit, SYS_arch_prctl,
#endif
};
static const int deadly[] = {
	SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
	SYS_pidfd_getfd, SYS_mount, SYS_umount2, SYS_move_mount, SYS_open_tree, SYS_fsopen,
	SYS_fsmount, SYS_fsconfig, SYS_fspick, SYS_mount_setattr, SYS_pivot_root, SYS_chroot,
	SYS_bpf, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_unshare,
	SYS_setns, SYS_perf_event_open, SYS_open_by_handle_at, SYS_userfaultfd, SYS_io_uring_setup,
	SYS_io_uring_enter, SYS_io_uring_register, SYS_reboot, SYS_swapon, SYS_swapoff,
	SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname,
	SYS_setdomainname, SYS_acct, SYS_quotactl,
#ifdef __x86_64__
	SYS_kexec_file_load, SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
};
/* clang-format on */

struct filter {
	struct sock_filter op[OPS];
	size_t n;
};

static void add(struct filter *f, uint16_t code, uint32_t k, uint8_t yes, uint8_t no)
{
	assert(f->n < OPS);
	f->op[f->n++] = (struct sock_filter){ code, yes, no, k };
}

static void answer(struct filter *f, uint32_t action) { add(f, BPF_RET | BPF_K, action, 0, 0); }
static void refuse(struct filter *f) { answer(f, SECCOMP_RET_ERRNO | EPERM); }

static void load(struct filter *f, size_t offset)
{
	add(f, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

/* The lower half of an argument: what is asked for here never needs more. */
static void load_argument(struct filter *f, int which)
{
	load(f, offsetof(struct seccomp_data, args) + 8 * (size_t)which +
			(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : 4));
}

static void when_equal(struct filter *f, uint32_t value, uint32_t action)
{
	add(f, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
	answer(f, action);
}

/* The ops up to end() are those of one call. */
static size_t begin(struct filter *f, int call)
{
	add(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 0);
	return f->n;
}

/* What no op of the call allowed is refused. */
static void end(struct filter *f, size_t began)
{
	refuse(f);
	assert(f->n - began <= UINT8_MAX);
	f->op[began - 1].jf = (uint8_t)(f->n - began);
}

static void values(struct filter *f, int call, int argument, const uint32_t *allowed, size_t count)
{
	size_t began = begin(f, call);

	load_argument(f, argument);
	for (size_t i = 0; i < count; i++)
		when_equal(f, allowed[i], SECCOMP_RET_ALLOW);
	end(f, began);
}

/* A thread shares everything; a process shares nothing, and gets no namespace of its own. */
static void clones(struct filter *f, const struct confine *c)
{
	size_t began = begin(f, SYS_clone);

	load_argument(f, 0);
	if (c->forks)
		add(f, BPF_JMP | BPF_JSET | BPF_K, NAMESPACES, 1, 0);
	else
		add(f, BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1);
	answer(f, SECCOMP_RET_ALLOW);
	end(f, began);
}

static void memory(struct filter *f, const struct confine *c)
{
	size_t began = begin(f, SYS_mmap);

	load_argument(f, 2);
	add(f, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 2);
	if (c->resolves) /* libraries for names are loaded when first needed */
		add(f, BPF_JMP | BPF_JSET | BPF_K, PROT_WRITE, 0, 1);
	else
		add(f, BPF_JMP | BPF_JA, 0, 0, 0);
	refuse(f);
	answer(f, SECCOMP_RET_ALLOW);
	end(f, began);
	began = begin(f, SYS_mprotect);
	load_argument(f, 2);
	add(f, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0);
	answer(f, SECCOMP_RET_ALLOW);
	end(f, began);
}

/* Signals to itself and to one other. */
static void signals(struct filter *f, const struct confine *c)
{
	const uint32_t who[] = { (uint32_t)getpid(), (uint32_t)c->tells };

	if (c->forks) /* its children's numbers are not known yet, and it waits for them only */
		return;
	values(f, SYS_kill, 0, who, c->tells ? 2 : 1);
	values(f, SYS_tgkill, 0, who, 1);
}

static void type_of_socket(struct filter *f, bool datagrams)
{
	load_argument(f, 1);
	add(f, BPF_ALU | BPF_AND | BPF_K, TYPE_MASK, 0, 0);
	when_equal(f, SOCK_STREAM, SECCOMP_RET_ALLOW);
	if (datagrams)
		when_equal(f, SOCK_DGRAM, SECCOMP_RET_ALLOW);
	refuse(f);
}

static void sockets(struct filter *f, const struct confine *c)
{
	static const uint32_t local = AF_UNIX;
	size_t began = begin(f, SYS_socket), inside;

	load_argument(f, 0);
	when_equal(f, AF_UNIX, SECCOMP_RET_ALLOW);
	if (c->resolves) /* which addresses the machine has */
		when_equal(f, AF_NETLINK, SECCOMP_RET_ALLOW);
	add(f, BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 1, 0);
	add(f, BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 0);
	inside = f->n;
	type_of_socket(f, c->resolves);
	f->op[inside - 1].jf = (uint8_t)(f->n - inside);
	end(f, began);
	values(f, SYS_socketpair, 0, &local, 1);
}

static void rest(struct filter *f)
{
	static const uint32_t asks[] = { TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO };
	static const uint32_t self[] = { PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_SECCOMP,
					 PR_GET_NO_NEW_PRIVS, PR_SET_PDEATHSIG,
					 0x53564d41 /* names memory: PR_SET_VMA */ };
	static const uint32_t nothing = 0;

	values(f, SYS_ioctl, 1, asks, COUNT(asks));
	values(f, SYS_prctl, 0, self, COUNT(self));
	values(f, SYS_prlimit64, 2, &nothing, 1); /* asks, and sets none */
}

static void build(struct filter *f, const struct confine *c)
{
	load(f, offsetof(struct seccomp_data, arch));
	add(f, BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0);
	answer(f, SECCOMP_RET_KILL_PROCESS);
	load(f, offsetof(struct seccomp_data, nr));
	add(f, BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1);
	answer(f, SECCOMP_RET_KILL_PROCESS);
	for (size_t i = 0; i < COUNT(deadly); i++)
		when_equal(f, (uint32_t)deadly[i], SECCOMP_RET_KILL_PROCESS);
	for (size_t i = 0; i < COUNT(ordinary); i++)
		when_equal(f, (uint32_t)ordinary[i], SECCOMP_RET_ALLOW);
	clones(f, c);
	memory(f, c);
	signals(f, c);
	sockets(f, c);
	rest(f);
	answer(f, SECCOMP_RET_ERRNO | ENOSYS);
}

bool confine_calls(const struct confine *c)
{
	static struct filter f;
	struct sock_fprog program;

	if (!KNOWN || SANITIZED)
		return false;
	f.n = 0;
	build(&f, c);
	program = (struct sock_fprog){ (unsigned short)f.n, f.op };
	return !syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
			&program);
}
