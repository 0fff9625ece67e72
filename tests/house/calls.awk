# The calls that have no place here: one row a group of names, the files where
# it may stand all the same, and what to use instead.
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
    ban("isalpha isdigit isalnum isspace isupper islower ispunct isprint" \
        " iscntrl isxdigit toupper tolower", "", "g_ascii_* or g_unichar_*")
    ban("strcoll strxfrm strcasecmp strncasecmp", "", "g_ascii_*")
    # Only app/ prints or ends the program; a reader process is a program of
    # its own.
    ban("printf vprintf puts putchar perror g_print g_printerr", "app/*",
        "a GError, or data for app/ to show")
    ban("exit abort", "app/*", "a GError")
    # A child between fork and exec has no other way out.
    ban("_exit quick_exit",
        "app/* document/isolate.c document/program.c document/reader_pool.c" \
        " crawler/browser.c document/legacy_convert.c", "a GError")
    # The only clock is base/clock.c; the age of a file on disk is measured
    # against the real one.
    ban("time gettimeofday clock_gettime g_get_real_time" \
        " g_date_time_new_now g_date_time_new_now_utc" \
        " g_date_time_new_now_local",
        "base/clock.c app/document_cache.c crawler/fetch_spool.c",
        "clock_now_at")
}

function ban(names, where, instead,    part, n, i) {
    n = split(names, part, " ")
    for (i = 1; i <= n; i++) {
        allowed[part[i]] = where
        advice[part[i]] = instead
    }
}

function may_stand(call,    part, n, i, p) {
    n = split(allowed[call], part, " ")
    for (i = 1; i <= n; i++) {
        p = part[i]
        if (p == FILENAME ||
            (sub(/\*$/, "", p) && index(FILENAME, p) == 1))
            return 1
    }
    return 0
}

function fault(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    faults++
}

/^[ \t]*#[ \t]*include[ \t]*<w?ctype\.h>/ {
    fault("<ctype.h> follows the locale: use g_ascii_* or g_unichar_*")
}

{
    code = rest = code_only($0)
    while (match(rest, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
        call = substr(rest, RSTART, RLENGTH - 1)
        sub(/[ \t]+$/, "", call)
        before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : ""
        # What follows "." or "->" is a member of that name, no call of it.
        if ((call in allowed) && before !~ /[.>0-9]/ && !may_stand(call))
            fault(call "(): use " advice[call])
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (FILENAME !~ /^app\// &&
        code ~ /(^|[^A-Za-z_0-9])(stdout|stderr)([^A-Za-z_0-9]|$)/)
        fault("only app/ writes to the terminal")
}

END {
    if (faults > 0) {
        printf "%d call(s) that have no place here\n", faults
        exit 1
    }
    printf "no banned call in %d lines\n", NR
}
