/*
 * link_state.h - what became of an address
 *
 * One table: name, class, HTTP or TLS cause, Thai and English sentence.
 * Adding a state is one row here and one in link_state.c.
 */
#ifndef CRAWLER_LINK_STATE_H
#define CRAWLER_LINK_STATE_H

#include <glib.h>
#include "base/words.h"

typedef enum {
    LINK_CLASS_OK,
    LINK_CLASS_BROKEN,  /* a visitor gets nothing, or not all of it */
    LINK_CLASS_SOFT,    /* it answers, but it is not the page */
    LINK_CLASS_CARE,    /* a person or a browser must look */
    LINK_CLASS_REFUSED, /* we must not follow it */
    LINK_CLASS_COUNT
} LinkClass;

typedef enum {
    LINK_OK,
    /* broken */
    LINK_GONE,           /* 404, 410 */
    LINK_FORBIDDEN,      /* 401, 403, 451 */
    LINK_CLIENT_ERROR,   /* other 4xx */
    LINK_SERVER_ERROR,   /* 5xx */
    LINK_DNS,            /* no such host */
    LINK_CONNECT,        /* connection refused, no route */
    LINK_TIMEOUT,        /* no answer, stalled */
    LINK_RESET,          /* cut off in the middle of the body */
    LINK_SHORT_BODY,     /* fewer bytes than announced */
    LINK_PROTOCOL_ERROR, /* not HTTP, bad chunks, endless headers */
    LINK_REDIRECT_LOOP,
    LINK_TLS_EXPIRED,
    LINK_TLS_NAME,
    LINK_TLS_CHAIN, /* incomplete or untrusted chain */
    LINK_TLS_OLD,   /* only TLS or ciphers that browsers have given up */
    LINK_TLS_OTHER,
    LINK_FILE_MISSING, /* source map or local file: not there */
    LINK_BAD_URL,      /* can not be parsed */
    LINK_EMPTY,        /* 2xx without a body */
    /* soft */
    LINK_SOFT_404,
    LINK_REDIRECTED_TO_HOME,
    LINK_HOME_PAGE, /* the home page itself was submitted */
    LINK_LOGIN_WALL,
    LINK_UNDER_CONSTRUCTION,
    LINK_HASH_ONLY, /* "#" or javascript: */
    LINK_MISSING_FRAGMENT,
    LINK_ERROR_TEXT, /* 200 with the error message of a program */
    LINK_PARKED,     /* domain for sale, spam */
    LINK_DIRECTORY_LISTING,
    LINK_EMPTY_PAGE,  /* a page without anything of its own */
    LINK_COOKIE_WALL, /* nothing but a question about cookies */
    /* care */
    LINK_WRONG_TYPE, /* bytes are not what the type or name says */
    LINK_NEEDS_JAVASCRIPT,
    LINK_BOT_WALL,
    LINK_RATE_LIMITED,      /* 429 to the end */
    LINK_PERMISSION_NEEDED, /* Drive "request access" */
    LINK_NEEDS_PERSON,      /* flipbook, post, video: no text to read */
    LINK_UNCONFIRMED,       /* did not open, but may the next night */
    LINK_NOT_FETCHED,       /* budget, circuit breaker, interrupt */
    /* refused */
    LINK_PRIVATE_ADDRESS,
    LINK_OTHER_SCHEME,
    LINK_TOO_LARGE,
    LINK_BOMB,
    LINK_STATE_COUNT
} LinkState;

typedef struct {
    const char *name; /* "redirected-to-home" */
    LinkClass class;
    gboolean worth_retry; /* a later try may succeed */
    const char *th, *en;  /* one sentence for the report */
} LinkStateRow;

const LinkStateRow *link_state_row(LinkState state);
const char *link_state_name(LinkState state);
const char *link_class_name(LinkClass class);
/* FALSE when @name is none. */
gboolean link_state_find(const char *name, LinkState *state);
/* The state of a final HTTP status: 200 is LINK_OK. */
LinkState link_state_of_status(int http_status);

#endif
