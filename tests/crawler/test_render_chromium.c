/*
 * Pages that scripts build, opened in a real browser. Where none is installed
 * the tests say so and check what is said then.
 */
#include <criterion/criterion.h>

#include <glib/gstdio.h>
#include <string.h>
#include "crawler/browser.h"
#include "crawler/render_chromium.h"
#include "fault_server.h"

#define SITE "http://page.example"

typedef struct {
    char *dir;
    SourceMap *map;
    FetchOptions fetch;
    RenderOptions options;
    GPtrArray *requests; /* RenderRequest* */
    GPtrArray *results;  /* RenderResult*, in order */
} Case;

static gboolean no_browser(void)
{
    g_autofree char *program = browser_find(NULL);

    if (program == NULL)
        cr_log_warn("no browser is installed: rendering was not tested");
    return program == NULL;
}

static char *file_put(const Case *c, const char *name, const char *text)
{
    char *path = g_build_filename(c->dir, name, NULL);

    cr_assert(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static Case *case_new(void)
{
    Case *c = g_new0(Case, 1);

    c->dir = g_dir_make_tmp("oit-audit-test-XXXXXX", NULL);
    c->map = source_map_new();
    cr_assert(source_map_add(c->map, SITE "/", c->dir, NULL, NULL));
    fetch_options_init(&c->fetch);
    c->fetch.map = c->map;
    c->fetch.spool_dir = c->dir;
    c->fetch.pace_ms = 0;
    c->fetch.connect_timeout_ms = 2000;
    c->options.fetch = &c->fetch;
    c->requests = g_ptr_array_new_with_free_func(g_free);
    c->results =
        g_ptr_array_new_with_free_func((GDestroyNotify)render_result_free);
    return c;
}

static void case_free(Case *c)
{
    GDir *dir = g_dir_open(c->dir, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(c->dir, name, NULL);

        g_unlink(path);
    }
    g_dir_close(dir);
    g_rmdir(c->dir);
    source_map_free(c->map);
    g_ptr_array_unref(c->requests);
    g_ptr_array_unref(c->results);
    g_free(c->dir);
    g_free(c);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Case, case_free)

static void done(const RenderRequest *request, RenderResult *result,
                 gpointer data)
{
    Case *c = data;

    (void)request;
    g_ptr_array_add(c->results, result);
}

static void page_add(Case *c, const char *path)
{
    RenderRequest *request = g_new0(RenderRequest, 1);

    request->url = SITE "/";
    request->body_path = path;
    request->content_type = "text/html; charset=utf-8";
    g_ptr_array_add(c->requests, request);
}

/* Renders all pages; the HTML of the last one, "" when it gave none. */
static char *render(Case *c)
{
    g_autoptr(GError) error = NULL;
    const RenderResult *last;
    char *html = NULL;

    cr_assert(render_all(&c->options, c->requests, done, c, NULL, &error), "%s",
              error != NULL ? error->message : "");
    cr_assert_eq(c->results->len, c->requests->len);
    last = g_ptr_array_index(c->results, c->results->len - 1);
    if (last->html_path == NULL)
        return g_strdup("");
    cr_assert(g_file_get_contents(last->html_path, &html, NULL, NULL));
    return html;
}

static const RenderResult *result_at(const Case *c, guint i)
{
    return g_ptr_array_index(c->results, i);
}

Test(render_chromium, a_page_that_scripts_fill_from_data_is_taken_when_filled)
{
    g_autoptr(Case) c = case_new();
    g_autofree char *page = NULL, *script = NULL, *data = NULL, *html = NULL;
    g_autofree char *picture = NULL;
    gsize len = 0;

    if (no_browser())
        return;
    page = file_put(c, "index.html",
                    "<title>x</title><div id=app></div>"
                    "<script src=/app.js></script>");
    script = file_put(c, "app.js",
                      "setTimeout(async () => {"
                      " const r = await fetch('/plan.json');"
                      " const d = await r.json();"
                      " document.getElementById('app').innerHTML ="
                      " '<h1>' + d.title + '</h1>'; }, 300);");
    data = file_put(c, "plan.json", "{\"title\": \"แผนดำเนินงาน 2565\"}");
    page_add(c, page);
    html = render(c);
    cr_expect(strstr(html, "<h1>แผนดำเนินงาน 2565</h1>") != NULL, "%s: %s", html,
              result_at(c, 0)->detail);
    cr_expect_eq(result_at(c, 0)->request_count, 2);
    cr_expect_not(result_at(c, 0)->cut);
    cr_assert_not_null(result_at(c, 0)->picture_path);
    cr_assert(g_file_get_contents(result_at(c, 0)->picture_path, &picture, &len,
                                  NULL));
    cr_expect(len > 8 && memcmp(picture, "\x89PNG", 4) == 0);
}

Test(render_chromium, no_page_reaches_an_address_that_the_crawler_would_not)
{
    g_autoptr(Case) c = case_new();
    g_autoptr(FaultServer) server = fault_server_start(NULL);
    g_autofree char *address = fault_server_url(server, "/ok");
    g_autofree char *text = NULL, *page = NULL, *html = NULL;

    if (no_browser())
        return;
    text = g_strdup_printf(
        "<div id=app></div><img src='%s'><iframe src='%s'></iframe>"
        "<script>fetch('%s', {method: 'POST', mode: 'no-cors'}).catch(() =>"
        " { document.getElementById('app').textContent = 'refused'; });"
        "new WebSocket('ws' + '%s'.substring(4));"
        "navigator.sendBeacon('%s');</script>",
        address, address, address, address, address);
    page = file_put(c, "index.html", text);
    page_add(c, page);
    html = render(c);
    cr_expect(strstr(html, ">refused<") != NULL, "%s", html);
    cr_expect_eq(fault_server_all_hits(server), 0);
    cr_expect_gt(result_at(c, 0)->refused_count, 2);
}

Test(render_chromium, a_page_that_hangs_or_asks_costs_itself_only,
     .timeout = 60)
{
    g_autoptr(Case) c = case_new();
    g_autofree char *endless = NULL, *dialog = NULL, *last = NULL;
    g_autofree char *html = NULL;

    if (no_browser())
        return;
    c->options.wall_ms = 3000;
    endless = file_put(c, "a.html", "<p>x</p><script>for (;;);</script>");
    dialog = file_put(c, "b.html",
                      "<p id=p></p><script>alert('a'); confirm('b');"
                      "document.cookie = 'left=behind';"
                      "document.getElementById('p').textContent = 'went on';"
                      "</script>");
    last = file_put(c, "c.html",
                    "<p id=p></p><script>"
                    "document.getElementById('p').textContent ="
                    " 'last ' + document.cookie;</script>");
    page_add(c, endless);
    page_add(c, dialog);
    page_add(c, last);
    html = render(c);
    cr_expect_null(result_at(c, 0)->html_path);
    cr_expect_not_null(result_at(c, 0)->detail);
    cr_expect_not_null(result_at(c, 1)->html_path, "%s",
                       result_at(c, 1)->detail);
    /* Nothing of the page before is left. */
    cr_expect(strstr(html, ">last <") != NULL, "%s", html);
}

Test(render_chromium, without_a_browser_it_says_what_to_install)
{
    g_autoptr(Case) c = case_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *page = file_put(c, "index.html", "<p>x</p>");

    c->options.program = "oit-audit-no-such-browser";
    page_add(c, page);
    cr_expect_not(render_all(&c->options, c->requests, done, c, NULL, &error));
    cr_assert(g_error_matches(error, BROWSER_ERROR, BROWSER_ERROR_MISSING));
    cr_expect(strstr(error->message, "chromium-headless-shell") != NULL);
    cr_expect_eq(c->results->len, 0);
}
