/*
 * temp_dir.h - take a folder of our own away again
 */
#ifndef APP_TEMP_DIR_H
#define APP_TEMP_DIR_H

/* Removes @dir and the files in it. Follows no links; folders in it stay, and
 * so does it then. */
void temp_dir_remove(const char *dir);

#endif
