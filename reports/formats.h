/*
 * formats.h - the writers behind the rows of report.c
 *
 * Each takes an Audit and options (borrowed), gives bytes owned by the
 * caller, or NULL with REPORT_ERROR_FORMAT.
 */
#ifndef REPORTS_FORMATS_H
#define REPORTS_FORMATS_H

#include "reports/report.h"

GBytes *report_text_write(const Audit *audit, const ReportOptions *options,
                          GError **error);
GBytes *report_json_write(const Audit *audit, const ReportOptions *options,
                          GError **error);
GBytes *report_csv_write(const Audit *audit, const ReportOptions *options,
                         GError **error);
GBytes *report_xlsx_write(const Audit *audit, const ReportOptions *options,
                          GError **error);
GBytes *report_html_write(const Audit *audit, const ReportOptions *options,
                          GError **error);
GBytes *report_junit_write(const Audit *audit, const ReportOptions *options,
                           GError **error);
GBytes *report_markdown_write(const Audit *audit, const ReportOptions *options,
                              GError **error);

#endif
