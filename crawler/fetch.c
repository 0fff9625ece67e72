#include "crawler/fetch.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/url.h"
#include "crawler/bot_wall.h"
#include "crawler/fetch_curl.h"
#include "crawler/fetch_file.h"
#include "crawler/fetch_queue.h"
#include "crawler/fetch_result.h"
#include "crawler/fetch_spool.h"
#include "crawler/http_headers.h"
#include "crawler/net_guard.h"
#include "crawler/warc_read.h"

#define WAIT_MAX_MS 100 /* an interrupt is seen within this */

/* One address on its way: through redirects and further tries. */
typedef struct {
    GPtrArray *requests; /* const FetchRequest*, all for this address */
    FetchResult *result;
    char *url;   /* where it has got to, as the public knows it */
    char *place; /* where that is read: @url, or its staging site */
    char *host;  /* of @place: whom to be polite to */
    const char *etag, *last_modified, *etag_url;
    gboolean mixed; /* the requests do not agree on these three */
    gboolean asked_if_modified;
    gboolean trust_all;
    LinkState tls_fault;  /* LINK_OK: none */
    LinkState last_state; /* of the try before; meant when @retries > 0 */
    int retries;
} Job;

typedef struct {
    const FetchOptions *options;
    FetchDone done;
    gpointer data;
    NetGuard *guard;
    FetchQueue *queue;
    Wire *wire;
    GPtrArray *jobs;     /* Job*, owned, in order of the requests */
    GHashTable *by_url;  /* url -> Job */
    GHashTable *running; /* Job* set */
    GHashTable *sites;   /* host:port -> Site */
} Crawl;

/* How well a site has answered in this call. */
typedef struct {
    gboolean answered; /* once at least: silence alone does not end it */
    int silent;        /* addresses without an answer */
    int failing;       /* addresses that failed, one after the other */
} Site;

void fetch_options_init(FetchOptions *options)
{
    *options = (FetchOptions){
        .parallel = 16,
        .per_host = 2,
        .pace_ms = 200,
        .timeout_ms = 60000,
        .connect_timeout_ms = 10000,
        .stall_s = 20,
        .body_max_len = 64 << 20,
        .retries = 2,
        .retry_wait_ms = 1000,
        .user_agent = "oit-audit/" OIT_VERSION " (OIT disclosure audit)",
    };
}

static gint64 now_ms(void)
{
    return g_get_monotonic_time() / 1000;
}

static void job_free(gpointer data)
{
    Job *job = data;

    g_ptr_array_unref(job->requests);
    fetch_result_free(job->result);
    g_free(job->url);
    g_free(job->place);
    g_free(job->host);
    g_free(job);
}

/* --- the end of a job
 * --------------------------------------------------------- */

/* The final address with the fragment that a browser would keep. */
static void keep_fragment(FetchResult *result)
{
    const char *fragment = strchr(result->url, '#');
    char *whole;

    if (fragment == NULL || strchr(result->final_url, '#') != NULL)
        return;
    whole = g_strconcat(result->final_url, fragment, NULL);
    g_free(result->final_url);
    result->final_url = whole;
}

static void report(Crawl *crawl, Job *job)
{
    for (guint i = 0; i < job->requests->len; i++) {
        const FetchRequest *request = job->requests->pdata[i];
        FetchResult *result = fetch_result_copy(job->result);

        g_free(result->url);
        result->url = g_strdup(request->url);
        if (result->state != LINK_BAD_URL && result->state != LINK_HASH_ONLY)
            keep_fragment(result);
        crawl->done(request, result, crawl->data);
    }
    g_clear_pointer(&job->result, fetch_result_free);
}

static gboolean leads_home(const Job *job)
{
    const FetchResult *result = job->result;

    return result->hops->len > 0 && fetch_is_home(result->final_url) &&
           !fetch_is_home(result->url);
}

static void finish(Crawl *crawl, Job *job, LinkState state, const char *detail)
{
    FetchResult *result = job->result;

    result->fetched_at = clock_now_at();
    result->state = state;
    if (state == LINK_OK && leads_home(job))
        result->state = LINK_REDIRECTED_TO_HOME;
    /* What a browser stops at comes before what is behind it. */
    if (job->tls_fault != LINK_OK &&
        link_state_row(result->state)->class != LINK_CLASS_REFUSED)
        result->state = job->tls_fault;
    else if (detail != NULL)
        g_clear_pointer(&result->detail, g_free);
    fetch_result_explain(result, detail);
    report(crawl, job);
}

/* --- the way of a job
 * ----------------------------------------------------------- */

static char *origin_of(const char *url)
{
    g_autoptr(Url) parts = url_parse(url);

    return parts == NULL ? g_strdup(url)
                         : g_strdup_printf("%s:%d", parts->host, parts->port);
}

static void finish_as_file(Crawl *crawl, Job *job, const char *path)
{
    fetch_file(job->result, path, crawl->options->body_max_len);
    finish(crawl, job, job->result->state, NULL);
}

/* What the archive says of the address is all that is known of it. */
static void finish_as_archived(Crawl *crawl, Job *job)
{
    WarcArchive *archive = source_map_archive(crawl->options->map, job->url);
    FetchResult *found =
        warc_archive_result(archive, job->url, crawl->options->spool_dir);
    const char *url = job->result->url;

    if (found == NULL) {
        finish(crawl, job, LINK_NOT_FETCHED, "not in the archive");
        return;
    }
    g_free(found->url);
    found->url = g_strdup(url);
    found->from_file = TRUE;
    g_hash_table_remove(crawl->by_url, url);
    fetch_result_free(job->result);
    job->result = found;
    report(crawl, job);
}

/* Puts @job in line for its url, or ends it when there is nothing to fetch. */
static void go(Crawl *crawl, Job *job)
{
    g_autofree char *place = NULL;
    g_autofree char *host = NULL;

    switch (source_map_find(crawl->options->map, job->url, &place)) {
    case SOURCE_FILE:
        finish_as_file(crawl, job, place);
        return;
    case SOURCE_ARCHIVE:
        finish_as_archived(crawl, job);
        return;
    case SOURCE_WEB:
        break;
    }
    host = url_host(place);
    if (host == NULL) {
        finish(crawl, job, LINK_BAD_URL, "no host");
        return;
    }
    if (!net_guard_permits_host(crawl->guard, host)) {
        finish(crawl, job, LINK_PRIVATE_ADDRESS, "a private address");
        return;
    }
    g_free(job->place);
    g_free(job->host);
    job->place = g_steal_pointer(&place);
    job->host = g_steal_pointer(&host);
    if (job->result->hops->len > 0)
        fetch_queue_push_first(crawl->queue, job->host, job);
    else
        fetch_queue_push(crawl->queue, job->host, job);
}

/* Raw bytes of a Location as ASCII: some sites write windows-874 there. */
static char *location_text(const char *location)
{
    GString *text;

    if (g_utf8_validate(location, -1, NULL))
        return g_strdup(location);
    text = g_string_new(NULL);
    for (const char *p = location; *p != '\0'; p++) {
        if ((guchar)*p >= 0x80)
            g_string_append_printf(text, "%%%02X", (guchar)*p);
        else
            g_string_append_c(text, *p);
    }
    return g_string_free(text, FALSE);
}

static guint visits(const FetchResult *result, const char *url)
{
    guint count = 0;

    for (guint i = 0; i < result->hops->len; i++) {
        const FetchHop *hop = result->hops->pdata[i];

        count += strcmp(hop->url, url) == 0;
    }
    return count;
}

static void add_hop(Job *job, int http_status)
{
    fetch_result_add_hop(job->result, job->url, http_status);
    job->result->http_status = http_status;
}

static void set_final_url(Job *job, const char *url)
{
    g_free(job->result->final_url);
    job->result->final_url = g_strdup(url);
}

/*
 * Goes on to @location. The same address may come back once, with the cookie
 * that it has set; more often is a loop.
 */
static void follow(Crawl *crawl, Job *job, const char *location, int status)
{
    g_autofree char *text = location_text(location);
    g_autofree char *next_place = url_resolve(job->place, text);
    g_autofree char *next = NULL;
    g_autofree char *key = NULL;
    LinkState state;

    add_hop(job, status);
    job->trust_all = FALSE;
    if (next_place == NULL) {
        finish(crawl, job, LINK_BAD_URL, "redirect to no valid address");
        return;
    }
    next = source_map_public(crawl->options->map, next_place);
    set_final_url(job, next);
    state = fetch_address_state(next, &key);
    if (state != LINK_OK) {
        finish(crawl, job, state, "redirect to what cannot be opened");
        return;
    }
    if (job->result->hops->len > FETCH_REDIRECT_MAX ||
        visits(job->result, key) > 1) {
        finish(crawl, job, LINK_REDIRECT_LOOP, "redirects without end");
        return;
    }
    g_free(job->url);
    job->url = g_steal_pointer(&key);
    go(crawl, job);
}

/* --- answers
 * --------------------------------------------------------------------- */

static gint64 retry_wait_ms(const FetchOptions *options, const Job *job,
                            const WireAnswer *answer)
{
    gint64 wait_ms = options->retry_wait_ms;

    for (int i = 1; i < job->retries && wait_ms < FETCH_RETRY_WAIT_MAX_MS; i++)
        wait_ms *= 2;
    wait_ms = CLAMP(wait_ms, 1, FETCH_RETRY_WAIT_MAX_MS);
    /* three quarters to five quarters, so that tries do not come in waves */
    wait_ms = wait_ms * 3 / 4 + g_random_int_range(0, (gint32)wait_ms / 2 + 1);
    return MAX(wait_ms, answer->retry_after_s * 1000);
}

static gboolean try_again(Crawl *crawl, Job *job, LinkState state,
                          const WireAnswer *answer)
{
    gboolean worth = link_state_row(state)->worth_retry ||
                     answer->http_status == 408 || answer->http_status == 425;

    if (!worth || job->retries >= crawl->options->retries ||
        answer->retry_after_s > FETCH_RETRY_AFTER_MAX_S)
        return FALSE;
    job->retries++;
    job->last_state = state;
    fetch_queue_push_later(
        crawl->queue, job->host,
        now_ms() + retry_wait_ms(crawl->options, job, answer), job);
    return TRUE;
}

static LinkState state_of_answer(const Job *job, const WireAnswer *answer)
{
    LinkState state = answer->state;

    if (answer->http_status >= 400 || state == LINK_OK)
        state = link_state_of_status(answer->http_status);
    if (bot_wall_is(answer->http_status, answer->headers, answer->body_path))
        return LINK_BOT_WALL;
    if (answer->http_status == 304)
        return job->asked_if_modified ? LINK_OK : LINK_PROTOCOL_ERROR;
    if (state == LINK_OK && answer->body_len == 0)
        return LINK_EMPTY;
    return state;
}

static void keep_answer(Job *job, WireAnswer *answer)
{
    FetchResult *result = job->result;

    result->http_status = answer->http_status;
    result->not_modified = answer->http_status == 304 && job->asked_if_modified;
    result->body_len = answer->body_len;
    result->body_path = g_steal_pointer(&answer->body_path);
    result->sha256 = g_steal_pointer(&answer->sha256);
    if (answer->headers != NULL)
        fetch_result_read_headers(result, answer->headers);
}

static Site *site_of(const Crawl *crawl, const Job *job)
{
    g_autofree char *origin = origin_of(job->place);
    Site *site = g_hash_table_lookup(crawl->sites, origin);

    if (site == NULL) {
        site = g_new0(Site, 1);
        g_hash_table_insert(crawl->sites, g_steal_pointer(&origin), site);
    }
    return site;
}

/* Why @job is not tried; NULL when it may be. */
static const char *reason_to_leave(const Crawl *crawl, const Job *job)
{
    const FetchBudget *budget = crawl->options->budget;
    const Site *site = site_of(crawl, job);

    if (!site->answered && site->silent >= FETCH_SILENT_MAX)
        return "the site does not answer; not tried further";
    if (site->failing >= FETCH_FAILING_MAX)
        return "the site fails again and again; not tried further";
    if (budget == NULL)
        return NULL;
    if (budget->requests_max > 0 && budget->requests >= budget->requests_max)
        return "the run's number of requests is used up";
    if (budget->len_max > 0 && budget->len >= budget->len_max)
        return "the run's amount of data is used up";
    if (budget->until_us > 0 && g_get_monotonic_time() >= budget->until_us)
        return "the run's time is over";
    return NULL;
}

/* Notes what the answer says of the host. */
static void judge_host(Crawl *crawl, const Job *job, const WireAnswer *answer)
{
    if (answer->http_status == 429 || answer->http_status == 503)
        fetch_queue_host_busy(crawl->queue, job->host, now_ms(),
                              answer->retry_after_s * 1000);
    else if (answer->http_status != 0)
        fetch_queue_host_well(crawl->queue, job->host);
    if (answer->first_byte_ms > 0)
        fetch_queue_host_took(crawl->queue, job->host, answer->first_byte_ms);
    if (answer->answered)
        site_of(crawl, job)->answered = TRUE;
}

/* What an address came to in the end says how its site is. */
static void judge_site(Crawl *crawl, const Job *job, LinkState state)
{
    Site *site = site_of(crawl, job);
    gboolean failed = state == LINK_SERVER_ERROR || state == LINK_TIMEOUT ||
                      state == LINK_CONNECT || state == LINK_RESET ||
                      state == LINK_RATE_LIMITED;

    site->silent += state == LINK_TIMEOUT;
    site->failing = failed ? site->failing + 1 : 0;
}

/* Once more, to see what is behind a certificate that browsers refuse. */
static void look_behind(Crawl *crawl, Job *job, const WireAnswer *answer)
{
    if (job->tls_fault == LINK_OK) {
        job->tls_fault = answer->state;
        fetch_result_explain(job->result, answer->detail);
    }
    job->trust_all = TRUE;
    fetch_queue_push_first(crawl->queue, job->host, job);
}

/* Before anything is taken out of @answer. */
static void keep_exchange(const Crawl *crawl, Job *job,
                          const WireAnswer *answer)
{
    FetchExchange *exchange;

    if (!crawl->options->keep_exchanges || answer->http_status == 0)
        return;
    exchange = g_new0(FetchExchange, 1);
    *exchange = (FetchExchange){
        .url = g_strdup(job->url),
        .place = g_strdup(job->place),
        .request = g_strdup(answer->request),
        .headers = g_strdup(answer->headers),
        .address = g_strdup(answer->address),
        .body_path = g_strdup(answer->body_path),
        .sha256 = g_strdup(answer->sha256),
        .body_len = answer->body_path != NULL ? answer->body_len : 0,
        .at = clock_now_at(),
        .whole = answer->state == LINK_OK,
    };
    fetch_result_add_exchange(job->result, exchange);
}

static void on_answer(gpointer request_data, WireAnswer *answer, gpointer data)
{
    Crawl *crawl = data;
    Job *job = request_data;
    g_autofree char *location = NULL;
    LinkState state;

    g_hash_table_remove(crawl->running, job);
    fetch_queue_release(crawl->queue, job->host);
    judge_host(crawl, job, answer);
    if (crawl->options->budget != NULL)
        crawl->options->budget->len += answer->wire_len;
    job->result->elapsed_ms += answer->elapsed_ms;
    keep_exchange(crawl, job, answer);
    if (answer->tls_expires_at != 0)
        job->result->tls_expires_at = answer->tls_expires_at;
    if (answer->untrusted && !job->trust_all) {
        look_behind(crawl, job, answer);
        return;
    }
    if (answer->http_status / 100 == 3)
        location = http_header_find(answer->headers, "Location");
    if (location != NULL && *location != '\0' && answer->http_status != 304) {
        follow(crawl, job, location, answer->http_status);
        return;
    }
    state = state_of_answer(job, answer);
    if (try_again(crawl, job, state, answer))
        return;
    judge_site(crawl, job, state);
    keep_answer(job, answer);
    finish(crawl, job, state, answer->detail);
}

/* --- the whole
 * ------------------------------------------------------------------- */

static gboolean start(Crawl *crawl, Job *job, GError **error)
{
    const char *etag_url =
        job->etag_url != NULL ? job->etag_url : job->result->url;
    g_autofree char *etag_key = url_without_fragment(etag_url);
    gboolean same = g_strcmp0(etag_key, job->url) == 0;
    WireRequest request = {
        .url = job->place,
        .etag = same ? job->etag : NULL,
        .last_modified = same ? job->last_modified : NULL,
        .trust_all = job->trust_all,
        .data = job,
    };

    job->asked_if_modified =
        request.etag != NULL || request.last_modified != NULL;
    job->result->attempts = job->retries + 1;
    if (!wire_start(crawl->wire, &request, error)) {
        fetch_queue_release(crawl->queue, job->host);
        finish(crawl, job, LINK_NOT_FETCHED, NULL);
        return FALSE;
    }
    g_hash_table_add(crawl->running, job);
    if (crawl->options->budget != NULL)
        crawl->options->budget->requests++;
    return TRUE;
}

/* Starts all that may start now. */
static gboolean start_ready(Crawl *crawl, GError **error)
{
    Job *job;

    while ((job = fetch_queue_pop(crawl->queue, now_ms())) != NULL) {
        const char *why = reason_to_leave(crawl, job);

        if (why != NULL) {
            fetch_queue_release(crawl->queue, job->host);
            finish(crawl, job,
                   job->retries > 0 ? job->last_state : LINK_NOT_FETCHED, why);
        } else if (!start(crawl, job, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static int wait_ms(const Crawl *crawl)
{
    gint64 next_ms = fetch_queue_next_ms(crawl->queue);

    if (next_ms == G_MAXINT64)
        return WAIT_MAX_MS;
    return (int)CLAMP(next_ms - now_ms(), 0, WAIT_MAX_MS);
}

static gboolean is_cancelled(const volatile gint *cancel)
{
    return cancel != NULL && g_atomic_int_get(cancel) != 0;
}

static gboolean run(Crawl *crawl, const volatile gint *cancel, GError **error)
{
    for (guint i = 0; i < crawl->jobs->len && !is_cancelled(cancel); i++) {
        Job *job = crawl->jobs->pdata[i];

        if (job->url != NULL)
            go(crawl, job);
    }
    while (!is_cancelled(cancel)) {
        if (!start_ready(crawl, error))
            return FALSE;
        if (g_hash_table_size(crawl->running) == 0 &&
            fetch_queue_next_ms(crawl->queue) == G_MAXINT64)
            break;
        if (!wire_run(crawl->wire, wait_ms(crawl), error))
            return FALSE;
    }
    return TRUE;
}

/* Reports what has not come to its end. */
static void leave_rest(Crawl *crawl, const char *why)
{
    g_clear_pointer(&crawl->wire, wire_free);
    for (guint i = 0; i < crawl->jobs->len; i++) {
        Job *job = crawl->jobs->pdata[i];

        if (job->result != NULL)
            finish(crawl, job, LINK_NOT_FETCHED, why);
    }
}

/* Requests that disagree on what they have are all sent the whole. */
static void join(Job *job, const FetchRequest *request)
{
    g_ptr_array_add(job->requests, (gpointer)request);
    if (job->requests->len == 1) {
        job->etag = request->etag;
        job->last_modified = request->last_modified;
        job->etag_url = request->etag_url;
        return;
    }
    job->mixed = job->mixed || g_strcmp0(job->etag, request->etag) != 0 ||
                 g_strcmp0(job->last_modified, request->last_modified) != 0 ||
                 g_strcmp0(job->etag_url, request->etag_url) != 0;
    if (job->mixed)
        job->etag = job->last_modified = job->etag_url = NULL;
}

static void add_request(Crawl *crawl, const FetchRequest *request)
{
    g_autofree char *url = NULL;
    LinkState state = fetch_address_state(request->url, &url);
    Job *job = url != NULL ? g_hash_table_lookup(crawl->by_url, url) : NULL;

    if (job != NULL) {
        join(job, request);
        return;
    }
    job = g_new0(Job, 1);
    job->requests = g_ptr_array_new();
    job->result = fetch_result_new(url != NULL ? url : request->url);
    job->tls_fault = LINK_OK;
    job->url = g_steal_pointer(&url);
    join(job, request);
    g_ptr_array_add(crawl->jobs, job);
    if (job->url != NULL)
        g_hash_table_insert(crawl->by_url, job->result->url, job);
    else
        finish(crawl, job, state, NULL);
}

static gboolean set_up(Crawl *crawl, GError **error)
{
    static const char *const SCHEMES[] = { "http", "https" };
    const FetchOptions *options = crawl->options;
    const char *bad = NULL;

    if (options->spool_dir == NULL || access(options->spool_dir, W_OK) != 0 ||
        !g_file_test(options->spool_dir, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_SPOOL,
                    "%s: no folder that can be written",
                    options->spool_dir != NULL ? options->spool_dir : "spool");
        return FALSE;
    }
    spool_sweep(options->spool_dir);
    crawl->guard = net_guard_new(options->allow_private, &bad);
    if (crawl->guard == NULL) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_SETUP,
                    "allow_private: %s: no network address", bad);
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        g_autofree char *proxy = wire_proxy_host(SCHEMES[i]);

        if (proxy != NULL)
            net_guard_allow_proxy(crawl->guard, proxy);
    }
    crawl->wire = wire_new(options, crawl->guard, on_answer, crawl, error);
    return crawl->wire != NULL;
}

static void crawl_clear(Crawl *crawl)
{
    wire_free(crawl->wire);
    net_guard_free(crawl->guard);
    fetch_queue_free(crawl->queue);
    g_hash_table_unref(crawl->by_url);
    g_hash_table_unref(crawl->running);
    g_hash_table_unref(crawl->sites);
    g_ptr_array_unref(crawl->jobs);
}

gboolean fetch_all(const FetchOptions *options, const GPtrArray *requests,
                   FetchDone done, gpointer data, const volatile gint *cancel,
                   GError **error)
{
    FetchOptions bounded = *options;
    Crawl crawl = { .options = &bounded, .done = done, .data = data };
    gboolean good;

    bounded.parallel = CLAMP(options->parallel, 1, FETCH_PARALLEL_MAX);
    bounded.per_host = CLAMP(options->per_host, 1, bounded.parallel);
    bounded.body_max_len = CLAMP(options->body_max_len, 1, FETCH_BODY_MAX);
    crawl.queue =
        fetch_queue_new(bounded.parallel, bounded.per_host, bounded.pace_ms);
    crawl.jobs = g_ptr_array_new_with_free_func(job_free);
    crawl.by_url = g_hash_table_new(g_str_hash, g_str_equal);
    crawl.running = g_hash_table_new(NULL, NULL);
    crawl.sites =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    good = set_up(&crawl, error);
    for (guint i = 0; i < requests->len; i++)
        add_request(&crawl, requests->pdata[i]);
    good = good && run(&crawl, cancel, error);
    leave_rest(&crawl, good ? "interrupted" : "the fetch has failed");
    crawl_clear(&crawl);
    return good;
}
