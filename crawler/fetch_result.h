/*
 * fetch_result.h - build results and tell what they mean
 *
 * Takes    what fetch.c and fetch_file.c learn of an address
 * Gives    FetchResult, owned by the caller
 */
#ifndef CRAWLER_FETCH_RESULT_H
#define CRAWLER_FETCH_RESULT_H

#include "crawler/fetch.h"

/* State LINK_NOT_FETCHED, final_url the same as @url. */
FetchResult *fetch_result_new(const char *url);
FetchResult *fetch_result_copy(const FetchResult *result);

void fetch_result_add_hop(FetchResult *result, const char *url,
                          int http_status);
/* Takes @exchange. */
void fetch_result_add_exchange(FetchResult *result, FetchExchange *exchange);

/* Sets @detail unless there is one already. */
void fetch_result_explain(FetchResult *result, const char *detail);

/* Reads type, name, validators and all else that the header lines say. */
void fetch_result_read_headers(FetchResult *result, const char *headers);

/*
 * LINK_OK when @text is an address to fetch, *@url then being its canonical
 * form without fragment, owned by the caller; else why not.
 */
LinkState fetch_address_state(const char *text, char **url);

/* TRUE when @url is what a site shows first: "/", "/index.php", "/th/home". */
gboolean fetch_is_home(const char *url);

#endif
