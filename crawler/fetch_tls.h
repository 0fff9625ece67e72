/*
 * fetch_tls.h - why a certificate was refused, and when it expires
 *
 * Takes    OpenSSL's context of one connection, from libcurl
 * Units    *_at seconds since 1970 UTC
 * Source   RFC 5280 section 6; OpenSSL X509_STORE_CTX_get_error(3)
 *
 * libcurl keeps no certificate of a failed handshake, so the cause is noted
 * while OpenSSL verifies. The only home of OpenSSL.
 */
#ifndef CRAWLER_FETCH_TLS_H
#define CRAWLER_FETCH_TLS_H

#include <glib.h>

#include "crawler/link_state.h"

typedef struct {
    gboolean trust_all; /* look at the page although it is not trusted */
    int error;          /* OpenSSL's first complaint, 0 when none */
    int depth;          /* of the certificate that it is about, 0: the site's */
    gint64 expires_at;  /* of the site's certificate, 0: not seen */
} TlsWatch;

/* Watches the handshakes of @ssl_ctx (SSL_CTX*); @watch must outlive it.
 * @extra_ca: a PEM file of further issuers, or NULL. FALSE: can not be set. */
gboolean tls_watch_install(TlsWatch *watch, void *ssl_ctx,
                           const char *extra_ca);

/* The state of a handshake that failed verification; no complaint by OpenSSL
 * means that the name did not match. */
LinkState tls_watch_state(const TlsWatch *watch);

/* OpenSSL's words for the complaint, borrowed; NULL when there is none. */
const char *tls_watch_words(const TlsWatch *watch);

#endif
