/*
 * page_bands.h - the words of a page as rows of cells
 *
 * Takes    the words of a page in drawing order
 * Gives    bands from the page: a band is a line of text, a paragraph, or one
 *          row of a table; its cells stand side by side, each a stack of runs
 * Units    points; "unit" is the mean width of a letter on the page
 *
 * Drawing order is what tells a wrapped cell from two rows: programs draw a
 * table row by row, and in it cell by cell. Where a file draws in no such
 * order, the words are put in the order of reading first.
 */
#ifndef DOCUMENT_PAGE_BANDS_H
#define DOCUMENT_PAGE_BANDS_H

#include "document/page_words.h"

/* Words on one line without a wide gap. */
typedef struct {
    Box box;
    GPtrArray *words; /* PageWord*, borrowed from the page */
} WordRun;

/* Runs below each other: the text of a table cell, or a paragraph. */
typedef struct {
    Box box;
    GPtrArray *runs; /* WordRun* */
} WordCell;

typedef struct {
    Box box;
    GPtrArray *cells; /* WordCell*, from left to right */
    gboolean jumped;  /* drawing went up from one cell to the next: columns */
} WordBand;

typedef struct {
    GPtrArray *bands; /* WordBand* */
    double unit;
    double height; /* of most letters */
    double space;  /* the widest space, as a share of the height, or 0 */
} PageBands;

/* @page must outlive the bands. @space: see word_space.h. */
PageBands *page_bands_new(const PageWords *page, double space);
void page_bands_free(PageBands *bands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageBands, page_bands_free)

/* Whether two boxes stand on one line of text. */
gboolean page_same_line(const Box *a, const Box *b, double unit);

/* The share of a band's width that its cells cover: prose covers most. */
double word_band_coverage(const WordBand *band);

/* Text of a run: words whose boxes touch are one word. Appends. */
void word_run_append(const WordRun *run, double unit, GString *text);

/* Text of a cell; wrapped lines are joined as text, not parted by '\n'. */
void word_cell_append(const WordCell *cell, double unit, GString *text);

/* Appends @more to @text as the next line of a wrapped text: no space where
 * Thai meets Thai. */
void text_join_wrapped(GString *text, const char *more);

#endif
