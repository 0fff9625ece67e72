#include "crawler/fetch_curl.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "crawler/fetch_spool.h"
#include "crawler/fetch_tls.h"
#include "crawler/http_headers.h"

#define LOW_SPEED_BYTES 100L
#define RECEIVE_BUFFER_LEN 65536L

/* Why we, not libcurl, ended a transfer. */
typedef enum {
    STOP_NONE,
    STOP_HEADERS,
    STOP_TOO_LARGE,
    STOP_BOMB,
    STOP_REDIRECT_BODY,
    STOP_DISK,
} Stop;

/* One libcurl handle and the request that it carries. */
typedef struct {
    Wire *wire;
    CURL *curl;
    struct curl_slist *header_list;
    gpointer data;
    char *origin; /* scheme://host:port */
    TlsWatch tls;
    GString *request;  /* as sent; with keep_exchanges only */
    GString *headers;  /* of the last answer */
    gsize headers_len; /* of all answers, with 1xx and trailers */
    gboolean in_body, is_redirect, is_encoded;
    int refused, connected; /* addresses */
    SpoolFile *body;
    gint64 body_len;
    Stop stop;
    char words[CURL_ERROR_SIZE];
} Slot;

struct Wire {
    const FetchOptions *options;
    const NetGuard *guard;
    WireDone done;
    gpointer data;
    CURLM *multi;
    CURLSH *cookies;
    GPtrArray *slots;     /* Slot*, all */
    GQueue idle;          /* Slot*, borrowed */
    GHashTable *expiries; /* origin -> gint64*: a connection that is used
                             again shows no certificate */
    GError *disk_error;
};

void wire_answer_clear(WireAnswer *answer)
{
    g_clear_pointer(&answer->headers, g_free);
    g_clear_pointer(&answer->request, g_free);
    g_clear_pointer(&answer->address, g_free);
    g_clear_pointer(&answer->body_path, g_free);
    g_clear_pointer(&answer->sha256, g_free);
    g_clear_pointer(&answer->detail, g_free);
}

/* --- what libcurl calls
 * ------------------------------------------------------- */

static curl_socket_t on_socket(void *data, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    Slot *slot = data;

    (void)purpose;
    if (!net_guard_permits(slot->wire->guard, &address->addr)) {
        slot->refused++;
        return CURL_SOCKET_BAD;
    }
    slot->connected++;
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

static CURLcode on_ssl_context(CURL *curl, void *ssl_ctx, void *data)
{
    Slot *slot = data;

    (void)curl;
    return tls_watch_install(&slot->tls, ssl_ctx, slot->wire->options->ca_file)
               ? CURLE_OK
               : CURLE_SSL_CACERT_BADFILE;
}

static int on_debug(CURL *curl, curl_infotype type, char *bytes, size_t len,
                    void *data)
{
    Slot *slot = data;

    (void)curl;
    if (type != CURLINFO_HEADER_OUT || slot->headers_len > 0)
        return 0;
    /* Once more, on a new connection, when an old one turns out dead. */
    if (len > 4 && memcmp(bytes, "GET ", 4) == 0)
        g_string_truncate(slot->request, 0);
    g_string_append_len(slot->request, bytes, (gssize)len);
    return 0;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *data)
{
    Slot *slot = data;
    gsize len = size * count;

    slot->headers_len += len;
    if (slot->headers_len > FETCH_HEADERS_MAX) {
        slot->stop = STOP_HEADERS;
        return 0;
    }
    if (slot->in_body) /* a trailer */
        return len;
    if (len >= 5 && memcmp(bytes, "HTTP/", 5) == 0)
        g_string_truncate(slot->headers, 0);
    g_string_append_len(slot->headers, bytes, (gssize)len);
    return len;
}

static int status_of(const Slot *slot)
{
    long status = 0;

    curl_easy_getinfo(slot->curl, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}

static gboolean has_header(const Slot *slot, const char *name)
{
    g_autofree char *value = http_header_find(slot->headers->str, name);

    return value != NULL && *value != '\0';
}

static gboolean is_redirect(const Slot *slot)
{
    return status_of(slot) / 100 == 3 && has_header(slot, "Location");
}

static void begin_body(Slot *slot)
{
    slot->in_body = TRUE;
    slot->is_redirect = is_redirect(slot);
    slot->is_encoded = has_header(slot, "Content-Encoding");
}

/* Decoded bytes against those on the wire. */
static gboolean is_bomb(const Slot *slot)
{
    curl_off_t wire_len = 0;

    if (!slot->is_encoded || slot->body_len < WIRE_RATIO_FROM_LEN)
        return FALSE;
    curl_easy_getinfo(slot->curl, CURLINFO_SIZE_DOWNLOAD_T, &wire_len);
    return slot->body_len / MAX((gint64)wire_len, 1) > WIRE_RATIO_MAX;
}

static Stop body_limit(const Slot *slot)
{
    if (slot->is_redirect)
        return slot->body_len > WIRE_REDIRECT_BODY_MAX ? STOP_REDIRECT_BODY
                                                       : STOP_NONE;
    if (is_bomb(slot))
        return STOP_BOMB;
    return slot->body_len > slot->wire->options->body_max_len ? STOP_TOO_LARGE
                                                              : STOP_NONE;
}

static gboolean keep_bytes(Slot *slot, const char *bytes, gsize len)
{
    GError **error = &slot->wire->disk_error;

    if (slot->body == NULL)
        slot->body = spool_open(slot->wire->options->spool_dir, error);
    return slot->body != NULL && spool_write(slot->body, bytes, len, error);
}

static size_t on_body(char *bytes, size_t size, size_t count, void *data)
{
    Slot *slot = data;
    gsize len = size * count;

    if (!slot->in_body)
        begin_body(slot);
    slot->body_len += (gint64)len;
    slot->stop = body_limit(slot);
    if (slot->stop == STOP_NONE && !slot->is_redirect &&
        (slot->wire->disk_error != NULL || !keep_bytes(slot, bytes, len)))
        slot->stop = STOP_DISK;
    return slot->stop == STOP_NONE ? len : CURL_WRITEFUNC_ERROR;
}

/* --- wire and slots
 * ------------------------------------------------------------ */

static void slot_free(gpointer data)
{
    Slot *slot = data;

    curl_multi_remove_handle(slot->wire->multi, slot->curl);
    curl_easy_cleanup(slot->curl);
    curl_slist_free_all(slot->header_list);
    g_string_free(slot->headers, TRUE);
    g_string_free(slot->request, TRUE);
    spool_drop(slot->body);
    g_free(slot->origin);
    g_free(slot);
}

static gboolean curl_starts(GError **error)
{
    static gsize code = 0;

    if (g_once_init_enter(&code)) {
        CURLcode got = curl_global_init(CURL_GLOBAL_DEFAULT);

        g_once_init_leave(&code, (gsize)got + 1);
    }
    if (code == (gsize)CURLE_OK + 1)
        return TRUE;
    g_set_error(error, FETCH_ERROR, FETCH_ERROR_SETUP,
                "libcurl does not start: %s",
                curl_easy_strerror((CURLcode)(code - 1)));
    return FALSE;
}

Wire *wire_new(const FetchOptions *options, const NetGuard *guard,
               WireDone done, gpointer data, GError **error)
{
    Wire *wire;

    if (!curl_starts(error))
        return NULL;
    wire = g_new0(Wire, 1);
    *wire = (Wire){
        .options = options,
        .guard = guard,
        .done = done,
        .data = data,
        .multi = curl_multi_init(),
        .cookies = curl_share_init(),
        .slots = g_ptr_array_new_with_free_func(slot_free),
        .expiries =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
    };
    g_queue_init(&wire->idle);
    g_assert(wire->multi != NULL && wire->cookies != NULL);
    curl_share_setopt(wire->cookies, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    curl_multi_setopt(wire->multi, CURLMOPT_MAXCONNECTS,
                      (long)options->parallel * 2);
    return wire;
}

void wire_free(Wire *wire)
{
    if (wire == NULL)
        return;
    g_queue_clear(&wire->idle);
    g_ptr_array_unref(wire->slots);
    curl_multi_cleanup(wire->multi);
    curl_share_cleanup(wire->cookies);
    g_hash_table_unref(wire->expiries);
    g_clear_error(&wire->disk_error);
    g_free(wire);
}

static Slot *slot_take(Wire *wire)
{
    Slot *slot = g_queue_pop_head(&wire->idle);

    if (slot != NULL)
        return slot;
    slot = g_new0(Slot, 1);
    slot->wire = wire;
    slot->curl = curl_easy_init();
    slot->headers = g_string_new(NULL);
    slot->request = g_string_new(NULL);
    g_assert(slot->curl != NULL);
    g_ptr_array_add(wire->slots, slot);
    return slot;
}

/* Ready for another request. */
static void slot_clear(Slot *slot)
{
    curl_slist_free_all(g_steal_pointer(&slot->header_list));
    spool_drop(g_steal_pointer(&slot->body));
    g_clear_pointer(&slot->origin, g_free);
    g_string_truncate(slot->headers, 0);
    g_string_truncate(slot->request, 0);
    slot->tls = (TlsWatch){ 0 };
    slot->headers_len = 0;
    slot->in_body = slot->is_redirect = slot->is_encoded = FALSE;
    slot->refused = slot->connected = 0;
    slot->body_len = 0;
    slot->stop = STOP_NONE;
    slot->words[0] = '\0';
}

/* --- options of a request
 * --------------------------------------------------------- */

static const char *env_of(const char *const *names)
{
    for (; *names != NULL; names++) {
        const char *value = g_getenv(*names);

        if (value != NULL && *value != '\0')
            return value;
    }
    return NULL;
}

/* The curl command reads these; the library leaves them to the program. */
static void set_issuers(CURL *curl)
{
    static const char *const FILES[] = { "CURL_CA_BUNDLE", "SSL_CERT_FILE",
                                         NULL };
    static const char *const FOLDERS[] = { "SSL_CERT_DIR", NULL };
    const char *file = env_of(FILES);
    const char *folder = env_of(FOLDERS);

    if (file != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, file);
    if (folder != NULL)
        curl_easy_setopt(curl, CURLOPT_CAPATH, folder);
}

char *wire_proxy_host(const char *scheme)
{
    /* Upper-case HTTP_PROXY is not read: in CGI a visitor can set it. */
    static const char *const HTTP[] = { "http_proxy", "all_proxy", "ALL_PROXY",
                                        NULL };
    static const char *const HTTPS[] = { "https_proxy", "HTTPS_PROXY",
                                         "all_proxy", "ALL_PROXY", NULL };
    const char *proxy = env_of(strcmp(scheme, "https") == 0 ? HTTPS : HTTP);
    CURLU *url = proxy != NULL ? curl_url() : NULL;
    char *part = NULL;
    char *host = NULL;

    if (url != NULL &&
        curl_url_set(url, CURLUPART_URL, proxy,
                     CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME) ==
            CURLUE_OK &&
        curl_url_get(url, CURLUPART_HOST, &part, 0) == CURLUE_OK)
        host = g_strdup(part);
    curl_free(part);
    curl_url_cleanup(url);
    return host;
}

/* A validator comes from outside: one that could end the line is left out. */
static void add_header(Slot *slot, const char *name, const char *value)
{
    g_autofree char *line = NULL;

    if (value == NULL || *value == '\0')
        return;
    for (const char *p = value; *p != '\0'; p++) {
        if ((guchar)*p < 0x20 || *p == 0x7f)
            return;
    }
    line = g_strconcat(name, ": ", value, NULL);
    slot->header_list = curl_slist_append(slot->header_list, line);
}

static void set_headers(Slot *slot, const WireRequest *request)
{
    add_header(slot, "Accept",
               "text/html,application/xhtml+xml,application/pdf;q=0.9,"
               "*/*;q=0.8");
    add_header(slot, "Accept-Language", "th,en;q=0.5");
    add_header(slot, "If-None-Match", request->etag);
    add_header(slot, "If-Modified-Since", request->last_modified);
    curl_easy_setopt(slot->curl, CURLOPT_HTTPHEADER, slot->header_list);
    curl_easy_setopt(slot->curl, CURLOPT_USERAGENT,
                     slot->wire->options->user_agent);
    curl_easy_setopt(slot->curl, CURLOPT_ACCEPT_ENCODING, "");
}

static void set_callbacks(Slot *slot)
{
    CURL *curl = slot->curl;

    curl_easy_setopt(curl, CURLOPT_PRIVATE, slot);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, slot->words);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, slot);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, on_ssl_context);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, slot);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, slot);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, slot);
    if (!slot->wire->options->keep_exchanges)
        return;
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, slot);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

static void set_limits(Slot *slot)
{
    const FetchOptions *options = slot->wire->options;
    CURL *curl = slot->curl;

    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)options->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     (long)options->connect_timeout_ms);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)options->stall_s);
    /* For bodies that announce it; on_body() counts what is decoded. */
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE,
                     (curl_off_t)options->body_max_len);
    curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, RECEIVE_BUFFER_LEN);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    /* A name that does not resolve must not hold up an interrupt. */
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
}

static void set_connection(Slot *slot, const WireRequest *request)
{
    CURL *curl = slot->curl;
    gboolean trust_all = request->trust_all;

    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, trust_all ? 0L : 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, trust_all ? 0L : 2L);
    if (trust_all) {
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0);
        curl_easy_setopt(curl, CURLOPT_SSL_CIPHER_LIST, "ALL:@SECLEVEL=0");
    }
    curl_easy_setopt(curl, CURLOPT_SHARE,
                     trust_all ? NULL : slot->wire->cookies);
    if (!trust_all)
        curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");
    set_issuers(curl);
}

static char *origin_of(const char *url)
{
    const char *host = strstr(url, "://");

    host = host != NULL ? host + 3 : url;
    return g_strndup(url, (gsize)(host - url) + strcspn(host, "/?#"));
}

gboolean wire_start(Wire *wire, const WireRequest *request, GError **error)
{
    Slot *slot = slot_take(wire);
    CURLMcode code;

    /* libcurl 7.88 forgets to free this list when it resets. */
    curl_easy_setopt(slot->curl, CURLOPT_COOKIEFILE, NULL);
    curl_easy_reset(slot->curl);
    slot_clear(slot);
    slot->data = request->data;
    slot->origin = origin_of(request->url);
    slot->tls.trust_all = request->trust_all;
    set_callbacks(slot);
    set_limits(slot);
    set_connection(slot, request);
    set_headers(slot, request);
    code = curl_multi_add_handle(wire->multi, slot->curl);
    if (code == CURLM_OK)
        return TRUE;
    g_queue_push_tail(&wire->idle, slot);
    g_set_error(error, FETCH_ERROR, FETCH_ERROR_SETUP, "libcurl: %s",
                curl_multi_strerror(code));
    return FALSE;
}

/* --- what became of it
 * ---------------------------------------------------------- */

static const struct {
    CURLcode code;
    LinkState state;
} CAUSES[] = {
    { CURLE_OK, LINK_OK },
    { CURLE_URL_MALFORMAT, LINK_BAD_URL },
    { CURLE_COULDNT_RESOLVE_PROXY, LINK_CONNECT },
    { CURLE_COULDNT_RESOLVE_HOST, LINK_DNS },
    { CURLE_COULDNT_CONNECT, LINK_CONNECT },
    { CURLE_PROXY, LINK_CONNECT },
    { CURLE_INTERFACE_FAILED, LINK_CONNECT },
    { CURLE_OPERATION_TIMEDOUT, LINK_TIMEOUT },
    { CURLE_PARTIAL_FILE, LINK_SHORT_BODY },
    { CURLE_SEND_ERROR, LINK_RESET },
    { CURLE_RECV_ERROR, LINK_RESET },
    { CURLE_GOT_NOTHING, LINK_RESET },
    { CURLE_HTTP2, LINK_RESET },
    { CURLE_HTTP2_STREAM, LINK_RESET },
    { CURLE_FILESIZE_EXCEEDED, LINK_TOO_LARGE },
    { CURLE_SSL_CONNECT_ERROR, LINK_TLS_OTHER },
    { CURLE_SSL_CERTPROBLEM, LINK_TLS_OTHER },
    { CURLE_SSL_CIPHER, LINK_TLS_OTHER },
    { CURLE_SSL_ISSUER_ERROR, LINK_TLS_OTHER },
    { CURLE_SSL_INVALIDCERTSTATUS, LINK_TLS_OTHER },
    { CURLE_SSL_CACERT_BADFILE, LINK_TLS_OTHER },
};

static const LinkState STOP_STATES[] = {
    [STOP_NONE] = LINK_OK,
    [STOP_HEADERS] = LINK_PROTOCOL_ERROR,
    [STOP_TOO_LARGE] = LINK_TOO_LARGE,
    [STOP_BOMB] = LINK_BOMB,
    [STOP_REDIRECT_BODY] = LINK_OK,
    [STOP_DISK] = LINK_NOT_FETCHED,
};

static LinkState state_of_code(CURLcode code)
{
    for (guint i = 0; i < G_N_ELEMENTS(CAUSES); i++) {
        if (CAUSES[i].code == code)
            return CAUSES[i].state;
    }
    return LINK_PROTOCOL_ERROR; /* encodings, HTTP/0.9, lines without end */
}

/* A body of stated length that ended early, told from one of unknown length
 * that was cut. */
static LinkState state_of_partial(const Slot *slot)
{
    curl_off_t announced = -1;

    curl_easy_getinfo(slot->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                      &announced);
    return announced >= 0 ? LINK_SHORT_BODY : LINK_RESET;
}

/* libcurl has one code for all handshakes that fail. */
static gboolean is_old_tls(const Slot *slot, CURLcode code)
{
    static const char *const WORDS[] = {
        "unsupported protocol",   "protocol version",
        "no protocols available", "legacy",
        "dh key too small",       "ee key too small",
        "ca md too weak",         "wrong signature type",
        "no ciphers available",
    };

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (code == CURLE_SSL_CONNECT_ERROR &&
            strstr(slot->words, WORDS[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

static LinkState state_of(const Slot *slot, CURLcode code)
{
    if (slot->stop != STOP_NONE)
        return STOP_STATES[slot->stop];
    if (code == CURLE_OK || is_redirect(slot))
        return LINK_OK;
    if (slot->refused > 0 && slot->connected == 0)
        return LINK_PRIVATE_ADDRESS;
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return tls_watch_state(&slot->tls);
    if (is_old_tls(slot, code))
        return LINK_TLS_OLD;
    if (code == CURLE_PARTIAL_FILE)
        return state_of_partial(slot);
    /* libcurl has one code for a cut connection and for bad chunks; only its
     * words differ. */
    if (code == CURLE_RECV_ERROR && strstr(slot->words, "chunk") != NULL)
        return LINK_PROTOCOL_ERROR;
    return state_of_code(code);
}

static char *detail_of(const Slot *slot, CURLcode code)
{
    static const char *const STOPS[] = {
        [STOP_HEADERS] = "header lines without end",
        [STOP_TOO_LARGE] = "body over the size limit",
        [STOP_BOMB] = "compressed body swells beyond reason",
        [STOP_DISK] = "the spool folder cannot be written",
    };
    const char *tls = tls_watch_words(&slot->tls);

    if (slot->stop != STOP_NONE && slot->stop != STOP_REDIRECT_BODY)
        return g_strdup(STOPS[slot->stop]);
    if (code == CURLE_OK || is_redirect(slot))
        return NULL;
    if (slot->refused > 0 && slot->connected == 0)
        return g_strdup("the name resolves to a private address");
    if (code == CURLE_PEER_FAILED_VERIFICATION && tls != NULL)
        return g_strdup(tls);
    return g_utf8_make_valid(
        *slot->words != '\0' ? slot->words : curl_easy_strerror(code), -1);
}

static gint64 expiry_of(Slot *slot)
{
    Wire *wire = slot->wire;
    gint64 *known = g_hash_table_lookup(wire->expiries, slot->origin);

    if (slot->tls.expires_at != 0 &&
        (known == NULL || *known != slot->tls.expires_at)) {
        known = g_new(gint64, 1);
        *known = slot->tls.expires_at;
        g_hash_table_replace(wire->expiries, g_strdup(slot->origin), known);
    }
    return known != NULL ? *known : 0;
}

static void finish_body(Slot *slot, WireAnswer *answer)
{
    Wire *wire = slot->wire;
    SpoolFile *body = g_steal_pointer(&slot->body);

    if (body == NULL)
        return;
    if (answer->state != LINK_OK)
        spool_drop(body);
    else if (!spool_finish(body, &answer->body_path, &answer->sha256,
                           wire->disk_error == NULL ? &wire->disk_error : NULL))
        answer->state = LINK_NOT_FETCHED;
}

static void deliver(Slot *slot, CURLcode code)
{
    Wire *wire = slot->wire;
    curl_off_t elapsed_us = 0, first_us = 0, retry_after_s = 0, body_len = 0;
    char *address = NULL;
    WireAnswer answer = {
        .state = state_of(slot, code),
        .detail = detail_of(slot, code),
        .http_status = status_of(slot),
        .body_len = slot->body_len,
        .tls_expires_at = expiry_of(slot),
    };

    curl_easy_getinfo(slot->curl, CURLINFO_TOTAL_TIME_T, &elapsed_us);
    curl_easy_getinfo(slot->curl, CURLINFO_RETRY_AFTER, &retry_after_s);
    curl_easy_getinfo(slot->curl, CURLINFO_STARTTRANSFER_TIME_T, &first_us);
    curl_easy_getinfo(slot->curl, CURLINFO_SIZE_DOWNLOAD_T, &body_len);
    answer.elapsed_ms = elapsed_us / 1000;
    answer.first_byte_ms = first_us / 1000;
    answer.wire_len = body_len + (gint64)slot->headers_len;
    answer.retry_after_s = retry_after_s;
    answer.untrusted =
        code == CURLE_PEER_FAILED_VERIFICATION || is_old_tls(slot, code);
    answer.answered = slot->headers_len > 0;
    if (slot->headers->len > 0)
        answer.headers = g_strdup(slot->headers->str);
    if (slot->request->len > 0)
        answer.request = g_strdup(slot->request->str);
    curl_easy_getinfo(slot->curl, CURLINFO_PRIMARY_IP, &address);
    if (address != NULL && *address != '\0')
        answer.address = g_strdup(address);
    finish_body(slot, &answer);
    curl_multi_remove_handle(wire->multi, slot->curl);
    g_queue_push_tail(&wire->idle, slot);
    wire->done(slot->data, &answer, wire->data);
    wire_answer_clear(&answer);
}

static gboolean deliver_ended(Wire *wire)
{
    gboolean any = FALSE;
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(wire->multi, &left)) != NULL) {
        CURLcode code = message->data.result;
        Slot *slot = NULL;

        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
        deliver(slot, code);
        any = TRUE;
    }
    return any;
}

gboolean wire_run(Wire *wire, int wait_ms, GError **error)
{
    int running = 0;
    CURLMcode code = curl_multi_perform(wire->multi, &running);
    gboolean any = code == CURLM_OK && deliver_ended(wire);

    if (code == CURLM_OK && !any && wait_ms > 0)
        code = curl_multi_poll(wire->multi, NULL, 0, wait_ms, NULL);
    if (code != CURLM_OK) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_SETUP, "libcurl: %s",
                    curl_multi_strerror(code));
        return FALSE;
    }
    if (wire->disk_error != NULL) {
        g_propagate_error(error, g_steal_pointer(&wire->disk_error));
        return FALSE;
    }
    return TRUE;
}
