#include "document/ocr_engine.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>
#include <tesseract/capi.h>

#include "base/limits.h"

/* Measured: more pixels a letter are worse; 16 point at 150 dpi is best. */
#define READ_DPI 150
static const double letter_height = 14; /* of a consonant of 16 point there */
static const double skew_min = 0.05, skew_max = 12; /* degrees */

enum {
    PAPER_GRAY = 150, /* darker is ink, once the paper was made white */
    RULE_LEN = 56,    /* pixels; longer strokes are no letters */
    RULE_GAP = 5,     /* pixels that a rule may be broken by */
    CELL_MIN = 12,    /* pixels */
    LETTERS_MAX = 40000,
    LONE_CELLS_MAX = 400, /* of one page */
    LONE_HEIGHT_MAX = 40, /* pixels; higher is more than a line */
    LONE_MARGIN = 8,
    DIGIT_INK_MIN = 12,    /* pixels */
    TURNED_CERTAINTY = 75, /* below: the page may lie on its side */
};

struct Ocr {
    TessBaseAPI *api;
};

static void atom_clear(gpointer data)
{
    OcrAtom *atom = data;

    g_free(atom->text);
}

static OcrPicture *picture_new(const PIX *page)
{
    OcrPicture *picture = g_new0(OcrPicture, 1);

    picture->page.width = pixGetWidth(page);
    picture->page.height = pixGetHeight(page);
    picture->atoms = g_array_new(FALSE, FALSE, sizeof(OcrAtom));
    g_array_set_clear_func(picture->atoms, atom_clear);
    picture->cells = g_array_new(FALSE, FALSE, sizeof(Box));
    return picture;
}

/* --- the engine ------------------------------------------------------------
 */

static Ocr *engine_open(void)
{
    TessBaseAPI *api = TessBaseAPICreate();
    Ocr *ocr;

    setMsgSeverity(L_SEVERITY_NONE);
    /* Without English, Latin words come out as Thai soup; without Thai there
     * is nothing to read. */
    if (TessBaseAPIInit2(api, NULL, "tha+eng", OEM_LSTM_ONLY) != 0 &&
        TessBaseAPIInit2(api, NULL, "tha", OEM_LSTM_ONLY) != 0) {
        TessBaseAPIDelete(api);
        return NULL;
    }
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    TessBaseAPISetPageSegMode(api, PSM_SPARSE_TEXT);
    ocr = g_new0(Ocr, 1);
    ocr->api = api;
    return ocr;
}

static void engine_close(Ocr *ocr)
{
    if (ocr == NULL)
        return;
    TessBaseAPIEnd(ocr->api);
    TessBaseAPIDelete(ocr->api);
    g_free(ocr);
}

/* --- the picture -----------------------------------------------------------
 */

/* The picture in gray; the header is looked at before room is made for it. */
static OcrEnd decode(const char *bytes, gsize len, PIX **gray)
{
    const guint8 *data = (const guint8 *)bytes;
    int format, width, height, bits, samples, has_map;
    PIX *raw, *plain;

    if (pixReadHeaderMem(data, len, &format, &width, &height, &bits, &samples,
                         &has_map) != 0 ||
        width < 1 || height < 1)
        return OCR_NO_PICTURE;
    if ((gint64)width * height > PICTURE_PIXELS_MAX)
        return OCR_TOO_LARGE;
    raw = pixReadMem(data, len);
    if (raw == NULL)
        return OCR_NO_PICTURE;
    plain = pixGetSpp(raw) == 4 ? pixRemoveAlpha(raw) : pixClone(raw);
    *gray = pixConvertTo8(plain, FALSE);
    pixDestroy(&plain);
    pixDestroy(&raw);
    return *gray == NULL ? OCR_NO_PICTURE : OCR_DONE;
}

static PIX *white_paper(PIX *gray)
{
    PIX *white = pixBackgroundNormSimple(gray, NULL, NULL);

    return white == NULL ? pixClone(gray) : white;
}

/* Degrees to turn by; 0 when it stands well or nobody can tell. */
static double skew_of(PIX *ink)
{
    float angle, certainty;

    if (pixFindSkewSweepAndSearch(ink, &angle, &certainty, 4, 2,
                                  (float)skew_max, 1.0f, 0.01f) != 0 ||
        certainty <= 2 || fabs((double)angle) <= skew_min)
        return 0;
    return angle;
}

static PIX *straighten(PIX *gray)
{
    PIX *ink = pixThresholdToBinary(gray, PAPER_GRAY);
    double angle = ink == NULL ? 0 : skew_of(ink);
    PIX *straight = NULL;

    pixDestroy(&ink);
    if (angle != 0)
        straight = pixRotate(gray, (float)(angle * G_PI / 180),
                             L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    return straight == NULL ? pixClone(gray) : straight;
}

static int compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The dpi that would make the letters of @ink 16 point: pictures of the web
 * do not say how large they are. */
static double dpi_of_letters(PIX *gray)
{
    PIX *ink = pixThresholdToBinary(gray, PAPER_GRAY);
    BOXA *boxes = ink == NULL ? NULL : pixConnComp(ink, NULL, 8);
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    double dpi = READ_DPI;
    guint middle;

    for (int i = 0; boxes != NULL && i < boxaGetCount(boxes); i++) {
        int x, y, w, h;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (h >= 6 && h <= 300 && w * 4 >= h && w <= 3 * h)
            g_array_append_val(heights, h);
    }
    if (heights->len >= 8) {
        g_array_sort(heights, compare_ints);
        middle = heights->len / 2;
        dpi = READ_DPI * g_array_index(heights, int, middle) / letter_height;
    }
    boxaDestroy(&boxes);
    pixDestroy(&ink);
    return CLAMP(dpi, READ_DPI / 3.0, READ_DPI * 5.0);
}

/* --- ruling lines ----------------------------------------------------------
 */

static PIX *rules_find(PIX *ink)
{
    PIX *across = pixOpenBrick(NULL, ink, RULE_LEN, 1);
    PIX *down = pixOpenBrick(NULL, ink, 1, RULE_LEN);
    PIX *rules = pixOr(NULL, across, down);

    pixDestroy(&across);
    pixDestroy(&down);
    return rules;
}

/* The white fields that rules close in. */
static void cells_find(PIX *rules, OcrPicture *picture)
{
    PIX *closed = pixCloseSafeBrick(NULL, rules, RULE_GAP, RULE_GAP);
    PIX *fields = pixInvert(NULL, closed);
    BOXA *boxes = pixConnComp(fields, NULL, 4);

    for (int i = 0; boxes != NULL && i < boxaGetCount(boxes); i++) {
        int x, y, w, h;
        Box cell;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (w < CELL_MIN || h < CELL_MIN || x <= 0 || y <= 0 ||
            x + w >= picture->page.width || y + h >= picture->page.height)
            continue;
        cell = (Box){ x, y, x + w, y + h };
        g_array_append_val(picture->cells, cell);
    }
    boxaDestroy(&boxes);
    pixDestroy(&fields);
    pixDestroy(&closed);
}

/* Finds the cells of @page and wipes the rules out: letters that touch one
 * are read better without it. */
static void take_rules(PIX *page, OcrPicture *picture)
{
    PIX *ink = pixThresholdToBinary(page, PAPER_GRAY);
    PIX *rules = ink == NULL ? NULL : rules_find(ink);

    if (rules != NULL) {
        PIX *wide = pixDilateBrick(NULL, rules, 3, 3);

        cells_find(rules, picture);
        if (picture->cells->len > 0)
            pixSetMasked(page, wide, 255);
        pixDestroy(&wide);
    }
    pixDestroy(&rules);
    pixDestroy(&ink);
}

/* --- reading ---------------------------------------------------------------
 */

static void atom_add(OcrPicture *picture, const TessResultIterator *at,
                     guint line)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    OcrAtom atom = { .line = line };
    int x0, y0, x1, y1;
    char *text;

    if (!TessPageIteratorBoundingBox(place, RIL_WORD, &x0, &y0, &x1, &y1))
        return;
    text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    if (text == NULL)
        return;
    if (*g_strstrip(text) != '\0' && g_utf8_validate(text, -1, NULL)) {
        atom.text = g_strdup(text);
        atom.box = (Box){ x0, y0, x1, y1 };
        atom.certainty = TessResultIteratorConfidence(at, RIL_WORD);
        g_array_append_val(picture->atoms, atom);
    }
    TessDeleteText(text);
}

/* Lines are numbered from @line on; gives the last number. */
static guint atoms_take(TessBaseAPI *api, OcrPicture *picture, guint line)
{
    TessResultIterator *at = TessBaseAPIGetIterator(api);

    if (at == NULL)
        return line;
    do {
        TessPageIterator *place = TessResultIteratorGetPageIterator(at);

        if (TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE))
            line++;
        atom_add(picture, at, line);
    } while (picture->atoms->len < LETTERS_MAX &&
             TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return line;
}

/* Leptonica keeps four pixels in a word, in an order of its own. */
static void pixels_take(PIX *page, GrayPicture *picture)
{
    guint8 *to = g_malloc((gsize)picture->width * (gsize)picture->height);

    picture->pixels = to;
    for (int y = 0; y < picture->height; y++) {
        const l_uint32 *row =
            pixGetData(page) + (gsize)y * (gsize)pixGetWpl(page);

        for (int x = 0; x < picture->width; x++)
            *to++ = (guint8)GET_DATA_BYTE(row, x);
    }
}

/* --- cells that were passed over -------------------------------------------
 */

static gboolean holds_middle(const Box *cell, const Box *box)
{
    double x = (box->x0 + box->x1) / 2, y = box_center_y(box);

    return x >= cell->x0 && x <= cell->x1 && y >= cell->y0 && y <= cell->y1;
}

static gboolean has_atoms(const OcrPicture *picture, const Box *cell,
                          guint count)
{
    for (guint i = 0; i < count; i++) {
        if (holds_middle(cell, &g_array_index(picture->atoms, OcrAtom, i).box))
            return TRUE;
    }
    return FALSE;
}

/* The ink in @cell, away from its rules; FALSE when there is too little of it
 * for a digit. */
static gboolean ink_find(const GrayPicture *page, const Box *cell, Box *found)
{
    guint ink = 0;

    *found = (Box){ cell->x1, cell->y1, cell->x0, cell->y0 };
    for (int y = (int)cell->y0 + 2; y < (int)cell->y1 - 2; y++) {
        for (int x = (int)cell->x0 + 2; x < (int)cell->x1 - 2; x++) {
            Box spot = { x, y, x + 1, y + 1 };

            if (picture_at(page, x, y) >= PAPER_GRAY)
                continue;
            box_include(found, &spot);
            ink++;
        }
    }
    return ink >= DIGIT_INK_MIN && found->y1 - found->y0 >= DIGIT_INK_MIN / 2.0;
}

/* Sparse reading leaves out what stands alone: the number of a row, a target
 * of one digit. Each such cell is read once more as a line. */
static void read_lone_cells(TessBaseAPI *api, OcrPicture *picture)
{
    guint count = picture->atoms->len, tries = 0;
    guint line =
        count == 0 ? 0 : g_array_index(picture->atoms, OcrAtom, count - 1).line;

    TessBaseAPISetPageSegMode(api, PSM_SINGLE_LINE);
    for (guint i = 0; i < picture->cells->len && tries < LONE_CELLS_MAX; i++) {
        const Box *cell = &g_array_index(picture->cells, Box, i);
        Box ink;

        if (has_atoms(picture, cell, count) ||
            !ink_find(&picture->page, cell, &ink) ||
            ink.y1 - ink.y0 > LONE_HEIGHT_MAX)
            continue;
        tries++;
        TessBaseAPISetRectangle(api, MAX((int)ink.x0 - LONE_MARGIN, 0),
                                MAX((int)ink.y0 - LONE_MARGIN, 0),
                                (int)(ink.x1 - ink.x0) + 2 * LONE_MARGIN,
                                (int)(ink.y1 - ink.y0) + 2 * LONE_MARGIN);
        if (TessBaseAPIRecognize(api, NULL) == 0)
            line = atoms_take(api, picture, line);
    }
    TessBaseAPISetPageSegMode(api, PSM_SPARSE_TEXT);
}

static void certainty_find(OcrPicture *picture)
{
    double sum = 0;

    for (guint i = 0; i < picture->atoms->len; i++)
        sum += g_array_index(picture->atoms, OcrAtom, i).certainty;
    if (picture->atoms->len > 0)
        picture->certainty = sum / picture->atoms->len;
}

static OcrPicture *recognise(Ocr *ocr, PIX *upright)
{
    PIX *page = pixCopy(NULL, upright);
    OcrPicture *picture = picture_new(page);

    take_rules(page, picture);
    pixels_take(page, &picture->page);
    TessBaseAPISetImage2(ocr->api, page);
    TessBaseAPISetSourceResolution(ocr->api, READ_DPI);
    if (TessBaseAPIRecognize(ocr->api, NULL) == 0)
        atoms_take(ocr->api, picture, 0);
    read_lone_cells(ocr->api, picture);
    certainty_find(picture);
    TessBaseAPIClear(ocr->api);
    pixDestroy(&page);
    return picture;
}

/* @gray scaled to the resolution that reads best. */
static PIX *scaled(PIX *gray, double dpi)
{
    double by = READ_DPI / dpi;

    return fabs(by - 1) < 0.05 ? pixClone(gray)
                               : pixScale(gray, (float)by, (float)by);
}

static OcrEnd engine_read(Ocr *ocr, const char *bytes, gsize len, double dpi,
                          OcrPicture **seen)
{
    PIX *gray = NULL, *white, *upright, *page;
    OcrEnd end = decode(bytes, len, &gray);

    if (end != OCR_DONE)
        return end;
    white = white_paper(gray);
    pixDestroy(&gray);
    upright = straighten(white);
    pixDestroy(&white);
    if (dpi <= 0)
        dpi = dpi_of_letters(upright);
    page = scaled(upright, dpi);
    pixDestroy(&upright);
    if (page == NULL)
        return OCR_FAILED;
    *seen = recognise(ocr, page);
    pixDestroy(&page);
    return OCR_DONE;
}

const OcrEngine oit_ocr_engine = { engine_open, engine_close, engine_read };
