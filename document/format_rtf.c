/*
 * format_rtf.c - Rich Text Format
 *
 * One pass over the bytes with a stack of groups. Thai stands as \'xx in the
 * code page of its font (character set 222 is windows-874) or as \uN. Tables
 * have no element of their own: \intbl paragraphs between \cell and \row.
 *
 * Source   Rich Text Format Specification 1.9.1
 */
#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "document/docx_style.h"
#include "document/heading_guess.h"
#include "document/office.h"
#include "document/rtf_text.h"
#include "document/table_draft.h"

enum {
    WORD_MAX = 32,
    CELL_SPECS_MAX = 256,
    CODE_MAX_LEN = URL_MAX_LEN,
    NEAR_TWIPS = 60, /* a millimetre: the same edge */
};

/* Where the words of a group go. */
typedef enum {
    GOES_TEXT,
    GOES_NOWHERE,
    GOES_INFO, /* nowhere, but for the title in it */
    GOES_FONTS,
    GOES_STYLES,
    GOES_TITLE,
    GOES_CODE,   /* of a field */
    GOES_MARKER, /* the number of a list item, as the writer made it */
} Goes;

typedef struct {
    Goes goes;
    gboolean bold, bold_complex, hidden;
    gboolean flow;   /* a text of its own begins here: footer, text box */
    gboolean field;  /* {\field ...}: its link ends with it */
    Goes plain_goes; /* of a text that stands here twice, \\upr */
    gboolean passes; /* a shape: only the words of its text box */
    int font, unicode_skip;
    Zone zone; /* before the flow */
} Group;

/* How a cell of the row is merged; the cells of a row are told of before
 * their words. */
typedef struct {
    gboolean across_goes_on, down_first, down_goes_on;
    int right; /* edge, in twips */
} CellSpec;

typedef struct {
    int left, right; /* edges of a cell in twips; equal: not known */
} Edges;

typedef struct {
    Document *document;
    const char *base;
    const char *at, *end;
    GArray *groups; /* Group */
    RtfFonts *fonts;
    RtfBytes *bytes; /* that wait to be decoded together */
    int skip;        /* characters that stand in for a \u */
    Zone zone;

    FlowText *text;   /* of the paragraph, or of the cell */
    GPtrArray *outer; /* FlowText*: below a flow */
    GString *code, *marker, *title, *name;
    GHashTable *headings; /* style number to outline level from 1 */
    int style_read;       /* number of the style being told of */
    int style_level;
    int style, outline; /* of the paragraph */
    int last_level;
    GPtrArray *guessed;

    gboolean in_table; /* \intbl, or a row has begun */
    TableDraft *draft;
    GArray *edges; /* Edges of each cell of the draft */
    int row, column;
    gboolean header_row;
    int row_left; /* edge of the row, in twips */
    CellSpec specs[CELL_SPECS_MAX];
    int spec_count;
    CellSpec spec;
    int down_cell[CELL_SPECS_MAX]; /* index + 1 of the cell that goes on */
} Rtf;

static Group *group_of(Rtf *rtf)
{
    return &g_array_index(rtf->groups, Group, rtf->groups->len - 1);
}

/* --- words --------------------------------------------------------------- */

static void words_put(Rtf *rtf, const char *words)
{
    const Group *group = group_of(rtf);
    GString *to = NULL;

    switch (group->goes) {
    case GOES_TEXT:
        if (group->hidden || group->passes)
            return;
        rtf->text->bold = group->bold || group->bold_complex ? 1 : 0;
        flow_text_append(rtf->text, words);
        return;
    case GOES_TITLE:
        to = rtf->title;
        break;
    case GOES_CODE:
        to = rtf->code;
        break;
    case GOES_MARKER:
        to = rtf->marker;
        break;
    case GOES_STYLES:
        to = rtf->name;
        break;
    default:
        return;
    }
    if (to->len + strlen(words) < CODE_MAX_LEN)
        g_string_append(to, words);
}

/* Letters of one code page that stand together are decoded together. */
static void bytes_flush(Rtf *rtf)
{
    g_autofree char *words = rtf_bytes_take(rtf->bytes);

    if (words != NULL)
        words_put(rtf, words);
}

static void byte_put(Rtf *rtf, guint8 byte)
{
    if (rtf->skip > 0) {
        rtf->skip--;
        return;
    }
    if (!rtf_bytes_add(rtf->bytes, byte,
                       rtf_fonts_page(rtf->fonts, group_of(rtf)->font))) {
        bytes_flush(rtf);
        rtf_bytes_add(rtf->bytes, byte,
                      rtf_fonts_page(rtf->fonts, group_of(rtf)->font));
    }
}

static void unicode_put(Rtf *rtf, int number)
{
    char *words;

    rtf->skip = group_of(rtf)->unicode_skip;
    bytes_flush(rtf);
    words = rtf_unicode_take(rtf->bytes, number);
    if (words != NULL)
        words_put(rtf, words);
    g_free(words);
}

/* --- paragraphs and tables ----------------------------------------------- */

static void paragraph_put(Rtf *rtf)
{
    int level = rtf->outline > 0
                    ? rtf->outline
                    : GPOINTER_TO_INT(g_hash_table_lookup(
                          rtf->headings, GINT_TO_POINTER(rtf->style + 1)));
    gboolean guessed;
    BlockKind kind;
    Block *block;

    g_strstrip(rtf->marker->str);
    flow_text_link_split(rtf->text);
    guessed =
        level == 0 && rtf->zone == ZONE_MAIN &&
        (*rtf->marker->str == '\0' || g_ascii_isdigit(*rtf->marker->str)) &&
        heading_guess(rtf->text);
    kind = level > 0 || guessed        ? BLOCK_HEADING
           : *rtf->marker->str != '\0' ? BLOCK_LIST_ITEM
                                       : BLOCK_PARAGRAPH;
    block = office_text_emit(rtf->document, kind, rtf->zone, rtf->text);
    if (block != NULL) {
        if (*rtf->marker->str != '\0')
            block->marker = g_strdup(rtf->marker->str);
        if (kind == BLOCK_LIST_ITEM)
            block->level = 1;
        else if (guessed)
            block->level = heading_guess_level(rtf->last_level);
        else if (kind == BLOCK_HEADING)
            block->level = rtf->last_level = MIN(level, 6);
        if (guessed)
            g_ptr_array_add(rtf->guessed, block);
    }
    g_string_truncate(rtf->marker, 0);
}

static int edge_order(gconstpointer a, gconstpointer b)
{
    const int *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* The edges of all cells, each once; empty when those of one are not known. */
static GArray *grid_new(const Rtf *rtf)
{
    GArray *grid = g_array_new(FALSE, FALSE, sizeof(int));
    guint kept = 0;

    for (guint i = 0; i < rtf->edges->len; i++) {
        const Edges *edges = &g_array_index(rtf->edges, Edges, i);

        if (edges->left >= edges->right)
            return grid;
    }
    for (guint i = 0; i < rtf->edges->len; i++) {
        const Edges *edges = &g_array_index(rtf->edges, Edges, i);

        g_array_append_val(grid, edges->left);
        g_array_append_val(grid, edges->right);
    }
    g_array_sort(grid, edge_order);
    for (guint i = 0; i < grid->len; i++) {
        int edge = g_array_index(grid, int, i);

        if (kept == 0 || edge > g_array_index(grid, int, kept - 1) + NEAR_TWIPS)
            g_array_index(grid, int, kept++) = edge;
    }
    g_array_set_size(grid, kept);
    return grid;
}

/* The last line of the grid that is not right of @edge. */
static int grid_find(const GArray *grid, int edge)
{
    guint low = 0, high = grid->len;

    while (high - low > 1) {
        guint middle = (low + high) / 2;

        if (g_array_index(grid, int, middle) <= edge)
            low = middle;
        else
            high = middle;
    }
    return (int)low;
}

/* Most writers merge cells across by making one wide: which columns it covers
 * only the edges of the other rows tell. */
static void columns_set(Rtf *rtf)
{
    g_autoptr(GArray) grid = NULL;
    int count;

    if (rtf->edges->len != rtf->draft->cells->len)
        return;
    grid = grid_new(rtf);
    count = (int)grid->len - 1;
    if (count < 1 || count > TABLE_COLUMNS_MAX ||
        (gint64)count * rtf->draft->row_count > TABLE_CELLS_MAX)
        return;
    for (guint i = 0; i < rtf->edges->len; i++) {
        const Edges *edges = &g_array_index(rtf->edges, Edges, i);
        DraftCell *cell = &g_array_index(rtf->draft->cells, DraftCell, i);

        cell->column = MIN(grid_find(grid, edges->left), count - 1);
        cell->columns = MAX(grid_find(grid, edges->right) - cell->column, 1);
    }
    rtf->draft->column_count = count;
}

static void table_put(Rtf *rtf)
{
    Table *table;

    if (rtf->draft == NULL)
        return;
    columns_set(rtf);
    g_array_set_size(rtf->edges, 0);
    table = table_draft_finish(rtf->draft, rtf->document);
    if (table != NULL)
        table_emit(rtf->document, rtf->zone, table, NULL);
    g_clear_pointer(&rtf->draft, table_draft_free);
    memset(rtf->down_cell, 0, sizeof(rtf->down_cell));
    rtf->row = rtf->column = 0;
}

/* A list number in a cell is a part of its words. */
static void marker_to_text(Rtf *rtf)
{
    g_strstrip(rtf->marker->str);
    rtf->marker->len = strlen(rtf->marker->str);
    if (g_ascii_isalnum(*rtf->marker->str) || (guint8)*rtf->marker->str >= 0xe0)
        if (!g_str_has_prefix(rtf->marker->str, "•")) {
            flow_text_append(rtf->text, rtf->marker->str);
            flow_text_append(rtf->text, " ");
        }
    g_string_truncate(rtf->marker, 0);
}

static int cell_left(const Rtf *rtf)
{
    if (rtf->column == 0)
        return rtf->spec_count > 0 ? MIN(rtf->row_left, rtf->specs[0].right - 1)
                                   : 0;
    return rtf->column <= rtf->spec_count ? rtf->specs[rtf->column - 1].right
                                          : 0;
}

static void cell_end(Rtf *rtf)
{
    CellSpec spec = rtf->column < rtf->spec_count ? rtf->specs[rtf->column]
                                                  : (CellSpec){ 0 };
    gboolean tracked = rtf->column < CELL_SPECS_MAX;
    DraftCell *cell = NULL;

    flow_text_link_split(rtf->text);
    if (rtf->draft == NULL)
        rtf->draft = table_draft_new();
    if (spec.across_goes_on) {
        for (guint i = rtf->draft->cells->len; i-- > 0 && cell == NULL;) {
            cell = &g_array_index(rtf->draft->cells, DraftCell, i);
            if (cell->row == rtf->row) {
                cell->columns = rtf->column - cell->column + 1;
                g_array_index(rtf->edges, Edges, i).right = spec.right;
            }
        }
        rtf->draft->column_count = MAX(rtf->draft->column_count,
                                       MIN(rtf->column + 1, TABLE_COLUMNS_MAX));
    } else if (spec.down_goes_on && tracked && rtf->down_cell[rtf->column]) {
        cell = &g_array_index(rtf->draft->cells, DraftCell,
                              (guint)rtf->down_cell[rtf->column] - 1);
        cell->rows = rtf->row - cell->row + 1;
    } else {
        cell =
            table_draft_add(rtf->draft, rtf->document, rtf->row, rtf->column);
        if (tracked)
            rtf->down_cell[rtf->column] = cell != NULL && spec.down_first
                                              ? (int)rtf->draft->cells->len
                                              : 0;
        if (cell != NULL) {
            Edges edges = { cell_left(rtf), spec.right };

            g_array_append_val(rtf->edges, edges);
            cell->header = rtf->header_row;
            draft_cell_take(cell, rtf->document, rtf->text);
        }
    }
    flow_text_restart(rtf->text);
    rtf->column = MIN(rtf->column + 1, TABLE_COLUMNS_MAX);
}

static void row_end(Rtf *rtf)
{
    if (rtf->draft != NULL && rtf->column > 0)
        rtf->row++;
    rtf->column = 0;
    flow_text_restart(rtf->text);
}

static void paragraph_end(Rtf *rtf)
{
    if (rtf->outer->len == 0 && (rtf->in_table || rtf->column > 0)) {
        flow_text_line(rtf->text);
        return;
    }
    if (rtf->outer->len == 0)
        table_put(rtf);
    paragraph_put(rtf);
}

/* --- texts within the text ----------------------------------------------- */

static void flow_begin(Rtf *rtf, Zone zone)
{
    Group *group = group_of(rtf);
    FlowText *text;

    if (group->flow || group->goes != GOES_TEXT)
        return;
    text = g_new0(FlowText, 1);
    flow_text_init(text);
    g_ptr_array_add(rtf->outer, rtf->text);
    rtf->text = text;
    group->flow = TRUE;
    group->passes = FALSE;
    group->zone = rtf->zone;
    rtf->zone = zone;
}

static void flow_end(Rtf *rtf, const Group *group)
{
    FlowText *text = rtf->text;

    if (!flow_text_blank(text))
        paragraph_put(rtf);
    flow_text_clear(text);
    g_free(text);
    rtf->text = g_ptr_array_index(rtf->outer, rtf->outer->len - 1);
    g_ptr_array_set_size(rtf->outer, (gint)rtf->outer->len - 1);
    rtf->zone = group->zone;
}

static void picture_put(Rtf *rtf)
{
    if (group_of(rtf)->goes == GOES_TEXT)
        document_add_block(rtf->document, BLOCK_IMAGE, rtf->zone);
    group_of(rtf)->goes = GOES_NOWHERE;
}

/* HYPERLINK "https://..." */
static void field_link_open(Rtf *rtf)
{
    const char *at = strstr(rtf->code->str, "HYPERLINK");
    g_autofree char *target = NULL;

    if (at == NULL)
        return;
    at += strlen("HYPERLINK");
    at += strspn(at, " ");
    if (*at == '"')
        target = g_strndup(at + 1, strcspn(at + 1, "\""));
    else if (*at != '\\' && *at != '\0')
        target = g_strndup(at, strcspn(at, " "));
    if (target != NULL)
        office_link_open(rtf->text, rtf->base, target, NULL);
}

/* --- control words ------------------------------------------------------- */

typedef enum {
    WORD_UNKNOWN,
    WORD_PAR,
    WORD_LINE,
    WORD_TAB,
    WORD_CELL,
    WORD_ROW,
    WORD_NESTCELL,
    WORD_NESTROW,
    WORD_ROW_BEGIN,
    WORD_CELL_SPEC,
    WORD_HEADER_ROW,
    WORD_ACROSS,
    WORD_DOWN_FIRST,
    WORD_DOWN,
    WORD_ROW_LEFT,
    WORD_IN_TABLE,
    WORD_PARD,
    WORD_PLAIN,
    WORD_BOLD,
    WORD_BOLD_COMPLEX,
    WORD_HIDDEN,
    WORD_FONT,
    WORD_CHARSET,
    WORD_DEFAULT_FONT,
    WORD_CODE_PAGE,
    WORD_MAC,
    WORD_UNICODE,
    WORD_UNICODE_SKIP,
    WORD_STYLE,
    WORD_OUTLINE,
    WORD_TEXT, /* a sign by name */
    WORD_GOES,
    WORD_PICTURE,
    WORD_FIELD,
    WORD_RESULT,
    WORD_SHAPE,
    WORD_FLOW,
    WORD_CHROME,
    WORD_BIN,
    WORD_TWICE,
    WORD_UNICODE_FORM,
} WordKind;

static const struct {
    const char *name;
    WordKind kind;
    Goes goes;
    const char *text;
} words[] = {
    { "par", WORD_PAR, 0, NULL },
    { "sect", WORD_PAR, 0, NULL },
    { "page", WORD_LINE, 0, NULL },
    { "line", WORD_LINE, 0, NULL },
    { "softline", WORD_LINE, 0, NULL },
    { "tab", WORD_TAB, 0, NULL },
    { "cell", WORD_CELL, 0, NULL },
    { "row", WORD_ROW, 0, NULL },
    { "nestcell", WORD_NESTCELL, 0, NULL },
    { "nestrow", WORD_NESTROW, 0, NULL },
    { "trowd", WORD_ROW_BEGIN, 0, NULL },
    { "cellx", WORD_CELL_SPEC, 0, NULL },
    { "trhdr", WORD_HEADER_ROW, 0, NULL },
    { "clmrg", WORD_ACROSS, 0, NULL },
    { "clvmgf", WORD_DOWN_FIRST, 0, NULL },
    { "clvmrg", WORD_DOWN, 0, NULL },
    { "trleft", WORD_ROW_LEFT, 0, NULL },
    { "intbl", WORD_IN_TABLE, 0, NULL },
    { "pard", WORD_PARD, 0, NULL },
    { "plain", WORD_PLAIN, 0, NULL },
    { "b", WORD_BOLD, 0, NULL },
    { "ab", WORD_BOLD_COMPLEX, 0, NULL },
    { "v", WORD_HIDDEN, 0, NULL },
    { "deleted", WORD_HIDDEN, 0, NULL },
    { "f", WORD_FONT, 0, NULL },
    { "fcharset", WORD_CHARSET, 0, NULL },
    { "deff", WORD_DEFAULT_FONT, 0, NULL },
    { "ansicpg", WORD_CODE_PAGE, 0, NULL },
    { "mac", WORD_MAC, 0, NULL },
    { "u", WORD_UNICODE, 0, NULL },
    { "uc", WORD_UNICODE_SKIP, 0, NULL },
    { "s", WORD_STYLE, 0, NULL },
    { "outlinelevel", WORD_OUTLINE, 0, NULL },
    { "bullet", WORD_TEXT, 0, "•" },
    { "endash", WORD_TEXT, 0, "–" },
    { "emdash", WORD_TEXT, 0, "—" },
    { "lquote", WORD_TEXT, 0, "‘" },
    { "rquote", WORD_TEXT, 0, "’" },
    { "ldblquote", WORD_TEXT, 0, "“" },
    { "rdblquote", WORD_TEXT, 0, "”" },
    { "emspace", WORD_TEXT, 0, " " },
    { "enspace", WORD_TEXT, 0, " " },
    { "qmspace", WORD_TEXT, 0, " " },
    { "fonttbl", WORD_GOES, GOES_FONTS, NULL },
    { "stylesheet", WORD_GOES, GOES_STYLES, NULL },
    { "title", WORD_GOES, GOES_TITLE, NULL },
    { "fldinst", WORD_GOES, GOES_CODE, NULL },
    { "listtext", WORD_GOES, GOES_MARKER, NULL },
    { "pntext", WORD_GOES, GOES_MARKER, NULL },
    { "info", WORD_GOES, GOES_INFO, NULL },
    { "colortbl", WORD_GOES, GOES_NOWHERE, NULL },
    { "filetbl", WORD_GOES, GOES_NOWHERE, NULL },
    { "listtable", WORD_GOES, GOES_NOWHERE, NULL },
    { "revtbl", WORD_GOES, GOES_NOWHERE, NULL },
    { "nonshppict", WORD_GOES, GOES_NOWHERE, NULL },
    { "shprslt", WORD_GOES, GOES_NOWHERE, NULL },
    { "sp", WORD_GOES, GOES_NOWHERE, NULL },
    { "objdata", WORD_GOES, GOES_NOWHERE, NULL },
    { "objclass", WORD_GOES, GOES_NOWHERE, NULL },
    { "objname", WORD_GOES, GOES_NOWHERE, NULL },
    { "annotation", WORD_GOES, GOES_NOWHERE, NULL },
    { "atnid", WORD_GOES, GOES_NOWHERE, NULL },
    { "atnauthor", WORD_GOES, GOES_NOWHERE, NULL },
    { "tc", WORD_GOES, GOES_NOWHERE, NULL },
    { "xe", WORD_GOES, GOES_NOWHERE, NULL },
    { "rxe", WORD_GOES, GOES_NOWHERE, NULL },
    { "bkmkstart", WORD_GOES, GOES_NOWHERE, NULL },
    { "bkmkend", WORD_GOES, GOES_NOWHERE, NULL },
    { "pict", WORD_PICTURE, 0, NULL },
    { "field", WORD_FIELD, 0, NULL },
    { "fldrslt", WORD_RESULT, 0, NULL },
    { "shpinst", WORD_SHAPE, 0, NULL },
    { "shptxt", WORD_FLOW, 0, NULL },
    { "footnote", WORD_FLOW, 0, NULL },
    { "header", WORD_CHROME, 0, NULL },
    { "headerl", WORD_CHROME, 0, NULL },
    { "headerr", WORD_CHROME, 0, NULL },
    { "headerf", WORD_CHROME, 0, NULL },
    { "footer", WORD_CHROME, 0, NULL },
    { "footerl", WORD_CHROME, 0, NULL },
    { "footerr", WORD_CHROME, 0, NULL },
    { "footerf", WORD_CHROME, 0, NULL },
    { "bin", WORD_BIN, 0, NULL },
    { "upr", WORD_TWICE, 0, NULL },
    { "ud", WORD_UNICODE_FORM, 0, NULL },
    /* Destinations that are read though they are marked as optional. */
    { "shppict", WORD_UNKNOWN, GOES_TEXT, "" },
};

static gsize word_find(const char *name)
{
    gsize i = 0;

    while (i < G_N_ELEMENTS(words) && strcmp(words[i].name, name) != 0)
        i++;
    return i;
}

static void row_begin(Rtf *rtf)
{
    rtf->spec_count = rtf->row_left = 0;
    rtf->header_row = FALSE;
    memset(&rtf->spec, 0, sizeof(rtf->spec));
}

static void cell_spec_end(Rtf *rtf, int right)
{
    rtf->spec.right = right;
    if (rtf->spec_count < CELL_SPECS_MAX)
        rtf->specs[rtf->spec_count++] = rtf->spec;
    memset(&rtf->spec, 0, sizeof(rtf->spec));
}

static gboolean flowing(Rtf *rtf)
{
    return group_of(rtf)->goes == GOES_TEXT;
}

/* What changes the table. */
static void table_word(Rtf *rtf, WordKind kind, int value)
{
    gboolean outer = rtf->outer->len == 0;

    if (!flowing(rtf))
        return;
    switch (kind) {
    case WORD_CELL:
        marker_to_text(rtf);
        if (outer)
            cell_end(rtf);
        else
            flow_text_append(rtf->text, " ");
        break;
    case WORD_ROW:
        if (outer)
            row_end(rtf);
        else
            flow_text_line(rtf->text);
        break;
    case WORD_ROW_BEGIN:
        row_begin(rtf);
        break;
    case WORD_CELL_SPEC:
        cell_spec_end(rtf, value);
        break;
    case WORD_HEADER_ROW:
        rtf->header_row = TRUE;
        break;
    case WORD_ACROSS:
        rtf->spec.across_goes_on = TRUE;
        break;
    case WORD_DOWN_FIRST:
        rtf->spec.down_first = TRUE;
        break;
    case WORD_ROW_LEFT:
        rtf->row_left = value;
        break;
    case WORD_DOWN:
        rtf->spec.down_goes_on = TRUE;
        break;
    default:
        rtf->in_table = TRUE;
    }
}

/* What changes letters and paragraphs. */
static void format_word(Rtf *rtf, WordKind kind, int value)
{
    Group *group = group_of(rtf);

    switch (kind) {
    case WORD_PARD:
        rtf->in_table = FALSE;
        rtf->style = -1;
        rtf->outline = 0;
        break;
    case WORD_PLAIN:
        group->bold = group->bold_complex = group->hidden = FALSE;
        group->font = -1;
        break;
    case WORD_BOLD:
        group->bold = value != 0;
        break;
    case WORD_BOLD_COMPLEX:
        group->bold_complex = value != 0;
        break;
    case WORD_HIDDEN:
        group->hidden = value != 0;
        break;
    case WORD_FONT:
        group->font = value;
        if (group->goes == GOES_FONTS)
            rtf_fonts_tell(rtf->fonts, value);
        break;
    case WORD_CHARSET:
        if (group->goes == GOES_FONTS)
            rtf_fonts_charset(rtf->fonts, value);
        break;
    case WORD_DEFAULT_FONT:
        rtf_fonts_default(rtf->fonts, value);
        break;
    case WORD_CODE_PAGE:
        rtf_fonts_code_page(rtf->fonts, value);
        break;
    case WORD_STYLE:
        if (group->goes == GOES_STYLES)
            rtf->style_read = value;
        else
            rtf->style = value;
        break;
    case WORD_OUTLINE:
        if (group->goes == GOES_STYLES)
            rtf->style_level = value + 1;
        else
            rtf->outline = value < DOCX_LEVELS ? value + 1 : 0;
        break;
    default:
        group->unicode_skip = CLAMP(value, 0, 16);
    }
}

/* What says where words go. */
static void group_word(Rtf *rtf, WordKind kind)
{
    Group *group = group_of(rtf);

    switch (kind) {
    case WORD_PICTURE:
        picture_put(rtf);
        break;
    case WORD_FIELD:
        group->field = TRUE;
        g_string_truncate(rtf->code, 0);
        break;
    case WORD_RESULT:
        if (flowing(rtf))
            field_link_open(rtf);
        break;
    case WORD_SHAPE:
        group->passes = TRUE;
        break;
    case WORD_CHROME:
        flow_begin(rtf, ZONE_CHROME);
        break;
    default:
        flow_begin(rtf, rtf->zone);
    }
}

static void text_word(Rtf *rtf, WordKind kind, const char *text)
{
    if (!flowing(rtf)) {
        if (kind == WORD_TAB || kind == WORD_TEXT)
            words_put(rtf, text != NULL ? text : " ");
        return;
    }
    switch (kind) {
    case WORD_PAR:
        if (!group_of(rtf)->passes)
            paragraph_end(rtf);
        break;
    case WORD_LINE:
        flow_text_break(rtf->text);
        break;
    case WORD_NESTROW:
        flow_text_line(rtf->text);
        break;
    default:
        words_put(rtf, text != NULL ? text : " ");
    }
}

/* {\upr{in a code page}{\*\ud{in Unicode}}}: only the second is read. */
static void twice_read(Group *group, WordKind kind)
{
    if (kind == WORD_TWICE) {
        group->plain_goes = group->goes;
        group->goes = GOES_NOWHERE;
    } else {
        group->goes = group->plain_goes;
    }
}

static void binary_skip(Rtf *rtf, int len)
{
    if (len > 0)
        rtf->at += MIN((gsize)len, (gsize)(rtf->end - rtf->at));
}

static void word_act(Rtf *rtf, const char *name, gboolean optional,
                     gboolean valued, int value)
{
    gsize i = word_find(name);
    WordKind kind = i < G_N_ELEMENTS(words) ? words[i].kind : WORD_UNKNOWN;

    if (kind == WORD_UNICODE) {
        unicode_put(rtf, value);
        return;
    }
    bytes_flush(rtf);
    rtf->skip = 0;
    if (i == G_N_ELEMENTS(words)) {
        if (optional)
            group_of(rtf)->goes = GOES_NOWHERE;
        return;
    }
    if (kind == WORD_TWICE || kind == WORD_UNICODE_FORM) {
        twice_read(group_of(rtf), kind);
        return;
    }
    if (group_of(rtf)->goes == GOES_NOWHERE && kind != WORD_BIN)
        return;
    if (kind == WORD_GOES)
        group_of(rtf)->goes = words[i].goes;
    else if (kind == WORD_BIN)
        binary_skip(rtf, value);
    else if (kind == WORD_MAC)
        rtf_fonts_code_page(rtf->fonts, 10000);
    else if (kind >= WORD_CELL && kind <= WORD_IN_TABLE &&
             kind != WORD_NESTCELL && kind != WORD_NESTROW)
        table_word(rtf, kind, value);
    else if (kind >= WORD_PARD && kind <= WORD_OUTLINE)
        format_word(rtf, kind, valued ? value : 1);
    else if (kind >= WORD_PICTURE)
        group_word(rtf, kind);
    else if (kind != WORD_UNKNOWN)
        text_word(rtf, kind, words[i].text);
}

/* --- groups -------------------------------------------------------------- */

/* "heading 2", "หัวเรื่อง 2": a style that does not tell its level. */
static void style_end(Rtf *rtf)
{
    static const char *const names[] = { "heading ", "Heading ", "หัวเรื่อง " };

    for (gsize i = 0; rtf->style_level == 0 && i < G_N_ELEMENTS(names); i++) {
        const char *at = strstr(rtf->name->str, names[i]);

        if (at != NULL)
            rtf->style_level = docx_int(at + strlen(names[i]), 0);
    }
    if (rtf->style_level > 0 && rtf->style_level <= DOCX_LEVELS)
        g_hash_table_insert(rtf->headings, GINT_TO_POINTER(rtf->style_read + 1),
                            GINT_TO_POINTER(rtf->style_level));
    g_string_truncate(rtf->name, 0);
    rtf->style_read = 0;
    rtf->style_level = 0;
}

/* FALSE when groups are nested without end. */
static gboolean group_open(Rtf *rtf)
{
    Group group = *group_of(rtf);

    bytes_flush(rtf);
    rtf->skip = 0;
    if (rtf->groups->len >= RTF_DEPTH_MAX)
        return FALSE;
    group.flow = group.field = FALSE;
    g_array_append_val(rtf->groups, group);
    return TRUE;
}

static void group_close(Rtf *rtf)
{
    Group group = *group_of(rtf);

    bytes_flush(rtf);
    rtf->skip = 0;
    if (group.goes == GOES_STYLES)
        style_end(rtf);
    if (group.field)
        flow_text_link_close(rtf->text);
    if (group.flow)
        flow_end(rtf, &group);
    g_array_set_size(rtf->groups, rtf->groups->len - 1);
}

/* --- the bytes ----------------------------------------------------------- */

/* After a backslash and a letter: the word, its number, one space. */
static void word_read(Rtf *rtf, gboolean optional)
{
    char name[WORD_MAX + 1] = { 0 };
    gboolean minus = FALSE, valued = FALSE;
    gsize len = 0;
    gint64 value = 0;

    for (; rtf->at < rtf->end && g_ascii_isalpha(*rtf->at); rtf->at++) {
        if (len < WORD_MAX)
            name[len++] = *rtf->at;
    }
    if (rtf->at < rtf->end && *rtf->at == '-') {
        minus = TRUE;
        rtf->at++;
    }
    for (; rtf->at < rtf->end && g_ascii_isdigit(*rtf->at); rtf->at++) {
        valued = TRUE;
        value = MIN(value * 10 + (*rtf->at - '0'), G_MAXINT);
    }
    if (rtf->at < rtf->end && *rtf->at == ' ')
        rtf->at++;
    word_act(rtf, name, optional, valued, (int)(minus ? -value : value));
}

static void symbol_read(Rtf *rtf)
{
    char symbol = *rtf->at++;

    switch (symbol) {
    case '\'':
        if (rtf->end - rtf->at >= 2 && g_ascii_isxdigit(rtf->at[0]) &&
            g_ascii_isxdigit(rtf->at[1])) {
            byte_put(rtf, (guint8)(g_ascii_xdigit_value(rtf->at[0]) * 16 +
                                   g_ascii_xdigit_value(rtf->at[1])));
            rtf->at += 2;
        }
        return;
    case '\\':
    case '{':
    case '}':
        byte_put(rtf, (guint8)symbol);
        return;
    case '~':
        byte_put(rtf, ' ');
        return;
    case '_':
        byte_put(rtf, '-');
        return;
    case '\n':
    case '\r':
        bytes_flush(rtf);
        text_word(rtf, WORD_PAR, NULL);
        return;
    case '*':
        while (rtf->at < rtf->end && g_ascii_isspace(*rtf->at))
            rtf->at++;
        if (rtf->end - rtf->at >= 2 && *rtf->at == '\\' &&
            g_ascii_isalpha(rtf->at[1])) {
            rtf->at++;
            word_read(rtf, TRUE);
        }
        return;
    default: /* optional hyphen, index entries: nothing to see */
        return;
    }
}

/* FALSE when it ends too early, or is an attack; the document says which. */
static gboolean bytes_read(Rtf *rtf)
{
    while (rtf->at < rtf->end) {
        char c = *rtf->at++;

        if (c == '{') {
            if (!group_open(rtf)) {
                rtf->document->reason = READ_BOMB;
                rtf->document->reason_detail =
                    g_strdup("groups nested without end");
                return FALSE;
            }
        } else if (c == '}') {
            group_close(rtf);
            if (rtf->groups->len == 1)
                return TRUE;
        } else if (c == '\\' && rtf->at < rtf->end) {
            if (g_ascii_isalpha(*rtf->at))
                word_read(rtf, FALSE);
            else
                symbol_read(rtf);
        } else if (c != '\n' && c != '\r' && c != '\0') {
            byte_put(rtf, (guint8)c);
        }
    }
    rtf->document->reason = READ_BROKEN_FILE;
    rtf->document->reason_detail = g_strdup("cut short");
    return FALSE;
}

static void title_take(Rtf *rtf)
{
    char *title = g_utf8_make_valid(rtf->title->str, -1);

    g_strstrip(title);
    if (*title != '\0')
        rtf->document->title = g_strndup(title, 2048);
    g_free(title);
    if (rtf->document->title != NULL &&
        !g_utf8_validate(rtf->document->title, -1, NULL))
        g_clear_pointer(&rtf->document->title, g_free);
}

static void finish(Rtf *rtf)
{
    bytes_flush(rtf);
    while (rtf->groups->len > 1)
        group_close(rtf);
    table_put(rtf);
    paragraph_put(rtf);
    title_take(rtf);
    heading_guesses_check(rtf->document, rtf->guessed);
    if (rtf->document->reason == READ_OK)
        office_judge(rtf->document);
}

Document *format_rtf_read(const char *bytes, gsize len,
                          const ReadRequest *request)
{
    Rtf *rtf = g_new0(Rtf, 1);
    Group first = { .font = -1, .unicode_skip = 1 };
    Document *document = document_new(FORMAT_RTF);
    FlowText text;

    flow_text_init(&text);
    rtf->document = document;
    rtf->base = request->url;
    rtf->at = bytes;
    rtf->end = bytes + len;
    rtf->text = &text;
    rtf->style = -1;
    rtf->fonts = rtf_fonts_new();
    rtf->bytes = rtf_bytes_new();
    rtf->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_append_val(rtf->groups, first);
    rtf->edges = g_array_new(FALSE, FALSE, sizeof(Edges));
    rtf->outer = g_ptr_array_new();
    rtf->code = g_string_new(NULL);
    rtf->marker = g_string_new(NULL);
    rtf->title = g_string_new(NULL);
    rtf->name = g_string_new(NULL);
    rtf->headings = g_hash_table_new(NULL, NULL);
    rtf->guessed = g_ptr_array_new();
    bytes_read(rtf);
    finish(rtf);
    g_ptr_array_unref(rtf->guessed);
    g_hash_table_unref(rtf->headings);
    g_string_free(rtf->name, TRUE);
    g_string_free(rtf->title, TRUE);
    g_string_free(rtf->marker, TRUE);
    g_string_free(rtf->code, TRUE);
    g_ptr_array_unref(rtf->outer);
    g_array_unref(rtf->edges);
    g_array_unref(rtf->groups);
    rtf_bytes_free(rtf->bytes);
    rtf_fonts_free(rtf->fonts);
    g_free(rtf);
    flow_text_clear(&text);
    return document;
}
