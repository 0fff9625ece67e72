/*
 * formats.h - the writers behind the rows of report.c
 *
 * Each takes an Audit and options (borrowed) and writes into the sink, one
 * agency at a time; FALSE with REPORT_ERROR_FORMAT, or when an agency can not
 * be read back.
 */
#ifndef REPORTS_FORMATS_H
#define REPORTS_FORMATS_H

#include "reports/report.h"

gboolean report_text_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error);
gboolean report_json_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error);
gboolean report_csv_write(const Audit *audit, const ReportOptions *options,
                          Sink *sink, GError **error);
gboolean report_xlsx_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error);
gboolean report_html_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error);
gboolean report_junit_write(const Audit *audit, const ReportOptions *options,
                            Sink *sink, GError **error);
gboolean report_markdown_write(const Audit *audit, const ReportOptions *options,
                               Sink *sink, GError **error);

#endif
