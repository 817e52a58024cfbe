# Commands that go on in the background while others look. They end with the run.
runbook "The shop answers through a tunnel"

needs kubectl

start watch "Somebody writes down what happens"
  run kubectl get events -A --watch
  ready when output contains "LAST SEEN"
  timeout 10s

start tunnel "A tunnel to the shop"
  run kubectl port-forward service/shop 48080:80
  ready when port 48080 answers
  timeout 10s
  fails → no-tunnel

step door "The tunnel's door is open"
  run bash -c "exec 3<>/dev/tcp/127.0.0.1/48080"
  passes → open
  fails  → no-tunnel

outcome open "The shop answers through the tunnel"
  severity ok

outcome no-tunnel "No tunnel to the shop"
  severity warning
