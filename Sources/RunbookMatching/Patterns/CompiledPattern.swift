import CPCRE2
import RunbookModel
import Synchronization

/// A pattern ready to match: UTF-8, `^` and `$` at every line, compiled to machine code where PCRE2 can.
///
/// Compiled code is never written to again, so that all threads share it; what a match writes to
/// lies in a `MatchScratch`. Pointers are kept as addresses: they are immutable, but Swift cannot know.
package final class CompiledPattern: Sendable {
  private let address: UInt
  /// The processor has no JIT, or may not use it: PCRE2 interprets, slower and with the same answers.
  let isInterpreted: Bool
  /// A match may depend on where the search began (`\G`), so that it must not be done in stretches.
  let knowsStart: Bool

  private init(code: OpaquePointer, knowsStart: Bool) {
    address = UInt(bitPattern: code)
    isInterpreted = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) != 0
    self.knowsStart = knowsStart
  }

  deinit { pcre2_code_free_8(code) }

  var code: OpaquePointer { OpaquePointer(bitPattern: address)! }

  /// The compiled form of a pattern's text; the same text is compiled once for the whole process.
  package static func compiled(_ text: String) -> Result<CompiledPattern, PatternProblem> {
    if let known = cache.withLock({ $0[text] }) { return known }
    // Problems are told of the text as it is written.
    let sound = NegatedClasses.bracketed(text)
    let problem = sound == text ? nil : problem(in: text)
    let made = (problem.map { .failure($0) } ?? code(sound)).map {
      CompiledPattern(code: $0, knowsStart: text.contains(#"\G"#))
    }
    cache.withLock {
      // Patterns come from runbooks, a few hundred at most; an editor that checks every keystroke makes more.
      if $0.count >= 2000 { $0.removeAll() }
      $0[text] = made
    }
    return made
  }

  private static let cache = Mutex<[String: Result<CompiledPattern, PatternProblem>]>([:])

  private static let options: UInt32 =
    PCRE2_UTF | PCRE2_MULTILINE | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT

  /// Whether a text compiles; nothing is kept, for most patterns that are checked are never matched.
  static func problem(in text: String) -> PatternProblem? {
    switch code(text) {
    case .success(let code):
      pcre2_code_free_8(code)
      return nil
    case .failure(let problem): return problem
    }
  }

  private static func code(_ text: String) -> Result<OpaquePointer, PatternProblem> {
    var text = text
    var error: Int32 = 0
    var offset = 0
    let code = text.withUTF8 { pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, nil) }
    guard let code else { return .failure(PatternProblem(message: message(error), offset: offset)) }
    return .success(code)
  }

  private static func message(_ error: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = pcre2_get_error_message_8(error, buffer.baseAddress, buffer.count)
      return String(decoding: buffer[..<max(0, Int(length))], as: UTF8.self)
    }
  }
}
