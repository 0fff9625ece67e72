#!/bin/sh
# check_arrows.sh [ROOT] - includes go against the data, never with it; an
# outside library is seen in its home only.
#
# Two tables decide: "arrow ROOM what-it-may-include" and "home HEADER files".
# An outside header without a row is a fault too: a new library gets a home
# here and a line in docs/ADDING.md. Tests, benches, fuzzers and generators
# stand outside the house and may look in everywhere.
set -eu
root=${1:-$(dirname "$0")/../..}
cd "$root"

files=$(find app base crawler document rules reports store \
    -name '*.[ch]' 2>/dev/null | sort)
if [ -z "$files" ]; then
    echo "check_arrows: no sources under $root" >&2
    exit 2
fi

# shellcheck disable=SC2086 # one word a file
awk '
# --- the tables -------------------------------------------------------------
BEGIN {
    arrow("base", "base/*")
    arrow("crawler", "crawler/* base/*")
    arrow("document", "document/* base/*")
    arrow("rules", "rules/* document/* crawler/link_state.h base/*")
    arrow("reports", "reports/* rules/audit.h rules/finding.h base/*")
    arrow("store", "store/* rules/audit.h base/*")
    arrow("app", "app/* base/* crawler/* document/* rules/* reports/* store/*")

    # The C library, POSIX and GLib are at home everywhere.
    home("assert.h errno.h inttypes.h limits.h locale.h math.h stdarg.h" \
         " stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h time.h", "*")
    home("dirent.h fcntl.h ftw.h poll.h signal.h spawn.h unistd.h utime.h" \
         " sys/file.h sys/mman.h sys/prctl.h sys/random.h sys/resource.h" \
         " sys/select.h sys/stat.h sys/time.h sys/types.h sys/wait.h" \
         " sys/statvfs.h sys/syscall.h sys/ioctl.h termios.h sched.h" \
         " linux/* endian.h", "*")
    home("arpa/inet.h netdb.h netinet/* sys/socket.h sys/un.h",
         "base/url_host.c crawler/* document/isolate.c")
    home("pwd.h", "crawler/browser.c")
    home("glib.h glib/* glib-unix.h glib-object.h gio/*", "*")

    home("yaml.h", "base/yaml.c")
    home("jansson.h", "base/json.c")
    home("idn2.h", "base/url_host.c")
    home("zlib.h", "crawler/gzip.c")
    home("curl/*", "crawler/fetch_curl.c")
    home("openssl/*", "crawler/fetch_curl.c crawler/fetch_tls.c")
    home("libxml/*", "document/xml.c document/xml.h")
    home("libxml/xmlwriter.h libxml/tree.h libxml/xmlmemory.h" \
         " libxml/xmlerror.h libxml/xmlsave.h libxslt/* libexslt/*",
         "reports/*")
    home("libxml/parser.h", "reports/report_xslt.c") # our own templates only
    home("zip.h", "document/package.c reports/docx*.c reports/report_*.c")
    home("xlsxwriter.h", "reports/report_xlsx.c")
    home("pcre2.h", "rules/*")
    home("sqlite3.h", "store/*")
    home("tesseract/* leptonica/*", "document/ocr_engine.c")
    home("dlfcn.h", "document/ocr.c")
    home("seccomp.h", "document/isolate.c")
    home("archive.h archive_entry.h", "document/archive.c")
    home("unicode/*", "base/*")
}

# --- how they are read --------------------------------------------------------
function arrow(room, targets) { may[room] = targets }

function home(headers, files,    part, n, i) {
    n = split(headers, part, " ")
    for (i = 1; i <= n; i++)
        homes[part[i]] = homes[part[i]] " " files
}

# Does @name fit @pattern, in which a "*" stands for anything?
function fits(name, pattern,    star, head, tail) {
    star = index(pattern, "*")
    if (star == 0)
        return name == pattern
    head = substr(pattern, 1, star - 1)
    tail = substr(pattern, star + 1)
    return length(name) >= length(head) + length(tail) &&
           substr(name, 1, length(head)) == head &&
           substr(name, length(name) - length(tail) + 1) == tail
}

function fits_one(name, patterns,    part, n, i) {
    n = split(patterns, part, " ")
    for (i = 1; i <= n; i++)
        if (fits(name, part[i]))
            return 1
    return 0
}

function fault(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    faults++
}

function check_own(header,    room) {
    room = FILENAME
    sub(/\/.*/, "", room)
    if (!fits_one(header, may[room]))
        fault(room "/ must not see " header)
}

function check_outside(header,    pattern, known, good) {
    for (pattern in homes) {
        if (!fits(header, pattern))
            continue
        known = 1
        if (fits_one(FILENAME, homes[pattern]))
            good = 1
    }
    if (!known)
        fault("<" header "> has no home in check_arrows.sh")
    else if (!good)
        fault("<" header "> is seen outside its home")
}

/^[ \t]*#[ \t]*include/ {
    seen++
    line = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", line)
    kind = substr(line, 1, 1)
    header = substr(line, 2)
    sub(/[>"].*/, "", header)
    if (kind != "\"" && kind != "<")
        fault("an include must name its header: " line)
    else if (header ~ /\.\./ || (kind == "\"" && header !~ /\//))
        fault("\"" header "\": name the room, \"room/" header "\"")
    else if (header ~ /^(app|base|crawler|document|rules|reports|store)\//)
        check_own(header)
    else
        check_outside(header)
}

END {
    if (seen == 0) {
        print "check_arrows: saw no include at all"
        exit 2
    }
    if (faults > 0) {
        printf "%d include(s) against the house\n", faults
        exit 1
    }
    printf "%d includes, all as the house is drawn\n", seen
}
' $files
