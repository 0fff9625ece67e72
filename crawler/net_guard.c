#include "crawler/net_guard.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>

#define V6_LEN 16
#define V4_BITS_BEFORE 96 /* an IPv4 address is ::ffff:a.b.c.d here */

typedef struct {
    guint8 bytes[V6_LEN];
    guint bits;
} Net;

struct NetGuard {
    GArray *allowed; /* Net */
    GArray *proxies; /* Net: for connections, not for what is asked for */
};

static const char *const SPECIAL[] = {
    /* IPv4 */
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    /* IPv6 */
    "::/128",
    "::1/128",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/23",
    "2001:db8::/32",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
};

/* IPv6 prefixes that carry an IPv4 address at this byte: that one counts. */
static const struct {
    const char *net;
    guint at;
} CARRIERS[] = {
    { "::/96", 12 },
    { "64:ff9b::/96", 12 },
    { "2002::/16", 2 },
};

static void map_v4(const void *v4, guint8 bytes[V6_LEN])
{
    memset(bytes, 0, 10);
    memset(bytes + 10, 0xff, 2);
    memcpy(bytes + 12, v4, 4);
}

static gboolean address_parse(const char *text, guint8 bytes[V6_LEN],
                              gboolean *is_v4)
{
    guint8 v4[4];

    *is_v4 = inet_pton(AF_INET, text, v4) == 1;
    if (*is_v4)
        map_v4(v4, bytes);
    return *is_v4 || inet_pton(AF_INET6, text, bytes) == 1;
}

static gboolean net_parse(const char *text, Net *net)
{
    const char *slash = strchr(text, '/');
    g_autofree char *address =
        slash != NULL ? g_strndup(text, (gsize)(slash - text)) : g_strdup(text);
    guint64 bits;
    gboolean is_v4;

    if (!address_parse(address, net->bytes, &is_v4))
        return FALSE;
    bits = is_v4 ? 32 : 128;
    if (slash != NULL &&
        !g_ascii_string_to_unsigned(slash + 1, 10, 0, bits, &bits, NULL))
        return FALSE;
    net->bits = (guint)bits + (is_v4 ? V4_BITS_BEFORE : 0);
    return TRUE;
}

static gboolean net_holds(const Net *net, const guint8 bytes[V6_LEN])
{
    guint whole = net->bits / 8;
    guint rest = net->bits % 8;
    guint mask = (0xffu << (8 - rest)) & 0xffu;

    if (memcmp(net->bytes, bytes, whole) != 0)
        return FALSE;
    return rest == 0 || ((net->bytes[whole] ^ bytes[whole]) & mask) == 0;
}

static gboolean text_net_holds(const char *text, const guint8 bytes[V6_LEN])
{
    Net net;
    gboolean good = net_parse(text, &net);

    g_assert(good);
    return net_holds(&net, bytes);
}

NetGuard *net_guard_new(const GPtrArray *allow, const char **bad)
{
    g_autoptr(NetGuard) guard = g_new0(NetGuard, 1);

    guard->allowed = g_array_new(FALSE, FALSE, sizeof(Net));
    guard->proxies = g_array_new(FALSE, FALSE, sizeof(Net));
    for (guint i = 0; allow != NULL && i < allow->len; i++) {
        Net net;

        if (!net_parse(allow->pdata[i], &net)) {
            *bad = allow->pdata[i];
            return NULL;
        }
        g_array_append_val(guard->allowed, net);
    }
    return g_steal_pointer(&guard);
}

void net_guard_free(NetGuard *guard)
{
    if (guard == NULL)
        return;
    g_array_unref(guard->allowed);
    g_array_unref(guard->proxies);
    g_free(guard);
}

static gboolean sockaddr_bytes(const struct sockaddr *address,
                               guint8 bytes[V6_LEN])
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;

        memcpy(&in, address, sizeof(in));
        map_v4(&in.sin_addr, bytes);
        return TRUE;
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;

        memcpy(&in6, address, sizeof(in6));
        memcpy(bytes, &in6.sin6_addr, V6_LEN);
        return TRUE;
    }
    return FALSE;
}

void net_guard_allow_proxy(NetGuard *guard, const char *host)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    struct addrinfo *found = NULL;

    if (getaddrinfo(host, NULL, &hints, &found) != 0)
        return;
    for (struct addrinfo *a = found; a != NULL; a = a->ai_next) {
        Net net = { .bits = 128 };

        if (sockaddr_bytes(a->ai_addr, net.bytes))
            g_array_append_val(guard->proxies, net);
    }
    freeaddrinfo(found);
}

static gboolean any_holds(const GArray *nets, const guint8 bytes[V6_LEN])
{
    for (guint i = 0; i < nets->len; i++) {
        if (net_holds(&g_array_index(nets, Net, i), bytes))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_special(const guint8 bytes[V6_LEN])
{
    for (guint i = 0; i < G_N_ELEMENTS(SPECIAL); i++) {
        if (text_net_holds(SPECIAL[i], bytes))
            return TRUE;
    }
    return FALSE;
}

static gboolean permits_bytes(const NetGuard *guard, const guint8 bytes[V6_LEN])
{
    if (any_holds(guard->allowed, bytes))
        return TRUE;
    if (is_special(bytes))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(CARRIERS); i++) {
        guint8 carried[V6_LEN];

        if (!text_net_holds(CARRIERS[i].net, bytes))
            continue;
        map_v4(bytes + CARRIERS[i].at, carried);
        return any_holds(guard->allowed, carried) || !is_special(carried);
    }
    return TRUE;
}

gboolean net_guard_permits(const NetGuard *guard,
                           const struct sockaddr *address)
{
    guint8 bytes[V6_LEN];

    return sockaddr_bytes(address, bytes) &&
           (any_holds(guard->proxies, bytes) || permits_bytes(guard, bytes));
}

gboolean net_guard_permits_host(const NetGuard *guard, const char *host)
{
    g_autofree char *name = g_ascii_strdown(host, -1);
    gsize len = strlen(name);
    guint8 bytes[V6_LEN];
    gboolean is_v4;

    if (len > 1 && name[len - 1] == '.')
        name[--len] = '\0';
    if (len > 2 && name[0] == '[' && name[len - 1] == ']') {
        name[len - 1] = '\0';
        return address_parse(name + 1, bytes, &is_v4) &&
               permits_bytes(guard, bytes);
    }
    if (strcmp(name, "localhost") == 0 || g_str_has_suffix(name, ".localhost"))
        return address_parse("127.0.0.1", bytes, &is_v4) &&
               permits_bytes(guard, bytes);
    if (!address_parse(name, bytes, &is_v4))
        return TRUE;
    return permits_bytes(guard, bytes);
}
