#include "document/text_table.h"

#include <string.h>

#include "base/limits.h"
#include "document/table_header.h"
#include "document/text_marker.h"

enum {
    ALIGN_SLACK_CHARS = 2, /* how far aligned cells may stand apart */
    PAIR_GAP_CHARS = 3,    /* spaces between two columns, to be columns */
};

typedef struct {
    const char *text; /* borrowed, stripped */
    gsize len;
    int start_chars, end_chars; /* display columns in the line */
    int gap_chars;              /* white space before it */
} Piece;

/* How a layout splits a line; NULL when the line has no two cells. */
typedef GArray *(*Split)(const char *line);

static int char_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : 1;
}

static gboolean is_gap(gunichar c)
{
    return c == ' ' || c == 0x00A0 || c == '\t';
}

static Piece piece_strip(const char *from, const char *to)
{
    Piece piece = { 0 };

    while (from < to && is_gap(g_utf8_get_char(from)))
        from = g_utf8_next_char(from);
    while (to > from) {
        const char *before = g_utf8_find_prev_char(from, to);

        if (before == NULL || !is_gap(g_utf8_get_char(before)))
            break;
        to = before;
    }
    piece.text = from;
    piece.len = (gsize)(to - from);
    return piece;
}

static GArray *split_on(const char *line, const char *end, char mark)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    const char *at = line;

    for (;;) {
        const char *to = memchr(at, mark, (gsize)(end - at));
        Piece piece = piece_strip(at, to == NULL ? end : to);

        if (pieces->len < TABLE_COLUMNS_MAX)
            g_array_append_val(pieces, piece);
        if (to == NULL)
            return pieces;
        at = to + 1;
    }
}

/* Tabs are cells, but those before the first word are an indentation, when
 * nothing but that word follows. */
static GArray *split_tabs(const char *line)
{
    const char *first = line + strspn(line, " \t");

    if (strchr(first, '\t') == NULL)
        return NULL;
    return split_on(line, line + strlen(line), '\t');
}

/* The same where several tabs in a row only move the next word along. */
static GArray *split_tab_runs(const char *line)
{
    GArray *pieces = split_tabs(line);
    guint kept = 0;

    if (pieces == NULL)
        return NULL;
    for (guint i = 0; i < pieces->len; i++) {
        Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->len > 0)
            g_array_index(pieces, Piece, kept++) = *piece;
    }
    g_array_set_size(pieces, kept);
    if (kept >= 2)
        return pieces;
    g_array_unref(pieces);
    return NULL;
}

/* One bar alone parts the words of a menu: "หน้าแรก | ติดต่อเรา". */
static gboolean has_bars(const char *from, const char *end)
{
    const char *bar = memchr(from, '|', (gsize)(end - from));

    return bar != NULL && memchr(bar + 1, '|', (gsize)(end - bar - 1)) != NULL;
}

static GArray *split_bars(const char *line)
{
    const char *from = line + strspn(line, " \t");
    const char *end = line + strlen(line);

    while (end > from && strchr(" \t", end[-1]) != NULL)
        end--;
    if (*from == '|')
        from++;
    else if (!has_bars(from, end))
        return NULL;
    if (end > from && end[-1] == '|')
        end--;
    if (memchr(from, '|', (gsize)(end - from)) == NULL)
        return NULL;
    return split_on(from, end, '|');
}

static GArray *split_spaces(const char *line)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    const char *from = NULL, *last = NULL;
    int column = 0, start = 0, end = 0, gap = 0;

    for (const char *at = line;; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (c != '\0' && is_gap(c)) {
            gap++;
            column++;
            continue;
        }
        if (from != NULL && (c == '\0' || gap >= 2)) {
            Piece piece = piece_strip(from, last);

            piece.start_chars = start;
            piece.end_chars = end;
            if (pieces->len < TABLE_COLUMNS_MAX)
                g_array_append_val(pieces, piece);
            from = NULL;
        }
        if (c == '\0')
            break;
        if (from == NULL) {
            from = at;
            start = column;
        }
        column += char_width(c);
        end = column;
        last = g_utf8_next_char(at);
        gap = 0;
    }
    for (guint i = 1; i < pieces->len; i++) {
        Piece *piece = &g_array_index(pieces, Piece, i);

        piece->gap_chars =
            piece->start_chars - g_array_index(pieces, Piece, i - 1).end_chars;
    }
    if (pieces->len >= 2)
        return pieces;
    g_array_unref(pieces);
    return NULL;
}

/* Prose has double spaces too: its gaps do not stand above each other. */
static gboolean aligned(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return FALSE;
    for (guint i = 1; i < a->len; i++) {
        const Piece *p = &g_array_index(a, Piece, i);
        const Piece *q = &g_array_index(b, Piece, i);
        int slack = a->len == 2 ? 1 : ALIGN_SLACK_CHARS;

        if (ABS(p->start_chars - q->start_chars) > slack &&
            ABS(p->end_chars - q->end_chars) > slack)
            return FALSE;
        if (a->len == 2 && MIN(p->gap_chars, q->gap_chars) < PAIR_GAP_CHARS)
            return FALSE;
    }
    return TRUE;
}

/* Row i of a run, or NULL where the run must end. */
static GArray *row_at(const GPtrArray *lines, guint i, gboolean first,
                      Split split)
{
    const TextLine *line;

    if (i >= lines->len)
        return NULL;
    line = g_ptr_array_index(lines, i);
    if (!first && line->break_before)
        return NULL;
    return split(line->text);
}

static gboolean goes_on(const GPtrArray *rows, const GArray *row,
                        const GArray *after, Split split)
{
    const GArray *last = g_ptr_array_index(rows, rows->len - 1);
    const GArray *first = g_ptr_array_index(rows, 0);

    if (split == split_spaces)
        return aligned(last, row);
    if (row->len == first->len)
        return TRUE;
    /* One odd row among its like, or a short last one ("รวม"). */
    if (rows->len < 2)
        return FALSE;
    return after == NULL ? row->len < first->len : after->len == first->len;
}

static GPtrArray *rows_take(const GPtrArray *lines, guint from, Split split)
{
    GPtrArray *rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    GArray *row = row_at(lines, from, TRUE, split);
    GArray *after;
    guint column_count;

    if (row == NULL)
        return rows;
    g_ptr_array_add(rows, row);
    column_count = row->len;
    row = row_at(lines, from + 1, FALSE, split);
    while (row != NULL) {
        column_count = MAX(column_count, row->len);
        after = row_at(lines, from + rows->len + 1, FALSE, split);
        if ((rows->len + 1) * column_count > TABLE_CELLS_MAX ||
            !goes_on(rows, row, after, split)) {
            g_array_unref(row);
            g_clear_pointer(&after, g_array_unref);
            break;
        }
        g_ptr_array_add(rows, row);
        row = after;
    }
    return rows;
}

/* "|---|:--:|" parts the header of a markdown table from its rows. */
static gboolean is_rule(const GArray *row)
{
    for (guint i = 0; i < row->len; i++) {
        const Piece *piece = &g_array_index(row, Piece, i);
        g_autofree char *text = g_strndup(piece->text, piece->len);

        if (piece->len == 0 || strspn(text, ":-=") != piece->len)
            return FALSE;
    }
    return TRUE;
}

static Table *table_build(Document *document, GPtrArray *rows)
{
    guint column_count = 0;
    int header_row_count = 0;
    Table *table;

    for (guint r = rows->len; r-- > 0;) {
        if (!is_rule(g_ptr_array_index(rows, r)))
            continue;
        header_row_count = (int)r;
        g_ptr_array_remove_index(rows, r);
    }
    for (guint r = 0; r < rows->len; r++)
        column_count =
            MAX(column_count, ((GArray *)g_ptr_array_index(rows, r))->len);
    table = table_new((int)rows->len, (int)column_count);
    for (guint r = 0; r < rows->len; r++) {
        const GArray *row = g_ptr_array_index(rows, r);

        for (guint c = 0; c < row->len; c++) {
            const Piece *piece = &g_array_index(row, Piece, c);
            g_autofree char *text = g_strndup(piece->text, piece->len);

            if (document_take_room(document, piece->len))
                cell_set_text(table_cell(table, (int)r, (int)c), text);
        }
    }
    table_mark_header(table, header_row_count > 0
                                 ? header_row_count
                                 : table_header_rows_guess(table));
    return table;
}

/* "1.<tab>วิสัยทัศน์" is an item of a list, not a row of two cells. */
static gboolean is_list(const GArray *row)
{
    const Piece *piece = &g_array_index(row, Piece, 0);
    g_autofree char *text = g_strndup(piece->text, piece->len);
    TextMarker marker = text_marker_find(text);

    /* A bullet needs something after it to be told from an empty cell. */
    return row->len == 2 &&
           ((marker.kind != MARKER_NONE && marker.len == piece->len) ||
            strcmp(text, "-") == 0 || strcmp(text, "•") == 0);
}

guint text_table_take(Document *document, const GPtrArray *lines, guint from,
                      int page)
{
    static const Split splits[] = { split_tabs, split_tab_runs, split_bars,
                                    split_spaces };

    for (gsize i = 0; i < G_N_ELEMENTS(splits); i++) {
        g_autoptr(GPtrArray) rows = rows_take(lines, from, splits[i]);
        guint taken = rows->len;
        Table *table;
        Block *block;

        if (taken < 2 || is_list(g_ptr_array_index(rows, 0)))
            continue;
        table = table_build(document, rows);
        block = document_add_block(document, BLOCK_TABLE, ZONE_MAIN);
        if (block == NULL) {
            table_free(table);
            return taken;
        }
        block->table = table;
        block->page = page;
        return taken;
    }
    return 0;
}
