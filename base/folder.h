/*
 * folder.h - take a folder of our own away again
 *
 * Follows no links and leaves what is mounted in it; what can not be removed
 * stays.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

/* @path and all that is in it. */
void folder_remove(const char *path);

#endif
