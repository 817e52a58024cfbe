/// Does something for each index below `count`, so many at once, and gives the results in order. Whoever watches is told
/// of each that has ended, while the others go on.
func inOrder<Result: Sendable>(
  _ count: Int, atOnce: Int, telling journal: Journal? = nil,
  _ work: @escaping @Sendable (Int) async -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: count)
    var next = 0
    while next < min(count, max(1, atOnce)) {
      let index = next
      group.addTask { (index, await work(index)) }
      next += 1
    }
    for await (index, result) in group {
      results[index] = result
      journal?.flush()
      if next < count {
        let index = next
        group.addTask { (index, await work(index)) }
        next += 1
      }
    }
    return results.map { $0! }
  }
}
