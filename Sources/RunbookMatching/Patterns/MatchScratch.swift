import CPCRE2
import Synchronization

/// What one match at a time writes to: offsets, limits, and the stack of the compiled code.
///
/// Borrowed from a pool and given back, for making one costs more than most matches do. The pool
/// grows to as many as are in use at once and stays so. Held as addresses, as in `CompiledPattern`.
struct MatchScratch: Sendable {
  private let dataAddress: UInt
  private let contextAddress: UInt

  var data: OpaquePointer { OpaquePointer(bitPattern: dataAddress)! }
  var context: OpaquePointer { OpaquePointer(bitPattern: contextAddress)! }

  /// In KiB, for patterns that are interpreted.
  private static let heapLimit: UInt32 = 64 * 1024
  /// Bytes of the stack for compiled code; only what is touched is taken.
  private static let stackLimit = 16 << 20

  private static let pool = Mutex<[MatchScratch]>([])

  static func borrow() -> MatchScratch { pool.withLock { $0.popLast() } ?? MatchScratch() }

  func giveBack() { Self.pool.withLock { $0.append(self) } }

  private init() {
    // The whole match and the first group are all that is ever asked for.
    let data = pcre2_match_data_create_8(2, nil)
    let context = pcre2_match_context_create_8(nil)
    guard let data, let context else { fatalError("out of memory") }
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    if let stack = pcre2_jit_stack_create_8(64 << 10, Self.stackLimit, nil) {
      pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    }
    dataAddress = UInt(bitPattern: data)
    contextAddress = UInt(bitPattern: context)
  }
}
