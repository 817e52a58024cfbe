import Foundation
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct JSONTests {
  /// What any other program reads, in one canonical writing, without the members of every event.
  private func canonical(_ bytes: [UInt8]) throws -> Data {
    var members = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    for name in ["v", "run", "number", "time", "event"] { members[name] = nil }
    return try JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
  }

  @Test func `a body says what the standard encoder says, but for the members of every event`() throws {
    for event in everyFact() {
      let standard = try canonical([UInt8](try JSONEncoder().encode(event)))
      #expect(try canonical(FactWriter.body(of: event.fact)) == standard, "\(event.fact.name)")
    }
  }

  @Test func `equal facts are equal text, whatever the order of a dictionary`() throws {
    func fact(_ names: [String]) -> Fact {
      var variables: [String: String] = [:]
      for name in names { variables[name] = name }
      return .attemptStarted(
        AttemptStarted(attempt: AttemptKey(name: "a"), command: "c", variables: variables))
    }
    let names = (1...50).map { "name\($0)" }
    #expect(try FactWriter.body(of: fact(names)) == FactWriter.body(of: fact(names.reversed())))
  }

  @Test func `what other programs write is read too`() throws {
    let text =
      " { \"message\" : \"\\u00e4\\ud83e\\udde8\\/\\b\\f\\ud800\\udc00 \\ud800x\" , \"new\" : [ 1 , 2.5e3 , true , false , null , { } ] } "
    let fact = try Array(text.utf8).withUnsafeBytes { try FactReader.fact(.warned, body: $0) }
    #expect(fact == .warned(Warned(message: "ä🧨/\u{8}\u{C}\u{10000} \u{FFFD}x")))
  }

  @Test(arguments: [
    "", " ", "{", "}", "{\"message\"", "{\"message\":", "{\"message\":\"x\"", "{\"message\":\"x\",}",
    "{\"message\":\"x\"} x",
    "{\"message\":\"\\", "{\"message\":\"\\u12\"}", "{\"message\":\"\\ud800\\", "{\"message\":\"\\x\"}",
    "{\"message\":nul}",
    "{\"message\":-}", "{\"message\":1}", "{}", "[]", "[[", "null", "{\"message\":null}",
  ])
  func `what is no such fact is refused`(text: String) {
    #expect(throws: (any Error).self) {
      try Array(text.utf8).withUnsafeBytes { try FactReader.fact(.warned, body: $0) }
    }
  }

  @Test func `nesting without end is refused, not followed`() {
    let text = "{\"message\":" + String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONValue.Problem.self) {
      try Array(text.utf8).withUnsafeBytes { try FactReader.fact(.warned, body: $0) }
    }
  }

  @Test func `cut and changed bodies are refused or read, never fatal`() throws {
    var random = SeededNumbers(seed: 7)
    for event in everyFact().prefix(60) {
      let body = try FactWriter.body(of: event.fact)
      for _ in 1...40 {
        var changed = body
        let place = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: changed.removeLast(changed.count - place)
        case 1: changed[place] = UInt8.random(in: 0...255, using: &random)
        default: changed.remove(at: place)
        }
        _ = try? changed.withUnsafeBytes { try FactReader.fact(event.fact.name, body: $0) }
      }
    }
  }
}

/// Random numbers that are the same each time (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var z = seed
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
