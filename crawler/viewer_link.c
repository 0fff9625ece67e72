#include "crawler/viewer_link.h"

#include <string.h>

#include "base/url.h"

/* Shorter words in an address are no document's name. */
#define ID_MIN_LEN 10

static gboolean path_begins(const Url *url, const char *prefix)
{
    return g_str_has_prefix(url->path, prefix);
}

/* The value of @name in the query, unescaped; NULL when there is none. */
static char *parameter(const Url *url, const char *name)
{
    g_auto(GStrv) parts = NULL;
    gsize len = strlen(name);

    if (url->query == NULL)
        return NULL;
    parts = g_strsplit(url->query, "&", -1);
    for (char **part = parts; *part != NULL; part++) {
        if (g_ascii_strncasecmp(*part, name, len) == 0 && (*part)[len] == '=') {
            char *value = g_uri_unescape_string(*part + len + 1, NULL);

            if (value != NULL && *value != '\0')
                return value;
            g_free(value);
        }
    }
    return NULL;
}

/* The query without parameter @name, and with "@name=@value" at its end. */
static char *query_with(const Url *url, const char *name, const char *value)
{
    GString *query = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(url->query ? url->query : "", "&", -1);
    gsize len = strlen(name);

    for (char **part = parts; *part != NULL; part++) {
        if (**part == '\0' ||
            (strncmp(*part, name, len) == 0 && (*part)[len] == '='))
            continue;
        g_string_append_printf(query, "%s&", *part);
    }
    g_string_append_printf(query, "%s=%s", name, value);
    return g_string_free(query, FALSE);
}

static gsize id_len(const char *at)
{
    gsize len = 0;

    while (g_ascii_isalnum(at[len]) || at[len] == '_' || at[len] == '-')
        len++;
    return len >= ID_MIN_LEN ? len : 0;
}

/* The name after @before in the path; NULL when there is none. */
static char *id_after(const Url *url, const char *before)
{
    const char *at = strstr(url->path, before);
    gsize len;

    if (at == NULL)
        return NULL;
    at += strlen(before);
    len = id_len(at);
    return len == 0 ? NULL : g_strndup(at, len);
}

static char *id_parameter(const Url *url)
{
    char *id = parameter(url, "id");

    if (id == NULL || id_len(id) != strlen(id))
        g_clear_pointer(&id, g_free);
    return id;
}

/* --- viewers ------------------------------------------------------------- */

static char *from_url(const Url *url, const char *text)
{
    g_autofree char *file = parameter(url, "url");

    return file == NULL ? NULL : url_resolve(text, file);
}

static char *from_src(const Url *url, const char *text)
{
    g_autofree char *file = parameter(url, "src");

    return file == NULL ? NULL : url_resolve(text, file);
}

/* PDF.js, on whatever host: viewer.html?file=... */
static char *from_file(const Url *url, const char *text)
{
    static const char *const names[] = { "viewer.html", "viewer.htm",
                                         "viewer.php",  "pdfjs",
                                         "pdf-viewer",  "pdfviewer" };
    g_autofree char *path = g_ascii_strdown(url->path, -1);
    g_autofree char *file = NULL;

    for (gsize i = 0; file == NULL && i < G_N_ELEMENTS(names); i++) {
        if (strstr(path, names[i]) != NULL)
            file = parameter(url, "file");
    }
    return file == NULL ? NULL : url_resolve(text, file);
}

/* --- drives -------------------------------------------------------------- */

static char *from_drive(const Url *url, const char *text)
{
    g_autofree char *id = id_after(url, "/file/d/");
    g_autofree char *folder = id_after(url, "/folders/");
    g_autofree char *key = parameter(url, "resourcekey");

    (void)text;
    if (folder == NULL && path_begins(url, "/folderview"))
        folder = id_parameter(url);
    if (folder != NULL)
        return g_strdup_printf(
            "https://drive.google.com/embeddedfolderview?id=%s", folder);
    if (id == NULL && (path_begins(url, "/open") || path_begins(url, "/uc")))
        id = id_parameter(url);
    if (id == NULL)
        return NULL;
    return g_strdup_printf("https://drive.usercontent.google.com/download"
                           "?id=%s&export=download&confirm=t%s%s",
                           id, key != NULL ? "&resourcekey=" : "",
                           key != NULL ? key : "");
}

static char *from_docs(const Url *url, const char *text)
{
    static const struct {
        const char *before, *export;
    } kinds[] = {
        { "/document/d/",
          "https://docs.google.com/document/d/%s/export?format=docx" },
        { "/spreadsheets/d/",
          "https://docs.google.com/spreadsheets/d/%s/export?format=xlsx" },
        { "/presentation/d/",
          "https://docs.google.com/presentation/d/%s/export/pptx" },
    };
    g_autofree char *published = id_after(url, "/spreadsheets/d/e/");

    if (path_begins(url, "/gview") || path_begins(url, "/viewer"))
        return from_url(url, text);
    if (strstr(url->path, "/file/d/") != NULL || path_begins(url, "/open") ||
        path_begins(url, "/uc"))
        return from_drive(url, text);
    if (published != NULL && strstr(url->path, "/pubhtml") != NULL)
        return g_strdup_printf("https://docs.google.com/spreadsheets/d/e/%s/"
                               "pub?output=xlsx",
                               published);
    if (strstr(url->path, "/export") != NULL)
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *id = id_after(url, kinds[i].before);
        g_auto(GStrv) halves = NULL;

        if (id == NULL)
            continue;
        halves = g_strsplit(kinds[i].export, "%s", 2);
        return g_strconcat(halves[0], id, halves[1], NULL);
    }
    return NULL;
}

static char *from_dropbox(const Url *url, const char *text)
{
    g_autofree char *query = NULL;

    (void)text;
    if (!path_begins(url, "/s/") && !path_begins(url, "/sh/") &&
        !path_begins(url, "/scl/"))
        return NULL;
    query = query_with(url, "dl", "1");
    return g_strdup_printf("https://www.dropbox.com%s?%s", url->path, query);
}

static char *from_onedrive(const Url *url, const char *text)
{
    g_autofree char *id = parameter(url, "resid");
    g_autofree char *key = parameter(url, "authkey");
    g_autofree char *id_text = NULL;
    g_autofree char *key_text = NULL;

    (void)text;
    if (id == NULL)
        id = parameter(url, "id");
    if (id == NULL || path_begins(url, "/download"))
        return NULL;
    id_text = g_uri_escape_string(id, NULL, FALSE);
    key_text = key == NULL ? NULL : g_uri_escape_string(key, NULL, FALSE);
    return g_strdup_printf("https://onedrive.live.com/download?resid=%s%s%s",
                           id_text, key != NULL ? "&authkey=" : "",
                           key != NULL ? key_text : "");
}

/* A sharing link as a name: "u!" and base64 for addresses, unpadded. */
static char *from_short_onedrive(const Url *url, const char *text)
{
    g_autofree char *name = g_base64_encode((const guchar *)text, strlen(text));

    if (strlen(url->path) < ID_MIN_LEN)
        return NULL;
    for (char *at = name; *at != '\0'; at++) {
        if (*at == '+')
            *at = '-';
        else if (*at == '/')
            *at = '_';
        else if (*at == '=')
            *at = '\0';
        if (*at == '\0')
            break;
    }
    return g_strdup_printf(
        "https://api.onedrive.com/v1.0/shares/u!%s/root/content", name);
}

/* "/:w:/g/..." is a document, "/:f:/..." a folder. */
static char *from_sharepoint(const Url *url, const char *text)
{
    g_autofree char *query = NULL;
    g_autofree char *document = parameter(url, "sourcedoc");
    const char *page = strstr(url->path, "/_layouts/15/");

    (void)text;
    if (page != NULL && document != NULL) {
        g_strcanon(document, "0123456789abcdefABCDEF-", ' ');
        g_strstrip(document);
        return g_strdup_printf(
            "https://%s%.*s/_layouts/15/download.aspx?UniqueId=%s", url->host,
            (int)(page - url->path), url->path, document);
    }
    if (strlen(url->path) < 5 || url->path[1] != ':' || url->path[3] != ':' ||
        url->path[2] == 'f')
        return NULL;
    query = query_with(url, "download", "1");
    return g_strdup_printf("https://%s%s?%s", url->host, url->path, query);
}

static const struct {
    const char *host; /* or below it; NULL: any */
    char *(*find)(const Url *url, const char *text);
} ways[] = {
    { "docs.google.com", from_docs },
    { "drive.google.com", from_drive },
    { "drive.google.com", from_url },
    { "view.officeapps.live.com", from_src },
    { "dropbox.com", from_dropbox },
    { "onedrive.live.com", from_onedrive },
    { "1drv.ms", from_short_onedrive },
    { "sharepoint.com", from_sharepoint },
    { NULL, from_file },
};

static char *target_once(const char *text)
{
    g_autoptr(Url) url = url_parse(text);

    if (url == NULL || url->host == NULL ||
        (strcmp(url->scheme, "http") != 0 && strcmp(url->scheme, "https") != 0))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *found =
            ways[i].host == NULL || url_host_within(text, ways[i].host)
                ? ways[i].find(url, text)
                : NULL;

        if (found != NULL && (g_str_has_prefix(found, "http://") ||
                              g_str_has_prefix(found, "https://")))
            return g_steal_pointer(&found);
    }
    return NULL;
}

char *viewer_link_target(const char *url)
{
    char *target = NULL;

    for (int i = 0; i < VIEWERS_MAX; i++) {
        char *next = target_once(target != NULL ? target : url);

        if (next == NULL || g_strcmp0(next, target) == 0) {
            g_free(next);
            break;
        }
        g_free(target);
        target = next;
    }
    return target;
}

/* --- what a person must look at ------------------------------------------ */

static const struct {
    const char *host;
    ViewerKind kind;
} places[] = {
    { "anyflip.com", VIEWER_FLIPBOOK },
    { "fliphtml5.com", VIEWER_FLIPBOOK },
    { "issuu.com", VIEWER_FLIPBOOK },
    { "pubhtml5.com", VIEWER_FLIPBOOK },
    { "heyzine.com", VIEWER_FLIPBOOK },
    { "flipbuilder.com", VIEWER_FLIPBOOK },
    { "flipsnack.com", VIEWER_FLIPBOOK },
    { "flipbookpdf.net", VIEWER_FLIPBOOK },
    { "yumpu.com", VIEWER_FLIPBOOK },
    { "calameo.com", VIEWER_FLIPBOOK },
    { "publuu.com", VIEWER_FLIPBOOK },
    { "joomag.com", VIEWER_FLIPBOOK },
    { "simplebooklet.com", VIEWER_FLIPBOOK },
    { "scribd.com", VIEWER_FLIPBOOK },
    { "canva.com", VIEWER_FLIPBOOK },
    { "prezi.com", VIEWER_FLIPBOOK },
    { "facebook.com", VIEWER_SOCIAL },
    { "fb.com", VIEWER_SOCIAL },
    { "fb.watch", VIEWER_SOCIAL },
    { "fb.me", VIEWER_SOCIAL },
    { "m.me", VIEWER_SOCIAL },
    { "twitter.com", VIEWER_SOCIAL },
    { "x.com", VIEWER_SOCIAL },
    { "instagram.com", VIEWER_SOCIAL },
    { "tiktok.com", VIEWER_SOCIAL },
    { "threads.net", VIEWER_SOCIAL },
    { "blockdit.com", VIEWER_SOCIAL },
    { "line.me", VIEWER_SOCIAL },
    { "lin.ee", VIEWER_SOCIAL },
    { "youtube.com", VIEWER_VIDEO },
    { "youtu.be", VIEWER_VIDEO },
    { "youtube-nocookie.com", VIEWER_VIDEO },
    { "vimeo.com", VIEWER_VIDEO },
};

ViewerKind viewer_link_kind(const char *url)
{
    for (gsize i = 0; url != NULL && i < G_N_ELEMENTS(places); i++) {
        if (url_host_within(url, places[i].host))
            return places[i].kind;
    }
    return VIEWER_NONE;
}

const char *viewer_kind_code(ViewerKind kind)
{
    static const char *const codes[] = {
        [VIEWER_NONE] = NULL,
        [VIEWER_FLIPBOOK] = "flipbook",
        [VIEWER_SOCIAL] = "social-post",
        [VIEWER_VIDEO] = "video-only",
    };

    _Static_assert(G_N_ELEMENTS(codes) == VIEWER_KIND_COUNT, "a code a kind");
    return codes[kind];
}

/* --- what became of it --------------------------------------------------- */

/* Where drives send a visitor who has no account, or not the right one. */
static gboolean is_login(const char *url)
{
    static const char *const hosts[] = { "accounts.google.com",
                                         "login.microsoftonline.com",
                                         "login.live.com",
                                         "login.windows.net" };
    g_autoptr(Url) parts = url_parse(url);

    for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
        if (url_host_within(url, hosts[i]))
            return TRUE;
    }
    return parts != NULL && url_host_within(url, "dropbox.com") &&
           path_begins(parts, "/login");
}

static gboolean is_drive(const char *url)
{
    static const char *const hosts[] = {
        "drive.google.com", "docs.google.com",   "drive.usercontent.google.com",
        "sites.google.com", "onedrive.live.com", "1drv.ms",
        "sharepoint.com",   "dropbox.com",       "api.onedrive.com",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
        if (url_host_within(url, hosts[i]))
            return TRUE;
    }
    return FALSE;
}

LinkState viewer_link_state(const char *url, const char *final_url,
                            LinkState state)
{
    const char *end = final_url != NULL ? final_url : url;

    if (state == LINK_OK && is_login(end) && !is_login(url))
        return LINK_PERMISSION_NEEDED;
    if (state == LINK_FORBIDDEN && (is_drive(end) || is_drive(url)))
        return LINK_PERMISSION_NEEDED;
    if ((state == LINK_OK || state == LINK_FORBIDDEN ||
         state == LINK_CLIENT_ERROR || state == LINK_RATE_LIMITED) &&
        (viewer_link_kind(url) != VIEWER_NONE ||
         viewer_link_kind(end) != VIEWER_NONE))
        return LINK_NEEDS_PERSON;
    return state;
}
