extension Run {
  /// The innermost items of a step, as each list names them: of several at once a later one may begin first.
  package func items(of step: StepKey) -> [StepRecord] {
    let inside = records(named: step.name).filter { $0.key.items.starts(with: step.items) }
    let depths = step.items.count..<(inside.map(\.key.items.count).max() ?? step.items.count)
    if depths.isEmpty { return [] }
    var places: [[String]: Int] = [:]
    for list in inside {
      for (place, item) in (list.each ?? []).enumerated() { places[list.key.items + [item]] = place }
    }
    return inside.filter { $0.key.items.count == depths.upperBound }.enumerated().map { started, record in
      (depths.map { places[Array(record.key.items[...$0])] ?? .max } + [started], record)
    }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}
