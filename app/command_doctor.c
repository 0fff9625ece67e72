#include "app/commands.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
    const char *program; /* looked for on the PATH; or NULL */
    const char *file;    /* looked for on the disk; a pattern's folder */
    const char *package;
    gboolean required;
    const char *th, *en; /* what it is for */
} Need;

/* clang-format off */
static const Need needs[] = {
    { "pdftotext", NULL, "poppler-utils", TRUE,
      "อ่านไฟล์ PDF", "reading PDF files" },
    { "pdftoppm", NULL, "poppler-utils", FALSE,
      "แปลงหน้า PDF เป็นภาพเพื่ออ่านด้วย OCR", "page images for OCR" },
    { NULL, "/etc/ssl/certs/ca-certificates.crt", "ca-certificates", TRUE,
      "เปิดเว็บ https", "opening https sites" },
    { NULL, "/usr/share/tesseract-ocr/5/tessdata/tha.traineddata",
      "tesseract-ocr-tha", FALSE,
      "อ่านเอกสารสแกนภาษาไทย", "reading scanned Thai documents" },
    { "soffice", NULL, "libreoffice-writer-nogui", FALSE,
      "อ่านไฟล์ .doc รุ่นเก่า", "reading old .doc files" },
    { NULL, "/usr/lib/libreoffice/program/libsclo.so",
      "libreoffice-calc-nogui", FALSE,
      "อ่านไฟล์ .xls รุ่นเก่า", "reading old .xls files" },
    { NULL, "/usr/lib/libreoffice/program/libsdlo.so",
      "libreoffice-impress-nogui", FALSE,
      "อ่านไฟล์ .ppt รุ่นเก่า", "reading old .ppt files" },
    { "chromium-headless-shell", NULL, "chromium-headless-shell", FALSE,
      "เปิดหน้าที่ต้องใช้ JavaScript", "pages that need JavaScript" },
};
/* clang-format on */

static gboolean is_there(const Need *need)
{
    g_autofree char *path = NULL;

    if (need->file != NULL)
        return g_file_test(need->file, G_FILE_TEST_EXISTS);
    path = g_find_program_in_path(need->program);
    return path != NULL;
}

static void line_print(const Session *session, gboolean good, gboolean required,
                       const char *what, const char *rest)
{
    static const char *const words[][2] = {
        { "ไม่พบ   ", "not found " },
        { "ไม่พบ*  ", "NOT FOUND " },
        { "พบ     ", "found     " },
    };

    printf("%s%s%s%s\n",
           words[good       ? 2
                 : required ? 1
                            : 0][session->lang],
           what, rest != NULL ? ": " : "", rest != NULL ? rest : "");
}

static gboolean needs_check(const Session *session, GString *packages)
{
    gboolean good = TRUE;

    for (gsize i = 0; i < G_N_ELEMENTS(needs); i++) {
        const Need *need = &needs[i];
        gboolean there = is_there(need);

        line_print(session, there, need->required,
                   need->program != NULL ? need->program : need->package,
                   session->lang == LANG_EN ? need->en : need->th);
        if (there)
            continue;
        good = good && !need->required;
        g_string_append_printf(packages, " %s", need->package);
    }
    return good;
}

/* Made and taken away again: what permissions say is not the whole truth. */
static gboolean folder_is_writable(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, ".doctor-XXXXXX", NULL);
    int fd;

    if (g_mkdir_with_parents(dir, 0700) != 0)
        return FALSE;
    fd = g_mkstemp(path);
    if (fd < 0)
        return FALSE;
    close(fd);
    g_unlink(path);
    return TRUE;
}

static gboolean store_check(const Session *session)
{
    gboolean good = folder_is_writable(session->config->store_dir);

    line_print(session, good, TRUE, session->config->store_dir,
               session->lang == LANG_EN ? "the history can be written"
                                        : "เขียนประวัติการตรวจได้");
    return good;
}

ExitCode command_doctor(Session *session)
{
    g_autoptr(GString) packages = g_string_new(NULL);
    gboolean here = g_file_test("config.yaml", G_FILE_TEST_EXISTS);
    ExitCode code = session_load(
        session, !here && !arguments_has(session->arguments, "config"));
    gboolean good = code == EXIT_NO_GAP;

    printf("oit-audit %s\n", OIT_VERSION);
    if (session->config != NULL) {
        line_print(session, good, TRUE, session->config->path, NULL);
        if (session->config->store_dir != NULL)
            good = store_check(session) && good;
    }
    line_print(session, session->rules != NULL, TRUE,
               session->rules_dir != NULL ? session->rules_dir : "rules", NULL);
    good = needs_check(session, packages) && good;
    if (packages->len > 0)
        printf("\napt-get install --no-install-recommends%s\n", packages->str);
    return good ? EXIT_NO_GAP : EXIT_USAGE;
}
