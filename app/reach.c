#include "app/reach.h"

#include <string.h>

#include "app/follow.h"
#include "base/url.h"

#define HOME_WORD "หน้าแรก"
#define CLICK_CHARS 60

/* What a link to a page full of items says, in its words or its address. */
static const char *const hints[] = { "oit",     "ita",    "o8",      "o9",
                                     "o17",     "o30",    "o32",     "โปร่งใส",
                                     "คุณธรรม",  "เปิดเผย", "ร้องเรียน", "ทุจริต",
                                     "ติดต่อ",    "ถาม",    "บริการ",   "service",
                                     "contact", "รับฟัง" };

/* One page under the spellings that lead to it. Owned by the caller. */
static char *reach_key(const char *url)
{
    static const char *const tails[] = { "index.html", "index.php", "index.htm",
                                         "default.aspx" };
    const char *at = strstr(url, "://");
    char *key;

    at = at != NULL ? at + 3 : url;
    if (g_str_has_prefix(at, "www."))
        at += 4;
    key = g_strndup(at, strcspn(at, "#"));
    for (gsize i = 0; i < G_N_ELEMENTS(tails); i++)
        if (g_str_has_suffix(key, tails[i]))
            key[strlen(key) - strlen(tails[i])] = '\0';
    while (g_str_has_suffix(key, "/"))
        key[strlen(key) - 1] = '\0';
    return key;
}

static gboolean same_page(const char *a, const char *b)
{
    g_autofree char *one = NULL;
    g_autofree char *two = NULL;

    if (a == NULL || b == NULL)
        return FALSE;
    one = reach_key(a);
    two = reach_key(b);
    return strcmp(one, two) == 0;
}

static int hint_score(const PageLink *link)
{
    g_autofree char *words = g_strconcat(link->url, " ", link->text, NULL);
    g_autofree char *lower = g_utf8_strdown(words, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(hints); i++)
        if (strstr(lower, hints[i]) != NULL)
            return 1;
    return 0;
}

GPtrArray *reach_candidates(PageTable *table, const Page *home, guint max,
                            gboolean *cut)
{
    GPtrArray *pages = g_ptr_array_new();

    *cut = FALSE;
    for (int wanted = 1; wanted >= 0; wanted--) {
        for (guint i = 0; home->links != NULL && i < home->links->len; i++) {
            const PageLink *link = g_ptr_array_index(home->links, i);
            Page *page;

            if (hint_score(link) != wanted || follow_is_document(link->url) ||
                !url_same_site(home->url, link->url) ||
                same_page(home->url, link->url))
                continue;
            page = page_table_get(table, link->url);
            if (page->fetched || g_ptr_array_find(pages, page, NULL))
                continue;
            if (pages->len >= max)
                *cut = TRUE;
            else
                g_ptr_array_add(pages, page);
        }
    }
    return pages;
}

typedef struct {
    const Page *page;
    int from;             /* step before, -1 for the home page */
    const PageLink *link; /* that led here */
    int clicks;
} Step;

static void append_click(GString *path, const PageLink *link)
{
    g_autofree char *shown =
        link->text[0] != '\0' ? g_strdup(link->text) : url_display(link->url);
    const char *words = shown != NULL ? shown : link->url;

    g_string_append(path, " > ");
    if (g_utf8_strlen(words, -1) > CLICK_CHARS) {
        g_autofree char *cut = g_utf8_substring(words, 0, CLICK_CHARS);

        g_string_append_printf(path, "%s…", cut);
    } else {
        g_string_append(path, words);
    }
}

static void append_steps(GString *path, const GArray *steps, int index)
{
    const Step *step = &g_array_index(steps, Step, (guint)index);

    if (step->from < 0)
        return;
    append_steps(path, steps, step->from);
    append_click(path, step->link);
}

static char *path_of(const GArray *steps, int from, const PageLink *last)
{
    GString *path = g_string_new(HOME_WORD);

    append_steps(path, steps, from);
    append_click(path, last);
    return g_string_free(path, FALSE);
}

static gboolean leads_to(const PageTable *table, const PageLink *link,
                         const Page *target)
{
    const Page *page = page_table_find(table, link->url);

    if (page == target || same_page(link->url, target->url))
        return TRUE;
    return target->final_url != NULL &&
           (same_page(link->url, target->final_url) ||
            (page != NULL && same_page(page->final_url, target->final_url)));
}

/* The agency's accounts may stand on the home page itself. */
static const PageLink *shared_account(const Page *home, const Page *target)
{
    for (guint i = 0; target->links != NULL && i < target->links->len; i++) {
        const PageLink *account = g_ptr_array_index(target->links, i);

        if (account->zone != ZONE_MAIN || !follow_is_social(account->url))
            continue;
        for (guint j = 0; j < home->links->len; j++) {
            const PageLink *link = g_ptr_array_index(home->links, j);

            if (same_page(link->url, account->url))
                return link;
        }
    }
    return NULL;
}

static char *search(const PageTable *table, const Page *home,
                    const Page *target)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(Step));
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Step first = { .page = home, .from = -1 };

    g_array_append_val(steps, first);
    g_hash_table_add(seen, (gpointer)home);
    for (guint i = 0; i < steps->len; i++) {
        Step at = g_array_index(steps, Step, i);

        for (guint j = 0; at.page->links && j < at.page->links->len; j++) {
            const PageLink *link = g_ptr_array_index(at.page->links, j);
            Step next = { .from = (int)i,
                          .link = link,
                          .clicks = at.clicks + 1 };

            if (leads_to(table, link, target))
                return path_of(steps, (int)i, link);
            next.page = page_table_find(table, link->url);
            if (next.page != NULL && next.clicks < REACH_CLICKS_MAX &&
                url_same_site(home->url, next.page->url) &&
                g_hash_table_add(seen, (gpointer)next.page))
                g_array_append_val(steps, next);
        }
    }
    return NULL;
}

Reach reach_find(const PageTable *table, const Page *home, const Page *target,
                 gboolean cut, char **path)
{
    const PageLink *account;

    *path = NULL;
    if (home->links == NULL)
        return REACH_UNKNOWN;
    if (same_page(home->url, target->url) ||
        same_page(home->final_url, target->url)) {
        *path = g_strdup(HOME_WORD);
        return REACH_FOUND;
    }
    *path = search(table, home, target);
    if (*path != NULL)
        return REACH_FOUND;
    account = shared_account(home, target);
    if (account != NULL) {
        g_autoptr(GString) clicks = g_string_new(HOME_WORD);

        append_click(clicks, account);
        *path = g_strdup(clicks->str);
        return REACH_FOUND;
    }
    return cut ? REACH_UNKNOWN : REACH_NONE;
}
