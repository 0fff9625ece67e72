#include "fault_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#define HEAD_MAX_LEN 65536
#define TICK_MS 10
#define BOMB_LEN (3u << 20)

struct FaultServer {
    int fd;
    int port;
    SSL_CTX *tls;
    GThread *thread;
    GPtrArray *peers; /* GThread* */
    gint stopping;
    GMutex lock;        /* for all below */
    GHashTable *hits;   /* path -> count */
    GHashTable *heads;  /* path -> last request */
    GHashTable *served; /* path -> Served */
    gint64 sent_len;
    guint all_hits, at_once, most_at_once;
    gint64 first_start_ms, last_start_ms;
};

typedef struct {
    int status;
    char *headers, *body, *etag;
} Served;

/* One connection. */
typedef struct {
    FaultServer *server;
    int fd;
    SSL *ssl;
    gboolean close; /* after this answer */
    const char *path, *query, *head;
    guint hit;        /* which of the requests for this path it is, from 1 */
    gboolean counted; /* in at_once */
} Peer;

#define TLS_HANDSHAKE 0x16 /* first byte of a client that wants TLS */

/* --- bytes -------------------------------------------------------------------
 */

static gboolean stopping(const Peer *peer)
{
    return g_atomic_int_get(&peer->server->stopping) != 0;
}

static gboolean send_bytes(Peer *peer, const void *bytes, gsize len)
{
    const char *p = bytes;

    while (len > 0 && !stopping(peer)) {
        gssize sent;

        if (peer->ssl != NULL) {
            sent = SSL_write(peer->ssl, p, (int)MIN(len, 16384));
        } else {
            struct pollfd wait = { peer->fd, POLLOUT, 0 };

            if (poll(&wait, 1, TICK_MS) == 0)
                continue;
            sent = send(peer->fd, p, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        }
        if (sent <= 0) {
            peer->close = TRUE;
            return FALSE;
        }
        p += sent;
        len -= (gsize)sent;
    }
    return len == 0;
}

static void send_text(Peer *peer, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void send_text(Peer *peer, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list args;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    send_bytes(peer, text, strlen(text));
}

static gssize receive(Peer *peer, char *bytes, gsize len)
{
    struct pollfd wait = { peer->fd, POLLIN, 0 };

    while (!stopping(peer)) {
        if (peer->ssl != NULL && SSL_pending(peer->ssl) > 0)
            return SSL_read(peer->ssl, bytes, (int)len);
        if (poll(&wait, 1, TICK_MS) <= 0)
            continue;
        if (peer->ssl != NULL)
            return SSL_read(peer->ssl, bytes, (int)len);
        return recv(peer->fd, bytes, len, 0);
    }
    return -1;
}

static void rest(const Peer *peer, int ms)
{
    for (int i = 0; i < ms && !stopping(peer); i += TICK_MS)
        g_usleep(TICK_MS * 1000);
}

/* Until the other side goes away. */
static void hang(Peer *peer)
{
    char byte;

    while (receive(peer, &byte, 1) > 0)
        continue;
    peer->close = TRUE;
}

/* Ends the connection with RST instead of FIN. */
static void cut(Peer *peer)
{
    struct linger linger = { 1, 0 };

    setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    peer->close = TRUE;
}

static int number(const Peer *peer, const char *name, int standard)
{
    g_autofree char *key = g_strconcat(name, "=", NULL);
    const char *found = strstr(peer->query, key);

    return found != NULL ? atoi(found + strlen(key)) : standard;
}

/*
 * Once, before the answer is sent: the other side may begin its next request
 * before this thread comes to run again.
 */
static void count_end(Peer *peer)
{
    g_mutex_lock(&peer->server->lock);
    if (peer->counted)
        peer->server->at_once--;
    peer->counted = FALSE;
    g_mutex_unlock(&peer->server->lock);
}

static void answer(Peer *peer, int status, const char *more_headers,
                   const char *body)
{
    count_end(peer);
    send_text(peer,
              "HTTP/1.1 %d Status\r\nContent-Type: text/html; "
              "charset=utf-8\r\nContent-Length: %zu\r\n%s\r\n%s",
              status, strlen(body), more_headers, body);
}

static void redirect(Peer *peer, int status, const char *location)
{
    g_autofree char *header = g_strdup_printf("Location: %s\r\n", location);

    answer(peer, status, header, "moved");
}

/* --- faults ------------------------------------------------------------------
 */

static void on_ok(Peer *peer)
{
    g_autofree char *body = g_strdup_printf("<p>page %s</p>", peer->query);

    answer(peer, 200, "", body);
}

static void on_slow(Peer *peer)
{
    rest(peer, number(peer, "ms", 100));
    on_ok(peer);
}

static void on_silent(Peer *peer)
{
    hang(peer);
}

static void on_stall(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
    hang(peer);
}

static void on_drip(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nX-Slow: ");
    while (!peer->close && !stopping(peer)) {
        send_text(peer, "x");
        rest(peer, 50);
    }
}

static void on_reset(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
    rest(peer, 50);
    cut(peer);
}

static void on_reset_early(Peer *peer)
{
    cut(peer);
}

static void on_short(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
    peer->close = TRUE;
}

static void on_short_once(Peer *peer)
{
    if (peer->hit == 1)
        on_short(peer);
    else
        on_ok(peer);
}

static void on_cut_chunks(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "4\r\nhalf\r\n");
    peer->close = TRUE;
}

static void on_bad_chunk(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "4\r\nhalf\r\nzzz\r\n");
    hang(peer);
}

static void on_headers(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\n");
    while (!peer->close && !stopping(peer))
        send_text(peer, "X-Header: %01000d\r\nX-Header: %01000d\r\n", 1, 2);
}

static void on_long_line(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nX-Long: ");
    while (!peer->close && !stopping(peer))
        send_text(peer, "%01000d", 1);
}

static void on_continues(Peer *peer)
{
    while (!peer->close && !stopping(peer))
        send_text(peer, "HTTP/1.1 100 Continue\r\nX: %01000d\r\n\r\n", 1);
}

static void on_garbage(Peer *peer)
{
    send_text(peer, "SSH-2.0-OpenSSH_9.2p1\r\n");
    peer->close = TRUE;
}

static GByteArray *gzipped(gsize len)
{
    g_autofree guint8 *zeros = g_malloc0(len);
    GByteArray *out = g_byte_array_new();
    z_stream z = { 0 };

    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    g_byte_array_set_size(out, (guint)deflateBound(&z, len));
    z.next_in = zeros;
    z.avail_in = (uInt)len;
    z.next_out = out->data;
    z.avail_out = out->len;
    g_assert(deflate(&z, Z_FINISH) == Z_STREAM_END);
    g_byte_array_set_size(out, (guint)z.total_out);
    deflateEnd(&z);
    return out;
}

static void on_gzip(Peer *peer)
{
    g_autoptr(GByteArray) body =
        gzipped((gsize)number(peer, "len", (int)BOMB_LEN));

    send_text(peer,
              "HTTP/1.1 %d OK\r\nContent-Encoding: gzip\r\n"
              "Content-Length: %u\r\n\r\n",
              number(peer, "status", 200), body->len);
    send_bytes(peer, body->data, body->len);
}

static void on_bad_gzip(Peer *peer)
{
    answer(peer, 200, "Content-Encoding: gzip\r\n", "this is no gzip data");
}

/* A body without announced length. */
static void on_big(Peer *peer)
{
    int left = number(peer, "len", 1 << 20);

    send_text(peer, "HTTP/1.1 %d OK\r\nConnection: close\r\n\r\n",
              number(peer, "status", 200));
    for (; left > 0 && !peer->close; left -= 1000)
        send_text(peer, "%01000d", 1);
    peer->close = TRUE;
}

static void on_big_announced(Peer *peer)
{
    send_text(peer, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
    while (!peer->close && !stopping(peer))
        send_text(peer, "%01000d", 1);
}

static void on_empty(Peer *peer)
{
    answer(peer, number(peer, "status", 200), "", "");
}

static void on_status(Peer *peer)
{
    answer(peer, number(peer, "code", 404), "", "what the error page says");
}

/* ?fails=N&code=C&after=S: C with Retry-After for the first N, then well. */
static void on_flaky(Peer *peer)
{
    int after = number(peer, "after", -1);
    g_autofree char *header =
        after >= 0 ? g_strdup_printf("Retry-After: %d\r\n", after)
                   : g_strdup("");

    if ((int)peer->hit <= number(peer, "fails", 1))
        answer(peer, number(peer, "code", 503), header, "later");
    else
        on_ok(peer);
}

static void on_chain(Peer *peer)
{
    int left = number(peer, "n", 1);
    g_autofree char *next = g_strdup_printf("/chain?n=%d", left - 1);

    if (left <= 0)
        on_ok(peer);
    else
        redirect(peer, 302, next);
}

/* ?url=...: to that address, as it is written. */
static void on_to(Peer *peer)
{
    const char *url = strstr(peer->query, "url=");
    g_autofree char *text = g_uri_unescape_string(url + 4, NULL);

    redirect(peer, 301, text);
}

static void on_loop(Peer *peer)
{
    redirect(peer, 302, strcmp(peer->query, "b") == 0 ? "/loop?a" : "/loop?b");
}

static void on_big_redirect(Peer *peer)
{
    send_text(peer, "HTTP/1.1 302 Found\r\nLocation: /ok\r\n"
                    "Connection: close\r\n\r\n");
    while (!peer->close && !stopping(peer))
        send_text(peer, "%01000d", 1);
}

static void on_bare_redirect(Peer *peer)
{
    answer(peer, 302, "", "to nowhere");
}

static void on_utf8_location(Peer *peer)
{
    redirect(peer, 302, "/แผน ปี 2565.html");
}

/* "รายงาน" in windows-874 */
static void on_tis620_location(Peer *peer)
{
    redirect(peer, 302, "/\xc3\xd2\xc2\xa7\xd2\xb9");
}

/* Without its cookie the page sends to where the cookie is set. */
static void on_cookie(Peer *peer)
{
    if (strstr(peer->head, "Cookie: seen=yes") != NULL)
        on_ok(peer);
    else
        answer(peer, 302, "Set-Cookie: seen=yes\r\nLocation: /cookie\r\n", "");
}

static void on_etag(Peer *peer)
{
    if (strstr(peer->head, "If-None-Match: \"v1\"") != NULL)
        send_text(peer, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    else
        answer(peer, 200,
               "ETag: \"v1\"\r\n"
               "Last-Modified: Tue, 01 Feb 2022 03:04:05 GMT\r\n",
               "the whole");
}

static void on_unasked_304(Peer *peer)
{
    send_text(peer, "HTTP/1.1 304 Not Modified\r\n\r\n");
}

static void on_disposition(Peer *peer)
{
    answer(peer, 200,
           "Content-Disposition: attachment; filename=\"plan.pdf\"; "
           "filename*=UTF-8''%E0%B9%81%E0%B8%9C%E0%B8%99.pdf\r\n",
           "file");
}

static const struct {
    const char *path;
    void (*answer)(Peer *peer);
} ROUTES[] = {
    { "/", on_ok },
    { "/ok", on_ok },
    { "/slow", on_slow },
    { "/silent", on_silent },
    { "/stall", on_stall },
    { "/drip", on_drip },
    { "/reset", on_reset },
    { "/reset-early", on_reset_early },
    { "/short", on_short },
    { "/short-once", on_short_once },
    { "/cut-chunks", on_cut_chunks },
    { "/bad-chunk", on_bad_chunk },
    { "/headers", on_headers },
    { "/long-line", on_long_line },
    { "/continues", on_continues },
    { "/garbage", on_garbage },
    { "/gzip", on_gzip },
    { "/bad-gzip", on_bad_gzip },
    { "/big", on_big },
    { "/big-announced", on_big_announced },
    { "/empty", on_empty },
    { "/status", on_status },
    { "/flaky", on_flaky },
    { "/chain", on_chain },
    { "/to", on_to },
    { "/loop", on_loop },
    { "/big-redirect", on_big_redirect },
    { "/bare-redirect", on_bare_redirect },
    { "/utf8-location", on_utf8_location },
    { "/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B8%9B%E0%B8%B5%202565.html", on_ok },
    { "/tis620-location", on_tis620_location },
    { "/%C3%D2%C2%A7%D2%B9", on_ok },
    { "/cookie", on_cookie },
    { "/etag", on_etag },
    { "/unasked-304", on_unasked_304 },
    { "/disposition", on_disposition },
};

static void served_free(gpointer data)
{
    Served *served = data;

    g_free(served->headers);
    g_free(served->body);
    g_free(served->etag);
    g_free(served);
}

void fault_server_serve(FaultServer *server, const char *path, int status,
                        const char *more_headers, const char *body)
{
    Served *served = g_new(Served, 1);
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_MD5, body, -1);

    *served =
        (Served){ status,
                  g_strdup(more_headers != NULL ? more_headers
                                                : "Content-Type: text/html; "
                                                  "charset=utf-8\r\n"),
                  g_strdup(body), g_strdup_printf("\"%s\"", sum) };
    g_mutex_lock(&server->lock);
    g_hash_table_replace(server->served, g_strdup(path), served);
    g_mutex_unlock(&server->lock);
}

/* The answer to give for @path; NULL when none was set. */
static char *served_answer(Peer *peer)
{
    FaultServer *server = peer->server;
    const Served *served;
    char *text = NULL;

    g_mutex_lock(&server->lock);
    served = g_hash_table_lookup(server->served, peer->path);
    if (served == NULL)
        served = g_hash_table_lookup(server->served, "*");
    if (served != NULL && strstr(peer->head, served->etag) != NULL)
        text = g_strdup_printf("HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n",
                               served->etag);
    else if (served != NULL)
        text = g_strdup_printf("HTTP/1.1 %d Status\r\nContent-Length: %zu\r\n"
                               "ETag: %s\r\n%s\r\n%s",
                               served->status, strlen(served->body),
                               served->etag, served->headers, served->body);
    if (text != NULL)
        server->sent_len += (gint64)strlen(text);
    g_mutex_unlock(&server->lock);
    return text;
}

gint64 fault_server_sent_len(FaultServer *server)
{
    gint64 len;

    g_mutex_lock(&server->lock);
    len = server->sent_len;
    g_mutex_unlock(&server->lock);
    return len;
}

/* --- the server
 * --------------------------------------------------------------- */

static void count_start(Peer *peer)
{
    FaultServer *server = peer->server;
    gint64 now_ms = g_get_monotonic_time() / 1000;

    g_mutex_lock(&server->lock);
    peer->hit =
        GPOINTER_TO_UINT(g_hash_table_lookup(server->hits, peer->path)) + 1;
    g_hash_table_replace(server->hits, g_strdup(peer->path),
                         GUINT_TO_POINTER(peer->hit));
    g_hash_table_replace(server->heads, g_strdup(peer->path),
                         g_strdup(peer->head));
    if (server->all_hits++ == 0)
        server->first_start_ms = now_ms;
    server->last_start_ms = now_ms;
    peer->counted = TRUE;
    server->at_once++;
    server->most_at_once = MAX(server->most_at_once, server->at_once);
    g_mutex_unlock(&server->lock);
}

/* Reads a head; NULL when the other side has gone. */
static char *read_head(Peer *peer)
{
    g_autoptr(GString) head = g_string_new(NULL);
    char byte;

    while (!g_str_has_suffix(head->str, "\r\n\r\n")) {
        if (head->len > HEAD_MAX_LEN || receive(peer, &byte, 1) != 1)
            return NULL;
        if (byte == TLS_HANDSHAKE && peer->ssl == NULL) {
            answer(peer, 400, "", "this is not https");
            return NULL;
        }
        g_string_append_c(head, byte);
    }
    return g_strdup(head->str);
}

static void serve(Peer *peer, const char *head)
{
    g_auto(GStrv) words = g_strsplit(head, " ", 3);
    g_autofree char *served = NULL;
    char *query;

    if (g_strv_length(words) < 3) {
        peer->close = TRUE;
        return;
    }
    if (g_str_has_prefix(words[1], "http://")) { /* we are the proxy */
        char *path = strchr(words[1] + 7, '/');

        memmove(words[1], path, strlen(path) + 1);
    }
    query = strchr(words[1], '?');
    if (query != NULL)
        *query++ = '\0';
    peer->head = head;
    peer->path = words[1];
    peer->query = query != NULL ? query : "";
    count_start(peer);
    served = served_answer(peer);
    if (served != NULL) {
        count_end(peer);
        send_bytes(peer, served, strlen(served));
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(ROUTES); i++) {
        if (strcmp(ROUTES[i].path, peer->path) == 0) {
            ROUTES[i].answer(peer);
            count_end(peer);
            return;
        }
    }
    answer(peer, 404, "", "no such page");
    count_end(peer);
}

static gpointer peer_run(gpointer data)
{
    Peer *peer = data;
    int on = 1;

    setsockopt(peer->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    if (peer->server->tls != NULL) {
        peer->ssl = SSL_new(peer->server->tls);
        SSL_set_fd(peer->ssl, peer->fd);
        peer->close = SSL_accept(peer->ssl) != 1;
    }
    while (!peer->close && !stopping(peer)) {
        g_autofree char *head = read_head(peer);

        if (head == NULL)
            break;
        serve(peer, head);
    }
    if (peer->ssl != NULL) {
        SSL_shutdown(peer->ssl);
        SSL_free(peer->ssl);
    }
    close(peer->fd);
    g_free(peer);
    return NULL;
}

static gpointer server_run(gpointer data)
{
    FaultServer *server = data;
    struct pollfd wait = { server->fd, POLLIN, 0 };

    while (g_atomic_int_get(&server->stopping) == 0) {
        Peer *peer;
        int fd;

        if (poll(&wait, 1, TICK_MS) <= 0)
            continue;
        fd = accept(server->fd, NULL, NULL);
        if (fd < 0)
            continue;
        peer = g_new0(Peer, 1);
        peer->server = server;
        peer->fd = fd;
        g_ptr_array_add(server->peers, g_thread_new("peer", peer_run, peer));
    }
    return NULL;
}

static void load_certificate(FaultServer *server, const char *cert_file)
{
    server->tls = SSL_CTX_new(TLS_server_method());
    g_assert(SSL_CTX_use_certificate_chain_file(server->tls, cert_file) == 1);
    g_assert(SSL_CTX_use_PrivateKey_file(server->tls, cert_file,
                                         SSL_FILETYPE_PEM) == 1);
}

void fault_server_use_old_tls(FaultServer *server)
{
    SSL_CTX_set_security_level(server->tls, 0);
    SSL_CTX_set_min_proto_version(server->tls, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(server->tls, TLS1_1_VERSION);
}

FaultServer *fault_server_start(const char *cert_file)
{
    FaultServer *server = g_new0(FaultServer, 1);
    struct sockaddr_in in = { .sin_family = AF_INET };
    socklen_t len = sizeof(in);

    signal(SIGPIPE, SIG_IGN);
    g_mutex_init(&server->lock);
    server->peers = g_ptr_array_new();
    server->hits = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    server->heads =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    server->served =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, served_free);
    if (cert_file != NULL)
        load_certificate(server, cert_file);
    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_assert(bind(server->fd, (struct sockaddr *)&in, sizeof(in)) == 0);
    g_assert(listen(server->fd, 128) == 0);
    g_assert(getsockname(server->fd, (struct sockaddr *)&in, &len) == 0);
    server->port = ntohs(in.sin_port);
    server->thread = g_thread_new("fault server", server_run, server);
    return server;
}

void fault_server_stop(FaultServer *server)
{
    g_atomic_int_set(&server->stopping, 1);
    g_thread_join(server->thread);
    for (guint i = 0; i < server->peers->len; i++)
        g_thread_join(server->peers->pdata[i]);
    g_ptr_array_unref(server->peers);
    close(server->fd);
    SSL_CTX_free(server->tls);
    g_hash_table_unref(server->hits);
    g_hash_table_unref(server->heads);
    g_hash_table_unref(server->served);
    g_mutex_clear(&server->lock);
    g_free(server);
}

char *fault_server_url(const FaultServer *server, const char *path)
{
    return g_strdup_printf("%s://127.0.0.1:%d%s",
                           server->tls != NULL ? "https" : "http", server->port,
                           path);
}

guint fault_server_hits(FaultServer *server, const char *path)
{
    guint hits;

    g_mutex_lock(&server->lock);
    hits = GPOINTER_TO_UINT(g_hash_table_lookup(server->hits, path));
    g_mutex_unlock(&server->lock);
    return hits;
}

guint fault_server_all_hits(FaultServer *server)
{
    guint hits;

    g_mutex_lock(&server->lock);
    hits = server->all_hits;
    g_mutex_unlock(&server->lock);
    return hits;
}

guint fault_server_most_at_once(FaultServer *server)
{
    guint most;

    g_mutex_lock(&server->lock);
    most = server->most_at_once;
    g_mutex_unlock(&server->lock);
    return most;
}

gint64 fault_server_span_ms(FaultServer *server)
{
    gint64 span_ms;

    g_mutex_lock(&server->lock);
    span_ms = server->last_start_ms - server->first_start_ms;
    g_mutex_unlock(&server->lock);
    return span_ms;
}

char *fault_server_last_request(FaultServer *server, const char *path)
{
    char *head;

    g_mutex_lock(&server->lock);
    head = g_strdup(g_hash_table_lookup(server->heads, path));
    g_mutex_unlock(&server->lock);
    return head;
}
