/*
 * thai_transpose.h - marks that an extractor put after the next letter
 *
 * Takes    cells of a text
 * Gives    "สำนกั งานคลงั " as สำนักงานคลัง
 *
 * Some PDF writers place a mark by the pen's position, past the letter that
 * follows, and leave a space behind it. Where Thai spelling forbids what
 * stands there the mending is certain; where it only may be wrong ("คดี ")
 * the text decides by how much of it is certainly so.
 */
#ifndef BASE_THAI_TRANSPOSE_H
#define BASE_THAI_TRANSPOSE_H

#include "base/thai_chars.h"

/* Mends in place; returns the new count and adds to @repairs. */
gsize transposed_mend(TextCell *cells, gsize count, guint *repairs);

#endif
