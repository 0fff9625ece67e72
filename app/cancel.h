/*
 * cancel.h - SIGINT and SIGTERM: once to finish cleanly, twice to quit
 */
#ifndef APP_CANCEL_H
#define APP_CANCEL_H

#include <glib.h>

/* Catches the signals from now on. */
void cancel_install(void);
/* Turns nonzero with the first signal. */
const volatile gint *cancel_flag(void);
/* The signal that came, 0 for none. */
int cancel_signal(void);

#endif
