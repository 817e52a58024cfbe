# What of a command's output is looked at, and how it is compared.
runbook "The nodes are alike"

param room as quantity  = 512Mi "memory that each must have"
param oldest as version = 1.9   "no older version is fine"
param net as cidr       = 10.0.0.0/8
param zone as text      = eu-1
param patience          = 2m    "how young a node may be"

step nodes "The list of nodes"
  run
    cat <<'EOF'
    NAME   ZONE  CPU(cores)  MEMORY  VERSION  AGE   ADDRESS
    red    eu-1  120m        640Mi   1.19.2   3d4h  10.1.0.0/16
    green  eu-1  80m         1Gi     1.20.0   41m   10.2.0.0/16
    blue   eu-2  200m        2Gi     1.20.1   9h    10.3.0.0/16
    EOF
  capture nodes from output
  capture newest from last 1 column VERSION as version
  capture networks from column ADDRESS as cidr
  expect exit is 0
  expect stderr is empty
  expect duration < 10s
  expect output starts with "NAME"
  expect output ends with "10.3.0.0/16"
  expect output contains "green"

step rows "Rows and columns"
  expect exactly 3 rows in $nodes exist
  expect some row in $nodes where ZONE is $zone and NAME matches /^r/ exists
  expect at least 2 column ZONE in $nodes are "eu-1"
  expect every distinct column ZONE in $nodes starts with "eu-"
  expect every first 2 column ZONE in $nodes is "eu-1"
  expect every column MEMORY in $nodes >= $room
  expect every column VERSION in $nodes > $oldest
  expect no column AGE in $nodes < $patience

step numbers "What is made of several values"
  expect min column "CPU(cores)" in $nodes > 50m
  expect max column "CPU(cores)" in $nodes < 80% of 500m
  expect sum column "CPU(cores)" in $nodes is 400m
  expect median column "CPU(cores)" in $nodes is 120m
  expect p95 column "CPU(cores)" in $nodes <= 200m

step texts "Lines and parts of a text"
  expect exactly 3 lines in $nodes match /\beu-\d\b/
  expect exactly 2 lines in $nodes contain "eu-1"
  expect no lines in $nodes end with ","
  expect some line in $nodes after /^red/ before /^blue/ contains "1.20"
  expect every line in $nodes not matches /error/

step networks "Addresses"
  expect every $networks is within $net
  expect no $networks overlap 10.9.0.0/16
  expect no $networks overlaps 192.168.0.0/16
  expect $newest >= 1.20
  expect count $networks is 3
