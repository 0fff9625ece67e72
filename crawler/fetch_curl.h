/*
 * fetch_curl.h - send single requests and receive their answers to the end
 *
 * Takes    absolute http and https URLs
 * Gives    one WireAnswer a request, as soon as it is there
 * Units    *_ms milliseconds, *_len bytes, *_at seconds since 1970 UTC
 * Limits   FetchOptions.body_max_len, FETCH_HEADERS_MAX, WIRE_RATIO_MAX
 * Errors   FETCH_ERROR_SETUP, FETCH_ERROR_SPOOL; what a site does wrong is
 *          an answer
 * Source   libcurl-multi(3); RFC 9110, RFC 9112
 *
 * Follows nothing and tries nothing twice: fetch.c decides. The only home of
 * libcurl.
 */
#ifndef CRAWLER_FETCH_CURL_H
#define CRAWLER_FETCH_CURL_H

#include <glib.h>

#include "crawler/fetch.h"
#include "crawler/net_guard.h"

#define WIRE_RATIO_MAX 200 /* after the first MB; over: bomb */
#define WIRE_RATIO_FROM_LEN (1 << 20)
#define WIRE_REDIRECT_BODY_MAX 65536 /* nobody sees it: not read further */

typedef struct {
    const char *url;
    const char *etag, *last_modified; /* or NULL */
    gboolean trust_all; /* read the page in spite of its certificate; such a
                           request carries and keeps no cookies */
    gpointer data;
} WireRequest;

typedef struct {
    LinkState state; /* LINK_OK: the answer came to its end, whatever its
                        status; else why it did not */
    int http_status; /* 0 when none came */
    char *headers;   /* status line and header lines, or NULL */
    char *request;   /* header lines as sent; NULL unless keep_exchanges */
    char *address;   /* of the machine that answered, or NULL */
    char *body_path; /* or NULL: none, empty, or not to its end */
    char *sha256;    /* of the body, or NULL */
    gint64 body_len; /* decoded bytes received */
    gint64 wire_len; /* bytes that came over the network, headers as well */
    gint64 elapsed_ms;
    gint64 first_byte_ms;  /* until the answer began; 0 when it did not */
    gint64 retry_after_s;  /* 0 when the answer does not say */
    gint64 tls_expires_at; /* 0 when not https */
    gboolean untrusted;    /* its certificate or its old TLS was refused;
                              trust_all may read it */
    gboolean answered;     /* at least one byte came from the host */
    char *detail;          /* the cause in words, or NULL */
} WireAnswer;

void wire_answer_clear(WireAnswer *answer);

/* @answer is borrowed; take its strings by stealing them. */
typedef void (*WireDone)(gpointer request_data, WireAnswer *answer,
                         gpointer data);

typedef struct Wire Wire;

/* @options and @guard are borrowed and must outlive the wire. */
Wire *wire_new(const FetchOptions *options, const NetGuard *guard,
               WireDone done, gpointer data, GError **error);

/* Drops what is under way, without a word. */
void wire_free(Wire *wire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wire, wire_free)

/* Begins a request; its strings are copied. */
gboolean wire_start(Wire *wire, const WireRequest *request, GError **error);

/* Moves all requests on, for @wait_ms at most when none ends. FALSE when the
 * disk or libcurl fails. */
gboolean wire_run(Wire *wire, int wait_ms, GError **error);

/* The host of the proxy that the environment sets for @scheme ("http" or
 * "https"), or NULL. Owned by the caller. */
char *wire_proxy_host(const char *scheme);

#endif
