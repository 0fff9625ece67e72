#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "document/isolate.h"
#include "document/program.h"

/* Runs @act isolated in a child; its return is the exit status. 77 where the
 * kernel permits no filter. */
static int isolated(int (*act)(void))
{
    pid_t pid = fork();
    int status = 0;

    if (pid == 0) {
        isolate_limit();
        _exit(isolate_filter() ? act() : 77);
    }
    cr_assert_gt(pid, 0);
    waitpid(pid, &status, 0);
    cr_assert(WIFEXITED(status), "died with status %d", status);
    if (WEXITSTATUS(status) == 77)
        cr_skip("this kernel permits no filter");
    return WEXITSTATUS(status);
}

/* 0 when the call was refused with @wanted. */
static int refused(int result, int wanted)
{
    return result < 0 && errno == wanted ? 0 : 1;
}

static int try_sockets(void)
{
    return refused(socket(AF_INET, SOCK_STREAM, 0), EACCES) +
           refused(socket(AF_INET6, SOCK_DGRAM, 0), EACCES) +
           refused(socket(AF_UNIX, SOCK_STREAM, 0), EACCES) +
           refused(socket(AF_NETLINK, SOCK_RAW, 0), EACCES);
}

static int try_writing(void)
{
    return refused(open("/tmp/isolate-test", O_WRONLY | O_CREAT, 0600),
                   EACCES) +
           refused(open("/tmp", O_TMPFILE | O_RDWR, 0600), EACCES) +
           refused(openat(AT_FDCWD, "/dev/null", O_RDWR), EACCES) +
           refused(unlink("/tmp/isolate-test"), EACCES) +
           refused(mkdir("/tmp/isolate-test", 0700), EACCES);
}

static int try_reading(void)
{
    char buffer[16];
    int fd = open("/etc/passwd", O_RDONLY);
    int memory = memfd_create("test", MFD_CLOEXEC);

    return fd >= 0 && read(fd, buffer, sizeof(buffer)) > 0 && memory >= 0 &&
                   write(memory, buffer, 4) == 4
               ? 0
               : 1;
}

static int try_program(void)
{
    static const char *const argv[] = { "cat", PROGRAM_INPUT_PATH, NULL };
    int fd = open("/etc/hostname", O_RDONLY | O_CLOEXEC);
    ProgramResult *result = program_run(argv, fd, 4096, 5);
    int failed = result->end == PROGRAM_EXITED && result->exit_status == 0 &&
                         result->output->len > 0
                     ? 0
                     : 1;

    program_result_free(result);
    close(fd);
    return failed;
}

Test(isolate, no_socket_can_be_made)
{
    cr_expect_eq(isolated(try_sockets), 0);
}

Test(isolate, no_file_can_be_written)
{
    cr_expect_eq(isolated(try_writing), 0);
}

Test(isolate, files_and_memory_can_be_read)
{
    cr_expect_eq(isolated(try_reading), 0);
}

Test(isolate, helper_programs_still_run)
{
    cr_expect_eq(isolated(try_program), 0);
}

static int try_limits(void)
{
    struct rlimit limit;
    int wrong = 0;

    getrlimit(RLIMIT_CPU, &limit);
    wrong += limit.rlim_cur != READER_CPU_S;
    getrlimit(RLIMIT_CORE, &limit);
    wrong += limit.rlim_cur != 0;
    getrlimit(RLIMIT_NOFILE, &limit);
    wrong += limit.rlim_cur > 64;
    getrlimit(RLIMIT_AS, &limit);
    wrong += !ISOLATE_SANITIZED && limit.rlim_cur != READER_MEMORY_LEN;
    return wrong;
}

Test(isolate, limits_are_set)
{
    cr_expect_eq(isolated(try_limits), 0);
}
