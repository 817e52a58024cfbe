/// How a port of this machine is asked until it takes a connection: by bash itself, else by nc.
enum PortQuestion {
  static func text(_ port: Int) -> String {
    """
    if [ -n "$BASH_VERSION" ]; then
      until (exec 3<>/dev/tcp/127.0.0.1/\(port)) 2>/dev/null || (exec 3<>/dev/tcp/localhost/\(port)) 2>/dev/null; do
        sleep 0.1
      done
    elif command -v nc >/dev/null; then
      until nc -z localhost \(port); do sleep 0.1; done
    else
      echo 'a port can be asked with bash or nc, and neither is here' >&2
      exit 127
    fi
    """
  }
}
