/*
 * For people who work in a spreadsheet: four sheets with frozen heads and
 * filters, fitted to A4. Row heights are our own estimate, because the
 * library leaves wrapped text cut. Text is written as text: a cell that
 * begins with "=" stays a string.
 */
#include "reports/formats.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <xlsxwriter.h>

#include "base/thai_date.h"
#include "base/url.h"
#include "reports/digest.h"
#include "reports/text_layout.h"
#include "reports/wording.h"

#define CELL_MAX_CHARS 30000 /* Excel's own limit is 32,767 characters */
#define LINK_MAX_LEN 2000    /* ... and 2,079 for a link */
/* ... and 65,530 links a sheet; each is kept in memory until the file is
 * closed, so that addresses past these stand as text. */
#define LINKS_MAX_COUNT 4000
#define LINE_HEIGHT 24 /* points a line of 16 point Thai */
#define LINES_MAX 16   /* ... a row can not be taller than 409 points */
#define COLUMNS_MAX 14

typedef struct {
    lxw_workbook *file;
    lxw_format *head, *cell, *good, *warn, *bad, *title, *number, *link;
    const Audit *audit;
    const AgencyAudit *agency;
    Lang lang;
} Book;

typedef struct {
    const char *name; /* word */
    double width;     /* characters */
} Column;

typedef struct {
    Book *book;
    lxw_worksheet *sheet;
    const Column *columns;
    gsize count;
    lxw_row_t row;
    guint links;
} Sheet;

typedef struct {
    const char *text;   /* NULL: empty */
    lxw_format *format; /* NULL: plain */
    gboolean link;
} Cell;

static const char *say(const Book *book, const char *id)
{
    return wording(id, book->lang);
}

static lxw_format *new_format(lxw_workbook *file)
{
    lxw_format *format = workbook_add_format(file);

    format_set_font_name(format, "TH Sarabun New");
    format_set_font_size(format, 16);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(format, LXW_BORDER_HAIR);
    return format;
}

static lxw_format *new_tint(lxw_workbook *file, lxw_color_t ink,
                            lxw_color_t paper)
{
    lxw_format *format = new_format(file);

    format_set_font_color(format, ink);
    format_set_bg_color(format, paper);
    format_set_bold(format);
    return format;
}

static void add_formats(Book *book)
{
    book->cell = new_format(book->file);
    book->head = new_tint(book->file, 0x1b1f24, 0xe4e8ee);
    book->good = new_tint(book->file, 0x11632f, 0xe3f4e8);
    book->warn = new_tint(book->file, 0x7a4300, 0xfdf0d9);
    book->bad = new_tint(book->file, 0x9b1c1c, 0xfde8e8);
    book->number = new_format(book->file);
    format_set_align(book->number, LXW_ALIGN_RIGHT);
    format_set_num_format(book->number, "0.00");
    book->link = new_format(book->file);
    format_set_font_color(book->link, 0x0b4fa0);
    book->title = workbook_add_format(book->file);
    format_set_font_name(book->title, "TH Sarabun New");
    format_set_font_size(book->title, 22);
    format_set_bold(book->title);
}

static lxw_format *format_of_item(const Book *book, const ItemAudit *item)
{
    switch (digest_group(item)) {
    case TASK_NONE:
        return book->good;
    case TASK_GAP:
        return book->bad;
    default:
        return book->warn;
    }
}

static lxw_format *format_of_element(const Book *book,
                                     const ElementAudit *element)
{
    if (!digest_element_asked(element))
        return book->cell;
    switch (element->verdict) {
    case ELEMENT_MET:
        return book->good;
    case ELEMENT_MISSING:
        return book->bad;
    default:
        return book->warn;
    }
}

/* --- sheets ------------------------------------------------------------ */

static Sheet sheet_open(Book *book, const char *name, const Column *columns,
                        gsize count)
{
    Sheet sheet = { .book = book, .columns = columns, .count = count };

    g_assert(count <= COLUMNS_MAX);
    sheet.sheet = workbook_add_worksheet(book->file, say(book, name));
    worksheet_set_landscape(sheet.sheet);
    worksheet_set_paper(sheet.sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet.sheet, 1, 0);
    worksheet_set_margins(sheet.sheet, 0.4, 0.4, 0.5, 0.5);
    worksheet_set_footer(sheet.sheet, "&C&P / &N");
    for (gsize i = 0; i < count; i++)
        worksheet_set_column(sheet.sheet, (lxw_col_t)i, (lxw_col_t)i,
                             columns[i].width, NULL);
    return sheet;
}

/* Heads at the present row; they stay in sight and on every page. */
static void sheet_heads(Sheet *sheet)
{
    for (gsize i = 0; i < sheet->count; i++)
        worksheet_write_string(sheet->sheet, sheet->row, (lxw_col_t)i,
                               say(sheet->book, sheet->columns[i].name),
                               sheet->book->head);
    worksheet_set_row(sheet->sheet, sheet->row, LINE_HEIGHT * 2, NULL);
    worksheet_freeze_panes(sheet->sheet, sheet->row + 1, 0);
    worksheet_repeat_rows(sheet->sheet, sheet->row, sheet->row);
    sheet->row++;
}

/* Filters over rows @first.. (the heads) to the present one. */
static void sheet_filter(Sheet *sheet, lxw_row_t first)
{
    if (sheet->row > first + 1)
        worksheet_autofilter(sheet->sheet, first, 0, sheet->row - 1,
                             (lxw_col_t)(sheet->count - 1));
}

static char *link_target(const Sheet *sheet, const char *text)
{
    g_autofree char *url = NULL;

    if (sheet->links >= LINKS_MAX_COUNT ||
        (g_ascii_strncasecmp(text, "http://", 7) != 0 &&
         g_ascii_strncasecmp(text, "https://", 8) != 0))
        return NULL;
    url = url_resolve(NULL, text);
    return url != NULL && strlen(url) <= LINK_MAX_LEN ? g_steal_pointer(&url)
                                                      : NULL;
}

/* A link shows the address as people read it. */
static void sheet_link(Sheet *sheet, lxw_col_t column, const char *text)
{
    g_autofree char *target = link_target(sheet, text);
    g_autofree char *shown = target != NULL ? url_display(target) : NULL;

    if (target == NULL) {
        worksheet_write_string(sheet->sheet, sheet->row, column, text,
                               sheet->book->cell);
        return;
    }
    sheet->links++;
    worksheet_write_url(sheet->sheet, sheet->row, column, target,
                        sheet->book->link);
    worksheet_write_string(sheet->sheet, sheet->row, column,
                           shown != NULL ? shown : target, sheet->book->link);
}

static guint lines_of(const char *text, double width)
{
    /* A column is measured in characters of 11 points, ours have 16. */
    guint room = MAX((guint)(width * 0.72), 4u);

    return (text_width(text) + room - 1) / room;
}

static void sheet_row(Sheet *sheet, const Cell *cells)
{
    guint lines = 1;

    for (gsize i = 0; i < sheet->count; i++) {
        g_autofree char *text = digest_fit(cells[i].text, CELL_MAX_CHARS);
        lxw_format *format =
            cells[i].format != NULL ? cells[i].format : sheet->book->cell;

        lines = MAX(lines, lines_of(text, sheet->columns[i].width));
        if (format == sheet->book->number && *text != '\0')
            worksheet_write_number(sheet->sheet, sheet->row, (lxw_col_t)i,
                                   g_ascii_strtod(text, NULL), format);
        else if (cells[i].link && *text != '\0')
            sheet_link(sheet, (lxw_col_t)i, text);
        else
            worksheet_write_string(sheet->sheet, sheet->row, (lxw_col_t)i, text,
                                   format);
    }
    worksheet_set_row(sheet->sheet, sheet->row,
                      LINE_HEIGHT * MIN(lines, LINES_MAX), NULL);
    sheet->row++;
}

/* --- สรุป -------------------------------------------------------------- */

static void score_row(Sheet *sheet, const char *name, const char *title,
                      const ScoreRange *range)
{
    g_autofree char *low = range->known ? digest_points(range->low) : NULL;
    g_autofree char *high = range->known ? digest_points(range->high) : NULL;
    Cell cells[] = { { .text = name },
                     { .text = title },
                     { .text = low, .format = sheet->book->number },
                     { .text = high, .format = sheet->book->number } };

    sheet_row(sheet, cells);
}

static void line_rows(Sheet *sheet, const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        const ScoreLine *line = g_ptr_array_index(lines, i);

        score_row(sheet, line->id, words_in(&line->title, sheet->book->lang),
                  &line->range);
    }
}

static void mark_row(Sheet *sheet, const char *id, gint64 mark)
{
    ScoreRange range = { mark, mark, TRUE };

    if (mark > 0)
        score_row(sheet, say(sheet->book, id), "", &range);
}

static void summary_agency(Sheet *sheet)
{
    const Book *book = sheet->book;
    const ScoreAudit *score = &book->agency->score;
    VerdictCounts counts = digest_counts(book->agency, NULL);
    g_autofree char *name = digest_agency_name(book->agency, book->lang);
    g_autofree char *clean = digest_clean(name);

    worksheet_write_string(sheet->sheet, sheet->row, 0, clean, book->title);
    worksheet_set_row(sheet->sheet, sheet->row, 34, NULL);
    sheet->row++;
    sheet_heads(sheet);
    score_row(sheet, "ITA", say(book, "forecast"), &score->ita);
    mark_row(sheet, "target", score->target);
    mark_row(sheet, "pass-mark", score->pass_mark);
    mark_row(sheet, "previous", score->previous);
    score_row(sheet, "IIT", "", &score->iit);
    score_row(sheet, "EIT", "", &score->eit);
    score_row(sheet, "OIT", "", &score->oit);
    line_rows(sheet, score->indicators);
    line_rows(sheet, score->sub_indicators);
    for (int i = 0; i < ITEM_VERDICT_COUNT; i++) {
        g_autofree char *count = g_strdup_printf("%u", counts.of[i]);
        Cell cells[] = { { .text = say(book, "items") },
                         { .text =
                               item_verdict_label((ItemVerdict)i, book->lang) },
                         { .text = count },
                         { .text = NULL } };

        sheet_row(sheet, cells);
    }
    sheet->row++;
}

static void note_line(Sheet *sheet, const char *text)
{
    g_autofree char *clean = digest_clean(text);

    worksheet_write_string(sheet->sheet, sheet->row++, 0, clean, NULL);
}

static Sheet summary_open(Book *book)
{
    static const Column columns[] = {
        { "indicator", 16 }, { "item-title", 60 }, { "low", 12 }, { "high", 12 }
    };
    Sheet sheet = sheet_open(book, "summary", columns, G_N_ELEMENTS(columns));
    g_autofree char *at =
        thai_time_format(book->audit->finished_at, book->lang == LANG_EN);
    g_autofree char *line = g_strdup_printf(
        "%s · %s %d · %s %s · %s %s", say(book, "title"),
        say(book, "fiscal-year"), book->audit->fiscal_year,
        say(book, "checked-at"), at, say(book, "run"),
        book->audit->run_id != NULL ? book->audit->run_id : "-");

    note_line(&sheet, line);
    if (book->audit->sample)
        note_line(&sheet, say(book, "sample"));
    if (book->audit->interrupted)
        note_line(&sheet, say(book, "interrupted"));
    note_line(&sheet, say(book, "range-note"));
    if (audit_agency_count(book->audit) == 0)
        note_line(&sheet, say(book, "empty"));
    return sheet;
}

/* --- รายข้อ ------------------------------------------------------------ */

static char *join(const GPtrArray *sentences)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < sentences->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "",
                               (char *)g_ptr_array_index(sentences, i));
    return g_string_free(text, FALSE);
}

static char *item_advice(const ItemAudit *item, Lang lang)
{
    g_autoptr(GPtrArray) advice = g_ptr_array_new();

    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (digest_element_open(element) &&
            *words_in(&element->advice, lang) != '\0')
            g_ptr_array_add(advice, (gpointer)words_in(&element->advice, lang));
    }
    return join(advice);
}

static const char *decision_word(const Book *book, const ItemAudit *item)
{
    if (item->decision == OUTCOME_NONE)
        return "";
    return say(book, item->decision == OUTCOME_ACCEPTED ? "decision-accepted"
                                                        : "decision-rejected");
}

static void item_row(Sheet *sheet, const ItemAudit *item)
{
    const Book *book = sheet->book;
    g_autoptr(GPtrArray) reasons = digest_reasons(item, book->lang);
    g_autofree char *reason = join(reasons);
    g_autofree char *advice = item_advice(item, book->lang);
    g_autofree char *points = item->cost > 0 ? digest_points(item->cost) : NULL;
    Cell cells[] = {
        { .text = book->agency->short_name != NULL ? book->agency->short_name
                                                   : book->agency->id },
        { .text = item->sub_indicator },
        { .text = item->id },
        { .text = words_in(&item->title, book->lang) },
        { .text = item_verdict_label(item->verdict, book->lang),
          .format = format_of_item(book, item) },
        { .text = points, .format = book->number },
        { .text = reason },
        { .text = advice },
        { .text =
              digest_unit(book->agency, digest_item_role(item), book->lang) },
        { .text = decision_word(book, item) },
    };

    sheet_row(sheet, cells);
}

static Sheet items_open(Book *book)
{
    static const Column columns[] = {
        { "agency", 12 },     { "sub-indicator", 12 }, { "item", 7 },
        { "item-title", 40 }, { "verdict", 18 },       { "at-stake", 14 },
        { "reason", 55 },     { "advice", 50 },        { "owner", 26 },
        { "decision", 22 }
    };
    Sheet sheet = sheet_open(book, "by-item", columns, G_N_ELEMENTS(columns));

    sheet_heads(&sheet);
    return sheet;
}

/* --- องค์ประกอบ -------------------------------------------------------- */

static const char *required_word(const Book *book, const ElementAudit *element)
{
    if (!element->counts)
        return say(book, "not-counted");
    if (element->required == REQUIRED_WARN)
        return say(book, "warn-only");
    return element->required == REQUIRED_EXCEPTION ? say(book, "exception")
                                                   : "";
}

static void element_row(Sheet *sheet, const ItemAudit *item,
                        const ElementAudit *element)
{
    const Book *book = sheet->book;
    const Evidence *seen = element->evidence->len > 0
                               ? g_ptr_array_index(element->evidence, 0)
                               : element->nearest;
    g_autofree char *reason =
        digest_element_asked(element)
            ? digest_element_reason(item, element, book->lang)
            : g_strdup("");
    g_autofree char *place =
        seen != NULL ? digest_place(seen, book->lang) : NULL;
    Cell cells[] = {
        { .text = book->agency->short_name != NULL ? book->agency->short_name
                                                   : book->agency->id },
        { .text = item->id },
        { .text = words_in(&element->title, book->lang) },
        { .text = element_verdict_label(element->verdict, book->lang),
          .format = format_of_element(book, element) },
        { .text = required_word(book, element) },
        { .text = reason },
        { .text = seen != NULL ? seen->quote : NULL },
        { .text = place },
        { .text = seen != NULL ? seen->url : NULL, .link = TRUE },
        { .text = words_in(&element->advice, book->lang) },
        { .text = digest_unit(book->agency, element->owner, book->lang) },
    };

    sheet_row(sheet, cells);
}

static Sheet elements_open(Book *book)
{
    static const Column columns[] = { { "agency", 12 },  { "item", 7 },
                                      { "element", 38 }, { "verdict", 16 },
                                      { "demand", 18 },  { "reason", 44 },
                                      { "quote", 60 },   { "where", 24 },
                                      { "url", 44 },     { "advice", 44 },
                                      { "owner", 24 } };
    Sheet sheet = sheet_open(book, "elements", columns, G_N_ELEMENTS(columns));

    sheet_heads(&sheet);
    return sheet;
}

/* --- ลิงก์ ------------------------------------------------------------- */

static lxw_format *format_of_class(const Book *book, LinkClass class)
{
    if (class == LINK_CLASS_OK)
        return book->good;
    return class == LINK_CLASS_BROKEN ? book->bad : book->warn;
}

static void url_row(Sheet *sheet, const ItemAudit *item, const UrlAudit *url)
{
    const Book *book = sheet->book;
    const LinkStateRow *row = link_state_row(url->state);
    gboolean moved = g_strcmp0(url->final_url, url->url) != 0;
    g_autofree char *class_id =
        g_strconcat("class-", link_class_name(row->class), NULL);
    g_autofree char *at =
        url->captured_at > 0
            ? thai_time_format(url->captured_at, book->lang == LANG_EN)
            : NULL;
    g_autofree char *status =
        url->http_status > 0 ? g_strdup_printf("%d", url->http_status) : NULL;
    Cell cells[] = {
        { .text = book->agency->short_name != NULL ? book->agency->short_name
                                                   : book->agency->id },
        { .text = item->id },
        { .text = say(book, url->found_on != NULL ? "linked" : "submitted") },
        { .text = url->url, .link = TRUE },
        { .text = say(book, class_id),
          .format = format_of_class(book, row->class) },
        { .text = row->class == LINK_CLASS_OK ? NULL
                  : book->lang == LANG_EN     ? row->en
                                              : row->th },
        { .text = status },
        { .text = moved ? url->final_url : NULL, .link = TRUE },
        { .text = at },
        { .text = url->sha256 },
    };

    sheet_row(sheet, cells);
}

static Sheet links_open(Book *book)
{
    static const Column columns[] = { { "agency", 12 },      { "item", 7 },
                                      { "source", 16 },      { "url", 56 },
                                      { "state", 20 },       { "reason", 40 },
                                      { "http-status", 8 },  { "leads-to", 50 },
                                      { "captured-at", 26 }, { "sha256", 68 } };
    Sheet sheet = sheet_open(book, "links", columns, G_N_ELEMENTS(columns));

    sheet_heads(&sheet);
    return sheet;
}

/* --- all sheets, one agency at a time ---------------------------------- */

typedef struct {
    Sheet summary, items, elements, links;
} Sheets;

static void agency_rows(Sheets *sheets, const AgencyAudit *agency)
{
    summary_agency(&sheets->summary);
    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, i);

        item_row(&sheets->items, item);
        for (guint e = 0; e < item->elements->len; e++)
            element_row(&sheets->elements, item,
                        g_ptr_array_index(item->elements, e));
        for (guint u = 0; u < item->urls->len; u++)
            url_row(&sheets->links, item, g_ptr_array_index(item->urls, u));
    }
}

static gboolean sheets_write(Book *book, GError **error)
{
    Sheets sheets = { .summary = summary_open(book),
                      .items = items_open(book),
                      .elements = elements_open(book),
                      .links = links_open(book) };

    for (guint i = 0; i < audit_agency_count(book->audit); i++) {
        book->agency = audit_agency(book->audit, i, error);
        if (book->agency == NULL)
            return FALSE;
        agency_rows(&sheets, book->agency);
    }
    worksheet_freeze_panes(sheets.summary.sheet, 0, 0);
    sheet_filter(&sheets.items, 0);
    sheet_filter(&sheets.elements, 0);
    sheet_filter(&sheets.links, 0);
    return TRUE;
}

/* --- the file ---------------------------------------------------------- */

/* The time of the audit, not of the writing: one audit, one file. */
static void set_properties(Book *book)
{
    lxw_doc_properties properties = { 0 };

    properties.title = (char *)say(book, "title");
    properties.author = (char *)"oit-audit";
    properties.created = (time_t)MAX(book->audit->finished_at, 1);
    workbook_set_properties(book->file, &properties);
}

/* Rows go to files in @dir as they are finished: however many agencies, one
 * row is in memory. */
/* The library prints what fails for itself; it is told by our own error. The
 * place where it prints, put aside. */
static int quiet_begin(void)
{
    int kept = dup(STDERR_FILENO);
    int nowhere = g_open("/dev/null", O_WRONLY | O_CLOEXEC, 0);

    if (kept >= 0 && nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0)
        close(nowhere);
    return kept;
}

static void quiet_end(int kept)
{
    if (kept < 0)
        return;
    dup2(kept, STDERR_FILENO);
    close(kept);
}

static gboolean write_book(const Audit *audit, Lang lang, const char *path,
                           const char *dir, GError **error)
{
    g_autofree char *temp_dir = g_strdup(dir);
    lxw_workbook_options options = { .constant_memory = LXW_TRUE,
                                     .tmpdir = temp_dir };
    Book book = { .audit = audit, .lang = lang };
    gboolean good;
    lxw_error code;
    int kept;

    book.file = workbook_new_opt(path, &options);
    if (book.file == NULL) {
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_FORMAT,
                    "xlsx: no memory");
        return FALSE;
    }
    set_properties(&book);
    add_formats(&book);
    good = sheets_write(&book, error);
    kept = quiet_begin();
    code = workbook_close(book.file);
    quiet_end(kept);
    if (!good || code == LXW_NO_ERROR)
        return good;
    g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE, "xlsx: %s",
                lxw_strerror(code));
    return FALSE;
}

static gboolean copy_into(const char *path, Sink *sink, GError **error)
{
    FILE *file = g_fopen(path, "rbe");
    char buffer[65536];
    gsize got;

    if (file == NULL) {
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE, "xlsx: %s",
                    g_strerror(errno));
        return FALSE;
    }
    while ((got = fread(buffer, 1, sizeof(buffer), file)) > 0)
        sink_write(sink, buffer, got);
    fclose(file);
    return TRUE;
}

gboolean report_xlsx_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error)
{
    g_autofree char *dir = g_dir_make_tmp("oit-audit-XXXXXX", NULL);
    g_autofree char *path = NULL;
    gboolean good;

    if (dir == NULL) {
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE,
                    "xlsx: no temporary folder: %s", g_strerror(errno));
        return FALSE;
    }
    path = g_build_filename(dir, "audit.xlsx", NULL);
    good = write_book(audit, options->lang, path, dir, error) &&
           copy_into(path, sink, error);
    g_unlink(path);
    g_rmdir(dir);
    return good;
}
