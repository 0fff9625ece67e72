/*
 * odf_style.h - what the styles and lists of an OpenDocument file say
 *
 * Takes    the XML of styles.xml and content.xml, one after the other: a
 *          style of the second may be based on one of the first
 * Source   OASIS OpenDocument 1.2, sections 16 and 20
 */
#ifndef DOCUMENT_ODF_STYLE_H
#define DOCUMENT_ODF_STYLE_H

#include <glib.h>

#define ODF_LEVELS 10

/* A style with all that it is based on. */
typedef struct {
    gboolean bold, hidden, shaded;
    int outline; /* heading level, 0: none */
} OdfStyle;

typedef struct OdfStyles OdfStyles;

OdfStyles *odf_styles_new(void);
void odf_styles_free(OdfStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdfStyles, odf_styles_free)

/* Takes in the styles of a part; a fault ends it without a word, for the
 * part is read again for its text. */
void odf_styles_read(OdfStyles *styles, const char *bytes, gsize len);

/* @family: "paragraph", "text", "table", "table-cell". All zero when there is
 * no such style (@name may be NULL). */
OdfStyle odf_style_find(const OdfStyles *styles, const char *family,
                        const char *name);

/*
 * The marker of an item of list style @name at @level (from 0), its number
 * being counts[level]: "1.", "๒.", "(ก)", "•"; NULL when it has none. Owned by
 * the caller.
 */
char *odf_list_marker(const OdfStyles *styles, const char *name, int level,
                      const int *counts);

#endif
