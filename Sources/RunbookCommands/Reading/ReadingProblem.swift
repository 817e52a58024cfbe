/// Something in a shell text that the shell would not accept, with its place.
package struct ReadingProblem: Sendable, Hashable {
  package let message: String
  /// Bytes of the text; of something unfinished, what opened it.
  package let range: Range<Int>

  package init(_ message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
