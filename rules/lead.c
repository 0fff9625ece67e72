#include "rules/lead.h"

#include <string.h>

#define LEADS_SHOWN_MAX 3
/* A link's words speak of the item when they share this much of its title in
 * one piece. */
#define SHARE_PERCENT 50
#define SHARE_MIN 5

static const char *const extensions[] = { ".pdf",  ".doc", ".docx", ".xls",
                                          ".xlsx", ".ppt", ".pptx", ".zip",
                                          ".rar",  ".odt", ".ods",  ".rtf" };
static const char *const places[] = { "drive.google.com", "docs.google.com",
                                      "1drv.ms", "onedrive.live.com",
                                      "dropbox.com" };

static gboolean ends_like_document(const char *href, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(extensions); i++) {
        gsize tail = strlen(extensions[i]);

        if (len > tail &&
            g_ascii_strncasecmp(href + len - tail, extensions[i], tail) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_document(const Link *link)
{
    const char *href = link->url != NULL ? link->url : link->href;

    if (href == NULL)
        return FALSE;
    if (ends_like_document(href, strcspn(href, "?#")) ||
        ends_like_document(href, strlen(href)))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        if (strstr(href, places[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Letters that two folded texts have in common in one piece, spaces aside. */
static gsize common_len(const ThaiFolded *a, const ThaiFolded *b)
{
    g_autofree gsize *above = g_new0(gsize, b->count + 1);
    gsize best = 0;

    for (gsize i = 0; i < a->count; i++) {
        gsize diagonal = 0;

        for (gsize j = 0; j < b->count; j++) {
            gsize kept = above[j + 1];

            above[j + 1] = a->chars[i] == b->chars[j] ? diagonal + 1 : 0;
            best = MAX(best, above[j + 1]);
            diagonal = kept;
        }
    }
    return best;
}

static gboolean speaks_of(const char *words, const ThaiFolded *title)
{
    g_autoptr(ThaiFolded) folded = thai_fold(words, strlen(words), THAI_SQUASH);
    gsize common = common_len(folded, title);

    return common >= SHARE_MIN && common * 100 >= title->count * SHARE_PERCENT;
}

void leads_find(const Reading *reading, const char *title, GPtrArray *words)
{
    g_autoptr(ThaiFolded) wanted = NULL;

    if (title == NULL)
        return;
    wanted = thai_fold(title, strlen(title), THAI_SQUASH);
    for (guint i = 0; i < reading->passages->len; i++) {
        const Passage *passage = reading_passage(reading, (int)i);

        if (passage->links == NULL ||
            (passage->roles & (ROLE_CHROME | ROLE_ECHO | ROLE_INDEX)) != 0)
            continue;
        for (guint j = 0; j < passage->links->len; j++) {
            const Link *link = g_ptr_array_index(passage->links, j);
            gsize from = MAX(link->start_at, passage->link_shift);
            gsize to = MIN(link->end_at, passage->link_shift + passage->len);
            g_autofree char *text = NULL;

            if (from >= to || !is_document(link))
                continue;
            text = g_strndup(passage->text + (from - passage->link_shift),
                             to - from);
            if (speaks_of(text, wanted))
                g_ptr_array_add(words, g_steal_pointer(&text));
        }
    }
}

char *leads_format(const GPtrArray *words)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < words->len && i < LEADS_SHOWN_MAX; i++) {
        g_autofree char *clean =
            g_strstrip(g_strdup(g_ptr_array_index(words, i)));

        g_string_append_printf(text, "%s“%s”", i > 0 ? " " : "", clean);
    }
    if (words->len > LEADS_SHOWN_MAX)
        g_string_append(text, " …");
    return g_string_free(text, FALSE);
}
