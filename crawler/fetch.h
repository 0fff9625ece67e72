/*
 * fetch.h - download many URLs politely and report what became of each
 *
 * Takes    FetchRequests, borrowed until fetch_all() returns
 * Gives    one FetchResult a request, in order of completion
 * Units    *_ms milliseconds, *_len bytes, *_at seconds since 1970 UTC
 * Limits   FETCH_BODY_MAX, FETCH_REDIRECT_MAX, FETCH_HEADERS_MAX
 * Errors   FETCH_ERROR_SETUP, FETCH_ERROR_SPOOL (disk); a dead link is a
 *          result, not an error
 * Source   RFC 9110 section 15, RFC 9111, RFC 9309
 *
 * Bodies go to files in the spool folder, named by their SHA-256, so memory
 * stays flat however large the run. Same bytes, same file.
 *
 * A page behind a certificate that browsers refuse is read all the same, once
 * and without cookies: its state names the certificate's fault, its body can
 * be judged apart. A site that stays silent FETCH_SILENT_MAX times is left
 * alone for the rest of the call, and so is one that fails FETCH_FAILING_MAX
 * times in a row: what is not tried is unclear, not dead.
 */
#ifndef CRAWLER_FETCH_H
#define CRAWLER_FETCH_H

#include <glib.h>
#include "crawler/link_state.h"
#include "crawler/source_map.h"

#define FETCH_RETRY_AFTER_MAX_S 120 /* asked for longer: not tried again */
#define FETCH_RETRY_WAIT_MAX_MS 60000
#define FETCH_SILENT_MAX 4   /* addresses of a site without any answer */
#define FETCH_FAILING_MAX 12 /* that failed one after the other */

#define FETCH_ERROR (fetch_error_quark())
GQuark fetch_error_quark(void);
enum { FETCH_ERROR_SETUP, FETCH_ERROR_SPOOL };

/*
 * What a whole run may use, however many calls it takes; when a part of it is
 * used up the rest ends as LINK_NOT_FETCHED. Zeroed: no limit.
 */
typedef struct {
    gint64 requests_max, len_max; /* 0: any number */
    gint64 until_us;              /* g_get_monotonic_time(); 0: for ever */
    gint64 requests, len;         /* used so far; redirects and further tries
                                     count, @len is bytes on the wire */
} FetchBudget;

typedef struct {
    int parallel;   /* requests at once, in all */
    int per_host;   /* requests at once, per host */
    int pace_ms;    /* least time between two requests to a host */
    int timeout_ms; /* whole request */
    int connect_timeout_ms;
    int stall_s; /* give up after this long under 100 bytes/s */
    gint64 body_max_len;
    int retries;       /* further tries for states worth a retry */
    int retry_wait_ms; /* first wait; doubles, with jitter */
    const char *user_agent;
    const char *spool_dir;    /* exists, writable */
    GPtrArray *allow_private; /* CIDR strings that may be reached, or NULL */
    const SourceMap *map;     /* or NULL */
    const char *ca_file;      /* extra CA for tests, or NULL */
    FetchBudget *budget;      /* or NULL; kept up to date */
    gboolean keep_exchanges;  /* in the results, as evidence */
} FetchOptions;

/* Sensible values, polite ones, for every field but spool_dir. */
void fetch_options_init(FetchOptions *options);

typedef struct {
    const char *url;                  /* absolute, canonical (url_resolve) */
    const char *etag, *last_modified; /* from the capture before, or NULL */
    const char *etag_url; /* where that capture was found after redirects; NULL:
                             at @url. The two above are sent there alone. */
    gpointer data;
} FetchRequest;

typedef struct {
    char *url;
    int http_status;
} FetchHop;

/* One request and its answer, on the way to a result. */
typedef struct {
    char *url;     /* as the public knows it */
    char *place;   /* where it was asked for: @url, or its staging site */
    char *request; /* header lines as sent, or NULL */
    char *headers; /* of the answer */
    char *address; /* of the machine that answered, or NULL */
    char *body_path, *sha256; /* or NULL: no body, or not to its end */
    gint64 body_len;
    gint64 at;
    gboolean whole; /* the answer came to its end */
} FetchExchange;

typedef struct {
    char *url;       /* as asked */
    char *final_url; /* after redirects; never NULL */
    LinkState state;
    int http_status;       /* of the last answer; 0 when none */
    gboolean not_modified; /* 304: the capture before still holds */
    gint64 fetched_at;
    gint64 elapsed_ms;
    int attempts;
    char *content_type; /* header as received, or NULL */
    char *file_name;    /* Content-Disposition or last path segment, or NULL */
    char *etag, *last_modified; /* or NULL */
    char *body_path; /* file in the spool, or the mapped file; NULL if none */
    gint64 body_len;
    char *sha256;          /* lower-case hex of the body, or NULL */
    GPtrArray *hops;       /* FetchHop*: each redirect on the way; never NULL */
    char *detail;          /* cause in words for the log, or NULL */
    gint64 tls_expires_at; /* 0 when not https */
    gboolean from_file;    /* source map folder */
    char *headers;         /* last answer's raw header lines, or NULL */
    GPtrArray *exchanges;  /* FetchExchange*, in order; NULL unless kept */
} FetchResult;

void fetch_result_free(FetchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchResult, fetch_result_free)

/* @result is yours. */
typedef void (*FetchDone)(const FetchRequest *request, FetchResult *result,
                          gpointer data);

/*
 * Fetches all of @requests (FetchRequest*). Two requests with one URL are
 * fetched once and reported twice. When *@cancel turns nonzero the rest ends
 * as LINK_NOT_FETCHED. FALSE only when nothing can work (no spool, no curl,
 * disk full); every request has been reported then, too. @done should be
 * quick: transfers stand still in the meantime.
 */
gboolean fetch_all(const FetchOptions *options, const GPtrArray *requests,
                   FetchDone done, gpointer data, const volatile gint *cancel,
                   GError **error);

#endif
