#include "document/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "document/formats.h"

Document *document_read_bytes(const char *bytes, gsize len,
                              const ReadRequest *request)
{
    const char *name = request->file_name;
    Format format;

    if (name == NULL)
        name = request->path;
    format = format_sniff(bytes, len, request->content_type, name);
    return format_read(format, bytes, len, request);
}

static Document *unread(const ReadRequest *request, ReadReason reason,
                        const char *detail)
{
    Format format = format_sniff("", 0, request->content_type,
                                 request->file_name != NULL ? request->file_name
                                                            : request->path);
    Document *document = document_new_unread(format, reason, detail);

    document->url = g_strdup(request->url);
    return document;
}

Document *document_read(const ReadRequest *request)
{
    Document *document;
    struct stat about;
    void *bytes;
    int fd;

    /* Not blocking: a named pipe must not hold the reader up. */
    fd = open(request->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &about) != 0) {
        document = unread(request, READ_BROKEN_FILE, g_strerror(errno));
    } else if (!S_ISREG(about.st_mode)) {
        document = unread(request, READ_BROKEN_FILE, "not a file");
    } else if (about.st_size > FETCH_BODY_MAX) {
        document = unread(request, READ_TOO_LARGE, NULL);
    } else if (about.st_size == 0) {
        document = unread(request, READ_EMPTY, "no bytes");
    } else {
        /* Private and read once: captures are never written again. */
        bytes = mmap(NULL, (gsize)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes == MAP_FAILED) {
            document = unread(request, READ_BROKEN_FILE, g_strerror(errno));
        } else {
            document =
                document_read_bytes(bytes, (gsize)about.st_size, request);
            munmap(bytes, (gsize)about.st_size);
        }
    }
    if (fd >= 0)
        close(fd);
    return document;
}
