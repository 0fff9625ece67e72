#include <criterion/criterion.h>
#include <glib/gstdio.h>

#include "crawler/bot_wall.h"

static gboolean wall(int status, const char *headers, const char *body)
{
    g_autofree char *dir = g_dir_make_tmp("wall-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "body", NULL);
    gboolean is;

    g_file_set_contents(path, body, -1, NULL);
    is = bot_wall_is(status, headers, path);
    g_unlink(path);
    g_rmdir(dir);
    return is;
}

#define CHALLENGE "<script src='/cdn-cgi/challenge-platform/x.js'></script>"

Test(bot_wall, a_refusal_by_a_guard_is_no_dead_link)
{
    cr_expect(wall(403, "HTTP/1.1 403 x\r\nCF-Mitigated: challenge\r\n", ""));
    cr_expect(wall(503, "HTTP/1.1 503 x\r\n", CHALLENGE));
    cr_expect(
        wall(403, NULL, "Request unsuccessful. Incapsula Incident ID: 1"));
}

Test(bot_wall, a_plain_refusal_or_a_good_page_is_none)
{
    cr_expect_not(wall(403, "HTTP/1.1 403 x\r\nServer: cloudflare\r\n",
                       "<h1>403 Forbidden</h1>"));
    cr_expect_not(wall(200, "HTTP/1.1 200 OK\r\n", "<p>plan</p>" CHALLENGE));
    cr_expect_not(wall(404, "HTTP/1.1 404 x\r\n", CHALLENGE));
    cr_expect_not(bot_wall_is(403, NULL, NULL));
}
