#include "reports/formats.h"

#include <string.h>

GBytes *report_json_write(const Audit *audit, const ReportOptions *options,
                          GError **error)
{
    g_autoptr(JsonValue) json = audit_to_json(audit);
    char *text = json_format(json, TRUE);

    (void)options;
    (void)error;
    return g_bytes_new_take(text, strlen(text));
}
