#include "document/legacy_convert.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/limits.h"
#include "document/formats.h"
#include "document/isolate.h"

enum {
    EXIT_ORDINARY = 0,
    EXIT_CONVERT = 64, /* and the format */
    EXIT_AGAIN = 81,   /* LibreOffice made its profile and wants a new start */
    STARTS_MAX = 2,
    TICK_US = 10000,
};

typedef struct {
    Format format;
    const char *in, *filter, *out; /* file names and what is asked for */
    Format becomes;
} Way;

static const Way ways[] = {
    { FORMAT_DOC, "in.doc", "docx:MS Word 2007 XML", "in.docx", FORMAT_DOCX },
    { FORMAT_XLS, "in.xls", "xlsx:Calc MS Excel 2007 XML", "in.xlsx",
      FORMAT_XLSX },
    { FORMAT_PPT, "in.ppt", "pptx:Impress MS PowerPoint 2007 XML", "in.pptx",
      FORMAT_PPTX },
};

/* Macros off whatever the file says; links are not looked after. */
static const char profile[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value>"
    "</prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\">"
    "<value>true</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\">"
    "<prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Calc/Content/Update\">"
    "<prop oor:name=\"Link\" oor:op=\"fuse\"><value>1</value></prop></item>\n"
    "</oor:items>\n";

void legacy_conversion_free(LegacyConversion *conversion)
{
    if (conversion == NULL)
        return;
    g_free(conversion->bytes);
    g_free(conversion);
}

/* --- what the file is ---------------------------------------------------- */

static gboolean is_container(const char *path)
{
    static const char magic[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    char head[sizeof(magic) - 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    gboolean is;

    if (fd < 0)
        return FALSE;
    is = read(fd, head, sizeof(head)) == (gssize)sizeof(head) &&
         memcmp(head, magic, sizeof(head)) == 0;
    close(fd);
    return is;
}

static const Way *way_of(Format format)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        if (ways[i].format == format)
            return &ways[i];
    }
    return NULL;
}

/* Asks a child that hostile bytes can not do harm to. */
static const Way *way_find(const ReadRequest *request)
{
    pid_t pid = fork();
    int status = 0;

    if (pid == 0) {
        Document *document;

        isolate_limit();
        isolate_filter();
        document = document_read(request);
        _exit(document->reason == READ_NEEDS_CONVERTER
                  ? EXIT_CONVERT + (int)document->format
                  : EXIT_ORDINARY);
    }
    if (pid < 0)
        return NULL;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    /* What died here dies again where it is asked for its text. */
    if (!WIFEXITED(status) || WEXITSTATUS(status) < EXIT_CONVERT)
        return NULL;
    return way_of((Format)(WEXITSTATUS(status) - EXIT_CONVERT));
}

/* --- the folder ---------------------------------------------------------- */

static char *folder_path(pid_t pid)
{
    g_autofree char *name = g_strdup_printf("oit-audit-convert-%ld", (long)pid);

    return g_build_filename(g_get_tmp_dir(), name, NULL);
}

void legacy_clean(pid_t pid)
{
    g_autofree char *path = folder_path(pid);
    struct stat about;

    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode) &&
        about.st_uid == geteuid())
        folder_remove(path);
}

/* LibreOffice listens at a socket in /tmp and, locked in, can not take it away
 * again. Those that nobody listens at are removed. */
static void sockets_clean(void)
{
    g_autofree char *listening = NULL;
    g_autoptr(GDir) dir = g_dir_open("/tmp", 0, NULL);
    const char *name;

    if (dir == NULL ||
        !g_file_get_contents("/proc/net/unix", &listening, NULL, NULL))
        return;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename("/tmp", name, NULL);
        struct stat about;

        if (g_str_has_prefix(name, "OSL_PIPE_") &&
            strstr(listening, path) == NULL && lstat(path, &about) == 0 &&
            S_ISSOCK(about.st_mode) && about.st_uid == geteuid())
            unlink(path);
    }
}

/* A new, empty folder, its profile in it; NULL when it can not be made. */
static char *folder_new(const char *input, const Way *way)
{
    g_autofree char *path = folder_path(getpid());
    g_autofree char *user = g_build_filename(path, "profile", "user", NULL);
    g_autofree char *settings =
        g_build_filename(user, "registrymodifications.xcu", NULL);
    g_autofree char *copy = g_build_filename(path, way->in, NULL);
    g_autoptr(GMappedFile) file = NULL;

    legacy_clean(getpid());
    if (mkdir(path, 0700) != 0)
        return NULL;
    file = g_mapped_file_new(input, FALSE, NULL);
    if (file == NULL || g_mkdir_with_parents(user, 0700) != 0 ||
        !g_file_set_contents(settings, profile, -1, NULL) ||
        !g_file_set_contents(copy, g_mapped_file_get_contents(file),
                             (gssize)g_mapped_file_get_length(file), NULL)) {
        legacy_clean(getpid());
        return NULL;
    }
    return g_steal_pointer(&path);
}

/* --- the converter ------------------------------------------------------- */

char *legacy_converter_find(void)
{
    static const char *const names[] = { "soffice", "libreoffice" };
    const char *told = g_getenv("OIT_AUDIT_CONVERTER");

    if (told != NULL)
        return g_file_test(told, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup(told)
                                                            : NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *script = g_find_program_in_path(names[i]);
        char *real = script == NULL ? NULL : realpath(script, NULL);
        g_autofree char *dir = real == NULL ? NULL : g_path_get_dirname(real);
        g_autofree char *program =
            dir == NULL ? NULL : g_build_filename(dir, "soffice.bin", NULL);

        free(real);
        /* Not the script: it starts others, that nobody would stop. */
        if (program != NULL && g_file_test(program, G_FILE_TEST_IS_EXECUTABLE))
            return g_steal_pointer(&program);
    }
    return NULL;
}

G_GNUC_NORETURN
static void child(char **argv, char **environment, const char *folder,
                  pid_t parent)
{
    int nothing = open("/dev/null", O_RDWR);

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || chdir(folder) != 0)
        _exit(EXIT_ORDINARY + 1);
    dup2(nothing, 0);
    dup2(nothing, 1);
    dup2(nothing, 2);
    close_range(3, ~0U, 0);
    if (isolate_converter(folder))
        execve(argv[0], argv, environment);
    _exit(EXIT_ORDINARY + 1);
}

/* FALSE when it must be stopped at @until. */
static gboolean wait_until(pid_t pid, gint64 until, int *status)
{
    for (;;) {
        pid_t got = waitpid(pid, status, WNOHANG);

        if (got == pid)
            return TRUE;
        if (got < 0 && errno != EINTR)
            return FALSE;
        if (g_get_monotonic_time() >= until)
            break;
        g_usleep(TICK_US);
    }
    kill(pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR)
        ;
    return FALSE;
}

static ReadReason run(const char *program, const char *folder, const Way *way,
                      gint64 until, int *exit_status)
{
    g_autofree char *installation =
        g_strdup_printf("-env:UserInstallation=file://%s/profile", folder);
    g_autofree char *home = g_strconcat("HOME=", folder, NULL);
    g_autofree char *temp = g_strconcat("TMPDIR=", folder, NULL);
    const char *argv[] = { program,         installation,  "--headless",
                           "--invisible",   "--nologo",    "--norestore",
                           "--nolockcheck", "--nodefault", "--convert-to",
                           way->filter,     "--outdir",    "out",
                           way->in,         NULL };
    const char *environment[] = { "PATH=/usr/bin:/bin",
                                  "LC_ALL=C.UTF-8",
                                  "SAL_USE_VCLPLUGIN=svp",
                                  home,
                                  temp,
                                  NULL };
    pid_t parent = getpid();
    pid_t pid = fork();
    int status = 0;

    if (pid == 0)
        child((char **)(gconstpointer)argv, (char **)(gconstpointer)environment,
              folder, parent);
    if (pid < 0)
        return READ_CRASHED;
    if (!wait_until(pid, until, &status))
        return READ_TIMEOUT;
    if (!WIFEXITED(status))
        return WTERMSIG(status) == SIGXCPU ? READ_TIMEOUT : READ_CRASHED;
    *exit_status = WEXITSTATUS(status);
    return READ_OK;
}

/* Reads what came out: a plain file, and not a link to another. */
static gboolean output_take(LegacyConversion *conversion, const char *folder,
                            const Way *way)
{
    g_autofree char *path = g_build_filename(folder, "out", way->out, NULL);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat about;
    gboolean good = FALSE;

    if (fd < 0)
        return FALSE;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
        about.st_size <= FETCH_BODY_MAX) {
        g_autoptr(GMappedFile) file =
            g_mapped_file_new_from_fd(fd, FALSE, NULL);

        if (file != NULL) {
            conversion->len = g_mapped_file_get_length(file);
            conversion->bytes =
                g_memdup2(g_mapped_file_get_contents(file), conversion->len);
            good = conversion->bytes != NULL;
        }
    }
    close(fd);
    return good;
}

static void convert(LegacyConversion *conversion, const char *program,
                    const char *folder, const Way *way)
{
    gint64 until = g_get_monotonic_time() + CONVERT_WALL_S * G_TIME_SPAN_SECOND;
    int exit_status = EXIT_AGAIN;

    for (int i = 0; i < STARTS_MAX && exit_status == EXIT_AGAIN; i++) {
        conversion->reason = run(program, folder, way, until, &exit_status);
        sockets_clean();
        conversion->detail = "the converter";
        if (conversion->reason != READ_OK)
            return;
    }
    if (!output_take(conversion, folder, way)) {
        conversion->reason = READ_BROKEN_FILE;
        conversion->detail = "the converter could not open it";
    }
}

LegacyConversion *legacy_convert(const ReadRequest *request)
{
    const Way *way = is_container(request->path) ? way_find(request) : NULL;
    g_autofree char *program = NULL;
    g_autofree char *folder = NULL;
    LegacyConversion *conversion;

    if (way == NULL)
        return NULL;
    program = legacy_converter_find();
    if (program == NULL)
        return NULL; /* the reader says so */
    conversion = g_new0(LegacyConversion, 1);
    conversion->format = way->format;
    folder = folder_new(request->path, way);
    if (folder == NULL) {
        conversion->reason = READ_CRASHED;
        conversion->detail = "no folder for the converter";
        return conversion;
    }
    convert(conversion, program, folder, way);
    legacy_clean(getpid());
    return conversion;
}

Document *legacy_conversion_read(const LegacyConversion *conversion,
                                 const ReadRequest *request)
{
    Document *document;

    if (conversion->reason == READ_OK)
        document = format_read(way_of(conversion->format)->becomes,
                               conversion->bytes, conversion->len, request);
    else
        document = document_new_unread(conversion->format, conversion->reason,
                                       conversion->detail);
    document->format = conversion->format;
    if (document->url == NULL)
        document->url = g_strdup(request->url);
    return document;
}
