#include "crawler/bot_wall.h"

#include <stdio.h>
#include <string.h>

#include "crawler/http_headers.h"

#define LOOK_LEN 16384      /* at the beginning of the body */
#define WALL_LEN_MAX 120000 /* a longer page is a page */

/* In the body, lower case. */
static const char *const words[] = {
    "/cdn-cgi/challenge-platform",
    "cf-browser-verification",
    "_cf_chl_opt",
    "cf-chl-",
    "attention required! | cloudflare",
    "_incapsula_resource",
    "incapsula incident id",
    "sucuri website firewall",
    "sucuri_cloudproxy_js",
    "support id is:", /* F5 */
    "ddos protection by",
    "px-captcha",
    "geo.captcha-delivery.com",
    "errors.edgesuite.net",
};

/* Services whose refusals are of programs, not of a page. */
static const struct {
    const char *header, *value; /* NULL: any value */
} signs[] = {
    { "cf-mitigated", NULL },
    { "x-sucuri-block", NULL },
    { "x-datadome", NULL },
};

static gboolean is_refusal(int status)
{
    return status == 401 || status == 403 || status == 405 || status == 406 ||
           status == 429 || status == 503;
}

static gboolean says_so(const char *headers)
{
    for (guint i = 0; headers != NULL && i < G_N_ELEMENTS(signs); i++) {
        g_autofree char *value = http_header_find(headers, signs[i].header);

        if (value != NULL && (signs[i].value == NULL ||
                              g_ascii_strcasecmp(value, signs[i].value) == 0))
            return TRUE;
    }
    return FALSE;
}

/* The beginning of a short body, in lower case; NULL when it is long. */
static char *beginning_of(const char *path)
{
    FILE *file = path != NULL ? fopen(path, "rbe") : NULL;
    g_autofree char *bytes = NULL;
    gsize len;
    gboolean longer;

    if (file == NULL)
        return NULL;
    bytes = g_malloc0(LOOK_LEN + 1);
    len = fread(bytes, 1, LOOK_LEN, file);
    longer = fseek(file, WALL_LEN_MAX, SEEK_SET) == 0 && fgetc(file) != EOF;
    fclose(file);
    for (gsize i = 0; i < len; i++)
        bytes[i] = bytes[i] == '\0' ? ' ' : g_ascii_tolower(bytes[i]);
    return longer ? NULL : g_steal_pointer(&bytes);
}

gboolean bot_wall_is(int http_status, const char *headers,
                     const char *body_path)
{
    g_autofree char *text = NULL;

    if (is_refusal(http_status) && says_so(headers))
        return TRUE;
    /* Cloudflare puts its script into good pages as well: only refusals are
     * looked into. */
    if (!is_refusal(http_status))
        return FALSE;
    text = beginning_of(body_path);
    for (guint i = 0; text != NULL && i < G_N_ELEMENTS(words); i++) {
        if (strstr(text, words[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}
