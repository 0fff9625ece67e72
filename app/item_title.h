/*
 * item_title.h - which item a few words name
 *
 * Takes    a line as people write it, with numbers, years and spaces
 * Gives    the item whose title it holds or is most like
 */
#ifndef APP_ITEM_TITLE_H
#define APP_ITEM_TITLE_H

#include "rules/rule_set.h"

#define ITEM_TITLE_SURE 62 /* of 100: from here on the title decides */

typedef struct ItemTitles ItemTitles;

ItemTitles *item_titles_new(const RuleSet *rules);
void item_titles_free(ItemTitles *titles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ItemTitles, item_titles_free)

/* The item, borrowed, or NULL when no title is anything like @text. @number:
 * the item that the line's number says, or NULL: it decides between titles
 * that are equally like. *@certainty is of 100. */
const char *item_titles_find(const ItemTitles *titles, const char *text,
                             const char *number, int *certainty);

#endif
