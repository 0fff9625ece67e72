/* Any bytes as the answer of a reader process. What is taken must survive the
 * way out and in again. */
#include "document/document.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(JsonValue) json = json_parse((const char *)data, size, NULL);
    g_autoptr(Document) document = NULL;
    g_autoptr(Document) again = NULL;
    g_autoptr(JsonValue) out = NULL;
    g_autofree char *text = NULL;

    if (json == NULL)
        return 0;
    document = document_from_json(json, NULL);
    if (document == NULL)
        return 0;
    text = document_text(document);
    out = document_to_json(document);
    again = document_from_json(out, NULL);
    g_assert(again != NULL);
    return 0;
}
