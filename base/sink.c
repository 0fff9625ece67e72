#include "base/sink.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

G_DEFINE_QUARK(sink - error - quark, sink_error)

Sink sink_to_file(FILE *file)
{
    return (Sink){ .file = file };
}

Sink sink_to_bytes(GString *bytes)
{
    return (Sink){ .bytes = bytes };
}

void sink_write(Sink *sink, const void *bytes, gsize len)
{
    if (sink->cause != 0 || len == 0)
        return;
    sink->last = ((const char *)bytes)[len - 1];
    if (sink->bytes != NULL) {
        g_string_append_len(sink->bytes, bytes, (gssize)len);
        return;
    }
    errno = 0;
    if (fwrite(bytes, 1, len, sink->file) != len)
        sink->cause = errno != 0 ? errno : EIO;
}

void sink_text(Sink *sink, const char *text)
{
    sink_write(sink, text, strlen(text));
}

void sink_printf(Sink *sink, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list args;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    sink_text(sink, text);
}

static gboolean is_no_room(int cause)
{
    return cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

gboolean sink_end(Sink *sink, GError **error)
{
    if (sink->cause == 0 && sink->file != NULL && fflush(sink->file) != 0)
        sink->cause = errno;
    if (sink->cause == 0)
        return TRUE;
    g_set_error(error, SINK_ERROR,
                is_no_room(sink->cause) ? SINK_ERROR_FULL : SINK_ERROR_WRITE,
                "%s", g_strerror(sink->cause));
    return FALSE;
}
