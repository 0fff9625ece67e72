/*
 * ole.h - the streams of OLE2 files (Office before 2007): their beginnings
 *
 * Takes    bytes of a whole file
 * Gives    the first bytes of a stream by name
 * Limits   100000 steps along a chain of sectors
 * Source   [MS-CFB]
 *
 * Enough to tell what kind of file it is and whether it is locked; the text
 * itself comes by way of the converter (legacy_convert.h).
 */
#ifndef DOCUMENT_OLE_H
#define DOCUMENT_OLE_H

#include <glib.h>

/* The first bytes of the stream called @name (ASCII), at most @max_len of
 * them, owned by the caller. NULL when there is none, or it can not be
 * reached. */
guint8 *ole_stream_head(const char *bytes, gsize len, const char *name,
                        gsize max_len, gsize *got_len);

gboolean ole_is_container(const char *bytes, gsize len);

#endif
