/*
 * program.h - run the built program in a folder of its own, for tests
 *
 * Takes    OIT_PROGRAM, the path of the program; SOURCE_DIR
 * Gives    exit code, stdout and stderr of each run
 *
 * The history goes into the temporary folder; no test touches the network.
 */
#ifndef TESTS_APP_PROGRAM_H
#define TESTS_APP_PROGRAM_H

#include <criterion/criterion.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/json.h"

typedef struct {
    char *dir; /* temporary, taken away by program_clear() */
    char *out, *err;
    int code;
} Program;

static inline void program_init(Program *program)
{
    memset(program, 0, sizeof(*program));
    program->dir = g_dir_make_tmp("oit-audit-test-XXXXXX", NULL);
    cr_assert_not_null(program->dir);
}

static inline void program_clear(Program *program)
{
    char *argv[] = { (char *)"rm", (char *)"-rf", (char *)"--", program->dir,
                     NULL };

    g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                 NULL, NULL);
    g_free(program->dir);
    g_free(program->out);
    g_free(program->err);
}

/* Writes a file below the folder, making the folders on the way. */
static inline char *program_file(const Program *program, const char *name,
                                 const char *content)
{
    char *path = g_build_filename(program->dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0700);
    cr_assert(g_file_set_contents(path, content, -1, NULL));
    return path;
}

/* Runs the program in @cwd (NULL: its folder); words end with NULL. */
static inline int program_run_in(Program *program, const char *cwd,
                                 const char *const *words)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_auto(GStrv) env = g_get_environ();
    g_autofree char *data = g_build_filename(program->dir, "data", NULL);
    g_autoptr(GError) error = NULL;
    int status = 0;

    g_ptr_array_add(argv, (gpointer)OIT_PROGRAM);
    for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add(argv, (gpointer)words[i]);
    g_ptr_array_add(argv, NULL);
    env = g_environ_setenv(env, "XDG_DATA_HOME", data, TRUE);
    env = g_environ_setenv(env, "XDG_CONFIG_HOME", data, TRUE);
    g_clear_pointer(&program->out, g_free);
    g_clear_pointer(&program->err, g_free);
    cr_assert(g_spawn_sync(cwd != NULL ? cwd : program->dir,
                           (char **)argv->pdata, env, G_SPAWN_DEFAULT, NULL,
                           NULL, &program->out, &program->err, &status, &error),
              "%s", error != NULL ? error->message : "");
    cr_assert(WIFEXITED(status), "killed by signal %d\n%s", WTERMSIG(status),
              program->err);
    program->code = WEXITSTATUS(status);
    cr_assert(strstr(program->err, "Sanitizer") == NULL &&
                  strstr(program->err, "runtime error:") == NULL,
              "%s", program->err);
    return program->code;
}

#define program_run(program, ...)                                              \
    program_run_in(program, NULL, (const char *const[]){ __VA_ARGS__, NULL })

/* stdout as JSON; freed by the caller. */
static inline JsonValue *program_json(const Program *program)
{
    g_autoptr(GError) error = NULL;
    JsonValue *json = json_parse(program->out, strlen(program->out), &error);

    cr_assert_not_null(json, "%s\n%s",
                       error != NULL ? error->message : "no JSON",
                       program->err);
    return json;
}

static inline const JsonValue *json_by_id(const JsonValue *list, const char *id)
{
    for (gsize i = 0; i < json_length(list); i++)
        if (g_strcmp0(json_get_string(json_at(list, i), "id"), id) == 0)
            return json_at(list, i);
    return NULL;
}

static inline const JsonValue *json_item(const JsonValue *audit,
                                         const char *item)
{
    return json_by_id(
        json_get(json_at(json_get(audit, "agencies"), 0), "items"), item);
}

static inline const char *json_element(const JsonValue *audit, const char *item,
                                       const char *element)
{
    const JsonValue *found =
        json_by_id(json_get(json_item(audit, item), "elements"), element);

    return found == NULL ? "(none)" : json_get_string(found, "verdict");
}

#endif
