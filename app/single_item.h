/*
 * single_item.h - one item of one agency, from files and addresses named on
 * the command line
 *
 * What `check` and `rules explain` share: the agency that --kind, --executive
 * and --agency describe, with the words as what it submitted.
 */
#ifndef APP_SINGLE_ITEM_H
#define APP_SINGLE_ITEM_H

#include "app/pipeline.h"
#include "app/session.h"

typedef struct {
    Config *config;   /* with the one agency */
    GPtrArray *files; /* PipelineFile* */
    GPtrArray *as;    /* char*: --as, which @files borrow from */
    PipelineOptions options;
} SingleItem;

void single_item_clear(SingleItem *single);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SingleItem, single_item_clear)

/*
 * Fills @single for @item from the words from @first on. Prints what is wrong
 * and returns EXIT_USAGE; else the session's collector is ready.
 */
ExitCode single_item_prepare(Session *session, const char *item, guint first,
                             SingleItem *single);

#endif
