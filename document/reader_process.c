/*
 * reader_process.c - the other side of reader_pool.c: one process, one file
 *
 * argv is PROGRAM VERB PATH URL CONTENT-TYPE FILE-NAME FD; "" for what is not
 * known. Whatever the file does to this process, the pool only sees its exit
 * and what came over the pipe.
 */
#include "document/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "document/isolate.h"
#include "document/legacy_convert.h"
#include "document/reader_argv.h"

static const char *known(const char *argument)
{
    return *argument == '\0' ? NULL : argument;
}

static gboolean write_all(int fd, const char *text, gsize len)
{
    while (len > 0) {
        gssize done = write(fd, text, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return FALSE;
        text += done;
        len -= (gsize)done;
    }
    return TRUE;
}

int reader_process_main(int argc, char **argv)
{
    ReadRequest request = { 0 };
    g_autoptr(LegacyConversion) conversion = NULL;
    g_autoptr(Document) document = NULL;
    g_autoptr(JsonValue) json = NULL;
    g_autofree char *text = NULL;
    int fd;

    if (argc != READER_ARGC ||
        strcmp(argv[READER_ARG_VERB], READER_PROCESS_VERB) != 0)
        return READER_EXIT_USAGE;
    fd = (int)g_ascii_strtoll(argv[READER_ARG_FD], NULL, 10);
    /* Programs that the reader starts must not hold the pipe open. */
    if (fd < 1 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        return READER_EXIT_USAGE;
    request.path = argv[READER_ARG_PATH];
    request.url = known(argv[READER_ARG_URL]);
    request.content_type = known(argv[READER_ARG_TYPE]);
    request.file_name = known(argv[READER_ARG_NAME]);
    conversion = legacy_convert(&request);
    isolate_limit();
    isolate_filter();
    document = conversion != NULL ? legacy_conversion_read(conversion, &request)
                                  : document_read(&request);
    json = document_to_json(document);
    text = json_format(json, FALSE);
    return write_all(fd, text, strlen(text)) ? 0 : READER_EXIT_WRITE;
}
