/*
 * phrase_index.h - find thousands of Thai phrases in one pass
 *
 * Takes    phrases as rule authors write them; text folded to THAI_SQUASH
 * Gives    hits: which phrase, where
 *
 * Aho-Corasick over code points: one scan finds the phrases of all items, so
 * the time is linear in the text however many rules there are. A hit inside a
 * larger grapheme cluster or, for Latin words, inside a larger word is none.
 */
#ifndef RULES_PHRASE_INDEX_H
#define RULES_PHRASE_INDEX_H

#include <glib.h>
#include "base/thai_text.h"

typedef struct PhraseIndex PhraseIndex;

PhraseIndex *phrase_index_new(void);
void phrase_index_free(PhraseIndex *index);

/* The id of @phrase (ids count from 0); spellings that fold alike share one.
 * -1 when nothing is left after folding. Only before phrase_index_build(). */
int phrase_index_add(PhraseIndex *index, const char *phrase);

/* As first written, borrowed. */
const char *phrase_index_text(const PhraseIndex *index, int id);
int phrase_index_count(const PhraseIndex *index);

void phrase_index_build(PhraseIndex *index);

/* Hit of phrase @id at folded code points [from, to). */
typedef void (*PhraseHit)(int id, gsize from, gsize to, gpointer data);
void phrase_index_scan(const PhraseIndex *index, const ThaiFolded *folded,
                       PhraseHit hit, gpointer data);
/* The same, also in the middle of syllables: for parts of words. */
void phrase_index_scan_parts(const PhraseIndex *index, const ThaiFolded *folded,
                             PhraseHit hit, gpointer data);

#endif
