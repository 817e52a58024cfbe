runbook "Names that stand twice, and names that do not exist"

param namespace = default
param context = kind
let where = "in $namespace"
let namespace = other

step dns "The name resolves"
  run nslookup -timeout=2 "$where"
  capture address from find /Address: (\S+)/
  capture address from line -1
  fails → coredsn

step dns "Again"
  run kubectl get pods -n "$namspace"
  when l3 passes
  otherwise → dns-works

step look "Hides a parameter"
  run echo "$FOO" '$plain' "$namespace" $undefined_here
  capture namespace from output
  hint "see $adress"
  otherwise → next

fix scale "Scale"
  run kubectl scale deployment web --replicas=3
  undo kubectl scale deployment web --replicas=1
  verify loook
→ nowhere

path coredns "CoreDNS is down"
  → dns-works

path dns-works "Twice"
  → coredns-down

outcome dns-works "DNS works"
  severity ok
outcome coredns-down "CoreDNS is down"
  severity critical
