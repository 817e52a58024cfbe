import RunbookModel

/// What a path finds: values, and places where an element lacks the member that was asked for.
enum PathResult {
  case value(JSONValue)
  /// An element of a `[]` has no such member: it counts as an element, with nothing in it.
  case absent

  var value: JSONValue? {
    if case .value(let value) = self { value } else { nil }
  }
}

extension JSONValue {
  /// All that a path leads to, in order.
  ///
  /// A member that is missing before any `[]` leads to nothing. Behind a `[]` it is `absent`, so
  /// that `every` does not pass over an element that lacks what it asks for. A list that is missing
  /// is an empty list, for that is how Kubernetes writes empty lists.
  func select(_ parts: some Collection<JSONPath.Part>) -> [PathResult] {
    var current: [PathResult] = [.value(self)]
    var isBehindEvery = false
    for part in parts {
      var next: [PathResult] = []
      for result in current {
        switch (result, part) {
        case (.value(let value), .every): next += value.children.map(PathResult.value)
        case (.absent, .every): break
        case (.value(let value), .member(let name)): step(value[name])
        case (.value(let value), .index(let index)): step(value[index])
        case (.absent, .member), (.absent, .index): next.append(.absent)
        }
      }
      if part == .every { isBehindEvery = true }
      current = next

      func step(_ value: JSONValue?) {
        if let value {
          next.append(.value(value))
        } else if isBehindEvery {
          next.append(.absent)
        }
      }
    }
    return current
  }
}
