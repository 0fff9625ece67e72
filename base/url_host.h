/*
 * url_host.h - the host of an address, in one form
 *
 * Takes    a host as it stands in a URL: Unicode, percent-encoded, bracketed
 * Gives    lower-case ASCII: punycode labels, dotted IPv4, [IPv6] shortened
 * Source   WHATWG URL Standard, host parsing; RFC 5891 and UTS 46 through
 *          libidn2
 *
 * The only module that sees libidn2. It works in any locale: .ไทย names must
 * not fail under cron. For url.c; others use url.h.
 */
#ifndef BASE_URL_HOST_H
#define BASE_URL_HOST_H

#include <glib.h>

/* Owned by the caller; NULL when @host (@len bytes) is no host. A trailing
 * dot stays. */
char *url_host_parse(const char *host, gsize len);

/*
 * The host for people: Thai labels in Thai letters. Labels of other scripts
 * stay punycode, because letters that look alike deceive. Owned by the
 * caller.
 */
char *url_host_display(const char *ascii);

#endif
