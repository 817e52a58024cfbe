import RunbookModel

/// A plan as nodes and edges, for the languages of documents. Every path and every outcome is there once.
struct PlanGraph {
  struct Node {
    enum Kind: Hashable {
      case start
      /// A step or another entry that has a verdict.
      case entry
      case decide
      /// `parallel` or `each`.
      case block
      case outcome(Outcome.Severity)
      case file
      /// An arrow of a sequence that notes an outcome and goes on.
      case note
      case end
    }

    let kind: Kind
    /// Lines: its name, its title.
    let label: [String]
    /// The index of the path that it stands in; nil for the flow and for what all paths share.
    let path: Int?
  }

  struct Edge {
    let from: Int
    let to: Int
    var labels: [String]
    /// The outcome is noted, and the flow goes on.
    let isNote: Bool
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  let paths: [Path]

  private let plan: Plan
  /// One for the flow, then one for each path.
  private var sequences: [Sequence] = []
  private var outcomes: [String: Int] = [:]
  private var files: [String: Int] = [:]
  private var end: Int?

  /// The entries of a sequence with the nodes that draw them; an arrow that only leads on has none.
  private struct Sequence {
    let entries: [PlanEntry]
    var nodes: [Int?] = []
    /// The nodes of the steps inside `parallel` and `each`, by the index of their block.
    var inner: [Int: [Int]] = [:]
  }

  init(_ plan: Plan) {
    self.plan = plan
    paths = plan.orderedPaths
    let start = add(.start, [plan.title])
    for (index, flow) in ([plan.flow] + paths.map(\.flow)).enumerated() {
      addNodes(flow.map { PlanEntry($0, in: plan) }, path: index == 0 ? nil : index - 1)
    }
    connect(start, to: node(at: 0, in: 0), "")
    for sequence in sequences.indices {
      for index in sequences[sequence].entries.indices { addEdges(of: index, in: sequence) }
    }
  }

  private mutating func add(_ kind: Node.Kind, _ label: [String], path: Int? = nil) -> Int {
    nodes.append(Node(kind: kind, label: label, path: path))
    return nodes.count - 1
  }

  private mutating func addNodes(_ entries: [PlanEntry], path: Int?) {
    var sequence = Sequence(entries: entries)
    for (index, entry) in entries.enumerated() {
      let title = [entry.title].filter { !$0.isEmpty }
      switch entry.word {
      case "→": sequence.nodes.append(entry.arrows[0].arrow.goesOn ? add(.note, ["→"], path: path) : nil)
      case "decide": sequence.nodes.append(add(.decide, ["decide"], path: path))
      case "parallel", "each":
        sequence.nodes.append(add(.block, [([entry.word] + title).joined(separator: " ")], path: path))
        sequence.inner[index] = entry.steps.map { step in
          add(.entry, [step.name ?? "", step.title].filter { !$0.isEmpty }, path: path)
        }
      default:
        let name = entry.word == "step" ? entry.name ?? "" : "\(entry.word) \(entry.name ?? "")"
        sequence.nodes.append(add(.entry, [name] + title, path: path))
      }
    }
    sequences.append(sequence)
  }

  /// The node that the flow reaches at an index of a sequence.
  private mutating func node(at index: Int, in sequence: Int) -> Int {
    guard index < sequences[sequence].entries.count else { return theEnd() }
    if let node = sequences[sequence].nodes[index] { return node }
    return node(of: sequences[sequence].entries[index].arrows[0].arrow.target, next: index + 1, in: sequence)
  }

  private mutating func theEnd() -> Int {
    let node = end ?? add(.end, ["the run ends"])
    end = node
    return node
  }

  /// - Parameter next: where `next` leads.
  private mutating func node(of target: Target, next: Int, in sequence: Int) -> Int {
    switch target {
    case .next: return node(at: next, in: sequence)
    case .stop: return theEnd()
    case .step(let name):
      let entries = sequences[sequence].entries
      for (index, entry) in entries.enumerated() {
        if entry.name == name { return node(at: index, in: sequence) }
        if let inner = entry.steps.firstIndex(where: { $0.name == name }) {
          return sequences[sequence].inner[index]?[inner] ?? node(at: index, in: sequence)
        }
      }
      return theEnd()
    case .path(let name):
      return paths.firstIndex { $0.name == name }.map { node(at: 0, in: $0 + 1) } ?? theEnd()
    case .outcome(let name):
      if let node = outcomes[name] { return node }
      guard let outcome = plan.outcomes[name] else { return theEnd() }
      let node = add(.outcome(outcome.severity), [name, outcome.title].filter { !$0.isEmpty })
      outcomes[name] = node
      if let follow = outcome.follow { connect(node, to: file(follow), "then") }
      return node
    case .file(let target): return file(target)
    }
  }

  private mutating func file(_ target: FileTarget) -> Int {
    let text = TargetText.file(target)
    if let node = files[text] { return node }
    let node = add(.file, [text])
    files[text] = node
    return node
  }

  private mutating func addEdges(of index: Int, in sequence: Int) {
    guard let node = sequences[sequence].nodes[index] else { return }
    let entry = sequences[sequence].entries[index]
    addArrows(of: entry, from: node, next: index + 1, in: sequence)
    let inner = sequences[sequence].inner[index] ?? []
    for (position, step) in entry.steps.enumerated() {
      let isParallel = entry.word == "parallel"
      if isParallel || position == 0 { connect(node, to: inner[position], "") }
      if isParallel || position + 1 == inner.count {
        addArrows(of: step, from: inner[position], next: index + 1, in: sequence)
      } else {
        addArrows(
          of: step, from: inner[position], next: index + 1, in: sequence, goesOnTo: inner[position + 1])
      }
    }
  }

  /// - Parameter following: the node that `next` means, where it is not that of the index `next`.
  private mutating func addArrows(
    of entry: PlanEntry, from node: Int, next: Int, in sequence: Int, goesOnTo following: Int? = nil
  ) {
    if let label = entry.goesOn, entry.steps.isEmpty {
      connect(node, to: following ?? self.node(at: next, in: sequence), entry.arrows.isEmpty ? "" : label)
    }
    for arrow in entry.arrows {
      if arrow.arrow.goesOn {
        connect(
          node, to: self.node(of: arrow.arrow.target, next: next, in: sequence), arrow.label, isNote: true)
        connect(node, to: following ?? self.node(at: next, in: sequence), arrow.label)
      } else if case .next = arrow.arrow.target, let following {
        connect(node, to: following, arrow.label)
      } else {
        connect(node, to: self.node(of: arrow.arrow.target, next: next, in: sequence), arrow.label)
      }
    }
  }

  private mutating func connect(_ from: Int, to: Int, _ label: String, isNote: Bool = false) {
    let labels = label.isEmpty ? [] : [label]
    if let known = edges.firstIndex(where: { $0.from == from && $0.to == to && $0.isNote == isNote }) {
      edges[known].labels += labels
    } else {
      edges.append(Edge(from: from, to: to, labels: labels, isNote: isNote))
    }
  }
}
