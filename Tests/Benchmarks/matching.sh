# Patterns, tables and JSON of 20 MB, against grep -P, awk and jq. The whole run first, then what looking adds to it: the
# run less the same run without the expectation.
size=$((20 << 20))
table "$size" > "$work/table"
pods "$size" > "$work/json"

# looking NAME FILE EXPECTATION GOAL, beside `floor`
looking() {
  printf 'runbook "Large"\nstep large\n  keep 64MiB\n  run cat %s\n  expect exit is 0\n' "$work/$2" > "$work/without.rb"
  (cat "$work/without.rb"; printf '  expect %s\n' "$3") > "$work/with.rb"
  ours=("$runbook" run "$work/without.rb" --no-history)
  compare 5 "$1: the run without it"
  local without=$took without_used=$used
  ours=("$runbook" run "$work/with.rb" --no-history)
  compare 5 "$1: the whole run"
  took=$((took - without)) used=$((used - without_used))
  row "$1: alone" "$4"
}

# Through a pipe: where its output is /dev/null, grep stops at the first match and counts nothing.
floor=(bash -c "grep -P -c 'deployment-\d+-\w+-\w+ +0/1' $work/table | cat")
looking "a pattern, 20 MB, against grep -P" table 'count find all /deployment-\d+-\w+-\w+ +0\/1/ >= 1' "≤ 5 ×"
floor=(awk '$4 == "CrashLoopBackOff" {n++} END {print n}' "$work/table")
looking "a column, 20 MB, against awk" table 'count rows where STATUS is "CrashLoopBackOff" >= 1' "≤ 5 ×"
floor=(jq '[.items[] | select(.status.phase == "Pending") | .metadata.name] | length' "$work/json")
looking "JSON, 20 MB, against jq" json 'count json .items[].metadata.name where .status.phase is "Pending" >= 1' "≤ 1 ×"
