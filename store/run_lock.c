#include "store/run_lock.h"

#include "base/clock.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* "process 123, since 2026-11-24T09:52:00Z" */
#define HOLDER_MAX_LEN 80

static void read_holder(int fd, char *holder)
{
    gssize len = pread(fd, holder, HOLDER_MAX_LEN - 1, 0);

    holder[MAX(len, 0)] = '\0';
    holder[strcspn(holder, "\r\n")] = '\0';
    if (holder[0] == '\0' || !g_str_is_ascii(holder))
        strncpy(holder, "unknown", HOLDER_MAX_LEN - 1);
}

/* The lock holds without it, so a full disk does not matter here. */
static void write_holder(int fd)
{
    g_autofree char *since = clock_format_utc(clock_now_at());
    g_autofree char *holder =
        g_strdup_printf("process %d, since %s\n", (int)getpid(), since);

    if (ftruncate(fd, 0) != 0 ||
        pwrite(fd, holder, strlen(holder), 0) < (gssize)strlen(holder))
        g_debug("run lock: its holder could not be written");
}

int run_lock_take(const char *path, GError **error)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    char holder[HOLDER_MAX_LEN] = "";

    if (fd < 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_OPEN,
                    "%s: cannot be opened: %s", path, g_strerror(errno));
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        write_holder(fd);
        return fd;
    }
    if (errno == EWOULDBLOCK) {
        read_holder(fd, holder);
        g_set_error(error, STORE_ERROR, STORE_ERROR_BUSY,
                    "%s: another run is going on (%s)", path, holder);
    } else {
        g_set_error(error, STORE_ERROR, STORE_ERROR_OPEN,
                    "%s: cannot be locked: %s", path, g_strerror(errno));
    }
    close(fd);
    return -1;
}
