#include "base/url.h"

#include "base/limits.h"
#include "base/url_host.h"

#include <string.h>

/*
 * The parser follows the URL Standard for http and https. Its states are
 * functions here, each reading on from where the one before stopped. Input is
 * valid UTF-8 by then.
 */

/* --- percent-encoding --------------------------------------------------------
 */

/* What is encoded besides controls, space and everything above U+007E. */
#define ENCODE_FRAGMENT "\"<>`"
#define ENCODE_QUERY "\"#<>'"
#define ENCODE_PATH "\"#<>?^`{}"

static void append_encoded(GString *out, const char *text, gsize len,
                           const char *set)
{
    for (gsize i = 0; i < len; i++) {
        guchar c = (guchar)text[i];

        if (c <= 0x20 || c >= 0x7F || strchr(set, c) != NULL)
            g_string_append_printf(out, "%%%02X", c);
        else
            g_string_append_c(out, (char)c);
    }
}

static char *encoded(const char *text, gsize len, const char *set)
{
    GString *out = g_string_sized_new(len);

    append_encoded(out, text, len, set);
    return g_string_free(out, FALSE);
}

/* --- pieces ------------------------------------------------------------------
 */

void url_free(Url *url)
{
    if (url == NULL)
        return;
    g_free(url->scheme);
    g_free(url->host);
    g_free(url->path);
    g_free(url->query);
    g_free(url->fragment);
    g_free(url);
}

static gboolean is_http(const char *scheme)
{
    return strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0;
}

static int default_port(const char *scheme)
{
    return strcmp(scheme, "https") == 0 ? 443 : 80;
}

static gboolean is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* Length of the scheme at the start of @text without its ':'; 0: none. */
static gsize scheme_len(const char *text)
{
    gsize len = 0;

    if (!g_ascii_isalpha(text[0]))
        return 0;
    while (g_ascii_isalnum(text[len]) || strchr("+-.", text[len]) != NULL) {
        if (text[len] == '\0')
            return 0;
        len++;
    }
    return text[len] == ':' ? len : 0;
}

/* Bytes of the unseen character at @p: the standard's controls and space, and
 * what clings to pasted text (no-break and zero-width spaces). */
static gsize unseen_len(const char *p)
{
    gunichar c = g_utf8_get_char(p);

    if (c == 0)
        return 0;
    if (c <= 0x20 || c == 0xA0 || c == 0x200B || c == 0x2028 || c == 0xFEFF)
        return (gsize)(g_utf8_next_char(p) - p);
    return 0;
}

/* Valid UTF-8 without tabs and line breaks, trimmed of what is not seen. */
static char *clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid));
    const char *start = valid;
    const char *end = valid + strlen(valid);

    while (unseen_len(start) > 0)
        start += unseen_len(start);
    while (end > start && unseen_len(g_utf8_prev_char(end)) > 0)
        end = g_utf8_prev_char(end);
    for (const char *p = start; p < end; p++) {
        if (*p != '\t' && *p != '\n' && *p != '\r')
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

/* --- path --------------------------------------------------------------------
 */

/* "." and "..", also with %2e for a dot: how many dots, 0 for other names. */
static int dots_of(const char *segment, gsize len)
{
    int dots = 0;

    for (gsize i = 0; i < len; dots++) {
        if (segment[i] == '.')
            i++;
        else if (len - i >= 3 &&
                 g_ascii_strncasecmp(segment + i, "%2e", 3) == 0)
            i += 3;
        else
            return 0;
    }
    return dots <= 2 ? dots : 0;
}

static void drop_segment(GString *path)
{
    const char *slash = strrchr(path->str, '/');

    g_string_truncate(path, slash == NULL ? 0 : (gsize)(slash - path->str));
}

/* Reads the path at @p on top of @path; returns where it ends. */
static const char *read_path(GString *path, const char *p)
{
    if (is_slash(*p))
        p++;
    for (;;) {
        gsize len = strcspn(p, "/\\?#");
        int dots = dots_of(p, len);
        gboolean more = is_slash(p[len]);

        if (dots == 2)
            drop_segment(path);
        if (dots == 0) {
            g_string_append_c(path, '/');
            append_encoded(path, p, len, ENCODE_PATH);
        } else if (!more) {
            g_string_append_c(path, '/');
        }
        p += len;
        if (!more)
            return p;
        p++;
    }
}

/* What follows the path: "?query", "#fragment". */
static void read_tail(Url *url, const char *p)
{
    if (*p == '?') {
        gsize len = strcspn(p + 1, "#");

        g_free(url->query);
        url->query = encoded(p + 1, len, ENCODE_QUERY);
        p += 1 + len;
    }
    if (*p == '#')
        url->fragment = encoded(p + 1, strlen(p + 1), ENCODE_FRAGMENT);
}

static void read_path_and_tail(Url *url, GString *path, const char *p)
{
    p = read_path(path, p);
    g_free(url->path);
    url->path = g_string_free(path, FALSE);
    read_tail(url, p);
}

/* --- authority ---------------------------------------------------------------
 */

static gboolean read_port(Url *url, const char *p, const char *end)
{
    int port = 0;

    if (p == end)
        return TRUE;
    for (; p < end; p++) {
        if (!g_ascii_isdigit(*p))
            return FALSE;
        port = port * 10 + (*p - '0');
        if (port > 65535)
            return FALSE;
    }
    url->port = port == default_port(url->scheme) ? -1 : port;
    return TRUE;
}

/* The ':' before the port, or @end; not one inside [brackets]. */
static const char *find_port(const char *p, const char *end)
{
    gboolean inside = FALSE;

    for (; p < end; p++) {
        if (*p == '[')
            inside = TRUE;
        else if (*p == ']')
            inside = FALSE;
        else if (*p == ':' && !inside)
            return p;
    }
    return end;
}

/* @p stands after all slashes. */
static gboolean read_authority(Url *url, const char *p)
{
    const char *end = p + strcspn(p, "/\\?#");
    const char *at = memrchr(p, '@', (gsize)(end - p));
    const char *colon;

    if (at != NULL) {
        url->has_user = at > p && !(at == p + 1 && *p == ':');
        p = at + 1;
    }
    colon = find_port(p, end);
    url->host = url_host_parse(p, (gsize)(colon - p));
    if (url->host == NULL)
        return FALSE;
    if (colon < end && !read_port(url, colon + 1, end))
        return FALSE;
    read_path_and_tail(url, g_string_new(NULL), end);
    return TRUE;
}

static const char *skip_slashes(const char *p)
{
    while (is_slash(*p))
        p++;
    return p;
}

/* --- whole addresses
 * ---------------------------------------------------------- */

/* @p, seen from @base, which is http or https. */
static gboolean read_relative(Url *url, const char *p, const Url *base)
{
    GString *path;

    if (is_slash(p[0]) && is_slash(p[1]))
        return read_authority(url, skip_slashes(p));

    url->host = g_strdup(base->host);
    url->port = base->port;
    if (is_slash(*p)) {
        read_path_and_tail(url, g_string_new(NULL), p);
        return TRUE;
    }
    if (*p == '\0' || *p == '?' || *p == '#') {
        url->path = g_strdup(base->path);
        url->query = *p == '?' ? NULL : g_strdup(base->query);
        read_tail(url, p);
        return TRUE;
    }
    path = g_string_new(base->path);
    drop_segment(path);
    read_path_and_tail(url, path, p);
    return TRUE;
}

/* An address of another scheme: only its scheme is looked at. */
static void read_other(Url *url, const char *p)
{
    url->host = g_strdup("");
    url->path = g_strdup(p);
}

/* The address in clean @text against @base (NULL: none). */
static Url *parse(const char *text, const Url *base)
{
    g_autoptr(Url) url = g_new0(Url, 1);
    gsize len = scheme_len(text);
    const char *p = len > 0 ? text + len + 1 : text;
    gboolean good = TRUE;

    url->port = -1;
    if (strlen(text) > URL_MAX_LEN)
        return NULL;
    if (len == 0 && (base == NULL || !is_http(base->scheme)))
        return NULL;
    url->scheme =
        len > 0 ? g_ascii_strdown(text, (gssize)len) : g_strdup(base->scheme);

    if (len == 0)
        good = read_relative(url, p, base);
    else if (!is_http(url->scheme))
        read_other(url, p);
    else if (base != NULL && strcmp(base->scheme, url->scheme) == 0 &&
             !g_str_has_prefix(p, "//"))
        good = read_relative(url, p, base);
    else
        good = read_authority(url, skip_slashes(p));
    return good ? g_steal_pointer(&url) : NULL;
}

static Url *parse_against(const char *base, const char *text)
{
    g_autofree char *base_text = base == NULL ? NULL : clean(base);
    g_autofree char *cleaned = clean(text);
    g_autoptr(Url) base_url = base == NULL ? NULL : parse(base_text, NULL);

    return parse(cleaned, base_url);
}

static char *format(const Url *url, gboolean with_fragment)
{
    GString *out = g_string_new(url->scheme);

    g_string_append_c(out, ':');
    if (!is_http(url->scheme)) {
        g_string_append(out, url->path);
        return g_string_free(out, FALSE);
    }
    g_string_append_printf(out, "//%s", url->host);
    if (url->port >= 0)
        g_string_append_printf(out, ":%d", url->port);
    g_string_append(out, url->path);
    if (url->query != NULL)
        g_string_append_printf(out, "?%s", url->query);
    if (with_fragment && url->fragment != NULL)
        g_string_append_printf(out, "#%s", url->fragment);
    if (out->len > URL_MAX_LEN) {
        g_string_free(out, TRUE);
        return NULL;
    }
    return g_string_free(out, FALSE);
}

static void strip_dot(char *host)
{
    gsize len = strlen(host);

    if (len > 1 && host[len - 1] == '.')
        host[len - 1] = '\0';
}

Url *url_parse(const char *text)
{
    Url *url = text == NULL ? NULL : parse_against(NULL, text);

    if (url != NULL)
        strip_dot(url->host);
    return url;
}

char *url_resolve(const char *base, const char *text)
{
    g_autoptr(Url) url = text == NULL ? NULL : parse_against(base, text);

    return url == NULL ? NULL : format(url, TRUE);
}

char *url_without_fragment(const char *text)
{
    g_autoptr(Url) url = text == NULL ? NULL : parse_against(NULL, text);

    return url == NULL ? NULL : format(url, FALSE);
}

char *url_host(const char *text)
{
    g_autoptr(Url) url = url_parse(text);

    return url == NULL || *url->host == '\0' ? NULL : g_strdup(url->host);
}

/* --- comparing
 * ---------------------------------------------------------------- */

/* The host that @domain names, in the form of url_host(); or NULL. */
static char *domain_host(const char *domain)
{
    const char *name = *domain == '.' ? domain + 1 : domain;
    char *host = url_host_parse(name, strlen(name));

    if (host != NULL)
        strip_dot(host);
    return host;
}

gboolean url_host_within(const char *url, const char *domain)
{
    g_autofree char *host = url_host(url);
    g_autofree char *wanted = domain == NULL ? NULL : domain_host(domain);
    gsize host_len, wanted_len;

    if (host == NULL || wanted == NULL)
        return FALSE;
    host_len = strlen(host);
    wanted_len = strlen(wanted);
    if (host_len == wanted_len)
        return strcmp(host, wanted) == 0;
    return host_len > wanted_len && g_str_has_suffix(host, wanted) &&
           host[host_len - wanted_len - 1] == '.';
}

static const char *without_www(const char *host)
{
    return g_str_has_prefix(host, "www.") ? host + 4 : host;
}

gboolean url_same_site(const char *a, const char *b)
{
    g_autofree char *host_a = url_host(a);
    g_autofree char *host_b = url_host(b);

    return host_a != NULL && host_b != NULL &&
           strcmp(without_www(host_a), without_www(host_b)) == 0;
}

/* --- for people
 * ---------------------------------------------------------------- */

static gboolean is_readable(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return c >= 0xA1 && type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
           type != G_UNICODE_UNASSIGNED && type != G_UNICODE_PRIVATE_USE &&
           type != G_UNICODE_SURROGATE && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR &&
           type != G_UNICODE_SPACE_SEPARATOR;
}

/* Decodes the run of %XX at @p into @bytes (at most @max); returns how many. */
static gsize decode_run(const char *p, char *bytes, gsize max)
{
    gsize count = 0;

    for (; count < max && p[0] == '%'; p += 3) {
        int high = g_ascii_xdigit_value(p[1]);
        int low = high < 0 ? -1 : g_ascii_xdigit_value(p[2]);

        if (low < 0)
            break;
        bytes[count++] = (char)(high * 16 + low);
    }
    return count;
}

/* Only letters beyond ASCII are decoded: "%2F" is not "/". */
static void append_readable(GString *out, const char *p)
{
    while (*p != '\0') {
        char bytes[4];
        gsize count = decode_run(p, bytes, sizeof bytes);
        gunichar c = count == 0
                         ? (gunichar)-1
                         : g_utf8_get_char_validated(bytes, (gssize)count);

        if (c != (gunichar)-1 && c != (gunichar)-2 && is_readable(c)) {
            p += 3 * g_unichar_to_utf8(c, NULL);
            g_string_append_unichar(out, c);
        } else {
            g_string_append_c(out, *p++);
        }
    }
}

char *url_display(const char *text)
{
    g_autoptr(Url) url = text == NULL ? NULL : url_parse(text);
    g_autofree char *host = NULL;
    GString *out;

    if (url == NULL || !is_http(url->scheme))
        return text == NULL ? g_strdup("") : g_utf8_make_valid(text, -1);
    host = url_host_display(url->host);
    out = g_string_new(NULL);
    g_string_append_printf(out, "%s://%s", url->scheme, host);
    if (url->port >= 0)
        g_string_append_printf(out, ":%d", url->port);
    append_readable(out, url->path);
    if (url->query != NULL) {
        g_string_append_c(out, '?');
        append_readable(out, url->query);
    }
    if (url->fragment != NULL) {
        g_string_append_c(out, '#');
        append_readable(out, url->fragment);
    }
    return g_string_free(out, FALSE);
}
