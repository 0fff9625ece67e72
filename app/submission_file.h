/*
 * submission_file.h - submissions out of a spreadsheet that officials keep
 *
 * Takes    CSV or XLSX, one row a URL: agency, item, URL, explanation, under
 *          Thai or English headers in any order; header cells may be merged
 * Gives    rows; the item as "O10" however it was written
 * Units    row counts from 1, as the spreadsheet shows it
 * Limits   SUBMISSION_ROWS_MAX
 * Errors   faults with the row number; good rows still come back
 */
#ifndef APP_SUBMISSION_FILE_H
#define APP_SUBMISSION_FILE_H

#include "document/document.h"

typedef struct {
    int row;
    char *agency;  /* as written; NULL when there is no such column or cell */
    char *item;    /* "O10" */
    char *written; /* the item as it stands there: "010" */
    char *url;     /* canonical, or as written when it is no web address (that
                      is then a finding); NULL when there is none */
    char *note;    /* or NULL */
    gboolean none; /* "ไม่มี" stands where the URL belongs */
} SubmissionRow;

/* SubmissionRow*, owned by the caller; never NULL. */
GPtrArray *submission_file_read(const char *path, GPtrArray *faults);

/* The same from a document that was read already; @path for faults. */
GPtrArray *submission_document_read(const Document *document, const char *path,
                                    GPtrArray *faults);

#endif
