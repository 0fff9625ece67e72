#include "base/thai_cluster.h"

/* More marks than this on one letter are decoration; the rest is dropped. */
#define CLUSTER_MARKS_MAX 8

/* Spaces and U+FFFD between the marks of one letter; more are a real gap. */
#define CLUSTER_GAP_MAX 6

typedef struct {
    const TextCell *in;
    gsize in_count;
    TextCell *out;
    gsize out_count;
    ClusterMode mode;
    gboolean lost_rings;
    guint repairs;
} Folding;

static inline gboolean is_mark(gunichar c)
{
    return (thai_class(c) & THAI_MARK) != 0;
}

static inline gboolean is_thai(gunichar c)
{
    return thai_class(c) != 0;
}

static inline gunichar in_char(const Folding *f, gsize i)
{
    return i < f->in_count ? f->in[i].c : 0;
}

/* The output character @back places from the end, 1 being the last. */
static inline gunichar out_char(const Folding *f, gsize back)
{
    return f->out_count >= back ? f->out[f->out_count - back].c : 0;
}

static inline void out_put(Folding *f, TextCell cell)
{
    f->out[f->out_count++] = cell;
}

static gsize skip_char(const Folding *f, gsize i, gunichar c)
{
    while (in_char(f, i) == c)
        i++;
    return i;
}

static gboolean is_word(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c);
    return !is_thai(c) && g_unichar_isalnum(c);
}

/* A space between Latin words or numbers tells something; others do not. */
static gboolean space_is_kept(const Folding *f, gunichar next)
{
    gunichar prev = out_char(f, 1);

    if (prev == 0 || next == 0)
        return FALSE;
    if (f->mode == CLUSTER_FOLD)
        return TRUE;
    if (is_word(prev) && is_word(next))
        return TRUE;
    /* "1. 2565" must not become the number 1.2565. */
    return (prev == '.' || prev == ',') && g_unichar_isdigit(next) &&
           g_unichar_isdigit(out_char(f, 2));
}

/*
 * Word's PDFs draw sara am as a ring and a sara aa; the ring gets lost and
 * leaves a space: "ส านักงาน", "ประจ าปี". Letters spaced out ("น า") look
 * alike, so one of the neighbours must be joined to the word.
 */
static gboolean space_was_nikhahit(const Folding *f, gsize at, gsize next)
{
    gunichar before;

    if (!f->lost_rings || in_char(f, next) != THAI_SARA_AA || next != at + 1 ||
        !thai_is_consonant(out_char(f, 1)) ||
        f->in[at].start != f->out[f->out_count - 1].end)
        return FALSE;
    before = out_char(f, 2);
    if (thai_is_lead(before))
        return FALSE;
    return (at >= 2 && is_thai(f->in[at - 2].c)) ||
           is_thai(in_char(f, next + 1));
}

static gsize fold_space(Folding *f, gsize at)
{
    gsize next = skip_char(f, at, ' ');
    gunichar prev = out_char(f, 1), c = in_char(f, next);

    if (space_was_nikhahit(f, at, next)) {
        TextCell am = { THAI_SARA_AM, f->in[at].start, f->in[next].end };

        if (f->mode == CLUSTER_SKELETON)
            am.c = THAI_SARA_AA;
        out_put(f, am);
        f->repairs++;
        return next + 1;
    }
    if (is_thai(prev) && (is_mark(c) || c == THAI_SARA_A || c == THAI_SARA_AA ||
                          c == THAI_SARA_AM || c == THAI_LAKKHANGYAO)) {
        f->repairs++;
        return next;
    }
    if (thai_is_lead(prev) && thai_is_consonant(c)) {
        f->repairs++;
        return next;
    }
    if (f->mode == CLUSTER_MEND)
        for (gsize i = at; i < next; i++)
            out_put(f, f->in[i]);
    else if (space_is_kept(f, c))
        out_put(f, (TextCell){ ' ', f->in[at].start, f->in[next - 1].end });
    return next;
}

/* The marks, and perhaps a sara am, that belong to one letter. */
typedef struct {
    TextCell marks[CLUSTER_MARKS_MAX];
    guint marks_count;
    TextCell am;
    gboolean has_am;
} Cluster;

static gboolean cluster_take_nikhahit(Cluster *cluster, TextCell *nikhahit)
{
    for (guint i = 0; i < cluster->marks_count; i++) {
        if (cluster->marks[i].c != THAI_NIKHAHIT)
            continue;
        *nikhahit = cluster->marks[i];
        for (guint k = i + 1; k < cluster->marks_count; k++)
            cluster->marks[k - 1] = cluster->marks[k];
        cluster->marks_count--;
        return TRUE;
    }
    return FALSE;
}

/* A ring and a sara aa, in either order, are one sara am. */
static gboolean cluster_join_am(Cluster *cluster, TextCell aa)
{
    TextCell ring;

    if (!cluster_take_nikhahit(cluster, &ring))
        return FALSE;
    cluster->am.c = THAI_SARA_AM;
    cluster->am.start = MIN(ring.start, aa.start);
    cluster->am.end = MAX(ring.end, aa.end);
    cluster->has_am = TRUE;
    return TRUE;
}

static void cluster_add_mark(Cluster *cluster, TextCell mark, guint *repairs)
{
    for (guint i = 0; i < cluster->marks_count; i++) {
        if (cluster->marks[i].c == mark.c) {
            (*repairs)++;
            return;
        }
    }
    if (cluster->marks_count < CLUSTER_MARKS_MAX)
        cluster->marks[cluster->marks_count++] = mark;
}

static guint mark_rank(gunichar c)
{
    return thai_is_below(c) ? 0 : thai_is_tone(c) ? 2 : 1;
}

static void cluster_put(Folding *f, Cluster *cluster)
{
    TextCell *marks = cluster->marks;
    TextCell ring;

    if (cluster->has_am && cluster_take_nikhahit(cluster, &ring))
        f->repairs++;
    for (guint i = 1; i < cluster->marks_count; i++) {
        TextCell mark = marks[i];
        guint k = i;

        for (; k > 0 && mark_rank(marks[k - 1].c) > mark_rank(mark.c); k--)
            marks[k] = marks[k - 1];
        if (k != i)
            f->repairs++;
        marks[k] = mark;
    }
    if (f->mode != CLUSTER_SKELETON)
        for (guint i = 0; i < cluster->marks_count; i++)
            out_put(f, marks[i]);
    if (!cluster->has_am)
        return;
    if (f->mode == CLUSTER_SKELETON)
        cluster->am.c = THAI_SARA_AA;
    out_put(f, cluster->am);
}

/* Where the marks of the cluster go on after spaces or U+FFFD, else @at. */
static gsize cluster_skip_gap(const Folding *f, const Cluster *cluster,
                              gsize at)
{
    gsize i = at;
    gunichar c;

    while (i - at < CLUSTER_GAP_MAX &&
           (in_char(f, i) == ' ' || in_char(f, i) == CHAR_UNKNOWN))
        i++;
    c = in_char(f, i);
    if (is_mark(c) || c == THAI_SARA_AM)
        return i;
    if (c != THAI_SARA_AA && c != THAI_LAKKHANGYAO)
        return at;
    for (guint k = 0; k < cluster->marks_count; k++)
        if (cluster->marks[k].c == THAI_NIKHAHIT)
            return i;
    return at;
}

/* Whether a U+FFFD at @at is the ghost of a glyph already there. */
static gboolean is_ghost(const Folding *f, const Cluster *cluster, gsize at)
{
    if (in_char(f, at) != CHAR_UNKNOWN)
        return FALSE;
    if (cluster->has_am)
        return TRUE;
    return cluster->marks_count > 0 &&
           thai_is_tone(cluster->marks[cluster->marks_count - 1].c);
}

/* From a mark or a sara am on: all that belongs to the letter before. */
static gsize fold_cluster(Folding *f, gsize at)
{
    Cluster cluster = { .has_am = FALSE };

    while (at < f->in_count) {
        TextCell cell = f->in[at];
        gsize beyond;

        if (is_mark(cell.c)) {
            cluster_add_mark(&cluster, cell, &f->repairs);
        } else if (cell.c == THAI_SARA_AM) {
            if (cluster.has_am)
                f->repairs++;
            else
                cluster.am = cell;
            cluster.has_am = TRUE;
        } else if (cell.c == THAI_SARA_AA || cell.c == THAI_LAKKHANGYAO) {
            /* LibreOffice's glyph map gives sara am and sara aa. */
            if (!cluster.has_am && !cluster_join_am(&cluster, cell))
                break;
            f->repairs++;
        } else if ((beyond = cluster_skip_gap(f, &cluster, at)) != at) {
            f->repairs++;
            at = beyond;
            continue;
        } else if (is_ghost(f, &cluster, at)) {
            f->repairs++;
        } else {
            break;
        }
        at++;
    }
    cluster_put(f, &cluster);
    return at;
}

static gboolean cluster_is_tones(const Cluster *cluster)
{
    for (guint i = 0; i < cluster->marks_count; i++)
        if (!thai_is_tone(cluster->marks[i].c))
            return FALSE;
    return cluster->marks_count > 0;
}

/*
 * "ทาํ": some programs write the ring after the sara aa. "อยา่ง": no mark can
 * stand on a sara aa, so it belongs to the letter before.
 */
static gsize fold_aa(Folding *f, gsize at)
{
    Cluster cluster = { .has_am = FALSE };
    TextCell aa = f->in[at];
    gsize next = at + 1;
    guint doubled = 0;

    aa.c = THAI_SARA_AA;
    while (is_mark(in_char(f, next)) && cluster.marks_count < CLUSTER_MARKS_MAX)
        cluster_add_mark(&cluster, f->in[next++], &doubled);
    if (!cluster_join_am(&cluster, aa)) {
        if (!cluster_is_tones(&cluster) || !thai_is_consonant(out_char(f, 1)) ||
            thai_is_follower(in_char(f, next))) {
            out_put(f, aa);
            return at + 1;
        }
        cluster_put(f, &cluster);
        out_put(f, aa);
        f->repairs += doubled + 1;
        return next;
    }
    f->repairs += doubled + 1;
    cluster_put(f, &cluster);
    return next;
}

/*
 * U+FFFD: before a sara am it is a ghost, between a consonant and a sara aa
 * it was the ring of a sara am. Elsewhere nobody knows.
 */
static gsize fold_unknown(Folding *f, gsize at)
{
    gsize next = skip_char(f, at, CHAR_UNKNOWN);
    gunichar c = in_char(f, next), prev = out_char(f, 1);

    if (c == THAI_SARA_AM && is_thai(prev)) {
        f->repairs++;
        return next;
    }
    if (c == THAI_SARA_AA && thai_is_consonant(prev) &&
        !thai_is_lead(out_char(f, 2))) {
        TextCell am = { f->mode == CLUSTER_SKELETON ? THAI_SARA_AA
                                                    : THAI_SARA_AM,
                        f->in[at].start, f->in[next].end };

        out_put(f, am);
        f->repairs++;
        return next + 1;
    }
    if (f->mode == CLUSTER_SKELETON && is_thai(prev))
        return next;
    for (; at < next; at++)
        out_put(f, f->in[at]);
    return next;
}

/*
 * Broken fonts show a sign where a mark was ("หน)วยงาน"): up to two signs
 * glued between Thai letters are skipped in a skeleton.
 */
static gsize skip_junk(const Folding *f, gsize at)
{
    gsize next = at;

    if (!is_thai(out_char(f, 1)))
        return at;
    while (next < at + 2) {
        gunichar c = in_char(f, next);
        gboolean sign = c > ' ' && c < 0x7F && !g_ascii_isalnum((char)c);

        if (!sign && !(c >= 0xE000 && c <= 0xF8FF))
            break;
        next++;
    }
    return is_thai(in_char(f, next)) ? next : at;
}

/* One step of pass 2: reads at least one cell, returns where to go on. */
static gsize fold_step(Folding *f, gsize at)
{
    TextCell cell = f->in[at];
    gunichar prev;

    if (f->mode == CLUSTER_SKELETON) {
        gsize next = skip_junk(f, at);

        if (next != at)
            return next;
    }
    if (cell.c == ' ')
        return fold_space(f, at);
    if (!is_thai(cell.c) && cell.c != CHAR_UNKNOWN) {
        out_put(f, cell);
        return at + 1;
    }
    if (cell.c == CHAR_UNKNOWN)
        return fold_unknown(f, at);
    if (is_mark(cell.c) || cell.c == THAI_SARA_AM)
        return fold_cluster(f, at);
    prev = out_char(f, 1);
    if (cell.c == THAI_SARA_AA ||
        (cell.c == THAI_LAKKHANGYAO && prev != 0x0E24 && prev != 0x0E26))
        return fold_aa(f, at);
    if (cell.c == THAI_SARA_E && in_char(f, at + 1) == THAI_SARA_E) {
        out_put(f, (TextCell){ THAI_SARA_AE, cell.start, f->in[at + 1].end });
        f->repairs++;
        return at + 2;
    }
    out_put(f, cell);
    return at + 1;
}

gsize clusters_write(const TextCell *in, gsize in_count, ClusterMode mode,
                     gboolean lost_rings, TextCell *out, guint *repairs)
{
    Folding f = {
        .in = in,
        .in_count = in_count,
        .out = out,
        .mode = mode,
        .lost_rings = lost_rings,
    };

    for (gsize at = 0; at < in_count;) {
        gsize next;

        /* Plain letters, which nothing can happen to, by themselves. */
        if (thai_is_consonant(in[at].c)) {
            out[f.out_count++] = in[at++];
            continue;
        }
        next = fold_step(&f, at);
        g_assert(next > at);
        at = next;
    }
    *repairs += f.repairs;
    return f.out_count;
}
