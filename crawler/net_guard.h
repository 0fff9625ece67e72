/*
 * net_guard.h - which network addresses may be reached
 *
 * Takes    CIDR strings that are allowed although they are private
 * Source   IANA special-purpose address registries (RFC 6890 and updates)
 *
 * A public page may redirect, or its name resolve, to a machine inside the
 * network that the audit runs in. So the address itself is asked about, after
 * DNS and before each connection.
 */
#ifndef CRAWLER_NET_GUARD_H
#define CRAWLER_NET_GUARD_H

#include <glib.h>
#include <sys/socket.h>

typedef struct NetGuard NetGuard;

/* @allow: "127.0.0.0/8", "fd00::/8", "10.1.2.3" (char*), or NULL. NULL and
 * *@bad, borrowed from @allow, when one of them can not be read. */
NetGuard *net_guard_new(const GPtrArray *allow, const char **bad);
void net_guard_free(NetGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NetGuard, net_guard_free)

/* Also allows connections to what @host resolves to: the proxy that the user
 * has set. Addresses that are asked for are judged as before. */
void net_guard_allow_proxy(NetGuard *guard, const char *host);

/* FALSE for private, loopback, link-local and other special addresses that
 * are not allowed, and for families other than IPv4 and IPv6. */
gboolean net_guard_permits(const NetGuard *guard,
                           const struct sockaddr *address);

/*
 * FALSE when @host is the text of an address that is not permitted, or is
 * "localhost" while loopback is not. Other names are permitted: DNS and then
 * net_guard_permits() decide.
 */
gboolean net_guard_permits_host(const NetGuard *guard, const char *host);

#endif
