#include "document/text_quality.h"

#include <string.h>

void text_quality_judge(Document *document, const char *text, guint repairs)
{
    ThaiMeasure measure = thai_measure(text, strlen(text), TRUE);

    document->text_quality = measure.quality;
    if (measure.letters_count == 0 && document->blocks->len == 0) {
        document->reason = READ_EMPTY;
        document->text_quality = TEXT_EMPTY;
        return;
    }
    switch (measure.quality) {
    case TEXT_EMPTY:
        /* A title alone is little, but it was read. */
        document->text_quality = TEXT_GOOD;
        break;
    case TEXT_GARBAGE:
        document->reason = READ_DAMAGED_TEXT;
        break;
    case TEXT_MARKS_LOST:
        if (repairs == 0)
            document->reason = READ_DAMAGED_TEXT;
        break;
    default:
        break;
    }
}
