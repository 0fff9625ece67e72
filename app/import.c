#include "app/import.h"

#include <string.h>

#include "app/item_title.h"
#include "base/url.h"
#include "crawler/submission.h"

#define MAIN_ITEMS_MIN 5 /* fewer in the page's own part: look everywhere */
#define LINE_CHARS_MAX 300
#define JSON_DEPTH_MAX 64

static void row_free(gpointer data)
{
    ImportRow *row = data;

    g_free(row->item);
    g_free(row->url);
    g_free(row->text);
    g_free(row);
}

/* --- lines
 * ----------------------------------------------------------------------- */

typedef struct {
    const char *item; /* borrowed; NULL: names none */
    ImportWay way;
    int certainty;
    gboolean numbered, other_number;
} Naming;

typedef struct {
    const RuleSet *rules;
    ItemTitles *titles;
    GPtrArray *rows;
    const char *current; /* the item that links without a name belong to */
    char *current_text;
    Naming naming;         /* how it was known */
    gboolean current_open; /* a heading, or nothing linked yet */
    int current_level;     /* of the heading; 0: none */
} Import;

/* "10", "๑๐" alone in a cell. Owned by the caller, or NULL. */
static char *plain_number(const char *text)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    gint64 number = 0;
    int digits = 0;

    for (const char *p = trimmed; *p != '\0'; p = g_utf8_next_char(p)) {
        int digit = g_unichar_digit_value(g_utf8_get_char(p));

        if (digit < 0 && !(*p == '.' && p[1] == '\0' && digits > 0))
            return NULL;
        if (digit >= 0) {
            number = number * 10 + digit;
            digits++;
        }
        if (digits > 3)
            return NULL;
    }
    return digits > 0 && number >= 1 && number <= 99
               ? g_strdup_printf("O%d", (int)number)
               : NULL;
}

static const char *known_item(const Import *import, const char *id)
{
    const ItemRule *rule = id != NULL ? rule_set_find(import->rules, id) : NULL;

    return rule != NULL ? rule->id : NULL;
}

/* What @text, with the number of a neighbouring cell or NULL, names. */
static Naming name_of(const Import *import, const char *text,
                      const char *number)
{
    g_autofree char *own = item_code_parse(text);
    const char *by_number = known_item(import, own != NULL ? own : number);
    Naming naming = { .numbered = own != NULL || number != NULL };
    const char *by_title;

    if (g_utf8_strlen(text, -1) > LINE_CHARS_MAX)
        return naming;
    by_title =
        item_titles_find(import->titles, text, by_number, &naming.certainty);
    if (by_title != NULL && naming.certainty >= ITEM_TITLE_SURE) {
        naming.item = by_title;
        naming.way = IMPORT_BY_TITLE;
        naming.other_number =
            by_number != NULL && strcmp(by_number, by_title) != 0;
    } else if (by_number != NULL) {
        naming.item = by_number;
        naming.way = IMPORT_BY_NUMBER;
    }
    return naming;
}

/* "#" opens something; mailto: and the like are no pages. */
static const char *target_of(const Link *link)
{
    const char *target = link->url != NULL ? link->url : link->href;

    if (target == NULL || *target == '\0' ||
        (link->href != NULL && *link->href == '#') ||
        g_ascii_strncasecmp(target, "javascript:", 11) == 0 ||
        g_ascii_strncasecmp(target, "mailto:", 7) == 0 ||
        g_ascii_strncasecmp(target, "tel:", 4) == 0)
        return NULL;
    return target;
}

static void row_add(Import *import, const char *item, const char *url,
                    const char *text, const Naming *naming)
{
    ImportRow *row;

    for (guint i = 0; url != NULL && i < import->rows->len; i++) {
        const ImportRow *old = g_ptr_array_index(import->rows, i);

        if (strcmp(old->item, item) == 0 && g_strcmp0(old->url, url) == 0)
            return;
    }
    row = g_new0(ImportRow, 1);
    row->item = g_strdup(item);
    row->url = g_strdup(url);
    row->text = g_strdelimit(g_strstrip(g_strdup(text)), "\r\n\t", ' ');
    row->way = naming->way;
    row->certainty = naming->certainty;
    row->other_number = naming->other_number;
    g_ptr_array_add(import->rows, row);
}

static void current_set(Import *import, const Naming *naming, const char *text,
                        int level)
{
    char *copy = g_strdup(text);

    g_free(import->current_text);
    import->current_text = copy;
    import->current = naming->item;
    import->naming = *naming;
    import->current_open = TRUE;
    import->current_level = level;
}

/* Links of a line that names no item go to the item named last. */
static guint links_to_current(Import *import, const GPtrArray *links)
{
    guint count = 0;

    for (guint i = 0; links != NULL && i < links->len; i++) {
        const char *target = target_of(g_ptr_array_index(links, i));

        if (target == NULL || import->current == NULL)
            continue;
        row_add(import, import->current, target, import->current_text,
                &import->naming);
        count++;
    }
    return count;
}

static char *link_text(const char *text, const Link *link)
{
    gsize len = strlen(text);
    gsize start = MIN(link->start_at, len);

    return g_strndup(text + start, CLAMP(link->end_at, start, len) - start);
}

/* A line of several links that name different items is several lines. */
static gboolean split_by_links(Import *import, const char *text,
                               const GPtrArray *links)
{
    g_autofree Naming *namings = NULL;
    guint different = 0;
    const char *first = NULL;

    if (links == NULL || links->len < 2)
        return FALSE;
    namings = g_new0(Naming, links->len);
    for (guint i = 0; i < links->len; i++) {
        g_autofree char *words = link_text(text, g_ptr_array_index(links, i));

        namings[i] = name_of(import, words, NULL);
        if (namings[i].item == NULL)
            continue;
        different +=
            first != NULL && strcmp(first, namings[i].item) != 0 ? 1 : 0;
        first = namings[i].item;
    }
    if (different == 0)
        return FALSE;
    for (guint i = 0; i < links->len; i++) {
        const Link *link = g_ptr_array_index(links, i);
        g_autofree char *words = link_text(text, link);
        const char *target = target_of(link);

        if (namings[i].item != NULL)
            current_set(import, &namings[i], words, 0);
        if (target != NULL && import->current != NULL)
            row_add(import, import->current, target, words, &import->naming);
    }
    return TRUE;
}

/* One block of text. */
static void take_line(Import *import, const char *text, const GPtrArray *links,
                      int level)
{
    Naming naming;

    if (split_by_links(import, text, links))
        return;
    naming = name_of(import, text, NULL);
    /* Under an item's own heading a file may be named as it likes. */
    if (naming.item != NULL && !naming.numbered && level == 0 &&
        import->current != NULL && import->current_open &&
        import->current_level > 0 && naming.certainty < 90)
        naming.item = NULL;
    if (naming.item != NULL)
        current_set(import, &naming, text, level);
    else if (level > 0 && import->current_level > 0 &&
             level <= import->current_level)
        import->current = NULL; /* the heading of something else */
    links_to_current(import, links);
}

/* --- tables
 * ---------------------------------------------------------------------- */

typedef struct {
    char *number; /* item code, or NULL */
    Naming naming;
    const Cell *named; /* the cell that names the item */
} RowName;

/* Cells without links name the row before those with. */
static RowName row_name(const Import *import, const Table *table, int row)
{
    RowName found = { 0 };

    for (int c = 0; c < table->column_count && found.number == NULL; c++)
        found.number = plain_number(table_cell(table, row, c)->text);
    for (int c = 0; c < table->column_count && found.number == NULL; c++) {
        const char *text = table_cell(table, row, c)->text;

        if (g_utf8_strlen(text, -1) <= 8)
            found.number = item_code_parse(text);
    }
    for (int linked = 0; linked <= 1; linked++) {
        for (int c = 0; c < table->column_count; c++) {
            const Cell *cell = table_cell(table, row, c);
            gboolean has_links = cell->links != NULL && cell->links->len > 0;
            Naming naming;

            if (has_links != (linked == 1) || *cell->text == '\0')
                continue;
            naming = name_of(import, cell->text, found.number);
            if (naming.item == NULL ||
                (found.named != NULL &&
                 (naming.way != IMPORT_BY_TITLE ||
                  naming.certainty <= found.naming.certainty)))
                continue;
            found.naming = naming;
            found.named = cell;
        }
        if (found.named != NULL && found.naming.way == IMPORT_BY_TITLE)
            break;
    }
    return found;
}

static void take_row(Import *import, const Table *table, int row)
{
    RowName found = row_name(import, table, row);
    guint count = 0;

    if (found.named != NULL)
        current_set(import, &found.naming, found.named->text, 0);
    for (int c = 0; c < table->column_count; c++) {
        const Cell *cell = table_cell(table, row, c);
        g_autoptr(GPtrArray) urls = NULL;

        if (cell->col_span == 0 && cell->links == NULL)
            continue;
        if (found.named == NULL &&
            split_by_links(import, cell->text, cell->links))
            continue;
        count += links_to_current(import, cell->links);
        /* In a spreadsheet the address is the text. */
        if (cell->links != NULL || import->current == NULL ||
            strstr(cell->text, "://") == NULL)
            continue;
        urls = submission_urls_split(cell->text);
        for (guint i = 0; i < urls->len; i++)
            if (strstr(g_ptr_array_index(urls, i), "://") != NULL)
                row_add(import, import->current, g_ptr_array_index(urls, i),
                        import->current_text, &import->naming);
    }
    if (found.named != NULL && count > 0)
        import->current_open = FALSE;
    g_free(found.number);
}

static void take_block(Import *import, const Block *block)
{
    if (block->table != NULL) {
        for (int r = 0; r < block->table->row_count; r++)
            take_row(import, block->table, r);
        return;
    }
    if (block->marker != NULL) {
        g_autofree char *whole =
            g_strconcat(block->marker, " ", block->text, NULL);
        g_autofree char *code = item_code_parse(whole);

        /* "O10." was taken for the number of a list. */
        if (code != NULL && known_item(import, code) != NULL &&
            name_of(import, block->text, NULL).item == NULL) {
            Naming naming = { .item = known_item(import, code),
                              .way = IMPORT_BY_NUMBER,
                              .numbered = TRUE };

            current_set(import, &naming, block->text, 0);
            links_to_current(import, block->links);
            return;
        }
    }
    take_line(import, block->text, block->links,
              block->kind == BLOCK_HEADING ? block->level : 0);
}

/* --- whole documents
 * ------------------------------------------------------------- */

guint import_items_count(const GPtrArray *rows)
{
    g_autoptr(GHashTable) items = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < rows->len; i++) {
        const ImportRow *row = g_ptr_array_index(rows, i);

        if (row->url != NULL)
            g_hash_table_add(items, row->item);
    }
    return g_hash_table_size(items);
}

static int row_compare(gconstpointer a, gconstpointer b)
{
    const ImportRow *one = *(ImportRow *const *)a;
    const ImportRow *two = *(ImportRow *const *)b;

    return (int)(g_ascii_strtoll(one->item + 1, NULL, 10) -
                 g_ascii_strtoll(two->item + 1, NULL, 10));
}

static GPtrArray *walk(const Document *document, const RuleSet *rules,
                       gboolean everywhere)
{
    Import import = { .rules = rules, .titles = item_titles_new(rules) };

    import.rows = g_ptr_array_new_with_free_func(row_free);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (everywhere || block->zone != ZONE_CHROME)
            take_block(&import, block);
    }
    item_titles_free(import.titles);
    g_free(import.current_text);
    g_ptr_array_sort(import.rows, row_compare);
    return import.rows;
}

GPtrArray *import_document(const Document *document, const RuleSet *rules)
{
    GPtrArray *own = walk(document, rules, FALSE);
    guint count = import_items_count(own);
    GPtrArray *all;

    if (count >= MAIN_ITEMS_MIN)
        return own;
    /* Menus say "news" and "contact": a few more items are none. */
    all = walk(document, rules, TRUE);
    if (import_items_count(all) <= 2 * count + MAIN_ITEMS_MIN) {
        g_ptr_array_unref(all);
        return own;
    }
    g_ptr_array_unref(own);
    return all;
}

/* --- data of scripts
 * ------------------------------------------------------------ */

/* An object that is being read. */
typedef struct {
    char *title; /* the text in it that names an item best */
    Naming naming;
    char *number;
    GPtrArray *urls; /* char* */
} Data;

static void data_clear(Data *data)
{
    g_free(data->title);
    g_free(data->number);
    g_ptr_array_unref(data->urls);
}

/* The string that begins after the quote at *@p, unescaped. */
static char *script_string(const char **p)
{
    GString *out = g_string_new(NULL);
    char quote = **p;
    const char *s = *p + 1;

    for (; *s != '\0' && *s != quote && *s != '\n'; s++) {
        if (*s != '\\' || s[1] == '\0') {
            g_string_append_c(out, *s);
            continue;
        }
        s++;
        if (*s == 'u' && g_ascii_isxdigit(s[1])) {
            char digits[5] = { 0 };

            strncpy(digits, s + 1, 4);
            g_string_append_unichar(
                out, (gunichar)g_ascii_strtoull(digits, NULL, 16));
            s += strlen(digits);
        } else {
            g_string_append_c(out, *s == 'n' ? ' ' : *s);
        }
    }
    *p = *s == quote ? s + 1 : s;
    if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
        g_string_truncate(out, 0);
    return g_string_free(out, FALSE);
}

static gboolean looks_like_address(const char *text)
{
    return strchr(text, ' ') == NULL && *text != '#' &&
           (g_str_has_prefix(text, "http://") ||
            g_str_has_prefix(text, "https://") || *text == '/' ||
            strstr(text, ".pdf") != NULL || strstr(text, ".htm") != NULL ||
            strstr(text, ".php") != NULL || strstr(text, ".doc") != NULL ||
            strstr(text, ".xls") != NULL) &&
           strlen(text) > 1 && strpbrk(text, "<>{}") == NULL;
}

static void data_take(const Import *import, Data *data, char *text)
{
    g_autofree char *owned = text;
    g_autofree char *number = NULL;
    Naming naming;

    if (looks_like_address(text)) {
        g_ptr_array_add(data->urls, g_steal_pointer(&owned));
        return;
    }
    number = g_utf8_strlen(text, -1) <= 8 ? item_code_parse(text) : NULL;
    if (number != NULL && data->number == NULL)
        data->number = g_steal_pointer(&number);
    naming = name_of(import, text, data->number);
    if (naming.item == NULL || naming.certainty < data->naming.certainty)
        return;
    data->naming = naming;
    g_free(data->title);
    data->title = g_steal_pointer(&owned);
}

/* Its addresses go to its item, or to the object around it. */
static void data_end(Import *import, GArray *stack, const char *base)
{
    Data data = g_array_index(stack, Data, stack->len - 1);
    Data *outer;

    g_array_set_size(stack, stack->len - 1);
    outer = stack->len > 0 ? &g_array_index(stack, Data, stack->len - 1) : NULL;
    for (guint i = 0; i < data.urls->len; i++) {
        const char *url = g_ptr_array_index(data.urls, i);
        g_autofree char *whole =
            base != NULL ? url_resolve(base, url) : g_strdup(url);

        if (data.naming.item != NULL)
            row_add(import, data.naming.item, whole != NULL ? whole : url,
                    data.title, &data.naming);
        else if (outer != NULL)
            g_ptr_array_add(outer->urls, g_strdup(url));
    }
    data_clear(&data);
}

GPtrArray *import_script_data(const char *text, const char *base,
                              const RuleSet *rules)
{
    Import import = { .rules = rules, .titles = item_titles_new(rules) };
    g_autoptr(GArray) stack = g_array_new(FALSE, TRUE, sizeof(Data));
    const char *p = text;

    import.rows = g_ptr_array_new_with_free_func(row_free);
    while (*p != '\0') {
        if (*p == '{' && stack->len < JSON_DEPTH_MAX) {
            Data data = { .urls = g_ptr_array_new_with_free_func(g_free) };

            g_array_append_val(stack, data);
            p++;
        } else if (*p == '}' && stack->len > 0) {
            data_end(&import, stack, base);
            p++;
        } else if ((*p == '"' || *p == '\'') && stack->len > 0) {
            data_take(&import, &g_array_index(stack, Data, stack->len - 1),
                      script_string(&p));
        } else {
            p++;
        }
    }
    while (stack->len > 0)
        data_end(&import, stack, base);
    item_titles_free(import.titles);
    g_ptr_array_sort(import.rows, row_compare);
    return import.rows;
}
