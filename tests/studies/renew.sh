#!/usr/bin/env bash
# Writes every expected output anew, after a change that is meant. Read the difference before it is kept.
set -euo pipefail
cd "$(dirname "$0")"
program=${1:-../../target/debug/indplacer}
while read -r name arguments; do
    # shellcheck disable=SC2086 # the arguments are words
    "$program" study $arguments --rubrics r1.toml --rubrics r2.toml --quiet >"expected/$name"
done <cases.txt
