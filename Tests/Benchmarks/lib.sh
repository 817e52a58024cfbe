# What the subjects of `bench` share. A subject says what is measured, and beside which floor:
#
#   ours=("$runbook" check "$work/long.rb")
#   floor=(wc -l "$work/long.rb")
#   compare 11 "check of 10,000 lines, against wc -l" "≤ 50 ms"
#
# Both are run once to warm up, then in turn, so many times; a figure is the median, memory that of the largest process
# at its peak. Nothing asserts a time: a goal is only printed.

# begin RUNBOOK RESULTS: a folder for this run, and what measures in it, from C by the compiler that Swift brings, else
# the system's. What was measured until the end, however it comes, is written to RESULTS.
begin() {
  local compiler name
  runbook=$(realpath "$1")
  results=$2
  rows=()
  work=$(mktemp -d)
  trap finish EXIT
  export LC_ALL=C TMPDIR=$work RUNBOOK_HISTORY=$work/history.db
  compiler=$(command -v clang || command -v cc)
  for name in timed steps; do "$compiler" -O2 -o "$work/$name" "$benchmarks/$name.c"; done
}

finish() {
  rm -rf "$work"
  mkdir -p "$(dirname "$results")"
  (IFS=,; printf '[%s]\n' "${rows[*]}") > "$results"
  echo "written to $results"
}

heading() {
  printf '%-60s %12s %12s %9s %9s %10s %8s  %s\n' "" "$1" "$2" ratio "a second" memory "beside" goal
}

# compare RUNS NAME [GOAL [COUNT]]: `ours` and `floor`, which do COUNT things each. An exit status above `allowed` (0)
# ends it all: what fails is not measured.
compare() {
  local side i
  for side in ours floor; do
    local -n command=$side
    if ! measure "${command[@]}" > "$work/$side"; then
      echo "bench: $2: exit status $(cut -d ' ' -f 1 "$work/$side"): ${command[*]}" >&2
      exit 1
    fi
    : > "$work/$side"
  done
  for ((i = 0; i < $1; i++)); do
    measure "${ours[@]}" >> "$work/ours" || true
    measure "${floor[@]}" >> "$work/floor" || true
  done
  read -r took used memory <<< "$(medians "$work/ours")"
  read -r floor_took floor_used floor_memory <<< "$(medians "$work/floor")"
  row "${@:2}"
}

# What one run of a command costs: its status, microseconds, microseconds of processors, KiB.
measure() { "$work/timed" "$@" | awk -v most="${allowed:-0}" '{print; bad = $1 > most} END {exit bad}'; }

medians() {
  local column
  for column in 2 3 4; do
    cut -d ' ' -f "$column" "$1" | sort -n | awk '{v[NR] = $1} END {printf "%d ", v[int((NR + 1) / 2)]}'
  done
}

# row NAME [GOAL [COUNT]]: of what took, used, memory, floor_took, floor_used and floor_memory hold.
row() {
  awk -v name="$1" -v goal="${2:-}" -v count="${3:-0}" -v a="$took" -v b="$floor_took" -v m="$memory" -v n="$floor_memory" '
    BEGIN {
      rate = count ? sprintf("%.0f", count * 1e6 / a) : ""
      printf "%-60s %9.1f ms %9.1f ms %7.2f × %9s %6.0f MiB %4.0f MiB  %s\n", name, a / 1000, b / 1000,
        a / (b > 0 ? b : 1), rate, m / 1024, n / 1024, goal
    }'
  rows+=("{\"subject\": \"$subject\", \"name\": \"$1\", \"count\": ${3:-1}, \"microseconds\": $took, \"processor\": $used,
  \"memory\": $memory, \"floor\": $floor_took, \"floorProcessor\": $floor_used, \"floorMemory\": $floor_memory}")
}

# A history of so many runs, of twelve steps and 20 KB of evidence each. It is kept beside the results for the next time,
# as long as the program that makes it is the same, for 100,000 runs take minutes and 4 GB.
history_of() {
  local generator folder
  generator=$(dirname "$runbook")/HistoryGenerator
  folder=$(realpath -m "$(dirname "$results")")/histories/$(cksum < "$generator" | cut -d ' ' -f 1)
  RUNBOOK_HISTORY=$folder/$1.db
  [ ! -e "$RUNBOOK_HISTORY" ] || return 0
  [ -e "$folder" ] || rm -rf "$(dirname "$folder")"
  mkdir -p "$folder"
  rm -f "$folder/new.db"*
  "$generator" "$folder/new.db" "$1"
  mv "$folder/new.db" "$RUNBOOK_HISTORY"
}

# The answer of sqlite3 to a query on that history.
ask() { sqlite3 -readonly "$RUNBOOK_HISTORY" "$1"; }

# table BYTES: what kubectl prints of that many pods.
table() {
  awk -v bytes="$1" 'BEGIN {
    print "NAMESPACE     NAME                                READY   STATUS             RESTARTS   AGE"
    for (; size < bytes; i++) {
      bad = i % 97 == 0
      line = sprintf("namespace-%02d  deployment-%06d-5d78c9869d-abcde  %d/1     %-16s   %-8d   %dd", i % 100, i,
        !bad, bad ? "CrashLoopBackOff" : "Running", i % 7, i % 300)
      size += length(line) + 1
      print line
    }
  }'
}

# pods BYTES: pods in JSON, as kubectl prints them.
pods() {
  awk -v bytes="$1" 'BEGIN {
    printf "{\n    \"apiVersion\": \"v1\",\n    \"items\": ["
    for (; size < bytes; i++) {
      item = "\n        {\n            \"apiVersion\": \"v1\",\n            \"kind\": \"Pod\",\n            \"metadata\": {\n"
      item = item sprintf("                \"name\": \"shop-%06d\",\n                \"namespace\": \"n%d\"\n            },\n", i, i % 5)
      item = item sprintf("            \"spec\": {\n                \"nodeName\": \"worker-%d\"\n            },\n", i % 7)
      item = item sprintf("            \"status\": {\n                \"phase\": \"%s\",\n", i % 97 ? "Running" : "Pending")
      item = item sprintf("                \"podIP\": \"10.%d.%d.%d\"\n            }\n        }", i % 256, i / 256 % 256, i % 7)
      size += length(item) + 1
      printf "%s%s", i ? "," : "", item
    }
    print "\n    ],\n    \"kind\": \"List\"\n}"
  }'
}
