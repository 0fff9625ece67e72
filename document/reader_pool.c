/*
 * reader_pool.c - several reader processes at once, and what became of each
 *
 * One thread and poll(). A reader that crashes, hangs, prints without end or
 * says nonsense costs its own document and nothing else.
 */
#include "document/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "base/limits.h"
#include "document/isolate.h"
#include "document/legacy_convert.h"
#include "document/reader_argv.h"

enum {
    PROCESSES_MAX = 64,
    TICK_MS = 100,    /* how often @cancel is looked at */
    EXIT_TICK_MS = 2, /* while a process that has said all is ending */
    READER_RESULT_FD = 3,
};

typedef struct {
    const ReadRequest *request;
    pid_t pid;
    int fd; /* -1 once its end was read */
    GString *result;
    gint64 until;       /* monotonic microseconds */
    ReadReason stopped; /* why we killed it; READ_OK: we did not */
} Worker;

typedef struct {
    const char *program;
    int wall_s;
    guint process_count;
    const GPtrArray *requests;
    guint next; /* request to start */
    GPtrArray *workers;
    char **environment;
    ReaderDone done;
    gpointer data;
} Pool;

/* --- starting --------------------------------------------------------------
 */

/* What a reader may know of our environment; no proxy, no token. */
static char **environment_new(void)
{
    static const char *const names[] = {
        "PATH",
        "HOME",
        "TESSDATA_PREFIX",
        "OIT_AUDIT_NOW",
        "ASAN_OPTIONS",
        "UBSAN_OPTIONS",
        "LSAN_OPTIONS",
        "LD_LIBRARY_PATH",
        "TMPDIR",
        "OIT_AUDIT_CONVERTER",
    };
    char **environment = g_new0(char *, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);

        if (value != NULL)
            environment = g_environ_setenv(environment, names[i], value, TRUE);
    }
    environment = g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
    /* libgomp reads it when loaded: too late for the reader to set. */
    return g_environ_setenv(environment, "OMP_THREAD_LIMIT", "1", TRUE);
}

/* In the child: only what is safe after fork(). */
G_GNUC_NORETURN
static void child(const Pool *pool, char **argv, int result_fd, pid_t parent)
{
    int nothing;
    sigset_t none;

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(READER_EXIT_NOT_STARTED);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 0);
    dup2(nothing, 1);
    if (!ISOLATE_SANITIZED)
        dup2(nothing, 2);
    dup2(result_fd, READER_RESULT_FD);
    close_range(READER_RESULT_FD + 1, ~0U, 0);
    execve(pool->program, argv, pool->environment);
    _exit(READER_EXIT_NOT_STARTED);
}

static char *argument(const char *text)
{
    return (char *)(text == NULL ? "" : text);
}

static void worker_free(gpointer data)
{
    Worker *worker = data;

    if (worker->pid > 0) {
        kill(-worker->pid, SIGKILL);
        kill(worker->pid, SIGKILL);
        while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
            ;
        legacy_clean(worker->pid);
    }
    if (worker->fd >= 0)
        close(worker->fd);
    g_string_free(worker->result, TRUE);
    g_free(worker);
}

/* A pipe whose write end stays clear of where the child wants it. */
static gboolean pipe_open(int fds[2])
{
    int high;

    if (pipe2(fds, O_CLOEXEC) != 0)
        return FALSE;
    high = fcntl(fds[1], F_DUPFD_CLOEXEC, READER_RESULT_FD + 1);
    close(fds[1]);
    fds[1] = high;
    if (high >= 0)
        return TRUE;
    close(fds[0]);
    return FALSE;
}

/* FALSE when no process can be made now. */
static gboolean worker_start(Pool *pool, const ReadRequest *request)
{
    char fd_text[16];
    char *argv[] = { argument(pool->program),
                     argument(READER_PROCESS_VERB),
                     argument(request->path),
                     argument(request->url),
                     argument(request->content_type),
                     argument(request->file_name),
                     fd_text,
                     NULL };
    pid_t parent = getpid();
    Worker *worker;
    int fds[2];
    pid_t pid;

    g_snprintf(fd_text, sizeof(fd_text), "%d", READER_RESULT_FD);
    if (!pipe_open(fds))
        return FALSE;
    pid = fork();
    if (pid == 0)
        child(pool, argv, fds[1], parent);
    close(fds[1]);
    if (pid < 0) {
        close(fds[0]);
        return FALSE;
    }
    setpgid(pid, pid);
    fcntl(fds[0], F_SETFL, O_NONBLOCK);
    worker = g_new0(Worker, 1);
    worker->request = request;
    worker->pid = pid;
    worker->fd = fds[0];
    worker->result = g_string_new(NULL);
    worker->until = g_get_monotonic_time() + pool->wall_s * G_TIME_SPAN_SECOND;
    g_ptr_array_add(pool->workers, worker);
    return TRUE;
}

/* --- ending ----------------------------------------------------------------
 */

static Document *unread(const ReadRequest *request, ReadReason reason,
                        const char *detail)
{
    const char *name =
        request->file_name != NULL ? request->file_name : request->path;
    Document *document = document_new_unread(
        format_sniff("", 0, request->content_type, name), reason, detail);

    document->url = g_strdup(request->url);
    return document;
}

static Document *document_parse(const Worker *worker)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonValue) json =
        json_parse(worker->result->str, worker->result->len, &error);
    Document *document = NULL;

    if (json != NULL)
        document = document_from_json(json, &error);
    if (document == NULL)
        return unread(worker->request, READ_CRASHED, error->message);
    return document;
}

static Document *document_of_exit(const Worker *worker, int status)
{
    g_autofree char *detail = NULL;

    if (worker->stopped == READ_TIMEOUT)
        return unread(worker->request, READ_TIMEOUT, "wall clock");
    if (worker->stopped != READ_OK)
        return unread(worker->request, worker->stopped, "the result");
    if (WIFSIGNALED(status)) {
        int number = WTERMSIG(status);

        if (number == SIGXCPU)
            return unread(worker->request, READ_TIMEOUT, "CPU time");
        detail = g_strdup_printf("signal %d, %s", number, g_strsignal(number));
        return unread(worker->request, READ_CRASHED, detail);
    }
    if (WEXITSTATUS(status) != 0) {
        detail = g_strdup_printf("exit status %d", WEXITSTATUS(status));
        return unread(worker->request, READ_CRASHED, detail);
    }
    return document_parse(worker);
}

/* Time that the caller took is not the readers'. */
static void deliver(Pool *pool, const ReadRequest *request, Document *document)
{
    gint64 before = g_get_monotonic_time();
    gint64 took;

    pool->done(request, document, pool->data);
    took = g_get_monotonic_time() - before;
    for (guint i = 0; i < pool->workers->len; i++) {
        Worker *worker = g_ptr_array_index(pool->workers, i);

        worker->until += took;
    }
}

/* Takes the worker out if its process has ended. FALSE with @error when it
 * never became a reader. */
static gboolean worker_reap(Pool *pool, guint i, GError **error)
{
    Worker *worker = g_ptr_array_index(pool->workers, i);
    const ReadRequest *request = worker->request;
    Document *document;
    int status = 0;
    pid_t got = waitpid(worker->pid, &status, WNOHANG);

    if (got == 0 || (got < 0 && errno == EINTR))
        return TRUE;
    /* What it started and left behind goes with it. */
    kill(-worker->pid, SIGKILL);
    legacy_clean(worker->pid);
    worker->pid = 0;
    if (got > 0 && WIFEXITED(status) &&
        WEXITSTATUS(status) == READER_EXIT_NOT_STARTED) {
        g_set_error(error, DOCUMENT_ERROR, DOCUMENT_ERROR_POOL,
                    "%s: can not be started as a reader", pool->program);
        return FALSE;
    }
    document = document_of_exit(worker, status);
    g_ptr_array_remove_index(pool->workers, i);
    deliver(pool, request, document);
    return TRUE;
}

static void worker_stop(Worker *worker, ReadReason reason)
{
    if (worker->stopped == READ_OK)
        worker->stopped = reason;
    kill(-worker->pid, SIGKILL);
    kill(worker->pid, SIGKILL);
    if (worker->fd >= 0)
        close(worker->fd);
    worker->fd = -1;
}

/* Reads all that is there; at the end of the pipe fd becomes -1. */
static void worker_read(Worker *worker)
{
    char buffer[65536];

    for (;;) {
        gssize got = read(worker->fd, buffer, sizeof(buffer));

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            close(worker->fd);
            worker->fd = -1;
            return;
        }
        if (worker->result->len + (gsize)got > READER_RESULT_MAX_LEN) {
            worker_stop(worker, READ_TOO_LARGE);
            return;
        }
        g_string_append_len(worker->result, buffer, got);
    }
}

/* --- the loop --------------------------------------------------------------
 */

static gboolean fill(Pool *pool, GError **error)
{
    while (pool->workers->len < pool->process_count &&
           pool->next < pool->requests->len) {
        if (!worker_start(pool,
                          g_ptr_array_index(pool->requests, pool->next))) {
            /* Those that run will end and make room. */
            if (pool->workers->len > 0)
                return TRUE;
            g_set_error(error, DOCUMENT_ERROR, DOCUMENT_ERROR_POOL,
                        "reader process: %s", g_strerror(errno));
            return FALSE;
        }
        pool->next++;
    }
    return TRUE;
}

static int wait_ms(const Pool *pool)
{
    gint64 now = g_get_monotonic_time();
    gint64 wait = TICK_MS;

    for (guint i = 0; i < pool->workers->len; i++) {
        const Worker *worker = g_ptr_array_index(pool->workers, i);

        if (worker->fd < 0)
            wait = MIN(wait, EXIT_TICK_MS);
        wait = MIN(wait, (worker->until - now) / 1000 + 1);
    }
    return (int)MAX(wait, 0);
}

static gboolean step(Pool *pool, GError **error)
{
    struct pollfd fds[PROCESSES_MAX];
    guint count = pool->workers->len;

    for (guint i = 0; i < count; i++) {
        const Worker *worker = g_ptr_array_index(pool->workers, i);

        fds[i] = (struct pollfd){ worker->fd, POLLIN, 0 };
    }
    if (poll(fds, count, wait_ms(pool)) < 0 && errno != EINTR) {
        g_set_error(error, DOCUMENT_ERROR, DOCUMENT_ERROR_POOL, "poll: %s",
                    g_strerror(errno));
        return FALSE;
    }
    for (guint i = count; i-- > 0;) {
        Worker *worker = g_ptr_array_index(pool->workers, i);

        if (worker->fd >= 0)
            worker_read(worker);
        if (g_get_monotonic_time() >= worker->until)
            worker_stop(worker, READ_TIMEOUT);
        if (worker->fd < 0 && !worker_reap(pool, i, error))
            return FALSE;
    }
    return TRUE;
}

static guint process_count_of(const ReaderPoolOptions *options)
{
    int count = options == NULL ? 0 : options->process_count;

    return count > 0 ? MIN((guint)count, PROCESSES_MAX)
                     : CLAMP(g_get_num_processors(), 1, PROCESSES_MAX);
}

gboolean reader_pool_read(const ReaderPoolOptions *options,
                          const GPtrArray *requests, ReaderDone done,
                          gpointer data, const volatile gint *cancel,
                          GError **error)
{
    Pool pool = {
        .program = options != NULL && options->program != NULL
                       ? options->program
                       : "/proc/self/exe",
        .wall_s = options != NULL && options->wall_s > 0 ? options->wall_s
                                                         : READER_WALL_S,
        .process_count = process_count_of(options),
        .requests = requests,
        .done = done,
        .data = data,
    };
    gboolean good = TRUE;

    pool.workers = g_ptr_array_new_with_free_func(worker_free);
    pool.environment = environment_new();
    while (good && (cancel == NULL || g_atomic_int_get(cancel) == 0) &&
           (pool.next < requests->len || pool.workers->len > 0))
        good = fill(&pool, error) && step(&pool, error);
    g_ptr_array_unref(pool.workers);
    g_strfreev(pool.environment);
    return good;
}
