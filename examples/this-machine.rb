# The network of the machine you sit at, from the bottom up.
runbook "Is this machine's own network in order?"

about
  Looks at links, addresses, routes, the resolver and listening ports of this machine, and stops
  at the first layer that is not in order. It only looks: nothing leaves the machine unless a
  name or an address outside is given.

    runbook run this-machine.rb
    runbook run this-machine.rb name=example.org address=192.0.2.7 port=22

tags machine, network
needs ip

param port    = "" matching /^\d*$/ "a TCP port that must be listening here"
param name    = ""                  "a name that must resolve; asking for it may leave this machine"
param address = ""                  "an address that must answer a ping; pinging it leaves this machine"

step loopback "The loopback has its address"
  run ip -o addr show dev lo
  expect output matches /inet6? (127\.0\.0\.1|::1)\//
  fails → no-loopback

step links "A link besides the loopback is up"
  run ip -o link show up
  capture links from find all /^\d+: ([^:@]+)/
  expect some line not matches /LOOPBACK/
  fails → no-link

step addresses "A link has an address of global scope"
  run ip -o addr show up scope global
  capture addresses from find all /inet6? ([^\/ ]+)/
  expect output is not empty
  fails → no-address

step routes "There is a default route"
  run ip route show default; ip -6 route show default
  capture gateway from find /default via (\S+)/
  expect output is not empty
  fails → no-default-route

step gateway "The gateway is not known to be silent"
  when $gateway exists
  run ip neigh show "$gateway"
  expect no line matches /FAILED|INCOMPLETE/
  hint "the kernel asked for the gateway's hardware address and got no answer"
  fails → gateway-silent

step resolver "The resolver has a server to ask"
  run cat /etc/resolv.conf
  capture servers from find all /^nameserver\s+(\S+)/
  expect count $servers >= 1
  fails → no-resolver

step hosts "This machine's own name is known to it"
  run getent hosts localhost
  expect output matches /^(127\.|::1)/
  fails → hosts-file

step listening "What listens here can be listed"
  run ss -Hltn
  capture listeners from find all /^LISTEN\s+\d+\s+\d+\s+(\S+)/

step port "The port listens"
  when $port is not empty
  run ss -Hltn "sport = :$port"
  expect output is not empty
  fails → port-closed

step name "The name resolves"
  when $name is not empty
  run getent ahosts "$name"
  retry 3 times every 1s
  expect output is not empty
  fails → name-unresolved

step reach "The address answers"
  when $address is not empty
  run ping -n -c 3 -i 0.3 -W 2 "$address"
  capture loss from find /([\d.]+)% packet loss/ as percent
  expect $loss < 100%
  fails → unreachable

→ in-order

outcome in-order "This machine's network is in order"
  severity ok
  Links, addresses, routes, resolver and listening ports were looked at and none is amiss.
  The world outside was asked only where a name or an address was given.

outcome no-loopback "The loopback has no address"
  severity critical
  Programs of this machine cannot reach each other by 127.0.0.1: ip link set lo up.

outcome no-link "No link besides the loopback is up"
  severity warning
  The cable, the wireless network or the virtual interface is down or missing: ip link shows
  which there are, ip link set NAME up starts one.

outcome no-address "No link has an address"
  severity warning
  DHCP gave none, or none was set: look at the DHCP client, or at /etc/network.

outcome no-default-route "There is no default route"
  severity warning
  Only the networks of its own links can be reached: ip route add default via GATEWAY.

outcome gateway-silent "The gateway does not answer on the link"
  severity critical
  The default route leads to an address that nobody answers for: a wrong gateway, a wrong VLAN,
  or a gateway that is down.

outcome no-resolver "The resolver has nobody to ask"
  severity warning
  /etc/resolv.conf names no server, so no name outside resolves.

outcome hosts-file "localhost does not resolve to this machine"
  severity warning
  /etc/hosts or /etc/nsswitch.conf was changed: localhost must be 127.0.0.1 or ::1.

outcome port-closed "Nothing listens on the port"
  severity warning
  The program that should listen there does not run, or listens on another port.

outcome name-unresolved "The name does not resolve"
  severity warning
  Links, addresses and routes are in order: ask the resolver's servers directly.

outcome unreachable "The address does not answer"
  severity warning
  The way out of this machine is in order: the network behind the gateway, a firewall or the
  other side is to blame. Some hosts never answer a ping.
