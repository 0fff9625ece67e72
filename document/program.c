#include "document/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ERRORS_MAX_LEN = 4096,
    EXIT_NOT_STARTED = 127,
};

#define CHILD_CPU_S 60
#define CHILD_MEMORY_LEN (1024ull << 20)
#define CHILD_FILE_LEN (64ull << 20)

void program_result_free(ProgramResult *result)
{
    if (result == NULL)
        return;
    g_string_free(result->output, TRUE);
    g_string_free(result->errors, TRUE);
    g_free(result);
}

/* --- in the child: only what is safe after fork() --------------------------
 */

static void limit(__rlimit_resource_t resource, rlim_t value)
{
    struct rlimit now, set;

    if (getrlimit(resource, &now) != 0)
        return;
    set.rlim_max = MIN(now.rlim_max, value);
    set.rlim_cur = set.rlim_max;
    setrlimit(resource, &set);
}

/* Moves descriptors to where the program looks for them; they were opened at
 * 10 and above, so none is overwritten before it is moved. */
static void place_fds(int input_fd, int output_fd, int errors_fd)
{
    int nothing = open("/dev/null", O_RDONLY);

    dup2(nothing, 0);
    dup2(output_fd, 1);
    dup2(errors_fd, 2);
    dup2(input_fd, 3);
    close_range(4, ~0U, 0);
}

G_GNUC_NORETURN
static void child(const char *const *argv, int input_fd, int output_fd,
                  int errors_fd, pid_t parent)
{
    static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    static char locale[] = "LC_ALL=C.UTF-8";
    static char home[] = "HOME=/nonexistent";
    static char threads[] = "OMP_THREAD_LIMIT=1";
    static char *const environment[] = { path, locale, home, threads, NULL };

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_NOT_STARTED);
    place_fds(input_fd, output_fd, errors_fd);
    signal(SIGPIPE, SIG_DFL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, CHILD_CPU_S);
    limit(RLIMIT_AS, CHILD_MEMORY_LEN);
    limit(RLIMIT_FSIZE, CHILD_FILE_LEN);
    execvpe(argv[0], (char *const *)(gconstpointer)argv, environment);
    _exit(EXIT_NOT_STARTED);
}

/* --- in the parent ---------------------------------------------------------
 */

static gboolean high_pipe(int fds[2])
{
    int low[2];

    if (pipe2(low, O_CLOEXEC) != 0)
        return FALSE;
    fds[0] = fcntl(low[0], F_DUPFD_CLOEXEC, 10);
    fds[1] = fcntl(low[1], F_DUPFD_CLOEXEC, 10);
    close(low[0]);
    close(low[1]);
    if (fds[0] >= 0 && fds[1] >= 0)
        return TRUE;
    if (fds[0] >= 0)
        close(fds[0]);
    if (fds[1] >= 0)
        close(fds[1]);
    return FALSE;
}

/* Reads once; FALSE at the end. What is past @max_len is dropped. */
static gboolean take(int fd, GString *into, gsize max_len, gboolean *over)
{
    char buffer[65536];
    gssize got;

    do {
        got = read(fd, buffer, sizeof(buffer));
    } while (got < 0 && errno == EINTR);
    if (got <= 0)
        return FALSE;
    if ((gsize)got > max_len - into->len) {
        *over = TRUE;
        got = (gssize)(max_len - into->len);
    }
    g_string_append_len(into, buffer, got);
    return TRUE;
}

/* Reads both pipes to their ends. FALSE when the program must be stopped:
 * result->end says why. */
static gboolean listen_to(ProgramResult *result, int output_fd, int errors_fd,
                          gsize output_max_len, int wall_s)
{
    gint64 until = g_get_monotonic_time() + wall_s * G_TIME_SPAN_SECOND;
    struct pollfd fds[2] = { { output_fd, POLLIN, 0 },
                             { errors_fd, POLLIN, 0 } };
    gboolean over = FALSE, ignored = FALSE;

    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        gint64 left = (until - g_get_monotonic_time()) / 1000;

        if (left <= 0) {
            result->end = PROGRAM_TIMEOUT;
            return FALSE;
        }
        if (poll(fds, 2, (int)MIN(left, 1000)) < 0 && errno != EINTR)
            return FALSE;
        if (fds[0].revents != 0 &&
            !take(output_fd, result->output, output_max_len, &over))
            fds[0].fd = -1;
        if (fds[1].revents != 0 &&
            !take(errors_fd, result->errors, ERRORS_MAX_LEN, &ignored))
            fds[1].fd = -1;
        if (over) {
            result->end = PROGRAM_TOO_MUCH;
            return FALSE;
        }
        fds[0].revents = fds[1].revents = 0;
    }
    return TRUE;
}

static void reap(ProgramResult *result, pid_t pid, gboolean finished)
{
    int status = 0;

    if (!finished)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!finished)
        return;
    if (!WIFEXITED(status)) {
        result->end = PROGRAM_DIED;
        return;
    }
    result->exit_status = WEXITSTATUS(status);
    result->end = result->exit_status == EXIT_NOT_STARTED ? PROGRAM_MISSING
                                                          : PROGRAM_EXITED;
}

ProgramResult *program_run(const char *const *argv, int input_fd,
                           gsize output_max_len, int wall_s)
{
    ProgramResult *result = g_new0(ProgramResult, 1);
    int output[2] = { -1, -1 }, errors[2] = { -1, -1 };
    int input = fcntl(input_fd, F_DUPFD_CLOEXEC, 10);
    pid_t parent = getpid();
    pid_t pid = -1;

    result->end = PROGRAM_MISSING;
    result->output = g_string_new(NULL);
    result->errors = g_string_new(NULL);
    if (input >= 0 && high_pipe(output) && high_pipe(errors))
        pid = fork();
    if (pid == 0)
        child(argv, input, output[1], errors[1], parent);
    for (int i = 1; i >= 0; i--) {
        if (i == 0 && pid > 0)
            reap(result, pid,
                 listen_to(result, output[0], errors[0], output_max_len,
                           wall_s));
        if (output[i] >= 0)
            close(output[i]);
        if (errors[i] >= 0)
            close(errors[i]);
    }
    if (input >= 0)
        close(input);
    return result;
}
