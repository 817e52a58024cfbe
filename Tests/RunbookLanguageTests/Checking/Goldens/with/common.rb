runbook "Common"
param namespace = default
param unneeded = x
let label = "app=$unneeded"
path shared "Shared"
  step shared-step "Shared"
    run kubectl get pods -n "$namespace"
    fails → lost
  → lost
path nobody "Nobody leads here, and that is no error"
  → lost
outcome lost "Lost"
  severity unknown
