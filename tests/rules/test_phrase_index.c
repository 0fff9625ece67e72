#include <criterion/criterion.h>

#include <string.h>
#include "rules/phrase_index.h"

static int hits;

static void count_hit(int id, gsize from, gsize to, gpointer data)
{
    (void)id;
    (void)from;
    (void)to;
    (void)data;
    hits++;
}

/* How often @phrase is found in @text. */
static int found(const char *phrase, const char *text)
{
    PhraseIndex *index = phrase_index_new();
    g_autoptr(ThaiFolded) folded = thai_fold(text, strlen(text), THAI_SQUASH);

    hits = 0;
    phrase_index_add(index, phrase);
    phrase_index_build(index);
    phrase_index_scan(index, folded, count_hit, NULL);
    phrase_index_free(index);
    return hits;
}

Test(phrase_index, ignores_spaces_digits_and_spellings_of_sara_am)
{
    cr_expect_eq(found("แผนดำเนินงาน", "แผน ดําเนิน งานประจำปี"), 1);
    cr_expect_eq(found("รอบ 6 เดือน", "รายงานรอบ ๖ เดือน"), 1);
    cr_expect_eq(found("กฎหมาย", "กฏหมายที่เกี่ยวข้อง"), 1);
    cr_expect_eq(found("No Gift Policy", "NO  GIFT policy"), 1);
}

Test(phrase_index, finds_overlapping_phrases)
{
    PhraseIndex *index = phrase_index_new();
    const char *text = "ผู้อำนวยการกองคลัง";
    g_autoptr(ThaiFolded) folded = thai_fold(text, strlen(text), THAI_SQUASH);

    hits = 0;
    phrase_index_add(index, "ผู้อำนวยการ");
    phrase_index_add(index, "ผู้อำนวยการกอง");
    phrase_index_add(index, "กองคลัง");
    phrase_index_build(index);
    phrase_index_scan(index, folded, count_hit, NULL);
    cr_expect_eq(hits, 3);
    phrase_index_free(index);
}

Test(phrase_index, never_cuts_a_syllable)
{
    cr_expect_eq(found("แผน", "แผนา"), 0);
    cr_expect_eq(found("กอง", "เกอง"), 0);
    cr_expect_eq(found("ประกา", "ประกาศ"), 1);
    cr_expect_eq(found("กรมฯ", "กรมฯ มีมติ"), 1);
}

Test(phrase_index, never_cuts_a_latin_word_or_a_number)
{
    cr_expect_eq(found("ITA", "digital"), 0);
    cr_expect_eq(found("ITA", "ผล ITA ปีนี้"), 1);
    cr_expect_eq(found("6 เดือน", "16 เดือน"), 0);
}

Test(phrase_index, gives_one_id_to_spellings_that_fold_alike)
{
    PhraseIndex *index = phrase_index_new();

    cr_expect_eq(phrase_index_add(index, "ประจำปี"), 0);
    cr_expect_eq(phrase_index_add(index, "ประจําปี"), 0);
    cr_expect_eq(phrase_index_add(index, "  "), -1);
    cr_expect_eq(phrase_index_count(index), 1);
    phrase_index_free(index);
}
