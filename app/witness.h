/*
 * witness.h - what a run fetches, kept as evidence; and recalled
 *
 * Takes    each FetchResult when it is final
 * Gives    <store>/captures/<run>.warc.gz and its index in the store
 * Errors   WARC_ERROR_*, STORE_ERROR_*
 *
 * A run that was killed goes on from here: what it had fetched is in its file,
 * and is not asked for again.
 */
#ifndef APP_WITNESS_H
#define APP_WITNESS_H

#include "crawler/fetch.h"
#include "store/evidence.h"

typedef struct Witness Witness;

/* @store and @run_id are borrowed. @resume: recall what the file holds. */
Witness *witness_open(Store *store, const char *dir, const char *run_id,
                      gboolean resume, GError **error);
void witness_free(Witness *witness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Witness, witness_free)

/* What is not of the web, or was not fetched, is not recorded. */
gboolean witness_record(Witness *witness, const FetchResult *result,
                        GError **error);

/* What an earlier part of this run found at @url; NULL when it did not get so
 * far. Owned by the caller. */
FetchResult *witness_recall(Witness *witness, const char *url,
                            const char *spool_dir);

/* The file of a run; owned by the caller. */
char *witness_path(const char *dir, const char *run_id);

#endif
