/*
 * html_guard.c - markup that would cost a parser more than it says
 *
 * libxml2 compares every attribute of a tag with all before it: a tag with
 * 100,000 of them takes most of a minute. No page written for people has one.
 */
#include "document/html_page.h"

#include <string.h>

enum { ATTRIBUTES_MAX = 500 };

/* The end of the tag that begins after @at: its '>', or the end of the text.
 * What comes after the last attribute that counts is blanked. */
static char *tag_calm(char *at, char *end)
{
    guint count = 0;
    char quote = '\0';
    gboolean gap = FALSE;

    for (; at < end; at++) {
        gboolean inside = quote != '\0';

        if (inside && *at == quote) {
            quote = '\0';
        } else if (!inside && *at == '>') {
            break;
        } else if (!inside && (*at == '"' || *at == '\'')) {
            quote = *at;
        } else if (!inside && g_ascii_isspace(*at)) {
            gap = TRUE;
            continue;
        }
        if (!inside && gap)
            count++;
        gap = FALSE;
        if (count > ATTRIBUTES_MAX)
            *at = ' ';
    }
    return at;
}

void html_guard_tags(char *text, gsize len)
{
    char *end = text + len;
    char *at = text;

    while ((at = memchr(at, '<', (gsize)(end - at))) != NULL) {
        at++;
        if (at < end && g_ascii_isalpha(*at))
            at = tag_calm(at, end);
    }
}
