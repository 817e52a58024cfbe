import RunbookModel

/// Text being read for the `$names` in it.
struct TemplateParts {
  private(set) var references: [ReferenceSyntax] = []
  private var parts: [Template.Part] = []
  private var pending: [UInt8] = []

  var template: Template {
    pending.isEmpty ? Template(parts) : Template(parts + [.text(String(decoding: pending, as: UTF8.self))])
  }

  mutating func append(byte: UInt8) { pending.append(byte) }

  mutating func append(_ reference: ReferenceSyntax) {
    if !pending.isEmpty { parts.append(.text(String(decoding: pending, as: UTF8.self))) }
    pending = []
    parts.append(.variable(reference.reference))
    references.append(reference)
  }

  /// Reads a stretch without escapes.
  mutating func read(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    var offset = start
    while offset < end {
      if bytes[offset] == Bytes.dollar, let reference = Self.reference(in: bytes, at: offset, end) {
        append(reference)
        offset = reference.range.end
      } else {
        pending.append(bytes[offset])
        offset += 1
      }
    }
  }

  /// The variable that begins at a `$`, or nil where no lower-case letter follows: then the `$` is plain.
  static func reference(in bytes: [UInt8], at dollar: Int, _ end: Int) -> ReferenceSyntax? {
    guard dollar + 1 < end, Bytes.isLowercase(bytes[dollar + 1]) else { return nil }
    var last = Lexer.variableEnd(in: bytes, at: dollar, end)
    var name = dollar + 1
    while name < last, bytes[name] != Bytes.dot { name += 1 }
    if name < last {
      let member = String(decoding: bytes[(name + 1)..<last], as: UTF8.self)
      let reference = VariableReference(text(bytes, dollar + 1, name), member: member)
      return ReferenceSyntax(reference, SourceRange(start: dollar, end: last))
    }
    last = dollar + 1
    while last < end, Bytes.isNameByte(bytes[last]) { last += 1 }
    return ReferenceSyntax(
      VariableReference(text(bytes, dollar + 1, last)), SourceRange(start: dollar, end: last))
  }

  private static func text(_ bytes: [UInt8], _ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
