/*
 * thai_cluster.h - letters, marks and spaces put in their one right order
 *
 * Takes    cells of a text: one code point each
 * Gives    the same text with marks ordered, doubled and ghost glyphs
 *          dropped, sara am whole, no space where no word can begin
 *
 * The second pass of thai_fold() and the heart of thai_repair().
 */
#ifndef BASE_THAI_CLUSTER_H
#define BASE_THAI_CLUSTER_H

#include "base/thai_chars.h"
#include "base/thai_text.h"

typedef enum {
    CLUSTER_FOLD,     /* THAI_FOLD */
    CLUSTER_SQUASH,   /* THAI_SQUASH */
    CLUSTER_SKELETON, /* THAI_SKELETON */
    CLUSTER_MEND,     /* nothing is folded; other spaces stay as they are */
} ClusterMode;

/*
 * Writes the cells to @out, which has room for @in_count of them and may not
 * overlap @in; returns how many were written. A space is ' '; other white
 * space is an ordinary character. @lost_rings: "ส านัก" is read as a sara am
 * that lost its ring. Adds to @repairs.
 */
gsize clusters_write(const TextCell *in, gsize in_count, ClusterMode mode,
                     gboolean lost_rings, TextCell *out, guint *repairs);

#endif
