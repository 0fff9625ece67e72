/*
 * reading.h - a document prepared for judgement
 *
 * A Document is cut into passages: one line, list item, heading or table cell
 * each. A passage knows what it can prove: words in a menu, in a link to
 * another file, in the assessor's own requirement text, in a blank form or in
 * a bare title are leads, not evidence. The phrases of the whole rule set are
 * found once; every condition then looks them up.
 *
 * Units    passage indexes; *_at byte offsets into the passage's text
 */
#ifndef RULES_READING_H
#define RULES_READING_H

#include "base/thai_date.h"
#include "document/document.h"
#include "rules/phrase_index.h"

/* What a passage is. Several may hold. */
typedef enum {
    ROLE_CHROME = 1 << 0,  /* site furniture */
    ROLE_HEADING = 1 << 1, /* names what follows */
    ROLE_LEAD = 1 << 2,    /* the words of a link: the proof is elsewhere */
    ROLE_ECHO = 1 << 3,    /* the assessor's requirement text */
    ROLE_INDEX = 1 << 4,   /* a row of a list of OIT items */
    ROLE_BLANK = 1 << 5,   /* a form to be filled in: dots where words belong */
    ROLE_CELL = 1 << 6,
    ROLE_HEADER = 1 << 7,   /* header cell of a table */
    ROLE_IMAGE = 1 << 8,    /* alternative text of a picture */
    ROLE_FORM = 1 << 9,     /* labels of a form */
    ROLE_COVERED = 1 << 10, /* repeats a merged cell: never matched */
    ROLE_BODY = 1 << 11,    /* none of those that prove nothing */
} Role;

/* Roles whose words prove nothing by themselves. */
#define ROLES_WEAK                                                             \
    (ROLE_CHROME | ROLE_LEAD | ROLE_ECHO | ROLE_INDEX | ROLE_BLANK |           \
     ROLE_COVERED)

typedef struct {
    const Block *block;
    int block_index;
    int table, row, column; /* of the document's tables; -1 elsewhere */
    const char *text;       /* within the block's or cell's text; not ended */
    gsize len;
    guint roles;
    int section;       /* passage of the heading it stands under; -1 */
    int level;         /* heading level, 0 else */
    int letters_count; /* letters and digits, marks aside */
    ThaiFolded *folded;
    GPtrArray *links; /* of the block or cell; borrowed, or NULL */
    gsize link_shift; /* offset of text within the block's text */
    GArray *dates;    /* DateMention, offsets into text; NULL: not looked */
    /* People named, kept by persons_count(): how many were found so far, if
     * that is all of them, and where the first one stands. */
    int persons;
    gboolean persons_all;
    gsize person_at, person_end;
} Passage;

typedef struct {
    int passage;
    guint32 from, to; /* folded code points of the passage */
} Hit;

typedef struct {
    int first; /* passage of cell (0, 0) */
    int row_count, column_count;
    int header_rows; /* found or told */
    int block_index;
    int number;    /* 1-based among the document's tables */
    int continues; /* index of the table it goes on from, or -1 */
} TableView;

typedef struct {
    const Document *document;
    const char *url, *sha256, *link_text; /* of the source; borrowed or NULL */
    gboolean submitted; /* FALSE: linked from a submitted page */
    GArray *passages;   /* Passage */
    GArray *tables;     /* TableView */
    GArray **hits;      /* by phrase id: GArray of Hit, or NULL */
    int phrase_count;
    gboolean index_page; /* lists items of the scheme and little else */
    gboolean title_only; /* nothing but a title */
    gboolean echo_page;  /* requirement text and little else */
    gboolean blank_form;
    int body_letters;    /* letters of passages that may prove something */
    GArray *title_years; /* int, พ.ศ.: years of the titles; lazily filled */
} Reading;

Reading *reading_new(const Document *document, const PhraseIndex *index);
void reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

static inline Passage *reading_passage(const Reading *reading, int index)
{
    return &g_array_index(reading->passages, Passage, (guint)index);
}

/* Dates of a passage (element DateMention), found on first use. Borrowed. */
const GArray *passage_dates(Passage *passage);

/* TRUE when the folded range lies in the words of a link. */
gboolean passage_in_link(const Passage *passage, guint32 from, guint32 to);

/* The table that a passage is a cell of, or NULL. */
const TableView *reading_table(const Reading *reading, int index);

/* The passage of a cell of @table. */
static inline int table_passage(const TableView *table, int row, int column)
{
    return table->first + row * table->column_count + column;
}

/*
 * Marks what proves nothing: requirement text, lists of items, blank forms
 * (passage_role.c). Called by reading_new().
 */
void reading_mark_roles(Reading *reading);

/* Where a passage stands, for people: "หัวข้อ “…”", "ตารางที่ 2 แถว 3". Owned
 * by the caller, or NULL. */
char *reading_where(const Reading *reading, int index);

#endif
