# What is different between two outputs of 10 MB, against diff, which does not know what is no difference.
size=$((10 << 20))
table "$size" > "$work/a.table"
sed '5000s/Running         /CrashLoopBackOff/; 77777d; 90000s/1\/1/0\/1/' "$work/a.table" > "$work/b.table"
pods "$size" > "$work/a.json"
sed '5000,5020s/Running/Pending/' "$work/a.json" > "$work/b.json"
awk -v bytes="$size" 'BEGIN {
  for (; size < bytes; i++) {
    line = sprintf("2026-11-23T10:%02d:%02d.%03dZ level=info msg=\"served /cart/%d\" id=%06x took=%dms", i / 60 % 60, i % 60,
      i % 1000, i * 31 % 9973, i * 7919 % 16777216, i % 90)
    size += length(line) + 1
    print line
  }
}' > "$work/a.log"
sed '5000s/info/error/; 77777d; 90000s/served/refused/' "$work/a.log" > "$work/b.log"
# An hour later: no line is the same to the byte.
cp "$work/a.log" "$work/a.times"
sed 's/T10:/T11:/' "$work/b.log" > "$work/b.times"
printf 'runbook "Two outputs"\nparam file\nstep large\n  run cat "$file"\n' > "$work/two.rb"
# comparing KIND NAME
comparing() {
  rm -f "$RUNBOOK_HISTORY"*
  "$runbook" run --quiet "$work/two.rb" file="$work/a.$1" > /dev/null
  "$runbook" run --quiet "$work/two.rb" file="$work/b.$1" > /dev/null
  ours=("$runbook" diff two two~1)
  floor=(diff "$work/a.$1" "$work/b.$1")
  allowed=1 compare 5 "diff of 10 MB, $2"
}
comparing table "a table, three rows differ"
comparing json "JSON, a pod differs"
comparing log "a log, three lines differ"
comparing times "a log, three lines differ and the time of each"
