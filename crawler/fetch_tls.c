#include "crawler/fetch_tls.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <time.h>

static int watch_index(void)
{
    static gsize index = 0; /* one more than OpenSSL's, which may be 0 */

    if (g_once_init_enter(&index)) {
        int got = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);

        g_assert(got >= 0);
        g_once_init_leave(&index, (gsize)got + 1);
    }
    return (int)index - 1;
}

static gint64 expires_at(X509 *certificate)
{
    struct tm tm = { 0 };

    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &tm) != 1)
        return 0;
    return timegm(&tm);
}

static int on_verify(int trusted, X509_STORE_CTX *store)
{
    SSL *ssl =
        X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    TlsWatch *watch = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), watch_index());
    int depth = X509_STORE_CTX_get_error_depth(store);
    X509 *certificate = X509_STORE_CTX_get_current_cert(store);

    if (depth == 0 && certificate != NULL)
        watch->expires_at = expires_at(certificate);
    if (!trusted && watch->error == 0) {
        watch->error = X509_STORE_CTX_get_error(store);
        watch->depth = depth;
    }
    return watch->trust_all ? 1 : trusted;
}

gboolean tls_watch_install(TlsWatch *watch, void *ssl_ctx, const char *extra_ca)
{
    SSL_CTX *ctx = ssl_ctx;
    int mode = watch->trust_all ? SSL_VERIFY_NONE : SSL_VERIFY_PEER;

    if (SSL_CTX_set_ex_data(ctx, watch_index(), watch) != 1)
        return FALSE;
    if (extra_ca != NULL && SSL_CTX_load_verify_file(ctx, extra_ca) != 1)
        return FALSE;
    SSL_CTX_set_verify(ctx, mode, on_verify);
    return TRUE;
}

static const struct {
    int error;
    LinkState state;
} CAUSES[] = {
    { X509_V_ERR_CERT_HAS_EXPIRED, LINK_TLS_EXPIRED },
    { X509_V_ERR_CERT_NOT_YET_VALID, LINK_TLS_EXPIRED },
    { X509_V_ERR_HOSTNAME_MISMATCH, LINK_TLS_NAME },
    { X509_V_ERR_IP_ADDRESS_MISMATCH, LINK_TLS_NAME },
    { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, LINK_TLS_CHAIN },
    { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, LINK_TLS_CHAIN },
    { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, LINK_TLS_CHAIN },
    { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, LINK_TLS_CHAIN },
    { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, LINK_TLS_CHAIN },
    { X509_V_ERR_CERT_CHAIN_TOO_LONG, LINK_TLS_CHAIN },
    { X509_V_ERR_INVALID_CA, LINK_TLS_CHAIN },
    { X509_V_ERR_CERT_UNTRUSTED, LINK_TLS_CHAIN },
};

LinkState tls_watch_state(const TlsWatch *watch)
{
    if (watch->error == 0)
        return LINK_TLS_NAME;
    for (guint i = 0; i < G_N_ELEMENTS(CAUSES); i++) {
        if (CAUSES[i].error != watch->error)
            continue;
        /* An issuer that has expired is a fault of the chain. */
        return CAUSES[i].state == LINK_TLS_EXPIRED && watch->depth > 0
                   ? LINK_TLS_CHAIN
                   : CAUSES[i].state;
    }
    return LINK_TLS_OTHER;
}

const char *tls_watch_words(const TlsWatch *watch)
{
    return watch->error != 0 ? X509_verify_cert_error_string(watch->error)
                             : NULL;
}
