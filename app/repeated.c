#include "app/repeated.h"

#include <string.h>

#include "app/follow.h"
#include "base/url.h"

/* On this many pages, and on this share of them, a link is furniture. */
#define PAGES_MIN 4
#define PAGES_PERCENT 10
/* The same for a line without a link. */
#define TEXT_PAGES_MIN 6
#define TEXT_PAGES_PERCENT 50

struct Repeated {
    GHashTable *links; /* "url\ntext" of links on many pages */
    GHashTable *texts; /* gint64: keys of lines on many pages */
};

/* The same on every page, however it is spaced. Owned by the caller. */
static char *link_key(const char *url, const char *text)
{
    g_autofree char *words = g_strstrip(g_strdup(text));

    return g_strconcat(url, "\n", words, NULL);
}

/* Adds the links of @page, each once, to @counts. */
static void page_count(const Page *page, GHashTable *counts)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer key;

    for (guint i = 0; i < page->links->len; i++) {
        const PageLink *link = g_ptr_array_index(page->links, i);

        if (!link->frame && !follow_is_document(link->url))
            g_hash_table_add(seen, link_key(link->url, link->text));
    }
    g_hash_table_iter_init(&iter, seen);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1;

        g_hash_table_replace(counts, g_strdup(key), GUINT_TO_POINTER(count));
    }
}

/* Counts each line of @page once. */
static void texts_count(const Page *page, GHashTable *counts)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint i = 0; page->texts != NULL && i < page->texts->len; i++) {
        gint64 *key = &g_array_index(page->texts, gint64, i);
        gint64 *copy;
        guint count;

        if (!g_hash_table_add(seen, key))
            continue;
        count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1;
        copy = g_new(gint64, 1);
        *copy = *key;
        g_hash_table_replace(counts, copy, GUINT_TO_POINTER(count));
    }
}

static void texts_learn(Repeated *repeated, GHashTable *counts,
                        guint page_total)
{
    GHashTableIter iter;
    gpointer key, count;

    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &count)) {
        guint on = GPOINTER_TO_UINT(count);

        if (on < TEXT_PAGES_MIN || on * 100 < page_total * TEXT_PAGES_PERCENT)
            continue;
        g_hash_table_iter_steal(&iter);
        g_hash_table_add(repeated->texts, key);
    }
}

static gboolean is_page_of(const Page *page, const char *site)
{
    return page->links != NULL && g_strcmp0(page->type, "html") == 0 &&
           (site == NULL || url_same_site(page->url, site));
}

Repeated *repeated_new(const GPtrArray *pages, const char *site)
{
    Repeated *repeated = g_new0(Repeated, 1);
    g_autoptr(GHashTable) counts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) texts =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    guint page_total = 0;
    GHashTableIter iter;
    gpointer key, count;

    repeated->links =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < pages->len; i++) {
        const Page *page = g_ptr_array_index(pages, i);

        if (!is_page_of(page, site))
            continue;
        page_total++;
        page_count(page, counts);
        texts_count(page, texts);
    }
    repeated->texts =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    texts_learn(repeated, texts, page_total);
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &count)) {
        guint on = GPOINTER_TO_UINT(count);

        if (on >= PAGES_MIN && on * 100 >= page_total * PAGES_PERCENT)
            g_hash_table_add(repeated->links, g_strdup(key));
    }
    return repeated;
}

void repeated_free(Repeated *repeated)
{
    if (repeated == NULL)
        return;
    g_hash_table_unref(repeated->links);
    g_hash_table_unref(repeated->texts);
    g_free(repeated);
}

/* "/th/news/flood" is a child of "/th/news" and "/th/news/", and of no home
 * page. */
static gboolean is_child(const char *base, const char *url)
{
    const char *path = base != NULL ? strstr(base, "://") : NULL;
    gsize len;

    path = path != NULL ? strchr(path + 3, '/') : NULL;
    if (path == NULL)
        return FALSE;
    len = strcspn(base, "?#");
    while (len > 0 && base[len - 1] == '/')
        len--;
    return base + len > path && strncmp(url, base, len) == 0 &&
           url[len] == '/' && url[len + 1] != '\0';
}

gboolean repeated_has_link(const Repeated *repeated, const char *base,
                           const PageLink *link)
{
    g_autofree char *key = NULL;

    if (repeated == NULL || is_child(base, link->url))
        return FALSE;
    key = link_key(link->url, link->text);
    return g_hash_table_contains(repeated->links, key);
}

static gboolean link_is_repeated(const Repeated *repeated, const char *base,
                                 const Link *link, const char *text)
{
    gsize len = strlen(text);
    gsize start = MIN(link->start_at, len);
    gsize end = CLAMP(link->end_at, start, len);
    g_autofree char *words = g_strndup(text + start, end - start);
    g_autofree char *url =
        link->url != NULL ? url_without_fragment(link->url) : NULL;
    g_autofree char *key = url != NULL ? link_key(url, words) : NULL;

    return key != NULL && !is_child(base, url) &&
           g_hash_table_contains(repeated->links, key);
}

static gboolean block_is_repeated(const Repeated *repeated, const char *base,
                                  const Block *block)
{
    gsize linked = 0;

    if (block->links == NULL || block->table != NULL)
        return FALSE;
    for (guint i = 0; i < block->links->len; i++) {
        const Link *link = g_ptr_array_index(block->links, i);

        if (!link_is_repeated(repeated, base, link, block->text))
            return FALSE;
        linked += link->end_at - MIN(link->start_at, link->end_at);
    }
    /* A sentence with a link in it is a sentence. */
    return linked * 3 >= strlen(block->text);
}

/* From the end: of several copies the last is the furniture. */
static void texts_mark(const Repeated *repeated, Document *document)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = document->blocks->len; i-- > 0;) {
        Block *block = g_ptr_array_index(document->blocks, i);
        gint64 key =
            block->zone == ZONE_MAIN ? (gint64)page_text_key(block) : 0;
        gint64 *copy;

        if (key == 0 || !g_hash_table_contains(repeated->texts, &key))
            continue;
        copy = g_new(gint64, 1);
        *copy = key;
        if (g_hash_table_add(seen, copy))
            block->zone = ZONE_CHROME;
    }
}

void repeated_mark(const Repeated *repeated, Document *document, gboolean texts)
{
    if (repeated == NULL || document->format != FORMAT_HTML)
        return;
    for (guint i = 0; i < document->blocks->len; i++) {
        Block *block = g_ptr_array_index(document->blocks, i);

        if (block_is_repeated(repeated, document->url, block))
            block->zone = ZONE_CHROME;
    }
    if (texts)
        texts_mark(repeated, document);
}
