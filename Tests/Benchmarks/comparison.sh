# What is different between two outputs of 10 MB, against diff.
table $((10 << 20)) > "$work/a.table"
sed '5000s/Running         /CrashLoopBackOff/; 77777d; 90000s/1\/1/0\/1/' "$work/a.table" > "$work/b.table"
awk -v bytes=$((10 << 20)) 'BEGIN {
  for (; size < bytes; i++) {
    line = sprintf("2026-11-23T10:%02d:%02d.%03dZ level=info msg=\"served /cart/%d\" id=%06x took=%dms", i / 60 % 60, i % 60,
      i % 1000, i * 31 % 9973, i * 7919 % 16777216, i % 90)
    size += length(line) + 1
    print line
  }
}' > "$work/a.log"
sed '5000s/info/error/; 77777d; 90000s/served/refused/' "$work/a.log" > "$work/b.log"
for kind in table log; do
  printf 'runbook "Two outputs"\nparam file\nstep large\n  run cat "$file"\n' > "$work/two.rb"
  rm -f "$RUNBOOK_HISTORY"*
  "$runbook" run --quiet "$work/two.rb" file="$work/a.$kind" > /dev/null
  "$runbook" run --quiet "$work/two.rb" file="$work/b.$kind" > /dev/null
  ours=("$runbook" diff two two~1)
  floor=(diff "$work/a.$kind" "$work/b.$kind")
  allowed=1 compare 5 "diff of two ${kind}s of 10 MB, against diff"
done
