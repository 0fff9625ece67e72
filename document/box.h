/*
 * box.h - a rectangle on a page or a picture
 *
 * Units    points of a page or pixels of a picture, y downwards
 */
#ifndef DOCUMENT_BOX_H
#define DOCUMENT_BOX_H

#include <glib.h>

typedef struct {
    double x0, y0, x1, y1;
} Box;

static inline void box_include(Box *box, const Box *other)
{
    box->x0 = MIN(box->x0, other->x0);
    box->y0 = MIN(box->y0, other->y0);
    box->x1 = MAX(box->x1, other->x1);
    box->y1 = MAX(box->y1, other->y1);
}

static inline double box_center_y(const Box *box)
{
    return (box->y0 + box->y1) / 2;
}

/* How far two boxes overlap from left to right; negative: the gap. */
static inline double box_overlap_x(const Box *a, const Box *b)
{
    return MIN(a->x1, b->x1) - MAX(a->x0, b->x0);
}

#endif
