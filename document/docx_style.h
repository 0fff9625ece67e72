/*
 * docx_style.h - what the styles and numbering of a Word file say
 *
 * Thai Word names its styles in Thai ("หัวเรื่อง 1"), so a heading is told by
 * outline level first and by name second.
 */
#ifndef DOCUMENT_DOCX_STYLE_H
#define DOCUMENT_DOCX_STYLE_H

#include "document/package.h"

#define DOCX_LEVELS 9

/* A paragraph's style with all that it is based on. */
typedef struct {
    int heading_level; /* 1 to 6; 0: no heading */
    int number_id;     /* of the numbering; 0: none */
    int number_level;  /* from 0 */
    gboolean contents; /* an entry of a table of contents */
    gboolean bold;
} DocxStyle;

typedef struct DocxStyles DocxStyles;
typedef struct DocxNumbers DocxNumbers;

/* Never NULL; a part that is not there or broken leaves them empty. */
DocxStyles *docx_styles_read(Package *package, const char *part);
void docx_styles_free(DocxStyles *styles);
/* The style called @id; all zero when there is none (@id may be NULL). */
DocxStyle docx_style_find(const DocxStyles *styles, const char *id);

/* As above, with the counters of the lists. */
DocxNumbers *docx_numbers_read(Package *package, const char *part);
void docx_numbers_free(DocxNumbers *numbers);
/*
 * Counts the next item of list @id at @level (from 0) and gives its marker,
 * "1.", "(๑)", "•"; NULL when the list has none. Owned by the caller.
 */
char *docx_numbers_next(DocxNumbers *numbers, int id, int level);

/* A number of an attribute; @fallback when there is none. */
int docx_int(const char *text, int fallback);
/* w:val of a switch: on unless it says off. */
gboolean docx_switch(const char *text);

#endif
