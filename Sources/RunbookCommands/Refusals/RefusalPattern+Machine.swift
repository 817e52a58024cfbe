extension RefusalPattern {
  /// Of docker, podman and nerdctl.
  static let docker: [RefusalPattern] = [
    RefusalPattern(
      "*Cannot connect to the Docker daemon at *. Is the docker daemon running?*",
      "the Docker daemon at $2 does not answer"),
    RefusalPattern(
      "*permission denied while trying to connect to the * socket at *: *",
      "this user may not use Docker (permission denied on its socket)"),
    RefusalPattern(
      "*permission denied while trying to connect to the *",
      "this user may not use Docker (permission denied on its socket)"),
    RefusalPattern("error during connect: *", "the Docker daemon is out of reach: $1"),
    RefusalPattern("*cannot access containerd socket *", "containerd's socket is out of reach: $2"),
    RefusalPattern("*Cannot connect to Podman*", "Podman does not answer"),
    RefusalPattern(
      "*exec: \"*\": executable file not found in $PATH*", "the container has no $2", .throughPod),
    RefusalPattern(
      "*exec: \"*\": stat *: no such file or directory*", "the container has no $2", .throughPod),
    RefusalPattern("*No such container: *", "there is no container $2 to look from", .throughPod),
    RefusalPattern(
      "*no container with name or ID \"*\" found*", "there is no container $2 to look from", .throughPod),
    RefusalPattern(
      "Error response from daemon: container * is not running*", "container $1 is not running", .throughPod),
    RefusalPattern("Error response from daemon: *is paused*", "the container is paused", .throughPod),
  ]

  static let crictl: [RefusalPattern] = [
    RefusalPattern("*validate service connection: *", "the container runtime does not answer: $2"),
    RefusalPattern(
      "*connect: connect endpoint '*', make sure you are running as root*",
      "the container runtime at $2 does not answer"),
    RefusalPattern("*dial unix *: connect: *", "the container runtime at $2 does not answer: $3"),
    RefusalPattern("*code = NotFound desc = *", "there is no such container to look from: $2", .throughPod),
    RefusalPattern(
      "*exec: \"*\": executable file not found in $PATH*", "the container has no $2", .throughPod),
  ]

  /// Of ip, bridge and systemctl.
  static let machine: [RefusalPattern] = [
    RefusalPattern("Cannot open network namespace \"*\": *", "there is no network namespace $1: $2"),
    RefusalPattern("RTNETLINK answers: Operation not permitted*", "this user may not ask the kernel for it"),
    RefusalPattern("System has not been booted with systemd*", "this machine does not run systemd"),
    RefusalPattern("Failed to connect to bus: *", "systemd does not answer: $1"),
    RefusalPattern("Failed to get D-Bus connection: *", "systemd does not answer: $1"),
  ]

  /// Of programs that need rights to look at all; also from inside a pod, for they say nothing about the network.
  static let rights: [RefusalPattern] = [
    RefusalPattern("ping: permission denied (are you root?)", "ping may not open a raw socket"),
    RefusalPattern("ping: socket: Operation not permitted*", "ping may not open a raw socket"),
    RefusalPattern("ping: socktype: *Operation not permitted*", "ping may not open a raw socket"),
    RefusalPattern("ping: lacking privilege for *", "ping may not open a raw socket"),
    RefusalPattern(
      "*You don't have permission to capture on that device*", "tcpdump may not capture packets"),
    RefusalPattern(
      "*You don't have permission to perform this capture on that device*", "tcpdump may not capture packets"),
    RefusalPattern("iptables*Permission denied (you must be root)*", "iptables must be run as root"),
    RefusalPattern("ip6tables*Permission denied (you must be root)*", "ip6tables must be run as root"),
    RefusalPattern("*you must be root to *", "that takes root"),
    RefusalPattern("sudo: a password is required", "sudo asks for a password"),
    RefusalPattern("sudo: a terminal is required to read the password*", "sudo asks for a password"),
    RefusalPattern("sudo: no tty present and no askpass program specified", "sudo asks for a password"),
    RefusalPattern("* is not in the sudoers file*", "$1 may not use sudo"),
    RefusalPattern("Sorry, user * is not allowed to execute *", "$1 may not run it with sudo"),
  ]

  /// Of shells and other programs that could not start a process; bash tries four times before it gives up.
  static let processes: [RefusalPattern] = [
    RefusalPattern("*fork: Resource temporarily unavailable", "no more processes may run"),
    RefusalPattern("*fork: Cannot allocate memory", "there is no memory for another process"),
    RefusalPattern("*: Cannot fork", "no more processes may run"),
    RefusalPattern("runtime: failed to create new OS thread *", "no more processes may run"),
  ]
}
