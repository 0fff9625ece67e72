/*
 * format_pdf.c - the text of a PDF, page by page, through pdftotext
 *
 * Source   poppler-utils 22.12: "-bbox -raw" prints words with their boxes in
 *          drawing order and honours /ActualText, without which the Thai of
 *          office programs comes out with lost and moved marks
 *
 * pdftotext is GPL: it is run, never linked. A file with some bad pages is
 * still read; each page says how good its text is.
 */
#include "document/formats.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/thai_text.h"
#include "document/ocr_pages.h"
#include "document/page_layout.h"
#include "document/page_words.h"
#include "document/program.h"

enum {
    TEXT_WALL_S = 60,
    IMAGES_WALL_S = 20,
    PAGE_LETTERS_MIN = 20, /* fewer: the page shows its text otherwise */
    FEW_LETTERS = 200,     /* beside a picture it may show more */
};

#define WORDS_MAX_LEN (160u << 20) /* what pdftotext may print */
#define IMAGES_MAX_LEN (4u << 20)
#define IMAGE_SHARE_MIN 0.3 /* of the page, to be what the page shows */

/* --- the file as a descriptor ----------------------------------------------
 */

static gboolean write_all(int fd, const char *bytes, gsize len)
{
    while (len > 0) {
        gssize done = write(fd, bytes, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return FALSE;
        bytes += done;
        len -= (gsize)done;
    }
    return TRUE;
}

/* The file itself where @request names it, else a copy in memory: bytes may
 * come out of an archive. */
static int open_input(const char *bytes, gsize len, const ReadRequest *request)
{
    struct stat about;
    int fd = -1;

    if (request->path != NULL)
        fd = open(request->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
        (guint64)about.st_size == len)
        return fd;
    if (fd >= 0)
        close(fd);
    fd = memfd_create("document", MFD_CLOEXEC);
    if (fd >= 0 && !write_all(fd, bytes, len)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* --- what became of pdftotext ----------------------------------------------
 */

static ReadReason reason_of_end(const ProgramResult *result)
{
    switch (result->end) {
    case PROGRAM_MISSING:
        return READ_UNSUPPORTED;
    case PROGRAM_TIMEOUT:
        return READ_TIMEOUT;
    case PROGRAM_DIED:
        return READ_CRASHED;
    case PROGRAM_TOO_MUCH:
        return READ_TOO_LARGE;
    case PROGRAM_EXITED:
        break;
    }
    if (strstr(result->errors->str, "Incorrect password") != NULL)
        return READ_ENCRYPTED;
    return READ_BROKEN_FILE;
}

static Document *new_unread(const ProgramResult *result)
{
    g_autofree char *detail =
        g_strndup(result->errors->str, strcspn(result->errors->str, "\n"));
    ReadReason reason = reason_of_end(result);
    Document *document;

    document = document_new_unread(FORMAT_PDF, reason,
                                   reason == READ_UNSUPPORTED
                                       ? "pdftotext of poppler-utils is missing"
                                   : *detail != '\0' ? detail
                                                     : NULL);
    if (reason == READ_ENCRYPTED)
        document_add_note(document, "encrypted", NULL, 0);
    return document;
}

/* --- pages that show a picture ---------------------------------------------
 */

static double column_number(char **columns, guint count, guint i)
{
    return i < count ? g_ascii_strtod(columns[i], NULL) : 0;
}

/* Adds to @shares[page - 1] how much of the page a row of "pdfimages -list"
 * covers: page num type width height ... x-ppi y-ppi */
static void image_row_read(const char *row, const GPtrArray *pages,
                           double *shares)
{
    g_auto(GStrv) all = g_strsplit_set(row, " ", -1);
    char *columns[16] = { NULL };
    const PageWords *page;
    guint count = 0;
    guint64 number;
    double x_ppi, y_ppi;

    for (guint i = 0; all[i] != NULL && count < G_N_ELEMENTS(columns); i++) {
        if (*all[i] != '\0')
            columns[count++] = all[i];
    }
    if (count < 14 || strcmp(columns[2], "image") != 0)
        return;
    number = g_ascii_strtoull(columns[0], NULL, 10);
    x_ppi = column_number(columns, count, 12);
    y_ppi = column_number(columns, count, 13);
    if (number < 1 || number > pages->len || x_ppi <= 0 || y_ppi <= 0)
        return;
    page = g_ptr_array_index(pages, (guint)number - 1);
    if (page->width > 1 && page->height > 1)
        shares[number - 1] += column_number(columns, count, 3) / x_ppi * 72 /
                              page->width * column_number(columns, count, 4) /
                              y_ppi * 72 / page->height;
}

static void find_images(int fd, const GPtrArray *pages, Document *document)
{
    static const char *const argv[] = { "pdfimages", "-list",
                                        PROGRAM_INPUT_PATH, NULL };
    g_autoptr(ProgramResult) result =
        program_run(argv, fd, IMAGES_MAX_LEN, IMAGES_WALL_S);
    g_auto(GStrv) rows = g_strsplit(result->output->str, "\n", -1);
    g_autofree double *shares = g_new0(double, pages->len);

    for (guint i = 0; rows[i] != NULL; i++)
        image_row_read(rows[i], pages, shares);
    for (guint i = 0; i < pages->len; i++) {
        PageQuality *quality = g_ptr_array_index(document->pages, i);

        quality->has_images = shares[i] >= IMAGE_SHARE_MIN;
    }
}

/* --- how good the text is --------------------------------------------------
 */

static void append_block(GString *text, const Block *block)
{
    g_string_append(text, block->text);
    g_string_append_c(text, '\n');
    if (block->table == NULL)
        return;
    for (int i = 0; i < block->table->row_count * block->table->column_count;
         i++) {
        g_string_append(text, block->table->cells[i].text);
        g_string_append_c(text, '\n');
    }
}

/* Measures what the blocks from @from on say. */
static ThaiMeasure measure_blocks(const Document *document, guint from)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = from; i < document->blocks->len; i++)
        append_block(text, g_ptr_array_index(document->blocks, i));
    return thai_measure(text->str, text->len, TRUE);
}

static void add_quality(Document *document, int number, guint from,
                        guint *letters)
{
    PageQuality *quality = g_new0(PageQuality, 1);
    ThaiMeasure measure = measure_blocks(document, from);

    quality->page = number;
    quality->quality =
        measure.letters_count < PAGE_LETTERS_MIN ? TEXT_EMPTY : measure.quality;
    *letters = measure.letters_count;
    g_ptr_array_add(document->pages, quality);
}

/* Why the words of a page are not known by its text layer alone. */
static ReadReason reason_of_layer(const PageQuality *page)
{
    switch (page->quality) {
    case TEXT_GARBAGE:
    case TEXT_MARKS_LOST:
        return READ_DAMAGED_TEXT;
    case TEXT_EMPTY:
        return page->has_images ? READ_IMAGE_ONLY : READ_OK;
    default:
        return READ_OK;
    }
}

/* "3, 5-7" */
static void append_pages(GString *list, int first, int last)
{
    if (list->len > 0)
        g_string_append(list, ", ");
    if (first == last)
        g_string_append_printf(list, "%d", first);
    else
        g_string_append_printf(list, "%d-%d", first, last);
}

typedef gboolean (*PageTest)(const PageQuality *page);

static gboolean is_picture(const PageQuality *page)
{
    return page->quality == TEXT_EMPTY && page->has_images;
}

static gboolean is_garbage(const PageQuality *page)
{
    return page->quality == TEXT_GARBAGE;
}

static gboolean is_lost(const PageQuality *page)
{
    return page->quality == TEXT_MARKS_LOST;
}

/* Counts the pages of a kind and, when there are some and @code is given,
 * notes which. */
static guint note_pages(Document *document, PageTest test, const char *code)
{
    g_autoptr(GString) list = g_string_new(NULL);
    int first = 0, last = 0;
    guint count = 0;

    for (guint i = 0; i < document->pages->len; i++) {
        const PageQuality *page = g_ptr_array_index(document->pages, i);

        if (!test(page))
            continue;
        count++;
        if (first > 0 && page->page == last + 1) {
            last = page->page;
            continue;
        }
        if (first > 0)
            append_pages(list, first, last);
        first = last = page->page;
    }
    if (count == 0 || code == NULL)
        return count;
    append_pages(list, first, last);
    document_add_note(document, code, list->str,
                      count == document->pages->len ? 0 : first);
    return count;
}

static gboolean is_read_by_ocr(const PageQuality *page)
{
    return page->ocr;
}

static void judge(Document *document)
{
    ThaiMeasure measure = measure_blocks(document, 0);
    guint pictures = note_pages(document, is_picture, "scanned-pdf");
    guint garbage = note_pages(document, is_garbage, "damaged-text");
    guint lost = note_pages(document, is_lost, NULL);
    guint by_ocr = note_pages(document, is_read_by_ocr, "ocr-used");
    guint good = document->pages->len - pictures - garbage;

    for (guint i = 0; i < document->pages->len; i++) {
        const PageQuality *page = g_ptr_array_index(document->pages, i);

        good -= page->quality == TEXT_EMPTY && !page->has_images;
    }
    document->text_quality = good == 0 && garbage > 0     ? TEXT_GARBAGE
                             : good > 0 && lost == good   ? TEXT_MARKS_LOST
                             : measure.letters_count == 0 ? TEXT_EMPTY
                                                          : TEXT_GOOD;
    if (good > 0 || (by_ocr > 0 && document->blocks->len > 0))
        return;
    if (garbage > 0 && garbage >= pictures)
        document->reason = READ_DAMAGED_TEXT;
    else if (pictures > 0)
        document->reason = READ_IMAGE_ONLY;
    else if (measure.letters_count == 0)
        document->reason = READ_EMPTY;
    else
        document->text_quality = TEXT_GOOD; /* a title alone was read */
}

/* --- pages that only recognition can read ----------------------------------
 */

/* What is known of the file's pages, beside the words. */
typedef struct {
    int fd;
    PageWordsFile *file;
    guint *letters; /* of each page's text layer */
} Pdf;

/* A page whose few letters stand beside a picture: a stamp on a scan. */
static gboolean is_bare(const Pdf *pdf, guint i, const PageQuality *page)
{
    return page->quality == TEXT_EMPTY || pdf->letters[i] < FEW_LETTERS;
}

static gboolean wants_ocr(const Pdf *pdf, guint i, const PageQuality *page)
{
    if (page->quality == TEXT_GARBAGE || page->quality == TEXT_MARKS_LOST ||
        page->quality == TEXT_EMPTY)
        return TRUE;
    return is_bare(pdf, i, page) && page->has_images;
}

static guint words_letters(const PageWords *words)
{
    guint count = 0;

    for (guint i = 0; i < words->words->len; i++)
        count += g_array_index(words->words, PageWord, i).chars_count;
    return count;
}

/* TRUE when the words of page @i are now those that recognition saw. */
static gboolean read_page_again(const Pdf *pdf, OcrDesk *desk, guint i,
                                PageQuality *page)
{
    const PageWords *words = g_ptr_array_index(pdf->file->pages, i);
    OcrPage read = ocr_desk_read_page(desk, pdf->fd, (int)i + 1, words->width,
                                      words->height);
    guint count = read.words == NULL ? 0 : words_letters(read.words);
    gboolean few = count < PAGE_LETTERS_MIN;
    gboolean better =
        page->quality == TEXT_GOOD ? count > 2 * pdf->letters[i] : !few;

    if (better) {
        page_words_free(pdf->file->pages->pdata[i]);
        pdf->file->pages->pdata[i] = read.words;
        page->ocr = TRUE;
        page->certainty = read.certainty;
        page->reason = read.reason;
        /* Letters drawn as shapes: a picture as far as search goes. */
        page->has_images = page->has_images || page->quality == TEXT_EMPTY;
        return TRUE;
    }
    page_words_free(read.words);
    if (page->reason == READ_OK)
        return FALSE;
    if (read.reason != READ_OK && read.reason != READ_OCR_UNSURE)
        page->reason = read.reason;
    else
        page->reason = READ_OCR_UNSURE;
    return FALSE;
}

static gboolean read_bad_pages(const Pdf *pdf, const Document *document)
{
    g_autoptr(OcrDesk) desk = ocr_desk_new();
    gboolean any = FALSE;

    for (guint i = 0; i < document->pages->len; i++) {
        PageQuality *page = g_ptr_array_index(document->pages, i);

        page->reason = reason_of_layer(page);
        if (wants_ocr(pdf, i, page))
            any = read_page_again(pdf, desk, i, page) || any;
    }
    return any;
}

/* --- reading ---------------------------------------------------------------
 */

static gboolean has_bare_page(const Pdf *pdf, const Document *document)
{
    for (guint i = 0; i < document->pages->len; i++) {
        if (is_bare(pdf, i, g_ptr_array_index(document->pages, i)))
            return TRUE;
    }
    return FALSE;
}

/* Programs write the name of a file or of themselves as the title. */
static gboolean is_real_title(const char *title)
{
    static const char *const names[] = { "untitled", "Microsoft Word",
                                         "Microsoft PowerPoint",
                                         "PowerPoint Presentation" };
    const char *dot = strrchr(title, '.');

    if (dot != NULL && strlen(dot) <= 5 && strchr(dot, ' ') == NULL &&
        g_ascii_isalpha(dot[1]))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strncasecmp(title, names[i], strlen(names[i])) == 0)
            return FALSE;
    }
    return *title != '/';
}

/* @pages: what is known of the pages already, or NULL: then it is measured. */
static Document *read_pages(const Pdf *pdf, GPtrArray *pages)
{
    const PageWordsFile *file = pdf->file;
    Document *document = document_new(FORMAT_PDF);
    PageLayout layout;

    page_layout_init(&layout, document, file->pages);
    if (file->title != NULL && is_real_title(file->title))
        document->title = thai_repair(file->title, strlen(file->title), NULL);
    document->page_count = (int)file->pages->len;
    for (guint i = 0; i < file->pages->len; i++) {
        guint from = document->blocks->len;

        page_layout_add(&layout, g_ptr_array_index(file->pages, i), (int)i + 1);
        if (pages == NULL) {
            add_quality(document, (int)i + 1, from, &pdf->letters[i]);
            continue;
        }
        for (; from < document->blocks->len; from++)
            ((Block *)g_ptr_array_index(document->blocks, from))->ocr =
                ((PageQuality *)g_ptr_array_index(pages, i))->ocr;
    }
    page_layout_clear(&layout);
    return document;
}

/* The layout of all pages once more, now with what recognition saw. */
static Document *read_pages_again(const Pdf *pdf, Document *document)
{
    Document *again = read_pages(pdf, document->pages);

    g_ptr_array_unref(again->pages);
    again->pages = g_ptr_array_ref(document->pages);
    document_free(document);
    return again;
}

static Document *read_file(int fd, PageWordsFile *file)
{
    g_autofree guint *letters = g_new0(guint, file->pages->len);
    Pdf pdf = { fd, file, letters };
    Document *document = read_pages(&pdf, NULL);

    if (has_bare_page(&pdf, document))
        find_images(fd, file->pages, document);
    if (read_bad_pages(&pdf, document))
        document = read_pages_again(&pdf, document);
    if (file->cut || file->pages->len == PDF_PAGES_MAX)
        document_add_note(document, "text-cut", "pages are missing", 0);
    judge(document);
    return document;
}

Document *format_pdf_read(const char *bytes, gsize len,
                          const ReadRequest *request)
{
    static const char *const argv[] = { "pdftotext",
                                        "-bbox",
                                        "-raw",
                                        "-enc",
                                        "UTF-8",
                                        "-l",
                                        G_STRINGIFY(PDF_PAGES_MAX),
                                        PROGRAM_INPUT_PATH,
                                        "-",
                                        NULL };
    g_autoptr(ProgramResult) result = NULL;
    g_autoptr(PageWordsFile) file = NULL;
    Document *document;
    int fd = open_input(bytes, len, request);

    if (fd < 0)
        return document_new_unread(FORMAT_PDF, READ_BROKEN_FILE,
                                   g_strerror(errno));
    result = program_run(argv, fd, WORDS_MAX_LEN, TEXT_WALL_S);
    file = page_words_read(result->output->str, result->output->len);
    if (file->pages->len == 0 ||
        (result->end == PROGRAM_EXITED && result->exit_status != 0)) {
        document = new_unread(result);
    } else {
        document = read_file(fd, file);
    }
    close(fd);
    return document;
}
