#include "reports/formats.h"

gboolean report_json_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error)
{
    (void)options;
    return audit_json_write(audit, TRUE, sink, error);
}
