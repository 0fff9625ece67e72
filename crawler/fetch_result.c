#include "crawler/fetch_result.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"
#include "crawler/http_headers.h"

GQuark fetch_error_quark(void)
{
    return g_quark_from_static_string("fetch-error");
}

void fetch_result_add_hop(FetchResult *result, const char *url, int http_status)
{
    FetchHop *hop = g_new(FetchHop, 1);

    *hop = (FetchHop){ g_strdup(url), http_status };
    g_ptr_array_add(result->hops, hop);
}

static void hop_free(gpointer data)
{
    FetchHop *hop = data;

    g_free(hop->url);
    g_free(hop);
}

static void exchange_free(gpointer data)
{
    FetchExchange *exchange = data;

    g_free(exchange->url);
    g_free(exchange->place);
    g_free(exchange->request);
    g_free(exchange->headers);
    g_free(exchange->address);
    g_free(exchange->body_path);
    g_free(exchange->sha256);
    g_free(exchange);
}

void fetch_result_add_exchange(FetchResult *result, FetchExchange *exchange)
{
    if (result->exchanges == NULL)
        result->exchanges = g_ptr_array_new_with_free_func(exchange_free);
    g_ptr_array_add(result->exchanges, exchange);
}

FetchResult *fetch_result_new(const char *url)
{
    FetchResult *result = g_new0(FetchResult, 1);

    result->url = g_strdup(url);
    result->final_url = g_strdup(url);
    result->state = LINK_NOT_FETCHED;
    result->hops = g_ptr_array_new_with_free_func(hop_free);
    return result;
}

FetchResult *fetch_result_copy(const FetchResult *result)
{
    FetchResult *copy = g_memdup2(result, sizeof(*result));
    char **const strings[] = {
        &copy->url,       &copy->final_url, &copy->content_type,
        &copy->file_name, &copy->etag,      &copy->last_modified,
        &copy->body_path, &copy->sha256,    &copy->detail,
        &copy->headers,
    };

    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        *strings[i] = g_strdup(*strings[i]);
    if (copy->exchanges != NULL)
        g_ptr_array_ref(copy->exchanges);
    copy->hops = g_ptr_array_new_with_free_func(hop_free);
    for (guint i = 0; i < result->hops->len; i++) {
        const FetchHop *from = result->hops->pdata[i];

        fetch_result_add_hop(copy, from->url, from->http_status);
    }
    return copy;
}

void fetch_result_free(FetchResult *result)
{
    if (result == NULL)
        return;
    g_free(result->url);
    g_free(result->final_url);
    g_free(result->content_type);
    g_free(result->file_name);
    g_free(result->etag);
    g_free(result->last_modified);
    g_free(result->body_path);
    g_free(result->sha256);
    g_free(result->detail);
    g_free(result->headers);
    g_clear_pointer(&result->exchanges, g_ptr_array_unref);
    g_ptr_array_unref(result->hops);
    g_free(result);
}

void fetch_result_explain(FetchResult *result, const char *detail)
{
    if (result->detail == NULL)
        result->detail = g_strdup(detail);
}

void fetch_result_read_headers(FetchResult *result, const char *headers)
{
    g_autofree char *disposition =
        http_header_find(headers, "Content-Disposition");

    result->headers = g_strdup(headers);
    result->content_type = http_header_text(headers, "Content-Type");
    result->etag = http_header_text(headers, "ETag");
    result->last_modified = http_header_text(headers, "Last-Modified");
    if (disposition != NULL)
        result->file_name = http_disposition_name(disposition);
    if (result->file_name == NULL)
        result->file_name = http_url_file_name(result->final_url);
}

/* --- addresses
 * ----------------------------------------------------------------- */

/* "mailto" of "mailto:a@b"; NULL for a host and port, or a path. */
static char *scheme_of(const char *text)
{
    gsize len = 0;

    while (g_ascii_isalnum(text[len]) || text[len] == '+' || text[len] == '-')
        len++;
    if (len == 0 || text[len] != ':' || !g_ascii_isalpha(text[0]))
        return NULL;
    return g_ascii_strdown(text, (gssize)len);
}

LinkState fetch_address_state(const char *text, char **url)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    g_autofree char *scheme = scheme_of(trimmed);
    g_autofree char *canonical = NULL;
    g_autoptr(Url) parts = NULL;

    if (*trimmed == '#' || g_strcmp0(scheme, "javascript") == 0)
        return LINK_HASH_ONLY;
    if (scheme != NULL && strcmp(scheme, "http") != 0 &&
        strcmp(scheme, "https") != 0)
        return LINK_OTHER_SCHEME;
    if (scheme == NULL || strlen(trimmed) > URL_MAX_LEN)
        return LINK_BAD_URL;
    canonical = url_resolve(NULL, trimmed);
    if (canonical == NULL || strlen(canonical) > URL_MAX_LEN)
        return LINK_BAD_URL;
    parts = url_parse(canonical);
    if (parts == NULL || parts->host == NULL || *parts->host == '\0')
        return LINK_BAD_URL;
    *url = url_without_fragment(canonical);
    return *url != NULL ? LINK_OK : LINK_BAD_URL;
}

/* Names of a first page, and of the folders of languages that it may be in. */
static gboolean is_home_name(const char *name)
{
    static const char *const NAMES[] = {
        "",          "home",         "index",        "main",
        "default",   "index.html",   "index.htm",    "index.php",
        "index.asp", "index.aspx",   "index.jsp",    "home.html",
        "home.php",  "default.html", "default.aspx", "default.asp",
        "main.php",  "main.html",    "home.aspx",    "homepage",
    };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (g_ascii_strcasecmp(name, NAMES[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_language(const char *name)
{
    static const char *const NAMES[] = { "th", "en", "th-th", "en-us", "web" };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (g_ascii_strcasecmp(name, NAMES[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean fetch_is_home(const char *url)
{
    g_autoptr(Url) parts = url_parse(url);
    g_auto(GStrv) names = NULL;
    guint i = 1; /* the path begins with a slash */

    if (parts == NULL || (parts->query != NULL && *parts->query != '\0'))
        return FALSE;
    names = g_strsplit(parts->path, "/", -1);
    if (g_strv_length(names) < 2)
        return TRUE;
    if (is_language(names[i]))
        i++;
    if (names[i] != NULL && is_home_name(names[i]))
        i++;
    /* only a slash at the end may be left */
    return names[i] == NULL || (*names[i] == '\0' && names[i + 1] == NULL);
}
