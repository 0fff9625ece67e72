#include "document/isolate.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"

enum {
    FILES_MAX = 64,
    CPU_GRACE_S = 2, /* between SIGXCPU, which tells us why, and SIGKILL */
};

static void limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
    struct rlimit now;

    if (getrlimit(resource, &now) != 0)
        return;
    now.rlim_max = MIN(now.rlim_max, hard);
    now.rlim_cur = MIN(now.rlim_max, soft);
    setrlimit(resource, &now);
}

void isolate_limit(void)
{
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_CPU, READER_CPU_S, READER_OCR_CPU_S + CPU_GRACE_S);
    limit(RLIMIT_FSIZE, FETCH_BODY_MAX, FETCH_BODY_MAX);
    limit(RLIMIT_NOFILE, FILES_MAX, FILES_MAX);
    if (!ISOLATE_SANITIZED)
        limit(RLIMIT_AS, READER_MEMORY_LEN, READER_MEMORY_LEN);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

void isolate_allow_ocr(void)
{
    struct rlimit now;

    if (getrlimit(RLIMIT_CPU, &now) != 0 || now.rlim_cur == RLIM_INFINITY ||
        now.rlim_max == RLIM_INFINITY)
        return;
    now.rlim_cur = MAX(now.rlim_cur, now.rlim_max - CPU_GRACE_S);
    setrlimit(RLIMIT_CPU, &now);
}

/* Calls that no reader and no program it starts has a use for. */
static const int denied[] = {
    /* the network */
    SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
    SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    /* the files of this machine */
    SCMP_SYS(creat), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rmdir),
    SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link),
    SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat), SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(chmod),
    SCMP_SYS(fchmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown),
    SCMP_SYS(lchown), SCMP_SYS(fchownat), SCMP_SYS(truncate),
    SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(fsetxattr),
    SCMP_SYS(removexattr), SCMP_SYS(utimensat),
    /* ways around this filter, and out of it */
    SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register), SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2),
    SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare), SCMP_SYS(setns),
    SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
    SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load), SCMP_SYS(open_by_handle_at), SCMP_SYS(swapon),
    SCMP_SYS(swapoff), SCMP_SYS(reboot), SCMP_SYS(acct), SCMP_SYS(quotactl),
    SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setregid),
    SCMP_SYS(setresuid), SCMP_SYS(setresgid), SCMP_SYS(setgroups),
#if !ISOLATE_SANITIZED
    SCMP_SYS(ptrace), /* the leak sanitizer looks at memory with it */
#endif
};

/* Opening for writing; the flags are argument @which of @call. */
static gboolean deny_writing(scmp_filter_ctx filter, int call,
                             unsigned int which)
{
    static const scmp_datum_t flags[] = { O_WRONLY, O_RDWR, O_CREAT };
    static const scmp_datum_t masks[] = { O_ACCMODE, O_ACCMODE, O_CREAT };

    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++) {
        struct scmp_arg_cmp is = { which, SCMP_CMP_MASKED_EQ, masks[i],
                                   flags[i] };

        if (seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EACCES), call, 1,
                                   &is) != 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean add_rules(scmp_filter_ctx filter)
{
    for (gsize i = 0; i < G_N_ELEMENTS(denied); i++) {
        int done =
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), denied[i], 0);

        /* EDOM: the call does not exist on this machine. */
        if (done != 0 && done != -EDOM)
            return FALSE;
    }
    /* Its flags lie in memory, where no filter can see them; programs then
     * use openat(). */
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2),
                         0) != 0)
        return FALSE;
    return deny_writing(filter, SCMP_SYS(open), 1) &&
           deny_writing(filter, SCMP_SYS(openat), 2);
}

gboolean isolate_filter(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    gboolean done;

    if (filter == NULL)
        return FALSE;
    done = add_rules(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

/* --- the converter -------------------------------------------------------
 */

enum {
    CONVERTER_FILES_MAX = 512,
};

/* What it may not do; unlike a reader it writes files, and listens at a
 * socket of its own which nobody can reach. */
static const int converter_denied[] = {
    SCMP_SYS(connect),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(reboot),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
};

#define LANDLOCK_READS                                                         \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |               \
     LANDLOCK_ACCESS_FS_READ_DIR)
/* All rights of the first version of Landlock. */
#define LANDLOCK_ALL (((guint64)LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

static void landlock_allow(int rules, const char *path, guint64 rights)
{
    struct landlock_path_beneath_attr beneath = { .allowed_access = rights };

    beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (beneath.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath,
            0);
    close(beneath.parent_fd);
}

static void files_close_off(const char *folder)
{
    static const char *const folders[] = {
        "/usr",
        "/lib",
        "/lib64",
        "/etc/fonts",
        "/etc/libreoffice",
        "/proc",
        "/opt",
        "/sys/devices/system",
        "/var/lib/libreoffice",
        "/var/spool/libreoffice",
        "/var/cache/fontconfig",
    };
    static const char *const files[] = {
        "/etc/ld.so.cache",
        "/etc/passwd",
        "/etc/nsswitch.conf",
        "/etc/localtime",
    };
    struct landlock_ruleset_attr all = { .handled_access_fs = LANDLOCK_ALL };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);

    if (rules < 0)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++)
        landlock_allow(rules, folders[i], LANDLOCK_READS);
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        landlock_allow(rules, files[i], LANDLOCK_ACCESS_FS_READ_FILE);
    landlock_allow(rules, "/dev",
                   LANDLOCK_READS | LANDLOCK_ACCESS_FS_WRITE_FILE);
    /* Its own socket, whatever TMPDIR says; legacy_convert.c takes it away. */
    landlock_allow(rules, "/tmp", LANDLOCK_ACCESS_FS_MAKE_SOCK);
    landlock_allow(rules, folder, LANDLOCK_ALL);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

static gboolean converter_rules_add(scmp_filter_ctx filter)
{
    /* Sockets of the network. */
    struct scmp_arg_cmp other = { 0, SCMP_CMP_NE, AF_UNIX, 0 };

    for (gsize i = 0; i < G_N_ELEMENTS(converter_denied); i++) {
        int done = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES),
                                    converter_denied[i], 0);

        if (done != 0 && done != -EDOM)
            return FALSE;
    }
    return seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EACCES),
                                  SCMP_SYS(socket), 1, &other) == 0;
}

gboolean isolate_converter(const char *folder)
{
    scmp_filter_ctx filter;
    gboolean done;

    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_CPU, CONVERT_CPU_S, CONVERT_CPU_S + CPU_GRACE_S);
    limit(RLIMIT_FSIZE, FETCH_BODY_MAX, FETCH_BODY_MAX);
    limit(RLIMIT_NOFILE, CONVERTER_FILES_MAX, CONVERTER_FILES_MAX);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    /* Besides the filter, where it is permitted. */
    if (unshare(CLONE_NEWNET) != 0)
        (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
    files_close_off(folder);
    filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL)
        return FALSE;
    done = converter_rules_add(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    /* Last: a sanitized process has no room for it. */
    limit(RLIMIT_AS, CONVERT_MEMORY_LEN, CONVERT_MEMORY_LEN);
    return done;
}
