/*
 * reader_argv.h - how reader_pool.c speaks to reader_process.c
 */
#ifndef DOCUMENT_READER_ARGV_H
#define DOCUMENT_READER_ARGV_H

enum {
    READER_ARG_PROGRAM,
    READER_ARG_VERB,
    READER_ARG_PATH,
    READER_ARG_URL,
    READER_ARG_TYPE,
    READER_ARG_NAME,
    READER_ARG_FD,
    READER_ARGC
};

enum {
    READER_EXIT_USAGE = 2,
    READER_EXIT_WRITE = 3,
    READER_EXIT_NOT_STARTED = 127,
};

#endif
