/*
 * arguments.h - the command line, by one table of options
 *
 * Takes    argv; "--name value", "--name=value", "-n value", "--" ends options
 * Gives    values by option name, and the words that are no options
 * Errors   ARGUMENTS_ERROR_USAGE with the nearest right word
 */
#ifndef APP_ARGUMENTS_H
#define APP_ARGUMENTS_H

#include <glib.h>

#include "base/words.h"

#define ARGUMENTS_ERROR (arguments_error_quark())
GQuark arguments_error_quark(void);
enum { ARGUMENTS_ERROR_USAGE };

typedef struct {
    const char *name;  /* "format" */
    char letter;       /* 'f', or 0 */
    const char *value; /* "FORMAT" in the help; NULL: it takes none */
    const char *th, *en;
} OptionRow;

typedef struct Arguments Arguments;

/* The row of @name; NULL when there is none. */
const OptionRow *option_find(const char *name);

/* @allowed: names that this command takes, NULL-ended. */
Arguments *arguments_parse(int argc, char **argv, const char *const *allowed,
                           GError **error);
void arguments_free(Arguments *arguments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arguments, arguments_free)

gboolean arguments_has(const Arguments *arguments, const char *name);
/* The last value given, or NULL. Borrowed. */
const char *arguments_value(const Arguments *arguments, const char *name);
/* All values given (char*), also those parted by commas; the array is yours.
 * NULL when there are none. */
GPtrArray *arguments_list(const Arguments *arguments, const char *name);
/* Words that are no options. Borrowed. */
const GPtrArray *arguments_words(const Arguments *arguments);

#endif
