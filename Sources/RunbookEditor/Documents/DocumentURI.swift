/// The names of files in the protocol and in the checker: `file:///a%20b.rb` is `/a b.rb`; what is no file on disk
/// (`untitled:Untitled-1`) keeps its URI as its name.
enum DocumentURI {
  static func name(of uri: String) -> String {
    guard let path = path(of: uri) else { return uri }
    return path
  }

  static func uri(of name: String) -> String {
    guard name.hasPrefix("/") else { return name }
    var uri = "file://"
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default: uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }

  /// The path of a `file` URI without `.` and `..`; nil for any other.
  private static func path(of uri: String) -> String? {
    guard uri.lowercased().hasPrefix("file://") else { return nil }
    let rest = uri.dropFirst("file://".count)
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    let host = rest[..<slash].lowercased()
    guard host.isEmpty || host == "localhost" else { return nil }
    return plain(decoded(String(rest[slash...])))
  }

  private static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let digits = bytes[(index + 1)...].prefix(2)
      if bytes[index] == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// A path without `.`, `..` and doubled slashes, so that one file has one name.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The last part of a path.
  static func file(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  /// The folder of a file, with its slash; empty for what is no path.
  static func folder(of name: String) -> String {
    guard name.hasPrefix("/"), let slash = name.lastIndex(of: "/") else { return "" }
    return String(name[...slash])
  }
}
