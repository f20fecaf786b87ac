#!/usr/bin/env bash
# Writes every expected output anew, after a change that is meant. Read the difference before it is kept.
set -euo pipefail
cd "$(dirname "$0")"
program=${1:-../../target/debug/indplacer}
while read -r name arguments; do
    # shellcheck disable=SC2086 # the arguments are words
    "$program" explain $arguments --quiet >"expected/$name"
done <cases.txt
folder=$(mktemp -d)
"$program" report prove.csv --rubric prove.toml --per-supplier "$folder" --format md --hide borgere --quiet
cp "$folder"/S-1_prove.md expected/page.md
"$program" report prove.csv --rubric prove.toml --per-supplier "$folder" --hide borgere --quiet
cp "$folder"/S-1_prove.html expected/page.html
rm -r "$folder"
