/*
 * text_layout.h - text in columns of a terminal
 *
 * Units    width in terminal cells: Thai vowels and tone marks above and
 *          below take none, wide characters take two
 */
#ifndef REPORTS_TEXT_LAYOUT_H
#define REPORTS_TEXT_LAYOUT_H

#include <glib.h>

/* Cells that @text takes. */
guint text_width(const char *text);

/*
 * Lines of at most @width cells (char*, owned by the caller): cut at spaces,
 * else where a Thai word may begin, else between clusters; never inside one.
 */
GPtrArray *text_wrap(const char *text, guint width);

/* What is appended is free of control characters (digest_clean()). */

/* Appends @raw and spaces up to @width cells; a longer one is cut with "…". */
void text_pad(GString *out, const char *raw, guint width);

/* Appends @text wrapped, each line after @indent, the first after @first
 * (of the same width; NULL: @indent). */
void text_block(GString *out, const char *first, const char *indent,
                const char *text, guint width);

#endif
