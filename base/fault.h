/*
 * fault.h - what is wrong in a file that a person wrote, and where
 *
 * Rules, config and submissions are read to the end and every fault is
 * collected, so that a person mends all of them in one go.
 *
 * Units    line and column from 1, columns in code points
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <glib.h>

#include "base/words.h"

/* Faults beyond this many are counted, not printed; they need no excerpt. */
#define FAULT_PRINTED_MAX 100

typedef struct {
    char *file; /* as the user named it */
    int line;   /* 0: the file as a whole */
    int column;
    char *message; /* one sentence: what is wrong */
    char *hint;    /* what to do, or NULL ("did you mean 'period'?") */
    char *excerpt; /* the source line, or NULL; a long one is cut to the part
                      around the column */
    int excerpt_column; /* where in @excerpt the caret stands, 0: nowhere */
} Fault;

void fault_free(Fault *fault);

/* New list of Fault*, owning them. */
GPtrArray *fault_list_new(void);

/* Appends; strings are copied; @hint and @excerpt may be NULL. */
void fault_add(GPtrArray *faults, const char *file, int line, int column,
               const char *excerpt, const char *hint, const char *format, ...)
    G_GNUC_PRINTF(7, 8);

/*
 * All faults as text for a terminal: "file:line:column: message", the line,
 * a caret under the column (Thai marks take no room), "hint". Owned by the
 * caller.
 */
char *fault_list_format(const GPtrArray *faults);

/* The same for a reader of @lang (base/message.h). Owned by the caller. */
char *fault_list_text(const GPtrArray *faults, Lang lang);

/*
 * The nearest of @count @words to @word by Damerau distance, when it is near
 * enough to be meant (at most a third of the letters); else NULL. Borrowed.
 */
const char *fault_nearest(const char *word, const char *const *words,
                          gsize count);

#endif
