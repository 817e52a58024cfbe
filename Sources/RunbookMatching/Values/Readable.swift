package import RunbookModel

/// Whether a text can be read as a type: what `as TYPE` asks of a parameter's value. Every text is text, and a list.
package func isReadable(_ text: String, as type: ValueType) -> Bool {
  TypedValue(Array(text.utf8)[...], as: type) != nil
}

/// What counts of a text that is read as a type: of a number, an address and the like nothing but that.
func withoutRemark(_ text: ArraySlice<UInt8>, as type: ValueType?) -> ArraySlice<UInt8> {
  switch type {
  case .number, .percent, .quantity, .duration, .ip, .cidr: withoutRemark(text)
  case .text, .list, .version, nil: text
  }
}
