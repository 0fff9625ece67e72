/*
 * picture.h - a gray picture, and the words seen in one
 *
 * What document/ocr.c, which alone sees the libraries of recognition and
 * pictures, shares with the modules that only work on the numbers.
 *
 * Units    pixels, y downwards; 0 is black, 255 white
 */
#ifndef DOCUMENT_PICTURE_H
#define DOCUMENT_PICTURE_H

#include "document/page_words.h"

typedef struct {
    int width, height;
    guint8 *pixels; /* width * height, row by row */
} GrayPicture;

static inline int picture_at(const GrayPicture *picture, int x, int y)
{
    return picture->pixels[(gsize)y * (gsize)picture->width + (gsize)x];
}

/* A letter or a few that recognition could not part. */
typedef struct {
    Box box;
    char *text;       /* UTF-8, never empty */
    double certainty; /* 0-100, as recognition says */
    guint line;       /* atoms of one line of text have one number */
} OcrAtom;

/* What was seen in one picture. */
typedef struct {
    GrayPicture page; /* upright, white, without ruling lines */
    GArray *atoms;    /* OcrAtom, line by line */
    GArray *cells;    /* Box: frames drawn with ruling lines */
    double certainty; /* mean over the letters; 0 when there are none */
} OcrPicture;

#endif
