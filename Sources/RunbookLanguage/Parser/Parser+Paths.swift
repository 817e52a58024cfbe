import RunbookModel

extension Parser {
  /// `.items[0].labels["a/b"]`, which must stand here.
  mutating func path() -> JSONPath? {
    guard let token = peek,
      token.kind == .path || token.kind == .word && bytes[token.start] == Bytes.openBracket
    else {
      failHere(
        .missingPath, "a path such as `.items[].metadata.name`",
        help: "a path begins with a dot; `.` is the whole document")
      return nil
    }
    cursor += 1
    if let quoted = peek, quoted.kind == .string, quoted.start == token.end {
      fail(
        .quotedMember(string(quoted).text), at: SourceRange(start: token.end - 1, end: quoted.end))
      return nil
    }
    var reading = PathReading(bytes: bytes, start: token.start, end: token.end)
    if let fault = reading.read() {
      fail(
        .invalidPath(fault.expected), at: SourceRange(start: fault.start, end: max(fault.start, fault.end)))
      return nil
    }
    return JSONPath(parts: reading.parts, text: text(token))
  }
}

/// One reading of a path, from its dot to its end.
private struct PathReading {
  let bytes: [UInt8]
  let start: Int
  let end: Int
  var parts: [JSONPath.Part] = []
  private var offset = 0

  typealias Fault = (expected: String, start: Int, end: Int)

  init(bytes: [UInt8], start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
    offset = start
  }

  mutating func read() -> Fault? {
    guard bytes[start] == Bytes.dot else { return ("a path begins with a dot", start, end) }
    if end == start + 1 { return nil }
    while offset < end {
      switch bytes[offset] {
      case Bytes.dot:
        offset += 1
        if offset < end, bytes[offset] == Bytes.openBracket { continue }
        if let fault = member() { return fault }
      case Bytes.openBracket: if let fault = brackets() { return fault }
      default: return ("`.` or `[` goes on", offset, offset + 1)
      }
    }
    return nil
  }

  private mutating func member() -> Fault? {
    let first = offset
    while offset < end, bytes[offset] != Bytes.dot, bytes[offset] != Bytes.openBracket {
      let byte = bytes[offset]
      guard Bytes.isIdentifierByte(byte) || byte == Bytes.minus || byte == Bytes.dollar || byte >= 0x80 else {
        return ("a member with other letters stands in `[\"…\"]`", offset, offset + 1)
      }
      offset += 1
    }
    if first == offset { return ("a member follows the dot", first - 1, min(first + 1, end)) }
    parts.append(.member(text(first, offset)))
    return nil
  }

  private mutating func brackets() -> Fault? {
    let open = offset
    offset += 1
    if offset < end, bytes[offset] == Bytes.quote { return quoted(open) }
    let first = offset
    while offset < end, bytes[offset] != Bytes.closeBracket { offset += 1 }
    guard offset < end else { return ("`]` ends what `[` began", open, end) }
    let inside = text(first, offset)
    offset += 1
    if inside.isEmpty {
      parts.append(.every)
    } else if let index = Int(inside) {
      parts.append(.index(index))
    } else if inside == "*" {
      return ("every element is `[]`", open, offset)
    } else {
      return ("in brackets stands a number, nothing, or text in double quotes", first, offset - 1)
    }
    return nil
  }

  private mutating func quoted(_ open: Int) -> Fault? {
    offset += 1
    var name: [UInt8] = []
    while offset < end, bytes[offset] != Bytes.quote {
      if bytes[offset] == Bytes.backslash, offset + 1 < end { offset += 1 }
      name.append(bytes[offset])
      offset += 1
    }
    guard offset + 1 < end, bytes[offset + 1] == Bytes.closeBracket else {
      return ("`\"]` ends what `[\"` began", open, end)
    }
    offset += 2
    parts.append(.member(String(decoding: name, as: UTF8.self)))
    return nil
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
