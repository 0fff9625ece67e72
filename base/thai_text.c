#include "base/thai_text.h"
#include "base/thai_chars.h"

/* More marks than this on one letter are decoration; the rest is dropped. */
#define CLUSTER_MARKS_MAX 8

typedef struct {
    const TextCell *in;
    gsize in_count;
    TextCell *out;
    gsize out_count;
    ThaiKey key;
    guint repairs;
} Folding;

/* Spaces and U+FFFD between the marks of one letter; more are a real gap. */
#define CLUSTER_GAP_MAX 6

/* Signs that stand for another one. */
static const struct {
    guint16 from, to;
} sign_map[] = {
    { 0x2010, '-' },  { 0x2011, '-' },  { 0x2012, '-' },  { 0x2013, '-' },
    { 0x2014, '-' },  { 0x2015, '-' },  { 0x2018, '\'' }, { 0x2019, '\'' },
    { 0x201A, '\'' }, { 0x201B, '\'' }, { 0x201C, '"' },  { 0x201D, '"' },
    { 0x201E, '"' },  { 0x201F, '"' },  { 0x2032, '\'' }, { 0x2033, '"' },
    { 0x2212, '-' },  { 0xFE63, '-' },
};

/* The one form of @c; 0 drops it. */
static gunichar char_fold(gunichar c, ThaiKey key)
{
    if (c >= 'a' && c <= 'z')
        return c;
    if (c >= 'A' && c <= 'Z')
        return c + 0x20;
    if (c >= 0x0E50 && c <= 0x0E59)
        return '0' + (c - 0x0E50);
    /* ฏ for ฎ and the reverse is the commonest slip of all. */
    if (c == 0x0E0F)
        return 0x0E0E;
    if (thai_is_thai(c))
        return c;
    if (text_is_space(c))
        return ' ';
    /* Old text layers put a control character where a mark was. */
    if (text_is_control(c))
        return key == THAI_SKELETON ? 0 : ' ';
    if (c < 0x80)
        return c;
    if (text_is_invisible(c))
        return 0;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return char_fold(c - 0xFEE0, key);
    for (guint i = 0; i < G_N_ELEMENTS(sign_map); i++)
        if (sign_map[i].from == c)
            return sign_map[i].to;
    return g_unichar_tolower(c);
}

/* Pass 1: bytes to cells, each character in its one form. */
static gsize cells_read(const char *text, gsize len, ThaiKey key,
                        TextCell *cells, guint *repairs)
{
    gsize count = 0;
    guint used;

    for (gsize at = 0; at < len; at += used) {
        gunichar c = text_char_at(text, len, at, &used);
        gunichar glyph = thai_glyph_char(c);

        if (glyph != 0)
            (*repairs)++;
        c = char_fold(glyph != 0 ? glyph : c, key);
        if (c == 0)
            continue;
        cells[count].c = c;
        cells[count].start = (guint32)at;
        cells[count].end = (guint32)(at + used);
        count++;
    }
    return count;
}

static gunichar in_char(const Folding *f, gsize i)
{
    return i < f->in_count ? f->in[i].c : 0;
}

/* The output character @back places from the end, 1 being the last. */
static gunichar out_char(const Folding *f, gsize back)
{
    return f->out_count >= back ? f->out[f->out_count - back].c : 0;
}

static void out_put(Folding *f, TextCell cell)
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
    return !thai_is_thai(c) && g_unichar_isalnum(c);
}

/* A space between Latin words or numbers tells something; others do not. */
static gboolean space_is_kept(const Folding *f, gunichar next)
{
    gunichar prev = out_char(f, 1);

    if (prev == 0 || next == 0)
        return FALSE;
    if (f->key == THAI_FOLD)
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

    if (in_char(f, next) != THAI_SARA_AA || next != at + 1 ||
        !thai_is_consonant(out_char(f, 1)) ||
        f->in[at].start != f->out[f->out_count - 1].end)
        return FALSE;
    before = out_char(f, 2);
    if (thai_is_lead(before))
        return FALSE;
    return (at >= 2 && thai_is_thai(f->in[at - 2].c)) ||
           thai_is_thai(in_char(f, next + 1));
}

static gsize fold_space(Folding *f, gsize at)
{
    gsize next = skip_char(f, at, ' ');
    gunichar prev = out_char(f, 1), c = in_char(f, next);

    if (space_was_nikhahit(f, at, next)) {
        TextCell am = { THAI_SARA_AM, f->in[at].start, f->in[next].end };

        if (f->key == THAI_SKELETON)
            am.c = THAI_SARA_AA;
        out_put(f, am);
        f->repairs++;
        return next + 1;
    }
    if (thai_is_thai(prev) &&
        (thai_is_mark(c) || c == THAI_SARA_A || c == THAI_SARA_AA ||
         c == THAI_SARA_AM || c == THAI_LAKKHANGYAO)) {
        f->repairs++;
        return next;
    }
    if (thai_is_lead(prev) && thai_is_consonant(c)) {
        f->repairs++;
        return next;
    }
    if (space_is_kept(f, c))
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
    if (f->key != THAI_SKELETON)
        for (guint i = 0; i < cluster->marks_count; i++)
            out_put(f, marks[i]);
    if (!cluster->has_am)
        return;
    if (f->key == THAI_SKELETON)
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
    if (thai_is_mark(c) || c == THAI_SARA_AM)
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

        if (thai_is_mark(cell.c)) {
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

/* "ทาํ": some programs write the ring after the sara aa. */
static gsize fold_aa(Folding *f, gsize at)
{
    Cluster cluster = { .has_am = FALSE };
    TextCell aa = f->in[at];
    gsize next = at + 1;
    guint doubled = 0;

    aa.c = THAI_SARA_AA;
    while (thai_is_mark(in_char(f, next)) &&
           cluster.marks_count < CLUSTER_MARKS_MAX)
        cluster_add_mark(&cluster, f->in[next++], &doubled);
    if (!cluster_join_am(&cluster, aa)) {
        out_put(f, aa);
        return at + 1;
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

    if (c == THAI_SARA_AM && thai_is_thai(prev)) {
        f->repairs++;
        return next;
    }
    if (c == THAI_SARA_AA && thai_is_consonant(prev) &&
        !thai_is_lead(out_char(f, 2))) {
        TextCell am = { f->key == THAI_SKELETON ? THAI_SARA_AA : THAI_SARA_AM,
                        f->in[at].start, f->in[next].end };

        out_put(f, am);
        f->repairs++;
        return next + 1;
    }
    if (f->key == THAI_SKELETON && thai_is_thai(prev))
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

    if (!thai_is_thai(out_char(f, 1)))
        return at;
    while (next < at + 2) {
        gunichar c = in_char(f, next);
        gboolean sign = c > ' ' && c < 0x7F && !g_ascii_isalnum((char)c);

        if (!sign && !(c >= 0xE000 && c <= 0xF8FF))
            break;
        next++;
    }
    return thai_is_thai(in_char(f, next)) ? next : at;
}

/* One step of pass 2: reads at least one cell, returns where to go on. */
static gsize fold_step(Folding *f, gsize at)
{
    TextCell cell = f->in[at];
    gunichar prev;

    if (f->key == THAI_SKELETON) {
        gsize next = skip_junk(f, at);

        if (next != at)
            return next;
    }
    if (cell.c == ' ')
        return fold_space(f, at);
    if (!thai_is_thai(cell.c) && cell.c != CHAR_UNKNOWN) {
        out_put(f, cell);
        return at + 1;
    }
    if (cell.c == CHAR_UNKNOWN)
        return fold_unknown(f, at);
    if (thai_is_mark(cell.c) || cell.c == THAI_SARA_AM)
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

static ThaiFolded *folded_from(const Folding *f, gsize len)
{
    ThaiFolded *folded = g_new0(ThaiFolded, 1);
    gsize count = f->out_count;

    if (count > 0 && f->out[count - 1].c == ' ')
        count--;
    folded->chars = g_new(gunichar, count + 1);
    folded->start_at = g_new(guint32, count + 1);
    folded->end_at = g_new(guint32, count + 1);
    for (gsize i = 0; i < count; i++) {
        folded->chars[i] = f->out[i].c;
        folded->start_at[i] = f->out[i].start;
        folded->end_at[i] = f->out[i].end;
    }
    folded->chars[count] = 0;
    folded->start_at[count] = folded->end_at[count] = (guint32)len;
    folded->count = count;
    folded->repairs = f->repairs;
    return folded;
}

ThaiFolded *thai_fold(const char *text, gsize len, ThaiKey key)
{
    g_autofree TextCell *in = NULL, *out = NULL;
    Folding f = { .key = key };

    g_assert(text != NULL || len == 0);
    g_assert(len < G_MAXUINT32);
    /* A step never writes more cells than it has read. */
    in = g_new(TextCell, len + 1);
    out = g_new(TextCell, len + 1);
    f.in_count = cells_read(text, len, key, in, &f.repairs);
    f.in = in;
    f.out = out;
    for (gsize at = 0; at < f.in_count;) {
        gsize next = fold_step(&f, at);

        g_assert(next > at);
        at = next;
    }
    return folded_from(&f, len);
}

void thai_folded_free(ThaiFolded *folded)
{
    if (folded == NULL)
        return;
    g_free(folded->chars);
    g_free(folded->start_at);
    g_free(folded->end_at);
    g_free(folded);
}

char *thai_folded_utf8(const ThaiFolded *folded)
{
    GString *utf8 = g_string_sized_new(folded->count * 3 + 1);

    for (gsize i = 0; i < folded->count; i++)
        g_string_append_unichar(utf8, folded->chars[i]);
    return g_string_free(utf8, FALSE);
}

char *thai_fold_utf8(const char *text, ThaiKey key)
{
    g_autoptr(ThaiFolded) folded = thai_fold(text, strlen(text), key);

    return thai_folded_utf8(folded);
}
