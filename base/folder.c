#include "base/folder.h"

#include <ftw.h>
#include <glib.h>
#include <stdio.h>

enum { FDS = 16 }; /* open at once; a deeper folder takes longer */

static int entry_remove(const char *path, const struct stat *about, int kind,
                        struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

void folder_remove(const char *path)
{
    nftw(path, entry_remove, FDS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
