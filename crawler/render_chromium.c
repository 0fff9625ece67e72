#include "crawler/render_chromium.h"

#include <string.h>

#include "crawler/browser.h"
#include "crawler/fetch_result.h"
#include "crawler/fetch_spool.h"

enum {
    CALL_WAIT_MS = 5000,
    PICTURE_WAIT_MS = 15000,
    WINDOW_WIDTH = 1280,
    WINDOW_HEIGHT = 1600,
};

typedef struct {
    const RenderOptions *options;
    Browser *browser;
    const RenderRequest *request;
    RenderResult *result;
    char *context, *target, *session;
    gboolean is_first;  /* the page itself was not served yet */
    gboolean loaded;    /* its load event has fired */
    gboolean broken;    /* the browser must not be used again */
    GPtrArray *pending; /* JsonValue*: requests that wait for us */
    gint64 until;       /* monotonic microseconds */
    const volatile gint *cancel;
} View;

void render_result_free(RenderResult *result)
{
    if (result == NULL)
        return;
    g_free(result->html_path);
    g_free(result->html_sha256);
    g_free(result->picture_path);
    g_free(result->picture_sha256);
    g_free(result->detail);
    g_free(result);
}

static void explain(View *view, const char *detail)
{
    if (view->result->detail == NULL)
        view->result->detail = g_strdup(detail);
}

static int left_ms(const View *view)
{
    gint64 left = (view->until - g_get_monotonic_time()) / 1000;

    return (int)CLAMP(left, 0, RENDER_WALL_MS * 10);
}

static gboolean is_over(const View *view)
{
    return left_ms(view) == 0 || view->broken ||
           (view->cancel != NULL && *view->cancel != 0);
}

/* The result of a command to the page; NULL: the browser is of no more use. */
static JsonValue *ask(View *view, const char *method, JsonValue *params,
                      int wait_ms)
{
    g_autoptr(GError) error = NULL;
    JsonValue *result = browser_call(view->browser, view->session, method,
                                     params, wait_ms, &error);

    if (result != NULL)
        return result;
    explain(view, error->message);
    if (!g_error_matches(error, BROWSER_ERROR, BROWSER_ERROR_REFUSED))
        view->broken = TRUE;
    return NULL;
}

static gboolean tell(View *view, const char *method, JsonValue *params)
{
    g_autoptr(JsonValue) result = ask(view, method, params, CALL_WAIT_MS);

    return result != NULL;
}

/* --- what the page asks for ------------------------------------------------
 */

static void refuse(View *view, const char *id, const char *reason)
{
    JsonValue *params = json_new_object();

    json_set_string(params, "requestId", id);
    json_set_string(params, "errorReason", reason);
    view->result->refused_count++;
    if (browser_send(view->browser, view->session, "Fetch.failRequest",
                     params) == 0)
        view->broken = TRUE;
}

static void header_add(JsonValue *headers, const char *name, const char *value)
{
    JsonValue *header = json_new_object();

    json_set_string(header, "name", name);
    json_set_string(header, "value", value);
    json_append(headers, header);
}

/* The headers that decide whether a page may use what it was given. */
static void headers_add_cors(JsonValue *headers, const char *raw)
{
    g_auto(GStrv) lines = g_strsplit(raw != NULL ? raw : "", "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        char *colon = strchr(*line, ':');

        if (colon == NULL ||
            g_ascii_strncasecmp(*line, "access-control-", 15) != 0)
            continue;
        *colon = '\0';
        header_add(headers, g_strstrip(*line), g_strstrip(colon + 1));
    }
}

static void serve(View *view, const char *id, int status, JsonValue *headers,
                  const char *path)
{
    g_autofree char *bytes = NULL, *base64 = NULL;
    JsonValue *params = json_new_object();
    gsize len = 0;

    if (path != NULL)
        g_file_get_contents(path, &bytes, &len, NULL);
    base64 = g_base64_encode((const guchar *)(bytes != NULL ? bytes : ""), len);
    json_set_string(params, "requestId", id);
    json_set_int(params, "responseCode", status);
    json_set(params, "responseHeaders", headers);
    json_set_string(params, "body", base64);
    if (browser_send(view->browser, view->session, "Fetch.fulfillRequest",
                     params) == 0)
        view->broken = TRUE;
}

static const char *request_id(const JsonValue *paused)
{
    return json_get_string(paused, "requestId");
}

/* The page itself was fetched before: its bytes are served again. */
static void serve_page(View *view, const JsonValue *paused)
{
    JsonValue *headers = json_new_array();

    header_add(headers, "Content-Type",
               view->request->content_type != NULL ? view->request->content_type
                                                   : "text/html");
    serve(view, request_id(paused), 200, headers, view->request->body_path);
    view->is_first = FALSE;
}

static gboolean is_wanted(View *view, const JsonValue *paused)
{
    static const char *const unwanted[] = { "Media",    "WebSocket",
                                            "Ping",     "EventSource",
                                            "Prefetch", "Preflight",
                                            "Manifest", NULL };
    const char *kind = json_get_string(paused, "resourceType");
    const JsonValue *request = json_get(paused, "request");

    return kind != NULL && !g_strv_contains(unwanted, kind) &&
           g_strcmp0(json_get_string(request, "method"), "GET") == 0 &&
           view->result->request_count < RENDER_REQUESTS_MAX;
}

/* A request that the page waits for; takes @paused. */
static void was_paused(View *view, JsonValue *paused)
{
    const JsonValue *request = json_get(paused, "request");
    const char *url = json_get_string(request, "url");

    if (request_id(paused) == NULL || url == NULL) {
        json_free(paused);
        return;
    }
    if (view->is_first &&
        g_strcmp0(json_get_string(paused, "resourceType"), "Document") == 0) {
        serve_page(view, paused);
        json_free(paused);
    } else if (!is_wanted(view, paused)) {
        refuse(view, request_id(paused), "BlockedByClient");
        json_free(paused);
    } else {
        view->result->request_count++;
        g_ptr_array_add(view->pending, paused);
    }
}

static void was_fetched(const FetchRequest *request, FetchResult *result,
                        gpointer data)
{
    View *view = data;
    const JsonValue *paused = request->data;
    JsonValue *headers;

    if (result->body_path == NULL || result->http_status >= 600) {
        refuse(view, request_id(paused), "Failed");
    } else {
        headers = json_new_array();
        if (result->content_type != NULL)
            header_add(headers, "Content-Type", result->content_type);
        headers_add_cors(headers, result->headers);
        serve(view, request_id(paused),
              result->http_status >= 200 ? result->http_status : 200, headers,
              result->body_path);
    }
    fetch_result_free(result);
}

static gboolean pending_fetch(View *view, GError **error)
{
    g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);
    FetchOptions options = *view->options->fetch;
    gboolean good;

    options.retries = 0;
    options.timeout_ms = MIN(options.timeout_ms, MAX(left_ms(view), 100));
    options.body_max_len = MIN(options.body_max_len, RENDER_BODY_MAX_LEN);
    for (guint i = 0; i < view->pending->len; i++) {
        JsonValue *paused = g_ptr_array_index(view->pending, i);
        const char *asked = json_get_string(json_get(paused, "request"), "url");
        char *url = NULL;
        FetchRequest *request;

        if (fetch_address_state(asked, &url) != LINK_OK) {
            refuse(view, request_id(paused), "BlockedByClient");
            continue;
        }
        g_ptr_array_add(urls, url);
        request = g_new0(FetchRequest, 1);
        request->url = url;
        request->data = paused;
        g_ptr_array_add(requests, request);
    }
    good = requests->len == 0 || fetch_all(&options, requests, was_fetched,
                                           view, view->cancel, error);
    g_ptr_array_set_size(view->pending, 0);
    return good;
}

/* --- until it is quiet -----------------------------------------------------
 */

static void dialog_close(View *view)
{
    JsonValue *params = json_new_object();

    json_set_bool(params, "accept", FALSE);
    if (browser_send(view->browser, view->session,
                     "Page.handleJavaScriptDialog", params) == 0)
        view->broken = TRUE;
}

static void event_take(View *view, const JsonValue *event)
{
    const char *method = json_get_string(event, "method");
    JsonValue *params = json_get(event, "params");

    /* Of another page, one that was left behind. */
    if (g_strcmp0(json_get_string(event, "sessionId"), view->session) != 0)
        return;
    if (strcmp(method, "Fetch.requestPaused") == 0 && params != NULL)
        was_paused(view, json_ref(params));
    else if (strcmp(method, "Page.javascriptDialogOpening") == 0)
        dialog_close(view);
    else if (strcmp(method, "Page.loadEventFired") == 0)
        view->loaded = TRUE;
    else if (strcmp(method, "Inspector.targetCrashed") == 0) {
        explain(view, "the page crashed");
        view->broken = TRUE;
    }
}

/* Serves the page until it asks for nothing any more. */
static gboolean wait_until_quiet(View *view, GError **error)
{
    while (!is_over(view)) {
        g_autoptr(GError) local = NULL;
        int wait_ms = view->pending->len > 0 ? 0 : RENDER_QUIET_MS;
        g_autoptr(JsonValue) event =
            browser_event(view->browser, MIN(wait_ms, left_ms(view)), &local);

        if (event != NULL) {
            event_take(view, event);
        } else if (local != NULL) {
            explain(view, local->message);
            view->broken = TRUE;
        } else if (view->pending->len > 0) {
            if (!pending_fetch(view, error))
                return FALSE;
        } else if (view->loaded) {
            return TRUE;
        }
    }
    view->result->cut = !view->broken;
    return TRUE;
}

/* --- what it became --------------------------------------------------------
 */

static gboolean keep(const View *view, const void *bytes, gsize len,
                     char **path, char **sha256, GError **error)
{
    SpoolFile *file = spool_open(view->options->fetch->spool_dir, error);

    if (file == NULL)
        return FALSE;
    if (!spool_write(file, bytes, len, error)) {
        spool_drop(file);
        return FALSE;
    }
    return spool_finish(file, path, sha256, error);
}

static gboolean take_html(View *view, GError **error)
{
    JsonValue *params = json_new_object();
    g_autoptr(JsonValue) result = NULL;
    const char *html;

    json_set_string(params, "expression",
                    "'<!DOCTYPE html>' + document.documentElement.outerHTML");
    json_set_bool(params, "returnByValue", TRUE);
    result = ask(view, "Runtime.evaluate", params, CALL_WAIT_MS);
    html = json_get_string(json_get(result, "result"), "value");
    if (html == NULL || strlen(html) > RENDER_HTML_MAX_LEN) {
        explain(view, html == NULL ? "the page gave no HTML"
                                   : "the page became too large");
        return TRUE;
    }
    return keep(view, html, strlen(html), &view->result->html_path,
                &view->result->html_sha256, error);
}

static int page_height(View *view)
{
    g_autoptr(JsonValue) metrics =
        ask(view, "Page.getLayoutMetrics", NULL, CALL_WAIT_MS);
    const JsonValue *size = json_get(metrics, "cssContentSize");

    return (int)(CLAMP(json_get_hundredths(size, "height", WINDOW_HEIGHT * 100),
                       100 * 100, RENDER_PICTURE_HEIGHT_MAX * 100) /
                 100);
}

static gboolean take_picture(View *view, GError **error)
{
    JsonValue *params = json_new_object();
    JsonValue *clip = json_new_object();
    g_autoptr(JsonValue) result = NULL;
    g_autofree guchar *bytes = NULL;
    const char *base64;
    gsize len = 0;

    json_set_int(clip, "x", 0);
    json_set_int(clip, "y", 0);
    json_set_int(clip, "width", WINDOW_WIDTH);
    json_set_int(clip, "height", page_height(view));
    json_set_int(clip, "scale", 1);
    json_set(params, "clip", clip);
    json_set_bool(params, "captureBeyondViewport", TRUE);
    if (view->broken) {
        json_free(params);
        return TRUE;
    }
    result = ask(view, "Page.captureScreenshot", params, PICTURE_WAIT_MS);
    base64 = json_get_string(result, "data");
    if (base64 == NULL)
        return TRUE;
    bytes = g_base64_decode(base64, &len);
    return keep(view, bytes, len, &view->result->picture_path,
                &view->result->picture_sha256, error);
}

/* --- one page --------------------------------------------------------------
 */

static char *text_in(View *view, const char *method, JsonValue *params,
                     const char *key)
{
    g_autoptr(JsonValue) result = ask(view, method, params, CALL_WAIT_MS);

    return g_strdup(json_get_string(result, key));
}

static gboolean view_open(View *view)
{
    JsonValue *params = json_new_object();

    view->context =
        text_in(view, "Target.createBrowserContext", NULL, "browserContextId");
    json_set_string(params, "url", "about:blank");
    json_set_string(params, "browserContextId", view->context);
    view->target = text_in(view, "Target.createTarget", params, "targetId");
    params = json_new_object();
    json_set_string(params, "targetId", view->target);
    json_set_bool(params, "flatten", TRUE);
    view->session = text_in(view, "Target.attachToTarget", params, "sessionId");
    return view->session != NULL;
}

static JsonValue *everything(void)
{
    JsonValue *params = json_new_object();
    JsonValue *patterns = json_new_array();
    JsonValue *all = json_new_object();

    json_set_string(all, "urlPattern", "*");
    json_append(patterns, all);
    json_set(params, "patterns", patterns);
    return params;
}

static JsonValue *window_size(void)
{
    JsonValue *params = json_new_object();

    json_set_int(params, "width", WINDOW_WIDTH);
    json_set_int(params, "height", WINDOW_HEIGHT);
    json_set_int(params, "deviceScaleFactor", 1);
    json_set_bool(params, "mobile", FALSE);
    return params;
}

static gboolean view_prepare(View *view)
{
    JsonValue *deny = json_new_object();

    json_set_string(deny, "behavior", "deny");
    return tell(view, "Page.setDownloadBehavior", deny) &&
           tell(view, "Page.enable", NULL) &&
           tell(view, "Emulation.setDeviceMetricsOverride", window_size()) &&
           tell(view, "Fetch.enable", everything());
}

/* Its answer comes when the page has begun: nobody waits for it here, for we
 * are the one who serves it. */
static void view_go(View *view)
{
    JsonValue *params = json_new_object();

    json_set_string(params, "url", view->request->url);
    if (browser_send(view->browser, view->session, "Page.navigate", params) ==
        0)
        view->broken = TRUE;
}

static void view_close(View *view)
{
    if (view->context != NULL && !view->broken) {
        JsonValue *params = json_new_object();

        json_set_string(params, "browserContextId", view->context);
        browser_send(view->browser, NULL, "Target.disposeBrowserContext",
                     params);
    }
    g_ptr_array_unref(view->pending);
    g_free(view->context);
    g_free(view->target);
    g_free(view->session);
}

/* FALSE when the spool or the fetcher can not work. *@broken: the browser can
 * not be used for the next page. */
static gboolean render_one(const RenderOptions *options, Browser *browser,
                           const RenderRequest *request, RenderResult *result,
                           const volatile gint *cancel, gboolean *broken,
                           GError **error)
{
    int wall_ms = options->wall_ms > 0 ? options->wall_ms : RENDER_WALL_MS;
    View view = {
        .options = options,
        .browser = browser,
        .request = request,
        .result = result,
        .is_first = TRUE,
        .pending = g_ptr_array_new_with_free_func((GDestroyNotify)json_free),
        .until = g_get_monotonic_time() + wall_ms * G_TIME_SPAN_MILLISECOND,
        .cancel = cancel
    };
    gboolean good = TRUE;

    if (view_open(&view) && view_prepare(&view)) {
        view_go(&view);
        good = wait_until_quiet(&view, error);
        if (good && !view.broken && !view.is_first)
            good = take_html(&view, error);
        if (good && !view.broken && result->html_path != NULL)
            good = take_picture(&view, error);
    }
    *broken = view.broken || view.session == NULL;
    view_close(&view);
    return good;
}

gboolean render_all(const RenderOptions *options, const GPtrArray *requests,
                    RenderDone done, gpointer data, const volatile gint *cancel,
                    GError **error)
{
    g_autofree char *program = browser_find(options->program);
    g_autoptr(Browser) browser = NULL;

    if (program == NULL) {
        g_set_error(error, BROWSER_ERROR, BROWSER_ERROR_MISSING,
                    "no browser: install chromium-headless-shell");
        return FALSE;
    }
    for (guint i = 0; i < requests->len && (cancel == NULL || *cancel == 0);
         i++) {
        RenderResult *result;
        gboolean broken = FALSE, good;

        if (browser == NULL)
            browser = browser_start(program, error);
        if (browser == NULL)
            return FALSE;
        result = g_new0(RenderResult, 1);
        good = render_one(options, browser, g_ptr_array_index(requests, i),
                          result, cancel, &broken, error);
        if (!good) {
            render_result_free(result);
            return FALSE;
        }
        if (broken) {
            browser_stop(browser);
            browser = NULL;
        }
        done(g_ptr_array_index(requests, i), result, data);
    }
    return TRUE;
}
