# Everything that can stand in a head, in a runbook that looks at one web address.
runbook "A web address answers"
language 1

about
  Resolves a name, opens a connection and asks for a page.
  Nothing is changed.

tags web, http
owner "web on-call"
needs curl 7.50+
needs getent

param host           = localhost               "the name that people type"
param port as number = 80                      "the port that the server listens on"
param scheme         = http one of http, https "how to speak to it"
param path           = / matching /^\//        "what to ask for"
param codes as list  = 200, 204, 301, 302      "answers that are fine"
secret token                                   "sent as a bearer token"

let url = "$scheme://$host:$port$path"

defaults
  timeout 10s
  budget 2m
  shell bash
  env NO_PROXY
  keep 1MiB

step name "The name has an address"
  run getent ahosts "$host"
  expect at least 1 line matches /STREAM/
  hint "is $host in the DNS, or in /etc/hosts?"

step page "The page is there"
  run curl -sS -o /dev/null -w '%{http_code}' -H @- "$url"
  stdin
    Authorization: Bearer $token
  capture code from output as number
  expect $code is one of 200, 204, 301, 302
  hint "expected one of $codes from $url"
