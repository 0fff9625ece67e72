/*
 * format_csv.c - comma, semicolon or tab separated values, as one table
 *
 * Source   RFC 4180; Excel writes ';' where ',' is the decimal sign, and
 *          "sep=;" as a first line
 *
 * Spreadsheets saved as CSV carry their title in the rows above the table:
 * rows with a single filled cell there become headings and paragraphs.
 */
#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "base/thai_text.h"
#include "document/charset.h"
#include "document/table_draft.h"
#include "document/text_quality.h"
#include "document/text_structure.h"

enum { SEPARATOR_LINES = 20 };

typedef struct {
    const char *at, *end;
    char separator;
} Reader;

static void row_free(gpointer data)
{
    g_ptr_array_unref(data);
}

/* The rest of a quoted field, after its opening quote. */
static void quoted_read(Reader *reader, GString *field)
{
    while (reader->at < reader->end) {
        const char *quote =
            memchr(reader->at, '"', (gsize)(reader->end - reader->at));

        if (quote == NULL)
            quote = reader->end;
        g_string_append_len(field, reader->at, quote - reader->at);
        if (quote == reader->end) {
            reader->at = quote;
            return;
        }
        reader->at = quote + 1;
        if (reader->at == reader->end || *reader->at != '"')
            return;
        g_string_append_c(field, '"');
        reader->at++;
    }
}

/* One field; @at then stands on its separator, a line end or the end. */
static char *field_read(Reader *reader)
{
    g_autoptr(GString) field = g_string_new(NULL);

    if (reader->at < reader->end && *reader->at == '"') {
        reader->at++;
        quoted_read(reader, field);
    }
    while (reader->at < reader->end && *reader->at != reader->separator &&
           *reader->at != '\n' && *reader->at != '\r')
        g_string_append_c(field, *reader->at++);
    g_strchomp(g_strchug(field->str));
    return g_strdup(field->str);
}

static GPtrArray *row_read(Reader *reader)
{
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);

    for (;;) {
        char *field = field_read(reader);

        if (row->len < TABLE_COLUMNS_MAX)
            g_ptr_array_add(row, field);
        else
            g_free(field);
        if (reader->at == reader->end || *reader->at != reader->separator)
            break;
        reader->at++;
    }
    if (reader->at < reader->end && *reader->at == '\r')
        reader->at++;
    if (reader->at < reader->end && *reader->at == '\n')
        reader->at++;
    return row;
}

static guint filled_count(const GPtrArray *row)
{
    guint count = 0;

    for (guint i = 0; i < row->len; i++)
        count += *(const char *)g_ptr_array_index(row, i) != '\0';
    return count;
}

/* The separator that splits the first lines most often, outside quotes. */
static char separator_find(const char *text, const char *end)
{
    static const char separators[] = { ',', ';', '\t', '|' };
    guint counts[G_N_ELEMENTS(separators)] = { 0 };
    gboolean quoted = FALSE;
    guint lines = 0, best = 0;

    for (; text < end && lines < SEPARATOR_LINES; text++) {
        if (*text == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        lines += *text == '\n';
        for (guint i = 0; i < G_N_ELEMENTS(separators); i++)
            counts[i] += *text == separators[i];
    }
    for (guint i = 1; i < G_N_ELEMENTS(separators); i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return separators[best];
}

/* Rows without empty ones; @cut: there were more than fit in a table. */
static GPtrArray *rows_read(const char *text, gsize len, gboolean *cut)
{
    Reader reader = { text, text + len, ',' };
    GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);
    guint column_count = 1;

    *cut = FALSE;
    if (len > 5 && g_ascii_strncasecmp(text, "sep=", 4) == 0) {
        reader.separator = text[4];
        reader.at += 5 + strspn(text + 5, "\r\n");
    } else {
        reader.separator = separator_find(text, text + len);
    }
    while (reader.at < reader.end) {
        GPtrArray *row = row_read(&reader);

        if (filled_count(row) == 0) {
            row_free(row);
            continue;
        }
        column_count = MAX(column_count, row->len);
        if ((rows->len + 1) * column_count > TABLE_CELLS_MAX) {
            row_free(row);
            *cut = TRUE;
            break;
        }
        g_ptr_array_add(rows, row);
    }
    return rows;
}

/* One filled cell a row: lines of text. */
static gboolean are_lines(const GPtrArray *rows)
{
    for (guint r = 0; r < rows->len; r++) {
        if (filled_count(g_ptr_array_index(rows, r)) > 1)
            return FALSE;
    }
    return TRUE;
}

static void add_lines(Document *document, const GPtrArray *rows)
{
    g_autoptr(GPtrArray) lines = text_lines_new();

    for (guint r = 0; r < rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(rows, r);

        for (guint c = 0; c < row->len; c++) {
            const char *text = g_ptr_array_index(row, c);

            if (*text != '\0')
                text_lines_add(lines, text, strlen(text));
        }
    }
    text_structure_add(document, lines, 0, TEXT_OPENS);
}

static void add_table(Document *document, const GPtrArray *rows)
{
    guint column_count = 0;
    Table *table;

    for (guint r = 0; r < rows->len; r++)
        column_count =
            MAX(column_count, ((GPtrArray *)g_ptr_array_index(rows, r))->len);
    table = table_new((int)rows->len, (int)column_count);
    for (guint r = 0; r < rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(rows, r);

        for (guint c = 0; c < row->len; c++) {
            const char *text = g_ptr_array_index(row, c);

            if (document_take_room(document, strlen(text)))
                cell_set_text(table_cell(table, (int)r, (int)c), text);
        }
    }
    table_header_find(table, NULL);
    table_emit(document, ZONE_MAIN, table, NULL);
}

Document *format_csv_read(const char *bytes, gsize len,
                          const ReadRequest *request)
{
    g_autoptr(CharsetText) text =
        charset_decode(bytes, len, request->content_type, FALSE);
    g_autofree char *detail = NULL;
    g_autofree char *mended = NULL;
    g_autoptr(GPtrArray) rows = NULL;
    Document *document = document_new(FORMAT_CSV);
    gboolean cut;
    guint repairs;

    document->charset = g_strdup(text->name);
    detail = charset_mismatch_detail(text);
    if (detail != NULL)
        document_add_note(document, "charset-mismatch", detail, 0);
    mended = thai_repair(text->text, text->len, &repairs);
    rows = rows_read(mended, strlen(mended), &cut);
    if (cut)
        document_add_note(document, "text-cut", NULL, 0);
    if (are_lines(rows))
        add_lines(document, rows);
    else
        add_table(document, rows);
    text_quality_judge(document, mended, repairs);
    return document;
}
