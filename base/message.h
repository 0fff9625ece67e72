/*
 * message.h - what the program says at the terminal, in Thai
 *
 * Takes    a finished English sentence: a fault, a hint, an error's message
 * Gives    the Thai one, what was filled in kept; the English one where the
 *          table has none
 * Source   one table, message_rows.c; a test of the house fails for a message
 *          of the sources that has no row
 *
 * The code says what went wrong in English, at the place where it is known;
 * only who prints knows the reader's language, often much later (the config
 * that names the language is itself what is at fault). So the sentence is
 * recognised by its fixed words instead of being said twice everywhere.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include "base/words.h"

/* What is filled in: at most so many parts a sentence. */
#define MESSAGE_PARTS_MAX 6

typedef struct {
    const char *en; /* as in the source: "'%s' takes %s, not '%s'" */
    const char *th; /* parts by number: "'{1}' ต้องเป็น{2} ไม่ใช่ '{3}'" */
} MessageRow;

const MessageRow *message_rows(gsize *count);

/* @english for a reader of @lang. Parts that are sentences or words of the
 * table themselves are turned as well. Owned by the caller. */
char *message_in(const char *english, Lang lang);

#endif
