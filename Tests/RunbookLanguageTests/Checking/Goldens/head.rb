runbook "The head"
language 2
language 1
about
  Once.
about
  Twice.
needs kubectl
needs cluster
needs kubectl 1.20+

param replicas as number = three
param zone = eu one of us, asia
param zones as list = a, b
param several = a, b
param mail = nobody matching /@/
param host = "$zone.example.org"
param port as number = 80 one of 80, https
let late = "$pod and $early"
let early = "$zone $zones $replicas $several $mail $host $port $late $nothing"

defaults
  timeout 10s
  timeout 20s
defaults
  keep 1MiB

step pods "Pods"
  run kubectl get pods
  capture pod from line 1
