/// A part of a page, in reading order.
struct PageBlock: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// With its level, 1 for the title.
    case heading(Int)
    /// A paragraph, an item of a list or a row of a table, with the texts that are set as code in it.
    case prose(codes: [String])
    /// A block of code with the language that it names; empty where it names none.
    case code(language: String)
    /// Raw HTML.
    case markup
    /// A part that is not read, in words.
    case unread(String)
    /// The block of code before it has no end.
    case unclosed
  }

  let kind: Kind
  let text: String
  /// What stands in bold at the beginning of prose, `**Starved**: …`, or in the first cell of a row.
  var lead: String?
  /// From 1, in the page.
  let line: Int
}
