/// Whether a name belongs to the shell or to the usual environment rather than to a runbook.
package func isEnvironmentName(_ name: String) -> Bool {
  guard let first = name.utf8.first else { return false }
  // Positional and special parameters.
  if first.isDigit { return name.utf8.allSatisfy(\.isDigit) }
  if !first.isNameStart { return name.utf8.count == 1 && first.isSpecialParameter }
  return environmentNames.contains(name) || environmentPrefixes.contains { name.hasPrefix($0) && name != $0 }
}

/// Of bash's manual, "Shell Variables", and of the environments that tools of the field document.
private let environmentNames: Set<String> = Set(
  """
  _ BASH BASHOPTS BASHPID COLUMNS COMPREPLY COPROC DIRSTACK EMACS ENV EPOCHREALTIME EPOCHSECONDS EUID EXECIGNORE FCEDIT
  FIGNORE FUNCNAME FUNCNEST GLOBIGNORE GROUPS HISTCMD HISTCONTROL HISTFILE HISTSIZE HOME HOSTFILE HOSTNAME HOSTTYPE IFS
  IGNOREEOF INPUTRC LANG LANGUAGE LINENO LINES LOGNAME MACHTYPE MAIL MAILPATH MAPFILE OLDPWD OPTARG OPTERR OPTIND OSTYPE
  PATH PIPESTATUS POSIXLY_CORRECT PPID PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 PWD RANDOM READLINE_LINE REPLY SECONDS SHELL
  SHELLOPTS SHLVL SRANDOM TIMEFORMAT TMOUT TMPDIR UID
  COLORTERM DBUS_SESSION_BUS_ADDRESS DEBIAN_FRONTEND DISPLAY EDITOR INVOCATION_ID JAVA_HOME KUBECONFIG LESS
  LD_LIBRARY_PATH LS_COLORS MANPATH NO_COLOR PAGER TEMP TERM TMP TZ USER USERNAME VISUAL WAYLAND_DISPLAY
  HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY FTP_PROXY http_proxy https_proxy no_proxy all_proxy ftp_proxy
  SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE
  CALICO_DATASTORE_TYPE DATASTORE_TYPE ETCD_ENDPOINTS GOPATH GOROOT CI
  """.utf8.split { $0 == .space || $0 == .newline }.map { String(Substring($0)) })

private let environmentPrefixes = [
  "BASH_", "COMP_", "LC_", "XDG_", "SSH_", "SUDO_", "KUBE_", "KUBECTL_", "KUBERNETES_", "HELM_", "DOCKER_",
  "ISTIOCTL_", "AWS_", "GOOGLE_", "GCLOUD_", "CLOUDSDK_", "AZURE_", "ARM_", "GIT_", "SYSTEMD_", "RUNBOOK_",
]
