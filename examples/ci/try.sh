#!/usr/bin/env bash
# Tries both templates in a scratch repository, step by step as their hosts run them: a move fails, an accepted move
# passes, a reformatting passes, a changed program is told as such, a rubric or version that comes or goes without
# suppliers fails until it is declared, and where there is nothing to compare with, the job fails.
#
#   examples/ci/try.sh [PROGRAM]
#
# Needs git, and a program `indplacer`; nothing is fetched.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
program=${1:-$(command -v indplacer)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$(cd "$(dirname "$program")" && pwd)/$(basename "$program")" "$scratch/bin/indplacer"
export PATH="$scratch/bin:$PATH" HOME="$scratch" INDPLACER_LANG=en
# Only the jobs run as CI; what a person does between them does not, wherever this script itself runs.
unset CI
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org

# The commands of the GitHub job, each step behind a line of its own.
github_steps() {
  awk '
    in_block { match($0, /[^ ]/); if ($0 == "" || RSTART > start) { print; next } in_block = 0 }
    /^ *run: \|$/ { match($0, /[^ ]/); start = RSTART; in_block = 1; print "#step"; next }
    /^ *run: / { sub(/^ *run: /, ""); print "#step"; print }
  ' "$here/github.yml"
}

# The commands of the GitLab job.
gitlab_commands() {
  awk '
    /^  (before_script|script):/ { on = 1; next }
    /^  [a-z]/ { on = 0 }
    on && /^    - / { sub(/^    - /, ""); if ($0 ~ /^\047.*\047$/) $0 = substr($0, 2, length($0) - 2); print }
  ' "$here/gitlab.yml"
}

# Each step in a shell of its own; all of them run, and one that fails fails the job.
run_github() {
  local failed=0 step="" line
  export BASE=$base GITHUB_STEP_SUMMARY="$scratch/summary.md" INDPLACER_URL=""
  while IFS= read -r line; do
    if [ "$line" = "#step" ]; then
      [ -z "$step" ] || CI=true bash -e -c "$step" || failed=1
      step=""
    else
      step+="$line"$'\n'
    fi
  done < <(github_steps; echo "#step")
  return "$failed"
}

# All commands in one shell, which ends at the first that fails.
run_gitlab() {
  export CI_MERGE_REQUEST_DIFF_BASE_SHA=$base INDPLACER_URL=""
  CI=true bash -e -c "$(gitlab_commands)"
}

# A rubric beside the other one, for a målgruppe that no supplier has.
another() {
  sed -e 's/^id = "regel"/id = "anden"/' -e 's/^title = .*/title = "En anden vejledning"/' \
    -e 's/^maalgruppe = .*/maalgruppe = "Anden"/' "$here/try/regel.toml"
}

# Its cases, on a day.
cases_of_another() {
  sed -e 's/;regel;/;anden;/' -e "1s/\$/;vurderingsdato/; 2,\$ s/\$/;$1/" "$here/try/regel.cases.csv"
}

# What a change is compared with.
base=main

repository() {
  rm -rf "$scratch/repository"
  mkdir -p "$scratch/repository/rubrics" "$scratch/repository/data"
  cd "$scratch/repository"
  cp "$here/try/regel.toml" "$here/try/regel.cases.csv" rubrics/
  cp "$here/try/vurderinger.csv" data/
  another > rubrics/anden.toml
  cases_of_another 2026-01-01 > rubrics/anden.cases.csv
  touch expected.toml
  indplacer score data/vurderinger.csv --rubrics rubrics --quiet --output baseline.jsonl
  git init --quiet --initial-branch main
  git add --all
  git commit --quiet --message before
  git switch --quiet --create change
}

# expect WHAT CODE: runs the job on both hosts and compares.
expect() {
  local what=$1 code=$2 host found
  for host in github gitlab; do
    found=0
    "run_$host" > "$scratch/$host.log" 2>&1 || found=1
    if [ "$found" -ne "$code" ]; then
      echo "$host: $what: expected $code, got $found" >&2
      cat "$scratch/$host.log" >&2
      exit 1
    fi
    # A runner may keep the folder for the next job.
    rm -f test.xml diff.xml
  done
  echo "$what: as expected"
}

repository
expect "nothing is changed" 0

sed -i.bak 's/^1;\(.*\);6;/1;\1;3;/' data/vurderinger.csv && rm data/vurderinger.csv.bak
expect "a supplier moves" 1

indplacer diff baseline.jsonl --rubrics rubrics --data data --accept > /dev/null
git commit --quiet --all --message moved
expect "the move is accepted" 0

repository
printf '# Set out otherwise.\n%s\n' "$(sed 's/min = 5/min   =   5.0/' rubrics/regel.toml)" > rubrics/regel.toml
expect "the rubric is set out otherwise" 0

repository
sed -i.bak 's/min = 5/min = 7/' rubrics/regel.toml && rm rubrics/regel.toml.bak
expect "a bound is changed" 1
grep -q 'AP-M1 min: 5 → 7' "$scratch/summary.md"

repository
sed -i.bak 's/"program":"[^"]*"/"program":"0.0.1"/' baseline.jsonl && rm baseline.jsonl.bak
expect "the program is another" 0
grep -q 'though program changed' "$scratch/github.log"

repository
rm rubrics/anden.*
expect "a rubric without suppliers is removed" 1
grep -q 'the rubric anden is gone' "$scratch/summary.md"
printf '[[removed]]\nrubrik = "anden"\n' > expected.toml
expect "the removal is declared" 0
git add --all
git commit --quiet --message removed
git switch --quiet --create next
base=change
expect "the declaration stays after the change" 0
base=main

repository
sed -i.bak 's/^version = "1"/version = "1"\nvalid_to = 2029-12-31/' rubrics/anden.toml && rm rubrics/anden.toml.bak
another | sed 's/^version = "1"/version = "2"\nvalid_from = 2030-01-01/' > rubrics/anden-2.toml
cases_of_another 2030-01-01 > rubrics/anden-2.cases.csv
expect "a version without suppliers is added" 1
grep -q 'is new and in force from 2030-01-01' "$scratch/summary.md"
printf '[[added]]\nrubrik = "anden@2"\n' > expected.toml
expect "the version is declared" 0

repository
base=intet
expect "there is nothing to compare with" 1
grep -q 'git knows no revision' "$scratch/github.log"
