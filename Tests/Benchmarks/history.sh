# Sourced by bench: a history of 1,000 to 100,000 runs of twelve steps and 20 KB of evidence each, against the sqlite3
# command line doing the bare query on the same file in the same run.
#   BENCH_RUNS="1000 10000": other sizes; 100,000 take some minutes to make.

generator=$(dirname "$runbook")/HistoryGenerator

bare() { sqlite3 -readonly "$RUNBOOK_HISTORY" "$@"; }

# What is asked: of a run in the middle, whose output nobody else printed.
history_ours() { "$runbook" history; }
history_bare() { bare "select id, started, runbook, verdict, outcome, duration, context from run order by started desc, id desc limit 50"; }
show_ours() { "$runbook" show "$middle"; }
show_bare() { bare "select number, time, name, body from event where run = '$middle' order by number"; }
search_ours() { "$runbook" search "$needle"; }
search_bare() {
  bare "select s.run, b.content from (select rowid, rank from search_index where search_index match '\"$needle\"' order by rank limit 20) i
    join search_document d on d.id = i.rowid join blob b on b.id = d.blob
    join search_place p on p.document = d.id join search_run s on s.number = p.run"
}
stats_ours() { "$runbook" stats dns-broken; }
stats_bare() {
  bare "select verdict, started / 3600000, count(*) from run where runbook = 'dns-broken' group by 1, 2" \
    "select step, verdict, duration, steps from step_tally where runbook = 'dns-broken'"
}
all_stats_ours() { "$runbook" stats; }
all_stats_bare() { bare "select runbook, context, verdict, started / 3600000, outcome, count(*), sum(duration) from run group by 1, 2, 3, 4, 5"; }
diff_ours() { "$runbook" diff "$before" "$middle"; }
diff_bare() {
  bare "select e.run, b.content from evidence e join blob b on b.digest = e.digest where e.run in ('$before', '$middle')" \
    "select body from event where run in ('$before', '$middle')"
}
similar_ours() { "$runbook" similar "$problem"; }
similar_bare() { bare "select run, count(*) from step where (name, verdict) in (select name, verdict from step where run = '$problem') and verdict <> 'passed' group by run order by 2 desc limit 5"; }
# A file of 1,000 runs into a history that is not there yet, against the same rows read by sqlite3.
import_ours() { rm -f "$work"/imported.db*; RUNBOOK_HISTORY=$work/imported.db "$runbook" import "$work/runs.jsonl"; }
import_bare() { rm -f "$work/bare.db"; sqlite3 "$work/bare.db" < "$work/runs.sql"; }
import_again() { RUNBOOK_HISTORY=$work/imported.db "$runbook" import "$work/runs.jsonl"; }
export_ours() { "$runbook" export -o "$work/runs.jsonl"; }
export_bare() {
  bare ".dump run event blob runbook_version run_source step attempt evidence expectation capture decision path outcome need" \
    > "$work/runs.sql"
}
sync_ours() { "$runbook" sync "$work/shared"; }
sync_bare() { find "$work/shared" -type f -exec head -qn 1 {} +; }

# One of its runbooks on a thousand of the runs, whoever recorded them; the bare query only reads what has to be read.
backtest_ours() { "$runbook" backtest "$work/dns-broken.rb" --all --limit 1000; }
backtest_bare() {
  bare "select e.number, e.time, e.name, e.body from event e where e.run in (select id from run order by started desc limit 1000)
      and e.name in ('run-started', 'attempt-started', 'attempt-ended', 'answered', 'run-ended')" \
    "select content from blob where digest in (select digest from evidence where run in (select id from run order by started desc limit 1000))"
}

if [ -x "$generator" ]; then
  for runs in ${BENCH_RUNS:-1000 10000 100000}; do
    RUNBOOK_HISTORY=$work/runs-$runs.db
    from=$(now)
    "$generator" "$RUNBOOK_HISTORY" "$runs"
    took=$(($(now) - from))
    size=$(stat -c %s "$RUNBOOK_HISTORY")
    printf '%-44s %9s bytes a run, made in %s s\n' "history of $runs runs" "$((size / runs))" "$((took / 1000000))"
    rows+=("{\"name\": \"history of $runs runs\", \"bytes\": $size, \"microseconds\": $took}")
    middle=$(bare "select id from run order by started limit 1 offset $((runs / 2))")
    needle=needle-$((runs / 2))-$middle
    before=$(bare "select id from run where runbook = (select runbook from run where id = '$middle') and id <> '$middle' and verdict = 'healthy' order by started desc limit 1")
    problem=$(bare "select id from run where verdict = 'problem' order by started desc limit 1")
    compare "history of $runs runs: the newest 50" "≤ 2, ≤ 200 ms" 11 history_ours history_bare
    compare "history of $runs runs: show" "≤ 2, ≤ 200 ms" 11 show_ours show_bare
    compare "history of $runs runs: search" "≤ 2, ≤ 200 ms" 11 search_ours search_bare
    compare "history of $runs runs: stats of one runbook" "≤ 2, ≤ 200 ms" 11 stats_ours stats_bare
    compare "history of $runs runs: stats of all" "≤ 2, ≤ 200 ms" 11 all_stats_ours all_stats_bare
    compare "history of $runs runs: diff" "≤ 2, ≤ 200 ms" 11 diff_ours diff_bare
    compare "history of $runs runs: similar" "≤ 2, ≤ 200 ms" 11 similar_ours similar_bare
    bare "select cast(content as text) from blob where digest = (select digest from run_source limit 1)" > "$work/dns-broken.rb"
    compare "history of $runs runs: backtest of 1000" "≤ 2 s" 3 backtest_ours backtest_bare
    if [ "$runs" = 1000 ]; then
      compare "export of 1000 runs, against .dump" "" 5 export_ours export_bare
      compare "import of 1000 runs, against reading the dump" "" 5 import_ours import_bare
      compare "the same import once more, against reading the dump" "" 5 import_again import_bare
      compare "sync of 1000 runs, nothing new, against head" "" 5 sync_ours sync_bare
      export RUNBOOK_HISTORY=$work/imported.db
      rm -f "$RUNBOOK_HISTORY"*
      importing=$(peak "$runbook" import "$work/runs.jsonl")
      printf '%-44s %9s KiB\n' "peak memory: import of $(stat -c %s "$work/runs.jsonl") bytes" "$importing"
      rows+=("{\"name\": \"peak memory of an import, KiB\", \"import\": $importing}")
      rm -rf "$work"/imported.db* "$work"/bare.db "$work"/runs.jsonl "$work"/runs.sql "$work/shared"
      RUNBOOK_HISTORY=$work/runs-$runs.db
    fi
    rm -f "$RUNBOOK_HISTORY"
  done
  RUNBOOK_HISTORY=$work/history.db
else
  echo "no $generator: the history is not measured"
fi
