/*
 * import.h - submissions out of an agency's own index page
 *
 * Takes    a document that lists the items: tables, accordions, lists of
 *          buttons, headings with links under them
 * Gives    ImportRows, one a link, in order of the items
 *
 * The title decides which item a line is of, not its number: numbers are
 * written in many ways, shifted by one, or of another scheme. Only a line
 * whose title says nothing is taken by its number.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "document/document.h"
#include "rules/rule_set.h"

typedef enum { IMPORT_BY_TITLE, IMPORT_BY_NUMBER } ImportWay;

typedef struct {
    char *item; /* "O10" */
    char *url;  /* absolute, or as written when there is no base; NULL: the
                   item is listed without a link */
    char *text; /* the line that it was known by */
    ImportWay way;
    int certainty;         /* of the title, 0-100 */
    gboolean other_number; /* the line's number is another item's */
} ImportRow;

/* ImportRow*; owned by the caller. */
GPtrArray *import_document(const Document *document, const RuleSet *rules);

/*
 * The same from the data that scripts draw a page from: objects of JSON in
 * @text (a whole page) that hold a title and an address.
 */
GPtrArray *import_script_data(const char *text, const char *base,
                              const RuleSet *rules);

/* How many different items have a link. */
guint import_items_count(const GPtrArray *rows);

#endif
