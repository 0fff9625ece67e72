#include "document/html_title.h"

#include <string.h>

enum {
    TITLE_MAX_LEN = 2048,
    PART_MIN_LEN = 12, /* four Thai letters */
};

static const char *const separators[] = { "|", "-", "–", "—", "::",
                                          "»", ":", ">", "/" };

char *html_title_read(const XmlTree *tree)
{
    XmlWalk walk;

    xml_walk_init(&walk, tree, NULL);
    while (xml_walk_next(&walk)) {
        if (walk.step != XML_STEP_ENTER)
            continue;
        if (xml_is(walk.node, "title")) {
            char *title = xml_text_below(walk.node, TITLE_MAX_LEN);

            g_strstrip(title);
            if (*title != '\0')
                return title;
            g_free(title);
        }
        walk.skip = xml_is(walk.node, "svg") || xml_is(walk.node, "template");
    }
    return NULL;
}

/* Does a part of the title end before @len bytes of it, or begin at @at? */
static gboolean ends_before(const char *title, gsize len)
{
    while (len > 0 && title[len - 1] == ' ')
        len--;
    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        gsize cut = strlen(separators[i]);

        if (len >= cut && memcmp(title + len - cut, separators[i], cut) == 0)
            return TRUE;
    }
    return len == 0;
}

static gboolean begins_at(const char *at)
{
    at += strspn(at, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        if (g_str_has_prefix(at, separators[i]))
            return TRUE;
    }
    return *at == '\0';
}

/* Titles have dashes of their own, so parts are not cut: the text must stand
 * between two separators, whatever is in it. */
gboolean html_title_is(const char *title, const char *text)
{
    gsize len = strlen(text);

    if (len < PART_MIN_LEN)
        return FALSE;
    for (const char *at = strstr(title, text); at != NULL;
         at = strstr(at + 1, text)) {
        if (ends_before(title, (gsize)(at - title)) && begins_at(at + len))
            return TRUE;
    }
    return FALSE;
}
