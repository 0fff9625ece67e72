/*
 * csv_text.h - rows of CSV that spreadsheets open as they are
 */
#ifndef APP_CSV_TEXT_H
#define APP_CSV_TEXT_H

#include <glib.h>

/* One cell in quotes; one that a spreadsheet would run as a formula gets a
 * mark before it. @text may be NULL. */
void csv_append(GString *out, const char *text, gboolean last);

#endif
