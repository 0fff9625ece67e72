/*
 * document.h - what a page or file says, in reading order
 *
 * A Document is a list of blocks. A block is a heading, a paragraph, a list
 * item, a table, an image, a form or a frame; it knows its page, whether it
 * belongs to the page's own content or to the site's furniture, and the links
 * in its text. Readers fill it, the rules read it, nobody else changes it.
 *
 * Units    *_at byte offsets into Block.text; page from 1, 0 when not paged
 * Limits   DOCUMENT_BLOCKS_MAX, TABLE_CELLS_MAX, TEXT_MAX_LEN
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <glib.h>
#include "base/json.h"
#include "base/thai_text.h"

/* One row a format: document/format.c holds the table (name, media types,
 * extensions, reader). */
typedef enum {
    FORMAT_UNKNOWN,
    FORMAT_HTML,
    FORMAT_PDF,
    FORMAT_DOCX,
    FORMAT_XLSX,
    FORMAT_PPTX,
    FORMAT_ODT,
    FORMAT_ODS,
    FORMAT_RTF,
    FORMAT_DOC,
    FORMAT_XLS,
    FORMAT_PPT,
    FORMAT_CSV,
    FORMAT_TEXT,
    FORMAT_IMAGE,
    FORMAT_ARCHIVE,
    FORMAT_COUNT
} Format;

/* Why a document could not be read, or not all of it. READ_OK: it could. */
typedef enum {
    READ_OK,
    READ_EMPTY,            /* no bytes, or no text where text is the format */
    READ_IMAGE_ONLY,       /* pages are pictures; nobody can search them */
    READ_DAMAGED_TEXT,     /* there is a text layer and it is worthless */
    READ_NEEDS_JAVASCRIPT, /* an empty shell that a script would fill */
    READ_ENCRYPTED,        /* a password is asked */
    READ_BROKEN_FILE,      /* not what it says it is, or cut short */
    READ_TOO_LARGE,
    READ_BOMB,            /* unpacks without end, entity bomb, nesting */
    READ_UNSUPPORTED,     /* a format this build can not read */
    READ_TIMEOUT,         /* the reader took too long */
    READ_CRASHED,         /* the reader died */
    READ_NEEDS_CONVERTER, /* an old format, and its converter is not here */
    READ_NEEDS_OCR,       /* a picture, and recognition is not installed */
    READ_OCR_BUDGET,      /* a picture past the pages or time given to them */
    READ_OCR_UNSURE,      /* recognition does not trust what it read */
    READ_REASON_COUNT
} ReadReason;

typedef enum {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST_ITEM,
    BLOCK_TABLE,
    BLOCK_IMAGE,
    BLOCK_FORM,
    BLOCK_FRAME, /* iframe, object, embed: something shown inside the page */
    BLOCK_KIND_COUNT
} BlockKind;

typedef enum {
    ZONE_MAIN,   /* the page's own content */
    ZONE_CHROME, /* menus, header, footer, sidebar, breadcrumbs, cookie bar */
    ZONE_COUNT
} Zone;

typedef struct {
    char *url;  /* absolute; NULL when the page gives none that resolves */
    char *href; /* as written: "#", "javascript:void(0)", ... */
    gsize start_at, end_at; /* the link text within its block's (cell's) text */
} Link;

typedef struct {
    char *text;       /* UTF-8, "" when empty, never NULL; '\n' between lines */
    GPtrArray *links; /* Link*, or NULL */
    int col_span, row_span; /* of the origin cell; covered cells have 0 and
                               repeat the origin's text */
    gboolean header;        /* <th>, or found to be a header */
    gboolean has_image;
} Cell;

typedef struct {
    int row_count, column_count;
    int header_row_count; /* leading rows that are headers; 0 when unknown */
    Cell *cells;          /* row_count * column_count, row by row */
    char *caption;        /* or NULL */
    gboolean continued;   /* goes on from the table before (page break) */
} Table;

typedef struct {
    char *name;  /* name attribute, or NULL */
    char *type;  /* text, email, textarea, select, file, submit, ... */
    char *label; /* label, placeholder or nearby words, or NULL */
} FormField;

typedef struct {
    BlockKind kind;
    Zone zone;
    int level;   /* heading 1-6; list depth from 1; else 0 */
    int page;    /* from 1; 0 when the format has no pages */
    char *where; /* sheet name, slide, archive member; or NULL */
    char *text;  /* heading, paragraph, list item: the text; image: alt;
                    form: its words; frame: title. Never NULL. */
    char *marker; /* list item or heading: "1.", "(1)", "ข้อ 2", "•"; or NULL;
                     not part of text */
    GPtrArray *links;  /* Link* in text, or NULL */
    Table *table;      /* BLOCK_TABLE only */
    char *source_url;  /* image src, frame src, form action; or NULL */
    GPtrArray *fields; /* FormField*, BLOCK_FORM only */
    gboolean ocr;      /* the words come from character recognition */
} Block;

typedef struct {
    int page;
    TextQuality quality; /* of the text layer, also where ocr is TRUE */
    gboolean has_images; /* a picture covers a good part of the page */
    gboolean ocr;        /* the words come from character recognition */
    int certainty;       /* of recognition, 0-100; 0 where ocr is FALSE */
    ReadReason reason;   /* why not all its words are known; READ_OK: are */
} PageQuality;

typedef struct {
    char *code;   /* finding code of rules/findings: "charset-mismatch", ... */
    char *detail; /* or NULL */
    int page;     /* 0: the whole document */
} DocumentNote;

typedef struct {
    Format format;
    ReadReason reason;   /* READ_OK even when some pages are bad: see pages */
    char *reason_detail; /* for the log, or NULL */
    ReadReason part_reason; /* of a part (member of an archive) that could
                               not be read; READ_OK: all were */
    char *url;              /* where it came from, after redirects; or NULL */
    char *title;            /* <title>, document property; or NULL */
    char *language;         /* "th" or NULL */
    char *charset;          /* encoding the bytes really had, or NULL */
    int page_count;         /* 0 when not paged */
    GPtrArray *blocks;      /* Block*, reading order; never NULL */
    GPtrArray *pages;       /* PageQuality*, paged formats; never NULL */
    GPtrArray *notes;       /* DocumentNote*; never NULL */
    GPtrArray *anchors;     /* char*: ids and names that a #fragment can reach,
                               HTML only; never NULL */
    gsize text_len;         /* bytes of text taken with document_take_room() */
    TextQuality text_quality; /* over all of the text */
} Document;

Document *document_new(Format format);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* A document that could not be read. @detail may be NULL. */
Document *document_new_unread(Format format, ReadReason reason,
                              const char *detail);

/* Appends an empty block, owned by @document; text is "". NULL past
 * DOCUMENT_BLOCKS_MAX (and notes "text-cut" once). */
Block *document_add_block(Document *document, BlockKind kind, Zone zone);
void block_set_text(Block *block, const char *text);
Link *block_add_link(Block *block, const char *url, const char *href,
                     gsize start_at, gsize end_at);
void document_add_note(Document *document, const char *code, const char *detail,
                       int page);

/*
 * Asks for room for @len more bytes of text. FALSE past TEXT_MAX_LEN (and
 * notes "text-cut" once): the reader leaves that text out. Readers ask before
 * they copy, so that merged cells can not multiply a text without end.
 */
gboolean document_take_room(Document *document, gsize len);

/* As block_add_link(), for a cell. */
Link *cell_add_link(Cell *cell, const char *url, const char *href,
                    gsize start_at, gsize end_at);
void cell_set_text(Cell *cell, const char *text);
FormField *block_add_field(Block *block, const char *name, const char *type,
                           const char *label);

/* A table of empty cells, owned by the caller until put into a block. */
Table *table_new(int row_count, int column_count);
void table_free(Table *table);
/* Borrowed; never NULL inside the bounds. */
Cell *table_cell(const Table *table, int row, int column);

/* All the text, blocks and cells parted by newlines; for checks and search. */
char *document_text(const Document *document);

const char *format_name(Format format);          /* "html", "pdf", ... */
const char *read_reason_name(ReadReason reason); /* "image-only", ... */
const char *text_quality_name(TextQuality quality);
const char *block_kind_name(BlockKind kind);

/* Data over a pipe or into the cache, and back. from_json checks everything
 * (bounds, enums, UTF-8) and gives NULL with DOCUMENT_ERROR on any fault. */
#define DOCUMENT_ERROR (document_error_quark())
GQuark document_error_quark(void);
enum { DOCUMENT_ERROR_INVALID, DOCUMENT_ERROR_READ, DOCUMENT_ERROR_POOL };
JsonValue *document_to_json(const Document *document);
Document *document_from_json(const JsonValue *json, GError **error);

#endif
