#include "base/words.h"

void words_set(Words *words, const char *th, const char *en)
{
    char *new_th = g_strdup(th);
    char *new_en = g_strdup(en);

    words_clear(words);
    words->th = new_th;
    words->en = new_en;
}

void words_copy(Words *to, const Words *from)
{
    words_set(to, from->th, from->en);
}

void words_clear(Words *words)
{
    g_clear_pointer(&words->th, g_free);
    g_clear_pointer(&words->en, g_free);
}

const char *words_in(const Words *words, Lang lang)
{
    if (lang == LANG_EN && words->en != NULL)
        return words->en;
    if (words->th != NULL)
        return words->th;
    return words->en != NULL ? words->en : "";
}
