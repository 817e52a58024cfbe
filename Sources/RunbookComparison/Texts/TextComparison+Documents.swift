import RunbookMatching

/// Documents: members by name, elements of lists by what identifies them, and otherwise as sets.
extension TextComparison {
  /// Members that always differ.
  private static let noisy: Set<String> = [
    "managedFields", "resourceVersion", "generation", "observedGeneration", "uid", "selfLink",
    "creationTimestamp",
  ]

  /// Members that tell where a pod is: of one that was replaced they are new.
  private static let places: Set<String> = ["nodeName", "hostIP", "containerID"]

  /// Lists in which the order means something.
  private static let ordered: Set<String> = ["command", "args"]

  mutating func compare(_ before: JSONValue, _ after: JSONValue, at path: String, isReplaced: Bool) {
    if ByteKey(before.source) == ByteKey(after.source) {
      votes?.keep([after.source])
    } else if before.isObject, after.isObject {
      let isReplaced = isReplaced || identity(before) != nil && renames.names[identity(before)!] != nil
      for name in Self.unique(after.names + before.names) where !Self.noisy.contains(name) {
        if isReplaced, Self.places.contains(name) { continue }
        let path = path.isEmpty ? name : path + "." + name
        switch (before[name], after[name]) {
        case (let one?, let other?): compare(one, other, at: path, isReplaced: isReplaced)
        case (let one?, nil): if !one.isEmptyContainer { missing(one, nil, at: path) }
        case (nil, let other?): if !other.isEmptyContainer { missing(nil, other, at: path) }
        case (nil, nil): break
        }
      }
    } else if before.isArray, after.isArray {
      compareLists(before.children, after.children, at: path, isReplaced: isReplaced)
    } else {
      compareScalars(before, after, at: path)
    }
  }

  private mutating func compareLists(
    _ before: [JSONValue], _ after: [JSONValue], at path: String, isReplaced: Bool
  ) {
    let name = String(path.split(separator: ".").last ?? "")
    if Self.ordered.contains(name) {
      for index in 0..<max(before.count, after.count) {
        let place = "\(path)[\(index)]"
        guard index < before.count, index < after.count else {
          missing(
            index < before.count ? before[index] : nil, index < after.count ? after[index] : nil, at: place)
          continue
        }
        compare(before[index], after[index], at: place, isReplaced: isReplaced)
      }
      return
    }
    let (left, right) = (before.map { key($0, translating: true) }, after.map { key($0, translating: false) })
    var (pairs, gone, new) = Self.pair(left.map(\.key), right.map(\.key))
    // What has no name of its own may have changed in what tells it apart: then what it looks like, and at last its place,
    // says who is whom. At the first look that holds for what has a name too, for the name may be another.
    func isFree(_ value: JSONValue) -> Bool {
      votes != nil || !value.isObject || value["metadata"] == nil && value["name"] == nil
    }
    let free = (gone.filter { isFree(before[$0]) }, new.filter { isFree(after[$0]) })
    let (alike, others, rest) = Self.pair(free.0.map { left[$0].shape }, free.1.map { right[$0].shape })
    func isNamed(_ value: JSONValue) -> Bool { votes != nil && identity(value) != nil }
    let atPlaces = zip(
      others.filter { !isNamed(before[free.0[$0]]) }, rest.filter { !isNamed(after[free.1[$0]]) })
    var found = (alike + atPlaces).map { (free.0[$0], free.1[$1]) }
    if votes == nil { found += onlyRenamed(gone.map { ($0, before[$0]) }, new.map { ($0, after[$0]) }) }
    if votes != nil {
      for (a, b) in found {
        let isTied = isReplaced || Self.isReplaced(before[a], after[b])
        votes?.vote(left[a], right[b], place: place, isTied: isTied)
        compare(before[a], after[b], at: path, isReplaced: isTied)
      }
      for (a, b) in pairs { compare(before[a], after[b], at: path, isReplaced: isReplaced) }
      return
    }
    pairs += found
    gone.removeAll { index in found.contains { $0.0 == index } }
    new.removeAll { index in found.contains { $0.1 == index } }
    for index in gone { missing(before[index], nil, at: place(path, left[index], before[index], index)) }
    for (a, b) in pairs.sorted(by: { $0.1 < $1.1 }) {
      compare(before[a], after[b], at: place(path, right[b], after[b], b), isReplaced: isReplaced)
    }
    for index in new { missing(nil, after[index], at: place(path, right[index], after[index], index)) }
  }

  /// Elements that have another name, and all else is as it was.
  private func onlyRenamed(_ gone: [(Int, JSONValue)], _ new: [(Int, JSONValue)]) -> [(Int, Int)] {
    func rest(_ value: JSONValue, _ translating: Bool) -> [[UInt8]]? {
      guard value["name"] != nil, value.names.count > 1 else { return nil }
      return value.names.filter { $0 != "name" }.sorted().flatMap { name in
        let text = value[name]!.text
        return [Array(name.utf8), TextLine(translating ? renames.translated(text) : text).key]
      }
    }
    var free = new.map { ($0.0, rest($0.1, false)) }
    return gone.compactMap { index, value in
      guard let own = rest(value, true), let place = free.firstIndex(where: { $0.1 == own }) else {
        return nil
      }
      return (index, free.remove(at: place).0)
    }
  }

  /// Whether one names a pod where the other names its successor.
  private static func isReplaced(_ before: JSONValue, _ after: JSONValue) -> Bool {
    func pods(_ value: JSONValue) -> [TextLine.Named] {
      value.isObject ? TextLine(value.text.prefix(8192)).names.filter { !$0.isAddress } : []
    }
    let (old, new) = (pods(before), pods(after))
    return !old.isEmpty && old.count == new.count && old != new
  }

  private func place(_ path: String, _ key: TextLine, _ value: JSONValue, _ index: Int) -> String {
    let text =
      value.isObject && identity(value) == nil || value.isArray
      ? "\(index)" : String(decoding: key.bytes, as: UTF8.self)
    return value.isObject || value.isArray ? "\(path)[\(text)]" : path
  }

  private mutating func compareScalars(_ before: JSONValue, _ after: JSONValue, at path: String) {
    let isText = !before.isObject && !before.isArray && !after.isObject && !after.isArray
    if isText, before.text.contains(10) || after.text.contains(10) {
      return compareLines(before.text, after.text, as: .member(path))
    }
    // The member's name may say that a span of time was set.
    let name = Array((path.split(separator: ".").last.map { $0 + ": " } ?? "").utf8)
    let (one, other) = (renames.translated(before.text), after.text)
    let (left, right) = (TextLine((name + one)[...]), TextLine((name + other)[...]))
    votes?.vote(left, right, place: place)
    if votes == nil, left.key != right.key {
      report(.member(path), Marked(Self.clipped(one)), Marked(Self.clipped(other)))
    }
  }

  private mutating func missing(_ before: JSONValue?, _ after: JSONValue?, at path: String) {
    guard votes == nil else { return }
    report(
      .member(path), before.map { Marked(Self.clipped(renames.translated($0.text))) },
      after.map { Marked(Self.clipped($0.text)) })
  }

  /// What identifies an object among its equals.
  private func identity(_ value: JSONValue) -> [UInt8]? {
    guard value.isObject else { return nil }
    if let metadata = value["metadata"], let name = metadata["name"] {
      let others = [value["kind"], metadata["namespace"]].compactMap { $0.map { Array($0.text) } }
      return Array(
        (others.filter { !$0.isEmpty } + [Array(name.text)]).joined(separator: [UInt8(ascii: "/")]))
    }
    for name in [
      "name", "type", "ip", "key", "containerPort", "port", "host", "path", "topologyKey", "hostname",
    ] {
      if let member = value[name], !member.isObject, !member.isArray, !member.text.isEmpty {
        return Array(member.text)
      }
    }
    return nil
  }

  private func key(_ value: JSONValue, translating: Bool) -> TextLine {
    let text = identity(value)?[...] ?? value.text
    return TextLine(translating ? renames.translated(text) : text)
  }

  private static func clipped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.count <= 400 ? text : (text.prefix(400) + Array("…".utf8))[...]
  }
}
