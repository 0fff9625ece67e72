/*
 * page_layout.h - the words of a page become blocks of a document
 *
 * Takes    pages one after the other
 * Gives    headings, paragraphs, lists and tables, each with its page
 *
 * Lines that the paper wrapped are whole again; a table that goes on from the
 * page before says so.
 */
#ifndef DOCUMENT_PAGE_LAYOUT_H
#define DOCUMENT_PAGE_LAYOUT_H

#include "document/document.h"
#include "document/page_words.h"

typedef struct {
    Document *document;  /* borrowed */
    double body_height;  /* height of most letters of the whole file */
    double space;        /* between words of the file; see word_space.h */
    const Table *header; /* last table that named its columns, or NULL */
    Table *last;         /* the last table, or NULL */
    GArray *columns;     /* Box, of the last table, or NULL */
    int last_page;       /* where that table ended */
    guint lines_since;   /* lines of text since the last table */
    guint repairs;       /* mends so far */
} PageLayout;

/* @pages are those of the file: their letters tell the body from headings. */
void page_layout_init(PageLayout *layout, Document *document,
                      const GPtrArray *pages);
void page_layout_clear(PageLayout *layout);

/* Appends the blocks of @words, the page that is number @number from 1. */
void page_layout_add(PageLayout *layout, const PageWords *words, int number);

#endif
