#include "document/ocr.h"

#include <dlfcn.h>

#include "document/ocr_engine.h"

static const OcrEngine *engine_in(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, OCR_ENGINE_FILE, NULL);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    return module != NULL ? dlsym(module, OCR_ENGINE_NAME) : NULL;
}

/* Beside the program, or where it was built; NULL when it is not there or
 * what it stands on is not installed. Never unloaded: what it made lives on. */
static const OcrEngine *engine(void)
{
    static gboolean tried;
    static const OcrEngine *found;
    g_autofree char *program = NULL, *dir = NULL;

    if (tried)
        return found;
    tried = TRUE;
    program = g_file_read_link("/proc/self/exe", NULL);
    dir = g_path_get_dirname(program != NULL ? program : ".");
    found = program != NULL ? engine_in(dir) : NULL;
    if (found == NULL)
        found = engine_in(OIT_OCR_DIR);
    return found;
}

Ocr *ocr_open(void)
{
    return engine() != NULL ? engine()->open() : NULL;
}

void ocr_close(Ocr *ocr)
{
    if (ocr != NULL)
        engine()->close(ocr);
}

OcrEnd ocr_read(Ocr *ocr, const char *bytes, gsize len, double dpi,
                OcrPicture **seen)
{
    return engine()->read(ocr, bytes, len, dpi, seen);
}

void ocr_picture_free(OcrPicture *picture)
{
    if (picture == NULL)
        return;
    g_array_unref(picture->atoms);
    g_array_unref(picture->cells);
    g_free(picture->page.pixels);
    g_free(picture);
}
