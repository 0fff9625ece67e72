/*
 * bot_wall.h - an answer that is meant to keep programs out
 *
 * Takes    status, header lines and the body's file of one answer
 * Source   what Cloudflare, Akamai, Imperva, Sucuri and F5 send
 *
 * A visitor sees the page; so such an answer is no dead link, whatever its
 * status. Only what these services themselves write counts.
 */
#ifndef CRAWLER_BOT_WALL_H
#define CRAWLER_BOT_WALL_H

#include <glib.h>

/* @headers and @body_path may be NULL. */
gboolean bot_wall_is(int http_status, const char *headers,
                     const char *body_path);

#endif
