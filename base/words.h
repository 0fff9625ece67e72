/*
 * words.h - a sentence or name that exists in Thai and in English
 *
 * The Thai one is always there; the English one may be NULL, then the Thai
 * one stands in.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <glib.h>

typedef enum { LANG_TH, LANG_EN } Lang;

typedef struct {
    char *th; /* owned, UTF-8, never NULL once set */
    char *en; /* owned, UTF-8, or NULL */
} Words;

/* Copies both strings into @words, freeing what it held. */
void words_set(Words *words, const char *th, const char *en);

/* Sets @to to a copy of @from. */
void words_copy(Words *to, const Words *from);

void words_clear(Words *words);

/* Borrowed text in @lang, "" when nothing is set; never NULL. */
const char *words_in(const Words *words, Lang lang);

#endif
