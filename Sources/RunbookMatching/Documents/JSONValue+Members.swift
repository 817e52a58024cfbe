extension JSONValue {
  /// The text of a scalar at a path of members; nil where there is none, or null.
  func string(_ path: String...) -> String? {
    guard let value = at(path), !value.isNull, !value.isArray, !value.isObject else { return nil }
    return String(decoding: value.text, as: UTF8.self)
  }

  /// The elements at a path of members; none where there is no array.
  func list(_ path: String...) -> [JSONValue] {
    guard let value = at(path), value.isArray else { return [] }
    return value.children
  }

  func object(_ path: String...) -> JSONValue? {
    guard let value = at(path), value.isObject else { return nil }
    return value
  }

  private func at(_ path: [String]) -> JSONValue? {
    var value: JSONValue? = self
    for name in path { value = value?[name] }
    return value
  }

  /// Itself as text.
  var written: String { String(decoding: text, as: UTF8.self) }
}
