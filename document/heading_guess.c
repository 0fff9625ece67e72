#include "document/heading_guess.h"

#include <string.h>

enum {
    HEADING_MAX_CHARS = 120,
    BOLD_RUN_MAX = 3, /* more in a row are not headings */
};

gboolean heading_guess(const FlowText *text)
{
    return text->links->len == 0 && text->letters_len > 0 &&
           text->bold_len == text->letters_len &&
           strchr(text->text->str, '\n') == NULL &&
           g_utf8_strlen(text->text->str, -1) <= HEADING_MAX_CHARS;
}

int heading_guess_level(int last_level)
{
    return CLAMP(last_level + 1, 3, 6);
}

/* Headings guessed from bold type were none where nearly all is bold. */
void heading_guesses_check(Document *document, const GPtrArray *guessed)
{
    const GPtrArray *blocks = document->blocks;
    guint text_count = 0, run = 0, next = 0;

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        gboolean is_guess =
            next < guessed->len && g_ptr_array_index(guessed, next) == block;

        if (block->kind == BLOCK_PARAGRAPH || is_guess)
            text_count++;
        run = is_guess ? run + 1 : 0;
        for (guint back = 0; run > BOLD_RUN_MAX && back < run; back++) {
            Block *demoted = g_ptr_array_index(blocks, i - back);

            if (demoted->kind == BLOCK_PARAGRAPH && back > 0)
                break;
            demoted->kind = BLOCK_PARAGRAPH;
            demoted->level = 0;
        }
        next += is_guess ? 1 : 0;
    }
    for (guint i = 0; guessed->len * 3 > text_count * 2 &&
                      guessed->len > BOLD_RUN_MAX && i < guessed->len;
         i++) {
        Block *block = g_ptr_array_index(guessed, i);

        block->kind = BLOCK_PARAGRAPH;
        block->level = 0;
    }
}
