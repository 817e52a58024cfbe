# All that a plan can show. The titles hold what would break a graph that does not escape it.
runbook "A \"plan\" [with] {all} (of) <it>; #1 & `more` \\ end"

about
  Shows what a plan shows.

  Over several lines.

tags plans, goldens
owner "those who plan"
needs cluster
needs kubectl 1.20+

param host           = localhost              "the machine to reach"
param port as number = 53                     "the port to open"
param mode           = fast one of fast, slow "how"
param folder         matching /^\//           "where"
param codes as list  = 200, 204
secret token                                  "for the API"

let url = "http://$host:$port/"

defaults
  budget 2m
  timeout 10s

step first "First: it says \"ok\""
  run curl -sS -H @- "$url" | head -n 1
  stdin
    Authorization: Bearer $token
    X-Mode: $mode
  effect probe
  retry 3 times every 2s
  keep 1MiB
  cleanup rm -f "/tmp/runbook-$run"
  capture code from find /^\d+/ as number
  expect $code is one of 200, 204
  hint "expected one of $codes"
  fails   → silent, next
  unknown → next

step again
  when $code > 200
  run
    for i in 1 2; do
      kubectl get nodes
    done
  sample up to 60 every 200ms, need 95%
  each node in $codes, 4 at once
  flaky → "other file.rb" host=$host port=53
  fails → last

step last "A\nnew line"
  run tail -f "$folder/log"
  stop after 5s
  otherwise → next

start server "A server"
  run sh -c "echo ready; sleep 60"
  ready when output contains "ready"
  on "kind-east"
  otherwise → next

ask who as text "Who is \"there\"?" = nobody one of nobody, me
  when $mode is "slow"

confirm sure "Go on, $who?"

confirm really "Really?"
  yes → next
  no  → silent

manual look "Look <there>"
  fails → silent
  Go there -> and look.

call other "other file.rb" host=$host port=53
  timeout 1m
  otherwise → next

parallel
  step left "[left]"
    run true

  step right "{right}"
    run false

decide
  left fails and right fails → both
  left fails                 → details
  otherwise                  → next

each answer in $codes
  step one "One"
    run echo "$answer"
    fails → silent

  step two "Two"
    run echo "$answer"

→ details

path details "Which \"details\"?"
  step inner "Inner"
    expect $code exists
    flaky   → "other file.rb" host=$host port=53
    unknown → more

  → silent, next

  fix mend "Mend it"
    run chmod 600 "$folder/key"
    undo chmod "$code" "$folder/key"
    verify first

  fix log "Say so"
    run ./say-so mended
    undo none "logs only grow"
    effect change
    passes → fine

  step outer "Outer"
    run true
    fails → stop
  → fine

path more "More: <b>bold</b> | pipes |"
  step deep "Deep"
    run true
    fails → fine
  → silent

outcome fine "It is \"fine\""
  severity ok

outcome silent "Silent; #35 & co"
  severity warning
  Some prose.

outcome both "Both"
  severity critical
  → "other file.rb" host=$host port=80

finally
  run echo "$code"

  step gone "Nothing is left"
    run true
