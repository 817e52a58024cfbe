# Steps, each event durable before it is shown, beside the same commands with the same checks:
# in one bash with subshells, in a bash for each, and spawned from C with one fdatasync for each.
for count in 100 1000; do
  {
    echo 'runbook "Many steps"'
    for i in $(seq "$count"); do printf 'step s%s\n  run echo x | cat\n  expect output is "x"\n' "$i"; done
  } > "$work/steps.rb"
  cat > "$work/subshells.sh" <<B
set -eo pipefail
for ((i = 0; i < $count; i++)); do
  out=\$(echo x | cat)
  [ "\$out" = x ] || exit 1
done
B
  cat > "$work/bashes.sh" <<B
set -e
for ((i = 0; i < $count; i++)); do
  out=\$(bash -e -o pipefail -c 'echo x | cat')
  [ "\$out" = x ] || exit 1
done
B
  runs=$((count > 100 ? 3 : 11))
  ours=("$runbook" run "$work/steps.rb")
  floor=(bash "$work/subshells.sh")
  compare "$runs" "$count steps, against one bash with a subshell each" "≤ 1.5 ×, goal 1.0" "$count"
  floor=(bash "$work/bashes.sh")
  compare "$runs" "$count steps, against a bash each" "" "$count"
  floor=("$work/steps" "$count" "$work/record")
  compare "$runs" "$count steps, against a bash and an fdatasync each from C" "" "$count"
done
ours=("$runbook" run "$work/steps.rb" --no-history)
compare 3 "$count steps unrecorded, against the same from C" "" "$count"
