import RunbookModel

/// All sequences that a run of one file can walk, what its `use` brings included, and the arrows between them.
struct FlowGraph {
  /// The top level first, then its own paths, then those that it brings.
  let sequences: [StationSequence]
  let finally: StationSequence?
  let endings: [Outline.Ending]
  private let indices: [String: Int]

  init(_ outline: Outline, brought: [Outline]) {
    sequences = outline.sequences + brought.flatMap { $0.sequences.dropFirst() }
    finally = outline.finally
    endings = outline.endings + brought.flatMap(\.endings)
    indices = Dictionary(
      sequences.enumerated().dropFirst().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func index(ofPath name: String) -> Int? { indices[name] }

  /// The arrows of a sequence that lead to paths.
  private func edges(of index: Int) -> [(target: Int, range: SourceRange)] {
    sequences[index].stations.flatMap(\.exits).compactMap { exit in
      guard case .path(let name)? = exit.destination, let target = indices[name] else { return nil }
      return (target, exit.arrow.targetRange)
    }
  }

  /// The order in which every sequence comes after all that lead to it, and the loops that make that impossible.
  ///
  /// A depth-first search without recursion; an arrow back to a sequence that is still open closes a loop.
  func order() -> (order: [Int], loops: [Diagnostic]) {
    enum State { case new, open, done }
    var states = Array(repeating: State.new, count: sequences.count)
    var finished: [Int] = []
    var loops: [Diagnostic] = []
    var reported: Set<Set<Int>> = []
    for root in sequences.indices where states[root] == .new {
      var stack: [(index: Int, edges: [(target: Int, range: SourceRange)], next: Int)] = [
        (root, edges(of: root), 0)
      ]
      states[root] = .open
      while let top = stack.last {
        guard top.next < top.edges.count else {
          states[top.index] = .done
          finished.append(top.index)
          stack.removeLast()
          continue
        }
        let edge = top.edges[top.next]
        stack[stack.count - 1].next += 1
        switch states[edge.target] {
        case .done: break
        case .new:
          states[edge.target] = .open
          stack.append((edge.target, edges(of: edge.target), 0))
        case .open:
          let start = stack.lastIndex { $0.index == edge.target } ?? 0
          let members = stack[start...]
          guard reported.insert(Set(members.map(\.index))).inserted else { break }
          let others = members.dropLast().map { open in
            Diagnostic.Mark(
              SourcePlace(file: sequences[open.index].source.name, range: open.edges[open.next - 1].range),
              "`\(sequences[open.index].name)` leads on")
          }
          let problem = Problem.pathLoop((members.map(\.index) + [edge.target]).map { sequences[$0].name })
          loops.append(problem.diagnostic(at: edge.range, in: sequences[top.index].source, others: others))
        }
      }
    }
    return (finished.reversed(), loops)
  }
}
