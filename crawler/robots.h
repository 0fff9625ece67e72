/*
 * robots.h - what a site asks programs to leave alone
 *
 * Takes    the bytes of /robots.txt, any bytes; the name of the program
 * Gives    Robots, owned by the caller: may this address be opened
 * Limits   ROBOTS_MAX_LEN, ROBOTS_LINE_MAX_LEN; what is beyond is not read
 * Source   RFC 9309
 *
 * Obeyed when we look for pages ourselves. An address that an agency has
 * submitted is opened once whatever robots.txt says: a reviewer would.
 */
#ifndef CRAWLER_ROBOTS_H
#define CRAWLER_ROBOTS_H

#include <glib.h>

#define ROBOTS_MAX_LEN (500u * 1024)   /* RFC 9309 section 2.5 */
#define ROBOTS_LINE_MAX_LEN (2083 * 8) /* the rest of a line is dropped */

typedef struct Robots Robots;

/* The rules for @agent, a product token: "oit-audit", also as the beginning
 * of a whole User-Agent header. Never fails: what is no rule is passed over. */
Robots *robots_parse(const char *bytes, gsize len, const char *agent);

/*
 * For a site whose /robots.txt gave @http_status (0: no answer) and, when
 * that is 2xx, @bytes. A client error allows all, a server error or silence
 * forbids all (RFC 9309 section 2.3.1).
 */
Robots *robots_of_answer(int http_status, const char *bytes, gsize len,
                         const char *agent);

void robots_free(Robots *robots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Robots, robots_free)

/* @url: an address, or a path that begins with a slash. */
gboolean robots_allows(const Robots *robots, const char *url);

/* char*: the addresses of Sitemap lines as written; borrowed. */
const GPtrArray *robots_sitemaps(const Robots *robots);

#endif
