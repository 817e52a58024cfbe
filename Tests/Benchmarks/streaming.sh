# Output without end, against throwing it away: memory is the same however much there is.
gigabyte=$((1 << 30))
for size in $((gigabyte / 16)) "$gigabyte"; do
  printf 'runbook "Zeros"\nstep zeros\n  run head -c %s /dev/zero\n' "$size" > "$work/zeros.rb"
  ours=("$runbook" run "$work/zeros.rb")
  floor=(bash -c "head -c $size /dev/zero | cat > /dev/null")
  compare 3 "$((size >> 20)) MiB of zeros, against cat > /dev/null"
done
# All of it is looked through for secrets: zeros are passed over, text is not.
table $((gigabyte / 64)) > "$work/table"
printf 'runbook "Text"\nstep text\n  run for i in $(seq 64); do cat %s; done\n' "$work/table" > "$work/text.rb"
ours=("$runbook" run "$work/text.rb")
floor=(bash -c "for i in \$(seq 64); do cat $work/table; done | cat > /dev/null")
compare 3 "1024 MiB of tables, against cat > /dev/null"
