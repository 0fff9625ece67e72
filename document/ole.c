#include "document/ole.h"

#include <string.h>

enum {
    HEADER_LEN = 512,
    ENTRY_LEN = 128,
    STEPS_MAX = 100000,
    HEADER_TABLES = 109, /* sectors of the table that the header names */
    KIND_STREAM = 2,
    KIND_ROOT = 5,
};

#define SECTOR_LAST 0xfffffffau /* above: the end of a chain, or no sector */

typedef struct {
    const guint8 *bytes;
    gsize len;
    guint shift, mini_shift; /* sizes of sectors as powers of two */
    guint32 directory, mini_table, table_more, mini_below;
    guint32 mini_first; /* of the stream that holds the small ones */
} Ole;

static guint32 le(const guint8 *at, guint count)
{
    guint32 value = 0;

    for (guint i = count; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

gboolean ole_is_container(const char *bytes, gsize len)
{
    return len >= HEADER_LEN &&
           memcmp(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
}

static gboolean ole_open(Ole *ole, const char *bytes, gsize len)
{
    if (!ole_is_container(bytes, len))
        return FALSE;
    ole->bytes = (const guint8 *)bytes;
    ole->len = len;
    ole->shift = le(ole->bytes + 30, 2);
    ole->mini_shift = le(ole->bytes + 32, 2);
    ole->directory = le(ole->bytes + 48, 4);
    ole->mini_below = le(ole->bytes + 56, 4);
    ole->mini_table = le(ole->bytes + 60, 4);
    ole->table_more = le(ole->bytes + 68, 4);
    ole->mini_first = G_MAXUINT32;
    return (ole->shift == 9 || ole->shift == 12) && ole->mini_shift == 6;
}

/* NULL for a sector that is not there, or not whole. */
static const guint8 *sector(const Ole *ole, guint32 number)
{
    guint64 at = ((guint64)number + 1) << ole->shift;

    if (number >= SECTOR_LAST || at + (1u << ole->shift) > ole->len)
        return NULL;
    return ole->bytes + at;
}

/* The sector of the table that entry @number of it stands in. */
static const guint8 *table_sector(const Ole *ole, guint32 index)
{
    guint32 a_sector = (1u << ole->shift) / 4 - 1;
    guint32 more = ole->table_more;
    const guint8 *at;

    if (index < HEADER_TABLES)
        return sector(ole, le(ole->bytes + 76 + 4 * index, 4));
    index -= HEADER_TABLES;
    for (int steps = 0; steps < STEPS_MAX; steps++) {
        at = sector(ole, more);
        if (at == NULL)
            return NULL;
        if (index < a_sector)
            return sector(ole, le(at + 4 * (gsize)index, 4));
        index -= a_sector;
        more = le(at + 4 * (gsize)a_sector, 4);
    }
    return NULL;
}

static guint32 next_sector(const Ole *ole, guint32 number)
{
    guint32 a_sector = (1u << ole->shift) / 4;
    const guint8 *table = table_sector(ole, number / a_sector);

    return table == NULL ? G_MAXUINT32
                         : le(table + 4 * (gsize)(number % a_sector), 4);
}

/* Sector @index of the chain that begins at @first. */
static const guint8 *chain_sector(const Ole *ole, guint32 first, guint32 index)
{
    if (index > STEPS_MAX)
        return NULL;
    while (index-- > 0 && first < SECTOR_LAST)
        first = next_sector(ole, first);
    return sector(ole, first);
}

static guint8 *chain_read(const Ole *ole, guint32 first, gsize len,
                          gsize *got_len)
{
    GByteArray *got = g_byte_array_new();
    int steps = 0;

    while (got->len < len && steps++ < STEPS_MAX) {
        const guint8 *at = sector(ole, first);

        if (at == NULL)
            break;
        g_byte_array_append(got, at,
                            (guint)MIN(len - got->len, (gsize)1 << ole->shift));
        first = next_sector(ole, first);
    }
    *got_len = got->len;
    return g_byte_array_free(got, FALSE);
}

/* Small streams stand in one stream, in sectors and with a table of their
 * own. */
static guint8 *mini_read(const Ole *ole, guint32 first, gsize len,
                         gsize *got_len)
{
    GByteArray *got = g_byte_array_new();
    guint32 a_sector = (1u << ole->shift) / 4;
    guint32 minis = 1u << (ole->shift - ole->mini_shift);
    int steps = 0;

    while (got->len < len && steps++ < (1 << 12) && first < SECTOR_LAST) {
        const guint8 *at = chain_sector(ole, ole->mini_first, first / minis);
        const guint8 *table =
            chain_sector(ole, ole->mini_table, first / a_sector);

        if (at == NULL)
            break;
        at += (gsize)(first % minis) << ole->mini_shift;
        g_byte_array_append(
            got, at, (guint)MIN(len - got->len, (gsize)1 << ole->mini_shift));
        first = table == NULL ? G_MAXUINT32
                              : le(table + 4 * (gsize)(first % a_sector), 4);
    }
    *got_len = got->len;
    return g_byte_array_free(got, FALSE);
}

static gboolean is_named(const guint8 *entry, const char *name)
{
    gsize len = strlen(name);

    if (le(entry + 64, 2) != 2 * len + 2)
        return FALSE;
    for (gsize i = 0; i < len; i++) {
        if (entry[2 * i] != (guint8)name[i] || entry[2 * i + 1] != 0)
            return FALSE;
    }
    return TRUE;
}

/* The entry of stream @name; notes the root's on the way. */
static const guint8 *entry_find(Ole *ole, const char *name)
{
    guint32 at = ole->directory;
    const guint8 *found = NULL;

    for (int steps = 0; steps < STEPS_MAX; steps++) {
        const guint8 *entries = sector(ole, at);

        if (entries == NULL)
            break;
        for (gsize i = 0; i < (gsize)1 << ole->shift; i += ENTRY_LEN) {
            const guint8 *entry = entries + i;

            if (entry[66] == KIND_ROOT)
                ole->mini_first = le(entry + 116, 4);
            if (entry[66] == KIND_STREAM && found == NULL &&
                is_named(entry, name))
                found = entry;
        }
        if (found != NULL && ole->mini_first != G_MAXUINT32)
            break;
        at = next_sector(ole, at);
    }
    return found;
}

guint8 *ole_stream_head(const char *bytes, gsize len, const char *name,
                        gsize max_len, gsize *got_len)
{
    Ole ole = { 0 };
    const guint8 *entry;
    guint32 stream_len;
    guint8 *head;

    *got_len = 0;
    if (!ole_open(&ole, bytes, len))
        return NULL;
    entry = entry_find(&ole, name);
    if (entry == NULL)
        return NULL;
    stream_len = le(entry + 120, 4);
    max_len = MIN(max_len, stream_len);
    head = stream_len < ole.mini_below
               ? mini_read(&ole, le(entry + 116, 4), max_len, got_len)
               : chain_read(&ole, le(entry + 116, 4), max_len, got_len);
    if (*got_len == 0)
        g_clear_pointer(&head, g_free);
    return head;
}
