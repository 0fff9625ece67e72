#include "document/ocr_pages.h"

#include "base/limits.h"
#include "document/isolate.h"
#include "document/ocr.h"
#include "document/ocr_words.h"
#include "document/program.h"

enum {
    PAGE_DPI = 150,
    PAGE_PIXELS_MAX = 4000, /* of the longer side */
    DRAW_WALL_S = 30,
    POINTS_PER_INCH = 72,
};

#define DRAWING_MAX_LEN (64u << 20)

struct OcrDesk {
    Ocr *ocr;         /* or NULL: not opened, or not there */
    gboolean missing; /* there is no data */
    guint pages_count;
    gint64 until; /* monotonic microseconds; 0: not begun */
};

OcrDesk *ocr_desk_new(void)
{
    return g_new0(OcrDesk, 1);
}

void ocr_desk_free(OcrDesk *desk)
{
    if (desk == NULL)
        return;
    ocr_close(desk->ocr);
    g_free(desk);
}

/* READ_OK when one more page may be read. */
static ReadReason begin_page(OcrDesk *desk)
{
    gint64 now = g_get_monotonic_time();

    if (desk->ocr == NULL && !desk->missing) {
        isolate_allow_ocr();
        desk->ocr = ocr_open();
        desk->missing = desk->ocr == NULL;
        desk->until = now + OCR_WALL_S * G_TIME_SPAN_SECOND;
    }
    if (desk->missing)
        return READ_NEEDS_OCR;
    if (desk->pages_count >= OCR_PAGES_MAX || now > desk->until)
        return READ_OCR_BUDGET;
    desk->pages_count++;
    return READ_OK;
}

static ReadReason reason_of(OcrEnd end)
{
    return end == OCR_TOO_LARGE ? READ_TOO_LARGE : READ_IMAGE_ONLY;
}

static OcrPage read_bytes(OcrDesk *desk, const char *bytes, gsize len,
                          double dpi, double points)
{
    g_autoptr(OcrPicture) seen = NULL;
    OcrEnd end = ocr_read(desk->ocr, bytes, len, dpi, &seen);
    OcrPage page = { NULL, 0, reason_of(end) };

    if (end != OCR_DONE)
        return page;
    page.words = ocr_words_new(seen, points);
    page.certainty = (int)(seen->certainty + 0.5);
    /* One phrase in fifty of a good scan is misread, whatever certainty says:
     * what was found is there, what was not found may be there too. */
    page.reason = READ_OCR_UNSURE;
    return page;
}

OcrPage ocr_desk_read_page(OcrDesk *desk, int fd, int number, double width,
                           double height)
{
    g_autoptr(ProgramResult) drawing = NULL;
    char page[16], resolution[32];
    const char *const argv[] = {
        "pdftoppm", "-gray", "-r",          resolution,         "-f", page,
        "-l",       page,    "-singlefile", PROGRAM_INPUT_PATH, NULL
    };
    double side = MAX(MAX(width, height), 1) / POINTS_PER_INCH;
    double dpi = MIN(PAGE_DPI, PAGE_PIXELS_MAX / side);
    OcrPage none = { NULL, 0, begin_page(desk) };

    if (none.reason != READ_OK)
        return none;
    g_snprintf(page, sizeof(page), "%d", number);
    g_ascii_formatd(resolution, sizeof(resolution), "%.2f", dpi);
    drawing = program_run(argv, fd, DRAWING_MAX_LEN, DRAW_WALL_S);
    none.reason = drawing->end == PROGRAM_MISSING   ? READ_NEEDS_OCR
                  : drawing->end == PROGRAM_TIMEOUT ? READ_TIMEOUT
                                                    : READ_IMAGE_ONLY;
    if (drawing->end != PROGRAM_EXITED || drawing->output->len == 0)
        return none;
    return read_bytes(desk, drawing->output->str, drawing->output->len, dpi,
                      POINTS_PER_INCH / dpi);
}

OcrPage ocr_desk_read_picture(OcrDesk *desk, const char *bytes, gsize len)
{
    OcrPage none = { NULL, 0, begin_page(desk) };

    if (none.reason != READ_OK)
        return none;
    return read_bytes(desk, bytes, len, 0, POINTS_PER_INCH / (double)PAGE_DPI);
}
