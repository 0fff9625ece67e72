/* Submissions out of a spreadsheet or an index page, as CSV for review. */
#include <stdio.h>
#include <string.h>

#include "app/cancel.h"
#include "app/commands.h"
#include "app/csv_text.h"
#include "app/import.h"
#include "app/submission_file.h"
#include "base/clock.h"
#include "base/fault.h"

#define SCRIPT_LEN_MAX (8u << 20)
#define FEW_ITEMS 5

static void file_fill(Page *page, const char *path)
{
    g_autoptr(GMappedFile) bytes = g_mapped_file_new(path, FALSE, NULL);
    gsize len = bytes != NULL ? g_mapped_file_get_length(bytes) : 0;

    page->fetched = TRUE;
    page->state = bytes != NULL ? LINK_OK : LINK_FILE_MISSING;
    page->final_url = g_strdup(page->url);
    page->captured_at = clock_now_at();
    page->body_path = g_strdup(path);
    page->body_len = (gint64)len;
    page->file_name = g_path_get_basename(path);
    page->sha256 = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256,
        len > 0 ? (const guchar *)g_mapped_file_get_contents(bytes)
                : (const guchar *)"",
        len);
}

static gboolean is_url(const char *word)
{
    return g_ascii_strncasecmp(word, "http://", 7) == 0 ||
           g_ascii_strncasecmp(word, "https://", 8) == 0;
}

/* The page of @word, read; NULL after printing why. */
static Page *page_read(Session *session, PageTable *table, const char *word)
{
    const char *as = arguments_value(session->arguments, "as");
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    Page *page;

    if (!is_url(word) && !g_file_test(word, G_FILE_TEST_IS_REGULAR)) {
        complain("'%s': no such file", word);
        return NULL;
    }
    page = page_table_get(table, is_url(word) ? word
                                 : as != NULL ? as
                                              : "file:///index");
    if (!is_url(word))
        file_fill(page, word);
    g_ptr_array_add(pages, page);
    if (!collect_pages(&session->collector, pages, &error)) {
        complain("%s", error->message);
        return NULL;
    }
    if (page->document_key != NULL)
        return page;
    complain("'%s' can not be read: %s", word, link_state_row(page->state)->en);
    return NULL;
}

/* Links of a file without an address stay as they are written. */
static GPtrArray *rows_of_page(const Session *session, const Page *page,
                               const Document *document, const char *base)
{
    GPtrArray *rows = import_document(document, session->rules);
    g_autofree char *text = NULL;
    GPtrArray *drawn;
    gsize len;

    if (import_items_count(rows) >= FEW_ITEMS ||
        document->format != FORMAT_HTML || page->body_len > SCRIPT_LEN_MAX ||
        !g_file_get_contents(page->body_path, &text, &len, NULL))
        return rows;
    drawn = import_script_data(text, base, session->rules);
    if (import_items_count(drawn) <= import_items_count(rows)) {
        g_ptr_array_unref(drawn);
        return rows;
    }
    g_ptr_array_unref(rows);
    return drawn;
}

/* --- writing
 * --------------------------------------------------------------------- */

static void append_head(GString *out)
{
    static const char *const HEAD[] = { "หน่วยงาน",   "ข้อ",        "URL",
                                        "คำอธิบาย",   "พบในบรรทัด", "รู้ได้จาก",
                                        "ควรตรวจทาน" };

    g_string_append(out, "\xef\xbb\xbf"); /* spreadsheets need it for Thai */
    for (guint i = 0; i < G_N_ELEMENTS(HEAD); i++)
        csv_append(out, HEAD[i], i + 1 == G_N_ELEMENTS(HEAD));
}

static void append_row(GString *out, const char *agency, const ImportRow *row,
                       const char *base)
{
    g_autofree char *way = row->way == IMPORT_BY_TITLE
                               ? g_strdup_printf("ชื่อข้อ (%d%%)", row->certainty)
                               : g_strdup("หมายเลข");
    const char *url = row->url;

    /* Without an address of its own the file's links go back to what they
     * were. */
    if (base == NULL && url != NULL && g_str_has_prefix(url, "file:///"))
        url += strlen("file:///");
    csv_append(out, agency, FALSE);
    csv_append(out, row->item, FALSE);
    csv_append(out, url, FALSE);
    csv_append(out, "", FALSE);
    csv_append(out, row->text, FALSE);
    csv_append(out, way, FALSE);
    csv_append(out,
               row->other_number ? "หมายเลขในหน้าเป็นของข้ออื่น"
               : row->way == IMPORT_BY_NUMBER ? "ชื่อไม่ตรงกับข้อใด"
                                              : "",
               TRUE);
}

static void append_sheet_row(GString *out, const char *agency,
                             const SubmissionRow *row)
{
    csv_append(out, row->agency != NULL ? row->agency : agency, FALSE);
    csv_append(out, row->item, FALSE);
    csv_append(out, row->none ? "ไม่มี" : row->url, FALSE);
    csv_append(out, row->note, FALSE);
    csv_append(out, row->written, FALSE);
    csv_append(out, "ตาราง", FALSE);
    csv_append(out, "", TRUE);
}

/* The table of a spreadsheet, when its columns have the names we know. */
static guint sheet_append(GString *out, const char *agency,
                          const Document *document, const char *path)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows = NULL;

    if (document->format == FORMAT_HTML)
        return 0;
    rows = submission_document_read(document, path, faults);
    for (guint i = 0; i < rows->len; i++)
        append_sheet_row(out, agency, g_ptr_array_index(rows, i));
    return rows->len;
}

static ExitCode deliver(const Session *session, const GString *out, guint count)
{
    const char *path = arguments_value(session->arguments, "out");
    g_autoptr(GError) error = NULL;

    if (count == 0) {
        complain("no item was found in it");
        return EXIT_USAGE;
    }
    if (path == NULL)
        return print_bytes(out->str, out->len);
    if (!g_file_set_contents(path, out->str, (gssize)out->len, &error)) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    fprintf(stderr,
            session->lang == LANG_EN
                ? "%u rows are in %s; review them, then name the file under "
                  "submissions_from\n"
                : "เขียน %u แถวลงใน %s แล้ว ตรวจทานก่อน แล้วระบุไฟล์นี้ที่ "
                  "submissions_from\n",
            count, path);
    return EXIT_NO_GAP;
}

static ExitCode import_word(Session *session, const char *word)
{
    const char *agency = arguments_value(session->arguments, "agency");
    const char *as = arguments_value(session->arguments, "as");
    const char *base = is_url(word) ? word : as;
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(Document) document = NULL;
    g_autoptr(GPtrArray) rows = NULL;
    Page *page = page_read(session, table, word);
    guint count;

    if (page == NULL)
        return EXIT_USAGE;
    document = collect_load(&session->collector, page);
    if (document == NULL)
        return EXIT_FAULT;
    append_head(out);
    count = sheet_append(out, agency, document, word);
    if (count == 0) {
        rows = rows_of_page(session, page, document, base);
        for (guint i = 0; i < rows->len; i++)
            append_row(out, agency, g_ptr_array_index(rows, i), base);
        count = rows->len;
    }
    return deliver(session, out, count);
}

ExitCode command_import(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    ExitCode code = session_load(session, TRUE);

    if (code != EXIT_NO_GAP)
        return code;
    if (words->len != 1) {
        complain("name one spreadsheet, page or URL to import from");
        return EXIT_USAGE;
    }
    code = session_prepare_collector(session);
    if (code != EXIT_NO_GAP)
        return code;
    return import_word(session, g_ptr_array_index(words, 0));
}
