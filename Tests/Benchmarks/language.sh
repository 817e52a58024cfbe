# Ten thousand lines checked and formatted, and an edit of a thousand in the editor.
{
  echo 'runbook "Ten thousand lines"'
  for i in $(seq 1666); do
    printf '\nstep s%s "Step %s looks at the pods"\n  run kubectl get pods -n kube-system -l k8s-app=kube-dns\n' "$i" "$i"
    printf '  timeout 10s\n  expect count rows >= 1\n  expect every column READY is complete\n'
  done
} > "$work/long.rb"
lines=$(wc -l < "$work/long.rb")
floor=(wc -l "$work/long.rb")
ours=("$runbook" check "$work/long.rb")
compare 11 "check of 10,000 lines, against wc -l" "≤ 50 ms" "$lines"
ours=("$runbook" format --check "$work/long.rb")
compare 11 "format --check of 10,000 lines, against wc -l" "" "$lines"
ours=("$runbook" plan --json "$work/long.rb")
compare 5 "plan --json of 10,000 lines, against wc -l" "" "$lines"

{
  echo 'runbook "A thousand lines"'
  for i in $(seq 199); do
    printf '\nstep s%s\n  run kubectl get pods -n "ns-%s"\n  capture c%s from output\n' "$i" "$i" "$i"
    printf '  expect every column STATUS is "Running"\n'
  done
} > "$work/thousand.rb"
read -r took used memory floor_took floor_used floor_memory <<< "$(python3 "$benchmarks/editor.py" "$runbook" "$work/thousand.rb")"
row "lsp: an edit of 1,000 lines to diagnostics, against check" "≤ 50 ms"
