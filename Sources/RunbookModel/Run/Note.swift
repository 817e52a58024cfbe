/// What people have to say about a run or a step of it. It is never changed, only removed.
package struct Note: Sendable, Hashable, Codable {
  /// Eight lower-case letters and digits, no other note's.
  package let id: String
  /// Nil: the run as a whole.
  package let step: String?
  package let text: String
  package let author: String?
  package let host: String?
  package let time: Moment

  package init(
    id: String, step: String? = nil, text: String, author: String?, host: String?, time: Moment
  ) {
    self.id = id
    self.step = step
    self.text = text
    self.author = author
    self.host = host
    self.time = time
  }

  /// The most bytes of one.
  package static let limit = 64 << 10
}
