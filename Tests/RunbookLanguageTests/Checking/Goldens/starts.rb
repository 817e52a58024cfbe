runbook "Background commands that can never be ready"

start tunnel "A tunnel"
  run kubectl port-forward service/web 8080:80
  ready when exit is 0
  fails → next
  unknown → next

start server "A server"
  run python3 -m http.server 8000
  effect probe
  ready when duration < 5s
  ready when port 8000 answers
  otherwise → next

start fine "A tunnel that is fine"
  run kubectl port-forward service/web 8080:80
  ready when output contains "Forwarding from"
  timeout 10s
  unknown → none

outcome none "No way in"
  severity unknown
