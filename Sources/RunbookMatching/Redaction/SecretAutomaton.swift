/// All forms of all secrets as one Aho–Corasick automaton: every byte is looked at once, however many secrets there are.
///
/// Nodes lie in flat lists, children as chains, for most nodes have one; only the root has a table,
/// since almost all of a text is spent there. A 4 KiB key makes about 100,000 nodes and 2 MB.
final class SecretAutomaton: Sendable {
  struct Pattern {
    let length: Int
    let secret: Int
    let form: SecretForms.Form
  }

  struct Node {
    var byte: UInt8 = 0
    var depth: Int32 = 0
    var firstChild: Int32 = 0
    var sibling: Int32 = 0
    /// The longest proper suffix that is a node too.
    var suffix: Int32 = 0
    /// The pattern that ends here, from 1; 0: none.
    var pattern: Int32 = 0
    /// The nearest suffix at which a pattern ends, the node itself included; 0: none.
    var ending: Int32 = 0
  }

  let nodes: [Node]
  let patterns: [Pattern]
  let roots: [Int32]

  init(_ secrets: [(name: String, value: String)]) {
    var nodes = [Node()]
    var roots = [Int32](repeating: 0, count: 256)
    var patterns: [Pattern] = []
    func child(_ node: Int32, _ byte: UInt8) -> Int32 {
      if node == 0 { return roots[Int(byte)] }
      var next = nodes[Int(node)].firstChild
      while next != 0, nodes[Int(next)].byte != byte { next = nodes[Int(next)].sibling }
      return next
    }
    for (secret, entry) in secrets.enumerated() {
      for form in SecretForms(entry.value).forms {
        var node: Int32 = 0
        for byte in form.bytes {
          var next = child(node, byte)
          if next == 0 {
            next = Int32(nodes.count)
            nodes.append(
              Node(
                byte: byte, depth: nodes[Int(node)].depth + 1,
                sibling: node == 0 ? 0 : nodes[Int(node)].firstChild))
            if node == 0 { roots[Int(byte)] = next } else { nodes[Int(node)].firstChild = next }
          }
          node = next
        }
        guard nodes[Int(node)].pattern == 0 else { continue }
        patterns.append(Pattern(length: form.bytes.count, secret: secret, form: form))
        nodes[Int(node)].pattern = Int32(patterns.count)
      }
    }
    // Breadth first: the suffix of a node is shorter, and so is already known.
    var queue = roots.filter { $0 != 0 }
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      let suffix = nodes[Int(node)].suffix
      nodes[Int(node)].ending = nodes[Int(node)].pattern != 0 ? node : nodes[Int(suffix)].ending
      var next = nodes[Int(node)].firstChild
      while next != 0 {
        let byte = nodes[Int(next)].byte
        var candidate = suffix
        var found = child(candidate, byte)
        while found == 0, candidate != 0 {
          candidate = nodes[Int(candidate)].suffix
          found = child(candidate, byte)
        }
        nodes[Int(next)].suffix = found
        queue.append(next)
        next = nodes[Int(next)].sibling
      }
    }
    self.nodes = nodes
    self.patterns = patterns
    self.roots = roots
  }

  /// The node after one more byte.
  @inline(__always)
  func step(
    _ node: Int32, _ byte: UInt8, _ nodes: UnsafeBufferPointer<Node>, _ roots: UnsafeBufferPointer<Int32>
  ) -> Int32 {
    var node = node
    while node != 0 {
      var next = nodes[Int(node)].firstChild
      while next != 0, nodes[Int(next)].byte != byte { next = nodes[Int(next)].sibling }
      if next != 0 { return next }
      node = nodes[Int(node)].suffix
    }
    return roots[Int(byte)]
  }
}
