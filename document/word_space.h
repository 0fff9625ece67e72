/*
 * word_space.h - how wide the space between two words of a file is
 *
 * Units    shares of the height of a word's box: one font has one such share,
 *          whatever its size, while a gap between columns has any width
 * Limits   files with few words side by side have no measure
 */
#ifndef DOCUMENT_WORD_SPACE_H
#define DOCUMENT_WORD_SPACE_H

#include <glib.h>

/* The widest gap that is a space, also of the bolder fonts of the file; 0
 * when the file does not tell. @pages are PageWords. */
double word_space_find(const GPtrArray *pages);

#endif
