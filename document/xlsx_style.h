/*
 * xlsx_style.h - how cells of a workbook show their numbers
 *
 * A date is a number of days; only the cell's format tells. Dates come out as
 * ISO 8601, whatever calendar the sheet shows.
 */
#ifndef DOCUMENT_XLSX_STYLE_H
#define DOCUMENT_XLSX_STYLE_H

#include "document/package.h"

typedef enum {
    NUMBER_GENERAL,
    NUMBER_DECIMAL,
    NUMBER_PERCENT,
    NUMBER_DATE,
    NUMBER_TIME,
    NUMBER_DATE_TIME,
} NumberKind;

typedef struct {
    NumberKind kind;
    int decimals;
    gboolean thousands; /* 1,234 */
    gboolean bold, shaded;
} XlsxStyle;

typedef struct XlsxStyles XlsxStyles;

/* Never NULL; a part that is not there or broken leaves it empty. */
XlsxStyles *xlsx_styles_read(Package *package, const char *part);
void xlsx_styles_free(XlsxStyles *styles);
/* The cell format number @index; plain when there is none. */
XlsxStyle xlsx_style_find(const XlsxStyles *styles, int index);

/* What a format code like "#,##0.00" or "d mmm yyyy" makes of a number. */
XlsxStyle xlsx_style_of_code(const char *code);

/* The number @value as a reader of the sheet sees it; @value itself when it
 * is none. @from_1904: days count from 1904. Owned by the caller. */
char *xlsx_number_show(const char *value, const XlsxStyle *style,
                       gboolean from_1904);

#endif
