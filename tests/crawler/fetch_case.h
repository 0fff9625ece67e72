/*
 * fetch_case.h - one fetch against the fault server
 *
 * Quick settings, a spool folder of its own, results in a list.
 */
#ifndef TESTS_CRAWLER_FETCH_CASE_H
#define TESTS_CRAWLER_FETCH_CASE_H

#include "crawler/fetch.h"
#include "fault_server.h"

typedef struct {
    FaultServer *server;
    FetchOptions options;
    char *dir;          /* temporary */
    GPtrArray *results; /* FetchResult*, in order of completion */
    gint cancel;
    guint cancel_after; /* results; 0: never */
} FetchCase;

/* Only 127.0.0.1 may be reached; no further tries; short patience. */
FetchCase *fetch_case_new(void);
void fetch_case_free(FetchCase *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchCase, fetch_case_free)

/* Puts a TLS server with such a certificate in the place of the plain one;
 * its issuer is trusted unless the certificate says otherwise. */
void fetch_case_use_tls(FetchCase *c, FaultCert cert);

/* Fetches the address of @path ("/..."), or @path itself when it is one. The
 * result is borrowed from @c. */
const FetchResult *fetch_case_get(FetchCase *c, const char *path);

/* Fetches @count of them in one call. */
void fetch_case_get_all(FetchCase *c, const char *const *paths, guint count);

/* The result of @path in the list; borrowed. */
const FetchResult *fetch_case_find(FetchCase *c, const char *path);

char *fetch_case_body(const FetchResult *result);

/* Files in the spool folder, and how many of them are half-written. */
guint fetch_case_spooled(const FetchCase *c, guint *parts);

/* cr_expect for the state, with the name and the cause in the message. */
#define expect_state(result, expected)                                         \
    cr_expect((result)->state == (expected), "%s: %s, not %s (%s)",            \
              (result)->url, link_state_name((result)->state),                 \
              link_state_name(expected),                                       \
              (result)->detail != NULL ? (result)->detail : "no detail")

#endif
