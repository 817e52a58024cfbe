# Shared by e2e and faults: a cluster of our own, faults in it, runs against it.
# The caller has set: here (this folder), cluster (a folder with up, fault, on, down), runbook (the program).
set -euo pipefail
work=$(mktemp -d)
export RUNBOOK_HISTORY=$work/history.db
unset KUBECONFIG
started=
leave() {
  local status=$?
  trap - EXIT
  if [ -n "$started" ]; then "$cluster/down" > /dev/null 2>&1 || true; fi
  rm -rf "$work"
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT TERM

say() { printf '%s\n' "$*"; }
skip() {
  say "E2E SKIPPED: $*"
  exit 0
}

# Brings the cluster up and checks it by plain kubectl; whatever fails here says nothing about this program.
up() {
  local exports
  [ -x "$cluster/up" ] && [ -x "$cluster/fault" ] || skip "there is no cluster at $cluster"
  command -v kubectl > /dev/null || skip "there is no kubectl"
  [ -e "$work/was-up" ] || kubectl_answers || started=yes
  touch "$work/was-up"
  exports=$(timeout 420 "$cluster/up" 2> "$work/up.log") || skip "the cluster did not come up: $(tail -n 1 "$work/up.log")"
  eval "$exports"
  [ -n "${KUBECONFIG:-}" ] || skip "the cluster gave no kubeconfig"
  loopback || skip "the cluster's API server is not on loopback"
  "$cluster/fault" --heal-all > /dev/null 2>&1 || skip "faults of an earlier run could not be healed"
  healthy || skip "the cluster is not healthy by kubectl alone"
}

# Was a cluster already there, whose end is not ours to decide?
kubectl_answers() {
  local config=${LABCLUSTER_DIR:-/var/lib/labcluster}/kubeconfig
  [ -e "$config" ] && KUBECONFIG=$config kubectl --request-timeout=5s get --raw /readyz > /dev/null 2>&1
}

# Faults are for a cluster on this machine, never for another.
loopback() {
  case $(kubectl config view --minify -o 'jsonpath={.clusters[0].cluster.server}') in
    https://127.0.0.1:* | https://localhost:* | 'https://[::1]:'*) ;;
    *) return 1 ;;
  esac
}

# Everything is as it shall be, by conditions that kubectl waits for.
healthy() {
  {
    kubectl wait --for=condition=Ready nodes --all --timeout=120s &&
      kubectl rollout status -n kube-system deployment/coredns --timeout=120s &&
      kubectl rollout status -n kube-system daemonset/kube-proxy --timeout=120s &&
      kubectl rollout status -n ingress-nginx deployment/ingress-nginx-controller --timeout=120s &&
      kubectl rollout status deployment/web --timeout=120s &&
      kubectl wait --for=condition=Ready pod/test pod/test-2 --timeout=120s &&
      until_true 60 "kubectl exec test -- curl -s -m 2 -o /dev/null http://web.default.svc.cluster.local:8080/" &&
      until_true 60 "kubectl exec test -- curl -s -f -m 2 -o /dev/null -H 'Host: web.example.com' http://ingress-nginx-controller.ingress-nginx.svc.cluster.local/"
  } > "$work/healthy.log" 2>&1
}

# Tries a command every second until it holds; false after so many seconds.
until_true() {
  local end=$((SECONDS + $1))
  until eval "$2"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 1
  done
}

inject() {
  loopback || { say "refused: the API server is not on loopback"; exit 1; }
  "$cluster/fault" "$1" > "$work/fault.log" 2>&1 || { cat "$work/fault.log"; return 1; }
  settle "$1"
}

heal() {
  "$cluster/fault" "$1" --heal > "$work/fault.log" 2>&1 || { cat "$work/fault.log"; return 1; }
  healthy
}

# Waits until the fault shows where it is made, by conditions of the objects themselves.
settle() {
  local node=${FAULT_NODE:-}
  case $1 in
    dns-down) until_true 60 '[ -z "$(kubectl get endpoints -n kube-system kube-dns -o jsonpath={.subsets[*].addresses[*].ip})" ]' ;;
    service-selector) until_true 60 '[ -z "$(kubectl get endpoints web -o jsonpath={.subsets[*].addresses[*].ip})" ]' ;;
    service-port) until_true 60 '[ "$(kubectl get endpoints web -o jsonpath={.subsets[0].ports[0].port})" = 8081 ]' ;;
    ingress-down) until_true 60 '[ -z "$(kubectl get endpoints -n ingress-nginx ingress-nginx-controller -o jsonpath={.subsets[*].addresses[*].ip})" ]' ;;
    ingress-502 | ingress-503)
      until_true 60 "kubectl exec test -- curl -s -m 9 -o /dev/null -w '%{http_code}' -H 'Host: web.example.com' http://ingress-nginx-controller.ingress-nginx.svc.cluster.local/ | grep -qx ${1#ingress-}" ;;
    cni-uninitialised | node-notready)
      until_true 90 "kubectl get node ${node:-node-3} --no-headers | grep -q NotReady" ;;
    l3-bridge) until_true 60 "! kubectl exec test -- ping -c 1 -W 1 \$(kubectl get pod test-2 -o jsonpath={.status.podIP}) > /dev/null 2>&1" ;;
    crashloop)
      until_true 90 'kubectl get pods -l app=crashy -o jsonpath={.items[*].status.containerStatuses[*].restartCount} | grep -q "[2-9]"' ;;
    image-pull) until_true 60 'kubectl get pods -l app=no-image --no-headers | grep -qE "ErrImagePull|ImagePullBackOff"' ;;
    unschedulable) until_true 60 'kubectl get pods -l app=too-big --no-headers | grep -q Pending' ;;
    ip-exhausted) until_true 60 'kubectl get pods -l app=ip-hog --no-headers | grep -q ContainerCreating' ;;
    *) ;;
  esac
}

# run RUNBOOK [OPTION…]: leaves $status, $verdict and $outcomes (with blanks between), and the events in $work/events.
run() {
  local book=$1
  shift
  status=0
  timeout 240 "$runbook" run "Runbooks/$book.rb" --json "$@" > "$work/events" 2> "$work/stderr" || status=$?
  verdict=$(tail -n 1 "$work/events" | jq -r '.verdict // "none"' 2> /dev/null || echo none)
  outcomes=$(tail -n 1 "$work/events" | jq -r '.outcomes // [] | join(" ")' 2> /dev/null || true)
}

# No probe of any run is left behind, once deleted pods have gone.
nothing_left() {
  until_true 60 '[ -z "$(kubectl get pods -A -l runbook -o name 2> /dev/null)" ]' ||
    { say "left behind:"; kubectl get pods -A -l runbook; return 1; }
}

# as_account NAME: from here on everything is asked as this service account of the namespace default.
as_account() {
  local token secret="kubectl get serviceaccount $1 -o jsonpath={.secrets[0].name}"
  until_true 30 "[ -n \"\$($secret)\" ]"
  token=$(kubectl get secret "$($secret)" -o 'jsonpath={.data.token}' | base64 -d)
  sed -e '/client-.*-data/d' -e "s|^\( *\)user:\$|\1user: {token: $token}|" "$KUBECONFIG" > "$work/account"
  export KUBECONFIG=$work/account
}

# permitted FAULT RUNBOOK: exit status and outcome that the table asks for.
permitted() { awk -F '\t' -v f="$1" -v r="$2" '$1 == f && $2 == r {print $3, $4}' "$here/faults.tsv"; }

# The runbooks that the table has rows for, with this fault.
books() { awk -F '\t' -v f="$1" '$1 == f {print $2}' "$here/faults.tsv"; }

# judge FAULT RUNBOOK: runs it and says whether it found exactly the one outcome of the table.
judge() {
  local wanted=$(permitted "$1" "$2") from=$SECONDS right=no
  [ -n "$wanted" ] || { say "no row for $1 and $2 in faults.tsv"; return 1; }
  run "$2"
  [ "$status $outcomes" = "$wanted" ] && right=yes
  printf '%-18s %-20s %-28s exit %-3s %4ss  %s\n' "$1${FAULT_NODE:+ $FAULT_NODE}" "$2" "${outcomes:-none}" "$status" \
    "$((SECONDS - from))" "$([ $right = yes ] && echo right || echo "WRONG, wanted: exit $wanted")"
  [ $right = yes ] || { show_run; return 1; }
}

show_run() {
  "$runbook" show last || cat "$work/stderr"
}
