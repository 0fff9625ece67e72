#include "rules/reading.h"

#include <string.h>
#include "rules/phrase_near.h"

static void passage_clear(gpointer data)
{
    Passage *passage = data;

    thai_folded_free(passage->folded);
    if (passage->dates != NULL)
        g_array_unref(passage->dates);
}

static int count_letters(const ThaiFolded *folded)
{
    int n = 0;

    for (gsize i = 0; i < folded->count; i++)
        if (!thai_is_mark(folded->chars[i]) &&
            g_unichar_isalnum(folded->chars[i]))
            n++;
    return n;
}

/* Adds text[0..len) of @block; leading and trailing space stays outside. */
static Passage *add_passage(Reading *reading, const Block *block,
                            int block_index, const char *text, gsize len,
                            const char *whole, GPtrArray *links)
{
    Passage passage = { 0 };

    while (len > 0 && g_ascii_isspace(text[0])) {
        text++;
        len--;
    }
    while (len > 0 && g_ascii_isspace(text[len - 1]))
        len--;
    passage.block = block;
    passage.block_index = block_index;
    passage.table = passage.row = passage.column = -1;
    passage.section = -1;
    passage.text = text;
    passage.len = len;
    passage.links = links;
    passage.link_shift = (gsize)(text - whole);
    passage.folded = thai_fold(text, len, THAI_SQUASH);
    passage.letters_count = count_letters(passage.folded);
    if (block->zone == ZONE_CHROME)
        passage.roles |= ROLE_CHROME;
    g_array_append_val(reading->passages, passage);
    return reading_passage(reading, (int)reading->passages->len - 1);
}

static void add_lines(Reading *reading, const Block *block, int block_index,
                      guint roles)
{
    const char *line = block->text;

    for (;;) {
        const char *end = strchr(line, '\n');
        gsize len = end != NULL ? (gsize)(end - line) : strlen(line);
        Passage *passage = add_passage(reading, block, block_index, line, len,
                                       block->text, block->links);

        passage->roles |= roles;
        if (end == NULL)
            break;
        line = end + 1;
    }
}

/* A table without told headers: its leading rows of short, all-text cells. */
static int guess_header_rows(const Table *table)
{
    if (table->header_row_count > 0)
        return MIN(table->header_row_count, table->row_count);
    for (int column = 0; column < table->column_count; column++)
        if (table_cell(table, 0, column)->header)
            return 1;
    return table->row_count > 1 ? 1 : 0;
}

static void add_table(Reading *reading, const Block *block, int block_index)
{
    const Table *table = block->table;
    TableView view = { 0 };

    view.first = (int)reading->passages->len;
    view.row_count = table->row_count;
    view.column_count = table->column_count;
    view.block_index = block_index;
    view.number = (int)reading->tables->len + 1;
    view.header_rows = guess_header_rows(table);
    view.continues = -1;
    if (table->continued && reading->tables->len > 0) {
        const TableView *before = &g_array_index(reading->tables, TableView,
                                                 reading->tables->len - 1);

        if (before->column_count == view.column_count)
            view.continues = (int)reading->tables->len - 1;
    }
    for (int row = 0; row < table->row_count; row++) {
        for (int column = 0; column < table->column_count; column++) {
            const Cell *cell = table_cell(table, row, column);
            Passage *passage =
                add_passage(reading, block, block_index, cell->text,
                            strlen(cell->text), cell->text, cell->links);

            passage->table = view.number - 1;
            passage->row = row;
            passage->column = column;
            passage->roles |= ROLE_CELL;
            if (row < view.header_rows || cell->header)
                passage->roles |= ROLE_HEADER;
            if (cell->col_span == 0)
                passage->roles |= ROLE_COVERED;
        }
    }
    g_array_append_val(reading->tables, view);
}

static void add_block(Reading *reading, const Block *block, int block_index)
{
    switch (block->kind) {
    case BLOCK_TABLE:
        if (block->table != NULL)
            add_table(reading, block, block_index);
        break;
    case BLOCK_HEADING: {
        Passage *passage =
            add_passage(reading, block, block_index, block->text,
                        strlen(block->text), block->text, block->links);

        passage->roles |= ROLE_HEADING;
        passage->level = MAX(block->level, 1);
        break;
    }
    case BLOCK_IMAGE:
    case BLOCK_FRAME:
        add_lines(reading, block, block_index, ROLE_IMAGE);
        break;
    case BLOCK_FORM:
        add_lines(reading, block, block_index, ROLE_FORM);
        break;
    default:
        add_lines(reading, block, block_index, 0);
        break;
    }
}

/* Which heading each passage stands under. */
static void link_sections(Reading *reading)
{
    int open[8];
    int deepest = 0;

    for (int i = 0; i < 8; i++)
        open[i] = -1;
    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);

        if (passage->roles & ROLE_CHROME)
            continue;
        if (passage->roles & ROLE_HEADING) {
            int level = CLAMP(passage->level, 1, 7);

            passage->section = -1;
            for (int l = level - 1; l > 0 && passage->section < 0; l--)
                passage->section = open[l];
            open[level] = i;
            for (int l = level + 1; l < 8; l++)
                open[l] = -1;
            deepest = level;
        } else {
            for (int l = deepest; l > 0 && passage->section < 0; l--)
                passage->section = open[l];
        }
    }
}

typedef struct {
    Reading *reading;
    int passage;
} ScanContext;

static void store_hit(int id, gsize from, gsize to, gpointer data)
{
    ScanContext *context = data;
    Hit hit = { context->passage, (guint32)from, (guint32)to };

    if (context->reading->hits[id] == NULL)
        context->reading->hits[id] = g_array_new(FALSE, FALSE, sizeof(Hit));
    g_array_append_val(context->reading->hits[id], hit);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const Hit *x = a, *y = b;

    if (x->passage != y->passage)
        return x->passage - y->passage;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Words that recognition misread, in the passages that come from it. */
static void find_misread(Reading *reading, const PhraseIndex *index)
{
    g_autoptr(PhraseNear) near = NULL;

    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);
        ScanContext context = { reading, i };

        if (!passage->block->ocr || passage->roles & ROLE_COVERED)
            continue;
        if (near == NULL)
            near = phrase_near_new(index);
        phrase_near_scan(near, passage->folded, store_hit, &context);
    }
    for (int id = 0; near != NULL && id < reading->phrase_count; id++)
        if (reading->hits[id] != NULL)
            g_array_sort(reading->hits[id], by_place);
}

static void find_phrases(Reading *reading, const PhraseIndex *index)
{
    reading->phrase_count = phrase_index_count(index);
    reading->hits = g_new0(GArray *, (gsize)reading->phrase_count + 1);
    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);
        ScanContext context = { reading, i };

        if (!(passage->roles & ROLE_COVERED))
            phrase_index_scan(index, passage->folded, store_hit, &context);
    }
    find_misread(reading, index);
}

/* The share of a passage's letters that are link words. */
static gboolean mostly_link(const Passage *passage)
{
    gsize linked = 0;

    if (passage->links == NULL || passage->len == 0)
        return FALSE;
    for (guint i = 0; i < passage->links->len; i++) {
        const Link *link = g_ptr_array_index(passage->links, i);
        gsize from = MAX(link->start_at, passage->link_shift);
        gsize to = MIN(link->end_at, passage->link_shift + passage->len);

        if (link->url != NULL && g_str_has_prefix(link->url, "mailto:"))
            continue;
        if (link->url != NULL && g_str_has_prefix(link->url, "tel:"))
            continue;
        if (from < to)
            linked += to - from;
    }
    return linked * 4 >= passage->len * 3;
}

Reading *reading_new(const Document *document, const PhraseIndex *index)
{
    Reading *reading = g_new0(Reading, 1);

    reading->document = document;
    reading->submitted = TRUE;
    reading->passages = g_array_new(FALSE, FALSE, sizeof(Passage));
    g_array_set_clear_func(reading->passages, passage_clear);
    reading->tables = g_array_new(FALSE, FALSE, sizeof(TableView));
    for (guint i = 0; i < document->blocks->len; i++)
        add_block(reading, g_ptr_array_index(document->blocks, i), (int)i);
    for (int i = 0; i < (int)reading->passages->len; i++)
        if (mostly_link(reading_passage(reading, i)))
            reading_passage(reading, i)->roles |= ROLE_LEAD;
    link_sections(reading);
    reading_mark_roles(reading);
    find_phrases(reading, index);
    return reading;
}

void reading_free(Reading *reading)
{
    if (reading == NULL)
        return;
    for (int i = 0; i < reading->phrase_count; i++)
        if (reading->hits[i] != NULL)
            g_array_unref(reading->hits[i]);
    g_free(reading->hits);
    g_array_unref(reading->passages);
    g_array_unref(reading->tables);
    if (reading->title_years != NULL)
        g_array_unref(reading->title_years);
    g_free(reading);
}

const GArray *passage_dates(Passage *passage)
{
    if (passage->dates == NULL)
        passage->dates = thai_dates_find(passage->text, passage->len);
    return passage->dates;
}

gboolean passage_in_link(const Passage *passage, guint32 from, guint32 to)
{
    gsize start, end;

    if (passage->links == NULL || passage->links->len == 0)
        return FALSE;
    thai_folded_source(passage->folded, passage->text, passage->len, from, to,
                       &start, &end);
    start += passage->link_shift;
    end += passage->link_shift;
    for (guint i = 0; i < passage->links->len; i++) {
        const Link *link = g_ptr_array_index(passage->links, i);

        if (start >= link->start_at && end <= link->end_at &&
            link->end_at > link->start_at)
            return TRUE;
    }
    return FALSE;
}

const TableView *reading_table(const Reading *reading, int index)
{
    const Passage *passage = reading_passage(reading, index);

    if (passage->table < 0)
        return NULL;
    return &g_array_index(reading->tables, TableView, (guint)passage->table);
}

char *reading_where(const Reading *reading, int index)
{
    const Passage *passage = reading_passage(reading, index);
    const TableView *table = reading_table(reading, index);
    GString *where = g_string_new(NULL);

    if (passage->block->where != NULL)
        g_string_append_printf(where, "%s ", passage->block->where);
    if (passage->section >= 0) {
        const Passage *heading = reading_passage(reading, passage->section);
        g_autofree char *quote =
            thai_quote(heading->text, heading->len, 0, heading->len, 60);

        g_string_append_printf(where, "หัวข้อ “%s” ", quote);
    }
    if (table != NULL)
        g_string_append_printf(where, "ตารางที่ %d แถว %d", table->number,
                               passage->row + 1);
    g_strchomp(where->str);
    if (where->str[0] == '\0') {
        g_string_free(where, TRUE);
        return NULL;
    }
    return g_string_free(where, FALSE);
}
