/*
 * isolate.h - take from this process what a reader of hostile files must not
 *             have
 *
 * Gives    limits on CPU, memory, file size and descriptors; no new rights;
 *          and, where the kernel permits, a filter: no network, no change of
 *          any file, none of the calls that a break-out needs
 * Limits   READER_CPU_S, READER_OCR_CPU_S, READER_MEMORY_LEN, FETCH_BODY_MAX
 *
 * Programs that the reader starts inherit all of it. Under the address
 * sanitizer, which reserves terabytes, memory is not limited.
 */
#ifndef DOCUMENT_ISOLATE_H
#define DOCUMENT_ISOLATE_H

#include <glib.h>

#if defined(__SANITIZE_ADDRESS__)
#define ISOLATE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ISOLATE_SANITIZED 1
#endif
#endif
#ifndef ISOLATE_SANITIZED
#define ISOLATE_SANITIZED 0
#endif

/* Sets the limits. */
void isolate_limit(void);

/* Allows the CPU time that recognition needs; for the process that
 * isolate_limit() was called in. */
void isolate_allow_ocr(void);

/* Sets the filter, for good. FALSE where the kernel does not permit one. */
gboolean isolate_filter(void);

/*
 * For a converter that is about to be started: its limits, no network, no
 * files to write but below @folder and none to read but the system's and
 * @folder's (where the kernel has Landlock). Must be called in the child. FALSE
 * when not even the network could be taken away.
 */
gboolean isolate_converter(const char *folder);

#endif
