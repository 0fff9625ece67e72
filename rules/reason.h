/*
 * reason.h - why an element is not simply met, in words
 *
 * Codes are part of the JSON (elements[].reason); one row each.
 */
#ifndef RULES_REASON_H
#define RULES_REASON_H

#include "base/words.h"

/* The sentence of @code in @lang; "" for NULL, the code when unknown. */
const char *reason_text(const char *code, Lang lang);

#endif
