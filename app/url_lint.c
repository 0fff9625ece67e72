#include "app/url_lint.h"

#include <string.h>

#include "app/config_value.h"
#include "base/message.h"
#include "base/url.h"
#include "crawler/viewer_link.h"

#define DAY_S (24 * 60 * 60)
#define CERTIFICATE_WARN_DAYS 30

static const char *const shorteners[] = {
    "bit.ly",      "tinyurl.com",   "goo.gl",     "t.co",      "ow.ly",
    "is.gd",       "cutt.ly",       "rebrand.ly", "rb.gy",     "t.ly",
    "shorturl.at", "shorturl.asia", "qrco.de",    "me-qr.com", "forms.gle",
    "citly.me",    "tiny.cc",       "buff.ly",    "bitly.ws",  "shorturl.com",
    "fburl.com",   "urlzs.com"
};

static void add(GPtrArray *findings, Finding *finding)
{
    g_ptr_array_add(findings, finding);
}

static gboolean is_shortener(const char *url)
{
    for (gsize i = 0; i < G_N_ELEMENTS(shorteners); i++)
        if (url_host_within(url, shorteners[i]))
            return TRUE;
    return FALSE;
}

/* The site without "www.": www.x.go.th and x.go.th and ita.x.go.th are one
 * agency's. */
static gboolean is_off_domain(const char *url, const char *site)
{
    g_autofree char *host = url_host(site);
    const char *domain = host;

    if (host == NULL)
        return FALSE;
    if (g_str_has_prefix(domain, "www."))
        domain += 4;
    return !url_host_within(url, domain);
}

void bad_url_lint(const char *url, const char *place, GPtrArray *findings)
{
    const char *wrong, *hint;
    g_autofree char *good = web_address_read(url, TRUE, &wrong, &hint);
    g_autofree char *thai = NULL;

    if (good != NULL)
        return;
    thai = message_in(wrong, LANG_TH);
    add(findings,
        finding_make("bad-url", "url", url, "wrong", thai, "wrong_en", wrong,
                     "place", place != NULL ? place : "config.yaml", NULL));
}

void url_lint(const char *url, const char *site, GPtrArray *findings)
{
    g_autoptr(Url) parts = url_parse(url);
    g_autofree char *shown = NULL;

    if (parts == NULL || parts->host == NULL || parts->host[0] == '\0')
        return;
    if (strcmp(parts->scheme, "http") == 0)
        add(findings, finding_make("http-only", NULL));
    if (g_hostname_is_ip_address(parts->host) || parts->host[0] == '[')
        add(findings, finding_make("ip-address", "host", parts->host, NULL));
    else if (is_shortener(url))
        add(findings, finding_make("shortener", "host", parts->host, NULL));
    else if (site != NULL && is_off_domain(url, site))
        add(findings, finding_make("off-domain", "host", parts->host, NULL));
    if (parts->port >= 0) {
        shown = g_strdup_printf("%s:%d", parts->host, parts->port);
        add(findings, finding_make("port-in-url", "host", shown, NULL));
    }
}

void item_code_lint(const char *written, GPtrArray *findings)
{
    static const char thai_zero[] = "๐";

    /* A bare "10" is a number that lost nothing but its letter. */
    if (written != NULL &&
        (*written == '0' || g_str_has_prefix(written, thai_zero)))
        add(findings, finding_make("item-code-zero", "found", written, NULL));
}

static const char *state_code(LinkState state)
{
    switch (state) {
    case LINK_TLS_EXPIRED:
    case LINK_TLS_NAME:
    case LINK_TLS_CHAIN:
    case LINK_TLS_OLD:
    case LINK_TLS_OTHER:
        return "tls-problem";
    case LINK_LOGIN_WALL:
        return "login-wall";
    case LINK_PERMISSION_NEEDED:
        return "permission-needed";
    case LINK_NEEDS_PERSON: /* page_lint() says what it is */
        return NULL;
    case LINK_NEEDS_JAVASCRIPT:
        return "needs-javascript";
    default:
        break;
    }
    switch (link_state_row(state)->class) {
    case LINK_CLASS_BROKEN:
        return "link-dead";
    case LINK_CLASS_SOFT:
        return "link-soft";
    case LINK_CLASS_CARE:
        return "link-care";
    case LINK_CLASS_REFUSED:
        return "link-refused";
    default:
        return NULL;
    }
}

void url_state_lint(LinkState state, GPtrArray *findings)
{
    const LinkStateRow *row = link_state_row(state);
    const char *code = state == LINK_UNCONFIRMED ? NULL /* patience_lint() */
                                                 : state_code(state);

    if (code != NULL)
        add(findings,
            finding_make(code, "state", row->th, "state_en", row->en, NULL));
}

void patience_lint(const Page *page, int wanted, GPtrArray *findings)
{
    g_autofree char *runs = g_strdup_printf("%d", page->failed_runs);
    g_autofree char *needed = g_strdup_printf("%d", wanted);
    const LinkStateRow *row = link_state_row(page->failed_state);

    if (page->failed_runs > 0)
        add(findings,
            finding_make("link-unconfirmed", "state", row->th, "state_en",
                         row->en, "runs", runs, "wanted", needed, NULL));
}

void certificate_lint(const Page *page, GPtrArray *findings)
{
    gint64 left_days = (page->tls_expires_at - page->captured_at) / DAY_S;
    g_autofree char *days = g_strdup_printf("%d", (int)left_days);
    g_autofree char *host = url_host(page->url);

    if (page->tls_expires_at > page->captured_at && page->captured_at > 0 &&
        left_days < CERTIFICATE_WARN_DAYS)
        add(findings, finding_make("tls-expires-soon", "days", days, "host",
                                   host != NULL ? host : "-", NULL));
}

/* What a person must look at; where a short link led there, too. */
static void viewer_lint(const Page *page, GPtrArray *findings)
{
    const char *url = viewer_link_kind(page->url) != VIEWER_NONE
                          ? page->url
                          : page->final_url;
    const char *code = viewer_kind_code(viewer_link_kind(url));
    g_autofree char *host = code == NULL ? NULL : url_host(url);

    if (code != NULL && page->state == LINK_NEEDS_PERSON)
        add(findings, finding_make(code, "host", host, NULL));
}

void page_lint(const Page *page, GPtrArray *findings)
{
    viewer_lint(page, findings);
    switch (page->document_key != NULL ? page->reason : READ_OK) {
    case READ_OK:
        if (page->drawn_sha256 != NULL)
            add(findings, finding_make("drawn-by-javascript", NULL));
        break;
    case READ_NEEDS_JAVASCRIPT: /* the state says so already */
        break;
    case READ_IMAGE_ONLY:
        add(findings, finding_make("image-only", NULL));
        break;
    case READ_DAMAGED_TEXT:
        add(findings, finding_make("damaged-text", NULL));
        break;
    case READ_NEEDS_CONVERTER:
        add(findings,
            finding_make("needs-converter", "format", page->type, NULL));
        break;
    case READ_ENCRYPTED:
        add(findings, finding_make("encrypted", NULL));
        break;
    default:
        add(findings, finding_make("unreadable", "reason",
                                   read_reason_name(page->reason), NULL));
    }
}

gboolean fragment_is_missing(const char *url, const Document *document)
{
    const char *hash = strchr(url, '#');
    g_autofree char *name = NULL;

    /* "#/" and "#!" are routes of a script, ":~:" marks words: neither is a
     * place in the page. */
    if (hash == NULL || document->format != FORMAT_HTML || hash[1] == '\0' ||
        strchr("/!:", hash[1]) != NULL || strcmp(hash, "#top") == 0)
        return FALSE;
    name = g_uri_unescape_string(hash + 1, NULL);
    for (guint i = 0; i < document->anchors->len; i++) {
        const char *anchor = g_ptr_array_index(document->anchors, i);

        if (strcmp(anchor, hash + 1) == 0 || g_strcmp0(anchor, name) == 0)
            return FALSE;
    }
    return TRUE;
}
