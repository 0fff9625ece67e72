/* Any bytes as robots.txt: first line an address, the rest the file. */
#include "crawler/robots.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
    gsize url_len = end != NULL ? (gsize)(end - data) : size;
    g_autofree char *url = g_strndup(bytes, url_len);
    g_autoptr(Robots) robots = NULL;

    if (end != NULL)
        url_len++;
    robots = robots_parse(bytes + url_len, size - url_len, "oit-audit");
    g_assert(robots_allows(robots, "/robots.txt"));
    robots_allows(robots, url);
    for (guint i = 0; i < robots_sitemaps(robots)->len; i++)
        g_assert(strlen(robots_sitemaps(robots)->pdata[i]) <=
                 ROBOTS_LINE_MAX_LEN);
    return 0;
}
