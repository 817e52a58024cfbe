import RunbookModel

/// The top level, a path, or `finally`.
struct StationSequence {
  struct Block {
    enum Kind { case parallel, each }
    let kind: Kind
    let line: LineSyntax
    /// The indices of its stations.
    let stations: Range<Int>
  }

  enum Role: Equatable { case top, path, finally }

  let role: Role
  /// The name of the path; empty for the others.
  let name: String
  let nameRange: SourceRange?
  let source: SourceText
  var stations: [Station]
  let blocks: [Block]
}
