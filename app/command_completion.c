#include "app/commands.h"

#include <string.h>

static void append_command(GString *out, const Command *command)
{
    g_string_append_printf(out, "        %s) words=\"", command->name);
    for (guint i = 0; command->options[i] != NULL; i++)
        g_string_append_printf(out, "%s--%s", i > 0 ? " " : "",
                               command->options[i]);
    g_string_append(out, "\" ;;\n");
}

ExitCode command_completion(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    g_autoptr(GString) out = g_string_new("_oit_audit()\n"
                                          "{\n"
                                          "    local words\n"
                                          "    case \"${COMP_WORDS[1]}\" in\n");
    gsize count;
    const Command *rows = commands(&count);

    if (words->len != 1 || strcmp(g_ptr_array_index(words, 0), "bash") != 0) {
        complain("say which shell: completion bash");
        return EXIT_USAGE;
    }
    for (gsize i = 0; i < count; i++)
        append_command(out, &rows[i]);
    g_string_append(out, "        *) words=\"\" ;;\n"
                         "    esac\n"
                         "    [ \"$COMP_CWORD\" = 1 ] && words=\"");
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", rows[i].name);
    g_string_append(out, "\"\n"
                         "    COMPREPLY=($(compgen -W \"$words\" -- "
                         "\"${COMP_WORDS[COMP_CWORD]}\"))\n"
                         "}\n"
                         "complete -o default -F _oit_audit oit-audit\n");
    return print_bytes(out->str, out->len);
}
