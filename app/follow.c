#include "app/follow.h"

#include <string.h>

#include "base/url.h"
#include "crawler/viewer_link.h"

static const char *const extensions[] = { ".pdf",  ".doc", ".docx", ".xls",
                                          ".xlsx", ".ppt", ".pptx", ".zip",
                                          ".rar",  ".7z",  ".csv",  ".txt",
                                          ".odt",  ".ods", ".rtf" };

static const char *const social_hosts[] = {
    "facebook.com", "fb.com",      "fb.me",         "m.me",
    "twitter.com",  "x.com",       "youtube.com",   "youtu.be",
    "line.me",      "lin.ee",      "instagram.com", "tiktok.com",
    "linkedin.com", "blockdit.com"
};

/* Frames that show no document of the agency. */
static const char *const widget_hosts[] = {
    "google.com",        "google.co.th",
    "maps.app.goo.gl",   "goo.gl",
    "vimeo.com",         "googletagmanager.com",
    "openstreetmap.org", "addtoany.com",
    "doubleclick.net",   "youtube-nocookie.com",
    "recaptcha.net",     "disqus.com",
    "truehits.in.th",    "statcounter.com"
};

/* Places where agencies keep their documents. */
static const char *const drive_hosts[] = { "drive.google.com",
                                           "docs.google.com", "1drv.ms",
                                           "dropbox.com", "onedrive.live.com" };

static const char *const download_words[] = {
    "download", "attach", "getfile", "filename=", "file=", "/files/"
};

static gboolean host_is_one_of(const char *url, const char *const *hosts,
                               gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (url_host_within(url, hosts[i]))
            return TRUE;
    return FALSE;
}

gboolean follow_is_social(const char *url)
{
    return host_is_one_of(url, social_hosts, G_N_ELEMENTS(social_hosts));
}

static gboolean ends_like_document(const char *text, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(extensions); i++) {
        gsize tail = strlen(extensions[i]);

        if (len > tail &&
            g_ascii_strncasecmp(text + len - tail, extensions[i], tail) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The path, or what a query names: "view.php?f=plan.pdf". */
gboolean follow_is_document(const char *url)
{
    gsize whole = strlen(url);
    gsize path = strcspn(url, "?#");

    return ends_like_document(url, path) ||
           (path < whole && ends_like_document(url, whole));
}

/* A viewer or drive that shows a document; or a flipbook, which nobody else
 * than a person can read, and which must be named. */
gboolean follow_is_shown_document(const char *url)
{
    g_autofree char *target = viewer_link_target(url);

    return target != NULL || viewer_link_kind(url) == VIEWER_FLIPBOOK;
}

static gboolean looks_like_download(const char *url)
{
    g_autofree char *lower = g_ascii_strdown(url, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(download_words); i++)
        if (strstr(lower, download_words[i]) != NULL)
            return TRUE;
    return FALSE;
}

FollowRank follow_rank(const Page *from, const PageLink *link, const char *home)
{
    const char *base = from->final_url != NULL ? from->final_url : from->url;
    gboolean same_site = url_same_site(base, link->url) ||
                         (home != NULL && url_same_site(home, link->url));
    gboolean drive =
        host_is_one_of(link->url, drive_hosts, G_N_ELEMENTS(drive_hosts));

    if (link->zone != ZONE_MAIN || follow_is_social(link->url))
        return FOLLOW_NOT;
    if (follow_is_document(link->url) || follow_is_shown_document(link->url))
        return FOLLOW_DOCUMENT;
    if (!drive &&
        host_is_one_of(link->url, widget_hosts, G_N_ELEMENTS(widget_hosts)))
        return FOLLOW_NOT;
    if (link->frame)
        return FOLLOW_FRAME;
    if (drive)
        return FOLLOW_DOWNLOAD;
    if (!same_site || g_strcmp0(home, link->url) == 0)
        return FOLLOW_NOT;
    return looks_like_download(link->url) ? FOLLOW_DOWNLOAD : FOLLOW_PAGE;
}
