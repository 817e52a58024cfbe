import RunbookModel

/// A line of a portable file, as far as it can be understood by itself.
enum RecordLine {
  case run(RecordText.Head)
  case label(LabelRecord)
  case note(NoteRecord)
  case content(Piece)
  case event(Event)
  case end(run: String, sum: String)

  struct Piece {
    let digest: String
    let size: Int
    let at: Int
    let bytes: [UInt8]
  }

  struct Event {
    let name: Fact.Name
    let version: Int
    let number: Int
    let time: Moment
    let fact: Fact
    /// As it was recorded.
    let body: [UInt8]
  }

  /// Why it is none, said behind `line N`.
  struct Problem: Error {
    let said: String
    init(_ said: String) { self.said = said }
  }

  /// From a line with its end. What is understood is written again and must be the same, so there is one
  /// text for each record.
  init(_ line: [UInt8]) throws(Problem) {
    if line.count > 1, line[line.count - 2] == UInt8(ascii: "\r") {
      throw Problem(LineProblem.carriageReturn)
    }
    guard String(validating: line, as: UTF8.self) != nil else { throw Problem(LineProblem.noText) }
    let members: Members
    do {
      members = Members(try line.withUnsafeBytes { bytes in try JSONValue(bytes) })
    } catch { throw Problem(LineProblem.foreign) }
    if let version = members.integer("runbook") {
      guard version <= RecordText.version else { throw Problem(LineProblem.newer(Int(version))) }
      self = try Self.opening(members)
    } else if members.text("content") != nil {
      self = .content(try Self.piece(members))
    } else if members.text("event") != nil {
      self = .event(try Self.event(members, line))
    } else if let run = members.text("end"), let sum = members.text("sha256") {
      self = .end(run: run, sum: sum)
    } else {
      throw Problem(LineProblem.foreign)
    }
    guard isWritten(as: line) else { throw Problem(LineProblem.foreign) }
  }

  /// What has no digest of its own must be written as we would write it.
  private func isWritten(as line: [UInt8]) -> Bool {
    switch self {
    case .run(let head): head.line == line
    case .end(let run, let sum): RecordText.end(of: run, sum: Digest(hexadecimal: sum)) == line
    case .label(let label): RecordText.label(label) == line
    case .note(let note): RecordText.note(note) == line
    case .content, .event: true
    }
  }

  private static func opening(_ members: Members) throws(Problem) -> RecordLine {
    guard let kind = members.text("record"), let run = members.text("run") else {
      throw Problem(LineProblem.foreign)
    }
    guard isID(run) else { throw Problem(LineProblem.name(run)) }
    switch kind {
    case "run":
      guard let started = members.moment("started"), let count = members.count("events"), count > 0,
        let digest = members.text("digest")
      else { throw Problem(LineProblem.foreign) }
      return .run(
        RecordText.Head(run: run, started: started, events: count, digest: Digest(hexadecimal: digest)))
    case "label":
      guard let key = members.text("key"), Label.isKey(key), let time = members.moment("time"),
        members.text("value").map(Label.isValue) != false
      else { throw Problem(LineProblem.foreign) }
      return .label(
        LabelRecord(
          run: run, step: members.text("step"), key: key, value: members.text("value"),
          author: members.text("author"), host: members.text("host"), time: time))
    case "note":
      guard let id = members.text("id"), isID(id), let time = members.moment("time"),
        members.text("text").map({ $0.utf8.count <= Note.limit }) != false
      else { throw Problem(LineProblem.foreign) }
      return .note(
        NoteRecord(
          run: run, id: id, step: members.text("step"), text: members.text("text"),
          author: members.text("author"), host: members.text("host"), time: time))
    default: throw Problem(LineProblem.foreign)
    }
  }

  private static func piece(_ members: Members) throws(Problem) -> Piece {
    let bytes = members.text("text").map { Array($0.utf8) } ?? members.text("base64").flatMap(Base64.bytes)
    guard let digest = members.text("content"), let size = members.count("size"),
      let at = members.count("at"), let bytes
    else { throw Problem(LineProblem.foreign) }
    return Piece(digest: digest, size: size, at: at, bytes: bytes)
  }

  private static func event(_ members: Members, _ line: [UInt8]) throws(Problem) -> Event {
    guard let name = members.text("event"), let version = members.count("v"),
      let number = members.integer("number"), let time = members.moment("time"), let body = members["body"],
      members.count == 5
    else { throw Problem(LineProblem.foreign) }
    guard version <= RunbookModel.eventVersion, let known = Fact.Name(rawValue: name) else {
      throw Problem(LineProblem.newerEvent(name))
    }
    let prefix = RecordText.eventPrefix(
      name: name, version: version, number: Int(number), time: time.milliseconds)
    guard line.starts(with: prefix), line[line.count - 2] == UInt8(ascii: "}") else {
      throw Problem(LineProblem.foreign)
    }
    guard body.isInRange else { throw Problem(LineProblem.range) }
    do {
      return Event(
        name: known, version: version, number: Int(number), time: time,
        fact: try FactReader.fact(known, value: body), body: Array(line[prefix.count..<line.count - 2]))
    } catch let error as DecodingError {
      throw Problem(LineProblem.event(error.said))
    } catch { throw Problem(LineProblem.event("\(error)")) }
  }

  /// What may be part of a file's name, wherever it comes from.
  static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { $0 &- 48 < 10 || $0 &- 97 < 26 }
  }
}

/// The members of an object, none of them to be trusted.
private struct Members {
  private let members: [(name: String, value: JSONValue)]

  init(_ value: JSONValue) {
    if case .object(let members) = value { self.members = members } else { members = [] }
  }

  var count: Int { members.count }

  subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  func text(_ name: String) -> String? { if case .string(let text)? = self[name] { text } else { nil } }
  func integer(_ name: String) -> Int64? {
    if case .integer(let number)? = self[name] { number } else { nil }
  }
  func count(_ name: String) -> Int? { integer(name).flatMap { $0 >= 0 ? Int($0) : nil } }

  /// Until the end of the year 9999.
  func moment(_ name: String) -> Moment? {
    integer(name).flatMap { (0..<253_402_300_800_000).contains($0) ? Moment(milliseconds: $0) : nil }
  }
}

extension JSONValue {
  /// Whether no number in it is negative, or so large (9,000 years in milliseconds) that sums of it could overflow.
  fileprivate var isInRange: Bool {
    switch self {
    case .null, .boolean, .string: true
    case .integer(let number): (0..<1 << 48).contains(number)
    case .number(let number): (0..<0x1p48).contains(number)
    case .array(let elements): elements.allSatisfy(\.isInRange)
    case .object(let members): members.allSatisfy(\.value.isInRange)
    }
  }
}

extension DecodingError {
  /// In half a sentence.
  fileprivate var said: String {
    switch self {
    case .keyNotFound(_, let place), .typeMismatch(_, let place), .valueNotFound(_, let place),
      .dataCorrupted(let place):
      place.debugDescription
    @unknown default: "\(self)"
    }
  }
}
