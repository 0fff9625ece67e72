/* Every file of the zoo ends in what its row says, and no reader takes more
 * memory than it may. zoo/make_zoo.py makes the files. */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "document/isolate.h"
#include "document/reader.h"

#define HEAD "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565"
#define WORD "โครงการตัวอย่างของหน่วยงานสมมติ"

typedef struct {
    const char *name;
    Format format;
    ReadReason reason, part_reason;
    const char *says;  /* must be in its text; NULL: nothing */
    const char * not ; /* must not be there */
} Animal;

static const Animal zoo[] = {
    { "plan.docx", FORMAT_DOCX, READ_OK, READ_OK, HEAD, NULL },
    { "plan.xlsx", FORMAT_XLSX, READ_OK, READ_OK, WORD, NULL },
    { "plan.pptx", FORMAT_PPTX, READ_OK, READ_OK, HEAD, "ที่ซ่อนไว้" },
    { "plan.odt", FORMAT_ODT, READ_OK, READ_OK, HEAD, NULL },
    { "plan.ods", FORMAT_ODS, READ_OK, READ_OK, WORD, NULL },
    { "plan.rtf", FORMAT_RTF, READ_OK, READ_OK, HEAD, NULL },
    { "plan.txt", FORMAT_TEXT, READ_OK, READ_OK, HEAD, NULL },
    { "plan-874.txt", FORMAT_TEXT, READ_OK, READ_OK, HEAD, NULL },
    { "plan.pdf", FORMAT_PDF, READ_OK, READ_OK, "annual plan", NULL },
    { "plan.zip", FORMAT_ARCHIVE, READ_OK, READ_OK, "แผน/plan.docx", "MACOSX" },
    { "old-names.zip", FORMAT_ARCHIVE, READ_OK, READ_OK, "แผนปฏิบัติราชการ.txt",
      NULL },
    { "plan.rar", FORMAT_ARCHIVE, READ_OK, READ_OK, WORD, NULL },
    { "plan.7z", FORMAT_ARCHIVE, READ_OK, READ_OK, WORD, NULL },
    { "nested.zip", FORMAT_ARCHIVE, READ_OK, READ_OK, HEAD, NULL },
    /* names that lie */
    { "docx-named.pdf", FORMAT_DOCX, READ_OK, READ_OK, HEAD, NULL },
    { "rtf-named.doc", FORMAT_RTF, READ_OK, READ_OK, HEAD, NULL },
    { "ods-named.xls", FORMAT_ODS, READ_OK, READ_OK, WORD, NULL },
    { "zip-named.docx", FORMAT_ARCHIVE, READ_OK, READ_OK, HEAD, NULL },
    { "text-named.docx", FORMAT_DOCX, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    /* damage */
    { "empty.docx", FORMAT_DOCX, READ_EMPTY, READ_OK, NULL, NULL },
    { "cut.docx", FORMAT_DOCX, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "cut.pptx", FORMAT_PPTX, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "cut.odt", FORMAT_ODT, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "cut.rtf", FORMAT_RTF, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "cut.zip", FORMAT_ARCHIVE, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "cut.7z", FORMAT_ARCHIVE, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "cut.doc", FORMAT_DOC, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "no-text.odt", FORMAT_ODT, READ_EMPTY, READ_OK, NULL, NULL },
    { "torn.pptx", FORMAT_ARCHIVE, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "some-unread.zip", FORMAT_ARCHIVE, READ_OK, READ_BROKEN_FILE, HEAD,
      NULL },
    /* locked */
    { "locked.odt", FORMAT_ODT, READ_ENCRYPTED, READ_OK, NULL, NULL },
    { "locked.zip", FORMAT_ARCHIVE, READ_ENCRYPTED, READ_OK, NULL, NULL },
    { "locked.doc", FORMAT_DOC, READ_ENCRYPTED, READ_OK, NULL, NULL },
    { "locked.xls", FORMAT_XLS, READ_ENCRYPTED, READ_OK, NULL, NULL },
    /* old, and no converter: the test takes it away */
    { "old.doc", FORMAT_DOC, READ_NEEDS_CONVERTER, READ_OK, NULL, NULL },
    { "old.xls", FORMAT_XLS, READ_NEEDS_CONVERTER, READ_OK, NULL, NULL },
    { "old.ppt", FORMAT_PPT, READ_NEEDS_CONVERTER, READ_OK, NULL, NULL },
    /* hostile */
    { "bomb.docx", FORMAT_DOCX, READ_BOMB, READ_OK, NULL, NULL },
    { "bomb.zip", FORMAT_ARCHIVE, READ_BOMB, READ_OK, NULL, NULL },
    { "laughs.docx", FORMAT_DOCX, READ_BOMB, READ_OK, NULL, NULL },
    { "laughs.odt", FORMAT_ODT, READ_BOMB, READ_OK, NULL, NULL },
    { "deep.docx", FORMAT_DOCX, READ_BROKEN_FILE, READ_OK, NULL, NULL },
    { "deep.rtf", FORMAT_RTF, READ_BOMB, READ_OK, NULL, NULL },
    { "deep.zip", FORMAT_ARCHIVE, READ_BOMB, READ_OK, NULL, NULL },
    { "many.zip", FORMAT_ARCHIVE, READ_OK, READ_TOO_LARGE, "499.txt",
      "500.txt" },
    { "repeated.ods", FORMAT_ODS, READ_OK, READ_OK, WORD, NULL },
    { "objects.pdf", FORMAT_PDF, READ_OK, READ_OK, "annual plan", NULL },
    { "binary.rtf", FORMAT_RTF, READ_BROKEN_FILE, READ_OK, NULL, NULL },
};

static gboolean spawn(const char *const *argv)
{
    int status = 0;

    return g_spawn_sync(NULL, (char **)(gconstpointer)argv, NULL,
                        G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                        NULL) &&
           WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void animal_check(const Animal *animal, const Document *document)
{
    g_autofree char *text = document_text(document);

    cr_expect_eq(document->format, animal->format, "%s is %s", animal->name,
                 format_name(document->format));
    cr_expect_eq(document->reason, animal->reason, "%s: %s (%s)", animal->name,
                 read_reason_name(document->reason), document->reason_detail);
    cr_expect_eq(document->part_reason, animal->part_reason, "%s: part %s",
                 animal->name, read_reason_name(document->part_reason));
    if (animal->says != NULL)
        cr_expect_not_null(strstr(text, animal->says), "%s lacks %s: %.600s",
                           animal->name, animal->says, text);
    if (animal->not != NULL)
        cr_expect_null(strstr(text, animal->not ), "%s has %s", animal->name,
                       animal->not );
}

static void was_read(const ReadRequest *request, Document *document,
                     gpointer data)
{
    guint *count = data;

    animal_check(request->data, document);
    document_free(document);
    ++*count;
}

Test(zoo, every_file_ends_as_its_row_says, .timeout = 220)
{
    g_autofree char *folder = g_dir_make_tmp("zoo-XXXXXX", NULL);
    const char *make[] = { "python3",
                           SOURCE_DIR "/tests/document/zoo/make_zoo.py", folder,
                           NULL };
    const char *clean[] = { "rm", "-rf", "--", folder, NULL };
    ReaderPoolOptions options = { READER_PROGRAM, 2, 110 };
    g_autofree char *python = g_find_program_in_path("python3");
    g_autoptr(GPtrArray) requests = g_ptr_array_new();
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    ReadRequest all[G_N_ELEMENTS(zoo)] = { { 0 } };
    struct rusage use;
    guint count = 0;

    if (python == NULL)
        cr_skip_test("python3 is not installed");
    cr_assert(spawn(make));
    g_setenv("OIT_AUDIT_CONVERTER", "none", TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(zoo); i++) {
        char *path = g_build_filename(folder, zoo[i].name, NULL);

        g_ptr_array_add(paths, path);
        all[i].path = path;
        all[i].data = (gpointer)&zoo[i];
        g_ptr_array_add(requests, &all[i]);
    }
    cr_expect(
        reader_pool_read(&options, requests, was_read, &count, NULL, NULL));
    cr_expect_eq(count, G_N_ELEMENTS(zoo));
    getrusage(RUSAGE_CHILDREN, &use);
    if (!ISOLATE_SANITIZED)
        cr_expect_lt((guint64)use.ru_maxrss * 1024, READER_MEMORY_LEN / 2,
                     "%ld KB", use.ru_maxrss);
    spawn(clean);
}
