/*
 * phrase_near.c - phrases in text that character recognition misread
 *
 * A phrase with k errors, cut into k + 1 parts, has one part without an error.
 * So the parts are found exactly, all at once, and only where one stands is
 * the whole phrase compared.
 */
#include "rules/phrase_near.h"

#include <string.h>

#define ONE_FROM 10
#define TWO_FROM 20
#define BOUND_MAX 2
#define PHRASE_MAX 64 /* longer ones must stand as they are */
#define WINDOW_MAX (PHRASE_MAX + 4 * BOUND_MAX)

typedef struct {
    int phrase;
    gsize offset; /* where the part begins in the phrase */
} Part;

struct PhraseNear {
    const PhraseIndex *index;
    PhraseIndex *parts;
    GPtrArray *owners; /* by part id: GArray of Part */
    GPtrArray *folded; /* by phrase id: ThaiFolded*, or NULL: not looked for */
};

int phrase_near_bound(gsize count)
{
    if (count < ONE_FROM || count > PHRASE_MAX)
        return 0;
    return count < TWO_FROM ? 1 : BOUND_MAX;
}

static gboolean only_thai(const ThaiFolded *text)
{
    for (gsize i = 0; i < text->count; i++)
        if (!thai_is_thai(text->chars[i]))
            return FALSE;
    return TRUE;
}

static void part_add(PhraseNear *near, int phrase, const ThaiFolded *folded,
                     gsize from, gsize to)
{
    g_autofree char *text = g_ucs4_to_utf8(
        folded->chars + from, (glong)(to - from), NULL, NULL, NULL);
    Part part = { phrase, from };
    int id = text != NULL ? phrase_index_add(near->parts, text) : -1;

    if (id < 0)
        return;
    while ((int)near->owners->len <= id)
        g_ptr_array_add(near->owners, g_array_new(FALSE, FALSE, sizeof(Part)));
    g_array_append_val((GArray *)g_ptr_array_index(near->owners, (guint)id),
                       part);
}

static void phrase_take(PhraseNear *near, int id)
{
    const char *text = phrase_index_text(near->index, id);
    ThaiFolded *folded = thai_fold(text, strlen(text), THAI_SQUASH);
    int bound = phrase_near_bound(folded->count);
    gsize parts = (gsize)bound + 1;

    if (bound == 0 || !only_thai(folded)) {
        thai_folded_free(folded);
        return;
    }
    near->folded->pdata[id] = folded;
    for (gsize p = 0; p < parts; p++)
        part_add(near, id, folded, folded->count * p / parts,
                 folded->count * (p + 1) / parts);
}

static void folded_destroy(gpointer folded)
{
    if (folded != NULL)
        thai_folded_free(folded);
}

PhraseNear *phrase_near_new(const PhraseIndex *index)
{
    PhraseNear *near = g_new0(PhraseNear, 1);
    int count = phrase_index_count(index);

    near->index = index;
    near->parts = phrase_index_new();
    near->owners =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    near->folded = g_ptr_array_new_with_free_func(folded_destroy);
    g_ptr_array_set_size(near->folded, count);
    for (int id = 0; id < count; id++)
        phrase_take(near, id);
    phrase_index_build(near->parts);
    return near;
}

void phrase_near_free(PhraseNear *near)
{
    if (near == NULL)
        return;
    phrase_index_free(near->parts);
    g_ptr_array_unref(near->owners);
    g_ptr_array_unref(near->folded);
    g_free(near);
}

/* --- comparing --------------------------------------------------------------
 */

typedef struct {
    int errors;
    gsize from, to; /* of the window */
} Fit;

typedef struct {
    int cost;
    gsize from; /* where in the window the phrase began */
} Step;

/* The place in @text, of @count characters, where @phrase fits best; begins
 * and ends are free. */
static Fit best_fit(const ThaiFolded *phrase, const gunichar *text, gsize count)
{
    Step row[WINDOW_MAX + 1], above[WINDOW_MAX + 1];
    Fit best = { G_MAXINT, 0, 0 };

    for (gsize j = 0; j <= count; j++)
        above[j] = (Step){ 0, j };
    for (gsize i = 1; i <= phrase->count; i++) {
        row[0] = (Step){ (int)i, 0 };
        for (gsize j = 1; j <= count; j++) {
            Step same = above[j - 1], lost = above[j], made = row[j - 1];

            same.cost += phrase->chars[i - 1] != text[j - 1];
            lost.cost++;
            made.cost++;
            row[j] = same;
            if (lost.cost < row[j].cost)
                row[j] = lost;
            if (made.cost < row[j].cost)
                row[j] = made;
        }
        memcpy(above, row, (count + 1) * sizeof *row);
    }
    for (gsize j = 0; j <= count; j++)
        if (above[j].cost < best.errors)
            best = (Fit){ above[j].cost, above[j].from, j };
    return best;
}

typedef struct {
    gsize from, to;
} Place;

typedef struct {
    const PhraseNear *near;
    const ThaiFolded *text;
    GArray *exact; /* Place: where known phrases stand, by their ends */
    gsize *next;   /* by phrase: where its last hit ended */
    PhraseHit hit;
    gpointer data;
} Scan;

static void exact_note(int id, gsize from, gsize to, gpointer data)
{
    Scan *scan = data;
    Place place = { from, to };

    (void)id;
    g_array_append_val(scan->exact, place);
}

/* Stands a known phrase about where the guess would be? They are noted by
 * their ends, so those near @to lie together. */
static gboolean is_known(const Scan *scan, gsize from, gsize to, gsize slack)
{
    guint low = 0, high = scan->exact->len;

    while (low < high) {
        guint middle = (low + high) / 2;

        if (g_array_index(scan->exact, Place, middle).to + slack < to)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < scan->exact->len; low++) {
        const Place *place = &g_array_index(scan->exact, Place, low);

        if (place->from <= from + slack && place->to + slack >= to)
            return TRUE;
        if (place->to > to + PHRASE_MAX)
            break;
    }
    return FALSE;
}

static gboolean may_stand(const Scan *scan, gsize from, gsize to)
{
    const gunichar *chars = scan->text->chars;

    for (gsize i = from; i < to; i++)
        if (g_unichar_isdigit(chars[i]))
            return FALSE;
    /* A syllable's signs belong to it, as for exact hits. */
    if (to < scan->text->count && thai_is_follower(chars[to]) &&
        chars[to] != 0x0E46 && chars[to] != 0x0E2F)
        return FALSE;
    return from == 0 || chars[from - 1] < 0x0E40 || chars[from - 1] > 0x0E44;
}

static void part_try(Scan *scan, const Part *part, gsize at)
{
    const ThaiFolded *phrase =
        g_ptr_array_index(scan->near->folded, (guint)part->phrase);
    gsize bound = (gsize)phrase_near_bound(phrase->count);
    gsize before = part->offset + bound, start, end;
    Fit fit;

    start = at > before ? at - before : 0;
    end = MIN(at - MIN(at, part->offset) + phrase->count + bound,
              scan->text->count);
    if (end <= start || end - start > WINDOW_MAX)
        return;
    fit = best_fit(phrase, scan->text->chars + start, end - start);
    fit.from += start;
    fit.to += start;
    if (fit.errors < 1 || fit.errors > (int)bound ||
        fit.from < scan->next[part->phrase] ||
        !may_stand(scan, fit.from, fit.to) ||
        is_known(scan, fit.from, fit.to, bound))
        return;
    scan->next[part->phrase] = fit.to;
    scan->hit(part->phrase, fit.from, fit.to, scan->data);
}

static void part_found(int id, gsize from, gsize to, gpointer data)
{
    Scan *scan = data;
    const GArray *owners = g_ptr_array_index(scan->near->owners, (guint)id);

    (void)to;
    for (guint i = 0; i < owners->len; i++)
        part_try(scan, &g_array_index(owners, Part, i), from);
}

void phrase_near_scan(const PhraseNear *near, const ThaiFolded *folded,
                      PhraseHit hit, gpointer data)
{
    g_autoptr(GArray) exact = g_array_new(FALSE, FALSE, sizeof(Place));
    g_autofree gsize *next = g_new0(gsize, near->folded->len + 1);
    Scan scan = { near, folded, exact, next, hit, data };

    phrase_index_scan(near->index, folded, exact_note, &scan);
    phrase_index_scan_parts(near->parts, folded, part_found, &scan);
}
