/*
 * A program whose readers misbehave on request: the name of the file says
 * how. Any other file is read as the real program would.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "document/reader.h"

enum { RESULT_FD = 3 };

static void say(const char *text)
{
    if (write(RESULT_FD, text, strlen(text)) < 0)
        _exit(9);
}

static int crash(void)
{
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return 0;
}

static int hang(void)
{
    while (pause() < 0)
        ;
    return 0;
}

static int spin(void)
{
    struct rlimit one = { 1, 2 };

    setrlimit(RLIMIT_CPU, &one);
    for (volatile unsigned long i = 1; i != 0; i++)
        ;
    return 0;
}

/* Asks for memory until there is no more, and aborts as GLib does. */
static int eat(void)
{
    enum { BLOCK_LEN = 1 << 20 };
    struct rlimit little = { 256u << 20, 256u << 20 };
    char *more;

    setrlimit(RLIMIT_DATA, &little);
    do {
        more = mmap(NULL, BLOCK_LEN, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    } while (more != MAP_FAILED);
    abort();
    return 0;
}

static int flood(void)
{
    static char block[1 << 16];

    memset(block, 'x', sizeof(block));
    while (write(RESULT_FD, block, sizeof(block)) > 0)
        ;
    return 0;
}

static int nonsense(void)
{
    say("this is no JSON");
    return 0;
}

static int half(void)
{
    say("{\"format\": \"text\", \"blo");
    return 0;
}

static int other(void)
{
    say("[1, 2, 3]");
    return 0;
}

static int silent(void)
{
    return 0;
}

static int fail(void)
{
    return 5;
}

/* Says all and then does not end. */
static int linger(void)
{
    close(RESULT_FD);
    return hang();
}

/* Ends, but leaves a child that holds the pipe. Its number goes into the
 * file that the reader was to read. */
static int leave(const char *path)
{
    pid_t pid = fork();

    if (pid == 0)
        hang();
    FILE *file = fopen(path, "w");
    fprintf(file, "%d", (int)pid);
    fclose(file);
    return 0;
}

/* Reads as usual, and is killed from outside after so many microseconds. */
static void killed_after(const char *us)
{
    pid_t reader = getpid();

    if (fork() != 0)
        return;
    usleep((useconds_t)atoi(us));
    kill(reader, SIGKILL);
    _exit(0);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*act)(void);
    } acts[] = {
        { "crash", crash }, { "hang", hang },     { "spin", spin },
        { "eat", eat },     { "flood", flood },   { "nonsense", nonsense },
        { "half", half },   { "other", other },   { "silent", silent },
        { "fail", fail },   { "linger", linger },
    };
    const char *name;

    if (argc < 3 || strcmp(argv[1], READER_PROCESS_VERB) != 0)
        return 2;
    name = strrchr(argv[2], '/');
    name = name == NULL ? argv[2] : name + 1;
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
        if (strcmp(name, acts[i].name) == 0)
            return acts[i].act();
    }
    if (strcmp(name, "leave") == 0)
        return leave(argv[2]);
    if (strncmp(name, "killed-", strlen("killed-")) == 0)
        killed_after(name + strlen("killed-"));
    return reader_process_main(argc, argv);
}
