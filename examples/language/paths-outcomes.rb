# A way with branches: paths are entered by arrows, outcomes end it.
runbook "The disk is full, or is it?"

param folder = /var

step space "There is space left"
  run df -P "$folder"
  expect column Capacity < 90%
  fails → full

step inodes "There are inodes left"
  run df -Pi "$folder"
  expect column IUse% < 90%
  fails → many-files, next

step writes "A file can be written"
  run f=$(mktemp) && echo x > "$f" && rm "$f"
  passes → fine
  fails  → read-only

path full "Who fills it?"
  step logs "It is not the logs"
    run du -sk "$folder/log"
    expect find /^\d+/ < 5000000
    fails   → logs-full
    unknown → next

  step deleted "No deleted file is held open"
    run find /proc/[0-9]*/fd -lname '*(deleted)' 2>/dev/null || true
    expect output is empty
    fails → held-open

  → data-full

outcome fine "The disk is fine"
  severity ok

outcome many-files "The disk has too many files"
  severity warning

outcome read-only "The disk is read-only"
  severity critical

outcome logs-full "Logs fill the disk"
  severity warning
  Rotate them; `logrotate -f` does it at once.

outcome held-open "Deleted files are held open"
  severity warning

  Restart the process that holds them: the space is free then.

outcome data-full "The data itself fills the disk"
  severity critical
