#include "app/probe.h"

#include <string.h>

#include "app/follow.h"
#include "base/thai_text.h"
#include "base/url.h"

#define NAME_HEX 12
#define LEFT_LETTERS_MAX 6 /* a clock, a counter, a mark */
#define ECHO_CHARS_MIN 3

/* --- which addresses
 * ------------------------------------------------------------- */

static char *origin_of(const char *url)
{
    g_autoptr(Url) parts = url_parse(url);

    if (parts == NULL || parts->host == NULL ||
        !g_str_has_prefix(parts->scheme, "http"))
        return NULL;
    return parts->port >= 0
               ? g_strdup_printf("%s://%s:%d", parts->scheme, parts->host,
                                 parts->port)
               : g_strdup_printf("%s://%s", parts->scheme, parts->host);
}

/* "/th/plan/" of "https://x/th/plan/a.php?b", and ".php" in *@ending. */
static char *folder_of(const char *url, char **ending)
{
    g_autoptr(Url) parts = url_parse(url);
    const char *slash = strrchr(parts->path, '/');
    const char *dot = slash != NULL ? strrchr(slash, '.') : NULL;

    *ending = g_strdup(dot != NULL ? dot : "");
    return slash == NULL
               ? g_strdup("/")
               : g_strndup(parts->path, (gsize)(slash - parts->path) + 1);
}

static void add_probe(GPtrArray *probes, PageTable *table, const char *origin,
                      const char *folder, const char *ending)
{
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, origin, -1);
    g_autofree char *url = NULL;
    Page *page;

    sum[NAME_HEX] = '\0';
    url = g_strconcat(origin, folder, "no-such-page-", sum, ending, NULL);
    page = page_table_get(table, url);
    if (!g_ptr_array_find(probes, page, NULL))
        g_ptr_array_add(probes, page);
}

/* The folder (and ending) that most of @pages of @origin are in. */
static void add_beside(GPtrArray *probes, PageTable *table,
                       const GPtrArray *pages, const char *origin)
{
    g_autoptr(GHashTable) counts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *best_folder = NULL;
    g_autofree char *best_ending = NULL;
    guint best = 0;

    for (guint i = 0; i < pages->len; i++) {
        const Page *page = g_ptr_array_index(pages, i);
        g_autofree char *its = origin_of(page->url);
        g_autofree char *ending = NULL;
        g_autofree char *folder = NULL;
        char *key;
        guint count;

        if (page->fetched || g_strcmp0(its, origin) != 0 ||
            follow_is_document(page->url))
            continue;
        folder = folder_of(page->url, &ending);
        key = g_strconcat(folder, "?", ending, NULL);
        count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1;
        g_hash_table_replace(counts, key, GUINT_TO_POINTER(count));
        if (count > best) {
            best = count;
            g_free(best_folder);
            g_free(best_ending);
            best_folder = g_steal_pointer(&folder);
            best_ending = g_steal_pointer(&ending);
        }
    }
    if (best > 0)
        add_probe(probes, table, origin, best_folder, best_ending);
}

GPtrArray *probe_pages(PageTable *table, const GPtrArray *pages,
                       const char *site)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *probes = g_ptr_array_new();

    for (guint i = 0; i < pages->len; i++) {
        const Page *page = g_ptr_array_index(pages, i);
        g_autofree char *origin = origin_of(page->url);
        const char *key;

        if (page->fetched || origin == NULL ||
            g_hash_table_contains(seen, origin) ||
            g_hash_table_size(seen) >= PROBE_SITES_MAX ||
            follow_is_social(page->url) ||
            (site != NULL && !url_same_site(page->url, site)))
            continue;
        key = origin;
        g_hash_table_add(seen, g_steal_pointer(&origin));
        add_probe(probes, table, key, "/", "");
        add_beside(probes, table, pages, key);
    }
    return probes;
}

/* --- what they show
 * -------------------------------------------------------------- */

static char *without_digits(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isdigit(*p))
            g_string_append_c(out, *p);
    return g_string_free(out, FALSE);
}

/* Everything that a visitor could tell pages apart by, as a set. */
typedef struct {
    GHashTable *things;
    char *path, *name; /* of the page: what a page may echo */
} Show;

static gboolean echoes(const Show *show, const char *text)
{
    return strstr(text, show->path) != NULL ||
           (g_utf8_strlen(show->name, -1) >= ECHO_CHARS_MIN &&
            strstr(text, show->name) != NULL);
}

static void show_text(Show *show, const char *text)
{
    g_autofree char *folded = NULL;
    char *bare;

    if (text == NULL || *text == '\0' || echoes(show, text))
        return;
    folded = thai_fold_utf8(text, THAI_SQUASH);
    bare = without_digits(folded);
    if (*bare == '\0')
        g_free(bare);
    else
        g_hash_table_add(show->things, bare);
}

static void show_address(Show *show, const char *kind, const char *url)
{
    if (url != NULL && !echoes(show, url))
        g_hash_table_add(show->things, g_strconcat(kind, url, NULL));
}

static void show_links(Show *show, const GPtrArray *links)
{
    for (guint i = 0; links != NULL && i < links->len; i++)
        show_address(show, "\x1>",
                     ((const Link *)g_ptr_array_index(links, i))->url);
}

static void show_block(Show *show, const Block *block)
{
    show_text(show, block->text);
    show_links(show, block->links);
    show_address(show, "\x1!", block->source_url);
    for (int c = 0; block->table != NULL &&
                    c < block->table->row_count * block->table->column_count;
         c++) {
        show_text(show, block->table->cells[c].text);
        show_links(show, block->table->cells[c].links);
    }
}

static void show_clear(Show *show)
{
    g_hash_table_unref(show->things);
    g_free(show->path);
    g_free(show->name);
}

static void show_init(Show *show, const Page *page, const Document *document)
{
    g_autofree char *shown = url_display(page->url);
    g_autofree char *ending = NULL;
    g_autofree char *folder = folder_of(page->url, &ending);
    const char *slash = strrchr(shown != NULL ? shown : page->url, '/');

    show->things = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    show->name = g_strdup(slash != NULL ? slash + 1 : page->url);
    show->path = g_strconcat(folder, show->name, NULL);
    show_text(show, document->title);
    for (guint i = 0; i < document->blocks->len; i++)
        show_block(show, g_ptr_array_index(document->blocks, i));
}

/* TRUE when @page has nothing that @probe has not. */
static gboolean shows_no_more(const Show *page, const Show *probe)
{
    GHashTableIter iter;
    gpointer thing;
    glong left = 0;

    g_hash_table_iter_init(&iter, page->things);
    while (g_hash_table_iter_next(&iter, &thing, NULL)) {
        if (g_hash_table_contains(probe->things, thing))
            continue;
        if (*(const char *)thing == '\x1')
            return FALSE;
        left += g_utf8_strlen(thing, -1);
    }
    return left <= LEFT_LETTERS_MAX;
}

static gboolean is_page(const Page *page)
{
    return page->fetched && page->document_key != NULL &&
           (page->state == LINK_OK || page->state == LINK_SOFT_404) &&
           g_strcmp0(page->type, "html") == 0;
}

static void compare_with(const Collector *collector, const Page *probe,
                         const GPtrArray *pages)
{
    g_autoptr(Document) document = collect_load(collector, probe);
    g_autofree char *origin = origin_of(probe->url);
    Show shown;

    if (document == NULL || document->reason != READ_OK)
        return;
    show_init(&shown, probe, document);
    for (guint i = 0; i < pages->len; i++) {
        Page *page = g_ptr_array_index(pages, i);
        g_autofree char *its = origin_of(page->url);
        g_autoptr(Document) own = NULL;
        Show show;

        if (page->state != LINK_OK || !is_page(page) ||
            g_strcmp0(its, origin) != 0 ||
            g_strcmp0(page->url, page->home) == 0)
            continue;
        own = collect_load(collector, page);
        if (own == NULL || own->reason != READ_OK)
            continue;
        show_init(&show, page, own);
        if (shows_no_more(&show, &shown))
            page->state = LINK_SOFT_404;
        show_clear(&show);
    }
    show_clear(&shown);
}

void probe_compare(const Collector *collector, const GPtrArray *probes,
                   const GPtrArray *pages)
{
    for (guint i = 0; i < probes->len; i++) {
        const Page *probe = g_ptr_array_index(probes, i);

        if (is_page(probe))
            compare_with(collector, probe, pages);
    }
}
