#include "fetch_case.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include "base/folder.h"

static void forget_environment(void)
{
    static const char *const NAMES[] = {
        "http_proxy", "https_proxy",    "HTTPS_PROXY",   "all_proxy",
        "ALL_PROXY",  "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
    };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        g_unsetenv(NAMES[i]);
}

FetchCase *fetch_case_new(void)
{
    FetchCase *c = g_new0(FetchCase, 1);

    forget_environment();
    c->dir = g_dir_make_tmp("fetch-XXXXXX", NULL);
    c->results =
        g_ptr_array_new_with_free_func((GDestroyNotify)fetch_result_free);
    c->server = fault_server_start(NULL);
    fetch_options_init(&c->options);
    c->options.spool_dir = g_build_filename(c->dir, "spool", NULL);
    g_mkdir(c->options.spool_dir, 0700);
    c->options.allow_private = g_ptr_array_new();
    g_ptr_array_add(c->options.allow_private, (gpointer) "127.0.0.1/32");
    c->options.pace_ms = 0;
    /* Long enough for a machine that is busy; silence costs stall_s. */
    c->options.timeout_ms = 20000;
    c->options.connect_timeout_ms = 10000;
    c->options.stall_s = 2;
    c->options.body_max_len = 4 << 20;
    c->options.retries = 0;
    c->options.retry_wait_ms = 20;
    return c;
}

void fetch_case_free(FetchCase *c)
{
    fault_server_stop(c->server);
    folder_remove(c->dir);
    g_ptr_array_unref(c->options.allow_private);
    g_free((gpointer)c->options.spool_dir);
    g_free((gpointer)c->options.ca_file);
    g_ptr_array_unref(c->results);
    g_free(c->dir);
    g_free(c);
}

void fetch_case_use_tls(FetchCase *c, FaultCert cert)
{
    g_autofree char *cert_file = g_build_filename(c->dir, "cert.pem", NULL);

    fault_server_stop(c->server);
    g_free((gpointer)c->options.ca_file);
    c->options.ca_file = g_build_filename(c->dir, "ca.pem", NULL);
    fault_cert_write(&cert, c->options.ca_file, cert_file);
    c->server = fault_server_start(cert_file);
}

static char *address_of(FetchCase *c, const char *path)
{
    return *path == '/' ? fault_server_url(c->server, path) : g_strdup(path);
}

static void on_done(const FetchRequest *request, FetchResult *result,
                    gpointer data)
{
    FetchCase *c = data;

    cr_expect_str_eq(request->url, result->url);
    cr_expect_not_null(result->final_url);
    cr_expect_not_null(result->hops);
    g_ptr_array_add(c->results, result);
    if (c->cancel_after > 0 && c->results->len >= c->cancel_after)
        g_atomic_int_set(&c->cancel, 1);
}

void fetch_case_get_all(FetchCase *c, const char *const *paths, guint count)
{
    g_autoptr(GPtrArray) requests = g_ptr_array_new();
    g_autofree FetchRequest *all = g_new0(FetchRequest, count);
    g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    guint before = c->results->len;
    gboolean good;

    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(urls, address_of(c, paths[i]));
        all[i].url = urls->pdata[i];
        g_ptr_array_add(requests, &all[i]);
    }
    good = fetch_all(&c->options, requests, on_done, c, &c->cancel, &error);
    cr_assert(good, "%s", error != NULL ? error->message : "");
    cr_assert_eq(c->results->len - before, count);
}

const FetchResult *fetch_case_get(FetchCase *c, const char *path)
{
    fetch_case_get_all(c, &path, 1);
    return c->results->pdata[c->results->len - 1];
}

const FetchResult *fetch_case_find(FetchCase *c, const char *path)
{
    g_autofree char *url = address_of(c, path);

    for (guint i = 0; i < c->results->len; i++) {
        const FetchResult *result = c->results->pdata[i];

        if (strcmp(result->url, url) == 0)
            return result;
    }
    cr_assert_fail("no result for %s", url);
    return NULL;
}

char *fetch_case_body(const FetchResult *result)
{
    char *body = NULL;

    if (result->body_path != NULL)
        g_file_get_contents(result->body_path, &body, NULL, NULL);
    return body;
}

guint fetch_case_spooled(const FetchCase *c, guint *parts)
{
    g_autoptr(GDir) dir = g_dir_open(c->options.spool_dir, 0, NULL);
    const char *name;
    guint count = 0;

    *parts = 0;
    while ((name = g_dir_read_name(dir)) != NULL) {
        count++;
        *parts += g_str_has_prefix(name, "part-") ? 1 : 0;
    }
    return count;
}
