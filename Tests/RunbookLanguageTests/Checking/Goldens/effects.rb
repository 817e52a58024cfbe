runbook "What commands do"

param pod = web-1
param script = x

step looks
  run kubectl get pod "$pod" -o json | jq .status

step deletes
  run kubectl get pods -o name | grep web | xargs kubectl -n shop delete

step hidden
  run
    for pod in $(kubectl get pods -o name); do
      echo "$pod" | sed 's/x/y/' > list
    done

step unknown
  run ./check.sh "$pod"

step inserted
  run bash -c "nslookup $pod"

step settled
  run ./check.sh
  effect read

step raised
  run ./check.sh
  effect change

step lowered
  run kubectl annotate pod "$pod" looked-at=yes
  effect probe

step denied
  run kubectl delete pod "$pod"
  effect read

step also-denied
  run kubectl exec "$pod" -- cat /etc/hosts
  effect read

step higher
  run kubectl get pods
  effect probe

step needless
  run kubectl get pods
  effect read

step both
  run kubectl delete pod "$pod"
  effect change

step own
  run kubectl create -f -
  stdin
    kind: Pod
    metadata: {name: "probe-$run", labels: {runbook: "$run"}}
  cleanup kubectl delete pods --all

step foreign
  run kubectl create -f -
  stdin
    kind: Pod
    metadata: {name: "probe", labels: {runbook: "$run"}}

step broken
  run kubectl delete "x

fix scale
  run ./scale.sh && kubectl scale deployment web --replicas=3
  undo kubectl scale deployment web --replicas=1

parallel
  step one
    run systemctl restart kubelet
  step two
    run "$script" get pods

finally
  run kubectl delete pod "$pod"
  run ./tidy.sh
  step gone
    run rm -r /data
