/*
 * http_headers.h - read single values out of an answer's header lines
 *
 * Takes    raw header lines as received: any bytes but NUL
 * Gives    UTF-8 strings, owned by the caller, or NULL
 * Source   RFC 9110 section 5, RFC 6266, RFC 8187
 */
#ifndef CRAWLER_HTTP_HEADERS_H
#define CRAWLER_HTTP_HEADERS_H

#include <glib.h>

#define HTTP_FILE_NAME_MAX_LEN 255 /* over: cut at a character */

/* The bytes of the first header @name, trimmed; NULL when there is none. */
char *http_header_find(const char *headers, const char *name);

/* As text for people: bytes that are no UTF-8 are read as windows-874. */
char *http_header_text(const char *headers, const char *name);

/*
 * The file name that a Content-Disposition value gives: filename*= before
 * filename=, percent-encoded and raw Thai bytes decoded, without folders and
 * control characters.
 */
char *http_disposition_name(const char *value);

/* The file name in the path of @url, decoded; NULL when it ends in '/'. */
char *http_url_file_name(const char *url);

#endif
