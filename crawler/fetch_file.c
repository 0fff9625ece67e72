#include "crawler/fetch_file.h"

#include <string.h>

#include "crawler/fetch_spool.h"
#include "crawler/http_headers.h"

static const struct {
    const char *ending;
    const char *type;
} TYPES[] = {
    { ".html", "text/html" },
    { ".htm", "text/html" },
    { ".xhtml", "application/xhtml+xml" },
    /* programs, saved as what they answered */
    { ".php", "text/html" },
    { ".asp", "text/html" },
    { ".aspx", "text/html" },
    { ".jsp", "text/html" },
    { ".pdf", "application/pdf" },
    { ".docx", "application/vnd.openxmlformats-officedocument."
               "wordprocessingml.document" },
    { ".xlsx", "application/vnd.openxmlformats-officedocument."
               "spreadsheetml.sheet" },
    { ".pptx", "application/vnd.openxmlformats-officedocument."
               "presentationml.presentation" },
    { ".doc", "application/msword" },
    { ".xls", "application/vnd.ms-excel" },
    { ".ppt", "application/vnd.ms-powerpoint" },
    { ".odt", "application/vnd.oasis.opendocument.text" },
    { ".ods", "application/vnd.oasis.opendocument.spreadsheet" },
    { ".rtf", "application/rtf" },
    { ".csv", "text/csv" },
    { ".txt", "text/plain" },
    { ".xml", "application/xml" },
    { ".json", "application/json" },
    { ".jpg", "image/jpeg" },
    { ".jpeg", "image/jpeg" },
    { ".png", "image/png" },
    { ".gif", "image/gif" },
    { ".webp", "image/webp" },
    { ".svg", "image/svg+xml" },
    { ".tif", "image/tiff" },
    { ".tiff", "image/tiff" },
    { ".zip", "application/zip" },
    { ".rar", "application/vnd.rar" },
    { ".7z", "application/x-7z-compressed" },
    { ".css", "text/css" },
    { ".js", "text/javascript" },
};

const char *fetch_file_type(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    /* "list.php?page=2" is a file name as well */
    g_autofree char *stem = g_strndup(name, strcspn(name, "?"));
    const char *ending = strrchr(name, '.');
    const char *stem_ending = strrchr(stem, '.');

    for (guint i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (ending != NULL && g_ascii_strcasecmp(ending, TYPES[i].ending) == 0)
            return TYPES[i].type;
    }
    for (guint i = 0; stem_ending != NULL && i < G_N_ELEMENTS(TYPES); i++) {
        if (g_ascii_strcasecmp(stem_ending, TYPES[i].ending) == 0)
            return TYPES[i].type;
    }
    return NULL;
}

static void add_slash(char **url)
{
    gsize len = strcspn(*url, "?#");
    g_autofree char *path = g_strndup(*url, len);
    char *with_slash;

    if (g_str_has_suffix(path, "/") || g_str_has_suffix(path, "/index.html"))
        return;
    with_slash = g_strconcat(path, "/", *url + len, NULL);
    g_free(*url);
    *url = with_slash;
}

void fetch_file(FetchResult *result, const char *path, gint64 max_len)
{
    g_autoptr(GError) error = NULL;

    result->from_file = TRUE;
    result->attempts = 1;
    if (path == NULL) {
        result->state = LINK_FILE_MISSING;
        result->http_status = 404;
        return;
    }
    result->sha256 = spool_hash(path, max_len, &result->body_len, &error);
    if (error != NULL) {
        result->state = LINK_FILE_MISSING;
        result->http_status = 404;
        result->detail = g_strdup(error->message);
        return;
    }
    result->http_status = 200;
    if (g_str_has_suffix(path, "/index.html"))
        add_slash(&result->final_url);
    if (result->sha256 == NULL) {
        result->state = LINK_TOO_LARGE;
        return;
    }
    if (result->body_len == 0) {
        result->state = LINK_EMPTY;
        g_clear_pointer(&result->sha256, g_free);
        return;
    }
    result->state = LINK_OK;
    result->content_type = g_strdup(fetch_file_type(path));
    result->file_name = http_url_file_name(result->final_url);
    result->body_path = g_strdup(path);
}
