# One step over a thousand items, recorded, against xargs, which records nothing and checks only the exit status.
for width in 1 8 64; do
  cat > "$work/each.rb" <<R
runbook "A thousand items"

step items
  run seq 1000
  capture items from lines

step each
  each item in \$items, $width at once
  run echo "\$item" | cat
  expect output is \$item
R
  ours=("$runbook" run "$work/each.rb")
  floor=(bash -c "seq 1000 | xargs -P $width -n 1 bash -e -o pipefail -c 'echo \"\$0\" | cat'")
  compare 3 "each: 1,000 items, $width at once, against xargs -P $width" "" 1000
done
