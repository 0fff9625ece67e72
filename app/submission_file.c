#include "app/submission_file.h"

#include <string.h>

#include "app/config_value.h"
#include "base/fault.h"
#include "base/limits.h"
#include "base/thai_text.h"
#include "crawler/submission.h"
#include "document/reader.h"

/* Headers are looked for in this many first rows: above them stand titles. */
#define HEADER_ROWS_MAX 20

typedef enum {
    COLUMN_OTHER,
    COLUMN_URL,
    COLUMN_NOTE,
    COLUMN_ITEM,
    COLUMN_AGENCY
} ColumnKind;

/* In order of preference: "ข้อมูล URL" is a URL column, not one of items. */
static const struct {
    ColumnKind kind;
    const char *word;  /* within the header, folded */
    const char *never; /* what must not follow it, or NULL */
} header_words[] = {
    { COLUMN_URL, "url", NULL },
    { COLUMN_URL, "ลิงก์", NULL },
    { COLUMN_URL, "ลิงค์", NULL },
    { COLUMN_URL, "ลิ้งค์", NULL },
    { COLUMN_URL, "ลิ้งก์", NULL },
    { COLUMN_URL, "link", NULL },
    { COLUMN_URL, "ที่อยู่เว็บ", NULL },
    { COLUMN_NOTE, "คำอธิบาย", NULL },
    { COLUMN_NOTE, "หมายเหตุ", NULL },
    { COLUMN_NOTE, "note", NULL },
    { COLUMN_NOTE, "remark", NULL },
    { COLUMN_NOTE, "explanation", NULL },
    { COLUMN_ITEM, "oit", NULL },
    { COLUMN_ITEM, "item", NULL },
    { COLUMN_ITEM, "รหัสข้อ", NULL },
    { COLUMN_ITEM, "ข้อ", "ความ" },
    { COLUMN_AGENCY, "หน่วยงาน", NULL },
    { COLUMN_AGENCY, "agency", NULL },
    { COLUMN_AGENCY, "organisation", NULL },
    { COLUMN_AGENCY, "organization", NULL },
};

static void row_free(gpointer data)
{
    SubmissionRow *row = data;

    g_free(row->agency);
    g_free(row->item);
    g_free(row->written);
    g_free(row->url);
    g_free(row->note);
    g_free(row);
}

/* Folded as headers are compared: one spelling, no spaces, lower case. */
static char *header_fold(const char *text)
{
    g_autofree char *folded = thai_fold_utf8(text, THAI_SQUASH);
    g_autofree char *lower = g_utf8_strdown(folded, -1);
    GString *out = g_string_new(NULL);

    for (const char *at = lower; *at != '\0'; at++)
        if (!g_ascii_isspace(*at))
            g_string_append_c(out, *at);
    return g_string_free(out, FALSE);
}

static gboolean header_holds(const char *header, gsize word_index)
{
    g_autofree char *word = header_fold(header_words[word_index].word);
    const char *never = header_words[word_index].never;
    const char *at = strstr(header, word);

    if (at == NULL)
        return FALSE;
    at += strlen(word);
    /* "ข้อมูล" and "ข้อความ" only begin like "ข้อ". */
    if (never != NULL &&
        (g_str_has_prefix(at, never) || g_str_has_prefix(at, "มูล")))
        return FALSE;
    return TRUE;
}

static ColumnKind header_kind(const char *text)
{
    g_autofree char *header = header_fold(text);

    /* A sentence is a title, not a column header. */
    if (g_utf8_strlen(header, -1) > 60)
        return COLUMN_OTHER;
    for (gsize i = 0; i < G_N_ELEMENTS(header_words); i++)
        if (header_holds(header, i))
            return header_words[i].kind;
    return COLUMN_OTHER;
}

/* Fills @kinds from @row; TRUE when it names an item and a URL column. */
static gboolean header_row_read(const Table *table, int row, ColumnKind *kinds)
{
    gboolean item = FALSE, url = FALSE;

    for (int i = 0; i < table->column_count; i++) {
        kinds[i] = header_kind(table_cell(table, row, i)->text);
        item = item || kinds[i] == COLUMN_ITEM;
        url = url || kinds[i] == COLUMN_URL;
    }
    return item && url;
}

/* The last row of the header: cells merged downwards repeat their words in
 * each row they cover. -1 when there is none. */
static int header_find(const Table *table, ColumnKind *kinds)
{
    g_autofree ColumnKind *below =
        g_new(ColumnKind, (gsize)table->column_count);
    int row = 0;
    int rows = MIN(table->row_count, HEADER_ROWS_MAX);

    while (row < rows && !header_row_read(table, row, kinds))
        row++;
    if (row == rows)
        return -1;
    while (row + 1 < rows && header_row_read(table, row + 1, below)) {
        memcpy(kinds, below, sizeof(ColumnKind) * (gsize)table->column_count);
        row++;
    }
    return row;
}

static char *cell_words(const Cell *cell)
{
    return g_strstrip(g_strdup(cell->text));
}

/* The first cell of @kind in @row that holds something; owned by the caller,
 * or NULL. */
static char *words_of(const Table *table, int row, const ColumnKind *kinds,
                      ColumnKind kind)
{
    for (int i = 0; i < table->column_count; i++) {
        g_autofree char *words = NULL;

        if (kinds[i] != kind)
            continue;
        words = cell_words(table_cell(table, row, i));
        if (*words != '\0')
            return g_steal_pointer(&words);
    }
    return NULL;
}

/* A column of items may hold bare numbers: spreadsheets turn 010 into 10. */
static char *item_of(const char *words)
{
    char *item = item_code_parse(words);
    guint64 number;

    if (item == NULL &&
        g_ascii_string_to_unsigned(words, 10, 1, 99, &number, NULL))
        item = g_strdup_printf("O%u", (guint)number);
    return item;
}

static gboolean says_none(const char *words)
{
    return strcmp(words, "ไม่มี") == 0 || strcmp(words, "-") == 0 ||
           g_ascii_strcasecmp(words, "none") == 0;
}

/* The URLs of a cell: those in its words, else the target of its link. */
static void cell_urls(const Cell *cell, GPtrArray *urls, gboolean *none)
{
    g_autofree char *words = cell_words(cell);
    g_autoptr(GPtrArray) parts = NULL;
    gboolean linked = cell->links != NULL && cell->links->len > 0;

    if (*words != '\0' && says_none(words)) {
        *none = TRUE;
        return;
    }
    if (linked && strstr(words, "://") == NULL) {
        for (guint i = 0; i < cell->links->len; i++) {
            const Link *link = g_ptr_array_index(cell->links, i);
            const char *url = link->url != NULL ? link->url : link->href;

            if (url != NULL && *url != '\0')
                g_ptr_array_add(urls, g_strdup(url));
        }
        return;
    }
    parts = submission_urls_split(words);
    for (guint i = 0; i < parts->len; i++) {
        const char *part = g_ptr_array_index(parts, i);
        const char *wrong, *hint;
        char *url = web_address_read(part, TRUE, &wrong, &hint);

        g_ptr_array_add(urls, url != NULL ? url : g_strdup(part));
    }
}

typedef struct {
    const Table *table;
    const ColumnKind *kinds;
    const char *path;
    GPtrArray *rows, *faults;
    char *agency, *item, *written; /* of the row above: a blank cell repeats
                                      them */
} TableReading;

static void row_emit(TableReading *t, int row, const char *url,
                     const char *note, gboolean none)
{
    SubmissionRow *out = g_new0(SubmissionRow, 1);

    out->row = row + 1;
    out->agency = g_strdup(t->agency);
    out->item = g_strdup(t->item);
    out->written = g_strdup(t->written);
    out->url = g_strdup(url);
    out->note = g_strdup(note);
    out->none = none;
    g_ptr_array_add(t->rows, out);
}

static gboolean row_item(TableReading *t, int row, gboolean has_urls)
{
    g_autofree char *words = words_of(t->table, row, t->kinds, COLUMN_ITEM);
    g_autofree char *item = words != NULL ? item_of(words) : NULL;

    if (words == NULL) {
        if (t->item == NULL && has_urls)
            fault_add(t->faults, t->path, row + 1, 0, NULL,
                      "write the item in each row, as in O10",
                      "row %d: a URL without an item", row + 1);
        return t->item != NULL;
    }
    if (item != NULL) {
        g_free(t->item);
        g_free(t->written);
        t->item = g_steal_pointer(&item);
        t->written = g_steal_pointer(&words);
        return TRUE;
    }
    g_clear_pointer(&t->item, g_free);
    /* Group headings and footers stand in such tables too. */
    if (has_urls)
        fault_add(t->faults, t->path, row + 1, 0, NULL,
                  "items are written O1, O2, ... O43",
                  "row %d: '%s' is no item", row + 1, words);
    return FALSE;
}

static void row_read(TableReading *t, int row)
{
    g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *note = words_of(t->table, row, t->kinds, COLUMN_NOTE);
    char *agency = words_of(t->table, row, t->kinds, COLUMN_AGENCY);
    gboolean none = FALSE;

    for (int i = 0; i < t->table->column_count; i++) {
        const Cell *cell = table_cell(t->table, row, i);

        /* A merged cell says its URL once in a row. */
        if (t->kinds[i] == COLUMN_URL &&
            (cell->col_span > 0 || i == 0 || t->kinds[i - 1] != COLUMN_URL))
            cell_urls(cell, urls, &none);
    }
    if (agency != NULL) {
        g_free(t->agency);
        t->agency = agency;
    }
    if (!row_item(t, row, urls->len > 0))
        return;
    for (guint i = 0; i < urls->len; i++)
        row_emit(t, row, g_ptr_array_index(urls, i), i == 0 ? note : NULL,
                 FALSE);
    if (urls->len == 0 && (none || note != NULL))
        row_emit(t, row, NULL, note, none);
}

static gboolean table_read(const Table *table, const char *path,
                           GPtrArray *rows, GPtrArray *faults)
{
    g_autofree ColumnKind *kinds =
        g_new0(ColumnKind, (gsize)MAX(table->column_count, 1));
    TableReading t = { .table = table,
                       .kinds = kinds,
                       .path = path,
                       .rows = rows,
                       .faults = faults };
    int header = header_find(table, kinds);

    if (header < 0)
        return FALSE;
    for (int row = header + 1; row < table->row_count; row++) {
        if (rows->len >= SUBMISSION_ROWS_MAX) {
            fault_add(faults, path, row + 1, 0, NULL, "split the file",
                      "more than %d rows", SUBMISSION_ROWS_MAX);
            break;
        }
        row_read(&t, row);
    }
    g_free(t.agency);
    g_free(t.item);
    g_free(t.written);
    return TRUE;
}

GPtrArray *submission_document_read(const Document *document, const char *path,
                                    GPtrArray *faults)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);
    gboolean found = FALSE;

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (block->table != NULL && block->table->column_count > 0 &&
            table_read(block->table, path, rows, faults))
            found = TRUE;
    }
    if (!found)
        fault_add(faults, path, 0, 0, NULL,
                  "name the columns in one row: หน่วยงาน (agency), ข้อ "
                  "(item), URL, คำอธิบาย (note)",
                  "no table with a column of items and one of URLs");
    return rows;
}

GPtrArray *submission_file_read(const char *path, GPtrArray *faults)
{
    g_autofree char *name = g_path_get_basename(path);
    ReadRequest request = { .path = path, .file_name = name };
    g_autoptr(Document) document = NULL;

    if (g_file_test(path, G_FILE_TEST_IS_DIR) ||
        !g_file_test(path, G_FILE_TEST_EXISTS)) {
        fault_add(faults, path, 0, 0, NULL,
                  "submissions_from names a CSV or XLSX file",
                  g_file_test(path, G_FILE_TEST_IS_DIR) ? "is a folder"
                                                        : "no such file");
        return g_ptr_array_new_with_free_func(row_free);
    }
    document = document_read(&request);
    if (document->reason != READ_OK) {
        fault_add(
            faults, path, 0, 0, NULL, "save the spreadsheet as XLSX or CSV",
            "the file can not be read: %s", read_reason_name(document->reason));
        return g_ptr_array_new_with_free_func(row_free);
    }
    return submission_document_read(document, path, faults);
}
