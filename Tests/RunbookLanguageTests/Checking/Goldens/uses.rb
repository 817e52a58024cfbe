runbook "What a use brings"
use "with/common.rb"

param namespace = default
let label = x

step pods "Pods"
  run kubectl get pods -n "$namespace" -l "$label"
  fails → shared
  unknown → lost

step shared-step "Taken"
  run true
  fails → shared-path

outcome lost "Lost"
  severity unknown
