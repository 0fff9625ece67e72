/*
 * replay_main.c - runs a fuzz target over the seeds of a folder
 *
 * Every ordinary build replays the seeds, so that an input that once broke a
 * parser stays a test where no fuzzer is installed.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    guint count = 0;

    for (int i = 1; i < argc; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GDir) dir = g_dir_open(argv[i], 0, &error);
        const char *name;

        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
            g_autofree char *path = g_build_filename(argv[i], name, NULL);
            g_autofree char *data = NULL;
            gsize len;

            if (!g_file_get_contents(path, &data, &len, &error))
                break;
            LLVMFuzzerTestOneInput((const uint8_t *)data, len);
            count++;
        }
        if (error != NULL) {
            fprintf(stderr, "replay: %s\n", error->message);
            return 1;
        }
    }
    printf("replayed %u seeds\n", count);
    /* A folder without seeds tests nothing. */
    return count > 0 ? 0 : 1;
}
