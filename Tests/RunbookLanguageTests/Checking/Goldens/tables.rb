runbook "Tables"

step forgotten "Not in the table"
  run true

decide
  later fails → stop

ask zone "Which zone?" = us one of eu, asia

step later "Below the table"
  run true
  when elsewhere passes and later fails

decide
  zone fails                   → stop
  elsewhere fails              → stop
  lateer fails                 → stop
  later fails                  → falls
  $zone is "eu" and later flaky → falls
  otherwise                    → next
  otherwise                    → stop

fix it "Fix"
  run true
  undo none "nothing"
  verify zone

path falls "Can fall off"
  decide
    any fails → stop
  step elsewhere "Elsewhere"
    run true
