# Recorded runs judged anew: one of a thousand steps, and a thousand of twelve. The bare query only reads what has to be
# read.
{
  echo 'runbook "Replayed"'
  for i in $(seq 1000); do printf 'step s%s\n  run echo x\n  expect output is "x"\n' "$i"; done
} > "$work/replayed.rb"
"$runbook" run --quiet "$work/replayed.rb" > /dev/null
floor=(sqlite3 -readonly "$RUNBOOK_HISTORY" "select number, time, name, body from event order by number")
ours=("$runbook" show last)
compare 5 "show of 1,000 steps, against its events by sqlite3" "" 1000
ours=("$runbook" replay last --with "$work/replayed.rb")
compare 5 "replay of 1,000 steps, against its events by sqlite3" "" 1000

history_of 1000
ask "select cast(content as text) from blob where digest = (select digest from run_source limit 1)" > "$work/generated.rb"
newest="select id from run order by started desc limit 1000"
ours=("$runbook" backtest "$work/generated.rb" --all --limit 1000)
floor=(sqlite3 -readonly "$RUNBOOK_HISTORY" "select number, time, name, body from event where run in ($newest)
    and name in ('run-started', 'attempt-started', 'attempt-ended', 'answered', 'run-ended');
  select content from blob where digest in (select digest from evidence where run in ($newest))")
allowed=1 compare 3 "backtest of 1,000 runs, against the same rows by sqlite3" "≤ 2 s" 1000
