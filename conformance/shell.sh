#!/usr/bin/env bash
# conformance/shell.sh BANTIN: the shells read the completions, mandoc reads the manual pages, in both languages.
set -euo pipefail
bantin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
findings=0
pages=0

finding() { findings=$((findings + 1)); printf '%s\n' "$@"; }

for lang in vi en; do
  for shell in bash zsh fish; do
    "$bantin" completions "$shell" --lang "$lang" >"$work/script"
    case $shell in fish) check=--no-execute ;; *) check=-n ;; esac
    "$shell" "$check" "$work/script" >"$work/log" 2>&1 && [ ! -s "$work/log" ] ||
      finding "completions $shell $lang" "$(cat "$work/log")"
  done
  for shell in powershell elvish; do # no parser of theirs here: at least every command is in them
    "$bantin" completions "$shell" --lang "$lang" >"$work/script"
    for command in $("$bantin" --help --lang en | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
      grep -q "bantin;$command'\|bantin;$command;" "$work/script" || finding "completions $shell $lang: no $command"
    done
  done
  for command in '' $("$bantin" --help --lang en | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | grep -vx help); do
    # shellcheck disable=SC2086
    "$bantin" man $command --lang "$lang" >"$work/page.1"
    pages=$((pages + 1))
    # A page without a date is the same on every day.
    mandoc -K utf-8 -T lint -W warning "$work/page.1" 2>&1 | grep -v 'missing date, using ""' >"$work/log" || true
    [ ! -s "$work/log" ] ||
      finding "man ${command:-bantin} $lang" "$(cat "$work/log")"
  done
done
echo "completions of 5 shells and $pages manual pages in 2 languages, $findings findings"
[ "$findings" = 0 ]
