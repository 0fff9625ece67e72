#!/usr/bin/env bash
# judging.sh - folding and judging 1 MB of Thai, against grep -F
#
#   bench/judging.sh [RULES]         default rules/2565
#
# Makes texts of 1 and 2 MB out of the pages of the sample site, judges each
# for one item (O10) and for all items, and searches the same file for the
# phrases of the rules with grep -F, in the same run. Prints processor seconds
# and the ratios; fails when twice the text takes more than three times as
# long: judging is linear in the size of the document.
set -euo pipefail
cd "$(dirname "$0")/.."

rules=${1:-rules/2565}
build=${BUILD:-build}
ninja -C "$build" bench_judging >/dev/null
program=$build/bench/bench_judging

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$work" <<'PY'
import glob, html, re, sys
parts = []
for path in sorted(glob.glob("samples/ops-2565/site/**/*.html", recursive=True)):
    text = open(path, encoding="utf-8", errors="replace").read()
    text = re.sub(r"(?s)<(script|style).*?</\1>", "", text)
    text = re.sub(r"</t[dh]>", "\t", text)
    text = re.sub(r"</(tr|p|li|h\d|div)>", "\n", text)
    parts.append(html.unescape(re.sub(r"<[^>]+>", "", text)))
lines = [l.strip(" ") for l in re.sub(r" +", " ", "\n".join(parts)).split("\n")]
lines = [l for l in lines if l.strip()]
for name, size in (("1", 1_000_000), ("2", 2_000_000)):
    out, n, i = [], 0, 0
    while n < size:
        out.append(lines[i % len(lines)])
        n += len(out[-1].encode()) + 1
        i += 1
    open(f"{sys.argv[1]}/{name}.txt", "w", encoding="utf-8").write("\n".join(out) + "\n")
PY

"$program" "$rules" --phrases >"$work/phrases"
grep_seconds() { # the best of three, user and system
    local TIMEFORMAT='%U %S'
    for _ in 1 2 3; do
        { time LC_ALL=C grep -F -o -f "$work/phrases" "$1" >/dev/null; } 2>&1 |
            awk '{ print $1 + $2 }'
    done | sort -n | head -1
}

"$program" "$rules" "$work/1.txt" >"$work/one"
"$program" "$rules" "$work/2.txt" >"$work/two"
searched=$(grep_seconds "$work/1.txt")
awk -v g="$searched" -v phrases="$(wc -l <"$work/phrases")" '
    NR == FNR { a[$1] = $2; next } { b[$1] = $2 }
    END {
        if (g < 0.001) g = 0.001
        printf "grep -F, %d phrases, 1 MB   %.3f s\n", phrases, g
        printf "fold and find, 1 MB          %.3f s   %.1f x grep\n", a["fold"], a["fold"] / g
        printf "judge O10, 1 MB              %.3f s   %.1f x grep\n", a["one"], a["one"] / g
        printf "judge all items, 1 MB        %.3f s   %.1f x grep\n", a["all"], a["all"] / g
        printf "twice the text: all items %.2f x, fold %.2f x\n", b["all"] / a["all"], b["fold"] / a["fold"]
        exit b["all"] > 3 * a["all"] || b["fold"] > 3 * a["fold"]
    }' "$work/one" "$work/two"
