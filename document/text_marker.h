/*
 * text_marker.h - the number, letter or bullet that a line of text begins with
 *
 * Takes    one line, UTF-8
 * Gives    what kind of marker it is, how long, and where the text begins
 * Units    *_len and *_at bytes
 * Source   outline habits of Thai official writing: "1." "1.1" "(1)" "ก."
 *          "ข้อ 1" "ส่วนที่ 1"; the O10, OIT 10, EB10 of disclosure pages
 */
#ifndef DOCUMENT_TEXT_MARKER_H
#define DOCUMENT_TEXT_MARKER_H

#include <glib.h>

typedef enum {
    MARKER_NONE,
    MARKER_HASH, /* "##" */
    MARKER_PART, /* "ส่วนที่ 1", "บทที่ 2", "หมวด 3", "ภาคผนวก ก" */
    MARKER_ITEM, /* "O10", "OIT 10", "EB10" */
    MARKER_ARTICLE, /* "ข้อ 1", "มาตรา 9" */
    MARKER_NUMBER,  /* "1." "๑." */
    MARKER_OUTLINE, /* "1.1" "1.1.1." */
    MARKER_HALF,    /* "1)" "ก)" */
    MARKER_PAREN,   /* "(1)" "(ก)" */
    MARKER_LETTER,  /* "ก." "a." */
    MARKER_BULLET,  /* "-" "•" */
    MARKER_KIND_COUNT
} MarkerKind;

typedef struct {
    MarkerKind kind;
    gsize len;     /* bytes of the marker */
    gsize text_at; /* where the text after it begins */
    int depth;     /* "1." 1, "1.1" 2; "##" 2; else 1 */
    guint value;   /* its last number, or 0 */
} TextMarker;

/* The marker of @line, which begins with no white space. */
TextMarker text_marker_find(const char *line);

#endif
