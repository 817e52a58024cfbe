runbook "Everything"
language 1
use "common.rb"
let probe = "runbook-$run"
let limit = 80% of 500m
secret token "for the API"
param nodes as list = a, b one of a, b, c "which"
param url = https://x.example/a?b>c
param mail matching /^[^@\/]+@x$/ "a # is no comment here"   # here it is
defaults
  timeout 1m30s
  budget 20m
  shell sh
  env NO_COLOR http_proxy
  keep 1MiB

# the door
ask port "Which port?" = 80 one of 80, 443
  when $nodes exists

confirm sure "Sure about $port?"
  yes → next
  no → stop

manual look "Look at the lamp"
  when $port > 80 and $nodes is not empty
  passes → next
  fails -> broken, next
  Go there. → is text here.
    deeper
  back

start forward "A tunnel"
  run kubectl port-forward svc/x 8080:80
  ready when port 8080 answers
  fails → broken
start other
  run
    tail -f x

    # shell comment
  ready when output contains "ready"

call net "net.rb" host=$url port=80 name="a b"
  on kind-east
  timeout 2m
  when $port is one of 80, 443
  otherwise → next

each node in $nodes, 8 at once
  step ping
    run ping "$node"
    retry up to 1m every 5s

parallel
  step use "Names may be words"
    run true
    retry 3 times
  step column
    run true
    sample up to 200, need 99.5%

decide
  use fails                      → broken
  use passes and column fails    → cni
  $net.outcome is "x" and any skipped → "next.rb" a=b
  any unknown                    → stop
  otherwise                      → fine

fix it
  run true
  undo none "nothing is written"
  verify use
  effect change

path cni "CNI"
  step s "All selectors"
    each n in $nodes
    on $east
    when $ping.passed is not empty and $port <= 443
    run true
    stdin
      Hello $token,

        it costs 5$ for $USER
    stop after 5s
    cleanup
      rm -f "/tmp/$run"
    env PATH
    keep 64k
    effect probe
    hint "look at $nodes and \$this"
    expect exit is one of 0, 1
    expect stderr is empty
    expect duration < 2s
    expect lines contain "a"
    expect no lines match /b/
    expect line -1 starts with "x\ty"
    expect some line ends with "z"
    expect at least 2 rows where STATUS is "Running" and "CPU(cores)" < 5m exist
    expect at most 1 column NAME matches /x/
    expect exactly 2 find all /\d+ \/ \d+/ >= 4
    expect median column where < 80% of $limit
    expect p95 column AGE after /^header/ before /^footer/ < 3d4h
    expect first 3 column NAME are "a"
    expect distinct json .items[].metadata.labels["a/b c"] where .status.phase is "Running" is not "b"
    expect yaml .[0].x in $doc exists
    expect json . not exists
    expect $ips is within 10.0.0.0/8
    expect column NETWORK not overlaps "fd00::/8"
    capture doc from output
    capture ips from json .items[*] as ip
    unknown → next

outcome fine "Fine"
  severity ok
outcome broken "Broken"
  severity critical
  -> "next.rb" key=$value other=x
  Prose.

finally
  run rm -f x
  step last
    run true
# the end
