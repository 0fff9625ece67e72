#include "app/witness.h"

#include <errno.h>

#include <glib/gstdio.h>

#include "crawler/warc_read.h"
#include "crawler/warc_write.h"
#include "store/evidence.h"

struct Witness {
    Store *store;
    const char *run_id;
    char *dir;
    WarcWriter *writer;
    WarcArchive *before; /* of the part that was killed; or NULL */
};

char *witness_path(const char *dir, const char *run_id)
{
    g_autofree char *name = g_strconcat(run_id, ".warc.gz", NULL);

    return g_build_filename(dir, "captures", name, NULL);
}

Witness *witness_open(Store *store, const char *dir, const char *run_id,
                      gboolean resume, GError **error)
{
    g_autoptr(Witness) witness = g_new0(Witness, 1);
    g_autofree char *folder = g_build_filename(dir, "captures", NULL);
    g_autofree char *path = witness_path(dir, run_id);

    witness->store = store;
    witness->run_id = run_id;
    witness->dir = g_strdup(dir);
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, WARC_ERROR, WARC_ERROR_OPEN,
                    "can not make the folder '%s': %s", folder,
                    g_strerror(errno));
        return NULL;
    }
    if (resume && g_file_test(path, G_FILE_TEST_EXISTS)) {
        witness->before = warc_archive_open(path, NULL);
        /* Nothing in it was sealed. */
        if (witness->before == NULL)
            g_unlink(path);
    }
    witness->writer = warc_writer_open(path, error);
    return witness->writer != NULL ? g_steal_pointer(&witness) : NULL;
}

void witness_free(Witness *witness)
{
    if (witness == NULL)
        return;
    warc_writer_close(witness->writer);
    warc_archive_free(witness->before);
    g_free(witness->dir);
    g_free(witness);
}

static gboolean index_save(Witness *witness, const FetchResult *result,
                           const WarcPlace *place, GError **error)
{
    EvidenceRow row = {
        .run_id = (char *)witness->run_id,
        .url = result->url,
        .state = (char *)link_state_name(result->state),
        .captured_at = result->fetched_at,
        .offset = place->offset,
        .http_status = result->http_status,
        .sha256 = result->sha256,
        .body_url = place->has_body ? result->final_url : NULL,
    };

    return store_save_evidence(witness->store, &row, error);
}

/* A body in an earlier run's file, as long as that file is there. */
static EvidenceRow *earlier_find(Witness *witness, const char *sha256)
{
    g_autoptr(EvidenceRow) row =
        sha256 != NULL ? store_find_body(witness->store, sha256, NULL) : NULL;
    g_autofree char *path =
        row != NULL ? witness_path(witness->dir, row->run_id) : NULL;

    return path != NULL && g_file_test(path, G_FILE_TEST_EXISTS)
               ? g_steal_pointer(&row)
               : NULL;
}

gboolean witness_record(Witness *witness, const FetchResult *result,
                        GError **error)
{
    g_autoptr(EvidenceRow) row = NULL;
    WarcEarlier earlier;
    WarcPlace place;

    if (result->from_file || result->state == LINK_NOT_FETCHED)
        return TRUE;
    row = earlier_find(witness, result->sha256);
    if (row != NULL)
        earlier = (WarcEarlier){ row->body_url, row->captured_at };
    return warc_write_result(witness->writer, result,
                             row != NULL ? &earlier : NULL, &place, error) &&
           index_save(witness, result, &place, error);
}

FetchResult *witness_recall(Witness *witness, const char *url,
                            const char *spool_dir)
{
    g_autoptr(FetchResult) result = NULL;
    WarcPlace place = { -1, FALSE };

    if (witness->before == NULL)
        return NULL;
    result = warc_archive_result(witness->before, url, spool_dir);
    if (result == NULL || result->state == LINK_NOT_FETCHED)
        return NULL;
    /* The kill may have come between the file and its index. */
    place.has_body = warc_archive_holds(witness->before, result->sha256);
    if (!index_save(witness, result, &place, NULL))
        g_debug("%s: not in the index", url);
    return g_steal_pointer(&result);
}
