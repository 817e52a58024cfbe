/// How a port of this machine is asked whether it takes a connection: by bash itself, else by nc.
enum PortQuestion {
  /// Exits 0 once it does.
  static func patient(_ port: Int) -> String { text(port, otherwise: "sleep 0.1") }

  /// Exits 0 if it does, else 1.
  static func once(_ port: Int) -> String { text(port, otherwise: "exit 1") }

  private static func text(_ port: Int, otherwise: String) -> String {
    """
    if [ -n "$BASH_VERSION" ]; then
      until (exec 3<>/dev/tcp/127.0.0.1/\(port)) 2>/dev/null || (exec 3<>/dev/tcp/localhost/\(port)) 2>/dev/null; do
        \(otherwise)
      done
    elif command -v nc >/dev/null; then
      until nc -z localhost \(port); do \(otherwise); done
    else
      echo 'a port can be asked with bash or nc, and neither is here' >&2
      exit 127
    fi
    """
  }
}
