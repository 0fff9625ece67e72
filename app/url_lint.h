/*
 * url_lint.h - what can be said of a submitted address
 *
 * Takes    the address alone (before any fetch), its state, its page
 * Gives    findings of the catalogue, appended to the list given
 */
#ifndef APP_URL_LINT_H
#define APP_URL_LINT_H

#include "app/page.h"
#include "rules/finding.h"

/* Nothing when @url is an address; else what is wrong with it. @place: where
 * it is written, "submissions.csv:12"; or NULL. */
void bad_url_lint(const char *url, const char *place, GPtrArray *findings);

/* How the address is written. @site: the agency's home page, or NULL. */
void url_lint(const char *url, const char *site, GPtrArray *findings);

/* What became of it; nothing for LINK_OK. */
void url_state_lint(LinkState state, GPtrArray *findings);

/* A link that failed in fewer runs in a row than @wanted. */
void patience_lint(const Page *page, int wanted, GPtrArray *findings);

/* The certificate that it was read by will soon be of no use. */
void certificate_lint(const Page *page, GPtrArray *findings);

/* Why its document can not be read; nothing when it can. */
void page_lint(const Page *page, GPtrArray *findings);

/* How the item is written: "010" has a zero where its letter belongs. NULL is
 * fine. */
void item_code_lint(const char *written, GPtrArray *findings);

/* TRUE when @url names a place in its page that @document does not have. */
gboolean fragment_is_missing(const char *url, const Document *document);

#endif
