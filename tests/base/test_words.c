#include <criterion/criterion.h>

#include "base/words.h"

Test(words, each_language_gives_its_own)
{
    Words w = { 0 };

    words_set(&w, "แผน", "plan");
    cr_assert_str_eq(words_in(&w, LANG_TH), "แผน");
    cr_assert_str_eq(words_in(&w, LANG_EN), "plan");
    words_clear(&w);
}

Test(words, missing_language_is_stood_in_for)
{
    Words w = { 0 };

    cr_assert_str_eq(words_in(&w, LANG_TH), "");
    cr_assert_str_eq(words_in(&w, LANG_EN), "");
    words_set(&w, "แผน", NULL);
    cr_assert_str_eq(words_in(&w, LANG_EN), "แผน");
    words_set(&w, NULL, "plan");
    cr_assert_str_eq(words_in(&w, LANG_TH), "plan");
    words_clear(&w);
}

Test(words, set_from_itself_keeps_the_text)
{
    Words w = { 0 };

    words_set(&w, "แผน", "plan");
    words_set(&w, w.th, w.en);
    cr_assert_str_eq(w.th, "แผน");
    words_copy(&w, &w);
    cr_assert_str_eq(w.en, "plan");
    words_clear(&w);
    cr_assert_null(w.th);
}
