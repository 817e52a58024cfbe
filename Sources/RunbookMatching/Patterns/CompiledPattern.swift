import CPCRE2
import RunbookModel
import Synchronization

/// A pattern ready to match: UTF-8, `^` and `$` at every line, compiled to machine code where PCRE2 can.
///
/// Compiled code is never written to again, so that all threads share it; what a match writes to
/// lies in a `MatchScratch`. Pointers are kept as addresses: they are immutable, but Swift cannot know.
package final class CompiledPattern: Sendable {
  private let address: UInt
  /// Groups in parentheses, without the whole match.
  package let groupCount: Int

  private init(code: OpaquePointer) {
    address = UInt(bitPattern: code)
    var count: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
  }

  deinit { pcre2_code_free_8(code) }

  var code: OpaquePointer { OpaquePointer(bitPattern: address)! }

  /// The compiled form of a pattern's text; the same text is compiled once for the whole process.
  package static func compiled(_ text: String) -> Result<CompiledPattern, PatternProblem> {
    if let known = cache.withLock({ $0[text] }) { return known }
    let made = compile(text)
    cache.withLock {
      // Patterns come from runbooks, a few hundred at most; an editor that checks every keystroke makes more.
      if $0.count >= 2000 { $0.removeAll() }
      $0[text] = made
    }
    return made
  }

  private static let cache = Mutex<[String: Result<CompiledPattern, PatternProblem>]>([:])

  private static let options: UInt32 =
    PCRE2_UTF | PCRE2_MULTILINE | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C

  private static func compile(_ text: String) -> Result<CompiledPattern, PatternProblem> {
    var text = text
    var error: Int32 = 0
    var offset = 0
    let code = text.withUTF8 { pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, nil) }
    guard let code else { return .failure(PatternProblem(message: message(error), offset: offset)) }
    // Where the processor has no JIT, PCRE2 interprets: slower, with the same answers.
    pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    return .success(CompiledPattern(code: code))
  }

  private static func message(_ error: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = pcre2_get_error_message_8(error, buffer.baseAddress, buffer.count)
      return String(decoding: buffer[..<max(0, Int(length))], as: UTF8.self)
    }
  }
}
