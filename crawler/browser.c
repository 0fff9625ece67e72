#include "crawler/browser.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/folder.h"

enum {
    FROM_US_FD = 3, /* where the browser reads */
    TO_US_FD = 4,   /* and writes */
    EXIT_NOT_STARTED = 127,
    START_WAIT_MS = 20000,
    STOP_WAIT_MS = 500,
    TICK_MS = 250, /* how often its memory is looked at */
};

struct Browser {
    pid_t pid;
    int to_fd, from_fd;
    GByteArray *buffer; /* what has come, from @start on */
    gsize start;
    gsize searched; /* up to here there is no end of a message */
    GQueue events;  /* JsonValue* */
    int last_id;
    char *profile;
};

G_DEFINE_QUARK(browser - error - quark, browser_error)

char *browser_find(const char *name)
{
    static const char *const names[] = { "chromium-headless-shell", "chromium",
                                         "google-chrome", "chromium-browser" };
    char *path;

    if (name != NULL)
        return g_find_program_in_path(name);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        path = g_find_program_in_path(names[i]);
        if (path != NULL)
            return path;
    }
    return NULL;
}

/* --- starting --------------------------------------------------------------
 */

typedef struct {
    const char *program;
    char **argv, **environment;
    int read_fd, write_fd;
    uid_t uid; /* 0: stay who we are */
    gid_t gid;
    pid_t parent;
} Launch;

/* In the child: only what is safe after fork(). */
G_GNUC_NORETURN
static void child(const Launch *launch)
{
    int nothing;
    sigset_t none;

    setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    if (launch->uid != 0 &&
        (setresgid(launch->gid, launch->gid, launch->gid) != 0 ||
         setresuid(launch->uid, launch->uid, launch->uid) != 0))
        _exit(EXIT_NOT_STARTED);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != launch->parent)
        _exit(EXIT_NOT_STARTED);
    nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 0);
    dup2(nothing, 1);
    dup2(nothing, 2);
    dup2(launch->read_fd, FROM_US_FD);
    dup2(launch->write_fd, TO_US_FD);
    close_range(TO_US_FD + 1, ~0U, 0);
    execve(launch->program, launch->argv, launch->environment);
    _exit(EXIT_NOT_STARTED);
}

static char **argv_new(const char *program, const char *profile)
{
    static const char *const flags[] = {
        "--headless",
        "--remote-debugging-pipe",
        "--disable-gpu",
        "--no-first-run",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-crash-reporter",
        "--disable-dev-shm-usage",
        "--mute-audio",
        "--hide-scrollbars",
        "--lang=th",
        "--accept-lang=th-TH,th,en",
        /* No network of its own: three doors, all shut. */
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--proxy-server=127.0.0.1:1",
        "--proxy-bypass-list=<-loopback>",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--js-flags=--max-old-space-size=512",
    };
    GPtrArray *argv = g_ptr_array_new();

    g_ptr_array_add(argv, g_strdup(program));
    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++)
        g_ptr_array_add(argv, g_strdup(flags[i]));
    g_ptr_array_add(argv, g_strconcat("--user-data-dir=", profile, NULL));
    g_ptr_array_add(argv, g_strdup("about:blank"));
    g_ptr_array_add(argv, NULL);
    return (char **)g_ptr_array_free(argv, FALSE);
}

static char **environment_new(const char *profile)
{
    char **environment = g_new0(char *, 1);

    environment = g_environ_setenv(environment, "PATH",
                                   "/usr/local/bin:/usr/bin:/bin", TRUE);
    environment = g_environ_setenv(environment, "HOME", profile, TRUE);
    environment = g_environ_setenv(environment, "TMPDIR", profile, TRUE);
    return g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
}

/* A pipe whose ends stay clear of where the child wants them. */
static gboolean pipe_open(int fds[2])
{
    int low[2];

    if (pipe2(low, O_CLOEXEC) != 0)
        return FALSE;
    for (int i = 0; i < 2; i++) {
        fds[i] = fcntl(low[i], F_DUPFD_CLOEXEC, 10);
        close(low[i]);
    }
    return fds[0] >= 0 && fds[1] >= 0;
}

static void fds_close(int fds[2])
{
    for (int i = 0; i < 2; i++) {
        if (fds[i] >= 0)
            close(fds[i]);
        fds[i] = -1;
    }
}

/* Whom the browser runs as; the profile is theirs. */
static gboolean launch_set_user(Launch *launch, const char *profile)
{
    const struct passwd *nobody;

    if (geteuid() != 0)
        return TRUE;
    nobody = getpwnam("nobody");
    if (nobody == NULL)
        return FALSE;
    launch->uid = nobody->pw_uid;
    launch->gid = nobody->pw_gid;
    return chown(profile, nobody->pw_uid, nobody->pw_gid) == 0;
}

static gboolean launch(Browser *browser, const char *program)
{
    Launch how = { .program = program, .parent = getpid() };
    int to[2] = { -1, -1 }, from[2] = { -1, -1 };

    if (!launch_set_user(&how, browser->profile))
        return FALSE;
    how.argv = argv_new(program, browser->profile);
    how.environment = environment_new(browser->profile);
    if (pipe_open(to) && pipe_open(from)) {
        how.read_fd = to[0];
        how.write_fd = from[1];
        browser->pid = fork();
        if (browser->pid == 0)
            child(&how);
    }
    if (browser->pid > 0) {
        browser->to_fd = g_steal_fd(&to[1]);
        browser->from_fd = g_steal_fd(&from[0]);
        (void)fcntl(browser->to_fd, F_SETFL, O_NONBLOCK);
        (void)fcntl(browser->from_fd, F_SETFL, O_NONBLOCK);
    }
    fds_close(to);
    fds_close(from);
    g_strfreev(how.argv);
    g_strfreev(how.environment);
    return browser->pid > 0;
}

Browser *browser_start(const char *program, GError **error)
{
    g_autoptr(Browser) browser = g_new0(Browser, 1);
    g_autoptr(JsonValue) version = NULL;
    g_autoptr(GError) local = NULL;

    browser->to_fd = browser->from_fd = -1;
    browser->buffer = g_byte_array_new();
    g_queue_init(&browser->events);
    browser->profile = g_dir_make_tmp("oit-audit-browser-XXXXXX", NULL);
    if (browser->profile == NULL || !launch(browser, program)) {
        g_set_error(error, BROWSER_ERROR, BROWSER_ERROR_START,
                    "%s can not be started: %s", program, g_strerror(errno));
        return NULL;
    }
    version = browser_call(browser, NULL, "Browser.getVersion", NULL,
                           START_WAIT_MS, &local);
    if (version == NULL) {
        g_set_error(error, BROWSER_ERROR, BROWSER_ERROR_START,
                    "%s did not come up: %s", program,
                    local != NULL ? local->message : "no answer");
        return NULL;
    }
    return g_steal_pointer(&browser);
}

/* --- stopping --------------------------------------------------------------
 */

static gboolean has_ended(Browser *browser)
{
    if (browser->pid > 0 && waitpid(browser->pid, NULL, WNOHANG) != 0)
        browser->pid = 0;
    return browser->pid <= 0;
}

void browser_stop(Browser *browser)
{
    pid_t group;
    JsonValue *event;

    if (browser == NULL)
        return;
    group = browser->pid;
    if (browser->pid > 0) {
        browser_send(browser, NULL, "Browser.close", NULL);
        for (int i = 0; i < STOP_WAIT_MS / 10 && !has_ended(browser); i++)
            g_usleep(10 * 1000);
        kill(-group, SIGKILL);
        if (browser->pid > 0)
            waitpid(browser->pid, NULL, 0);
    }
    if (browser->to_fd >= 0)
        close(browser->to_fd);
    if (browser->from_fd >= 0)
        close(browser->from_fd);
    if (browser->profile != NULL)
        folder_remove(browser->profile);
    while ((event = g_queue_pop_head(&browser->events)) != NULL)
        json_free(event);
    g_byte_array_unref(browser->buffer);
    g_free(browser->profile);
    g_free(browser);
}

/* --- speaking --------------------------------------------------------------
 */

/* Takes what is there; FALSE when the browser has closed its end. */
static gboolean take(Browser *browser)
{
    guint8 chunk[65536];
    gssize got;

    if (browser->start > sizeof(chunk)) {
        g_byte_array_remove_range(browser->buffer, 0, (guint)browser->start);
        browser->searched -= browser->start;
        browser->start = 0;
    }
    while ((got = read(browser->from_fd, chunk, sizeof(chunk))) > 0) {
        if (browser->buffer->len - browser->start > BROWSER_MESSAGE_MAX_LEN)
            return FALSE;
        g_byte_array_append(browser->buffer, chunk, (guint)got);
    }
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

/* Reading goes on while we write: two full pipes would wait for each other. */
static gboolean write_all(Browser *browser, const char *bytes, gsize len)
{
    while (len > 0) {
        gssize sent = write(browser->to_fd, bytes, len);
        struct pollfd fds[2] = { { browser->to_fd, POLLOUT, 0 },
                                 { browser->from_fd, POLLIN, 0 } };

        if (sent > 0) {
            bytes += sent;
            len -= (gsize)sent;
            continue;
        }
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return FALSE;
        if (poll(fds, 2, START_WAIT_MS) == 0)
            return FALSE;
        if (fds[1].revents != 0 && !take(browser))
            return FALSE;
    }
    return TRUE;
}

int browser_send(Browser *browser, const char *session, const char *method,
                 JsonValue *params)
{
    g_autoptr(JsonValue) message = json_new_object();
    g_autofree char *text = NULL;
    struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
    gboolean sent;

    json_set_int(message, "id", ++browser->last_id);
    json_set_string(message, "method", method);
    json_set(message, "params", params != NULL ? params : json_new_object());
    if (session != NULL)
        json_set_string(message, "sessionId", session);
    text = json_format(message, FALSE);
    sigaction(SIGPIPE, &ignore, &before);
    sent = write_all(browser, text, strlen(text) + 1);
    sigaction(SIGPIPE, &before, NULL);
    return sent ? browser->last_id : 0;
}

/* The next whole message in the buffer; NULL when there is none yet. */
static JsonValue *message_next(Browser *browser)
{
    GByteArray *buffer = browser->buffer;
    const guint8 *from = buffer->data + browser->start;
    const guint8 *end = buffer->len > browser->searched
                            ? memchr(buffer->data + browser->searched, '\0',
                                     buffer->len - browser->searched)
                            : NULL;
    JsonValue *message;

    browser->searched = buffer->len;
    if (end == NULL)
        return NULL;
    message = json_parse((const char *)from, (gsize)(end - from), NULL);
    browser->start = browser->searched = (gsize)(end - buffer->data) + 1;
    if (browser->start == buffer->len) {
        g_byte_array_set_size(buffer, 0);
        browser->start = browser->searched = 0;
    }
    return message != NULL ? message : json_new_object();
}

/* Bytes in memory of all processes of the browser's group. */
static gint64 memory_len(pid_t group)
{
    g_autoptr(GDir) proc = g_dir_open("/proc", 0, NULL);
    const char *name;
    gint64 pages = 0;

    while (proc != NULL && (name = g_dir_read_name(proc)) != NULL) {
        g_autofree char *path = NULL, *text = NULL;

        if (!g_ascii_isdigit(*name))
            continue;
        path = g_build_filename("/proc", name, "statm", NULL);
        if (getpgid((pid_t)g_ascii_strtoll(name, NULL, 10)) == group &&
            g_file_get_contents(path, &text, NULL, NULL)) {
            /* size, resident, shared: what is shared is counted once. */
            g_auto(GStrv) fields = g_strsplit(text, " ", 4);

            if (g_strv_length(fields) > 3)
                pages += g_ascii_strtoll(fields[1], NULL, 10) -
                         g_ascii_strtoll(fields[2], NULL, 10);
        }
    }
    return pages * sysconf(_SC_PAGESIZE);
}

static gboolean is_alive(Browser *browser, GError **error)
{
    if (memory_len(browser->pid) <= BROWSER_MEMORY_MAX_LEN)
        return TRUE;
    kill(-browser->pid, SIGKILL);
    g_set_error(error, BROWSER_ERROR, BROWSER_ERROR_DIED,
                "the page took more than %lld MiB of memory",
                BROWSER_MEMORY_MAX_LEN >> 20);
    return FALSE;
}

/* The next message before @until (monotonic microseconds). */
static JsonValue *message_wait(Browser *browser, gint64 until, GError **error)
{
    for (;;) {
        JsonValue *message = message_next(browser);
        struct pollfd fd = { browser->from_fd, POLLIN, 0 };
        gint64 left = (until - g_get_monotonic_time()) / 1000;
        int ready;

        if (message != NULL)
            return message;
        ready = poll(&fd, 1, (int)CLAMP(left, 0, TICK_MS));
        if (ready > 0 && !take(browser)) {
            g_set_error(error, BROWSER_ERROR, BROWSER_ERROR_DIED,
                        "the browser has ended");
            return NULL;
        }
        if (ready == 0 && left <= 0)
            return NULL;
        if (ready == 0 && !is_alive(browser, error))
            return NULL;
    }
}

/* The result in an answer; NULL with what the browser objects to. */
static JsonValue *result_of(const JsonValue *answer, const char *method,
                            GError **error)
{
    const JsonValue *fault = json_get(answer, "error");
    JsonValue *result = json_get(answer, "result");

    if (fault == NULL && result != NULL)
        return json_ref(result);
    g_set_error(error, BROWSER_ERROR, BROWSER_ERROR_REFUSED, "%s: %s", method,
                fault != NULL ? json_get_string(fault, "message")
                              : "no result");
    return NULL;
}

JsonValue *browser_call(Browser *browser, const char *session,
                        const char *method, JsonValue *params, int wait_ms,
                        GError **error)
{
    gint64 until = g_get_monotonic_time() + wait_ms * G_TIME_SPAN_MILLISECOND;
    int id = browser_send(browser, session, method, params);
    GError *local = NULL;

    while (id != 0) {
        g_autoptr(JsonValue) message = message_wait(browser, until, &local);

        if (message == NULL)
            break;
        if (json_get_int(message, "id", 0) == id)
            return result_of(message, method, error);
        if (json_get(message, "method") != NULL)
            g_queue_push_tail(&browser->events, g_steal_pointer(&message));
    }
    if (local == NULL)
        local = id == 0
                    ? g_error_new(BROWSER_ERROR, BROWSER_ERROR_DIED,
                                  "the browser has ended")
                    : g_error_new(BROWSER_ERROR, BROWSER_ERROR_TIMEOUT,
                                  "%s: no answer in %d ms", method, wait_ms);
    g_propagate_error(error, local);
    return NULL;
}

JsonValue *browser_event(Browser *browser, int wait_ms, GError **error)
{
    gint64 until = g_get_monotonic_time() + wait_ms * G_TIME_SPAN_MILLISECOND;

    for (;;) {
        JsonValue *message = g_queue_pop_head(&browser->events);

        if (message == NULL)
            message = message_wait(browser, until, error);
        if (message == NULL || json_get(message, "method") != NULL)
            return message;
        json_free(message);
    }
}
