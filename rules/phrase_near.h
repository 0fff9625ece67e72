/*
 * phrase_near.h - phrases in text that character recognition misread
 *
 * A phrase of 10 folded characters may differ from the text by one, from 20 on
 * by two: a letter read wrong, lost or made up. Shorter phrases must stand as
 * they are, and so must digits and Latin letters: a phrase that holds any is
 * not looked for, and no hit covers a digit. Where a known phrase stands
 * letter by letter, no other one is guessed: รายรับ is no misread รายจ่าย.
 *
 * For text of recognition alone: clean text is never guessed at.
 */
#ifndef RULES_PHRASE_NEAR_H
#define RULES_PHRASE_NEAR_H

#include "rules/phrase_index.h"

/* How many characters a phrase of @count may differ by. */
int phrase_near_bound(gsize count);

typedef struct PhraseNear PhraseNear;

/* Over the phrases of @index, which must live as long. */
PhraseNear *phrase_near_new(const PhraseIndex *index);
void phrase_near_free(PhraseNear *near);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhraseNear, phrase_near_free)

/* Hits that differ by one character at least; those of each phrase do not
 * overlap. */
void phrase_near_scan(const PhraseNear *near, const ThaiFolded *folded,
                      PhraseHit hit, gpointer data);

#endif
