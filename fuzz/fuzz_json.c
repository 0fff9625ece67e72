/* Any bytes as JSON: what is accepted is written so that it reads the same. */
#include "base/json.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonValue) value = json_parse((const char *)data, size, &error);
    g_autoptr(JsonValue) again = NULL;
    g_autofree char *text = NULL;
    g_autofree char *text_again = NULL;

    if (value == NULL) {
        g_assert(error != NULL);
        return 0;
    }
    text = json_format(value, size % 2 == 0);
    again = json_parse(text, strlen(text), NULL);
    g_assert(again != NULL);
    text_again = json_format(again, size % 2 == 0);
    g_assert(strcmp(text, text_again) == 0);
    return 0;
}
