#include "app/page.h"

#include <string.h>

#include "base/url.h"

/* A page with more links than this is a site map; the rest is not looked
 * at. */
#define PAGE_LINKS_MAX 4000

struct PageTable {
    GHashTable *pages;     /* Page.url -> Page* */
    GStringChunk *strings; /* of the links of all pages */
};

#define STRINGS_CHUNK 4096

static void page_free(gpointer data)
{
    Page *page = data;

    g_free(page->url);
    g_free(page->final_url);
    g_free(page->sha256);
    g_free(page->body_path);
    g_free(page->content_type);
    g_free(page->file_name);
    g_free(page->etag);
    g_free(page->last_modified);
    g_free(page->drawn_path);
    g_free(page->drawn_sha256);
    g_free(page->picture_sha256);
    g_free(page->document_key);
    g_free(page->type);
    g_free(page->title);
    page_drop_links(page);
    g_free(page);
}

PageTable *page_table_new(void)
{
    PageTable *table = g_new0(PageTable, 1);

    table->pages =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, page_free);
    table->strings = g_string_chunk_new(STRINGS_CHUNK);
    return table;
}

void page_table_free(PageTable *table)
{
    if (table == NULL)
        return;
    g_hash_table_unref(table->pages);
    g_string_chunk_free(table->strings);
    g_free(table);
}

static char *page_key(const char *url)
{
    char *key = url_without_fragment(url);

    return key != NULL ? key : g_strdup(url);
}

Page *page_table_find(const PageTable *table, const char *url)
{
    g_autofree char *key = page_key(url);

    return g_hash_table_lookup(table->pages, key);
}

Page *page_table_get(PageTable *table, const char *url)
{
    g_autofree char *key = page_key(url);
    Page *page = g_hash_table_lookup(table->pages, key);

    if (page == NULL) {
        page = g_new0(Page, 1);
        page->url = g_steal_pointer(&key);
        page->state = LINK_NOT_FETCHED;
        page->strings = table->strings;
        g_hash_table_insert(table->pages, page->url, page);
    }
    return page;
}

void page_table_drop_links(PageTable *table)
{
    GHashTableIter iter;
    gpointer page;

    g_hash_table_iter_init(&iter, table->pages);
    while (g_hash_table_iter_next(&iter, NULL, &page))
        page_drop_links(page);
    g_string_chunk_clear(table->strings);
}

void page_table_drop_site(PageTable *table, const char *site)
{
    GHashTableIter iter;
    gpointer page;

    g_hash_table_iter_init(&iter, table->pages);
    while (site != NULL && g_hash_table_iter_next(&iter, NULL, &page))
        if (url_same_site(((Page *)page)->url, site))
            g_hash_table_iter_remove(&iter);
}

static void text_replace(char **to, const char *text)
{
    char *copy = g_strdup(text);

    g_free(*to);
    *to = copy;
}

void page_set_result(Page *page, const FetchResult *result)
{
    page->fetched = TRUE;
    page->state = result->state;
    page->http_status = result->http_status;
    page->captured_at = result->fetched_at;
    page->body_len = result->body_len;
    page->from_web = !result->from_file;
    page->not_modified = result->not_modified;
    page->tls_expires_at = result->tls_expires_at;
    text_replace(&page->final_url,
                 result->final_url != NULL ? result->final_url : page->url);
    text_replace(&page->sha256, result->sha256);
    text_replace(&page->body_path, result->body_path);
    text_replace(&page->content_type, result->content_type);
    text_replace(&page->file_name, result->file_name);
    text_replace(&page->etag, result->etag);
    text_replace(&page->last_modified, result->last_modified);
}

static void link_add(Page *page, const char *url, char *text, Zone zone,
                     gboolean frame)
{
    PageLink *link;
    g_autofree char *words = text;
    g_autofree char *key = NULL;

    if (url == NULL || page->links->len >= PAGE_LINKS_MAX ||
        (!g_str_has_prefix(url, "http://") &&
         !g_str_has_prefix(url, "https://")))
        return;
    key = page_key(url);
    if (g_strcmp0(key, page->url) == 0)
        return;
    link = g_new0(PageLink, 1);
    link->url = g_string_chunk_insert_const(page->strings, key);
    link->text = g_string_chunk_insert_const(
        page->strings, words != NULL ? g_strstrip(words) : "");
    link->zone = zone;
    link->frame = frame;
    g_ptr_array_add(page->links, link);
}

static void links_add(Page *page, const GPtrArray *links, const char *text,
                      Zone zone)
{
    gsize len = strlen(text);

    for (guint i = 0; links != NULL && i < links->len; i++) {
        const Link *link = g_ptr_array_index(links, i);
        gsize start = MIN(link->start_at, len);
        gsize end = CLAMP(link->end_at, start, len);

        link_add(page, link->url, g_strndup(text + start, end - start), zone,
                 FALSE);
    }
}

static void table_links_add(Page *page, const Table *table, Zone zone)
{
    gsize count = (gsize)table->row_count * (gsize)table->column_count;

    for (gsize i = 0; i < count; i++)
        if (table->cells[i].col_span > 0)
            links_add(page, table->cells[i].links, table->cells[i].text, zone);
}

/* A page that sends its visitor on shows the other page, in a way. */
static void refresh_add(Page *page, const Document *document)
{
    for (guint i = 0; i < document->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(document->notes, i);

        if (strcmp(note->code, "meta-refresh") == 0)
            link_add(page, note->detail, NULL, ZONE_MAIN, TRUE);
    }
}

/* Lines shorter than this recur by chance. */
#define TEXT_LETTERS_MIN 6
/* Lines of a page that are looked at. */
#define PAGE_TEXTS_MAX 500

/* "2565" and "๒๕๖๕" and "2022"; a copyright line may name one. */
static gboolean names_a_year(const char *text)
{
    return g_regex_match_simple(
               "(?<![0-9๐-๙])(25[5-9][0-9]|20[12][0-9]|๒๕[๕-๙][๐-๙])"
               "(?![0-9๐-๙])",
               text, G_REGEX_OPTIMIZE, 0) &&
           strstr(text, "©") == NULL && strstr(text, "สงวนลิขสิทธิ์") == NULL &&
           strcasestr(text, "copyright") == NULL;
}

guint64 page_text_key(const Block *block)
{
    guint64 key = 14695981039346656037u; /* FNV-1a */
    guint letters = 0;

    if ((block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_LIST_ITEM) ||
        block->text == NULL || block->table != NULL ||
        (block->links != NULL && block->links->len > 0) ||
        names_a_year(block->text))
        return 0;
    for (const char *p = block->text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!g_unichar_isalpha(c))
            continue;
        letters++;
        key = (key ^ c) * 1099511628211u;
    }
    return letters >= TEXT_LETTERS_MIN ? MAX(key, 1) : 0;
}

static void text_add(Page *page, const Block *block)
{
    guint64 key = page_text_key(block);

    if (key != 0 && page->texts->len < PAGE_TEXTS_MAX)
        g_array_append_val(page->texts, key);
}

void page_set_document(Page *page, const Document *document)
{
    text_replace(&page->type, format_name(document->format));
    text_replace(&page->title, document->title);
    page->reason = document->reason;
    page->page_count = document->page_count;
    page->text_quality = document->text_quality;
    page_drop_links(page);
    page->links = g_ptr_array_new_with_free_func(g_free);
    page->texts = g_array_new(FALSE, FALSE, sizeof(guint64));
    refresh_add(page, document);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (document->format == FORMAT_HTML && block->zone == ZONE_MAIN)
            text_add(page, block);
        links_add(page, block->links, block->text, block->zone);
        if (block->table != NULL)
            table_links_add(page, block->table, block->zone);
        if (block->kind == BLOCK_FRAME)
            link_add(page, block->source_url, g_strdup(block->text),
                     block->zone, TRUE);
    }
}

void page_drop_links(Page *page)
{
    g_clear_pointer(&page->links, g_ptr_array_unref);
    g_clear_pointer(&page->texts, g_array_unref);
}

gboolean page_is_readable(const Page *page)
{
    LinkClass class = link_state_row(page->state)->class;

    return page->body_path != NULL &&
           (class == LINK_CLASS_OK || class == LINK_CLASS_SOFT ||
            page->state == LINK_WRONG_TYPE ||
            page->state == LINK_NEEDS_JAVASCRIPT);
}
