/*
 * submission.h - what an agency submitted for one item
 */
#ifndef CRAWLER_SUBMISSION_H
#define CRAWLER_SUBMISSION_H

#include <glib.h>

typedef struct {
    char *item;      /* "O10" */
    GPtrArray *urls; /* char*, as written, in order */
    char *note;      /* the officer's explanation, or NULL */
    gboolean none;   /* the officer answered "ไม่มี" */
} Submission;

/* A submission without URLs; owned by the caller. */
Submission *submission_new(const char *item);
void submission_free(Submission *submission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Submission, submission_free)

/*
 * "O10" from any way people write an item: O10, o10, 010, 0 10, ๐๑๐, O๑๐,
 * OIT 10, OIT10, O-10, ข้อ O10, ข้อ 10, O10-1, "O10 แผนดำเนินงาน": the code
 * stands first, O1 to O99. A plain number is none, nor is a date, a time, a
 * telephone number or a sub-indicator (9.1). NULL when @text is none; owned
 * by the caller.
 */
char *item_code_parse(const char *text);

#endif
