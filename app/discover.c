#include "app/discover.h"

#include <string.h>

#include "app/follow.h"
#include "app/item_title.h"
#include "base/url.h"
#include "crawler/robots.h"

#define WAVE_PAGES 24
#define TEXT_LEN_MAX (4u << 20)

/* One address that was seen. */
typedef struct {
    char *url;
    int clicks;
    int worth; /* the likeness of its link to a title, for the order */
    gboolean taken;
} Seen;

typedef struct {
    Collector *collector;
    const RuleSet *rules;
    const char *site;
    ItemTitles *titles;
    Robots *robots;
    PageTable *table;
    GHashTable *seen; /* url -> Seen */
    GPtrArray *finds; /* DiscoverFind* */
    guint left, opened;
} Discover;

void discover_find_free(DiscoverFind *find)
{
    g_free(find->url);
    g_free(find->text);
    g_free(find);
}

static void seen_free(gpointer data)
{
    Seen *seen = data;

    g_free(seen->url);
    g_free(seen);
}

static void find_add(Discover *d, const char *url, const char *text)
{
    int certainty;
    const char *item;
    DiscoverFind *find;

    if (text == NULL || *text == '\0' ||
        (d->robots != NULL && url_same_site(url, d->site) &&
         !robots_allows(d->robots, url)))
        return;
    item = item_titles_find(d->titles, text, NULL, &certainty);
    if (item == NULL || certainty < ITEM_TITLE_SURE)
        return;
    for (guint i = 0; i < d->finds->len; i++) {
        DiscoverFind *old = g_ptr_array_index(d->finds, i);

        if (old->item != item || strcmp(old->url, url) != 0)
            continue;
        old->certainty = MAX(old->certainty, certainty);
        return;
    }
    find = g_new(DiscoverFind, 1);
    *find = (DiscoverFind){ item, g_strdup(url), g_strdup(text), certainty };
    g_ptr_array_add(d->finds, find);
}

static void see(Discover *d, const char *url, const char *text, int clicks)
{
    g_autofree char *key = url_without_fragment(url);
    int worth = 0;
    Seen *seen;

    if (key == NULL || !url_same_site(key, d->site) ||
        clicks > DISCOVER_CLICKS_MAX)
        return;
    find_add(d, url, text);
    if (text != NULL)
        item_titles_find(d->titles, text, NULL, &worth);
    seen = g_hash_table_lookup(d->seen, key);
    if (seen != NULL) {
        seen->worth = MAX(seen->worth, worth);
        return;
    }
    seen = g_new0(Seen, 1);
    seen->url = g_steal_pointer(&key);
    seen->clicks = clicks;
    seen->worth = worth;
    g_hash_table_insert(d->seen, seen->url, seen);
}

/* --- robots and sitemaps
 * ---------------------------------------------------------- */

static gboolean fetch_one(Discover *d, const char *url, Page **page,
                          GError **error)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();

    *page = page_table_get(d->table, url);
    g_ptr_array_add(pages, *page);
    return collect_pages(d->collector, pages, error);
}

static char *body_text(const Page *page)
{
    char *text = NULL;
    gsize len;

    if (page->body_path == NULL || page->body_len > TEXT_LEN_MAX ||
        !g_file_get_contents(page->body_path, &text, &len, NULL))
        return NULL;
    return text;
}

static gboolean robots_read(Discover *d, GError **error)
{
    g_autofree char *url = url_resolve(d->site, "/robots.txt");
    g_autofree char *text = NULL;
    Page *page;

    if (!fetch_one(d, url, &page, error))
        return FALSE;
    text = body_text(page);
    d->robots = robots_of_answer(page->http_status, text,
                                 text != NULL ? strlen(text) : 0, "oit-audit");
    return TRUE;
}

/* The addresses in <loc> elements; of a sitemap of sitemaps those go to
 * @more. */
static void sitemap_take(Discover *d, const char *text, GPtrArray *more)
{
    gboolean is_index = strstr(text, "<sitemapindex") != NULL;
    const char *p = text;

    while ((p = strstr(p, "<loc>")) != NULL) {
        const char *end = strstr(p, "</loc>");
        g_autofree char *raw = NULL;
        g_autofree char *url = NULL;
        g_autoptr(GString) plain = NULL;

        if (end == NULL)
            return;
        raw = g_strstrip(g_strndup(p + 5, (gsize)(end - p - 5)));
        plain = g_string_new(raw);
        g_string_replace(plain, "&amp;", "&", 0);
        url = url_resolve(NULL, plain->str);
        if (url != NULL && is_index)
            g_ptr_array_add(more, g_strdup(url));
        else if (url != NULL)
            see(d, url, NULL, 1);
        p = end;
    }
}

static gboolean sitemaps_read(Discover *d, GError **error)
{
    g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *named = robots_sitemaps(d->robots);

    for (guint i = 0; i < named->len; i++)
        g_ptr_array_add(urls, url_resolve(d->site, named->pdata[i]));
    g_ptr_array_add(urls, url_resolve(d->site, "/sitemap.xml"));
    for (guint i = 0; i < urls->len && i < DISCOVER_SITEMAPS_MAX; i++) {
        const char *url = urls->pdata[i];
        g_autofree char *text = NULL;
        Page *page;

        if (url == NULL || !url_same_site(url, d->site) ||
            !robots_allows(d->robots, url))
            continue;
        if (!fetch_one(d, url, &page, error))
            return FALSE;
        text = page->http_status == 200 ? body_text(page) : NULL;
        if (text != NULL)
            sitemap_take(d, text, urls);
    }
    return TRUE;
}

/* --- waves of pages
 * --------------------------------------------------------------- */

static int seen_compare(gconstpointer a, gconstpointer b)
{
    const Seen *one = *(Seen *const *)a;
    const Seen *two = *(Seen *const *)b;

    if (one->worth != two->worth)
        return two->worth - one->worth;
    if (one->clicks != two->clicks)
        return one->clicks - two->clicks;
    return strcmp(one->url, two->url);
}

/* The most promising pages that may be opened. */
static GPtrArray *next_wave(Discover *d, guint room)
{
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    GPtrArray *wave = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, d->seen);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (!((Seen *)value)->taken &&
            !follow_is_document(((Seen *)value)->url))
            g_ptr_array_add(waiting, value);
    g_ptr_array_sort(waiting, seen_compare);
    for (guint i = 0; i < waiting->len && wave->len < MIN(room, WAVE_PAGES);
         i++) {
        Seen *seen = g_ptr_array_index(waiting, i);

        seen->taken = TRUE;
        if (robots_allows(d->robots, seen->url))
            g_ptr_array_add(wave, seen);
        else
            d->left++;
    }
    return wave;
}

static void page_take(Discover *d, const Seen *from)
{
    const Page *page = page_table_find(d->table, from->url);

    if (page == NULL || page->state != LINK_OK || page->links == NULL)
        return;
    if (from->clicks > 0)
        find_add(d, from->url, page->title);
    for (guint i = 0; i < page->links->len; i++) {
        const PageLink *link = g_ptr_array_index(page->links, i);

        see(d, link->url, link->text, from->clicks + 1);
    }
}

static gboolean waves_run(Discover *d, guint pages_max, GError **error)
{
    while (d->opened < pages_max) {
        g_autoptr(GPtrArray) wave = next_wave(d, pages_max - d->opened);
        g_autoptr(GPtrArray) pages = g_ptr_array_new();

        if (wave->len == 0 ||
            (d->collector->cancel != NULL && *d->collector->cancel != 0))
            return TRUE;
        for (guint i = 0; i < wave->len; i++)
            g_ptr_array_add(
                pages, page_table_get(d->table, ((Seen *)wave->pdata[i])->url));
        if (!collect_pages(d->collector, pages, error))
            return FALSE;
        d->opened += wave->len;
        for (guint i = 0; i < wave->len; i++)
            page_take(d, wave->pdata[i]);
    }
    return TRUE;
}

static int find_compare(gconstpointer a, gconstpointer b)
{
    const DiscoverFind *one = *(DiscoverFind *const *)a;
    const DiscoverFind *two = *(DiscoverFind *const *)b;
    gint64 left = g_ascii_strtoll(one->item + 1, NULL, 10);
    gint64 right = g_ascii_strtoll(two->item + 1, NULL, 10);

    if (left != right)
        return left < right ? -1 : 1;
    if (one->certainty != two->certainty)
        return two->certainty - one->certainty;
    /* the shorter address is the page, the longer one a part of it */
    return strlen(one->url) < strlen(two->url) ? -1 : 1;
}

/* At most so many of each item. */
static void finds_cut(GPtrArray *finds)
{
    guint same = 0;

    g_ptr_array_sort(finds, find_compare);
    for (guint i = 0; i < finds->len;) {
        const DiscoverFind *find = finds->pdata[i];
        const DiscoverFind *before = i > 0 ? finds->pdata[i - 1] : NULL;

        same = before != NULL && before->item == find->item ? same + 1 : 0;
        if (same < DISCOVER_CANDIDATES_MAX)
            i++;
        else
            g_ptr_array_remove_index(finds, i);
    }
}

GPtrArray *discover_site(Collector *collector, const RuleSet *rules,
                         const char *site, guint pages_max, guint *pages_count,
                         guint *left, GError **error)
{
    g_autoptr(PageTable) table = page_table_new();
    Discover d = { .collector = collector,
                   .rules = rules,
                   .site = site,
                   .table = table,
                   .titles = item_titles_new(rules) };
    gboolean good;

    d.seen = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, seen_free);
    d.finds =
        g_ptr_array_new_with_free_func((GDestroyNotify)discover_find_free);
    see(&d, site, NULL, 0);
    good = robots_read(&d, error) && sitemaps_read(&d, error) &&
           waves_run(&d, pages_max, error);
    *pages_count = d.opened;
    *left = d.left;
    finds_cut(d.finds);
    robots_free(d.robots);
    item_titles_free(d.titles);
    g_hash_table_unref(d.seen);
    if (good)
        return d.finds;
    g_ptr_array_unref(d.finds);
    return NULL;
}
