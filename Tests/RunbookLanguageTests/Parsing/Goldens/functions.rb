runbook "Functions that cannot be read"

step unnamed "Arguments without a name"
  run kubectl get pods -o json
  expect overlaps $ranges is empty
  expect capacity 10.1.0.0/24 > 5
  expect every allowed $pod to=$dns port="UDP 53" policies=$policies namespaces=$namespaces is "allowed"
  expect every allowed from=$pod to=$dns "UDP 53" is "allowed"
  expect badversions "calico" version=3.18 is empty

step values "Values that are none"
  run kubectl get pods -o json
  expect badversions product=calico version=v3.18.1 kubernetes=1.20 is empty
  expect overlaps ranges= is empty
  expect overlaps ranges=
  expect overlaps ranges is empty
  expect capacity range=10.1.0.0/24, 10.2.0.0/24 > 5
  expect nearest selector=app=web pods=$pods is empty
  expect nearest $selector=$labels pods=$pods is empty
  expect endpoints endpoints=$pods pods=$pods
  expect mismatches service=$service pods=$pods listeners=/LISTEN/ is empty

step words "Words that are nearly functions"
  run kubectl get pods -o json
  expect overlap ranges=$ranges is empty
  expect capasity range=$range > 5
  expect no selcting pod=$pod policies=$policies exists
  expect count endpoint endpoints=$pods pods=$pods is 0
  expect mismatch service=$service pods=$pods is empty
  expect badversion product="calico" version=3.18 is empty
  capture near from neerest selector=$selector pods=$pods
  capture open from alowed from=$pod to=$pod port=53 policies=$policies namespaces=$namespaces
