#include "rules/phrase_index.h"

#include <string.h>

typedef struct {
    int fail;     /* longest proper suffix that is a prefix of a phrase */
    int phrase;   /* phrase that ends here, or -1 */
    int next_hit; /* nearest state on the fail chain where one ends, or -1 */
    int depth;
} State;

typedef struct {
    guint64 key; /* state << 32 | code point; 0 is empty (no NUL in text) */
    int to;
} Edge;

struct PhraseIndex {
    GPtrArray *texts;  /* char*, as written */
    GPtrArray *folded; /* ThaiFolded* */
    GHashTable *ids;   /* folded UTF-8 -> id + 1 */
    GArray *states;    /* State */
    Edge *edges;       /* open addressing */
    gsize edge_mask, edge_count;
    gboolean built;
};

PhraseIndex *phrase_index_new(void)
{
    PhraseIndex *index = g_new0(PhraseIndex, 1);
    State root = { 0, -1, -1, 0 };

    index->texts = g_ptr_array_new_with_free_func(g_free);
    index->folded =
        g_ptr_array_new_with_free_func((GDestroyNotify)thai_folded_free);
    index->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->states = g_array_new(FALSE, FALSE, sizeof(State));
    g_array_append_val(index->states, root);
    index->edge_mask = 1023;
    index->edges = g_new0(Edge, index->edge_mask + 1);
    return index;
}

void phrase_index_free(PhraseIndex *index)
{
    if (index == NULL)
        return;
    g_ptr_array_unref(index->texts);
    g_ptr_array_unref(index->folded);
    g_hash_table_unref(index->ids);
    g_array_unref(index->states);
    g_free(index->edges);
    g_free(index);
}

int phrase_index_add(PhraseIndex *index, const char *phrase)
{
    g_autoptr(ThaiFolded) folded = NULL;
    g_autofree char *key = NULL;
    gpointer known;
    int id;

    g_assert(!index->built);
    folded = thai_fold(phrase, strlen(phrase), THAI_SQUASH);
    key = thai_folded_utf8(folded);
    g_strstrip(key);
    if (*key == '\0')
        return -1;
    known = g_hash_table_lookup(index->ids, key);
    if (known != NULL)
        return GPOINTER_TO_INT(known) - 1;
    id = (int)index->texts->len;
    g_ptr_array_add(index->texts, g_strdup(phrase));
    g_ptr_array_add(index->folded, thai_fold(key, strlen(key), THAI_SQUASH));
    g_hash_table_insert(index->ids, g_steal_pointer(&key),
                        GINT_TO_POINTER(id + 1));
    return id;
}

const char *phrase_index_text(const PhraseIndex *index, int id)
{
    return g_ptr_array_index(index->texts, (guint)id);
}

int phrase_index_count(const PhraseIndex *index)
{
    return (int)index->texts->len;
}

static gsize edge_slot(const PhraseIndex *index, guint64 key)
{
    gsize slot = (gsize)(key * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) >> 20) &
                 index->edge_mask;

    while (index->edges[slot].key != 0 && index->edges[slot].key != key)
        slot = (slot + 1) & index->edge_mask;
    return slot;
}

static int edge_find(const PhraseIndex *index, int state, gunichar c)
{
    guint64 key = ((guint64)(guint32)state << 32) | c;
    gsize slot = edge_slot(index, key);

    return index->edges[slot].key == key ? index->edges[slot].to : -1;
}

static void edges_grow(PhraseIndex *index)
{
    g_autofree Edge *old = index->edges;
    gsize old_size = index->edge_mask + 1;

    index->edge_mask = old_size * 2 - 1;
    index->edges = g_new0(Edge, old_size * 2);
    for (gsize i = 0; i < old_size; i++)
        if (old[i].key != 0)
            index->edges[edge_slot(index, old[i].key)] = old[i];
}

static int edge_add(PhraseIndex *index, int state, gunichar c)
{
    guint64 key = ((guint64)(guint32)state << 32) | c;
    int depth = g_array_index(index->states, State, (guint)state).depth;
    State fresh = { 0, -1, -1, depth + 1 };
    gsize slot;

    if (index->edge_count * 2 > index->edge_mask)
        edges_grow(index);
    slot = edge_slot(index, key);
    index->edges[slot].key = key;
    index->edges[slot].to = (int)index->states->len;
    index->edge_count++;
    g_array_append_val(index->states, fresh);
    return index->edges[slot].to;
}

static void trie_add(PhraseIndex *index, int id)
{
    const ThaiFolded *folded = g_ptr_array_index(index->folded, (guint)id);
    int state = 0;

    for (gsize i = 0; i < folded->count; i++) {
        int next = edge_find(index, state, folded->chars[i]);

        state = next >= 0 ? next : edge_add(index, state, folded->chars[i]);
    }
    g_array_index(index->states, State, (guint)state).phrase = id;
}

static int step(const PhraseIndex *index, int state, gunichar c)
{
    for (;;) {
        int next = edge_find(index, state, c);

        if (next >= 0)
            return next;
        if (state == 0)
            return 0;
        state = g_array_index(index->states, State, (guint)state).fail;
    }
}

static int by_depth(gconstpointer a, gconstpointer b, gpointer data)
{
    const GArray *states = data;
    guint state_a = (guint)((const Edge *)a)->to;
    guint state_b = (guint)((const Edge *)b)->to;

    return g_array_index(states, State, state_a).depth -
           g_array_index(states, State, state_b).depth;
}

/* Fail links, shallow states first. */
void phrase_index_build(PhraseIndex *index)
{
    g_autofree Edge *order = NULL;
    gsize n = 0;

    for (guint id = 0; id < index->texts->len; id++)
        trie_add(index, (int)id);
    order = g_new(Edge, index->edge_count + 1);
    for (gsize i = 0; i <= index->edge_mask; i++)
        if (index->edges[i].key != 0)
            order[n++] = index->edges[i];
    g_qsort_with_data(order, (int)n, sizeof(Edge), by_depth, index->states);
    for (gsize i = 0; i < n; i++) {
        int parent = (int)(order[i].key >> 32);
        gunichar c = (gunichar)(order[i].key & 0xFFFFFFFF);
        State *state = &g_array_index(index->states, State, (guint)order[i].to);
        int fail = 0;

        if (parent != 0)
            fail = step(index,
                        g_array_index(index->states, State, (guint)parent).fail,
                        c);
        state->fail = fail;
        state->next_hit =
            g_array_index(index->states, State, (guint)fail).phrase >= 0
                ? fail
                : g_array_index(index->states, State, (guint)fail).next_hit;
    }
    index->built = TRUE;
}

static gboolean is_latin_word(gunichar c)
{
    return c < 0x250 && g_unichar_isalnum(c);
}

/* A hit must begin and end where a word may begin and end. */
static gboolean at_edges(const ThaiFolded *text, gsize from, gsize to)
{
    gunichar first = text->chars[from], last = text->chars[to - 1];

    if (to < text->count) {
        gunichar next = text->chars[to];

        /* ๆ and ฯ may follow a whole word. */
        if (thai_is_follower(next) && next != 0x0E46 && next != 0x0E2F &&
            thai_is_thai(last))
            return FALSE;
        if (is_latin_word(last) && is_latin_word(next))
            return FALSE;
    }
    if (from > 0) {
        gunichar before = text->chars[from - 1];

        if (is_latin_word(first) && is_latin_word(before))
            return FALSE;
        /* เ แ โ ใ ไ belong to the consonant after them. */
        if (before >= 0x0E40 && before <= 0x0E44 && thai_is_thai(first))
            return FALSE;
    }
    return TRUE;
}

static void scan_all(const PhraseIndex *index, const ThaiFolded *folded,
                     gboolean anywhere, PhraseHit hit, gpointer data)
{
    int state = 0;

    g_assert(index->built);
    for (gsize i = 0; i < folded->count; i++) {
        int at;

        state = step(index, state, folded->chars[i]);
        for (at = state; at > 0;) {
            const State *s = &g_array_index(index->states, State, (guint)at);

            if (s->phrase >= 0) {
                gsize from = i + 1 - (gsize)s->depth;

                if (anywhere || at_edges(folded, from, i + 1))
                    hit(s->phrase, from, i + 1, data);
            }
            at = s->next_hit;
        }
    }
}

void phrase_index_scan(const PhraseIndex *index, const ThaiFolded *folded,
                       PhraseHit hit, gpointer data)
{
    scan_all(index, folded, FALSE, hit, data);
}

void phrase_index_scan_parts(const PhraseIndex *index, const ThaiFolded *folded,
                             PhraseHit hit, gpointer data)
{
    scan_all(index, folded, TRUE, hit, data);
}
