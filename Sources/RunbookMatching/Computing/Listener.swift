/// An open port, of the list that `ss` or `netstat` prints.
struct Listener {
  let transport: String
  let port: Int
  /// Nobody but the pod itself reaches it.
  let isLoopback: Bool

  /// The listeners of such a list; nil where it is none. Both tools put the local address before the peer's, and
  /// the header of both has the word `Address`. Without `-n` they print names instead of ports: that is no such list.
  static func read(_ text: String) -> [Listener]? {
    var listeners: [Listener] = []
    var isList = false
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.contains(where: { $0.hasPrefix("Address") || $0.hasSuffix("Address") }) {
        isList = true
        continue
      }
      let first = words.first?.lowercased() ?? ""
      let isDatagram = first.hasPrefix("udp") || words.contains("UNCONN")
      guard isDatagram || words.contains("LISTEN") else { continue }
      guard let local = words.first(where: isAddress) else { return nil }
      isList = true
      let colon = local.lastIndex(of: ":")!
      guard let port = Int(local[local.index(after: colon)...]) else { continue }
      listeners.append(
        Listener(transport: isDatagram ? "UDP" : "TCP", port: port, isLoopback: isLoopback(local[..<colon])))
    }
    return isList ? listeners : nil
  }

  private static func isAddress(_ word: Substring) -> Bool {
    guard let colon = word.lastIndex(of: ":") else { return false }
    let digits = word[word.index(after: colon)...].utf8
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  /// `127.0.0.53%lo`, `[::1]`, `*`.
  private static func isLoopback(_ host: Substring) -> Bool {
    var bytes = Array(host.utf8)[...]
    if bytes.first == UInt8(ascii: "[") { bytes = bytes.dropFirst().dropLast() }
    if let zone = bytes.firstIndex(of: UInt8(ascii: "%")) { bytes = bytes[..<zone] }
    guard let address = Address(bytes) else { return false }
    return address.isSix ? address.bits == 1 || address.bits >> 24 == 0xffff7f : address.bits >> 24 == 127
  }
}
