# What a person waits for who presses Tab, with a history of 10,000 runs; beside the one query that this cannot do without.
history_of 10000
floor=(sqlite3 -readonly "$RUNBOOK_HISTORY" "select id, runbook from run order by started desc limit 30")
# completing WHAT PLACE WORD…: what the script of bash asks when the last word is begun.
completing() {
  local words=(runbook "${@:3}")
  ours=(env SAP_SHELL=bash SAP_SHELL_VERSION=5.2 "$runbook" ---completion "$3" -- "$2" $((${#words[@]} - 1)) 0 "${words[@]}")
  compare 11 "completion of $1, 10,000 runs, against one query" "< 50 ms"
}
completing runs positional@0 show ""
completing "steps of a run" positional@1 show last ""
completing labels --label history --label ""
completing outcomes --outcome history --outcome ""
completing runbooks positional@0 run ""
