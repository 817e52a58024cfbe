/// A JSON text (RFC 8259) that was read once, strictly, into a flat list of its values.
///
/// Each value is 16 bytes: its kind, where its text stands, and the place in the list behind it and
/// all that is in it, so that walking over a member costs nothing however much is below it. Numbers
/// stay text, strings are decoded when they are asked for. 20 MB are read in about 50 ms.
package final class JSONDocument: Sendable {
  /// The text, from offset 0 of the entries.
  let text: ArraySlice<UInt8>
  let entries: [Entry]

  enum Kind: UInt8 {
    case null, yes, no, number
    case string
    /// A string in which something is written with a backslash.
    case escapedString
    case array, object
  }

  struct Entry {
    let kind: Kind
    /// The text's range; without the quotes of a string.
    let start: UInt32
    var end: UInt32
    /// The index behind this value and all below it.
    var next: UInt32
  }

  init(text: ArraySlice<UInt8>, entries: [Entry]) {
    self.text = text
    self.entries = entries
  }

  /// Throws where the bytes are no JSON text.
  package convenience init(_ bytes: ArraySlice<UInt8>) throws(DocumentProblem) {
    self.init(text: bytes, entries: try JSONReader.read(bytes))
  }

  package var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// Why a text is no JSON or no YAML.
package struct DocumentProblem: Error, Sendable, Hashable {
  /// One sentence, with the place: ``no JSON: expected `,` or `}`, found `x` in line 3``.
  package let message: String

  package init(_ message: String) { self.message = message }
}

/// One value in a document.
package struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  private var entry: JSONDocument.Entry { document.entries[index] }

  package var isNull: Bool { entry.kind == .null }
  package var isArray: Bool { entry.kind == .array }
  package var isObject: Bool { entry.kind == .object }

  /// An array or object without anything in it.
  package var isEmptyContainer: Bool { (isArray || isObject) && entry.next == UInt32(index + 1) }

  /// As it is written; without the quotes of a string.
  package var source: ArraySlice<UInt8> {
    let start = document.text.startIndex
    return document.text[start + Int(entry.start)..<start + Int(entry.end)]
  }

  /// The text of a scalar, decoded; arrays and objects without white space.
  package var text: ArraySlice<UInt8> {
    switch entry.kind {
    case .null, .yes, .no, .number, .string: source
    case .escapedString: JSONText.decoded(source)[...]
    case .array, .object: JSONText.compact(source)
    }
  }

  /// The elements of an array, or the values of an object, in order.
  package var children: [JSONValue] {
    guard isArray || isObject else { return [] }
    var result: [JSONValue] = []
    var position = index + 1
    let end = Int(entry.next)
    while position < end {
      if isObject { position += 1 }
      result.append(JSONValue(document: document, index: position))
      position = Int(document.entries[position].next)
    }
    return result
  }

  /// The value of a member; of several of one name the last, as everywhere. Nil: there is none.
  package subscript(name: String) -> JSONValue? {
    guard isObject else { return nil }
    var name = name
    return name.withUTF8 { wanted in
      var found: JSONValue?
      var position = index + 1
      let end = Int(entry.next)
      while position < end {
        if isName(position, wanted) { found = JSONValue(document: document, index: position + 1) }
        position = Int(document.entries[position + 1].next)
      }
      return found
    }
  }

  /// The element at an index; negative counts from the end. Nil: there is none.
  package subscript(position: Int) -> JSONValue? {
    guard isArray else { return nil }
    let children = children
    let index = position < 0 ? children.count + position : position
    return children.indices.contains(index) ? children[index] : nil
  }

  /// The names of an object's members, in order.
  package var names: [String] {
    guard isObject else { return [] }
    var result: [String] = []
    var position = index + 1
    while position < Int(entry.next) {
      result.append(JSONValue(document: document, index: position).written)
      position = Int(document.entries[position + 1].next)
    }
    return result
  }

  private func isName(_ position: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = document.entries[position]
    if entry.kind == .string {
      guard Int(entry.end - entry.start) == wanted.count else { return false }
      let start = document.text.startIndex + Int(entry.start)
      return document.text[start..<start + wanted.count].withUnsafeBufferPointer { Find.isEqual($0, wanted) }
    }
    return JSONValue(document: document, index: position).text.elementsEqual(wanted)
  }
}
