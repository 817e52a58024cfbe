# Histories of 1,000 to 100,000 runs, against the sqlite3 command line doing the bare query on the same file. What grows
# with the number of runs shows from one size to the next.
#   BENCH_RUNS="1000 10000": other sizes.

# asking NAME COMMAND… of our program; the query of the floor is in `query`.
asking() {
  ours=("$runbook" "${@:2}")
  floor=(sqlite3 -readonly "$RUNBOOK_HISTORY" "$query")
  compare 11 "$runs runs: $1" "≤ 200 ms, flat"
}

for runs in ${BENCH_RUNS:-1000 10000 100000}; do
  history_of "$runs"
  # A run in the middle, what only it printed, the healthy one before it, and the newest problem.
  middle=$(ask "select id from run order by started limit 1 offset $((runs / 2))")
  needle=needle-$((runs / 2))-$middle
  before=$(ask "select id from run where runbook = (select runbook from run where id = '$middle') and id <> '$middle'
    and verdict = 'healthy' order by started desc limit 1")
  problem=$(ask "select id from run where verdict = 'problem' order by started desc limit 1")

  query="select id, started, runbook, verdict, outcome, duration, context from run order by started desc, id desc limit 50"
  asking "the newest 50" history
  query="select number, time, name, body from event where run = '$middle' order by number"
  asking show show "$middle"
  query="select s.run, b.content
    from (select rowid, rank from search_index where search_index match '\"$needle\"' order by rank limit 20) i
    join search_document d on d.id = i.rowid join blob b on b.id = d.blob
    join search_place p on p.document = d.id join search_run s on s.number = p.run"
  asking "search for what one printed" search "$needle"
  query="select s.run, b.content
    from (select rowid, rank from search_index where search_index match 'conntrack' order by rowid desc limit 20) i
    join search_document d on d.id = i.rowid join blob b on b.id = d.blob
    join search_place p on p.document = d.id join search_run s on s.number = p.run limit 20"
  asking "search for what all printed" search conntrack
  query="select verdict, started / 3600000, count(*) from run where runbook = 'dns-broken' group by 1, 2;
    select step, verdict, duration, steps from step_tally where runbook = 'dns-broken'"
  asking "stats of one runbook" stats dns-broken
  query="select runbook, context, verdict, started / 3600000, outcome, count(*), sum(duration) from run group by 1, 2, 3, 4, 5"
  asking "stats of all" stats
  query="select e.run, b.content from evidence e join blob b on b.digest = e.digest where e.run in ('$before', '$middle');
    select body from event where run in ('$before', '$middle')"
  allowed=1 asking diff diff "$before" "$middle"
  query="select run, count(*) from step where (name, verdict) in
      (select name, verdict from step where run = '$problem') and verdict <> 'passed' group by run order by 2 desc limit 5"
  asking similar similar "$problem"
  query="select verdict, count(*) from run group by verdict"
  asking "sql: verdicts" sql "select verdict, count(*) from run_summary group by verdict"
done
