/*
 * thai_mojibake.h - Thai that was decoded with the wrong table
 *
 * Takes    cells of a text
 * Gives    the Thai behind UTF-8 read as Latin-1 or windows-874, and behind
 *          windows-874 read as Latin-1
 * Source   ISO 8859-11: U+0E01 + n is byte A1 + n
 */
#ifndef BASE_THAI_MOJIBAKE_H
#define BASE_THAI_MOJIBAKE_H

#include "base/thai_chars.h"

/* Mends in place; returns the new count and adds to @repairs. */
gsize mojibake_mend(TextCell *cells, gsize count, guint *repairs);

#endif
