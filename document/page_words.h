/*
 * page_words.h - the words of PDF pages and where they stand
 *
 * Takes    what "pdftotext -bbox -raw" prints: XHTML, a page and word a line
 * Gives    pages with their words in the order the file draws them, which for
 *          tables is row by row and cell by cell
 * Units    coordinates in points, y downwards
 * Limits   PDF_PAGES_MAX, PAGE_WORDS_MAX
 */
#ifndef DOCUMENT_PAGE_WORDS_H
#define DOCUMENT_PAGE_WORDS_H

#include <glib.h>
#include "document/box.h"

typedef struct {
    Box box;
    char *text;        /* UTF-8, never empty */
    guint chars_count; /* without marks: what takes room on paper */
} PageWord;

typedef struct {
    double width, height;
    GArray *words;    /* PageWord */
    GPtrArray *grids; /* PageGrid*: tables that lines draw; or NULL */
} PageWords;

typedef struct {
    char *title;      /* document property, or NULL */
    GPtrArray *pages; /* PageWords* */
    gboolean cut;     /* the output ends in the middle */
} PageWordsFile;

/* A page without words; and a word of it, which takes @text. */
PageWords *page_words_new(double width, double height);
void page_words_free(PageWords *page);
void page_words_add(PageWords *page, const Box *box, char *text);

/* Reads what pdftotext printed; damaged lines are left out. Never NULL. */
PageWordsFile *page_words_read(const char *xhtml, gsize len);
void page_words_file_free(PageWordsFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageWordsFile, page_words_file_free)

#endif
