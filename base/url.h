/*
 * url.h - addresses: resolved, compared, taken apart
 *
 * Takes    what people paste: spaces, Thai letters, .ไทย hosts
 * Gives    absolute ASCII URLs (percent-encoded, punycode host)
 * Limits   URL_MAX_LEN
 * Source   WHATWG URL Standard for http and https; RFC 5891 through libidn2
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include <glib.h>

typedef struct {
    char *scheme;      /* lower case */
    char *host;        /* ASCII, lower case, without trailing dot */
    int port;          /* -1: the scheme's own */
    char *path;        /* begins with '/' */
    char *query;       /* without '?', or NULL */
    char *fragment;    /* without '#', or NULL */
    gboolean has_user; /* a user or password was given (and dropped) */
} Url;

/* NULL when @text is no absolute URL of any scheme. */
Url *url_parse(const char *text);
void url_free(Url *url);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Url, url_free)

/* The absolute, canonical form of @text against @base (may be NULL); NULL
 * when there is none. Non-http schemes (mailto:, tel:, javascript:) come back
 * as they are. Owned by the caller. */
char *url_resolve(const char *base, const char *text);

/* Canonical form without its fragment: the key of "the same page". */
char *url_without_fragment(const char *text);

/* A form people can read: percent-decoded UTF-8, Unicode host. */
char *url_display(const char *text);

/* TRUE when the host of @url is @domain or below it. */
gboolean url_host_within(const char *url, const char *domain);

/* Host of the address @text, owned by the caller, or NULL. */
char *url_host(const char *text);

/* Same site: same host, "www." aside. */
gboolean url_same_site(const char *a, const char *b);

#endif
