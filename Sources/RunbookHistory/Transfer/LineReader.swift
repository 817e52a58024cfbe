import Glibc

/// The lines of a file, one at a time, in little memory; who reads a file of others believes nothing.
struct LineReader {
  /// As people call it.
  let name: String
  private let file: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Of the line that was read last, from 1.
  private(set) var number = 0

  /// The file stays open and is the caller's.
  init(_ file: Int32, name: String) {
    self.file = file
    self.name = name
  }

  /// The next line with its line end; nil at the end of the file.
  mutating func next() throws(HistoryProblem) -> [UInt8]? {
    number += 1
    var searched = start
    while true {
      if let end = newline(from: searched) {
        defer { start = end + 1 }
        return Array(buffer[start...end])
      }
      guard buffer.count - start <= RecordText.lineLimit else {
        throw problem("is longer than \(RecordText.lineLimit >> 20) MiB")
      }
      searched = buffer.count - start
      if isAtEnd {
        if searched == 0 { return nil }
        throw problem("has no end: the file was cut short")
      }
      // After that the buffer begins with this line.
      try fill()
    }
  }

  /// What is wrong with the line that was read last.
  func problem(_ said: String) -> HistoryProblem { .badLine(name, number, said) }

  private func newline(from position: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard position < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + position, 0x0A, bytes.count - position)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private mutating func fill() throws(HistoryProblem) {
    // As much again as the line has already, so that a long one is not copied too often.
    let size = max(1 << 16, buffer.count - start)
    var count = -1
    let piece = [UInt8](unsafeUninitializedCapacity: size) { bytes, filled in
      repeat { count = read(file, bytes.baseAddress, size) } while count < 0 && errno == EINTR
      filled = max(0, count)
    }
    let said = String(cString: strerror(errno))
    buffer = Array(buffer[start...]) + piece
    start = 0
    if count < 0 { throw .unreadableFile(name, said) }
    isAtEnd = count == 0
  }
}
