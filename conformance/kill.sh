#!/usr/bin/env bash
# SIGKILL at random moments of a run of 300 articles, the same command again, until it has been killed N times
# (default 200). The tree that remains must be that of an undisturbed run: no temporary file, every digest true.
#   conformance/kill.sh [N] [ARTICLES]
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-200} articles=${2:-300}
bantin=$PWD/target/release/bantin
[ -x "$bantin" ] || cargo build -q --release
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cargo bench -q --bench pipeline -- --write "$place/in" "$articles"
cd "$place"
run() { "$bantin" convert in -o "$1" --time 2026-01-01T00:00:00+07:00 -q; }
start=$(date +%s%N); run calm; whole=$((($(date +%s%N) - start) / 1000000))
killed=0 rounds=0
while [ "$killed" -lt "$kills" ]; do
  rounds=$((rounds + 1))
  [ $((rounds % 8)) -eq 0 ] && rm -rf tried # begin anew now and then, or all is done after a few kills
  "$bantin" convert in -o tried --time 2026-01-01T00:00:00+07:00 -q &
  pid=$!
  sleep "$(awk -v most="$whole" -v seed="$RANDOM" 'BEGIN { srand(seed); printf "%.3f", rand() * most / 1000 }')"
  kill -KILL "$pid" 2>/dev/null && killed=$((killed + 1))
  wait "$pid" 2>/dev/null || true
  # Whatever has a name is whole: it is, byte for byte, what the calm run made.
  if [ -d tried ]; then
    (cd tried && find pdf docx packages -type f ! -name '.bantin.*' 2>/dev/null || true) | while read -r file; do
      cmp -s "calm/$file" "tried/$file" || { echo "torn after kill $killed: $file"; exit 1; }
    done
  fi
done
run tried
for kind in pdf docx packages SHA256SUMS journal.jsonl; do diff -r "calm/$kind" "tried/$kind"; done
left=$(find tried -name '.bantin*' | wc -l)
[ "$left" -eq 0 ] || { echo "$left temporary files left"; exit 1; }
(cd tried && sha256sum --quiet -c SHA256SUMS)
echo "killed $killed times in $rounds rounds: identical to an undisturbed run"
