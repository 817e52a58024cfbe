# Several checks at once, and one table that decides over all of them.
runbook "Which layer is broken?"

param host = localhost "the machine to reach"
param name = localhost "the name to resolve"

parallel
  step link "An interface is up"
    run ip -brief link
    expect some line matches /\bUP\b|UNKNOWN/

  step route "There is a way to the host"
    run ip route get "$(getent ahostsv4 "$host" | head -n 1 | cut -d ' ' -f 1)"

  step resolves "The name resolves"
    run getent hosts "$name"

decide
  link fails                      → no-link
  link passes and route fails     → no-route
  route passes and resolves fails → no-name
  any fails                       → several
  any unknown                     → cannot-tell
  otherwise                       → healthy

outcome no-link "No interface is up"
  severity critical

outcome no-route "There is no way to the host"
  severity critical

outcome no-name "The name does not resolve"
  severity warning

outcome several "More than one layer is broken"
  severity critical

outcome cannot-tell "Could not look at every layer"
  severity unknown

outcome healthy "All layers are fine"
  severity ok
