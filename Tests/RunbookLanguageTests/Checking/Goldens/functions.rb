runbook "Functions"

param ranges                = 10.0.0.0/8
param pod                   = web
param version as version    = 1.0
param listeners             = none

step early "Before anything is captured"
  run kubectl get pods -A -o json
  expect endpoints endpoints=$endpoints pods=$pods is empty
  capture pods from output
  capture selecting from selecting pod=$web policies=$pods
  otherwise → next

step order "What is captured below"
  run kubectl get pods -A -o json
  capture first from selecting pod=$second policies=$third
  capture second from json .items[0]
  capture third from output
  capture fourth from selecting pod=$second policies=$fourth
  expect every allowed from=$second to=$second port=53 policies=$third namespaces=$fourth is "allowed"
  otherwise → next

step names "Arguments by wrong names"
  run kubectl get endpoints -A -o json
  capture endpoints from output
  expect overlaps rangs=$ranges is empty
  expect overlaps range=$ranges is empty
  expect capacity ranges=$ranges > 5
  expect count capacity range=10.1.0.0/24 > 5
  expect no selecting pods=$pod policies=$pods exist
  expect some selecting pod=$pod policy=$pods exists
  expect every allowed from=$pod to=$pod prot=53 policies=$pods namespace=$pods is "allowed"
  expect every allowed form=$pod to=$pod port=53 policies=$pods namespaces=$pods is "allowed"
  expect nearest selectors="app=web" pods=$pods is empty
  expect nearest elector="app=web" pods=$pods is empty
  expect badversions products="calico" version=$version is empty
  expect badversions product="flannel" versions=$version kubernets=1.20 is empty
  expect mismatches services=$pods pods=$pods listener=$listeners is empty
  expect mismatches serivce=$pods pods=$pods listeners=$listeners is empty
  otherwise → next

step missing "Arguments that are missing, or twice"
  expect overlaps is empty
  expect count selecting is 0
  expect every allowed from=$pod to=$pod policies=$pods is "allowed"
  expect badversions kubernetes=$version is empty
  expect endpoints endpoints=$endpoints endpoints=$pods pods=$pods is empty
  expect capacity range=10.1.0.0/24 range=10.1.0.0/25 > 5
  otherwise → next

step values "Values that cannot be read"
  expect capacity range=10.1.0.0 > 5
  expect capacity range=50% of 10 > 5
  expect capacity range="$ranges" is "many"
  expect overlaps ranges="pods and nodes" is empty
  expect every allowed from="somewhere" to="10.1.0.7" port="ICMP 1" policies="none" namespaces="[]" is "allowed"
  expect every allowed from="10.1.0.7" to=5 port=65536 policies="{\"kind\": \"Pod\"}" namespaces="{}" is "allowed"
  expect nearest selector="web" pods="[3]" is empty
  expect badversions product="calcio" version="newest" kubernetes="1.x" is empty
  expect badversions product="weave" version=2.8 is empty
  expect mismatches service="{}" pods=$pods listeners="ss: not found" is empty
  otherwise → next

step around "What stands around a function"
  run kubectl get pods
  expect allowed from=$pod to=$pod port=53 policies=$pods namespaces=$pods is "allowed"
  expect nearest selector="app=web" pods=$pods contains "app"
  expect distinct selecting pod=$pod policies=$pods > 5
  expect every capacity range=10.1.0.0/24 > 5
  expect capacity range=10.1.0.0/24 is "many"
  expect max selecting pod=$pod policies=$pods > 5
  expect some p95 mismatches service=$pods pods=$pods exists
  expect first 2 capacity range=10.1.0.0/24 > 5
  expect overlaps ranges=$ranges in $pods is empty
  expect no endpoints endpoints=$pods pods=$pods where NAME is "a" exist
  expect no endpoints endpoints=$pods pods=$pods after /a/ before /b/ exist
  expect count badversions product="calico" version=3.18 kubernetes=1.20 is "none"
  otherwise → stop
