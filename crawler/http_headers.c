#include "crawler/http_headers.h"

#include <string.h>

char *http_header_find(const char *headers, const char *name)
{
    gsize name_len = strlen(name);

    while (headers != NULL && *headers != '\0') {
        gsize line_len = strcspn(headers, "\r\n");

        if (line_len > name_len && headers[name_len] == ':' &&
            g_ascii_strncasecmp(headers, name, name_len) == 0) {
            char *value =
                g_strndup(headers + name_len + 1, line_len - name_len - 1);

            return g_strstrip(value);
        }
        headers += line_len;
        headers += strspn(headers, "\r\n");
    }
    return NULL;
}

/* Takes @bytes and gives UTF-8. */
static char *text_of(char *bytes)
{
    g_autofree char *raw = bytes;
    char *thai;

    if (raw == NULL || g_utf8_validate(raw, -1, NULL))
        return g_steal_pointer(&raw);
    thai = g_convert(raw, -1, "UTF-8", "CP874", NULL, NULL, NULL);
    return thai != NULL ? thai : g_utf8_make_valid(raw, -1);
}

char *http_header_text(const char *headers, const char *name)
{
    return text_of(http_header_find(headers, name));
}

/* --- file names --------------------------------------------------------------
 */

/* Takes @name; a bare, printable file name of bounded length, or NULL. */
static char *bare_name(char *name)
{
    g_autofree char *text = text_of(name);
    g_autoptr(GString) out = g_string_new(NULL);
    const char *p = text;

    for (const char *s = text; s != NULL && *s != '\0'; s++) {
        if (*s == '/' || *s == '\\')
            p = s + 1;
    }
    for (; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (out->len + 6 > HTTP_FILE_NAME_MAX_LEN)
            break;
        if (!g_unichar_iscntrl(c))
            g_string_append_unichar(out, c);
    }
    g_strstrip(out->str);
    if (*out->str == '\0' || strcmp(out->str, ".") == 0 ||
        strcmp(out->str, "..") == 0)
        return NULL;
    return g_strdup(out->str);
}

/* The bytes that @text percent-encodes; wrong escapes stay as they are. */
static char *percent_decoded(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        int high = *p == '%' ? g_ascii_xdigit_value(p[1]) : -1;
        int low = high >= 0 ? g_ascii_xdigit_value(p[2]) : -1;
        int byte = high * 16 + low;

        if (high < 0 || low < 0 || byte == 0) {
            g_string_append_c(out, *p);
            continue;
        }
        g_string_append_c(out, (char)byte);
        p += 2;
    }
    return g_string_free(out, FALSE);
}

/* RFC 8187: charset'language'percent-encoded. */
static char *extended_value(const char *value)
{
    const char *language = strchr(value, '\'');
    const char *text = language != NULL ? strchr(language + 1, '\'') : NULL;
    g_autofree char *charset = NULL;
    g_autofree char *bytes = NULL;
    char *converted;

    if (text == NULL)
        return NULL;
    charset = g_strndup(value, (gsize)(language - value));
    bytes = percent_decoded(text + 1);
    if (g_ascii_strcasecmp(charset, "utf-8") == 0)
        return g_steal_pointer(&bytes);
    converted = g_convert(bytes, -1, "UTF-8", charset, NULL, NULL, NULL);
    return converted != NULL ? converted : g_steal_pointer(&bytes);
}

/* A token or a quoted string at *@p, which moves behind it. */
static char *read_value(const char **p)
{
    GString *out = g_string_new(NULL);
    const char *s = *p;
    gboolean quoted = *s == '"';

    for (s += quoted; *s != '\0' && *s != (quoted ? '"' : ';'); s++) {
        if (quoted && *s == '\\' && (s[1] == '"' || s[1] == '\\'))
            s++;
        g_string_append_c(out, *s);
    }
    *p = s + strcspn(s, ";");
    return g_strstrip(g_string_free(out, FALSE));
}

char *http_disposition_name(const char *value)
{
    g_autofree char *plain = NULL;
    g_autofree char *extended = NULL;
    const char *p = value + strcspn(value, ";");

    while (*p == ';') {
        const char *key = p + 1 + strspn(p + 1, " \t");
        gsize key_len = strcspn(key, "=; \t");
        gboolean is_plain =
            key_len == 8 && g_ascii_strncasecmp(key, "filename", 8) == 0;
        gboolean is_extended =
            key_len == 9 && g_ascii_strncasecmp(key, "filename*", 9) == 0;
        g_autofree char *text = NULL;

        p = key + key_len;
        p += strspn(p, " \t");
        if (*p != '=') {
            p += strcspn(p, ";");
            continue;
        }
        p += 1 + strspn(p + 1, " \t");
        text = read_value(&p);
        if (is_extended && extended == NULL)
            extended = bare_name(extended_value(text));
        else if (is_plain && plain == NULL)
            plain = bare_name(percent_decoded(text));
    }
    return extended != NULL ? g_steal_pointer(&extended)
                            : g_steal_pointer(&plain);
}

char *http_url_file_name(const char *url)
{
    const char *path = strstr(url, "://");
    g_autofree char *last = NULL;
    const char *slash = NULL;
    gsize len;

    path = path != NULL ? path + 3 : url;
    len = strcspn(path, "?#");
    for (gsize i = 0; i < len; i++) {
        if (path[i] == '/')
            slash = path + i;
    }
    if (slash == NULL)
        return NULL;
    last = g_strndup(slash + 1, (gsize)(path + len - slash - 1));
    return bare_name(percent_decoded(last));
}
