#include <criterion/criterion.h>
#include <netdb.h>

#include "crawler/net_guard.h"

static NetGuard *guard_of(const char *const *allow, guint count)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    const char *bad = NULL;

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(list, (gpointer)allow[i]);
    return net_guard_new(list, &bad);
}

static gboolean permits(const NetGuard *guard, const char *address)
{
    struct addrinfo hints = { .ai_flags = AI_NUMERICHOST };
    struct addrinfo *found = NULL;
    gboolean good;

    cr_assert_eq(getaddrinfo(address, NULL, &hints, &found), 0, "%s", address);
    good = net_guard_permits(guard, found->ai_addr);
    freeaddrinfo(found);
    return good;
}

static const char *const PRIVATE[] = {
    "0.0.0.0",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001::1",
    "2001:db8::1",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "febf::1",
    "fec0::1",
    "ff02::1",
};

static const char *const PUBLIC[] = {
    "1.1.1.1",         "9.255.255.255",   "11.0.0.0",     "100.63.255.255",
    "100.128.0.0",     "126.255.255.255", "128.0.0.1",    "169.253.255.255",
    "172.15.255.255",  "172.32.0.0",      "192.167.1.1",  "192.169.0.0",
    "223.255.255.255", "2606:4700::1",    "2400:cb00::1", "64:ff9b::1.1.1.1",
    "2002:101:101::1", "::ffff:1.1.1.1",
};

Test(net_guard, special_addresses_are_refused_and_public_ones_are_not)
{
    g_autoptr(NetGuard) guard = guard_of(NULL, 0);

    for (guint i = 0; i < G_N_ELEMENTS(PRIVATE); i++)
        cr_expect_not(permits(guard, PRIVATE[i]), "%s", PRIVATE[i]);
    for (guint i = 0; i < G_N_ELEMENTS(PUBLIC); i++)
        cr_expect(permits(guard, PUBLIC[i]), "%s", PUBLIC[i]);
}

Test(net_guard, texts_of_addresses_are_judged_as_the_addresses)
{
    g_autoptr(NetGuard) guard = guard_of(NULL, 0);

    for (guint i = 0; i < G_N_ELEMENTS(PRIVATE); i++)
        cr_expect_not(net_guard_permits_host(guard, PRIVATE[i]), "%s",
                      PRIVATE[i]);
    for (guint i = 0; i < G_N_ELEMENTS(PUBLIC); i++)
        cr_expect(net_guard_permits_host(guard, PUBLIC[i]), "%s", PUBLIC[i]);
    cr_expect_not(net_guard_permits_host(guard, "[::1]"));
    cr_expect_not(net_guard_permits_host(guard, "[::ffff:a00:1]"));
    cr_expect_not(net_guard_permits_host(guard, "[nonsense]"));
    cr_expect_not(net_guard_permits_host(guard, "10.0.0.1."));
    cr_expect_not(net_guard_permits_host(guard, "localhost"));
    cr_expect_not(net_guard_permits_host(guard, "LOCALHOST."));
    cr_expect_not(net_guard_permits_host(guard, "a.localhost"));
    cr_expect(net_guard_permits_host(guard, "www.example.go.th"));
    cr_expect(net_guard_permits_host(guard, "mylocalhost"));
}

Test(net_guard, what_is_allowed_is_allowed_and_no_more)
{
    static const char *const ALLOW[] = { "127.0.0.1", "10.20.0.0/15",
                                         "fd00:1::/32" };
    g_autoptr(NetGuard) guard = guard_of(ALLOW, G_N_ELEMENTS(ALLOW));

    cr_assert(permits(guard, "127.0.0.1"));
    cr_assert(permits(guard, "::ffff:127.0.0.1"));
    cr_assert(net_guard_permits_host(guard, "localhost"));
    cr_assert_not(permits(guard, "127.0.0.2"));
    cr_assert_not(permits(guard, "::1"));
    cr_assert(permits(guard, "10.21.255.255"));
    cr_assert_not(permits(guard, "10.22.0.0"));
    cr_assert_not(permits(guard, "10.19.255.255"));
    cr_assert(permits(guard, "fd00:1:ffff::1"));
    cr_assert_not(permits(guard, "fd00:2::1"));
}

Test(net_guard, all_may_be_allowed)
{
    static const char *const ALLOW[] = { "0.0.0.0/0", "::/0" };
    g_autoptr(NetGuard) guard = guard_of(ALLOW, G_N_ELEMENTS(ALLOW));

    for (guint i = 0; i < G_N_ELEMENTS(PRIVATE); i++)
        cr_expect(permits(guard, PRIVATE[i]), "%s", PRIVATE[i]);
}

Test(net_guard, what_is_no_network_is_told)
{
    static const char *const BAD[] = {
        "",       "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
        "10.0.0", "::/129",    "10.0.0.0/8x",
    };

    for (guint i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GPtrArray) list = g_ptr_array_new();
        const char *bad = NULL;

        g_ptr_array_add(list, (gpointer)BAD[i]);
        cr_expect_null(net_guard_new(list, &bad), "%s", BAD[i]);
        cr_expect_eq(bad, BAD[i]);
    }
}

Test(net_guard, other_families_are_refused)
{
    g_autoptr(NetGuard) guard = guard_of(NULL, 0);
    struct sockaddr local = { .sa_family = AF_UNIX };

    cr_assert_not(net_guard_permits(guard, &local));
}
