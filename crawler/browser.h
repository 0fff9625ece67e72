/*
 * browser.h - a Chromium without a window, spoken to over a pipe
 *
 * Takes    commands of the DevTools protocol as JSON objects
 * Gives    answers and events as JSON objects, owned by the caller
 * Units    *_ms milliseconds
 * Limits   BROWSER_MESSAGE_MAX_LEN a message; BROWSER_MEMORY_MAX_LEN for all
 *          its processes; its own process group, killed as a whole
 * Errors   BROWSER_ERROR_*
 * Source   Chrome DevTools Protocol, --remote-debugging-pipe
 *
 * The browser has a profile of its own that is removed at the end, and no
 * network: names resolve to nothing and its proxy does not exist. What a page
 * asks for is served by whoever holds the pipe (render_chromium.c). It keeps
 * its own sandbox, which Chromium refuses to the superuser: started by root,
 * it runs as "nobody".
 */
#ifndef CRAWLER_BROWSER_H
#define CRAWLER_BROWSER_H

#include "base/json.h"

#define BROWSER_MESSAGE_MAX_LEN (96u << 20)
#define BROWSER_MEMORY_MAX_LEN (2048ll << 20)

#define BROWSER_ERROR (browser_error_quark())
GQuark browser_error_quark(void);
enum {
    BROWSER_ERROR_MISSING, /* no browser is installed */
    BROWSER_ERROR_START,   /* it did not come up */
    BROWSER_ERROR_DIED,    /* it ended, or was ended over its memory */
    BROWSER_ERROR_TIMEOUT,
    BROWSER_ERROR_REFUSED, /* a command was answered with an error */
};

typedef struct Browser Browser;

/* The program of @name, or, when @name is NULL, the first of those that can
 * serve. Owned by the caller; NULL when there is none. */
char *browser_find(const char *name);

Browser *browser_start(const char *program, GError **error);
void browser_stop(Browser *browser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Browser, browser_stop)

/* Sends @method; takes @params (may be NULL). @session: NULL for the browser
 * itself. Returns the number of the message; 0 when the browser is gone. */
int browser_send(Browser *browser, const char *session, const char *method,
                 JsonValue *params);

/*
 * Sends @method and waits for its answer, whose "result" is returned. Events
 * that come before it are kept for browser_event().
 */
JsonValue *browser_call(Browser *browser, const char *session,
                        const char *method, JsonValue *params, int wait_ms,
                        GError **error);

/* The next event, waiting at most @wait_ms; answers to browser_send() are
 * dropped. NULL without an error when none came. */
JsonValue *browser_event(Browser *browser, int wait_ms, GError **error);

#endif
