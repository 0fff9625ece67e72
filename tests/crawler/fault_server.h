/*
 * fault_server.h - a web server on loopback that fails on demand
 *
 * Takes    a path that names the fault: "/stall", "/chain?n=3" (see ROUTES)
 * Gives    counts and times of what has reached it
 * Units    *_ms milliseconds
 */
#ifndef TESTS_CRAWLER_FAULT_SERVER_H
#define TESTS_CRAWLER_FAULT_SERVER_H

#include <glib.h>

typedef struct FaultServer FaultServer;

/* @cert_file: PEM with certificate chain and key, or NULL for plain http. */
FaultServer *fault_server_start(const char *cert_file);
void fault_server_stop(FaultServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FaultServer, fault_server_stop)

/* "http://127.0.0.1:port" and @path; owned by the caller. */
char *fault_server_url(const FaultServer *server, const char *path);

/*
 * From now on @path is answered so; @more_headers are lines that end with
 * CRLF, or NULL for "Content-Type: text/html; charset=utf-8". The path "*"
 * stands for all that have no answer of their own.
 */
void fault_server_serve(FaultServer *server, const char *path, int status,
                        const char *more_headers, const char *body);

/* Bytes of bodies and heads that were sent for served paths. */
gint64 fault_server_sent_len(FaultServer *server);

guint fault_server_hits(FaultServer *server, const char *path);
guint fault_server_all_hits(FaultServer *server);
/* The most requests that were being answered at one time. */
guint fault_server_most_at_once(FaultServer *server);
/* From the start of the first request to that of the last. */
gint64 fault_server_span_ms(FaultServer *server);
/* The head of the last request for @path; owned by the caller. */
char *fault_server_last_request(FaultServer *server, const char *path);

/* From now on it speaks TLS 1.0 and 1.1 only. */
void fault_server_use_old_tls(FaultServer *server);

/* What a certificate is made with. */
typedef struct {
    const char *name;   /* "IP:127.0.0.1" or "DNS:..." */
    int days;           /* until it expires; negative: it has */
    gboolean untrusted; /* by an issuer that is not in the CA file */
} FaultCert;

/* Writes a CA and, signed by it, a certificate with its key as PEM files. */
void fault_cert_write(const FaultCert *cert, const char *ca_file,
                      const char *cert_file);

#endif
