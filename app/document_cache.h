/*
 * document_cache.h - documents that were read, by what they were read from
 *
 * A run meets one document many times: when it is read, when links are
 * followed, when items are judged, and the next night again. It is parsed
 * once and kept as compressed JSON, so that memory stays flat and an
 * unchanged site costs no parsing.
 *
 * Takes    a folder, or none: then documents stay in memory (one item, no
 *          history)
 * Limits   files unused for 60 days are removed by document_cache_prune()
 * Errors   a damaged file is a document not in the cache
 */
#ifndef APP_DOCUMENT_CACHE_H
#define APP_DOCUMENT_CACHE_H

#include "document/document.h"

typedef struct DocumentCache DocumentCache;

/* @dir: made when it is not there; NULL: in memory. */
DocumentCache *document_cache_new(const char *dir);
void document_cache_free(DocumentCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocumentCache, document_cache_free)

/* The name of a reading: the bytes, the address that its links are relative
 * to, the type that was told. Owned by the caller. */
char *document_cache_key(const char *sha256, const char *url,
                         const char *content_type);

gboolean document_cache_has(const DocumentCache *cache, const char *key);

/* Keeps a copy of @document under @key. Where the disk refuses, nothing is
 * kept: it can be read again. */
void document_cache_put(DocumentCache *cache, const char *key,
                        const Document *document);

/* NULL when there is none; owned by the caller. */
Document *document_cache_load(const DocumentCache *cache, const char *key);

/* Removes what no run has used for 60 days. */
void document_cache_prune(const DocumentCache *cache);

#endif
