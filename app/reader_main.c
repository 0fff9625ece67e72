/*
 * reader_main.c - the reader process as a program of its own
 *
 * A run starts one process a document. The whole program links dozens of
 * libraries that a reader never calls, and loading them takes longer than
 * reading most documents; this one links what readers need. Where it is not
 * there, the program starts itself with the hidden verb.
 */
#include "document/reader.h"

int main(int argc, char **argv)
{
    return reader_process_main(argc, argv);
}
