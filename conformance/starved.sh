#!/usr/bin/env bash
# A full disk, a read-only output folder, few descriptors, little memory: a clear message, the right exit code,
# nothing half-written. Needs root for the small file system.
set -uo pipefail
cd "$(dirname "$0")/.."
bantin=${BANTIN:-$PWD/target/release/bantin}
[ -x "$bantin" ] || cargo build -q --release
place=$(mktemp -d)
trap 'umount "$place/small" 2>/dev/null; umount "$place/fixed" 2>/dev/null; rm -rf "$place"' EXIT
cargo bench -q --bench pipeline -- --write "$place/in" 100 || exit 2
cd "$place"
failed=0
check() { # NAME WANTED-CODES GOT FILE-WITH-STDERR WORD
  if [[ " $2 " != *" $3 "* ]] || { [ "$3" = 2 ] && ! grep -q "$5" "$4"; } || grep -q panicked "$4"; then
    echo "FAILED $1: exit $3"; cat "$4"; failed=1
  else echo "passed $1: exit $3"; fi
}
mkdir small && mount -t tmpfs -o size=3m none small && {
  "$bantin" convert in -o small/out -q 2>err; check "disk full" 2 $? err E803
  torn=$(find small -name '.bantin.*.tmp' | wc -l)
  [ "$torn" -eq 0 ] || { echo "FAILED disk full: $torn temporary files"; failed=1; }
  find small -name '*.pdf' -exec sh -c 'tail -c 8 "$1" | grep -q EOF || echo "FAILED torn: $1"' _ {} \; | grep . && failed=1
  mount -o remount,size=60m small
  "$bantin" convert in -o small/out -q 2>err; check "room again" 0 $? err -
}
mkdir fixed && mount -t tmpfs -o ro none fixed && { "$bantin" convert in -o fixed/out -q 2>err; check "read-only" 2 $? err E803; }
(ulimit -n 64; "$bantin" convert in -o few -q 2>err); check "64 descriptors" 0 $? err -
for limit in 100000 200000 300000 500000 1000000; do
  (ulimit -v $limit; "$bantin" convert in -o little-$limit -q 2>err); check "ulimit -v $limit" "0 2" $? err E807
done
exit $failed
