#!/usr/bin/env bash
# SIGKILL at random moments of a run, the same command again, until it has been killed N times (default 200; the run
# is of 300 articles). The tree that remains must be that of an undisturbed run: no temporary file, every digest true.
#   conformance/kill.sh [N] [ARTICLES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
kills=${1:-200} articles=${2:-300} sample=$PWD/input/12-ghi-chep-dai.txt
bantin=${BANTIN:-${CARGO_TARGET_DIR:-$PWD/target}/release/bantin}
[ -x "$bantin" ] || cargo build -q --release
bantin=$(realpath "$bantin")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
mkdir in
for ((i = 0; i < articles; i++)); do { echo "Ghi chép số $i: chuyện đồng bãi"; cat "$sample"; } >"in/$i.txt"; done
command=("$bantin" convert in --time 2026-01-01T00:00:00+07:00 -q -o)
torn() { echo "after kill $killed: $1"; exit 1; }

start=$(date +%s%N)
"${command[@]}" calm
whole=$((($(date +%s%N) - start) / 1000000)) # ms
killed=0 rounds=0
while [ "$killed" -lt "$kills" ]; do
  rounds=$((rounds + 1))
  # Begun anew now and then: after a few kills everything is done.
  [ $((rounds % 6)) -eq 0 ] && rm -rf tried
  "${command[@]}" tried & pid=$!
  # Early moments more often than late ones: what is left to do grows less.
  sleep "$(awk -v most="$whole" -v seed="$RANDOM" 'BEGIN { srand(seed); r = rand(); printf "%.3f", r * r * most / 1000 }')"
  kill -KILL "$pid" 2>/dev/null && killed=$((killed + 1))
  wait "$pid" 2>/dev/null || true
  # Whatever has a name is whole: it is, byte for byte, what the calm run made.
  for kind in pdf docx packages; do
    [ -d "tried/$kind" ] || continue
    differing=$(diff -rq -x '.bantin*' "calm/$kind" "tried/$kind" | grep -v '^Only in calm' || true)
    [ -z "$differing" ] || torn "$differing"
  done
done
"${command[@]}" tried
for kind in pdf docx packages SHA256SUMS journal.jsonl; do diff -r "calm/$kind" "tried/$kind"; done
left=$(find tried -name '.bantin*' | wc -l)
[ "$left" -eq 0 ] || torn "$left temporary files left"
(cd tried && sha256sum --quiet -c SHA256SUMS)
"${command[@]}" tried
grep -q "\"unchanged\": *$articles[,}]" tried/report.json || torn "the journal is not what the next run can go on from"
echo "killed $killed times in $rounds rounds of $articles articles: identical to an undisturbed run"
