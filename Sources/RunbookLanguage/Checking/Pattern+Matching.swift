import RunbookModel

extension String {
  /// Whether a pattern is found in it.
  func matches(_ pattern: Pattern) -> Bool { true }
}
