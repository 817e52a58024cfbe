import RunbookMatching

/// An expectation that might be proposed.
struct Candidate: Hashable {
  /// As it stands behind `expect`.
  let text: String
  /// It says something by itself; others are proposed only where they tell good runs from bad ones.
  let isTelling: Bool

  init(_ text: String, isTelling: Bool = true) {
    self.text = text
    self.isTelling = isTelling
  }
}

/// What could be expected of a command, by what it printed when all was well. Nothing is sure before it was judged.
enum Candidates {
  static func all(for sightings: [Sighting]) -> [Candidate] {
    guard let first = sightings.first else { return [] }
    var all: [Candidate] = []
    if let exit = first.exit, exit != 0 { all.append(Candidate("exit is \(exit)")) }
    if sightings.allSatisfy({ $0.lines.isEmpty }) { return all + [Candidate("output is empty")] }
    all += tables(sightings) + documents(first) + words(sightings) + measures + lines(sightings)
    return all
  }

  /// In the words of people and tools, when all is well.
  static let good: Set = [
    "accepted", "active", "available", "bound", "complete", "completed", "connected", "enabled",
    "established",
    "healthy", "normal", "ok", "online", "pass", "passed", "ready", "running", "succeeded", "success",
    "successfully", "synced", "true", "up", "valid",
  ]

  static func isGood(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains { good.contains(String($0)) }
  }

  // MARK: Tables

  private static func tables(_ sightings: [Sighting]) -> [Candidate] {
    let tables = sightings.compactMap { Table(whole: $0.output[...]) }
    guard tables.count == sightings.count, let columns = tables.first?.columns else { return [] }
    let counts = tables.map(\.rowCount)
    var found = columns.flatMap { candidates(column: $0, in: tables) }
    if let least = counts.min(), least > 0 {
      found.append(Candidate("count rows >= \(least)", isTelling: least <= 3))
    }
    return found
  }

  private static func candidates(column: String, in tables: [Table]) -> [Candidate] {
    var cells: [String] = []
    for table in tables {
      guard let index = table.columns.firstIndex(of: column) else { return [] }
      for row in 0..<table.rowCount {
        cells.append(String(decoding: table.cell(row: row, column: index), as: UTF8.self))
      }
    }
    let values = Set(cells)
    let name = column.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } ? column : quoted(column)
    if values.allSatisfy(isShare) {
      return [Candidate("every column \(name) is complete")]
    }
    if values.count > 1, !identifying.contains(column), let bound = Measure.bound(of: cells) {
      // A bare number may be better the higher it is.
      let isLoad = column == "RESTARTS" || bound.contains { !$0.isNumber }
      return [Candidate("every column \(name) <= \(bound)", isTelling: isLoad && tables.count > 2)]
    }
    guard values.count <= 3, !identifying.contains(column),
      values.allSatisfy({ !$0.isEmpty && $0 != "<none>" }),
      values.allSatisfy({ Noise.normal(of: $0) == $0 && $0.count <= 40 && Address($0.utf8) == nil })
    else { return [] }
    let isTelling = values.allSatisfy(isGood) && !values.contains { $0.contains("/") }
    if values.count == 1 {
      return [Candidate("every column \(name) is \(literal(cells[0]))", isTelling: isTelling)]
    }
    let several = values.sorted().map(literal).joined(separator: ", ")
    return [Candidate("every column \(name) is one of \(several)", isTelling: isTelling)]
  }

  /// What only says which object it is.
  private static let identifying: Set = [
    "NAME", "NAMESPACE", "NODE", "AGE", "IP", "UID", "HOSTNAME", "CREATED", "LAST SEEN", "IMAGE", "IMAGES",
    "SELECTOR", "LABELS", "CONTAINERS",
  ]

  private static func isShare(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  }

  // MARK: Documents

  /// What the objects of Kubernetes say of themselves.
  private static func documents(_ sighting: Sighting) -> [Candidate] {
    guard let first = sighting.output.first(where: { $0 > 32 }), first == 0x7B || first == 0x5B else {
      return []
    }
    let ready = ["Ready", "Available"].flatMap { type in
      ["json .items[]", "json "].map {
        "every \($0).status.conditions[].status where .type is \"\(type)\" is \"True\""
      }
    }
    let phases = ["Running", "Active", "Bound", "Succeeded"].flatMap { phase in
      ["every json .items[].status.phase is \"\(phase)\"", "json .status.phase is \"\(phase)\""]
    }
    let counts = [10, 5, 3, 2, 1].map { "count json .items[] >= \($0)" }
    return (ready + phases + ["every json .items[].status.readyReplicas >= 1"] + counts).map { Candidate($0) }
  }

  // MARK: Single values

  private static func words(_ sightings: [Sighting]) -> [Candidate] {
    let words = sightings.compactMap(\.word)
    guard words.count == sightings.count else { return [] }
    let values = Set(words)
    if values.count == 1 {
      guard Noise.normal(of: words[0]) == words[0] else { return [] }
      return [Candidate("output is \(literal(words[0]))", isTelling: isGood(words[0]) || words.count > 2)]
    }
    return Measure.bound(of: words).map { [Candidate("output <= \($0)", isTelling: words.count > 2)] } ?? []
  }

  // MARK: Text

  /// What people look for in the outputs of the usual probes.
  private static let measures = [
    Candidate(#"every find all /([\d.]+)% packet loss/ is 0%"#),
    Candidate(#"output matches /^Name:[\s\S]*^Address/"#),
    Candidate(#"output matches /HTTP\/[\d.]+ 2\d\d/"#),
  ]

  private static func lines(_ sightings: [Sighting]) -> [Candidate] {
    guard Table(whole: sightings[0].output[...]) == nil, sightings[0].word == nil, !sightings[0].isDocument
    else {
      return []
    }
    var common = sightings[0].lines
    for other in sightings.dropFirst() {
      let lines = Set(other.lines)
      common.removeAll { !lines.contains($0) }
    }
    return common.prefix(200).compactMap { line in
      let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard line.hasSuffix(text), text.count <= 60, text.contains(where: \.isLetter),
        Noise.normal(of: text) == text,
        !hasAddress(text), text != text.uppercased()
      else { return nil }
      return Candidate("some line contains \(quoted(text))", isTelling: isGood(text))
    }
  }

  private static func hasAddress(_ text: String) -> Bool {
    text.split { !($0.isHexDigit || $0 == "." || $0 == ":") }.contains { part in
      Address(part.utf8) != nil || part.split(separator: ":").contains { Address($0.utf8) != nil }
    }
  }

  // MARK: Writing

  private static func literal(_ text: String) -> String {
    text.allSatisfy({ $0.isASCII && $0.isNumber }) && text.count < 10 ? text : quoted(text)
  }

  static func quoted(_ text: String) -> String { DraftText.quoted(text, isFilled: true) }
}
