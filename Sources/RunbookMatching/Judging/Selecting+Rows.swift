import RunbookModel

/// A test of `where`, worked out once for all rows or elements.
struct PreparedTest {
  let subject: Selector.Test.Subject
  let operation: PreparedOperation
}

/// Rows and columns, and `where` on them.
extension Selecting {
  func tests(_ selector: Selector) throws(Uncertainty) -> [PreparedTest] {
    var tests: [PreparedTest] = []
    for filter in selector.filters {
      guard case .whereHolds(let list) = filter else { continue }
      for test in list {
        tests.append(
          PreparedTest(subject: test.subject, operation: try PreparedOperation(test.operation, variables)))
      }
    }
    switch selector.source {
    case .rows, .column, .json, .yaml: return tests
    case .output, .stderr, .exit, .duration, .lines, .line, .find, .variable, .computed:
      if !tests.isEmpty { throw Uncertainty(MatchingProblems.whereNeedsMembers) }
      return tests
    }
  }

  /// The cells of a column, or the rows where no column is asked for.
  func rows(_ column: String?, _ text: Excerpt, _ tests: [PreparedTest]) throws(Uncertainty) -> Selection {
    var wanted = column.map { [$0] } ?? []
    var positions: [Int] = []
    for test in tests {
      guard case .column(let name) = test.subject else {
        throw Uncertainty(MatchingProblems.whereNeedsMembers)
      }
      if let position = wanted.firstIndex(of: name) {
        positions.append(position)
      } else {
        positions.append(wanted.count)
        wanted.append(name)
      }
    }
    let read: (table: Table, rowsBeforeGap: Int?)?
    do throws(TableProblem) {
      read = try TableReader.read(wanted, in: text)
    } catch {
      throw Uncertainty(
        text.isCut ? MatchingProblems.cut : MatchingProblems.missingColumn(error), isAbsence: !text.isCut)
    }
    guard let (table, rowsBeforeGap) = read else {
      return Selection(isPlural: true, noun: .row, whyNothing: "the output is empty")
    }
    var selection = Selection(isPlural: true, noun: .row, whyNothing: "the table has no rows")
    selection.texts =
      column == nil ? table.lines : (0..<table.rowCount).map { table.cell(row: $0, column: 0) }
    selection.lines = column == nil ? nil : table.lines
    if let rowsBeforeGap { (selection.certainFirst, selection.certainLast) = (rowsBeforeGap, 0) }
    guard !tests.isEmpty else { return selection }
    var kept: [Int] = []
    for row in 0..<table.rowCount {
      let answer = Answer.all(tests.indices) {
        tests[$0].operation.answer(table.cell(row: row, column: positions[$0]), .value, type: nil)
      }
      keep(row, answer, &kept, &selection.doubts)
    }
    if table.rowCount > 0 {
      selection.whyNothing = "`where` holds for none of \(Wording.count(table.rowCount, .row))"
    }
    if let rowsBeforeGap { selection.certainFirst = kept.count { $0 < rowsBeforeGap } }
    return selection.keeping(kept)
  }

  func keep(_ index: Int, _ answer: Answer, _ kept: inout [Int], _ doubts: inout [Int: String]) {
    switch answer {
    case .holds: kept.append(index)
    case .fails: break
    case .unknown(let reason):
      kept.append(index)
      doubts[index] = reason
    }
  }
}
