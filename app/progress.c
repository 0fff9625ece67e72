#include "app/progress.h"

#include <stdio.h>
#include <unistd.h>

/* A terminal is not redrawn more often than this. */
#define REDRAW_US 80000

struct Progress {
    Lang lang;
    ProgressPhase phase;
    guint done, count;
    gint64 drawn_at_us;
};

static const char *const labels[][2] = {
    [PROGRESS_FETCH] = { "กำลังเปิดหน้าเว็บ", "fetching" },
    [PROGRESS_READ] = { "กำลังอ่านเอกสาร", "reading" },
    [PROGRESS_JUDGE] = { "กำลังตรวจ", "judging" },
};
_Static_assert(G_N_ELEMENTS(labels) == PROGRESS_PHASE_COUNT, "a label a phase");

Progress *progress_new(Lang lang, gboolean quiet)
{
    Progress *progress;

    if (quiet || !isatty(STDERR_FILENO))
        return NULL;
    progress = g_new0(Progress, 1);
    progress->lang = lang;
    return progress;
}

void progress_free(Progress *progress)
{
    if (progress == NULL)
        return;
    fputs("\r\033[K", stderr);
    g_free(progress);
}

static void draw(Progress *progress)
{
    fprintf(stderr, "\r\033[K%s %u/%u", labels[progress->phase][progress->lang],
            progress->done, progress->count);
    fflush(stderr);
    progress->drawn_at_us = g_get_monotonic_time();
}

void progress_begin(Progress *progress, ProgressPhase phase, guint count)
{
    if (progress == NULL)
        return;
    progress->phase = phase;
    progress->done = 0;
    progress->count = count;
    draw(progress);
}

void progress_step(Progress *progress)
{
    if (progress == NULL)
        return;
    progress->done++;
    if (progress->done == progress->count ||
        g_get_monotonic_time() - progress->drawn_at_us >= REDRAW_US)
        draw(progress);
}
