#!/usr/bin/env bash
# A full disk, a read-only output folder, inputs that go away, few descriptors, little memory: a clear message, the
# right exit code, nothing half-written. The small file systems need the right to mount.
#   conformance/starved.sh [ARTICLES]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
articles=${1:-100} sample=$PWD/input/12-ghi-chep-dai.txt
bantin=${BANTIN:-${CARGO_TARGET_DIR:-$PWD/target}/release/bantin}
[ -x "$bantin" ] || cargo build -q --release
bantin=$(realpath "$bantin")
place=$(mktemp -d)
trap 'umount "$place/small" 2>/dev/null; umount "$place/fixed" 2>/dev/null; rm -rf "$place"' EXIT
cd "$place"
mkdir in small fixed
for ((i = 0; i < articles; i++)); do { echo "Ghi chép số $i: chuyện đồng bãi"; cat "$sample"; } >"in/$i.txt"; done
failed=0 passed=0
fail() { echo "FAILED $*"; failed=1; }
# check NAME WANTED-CODES GOT CODE-OF-THE-MESSAGE: standard error is in ./err
check() {
  if [[ " $2 " != *" $3 "* ]]; then fail "$1: exit $3, not $2"; cat err
  elif [ "$3" = 2 ] && ! grep -q "$4" err; then fail "$1: no $4"; cat err
  elif grep -q panicked err; then fail "$1: a panic"; cat err
  else passed=$((passed + 1)); echo "passed $1: exit $3"; fi
}
# whole NAME FOLDER: no temporary file, and what has a name is complete
whole() {
  local left; left=$(find "$2" -name '.bantin*.tmp' | wc -l)
  [ "$left" -eq 0 ] || fail "$1: $left temporary files"
  find "$2" -type f -print0 | python3 -c '
import sys, zipfile
for path in filter(None, sys.stdin.buffer.read().decode().split("\0")):
    if path.endswith((".zip", ".docx")):
        assert zipfile.ZipFile(path).testzip() is None, path
    if path.endswith(".pdf"):
        assert b"%%EOF" in open(path, "rb").read()[-8:], path' || fail "$1: torn"
  return 0
}

if mount -t tmpfs -o size=1m none small 2>/dev/null; then
  "$bantin" convert in -o small/out -q 2>err; check "disk full" 2 $? E803
  whole "disk full" small
  mount -o remount,size=200m small
  "$bantin" convert in -o small/out -q 2>err; check "room again" 0 $? -
  (cd small/out && sha256sum --quiet -c SHA256SUMS) || fail "room again: digests"
else echo "skipped disk full: no right to mount"; fi
if mount -t tmpfs -o ro none fixed 2>/dev/null; then
  "$bantin" convert in -o fixed/out -q 2>err; check "read-only" 2 $? E803
else echo "skipped read-only: no right to mount"; fi

cp -r in going
"$bantin" convert going -o went --jobs 1 -q 2>err & pid=$!
while kill -0 "$pid" 2>/dev/null && [ -z "$(find went -name '*.tmp' 2>/dev/null)" ]; do :; done
find going -name '*[13579].txt' -delete
wait "$pid"; check "inputs removed meanwhile" 1 $? -
grep -q E104 went/report.json || fail "inputs removed meanwhile: not reported"
whole "inputs removed meanwhile" went
(cd went && sha256sum --quiet -c SHA256SUMS) || fail "inputs removed meanwhile: digests"

(ulimit -n 64; "$bantin" convert in -o few -q 2>err); check "64 descriptors" 0 $? -
(ulimit -n 16; "$bantin" convert in -o fewer -q 2>err); check "16 descriptors" 2 $? E807
for limit in 100000 200000 300000 500000 1000000; do
  (ulimit -v $limit; "$bantin" convert in -o little-$limit -q 2>err); check "ulimit -v $limit" "0 2" $? E807
  [ ! -d little-$limit ] || whole "ulimit -v $limit" little-$limit
done
[ "$failed" -eq 0 ] && echo "$passed kinds of want: a clear end each"
exit $failed
