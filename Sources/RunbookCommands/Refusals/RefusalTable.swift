/// Patterns by the byte with which their lines begin, for most lines begin like none of them.
struct RefusalTable: Sendable {
  private var byFirst: [[RefusalPattern]]

  init(_ patterns: [RefusalPattern]) {
    byFirst = Array(repeating: [], count: 256)
    for pattern in patterns {
      if let first = pattern.pieces[0].first {
        byFirst[Int(first)].append(pattern)
      } else {
        for first in byFirst.indices { byFirst[first].append(pattern) }
      }
    }
  }

  /// Those that may fit a line, in their order.
  subscript(_ line: ArraySlice<UInt8>) -> [RefusalPattern] { line.first.map { byFirst[Int($0)] } ?? [] }
}
