import CProcess
import Glibc
import RunbookModel

/// Our end of one stream of a command: pipe, then filter, then what is kept.
struct StreamReader {
  /// Nil once the stream has ended.
  private(set) var pipe: Int32?
  private var kept: KeptStream
  private var filter: (any StreamFilter)?
  private var isWide = false
  /// How far the stream was told of while the command runs.
  private var told = 0

  static let pieceSize = 256 << 10
  private static let widePipe = 1 << 20
  private static let mostToldAtOnce = 256 << 10

  init(pipe: Int32, keep: Int, filter: (any StreamFilter)?) {
    self.pipe = pipe
    self.filter = filter
    kept = KeptStream(keep: keep)
  }

  var hasEnded: Bool { pipe == nil }
  var hasNews: Bool { told < kept.total }

  /// Reads what is there, at most so many pieces. True where there was something.
  mutating func drain(using piece: UnsafeMutableRawBufferPointer, atMost pieces: Int) -> Bool {
    var gotSome = false
    for _ in 0..<pieces {
      guard let pipe else { return gotSome }
      let count = read(pipe, piece.baseAddress!, piece.count)
      if count > 0 {
        gotSome = true
        take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        if !isWide, count >= 32 << 10 {
          isWide = true
          process_pipe_widen(pipe, Int32(Self.widePipe))
        }
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        return gotSome
      } else {
        end()
      }
    }
    return gotSome
  }

  private mutating func take(_ new: UnsafeRawBufferPointer) {
    guard filter != nil else { return kept.append(new) }
    filter!.push(Array(new)).withUnsafeBytes { kept.append($0) }
  }

  /// No more is read; what the filter held back is the last.
  private mutating func end() {
    guard let pipe else { return }
    close(pipe)
    self.pipe = nil
    filter?.finish().withUnsafeBytes { kept.append($0) }
    filter = nil
  }

  /// What came since it was last asked, as far as it is still there; the first time, where that is
  /// wanted, the first of it.
  mutating func news(fromFirst: Bool) -> (offset: Int, bytes: [UInt8]) {
    if fromFirst, told == 0 {
      let bytes = kept.first(atMost: Self.mostToldAtOnce)
      told = bytes.count
      return (0, bytes)
    }
    defer { told = kept.total }
    return kept.newest(behind: told, atMost: Self.mostToldAtOnce)
  }

  mutating func finish() -> KeptBytes {
    end()
    return kept.take()
  }
}
