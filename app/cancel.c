#include "app/cancel.h"

#include <signal.h>
#include <unistd.h>

static volatile gint flag;
static volatile sig_atomic_t caught;

static void on_signal(int number)
{
    if (flag != 0)
        _exit(128 + number);
    caught = number;
    flag = 1;
}

void cancel_install(void)
{
    struct sigaction action = { .sa_handler = on_signal };

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

const volatile gint *cancel_flag(void)
{
    return &flag;
}

int cancel_signal(void)
{
    return caught;
}
