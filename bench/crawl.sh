#!/usr/bin/env bash
# crawl.sh - fetching many pages, and going on after kill -9
#
#   bench/crawl.sh [PAGES [KILLS]]     default 2000 pages, 50 kills
#
# Serves pages on the loopback (nginx when it is there, else Python), audits
# them with pace limits off, and fetches the same with curl --parallel in the
# same run: the ratio of wall times and the peak of memory are figures of one
# machine, for comparison on that machine alone. Then kills a run at random
# moments, resumes it, and compares the audits; the WARC files are read by an
# independent reader (check_warc.py).
set -euo pipefail
cd "$(dirname "$0")/.."

pages=${1:-2000}
kills=${2:-50}
program=${OIT_PROGRAM:-build/oit-audit}
[ -x "$program" ] || { echo "bench: build first: scripts/build" >&2; exit 2; }
program=$(realpath "$program")
here=$PWD

work=$(mktemp -d)
server=
finish() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

mkdir "$work/www"
python3 - "$work/www" "$pages" <<'PY'
import sys
words = "แผนปฏิบัติราชการ โครงการ งบประมาณ ระยะเวลา ผลการดำเนินงาน ".split()
for n in range(int(sys.argv[2])):
    body = "".join(f"<p>{words[(n + i) % len(words)]} {n} {i}</p>" for i in range(40))
    open(f"{sys.argv[1]}/p{n}.html", "w").write(
        f"<!DOCTYPE html><html lang=th><meta charset=utf-8><title>หน้า {n}</title>"
        f"<main><h1>หน้า {n}</h1>{body}</main>")
open(f"{sys.argv[1]}/index.html", "w").write("<meta charset=utf-8><h1>หน้าแรก</h1>")
PY
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
if command -v nginx >/dev/null; then
    cat > "$work/nginx.conf" <<CONF
daemon off; pid $work/nginx.pid; error_log stderr crit;
events { worker_connections 512; }
http { access_log off; default_type text/html; charset utf-8; keepalive_requests 100000;
  server { listen 127.0.0.1:$port; root $work/www; } }
CONF
    nginx -c "$work/nginx.conf" -p "$work" & server=$!
else
    (cd "$work/www" && exec python3 -m http.server --bind 127.0.0.1 "$port" >/dev/null 2>&1) & server=$!
fi
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done

# config FILE STORE PAGES PACE: so many pages as submissions of 43-item agencies
config() {
    {
        echo "fiscal_year: 2565"
        echo "crawler: { allow_private: [127.0.0.0/8], pace: $4, per_host: 16, parallel: 16, retries: 0, follow: 0, reach: 0 }"
        echo "store: { dir: $2 }"
        echo "map:"
        for a in $(seq 0 $((($3 - 1) / 43))); do
            echo "  - { from: 'https://a$a.go.th/', to: 'http://127.0.0.1:$port/' }"
        done
        echo "agencies:"
        for a in $(seq 0 $((($3 - 1) / 43))); do
            echo "  - id: a$a"; echo "    name: หน่วยงาน $a"; echo "    submissions:"
            for o in $(seq 43); do
                n=$((a * 43 + o - 1)); [ "$n" -lt "$3" ] || break
                echo "      O$o: ['https://a$a.go.th/p$n.html']"
            done
        done
    } > "$1"
}

run() { # CONFIG OUT MORE...
    local config=$1 out=$2; shift 2
    (cd "$work" && "$program" run -c "$config" --format json --quiet "$@" > "$out" || [ $? -lt 5 ])
}
seconds() { date +%s.%N; }
# what two runs of the same site differ in
plain() { sed -E '/"(captured_at|started|finished|id|http_status)": /d' "$1"; }

config "$work/all.yaml" all "$pages" 0ms
begin=$(seconds)
(cd "$work" && /usr/bin/env python3 - "$program" <<'PY'
import resource, subprocess, sys
code = subprocess.call([sys.argv[1], "run", "-c", "all.yaml", "--format", "json", "--quiet"], stdout=open("all.json", "w"))
print("peak memory, MiB:", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(0 if code < 5 else code)
PY
)
ours=$(python3 -c "print($(seconds) - $begin)")
for n in $(seq 0 $((pages - 1))); do
    printf 'url = "http://127.0.0.1:%s/p%s.html"\noutput = "%s/c%s"\n' "$port" "$n" "$work" "$n"
done > "$work/curl.conf"
begin=$(seconds)
curl -s --parallel --parallel-max 16 -K "$work/curl.conf"
curls=$(python3 -c "print($(seconds) - $begin)")
python3 -c "print(f'pages: $pages; audit {$ours:.2f} s, curl {$curls:.2f} s, ratio {$ours / $curls:.1f}')"
python3 "$here/bench/check_warc.py" "$work"/all/captures/*.warc.gz

[ "$kills" -gt 0 ] || exit 0
config "$work/few.yaml" few 43 5ms
run few.yaml whole.json
plain "$work/whole.json" > "$work/whole.txt"
same=0
for _ in $(seq "$kills"); do
    rm -rf "$work/few"
    (cd "$work" && exec "$program" run -c few.yaml --format json --quiet >/dev/null 2>&1) & victim=$!
    sleep "$(python3 -c 'import random; print(random.uniform(0.02, 1.5))')"
    kill -9 "$victim" 2>/dev/null || true
    wait "$victim" 2>/dev/null || true
    run few.yaml again.json --resume 2>/dev/null
    plain "$work/again.json" > "$work/again.txt"
    cmp -s "$work/whole.txt" "$work/again.txt" && same=$((same + 1))
    python3 "$here/bench/check_warc.py" "$work"/few/captures/*.warc.gz > /dev/null
done
echo "killed and resumed: $same of $kills came to the same audit"
[ "$same" -eq "$kills" ]
