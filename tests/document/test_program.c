#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "document/program.h"

static ProgramResult *shell(const char *script, gsize max_len, int wall_s)
{
    const char *const argv[] = { "sh", "-c", script, NULL };
    int fd = open("/etc/hostname", O_RDONLY | O_CLOEXEC);
    ProgramResult *result = program_run(argv, fd, max_len, wall_s);

    close(fd);
    return result;
}

Test(program, output_errors_and_status_come_back)
{
    g_autoptr(ProgramResult) result =
        shell("echo yes; echo no >&2; exit 3", 100, 5);

    cr_expect_eq(result->end, PROGRAM_EXITED);
    cr_expect_eq(result->exit_status, 3);
    cr_expect_str_eq(result->output->str, "yes\n");
    cr_expect_str_eq(result->errors->str, "no\n");
}

Test(program, input_is_where_it_says)
{
    g_autofree char *host = NULL;
    g_autoptr(ProgramResult) result = shell("cat " PROGRAM_INPUT_PATH, 1000, 5);

    cr_assert(g_file_get_contents("/etc/hostname", &host, NULL, NULL));
    cr_expect_str_eq(result->output->str, host);
}

Test(program, environment_is_bare)
{
    g_autoptr(ProgramResult) result = NULL;

    g_setenv("SECRET_TOKEN", "made up", TRUE);
    result = shell("env", 10000, 5);
    cr_expect_null(strstr(result->output->str, "SECRET_TOKEN"));
    cr_expect_not_null(strstr(result->output->str, "LC_ALL=C.UTF-8"));
}

Test(program, missing_program_is_told)
{
    const char *const argv[] = { "no-such-program-here", NULL };
    g_autoptr(ProgramResult) result = program_run(argv, 0, 100, 5);

    cr_expect_eq(result->end, PROGRAM_MISSING);
}

Test(program, endless_program_is_stopped, .timeout = 20)
{
    gint64 from = g_get_monotonic_time();
    g_autoptr(ProgramResult) result = shell("while :; do sleep 1; done", 99, 1);

    cr_expect_eq(result->end, PROGRAM_TIMEOUT);
    cr_expect_lt(g_get_monotonic_time() - from, 5 * G_TIME_SPAN_SECOND);
}

Test(program, endless_output_is_cut, .timeout = 20)
{
    g_autoptr(ProgramResult) result = shell("yes", 100000, 10);

    cr_expect_eq(result->end, PROGRAM_TOO_MUCH);
    cr_expect_eq(result->output->len, 100000);
}

Test(program, many_errors_do_not_block_it, .timeout = 20)
{
    g_autoptr(ProgramResult) result =
        shell("yes | head -c 1000000 >&2; echo end", 100, 10);

    cr_expect_eq(result->end, PROGRAM_EXITED);
    cr_expect_str_eq(result->output->str, "end\n");
    cr_expect_leq(result->errors->len, 4096);
}

Test(program, death_by_a_signal_is_told)
{
    g_autoptr(ProgramResult) result = shell("kill -SEGV $$", 100, 5);

    cr_expect_eq(result->end, PROGRAM_DIED);
}
