# A thousand runs out of a history, into another, and through a shared folder, against the same rows by sqlite3.
history_of 1000
from=$work/from.db
cp "$RUNBOOK_HISTORY" "$from"
RUNBOOK_HISTORY=$from
ours=("$runbook" export -o "$work/runs.jsonl")
floor=(bash -c "sqlite3 -readonly '$from' '.dump run event blob runbook_version run_source step attempt evidence expectation capture decision path outcome need' > '$work/runs.sql'")
compare 3 "export of 1,000 runs, against .dump" "" 1000
RUNBOOK_HISTORY=$work/imported.db
ours=(bash -c "rm -f '$work'/imported.db*; '$runbook' import '$work/runs.jsonl'")
floor=(bash -c "rm -f '$work/bare.db'; sqlite3 '$work/bare.db' < '$work/runs.sql'")
compare 3 "import of 1,000 runs, against reading the dump" "" 1000
ours=("$runbook" import "$work/runs.jsonl")
compare 3 "the same import once more, against reading the dump" "" 1000
RUNBOOK_HISTORY=$from
ours=("$runbook" sync "$work/shared")
floor=(bash -c "find '$work/shared' -type f -exec head -qn 1 {} +")
compare 3 "sync of 1,000 runs, nothing new, against head" "" 1000
rm -rf "$work"/imported.db* "$work"/bare.db "$work"/runs.* "$work/shared"
