package import RunbookModel

/// Whether a text can be read as a type: what `as TYPE` asks of a parameter's value. Every text is text, and a list.
package func isReadable(_ text: String, as type: ValueType) -> Bool {
  TypedValue(Array(text.utf8)[...], as: type) != nil
}
