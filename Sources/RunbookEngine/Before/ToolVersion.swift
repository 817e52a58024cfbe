import RunbookModel

/// How tools are asked for their version, and how their answers are read.
enum ToolVersion {
  /// The command that asks a tool. It exits with 127 where the tool is missing.
  static func question(_ tool: String) -> String {
    let name = tool.utf8.allSatisfy(isPlain) ? tool : "'" + tool.split(separator: "'").joined() + "'"
    return "command -v \(name) > /dev/null || exit 127\n"
      + (special[tool] ?? "\(name) --version || \(name) version")
  }

  /// Tools that would ask a server, a name server or nobody at all if they were asked like the others.
  /// kubectl gets no kubeconfig: some of its builds ask the server first, to run as the server's version.
  private static let special = [
    "kubectl": "export KUBECONFIG=/dev/null; kubectl version --client -o json || kubectl version --client",
    "helm": "helm version --short",
    "istioctl": "istioctl version --remote=false",
    "cilium": "cilium version --client",
    "linkerd": "linkerd version --client --short",
    "calicoctl": "calicoctl version",
    "subctl": "subctl version",
    "openssl": "openssl version",
    "ssh": "ssh -V",
    "dig": "dig -v",
    "nslookup": "nslookup -version",
    "host": "host -V",
    "ip": "ip -V",
    "ss": "ss -V",
    "bridge": "bridge -V",
    "ping": "ping -V",
    "tcpdump": "tcpdump --version",
  ]

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The first version in what a tool said: two or more numbers with dots between. What follows `-` or `+` is ignored.
  static func read(_ bytes: [UInt8]) -> [Int]? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let (numbers, end) = numbers(in: bytes, from: index)
      if numbers.count > 1 { return numbers }
      index = end
    }
    return nil
  }

  private static func numbers(in bytes: [UInt8], from start: Int) -> (numbers: [Int], end: Int) {
    var numbers: [Int] = []
    var index = start
    while index < bytes.endIndex, isDigit(bytes[index]) {
      var number = 0
      while index < bytes.endIndex, isDigit(bytes[index]) {
        number = min(number * 10 + Int(bytes[index] - UInt8(ascii: "0")), 1 << 40)
        index += 1
      }
      numbers.append(number)
      guard index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) else {
        break
      }
      index += 1
    }
    return (numbers, index)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension VersionWanted {
  /// `1.24+`: at least; `1.24`: that release and its patches.
  func isMet(by found: [Int]) -> Bool {
    for (index, wanted) in numbers.enumerated() {
      let number = index < found.count ? found[index] : 0
      if number != wanted { return orNewer && number > wanted }
    }
    return true
  }
}
