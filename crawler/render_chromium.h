/*
 * render_chromium.h - open pages in a browser and take what they became
 *
 * Takes    pages that were fetched already; FetchOptions for all that they
 *          ask for while they load
 * Gives    the DOM as HTML and a picture of the page, both in the spool
 * Units    *_ms milliseconds, *_len bytes
 * Limits   RENDER_WALL_MS a page, RENDER_REQUESTS_MAX requests a page,
 *          RENDER_HTML_MAX_LEN, RENDER_PICTURE_HEIGHT_MAX
 * Errors   BROWSER_ERROR_MISSING, BROWSER_ERROR_START, FETCH_ERROR_SPOOL; a
 *          page that does not render is a result, not an error
 *
 * The browser reaches no network. Each of its requests is fetched by
 * fetch_all(), with its pace, its limits, its guard against private addresses
 * and its source map; only GET is let through, and no video, sound or socket.
 * Each page has a browser context of its own: no cookie goes to the next.
 */
#ifndef CRAWLER_RENDER_CHROMIUM_H
#define CRAWLER_RENDER_CHROMIUM_H

#include "crawler/fetch.h"

#define RENDER_WALL_MS 30000
#define RENDER_QUIET_MS 700 /* nothing asked for so long: the page is there */
#define RENDER_REQUESTS_MAX 120
#define RENDER_BODY_MAX_LEN (8ll << 20)
#define RENDER_HTML_MAX_LEN (8u << 20)
#define RENDER_PICTURE_HEIGHT_MAX 6000

typedef struct {
    const char *program; /* NULL: found in PATH */
    const FetchOptions *fetch;
    int wall_ms; /* 0: RENDER_WALL_MS */
} RenderOptions;

typedef struct {
    const char *url;          /* after redirects: what scripts see */
    const char *body_path;    /* as fetched */
    const char *content_type; /* or NULL */
    gpointer data;
} RenderRequest;

typedef struct {
    char *html_path, *html_sha256;       /* NULL: not rendered */
    char *picture_path, *picture_sha256; /* PNG; or NULL */
    guint request_count, refused_count;
    gboolean cut; /* still loading when its time was up */
    char *detail; /* why not rendered, or what was lost; or NULL */
} RenderResult;

void render_result_free(RenderResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RenderResult, render_result_free)

/* @result is yours. */
typedef void (*RenderDone)(const RenderRequest *request, RenderResult *result,
                           gpointer data);

/* Renders @requests (RenderRequest*) one after the other. FALSE when nothing
 * can work; then @done was not called for the rest. @cancel may be NULL. */
gboolean render_all(const RenderOptions *options, const GPtrArray *requests,
                    RenderDone done, gpointer data, const volatile gint *cancel,
                    GError **error);

#endif
