#!/bin/sh
# check_calls.sh [ROOT] - calls that have no place here.
#
# One row a call: where it may stand, and what to do instead. Comments and
# strings do not count.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${1:-$here/../..}
cd "$root"

files=$(find app base crawler document rules reports store \
    -name '*.[ch]' 2>/dev/null | sort)
if [ -z "$files" ]; then
    echo "check_calls: no sources under $root" >&2
    exit 2
fi

for file in $files; do
    awk -f "$here/code_only.awk" "$file" | awk -v file="$file" '
    BEGIN {
        # Unsafe: no bound, hidden state, a shell, no way to see a fault.
        ban("strcpy stpcpy", "", "g_strlcpy or a GString")
        ban("strcat strncat", "", "a GString")
        ban("sprintf vsprintf", "", "g_snprintf or g_strdup_printf")
        ban("gets", "", "fgets")
        ban("strtok", "", "g_strsplit")
        ban("system popen", "", "g_spawn with an argument list")
        ban("atoi atol atoll atof", "", "g_ascii_string_to_signed")
        ban("tmpnam tempnam mktemp", "", "g_file_open_tmp")
        ban("alloca strdupa", "", "g_malloc")
        ban("setjmp longjmp", "document/*", "GError")
        # The locale must not change what a Thai text means.
        ban("isalpha isdigit isalnum isspace isupper islower ispunct" \
            " isprint iscntrl isxdigit toupper tolower", "",
            "g_ascii_* or g_unichar_*")
        ban("strcoll strxfrm strcasecmp strncasecmp", "", "g_ascii_*")
        # Only app/ prints or ends the program; a reader process is a
        # program of its own.
        ban("printf vprintf puts putchar perror g_print g_printerr", "app/*",
            "a GError, or data for app/ to show")
        ban("exit abort", "app/*", "a GError")
        # A child between fork and exec has no other way out.
        ban("_exit quick_exit", "app/* document/isolate.c" \
            " crawler/render_chromium.c", "a GError")
        # The only clock is base/clock.c; the age of a file on disk is
        # measured against the real one.
        ban("time gettimeofday clock_gettime g_get_real_time" \
            " g_date_time_new_now_utc g_date_time_new_now_local" \
            " g_date_time_new_now", "base/clock.c app/document_cache.c" \
            " crawler/fetch_spool.c", "clock_now_at")
    }
    function ban(names, where, instead,    part, n, i) {
        n = split(names, part, " ")
        for (i = 1; i <= n; i++) {
            allowed[part[i]] = where
            advice[part[i]] = instead
        }
    }
    function fits(name, pattern) {
        if (pattern ~ /\*$/)
            return index(name, substr(pattern, 1, length(pattern) - 1)) == 1
        return name == pattern
    }
    function may_stand(call,    part, n, i) {
        n = split(allowed[call], part, " ")
        for (i = 1; i <= n; i++)
            if (fits(file, part[i]))
                return 1
        return 0
    }
    function fault(line, text) {
        printf "%s:%d: %s\n", file, line, text
        faults++
    }
    /^[ \t]*#[ \t]*include[ \t]*<(ctype|wctype)\.h>/ {
        fault(FNR, "<ctype.h> follows the locale: g_ascii_*, g_unichar_*")
    }
    {
        rest = $0
        before = ""
        while (match(rest, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
            call = substr(rest, RSTART, RLENGTH - 1)
            sub(/[ \t]+$/, "", call)
            before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : ""
            # A member, or digits glued in front, is no call of that name.
            if ((call in allowed) && before !~ /[.>0-9]/ && !may_stand(call))
                fault(FNR, call "(): use " advice[call])
            rest = substr(rest, RSTART + RLENGTH)
        }
        # Streams of the terminal.
        if (file !~ /^app\// &&
            $0 ~ /(^|[^A-Za-z_0-9])(stdout|stderr)([^A-Za-z_0-9]|$)/)
            fault(FNR, "only app/ writes to the terminal")
    }
    END { exit faults > 0 }
    ' || bad=1
done
if [ "${bad:-0}" = 1 ]; then
    echo "calls that have no place here"
    exit 1
fi
echo "no banned call in $(echo "$files" | wc -l) files"
