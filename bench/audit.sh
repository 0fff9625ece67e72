#!/usr/bin/env bash
# audit.sh - a whole audit of many agencies, against fetching the same bytes
#
#   bench/audit.sh [AGENCIES]        default 50, of 43 items each
#
# Serves the sample site on the loopback under one host name an agency (the
# source map leads there), audits all of them, and fetches the same addresses
# with curl --parallel in the same run. Prints items per second, the peak of
# memory, and the ratio of the wall times: figures of one machine, for
# comparison on that machine alone. Also audits a tenth of the agencies, to
# show that memory does not grow with their number.
set -euo pipefail
cd "$(dirname "$0")/.."

agencies=${1:-50}
program=${PROGRAM:-build/oit-audit}
for need in curl python3; do
    command -v "$need" > /dev/null ||
        { echo "bench: needs $need: apt-get install $need" >&2; exit 2; }
done
[ -x "$program" ] || scripts/build oit-audit oit-audit-reader
[ -x "$program" ] || { echo "bench: build first: scripts/build" >&2; exit 2; }

work=$(mktemp -d)
server=
finish() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

# One folder an agency, all the same site; the bytes are read each time.
mkdir "$work/www"
for n in $(seq "$agencies"); do
    ln -s "$PWD/samples/ops-2565/site" "$work/www/a$n"
done
python3 - "$work/www" "$work/port" <<'PY' &
import functools, http.server, os, sys
class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def translate_path(self, path):
        found = super().translate_path(path)
        page = found.rstrip("/") + ".html"
        return page if not os.path.exists(found) and os.path.exists(page) else found
h = functools.partial(Quiet, directory=sys.argv[1])
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), h)
open(sys.argv[2] + ".new", "w").write(str(s.server_port))
os.rename(sys.argv[2] + ".new", sys.argv[2])
s.serve_forever()
PY
server=$!
for _ in $(seq 100); do [ -e "$work/port" ] && break; sleep 0.1; done
port=$(cat "$work/port")

# config N FILE: the first N agencies
config() {
    {
        echo "fiscal_year: 2565"
        echo "sample: true"
        echo "rules: $PWD/rules/2565"
        echo "crawler: { per_host: 4, pace: 0ms, parallel: 16, allow_private: [127.0.0.0/8] }"
        echo "agencies:"
        for n in $(seq "$1"); do
            echo "  - { id: a$n, name: { th: หน่วยงานที่ $n }, kind: department, site: \"https://a$n.example.go.th/\", submissions_from: $work/s$n.csv }"
            sed "s#^ops,#a$n,#; s#https://ops.energy.go.th/#https://a$n.example.go.th/#g" \
                samples/ops-2565/submissions.csv > "$work/s$n.csv"
        done
        echo "map:"
        for n in $(seq "$1"); do
            echo "  - { from: \"https://a$n.example.go.th/\", to: \"http://127.0.0.1:$port/a$n/\" }"
        done
    } > "$2"
}

# measure FILE COMMAND...: wall seconds and peak KiB of it and of what it
# started, the largest single process, into FILE; its exit status
measure() {
    python3 - "$@" <<'PY'
import os, sys, time
start = time.monotonic()
pid = os.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(pid, 0)
with open(sys.argv[1], "w") as f:
    print(f"{time.monotonic() - start:.2f} {used.ru_maxrss}", file=f)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
PY
}

# audit NAME CONFIG: wall seconds and peak KiB into NAME.wall, NAME.peak
audit() {
    rm -rf "$work/store"
    status=0
    measure "$work/$1.time" "$program" run -q -c "$2" --store "$work/store" --format json \
        > "$work/$1.json" 2> "$work/$1.err" || status=$?
    case $status in
    0|1|3|4) ;;
    *) cat "$work/$1.err" >&2; echo "bench: exit $status" >&2; exit 1 ;;
    esac
    read -r wall peak < <(tail -n 1 "$work/$1.time")
    eval "$1_wall=$wall $1_peak=$peak"
}

config "$agencies" "$work/all.yaml"
few=$(( agencies < 10 ? (agencies + 1) / 2 : agencies < 50 ? 5 : agencies / 10 ))
config "$few" "$work/few.yaml"

audit few "$work/few.yaml"
audit all "$work/all.yaml"

# The same addresses with curl: what the audit read, once each.
python3 - "$work/all.json" "$port" > "$work/urls" <<'PY'
import json, re, sys, urllib.parse
seen = set()
for a in json.load(open(sys.argv[1]))["agencies"]:
    for i in a["items"]:
        for u in i["urls"]:
            if u["http_status"] == 200:
                seen.add(u["final_url"] or u["url"])
for n, u in enumerate(sorted(seen)):
    m = re.match(r"https://(a\d+)\.example\.go\.th/(.*)", u)
    if m:
        print(f'url = "http://127.0.0.1:{sys.argv[2]}/{m[1]}/{m[2]}"\noutput = "{n}"')
PY
count=$(grep -c '^url' "$work/urls")
mkdir "$work/got"
( cd "$work/got" && measure "$work/curl.time" \
    curl -s -L --parallel --parallel-max 16 -K "$work/urls" )
read -r curl_wall _ < "$work/curl.time"

items=$(( agencies * 43 ))
awk -v items="$items" -v urls="$count" -v wall="$all_wall" -v curl="$curl_wall" \
    -v peak="$all_peak" -v few="$few_peak" -v agencies="$agencies" -v n="$few" 'BEGIN {
    printf "agencies %d, items %d, addresses %d\n", agencies, items, urls
    printf "items a second          %.1f\n", items / wall
    printf "wall, audit to curl     %.2f  (%.1f s to %.1f s)\n", wall / curl, wall, curl
    printf "peak memory             %.1f MiB; with %d agencies %.1f MiB: ratio %.2f\n",
        peak / 1024, n, few / 1024, peak / few }'
