/* Files that are no XML and no page, whole: the sniffer says what they are.
 * RTF, old Office containers, archives. */
#include "document/reader.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ReadRequest request = { .url = "https://a.go.th/x/y" };
    const char *bytes = (const char *)data;
    Format format = format_sniff(bytes, size, NULL, NULL);
    g_autoptr(Document) document = NULL;

    /* Those that start programs, and those with fuzzers of their own. */
    if (format == FORMAT_PDF || format == FORMAT_IMAGE || format == FORMAT_HTML)
        return 0;
    document = document_read_bytes(bytes, size, &request);
    g_assert(document != NULL);
    return 0;
}
