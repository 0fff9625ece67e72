#include "app/csv_text.h"

#include <string.h>

void csv_append(GString *out, const char *text, gboolean last)
{
    g_string_append_c(out, '"');
    if (text != NULL && *text != '\0' && strchr("=+-@\t\r", *text) != NULL)
        g_string_append_c(out, '\'');
    for (const char *p = text != NULL ? text : ""; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append(out, last ? "\"\r\n" : "\",");
}
